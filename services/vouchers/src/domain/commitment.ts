/**
 * Adds up, by service, what an organiser has committed of a year's money and what became of it (sitoumukset). It
 * changes nothing.
 */
import { isBefore, rangesOverlap, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { divideHalfUp, type Cents } from '@seteli/kit/money';
import { bucketName, newBucket, stepsOfUnitOn, type Buckets, type Entitlement } from './bucket.ts';
import { periodsOf, type Days } from './period.ts';
import type { Voucher } from './voucher.ts';
import { ownValueOn, worthOn, type OwnValue, type OwnValues, type ValueVersion } from './worth.ts';

export type Commitment = {
  readonly serviceId: Id;
  readonly grantedCents: Cents;
  readonly usedCents: Cents;
  readonly outsideQuotaCents: Cents;
  readonly heldCents: Cents;
  readonly releasedCents: Cents;
};

/** What organisers have paid for visits of the year. */
export type Used = Pick<Commitment, 'serviceId' | 'usedCents' | 'outsideQuotaCents'>;

/** One entitlement of a voucher, with the tail in which providers may still record its visits. */
export type CommittedEntitlement = {
  readonly voucher: Pick<Voucher, 'serviceId' | 'state' | 'arrangementKind' | 'firstDay' | 'lastDay' | 'contractPrices'> & OwnValues;
  readonly entitlement: Entitlement;
  readonly contentIds: readonly Id[];
  readonly tailDays: number;
};

export type CommitmentFacts = {
  readonly granted: readonly CommittedEntitlement[];
  readonly used: readonly Used[];
  readonly values: ReadonlyMap<Id, readonly ValueVersion[]>;
  /** The dearest accepted price of any unit, for contents of purchased services. */
  readonly prices: ReadonlyMap<Id, readonly ValueVersion[]>;
  readonly buckets: Buckets;
};

/**
 * A period belongs to the year of its first day within the voucher, a batch to the year of its own first day. A
 * quantity counts at the dearest value that any of its contents has in the period. For an order, its own price or the
 * dearest listed price counts. An unlimited entitlement promises no sum.
 */
export function commitmentsOf({ granted, used, ...known }: CommitmentFacts, year: number, today: Day): readonly Commitment[] {
  const services = new Map<Id, Commitment>();
  const at = (serviceId: Id): Commitment =>
    services.get(serviceId) ?? { serviceId, grantedCents: 0n, usedCents: 0n, outsideQuotaCents: 0n, heldCents: 0n, releasedCents: 0n };
  for (const { serviceId, usedCents, outsideQuotaCents } of used)
    services.set(serviceId, { ...at(serviceId), usedCents, outsideQuotaCents });
  for (const each of granted) {
    const { serviceId } = each.voucher;
    const sum = at(serviceId);
    const { grantedCents, leftCents } = promisedIn(each, known, year);
    const left = isOver(each, today) ? { releasedCents: sum.releasedCents + leftCents } : { heldCents: sum.heldCents + leftCents };
    services.set(serviceId, { ...sum, grantedCents: sum.grantedCents + grantedCents, ...left });
  }
  return [...services.values()].toSorted((a, b) => (a.serviceId < b.serviceId ? -1 : 1));
}

const isOver = ({ voucher, tailDays }: CommittedEntitlement, today: Day): boolean =>
  voucher.state === 'DECLINED' || isBefore(voucher.lastDay.add({ days: tailDays }), today);

/** The values of units, and the prices of purchased services. */
export type KnownPrices = Pick<CommitmentFacts, 'values' | 'prices'>;
type KnownSums = KnownPrices & Pick<CommitmentFacts, 'buckets'>;
type Promised = { readonly grantedCents: Cents; readonly leftCents: Cents };

function promisedIn(each: CommittedEntitlement, known: KnownSums, year: number): Promised {
  const { buckets } = known;
  const { voucher, entitlement } = each;
  if (entitlement.kind === 'BALANCE') {
    const batches = entitlement.batches.filter(({ firstDay }) => firstDay.year === year);
    const held = batches.map(({ id }) => buckets.get(bucketName(entitlement.id, id))!);
    return { grantedCents: sum(held.map((batch) => BigInt(batch.granted))), leftCents: sum(held.map((batch) => BigInt(batch.remaining))) };
  }
  if (entitlement.kind === 'UNLIMITED') return { grantedCents: 0n, leftCents: 0n };
  // A period that began in another year belongs to that year, so this looks at no other. A grant of once has one
  // period.
  const span = entitlement.recurrence === 'ONCE' ? voucher : within(voucher, yearOf(year));
  const periods = periodsOf(entitlement, span)
    .map((period) => ({ key: period.key, ...within(period, voucher) }))
    .filter(({ firstDay }) => firstDay.year === year);
  const amounts = periods.map((period) => {
    const bucket =
      buckets.get(bucketName(entitlement.id, period.key)) ?? newBucket(entitlement, stepsOfUnitOn(entitlement.unit, period.firstDay));
    const dearest = dearestIn(period, each, known);
    const worth = (steps: number) => divideHalfUp(dearest * BigInt(Math.max(0, steps)), BigInt(bucket.stepsPerUnit));
    return { granted: worth(bucket.granted), left: worth(bucket.remaining) };
  });
  return { grantedCents: sum(amounts.map(({ granted }) => granted)), leftCents: sum(amounts.map(({ left }) => left)) };
}

const sum = (amounts: readonly Cents[]): Cents => amounts.reduce((total, cents) => total + cents, 0n);

const yearOf = (year: number): Days => {
  const firstDay = Temporal.PlainDate.from({ year, month: 1, day: 1 });
  return { firstDay, lastDay: firstDay.with({ month: 12, day: 31 }) };
};

/** The part of a range that lies within another. */
export const within = (period: Days, validity: Days): Days => ({
  firstDay: isBefore(period.firstDay, validity.firstDay) ? validity.firstDay : period.firstDay,
  lastDay: isBefore(validity.lastDay, period.lastDay) ? validity.lastDay : period.lastDay,
});

/**
 * The dearest value or price of any of the contents on any of the days. It compares the first day with the first days
 * of later tables and decisions.
 */
export function dearestIn(
  days: Days,
  {
    voucher,
    entitlement,
    contentIds,
  }: Pick<CommittedEntitlement, 'voucher' | 'contentIds'> & { readonly entitlement: Pick<Entitlement, 'unit'> },
  { values, prices }: KnownPrices,
): Cents {
  const isPurchased = voucher.arrangementKind === 'PURCHASED';
  const order: OwnValue = { basis: 'INDIVIDUAL', baseCents: null, contents: voucher.contractPrices };
  const worths = contentIds.flatMap((contentId) => {
    const table = (isPurchased ? prices : values).get(contentId);
    const begun = [...(table ?? []), ...voucher.ownValueChanges]
      .map(({ firstDay }) => firstDay)
      .filter((firstDay) => rangesOverlap({ firstDay, lastDay: firstDay }, days));
    return [days.firstDay, ...begun].map(
      (day) => worthOn(isPurchased ? order : ownValueOn(voucher, day), table, { contentId, unit: entitlement.unit, day })?.valueCents ?? 0n,
    );
  });
  return worths.reduce((most, cents) => (cents > most ? cents : most), 0n);
}
