import type {
  APIApplicationCommandInteractionDataBasicOption,
  APIApplicationCommandInteractionDataOption,
  InteractionType,
} from 'discord.js';

type Options =
  | readonly (
      | APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommand>
      | APIApplicationCommandInteractionDataOption<InteractionType.ApplicationCommandAutocomplete>
    )[]
  | undefined;

/** The options of a command, or of its subcommand, by name. */
export function optionsOf(options: Options): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    (options ?? []).flatMap((option): [string, string | number | boolean][] => {
      if ('value' in option) return [[option.name, option.value]];
      return 'options' in option ? Object.entries(optionsOf(option.options)) : [];
    }),
  );
}

/** The option that is being typed. */
export function focusedOf(options: Options): { name: string; typed: string } | null {
  for (const option of options ?? [])
    if ('focused' in option && option.focused)
      return {
        name: option.name,
        typed: String((option as APIApplicationCommandInteractionDataBasicOption).value),
      };
  return null;
}
