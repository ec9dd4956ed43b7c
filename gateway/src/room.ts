/**
 * Room for large answers. Only so many operations hold one at a time, and fewer of one caller, so that the gateway's
 * memory has a bound. The others wait, and their subgraphs' answers stand in the sockets.
 */
export type Room = {
  /** Waits for a place and returns how to leave it. Throws the signal's reason when the signal ends first. */
  enter(callerKey: string, signal: AbortSignal): Promise<() => void>;
};

type Waiting = { readonly callerKey: string; readonly comeIn: () => void };

export function createRoom({ places, placesOfOne }: { readonly places: number; readonly placesOfOne: number }): Room {
  const inside = new Map<string, number>();
  const waiting = new Set<Waiting>();
  let taken = 0;

  const mayEnter = (callerKey: string) => taken < places && (inside.get(callerKey) ?? 0) < placesOfOne;

  function take(callerKey: string): () => void {
    taken++;
    inside.set(callerKey, (inside.get(callerKey) ?? 0) + 1);
    let isInside = true;
    return () => {
      if (!isInside) return;
      isInside = false;
      leave(callerKey);
    };
  }

  function leave(callerKey: string): void {
    taken--;
    const left = inside.get(callerKey)! - 1;
    if (left > 0) inside.set(callerKey, left);
    else inside.delete(callerKey);
    const next = [...waiting].find((each) => mayEnter(each.callerKey));
    next?.comeIn();
  }

  return {
    async enter(callerKey, signal) {
      signal.throwIfAborted();
      if (mayEnter(callerKey)) return take(callerKey);
      return await new Promise((resolve, reject) => {
        const giveUp = () => {
          waiting.delete(entry);
          reject(signal.reason as Error);
        };
        const comeIn = () => {
          waiting.delete(entry);
          signal.removeEventListener('abort', giveUp);
          resolve(take(callerKey));
        };
        const entry = { callerKey, comeIn };
        waiting.add(entry);
        signal.addEventListener('abort', giveUp, { once: true });
      });
    },
  };
}
