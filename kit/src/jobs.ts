/**
 * Work that comes with time and not with an event. Done by the process that applies events, one run after another. A run is a transaction of the
 * service's own, so a crash is a run that comes again.
 */
import { levelOf } from './faults.ts';
import type { Log } from './log.ts';
import { pause } from './waiting.ts';

export type Job = {
  readonly name: string;
  readonly everyMs: number;
  /** Does a part of what is due; true when there is more. */
  run(): Promise<boolean>;
};

export async function runJob({ name, everyMs, run }: Job, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const more = await run().catch((fault: unknown) => {
      log[levelOf(fault)]({ err: fault, job: name }, 'a job failed; it is tried again');
      return false;
    });
    if (!more) await pause(everyMs, signal);
  }
}
