/** Changes what a voucher grants: a quantity in all its periods, and euros that an officer loads later (rules 13). */
import type { Quantity, Unit } from '@seteli/schema/quantity';
import { readAmount, stepsPerUnit } from '@seteli/schema/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { grantedFor, levelsOf, type Buckets, type Entitlement } from './bucket.ts';
import { leastGrant } from './carry-over.ts';
import { checkBatch, type BatchWish } from './grant.ts';
import { BATCHES_MAX } from './limits.ts';
import { periodsOf, type Days } from './period.ts';
import { decidedDays, type Voucher } from './voucher.ts';

/**
 * Reads a quantity as a person writes it: minutes for hours, an amount for any other unit. Undefined when the input
 * does not fit the unit.
 */
export function readSteps(
  unit: Unit,
  { minutes, amount }: { minutes?: number | null | undefined; amount?: string | null | undefined },
): number | undefined {
  if (unit === 'HOUR') return amount == null ? (minutes ?? undefined) : undefined;
  return minutes == null && amount != null ? readAmount(unit, amount) : undefined;
}

/** An entitlement as it was granted or last changed. */
export type VersionedEntitlement = Entitlement & { readonly version: number };

/**
 * The officer may not grant less than visits have taken in any period; the refusal names the least. `buckets` holds all
 * of the entitlement's buckets.
 */
export function changeQuantity(
  voucher: Pick<Voucher, 'state' | 'firstDay' | 'lastDay' | 'beforeDeath'> | undefined,
  entitlement: VersionedEntitlement | undefined,
  buckets: Buckets,
  steps: number,
): Decision<VersionedEntitlement, 'NOT_FOUND' | 'WRONG_STATE' | 'AMOUNT_NOT_POSITIVE' | 'BELOW_USED'> {
  if (!voucher || !entitlement) return refuse('NOT_FOUND', { path: ['entitlementId'] });
  if (voucher.state === 'DECLINED' || entitlement.kind !== 'QUANTITY') return refuse('WRONG_STATE', { path: ['entitlementId'] });
  const { unit } = entitlement;
  const path = [unit === 'HOUR' ? 'minutes' : 'amount'];
  if (steps <= 0) return refuse('AMOUNT_NOT_POSITIVE', { path });
  const least = leastSteps(entitlement, decidedDays(voucher), buckets);
  const used = { unit, steps: least } satisfies Quantity;
  return steps < least
    ? refuse('BELOW_USED', { path, remaining: used, details: { least: used } })
    : accept({ ...entitlement, steps, version: entitlement.version + 1 });
}

/** The least in steps of the grant. It is whole months where visits took days of months of different lengths. */
function leastSteps(entitlement: Entitlement, validity: Days, buckets: Buckets): number {
  if (entitlement.carryOver) {
    const { unit } = entitlement;
    const levels = levelsOf(entitlement, periodsOf(entitlement, validity), buckets);
    return leastGrant(
      levels.map(({ used }) => used),
      (steps, index) => grantedFor({ unit, steps }, levels[index]!.stepsPerUnit),
    );
  }
  const used = [...buckets.values()].map((bucket) => {
    const taken = (bucket.granted - bucket.remaining) * stepsPerUnit(entitlement.unit);
    return Math.ceil(taken / bucket.stepsPerUnit);
  });
  return Math.max(0, ...used);
}

/** Loads a batch onto a balance, which the voucher must already grant. */
export function loadBatch(
  voucher: Pick<Voucher, 'state'> | undefined,
  balance: Entitlement | undefined,
  batch: BatchWish,
): Decision<BatchWish, 'NOT_FOUND' | 'WRONG_STATE' | 'INVALID_RANGE' | 'AMOUNT_NOT_POSITIVE' | 'LIMIT_REACHED'> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  if (voucher.state !== 'ACTIVE' || !balance) return refuse('WRONG_STATE', { path: ['voucherId'] });
  if (balance.batches.length >= BATCHES_MAX) return refuse('LIMIT_REACHED', { path: ['voucherId'], details: { count: BATCHES_MAX } });
  return checkBatch(batch, ['batch']);
}
