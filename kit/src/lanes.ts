/**
 * Keeps work on partitions in lanes: one thing at a time within a partition, and only so many side by side. It knows
 * nothing of events.
 */

const SIDE_BY_SIDE = 4;

export type Lanes = {
  /** Works on each partition. When some fail, the others still finish before the first fault is thrown. */
  each(partitions: readonly string[], work: (partition: string) => Promise<void>): Promise<void>;
};

export function createLanes(signal: AbortSignal): Lanes {
  const tails = new Map<string, Promise<void>>();
  const inLane = (partition: string, work: () => Promise<void>): Promise<void> => {
    const next = (tails.get(partition) ?? Promise.resolve()).then(work, work);
    tails.set(partition, next);
    return next;
  };
  return {
    async each(partitions, work) {
      const left = [...partitions];
      const faults: unknown[] = [];
      const worker = async () => {
        for (let next = left.shift(); next !== undefined && !signal.aborted; next = left.shift()) {
          const partition = next;
          await inLane(partition, () => work(partition)).catch((fault: unknown) => faults.push(fault));
        }
      };
      await Promise.all(Array.from({ length: SIDE_BY_SIDE }, worker));
      if (faults.length > 0) throw faults[0];
    },
  };
}
