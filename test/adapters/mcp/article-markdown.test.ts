import { expect, it } from 'vitest';
import { articleMarkdown } from '../../../adapters/mcp/article-markdown.js';
import { articleOf } from '../../../src/knowledge/article.js';
import { corpusOf } from '../../builders.js';

const ARTICLE = `# Kettles

A kettle *boils* water [quickly](https://example.com).

## Care

Before you begin:

1. Fill it:

   \`\`\`sh
   kettle --fill
   \`\`\`

2. Boil it.
   - Not dry.
     - Never.
3. Pour.

- **Vinegar** – It is an acid.
- Lemon

### Signs

2 * 3 is # not [markup].

| Model | Litres | Minutes |
| --- | --- | --- |
| Small |  | 2 |
| Large | 1.7 | |

| Fact | Value |
| --- | --- |
| Origin | Delft |
`;

const markdownOf = (markdown: string) => {
  const article = articleOf(corpusOf([markdown]), 'a.md');
  if (!article) throw new Error('There is no article');
  return articleMarkdown(article);
};

it('gives lists, code and tables in their form', () => {
  expect(markdownOf(ARTICLE)).toMatchInlineSnapshot(`
    "# Kettles

    A kettle boils water quickly.

    ## Care

    Before you begin:

    1. Fill it:
       \`\`\`sh
       kettle --fill
       \`\`\`
    2. Boil it.
       - Not dry.
         - Never.
    3. Pour.

    - **Vinegar** – It is an acid.
    - Lemon

    ### Signs

    2 \\* 3 is # not \\[markup].

    | Model | Litres | Minutes |
    | ----- | ------ | ------- |
    | Small |        | 2       |
    | Large | 1.7    |         |

    | Fact   | Value |
    | ------ | ----- |
    | Origin | Delft |
    "
  `);
});

it('says the same when it is read again', () => {
  const once = markdownOf(ARTICLE);
  expect(markdownOf(once)).toBe(once);
});
