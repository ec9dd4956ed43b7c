/** A source that a service listens to: what its consumer and its healer work with, and in what state it is. */
import type { Bus } from './bus.ts';
import type { Database } from './db.ts';
import { lasts, rootOf } from './faults.ts';
import type { Inbox } from './inbox.ts';
import { describeFault, type Log } from './log.ts';

export type ConsumerOptions = {
  service: string;
  source: string;
  database: Database;
  bus: Bus;
  inbox: Inbox;
  /** The names of the events to which the service has a reaction. */
  heeded: ReadonlySet<string>;
  log: Log;
  signal: AbortSignal;
};

/** Why a source stands still until an operator looks, and why its events fail each time; absent where they do not. */
export type SourceState = { halted?: string; failing?: string };

/**
 * Logs a fault. A fault that passes is only information. A fault that lasts is logged once as an error, and the health
 * shows it until it is mended.
 */
export function reportFault(
  { source, log }: Pick<ConsumerOptions, 'source' | 'log'>,
  state: SourceState,
  fault: unknown,
  words: string,
): void {
  if (!lasts(fault)) return log.info({ source, err: fault }, words);
  const why = String(describeFault(rootOf(fault)).message);
  if (state.failing !== why)
    log.error({ source, err: fault }, 'events of this source fail each time, until somebody mends what is wrong here');
  state.failing = why;
}
