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

/** The options of a command by name. Docent's commands have no subcommands. */
export function optionsOf(options: Options): Readonly<Record<string, string | number | boolean>> {
  return Object.fromEntries(
    (options ?? []).flatMap((option) => ('value' in option ? [[option.name, option.value]] : [])),
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
