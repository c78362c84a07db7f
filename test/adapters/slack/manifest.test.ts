import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EVENTS } from '../../../adapters/slack/app.js';
import { manifest } from '../../../adapters/slack/cli.js';
import { ANSWER_THIS, COMMANDS } from '../../../adapters/slack/commands.js';
import { botScopes, manifestFor, SCOPES, THREAD_SCOPES } from '../../../adapters/slack/manifest.js';
import { SAVE_ARTICLE } from '../../../adapters/slack/saving.js';
import { ROOT } from '../../builders.js';

function printed(options: Parameters<typeof manifest>[0]): ReturnType<typeof manifestFor> {
  let text = '';
  manifest(options, (part) => {
    text += part;
  });
  return JSON.parse(text);
}

describe('the manifest', () => {
  it('is the one in the file', async () => {
    const file = await readFile(join(ROOT, 'adapters/slack/manifest.json'), 'utf8');
    expect(JSON.parse(file)).toEqual(manifestFor());
    expect(printed({ name: 'Docent' })).toEqual(manifestFor());
  });

  it('subscribes to what is handled, and to nothing else', () => {
    for (const seesReactions of [false, true]) {
      const events = manifestFor({ seesReactions }).settings?.event_subscriptions?.bot_events ?? [];
      const handled: readonly string[] = EVENTS;
      for (const event of events) expect(handled).toContain(event.split('.')[0]);
      // New apps have no assistant view any more; the event of the old ones is handled all the same.
      expect(handled.filter((name) => !events.some((event) => event.split('.')[0] === name))).toEqual([
        ...(seesReactions ? [] : ['reaction_added']),
        'assistant_thread_started',
      ]);
      expect(events.includes('message.channels')).toBe(seesReactions);
    }
  });

  it('asks for a scope for every event, and for no more than there is a reason for', () => {
    const needs: Readonly<Record<string, string>> = {
      app_mention: 'app_mentions:read',
      'message.im': 'im:history',
      'message.channels': 'channels:history',
      'message.groups': 'groups:history',
      reaction_added: 'reactions:read',
    };
    for (const extras of [{}, { followsThreads: true }, { seesReactions: true }]) {
      const { oauth_config, settings } = manifestFor(extras);
      const scopes: readonly string[] = oauth_config?.scopes?.bot ?? [];
      expect(scopes).toEqual(botScopes(extras));
      for (const event of settings?.event_subscriptions?.bot_events ?? [])
        if (needs[event]) expect(scopes).toContain(needs[event]);
    }
    expect(botScopes()).toEqual([
      'app_mentions:read',
      'chat:write',
      'commands',
      'im:history',
      'assistant:write',
    ]);
    for (const { reason } of [...SCOPES, ...THREAD_SCOPES]) expect(reason).toMatch(/^(?:to|for) /);
  });

  it('has the commands, the shortcut, the App Home and the agent view', () => {
    const { features } = manifestFor();
    expect(features?.slash_commands?.map(({ command }) => command)).toEqual(Object.values(COMMANDS));
    expect(features?.shortcuts).toMatchObject([
      { type: 'message', callback_id: ANSWER_THIS },
      { type: 'message', callback_id: SAVE_ARTICLE },
    ]);
    expect(features?.app_home).toMatchObject({
      home_tab_enabled: true,
      messages_tab_read_only_enabled: false,
    });
    expect(features?.agent_view?.agent_description?.length).toBeLessThanOrEqual(300);
    expect(features?.assistant_view).toBeUndefined();
  });

  it('takes another name, and an address for requests over HTTP', () => {
    const made = printed({ name: 'Tea Bot', url: 'https://tea.example/bot/' });
    const address = 'https://tea.example/bot/slack/events';
    expect(made).toMatchObject({
      display_information: { name: 'Tea Bot' },
      features: {
        bot_user: { display_name: 'tea-bot' },
        slash_commands: [{ url: address }, { url: address }, {}, { url: address }],
      },
      oauth_config: { redirect_urls: ['https://tea.example/bot/slack/oauth_redirect'] },
      settings: {
        socket_mode_enabled: false,
        event_subscriptions: { request_url: address },
        interactivity: { is_enabled: true, request_url: address },
      },
    });
    expect(manifestFor().settings?.socket_mode_enabled).toBe(true);
  });

  it.each([
    [{ name: '' }, 'has 1 to 35 characters'],
    [{ name: 'x'.repeat(36) }, 'has 1 to 35 characters'],
    [{ name: 'x', url: 'http://tea.example' }, 'begins with https://'],
    [{ name: 'x', url: 'tea' }, 'Leave --url out for Socket Mode'],
  ])('is refused for %j', (options, fault) => {
    expect(() => printed(options)).toThrow(fault);
  });
});
