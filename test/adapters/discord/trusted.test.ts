import { describe, expect, it, onTestFinished } from 'vitest';
import { examineDiscord } from '../../../adapters/discord/doctor.js';
import { openCorrected } from '../../corrected.js';
import { ANNA, DiscordServer } from '../../discord-server/server.js';
import { BOT_ROLE, GUILD, TOKEN } from '../../discord-server/world.js';
import { controlsOf, goLive, textOf } from './live.js';

const ROLE = '777777777777777777';

describe('who may correct answers on Discord', () => {
  it('has a role that the settings name, where it is pressed', async () => {
    const corrected = await openCorrected();
    const { server } = await goLive({ corrected, environment: { DISCORD_TRUSTED: `${ROLE} ${BOT_ROLE}` } });
    const answer = await server.answerTo(server.slash('ask', { question: 'How is tea stored?' }).id);
    const button = controlsOf(answer.body).get('Correct this')?.custom_id ?? '';
    const said = async (roles: readonly string[]) =>
      textOf((await server.answerTo(server.press(answer, button, undefined, { by: ANNA, roles }).id)).body);
    expect(await said([])).toContain(
      'Answers are corrected by those who have a role that DISCORD_TRUSTED names',
    );
    expect(await said([GUILD, ROLE])).toContain('Which passage answers');
    // Direct messages have no roles.
    const alone = server.press(answer, button, undefined, { inServer: false, roles: [ROLE] });
    expect(textOf((await server.answerTo(alone.id)).body)).toContain('Answers are corrected by');
    expect(server.rest.faults).toEqual([]);
  });

  it('is looked up by doctor, which says what is no role of few people', async () => {
    const server = await DiscordServer.start({});
    onTestFinished(() => server.stop());
    const findings = await examineDiscord({
      DISCORD_TOKEN: TOKEN,
      DISCORD_API_URL: server.url,
      DISCORD_TRUSTED: [BOT_ROLE, ANNA, GUILD, ROLE].join(','),
    });
    const said = findings.map(({ state, text }) => `${state}: ${text}`);
    expect(said).toContain('good: Answers may be corrected by the role “Docent” in “Teas”.');
    expect(said.join('\n')).toMatch(/good: Answers may be corrected by @/);
    expect(said.join('\n')).toContain(`bad: DISCORD_TRUSTED names ${GUILD}, the role that everybody has`);
    expect(said).toContain(`bad: There is no role and no person ${ROLE}, whom DISCORD_TRUSTED names.`);
    expect(server.rest.faults).toEqual([]);
  });
});
