import fc from 'fast-check';

/** A word that no mark of a dialect holds: w1, w2 … */
const word = fc.integer({ min: 1, max: 99_999 }).map((n) => `w${n}`);

const inline = fc.oneof(
  { weight: 6, arbitrary: word },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        word,
        fc.constantFrom(
          ['**', '**'],
          ['`', '`'],
          ['`{{ ', ' }}`'],
          ['[', '](https://example.org/x)'],
          ['[[Page|', ']]'],
          ['==', '=='],
          ['<b>', '</b>'],
          ['<Key>', '</Key>'],
          ['<kbd>', '</kbd>'],
          ['{{ site.x }} ', ''],
          ['<!-- x --> ', ''],
          ['{ref}`', ' <x>`'],
          ['<Nav path="', '" />'],
        ),
      )
      .map(([text, [before = '', after = '']]) => `${before}${text}${after}`),
  },
);

const sentence = fc
  .array(fc.tuple(inline, fc.constantFrom(' ', ' ', ' ', '\n')), { minLength: 1, maxLength: 8 })
  .map((parts) =>
    parts
      .map(([text, gap]) => text + gap)
      .join('')
      .trim(),
  );

const indented = (text: string, by: string) => text.replace(/^(?=.)/gm, by);

const flat = fc.oneof(
  { weight: 5, arbitrary: sentence },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.integer({ min: 2, max: 4 }), word)
      .map(([n, text]) => `${'#'.repeat(n)} ${text} {#id}`),
  },
  {
    weight: 2,
    arbitrary: fc
      .array(sentence, { minLength: 1, maxLength: 3 })
      .map((all) => all.map((one) => `- ${indented(one, '  ').trim()}`).join('\n')),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(sentence, { minLength: 2, maxLength: 3 })
      .map((all) => all.map((one, i) => `${i + 1}. ${indented(one, '   ').trim()}`).join('\n')),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(word, { minLength: 1, maxLength: 4 })
      .map((all) => `\`\`\`sh\n${all.join(' {{ x }}\n\n')}\n\`\`\``),
  },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.tuple(word, word), { minLength: 1, maxLength: 3 })
      .map((rows) => ['| A | B |', '| - | - |', ...rows.map(([a, b]) => `| ${a} | ${b} |`)].join('\n')),
  },
  {
    weight: 1,
    arbitrary: fc.tuple(word, sentence).map(([term, text]) => `${term}\n: ${text.replace(/\n/g, ' ')}`),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(word, word)
      .map(([a, b]) => `<table>\n<tr><th>${a}</th></tr>\n\n<tr>\n<td>${b}</td>\n</tr>\n</table>`),
  },
);

const box = (inner: fc.Arbitrary<string>) =>
  fc.tuple(inner, word, fc.integer({ min: 0, max: 15 })).map(([text, title, kind]) => {
    const quoted = text.replace(/^/gm, '> ');
    const deep = indented(text, '    ');
    return [
      `::::note[${title}]\n${text}\n::::`,
      `::: tip ${title}\n\n${text}\n\n:::`,
      `!!! warning "${title}"\n\n${deep}\n`,
      `??? note "${title}"\n${deep}\n`,
      `=== "${title}"\n\n${deep}\n`,
      `> [!NOTE]\n${quoted}`,
      `> [!tip]- ${title}\n${quoted}`,
      `{% hint style="info" %}\n${text}\n{% endhint %}`,
      `{% tabs %}\n{% tab title="${title}" %}\n${text}\n{% endtab %}\n{% endtabs %}`,
      `{{< note >}}\n${text}\n{{< /note >}}`,
      `<Tabs>\n<TabItem label="${title}">\n\n${text}\n\n</TabItem>\n</Tabs>`,
      `<Card title="${title}">\n${indented(text, '  ')}\n</Card>`,
      `<details>\n<summary>${title}</summary>\n\n${text}\n\n</details>`,
      `/// tip | ${title}\n${text}\n///`,
      `1. ${title}\n\n${indented(text, '   ')}`,
      `<div class="x">\n\n${text}\n\n</div>`,
    ][kind] as string;
  });

const blocks = (one: fc.Arbitrary<string>) =>
  fc.array(one, { minLength: 1, maxLength: 4 }).map((all) => all.join('\n\n'));

const nested = box(
  blocks(fc.oneof({ weight: 4, arbitrary: flat }, { weight: 1, arbitrary: box(blocks(flat)) })),
);

/** Markdown as the world writes it: boxes, tabs and folded parts of many dialects in one another, and what stands in them. */
export const dialectMarkdown = blocks(
  fc.oneof({ weight: 2, arbitrary: flat }, { weight: 3, arbitrary: nested }),
).map((text) => `# w0\n\n${text}\n`);
