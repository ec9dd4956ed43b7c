/**
 * Entitlements (ostovoima) and the buckets that hold what is left of them in a period. A batch of euros is a bucket too: of
 * cents, with days of its own. Each bucket holds the full granted quantity, never a share of it.
 */
import type { Id } from '@seteli/kit/ids';
import { stepsPerUnit, type Quantity, type Unit } from '@seteli/kit/quantity';
import { roomOf, type Level } from './carry-over.ts';
import { periodsOf, type Days, type PeriodRule } from './period.ts';

export type Batch = Days & { readonly id: Id };

export type Entitlement = PeriodRule & {
  readonly id: Id;
  readonly kind: 'QUANTITY' | 'UNLIMITED' | 'BALANCE';
  readonly unit: Unit;
  /** Of one period; zero unless the kind is QUANTITY. */
  readonly steps: number;
  readonly carryOver: boolean;
  /** Of a balance; otherwise empty. */
  readonly batches: readonly Batch[];
};

/** `remaining` is what was granted for the period less what was taken: below zero only where carried units pay for it. */
export type Bucket = { readonly granted: number; readonly remaining: number; readonly stepsPerUnit: number };
export type Buckets = ReadonlyMap<string, Bucket>;

/** What was taken from which bucket; the period of a balance is the batch. */
export type Draw = { readonly entitlementId: Id; readonly period: string; readonly steps: number };

export const bucketName = (entitlementId: Id, period: string): string => `${entitlementId} ${period}`;

export function readBucketName(name: string): { readonly entitlementId: Id; readonly period: string } {
  const [entitlementId, period] = name.split(' ');
  return { entitlementId: entitlementId!, period: period! };
}

/** What a period is granted when a unit has so many steps in it: a month is kept in the days of that month (rules 40, 53). */
export const grantedFor = ({ unit, steps }: Pick<Entitlement, 'unit' | 'steps'>, size: number): number =>
  Math.floor((steps * size) / stepsPerUnit(unit));

/** A bucket that nothing was taken from yet. */
export const newBucket = (entitlement: Pick<Entitlement, 'unit' | 'steps'>, size: number): Bucket => {
  const granted = grantedFor(entitlement, size);
  return { granted, remaining: granted, stepsPerUnit: size };
};

/** Buckets as far as one after another is looked at. */
type BucketsByName = Pick<Buckets, 'get'>;
type ChangingBuckets = BucketsByName & { set(name: string, bucket: Bucket): unknown };

export const give = (buckets: ChangingBuckets, { entitlementId, period, steps }: Draw): void => {
  const name = bucketName(entitlementId, period);
  const bucket = buckets.get(name);
  if (bucket) buckets.set(name, { ...bucket, remaining: bucket.remaining + steps });
};

export const take = (buckets: ChangingBuckets, draw: Draw): void => give(buckets, { ...draw, steps: -draw.steps });

/** What may still be taken in a period, with what was carried into it and without what later periods have taken of its rest. */
export function roomIn(entitlement: Entitlement, validity: Days, buckets: BucketsByName, period: string): number {
  const own = buckets.get(bucketName(entitlement.id, period));
  if (!entitlement.carryOver) return own?.remaining ?? 0;
  const periods = periodsOf(entitlement, validity);
  return roomOf(
    levelsOf(entitlement, periods, buckets),
    periods.findIndex(({ key }) => key === period),
  );
}

/** What was granted for each period, and how much of it was taken. */
export const levelsOf = (
  entitlement: Entitlement,
  periods: readonly (Days & { readonly key: string })[],
  buckets: BucketsByName,
): (Level & Pick<Bucket, 'stepsPerUnit'>)[] =>
  periods.map(({ key, firstDay }) => {
    const bucket = buckets.get(bucketName(entitlement.id, key)) ?? newBucket(entitlement, stepsOfUnitOn(entitlement.unit, firstDay));
    return { granted: bucket.granted, used: bucket.granted - bucket.remaining, stepsPerUnit: bucket.stepsPerUnit };
  });

/** How many steps a unit has around a day, as long as nothing else was said: the days of its month for months. */
export const stepsOfUnitOn = (unit: Unit, { daysInMonth }: { readonly daysInMonth: number }): number =>
  unit === 'MONTH' ? daysInMonth : stepsPerUnit(unit);

/** The same share of a unit in the steps of a bucket; what does not divide counts as taken. */
export const stepsIn = (bucket: Pick<Bucket, 'stepsPerUnit'>, { steps, stepsPerUnit: size }: Required<Quantity>): number =>
  size === bucket.stepsPerUnit ? steps : Math.ceil((steps * bucket.stepsPerUnit) / size);
