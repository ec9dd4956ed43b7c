/** What somebody recorded as served, as he said it: by start and end or by days, of which content and how much. What it comes to, the rule of recording says. */
import { dayOf, startOfDay, type Day, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { VISIT_KINDS } from '@seteli/schema/events/bookings';

export type VisitKind = (typeof VISIT_KINDS)[number];

/** What came with a visit: kilometres, materials. The amount is as it was written. */
export type Accessory = { readonly contentId: Id; readonly amount: string };

/** That the client pays himself what is beyond his voucher (lisäpalvelu), and how it is known. */
export type ExtraServiceAcceptance = {
  readonly acceptedAt: Instant;
  readonly channel: 'IN_PERSON' | 'PHONE' | 'IN_WRITING' | 'ONLINE';
  readonly notedBy: Id;
  readonly notedAt: Instant;
};

export type Recorded = {
  readonly startsAt: Instant;
  readonly endsAt: Instant;
  /** False: recorded by days, whole ones; it starts where the first begins and ends where the last ends. */
  readonly timed: boolean;
  readonly kind: VisitKind;
  /** Null: the bands of the service say which. */
  readonly contentId: Id | null;
  /** Units, as written; null: one, or what the times and days come to. */
  readonly amount: string | null;
  readonly workers: number;
  readonly workerReference: string | null;
  /** The provider's own name for a group: visits of one worker that were given together, to several clients. */
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

/** Served as booked by one worker, of the contents that the bands name, and nothing more is said. */
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

/** Midnight at its end belongs to the day before. */
export const lastServiceDayOf = ({ endsAt }: Pick<Recorded, 'endsAt'>): Day => dayOf(endsAt.subtract({ milliseconds: 1 }));

export const isCancelled = ({ kind }: Pick<Recorded, 'kind'>): boolean => kind === 'CANCELLATION' || kind === 'NO_SHOW';

const sameInstant = (a: Instant | null, b: Instant | null): boolean => a?.epochMilliseconds === b?.epochMilliseconds;
/** The kind as somebody said it: absence and travel follow from the content. */
export const saidKind = ({ kind }: Pick<Recorded, 'kind'>): VisitKind => (kind === 'ABSENCE' || kind === 'TRAVEL' ? 'NORMAL' : kind);
const listed = ({ accessories }: Recorded): string => accessories.map(({ contentId, amount }) => `${contentId} ${amount}`).join();

/** Whether two say that the same was served. What is only noted with it does not count: a reason, an acceptance. */
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
