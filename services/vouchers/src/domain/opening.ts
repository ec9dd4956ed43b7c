/** Who may open a voucher by its number, and which vouchers a provider keeps seeing: the three-way rule. */
import type { Actor } from '@seteli/kit/actor';
import { isWithin, rangesOverlap, type Day, type DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';

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

/** Clients open their own, organiser's people those of the services that their teams cover, and providers what the rule lets them. */
export function mayOpen(
  { kind, id }: Actor['organisation'],
  { organiserId, personId }: { readonly organiserId: Id; readonly personId: Id },
  view: ProviderView,
  day: Day,
): boolean {
  if (kind === 'PROVIDER') return providerMayOpen(view, day);
  if (kind === 'ORGANISER') return id === organiserId && view.teamServices.has(view.serviceId);
  return id === personId;
}

/** Afterwards a provider keeps seeing vouchers that it was approved for at some time of their validity, to finish its work. */
export const providerMayStillSee = (view: ProviderView, validity: DayRange): boolean =>
  view.teamServices.has(view.serviceId) &&
  view.approvals.some((approval) => rangesOverlap(approval, validity) && approval.contentIds.some((id) => view.granted.includes(id)));
