import type { Reporter, TestModule, TestSuite } from 'vitest/node';

/** How a case is met by one who is held to it. */
interface Outcome {
  readonly sign: 'yes' | 'no' | 'FAILED';
  /** Why it is not met. */
  readonly reason: string | null;
}

/**
 * Prints what was held to a contract as a table: its cases, who meets them, and why one does not.
 * `npm run contract` has it read the contracts of the doors and of the chat platforms.
 */
// biome-ignore lint/style/noDefaultExport: Vitest wants it so.
export default class Table implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    for (const module of modules) {
      const columns = new Map<string, Map<string, Outcome>>();
      collect(module.children, columns);
      if (columns.size > 0) process.stdout.write(`${tableOf(columns)}\n`);
    }
    const failed = modules.flatMap((module) => module.errors().map(({ message }) => message));
    if (failed.length > 0) process.stdout.write(`${failed.join('\n')}\n`);
  }
}

/** A suite of tests is one who is held to it; one in another is that other's part. */
function collect(children: TestModule['children'], columns: Map<string, Map<string, Outcome>>): void {
  for (const child of children) {
    if (child.type === 'suite') collect(child.children, columns);
    else if (child.parent.type === 'suite') {
      const name = (child.parent as TestSuite).name.replace(/^the conversation on /, '');
      const column = columns.get(name) ?? new Map<string, Outcome>();
      columns.set(name, column);
      const result = child.result();
      const sign = { passed: 'yes', skipped: 'no', failed: 'FAILED', pending: 'no' } as const;
      const reason = result.state === 'skipped' ? (result.note ?? 'it was left out') : null;
      column.set(child.name, { sign: sign[result.state], reason });
    }
  }
}

function tableOf(columns: ReadonlyMap<string, ReadonlyMap<string, Outcome>>): string {
  const names = [...columns.keys()];
  const cases = [...new Set([...columns.values()].flatMap((column) => [...column.keys()]))];
  const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const reasons: string[] = [];
  const rows = cases.map((title) =>
    row([
      title,
      ...names.map((name) => {
        const { sign, reason } = columns.get(name)?.get(title) ?? { sign: 'no', reason: null };
        if (reason === null) return sign;
        const said = `${name}: ${reason}`;
        if (!reasons.includes(said)) reasons.push(said);
        return `${sign} (${reasons.indexOf(said) + 1})`;
      }),
    ]),
  );
  return [
    row(['', ...names]),
    row(['', ...names].map(() => '---')),
    ...rows,
    '',
    ...reasons.map((reason, i) => `${i + 1}. ${reason}`),
    '',
  ].join('\n');
}
