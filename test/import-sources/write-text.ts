import type { RandomArticle } from './random-article.js';

export function markdownOf({ title, intro, sections }: RandomArticle): string {
  const parts = sections.map(({ heading, paragraphs, points, facts }) =>
    [
      `## ${heading}`,
      ...paragraphs,
      ...(points.length > 0 ? [points.map(({ name, text }) => `- **${name}**: ${text}`).join('\n')] : []),
      ...(facts.length > 0
        ? [`| Fact | Value |\n| --- | --- |\n${facts.map((row) => `| ${row.join(' | ')} |`).join('\n')}`]
        : []),
    ].join('\n\n'),
  );
  return `# ${title}\n\n${intro}\n\n${parts.join('\n\n')}\n`;
}

export function mdxOf(article: RandomArticle): string {
  const [head, ...rest] = markdownOf(article).split('\n\n');
  return [
    `import { Note } from './note.js';\n\nexport const year = 2024;`,
    head,
    `<Note title="A word before">\n\n${rest[0]}\n\n</Note>`,
    '{/* not for readers */}',
    ...rest.slice(1),
  ].join('\n\n');
}

export function htmlOf({ title, intro, sections }: RandomArticle): string {
  const body = sections.map(
    ({ heading, paragraphs, points, facts }) => `<section><h2>${heading}</h2>
${paragraphs.map((text) => `<p>${text}</p>`).join('\n')}
${points.length > 0 ? `<ul>${points.map(({ name, text }) => `<li><b>${name}:</b> ${text}</li>`).join('')}</ul>` : ''}
${facts.length > 0 ? `<table>${facts.map(([label, value]) => `<tr><th>${label}</th><td>${value}</td></tr>`).join('')}</table>` : ''}
</section>`,
  );
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>${title} | The Barn</title><script>let hidden = 1;</script></head>
<body><nav><a href="/">Barn home</a> <a href="/all">All barn articles</a></nav>
<main><article><h1>${title}</h1>
<p>${intro} <a href="/barn">Barn</a></p><img src="barn.png" alt="The barn">
${body.join('\n')}
</article></main>
<aside>Sign up for barn mail</aside><footer>© The Barn, all rights kept</footer></body></html>`;
}

/** As copied off a web page: a line a paragraph, numbered headings, indented points. */
export function plainTextOf({ title, intro, sections }: RandomArticle): string {
  const parts = sections.flatMap(({ heading, paragraphs, points, facts }, i) => [
    `${i + 1}. ${heading}`,
    ...paragraphs,
    ...points.map(({ name, text }) => `  • ${name} – ${text}`),
    ...(facts.length > 0 ? [facts.map(([label, value]) => `${label}: ${value}`).join('\n')] : []),
  ]);
  return ['top of page', title, intro, ...parts, 'bottom of page', ''].join('\n\n');
}

export function asciidocOf({ title, intro, sections }: RandomArticle): string {
  const parts = sections.map(({ heading, paragraphs, points, facts }) =>
    [
      `== ${heading}`,
      ...paragraphs,
      ...(points.length > 0 ? [points.map(({ name, text }) => `* *${name}*: ${text}`).join('\n')] : []),
      ...(facts.length > 0
        ? [`|===\n|Fact |Value\n\n${facts.map(([label, value]) => `|${label} |${value}`).join('\n')}\n|===`]
        : []),
    ].join('\n\n'),
  );
  return [
    `= ${title}\n:toc:\n:sectnums:`,
    intro,
    '// not for readers',
    'image::barn.png[The barn]',
    ...parts,
    'include::../../barn.txt[]\n',
  ].join('\n\n');
}
