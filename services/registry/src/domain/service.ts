/**
 * The rule of publishing a service (palvelu) or a new version of it. A version holds from its first day until the first day of
 * a later one and is never changed; contents keep their ids and units, because vouchers, approvals and prices name them.
 */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Unit } from '@seteli/kit/quantity';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { findOverlap, readSpan, type DayBand, type DayClass } from './band.ts';

export type Names = { readonly fi: string; readonly sv: string; readonly en: string };

export type BandWish = { readonly dayClasses: readonly DayClass[]; readonly from: string; readonly to: string };

export type ContentWish = {
  readonly code: string;
  readonly names: Names;
  readonly unit: Unit;
  readonly deductibleAllowed: boolean;
  readonly bands: readonly BandWish[];
};

export type ArrangementKind = 'VOUCHER' | 'PURCHASED' | 'PERMISSION';
export type ApprovalPolicy = 'AUTOMATIC_UNLESS_FLAGGED' | 'ALWAYS_CHECKED';

export type ServiceWish = {
  readonly arrangementKind: ArrangementKind;
  readonly approvalPolicy: ApprovalPolicy;
  readonly maxVisitHours: number;
  /** Time is charged by started increments of so many minutes (rules 36). */
  readonly incrementMinutes: number;
  readonly tailDays: number;
  readonly firstDay: Day;
  readonly contents: readonly ContentWish[];
};

/** What may be left unsaid. */
type Unsaid<T, Key extends keyof T> = Omit<T, Key> & { readonly [K in Key]?: T[K] | null | undefined };
export type ServiceInput = Unsaid<
  Omit<ServiceWish, 'contents'>,
  'arrangementKind' | 'approvalPolicy' | 'maxVisitHours' | 'incrementMinutes' | 'tailDays'
> & {
  readonly contents: readonly Unsaid<ContentWish, 'unit'>[];
};

export const wishOf = (input: ServiceInput): ServiceWish => ({
  arrangementKind: input.arrangementKind ?? 'VOUCHER',
  approvalPolicy: input.approvalPolicy ?? 'AUTOMATIC_UNLESS_FLAGGED',
  maxVisitHours: input.maxVisitHours ?? 24,
  incrementMinutes: input.incrementMinutes ?? 1,
  tailDays: input.tailDays ?? 30,
  firstDay: input.firstDay,
  contents: input.contents.map((content) => ({ ...content, unit: content.unit ?? 'HOUR' })),
});

export type KnownContent = { readonly id: Id; readonly code: string; readonly unit: Unit };

/** What was published under the same code before; null when nothing was. */
export type KnownService = { readonly firstDays: readonly Day[]; readonly contents: readonly KnownContent[] };
export type PublishFacts = { readonly known: KnownService | null; readonly today: Day };

type PublishRefusal = 'WRONG_STATE' | 'BANDS_OVERLAP' | 'INVALID_RANGE' | 'VERSION_EXISTS' | 'NUMBER_TAKEN' | 'AMOUNT_NOT_POSITIVE';

export type PublishedContent = Omit<ContentWish, 'bands'> & { readonly bands: readonly DayBand[] };

/** Whether the version may be published, and with which bands. */
export function publish({ known, today }: PublishFacts, wish: ServiceWish): Decision<readonly PublishedContent[], PublishRefusal> {
  const units = new Map(known?.contents.map(({ code, unit }) => [code, unit]));
  const otherUnit = wish.contents.findIndex(({ code, unit }) => (units.get(code) ?? unit) !== unit);
  if (otherUnit !== -1) return refuse('WRONG_STATE', { path: ['contents', String(otherUnit), 'unit'] });
  const bands = readBands(wish.contents);
  if (!bands.accepted) return bands;
  if (known?.firstDays.some((day) => day.equals(wish.firstDay))) return refuse('VERSION_EXISTS', { path: ['firstDay'] });
  // Backwards, other bands would change what delivered visits cost (rules 14); the first version changes nothing.
  if (known && isBefore(wish.firstDay, today)) return refuse('INVALID_RANGE', { path: ['firstDay'] });
  const repeated = wish.contents.findIndex(({ code }, index) => wish.contents.findIndex((content) => content.code === code) < index);
  if (repeated !== -1) return refuse('NUMBER_TAKEN', { path: ['contents', String(repeated), 'code'] });
  if (wish.maxVisitHours <= 0) return refuse('AMOUNT_NOT_POSITIVE', { path: ['maxVisitHours'] });
  if (wish.incrementMinutes <= 0) return refuse('AMOUNT_NOT_POSITIVE', { path: ['incrementMinutes'] });
  if (wish.tailDays < 0) return refuse('AMOUNT_NOT_POSITIVE', { path: ['tailDays'] });
  if (wish.contents.length === 0) return refuse('AMOUNT_NOT_POSITIVE', { path: ['contents'] });
  return accept(
    wish.contents.map((content, at) => ({
      ...content,
      bands: bands.value
        .filter((band) => band.content === at)
        .map(({ dayClass, fromMinute, toMinute }) => ({ dayClass, fromMinute, toMinute })),
    })),
  );
}

type PlacedBand = DayBand & { readonly content: number; readonly band: number };

const pathOf = (content: number, band: number) => ['contents', String(content), 'bands', String(band)];

/** A band for each of its day classes. Whether bands overlap can only be asked once all of them are times of day. */
function readBands(contents: readonly ContentWish[]): Decision<readonly PlacedBand[], 'INVALID_RANGE' | 'BANDS_OVERLAP'> {
  const placed: PlacedBand[] = [];
  for (const [content, { bands }] of contents.entries())
    for (const [band, { dayClasses, from, to }] of bands.entries()) {
      const span = readSpan(from, to);
      if (!span || dayClasses.length === 0) return refuse('INVALID_RANGE', { path: pathOf(content, band) });
      placed.push(...[...new Set(dayClasses)].map((dayClass) => ({ content, band, dayClass, ...span })));
    }
  const overlapping = findOverlap(placed);
  return overlapping ? refuse('BANDS_OVERLAP', { path: pathOf(overlapping.content, overlapping.band) }) : accept(placed);
}
