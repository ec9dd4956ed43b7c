/**
 * A voucher (palveluseteli): its state on a day, and how it ends, is declined and prolonged. Granting is in `grant.ts`.
 */
import { dayOf, isBefore, isWithin, type Day, type DayRange, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Days } from './period.ts';
import type { ArrangementKind, OwnValue } from './worth.ts';

/** The end that a person decided. */
export type DecidedEnd = Pick<Voucher, 'state' | 'lastDay'>;

/** Days on which the voucher may not be used, first and last included; `lastDay` null: until further notice. */
export type Suspension = DayRange & { readonly id: Id; readonly lastDay: Day | null };

export type Voucher = {
  readonly id: Id;
  readonly voucherNumber: string;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly personId: Id;
  /** The state that a person decided; `stateOn` adds the calendar. */
  readonly state: 'ACTIVE' | 'REVOKED' | 'ENDED' | 'DECLINED';
  readonly arrangementKind: ArrangementKind;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly suspensions: readonly Suspension[];
  /** Null where the organiser's table decides. */
  readonly ownValue: OwnValue | null;
  readonly predecessorId: Id | null;
  /** The decided end, kept while the client's death ends the voucher earlier; otherwise null. */
  readonly beforeDeath: DecidedEnd | null;
  /**
   * Own prices of an order for a purchased service, by content. Other contents cost the price of the agreement
   * (rules 30).
   */
  readonly contractPrices: ReadonlyMap<Id, Cents>;
  readonly version: number;
};

export type VoucherState = Voucher['state'] | 'SUSPENDED' | 'EXPIRED';

/** A decided state comes before the calendar. */
export function stateOn({ state, lastDay, suspensions }: Pick<Voucher, 'state' | 'lastDay' | 'suspensions'>, day: Day): VoucherState {
  if (state !== 'ACTIVE') return state;
  if (isBefore(lastDay, day)) return 'EXPIRED';
  return suspensions.some((suspension) => isWithin(suspension, day)) ? 'SUSPENDED' : 'ACTIVE';
}

/**
 * The decided days, whatever the client's death made of them: the use of periods does not change with the death
 * (rules 23).
 */
export const decidedDays = ({ firstDay, lastDay, beforeDeath }: Pick<Voucher, 'firstDay' | 'lastDay' | 'beforeDeath'>): Days => ({
  firstDay,
  lastDay: beforeDeath?.lastDay ?? lastDay,
});

type EndRefusal = 'NOT_FOUND' | 'WRONG_STATE' | 'INVALID_RANGE';

/**
 * Ends a voucher today or later. The organiser still pays what was delivered up to that day (rules 13, 20). A voucher
 * that has not begun is never usable. Only the client's day of death may lie earlier.
 */
function endAs(
  state: 'REVOKED' | 'ENDED',
  voucher: Voucher | undefined,
  lastDay: Day,
  now: Instant,
  diedOn: Day | null,
): Decision<Voucher, EndRefusal> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  if (voucher.state === 'DECLINED') return refuse('WRONG_STATE', { path: ['voucherId'] });
  const isTooEarly = isBefore(lastDay, dayOf(now)) && !diedOn?.equals(lastDay);
  if (isTooEarly || isBefore(voucher.lastDay, lastDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  const dayBefore = voucher.firstDay.subtract({ days: 1 });
  return accept({
    ...voucher,
    state,
    lastDay: isBefore(lastDay, dayBefore) ? dayBefore : lastDay,
    // The organiser's own decision stands, whatever the register later tells of the death.
    beforeDeath: null,
    version: voucher.version + 1,
  });
}

export const revoke = (voucher: Voucher | undefined, lastDay: Day, now: Instant) => endAs('REVOKED', voucher, lastDay, now, null);

/** `diedOn` is null while vouchers has not heard of a death. */
export const end = (voucher: Voucher | undefined, lastDay: Day, now: Instant, diedOn: Day | null) =>
  endAs('ENDED', voucher, lastDay, now, diedOn);

/**
 * The voucher as the client's death leaves it, or as decided before if the register takes the death back. Undefined
 * where nothing changes. The voucher ends on the day of death; one that has not begun is never usable.
 */
export function followDeath(voucher: Voucher, diedOn: Day | null): Voucher | undefined {
  const decided: DecidedEnd = voucher.beforeDeath ?? { state: voucher.state, lastDay: voucher.lastDay };
  const dayBefore = voucher.firstDay.subtract({ days: 1 });
  const lastDay = diedOn && (isBefore(diedOn, dayBefore) ? dayBefore : diedOn);
  const isCut = lastDay !== null && decided.state !== 'DECLINED' && isBefore(lastDay, decided.lastDay);
  const end: DecidedEnd = isCut ? { state: decided.state === 'ACTIVE' ? 'ENDED' : decided.state, lastDay } : decided;
  const isAsBefore = isCut === (voucher.beforeDeath !== null) && end.state === voucher.state && end.lastDay.equals(voucher.lastDay);
  return isAsBefore ? undefined : { ...voucher, ...end, beforeDeath: isCut ? decided : null, version: voucher.version + 1 };
}

/** Only while no visit holds anything of the voucher (laki 569/2009 6 §). */
export function decline(voucher: Voucher | undefined, isUsed: boolean): Decision<Voucher, 'NOT_FOUND' | 'WRONG_STATE' | 'BELOW_USED'> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  if (voucher.state !== 'ACTIVE') return refuse('WRONG_STATE', { path: ['voucherId'] });
  if (isUsed) return refuse('BELOW_USED', { path: ['voucherId'] });
  return accept({ ...voucher, state: 'DECLINED', version: voucher.version + 1 });
}

/** Completes the organiser's task after a client declines their voucher (R31), once. */
export function arrangeOtherwise(voucher: Voucher | undefined, isArranged: boolean): Decision<Voucher, 'NOT_FOUND' | 'WRONG_STATE'> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  return voucher.state === 'DECLINED' && !isArranged ? accept(voucher) : refuse('WRONG_STATE', { path: ['voucherId'] });
}

/** What a period receives depends on every earlier period, so their number is limited. */
const MOST_CARRIED = { years: 10 };
export const isTooLongToCarry = ({ firstDay, lastDay }: Pick<Voucher, 'firstDay' | 'lastDay'>): boolean =>
  isBefore(firstDay.add(MOST_CARRIED), lastDay);

/**
 * Limits on moving the last day: the last day with a visit, the first day of the successor, and whether units are
 * carried over.
 */
export type Bounds = { readonly lastUsedDay: Day | null; readonly successorStarts: Day | null; readonly carriesOver: boolean };

/** Moves the last day to today or later, not before a delivered visit, and not into the successor. */
export function extend(
  voucher: Voucher | undefined,
  lastDay: Day,
  { lastUsedDay, successorStarts, carriesOver }: Bounds,
  now: Instant,
): Decision<Voucher, EndRefusal | 'BELOW_USED'> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  if (voucher.state !== 'ACTIVE') return refuse('WRONG_STATE', { path: ['voucherId'] });
  const path = ['lastDay'];
  if (isBefore(lastDay, dayOf(now)) || isBefore(lastDay, voucher.firstDay)) return refuse('INVALID_RANGE', { path });
  if (carriesOver && isTooLongToCarry({ ...voucher, lastDay })) return refuse('INVALID_RANGE', { path });
  if (successorStarts && !isBefore(lastDay, successorStarts)) return refuse('INVALID_RANGE', { path });
  if (lastUsedDay && isBefore(lastDay, lastUsedDay)) return refuse('BELOW_USED', { path, details: { firstDay: lastUsedDay.toString() } });
  return accept({ ...voucher, lastDay, version: voucher.version + 1 });
}
