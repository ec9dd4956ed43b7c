/** The rules of granting, ending and opening a voucher (palveluseteli). What a visit takes from it is decided in `allocate.ts`. */
import { dayOf, isBefore, isWithin, rangesOverlap, type Day, type DayRange, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { Unit } from '@seteli/kit/quantity';
import type { Recurrence } from './bucket.ts';

export type Voucher = {
  readonly id: Id;
  readonly voucherNumber: string;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly personId: Id;
  readonly state: 'ACTIVE' | 'REVOKED';
  readonly firstDay: Day;
  readonly lastDay: Day;
  readonly version: number;
};

export type Content = { readonly id: Id; readonly unit: Unit };

export type EntitlementWish = { readonly contentIds: readonly Id[]; readonly minutes: number; readonly recurrence: Recurrence };

export type GrantWish = DayRange & {
  readonly lastDay: Day;
  readonly voucherNumber?: string | null | undefined;
  readonly entitlements: readonly EntitlementWish[];
};

/** What is known when a voucher is granted. `contents` is null while vouchers has not heard of the service. */
export type GrantFacts = { readonly contents: readonly Content[] | null; readonly isNumberTaken: boolean };

export const VOUCHER_NUMBER = /^[A-Z]\d{13}$/;

type GrantRefusal =
  | 'NOT_YET_KNOWN'
  | 'INVALID_RANGE'
  | 'UNKNOWN_CONTENT'
  | 'AMOUNT_NOT_POSITIVE'
  | 'CONTENT_GRANTED_TWICE'
  | 'NUMBER_TAKEN';

export type GrantedEntitlement = {
  readonly contentIds: readonly Id[];
  readonly unit: Unit;
  readonly steps: number;
  readonly recurrence: Recurrence;
};

/** Whether the voucher may be granted as wished, and with which entitlements. */
export function grant({ contents, isNumberTaken }: GrantFacts, wish: GrantWish): Decision<readonly GrantedEntitlement[], GrantRefusal> {
  if (!contents) return refuse('NOT_YET_KNOWN', { path: ['serviceId'] });
  if (isBefore(wish.lastDay, wish.firstDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  const known = new Map(contents.map((content) => [content.id, content]));
  const granted = new Set<Id>();
  const entitlements: GrantedEntitlement[] = [];
  for (const [index, { contentIds, minutes, recurrence }] of wish.entitlements.entries()) {
    const path = ['entitlements', String(index)];
    // One hour of any of the contents takes one hour, so contents of other units cannot share (rules 25).
    if (contentIds.length === 0 || contentIds.some((id) => known.get(id)?.unit !== 'HOUR')) return refuse('UNKNOWN_CONTENT', { path });
    if (minutes <= 0) return refuse('AMOUNT_NOT_POSITIVE', { path: [...path, 'minutes'] });
    if (contentIds.some((id) => granted.has(id)) || new Set(contentIds).size < contentIds.length)
      return refuse('CONTENT_GRANTED_TWICE', { path: [...path, 'contentIds'] });
    for (const id of contentIds) granted.add(id);
    entitlements.push({ contentIds, unit: 'HOUR', steps: minutes, recurrence });
  }
  if (entitlements.length === 0) return refuse('AMOUNT_NOT_POSITIVE', { path: ['entitlements'] });
  if (isNumberTaken) return refuse('NUMBER_TAKEN', { path: ['voucherNumber'] });
  return accept(entitlements);
}

/** Ends a voucher today or later; what was delivered up to that day stays paid (rules 13, 20). One that has not begun is never usable. */
export function revoke(voucher: Voucher | undefined, lastDay: Day, now: Instant): Decision<Voucher, 'NOT_FOUND' | 'INVALID_RANGE'> {
  if (!voucher) return refuse('NOT_FOUND', { path: ['voucherId'] });
  if (isBefore(lastDay, dayOf(now)) || isBefore(voucher.lastDay, lastDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  const dayBefore = voucher.firstDay.subtract({ days: 1 });
  return accept({
    ...voucher,
    state: 'REVOKED',
    lastDay: isBefore(lastDay, dayBefore) ? dayBefore : lastDay,
    version: voucher.version + 1,
  });
}

export type Approval = DayRange & { readonly contentIds: readonly Id[] };

/** The granted contents that a provider may serve on a day, by the approvals that it has for the voucher's service. */
export function servableContents(granted: readonly Id[], approvals: readonly Approval[], day: Day): readonly Id[] {
  const approved = new Set(approvals.filter((approval) => isWithin(approval, day)).flatMap(({ contentIds }) => contentIds));
  return granted.filter((id) => approved.has(id));
}

/** What a look-up by a provider has found out, whether or not there is a voucher. */
export type ProviderView = {
  readonly serviceId: Id;
  readonly granted: readonly Id[];
  readonly approvals: readonly Approval[];
  /** The services that the user's own teams cover. */
  readonly teamServices: ReadonlySet<Id>;
};

/** The provider's side of the three-way rule: approved for one of the contents, and the user's team covers the service. */
export const providerMayOpen = ({ serviceId, granted, approvals, teamServices }: ProviderView, day: Day): boolean =>
  teamServices.has(serviceId) && servableContents(granted, approvals, day).length > 0;

/** Afterwards a provider keeps seeing vouchers that it was approved for at some time of their validity, to finish its work. */
export const providerMayStillSee = (view: ProviderView, validity: DayRange): boolean =>
  view.teamServices.has(view.serviceId) &&
  view.approvals.some((approval) => rangesOverlap(approval, validity) && approval.contentIds.some((id) => view.granted.includes(id)));
