/** Tells work that is under way from lag that lasts. */

/** How far the work has come, and how far it has to: both count events of one partition. */
export type Position = { readonly partition: string; readonly done: number; readonly head: number };

export type Lag = {
  /** How many events wait. */
  readonly count: number;
  /** How long, at least, one event has waited: since the first look that found it. */
  readonly forMs: number;
};

/** Remembers from look to look how far each partition had to come. */
export function createLag(now: () => number = () => performance.now()): (positions: readonly Position[]) => Lag {
  const marks = new Map<string, { readonly head: number; readonly since: number }>();
  return (positions) => {
    const at = now();
    let count = 0;
    let forMs = 0;
    for (const { partition, done, head } of positions) {
      if (done >= head) {
        marks.delete(partition);
        continue;
      }
      count += head - done;
      const mark = marks.get(partition);
      // A head that went back belongs to a restored database.
      if (!mark || done >= mark.head || head < mark.head) marks.set(partition, { head, since: at });
      else forMs = Math.max(forMs, Math.floor(at - mark.since));
    }
    return { count, forMs };
  };
}
