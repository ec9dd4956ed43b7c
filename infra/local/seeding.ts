/** Fills a system once with its demonstration data, by running `scripts/seed.ts`. Holds no data itself. */
import { spawn } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { REPOSITORY } from './places.ts';
import type { System } from './system.ts';

const SCRIPT = path.join(REPOSITORY, 'scripts/seed.ts');

/** Runs the seed if this state folder has not had it. A seed that broke off is run again from its beginning. */
export async function seedOnce(system: System, signal?: AbortSignal): Promise<'seeded' | 'was seeded' | 'no seed'> {
  const stamp = path.join(system.home, 'seeded');
  if (existsSync(stamp)) return 'was seeded';
  if (!existsSync(SCRIPT)) return 'no seed';
  const env = { ...process.env, SETELI_HOME: system.home, SETELI_PORT: String(system.ports.gateway) };
  const child = spawn(process.execPath, [SCRIPT], { env, stdio: ['ignore', 'inherit', 'inherit'] });
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
  writeFileSync(stamp, '');
  return 'seeded';
}
