import { describe, expect, it } from 'vitest';
import { outlineOf } from './outline.js';

describe('HTML in Markdown', () => {
  it.each<[what: string, html: string, expected: string[]]>([
    [
      'a table with a heading row',
      '<table>\n<thead>\n<tr><th>A</th><th>B</th></tr>\n</thead>\n<tr><td>1</td><td>2 &lt; 3</td></tr>\n</table>',
      ['| A | B |', '| 1 | 2 < 3 |'],
    ],
    ['a table without one', '<table><tr><td>1</td><td>2</td></tr></table>', ['|  |  |', '| 1 | 2 |']],
    [
      'a table with blank lines and Markdown',
      '<table>\n<tr>\n\n<th>A</th>\n\n</tr>\n<tr>\n<td>\n\nSee `x` and **y**.\n\n</td>\n</tr>\n</table>',
      ['| A |', '| See `x` and *y*. |'],
    ],
    [
      'cells over several columns',
      '<table><tr><th colspan="2">A</th></tr><tr><td>1</td><td>2</td></tr><tr><td>3</td></tr></table>',
      ['| A |  |', '| 1 | 2 |', '| 3 |  |'],
    ],
    [
      'cells of several blocks',
      '<table><tr><td><p>One</p><ul><li>two</li><li>three</li></ul></td></tr></table>',
      ['|  |', '| One; two; three |'],
    ],
    ['ends left out', '<table><tr><td>1<td>2<tr><td>3<td>4</table>', ['|  |  |', '| 1 | 2 |', '| 3 | 4 |']],
    [
      'a list',
      '<ul>\n  <li>One <b>two</b></li>\n  <li>Three\n    <ol start="3"><li>Four</li></ol>\n  </li>\n</ul>',
      ['- One *two*', '- Three', '   3. Four'],
    ],
    [
      'a list of terms',
      '<dl>\n<dt>One</dt>\n<dd>Is one.</dd>\n<dt>Two</dt><dd><p>Is two.</p><p>More.</p></dd>\n</dl>',
      ['- *One* – Is one.', '- *Two* – Is two.', '   More.'],
    ],
    ['a heading', '<h2 align="center">One <i>two</i></h2>', ['## One two']],
    ['a heading over lines', '<h1>\n  One\n</h1>', ['# One']],
    [
      'paragraphs',
      '<p align="center">One <a href="https://example.org/">two</a>.</p>\n<p>Three.</p>',
      ['One two<https://example.org/>.', 'Three.'],
    ],
    ['a break', 'One<br>two<br/>\nthree', ['One / two / three']],
    [
      'marks in a line',
      'One <strong>two</strong> <code>a_b_c</code> H<sub>2</sub>O <span class="x">four</span>',
      ['One *two* `a_b_c` H2O four'],
    ],
    ['a picture', '<img src="a.png" alt="One"\n  width="3">\n\nText.', ['!One', 'Text.']],
    [
      'a link around lines',
      '<a href="https://example.org/">\n  <img src="a.png">\n</a>\n\nText.',
      ['!', 'Text.'],
    ],
    [
      'scripts and styles',
      '<style>\n.a { b: c }\n\n.d { }\n</style>\n\nText.\n\n<script setup>\nimport a from "b"\n</script>',
      ['Text.'],
    ],
    [
      'a tag with attributes of a framework',
      'One <button class="x" @click="go()">two</button> three',
      ['One two three'],
    ],
    [
      'a tag over lines in a sentence',
      'One <a\n  href="https://example.org/"\n>two</a> three',
      ['One two<https://example.org/> three'],
    ],
  ])('is what it shows: %s', (_, html, expected) => {
    expect(outlineOf(`${html}\n`)).toEqual(expected);
  });

  it('that is broken loses no text', () => {
    expect(outlineOf('One <b>two.\n\n<div>Three.\n\nFour </p> five.\n').join(' ')).toBe(
      'One two. Three. Four five.',
    );
    expect(outlineOf('<table>\n<tr><td>One\n\n# Two\n')).toEqual(['One', '# Two']);
  });
});
