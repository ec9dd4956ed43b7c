/**
 * Bundles our programs to plain JavaScript. A process starts from one file in a quarter of the time that it needs to
 * find, read and strip a thousand.
 */
import path from 'node:path';
import type { Plugin } from 'rolldown';
import { buildOnce } from './builds.ts';
import { REPOSITORY } from './places.ts';

/** The folders of the programs' own code. */
const SOURCES = ['kit/src', 'schema', 'services', 'gateway/src', 'steward/src', 'infra/local', 'scripts'];

/** Says which built file belongs to a source file. */
export type Built = (source: string) => string;

export async function build(programs: readonly string[]): Promise<Built> {
  const wish = { kind: 'built', sources: SOURCES, about: programs };
  const folder = await buildOnce(wish, (making) => bundle(programs, making));
  return (source) => path.join(folder, `${nameOf(source)}.mjs`);
}

/** V8's compiled code stands beside its build, and is deleted with it. */
export const compiledBeside = (built: string): string => path.join(path.dirname(built), 'compiled');

const nameOf = (source: string) => path.relative(REPOSITORY, source).replaceAll('/', '-').replace(/\.ts$/, '');

async function bundle(programs: readonly string[], folder: string): Promise<void> {
  const input = Object.fromEntries(programs.map((source) => [nameOf(source), source]));
  // Starts that find a finished build do not load the bundler.
  const { rolldown } = await import('rolldown');
  const bundled = await rolldown({ input, platform: 'node', external: ['rolldown'], plugins: [ownFolders], logLevel: 'silent' });
  await bundled.write({ dir: folder, format: 'esm', entryFileNames: '[name].mjs', chunkFileNames: 'shared/[name]-[hash].mjs' });
  await bundled.close();
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
