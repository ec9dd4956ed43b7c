/**
 * A new version of the client's own decision about the value (oman päätöksen arvo; rules 15). The value may rise from
 * any day of the voucher. It may fall with the notice of a value, or as the correction of an error (rules 14).
 */
import { isBefore, isWithin, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import {
  checkWorth,
  decideOwnValue,
  type Content,
  type GrantedEntitlement,
  type GrantFacts,
  type OwnValueRefusal,
  type OwnValueWish,
} from './grant.ts';
import type { ChangeReason } from './value.ts';
import type { Voucher } from './voucher.ts';
import { ownValueOn, worthOn, type OwnValue, type OwnValues, type OwnValueVersion } from './worth.ts';

export type OwnValueFacts = Pick<GrantFacts, 'values' | 'formula'> & {
  readonly voucher: (Pick<Voucher, 'state' | 'arrangementKind' | 'firstDay' | 'lastDay'> & OwnValues) | undefined;
  readonly contents: readonly Content[];
  readonly entitlements: readonly Pick<GrantedEntitlement, 'kind' | 'contentIds'>[];
  readonly noticeDays: number;
  readonly today: Day;
};

/** `reason` is null for a change that one person may decide. */
export type OwnValueChange = { readonly firstDay: Day; readonly ownValue: OwnValueWish; readonly reason: ChangeReason | null };
type ChangeRefusal = OwnValueRefusal | 'NOT_FOUND' | 'WRONG_STATE' | 'INVALID_RANGE' | 'NOTICE_TOO_SHORT';

export function changeOwnValue(facts: OwnValueFacts, wish: OwnValueChange): Decision<OwnValueVersion, ChangeRefusal> {
  const { voucher, contents, entitlements, noticeDays, today } = facts;
  const { firstDay, reason } = wish;
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  // A purchased service costs its price, whatever a decision says.
  if (voucher.state === 'DECLINED' || voucher.arrangementKind === 'PURCHASED') return refuse('WRONG_STATE', { path: ['voucherId'] });
  if (!isWithin(voucher, firstDay) || (reason && !isBefore(firstDay, today))) return refuse('INVALID_RANGE', { path: ['firstDay'] });
  const decided = decideOwnValue(facts, wish);
  if (!decided.accepted) return decided;
  const ownValue = decided.value!;
  const worth = checkWorth({ ...facts, arrangementKind: voucher.arrangementKind }, contents, entitlements, ownValue, { firstDay });
  if (!worth.accepted) return worth;
  const earliest = today.add({ days: noticeDays });
  if (!reason && isBefore(firstDay, earliest) && falls(facts, voucher, { firstDay, ownValue }))
    return refuse('NOTICE_TOO_SHORT', { path: ['ownValue'], details: { firstDay: earliest.toString() } });
  return accept({ firstDay, ownValue });
}

/** Newest first; of two decisions with the same first day the later one holds. */
export const withOwnValue = (voucher: OwnValues, change: OwnValueVersion): readonly OwnValueVersion[] =>
  [change, ...voucher.ownValueChanges].toSorted((one, other) => Temporal.PlainDate.compare(other.firstDay, one.firstDay));

/** Compares the first day, and each later day on which a table or decision begins. */
function falls({ values, contents, entitlements }: OwnValueFacts, voucher: Voucherlike, change: OwnValueVersion): boolean {
  const after = { ...voucher, ownValueChanges: withOwnValue(voucher, change) };
  const granted = entitlements.flatMap(({ contentIds }) => contentIds);
  return contents.some(({ id, unit }) => {
    const table = values.get(id);
    const begun = [...(table ?? []), ...voucher.ownValueChanges].map(({ firstDay }) => firstDay);
    const days = [change.firstDay, ...begun.filter((day) => isBefore(change.firstDay, day) && isWithin(voucher, day))];
    const worthIn = (by: OwnValues, day: Day) => worthOn(ownValueOn(by, day), table, { contentId: id, unit, day })?.valueCents ?? 0n;
    return granted.includes(id) && days.some((day) => worthIn(after, day) < worthIn(voucher, day));
  });
}
type Voucherlike = NonNullable<OwnValueFacts['voucher']>;

/** The subject of a preview of a decision: the same text for the same decision after the same earlier ones. */
export function aboutOwnValue(
  voucher: OwnValues & { readonly id: Id },
  { basis, baseCents, contents }: OwnValue,
  { firstDay, reason }: Pick<OwnValueChange, 'firstDay' | 'reason'>,
): string {
  const said = [...contents].map(([contentId, cents]) => `${contentId}=${cents}`);
  return [voucher.id, firstDay, reason, voucher.ownValueChanges.length, basis, baseCents, ...said].join(' ');
}
