import { describe, expect, it } from 'vitest';
import { importSource } from '../../../src/import/import-source.js';
import { loadCorpus } from '../../../src/knowledge/load-corpus.js';

const opened = (text: string, path = 'page.md') => loadCorpus([{ path, text }], null);
const imported = async (text: string, name = 'page.md') => {
  const { markdown } = await importSource(name, new TextEncoder().encode(text));
  return opened(markdown, name);
};

const FRONT = `---
title: The lighthouse
sidebar_position: 4
tags: [coast, lamps]
draft: false
author: A. Keeper
reviewed: 2031-05-06
hero:
  image: lamp.png
---

The lamp turns once a minute.
`;

describe('front matter of other programs', () => {
  it.each([
    ['as it is', async () => opened(FRONT)],
    ['imported', () => imported(FRONT)],
  ])('is kept as facts of its article where it tells something, %s', async (_, open) => {
    const { corpus, problems } = await open();
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([]);
    const [document] = corpus.documents;
    expect(document?.title).toBe('The lighthouse');
    expect(document?.facts.tags).toMatch(/coast.*lamps/);
    expect(corpus.items.map(({ text }) => text)).toEqual(['The lamp turns once a minute.']);
  });

  it('is no text of the article', () => {
    const said = opened(FRONT)
      .corpus.items.map(({ text }) => text)
      .join();
    for (const never of ['sidebar_position', 'lamp.png', 'draft']) expect(said).not.toContain(never);
  });
});

describe('the title of an article', () => {
  it.each([
    ['is that of the front matter', '---\ntitle: Lamps\n---\nA lamp.\n\n## Wicks\n\nA wick.\n', 'Lamps'],
    ['is else the first heading', '# Lamps\n\nA lamp.\n', 'Lamps'],
    ['is a heading of the second level where there is no first', '## Lamps\n\nA lamp.\n', /Lamps|Page/],
    ['is no release of a changelog', '# Changelog\n\n## v1.2.3 - 2031-01-01\n\nA lamp.\n', 'Changelog'],
    ['is no release where that comes first', '## [Unreleased]\n\nA lamp.\n\n## 1.0.0\n\nNo lamp.\n', 'Page'],
    [
      'is no list of contents',
      '## Contents\n\n- [Wicks](#wicks)\n- [Oil](#oil)\n- [Glass](#glass)\n\n# Lamps\n\nA lamp.\n\n## Wicks\n\nA wick.\n\n## Oil\n\nOil.\n\n## Glass\n\nGlass.\n',
      'Lamps',
    ],
  ])('%s', async (_, text, title) => {
    const { corpus } = await imported(text);
    expect(corpus.documents[0]?.title).toMatch(title);
  });

  it('of a web page is not the name of its site', async () => {
    const html = `<html><head><title>Trimming the wick | Keepers’ Handbook</title><meta property="og:site_name" content="Keepers’ Handbook"></head>
<body><header><a href="/">Keepers’ Handbook</a></header><main><article><h1>Trimming the wick</h1><p>Trim the wick each morning, before the lamp is lit. A wick that is too long smokes and blackens the glass.</p><p>Keep the scissors clean.</p></article></main></body></html>`;
    const { corpus } = await imported(html, 'wick.html');
    expect(corpus.documents[0]?.title).toBe('Trimming the wick');
  });
});
