import { expect, it } from 'vitest';
import { decoded, relativePath, resolvePath } from '../../../src/check/path.js';

it.each([
  ['a.md', 'b.md', 'b.md'],
  ['x/a.md', './b.md', 'x/b.md'],
  ['x/y/a.md', '../z/b.md', 'x/z/b.md'],
  ['x/a.md', '../../b.md', '../b.md'],
  ['a.md', '../../b.md', '../../b.md'],
  ['x/a.md', '..', '.'],
  ['x/a.md', 'img/', 'x/img'],
])('resolves from %s the link %s to %s', (file, target, path) => {
  expect(resolvePath(file, target)).toBe(path);
});

it.each([
  ['a.md', 'b.md'],
  ['x/a.md', 'x/b.md'],
  ['x/a.md', 'b.md'],
  ['x/y/a.md', 'x/z/b.md'],
  ['a.md', 'x/y/b.md'],
  ['x/a.md', 'x/x/a.md'],
])('writes in %s a link that leads to %s', (from, to) => {
  expect(resolvePath(from, relativePath(from, to))).toBe(to);
});

it('reads percent signs where they are valid', () => {
  expect(decoded('a%20b')).toBe('a b');
  expect(decoded('100%')).toBe('100%');
});
