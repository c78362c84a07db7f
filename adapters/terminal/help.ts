import type { Command } from 'commander';

/** What is typed, and what it does, by command; that of the program itself stands under its name. */
export const EXAMPLES: Readonly<Record<string, readonly (readonly [typed: string, does: string])[]>> = {
  docent: [
    ['docent', 'the chat page, with the articles in "knowledge" or the one that comes with Docent'],
    ['docent start --knowledge ~/handbook --port 8080', 'with your own, at another port'],
    ['docent import ~/handbook --out knowledge', 'makes articles of files'],
    ['docent ask "Which framework suits real-time apps?"', 'one answer, here'],
    ['docent init', 'goes live on Discord, Slack or Telegram, with you'],
    ['docent doctor', 'what is set up, and what is missing'],
  ],
  start: [
    ['docent start', 'the page at http://127.0.0.1:3000, or the platforms in .env'],
    ['docent start -k ~/handbook -p 8080', 'other articles, another port'],
  ],
  init: [['docent init', 'asks, checks each answer, and writes .env; run it again to change something']],
  ask: [
    ['docent ask what is django', ''],
    ['docent ask --json "who uses flask?" | jq .citations', ''],
    ['docent ask --explain "does django scale?"', 'what was found, and what decided'],
  ],
  compare: [['docent compare django "spring boot"', '']],
  chat: [
    ['docent chat', '/why, /sources and /section tell more of the last answer'],
    ['docent chat < questions.txt > answers.txt', 'one question a line'],
  ],
  answer: [
    [`echo '{"id":"1","q":"what is django?"}' | docent answer`, ''],
    ['docent answer < questions.jsonl > answers.jsonl', ''],
  ],
  mcp: [
    ['docent mcp', 'nothing is typed here: another program starts it; docs/mcp.md shows how'],
    ['docent mcp --knowledge ~/handbook', ''],
  ],
  check: [
    ['docent check', ''],
    ['docent check --format github', 'as annotations on a pull request'],
  ],
  eval: [['docent eval questions.jsonl --min 95', 'exit status 1 below 95 %']],
  import: [
    ['docent import handbook/ faq.docx --out knowledge', ''],
    ['docent import handbook/ --out knowledge --force --json > report.jsonl', ''],
  ],
  try: [
    ['docent try ../handbook', ''],
    [
      'docent try https://github.com/you/project/tree/main/docs',
      'a folder in a branch, as the browser shows it',
    ],
    ['docent try https://docs.example.com/guide/', 'the pages below it, by the sitemap of the site'],
  ],
  sync: [
    ['docent sync --once', 'all sources in sources.yaml (docs/sources.md)'],
    ['docent sync handbook --once', 'one of them'],
  ],
  gaps: [
    ['docent gaps --days 30', ''],
    ['docent gaps --stub 3c209b > knowledge/new.md', 'the beginning of an article'],
  ],
  forget: [['docent forget 80351110224678912 --platform discord', '']],
  rollback: [['docent rollback --list', '']],
  index: [
    ['docent index publish', 'brings what changed, and answers come from it (docs/scale.md)'],
    ['docent index roll-back', 'to the one before'],
  ],
  completion: [
    ['source <(docent completion bash)', 'bash; zsh alike'],
    ['docent completion fish > ~/.config/fish/completions/docent.fish', ''],
  ],
};

export const EXIT_STATUS = `Exit status:
  0  done
  1  done, and not good enough: a score below --min, a source that was not imported; or a fault of Docent's own
  2  the command, a setting or the knowledge is at fault; standard error says what to do

Settings are read from the environment and from .env in this folder. NO_COLOR turns colours off.
What is piped holds answers alone, without colours.`;

/** Adds to the help of every command what one would type, and to that of the program the exit status. */
export function addHelp(program: Command): void {
  for (const command of [program, ...program.commands]) {
    const examples = EXAMPLES[command.name()];
    if (examples) command.addHelpText('after', `\nExamples:\n${examples.map(lineOf).join('\n')}`);
  }
  program.addHelpText('after', `\n${EXIT_STATUS}`);
}

function lineOf([typed, does]: readonly [string, string]): string {
  return does === '' ? `  ${typed}` : `  ${typed}\n      ${does}`;
}
