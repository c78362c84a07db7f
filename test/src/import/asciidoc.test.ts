import { describe, expect, it } from 'vitest';
import { importSource } from '../../../src/import/import-source.js';
import type { ReadBeside } from '../../../src/import/includes.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';

const NAME = 'guide/brewing.adoc';
const PLACES = new Map([
  [NAME, 'guide/brewing.md'],
  ['guide/pots.adoc', 'guide/pots.md'],
]);

async function imported(text: string, files: Readonly<Record<string, string>> = {}) {
  const asked: string[] = [];
  const beside: ReadBeside = async (name) => {
    asked.push(name);
    return files[name] ?? null;
  };
  return { ...(await importSource(NAME, new TextEncoder().encode(text), {}, PLACES, beside)), asked };
}

const GUIDE = `= Brewing tea
Ann Taylor <ann@teas.example>
v1.0, 2026-01-02
:description: How tea is brewed.
:toc:
:sectnums:
:shop: https://teas.example

Tea is brewed with hot water.footnote:[Never with boiling water.]
See xref:pots.adoc#blue[the pots] and {shop}[the shop].

== Green tea

. Heat the water to 80 degrees.
+
[source,bash]
----
kettle --to 80 # <1>
----
<1> No more.
. Pour it.
.. Slowly.
. Wait.

NOTE: Green tea turns bitter when it steeps too long.

[WARNING]
.Hot water
====
Water burns.

* Twice.
====

.Times
[cols="1,2",options="header"]
|===
|Tea |Minutes
|Sencha |2
|Gyokuro |3
|===

Matcha:: A powder.
Hojicha:: Roasted.

[%collapsible]
.Can it be brewed twice?
====
Yes, three times.
====

image::pot.png[A pot]
`;

describe('AsciiDoc', () => {
  it('is an article of its title, with author, description and date of its head', async () => {
    const { title, format, markdown, notes } = await imported(GUIDE);
    expect([title, format, notes]).toEqual(['Brewing tea', 'asciidoc', []]);
    expect(markdown).toContain('  author: Ann Taylor');
    expect(markdown).toContain('description: How tea is brewed.');
    expect(markdown).toContain('date: 2026-01-02');
    expect(markdown).toContain('\n## Green tea\n');
  });

  it('keeps steps in their order, with the code in them and its language', async () => {
    const { markdown } = await imported(GUIDE);
    expect(markdown).toContain(
      '1. Heat the water to 80 degrees.\n\n   ```bash\n   kettle --to 80 # (1)\n   ```',
    );
    expect(markdown).toMatch(/\n2\. Pour it\.\n\n {3}1\. Slowly\.\n\n3\. Wait\.\n/);
  });

  it('makes boxes of admonitions and of what is folded', async () => {
    const { markdown } = await imported(GUIDE);
    expect(markdown).toContain(':::note\nGreen tea turns bitter when it steeps too long.\n:::');
    expect(markdown).toContain(':::warning[Hot water]\nWater burns.\n\n- Twice.\n:::');
    expect(markdown).toContain(':::details[Can it be brewed twice?]\nYes, three times.\n:::');
    expect(loadCorpus([{ path: 'a.md', text: markdown }], null).problems).toEqual([]);
  });

  it.each([
    ['TIP', 'tip'],
    ['IMPORTANT', 'important'],
    ['CAUTION', 'caution'],
  ])('knows the kind of a box: %s', async (kind, name) => {
    expect((await imported(`= Tea\n\n${kind}: Warm the pot.\n`)).markdown).toContain(
      `:::${name}\nWarm the pot.\n:::`,
    );
  });

  it('keeps tables with their heads, terms, and footnotes at the end', async () => {
    const { markdown } = await imported(GUIDE);
    expect(markdown).toMatch(/\| Tea +\| Minutes \|\n\| -+ \| -+ \|\n\| Sencha +\| 2 +\|/);
    expect(markdown).not.toContain('Table 1');
    expect(markdown).toContain('- **Matcha** – A powder.');
    expect(markdown).toMatch(/brewed with hot water\. See.*\n## Notes\n\n- Never with boiling water\.\n$/s);
  });

  it('leads to the article of another source, and to the web', async () => {
    const { markdown, links } = await imported(GUIDE);
    expect(markdown).toContain('[the pots](pots.md) and [the shop](https://teas.example/)');
    expect(links).toContain('pots.adoc#blue');
  });

  it('tells what it dropped', async () => {
    expect((await imported(GUIDE)).dropped).toEqual([{ what: 'image', text: 'A pot' }]);
  });

  it('has what it includes, from where it stands, as deep as it goes', async () => {
    const { markdown, includes, dropped } = await imported('= Tea\n\ninclude::parts/cups.adoc[]\n', {
      'guide/parts/cups.adoc': 'Cups are *small*.\n\ninclude::../../shared/saucers.adoc[]\n',
      'shared/saucers.adoc': 'Saucers are flat.\n',
    });
    expect(markdown).toContain('Cups are **small**.\n\nSaucers are flat.\n');
    expect(includes).toEqual(['guide/parts/cups.adoc', 'shared/saucers.adoc']);
    expect(dropped).toEqual([]);
  });

  it('has the part of a text that a tag names', async () => {
    const { markdown } = await imported('= Tea\n\n[source,bash]\n----\ninclude::brew.sh[tag=pour]\n----\n', {
      'guide/brew.sh': '#!/bin/sh\n# tag::pour[]\npour --slowly\n# end::pour[]\nwait 2\n',
    });
    expect(markdown).toContain('```bash\npour --slowly\n```');
  });

  it.each([
    '/etc/passwd',
    '../../etc/passwd',
    'parts/../../../etc/passwd',
    '..\\..\\etc\\passwd',
    'https://teas.example/cups.adoc',
    'file:///etc/passwd',
    '//teas.example/cups.adoc',
    '{docfile}/../../../etc/passwd',
  ])('asks for nothing outside of the folder, and tells so: %s', async (target) => {
    const { markdown, asked, dropped } = await imported(`= Tea\n\nTea is a drink.\n\ninclude::${target}[]\n`);
    expect(asked.filter((name) => name.startsWith('..') || name.startsWith('/') || /:/.test(name))).toEqual(
      [],
    );
    expect(dropped.map(({ what }) => what)).toEqual(['include']);
    expect(markdown).not.toContain('passwd');
  });

  it('opens no file for pictures, data or styles, whatever its head asks for', async () => {
    const { markdown } = await imported(
      `= Tea\n:data-uri:\n:allow-uri-read:\n:docinfo: shared\n:docinfodir: /etc\n:stylesheet: /etc/passwd\n:source-highlighter: rouge\n\nTea is a drink.\n\nimage::/etc/hostname.svg[opts=inline]\n\n,===\ninclude::/etc/passwd[]\n,===\n`,
    );
    expect(markdown).toContain('Tea is a drink.');
    expect(markdown).not.toMatch(/root:|base64/);
  });

  it('ends where a source includes itself', async () => {
    const own = 'Tea.\n\ninclude::brewing.adoc[]\n';
    const { asked, dropped } = await imported(`= Tea\n\n${own}`, { [NAME]: own });
    expect(asked.length).toBeLessThanOrEqual(200);
    expect(dropped).toHaveLength(1);
  });

  it('says what Asciidoctor cannot make out', async () => {
    const { notes } = await imported('= Tea\n\nTea is a drink.\n\n----\nnever closed\n');
    expect(notes).toEqual([expect.stringMatching(/^Asciidoctor says: unterminated listing block/)]);
  });
});
