import { expect, it } from 'vitest';
import { readReasons } from '../../../adapters/chat/reasons.js';
import { temporaryFolder } from '../../builders.js';
import { ANNA, DiscordServer } from '../../discord-server/server.js';
import { stateIn } from '../state.js';
import { controlsOf, goLive, textOf } from './live.js';

it('keeps why an answer did not help, with a note, until whose it is is forgotten', async () => {
  const folder = await temporaryFolder();
  const server = await DiscordServer.start();
  const { running } = await goLive({ server, environment: { DOCENT_DATA_DIR: folder } });
  const used = { inServer: false };
  const answer = await server.answerTo(server.say('what is oolong?', used));
  const pressed = async (message: typeof answer, label: string) => {
    const control = controlsOf(message.body).get(label);
    return server.press(message, control?.custom_id ?? '', undefined, used);
  };
  const asked = await server.answerTo((await pressed(answer, '👎')).id);
  await server.answerTo((await pressed(asked, 'Outdated')).id);
  const { id } = await pressed(asked, 'Write a note');
  await server.until('the form is there', () => server.rest.interactions.get(id)?.form !== undefined);
  const form = server.rest.interactions.get(id)?.form ?? {};
  const { id: sent } = server.submit(
    form,
    { text: ' It is from 2019. ' },
    { ...used, channel: answer.channel },
  );
  expect(textOf((await server.answerTo(sent)).body)).toContain('Thank you');
  await running.stop();
  await server.stop();
  expect(server.rest.faults).toEqual([]);
  const { state, forget } = await stateIn(folder);
  expect(await readReasons(state, 0)).toEqual([
    expect.objectContaining({
      ...{ platform: 'discord', reason: 'outdated', note: 'It is from 2019.', question: null },
      cites: expect.stringContaining('Oolong'),
    }),
  ]);
  expect(await readReasons(state, Date.now() + 1)).toEqual([]);
  await forget(ANNA);
  expect(await readReasons(state, 0)).toEqual([]);
});
