import { describe, expect, it } from 'vitest';
import { outlineOf } from './outline.js';

describe('a box', () => {
  it.each<[dialect: string, markdown: string, name?: string, label?: string | null]>([
    ['directive', ':::note[Mind this]\nText.\n:::\n'],
    ['Docusaurus', ':::note Mind this\n\nText.\n\n:::\n'],
    ['VitePress', '::: warning Mind this\nText.\n:::\n', 'warning'],
    ['VitePress without a title', '::: danger\nText.\n:::\n', 'danger', null],
    ['with attributes', ':::tip{title="Mind this"}\nText.\n:::\n', 'tip'],
    ['of any name', ':::security[Mind this]\nText.\n:::\n', 'security'],
    ['MkDocs', '!!! note "Mind this"\n    Text.\n'],
    ['MkDocs with a blank line', '!!! danger "Mind this"\n\n    Text.\n', 'danger'],
    ['MkDocs with a place', '!!! info inline end "Mind this"\n    Text.\n', 'info'],
    ['MkDocs without a title', '!!! tip\n    Text.\n', 'tip', null],
    ['MkDocs with an empty title', '!!! tip ""\n    Text.\n', 'tip', null],
    ['PyMdown blocks', '/// note | Mind this\n\nText.\n\n///\n'],
    ['GitHub', '> [!WARNING]\n> Text.\n', 'warning', null],
    ['Obsidian', '> [!tip] Mind this\n> Text.\n', 'tip'],
    ['Microsoft', '> [!NOTE]\n> Text.\n', 'note', null],
    ['an alert whose text stands behind its kind', '> [!NOTE] Text.\n', 'note', null],
    ['GitBook', '{% hint style="warning" %}\nText.\n{% endhint %}\n', 'warning', null],
    ['Hugo', '{{< note >}}\nText.\n{{< /note >}}\n', 'note', null],
    ['Docsy', '{{% alert title="Mind this" color="warning" %}}\nText.\n{{% /alert %}}\n', 'warning'],
    ['hugo-book', '{{< hint danger >}}\nText.\n{{< /hint >}}\n', 'danger', null],
    ['LoveIt', '{{< admonition type=tip title="Mind this" >}}\nText.\n{{< /admonition >}}\n', 'tip'],
    ['Starlight', '<Aside type="caution" title="Mind this">Text.</Aside>\n', 'caution'],
    ['MDX', '<Admonition type="info" title="Mind this">\n  Text.\n</Admonition>\n', 'info'],
    ['Nextra', '<Callout type="error">\n  Text.\n</Callout>\n', 'error', null],
    ['Mintlify', '<Warning>Text.</Warning>\n', 'warning', null],
    ['a card', '<Card title="Mind this" icon="x">\n  Text.\n</Card>\n', 'card'],
    ['a component with a label', '<Fancy label="Mind this">\n\nText.\n\n</Fancy>\n', 'fancy'],
    ['MyST', '```{note}\nText.\n```\n', 'note', null],
    ['MyST with a title', '```{admonition} Mind this\n:class: tip\nText.\n```\n', 'note'],
    ['MyST colons', ':::{warning} Mind this\nText.\n:::\n', 'warning'],
    ['mdBook', '```admonish tip title="Mind this"\nText.\n```\n', 'tip'],
    ['Obsidian Admonition', '```ad-info\ntitle: Mind this\nText.\n```\n', 'info'],
    ['Quarto', '::: {.callout-important title="Mind this"}\nText.\n:::\n', 'important'],
    ['Docsify', '!> Text.\n', 'important', null],
    ['Docsify tip', '?> Text.\n', 'tip', null],
    ['just-the-docs', '{: .warning }\nText.\n', 'warning', null],
    ['Minimal Mistakes', 'Text.\n{: .notice--danger}\n', 'danger', null],
    ['Nuxt', '::callout{title="Mind this" icon="x"}\nText.\n::\n', 'note'],
    ['HTML', '<div class="alert alert-danger" role="alert">\n  Text.\n</div>\n', 'danger', null],
  ])('is read as %s writes it', (_, markdown, name = 'note', label = 'Mind this') => {
    expect(outlineOf(`Before.\n\n${markdown}\nAfter.\n`)).toEqual([
      'Before.',
      label === null ? name : `${name} [${label}]`,
      '  Text.',
      'After.',
    ]);
  });

  it('that a wiki makes of a quotation has what the quotation says', () => {
    expect(outlineOf('> text\n{.is-warning}\n')).toEqual(['warning', '  text']);
  });

  it('has a heading on top of it for its title', () => {
    expect(outlineOf('::: {.callout-tip}\n## Mind *this*\n\nText.\n:::\n')).toEqual([
      'tip [Mind this]',
      '  Text.',
    ]);
    expect(outlineOf(':::tip[Title]\n## Part\n\nText.\n:::\n')).toEqual([
      'tip [Title]',
      '  ## Part',
      '  Text.',
    ]);
  });

  it('that has nothing but a title says it', () => {
    expect(outlineOf('!!! warning "The sign @ is not allowed."\n\nAfter.\n')).toEqual([
      'warning',
      '  The sign @ is not allowed.',
      'After.',
    ]);
  });

  it('may have headings, lists, code and tables in it', () => {
    const content =
      'Text.\n\n## Part\n\n- a\n- b\n\n```sh\nrun\n\nnow\n```\n\n| A | B |\n| - | - |\n| 1 | 2 |\n';
    const indented = content.replace(/^(?=.)/gm, '    ');
    const quoted = content.replace(/^/gm, '> ');
    const inside = [
      '  Text.',
      '  ## Part',
      '  - a',
      '  - b',
      '  ```sh run⏎⏎now',
      '  | A | B |',
      '  | 1 | 2 |',
    ];
    expect(outlineOf(`:::note\n${content}:::\n`)).toEqual(['note', ...inside]);
    expect(outlineOf(`!!! note\n${indented}`)).toEqual(['note', ...inside]);
    expect(outlineOf(`> [!NOTE]\n${quoted}`)).toEqual(['note', ...inside]);
    expect(outlineOf(`<Note>\n${indented}</Note>\n`)).toEqual(['note', ...inside]);
  });

  it.each([
    ['colons', '1. One\n\n   :::tip\n   Text.\n   :::\n\n2. Two\n'],
    ['MkDocs', '1. One\n\n    !!! tip\n        Text.\n\n2. Two\n'],
    ['GitHub', '1. One\n   > [!TIP]\n   > Text.\n2. Two\n'],
    ['MDX', '1. One\n   <Tip>\n     Text.\n   </Tip>\n2. Two\n'],
    ['Hugo', '1. One\n   {{< tip >}}\n   Text.\n   {{< /tip >}}\n2. Two\n'],
  ])('inside of a step stays in it: %s', (_, markdown) => {
    expect(outlineOf(markdown)).toEqual(['1. One', '   tip', '     Text.', '2. Two']);
  });

  it('parts lists before it, in it and behind it', () => {
    const expected = ['- a', 'note', '  - b', '- c'];
    expect(outlineOf('- a\n\n:::note\n- b\n:::\n\n- c\n')).toEqual(expected);
    expect(outlineOf('- a\n\n!!! note\n    - b\n\n- c\n')).toEqual(expected);
    expect(outlineOf('- a\n\n> [!NOTE]\n> - b\n\n- c\n')).toEqual(expected);
  });

  it.each([
    ['colons, more outside', '::::note\n:::tip\nText.\n:::\n::::\n'],
    ['colons, as many', ':::note\n:::tip\nText.\n:::\n:::\n'],
    ['MkDocs', '!!! note\n    !!! tip\n        Text.\n'],
    ['Obsidian', '> [!note]\n> > [!tip]\n> > Text.\n'],
    ['MDX', '<Note>\n  <Tip>\n    Text.\n  </Tip>\n</Note>\n'],
    ['one in another dialect', '!!! note\n    > [!TIP]\n    > Text.\n'],
    ['Hugo', '{{% note %}}\n{{< tip >}}\nText.\n{{< /tip >}}\n{{% /note %}}\n'],
    ['MyST', '````{note}\n```{tip}\nText.\n```\n````\n'],
  ])('in a box is read: %s', (_, markdown) => {
    expect(outlineOf(markdown)).toEqual(['note', '  tip', '    Text.']);
  });
});

describe('a tab', () => {
  const expected = ['Before.', 'tab [Linux]', '  Text.', 'tab [Windows]', '  Text.', 'After.'];
  it.each([
    ['MkDocs', '=== "Linux"\n\n    Text.\n\n=== "Windows"\n\n    Text.\n'],
    ['MkDocs without blank lines', '=== "Linux"\n    Text.\n=== "Windows"\n    Text.\n'],
    ['VitePress', '::: tabs\n== Linux\nText.\n== Windows\nText.\n:::\n'],
    ['VitePress without a space', ':::tabs key:os\n==Linux\nText.\n==Windows\nText.\n:::\n'],
    ['VuePress', '::: tabs#os\n@tab Linux\nText.\n@tab:active Windows#win\nText.\n:::\n'],
    [
      'Docusaurus',
      '<Tabs>\n<TabItem value="l" label="Linux">\n\nText.\n\n</TabItem>\n<TabItem value="w" label="Windows">\n\nText.\n\n</TabItem>\n</Tabs>\n',
    ],
    [
      'Docusaurus without labels',
      '<Tabs>\n  <TabItem value="Linux">Text.</TabItem>\n  <TabItem value="Windows">Text.</TabItem>\n</Tabs>\n',
    ],
    [
      'Nextra',
      "<Tabs items={['Linux', 'Windows']}>\n  <Tabs.Tab>Text.</Tabs.Tab>\n  <Tabs.Tab>Text.</Tabs.Tab>\n</Tabs>\n",
    ],
    [
      'Mintlify',
      '<Tabs>\n  <Tab title="Linux">\n    Text.\n  </Tab>\n  <Tab title="Windows">\n    Text.\n  </Tab>\n</Tabs>\n',
    ],
    [
      'GitBook',
      '{% tabs %}\n{% tab title="Linux" %}\nText.\n{% endtab %}\n\n{% tab title="Windows" %}\nText.\n{% endtab %}\n{% endtabs %}\n',
    ],
    [
      'hugo-book',
      '{{< tabs "id" >}}\n{{< tab "Linux" >}}\nText.\n{{< /tab >}}\n{{< tab "Windows" >}}\nText.\n{{< /tab >}}\n{{< /tabs >}}\n',
    ],
    [
      'Docsy',
      '{{% tabpane text=true %}}\n{{% tab header="Linux" %}}\nText.\n{{% /tab %}}\n{{% tab header="Windows" %}}\nText.\n{{% /tab %}}\n{{% /tabpane %}}\n',
    ],
    ['PyMdown', '/// tab | Linux\nText.\n///\n\n/// tab | Windows\nText.\n///\n'],
    ['MyST', '::::{tab-set}\n:::{tab-item} Linux\nText.\n:::\n:::{tab-item} Windows\nText.\n:::\n::::\n'],
    [
      'Docsify',
      '<!-- tabs:start -->\n\n#### **Linux**\n\nText.\n\n#### **Windows**\n\nText.\n\n<!-- tabs:end -->\n',
    ],
    ['Quarto', '::: {.panel-tabset}\n## Linux\nText.\n## Windows\nText.\n:::\n'],
    ['Microsoft', '# [Linux](#tab/linux)\n\nText.\n\n# [Windows](#tab/windows)\n\nText.\n\n---\n'],
    ['our own', ':::tab[Linux]\nText.\n:::\n\n:::tab[Windows]\nText.\n:::\n'],
  ])('is read as %s writes it', (_, markdown) => {
    expect(outlineOf(`Before.\n\n${markdown}\nAfter.\n`)).toEqual(expected);
  });

  const code = ['tab [npm]', '  ```sh npm i', 'tab [yarn]', '  ```sh yarn'];
  it.each([
    ['VitePress', '::: code-group\n```sh [npm]\nnpm i\n```\n```sh [yarn]\nyarn\n```\n:::\n'],
    ['Mintlify', '<CodeGroup>\n```sh npm\nnpm i\n```\n\n```sh yarn\nyarn\n```\n</CodeGroup>\n'],
    ['Nuxt', '::code-group\n```sh [npm]\nnpm i\n```\n```sh [yarn]\nyarn\n```\n::\n'],
    [
      'Docsy',
      '{{< tabpane >}}\n{{< tab header="npm" lang="sh" >}}\nnpm i\n{{< /tab >}}\n{{< tab header="yarn" lang="sh" >}}\nyarn\n{{< /tab >}}\n{{< /tabpane >}}\n',
    ],
  ])('of code has the label of the code: %s', (_, markdown) => {
    expect(outlineOf(markdown)).toEqual(code);
  });
});

describe('a folded part', () => {
  it.each([
    ['HTML', '<details>\n<summary>Is it <b>so</b>?</summary>\n\nText.\n\n</details>\n'],
    ['HTML on one line', '<details><summary>Is it so?</summary>\n\nText.\n</details>\n'],
    [
      'HTML, its summary over lines',
      '<details open>\n  <summary>\n    Is it so?\n  </summary>\n  Text.\n</details>\n',
    ],
    ['MkDocs', '??? question "Is it so?"\n    Text.\n'],
    ['MkDocs, open', '???+ note "Is it so?"\n    Text.\n'],
    ['VitePress', '::: details Is it so?\nText.\n:::\n'],
    ['Obsidian', '> [!faq]- Is it so?\n> Text.\n'],
    ['Hugo', '{{< details "Is it so?" >}}\nText.\n{{< /details >}}\n'],
    ['Mintlify', '<Accordion title="Is it so?">\n  Text.\n</Accordion>\n'],
    ['MyST', ':::{dropdown} Is it so?\nText.\n:::\n'],
    ['our own', ':::details[Is it so?]\nText.\n:::\n'],
  ])('is read as %s writes it', (_, markdown) => {
    expect(outlineOf(`${markdown}\nAfter.\n`)).toEqual(['details [Is it so?]', '  Text.', 'After.']);
  });
});

describe('what only arranges', () => {
  it.each([
    ['steps', '<Steps>\n\n1. One\n\n   Text.\n\n2. Two\n\n</Steps>\n', ['1. One', '   Text.', '2. Two']],
    [
      'titled steps',
      '<Steps>\n  <Step title="One">\n    Text.\n  </Step>\n</Steps>\n',
      ['step [One]', '  Text.'],
    ],
    ['unknown components', '<Fancy color="red">\n  Text.\n</Fancy>\n', ['Text.']],
    [
      'cards that lead elsewhere',
      '<LinkCard title="One" description="Text." href="/x" />\n',
      ['*One* – Text.'],
    ],
    ['wrappers of HTML', '<div align="center">\n  <p>Text.</p>\n</div>\n', ['Text.']],
    ['columns', ':::row:::\n:::column span="2":::\nText.\n:::column-end:::\n:::row-end:::\n', ['Text.']],
    ['a shortcode for layout', '{{< columns >}}\nText.\n{{< /columns >}}\n', ['Text.']],
  ])('gives what stands in it: %s', (_, markdown, expected) => {
    expect(outlineOf(markdown)).toEqual(expected);
  });
});

describe('bad input', () => {
  it.each([
    ['colons never ended', ':::note\nText.\n\nMore.\n', ['note', '  Text.', '  More.']],
    [
      'colons never ended, with a heading below',
      ':::note\nText.\n\n# T\n\nMore.\n',
      ['note', '  Text.', '# T', 'More.'],
    ],
    ['an end without a beginning', 'Text.\n:::\nMore.\n', ['Text.', 'More.']],
    [
      'tags never ended',
      '<Tabs>\n<TabItem label="A">\nText.\n\n# T\n\nMore.\n',
      ['tab [A]', '  Text.', '# T', 'More.'],
    ],
    [
      'details never ended',
      '<details><summary>A</summary>\n\nText.\n\n# T\n',
      ['details [A]', '  Text.', '# T'],
    ],
    [
      'ends crossed',
      '<Note>\n<Tip>\nText.\n</Note>\nMore.\n</Tip>\n',
      ['note', '  tip', '    Text.', 'More.'],
    ],
    ['a comment never ended', 'Text.\n\n<!-- More.\n\nEnd.\n', ['Text.', 'More.', 'End.']],
    ['indented by three', '!!! note\n   Text.\n\nMore.\n', ['note', '  Text.', 'More.']],
    ['not indented', '!!! note "T"\nText.\n', ['note', '  T', 'Text.']],
    ['a template never ended', '{% hint style="info" %}\nText.\n', ['Text.']],
    ['a code fence never ended', '- a\n  ```sh\n  code\n- b\n', ['- a', '   ```sh code', '- b']],
    [
      'an alert whose lines lack the sign',
      '> [!NOTE]\n> Text\ngoes on.\n\nMore.\n',
      ['note', '  Text goes on.', 'More.'],
    ],
  ])('loses no text: %s', (_, markdown, expected) => {
    expect(outlineOf(markdown)).toEqual(expected);
  });

  it('that is nested without end is read flat beyond some levels', () => {
    const words = outlineOf(`${':::note\n'.repeat(300)}Text.\n`);
    expect(words.at(-1)?.trim()).toBe('Text.');
    expect(outlineOf(`${'<Fancy>\n'.repeat(300)}Text.\n${'</Fancy>\n'.repeat(300)}`)).toEqual(['Text.']);
  });
});

describe('marks that are none', () => {
  it.each([
    'Use `std::string` at 10:30 or :: or a::b.',
    'Is it so??? Yes!!! Really',
    'C++ and G++ and a == b == c',
    'See https://example.org/a==b==c/:x:/ there.',
    'The ratio is 3 : 4 : 5.',
    'Set {a: 1} or {name} or /users/{id}.',
    'array[[0]] and [1](https://example.org)',
  ])('stay as they are: %s', (text) => {
    const words = outlineOf(`${text}\n`).join(' ');
    expect(words.replace(/<https[^>]*>/g, '').replace(/\(https[^)]*\)/g, '')).toBe(
      text.replace(/\[1\]\(https[^)]*\)/, '1'),
    );
  });
});
