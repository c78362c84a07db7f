import type { PlatformEntry, PlatformSetUp, SetUpLink, SetUpStep } from '../../app/platform-entry.js';
import type { Finding } from '../../process/findings.js';
import type { Dialogue } from './dialogue.js';
import type { Settings } from './setting-place.js';

/** Opens an address in a browser here; `null` where there is none. */
export type OpenLink = ((url: string) => Promise<void>) | null;

/** Goes live on one platform: each value is asked for, checked there at once, and written. */
export async function setUpPlatform(
  dialogue: Dialogue,
  settings: Settings,
  { title, setUp, or, guide }: Pick<PlatformEntry, 'title' | 'setUp' | 'or' | 'guide'>,
  open: OpenLink,
): Promise<void> {
  dialogue.part(title);
  const { steps, invitation, examine } = await setUp();
  const told = new Set<string>();
  const other = or.find(settings.has);
  if (other !== undefined) {
    dialogue.say(`${other} is set: that way of running is set up by hand (${guide.replace(/,$/, '')}).`);
    tell(dialogue, await dialogue.during('looking at all of it', () => examine(settings.environment)), told);
    return;
  }
  for (const step of steps.filter(({ unless }) => unless === undefined || !settings.has(unless)))
    if (!(await takeStep(dialogue, settings, step, open, told))) {
      dialogue.say(`${title} is left as it is. \`docent init\` goes on here.`);
      return;
    }
  await invite(dialogue, settings, { invitation, examine }, open, told);
}

/** @returns false when it is left for another time */
async function takeStep(
  dialogue: Dialogue,
  settings: Settings,
  step: SetUpStep,
  open: OpenLink,
  told: Set<string>,
): Promise<boolean> {
  const { variable, value, links, acts } = step;
  const before = settings.environment[variable]?.trim() || null;
  const elsewhere = settings.elsewhere(variable);
  if (elsewhere !== null) dialogue.say(`${variable} comes from ${elsewhere}.`);
  else if (before === null) await tellHow(dialogue, links, acts, open);
  for (;;) {
    const written =
      elsewhere === null
        ? await dialogue.askSecret(`The ${value}:`, settings.has(variable), step.fault)
        : null;
    // Some are shown only once: whoever ends it here has it written. In place of another it is put once it is known to do.
    if (written !== null && before === null) await settings.set(variable, written);
    const environment = { ...settings.environment, ...(written === null ? {} : { [variable]: written }) };
    const take = async (): Promise<true> => {
      if (written !== null && before !== null) await settings.set(variable, written);
      return true;
    };
    const findings = await dialogue.during('asking there', () => step.examine(environment));
    tell(dialogue, findings, told);
    if (!findings.some(({ state }) => state === 'bad')) return take();
    if (written !== null && before !== null)
      dialogue.say(`It is not written yet: ${variable} stays as it was unless you go on with it.`);
    const next = await dialogue.choose(
      'What now?',
      [
        elsewhere === null
          ? { value: 'again', label: `another ${value}` }
          : { value: 'again', label: 'look again' },
        { value: 'keep', label: 'go on with it; I shall mend what is amiss' },
        { value: 'leave', label: 'leave it for another time' },
      ],
      'again',
    );
    if (next === 'keep') return take();
    if (next === 'leave') {
      if (elsewhere === null && before === null) await settings.set(variable, null);
      return false;
    }
    told.clear();
  }
}

async function tellHow(
  dialogue: Dialogue,
  links: readonly SetUpLink[],
  acts: readonly string[],
  open: OpenLink,
): Promise<void> {
  for (const { label, url } of links) dialogue.link(label, url);
  const [first] = links;
  if (open !== null && first && (await dialogue.confirm(`Open it here (${first.label})?`, true)))
    await open(first.url);
  dialogue.say(acts.map((act, i) => `${i + 1}. ${act}`).join('\n'));
}

/** Shows how the bot comes to where it is asked, and then what is found of all. */
async function invite(
  dialogue: Dialogue,
  { environment }: Settings,
  { invitation, examine }: Pick<PlatformSetUp, 'invitation' | 'examine'>,
  open: OpenLink,
  told: Set<string>,
): Promise<void> {
  // Where the platform cannot be reached, that was said before.
  const link = await invitation(environment).catch(() => null);
  if (link !== null) {
    dialogue.link(link.label, link.url);
    if (open !== null && (await dialogue.confirm('Open it here?', true))) await open(link.url);
    await dialogue.confirm('Done?', true);
  }
  tell(dialogue, await dialogue.during('looking at all of it', () => examine(environment)), told);
}

/** Says what was not said yet. */
function tell(dialogue: Dialogue, findings: readonly Finding[], told: Set<string>): void {
  dialogue.found(findings.filter(({ text }) => !told.has(text)));
  for (const { text } of findings) told.add(text);
}
