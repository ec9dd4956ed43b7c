/**
 * Bundles our programs to plain JavaScript. A process starts from one file in a quarter of the time that it needs to
 * find, read and strip a thousand. Builds stand beside the server binaries; the name of a build is a hash of its
 * sources, so each change makes one build.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { openFolder, REPOSITORY, toolsFolder } from './places.ts';

/** The folders of the programs' own code, without tests and dependencies. */
const SOURCES = ['kit/src', 'schema', 'services', 'gateway/src', 'steward/src', 'infra/local', 'scripts'];
const ALSO = ['pnpm-lock.yaml'];
/** A running system restarts its programs from the build that it began with, so older builds must stay for a while. */
const KEPT = 12;

/** Says which built file belongs to a source file. */
export type Built = (source: string) => string;

export async function build(programs: readonly string[]): Promise<Built> {
  const builds = openFolder(path.join(toolsFolder(), 'built'));
  const folder = path.join(builds, fingerprint(programs));
  if (!existsSync(folder)) await bundle(programs, folder);
  const now = new Date();
  utimesSync(folder, now, now);
  prune(builds);
  return (source) => path.join(folder, `${nameOf(source)}.mjs`);
}

/** V8's compiled code stands beside its build, and is deleted with it. */
export const compiledBeside = (built: string): string => path.join(path.dirname(built), 'compiled');

const nameOf = (source: string) => path.relative(REPOSITORY, source).replaceAll('/', '-').replace(/\.ts$/, '');

async function bundle(programs: readonly string[], folder: string): Promise<void> {
  const input = Object.fromEntries(programs.map((source) => [nameOf(source), source]));
  const making = `${folder}.${randomUUID()}`;
  // Starts that find a finished build do not load the bundler.
  const { rolldown } = await import('rolldown');
  const bundled = await rolldown({ input, platform: 'node', external: ['rolldown'], plugins: [ownFolders], logLevel: 'silent' });
  await bundled.write({ dir: making, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: 'shared/[name]-[hash].mjs' });
  await bundled.close();
  try {
    renameSync(making, folder);
  } catch (fault) {
    rmSync(making, { recursive: true });
    // Another process may have made the same build first.
    if (!existsSync(folder)) throw fault;
  }
}

/**
 * Our code finds migrations and SDL by its own folder. A bundle stands elsewhere, so it carries the original folder as
 * a constant.
 */
const ownFolders: Plugin = {
  name: 'own-folders',
  transform: {
    filter: { id: { exclude: /node_modules/ }, code: 'import.meta.dirname' },
    handler: (code, id) => code.replaceAll('import.meta.dirname', JSON.stringify(path.dirname(id))),
  },
};

function fingerprint(programs: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify([REPOSITORY, programs, process.version]));
  for (const file of [...ALSO, ...SOURCES.flatMap(sourcesIn)].toSorted()) {
    const { mtimeMs, size } = statSync(path.join(REPOSITORY, file));
    hash.update(`${file}:${mtimeMs}:${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(REPOSITORY, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'test'].includes(entry.name) ? [] : sourcesIn(file);
    return /\.(ts|json)$/.test(entry.name) ? [file] : [];
  });

function prune(builds: string): void {
  const byUse = readdirSync(builds)
    .map((name) => path.join(builds, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of byUse.slice(KEPT)) rmSync(old, { recursive: true, force: true });
}
