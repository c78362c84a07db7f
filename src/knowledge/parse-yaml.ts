import { isMap, isScalar, isSeq, LineCounter, parseDocument, type Document as YamlDocument } from 'yaml';
import type { z } from 'zod';
import { keepAsWritten } from './as-written.js';
import type { Problem } from './problem.js';

export interface Parsed<T> {
  /** Without what the problems tell of; `null` when nothing can be trusted. */
  readonly value: T | null;
  readonly problems: readonly Problem[];
  /** The line of a value inside, by its path: `lineOf(['subjects', 2, 'id'])`. */
  lineOf(path: readonly PropertyKey[]): number;
}

/**
 * Reads YAML and holds it against a schema.
 * @param firstLine line of the file on which `yaml` begins, counted from 1
 * @param asWritten where numbers are texts, see {@link keepAsWritten}
 * @returns what is sound of the value, and every problem at once, each with its line; never throws
 */
export function parseYaml<S extends z.ZodType>(
  yaml: string,
  schema: S,
  file: string,
  firstLine: number,
  rule: string,
  asWritten: readonly string[] = [],
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
  keepAsWritten(document, asWritten);
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
  return { value: soundPart(document, schema, result.error), problems, lineOf };
}

/** Takes out what is faulty, or what it is missing from, until the rest satisfies the schema. */
function soundPart<S extends z.ZodType>(
  document: YamlDocument,
  schema: S,
  { issues }: z.ZodError,
): z.infer<S> | null {
  const faulty = issues
    .flatMap((issue): PropertyKey[][] =>
      issue.code === 'unrecognized_keys' ? issue.keys.map((key) => [...issue.path, key]) : [issue.path],
    )
    .map((path) => (document.hasIn(path) ? path : path.slice(0, -1)))
    .filter((path) => path.length > 0);
  const keys = new Set(faulty.map((path) => JSON.stringify(path)));
  const isInside = (path: PropertyKey[]) => path.some((_, n) => keys.has(JSON.stringify(path.slice(0, n))));
  const outermost = [...keys].map((key): PropertyKey[] => JSON.parse(key)).filter((path) => !isInside(path));
  // From the end, so that nothing in a list moves before its turn.
  const taken = outermost.reverse().filter((path) => document.hasIn(path) && document.deleteIn(path));
  let rest: unknown;
  try {
    rest = document.toJS();
  } catch {
    return null; // What was taken out is meant by an alias elsewhere.
  }
  const result = schema.safeParse({ ...(rest ?? {}) });
  if (result.success) return result.data;
  return taken.length === 0 ? null : soundPart(document, schema, result.error);
}

function knownKeys(schema: z.ZodType, path: readonly PropertyKey[]): string {
  let at: unknown = schema;
  for (const step of path) at = typeof step === 'number' ? inner(at, 'element') : shapeOf(at)?.[String(step)];
  return Object.keys(shapeOf(at) ?? {}).join(', ') || 'none';
}

/** The object behind optional, default and pipe wrappers, and behind what makes it of something else. */
function unwrap(schema: unknown): unknown {
  let at = schema;
  for (let i = 0; i < 5; i++) {
    const first = inner(at, 'in');
    const next = inner(at, 'innerType') ?? (inner(first, 'type') === 'transform' ? inner(at, 'out') : first);
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
