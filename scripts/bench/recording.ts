/**
 * The driver of intake: several clients at once record visits in batches through the gateway, and wait for the shares.
 */
import { randomUUID } from 'node:crypto';
import type { PlannedVisit } from './calendar.ts';
import { check, type Check } from './figure.ts';
import type { Gateway } from './gateway.ts';
import { readOwedCents, untilOwed } from './ledger.ts';

const RECORD = `mutation ($input: RecordVisitsInput!) { recordVisits(input: $input) {
  results { visit { id state allocation total organiserShare clientShare lines { quantity { amount } total organiserShare clientShare } } refusal { code } } } }`;

type Result = { visit: { id: string; allocation: string } | null; refusal: { code: string } | null };

/** The allocation of each visit as the reply has it, or the refusal's code. */
export async function record(
  gateway: Gateway,
  bookings: readonly string[],
  visits: readonly PlannedVisit[],
): Promise<{ id: string; outcome: string }[]> {
  const rows = visits.map(({ booking, start, end }) => ({ bookingId: bookings[booking]!, start, end }));
  const input = { idempotencyKey: randomUUID(), visits: rows };
  const { recordVisits } = await gateway.ask<{ recordVisits: { results: Result[] } }>('recorder', RECORD, { input });
  return recordVisits.results.map(({ visit, refusal }) => ({
    id: visit?.id ?? '',
    outcome: visit?.allocation ?? refusal?.code ?? 'NOTHING',
  }));
}

export type Intake = { readonly seconds: number; readonly replyMs: readonly number[]; readonly outcomes: ReadonlyMap<string, number> };

type Way = { readonly clients: number; readonly batch: number; readonly month: Temporal.PlainYearMonth };

/**
 * Records all the visits and waits until the last of them is on the ledger. Each client keeps to vouchers of its own,
 * as a branch of a provider does.
 */
export async function recordAll(gateway: Gateway, bookings: readonly string[], visits: readonly PlannedVisit[], way: Way): Promise<Intake> {
  const replyMs: number[] = [];
  const outcomes = new Map<string, number>();
  let owed = await readOwedCents(gateway, way.month);
  const work = async (own: readonly PlannedVisit[]) => {
    for (let first = 0; first < own.length; first += way.batch) {
      const batch = own.slice(first, first + way.batch);
      const from = performance.now();
      const answers = await record(gateway, bookings, batch);
      replyMs.push(performance.now() - from);
      for (const [index, { outcome }] of answers.entries()) {
        outcomes.set(outcome, (outcomes.get(outcome) ?? 0) + 1);
        if (isTaken(outcome)) owed += BigInt(batch[index]!.organiserCents);
      }
    }
  };
  const shares = Array.from({ length: way.clients }, (_, client) => visits.filter(({ booking }) => booking % way.clients === client));
  const from = performance.now();
  await Promise.all(shares.map(work));
  await untilOwed(gateway, way.month, owed);
  return { seconds: (performance.now() - from) / 1000, replyMs, outcomes };
}

const isTaken = (outcome: string): boolean => outcome === 'MADE' || outcome === 'PENDING';

/** Checks that no visit was refused, and that each reply held the shares. */
export function checkOutcomes(intakes: readonly Intake[], visits: number): Check[] {
  const all = (outcome: string) => intakes.reduce((sum, { outcomes }) => sum + (outcomes.get(outcome) ?? 0), 0);
  const others = intakes.flatMap(({ outcomes }) => [...outcomes].filter(([outcome]) => !isTaken(outcome)));
  return [
    check('visits answered with their shares', all('MADE'), visits - all('PENDING')),
    check('replies that were PENDING', all('PENDING'), 0),
    check('refusals', others.map(([outcome, count]) => `${count} ${outcome}`).join(', ') || 0, 0),
  ];
}
