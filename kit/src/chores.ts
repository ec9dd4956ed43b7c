/**
 * Work that falls due with time and not with an event. The process that applies events does it, one run after another.
 * Each run is a transaction of the service's own, so a run that crashed comes again.
 */
import { levelOf } from './faults.ts';
import type { Log } from './log.ts';
import { createNudge, type Nudge } from './waiting.ts';

export type Chore = {
  readonly name: string;
  readonly everyMs: number;
  /** Rings when something falls due before the next turn. */
  readonly bell?: Nudge;
  /** Does a part of what is due, and answers true when there is more. The signal ends when the process stops. */
  run(signal?: AbortSignal): Promise<boolean>;
};

export async function runChore({ name, everyMs, bell = createNudge(), run }: Chore, log: Log, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const more = await run(signal).catch((fault: unknown) => {
      if (!signal.aborted) log[levelOf(fault)]({ err: fault, chore: name }, 'a chore failed; it is tried again');
      return false;
    });
    if (!more) await bell.next(everyMs, signal);
  }
}
