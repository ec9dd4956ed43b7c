/** Waits for things that take time: looks again and again, and gives up late, so that a slow machine fails no test. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '@seteli/local/system';

const LOOK_MS = 50;
/** A thing that has not come after this time does not come. */
export const PATIENCE_MS = 120_000;

/** The first answer that is not undefined or false. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  limitMs = PATIENCE_MS,
): Promise<T> {
  for (const deadline = performance.now() + limitMs; ; await sleep(LOOK_MS)) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() > deadline) throw new Error(`${what}: not within ${limitMs} ms`);
  }
}

type Asked = Pick<System, 'url' | 'secrets'>;
type SystemHealth = { caughtUp: boolean; services: unknown; underWay?: unknown };

const askHealth = async ({ url, secrets }: Asked): Promise<SystemHealth> => {
  try {
    const response = await fetch(`${url}/health/system`, { headers: { authorization: `Bearer ${secrets.operator}` } });
    return (await response.json()) as SystemHealth;
  } catch (fault) {
    return { caughtUp: false, services: { gateway: String(fault) } };
  }
};

/**
 * Waits until all services answer, nothing is on its way between them and nothing is parked. Returns how long it took.
 */
export async function untilWell(system: Asked, limitMs = PATIENCE_MS): Promise<number> {
  const from = performance.now();
  let last: SystemHealth | undefined;
  try {
    await until('the system is well', async () => (last = await askHealth(system)).caughtUp, limitMs);
  } catch (fault) {
    throw new Error(`The system is not well: ${JSON.stringify(last)}`, { cause: fault });
  }
  return performance.now() - from;
}
