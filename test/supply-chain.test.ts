import { execFileSync, spawnSync } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { ROOT, temporaryFolder } from './builders.js';

const read = (path: string) => readFile(join(ROOT, path), 'utf8');

interface Locked {
  readonly dependencies?: Record<string, string>;
  readonly optionalDependencies?: Record<string, string>;
  readonly integrity?: string;
  readonly link?: boolean;
}

const { packages } = JSON.parse(await read('package-lock.json')) as { packages: Record<string, Locked> };
const { dependencies, optionalDependencies } = packages[''] ?? {};
const direct = Object.keys({ ...dependencies, ...optionalDependencies });

/** Where Node finds a package that the one at a place asks for. */
function placeOf(from: string, name: string): string | undefined {
  for (
    let at = from;
    ;
    at = at.includes('/node_modules/') ? at.slice(0, at.lastIndexOf('/node_modules/')) : ''
  ) {
    const place = `${at === '' ? '' : `${at}/`}node_modules/${name}`;
    if (packages[place]) return place;
    if (at === '') return undefined;
  }
}

/** The places of packages, and of all that they bring. */
function withAllTheyBring(names: readonly string[]): Set<string> {
  const seen = new Set<string>();
  const visit = (place: string | undefined) => {
    if (place === undefined || seen.has(place)) return;
    seen.add(place);
    const locked = packages[place];
    for (const name of Object.keys({ ...locked?.dependencies, ...locked?.optionalDependencies }))
      visit(placeOf(place, name));
  };
  for (const name of names) visit(placeOf('', name));
  return seen;
}

describe('what is built from', () => {
  it('is known by its hash: every package', () => {
    const places = Object.entries(packages).filter(([place]) => place !== '');
    expect(places.length).toBeGreaterThan(100);
    expect(places.filter(([, { integrity, link }]) => !integrity && !link)).toEqual([]);
  });

  it('is known by its hash: every action of a workflow, with the version that it is of', async () => {
    const uses: string[] = [];
    for (const name of await readdir(join(ROOT, '.github/workflows')))
      uses.push(...((await read(`.github/workflows/${name}`)).match(/(?<=uses: ).*/g) ?? []));
    expect(uses.length).toBeGreaterThan(5);
    for (const one of uses) expect(one).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('is known by its hash: the image, the same one to build and to run in', async () => {
    const images = (await read('Dockerfile')).match(/(?<=^FROM )\S+/gm) ?? [];
    expect(images).toHaveLength(2);
    expect(new Set(images).size).toBe(1);
    expect(images[0]).toMatch(/^node:22-bookworm-slim@sha256:[0-9a-f]{64}$/);
  });
});

describe('a workflow', () => {
  it.each(['ci.yml', 'release.yml'])(
    '%s may read and nothing else, unless a job says what it must',
    async (name) => {
      const { permissions, jobs } = parse(await read(`.github/workflows/${name}`));
      expect(permissions).toEqual({ contents: 'read' });
      // What others wrote is installed and built where nothing can be published.
      for (const [job, { permissions: own, steps }] of Object.entries(jobs) as [
        string,
        { permissions?: object; steps: { run?: string }[] },
      ][])
        if (own !== undefined)
          expect([job, steps.filter(({ run }) => /npm ci|npm install|\.ci\/run/.test(run ?? ''))]).toEqual([
            job,
            [],
          ]);
    },
  );
});

it('is tried on every line of Node.js that is kept up and that it says it runs on', async () => {
  const { jobs } = parse(await read('.github/workflows/ci.yml'));
  const { engines } = JSON.parse(await read('package.json'));
  const tried: number[] = jobs.check.strategy.matrix.node;
  expect(tried[0]).toBe(Number(/^>=(\d+)\./.exec(engines.node)?.[1]));
  // Lines with an even number are kept up for years: https://github.com/nodejs/release.
  expect(tried).toEqual([20, 22, 24]);
});

describe('the container', () => {
  it('has bounds, no right that it does not need, and nothing to write on but its data', async () => {
    const { services } = parse(await read('compose.yaml'));
    expect(services.docent).toMatchObject({
      mem_limit: expect.stringMatching(/^\d+g$/),
      pids_limit: expect.any(Number),
      read_only: true,
      cap_drop: ['ALL'],
      security_opt: ['no-new-privileges:true'],
    });
    expect(services.docent.volumes).toEqual([expect.stringMatching(/:ro$/), 'data:/data']);
  });
});

describe('the image', () => {
  it('leaves out what only natural brings and nothing loads, and all of that', async () => {
    const [, list = ''] = /cd node_modules && rm -r([^)]*)\)/.exec(await read('Dockerfile')) ?? [];
    const removed = list.split(/[\s\\]+/).filter((word) => word !== '');
    const others = withAllTheyBring(direct.filter((name) => name !== 'natural'));
    const only = [...withAllTheyBring(['natural'])].filter((place) => !others.has(place));
    expect(removed.map((name) => `node_modules/${name}`).sort()).toEqual(
      only.filter((place) => place !== 'node_modules/natural').sort(),
    );
  });

  it('keeps of natural what the program loads of it', async () => {
    const folder = await temporaryFolder();
    const [removal = ''] = /find node_modules\/natural[^&]*/.exec(await read('Dockerfile')) ?? [];
    execFileSync('mkdir', ['-p', join(folder, 'node_modules')]);
    execFileSync('cp', ['-R', join(ROOT, 'node_modules/natural'), join(folder, 'node_modules/natural')]);
    execFileSync('cp', [
      '-R',
      join(ROOT, 'node_modules/underscore'),
      join(folder, 'node_modules/underscore'),
    ]);
    execFileSync('sh', ['-ec', removal.replace(/\\\s*$/, '')], { cwd: folder });
    const left = await readdir(join(folder, 'node_modules/natural/lib/natural'));
    expect(left.sort()).toEqual(['stemmers', 'tokenizers', 'util']);
    const used = new Set<string>();
    for (const name of await readdir(join(ROOT, 'src/text')))
      for (const [, path = ''] of (await read(`src/text/${name}`)).matchAll(/from '(natural\/[^']+)'/g))
        used.add(path);
    expect(used.size).toBeGreaterThan(1);
    const code = [...used].map((path) => `require('${path}');`).join('');
    expect(spawnSync(process.execPath, ['-e', code], { cwd: folder, encoding: 'utf8' })).toMatchObject({
      status: 0,
      stderr: '',
    });
  });
});
