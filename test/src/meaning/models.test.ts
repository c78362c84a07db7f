import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ENCODER_SHA256 } from '../../../src/meaning/version.js';
import { ROOT } from '../../builders.js';

const MODELS = join(ROOT, 'src/meaning/models');
const ABOUT = ['LICENSE', 'README.md', 'SHA256SUMS'];
const RUNTIME = 'node_modules/onnxruntime-node/bin';

const read = (path: string) => readFileSync(join(ROOT, path), 'utf8');
const sums = new Map(
  read('src/meaning/models/SHA256SUMS')
    .trimEnd()
    .split('\n')
    .map((line) => line.split(/\s+/, 2).reverse() as [string, string]),
);

/** Paths of the files below a folder. */
const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();

describe('the models', () => {
  it('are those that SHA256SUMS names, each of them and no other', () => {
    const files = filesIn(MODELS).filter((name) => !ABOUT.includes(name));
    expect(files).toEqual([...sums.keys()].sort());
    for (const name of files) {
      const sum = createHash('sha256').update(readFileSync(join(MODELS, name)));
      expect(sum.digest('hex'), name).toBe(sums.get(name));
    }
  });

  it('are those by which vectors are kept', () => {
    expect(ENCODER_SHA256).toBe(sums.get('encoder.int8.onnx'));
  });

  it('have an origin and a licence, file by file', () => {
    const told = read('src/meaning/models/README.md');
    for (const name of sums.keys()) expect(told).toContain(`\`${name}\``);
    expect(told).toContain('sentence-transformers/all-MiniLM-L6-v2');
    expect(read('src/meaning/models/LICENSE')).toMatch(/^\s*Apache License\s+Version 2\.0,/);
  });

  it('come from the weights that make.py asks for', () => {
    const [, asked] = /^WEIGHTS_SHA256 = '(\w{64})'$/m.exec(read('bench/models/make.py')) ?? [];
    expect(read('src/meaning/models/README.md')).toContain(`SHA-256 \`${asked}\``);
  });

  it('are packed with the program, licence and all', () => {
    expect(JSON.parse(read('package.json')).files).toContain('dist/src');
    expect(readdirSync(join(ROOT, 'dist/src/meaning/models'))).toEqual(
      expect.arrayContaining([...sums.keys(), ...ABOUT]),
    );
  });

  it.skipIf(process.platform !== 'linux' || !existsSync(join(ROOT, RUNTIME)))(
    'find in the image the binaries that it can load, and no others',
    () => {
      const image = mkdtempSync(join(tmpdir(), 'docent-image-'));
      onTestFinished(() => rmSync(image, { recursive: true }));
      const files = filesIn(join(ROOT, RUNTIME)).map((file) => join(RUNTIME, file));
      for (const file of files) {
        mkdirSync(join(image, dirname(file)), { recursive: true });
        writeFileSync(join(image, file), '');
      }
      const removals = read('Dockerfile').match(/find node_modules\/onnxruntime-node.*? \+(?= \\$)/gm) ?? [];
      execFileSync('sh', ['-ec', removals.join('\n')], { cwd: image });
      const own = files.filter((file) => file.includes(`/linux/${process.arch}/`));
      expect(own.length).toBeGreaterThan(0);
      expect(filesIn(image)).toEqual(own);
    },
  );
});
