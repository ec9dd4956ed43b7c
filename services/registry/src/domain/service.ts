/**
 * The rule of publishing a service (palvelu) or a new version of it. A version holds from its first day until a later
 * one begins, and never changes. Contents keep their ids and units, because vouchers, approvals and prices name them.
 */
import { dayBeforeNext, isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Unit } from '@seteli/schema/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { OVERLAP_POLICIES, PRORATION_POLICIES } from '@seteli/schema/events/registry';
import { readGaps, type ClassBand, type GapWish } from './band.ts';
import { checkTerms, type CancellationTerms } from './cancellation.ts';
import { AREAS_MAX, CONTENTS_MAX, SERVICES_MAX } from './limits.ts';
import { contentWishOf, readContents, type ContentInput, type ContentWish, type PublishedContent, type Unsaid } from './content.ts';

export type ArrangementKind = 'VOUCHER' | 'PURCHASED' | 'PERMISSION';
export type ApprovalPolicy = 'AUTOMATIC_UNLESS_FLAGGED' | 'ALWAYS_CHECKED';
export type OverlapPolicy = (typeof OVERLAP_POLICIES)[number];
export type ProrationPolicy = (typeof PRORATION_POLICIES)[number];

/** What an organiser decides about its service: parameters of rules, never code. */
export type Parameters = {
  readonly arrangementKind: ArrangementKind;
  readonly approvalPolicy: ApprovalPolicy;
  readonly samplePercent: number;
  readonly approvedEditable: boolean;
  readonly overlapPolicy: OverlapPolicy;
  readonly prorationPolicy: ProrationPolicy;
  /** Null: the service bills no cancellation. */
  readonly cancellationTerms: CancellationTerms | null;
  readonly priceNoticeDays: number;
  readonly valueNoticeDays: number;
  readonly hardLimitMonths: number;
  /** Bookings charges time by started increments of so many minutes (rules 36). */
  readonly incrementMinutes: number;
  readonly tailDays: number;
};

export type ServiceWish = Parameters & {
  readonly areaId: Id | null;
  readonly maxVisitHours: number;
  readonly firstDay: Day;
  readonly contents: readonly ContentWish[];
  readonly deliberateGaps: readonly GapWish[];
};

type StatedFields = 'firstDay' | 'contents' | 'cancellationTerms';
export type ServiceInput = Unsaid<Omit<ServiceWish, StatedFields>, Exclude<keyof ServiceWish, StatedFields>> & {
  readonly firstDay: Day;
  readonly contents: readonly ContentInput[];
  readonly cancellationTerms?: Unsaid<CancellationTerms, 'maxMinutes'> | null | undefined;
};

export const wishOf = (input: ServiceInput): ServiceWish => ({
  arrangementKind: input.arrangementKind ?? 'VOUCHER',
  approvalPolicy: input.approvalPolicy ?? 'AUTOMATIC_UNLESS_FLAGGED',
  samplePercent: input.samplePercent ?? 0,
  approvedEditable: input.approvedEditable ?? true,
  overlapPolicy: input.overlapPolicy ?? 'REASON_NEEDED',
  prorationPolicy: input.prorationPolicy ?? 'CALENDAR_DAYS',
  cancellationTerms: input.cancellationTerms
    ? { ...input.cancellationTerms, maxMinutes: input.cancellationTerms.maxMinutes ?? null }
    : null,
  priceNoticeDays: input.priceNoticeDays ?? 30,
  valueNoticeDays: input.valueNoticeDays ?? 30,
  hardLimitMonths: input.hardLimitMonths ?? 3,
  maxVisitHours: input.maxVisitHours ?? 24,
  incrementMinutes: input.incrementMinutes ?? 1,
  tailDays: input.tailDays ?? 30,
  areaId: input.areaId ?? null,
  firstDay: input.firstDay,
  contents: input.contents.map(contentWishOf),
  deliberateGaps: input.deliberateGaps ?? [],
});

export type KnownContent = { readonly id: Id; readonly code: string; readonly unit: Unit };

/** All that the organiser has published under the same code so far. */
export type KnownService = {
  readonly firstDays: readonly Day[];
  readonly contents: readonly KnownContent[];
  /** How each version charges parts of months and weeks. */
  readonly prorationPolicies: readonly ProrationPolicy[];
};
export type PublishFacts = {
  readonly known: KnownService | null;
  readonly isAreaKnown: boolean;
  readonly today: Day;
  /** Services that the organiser has under other codes. */
  readonly otherServices: number;
  /** A second person must confirm the change. */
  readonly isCorrection: boolean;
};

type PublishRefusal =
  | 'NOT_FOUND'
  | 'WRONG_STATE'
  | 'WRONG_QUANTITY'
  | 'BANDS_OVERLAP'
  | 'INVALID_RANGE'
  | 'VERSION_EXISTS'
  | 'NUMBER_TAKEN'
  | 'FREE_BY_LAW'
  | 'AMOUNT_NOT_POSITIVE'
  | 'LIMIT_REACHED';

export type PublishedVersion = { readonly contents: readonly PublishedContent[]; readonly deliberateGaps: readonly ClassBand[] };

/** Decides whether the organiser may publish the version, with which contents and which deliberate gaps. */
export function publish(
  { known, isAreaKnown, today, otherServices, isCorrection }: PublishFacts,
  wish: ServiceWish,
): Decision<PublishedVersion, PublishRefusal> {
  if (!isAreaKnown) return refuse('NOT_FOUND', { path: ['areaId'] });
  if (isCorrection && !known) return refuse('NOT_FOUND', { path: ['code'] });
  // One visit would then pay a month in full, while others have already paid for their days of it (rules 40). People
  // credit such visits and record them anew.
  if (isCorrection && startsToPayInFull(known!, wish)) return refuse('WRONG_STATE', { path: ['prorationPolicy'] });
  const units = new Map(known?.contents.map(({ code, unit }) => [code, unit]));
  const otherUnit = wish.contents.findIndex(({ code, unit }) => (units.get(code) ?? unit) !== unit);
  if (otherUnit !== -1) return refuse('WRONG_STATE', { path: ['contents', String(otherUnit), 'unit'] });
  const contents = readContents(wish.contents);
  if (!contents.accepted) return contents;
  const bands = contents.value.flatMap((content) => content.bands);
  const gaps = readGaps(bands, wish.deliberateGaps);
  if (!gaps.accepted) return gaps;
  const isTaken = known?.firstDays.some((day) => day.equals(wish.firstDay));
  if (isTaken && !isCorrection) return refuse('VERSION_EXISTS', { path: ['firstDay'], details: { day: wish.firstDay.toString() } });
  // Other bands for past days would change what delivered visits cost (rules 14). A first version changes nothing.
  if (known && !isCorrection && isBefore(wish.firstDay, today)) return refuse('INVALID_RANGE', { path: ['firstDay'] });
  const repeated = wish.contents.findIndex(({ code }, index) => wish.contents.findIndex((content) => content.code === code) < index);
  if (repeated !== -1) return refuse('NUMBER_TAKEN', { path: ['contents', String(repeated), 'code'] });
  if (!known && otherServices >= SERVICES_MAX) return refuse('LIMIT_REACHED', { path: ['code'], details: { count: SERVICES_MAX } });
  const codes = new Set([...units.keys(), ...wish.contents.map(({ code }) => code)]);
  if (codes.size > CONTENTS_MAX) return refuse('LIMIT_REACHED', { path: ['contents'], details: { count: CONTENTS_MAX } });
  const parameters = checkParameters(wish);
  return parameters.accepted ? accept({ contents: contents.value, deliberateGaps: gaps.value }) : parameters;
}

const startsToPayInFull = ({ prorationPolicies }: KnownService, { prorationPolicy }: ServiceWish): boolean =>
  prorationPolicy === 'FULL_WHEN_STARTED' && prorationPolicies.some((policy) => policy !== 'FULL_WHEN_STARTED');

/** Whether bookings may have recorded visits on days for which another version held until now. */
export const versionReachesBegunDays = (known: Pick<KnownService, 'firstDays'> | null, firstDay: Day, today: Day): boolean =>
  !isBefore(today, firstDay) && (known?.firstDays.some((day) => !isBefore(firstDay, day)) ?? false);

/** The last day of a version that begins on `firstDay`; null until further notice. */
export const lastDayFrom = ({ firstDays }: KnownService, firstDay: Day): Day | null => dayBeforeNext(firstDay, firstDays);

const POSITIVE = ['maxVisitHours', 'incrementMinutes', 'hardLimitMonths'] as const;
const NOT_NEGATIVE = ['tailDays', 'priceNoticeDays', 'valueNoticeDays'] as const;

function checkParameters(wish: ServiceWish): Decision<unknown, PublishRefusal> {
  const nothing = POSITIVE.find((field) => wish[field] <= 0) ?? NOT_NEGATIVE.find((field) => wish[field] < 0);
  if (nothing) return refuse('AMOUNT_NOT_POSITIVE', { path: [nothing] });
  if (wish.contents.length === 0) return refuse('AMOUNT_NOT_POSITIVE', { path: ['contents'] });
  if (wish.samplePercent < 0 || wish.samplePercent > 100) return refuse('INVALID_RANGE', { path: ['samplePercent'] });
  return checkTerms(wish.cancellationTerms, wish.contents);
}

/** At the limit an organiser may still rename an area that it has. */
export const mayPublishArea = (areas: readonly { readonly code: string }[], code: string): boolean =>
  areas.length < AREAS_MAX || areas.some((area) => area.code === code);
