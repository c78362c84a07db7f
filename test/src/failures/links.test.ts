import { describe, expect, it } from 'vitest';
import { importSource } from '../../../src/import/import-source.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const URL = 'https://harbour.example/guide/boats/mooring';

describe('links of an article whose address is known', () => {
  it.each([
    ['[the fees](../fees)', '](https://harbour.example/guide/fees)'],
    ['[the fees](/fees)', '](https://harbour.example/fees)'],
    ['[the fees](https://other.example/x)', '](https://other.example/x)'],
    ['[the fees](fees)', '](https://harbour.example/guide/boats/fees)'],
  ])('keep their target, made absolute: %s', async (link, target) => {
    const text = `# Mooring\n\nBefore you moor, read ${link} once.\n`;
    const { markdown } = await importSource('mooring.md', bytes(text), { url: URL });
    expect(markdown).toContain(target);
    const { corpus } = loadCorpus([{ path: 'mooring.md', text: markdown }], null);
    expect(corpus.items.map((item) => item.text)).toEqual(['Before you moor, read the fees once.']);
  });

  it('do so in a web page', async () => {
    const html = `<html><head><link rel="canonical" href="${URL}"></head><body><main><article><h1>Mooring</h1><p>Before you moor, read <a href="../fees">the fees</a> once, since the harbour master is strict about them and will not wait.</p><p>Then throw the rope to the man on the pier.</p></article></main></body></html>`;
    const { markdown } = await importSource('mooring.html', bytes(html));
    expect(markdown).toContain('](https://harbour.example/guide/fees)');
  });

  it('lead to the other article where both are imported', async () => {
    const places = new Map([
      ['boats/mooring.md', 'boats/mooring.md'],
      ['fees.md', 'fees.md'],
    ]);
    const text = '# Mooring\n\nBefore you moor, read [the fees](../fees.md) once.\n';
    const { markdown } = await importSource('boats/mooring.md', bytes(text), { url: URL }, places);
    expect(markdown).toContain('](../fees.md)');
  });
});

describe('links of an article whose address is not known', () => {
  it('that lead outside keep their target, and the words of all stay', async () => {
    const text =
      '# Mooring\n\nRead [the fees](../fees), [the law](https://law.example/a) and [this](#top).\n';
    const { markdown } = await importSource('mooring.md', bytes(text));
    expect(markdown).toContain('](https://law.example/a)');
    const { corpus } = loadCorpus([{ path: 'mooring.md', text: markdown }], null);
    expect(corpus.items.map((item) => item.text)).toEqual(['Read the fees, the law and this.']);
  });
});
