/** Fills a system with its demonstration data once, by running `scripts/seed.ts`. Holds no data itself. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildPrograms, SEED } from './programs.ts';
import type { System } from './system.ts';

/**
 * The text of a folder's stamp. Earlier versions left the stamp empty; identity no longer knows the marks that they
 * kept of the systems' secrets.
 */
const STAMP = 'sha256\n';

/**
 * Runs the seed if this state folder has not had it, and from its beginning if an earlier seed broke off. In a folder
 * of an earlier version it only makes the system accounts again, with the secret that the folder keeps.
 */
export async function seedOnce(
  { home, ports }: Pick<System, 'home' | 'ports'>,
  signal?: AbortSignal,
  own: NodeJS.ProcessEnv = process.env,
): Promise<'seeded' | 'was seeded' | 'no seed'> {
  const stamp = path.join(home, 'seeded');
  const found = existsSync(stamp) ? readFileSync(stamp, 'utf8') : undefined;
  if (found === STAMP) return 'was seeded';
  if (!existsSync(SEED)) return 'no seed';
  await runSeed(found === undefined ? [] : ['systems'], { ...own, SETELI_HOME: home, SETELI_PORT: String(ports.gateway) }, signal);
  writeFileSync(stamp, STAMP);
  return found === undefined ? 'seeded' : 'was seeded';
}

async function runSeed(parts: readonly string[], env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const built = await buildPrograms();
  const child = spawn(process.execPath, [built(SEED), ...parts], { env, stdio: ['ignore', 'inherit', 'inherit'] });
  const kill = () => child.kill('SIGKILL');
  signal?.addEventListener('abort', kill, { once: true });
  const code = await new Promise<number | null>((resolve) => {
    child.once('exit', resolve);
    child.once('error', () => resolve(null));
  });
  signal?.removeEventListener('abort', kill);
  signal?.throwIfAborted();
  if (code !== 0)
    throw new Error(
      'The demonstration data could not be made (see above). Mend the cause and start again, or start over with: npm start -- --fresh',
    );
}
