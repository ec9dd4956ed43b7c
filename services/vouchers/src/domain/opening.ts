/** The three-way rule: who may open a voucher by its number, and which vouchers a provider keeps seeing. */
import type { Covered } from '@seteli/schema/sight';
import type { Actor } from '@seteli/kit/actor';
import { isWithin, rangesOverlap, type Day, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';

export type Approval = DayRange & { readonly contentIds: readonly Id[] };

/** The granted contents that a provider may serve on a day, by its approvals for the voucher's service. */
export function servableContents(granted: readonly Id[], approvals: readonly Approval[], day: Day): readonly Id[] {
  const approved = new Set(approvals.filter((approval) => isWithin(approval, day)).flatMap(({ contentIds }) => contentIds));
  return granted.filter((id) => approved.has(id));
}

/** The facts of a provider's look-up, whether or not a voucher was found. */
export type ProviderView = {
  readonly serviceId: Id;
  readonly granted: readonly Id[];
  readonly approvals: readonly Approval[];
  /** The services that the user's own teams cover. */
  readonly teamServices: Covered;
  /** Absent where there is no voucher. */
  readonly personId?: Id | undefined;
};

/** A provider opens a voucher if it is approved for one of the contents and the user's team covers the service. */
const isCovered = ({ teamServices, serviceId, personId }: ProviderView): boolean => teamServices.has(serviceId, { personId });

export const providerMayOpen = (view: ProviderView, day: Day): boolean =>
  isCovered(view) && servableContents(view.granted, view.approvals, day).length > 0;

/**
 * Clients open their own vouchers. People of the organiser open those whose service their teams cover. Providers open
 * what the rule allows.
 */
export function mayOpen(
  { kind, id }: Actor['organisation'],
  { organiserId, personId }: { readonly organiserId: Id; readonly personId: Id },
  view: ProviderView,
  day: Day,
): boolean {
  if (kind === 'PROVIDER') return providerMayOpen(view, day);
  if (kind === 'ORGANISER') return id === organiserId && isCovered(view);
  return id === personId;
}

/** A provider keeps seeing vouchers for which it was approved at some time of their validity, to finish its work. */
export const providerMayStillSee = (view: ProviderView, validity: DayRange): boolean =>
  isCovered(view) &&
  view.approvals.some((approval) => rangesOverlap(approval, validity) && approval.contentIds.some((id) => view.granted.includes(id)));
