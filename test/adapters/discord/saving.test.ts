import { describe, expect, it, onTestFinished } from 'vitest';
import { examineDiscord } from '../../../adapters/discord/doctor.js';
import { wordsOf } from '../../../adapters/discord/words.js';
import { openCorrected } from '../../corrected.js';
import { ANNA, DiscordServer } from '../../discord-server/server.js';
import { APPLICATION, GENERAL, TOKEN } from '../../discord-server/world.js';
import { controlsOf, goLive, textOf } from './live.js';

const BERT = '666666666666666662';
const WORDS = 'It does not.\nBut ask **Carl**.';

describe('saving what people wrote on Discord', () => {
  it('works from the menu where the text of messages is hidden, and a check mark says that it is', async () => {
    const corrected = await openCorrected();
    const { server } = await goLive({ corrected, environment: { DISCORD_TRUSTED: ANNA } });
    const question = server.say(`<@${APPLICATION}> do you deliver to the moon?`, { mentions: [APPLICATION] });
    await server.answerTo(question);
    const line = server.say(WORDS, { by: BERT, replyTo: question });
    server.react(line, '✅');
    const own = () =>
      [...server.rest.messages.values()].filter(({ channel }) => channel === `9${ANNA.slice(1)}`);
    await server.until('Anna is told', () => own().length > 0);
    expect(textOf(own()[0]?.body)).toMatch(/I cannot read that message.*From the menu/);
    await server.answerTo(server.useOnSaid('Save as article', line).id);
    const [asked] = [...server.rest.messages.values()].filter(
      ({ channel }) => channel === `9${BERT.slice(1)}`,
    );
    if (!asked) throw new Error('Bert was not asked');
    const used = { by: BERT, inServer: false };
    await server.answerTo(
      server.press(asked, controlsOf(asked.body).get('Yes')?.custom_id ?? '', undefined, used).id,
    );
    expect(await corrected.drafts.list()).toMatchObject([{ words: WORDS, name: `User ${BERT}` }]);
    expect(server.rest.faults).toEqual([]);
  });

  it('asks below the message who takes no direct messages, and takes nobody else’s word for theirs', async () => {
    const corrected = await openCorrected();
    const { server } = await goLive({ corrected, environment: { DISCORD_TRUSTED: ANNA } });
    const line = server.say(WORDS, { by: BERT });
    server.rest.troubles.push({
      on: new RegExp(`^POST /channels/9${BERT.slice(1)}/`),
      status: 403,
      code: 50007,
    });
    await server.answerTo(server.useOnSaid('Save as article', line).id);
    const asked = await server.answerTo(line);
    expect([asked.channel, asked.body.allowed_mentions]).toEqual([GENERAL, { parse: [] }]);
    const yes = controlsOf(asked.body).get('Yes')?.custom_id ?? '';
    const pressed = await server.answerTo(server.press(asked, yes, undefined, { by: ANNA }).id);
    expect(textOf(pressed.body)).toContain('This question is for who wrote the message');
    expect(await corrected.drafts.list()).toEqual([]);
    await server.answerTo(server.press(asked, yes, undefined, { by: BERT }).id);
    expect(await corrected.drafts.list()).toHaveLength(1);
  });

  it('has names in place of mentions, so that nobody is called', () => {
    const me = { id: APPLICATION, readsAll: true, roleIn: () => null };
    const anna = { id: ANNA, username: 'anna', global_name: 'Anna' } as never;
    const content = `<@${APPLICATION}> ask <@${ANNA}> or <@!1>,\n@everyone: <#${GENERAL}> <:tea:12> a@here.example`;
    expect(wordsOf({ content, mentions: [anna] }, me)).toBe(
      'ask Anna or someone,\neveryone:  :tea: a@here.example',
    );
  });

  it('is told by doctor where a check mark saves nothing, with what to click', async () => {
    const server = await DiscordServer.start({});
    onTestFinished(() => server.stop());
    const findings = await examineDiscord({
      ...{ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: server.url, DISCORD_TRUSTED: ANNA },
    });
    const finding = findings.find(({ text }) => text.startsWith('✅ saves nothing'));
    expect(finding).toMatchObject({
      state: 'note',
      remedy: expect.stringContaining('"Message Content Intent"'),
    });
  });
});
