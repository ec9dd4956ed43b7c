/** Lets so many work at once and so many wait; whoever comes then is told to come again. Holds for this process only. */
import { accept, refuse, type Decision } from './result.ts';

export type Gate = <T>(work: () => Promise<T>) => Promise<Decision<T, 'BUSY'>>;

export function createGate({ atOnce, waiting }: { readonly atOnce: number; readonly waiting: number }): Gate {
  let working = 0;
  const queue: (() => void)[] = [];
  return async (work) => {
    if (working < atOnce) working++;
    else if (queue.length >= waiting) return refuse('BUSY');
    // Whoever leaves hands the place on, so that nobody slips in between.
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
