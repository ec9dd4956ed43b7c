/**
 * Heals what the broker lost: compares what this service applied with what the producer announced, and fetches the rest
 * by page. It also notices when the producer was restored to an earlier time. That source then stands still until an
 * operator looks.
 */
import { isDeepStrictEqual } from 'node:util';
import type { Envelope } from './events.ts';
import { readWatermarks, SourceRewound, type Watermarks } from './inbox.ts';
import type { Lanes } from './lanes.ts';
import type { Heads } from './outbox.ts';
import { reportFault, type ConsumerOptions, type SourceState } from './source.ts';
import { createNudge } from './waiting.ts';

const INTERVAL_MS = 5_000;

export type Healer = {
  /** Fetches and applies events of a partition up to this number. Call it within the partition's lane. */
  pull(partition: string, upTo: number): Promise<void>;
  /** Asks for a comparison before its turn. */
  now(): void;
  /** Compares again and again, and whenever the broker comes back. */
  run(): Promise<void>;
};

export function createHealer(options: ConsumerOptions, state: SourceState, lanes: Lanes): Healer {
  const { source, bus, database, inbox, log, signal } = options;
  const wake = createNudge();
  let standsAt: Watermarks | undefined;

  const pull = async (partition: string, upTo: number) => {
    let after = (await readWatermarks(database.reader, source))[partition]?.last ?? 0;
    while (after < upTo && !signal.aborted) {
      const page = await bus.ask<Envelope[]>(source, 'page', { partition, after });
      const { last } = page.length > 0 ? await inbox.apply(source, partition, page) : { last: after };
      if (last <= after) return;
      after = last;
    }
  };

  const compare = async () => {
    // Read watermarks first: the other way round, a busy consumer would see itself ahead of the producer.
    const before = await readWatermarks(database.reader, source);
    // Only an operator moves a source that stands still. Its head may meanwhile grow past what we applied.
    if (standsAt && isDeepStrictEqual(before, standsAt)) return;
    const { epoch, heads } = await bus.ask<Heads>(source, 'heads', {});
    const fault = rewindOf(source, before, epoch, heads);
    standsAt = fault && before;
    if (fault) throw fault;
    delete state.halted;
    const behind = Object.keys(heads).filter((partition) => (before[partition]?.last ?? 0) < heads[partition]!);
    if (behind.length > 0) await lanes.each(behind, (partition) => pull(partition, heads[partition]!));
    delete state.failing;
  };

  const report = (fault: unknown) => {
    if (!(fault instanceof SourceRewound)) return reportFault(options, state, fault, 'healing has to wait');
    if (state.halted !== fault.message) log.error({ source, err: fault }, 'this source stands still until an operator reconciles it');
    state.halted = fault.message;
  };

  return {
    pull,
    now: wake.ring,
    async run() {
      const forget = bus.onReconnect(wake.ring);
      while (!signal.aborted) {
        await compare().catch(report);
        await wake.next(INTERVAL_MS, signal);
      }
      forget();
    },
  };
}

/**
 * Recognises a producer that no longer knows what we have applied of it. Read the watermarks before its heads: the
 * other way round, a busy consumer would see itself ahead.
 */
export function rewindOf(source: string, applied: Watermarks, epoch: number, heads: Heads['heads']): SourceRewound | undefined {
  for (const [partition, { last, epoch: known }] of Object.entries(applied)) {
    const head = heads[partition] ?? 0;
    if (known !== epoch || last > head)
      return new SourceRewound(`${source} is at ${head} of ${partition} in epoch ${epoch}; we have applied ${last} of epoch ${known}`);
  }
  return undefined;
}
