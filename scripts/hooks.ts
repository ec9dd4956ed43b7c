/** Lets git check commit messages with `scripts/hooks`. Leaves other hooks, CI, tests and folders without git alone. */
import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';

/** git looks below the root of each worktree, so a worktree of an older version has no hook. */
const FOLDER = 'scripts/hooks';

/** Sets `core.hooksPath` of the repository. Returns whether it did. */
export function installHooks(root: string, env: NodeJS.ProcessEnv = process.env): boolean {
  if (env.CI || env.VITEST || !existsSync(path.join(root, '.git'))) return false;
  if (read(root, env, 'config', '--get', 'core.hooksPath') !== '' || hasHooks(root, env)) return false;
  execFileSync('git', ['config', 'core.hooksPath', FOLDER], { cwd: root, env });
  return true;
}

/** git puts samples into each new repository; any other file there is a hook of the developer. */
function hasHooks(root: string, env: NodeJS.ProcessEnv): boolean {
  const folder = path.resolve(root, read(root, env, 'rev-parse', '--git-path', 'hooks'));
  return existsSync(folder) && readdirSync(folder).some((name) => !name.endsWith('.sample'));
}

function read(root: string, env: NodeJS.ProcessEnv, ...args: readonly string[]): string {
  try {
    return execFileSync('git', args, { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim();
  } catch {
    // git answers a setting that nobody has set with a fault.
    return '';
  }
}
