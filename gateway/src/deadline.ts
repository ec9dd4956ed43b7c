/**
 * How long a service has for its answer, with its queue and all tries. Most answers come in time, so a signal is made
 * only on demand.
 */
export type Deadline = {
  readonly signal: AbortSignal;
  /** Set when the deadline is over. */
  readonly fault: Error | undefined;
  /** Sets the listener for the end; it replaces an earlier one. */
  whenOver(listener: ((fault: Error) => void) | undefined): void;
  close(): void;
};

export function openDeadline(ms: number): Deadline {
  let controller: AbortController | undefined;
  let fault: Error | undefined;
  let over: ((fault: Error) => void) | undefined;
  const timer = setTimeout(() => {
    fault = new Error(`no answer within ${ms} ms`);
    controller?.abort(fault);
    over?.(fault);
  }, ms);
  return {
    get signal() {
      controller ??= new AbortController();
      if (fault) controller.abort(fault);
      return controller.signal;
    },
    get fault() {
      return fault;
    },
    whenOver(listener) {
      over = listener;
    },
    close: () => clearTimeout(timer),
  };
}
