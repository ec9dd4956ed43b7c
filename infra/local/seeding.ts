/** Fills a system with its demonstration data once, by running `scripts/seed.ts`. Holds no data itself. */
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { buildPrograms, SEED } from './programs.ts';
import type { System } from './system.ts';

/** Runs the seed if this state folder has not had it, and from its beginning if an earlier seed broke off. */
export async function seedOnce(
  { home, ports }: Pick<System, 'home' | 'ports'>,
  signal?: AbortSignal,
): Promise<'seeded' | 'was seeded' | 'no seed'> {
  const stamp = path.join(home, 'seeded');
  if (existsSync(stamp)) return 'was seeded';
  if (!existsSync(SEED)) return 'no seed';
  await runSeed({ ...process.env, SETELI_HOME: home, SETELI_PORT: String(ports.gateway) }, signal);
  writeFileSync(stamp, '');
  return 'seeded';
}

async function runSeed(env: NodeJS.ProcessEnv, signal?: AbortSignal): Promise<void> {
  const built = await buildPrograms();
  const child = spawn(process.execPath, [built(SEED)], { env, stdio: ['ignore', 'inherit', 'inherit'] });
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
