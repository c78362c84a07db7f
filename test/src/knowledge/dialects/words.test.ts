import { describe, expect, it } from 'vitest';
import { plainMarkdown } from '../../../../src/knowledge/dialects/plain-markdown.js';
import { outlineOf } from './outline.js';

const read = (markdown: string, isMdx = false) => plainMarkdown(markdown, isMdx).text;

describe('what a page does not show', () => {
  it.each<[what: string, markdown: string, plain: string]>([
    ['a comment in a line', 'One <!-- two --> three.', 'One  three.'],
    ['a comment of MDX', 'One {/* two */} three.', 'One  three.'],
    ['a remark of Obsidian', 'One %%two%% three.', 'One  three.'],
    ['a definition that is a comment', 'One.\n\n[comment]: # (two)\n[//]: # "three"\n', 'One.\n\n\n\n'],
    ['an id of a heading', '## One {#two}', '## One '],
    ['an id and classes', '## One { #two .three data-x="4" }', '## One '],
    ['attributes of kramdown', '## One\n{: #two .no_toc }\n', '## One\n\n'],
    ['attributes of a link', 'See [one](two.md){ target=_blank .x } now.', 'See [one](two.md) now.'],
    ['an anchor', '## [](){#two}One', '## One'],
    ['an emoji in a heading', '## :rocket: One :tada:', '## One '],
    ['an icon', 'Tap :material-plus-circle: now.', 'Tap now.'],
    ['an expression', 'See {{ site.name }} there.', 'See  there.'],
    ['a tag of Liquid', 'One {% if x %}two{% endif %}.', 'One two.'],
    ['an expression in an address', '[One]({{ site.baseurl }}/two)', '[One](/two)'],
    ['a block id of Obsidian', 'One two. ^abc123', 'One two. '],
    ['a table of contents', '[[_TOC_]]\n\n[TOC]\n', '\n\n\n'],
    ['a target of Sphinx', '(one-two)=\n# One\n', '\n# One\n'],
  ])('goes: %s', (_, markdown, plain) => {
    expect(read(markdown)).toBe(plain);
  });

  it('goes over lines too: comments, imports, exports, code in braces', () => {
    const markdown =
      "import { A,\n  B } from 'c';\nimport D from './d';\n\nexport const e = {\n\n  f: 1,\n};\n\n<!-- one\n\ntwo -->\nThree.\n\n{/* four\n\nfive */}\n\n{list.map((x) => (\n  <Item />\n))}\n\nSix.\n";
    expect(outlineOf(markdown)).toEqual(['Three.', 'Six.']);
    expect(plainMarkdown(markdown).unshown.map(({ what }) => what)).toEqual([
      'MDX import or export',
      'MDX import or export',
      'MDX import or export',
      'comment',
      'comment',
      'MDX expression',
    ]);
  });
});

describe('what a page shows', () => {
  it.each<[what: string, markdown: string, plain: string, isMdx?: boolean]>([
    [
      'a path of a component',
      'Go to <NavPath path="Settings > Camera" /> now.',
      'Go to Settings > Camera now.',
    ],
    ['a path of one that nothing ends', 'Go to <nav to="main_settings"> now.', 'Go to main settings now.'],
    ['a path at the beginning of a line', '<nav to="a > b"> opens it.', 'a > b opens it.'],
    ['a badge', 'Ready <Badge type="tip" text="^1.9.0" />', 'Ready ^1.9.0'],
    ['keys of HTML', 'Press <kbd>Ctrl</kbd>.', 'Press <kbd>Ctrl</kbd>.'],
    ['keys of a component', 'Press <Key>Ctrl</Key>+<Key>C</Key> now.', 'Press Ctrl+C now.'],
    ['keys of PyMdown', 'Press ++ctrl+alt+"x"++.', 'Press Ctrl+Alt+X.'],
    ['words of a wiki link', 'See [[Some page|these words]].', 'See these words.'],
    ['a page of a wiki', 'See [[Some page]] and [[Some page#Part]].', 'See Some page and Some page > Part.'],
    ['words that stand first, as on GitHub', 'See [[these words|Some-page]].', 'See these words.'],
    ['a highlight', 'One ==two three== four.', 'One two three four.'],
    ['a role of Sphinx', 'See {ref}`two <three>` and {py:func}`f` and {kbd}`x`.', 'See two and `f` and x.'],
    ['a reference of Hugo', '[One]({{< ref "two.md" >}})', '[One](two.md)'],
    ['a link of Liquid', '[One]({% link _docs/two.md %})', '[One](_docs/two.md)'],
    ['words of a term', 'A {{< glossary_tooltip text="pod" term_id="pod" >}} runs.', 'A pod runs.'],
    [
      'what a reader puts in',
      'Run `x` with <your name> and <token>.',
      'Run `x` with \\<your name> and \\<token>.',
    ],
    ['a text in braces', 'One{\' \'}two {"three"}.', 'One two three.', true],
    ['a shortcode that is told of', 'Write {{</* note */>}} here.', 'Write \\{{< note >}} here.'],
    ['templates that are spared', 'Write {% raw %}{{ x }}{% endraw %} here.', 'Write \\{{ x }} here.'],
    [
      'words whose target only a generator knows',
      'See [`one` two][three.four] and a[0][b].',
      'See `one` two and a[0][b].',
    ],
    ['a component of Nuxt', 'It is :badge{label="new" color="x"} now.', 'It is new now.'],
  ])('stays: %s', (_, markdown, plain, isMdx) => {
    expect(read(markdown, isMdx)).toBe(plain);
  });
});

describe('code', () => {
  const code = [
    '{{ a }} {% b %} {{< c >}} [[d]] ==e== <F /> :::g',
    '!!! note',
    '    {#h} <!-- i -->',
    '> [!NOTE]',
    '{% endraw %}',
    "import x from 'y'",
    ':: {: .z }',
  ];
  it('between fences stays as it is, wherever it stands', () => {
    const fenced = ['```md {1,3} title="x"', ...code, '```'].join('\n');
    const value = code.join('⏎');
    const indented = (by: string) => fenced.replace(/^(?=.)/gm, by);
    expect(outlineOf(`${fenced}\n`)).toEqual([`\`\`\`md ${value}`]);
    expect(outlineOf(`!!! tip\n${indented('    ')}\n`)).toEqual(['tip', `  \`\`\`md ${value}`]);
    expect(outlineOf(`> [!TIP]\n${indented('> ')}\n`)).toEqual(['tip', `  \`\`\`md ${value}`]);
    expect(outlineOf(`1. One\n\n${indented('   ')}\n`)).toEqual(['1. One', `   \`\`\`md ${value}`]);
    expect(outlineOf(`<Tip>\n${indented('  ')}\n</Tip>\n`)).toEqual(['tip', `  \`\`\`md ${value}`]);
    expect(outlineOf(`{% raw %}\n${fenced.replace('{% endraw %}\n', '')}\n{% endraw %}\n`)[0]).toContain(
      '{{ a }}',
    );
  });

  it('in a line stays as it is', () => {
    for (const piece of code.slice(0, 3))
      expect(outlineOf(`Use \`${piece.trim()}\` or \`\`x \` ${piece.trim()}\`\` now.\n`)).toEqual([
        `Use \`${piece.trim()}\` or \`x \` ${piece.trim()}\` now.`,
      ]);
    expect(outlineOf('One `{{ two\nthree }}` four.\n')).toEqual(['One `{{ two three }}` four.']);
  });

  it('that is only indented stays as it is', () => {
    expect(outlineOf('One:\n\n    !!! note\n        {{ x }}\n\nTwo.\n')).toEqual([
      'One:',
      '``` !!! note⏎    {{ x }}',
      'Two.',
    ]);
  });

  it('of a step stays in the step where its lines are indented too little', () => {
    expect(outlineOf('1. One\n   ```sh\na\n  b\n   ```\n2. Two\n')).toEqual([
      '1. One',
      '   ```sh a⏎b',
      '2. Two',
    ]);
  });

  it.each([
    ['highlight of Liquid', '{% highlight ruby %}\nputs {{ x }}\n{% endhighlight %}\n', 'ruby'],
    ['highlight of Hugo', '{{< highlight ruby >}}\nputs {{ x }}\n{{< /highlight >}}\n', 'ruby'],
    ['Sphinx', '```{code-block} ruby\n:linenos:\nputs {{ x }}\n```\n', 'ruby'],
    ['HTML', '<pre><code>\nputs {{ x }}\n</code></pre>\n', ''],
  ])('may be marked otherwise: %s', (_, markdown, language) => {
    expect(outlineOf(markdown)).toEqual([`\`\`\`${language} puts {{ x }}`]);
  });
});

describe('lists of terms', () => {
  it('are lists of points with a name', () => {
    const markdown =
      'Text.\n\nOne\n: Is one\n  thing.\n\n`two`\n:   Is two.\n\n    More of it.\n\n    ```sh\n    run\n    ```\n\nThree\n\n: Is three.\n: Is also 3.\n\nEnd.\n';
    expect(outlineOf(markdown)).toEqual([
      'Text.',
      '- *One* – Is one thing.',
      '- *`two`* – Is two.',
      '   More of it.',
      '   ```sh run',
      '- *Three* – Is three.',
      '   Is also 3.',
      'End.',
    ]);
  });

  it('are no lists where there is no term', () => {
    expect(outlineOf('| a |\n| - |\n| b |\n\n: Caption\n\n- x\n: y\n')).toEqual([
      '| a |',
      '| b |',
      'Caption',
      '- x : y',
    ]);
  });
});
