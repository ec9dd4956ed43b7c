/** Visits taken at 32.00 an hour, for tests that decide them again at other values or prices. */
import { allocate, type AllocationFacts } from '../allocate.ts';
import type { Batch, Buckets } from '../bucket.ts';
import type { RecordedPiece, RecordedVisit } from '../decide.ts';
import { sumOf, type PastVisit } from '../recalculate.ts';
import { atNewValues, balancesIn, retake, type NewValues } from '../retake.ts';
import { withValues } from '../value.ts';
import { at, buckets, content, day, entitlement, facts, piece, visit, voucher } from './visits.ts';

export type Values = AllocationFacts['values'];
export const LOW: Values = new Map([
  ['a', [{ firstDay: day('2026-01-01'), valueCents: 3200n, coefficient: 10_000 }]],
  ['free', [{ firstDay: day('2026-01-01'), valueCents: 2100n, coefficient: null }]],
]);
export const raised = (firstDay: string, valueCents = 3400n, coefficient: number | null = null, contentId = 'a'): Values =>
  withValues(LOW, day(firstDay), [{ contentId, valueCents, coefficient }]);

const year: Batch = { id: 'year', firstDay: day('2026-01-01'), lastDay: day('2026-12-31') };
export const balance = entitlement('m', { kind: 'BALANCE', unit: 'EURO', batches: [year] });
export const granted = (change: Parameters<typeof voucher>[0] = {}) =>
  voucher({
    entitlements: new Map([
      ['a', entitlement('e')],
      ['free', entitlement('e')],
    ]),
    ...change,
  });
const contents = new Map([
  ['a', [content({ extraServiceAllowed: true })]],
  ['free', [content({ deductibleAllowed: false })]],
]);
export const factsWith = (values: Values, of = granted(), minutes = 6_000, cents = 0): AllocationFacts => ({
  ...facts({
    vouchers: [of],
    values,
    contents,
    buckets: new Map([...buckets({ 'e 2026-06': minutes }), ...buckets({ 'm year': cents }, 100)]),
  }),
  allocations: [],
});

/** Allocates the visits in sequence and answers what vouchers keeps of them. */
export function settle(of: AllocationFacts, visits: readonly RecordedVisit[]): { past: PastVisit[]; left: Buckets } {
  const { allocations, buckets: left } = allocate(of, visits);
  const past = [...allocations.values()].flatMap(({ kept, state, ...made }) => (kept && state === 'MADE' ? [{ ...made, ...kept }] : []));
  return { past, left };
}
export const again = (past: readonly PastVisit[], left: Buckets, values: Values, change: Partial<NewValues> = {}) =>
  retake(
    past,
    { buckets: left, batches: new Map(balancesIn(past).map((id) => [id, balance.batches])) },
    atNewValues({
      vouchers: new Map([['v', granted()]]),
      values,
      firstDay: day('2026-01-01'),
      mayFall: false,
      isConcerned: () => true,
      ...change,
    }),
  );

let serial = 0;
export const on = (onDay: string, change: Partial<RecordedPiece> = {}, more: Partial<RecordedVisit> = {}) =>
  visit({
    visitId: `visit ${String(serial++).padStart(6, '0')}`,
    start: at(`${onDay}T10:00`),
    end: at(`${onDay}T11:00`),
    overlapReasonGiven: true,
    pieces: [piece(onDay, 60, change)],
    ...more,
  });
export const outcome = ({ lines }: PastVisit) => `${sumOf(lines, 'organiserCents')} + ${sumOf(lines, 'clientCents')}`;
