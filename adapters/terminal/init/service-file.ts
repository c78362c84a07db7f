import { join } from 'node:path';

/** What a service is made of. */
export interface Service {
  /** The program that runs JavaScript, and the one that it runs. */
  readonly node: string;
  readonly program: string;
  /** Where `.env` and `sources.yaml` are. */
  readonly folder: string;
}

/** Where the services of a person are. Source: systemd.unit(5), “User Unit Search Path”. */
export function servicePath(env: Readonly<Record<string, string | undefined>>, home: string): string {
  return join(env.XDG_CONFIG_HOME?.trim() || join(home, '.config'), 'systemd/user/docent.service');
}

/** A service of the person who runs it, as systemd.service(5) has it. It is not started again where a setting is at fault. */
export function serviceText({ node, program, folder }: Service): string {
  return `[Unit]
Description=Docent answers questions from its articles
StartLimitIntervalSec=300
StartLimitBurst=10

[Service]
WorkingDirectory=${specifiersEscaped(folder)}
ExecStart=${quoted(node)} ${quotedArgument(program)} start
Environment=DOCENT_LOG_FORMAT=text
Restart=on-failure
RestartSec=5
RestartPreventExitStatus=2
UMask=0077
NoNewPrivileges=yes

[Install]
WantedBy=default.target
`;
}

/** Source: systemd.unit(5), “Specifiers”. */
const specifiersEscaped = (text: string): string => text.replaceAll('%', '%%');

/** Source: systemd.syntax(7), “Quoting”. */
function quoted(word: string): string {
  return `"${specifiersEscaped(word).replace(/[\\"]/g, (mark) => `\\${mark}`)}"`;
}

/** Of the words behind the program variables are filled in. Source: systemd.service(5), “Command lines”. */
const quotedArgument = (word: string): string => quoted(word).replaceAll('$', '$$$$');
