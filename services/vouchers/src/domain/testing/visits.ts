/** A visit, a voucher and the facts about them. Each test changes what matters to it. */
import { stepsPerUnit } from '@seteli/schema/quantity';
import type { Bucket, Entitlement } from '../bucket.ts';
import type { Presence } from '../coincidence.ts';
import { decide, type ContentVersion, type VoucherFacts, type RecordedPiece, type RecordedVisit } from '../decide.ts';
import type { KnownVoucher } from '../succession.ts';

export const day = (text: string) => Temporal.PlainDate.from(text);
export const at = (text: string) => Temporal.Instant.from(`${text}:00+03:00`);

export const entitlement = (id: string, change: Partial<Entitlement> = {}): Entitlement => ({
  id,
  kind: 'QUANTITY',
  unit: 'HOUR',
  steps: 600,
  recurrence: 'MONTH',
  periods: [],
  carryOver: false,
  batches: [],
  ...change,
});
export const voucher = (change: Partial<KnownVoucher> = {}): KnownVoucher => ({
  id: 'v',
  serviceId: 's',
  state: 'ACTIVE',
  arrangementKind: 'VOUCHER',
  firstDay: day('2026-01-01'),
  lastDay: day('2026-06-30'),
  suspensions: [],
  ownValue: null,
  ownValueChanges: [],
  predecessorId: null,
  beforeDeath: null,
  contractPrices: new Map(),
  entitlements: new Map([['a', entitlement('e')]]),
  ...change,
});
export const content = (change: Partial<ContentVersion> = {}): ContentVersion => ({
  version: 1,
  firstDay: day('2020-01-01'),
  kind: 'SERVICE',
  vatTreatment: 'EXEMPT',
  deductibleAllowed: true,
  extraServiceAllowed: false,
  parallelAllowed: false,
  overlapPolicy: 'REASON_NEEDED',
  ...change,
});
export const piece = (onDay: string, steps: number, change: Partial<RecordedPiece> = {}): RecordedPiece => ({
  contentId: 'a',
  day: day(onDay),
  unit: 'HOUR',
  steps,
  stepsPerUnit: stepsPerUnit(change.unit ?? 'HOUR'),
  unitPriceCents: 3850n,
  ...change,
});
export const visit = (change: Partial<RecordedVisit> = {}): RecordedVisit => ({
  visitId: 'x',
  version: 1,
  voucherId: 'v',
  personId: 'p',
  unitId: null,
  start: at('2026-06-15T10:00'),
  end: at('2026-06-15T12:30'),
  overlapReasonGiven: false,
  decidedAnew: false,
  kind: 'NORMAL',
  timed: true,
  workers: 1,
  extraServiceAccepted: false,
  cancellation: null,
  serviceVersion: null,
  pieces: [piece('2026-06-15', 150)],
  ...change,
});
export type DecisionFacts = VoucherFacts & { buckets: ReadonlyMap<string, Bucket> };
export const buckets = (of: Record<string, number>, size = 60) =>
  new Map(Object.entries(of).map(([name, remaining]): [string, Bucket] => [name, { granted: 1_000_000, remaining, stepsPerUnit: size }]));
export const facts = (
  change: Partial<Omit<DecisionFacts, 'vouchers'>> & { vouchers?: KnownVoucher[]; content?: Partial<ContentVersion> } = {},
): DecisionFacts => {
  const { vouchers = [voucher()], content: changed, ...rest } = change;
  return {
    vouchers: new Map(vouchers.map((each) => [each.id, each])),
    contents: new Map(
      ['a', 'b', 'absence'].map((id) => [id, [content({ ...changed, ...(id === 'absence' && { kind: 'ABSENCE' as const }) })]]),
    ),
    values: new Map(['a', 'b', 'absence'].map((id) => [id, [{ firstDay: day('2020-01-01'), valueCents: 3200n, coefficient: null }]])),
    buckets: buckets({ 'e 2026-06': 600 }),
    ...rest,
  };
};
/** Total, organiser, client and unbilled of each line; or the refusal. */
export const answer = (known: DecisionFacts, asked: RecordedVisit, others: readonly Presence[] = []) => {
  const decision = decide(known, others, asked);
  if (!decision.accepted)
    return `${decision.refusal.code} ${decision.refusal.remaining?.steps ?? decision.refusal.details?.day ?? ''}`.trim();
  return decision.value.lines.map((line) => [line.totalCents, line.organiserCents, line.clientCents, line.unbilledCents].join(' '));
};
