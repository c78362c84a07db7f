import { expect, it } from 'vitest';
import { readReasons } from '../../../adapters/chat/reasons.js';
import { temporaryFolder } from '../../builders.js';
import { SlackServer } from '../../slack-server/server.js';
import type { OpenView } from '../../slack-server/store.js';
import { ANNA, directOf } from '../../slack-server/world.js';
import { stateIn } from '../state.js';
import { actionOf, goLive, shippedManifest, textOf } from './live.js';

it('keeps why an answer did not help, with a note', async () => {
  const folder = await temporaryFolder();
  const server = await SlackServer.start(await shippedManifest());
  const environment = { DOCENT_DATA_DIR: folder, DOCENT_KEEP_QUESTIONS: 'on' };
  const { running } = await goLive({ server, environment });
  const direct = directOf(ANNA);
  server.say('what is oolong?', { channel: direct });
  const { sent, modals } = server.store;
  await server.until('it is answered', () => sent.length === 1);
  server.press(sent[0] as (typeof sent)[number], actionOf(sent[0] as (typeof sent)[number], /👎/));
  await server.until('it is asked why', () => sent.length === 2);
  const asked = sent[1] as (typeof sent)[number];
  server.press(asked, actionOf(asked, /^Write a note$/));
  await server.until('the form is there', () => modals.length === 1);
  const form = modals[0] as OpenView;
  server.submit(form, { text: { text: { type: 'plain_text_input', value: 'It is green.' } } }, { by: ANNA });
  await server.until('it is taken', () => textOf(form.view).includes('Thank you'));
  await running.stop();
  await server.stop();
  expect(server.faults).toEqual([]);
  const { state } = await stateIn(folder);
  expect(await readReasons(state, 0)).toEqual([
    expect.objectContaining({
      ...{
        platform: 'slack',
        reason: null,
        note: 'It is green.',
        question: expect.stringMatching(/oolong/i),
      },
    }),
  ]);
});
