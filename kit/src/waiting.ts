/** Waiting that can be cut short: by a nudge, by a limit, or because the process stops. */
import { randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, and returns early when the signal ends. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal: signal as AbortSignal });
  } catch (fault) {
    if (!signal?.aborted) throw fault;
  }
}

/** Another's answer, unless the signal ends first: some libraries never settle their promises. */
export async function orAborted<T>(answer: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = () => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  if (signal.aborted) abort();
  try {
    return await Promise.race([answer, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** Answers, or fails, after a whole number of steps: the caller does not learn how long the work took within a step. */
export async function inSteps<T>(stepMs: number, work: () => Promise<T>): Promise<T> {
  const begun = performance.now();
  try {
    return await work();
  } finally {
    const taken = performance.now() - begun;
    const left = Math.ceil(taken / stepMs) * stepMs - taken;
    // A timer cuts off the fraction of a millisecond, and that fraction would tell. With a random fraction more, the
    // mean is the same for all.
    await sleep(left + randomInt(1_000) / 1_000);
  }
}

/** A bell that remembers one ring: a ring while nobody waits is not lost. */
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

/** Waits for things that others do. */
export type Lookout<Thing> = {
  /** Answers which of these are done: all of them, unless the limit comes first. */
  until(ids: readonly string[], limitMs: number): Promise<ReadonlyMap<string, Thing>>;
};

/**
 * Looks once at a time for all who wait: after a ring, and now and then without one. `look` finds the ids that are
 * done.
 */
export function createLookout<Thing>(
  look: (ids: ReadonlySet<string>) => Promise<ReadonlyMap<string, Thing>>,
  ring: Nudge,
  everyMs: number,
): Lookout<Thing> {
  type Waiting = { readonly left: Set<string>; readonly found: Map<string, Thing>; readonly end: (fault?: unknown) => void };
  const waiting = new Set<Waiting>();
  const lookOnce = async () => {
    const done = await look(new Set([...waiting].flatMap(({ left }) => [...left])));
    for (const { left, found, end } of waiting) {
      for (const id of left) {
        if (!done.has(id)) continue;
        found.set(id, done.get(id)!);
        left.delete(id);
      }
      if (left.size === 0) end();
    }
  };
  let looking = false;
  const lookOut = async () => {
    if (looking) return;
    looking = true;
    while (waiting.size > 0) {
      await ring.next(everyMs);
      await lookOnce().catch((fault: unknown) => {
        for (const { end } of waiting) end(fault);
      });
    }
    looking = false;
  };
  return {
    async until(ids, limitMs) {
      const found = new Map<string, Thing>();
      if (ids.length === 0) return found;
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const mine: Waiting = { left: new Set(ids), found, end: (fault) => (fault === undefined ? resolve() : reject(fault)) };
      const timer = setTimeout(resolve, limitMs);
      waiting.add(mine);
      void lookOut();
      try {
        await promise;
      } finally {
        clearTimeout(timer);
        waiting.delete(mine);
      }
      return found;
    },
  };
}
