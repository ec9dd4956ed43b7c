/**
 * How long the steps of stopping may take, one after the other, and all of them together. A process with a slow answer
 * and a frozen broker uses each limit to its end, and still stops in order.
 */

/** For answers that are under way. */
export const FINISH_MS = 4_000;
/** For the relay and the appliers. */
export const HAND_OVER_MS = 2_000;
/** For the broker to take what was sent, and once more to part. */
export const FAREWELL_MS = 1_000;
/** For statements whose answers nobody needs any more. The database rolls back what they began. */
export const LET_GO_MS = 500;

/** Counts from the end of the drain. A process that has not stopped by then ends with exit code 1. */
export const STOP_LIMIT_MS = FINISH_MS + HAND_OVER_MS + 2 * FAREWELL_MS + LET_GO_MS + 1_500;
