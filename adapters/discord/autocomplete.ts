import type { APIApplicationCommandAutocompleteInteraction } from 'discord.js';
import { deskAt, type SeenParts } from '../service/desk-parts.js';
import { COMMANDS, COMPARED } from './commands.js';
import type { Desk } from './desk.js';
import { MAX_CHOICE_LENGTH, MAX_CHOICES } from './limits.js';
import { focusedOf, optionsOf } from './options.js';
import { harmless } from './respond.js';
import { rulePlaceOf } from './rule-place.js';

/**
 * Offers what goes on with the typed text: questions for `/ask`, subjects not yet chosen for `/compare`. Nothing is
 * offered for a keystroke after which the person typed on, or that is too late: Discord shows it to nobody.
 */
export async function autocomplete(
  desk: Pick<Desk, 'api' | 'keystrokes' | 'log' | 'counters' | 'place'> & SeenParts,
  interaction: APIApplicationCommandAutocompleteInteraction,
): Promise<void> {
  const person = (interaction.member?.user ?? interaction.user)?.id ?? 'nobody';
  const isWanted = await desk.keystrokes.take(person);
  if (isWanted === null) return desk.counters.add('tooFast');
  const choices = await deskAt(desk, rulePlaceOf(desk, interaction))
    .then((here) => choicesFor(here, interaction, isWanted))
    .catch((error) => {
      desk.log.error('No choices could be made', { error });
      return [];
    });
  if (!isWanted()) return desk.counters.add('typedOn');
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
  isWanted: () => boolean,
): Promise<string[]> {
  const focused = focusedOf(data.options);
  if (!focused) return [];
  if (data.name === COMMANDS.ask) return completer.questions(focused.typed, MAX_CHOICES, isWanted);
  if (data.name !== COMMANDS.compare) return [];
  const options = optionsOf(data.options);
  const chosen = COMPARED.filter((name) => name !== focused.name).flatMap((name) =>
    options[name] ? [String(options[name])] : [],
  );
  return completer.subjects(focused.typed, MAX_CHOICES, chosen);
}
