/**
 * Lets so many callers work at once and so many wait. It refuses any further caller at once. It counts in this process
 * only.
 */
import { accept, refuseWhole, type Decision } from './result.ts';

export type Gate = <T>(work: () => Promise<T>) => Promise<Decision<T, 'BUSY'>>;

type Room = { readonly atOnce: number; readonly waiting: number };

export function createGate({ atOnce, waiting }: Room): Gate {
  let working = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (working < atOnce) working++;
    else if (queue.length >= waiting) return refuseWhole('BUSY');
    // A caller who leaves hands their place on, so that nobody slips in between.
    else await new Promise<void>((enter) => queue.push(enter));
    try {
      return accept(await work());
    } finally {
      const next = queue.shift();
      if (next) next();
      else working--;
    }
  };
}

export type Gates = <T>(key: string, work: () => Promise<T>) => Promise<Decision<T, 'BUSY'>>;

/** A gate for each key, so that no key fills the place of others. A gate without callers is forgotten. */
export function createGates(room: Room): Gates {
  const gates = new Map<string, { readonly gate: Gate; here: number }>();
  return async (key, work) => {
    const at = gates.get(key) ?? { gate: createGate(room), here: 0 };
    gates.set(key, at);
    at.here++;
    try {
      return await at.gate(work);
    } finally {
      if (--at.here === 0) gates.delete(key);
    }
  };
}
