import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import { z } from 'zod';
import type { Problem } from './problem.js';

const text = (what: string) =>
  z
    .string({ error: `must be a text: ${what}` })
    .trim()
    .min(1, `is empty; write ${what}`);

const subject = z.strictObject({
  id: z
    .string({ error: 'must be a text of lower-case letters, digits and hyphens, such as "green-tea"' })
    .regex(
      /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
      'must be lower-case letters and digits joined by hyphens, such as "green-tea"',
    ),
  heading: text('the heading of the section about this subject'),
  aliases: z
    .array(text('a name people use'), { error: 'must be a list, such as [verde, ryokucha]' })
    .default([]),
});

/** What stands between the two `---` lines at the top of an article. */
export const frontMatterSchema = z.strictObject({
  title: text('the title of the article'),
  source: z
    .strictObject(
      {
        name: text('who published the facts'),
        url: z
          .url({ protocol: /^https?$/, error: 'must be a web address that begins with https://' })
          .optional(),
        author: text('who wrote them').optional(),
      },
      { error: 'must be a block with "name:" and, if there is one, "url:"' },
    )
    .optional(),
  licence: text('the licence of the text in this file, such as CC-BY-4.0').optional(),
  noun: text('what one subject is called, such as "tea"').toLowerCase().default('topic'),
  /** Empty: the article has no subjects. Absent: its shape tells which it has. */
  subjects: z.array(subject, { error: 'must be a list of entries with "id:" and "heading:"' }).optional(),
  questions: z.array(text('a question'), { error: 'must be a list of questions' }).default([]),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;

const group = z
  .array(text('a word or phrase'), { error: 'must be a list of words, such as [licence, license]' })
  .min(2, 'needs at least two words that mean the same');

/** The file `thesaurus.yaml`. */
export const thesaurusSchema = z.strictObject({
  groups: z.array(group, { error: 'must be a list of lists of words' }).default([]),
  narrower: z
    .record(
      z.string(),
      z
        .array(text('a special case'), { error: 'must be a list of words, such as [redis, memcached]' })
        .min(1, 'needs at least one word'),
      { error: 'must map a general word to a list of special ones' },
    )
    .default({}),
});

export interface Parsed<T> {
  /** `null` when there are problems of severity `error`. */
  readonly value: T | null;
  readonly problems: readonly Problem[];
  /** The line of a value inside, by its path: `lineOf(['subjects', 2, 'id'])`. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads YAML and holds it against a schema.
 * @param firstLine line of the file on which `yaml` begins, counted from 1
 * @returns the value, or every problem at once, each with its line; never throws
 */
export function parseYaml<S extends z.ZodType>(
  yaml: string,
  schema: S,
  file: string,
  firstLine: number,
  rule: string,
): Parsed<z.infer<S>> {
  const counter = new LineCounter();
  const document = parseDocument(yaml, { lineCounter: counter, prettyErrors: false });
  const lineAt = (offset: number) =>
    firstLine + Math.max(0, counter.linePos(Math.min(offset, yaml.length)).line - 1);
  const lineOf = (path: readonly PropertyKey[]) => lineAt(offsetOf(document, path));
  if (document.errors.length > 0) {
    const problems = document.errors.map((error): Problem => {
      const message = `is not valid YAML: ${error.message.replace(/\s+/g, ' ')}. Put quotes around a text that contains ": " or begins with a sign, and indent with spaces.`;
      return { severity: 'error', file, line: lineAt(error.pos[0]), rule, message };
    });
    return { value: null, problems, lineOf };
  }
  let plain: unknown;
  try {
    plain = document.toJS({ maxAliasCount: 100 }) ?? {};
  } catch (error) {
    const message = `is not valid YAML: ${error instanceof Error ? error.message : String(error)}. Write it without anchors and aliases.`;
    return { value: null, problems: [{ severity: 'error', file, line: firstLine, rule, message }], lineOf };
  }
  const result = schema.safeParse(plain);
  if (result.success) return { value: result.data, problems: [], lineOf };
  const problems = result.error.issues.map((issue): Problem => {
    const path = issue.path.map(String).join('.');
    const message =
      issue.code === 'unrecognized_keys'
        ? `${path ? `"${path}" has` : 'has'} unknown entries: ${issue.keys.map((key) => `"${key}"`).join(', ')}. Known here: ${knownKeys(schema, issue.path)}.`
        : issue.message.startsWith('must') ||
            issue.message.startsWith('is') ||
            issue.message.startsWith('needs')
          ? `"${path || 'the front matter'}" ${issue.message}.`
          : `"${path}": ${issue.message}.`;
    const at = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
    return { severity: 'error', file, line: lineOf(at), rule, message };
  });
  return { value: null, problems, lineOf };
}

function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string {
  let at: unknown = schema;
  for (const step of path) at = typeof step === 'number' ? inner(at, 'element') : shapeOf(at)?.[String(step)];
  return Object.keys(shapeOf(at) ?? {}).join(', ') || 'none';
}

/** The object behind optional, default and pipe wrappers. */
function unwrap(schema: unknown): unknown {
  let at = schema;
  for (let i = 0; i < 5; i++) {
    const next = inner(at, 'innerType') ?? inner(at, 'in');
    if (!next) return at;
    at = next;
  }
  return at;
}

function inner(schema: unknown, key: string): unknown {
  const base = key === 'element' ? unwrap(schema) : schema;
  const definition = (base as { def?: Record<string, unknown> } | undefined)?.def;
  return definition?.[key];
}

function shapeOf(schema: unknown): Record<string, unknown> | undefined {
  return (unwrap(schema) as { shape?: Record<string, unknown> } | undefined)?.shape;
}

/** Offset of the deepest node on the path that exists. */
function offsetOf(document: YamlDocument, path: readonly PropertyKey[]): number {
  let node: unknown = document.contents;
  let offset = 0;
  for (const step of path) {
    if (isMap(node)) {
      const pair = node.items.find((item) => isScalar(item.key) && String(item.key.value) === String(step));
      if (!pair) break;
      if (isScalar(pair.key) && pair.key.range) offset = pair.key.range[0];
      node = pair.value;
    } else if (isSeq(node) && typeof step === 'number') {
      node = node.items[step];
      const range = (node as { range?: [number, number, number] } | undefined)?.range;
      if (range) offset = range[0];
    } else break;
  }
  return offset;
}
