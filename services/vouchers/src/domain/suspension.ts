/**
 * Suspensions (keskeytys): days on which a voucher may not be used, first and last included. Users set them and end
 * them early (rules 13, 20).
 */
import { dayOf, isBefore, isWithin, rangesOverlap, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { SUSPENSIONS_MAX } from './limits.ts';
import type { Days } from './period.ts';
import { stateOn, type Suspension, type Voucher } from './voucher.ts';

type SuspensionRefusal = 'NOT_FOUND' | 'WRONG_STATE' | 'INVALID_RANGE' | 'LIMIT_REACHED';

/** A suspension begins today or later, within the validity, on days that no other suspension holds. */
export function suspend(
  voucher: Voucher | undefined,
  wish: { readonly id: Id; readonly firstDay: Day; readonly lastDay?: Day | null | undefined },
  now: Instant,
): Decision<Voucher, SuspensionRefusal> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  if (['DECLINED', 'EXPIRED'].includes(stateOn(voucher, dayOf(now)))) return refuse('WRONG_STATE', { path: ['voucherId'] });
  const { id, firstDay, lastDay = null } = wish;
  if (isBefore(firstDay, dayOf(now)) || isBefore(voucher.lastDay, firstDay)) return refuse('INVALID_RANGE', { path: ['firstDay'] });
  if (lastDay && isBefore(lastDay, firstDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  const suspension = { id, firstDay, lastDay };
  if (voucher.suspensions.some((other) => rangesOverlap(other, suspension))) return refuse('INVALID_RANGE', { path: ['firstDay'] });
  if (voucher.suspensions.length >= SUSPENSIONS_MAX)
    return refuse('LIMIT_REACHED', { path: ['voucherId'], details: { count: SUSPENSIONS_MAX } });
  return accept({ ...voucher, suspensions: [...voucher.suspensions, suspension], version: voucher.version + 1 });
}

/** The new last day is yesterday or later, and not later than before. A suspension without a day left disappears. */
export function resume(
  voucher: Voucher | undefined,
  { suspensionId, lastDay }: { readonly suspensionId: Id; readonly lastDay: Day },
  now: Instant,
): Decision<Voucher, SuspensionRefusal> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  const before = voucher.suspensions.find(({ id }) => id === suspensionId);
  if (!before) return refuse('NOT_FOUND', { path: ['suspensionId'] });
  const yesterday = dayOf(now).subtract({ days: 1 });
  if (isBefore(lastDay, yesterday) || (before.lastDay && isBefore(before.lastDay, lastDay)))
    return refuse('INVALID_RANGE', { path: ['lastDay'] });
  const left = isBefore(lastDay, before.firstDay) ? [] : [{ ...before, lastDay }];
  const suspensions = voucher.suspensions.flatMap((each) => (each === before ? left : [each]));
  return accept({ ...voucher, suspensions, version: voucher.version + 1 });
}

/** Whether suspensions hold every one of the days. */
export function isSuspendedThroughout(suspensions: readonly Suspension[], { firstDay, lastDay }: Days): boolean {
  let day = firstDay;
  while (!isBefore(lastDay, day)) {
    const here = suspensions.find((suspension) => isWithin(suspension, day));
    if (!here) return false;
    if (!here.lastDay) return true;
    day = here.lastDay.add({ days: 1 });
  }
  return true;
}
