/**
 * Entitlements (ostovoima), and the buckets that hold what is left of them in a period. A batch of euros is a bucket of
 * cents with days of its own. Each bucket holds the full granted quantity, never a share of it.
 */
import type { Id } from '@seteli/kit/ids';
import { stepsPerUnit, type Quantity, type Unit } from '@seteli/schema/quantity';
import { roomOf, type Level } from './carry-over.ts';
import { periodsOf, type Days, type PeriodRule } from './period.ts';

export type Batch = Days & { readonly id: Id };

export type Entitlement = PeriodRule & {
  readonly id: Id;
  readonly kind: 'QUANTITY' | 'UNLIMITED' | 'BALANCE';
  readonly unit: Unit;
  /** The steps of one period; zero unless the kind is QUANTITY. */
  readonly steps: number;
  readonly carryOver: boolean;
  /** The batches of a balance; otherwise empty. */
  readonly batches: readonly Batch[];
};

/**
 * `remaining` is the granted quantity of the period less what visits took. Only where carried units pay for a visit is
 * it below zero.
 */
export type Bucket = { readonly granted: number; readonly remaining: number; readonly stepsPerUnit: number };
export type Buckets = ReadonlyMap<string, Bucket>;

/** What a visit took from which bucket. For a balance, `period` is the id of the batch. */
export type Draw = { readonly entitlementId: Id; readonly period: string; readonly steps: number };

export const bucketName = (entitlementId: Id, period: string): string => `${entitlementId} ${period}`;

export function readBucketName(name: string): { readonly entitlementId: Id; readonly period: string } {
  const [entitlementId, period] = name.split(' ');
  return { entitlementId: entitlementId!, period: period! };
}

/** The grant of a period in which a unit has `size` steps: a month counts the days of that month (rules 40, 53). */
export const grantedFor = ({ unit, steps }: Pick<Entitlement, 'unit' | 'steps'>, size: number): number =>
  Math.floor((steps * size) / stepsPerUnit(unit));

/** A bucket from which no visit has taken anything yet. */
export const newBucket = (entitlement: Pick<Entitlement, 'unit' | 'steps'>, size: number): Bucket => {
  const granted = grantedFor(entitlement, size);
  return { granted, remaining: granted, stepsPerUnit: size };
};

/** What `give` and `take` need of buckets, so that a draft over them serves as well. */
type BucketsByName = Pick<Buckets, 'get'>;
type ChangingBuckets = BucketsByName & { set(name: string, bucket: Bucket): unknown };

export const give = (buckets: ChangingBuckets, { entitlementId, period, steps }: Draw): void => {
  const name = bucketName(entitlementId, period);
  const bucket = buckets.get(name);
  if (bucket) buckets.set(name, { ...bucket, remaining: bucket.remaining + steps });
};

export const take = (buckets: ChangingBuckets, draw: Draw): void => give(buckets, { ...draw, steps: -draw.steps });

/**
 * What visits may still take in a period. It includes what the period before carried into it, and leaves out what later
 * periods have used of its rest.
 */
export function roomIn(entitlement: Entitlement, validity: Days, buckets: BucketsByName, period: string): number {
  const own = buckets.get(bucketName(entitlement.id, period));
  if (!entitlement.carryOver) return own?.remaining ?? 0;
  const periods = periodsOf(entitlement, validity);
  return roomOf(
    levelsOf(entitlement, periods, buckets),
    periods.findIndex(({ key }) => key === period),
  );
}

/** For each period, its grant and how much of it visits took. */
export const levelsOf = (
  entitlement: Entitlement,
  periods: readonly (Days & { readonly key: string })[],
  buckets: BucketsByName,
): (Level & Pick<Bucket, 'stepsPerUnit'>)[] =>
  periods.map(({ key, firstDay }) => {
    const bucket = buckets.get(bucketName(entitlement.id, key)) ?? newBucket(entitlement, stepsOfUnitOn(entitlement.unit, firstDay));
    return { granted: bucket.granted, used: bucket.granted - bucket.remaining, stepsPerUnit: bucket.stepsPerUnit };
  });

/** The steps of a unit around a day, unless a bucket says otherwise: a month has the days of that month. */
export const stepsOfUnitOn = (unit: Unit, { daysInMonth }: { readonly daysInMonth: number }): number =>
  unit === 'MONTH' ? daysInMonth : stepsPerUnit(unit);

/** Converts a share of a unit into steps of a bucket. It rounds up. */
export const stepsIn = (bucket: Pick<Bucket, 'stepsPerUnit'>, { steps, stepsPerUnit: size }: Required<Quantity>): number =>
  size === bucket.stepsPerUnit ? steps : Math.ceil((steps * bucket.stepsPerUnit) / size);
