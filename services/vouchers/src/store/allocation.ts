/** The SQL of allocation: a handful of statements for a batch of any size. Decides nothing. */
import { getTableColumns, sql } from 'drizzle-orm';
import { asArray, asGiven, asRecordset, namesOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { alsoReaching } from '@seteli/kit/reach';
import { startOfDay, type Day, type Instant } from '@seteli/kit/day';
import type { Unit } from '@seteli/schema/quantity';
import type { Allocation, AllocationFacts } from '../domain/allocate.ts';
import { bucketName, readBucketName, newBucket, type Bucket, type Buckets, type Entitlement } from '../domain/bucket.ts';
import { daysOfPiece, isCountedByDays } from '../domain/coincidence.ts';
import { payingPeriodOf, type ContentVersion, type RecordedVisit } from '../domain/decide.ts';
import type { KnownVoucher } from '../domain/succession.ts';
import { allocation, bucket, type StoredDayHold } from '../tables.ts';
import { readEnd, readOwnValue, readOwnValueChanges, readPrices, readSuspensions, type StoredOwnValueChange } from './columns.ts';
import { listAllBuckets, lockAllBuckets, readDays, type BucketKey } from './entitlement.ts';
import { readKept, writeKept } from './kept.ts';

const instantOf = (text: string) => Temporal.Instant.from(text);
const dayOf = (text: string): Day => Temporal.PlainDate.from(text);

/** Locks everything that the visits concern, always in the same order (vouchers, then buckets), and loads the facts. */
export async function lockAllocationFacts(tx: Tx, visits: readonly RecordedVisit[]): Promise<AllocationFacts> {
  // PostgreSQL answers them in this order, so it reads overlaps after it has locked the vouchers.
  const [vouchers, allocations, contents] = await Promise.all([
    lockVouchers(tx, visits),
    findAllocations(tx, visits),
    findContentFacts(tx, [...new Set(visits.flatMap(({ pieces }) => pieces.map(({ contentId }) => contentId)))]),
  ]);
  const wanted = visits.flatMap((visit) => bucketsOf(vouchers, visit));
  const carrying = [...new Set(wanted.filter(({ carries }) => carries).map(({ entitlementId }) => entitlementId))];
  const buckets = await lockBuckets(tx, [...wanted, ...ownDraws(allocations, visits)]);
  // Carrying over makes each period depend on the others.
  const carried = carrying.length > 0 ? await lockAllBuckets(tx, carrying) : [];
  return { vouchers, allocations, buckets: new Map([...buckets, ...carried]), ...contents };
}

/** Reads the same facts without locks, for quotes. `others` are visits of which only the draws matter. */
export async function readAllocationFacts(
  given: Reader,
  visits: readonly RecordedVisit[],
  others: readonly ConcernedVisit[] = [],
): Promise<AllocationFacts> {
  const reader = alsoReaching(given, clientsOf(visits));
  const holding = [...visits, ...others.map(({ visitId, voucherId, personId }) => ({ visitId, voucherId, personId }))];
  const [vouchers, allocations, contents] = await Promise.all([
    findVouchersOf(reader, visits),
    findAllocations(reader, holding),
    findContentFacts(reader, [...new Set(visits.flatMap(({ pieces }) => pieces.map(({ contentId }) => contentId)))]),
  ]);
  const wanted: readonly WantedBucket[] = [...visits.flatMap((visit) => bucketsOf(vouchers, visit)), ...ownDraws(allocations, holding)];
  const found = await listAllBuckets(reader, [...new Set(wanted.map(({ entitlementId }) => entitlementId))]);
  const untouched = wanted.flatMap(({ entitlementId, period, fresh }): [string, Bucket][] =>
    fresh ? [[bucketName(entitlementId, period), fresh]] : [],
  );
  return { vouchers, allocations, buckets: new Map([...untouched, ...found]), ...contents };
}

type ConcernedVisit = Pick<RecordedVisit, 'visitId' | 'voucherId' | 'personId'>;

/** Locks what visits hold, in the same order. */
export async function lockHeld(tx: Tx, visits: readonly ConcernedVisit[]): Promise<Pick<AllocationFacts, 'allocations' | 'buckets'>> {
  await lockVouchers(tx, visits);
  const allocations = await findAllocations(tx, visits);
  return { allocations, buckets: await lockBuckets(tx, ownDraws(allocations, visits)) };
}

/** A bucket that may need inserting before it can be locked. A bucket that a visit drew from exists. */
type WantedBucket = BucketKey & { readonly carries?: boolean; readonly fresh?: Bucket };

/** The buckets that a visit may draw from: the periods of its pieces, and all batches of its balances. */
function bucketsOf(vouchers: ReadonlyMap<Id, KnownVoucher>, visit: RecordedVisit): WantedBucket[] {
  const named = vouchers.get(visit.voucherId);
  if (!named) return [];
  return visit.pieces.flatMap((piece, index): WantedBucket[] => {
    const paying = payingPeriodOf({ vouchers }, named, visit, index);
    const entitlement = paying?.entitlement;
    if (!entitlement || entitlement.kind === 'UNLIMITED') return [];
    const { id: entitlementId, carryOver: carries } = entitlement;
    if (entitlement.kind === 'BALANCE') return entitlement.batches.map(({ id }) => ({ entitlementId, period: id }));
    return [{ entitlementId, period: paying.period!, carries, fresh: newBucket(entitlement, piece.stepsPerUnit) }];
  });
}

function ownDraws(allocations: readonly Allocation[], visits: readonly ConcernedVisit[]): readonly WantedBucket[] {
  const ids = new Set(visits.map(({ visitId }) => visitId));
  return allocations.filter(({ visitId }) => ids.has(visitId)).flatMap(({ draws }) => draws);
}

type StoredBatch = { id: Id; firstDay: string; lastDay: string };
type EntitlementRow = Omit<Entitlement, 'periods' | 'batches'> & {
  contentId: Id;
  periods: { firstDay: string; lastDay: string }[];
  batches: StoredBatch[] | null;
};

/** Locks all vouchers of the clients, of any organiser: only visits that wait for each other see their overlaps. */
export const lockVouchers = (tx: Tx, visits: readonly Pick<ConcernedVisit, 'voucherId' | 'personId'>[]) =>
  findVouchersOf(alsoReaching(tx, clientsOf(visits)), visits, sql` for update of v`);

const clientsOf = (visits: readonly Pick<ConcernedVisit, 'personId'>[]): Id[] => [...new Set(visits.map(({ personId }) => personId))];

async function findVouchersOf(
  reader: Reader,
  visits: readonly Pick<ConcernedVisit, 'voucherId' | 'personId'>[],
  locked = sql``,
): Promise<Map<Id, KnownVoucher>> {
  type Row = Omit<
    KnownVoucher,
    'firstDay' | 'lastDay' | 'beforeDeath' | 'suspensions' | 'ownValue' | 'ownValueChanges' | 'entitlements' | 'contractPrices'
  > & {
    [key: string]: unknown;
    firstDay: string;
    lastDay: string;
    beforeDeath: Parameters<typeof readEnd>[0] | null;
    suspensions: Parameters<typeof readSuspensions>[0];
    ownValue: Parameters<typeof readOwnValue>[0] | null;
    contractPrices: Parameters<typeof readPrices>[0];
  };
  type Granted = { [key: string]: unknown; id: Id; entitlements: EntitlementRow[]; changes: StoredOwnValueChange[] };
  const concerned = sql`v.id = any(${asArray(visits.map(({ voucherId }) => voucherId))}::uuid[])
        or v.person_id = any(${asArray(visits.map(({ personId }) => personId))}::uuid[])`;
  const found = reader.execute<Row>(sql`
    select v.id, v.service_id as "serviceId", v.state, v.arrangement_kind as "arrangementKind", v.first_day as "firstDay", v.last_day as "lastDay",
           v.before_death as "beforeDeath", v.suspensions, v.own_value as "ownValue", v.predecessor_id as "predecessorId", v.contract_prices as "contractPrices"
      from voucher v
     where ${concerned}
     order by v.id${locked}`);
  // A second query, since one that waits for the lock sees its joins as old as its beginning.
  const granted = reader.execute<Granted>(sql`
    select v.id,
           array(select jsonb_build_object('contentId', c.content_id, 'id', e.id, 'kind', e.kind, 'unit', e.unit, 'steps', e.steps,
                                           'recurrence', e.recurrence, 'periods', e.periods, 'carryOver', e.carry_over,
                                           'batches', case when e.kind = 'BALANCE' then (
                                             select jsonb_agg(jsonb_build_object('id', b.id, 'firstDay', b.first_day, 'lastDay', b.last_day))
                                               from balance_batch b where b.entitlement_id = e.id) end)
                   from entitlement_content c join entitlement e on e.id = c.entitlement_id where c.voucher_id = v.id) as entitlements,
           array(select jsonb_build_object('firstDay', c.first_day, 'ownValue', c.own_value)
                   from own_value_change c where c.voucher_id = v.id order by c.first_day desc, c.version desc) as changes
      from voucher v
     where ${concerned}`);
  const [{ rows }, { rows: entitled }] = await Promise.all([found, granted]);
  const byVoucher = new Map(entitled.map((each) => [each.id, each]));
  return new Map(
    rows.flatMap((row): [Id, KnownVoucher][] => {
      const granted = byVoucher.get(row.id);
      // Without a transaction, a voucher granted in between may lack its entitlements.
      if (!granted) return [];
      const voucher = {
        ...row,
        firstDay: dayOf(row.firstDay),
        lastDay: dayOf(row.lastDay),
        beforeDeath: row.beforeDeath && readEnd(row.beforeDeath),
        suspensions: readSuspensions(row.suspensions),
        ownValue: row.ownValue && readOwnValue(row.ownValue),
        contractPrices: readPrices(row.contractPrices),
        ownValueChanges: readOwnValueChanges(granted.changes),
        entitlements: new Map(granted.entitlements.map(({ contentId, ...entitlement }) => [contentId, entitlementOf(entitlement)])),
      };
      return [[row.id, voucher]];
    }),
  );
}

const entitlementOf = (stored: Omit<EntitlementRow, 'contentId'>): Entitlement => ({
  ...stored,
  periods: readDays(stored.periods),
  batches: (stored.batches ?? []).map(({ id, firstDay, lastDay }) => ({ id, firstDay: dayOf(firstDay), lastDay: dayOf(lastDay) })),
});

/** The times at which the client's other visits matter: the visit's own, and whole days where days count. */
function timesOf({ start, end, pieces }: Pick<RecordedVisit, 'start' | 'end' | 'pieces'>): { startsAt: Instant; endsAt: Instant } {
  let [startsAt, endsAt] = [start, end];
  for (const [index, piece] of pieces.entries()) {
    if (!isCountedByDays(piece)) continue;
    const { firstDay, lastDay } = daysOfPiece({ pieces, end }, index);
    const [from, until] = [startOfDay(firstDay), startOfDay(lastDay.add({ days: 1 }))];
    if (Temporal.Instant.compare(from, startsAt) < 0) startsAt = from;
    if (Temporal.Instant.compare(until, endsAt) > 0) endsAt = until;
  }
  return { startsAt, endsAt };
}

/** Longer visits are few and have their own index, so the search for the others reads only near the visit. */
const LONG = sql`interval '3 days'`;

/** Finds what the visits hold, and what else their clients have at those times. A visit without times has no others. */
async function findAllocations(reader: Reader, visits: readonly (ConcernedVisit | RecordedVisit)[]): Promise<Allocation[]> {
  type Row = Omit<Allocation, 'startsAt' | 'endsAt' | 'days' | 'kept'> & {
    [key: string]: unknown;
    startsAt: string;
    endsAt: string;
    days: StoredDayHold[];
    pieces: unknown[][] | null;
    lines: unknown[][] | null;
  };
  const anew = visits.flatMap((visit) => ('decidedAnew' in visit && visit.decidedAnew ? [visit.visitId] : []));
  const concerned = asRecordset(
    allocation,
    visits.map((visit) => ({ visitId: visit.visitId, personId: visit.personId, ...('pieces' in visit && timesOf(visit)) })),
  );
  const { rows } = await reader.execute<Row>(sql`
    select visit_id as "visitId", visit_version as "visitVersion", voucher_id as "voucherId", person_id as "personId", unit_id as "unitId",
           starts_at as "startsAt", ends_at as "endsAt", state, draws, occupies_time as "occupiesTime", days, payer,
           spares_quota as "sparesQuota", ${anew.length > 0 ? sql`k.pieces, k.lines` : sql`null as pieces, null as lines`}
      from allocation ${anew.length > 0 ? sql`left join lateral (select pieces, lines where visit_id = any(${asArray(anew)}::uuid[])) k on true` : sql``}
     where visit_id = any(array(
       select visit_id from ${concerned} k
       union
       select other.visit_id from ${concerned} k cross join lateral (
         select a.visit_id from allocation a
          where a.person_id = k.person_id and a.ends_at > k.starts_at and a.ends_at < k.ends_at + ${LONG} and a.starts_at < k.ends_at and a.state = 'MADE'
         union all
         select a.visit_id from allocation a
          where a.person_id = k.person_id and a.ends_at > k.starts_at and a.starts_at < k.ends_at and a.ends_at - a.starts_at >= ${LONG}
            and a.state = 'MADE' offset 0) other))`);
  return rows.map(({ pieces, lines, ...row }) => ({
    ...row,
    ...(pieces && lines && { kept: readKept({ pieces, lines }) }),
    startsAt: instantOf(row.startsAt),
    endsAt: instantOf(row.endsAt),
    days: row.days.map((hold) => ({ ...hold, firstDay: dayOf(hold.firstDay), lastDay: dayOf(hold.lastDay) })),
  }));
}

async function lockBuckets(tx: Tx, drawn: readonly WantedBucket[]): Promise<Map<string, Bucket>> {
  const wanted = new Map<string, WantedBucket>();
  for (const each of drawn) {
    const name = bucketName(each.entitlementId, each.period);
    if (!wanted.get(name)?.fresh) wanted.set(name, each);
  }
  const keys = [...wanted.values()];
  if (keys.length === 0) return new Map();
  const found = await lockExisting(tx, keys);
  if (found.size === keys.length) return found;
  // A missing bucket cannot be locked, so it is inserted first.
  const missing = keys.flatMap(({ entitlementId, period, carries = false, fresh }) =>
    fresh ? [{ entitlementId, period, carries, ...fresh }] : [],
  );
  await tx.execute(sql`
    insert into bucket select * from ${asRecordset(bucket, missing)} order by entitlement_id, period on conflict do nothing`);
  return await lockExisting(tx, keys);
}

async function lockExisting(tx: Tx, keys: readonly BucketKey[]): Promise<Map<string, Bucket>> {
  type Row = { entitlement_id: string; period: string; granted: number; remaining: number; steps_per_unit: number };
  const wanted = keys.map(({ entitlementId, period }) => ({ entitlementId, period }));
  const { rows } = await tx.execute<Row>(sql`
    select b.entitlement_id, b.period, b.granted, b.remaining, b.steps_per_unit
      from bucket b join ${asRecordset(bucket, wanted)} k using (entitlement_id, period)
     order by b.entitlement_id, b.period for update of b`);
  return new Map(
    rows.map(({ entitlement_id, period, granted, remaining, steps_per_unit }) => [
      bucketName(entitlement_id, period),
      { granted, remaining, stepsPerUnit: steps_per_unit },
    ]),
  );
}

export async function findContentFacts(
  reader: Reader,
  contentIds: readonly Id[],
): Promise<Pick<AllocationFacts, 'contents' | 'values'> & { readonly units: ReadonlyMap<Id, Unit> }> {
  type Row = {
    id: Id;
    unit: Unit;
    versions: (Omit<ContentVersion, 'firstDay'> & { firstDay: string })[];
    values: { firstDay: string; valueCents: string; coefficient: number | null }[];
  };
  const { rows } = await reader.execute<Row>(sql`
    select c.id, max(c.unit) as unit, jsonb_agg(jsonb_build_object(
             'version', c.version, 'firstDay', c.first_day, 'kind', c.kind, 'vatTreatment', c.vat_treatment, 'deductibleAllowed', c.deductible_allowed,
             'extraServiceAllowed', c.extra_service_allowed, 'parallelAllowed', c.parallel_allowed, 'overlapPolicy', c.overlap_policy)
             order by c.first_day desc, c.version desc) as versions,
           array(select jsonb_build_object('firstDay', v.first_day, 'valueCents', v.value_cents::text, 'coefficient', v.coefficient)
                   from unit_value v where v.service_id = c.service_id and v.content_id = c.id order by v.first_day desc, v.version desc) as values
      from service_content c where c.id = any(${asArray(contentIds)}::uuid[])
     group by c.id, c.service_id`);
  return {
    units: new Map(rows.map(({ id, unit }) => [id, unit])),
    contents: new Map(rows.map((row) => [row.id, row.versions.map((version) => ({ ...version, firstDay: dayOf(version.firstDay) }))])),
    values: new Map(
      rows.map((row) => [
        row.id,
        row.values.map((value) => ({ ...value, firstDay: dayOf(value.firstDay), valueCents: BigInt(value.valueCents) })),
      ]),
    ),
  };
}

const WRITTEN = Object.keys(getTableColumns(allocation)).filter((column) => column !== 'arrival');
const CHANGED = WRITTEN.filter((column) => !['visitId', 'personId', 'pieces', 'lines'].includes(column));

/** Kept pieces and lines stay where nothing new is given. A changed visit keeps its place of arrival. */
export async function saveAllocations(tx: Tx, allocations: readonly Allocation[]): Promise<void> {
  if (allocations.length === 0) return;
  const rows = allocations.map(({ kept, days, ...row }) => ({
    ...row,
    days: days as unknown as StoredDayHold[],
    ...(kept && writeKept(kept)),
  }));
  await tx.execute(sql`
    insert into allocation (${namesOf(WRITTEN)}) select ${namesOf(WRITTEN)} from ${asRecordset(allocation, rows as (typeof allocation.$inferInsert)[])}
    on conflict (visit_id) do update
       set ${asGiven(CHANGED)},
           pieces = coalesce(excluded.pieces, allocation.pieces), lines = coalesce(excluded.lines, allocation.lines)`);
}

/** Writes all buckets in one statement. */
export async function saveBuckets(tx: Tx, buckets: Buckets): Promise<void> {
  const rows = [...buckets].map(([name, { remaining }]) => ({ ...readBucketName(name), remaining }));
  if (rows.length === 0) return;
  await tx.execute(sql`
    update bucket b set remaining = k.remaining from ${asRecordset(bucket, rows)} k
     where b.entitlement_id = k.entitlement_id and b.period = k.period and b.remaining <> k.remaining`);
}
