/** From what bookings knows about a booking to the facts that the rule of recording asks for. Puts together; decides nothing. */
import { isBefore, type Day } from '@seteli/kit/day';
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
  readonly incrementMinutes: number;
  readonly tailDays: number;
};

/** Versions in time order, one at least. */
export type KnownService = { readonly versions: readonly ServiceVersion[]; readonly recordingCutOffDay: number };

export type KnownBooking = {
  readonly firstDay: Day;
  readonly contentIds: readonly Id[];
  readonly voucher: KnownVoucher;
  readonly service: KnownService;
  readonly approvals: readonly Approval[];
  readonly prices: ReadonlyMap<Id, readonly DatedPrice[]>;
};

/** The service's version of the visit's first day decides how long it may be and how late it may come; bands are those of each piece's own day. */
export function factsOf(known: KnownBooking, visitDay: Day, isDuplicate: boolean): RecordingFacts {
  const { firstDay, contentIds, voucher, service, approvals, prices } = known;
  const { versions, recordingCutOffDay } = service;
  const { maxVisitMinutes, incrementMinutes, tailDays } = versionOn(service, visitDay);
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
    policy: { ...ordinaryPolicy, maxVisitMinutes, incrementMinutes, tailDays, cutOffDay: recordingCutOffDay },
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
      firstDay: isBefore(firstDay, span.firstDay) ? firstDay : span.firstDay,
      lastDay: span.lastDay == null || lastDay == null ? null : isBefore(span.lastDay, lastDay) ? lastDay : span.lastDay,
    }),
    first,
  );
}

/** Whether the service's visits of a day are approved by themselves. */
export const approvalPolicyOn = (service: KnownService, day: Day): ApprovalPolicy => versionOn(service, day).approvalPolicy;

/** The version in force; before the first one, which refuses anyway, the first. */
const versionOn = ({ versions }: KnownService, day: Day): ServiceVersion =>
  versions.findLast(({ firstDay }) => !isBefore(day, firstDay)) ?? versions[0]!;
