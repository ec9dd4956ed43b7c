/**
 * Allocates visits: each takes all it needs from its voucher or is refused whole, in the order in which bookings
 * announced them. It works on the facts of the whole batch and touches nothing else.
 */
import type { Id } from '@seteli/kit/ids';
import type { Decision } from '@seteli/kit/result';
import { give, take, type Bucket, type Buckets, type Draw } from './bucket.ts';
import type { Presence } from './coincidence.ts';
import type { Payer } from './shares.ts';
import { decide, payerOf, sparesQuota, type AllocationRefusal, type VoucherFacts, type RecordedVisit, type Taken } from './decide.ts';

/** What vouchers keeps of a visit, to explain, recalculate or price it later. */
export type Kept = Pick<Taken, 'pieces' | 'lines'>;

export type Allocation = Presence & {
  readonly visitId: Id;
  readonly visitVersion: number;
  readonly voucherId: Id;
  readonly personId: Id;
  readonly unitId: Id | null;
  readonly state: 'MADE' | 'REFUSED' | 'RELEASED';
  readonly draws: readonly Draw[];
  readonly payer: Payer;
  /** The visit drew on no quantity: the organiser pays it outside them (rules 55). */
  readonly sparesQuota: boolean;
  /** Set for visits that were just allocated or decided again. For others, what was kept before stands. */
  readonly kept?: Kept;
};

/** All facts that the batch concerns. The buckets are locked, by `bucketName`. */
export type AllocationFacts = VoucherFacts & {
  readonly buckets: Buckets;
  /** What the visits of the batch hold now, and the clients' other visits at the same times. */
  readonly allocations: readonly Allocation[];
};

export type Answer = { readonly visit: RecordedVisit; readonly decision: Decision<Taken, AllocationRefusal> };

export type Allocated = {
  readonly answers: readonly Answer[];
  readonly buckets: Buckets;
  /** Every answered visit, as it stands afterwards. */
  readonly allocations: ReadonlyMap<Id, Allocation>;
};

export function allocate(facts: AllocationFacts, visits: readonly RecordedVisit[]): Allocated {
  const buckets = new Map<string, Bucket>(facts.buckets);
  const ofClients = byClient(facts.allocations);
  const answers: Answer[] = [];
  const touched = new Map<Id, Allocation>();
  for (const visit of visits) {
    const ofClient = ofClients.get(visit.personId) ?? new Map<Id, Allocation>();
    const before = ofClient.get(visit.visitId);
    // A repeat, or a version that a later one has replaced.
    if (before && before.visitVersion >= visit.version) continue;
    // While a visit changes, its own units count as free (rules 49).
    const own = before?.draws ?? [];
    for (const draw of own) give(buckets, draw);
    const standing = before?.state === 'MADE' && visit.decidedAnew ? { pieces: before.kept?.pieces ?? [], draws: own } : undefined;
    const decision = decide({ ...facts, buckets }, others(ofClient, visit), visit, standing);
    const kept = decision.accepted ? decision.value.draws : own;
    for (const draw of kept) take(buckets, draw);
    const after = decision.accepted ? madeAllocation(visit, decision.value) : refusedAllocation(before, visit);
    ofClients.set(visit.personId, ofClient.set(visit.visitId, after));
    touched.set(visit.visitId, after);
    answers.push({ visit, decision });
  }
  return { answers, buckets, allocations: touched };
}

/** Visits overlap only for the same client, so the index is by client. */
function byClient(allocations: readonly Allocation[]): Map<Id, Map<Id, Allocation>> {
  const groups = Map.groupBy(allocations, ({ personId }) => personId);
  return new Map([...groups].map(([personId, own]) => [personId, new Map(own.map((allocation) => [allocation.visitId, allocation]))]));
}

const others = (ofClient: ReadonlyMap<Id, Allocation>, { visitId }: RecordedVisit): Presence[] =>
  [...ofClient.values()].filter((other) => other.state === 'MADE' && other.visitId !== visitId);

const partsOf = (visit: RecordedVisit) => ({
  visitId: visit.visitId,
  visitVersion: visit.version,
  voucherId: visit.voucherId,
  personId: visit.personId,
  unitId: visit.unitId,
  payer: payerOf(visit),
  sparesQuota: sparesQuota(visit),
});

const madeAllocation = (visit: RecordedVisit, { presence, draws, pieces, lines }: Taken): Allocation => ({
  ...partsOf(visit),
  ...presence,
  state: 'MADE',
  draws,
  kept: { pieces, lines },
});

/** A refused change leaves what the visit held before; a refused new visit holds nothing. */
const refusedAllocation = (before: Allocation | undefined, visit: RecordedVisit): Allocation =>
  before?.state === 'MADE'
    ? { ...before, visitVersion: visit.version }
    : { ...partsOf(visit), startsAt: visit.start, endsAt: visit.end, occupiesTime: false, days: [], state: 'REFUSED', draws: [] };

/** Deleted visits give everything back to the buckets and batches from which they took it. */
export function release(
  facts: Pick<AllocationFacts, 'buckets' | 'allocations'>,
  visits: readonly { readonly visitId: Id; readonly version: number }[],
): Pick<Allocated, 'buckets' | 'allocations'> {
  const buckets = new Map<string, Bucket>(facts.buckets);
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
