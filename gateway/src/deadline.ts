/** How long a service has for its answer, its queue and all tries included. A signal is made only for who asks for one: most answers come in time. */
export type Deadline = {
  readonly signal: AbortSignal;
  /** Why it is over, if it is. */
  readonly fault: Error | undefined;
  /** Calls when it is over; of several listeners the last. */
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
