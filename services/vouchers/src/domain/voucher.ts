/** What a voucher (palveluseteli) is, the state that it is in on a day, and how it ends, is declined and prolonged. Granting it has its own file. */
import { dayOf, isBefore, isWithin, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Days } from './period.ts';
import type { Suspension } from './suspension.ts';
import type { ArrangementKind, OwnValue } from './worth.ts';

/** What somebody decided about the voucher's end. */
export type DecidedEnd = Pick<Voucher, 'state' | 'lastDay'>;

export type Voucher = {
  readonly id: Id;
  readonly voucherNumber: string;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly personId: Id;
  /** What somebody has decided; what the calendar makes of it says `stateOn`. */
  readonly state: 'ACTIVE' | 'REVOKED' | 'ENDED' | 'DECLINED';
  readonly arrangementKind: ArrangementKind;
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly suspensions: readonly Suspension[];
  /** Null where the organiser's table decides. */
  readonly ownValue: OwnValue | null;
  readonly predecessorId: Id | null;
  /** What had been decided when the client's death ended the voucher; null where it did not. */
  readonly beforeDeath: DecidedEnd | null;
  /** Of a purchased service: prices of the order's own, by content; what it says nothing of is paid at the agreement's (rules 30). */
  readonly contractPrices: ReadonlyMap<Id, Cents>;
  readonly version: number;
};

export type VoucherState = Voucher['state'] | 'SUSPENDED' | 'EXPIRED';

/** What was decided about it stands before what the calendar says. */
export function stateOn({ state, lastDay, suspensions }: Pick<Voucher, 'state' | 'lastDay' | 'suspensions'>, day: Day): VoucherState {
  if (state !== 'ACTIVE') return state;
  if (isBefore(lastDay, day)) return 'EXPIRED';
  return suspensions.some((suspension) => isWithin(suspension, day)) ? 'SUSPENDED' : 'ACTIVE';
}

/** The days that somebody decided, whatever the client's death made of them: what its periods took and left does not change with it (rules 23). */
export const decidedDays = ({ firstDay, lastDay, beforeDeath }: Pick<Voucher, 'firstDay' | 'lastDay' | 'beforeDeath'>): Days => ({
  firstDay,
  lastDay: beforeDeath?.lastDay ?? lastDay,
});

type EndRefusal = 'NOT_FOUND' | 'WRONG_STATE' | 'INVALID_RANGE';

/**
 * Ends a voucher today or later; what was delivered up to that day stays paid (rules 13, 20). One that has not begun is never
 * usable. An earlier day only when it is the client's last one.
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
    // A decision of the organiser's own stands, whatever the register says of the death later.
    beforeDeath: null,
    version: voucher.version + 1,
  });
}

export const revoke = (voucher: Voucher | undefined, lastDay: Day, now: Instant) => endAs('REVOKED', voucher, lastDay, now, null);

/** `diedOn` is null while the client lives, as far as vouchers has heard. */
export const end = (voucher: Voucher | undefined, lastDay: Day, now: Instant, diedOn: Day | null) =>
  endAs('ENDED', voucher, lastDay, now, diedOn);

/**
 * The voucher as the client's death leaves it, or as it was decided before if the register takes the death back; nothing where that changes nothing.
 * One that would have gone on ends on the day of death, and one that had not begun is never usable.
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

/** Only while no visit holds anything of it (laki 569/2009 6 §). */
export function decline(voucher: Voucher | undefined, isUsed: boolean): Decision<Voucher, 'NOT_FOUND' | 'WRONG_STATE' | 'BELOW_USED'> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  if (voucher.state !== 'ACTIVE') return refuse('WRONG_STATE', { path: ['voucherId'] });
  if (isUsed) return refuse('BELOW_USED', { path: ['voucherId'] });
  return accept({ ...voucher, state: 'DECLINED', version: voucher.version + 1 });
}

/** The organiser's task when a client does not want his voucher (R31), done once. */
export function arrangeOtherwise(voucher: Voucher | undefined, isArranged: boolean): Decision<Voucher, 'NOT_FOUND' | 'WRONG_STATE'> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  return voucher.state === 'DECLINED' && !isArranged ? accept(voucher) : refuse('WRONG_STATE', { path: ['voucherId'] });
}

/** What is carried over depends on every period before it. */
const MOST_CARRIED = { years: 10 };
export const isTooLongToCarry = ({ firstDay, lastDay }: Pick<Voucher, 'firstDay' | 'lastDay'>): boolean =>
  isBefore(firstDay.add(MOST_CARRIED), lastDay);

/** What stands in the way of moving a last day: the last day that a visit was taken on, where the successor begins, and what is carried over. */
export type Bounds = { readonly lastUsedDay: Day | null; readonly successorStarts: Day | null; readonly carriesOver: boolean };

/** Moves the last day, today or later; not before a delivered visit, not into the successor. */
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
