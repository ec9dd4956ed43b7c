/**
 * What somebody says was served: by start and end or by days, of which content and how much. The rule of recording says
 * what it comes to.
 */
import { dayOf, startOfDay, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { VISIT_KINDS } from '@seteli/schema/events/bookings';

export type VisitKind = (typeof VISIT_KINDS)[number];

/** Kilometres or materials that came with a visit. The amount stays as somebody wrote it. */
export type Accessory = { readonly contentId: Id; readonly amount: string };

/** The client agrees to pay for themselves beyond their voucher (lisäpalvelu), and somebody noted how. */
export type ExtraServiceAcceptance = {
  readonly acceptedAt: Instant;
  readonly channel: 'IN_PERSON' | 'PHONE' | 'IN_WRITING' | 'ONLINE';
  readonly notedBy: Id;
  readonly notedAt: Instant;
};

export type Recorded = {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** False: recorded by whole days. The visit starts where the first day begins and ends where the last day ends. */
  readonly timed: boolean;
  readonly kind: VisitKind;
  /** Null: the bands of the service name the contents. */
  readonly contentId: Id | null;
  /** Units as somebody wrote them. Null: one unit, or what the times and days come to. */
  readonly amount: string | null;
  readonly workers: number;
  readonly workerReference: string | null;
  /** The provider's own name for a group: visits of one worker to several clients together. */
  readonly groupReference: string | null;
  readonly noticeAt: Instant | null;
  readonly accessories: readonly Accessory[];
  readonly extraService: ExtraServiceAcceptance | null;
  readonly overlapReason: string | null;
};

/** A visit that a provider sends to be recorded. */
export type VisitToRecord = {
  readonly bookingId: Id;
  readonly externalId: string | null;
  /** Decides again about an external id whose visit was refused or deleted. */
  readonly retry: boolean;
  readonly recorded: Recorded;
};

/** One worker served as booked, of the contents that the bands name. */
export const PLAIN: Omit<Recorded, 'startsAt' | 'endsAt' | 'timed'> = {
  kind: 'NORMAL',
  contentId: null,
  amount: null,
  workers: 1,
  workerReference: null,
  groupReference: null,
  noticeAt: null,
  accessories: [],
  extraService: null,
  overlapReason: null,
};

export const spanOfDays = (day: Day, lastDay: Day): Pick<Recorded, 'startsAt' | 'endsAt' | 'timed'> => ({
  startsAt: startOfDay(day),
  endsAt: startOfDay(lastDay.add({ days: 1 })),
  timed: false,
});

/** A visit that ends at midnight belongs to the day before. */
export const lastServiceDayOf = ({ endsAt }: Pick<Recorded, 'endsAt'>): Day => dayOf(endsAt.subtract({ milliseconds: 1 }));

export const isCancelled = ({ kind }: Pick<Recorded, 'kind'>): boolean => kind === 'CANCELLATION' || kind === 'NO_SHOW';

const sameInstant = (a: Instant | null, b: Instant | null): boolean => a?.epochMilliseconds === b?.epochMilliseconds;
/** The kind that somebody said: absence and travel follow from the content. */
export const saidKind = ({ kind }: Pick<Recorded, 'kind'>): VisitKind => (kind === 'ABSENCE' || kind === 'TRAVEL' ? 'NORMAL' : kind);
const listed = ({ accessories }: Recorded): string => accessories.map(({ contentId, amount }) => `${contentId} ${amount}`).join();

/** Whether two recordings say that the same was served. A reason and an acceptance do not count. */
export const saysTheSame = (a: Recorded, b: Recorded): boolean =>
  sameInstant(a.startsAt, b.startsAt) &&
  sameInstant(a.endsAt, b.endsAt) &&
  a.timed === b.timed &&
  saidKind(a) === saidKind(b) &&
  a.contentId === b.contentId &&
  a.amount === b.amount &&
  a.workers === b.workers &&
  a.workerReference === b.workerReference &&
  a.groupReference === b.groupReference &&
  sameInstant(a.noticeAt, b.noticeAt) &&
  listed(a) === listed(b);
