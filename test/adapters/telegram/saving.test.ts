import { describe, expect, it } from 'vitest';
import { openCorrected } from '../../corrected.js';
import { ANNA, BERT, BOT, CARL, GROUP } from '../../telegram-server/world.js';
import { buttonsOf, goLive } from './live.js';

const WORDS = 'It does not.\nBut ask @bert_tea.';

describe('saving what people wrote on Telegram', () => {
  it('asks in reply who has no chat with the bot, takes nobody else’s word, and knows the question behind /save', async () => {
    const corrected = await openCorrected();
    const { server } = await goLive({ corrected, environment: { TELEGRAM_TRUSTED: String(ANNA.id) } });
    const line = server.say(WORDS, { by: CARL });
    server.say(`/save@${BOT.username} Does it deliver to the moon?`, { replyTo: line });
    const asked = () => server.sent.find(({ replyTo, chat }) => replyTo === line && chat === GROUP.id);
    await server.until('Carl is asked', () => asked() !== undefined);
    const message = asked();
    if (!message) throw new Error('Carl was not asked');
    const yes = buttonsOf(message).get('Yes') ?? '';
    const pressed = async (by: typeof BERT | typeof CARL) => {
      const press = server.press(message, yes, by);
      await server.until('the press is answered', () => press.answer !== null);
      return String(press.answer?.text);
    };
    expect(await pressed(BERT)).toBe('This question is for who wrote the message.');
    expect(await corrected.drafts.list()).toEqual([]);
    expect(await pressed(CARL)).toMatch(/^Thank you/);
    expect(await corrected.drafts.list()).toMatchObject([
      {
        ...{ words: 'It does not.\nBut ask bert_tea.', name: 'Carl' },
        question: 'Does it deliver to the moon?',
      },
    ]);
  });

  it('saves nothing that was forwarded: who forwards it is not who wrote it', async () => {
    const corrected = await openCorrected();
    const { server } = await goLive({ corrected, environment: { TELEGRAM_TRUSTED: String(ANNA.id) } });
    const line = server.say(WORDS, { by: ANNA, forwardedFrom: CARL });
    server.say(`/save@${BOT.username}`, { replyTo: line });
    const told = () => server.sent.find(({ chat }) => chat === ANNA.id);
    await server.until('she is told', () => told() !== undefined);
    expect(told()?.body.text).toMatch(/^That message was forwarded/);
    expect(await corrected.drafts.list()).toEqual([]);
  });

  it('says how it is done to who replies to nothing', async () => {
    const corrected = await openCorrected();
    const { server } = await goLive({ corrected, environment: { TELEGRAM_TRUSTED: String(ANNA.id) } });
    server.say(`/save@${BOT.username}`);
    const told = () => server.sent.find(({ chat }) => chat === ANNA.id);
    await server.until('she is told', () => told() !== undefined);
    expect(told()?.body.text).toMatch(/^Reply with \/save to the message/);
  });
});
