/**
 * What visits take from their vouchers: taken whole or refused whole, one after another in the order in which bookings
 * announced them. Works on everything that a batch of visits concerns at once, and touches nothing else.
 */
import { isBefore, isWithin, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import type { Unit } from '@seteli/kit/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { bucketKeyOf, drawFromBuckets, type Recurrence } from './bucket.ts';
import { sharesOf, type ShareLine } from './shares.ts';

export type RecordedVisit = {
  readonly visitId: Id;
  readonly version: number;
  readonly voucherId: Id;
  readonly personId: Id;
  readonly start: Instant;
  readonly end: Instant;
  readonly overlapReasonGiven: boolean;
  readonly pieces: readonly { contentId: Id; day: Day; unit: Unit; steps: number; unitPriceCents: Cents }[];
};

export type KnownVoucher = {
  readonly id: Id;
  readonly firstDay: Day;
  readonly lastDay: Day;
  /** Content → the entitlement that it draws from. */
  readonly entitlements: ReadonlyMap<Id, { readonly id: Id; readonly recurrence: Recurrence }>;
};

export type Draw = { readonly entitlementId: Id; readonly period: string; readonly steps: number };

export type Allocation = {
  readonly visitId: Id;
  readonly visitVersion: number;
  readonly voucherId: Id;
  readonly personId: Id;
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  readonly state: 'MADE' | 'REFUSED' | 'RELEASED';
  readonly draws: readonly Draw[];
};

/** What is known about all that the batch concerns. Buckets are the locked ones, by `bucketName`. */
export type AllocationFacts = {
  readonly vouchers: ReadonlyMap<Id, KnownVoucher>;
  /** Whether the client may have a share, by content, newest first day first. */
  readonly deductibleAllowed: ReadonlyMap<Id, readonly { readonly firstDay: Day; readonly allowed: boolean }[]>;
  /** A content's values, newest first day first. */
  readonly values: ReadonlyMap<Id, readonly { readonly firstDay: Day; readonly valueCents: Cents }[]>;
  readonly buckets: ReadonlyMap<string, number>;
  /** What the visits of the batch, and their clients' other visits at the same times, hold now. */
  readonly allocations: readonly Allocation[];
};

export type AllocationRefusal = 'NOT_YET_KNOWN' | 'OUTSIDE_VALIDITY' | 'CONTENT_NOT_GRANTED' | 'OVERLAP' | 'QUOTA_EXCEEDED';
export type Taken = { readonly overlap: boolean; readonly lines: readonly ShareLine[]; readonly draws: readonly Draw[] };
export type Answer = { readonly visit: RecordedVisit; readonly decision: Decision<Taken, AllocationRefusal> };

export type Allocated = {
  readonly answers: readonly Answer[];
  readonly buckets: ReadonlyMap<string, number>;
  /** Of every visit that was answered, as it stands afterwards. */
  readonly allocations: ReadonlyMap<Id, Allocation>;
};

export const bucketName = (entitlementId: Id, period: string): string => `${entitlementId} ${period}`;

/** The buckets that a visit draws from, merged, in time order. Contents that are not granted draw from nothing. */
export function drawsOf(voucher: KnownVoucher, pieces: RecordedVisit['pieces']): readonly Draw[] {
  const draws = new Map<string, Draw>();
  for (const { contentId, day, steps } of pieces) {
    const entitlement = voucher.entitlements.get(contentId);
    if (!entitlement) continue;
    const period = bucketKeyOf(entitlement.recurrence, day);
    const name = bucketName(entitlement.id, period);
    draws.set(name, { entitlementId: entitlement.id, period, steps: (draws.get(name)?.steps ?? 0) + steps });
  }
  return [...draws.values()];
}

export function allocate(facts: AllocationFacts, visits: readonly RecordedVisit[]): Allocated {
  const buckets = new Map(facts.buckets);
  const ofClients = byClient(facts.allocations);
  const answers: Answer[] = [];
  const touched = new Map<Id, Allocation>();
  for (const visit of visits) {
    const ofClient = ofClients.get(visit.personId) ?? new Map<Id, Allocation>();
    const before = ofClient.get(visit.visitId);
    // A repeat, or an answer to a version that a later one has replaced.
    if (before && before.visitVersion >= visit.version) continue;
    // Its own units count as free while it is changed (rules 49).
    const own = before?.draws ?? [];
    for (const draw of own) give(buckets, draw);
    const decision = decide({ ...facts, buckets }, ofClient.values(), visit);
    const kept = decision.accepted ? decision.value.draws : own;
    for (const draw of kept) take(buckets, draw);
    const after = decision.accepted ? allocationOf(visit, 'MADE', kept) : refusedAllocation(before, visit);
    ofClients.set(visit.personId, ofClient.set(visit.visitId, after));
    touched.set(visit.visitId, after);
    answers.push({ visit, decision });
  }
  return { answers, buckets, allocations: touched };
}

/** Only a client's own visits can overlap, so nobody else's are looked at. */
function byClient(allocations: readonly Allocation[]): Map<Id, Map<Id, Allocation>> {
  const groups = Map.groupBy(allocations, ({ personId }) => personId);
  return new Map([...groups].map(([personId, own]) => [personId, new Map(own.map((allocation) => [allocation.visitId, allocation]))]));
}

const give = (buckets: Map<string, number>, { entitlementId, period, steps }: Draw) => {
  const name = bucketName(entitlementId, period);
  buckets.set(name, (buckets.get(name) ?? 0) + steps);
};

const take = (buckets: Map<string, number>, draw: Draw) => give(buckets, { ...draw, steps: -draw.steps });

const allocationOf = (visit: RecordedVisit, state: Allocation['state'], draws: readonly Draw[]): Allocation => ({
  visitId: visit.visitId,
  visitVersion: visit.version,
  voucherId: visit.voucherId,
  personId: visit.personId,
  startsAt: visit.start,
  endsAt: visit.end,
  state,
  draws,
});

/** A refused change leaves what the visit held before; a refused new visit holds nothing. */
const refusedAllocation = (before: Allocation | undefined, visit: RecordedVisit): Allocation =>
  before?.state === 'MADE' ? { ...before, visitVersion: visit.version } : allocationOf(visit, 'REFUSED', []);

/** Deleted visits give back all that they hold, into the buckets that they took it from. */
export function release(
  facts: Pick<AllocationFacts, 'buckets' | 'allocations'>,
  visits: readonly { readonly visitId: Id; readonly version: number }[],
): Pick<Allocated, 'buckets' | 'allocations'> {
  const buckets = new Map(facts.buckets);
  const allocations = new Map(facts.allocations.map((allocation) => [allocation.visitId, allocation]));
  const released = new Map<Id, Allocation>();
  for (const { visitId, version } of visits) {
    const before = allocations.get(visitId);
    if (!before || before.visitVersion >= version) continue;
    for (const draw of before.draws) give(buckets, draw);
    const after: Allocation = { ...before, visitVersion: version, state: 'RELEASED', draws: [] };
    allocations.set(visitId, after);
    released.set(visitId, after);
  }
  return { buckets, allocations: released };
}

function decide(facts: AllocationFacts, others: Iterable<Allocation>, visit: RecordedVisit): Decision<Taken, AllocationRefusal> {
  const voucher = facts.vouchers.get(visit.voucherId);
  if (!voucher) return refuse('NOT_YET_KNOWN');
  const outside = visit.pieces.find(({ day }) => !isWithin(voucher, day));
  if (outside) return refuse('OUTSIDE_VALIDITY', { path: [outside.day.toString()] });
  if (visit.pieces.some(({ contentId }) => !voucher.entitlements.has(contentId))) return refuse('CONTENT_NOT_GRANTED');
  const pieces = visit.pieces.map((piece) => valued(facts, piece));
  if (!pieces.every((piece) => piece !== undefined)) return refuse('NOT_YET_KNOWN');
  const overlap = overlaps(others, visit);
  if (overlap && !visit.overlapReasonGiven) return refuse('OVERLAP');
  const draws = drawsOf(voucher, visit.pieces);
  const fits = fitsBuckets(facts.buckets, visit, draws);
  return fits.accepted ? accept({ overlap, lines: sharesOf(pieces), draws }) : fits;
}

/** The piece with what it is worth on its own day; undefined while its content or value has not been heard of. */
function valued(
  { values, deductibleAllowed }: AllocationFacts,
  { contentId, day, unit, steps, unitPriceCents }: RecordedVisit['pieces'][number],
) {
  const value = heldOn(values.get(contentId), day);
  const allowed = heldOn(deductibleAllowed.get(contentId), day)?.allowed;
  if (value === undefined || allowed === undefined) return undefined;
  return { contentId, day, quantity: { unit, steps }, unitPriceCents, unitValueCents: value.valueCents, deductibleAllowed: allowed };
}

/** Of what began at some day, newest first, the one that holds on a day. */
const heldOn = <Dated extends { readonly firstDay: Day }>(dated: readonly Dated[] | undefined, day: Day): Dated | undefined =>
  dated?.find(({ firstDay }) => !isBefore(day, firstDay));

/** Half-open, so that visits which touch do not overlap (rules 17). */
function overlaps(others: Iterable<Allocation>, visit: RecordedVisit): boolean {
  for (const other of others) {
    if (other.state !== 'MADE' || other.visitId === visit.visitId) continue;
    if (Temporal.Instant.compare(other.startsAt, visit.end) < 0 && Temporal.Instant.compare(visit.start, other.endsAt) < 0) return true;
  }
  return false;
}

function fitsBuckets(
  buckets: ReadonlyMap<string, number>,
  { pieces }: RecordedVisit,
  draws: readonly Draw[],
): Decision<unknown, 'QUOTA_EXCEEDED'> {
  const { unit } = pieces[0]!;
  const named = draws.map(({ entitlementId, period, steps }) => ({ bucket: bucketName(entitlementId, period), quantity: { unit, steps } }));
  return drawFromBuckets(new Map(named.map(({ bucket }) => [bucket, buckets.get(bucket) ?? 0])), named);
}
