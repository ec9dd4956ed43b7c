/** Waiting that can be cut short: by a nudge, by a limit, or because the process stops. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, and returns early when the signal ends. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal: signal as AbortSignal });
  } catch (fault) {
    if (!signal?.aborted) throw fault;
  }
}

/** A bell that remembers one ring: who rings while nobody waits does not ring in vain. */
export type Nudge = { ring(): void; next(limitMs: number, signal?: AbortSignal): Promise<void> };

export function createNudge(): Nudge {
  let rung = false;
  const waiting = new Set<() => void>();
  return {
    ring() {
      rung = true;
      for (const wake of waiting) wake();
    },
    async next(limitMs, signal) {
      if (!rung && !signal?.aborted) {
        await new Promise<void>((resolve) => {
          const done = () => {
            clearTimeout(timer);
            waiting.delete(done);
            signal?.removeEventListener('abort', done);
            resolve();
          };
          const timer = setTimeout(done, limitMs);
          waiting.add(done);
          signal?.addEventListener('abort', done, { once: true });
        });
      }
      rung = false;
    },
  };
}
