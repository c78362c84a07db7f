import type { Command, Option } from 'commander';
import { EXAMPLES, EXIT_STATUS } from './help.js';

/** The manual of the program in one page, of what its own help says. Source of the macros: groff_man(7). */
export function manPage(program: Command, version: string): string {
  const commands = program.createHelp().visibleCommands(program);
  const lines = [
    `.TH DOCENT 1 "" ${quoted(`docent ${version}`)} "Docent"`,
    '.SH NAME',
    'docent \\- answers questions from articles, and cites them',
    '.SH SYNOPSIS',
    '.B docent',
    '[\\fIcommand\\fR] [\\fIoptions\\fR]',
    '.SH DESCRIPTION',
    text(program.description()),
    '.PP',
    text(
      'Without a command it starts: the chat platforms that have a token, or the chat page on this machine.',
    ),
    '.SH OPTIONS',
    ...optionsOf(program),
    '.SH COMMANDS',
    ...commands.filter((one) => one.name() !== 'help').flatMap(commandLines),
    '.SH EXIT STATUS',
    ...[...EXIT_STATUS.matchAll(/^ {2}(\d) {2}(.*)$/gm)].flatMap(([, code = '', said = '']) =>
      entry(code, sentence(said)),
    ),
    '.SH FILES',
    ...entry('.env', 'Settings, read in the folder where it is started; the environment wins over it.'),
    ...entry('knowledge/', 'The articles, unless KNOWLEDGE_DIR or --knowledge names another folder.'),
    ...entry('sources.yaml, scopes.yaml', 'Where articles come from, and who sees which.'),
    ...entry(
      '~/.local/share/docent/',
      'Records and versions of the articles, unless DOCENT_DATA_DIR names another folder.',
    ),
    '.SH ENVIRONMENT',
    ...entry('NO_COLOR', 'Set, it turns colours off.'),
    '.PP',
    text('All others are told in .env.example, which comes with the program.'),
    '.SH EXAMPLES',
    ...examplesOf('docent'),
  ];
  return `${lines.join('\n')}\n`;
}

function commandLines(command: Command): string[] {
  const parts = command.commands.filter(({ commands }) => commands.length === 0);
  const words = command.registeredArguments.map((one) => {
    const name = `${one.name()}${one.variadic ? '...' : ''}`;
    return one.required ? `<${name}>` : `[${name}]`;
  });
  return [
    `.SS ${quoted([command.name(), ...words].join(' '))}`,
    text(sentence(command.description())),
    ...(parts.length > 0
      ? parts.flatMap((one) => [
          ...entry(`${command.name()} ${one.name()}`, sentence(one.description())),
          '.RS',
          ...optionsOf(one),
          '.RE',
        ])
      : optionsOf(command)),
    ...examplesOf(command.name()),
  ];
}

function optionsOf(command: Command): string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .filter((option) => option.long !== '--help')
    .flatMap((option) => entry(option.flags, sentence(described(option))));
}

/** What an option does, what it may be, and what it is if nothing is said. */
function described({ description, argChoices, defaultValue, negate }: Option): string {
  const also = [
    ...(argChoices ? [argChoices.join(', ')] : []),
    ...(defaultValue === undefined || negate || typeof defaultValue === 'boolean'
      ? []
      : [`default: ${defaultValue}`]),
  ];
  return also.length === 0 ? description : `${description} (${also.join('; ')})`;
}

function examplesOf(name: string): string[] {
  return (EXAMPLES[name] ?? []).flatMap(([typed, does]) => [
    '.PP',
    '.RS 4',
    '.EX',
    text(typed),
    '.EE',
    ...(does === '' ? [] : [text(does)]),
    '.RE',
  ]);
}

const entry = (tag: string, said: string): string[] => ['.TP', `.B ${quoted(tag)}`, text(said)];

const sentence = (said: string): string =>
  `${said.slice(0, 1).toUpperCase()}${said.slice(1)}${/[.!?)]$/.test(said) ? '' : '.'}`;

/** What roff would take for a command, or set as another mark than is typed. Source: groff_char(7), groff_man_style(7). */
const ESCAPES: Readonly<Record<string, string>> = {
  ...{ '\\': '\\e', '-': '\\-', "'": '\\(aq', '`': '\\(ga', '~': '\\(ti', '^': '\\(ha' },
};

function text(said: string): string {
  const escaped = said.replace(/[\\'`~^-]/g, (mark) => ESCAPES[mark] ?? mark);
  return escaped.startsWith('.') ? `\\&${escaped}` : escaped;
}

/** The same as one argument of a macro. */
const quoted = (said: string): string => `"${text(said).replaceAll('"', '\\(dq')}"`;
