/**
 * A provider's software that records visits without end, several batches side by side. It repeats unanswered batches
 * with the same key. Afterwards it knows which visits the system accepted.
 */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '@seteli/local/client';
import type { Diary, Slot } from './diary.ts';
import { PATIENCE_MS } from './waiting.ts';

const RECORD = `mutation ($input: RecordVisitsInput!) {
  recordVisits(input: $input) { results { visit { id allocation } refusal { code remaining { minutes } } } }
}`;

export type Result = {
  visit: { id: string; allocation: string } | null;
  refusal: { code: string; remaining: { minutes: number } | null } | null;
};

export type Recorder = {
  /** The accepted visits, by id. */
  readonly accepted: ReadonlyMap<string, Slot>;
  readonly refused: readonly Result[];
  /** Ids that two different visits got. */
  readonly doubled: readonly string[];
  /** How many answers came before their shares were known. */
  readonly pending: number;
  /** How often the software had to repeat a batch. */
  readonly repeats: number;
  start(): void;
  /** Waits for so many more accepted visits. */
  progress(visits: number): Promise<void>;
  /** Takes no more from the diary, and waits until every sent batch has its answer. */
  stop(): Promise<void>;
};

/** One lane per size: so many visits at a time. */
const LANES = [1, 1, 1, 5, 20];
const PAUSE_MS = 40;

export const toInput = ({ bookingId, start, end }: Slot) => ({ bookingId, start, end });

/** `accepted` may hold the visits of others: the recorder adds its own. */
export function openRecorder(
  client: Client,
  diary: Diary,
  { lanes = LANES, accepted = new Map<string, Slot>() }: { lanes?: readonly number[]; accepted?: Map<string, Slot> } = {},
): Recorder {
  const refused: Result[] = [];
  const doubled: string[] = [];
  const counts = { pending: 0, repeats: 0 };
  let lastFault = 'none';
  let stopped = true;

  async function sendSurely(slots: readonly Slot[]): Promise<Result[]> {
    const input = { idempotencyKey: randomUUID(), visits: slots.map(toInput) };
    for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; await sleep(100)) {
      try {
        const { data, errors } = await client.send('recorder', RECORD, { input });
        if (data && !errors) return data.recordVisits.results;
        lastFault = JSON.stringify(errors);
      } catch (fault) {
        lastFault = `${String(fault)} ${fault instanceof Error ? String(fault.cause ?? '') : ''}`;
      }
      counts.repeats++;
    }
    throw new Error(`Visits could not be recorded for ${PATIENCE_MS} ms; the last fault: ${lastFault}`);
  }

  async function lane(size: number): Promise<void> {
    while (!stopped) {
      const slots = diary.take(size);
      const results = await sendSurely(slots);
      if (results.length !== slots.length) throw new Error(`${slots.length} visits were answered with ${results.length} results.`);
      for (const [index, result] of results.entries()) note(slots[index]!, result);
      await sleep(PAUSE_MS);
    }
  }

  function note(slot: Slot, result: Result): void {
    if (!result.visit) return void refused.push(result);
    if (accepted.has(result.visit.id)) doubled.push(result.visit.id);
    accepted.set(result.visit.id, slot);
    if (result.visit.allocation === 'PENDING') counts.pending++;
  }

  let broken: unknown;
  let work: Promise<unknown> = Promise.resolve();
  const rethrow = () => {
    if (broken) throw broken;
  };

  return {
    accepted,
    refused,
    doubled,
    get pending() {
      return counts.pending;
    },
    get repeats() {
      return counts.repeats;
    },
    start() {
      stopped = false;
      work = Promise.all(lanes.map(lane)).catch((fault: unknown) => {
        broken = fault;
        stopped = true;
      });
    },
    async progress(visits) {
      const wanted = accepted.size + visits;
      for (const deadline = performance.now() + PATIENCE_MS; accepted.size < wanted; await sleep(20)) {
        rethrow();
        if (performance.now() > deadline)
          throw new Error(`Not ${visits} more visits were accepted in ${PATIENCE_MS} ms; the last fault: ${lastFault}`);
      }
    },
    async stop() {
      stopped = true;
      await work;
      rethrow();
    },
  };
}
