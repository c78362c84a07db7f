import type { Command, Option } from 'commander';

/** Shells that a script can be had for. */
export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** What may stand where a word is missing. */
type Values = readonly string[] | 'folder' | 'file' | 'text';

interface Flag {
  /** `--json`, and `-k` where there is one. */
  readonly long: string;
  readonly short: string | undefined;
  readonly does: string;
  /** What its value is; `null` for one without a value. */
  readonly values: Values | null;
}

interface Completed {
  readonly name: string;
  readonly does: string;
  readonly flags: readonly Flag[];
  /** What its arguments are; `null` for a command without. */
  readonly values: Values | null;
}

/**
 * A script by which a shell completes the commands of a program, their options, and what these take. It asks nobody
 * when somebody presses Tab, and evaluates nothing of what was typed.
 */
export function completionScript(program: Command, shell: Shell): string {
  const commands = program.createHelp().visibleCommands(program).map(completed);
  const top = flagsOf(program);
  return { bash, zsh, fish }[shell](commands, top);
}

function completed(command: Command): Completed {
  const inner = command.commands.filter(({ commands }) => commands.length === 0);
  const [argument] = command.registeredArguments;
  return {
    name: command.name(),
    does: command.description(),
    // A command of commands is completed with theirs and their options together: they are few.
    flags: uniqueBy([command, ...inner].flatMap(flagsOf), ({ long }) => long),
    values:
      inner.length > 0
        ? inner.map((one) => one.name())
        : argument
          ? valuesOf(argument.argChoices, argument.name())
          : null,
  };
}

function flagsOf(command: Command): Flag[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .map((option: Option) => ({
      long: option.long ?? '',
      short: option.short,
      does: option.description,
      values:
        option.required || option.optional
          ? valuesOf(option.argChoices, /<(.+)>/.exec(option.flags)?.[1] ?? '')
          : null,
    }));
}

/** What a value is, by the name that the help has for it. */
function valuesOf(choices: readonly string[] | undefined, name: string): Values {
  if (choices && choices.length > 0) return choices;
  if (name === 'dir') return 'folder';
  return name === 'file' || name === 'source' ? 'file' : 'text';
}

function uniqueBy<T>(items: readonly T[], key: (item: T) => string): T[] {
  return [...new Map(items.map((item) => [key(item), item])).values()];
}

/** A text between single quotes, as POSIX shells read it. */
const quoted = (text: string) => `'${text.replaceAll("'", `'\\''`)}'`;

const wordsOf = ({ flags, values }: Pick<Completed, 'flags' | 'values'>): string =>
  [...(Array.isArray(values) ? values : []), ...flags.map(({ long }) => long)].join(' ');

const namesOf = ({ short, long }: Flag): string[] => (short === undefined ? [long] : [short, long]);

/** Where nothing fits, bash completes the names of files by itself (`-o default`), so folders and files need no word here. */
function bash(commands: readonly Completed[], flags: readonly Flag[]): string {
  const ofValues = commands.flatMap((command) =>
    command.flags.flatMap((flag) =>
      flag.values === null
        ? []
        : [
            `      ${namesOf(flag)
              .map((name) => `${command.name}:${name}`)
              .join('|')}) words=${quoted(Array.isArray(flag.values) ? flag.values.join(' ') : '')} ;;`,
          ],
    ),
  );
  const ofCommands = commands.map(
    (command) => `      ${command.name}:*) words=${quoted(wordsOf(command))} ;;`,
  );
  const first = wordsOf({ values: commands.map(({ name }) => name), flags });
  return `# Completion for bash. In ~/.bashrc: source <(docent completion bash)
_docent() {
  local current=\${COMP_WORDS[COMP_CWORD]} before=\${COMP_WORDS[COMP_CWORD-1]} words=''
  if ((COMP_CWORD == 1)); then
    words=${quoted(first)}
  else
    case "\${COMP_WORDS[1]}:$before" in
${[...ofValues, ...ofCommands].join('\n')}
    esac
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
}
complete -o default -F _docent docent
`;
}

function zsh(commands: readonly Completed[], flags: readonly Flag[]): string {
  const described = commands.map(({ name, does }) => `    ${quoted(`${name}:${does}`)}`);
  const cases = commands.map(({ name, flags: own, values }) => {
    const parts = [...own.map(zshFlag), ...(values === null ? [] : [quoted(`*:${zshValues(values)}`)])];
    return `      ${name}) _arguments ${parts.join(' ')} ;;`;
  });
  return `#compdef docent
# Completion for zsh. In ~/.zshrc, after compinit: source <(docent completion zsh)
_docent() {
  local curcontext=$curcontext state
  local -a commands=(
${described.join('\n')}
  )
  _arguments -C ${flags.map(zshFlag).join(' ')} '1: :->command' '*:: :->rest'
  case $state in
    command) _describe command commands ;;
    rest) case $words[1] in
${cases.join('\n')}
    esac ;;
  esac
}
compdef _docent docent
`;
}

function zshFlag(flag: Flag): string {
  const does = flag.does.replace(/[[\]\\]/g, '\\$&');
  const value = flag.values === null ? '' : `:${zshValues(flag.values)}`;
  const spec = quoted(`[${does}]${value}`);
  return flag.short === undefined
    ? `${flag.long}${spec}`
    : `'(${flag.short} ${flag.long})'{${flag.short},${flag.long}}${spec}`;
}

function zshValues(values: Values): string {
  if (values === 'folder') return 'folder:_files -/';
  if (values === 'file') return 'file:_files';
  return values === 'text' ? 'text: ' : `value:(${values.join(' ')})`;
}

function fish(commands: readonly Completed[], flags: readonly Flag[]): string {
  const lines = [
    ...flags.map((flag) => `-n __fish_use_subcommand ${fishFlag(flag)}`),
    ...commands.map(({ name, does }) => `-n __fish_use_subcommand -a ${name} -d ${quoted(does)}`),
    ...commands.flatMap(({ name, flags: own, values }) => {
      const here = `-n '__fish_seen_subcommand_from ${name}'`;
      const arguments_ = values === null || values === 'text' ? [] : [`${here} ${fishValues(values)}`];
      return [...own.map((flag) => `${here} ${fishFlag(flag)}`), ...arguments_];
    }),
  ];
  return `# Completion for fish: docent completion fish > ~/.config/fish/completions/docent.fish
complete -c docent -f
${lines.map((line) => `complete -c docent ${line}`).join('\n')}
`;
}

function fishFlag(flag: Flag): string {
  const short = flag.short === undefined ? '' : ` -s ${flag.short.slice(1)}`;
  const value = flag.values === null ? '' : ` ${fishValues(flag.values)}`;
  return `-l ${flag.long.slice(2)}${short}${value} -d ${quoted(flag.does)}`;
}

function fishValues(values: Values): string {
  if (values === 'folder') return `-x -a '(__fish_complete_directories)'`;
  if (values === 'file') return '-r -F';
  return values === 'text' ? '-x' : `-x -a ${quoted(values.join(' '))}`;
}
