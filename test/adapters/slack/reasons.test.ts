import { expect, it } from 'vitest';
import { readReasons } from '../../../adapters/chat/reasons.js';
import { temporaryFolder } from '../../builders.js';
import { SlackServer } from '../../slack-server/server.js';
import type { OpenView, Sent } from '../../slack-server/store.js';
import { ANNA, directOf, GENERAL, TEAM } from '../../slack-server/world.js';
import { stateIn } from '../state.js';
import { actionOf, goLive, shippedManifest, textOf } from './live.js';

it.each([
  ['in direct messages', directOf(ANNA), 'what is oolong?'],
  ['in a channel, where nobody else hears of it', GENERAL, `<@${TEAM.botUser}> what is oolong?`],
] as const)('keeps why an answer did not help, with a note, %s', async (_, channel, text) => {
  const folder = await temporaryFolder();
  const server = await SlackServer.start(await shippedManifest());
  const environment = { DOCENT_DATA_DIR: folder, DOCENT_KEEP_QUESTIONS: 'on' };
  const { running } = await goLive({ server, environment });
  server.say(text, { channel });
  const { sent, modals } = server.store;
  await server.until('it is answered', () => sent.length === 1);
  const answer = sent[0] as Sent;
  server.press(answer, actionOf(answer, /👎/));
  await server.until('it is asked why', () => sent.length === 2);
  const asked = sent[1] as Sent;
  expect([asked.channel, asked.shownTo]).toEqual([channel, ANNA]);
  server.press(asked, actionOf(asked, /^Write a note$/));
  await server.until('the form is there', () => modals.length === 1);
  const form = modals[0] as OpenView;
  server.submit(form, { text: { text: { type: 'plain_text_input', value: 'It is green.' } } }, { by: ANNA });
  await server.until('it is taken', () => textOf(form.view).includes('Thank you'));
  await running.stop();
  await server.stop();
  expect(server.faults).toEqual([]);
  expect(sent.map(({ shownTo }) => shownTo)).toEqual([null, ANNA]);
  const { state } = await stateIn(folder);
  expect(await readReasons(state, 0)).toEqual([
    expect.objectContaining({
      ...{ platform: 'slack', reason: null, note: 'It is green.', scope: null },
      question: expect.stringMatching(/oolong/i),
    }),
  ]);
});
