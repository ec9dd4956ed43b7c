/**
 * Builds that are made once and kept beside the server binaries. The name of a build is a hash of its sources, so each
 * change makes one build. Knows no program.
 */
import { createHash, randomUUID } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { openFolder, REPOSITORY, toolsFolder } from './places.ts';

/** A running system restarts its programs from the build that it began with, so older builds must stay for a while. */
const KEPT = 12;

export type Wish = {
  /** Where builds of this kind stand. */
  readonly kind: string;
  /** Folders of the repository; tests and dependencies do not count. */
  readonly sources: readonly string[];
  /** What else makes another build. */
  readonly about: readonly string[];
};

/** The folder of the build of these sources; makes it if it is missing. */
export async function buildOnce(wish: Wish, make: (folder: string) => Promise<void>): Promise<string> {
  const builds = openFolder(path.join(toolsFolder(), wish.kind));
  const folder = path.join(builds, fingerprint(wish));
  if (!existsSync(folder)) await makeWhole(folder, make);
  const now = new Date();
  utimesSync(folder, now, now);
  prune(builds);
  return folder;
}

/** Nobody finds half a build under its name. */
async function makeWhole(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  const making = `${folder}.${randomUUID()}`;
  try {
    await make(making);
    renameSync(making, folder);
  } catch (fault) {
    rmSync(making, { recursive: true, force: true });
    // Another process may have made the same build first.
    if (!existsSync(folder)) throw fault;
  }
}

function fingerprint({ sources, about }: Wish): string {
  const hash = createHash('sha256').update(JSON.stringify([REPOSITORY, about, process.version]));
  for (const file of ['pnpm-lock.yaml', ...sources.flatMap(sourcesIn)].toSorted()) {
    const { mtimeMs, size } = statSync(path.join(REPOSITORY, file));
    hash.update(`${file}:${mtimeMs}:${size}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

const sourcesIn = (folder: string): string[] =>
  readdirSync(path.join(REPOSITORY, folder), { withFileTypes: true }).flatMap((entry) => {
    const file = `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ['node_modules', 'test'].includes(entry.name) ? [] : sourcesIn(file);
    return /\.(tsx?|json|css|html|svg)$/.test(entry.name) && !entry.name.endsWith('.test.ts') ? [file] : [];
  });

function prune(builds: string): void {
  const byUse = readdirSync(builds)
    .map((name) => path.join(builds, name))
    .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs);
  for (const old of byUse.slice(KEPT)) rmSync(old, { recursive: true, force: true });
}
