/** Counts what is open, in all and for each holder, and refuses above the limits. */

export type Seats = {
  /** Gives this holder a seat, or nothing when none is left. The returned function gives the seat back, once. */
  take(holder: string): (() => void) | undefined;
};

export function createSeats({ each, inAll = Number.POSITIVE_INFINITY }: { each: number; inAll?: number }): Seats {
  const taken = new Map<string, number>();
  let all = 0;
  return {
    take(holder) {
      const before = taken.get(holder) ?? 0;
      if (before >= each || all >= inAll) return undefined;
      taken.set(holder, before + 1);
      all++;
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        all--;
        const left = taken.get(holder)! - 1;
        if (left > 0) taken.set(holder, left);
        else taken.delete(holder);
      };
    },
  };
}
