import * as spec from 'discord-api-spec/zod';

/** A request as the bot sent it, with the route it took. */
export interface Checked {
  readonly method: string;
  /** Path below `/api/v10`, without query. */
  readonly path: string;
  readonly body: unknown;
}

interface Schema {
  safeParse(value: unknown): { success: boolean; error?: { message: string } };
}

/** Discord's own description of the bodies, by method and path. */
const BODIES: readonly (readonly [RegExp, readonly Schema[]])[] = [
  [/^POST \/channels\/\d+\/messages$/, [spec.MessageCreateRequestSchema]],
  [/^PATCH \/channels\/\d+\/messages\/\d+$/, [spec.MessageEditRequestPartialSchema]],
  [/^POST \/webhooks\/\d+\/[^/]+$/, [spec.IncomingWebhookRequestPartialSchema]],
  [/^PATCH \/webhooks\/\d+\/[^/]+\/messages\/[@\w]+$/, [spec.IncomingWebhookUpdateRequestPartialSchema]],
  [
    /^POST \/interactions\/\d+\/[^/]+\/callback$/,
    [
      spec.ApplicationCommandAutocompleteCallbackRequestSchema,
      spec.CreateMessageInteractionCallbackRequestSchema,
      spec.ModalInteractionCallbackRequestSchema,
    ],
  ],
  [/^POST \/users\/@me\/channels$/, [spec.CreatePrivateChannelRequestSchema]],
];

/** What is wrong with a request: with Discord's description of it, and with the documented limits it lacks. */
export function faultsOf({ method, path, body }: Checked): string[] {
  if (body === undefined) return [];
  const at = `${method} ${path}`;
  if (/^PUT .*\/commands$/.test(at)) return commandFaults(body).map((fault) => `${at}: ${fault}`);
  const schemas = BODIES.find(([pattern]) => pattern.test(at))?.[1];
  if (!schemas) return [`${at}: no schema is known for this body`];
  const results = schemas.map((schema) => schema.safeParse(body));
  const faults = results.some(({ success }) => success)
    ? []
    : [results.map(({ error }) => error?.message ?? '').join(' / ')];
  const message = isObject(body) && isObject(body.data) ? body.data : body;
  if (isObject(message) && !('choices' in message) && !('title' in message))
    faults.push(...messageFaults(message));
  if (isObject(message) && Array.isArray(message.choices)) faults.push(...choiceFaults(message.choices));
  return faults.map((fault) => `${at}: ${fault}`);
}

type Thing = Readonly<Record<string, unknown>>;

const isObject = (value: unknown): value is Thing =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const COMPONENTS_V2 = 1 << 15;

/** The documented limits of messages that the OpenAPI document lacks. */
export function messageFaults(message: Thing): string[] {
  const faults: string[] = [];
  const parts = componentsIn(message.components);
  const isV2 = (Number(message.flags ?? 0) & COMPONENTS_V2) !== 0;
  const content = typeof message.content === 'string' ? message.content : '';
  const texts = parts.flatMap((part) => (part.type === 10 ? [String(part.content)] : []));
  if ([...content].length > 2000) faults.push(`content has ${[...content].length} characters`);
  if (isV2 && content !== '') faults.push('content beside Components V2');
  if (!isV2 && parts.some(({ type }) => Number(type) >= 9)) faults.push('new components without their flag');
  if (!isV2 && Array.isArray(message.components) && message.components.length > 5)
    faults.push('more than five rows');
  if (parts.length > 40) faults.push(`${parts.length} components`);
  const shown = texts.reduce((sum, text) => sum + [...text].length, 0);
  if (shown > 4000) faults.push(`${shown} characters in text displays`);
  const embeds = Array.isArray(message.embeds) ? message.embeds : [];
  if (embedLength(embeds) > 6000) faults.push(`${embedLength(embeds)} characters in embeds`);
  const ids = parts.flatMap(({ custom_id: id }) => (typeof id === 'string' ? [id] : []));
  if (new Set(ids).size < ids.length) faults.push('two components have one custom id');
  if (ids.some((id) => id.length > 100)) faults.push('a custom id is longer than 100 characters');
  for (const part of parts.filter(({ type }) => type === 1)) faults.push(...rowFaults(part));
  if (content !== '' || texts.length > 0) faults.push(...mentionFaults(message, [content, ...texts]));
  return faults;
}

function rowFaults(row: Thing): string[] {
  const inside = Array.isArray(row.components) ? (row.components as Thing[]) : [];
  const menus = inside.filter(({ type }) => type !== 2).length;
  return menus > 0 && inside.length > 1 ? ['a menu shares its row'] : [];
}

/** Nobody may be notified, and nothing in a text may look as if somebody were. */
function mentionFaults(message: Thing, texts: readonly string[]): string[] {
  const allowed = message.allowed_mentions as
    | { parse?: unknown[]; replied_user?: boolean; roles?: string[] }
    | undefined;
  const faults =
    allowed?.parse?.length === 0 && !allowed.replied_user ? [] : ['mentions are not switched off'];
  const isNotice = typeof message.content === 'string';
  // A role that is named in it is meant to be notified.
  const called = new RegExp(`^<@&(?:${(allowed?.roles ?? []).join('|') || '-'})>$`);
  const read = texts.map((text) => text.replace(CODE, '')).filter((text) => !called.test(text));
  if (read.some((text) => /@(?:everyone|here)/.test(text) || (!isNotice && /(?<!\\)<[@#]/.test(text))))
    faults.push('a mention is alive');
  return faults;
}

/** Code between fences is shown as it is. Source: https://support.discord.com, Markdown Text 101, Code Blocks. */
const CODE = /^```[\w+#.-]*\n[\s\S]*?\n```$/gm;

function embedLength(embeds: readonly Thing[]): number {
  const lengths = embeds.flatMap((embed) => [
    embed.title,
    embed.description,
    (embed.footer as Thing | undefined)?.text,
    (embed.author as Thing | undefined)?.name,
    ...((embed.fields as Thing[] | undefined) ?? []).flatMap(({ name, value }) => [name, value]),
  ]);
  return lengths.reduce<number>((sum, text) => sum + [...String(text ?? '')].length, 0);
}

function componentsIn(value: unknown): Thing[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).flatMap((part) => [part, ...componentsIn(part.components)]);
}

function choiceFaults(choices: readonly unknown[]): string[] {
  const faults = choices.length > 25 ? [`${choices.length} choices`] : [];
  for (const { name, value } of choices as { name: string; value: string }[])
    if (name.length < 1 || name.length > 100 || value.length > 100) faults.push(`choice ${value}`);
  return faults;
}

/** Names of slash commands and of options. Source: interactions/application-commands, Naming. */
const COMMAND_NAME = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

function commandFaults(commands: unknown): string[] {
  if (!Array.isArray(commands)) return ['commands are no list'];
  const faults: string[] = [];
  for (const command of commands as Thing[]) {
    const parsed = spec.ApplicationCommandUpdateRequestSchema.safeParse(command);
    if (!parsed.success) faults.push(`${command.name}: ${parsed.error?.message}`);
    const options = (command.options ?? []) as Thing[];
    const slash = command.type === 1;
    const names = [command, ...options].map(({ name }) => String(name));
    if (slash && names.some((name) => !COMMAND_NAME.test(name) || name !== name.toLowerCase()))
      faults.push(`${command.name}: a name`);
    const required = options.map((option) => option.required === true);
    if (required.some((own, i) => own && required.slice(0, i).includes(false)))
      faults.push(`${command.name}: required options come first`);
    if (slash !== Boolean(command.description)) faults.push(`${command.name}: a description`);
  }
  const keys = (commands as Thing[]).map(({ type, name }) => `${type} ${name}`);
  if (new Set(keys).size < keys.length) faults.push('two commands have one name');
  return faults;
}
