/** From what bookings knows about a booking to the facts that the rule of recording asks for. Puts together; decides nothing. */
import type { DayRange } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { BandVersion } from './band.ts';
import type { Approval, KnownVoucher } from './booking.ts';
import { ordinaryCalendar } from './calendar.ts';
import type { DatedPrice } from './price.ts';
import { ordinaryPolicy, type ContentFacts, type RecordingFacts, type Validity } from './record.ts';
import type { ApprovalPolicy } from './visit.ts';

export type ServiceVersion = BandVersion & {
  readonly contentIds: readonly Id[];
  readonly approvalPolicy: ApprovalPolicy;
  readonly maxVisitMinutes: number;
  readonly tailDays: number;
};

export type KnownService = { readonly versions: readonly ServiceVersion[]; readonly recordingCutOffDay: number };

export type KnownBooking = {
  readonly firstDay: DayRange['firstDay'];
  readonly contentIds: readonly Id[];
  readonly voucher: KnownVoucher;
  readonly service: KnownService;
  readonly approvals: readonly Approval[];
  readonly prices: ReadonlyMap<Id, readonly DatedPrice[]>;
};

/** The service's newest version decides how long a visit may be and how late it may come; bands are those of each piece's own day. */
export function factsOf({ firstDay, contentIds, voucher, service, approvals, prices }: KnownBooking, isDuplicate: boolean): RecordingFacts {
  const { versions, recordingCutOffDay } = service;
  const { maxVisitMinutes, tailDays } = versions.at(-1)!;
  const booked = new Set(contentIds);
  const granted = new Set(voucher.contentIds);
  const contents = new Map<Id, ContentFacts>();
  for (const contentId of new Set(versions.flatMap((version) => version.contentIds))) {
    contents.set(contentId, {
      offered: versions.filter((version) => version.contentIds.includes(contentId)),
      granted: granted.has(contentId) ? [voucher] : [],
      approved: booked.has(contentId) ? approvals.filter((approval) => approval.contentIds.includes(contentId)) : [],
      prices: prices.get(contentId) ?? [],
    });
  }
  return {
    bandVersions: versions,
    calendar: ordinaryCalendar,
    policy: { ...ordinaryPolicy, maxVisitMinutes, tailDays, cutOffDay: recordingCutOffDay },
    voucher,
    booking: { firstDay },
    approval: spanOf(approvals),
    contents,
    isDuplicate,
  };
}

/** From the first to the last day of any approval; which content it covers on which day is asked content by content. */
function spanOf(approvals: readonly Approval[]): Validity {
  const [first, ...rest] = approvals;
  if (!first) return { firstDay: Temporal.PlainDate.from('9999-12-31') };
  return rest.reduce<Validity>(
    (span, { firstDay, lastDay }) => ({
      firstDay: Temporal.PlainDate.compare(firstDay, span.firstDay) < 0 ? firstDay : span.firstDay,
      lastDay: span.lastDay == null || lastDay == null ? null : Temporal.PlainDate.compare(lastDay, span.lastDay) > 0 ? lastDay : span.lastDay,
    }),
    first,
  );
}

/** Whether the service's visits of a day are approved by themselves. */
export const approvalPolicyOn = ({ versions }: KnownService, day: DayRange['firstDay']): ApprovalPolicy =>
  (versions.findLast((version) => Temporal.PlainDate.compare(version.firstDay, day) <= 0) ?? versions[0])?.approvalPolicy ?? 'ALWAYS_CHECKED';
