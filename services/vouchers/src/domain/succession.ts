/** Which voucher pays for a day: the one that was named, or one that follows or precedes it without a gap (rules 21). */
import { isBefore, isWithin, rangesOverlap, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Entitlement } from './bucket.ts';
import type { Days } from './period.ts';
import type { Voucher } from './voucher.ts';

/** A voucher as far as visits are concerned. Content → the entitlement that it draws from. */
export type KnownVoucher = Pick<
  Voucher,
  'id' | 'serviceId' | 'state' | 'arrangementKind' | 'firstDay' | 'lastDay' | 'ownValue' | 'predecessorId'
> & {
  readonly suspensions: readonly { readonly firstDay: Day; readonly lastDay: Day | null }[];
  readonly entitlements: ReadonlyMap<Id, Entitlement>;
};

const follows = (next: KnownVoucher, before: KnownVoucher): boolean =>
  next.predecessorId === before.id && before.lastDay.add({ days: 1 }).equals(next.firstDay);

/** Nothing when no voucher of the chain may be used on all of the days: suspended, declined, before the first or after the last. */
export function voucherOn(vouchers: ReadonlyMap<Id, KnownVoucher>, named: KnownVoucher, days: Days): KnownVoucher | undefined {
  let at: KnownVoucher | undefined = named;
  while (at && !isWithin(at, days.firstDay)) {
    const from: KnownVoucher = at;
    const isLater = isBefore(from.lastDay, days.firstDay);
    at = [...vouchers.values()].find((other) => (isLater ? follows(other, from) : follows(from, other)));
  }
  if (!at || at.state === 'DECLINED' || !isWithin(at, days.lastDay)) return undefined;
  return at.suspensions.some((suspension) => rangesOverlap(suspension, days)) ? undefined : at;
}
