/** Which voucher pays for a day: the named one, or one that follows or precedes it without a gap (rules 21). */
import { isBefore, isWithin, rangesOverlap, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { RefusalDetails, ValidityKind } from '@seteli/schema/refusal-facts';
import type { Entitlement } from './bucket.ts';
import type { Days } from './period.ts';
import type { Voucher } from './voucher.ts';
import type { OwnValues } from './worth.ts';

/** What visits need to know of a voucher. `entitlements` maps each content to the entitlement that it draws from. */
export type KnownVoucher = Pick<
  Voucher,
  'id' | 'serviceId' | 'state' | 'arrangementKind' | 'firstDay' | 'lastDay' | 'predecessorId' | 'beforeDeath' | 'contractPrices'
> &
  OwnValues & {
    readonly suspensions: readonly { readonly firstDay: Day; readonly lastDay: Day | null }[];
    readonly entitlements: ReadonlyMap<Id, Entitlement>;
  };

type Chained = Pick<Voucher, 'id' | 'firstDay' | 'lastDay' | 'predecessorId'>;

const follows = (next: Chained, before: Chained): boolean =>
  next.predecessorId === before.id && before.lastDay.add({ days: 1 }).equals(next.firstDay);

const followers = new WeakMap<object, ReadonlyMap<Id | null, Chained>>();

/**
 * The voucher that follows another. A service has thousands of vouchers, so the index is built once, not for each day.
 */
function nextOf<Voucher extends Chained>(vouchers: ReadonlyMap<Id, Voucher>, { id }: Voucher): Voucher | undefined {
  let byPredecessor = followers.get(vouchers);
  if (!byPredecessor) followers.set(vouchers, (byPredecessor = new Map([...vouchers.values()].map((each) => [each.predecessorId, each]))));
  return byPredecessor.get(id) as Voucher | undefined;
}

/** The voucher of the chain that holds the day. */
export function inChainOn<Voucher extends Chained>(vouchers: ReadonlyMap<Id, Voucher>, named: Voucher, day: Day): Voucher | undefined {
  let at: Voucher | undefined = named;
  while (at && !isWithin(at, day)) {
    const from: Voucher = at;
    const isLater = isBefore(from.lastDay, day);
    const other = isLater ? nextOf(vouchers, from) : vouchers.get(from.predecessorId ?? '');
    at = other && (isLater ? follows(other, from) : follows(from, other)) ? other : undefined;
  }
  return at;
}

/**
 * Undefined when no voucher of the chain is usable on all of the days: suspended, declined, before the first or after
 * the last.
 */
export function voucherOn(vouchers: ReadonlyMap<Id, KnownVoucher>, named: KnownVoucher, days: Days): KnownVoucher | undefined {
  const at = inChainOn(vouchers, named, days.firstDay);
  return at && isUsableOn(at, days) ? at : undefined;
}

/** Whether the voucher itself is usable on all of the days. */
export const isUsableOn = (voucher: Pick<KnownVoucher, 'state' | 'firstDay' | 'lastDay' | 'suspensions'>, days: Days): boolean =>
  voucher.state !== 'DECLINED' &&
  isWithin(voucher, days.firstDay) &&
  isWithin(voucher, days.lastDay) &&
  !voucher.suspensions.some((suspension) => rangesOverlap(suspension, days));

/** Why no voucher is usable on the days: the first such day, and what excludes it. */
export function whyOutside(vouchers: ReadonlyMap<Id, KnownVoucher>, named: KnownVoucher, days: Days): RefusalDetails {
  const at = inChainOn(vouchers, named, days.firstDay);
  const of = (validity: ValidityKind, day: Day, range: { firstDay: Day; lastDay: Day | null }): RefusalDetails => ({
    day: day.toString(),
    validity,
    firstDay: range.firstDay.toString(),
    lastDay: range.lastDay?.toString(),
  });
  if (!at) return of('VOUCHER', days.firstDay, named);
  const suspension = at.suspensions.find((each) => rangesOverlap(each, days));
  if (suspension && at.state !== 'DECLINED')
    return of('SUSPENSION', isBefore(suspension.firstDay, days.firstDay) ? days.firstDay : suspension.firstDay, suspension);
  return of('VOUCHER', isWithin(at, days.lastDay) ? days.firstDay : at.lastDay.add({ days: 1 }), at);
}
