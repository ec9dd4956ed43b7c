/**
 * Where this checkout keeps its state: outside the repository, so that a clean working tree stays clean. Knows folders,
 * not their contents.
 */
import { createHash } from 'node:crypto';
import { chmodSync, mkdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export const REPOSITORY = realpathSync(path.join(import.meta.dirname, '../..'));

const isRoot = process.getuid?.() === 0;

function stateRoot(env: NodeJS.ProcessEnv): string {
  // The user `postgres` cannot pass through root's own home, and /tmp does not survive a restart of the machine.
  if (isRoot) return '/var/lib/seteli';
  return path.join(env.XDG_STATE_HOME || path.join(homedir(), '.local/state'), 'seteli');
}

/** The state folder of this checkout on these ports. Two checkouts, or one checkout on two bases, never share data. */
export function stateFolder(basePort: number, env: NodeJS.ProcessEnv = process.env): string {
  if (env.SETELI_HOME) return path.resolve(env.SETELI_HOME);
  const hash = createHash('sha256').update(`${REPOSITORY}:${basePort}`).digest('hex').slice(0, 12);
  return path.join(stateRoot(env), hash);
}

/** The folder of server binaries, which all state folders of a user share. */
export const toolsFolder = (env: NodeJS.ProcessEnv = process.env): string =>
  path.join(env.SETELI_HOME ? path.resolve(env.SETELI_HOME) : stateRoot(env), 'tools');

/**
 * Makes a folder that other users may pass through, whatever the umask: PostgreSQL runs as another user when we are
 * root.
 */
export function openFolder(folder: string): string {
  const made = mkdirSync(folder, { recursive: true });
  for (let each = folder; made && each.length >= made.length; each = path.dirname(each)) chmodSync(each, 0o755);
  chmodSync(folder, 0o755);
  return folder;
}
