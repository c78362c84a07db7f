import { expect, it } from 'vitest';
import { manifestFor } from '../../../adapters/slack/manifest.js';
import { temporaryFolder } from '../../builders.js';
import { onPostgres } from '../../postgres-server/on-postgres.js';
import type { HttpMode } from '../../slack-server/http-mode.js';
import { installedBy, TEAM } from '../../slack-server/world.js';
import { actionOf, goLive, textOf } from './live.js';

const at = `<@${TEAM.botUser}>`;

onPostgres('two replicas that Slack sends to', (postgres) => {
  /** The same server, and what brings its events to the one or the other from then on. */
  async function two() {
    const environment = {
      SLACK_FOLLOW_THREADS: 'on',
      DOCENT_DATABASE_URL: await postgres().database(),
      DOCENT_PERSON_KEY: 'k'.repeat(32),
      DOCENT_DATA_DIR: await temporaryFolder(),
    };
    const installed = installedBy(manifestFor({ followsThreads: true }));
    const first = await goLive({ http: true, installed, environment });
    const { server } = first;
    const one = server.http as HttpMode;
    const second = await goLive({ http: true, server, environment });
    const other = server.http as HttpMode;
    const stop = async () => {
      await server.settled();
      await Promise.all([first.running.stop(), second.running.stop()]);
    };
    const turnTo = async (http: HttpMode) => {
      await server.settled();
      server.http = http;
    };
    return { server, one, other, turnTo, stop };
  }

  it('go on with each other’s talk, and let answers follow edits and deletions that come to the other', async () => {
    const { server, one, other, turnTo, stop } = await two();
    await turnTo(one);
    const question = server.say(`${at} what is oolong?`);
    const answer = await server.answerTo(question);
    await turnTo(other);
    const followUp = await server.answerTo(server.say('and its advantages?', { thread: question.ts }));
    expect(textOf(followUp.body)).toMatch(/^Advantages of Oolong/);
    server.change(question, `${at} what is rooibos?`);
    await server.until('the answer follows', () => textOf(answer.body).startsWith('Rooibos'));
    expect(answer.edits).toBe(1);
    await turnTo(one);
    server.change(question, `${at} what is white tea?`);
    await server.until('it follows again', () => textOf(answer.body).startsWith('White tea'));
    await turnTo(other);
    server.remove(question);
    await server.until('the answer is gone', () => answer.isDeleted);
    await stop();
    expect(server.store.sent).toHaveLength(2);
  });

  it('answer once what comes to both at once, and count a vote that is pressed on both once', async () => {
    const { server, one, other, turnTo, stop } = await two();
    const both = (work: () => void) => {
      server.way = { deliver: (delivery) => void [one, other].map((http) => http.deliver(delivery)) };
      work();
      server.way = null;
    };
    let question = { ts: '' };
    both(() => {
      question = server.say(`${at} what is oolong?`);
    });
    const answer = await server.answerTo(question as never);
    const command = server.slash('/ask', 'what is rooibos?');
    await server.responseTo(command);
    await turnTo(one);
    const helpful = actionOf(answer, /👍/);
    const thanks = [await server.responseTo(server.press(answer, helpful))];
    await turnTo(other);
    thanks.push(await server.responseTo(server.press(answer, helpful)));
    expect(thanks.map(({ body }) => String(body.text))).toEqual([
      expect.stringMatching(/^Thank you/),
      expect.stringMatching(/noted that already/),
    ]);
    await stop();
    expect(server.store.sent.filter(({ via, shownTo }) => via === 'api' && shownTo === null)).toEqual([
      answer,
    ]);
    expect([server.responsesTo(command).length, server.store.repeats]).toEqual([1, 0]);
  });
});
