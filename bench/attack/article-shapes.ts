/** Articles that are one thing over and over, so that what takes more than its share of time shows. */
export type Shape = (times: number) => string;

const below = (text: string): string => `# Title\n\n${text}\n`;
const repeated =
  (text: string): Shape =>
  (n) =>
    below(text.repeat(n));
const counted =
  (one: (i: number) => string): Shape =>
  (n) =>
    below(Array.from({ length: n }, (_, i) => one(i)).join(''));
const nested =
  (open: string, inside: string, close: string): Shape =>
  (n) =>
    below(open.repeat(n) + inside + close.repeat(n));
const behind =
  (head: string, text: string, tail = ''): Shape =>
  (n) =>
    below(head + text.repeat(n) + tail);
const front =
  (head: string, text: string | ((i: number) => string), tail = ''): Shape =>
  (n) => {
    const entries = Array.from({ length: n }, (_, i) => (typeof text === 'string' ? text : text(i)));
    return `---\n${head}${entries.join('')}${tail}\n---\n# Title\n\nIt is a text.\n`;
  };
/** Of a length that grows by itself, up to so many characters altogether. */
const growing =
  (one: (i: number) => string): Shape =>
  (n) =>
    below(Array.from({ length: Math.ceil(Math.sqrt(2 * n)) }, (_, i) => one(i + 1)).join(''));

/** What a person or a program may write so often that it becomes an attack, by name. */
export const SHAPES: Readonly<Record<string, Shape>> = {
  'nested images': nested('![', 'x', '](u)'),
  'nested links': nested('[', 'x', '](u)'),
  'short lines': repeated('ab\n'),
  'lines of words': repeated('some words in a line here\n'),
  'open brackets': repeated('['),
  'open images': repeated('!['),
  'closing brackets': repeated(']'),
  'open destinations': repeated('[a]('),
  references: repeated('[a][b]'),
  definitions: counted((i) => `[a${i}]: /u\n`),
  'definitions apart': counted((i) => `[a${i}]: /u\n\n`),
  'definitions without an address': repeated('[a]:\n'),
  stars: repeated('*'),
  'stars that open': repeated('*a '),
  'stars about words': repeated('*a*'),
  'stars behind letters': repeated('a*'),
  'lines below them': repeated('_a '),
  'both kinds of emphasis': repeated('*_'),
  'both kinds with words': repeated('*a_b '),
  strong: repeated('**a '),
  tildes: repeated('~~a '),
  strikes: repeated('~~a~~ '),
  backticks: repeated('`a '),
  'backticks that grow': growing((i) => `${'`'.repeat(i)} `),
  'less than': repeated('<'),
  'open tags': repeated('<a '),
  'open attributes': repeated('<a href="'),
  'open comments': repeated('<!--'),
  'tags and signs': repeated('<a><'),
  divs: repeated('<div>\n'),
  'divs apart': repeated('<div>\n\n'),
  'divs on a line': repeated('<div>'),
  'nested divs': nested('<div>\n\n', 'x\n\n', '</div>\n\n'),
  spans: repeated('<span>a</span> '),
  'nested spans': nested('<span>', 'x', '</span>'),
  'open details': repeated('<details>\n\n'),
  details: repeated('<details><summary>a</summary>\n\nb\n\n</details>\n\n'),
  comments: repeated('<!-- a --> '),
  'comments on lines': repeated('<!-- a\n'),
  'character data': repeated('<![CDATA['),
  instructions: repeated('<?'),
  declarations: repeated('<!A '),
  ampersands: repeated('&'),
  entities: repeated('&amp;'),
  'entities that are none': repeated('&a'),
  backslashes: repeated('\\'),
  'hard breaks': repeated('a\\\n'),
  'breaks of spaces': repeated('a  \n'),
  headings: repeated('# a\n'),
  'headings with text': counted((i) => `## h ${i}\n\ntext ${i}\n\n`),
  'headings of all depths': counted((i) => `${'#'.repeat((i % 6) + 1)} h${i}\n`),
  'underlined headings': repeated('a\n===\n'),
  'a long underlined heading': behind('', 'a\n', '==='),
  hashes: repeated('#'),
  rules: repeated('---\n'),
  'rules of stars': repeated('* * *\n'),
  dashes: repeated('-'),
  'equal signs': repeated('='),
  points: repeated('- a\n'),
  'loose points': repeated('- a\n\n'),
  'points of many depths': counted((i) => `${'  '.repeat(i % 20)}- a\n`),
  steps: counted((i) => `${i + 1}. a\n`),
  'steps with code': counted((i) => `${i + 1}. a\n\n\`\`\`\nb\n\`\`\`\n\n`),
  'empty points': repeated('-\n'),
  'points of two kinds': repeated('- a\n+ b\n'),
  'points with paragraphs': repeated('- a\n  b\n\n  c\n\n'),
  'a point that goes on': behind('- a\n', 'b\n'),
  'a point with paragraphs': behind('- a\n\n', '  b\n\n'),
  tasks: repeated('- [ ] a\n'),
  quotations: repeated('> a\n'),
  'quotations apart': repeated('> a\n\n'),
  'a quotation that goes on': behind('> a\n', 'b\n'),
  'quotations and text': repeated('> a\n\nb\n\n'),
  'quoted paragraphs': repeated('> a\n>\n'),
  'empty quotations': repeated('>\n'),
  alerts: repeated('> [!NOTE]\n> a\n\n'),
  fences: repeated('```\na\n```\n'),
  'open fences': repeated('```\n'),
  'long code': behind('```\n', 'code line\n', '```\n'),
  'long code without an end': behind('```\n', 'code line\n'),
  'long line of code': behind('```\n', 'x', '\n```\n'),
  'fences that grow': growing((i) => `${'`'.repeat(i + 2)}\n`),
  'indented code': repeated('    code\n'),
  'indented code apart': repeated('    code\n\n'),
  'long table': behind('| a | b |\n|---|---|\n', '| c | d |\n'),
  'wide table': (n) => below(`|${'a|'.repeat(n)}\n|${'-|'.repeat(n)}\n|${'c|'.repeat(n)}\n`),
  tables: repeated('| a | b |\n|---|---|\n| c | d |\n\n'),
  'table that goes on': behind('| a | b |\n|---|---|\n', 'c\n'),
  pipes: repeated('|'),
  'lines with pipes': repeated('| a\n'),
  delimiters: repeated('|-\n'),
  footnotes: counted((i) => `[^${i}]: a\n\n`),
  'calls of footnotes': counted((i) => `a[^${i}] `),
  'footnotes and calls': counted((i) => `a[^${i}]\n\n[^${i}]: b\n\n`),
  'calls of one footnote': behind('[^1]: a\n\n', 'b[^1] '),
  'open footnotes': repeated('[^'),
  'empty lines': repeated('\n'),
  'lines of spaces': repeated(' \n'),
  tabs: repeated('\t'),
  spaces: repeated(' '),
  'one word': repeated('a'),
  words: repeated('ab '),
  sentences: repeated('It is a word. '),
  'sentences on lines': repeated('It is a word.\n'),
  abbreviations: repeated('e.g. '),
  dots: repeated('.'),
  'dots apart': repeated('. '),
  'question marks': repeated('?'),
  'quotation marks': repeated('"'),
  parentheses: repeated('('),
  'named lines': repeated('**a:** b\n'),
  'named points': repeated('- **a** – b\n'),
  'open boxes': repeated(':::note\n'),
  'boxes of many depths': counted((i) => `${':'.repeat(3 + (i % 40))}note\n`),
  boxes: repeated(':::note\na\n:::\n\n'),
  tabbed: repeated('=== "a"\n\n    b\n\n'),
  admonitions: repeated('!!! note\n    a\n\n'),
  'open admonitions': repeated('??? a\n'),
  braces: repeated('{'),
  'double braces': repeated('{{'),
  templates: repeated('{{ a }}'),
  tags: repeated('{% a %}'),
  'open tags of templates': repeated('{% a\n'),
  'signs of templates': repeated('{%'),
  ids: repeated('{#a}'),
  hints: repeated('{% hint style="info" %}\na\n{% endhint %}\n\n'),
  raw: repeated('{% raw %}'),
  shortcodes: repeated('{{< a >}}b{{< /a >}}\n'),
  imports: repeated("import a from 'b'\n"),
  exports: repeated('export const a = {\n'),
  components: repeated('<A b={c}>'),
  'open components': repeated('<A b={'),
  'tabs of components': repeated('<Tabs>\n<TabItem value="a">\n\nb\n\n</TabItem>\n</Tabs>\n\n'),
  'open tabs': repeated('<Tabs>\n'),
  'tags over lines': repeated('<a\n'),
  'a tag of attributes': behind('<div ', 'a="b" ', '>x</div>\n'),
  'a tag of attributes on lines': behind('<div ', 'a="b"\n', '>x</div>\n'),
  'links of a wiki': repeated('[[a]]'),
  'open links of a wiki': repeated('[['),
  'pictures of a wiki': repeated('![[a]]'),
  highlights: repeated('==a=='),
  carets: repeated('^'),
  'plus signs': repeated('++'),
  percents: repeated('%%'),
  'comments of percents': repeated('%% a %%\n'),
  emoji: repeated(':a:'),
  colons: repeated(':'),
  'bare addresses': repeated('http://'),
  addresses: repeated('https://a.b '),
  mails: repeated('a@b.c '),
  dollars: repeated('$'),
  'lines of dollars': repeated('$$\n'),
  'front matter': front('', (i) => `k${i}: v\n`),
  'front questions': front('questions:\n', (i) => `  - What is a${i}?\n`),
  'front subjects': front('subjects:\n', (i) => `  - name: s${i}\n`),
  'front subjects that are there': (n) => {
    const names = Array.from({ length: n }, (_, i) => `s${i}`);
    const entries = names.map((name) => `  - id: ${name}\n    heading: ${name}\n`).join('');
    return `---\nsubjects:\n${entries}---\n# Title\n\n${names.map((name) => `## ${name}\n\nIt is.\n\n`).join('')}`;
  },
  'front brackets': front('a: ', '[', ''),
  'front braces': front('a: ', '{a: ', ''),
  'front indents': (n) => {
    const deep = Math.ceil(Math.sqrt(2 * n));
    return `---\n${Array.from({ length: deep }, (_, i) => `${' '.repeat(i)}a:\n`).join('')}---\n# Title\n`;
  },
  'front aliases': front('a: &x b\nl:\n', '  - *x\n'),
  'front anchors': front('', (i) => `k${i}: &a${i} v\n`),
  'front aliases of aliases': (n) => {
    const doubled = Array.from({ length: Math.ceil(Math.log2(n)) }, (_, i) => i + 1);
    const lines = doubled.map((i) => `a${i}: &a${i} [*a${i - 1},*a${i - 1}]\n`).join('');
    return `---\na0: &a0 [x,x]\n${lines}---\n# Title\n\nIt is a text.\n`;
  },
  'front faults': front('', 'a: [\n'),
  'front quotation': front('a: "', 'b\n ', '"'),
  'front folded': front('a: >\n', '  b\n'),
  'front dashes': front('a:\n  ', '- ', 'x'),
  'front comments': front('', '# a\n', 'a: b'),
  'subjects that are listed': (n) => {
    const all = Array.from({ length: n }, (_, i) => i);
    const entries = all.map((i) => `  - id: s${i}\n    heading: Thing ${i}\n`).join('');
    return `---\nsubjects:\n${entries}---\n# Title\n\n${all.map((i) => `## Thing ${i}\n\nIt is.\n`).join('\n')}`;
  },
  'subjects that a table lines up': (n) => {
    const all = Array.from({ length: n }, (_, i) => i);
    const rows = all.map((i) => `| Thing ${i} | Big | Green |\n`).join('');
    const sections = all.map((i) => `## Thing ${i}\n\nIt is.\n\n### Good for\n\n- tea\n`).join('\n');
    return below(`| Name | Size | Colour |\n|---|---|---|\n${rows}\n${sections}`);
  },
  'front matter without an end': (n) => `---\n${'a: b\n'.repeat(n)}`,
  'HTML table': behind('<table>\n', '<tr><td>a</td><td>b</td></tr>\n', '</table>\n'),
  'HTML list': behind('<ul>\n', '<li>a</li>\n', '</ul>\n'),
  'HTML list without ends': behind('<ul>\n', '<li>a\n'),
  'nested HTML lists': repeated('<ul><li>'),
  'nested HTML tables': repeated('<table><tr><td>'),
  'HTML paragraphs': repeated('<p>a</p>\n\n'),
  'HTML paragraphs on a line': repeated('<p>a'),
  'HTML strong': repeated('<b>a</b> '),
  'HTML open strong': repeated('<b>'),
  'HTML open strong and emphasis': repeated('<b><i>'),
  'HTML open in blocks': repeated('<div><a>'),
  'HTML breaks': repeated('a<br>'),
  'HTML pictures': repeated('<img src="a">'),
  'HTML anchors': repeated('<a id="x"></a>'),
  'HTML code': repeated('<pre>a</pre>\n\n'),
  'HTML open code': repeated('<pre>'),
  scripts: repeated('<script>'),
  styles: repeated('<style>\n'),
};
