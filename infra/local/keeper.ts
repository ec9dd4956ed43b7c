/** Keeps one process running: starts it, and starts it again when it dies. Knows nothing of what it runs. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { Exit, Running } from './child.ts';

export type KeeperEvent =
  | { kind: 'ready'; name: string; pid: number; tookMs: number }
  | { kind: 'died'; name: string; pid: number; exit: Exit; restartInMs: number }
  | { kind: 'failed'; name: string; fault: unknown; restartInMs: number };

export type Keeper = {
  readonly name: string;
  /** The pid of the running process, once it is ready. */
  readonly pid: number | undefined;
  /** Starts the process. The promise settles when the process is ready or has failed three times in a row. */
  up(): Promise<void>;
  /** Stops the process and leaves it stopped. */
  down(): Promise<void>;
  whenReady(): Promise<void>;
  /** Ends the process as a fault would, and waits until it is gone. The keeper then starts it again. */
  kill(signal?: NodeJS.Signals): Promise<void>;
};

const FIRST_DELAY_MS = 200;
const LONGEST_DELAY_MS = 5_000;
const FIRST_ATTEMPTS = 3;
/** A process that ran this long restarts with the shortest delay. */
const STEADY_MS = 10_000;

export function keeper(name: string, start: (signal: AbortSignal) => Promise<Running>, report: (event: KeeperEvent) => void): Keeper {
  let stopping = new AbortController();
  let loop: Promise<void> | undefined;
  let current: Running | undefined;
  const waiting: (() => void)[] = [];

  async function keep(signal: AbortSignal, first: PromiseWithResolvers<void>): Promise<void> {
    const aborted = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    let failures = 0;
    let everReady = false;
    const nextDelay = () => Math.min(FIRST_DELAY_MS * 2 ** failures++, LONGEST_DELAY_MS);
    while (!signal.aborted) {
      const startedAt = performance.now();
      let restartInMs: number;
      try {
        const running = await start(signal);
        const readyAt = performance.now();
        current = running;
        everReady = true;
        report({ kind: 'ready', name, pid: running.pid, tookMs: Math.round(readyAt - startedAt) });
        first.resolve();
        for (const resolve of waiting.splice(0)) resolve();
        const exit = await Promise.race([running.exited, aborted]);
        if (!exit) await running.stop();
        current = undefined;
        if (!exit) break;
        if (performance.now() - readyAt > STEADY_MS) failures = 0;
        restartInMs = nextDelay();
        report({ kind: 'died', name, pid: running.pid, exit, restartInMs });
      } catch (fault) {
        if (signal.aborted) break;
        restartInMs = nextDelay();
        if (!everReady && failures === FIRST_ATTEMPTS) return first.reject(fault);
        report({ kind: 'failed', name, fault, restartInMs });
      }
      await Promise.race([sleep(restartInMs), aborted]);
    }
    first.reject(new Error(`${name} was stopped before it was ready.`));
  }

  return {
    name,
    get pid() {
      return current?.pid;
    },
    async up() {
      if (loop) return this.whenReady();
      stopping = new AbortController();
      const first = Promise.withResolvers<void>();
      loop = keep(stopping.signal, first).finally(() => (loop = undefined));
      await first.promise;
    },
    async down() {
      stopping.abort();
      await loop;
    },
    whenReady: () => (current ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
    async kill(signal = 'SIGKILL') {
      if (!current) return;
      const running = current;
      process.kill(running.pid, signal);
      await running.exited;
      if (current === running) current = undefined;
    },
  };
}
