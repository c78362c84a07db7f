import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import { COMMANDS, COMPARED } from './commands.js';
import type { Desk } from './desk.js';
import { MAX_CHOICE_LENGTH, MAX_CHOICES } from './limits.js';
import { focusedOf, optionsOf } from './options.js';
import { harmless } from './respond.js';

/** Offers what goes on with the typed text: questions for `/ask`, subjects not yet chosen for `/compare`. */
export async function autocomplete(
  desk: Pick<Desk, 'api' | 'completer' | 'log' | 'counters'>,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<void> {
  const choices = await choicesFor(desk, interaction).catch((error) => {
    desk.log.error('No choices could be made', { error });
    return [];
  });
  // A longer value than Discord takes would be refused with all the others.
  const fitting = choices.filter((choice) => choice.length <= MAX_CHOICE_LENGTH).slice(0, MAX_CHOICES);
  await harmless(desk, interaction, () =>
    desk.api.choose(
      interaction,
      fitting.map((choice) => ({ name: choice, value: choice })),
    ),
  );
}

async function choicesFor(
  { completer }: Pick<Desk, 'completer'>,
  { data }: APIApplicationCommandAutocompleteInteraction,
): Promise<string[]> {
  const focused = focusedOf(data.options);
  if (!focused) return [];
  if (data.name === COMMANDS.ask) return completer.questions(focused.typed, MAX_CHOICES);
  if (data.name !== COMMANDS.compare) return [];
  const options = optionsOf(data.options);
  const chosen = COMPARED.filter((name) => name !== focused.name).flatMap((name) =>
    options[name] ? [String(options[name])] : [],
  );
  return completer.subjects(focused.typed, MAX_CHOICES, chosen);
}
