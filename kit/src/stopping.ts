/**
 * How long the steps of stopping may take, one after the other, and all of them together: a process with one slow answer and a broker
 * that stands still takes each to its end, and still stops in order.
 */

/** For answers that are under way. */
export const FINISH_MS = 4_000;
/** For whoever relays and applies. */
export const HAND_OVER_MS = 2_000;
/** For the broker to take what was sent, and once more to part. */
export const FAREWELL_MS = 1_000;
/** For statements whose answers nobody waits for any more. The database rolls back what they began. */
export const LET_GO_MS = 500;

/** Behind the drain. What has not stopped then is ended with exit code 1. */
export const STOP_LIMIT_MS = FINISH_MS + HAND_OVER_MS + 2 * FAREWELL_MS + LET_GO_MS + 1_500;
