/** Waiting for what takes its time: looks again and again, and gives up late, so that a slow machine fails no test. */
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 50;
const PATIENCE_MS = 60_000;

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

type SystemHealth = { well: boolean; services: Record<string, unknown> };

const askHealth = async (url: string): Promise<SystemHealth> => {
  try {
    const response = await fetch(`${url}/health/system`);
    const health = (await response.json()) as SystemHealth;
    return { ...health, well: health.well && response.status === 200 };
  } catch (fault) {
    return { well: false, services: { gateway: String(fault) } };
  }
};

/** How long it took until all services answer, nothing waits between them and nothing is parked. */
export async function untilWell(url: string, limitMs = PATIENCE_MS): Promise<number> {
  const from = performance.now();
  let last: SystemHealth | undefined;
  try {
    await until('the system is well', async () => (last = await askHealth(url)).well, limitMs);
  } catch (fault) {
    throw new Error(`The system is not well: ${JSON.stringify(last?.services)}`, { cause: fault });
  }
  return performance.now() - from;
}
