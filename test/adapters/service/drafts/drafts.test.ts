import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import type { AuthorPort, Drafts, SavedMessage, Words } from '../../../../adapters/service/drafts/drafts.js';
import { TEXTS } from '../../../../adapters/service/texts.js';
import { run } from '../../../../adapters/terminal/cli.js';
import { plainText } from '../../../../src/answer/plain-text.js';
import { fakeTerminal } from '../../../builders.js';
import { type Corrected, openCorrected } from '../../../corrected.js';

const QUESTION = 'How long does an opened tin of matcha last?';
const WORDS = 'An opened tin of matcha lasts about **two months**.\nKeep it in the fridge.';
const ANNA = 'anna';
const BERT = 'bert';

const MESSAGE: SavedMessage = {
  ...{ platform: 'discord', message: '7', at: 'in general: 7', person: BERT },
  ...{ words: { text: WORDS, name: 'Bert' }, canBeRead: true },
  ...{ question: QUESTION, link: 'https://discord.com/channels/1/2/7', on: new Date('2026-11-27T10:00:00Z') },
  place: { platform: 'discord', server: '1', channel: '2' },
};

/** A platform that keeps whom it asked. */
function platform(drafts: Drafts, more: Partial<AuthorPort> = {}) {
  const asked: string[] = [];
  const said = new Map<string, Words>([[MESSAGE.at, MESSAGE.words]]);
  drafts.reachBy('discord', {
    asksOnce: true,
    ask: async (at) => void asked.push(at),
    read: async (at) => said.get(at) ?? 'gone',
    mayHaveArrived: () => false,
    ...more,
  });
  return { asked, said };
}

const asEdited = { title: QUESTION, question: QUESTION };
const communityOf = ({ folder }: Corrected) => readdir(join(folder, 'community')).catch(() => []);
const stored = async ({ records }: Corrected) => JSON.stringify(await records.state(new Date(), 'draft'));

describe('a message that somebody saves', () => {
  it('is a draft once who wrote it agrees, and an article in service once it is published', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    const { asked } = platform(drafts);
    expect(await drafts.save(MESSAGE, ANNA)).toBe(TEXTS.saveAsked);
    expect([asked, await drafts.list()]).toEqual([[MESSAGE.at], []]);
    expect(await drafts.decide('discord', BERT, null, true)).toBe(TEXTS.consentGiven);
    const [draft] = await drafts.list();
    expect(draft).toMatchObject({ title: QUESTION, words: WORDS, name: 'Bert', problems: [] });
    expect(await communityOf(corrected)).toEqual([]);
    expect(await drafts.publish(draft?.id ?? '', asEdited)).toMatch(/^Published\. .*1 gained/);
    const [file = ''] = await communityOf(corrected);
    expect(await readFile(join(corrected.folder, 'community', file), 'utf8')).toBe(
      `---\ntitle: ${QUESTION}\nquestions:\n  - ${QUESTION}\nsaid:\n  by: Bert\n  on: 2026-11-27\n  link: ${MESSAGE.link}\n---\n\n${WORDS}\n`,
    );
    expect(plainText(await corrected.live.bot.ask(QUESTION))).toContain('two months');
    expect(await drafts.list()).toEqual([]);
  });

  it('leaves nothing but where it stands until who wrote it agrees', async () => {
    const corrected = await openCorrected();
    const { said } = platform(corrected.drafts);
    await corrected.drafts.save(MESSAGE, ANNA);
    said.delete(MESSAGE.at);
    await corrected.drafts.decide('discord', BERT, null, true);
    expect(await corrected.drafts.list()).toEqual([]);
    expect(await stored(corrected)).toBe('[]');
  });

  it('is one draft, whoever saves it and however often, at once or after it was published', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    const { asked } = platform(drafts);
    await drafts.decide('discord', BERT, null, true);
    const told = await Promise.all([ANNA, 'carl', ANNA, BERT].map((who) => drafts.save(MESSAGE, who)));
    expect(told).toEqual([TEXTS.saved, TEXTS.saveAlready, TEXTS.saveAlready, TEXTS.saveAlready]);
    const [draft, ...more] = await drafts.list();
    expect([more, asked]).toEqual([[], []]);
    const id = draft?.id ?? '';
    const published = await Promise.all([drafts.publish(id, asEdited), drafts.publish(id, asEdited)]);
    expect(published[1]).toMatch(/not there any more/);
    expect(await communityOf(corrected)).toHaveLength(1);
    expect(await drafts.save(MESSAGE, ANNA)).toBe(TEXTS.savePublished);
  });

  it('asks who wrote it once, whatever else of theirs is saved, and never again once they refused', async () => {
    const { drafts } = await openCorrected();
    const { asked } = platform(drafts);
    await drafts.save(MESSAGE, ANNA);
    expect(await drafts.save({ ...MESSAGE, message: '8' }, ANNA)).toBe(TEXTS.saveWaiting);
    await drafts.decide('discord', BERT, null, false);
    expect(await drafts.save({ ...MESSAGE, message: '9' }, ANNA)).toBe(TEXTS.saveRefused);
    expect([asked, await drafts.list()]).toEqual([[MESSAGE.at], []]);
  });

  it('is asked about once, and is one, where two programs save at once', async () => {
    const corrected = await openCorrected();
    const both = [corrected.drafts, corrected.operations.office?.drafts as Drafts];
    const asked = both.map((drafts) => platform(drafts).asked);
    const told = await Promise.all(
      [MESSAGE, { ...MESSAGE, message: '8' }, MESSAGE].map((one, i) => both[i % 2]?.save(one, ANNA)),
    );
    expect(asked.flat()).toHaveLength(1);
    expect(told.filter((text) => text === TEXTS.saveAsked)).toHaveLength(1);
    await both[1]?.decide('discord', BERT, null, true);
    expect(await both[0]?.list()).toHaveLength(2);
  });

  it('is kept nowhere where its author refuses in another program at that moment', async () => {
    const rules = 'default:\n  see: { audience: public }\n';
    const corrected = await openCorrected(null, { rules, articles: {} });
    const other = corrected.operations.office?.drafts as Drafts;
    platform(corrected.drafts);
    const { scoped } = corrected.live;
    const at = scoped.at.bind(scoped);
    vi.spyOn(scoped, 'at').mockImplementationOnce(async (place) => {
      await other.decide('discord', BERT, null, false);
      return at(place);
    });
    expect(await corrected.drafts.save(MESSAGE, ANNA)).toBe(TEXTS.saveRefused);
    expect(await stored(corrected)).toBe('[]');
  });

  it('is named in the log where its author refuses in another program while it is published', async () => {
    let refuse: () => Promise<unknown> = async () => undefined;
    const corrected = await openCorrected(null, undefined, async () => {
      await refuse();
      return 'https://github.com/teas/handbook/pull/1';
    });
    const { drafts } = corrected;
    const other = corrected.operations.office?.drafts as Drafts;
    refuse = () => other.decide('discord', BERT, null, false);
    await drafts.save(MESSAGE, BERT);
    await drafts.publish((await drafts.list())[0]?.id ?? '', asEdited);
    expect(await stored(corrected)).toBe('[]');
    expect(corrected.log.join('')).toMatch(
      /wants that no more.*Close https:\/\/github\.com\/teas\/handbook\/pull\/1/,
    );
  });

  it('needs nobody to be asked where who wrote it saves it', async () => {
    const { drafts } = await openCorrected();
    const { asked } = platform(drafts);
    expect(await drafts.save(MESSAGE, BERT)).toBe(TEXTS.saved);
    expect([asked, (await drafts.list()).length]).toEqual([[], 1]);
  });

  it('goes with its consent: drafts are deleted, what was published is taken out, and the team is told', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    platform(drafts);
    await drafts.decide('discord', BERT, null, true);
    await drafts.save(MESSAGE, ANNA);
    const [draft] = await drafts.list();
    await drafts.publish(draft?.id ?? '', asEdited);
    await drafts.save({ ...MESSAGE, message: '8' }, ANNA);
    expect(await drafts.decide('discord', BERT, null, false)).toBe(TEXTS.consentRefused);
    expect([await drafts.list(), await communityOf(corrected)]).toEqual([[], []]);
    expect((await corrected.live.bot.ask(QUESTION)).status).not.toBe('answered');
    expect((await corrected.records.corrections(9)).map(({ did }) => did)).toEqual(['revoked', 'published']);
    expect(corrected.log.join('')).toMatch(/wants that no more/);
    expect(await stored(corrected)).toBe('[]');
  });

  it('follows an edit until it is published, and goes when it is deleted', async () => {
    const { drafts } = await openCorrected();
    platform(drafts);
    await drafts.save(MESSAGE, BERT);
    await drafts.edited('discord', '7', 'A month.');
    expect((await drafts.list())[0]?.words).toBe('A month.');
    await drafts.removed('discord', '7');
    expect(await drafts.list()).toEqual([]);
  });

  it('is not published where its title would be empty or what it says is no article', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    await drafts.save({ ...MESSAGE, question: null, words: { text: '![](x.png)', name: null } }, BERT);
    const id = (await drafts.list())[0]?.id ?? '';
    expect(await drafts.publish(id, { title: ' ', question: QUESTION })).toMatch(/Please write the title/);
    expect(await drafts.publish(id, asEdited)).toMatch(/^That cannot be an article: community\/how-long/);
    expect(await drafts.discard(id)).toBe('Discarded.');
    expect(await communityOf(corrected)).toEqual([]);
    expect(await drafts.save(MESSAGE, BERT)).toBe(TEXTS.saveDiscarded);
  });

  it('is seen only where all is seen that is where it was written', async () => {
    const rules =
      'default:\n  see: { audience: public }\nrules:\n  - platform: discord\n    channel: "2"\n    see: { audience: [public, staff] }\n';
    const corrected = await openCorrected(null, { rules, articles: {} });
    const { drafts, live } = corrected;
    await drafts.save(MESSAGE, BERT);
    await drafts.publish((await drafts.list())[0]?.id ?? '', asEdited);
    const here = await live.scoped.at(MESSAGE.place);
    expect((await here.ask(QUESTION)).status).toBe('answered');
    expect((await live.scoped.ask(QUESTION)).status).not.toBe('answered');
  });

  it('is asked for and read after a restart where the program ended before', async () => {
    const corrected = await openCorrected();
    // A platform that does not answer until the program ends.
    corrected.drafts.reachBy('discord', {
      asksOnce: true,
      ask: () => new Promise(() => undefined),
      read: async () => 'gone',
      mayHaveArrived: () => true,
    });
    void corrected.drafts.save(MESSAGE, ANNA);
    await expect.poll(async () => (await corrected.records.state(new Date(), 'consent')).length).toBe(1);
    const again = corrected.operations.office?.drafts as Drafts;
    const { asked } = platform(again);
    await again.resume('discord');
    await again.resume('discord');
    expect(asked).toEqual([MESSAGE.at]);
    await again.decide('discord', BERT, 'Bert', true);
    expect(await again.list()).toMatchObject([{ words: WORDS, name: 'Bert' }]);
  });

  it('keeps nothing where nobody can be asked, and says so', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    let isAway = true;
    const { asked } = platform(drafts, {
      ask: async (at) => {
        if (isAway) throw new Error('closed');
        asked.push(at);
      },
    });
    expect(await drafts.save(MESSAGE, ANNA)).toBe(TEXTS.saveCannotAsk);
    expect(await stored(corrected)).toBe('[]');
    isAway = false;
    expect(await drafts.save(MESSAGE, ANNA)).toBe(TEXTS.saveAsked);
  });

  it('goes with its person, and with what they said of it, when they are forgotten', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    platform(drafts);
    await drafts.decide('discord', BERT, null, true);
    await drafts.save(MESSAGE, ANNA);
    await corrected.forget(BERT);
    expect([await drafts.list(), await drafts.consents.of('discord', BERT)]).toEqual([[], null]);
  });

  it('is taken out by `docent forget` where it was published', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    await drafts.save(MESSAGE, BERT);
    await drafts.publish((await drafts.list())[0]?.id ?? '', asEdited);
    expect(await communityOf(corrected)).toHaveLength(1);
    const terminal = fakeTerminal({ env: corrected.environment });
    expect(await run(['forget', BERT], terminal)).toBe(0);
    expect(terminal.out()).toMatch(/^1 article of their words is taken out\./);
    expect([await communityOf(corrected), await stored(corrected)]).toEqual([[], '[]']);
  });

  it('says what keeps its article from being written', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    await writeFile(join(corrected.folder, 'community'), 'a file');
    await drafts.save(MESSAGE, BERT);
    const id = (await drafts.list())[0]?.id ?? '';
    expect(await drafts.publish(id, asEdited)).toMatch(/cannot be written to .*Let the program write there/);
    expect(await drafts.list()).toHaveLength(1);
  });

  it.each([
    ['is deleted', (drafts: Drafts) => drafts.removed('discord', '7')],
    ['is discarded', async (drafts: Drafts) => drafts.discard((await drafts.list())[0]?.id ?? '')],
    ['is refused by its author', (drafts: Drafts) => drafts.decide('discord', BERT, null, false)],
  ])('goes when it %s after publishing it failed', async (_, end) => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    const community = join(corrected.folder, 'community');
    await writeFile(community, 'a file');
    await drafts.save(MESSAGE, BERT);
    const id = (await drafts.list())[0]?.id ?? '';
    await drafts.publish(id, asEdited);
    await rm(community);
    await end(drafts);
    expect([await drafts.list(), await stored(corrected)]).toEqual([[], '[]']);
    await drafts.publish(id, asEdited);
    expect(await communityOf(corrected)).toEqual([]);
  });

  it('is taken back at the next start where its author refused and the program ended before all was', async () => {
    const corrected = await openCorrected();
    const { drafts } = corrected;
    platform(drafts);
    await drafts.save(MESSAGE, BERT);
    await drafts.publish((await drafts.list())[0]?.id ?? '', asEdited);
    await drafts.consents.decided('discord', BERT, null, false);
    await drafts.resume('discord');
    expect([await communityOf(corrected), await stored(corrected)]).toEqual([[], '[]']);
  });
});
