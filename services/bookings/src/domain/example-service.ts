/**
 * For tests only: the time bands of personal assistance from a guide for providers, with their gaps, and short ways to
 * write times, pieces and facts.
 */
import { inHelsinki, type Day, type Instant } from '@seteli/kit/day';
import type { Band } from './band.ts';
import { ordinaryCalendar, type DayClass } from './calendar.ts';
import type { Interval } from './cut.ts';
import { PLAIN, spanOfDays, type Recorded } from './recorded.ts';
import type { Visit, VisitLine } from './visit.ts';
import { ordinaryPolicy, type ContentFacts, type RecordingFacts } from './recording-facts.ts';

export const day = (text: string): Day => Temporal.PlainDate.from(text);
/** A Helsinki time; in the repeated hour with its offset: `2026-10-25T03:30+02:00`. */
export const at = (text: string): Instant =>
  /[+Z]/.test(text) ? Temporal.Instant.from(text) : Temporal.PlainDateTime.from(text).toZonedDateTime('Europe/Helsinki').toInstant();

export const band = (contentId: string, classes: readonly DayClass[], fromHour: number, toHour: number): Band => ({
  contentId,
  dayClasses: classes,
  from: fromHour * 60,
  to: toHour * 60,
});

export const seedBands: readonly Band[] = [
  band('a', ['WEEKDAY'], 6, 18),
  band('b', ['WEEKDAY'], 18, 21),
  band('c', ['SATURDAY'], 6, 18),
  band('d', ['SATURDAY'], 18, 20),
  band('e', ['SUNDAY', 'HOLIDAY'], 6, 18),
  band('f', ['SUNDAY', 'HOLIDAY'], 18, 21),
  band('g', ['WEEKDAY'], 21, 24),
  band('g', ['WEEKDAY'], 0, 6),
  band('h', ['SATURDAY'], 0, 6),
];

export const inForce = (bands: readonly Band[]) => ({
  bandVersions: [{ firstDay: day('2020-01-01'), bands }],
  calendar: ordinaryCalendar,
});

const clock = (instant: Instant): string => inHelsinki(instant).toPlainTime().toString({ smallestUnit: 'minute' });
/** `a 06-30 16:30-18:00 90`, by the wall clock. */
export const written = (piece: Interval & { contentId: string; day: Day; minutes: number }): string =>
  `${piece.contentId} ${piece.day.toString().slice(5)} ${clock(piece.from)}-${clock(piece.to)} ${piece.minutes}`;
export const interval = ({ from, to }: Interval): string => `${inHelsinki(from).toPlainDateTime()}-${clock(to)}`;

export const byTimes = (start: string, end: string, change: Partial<Recorded> = {}): Recorded => ({
  ...PLAIN,
  startsAt: at(start),
  endsAt: at(end),
  timed: true,
  ...change,
});
export const byDays = (contentId: string, first: string, last = first, change: Partial<Recorded> = {}): Recorded => ({
  ...PLAIN,
  ...spanOfDays(day(first), day(last)),
  contentId,
  ...change,
});

export const year2026 = { firstDay: day('2026-01-01'), lastDay: day('2026-12-31') };
/** A content with everything in order, at a price of a unit. */
export const priced = (unitPriceCents: bigint, change: Partial<ContentFacts> = {}): ContentFacts => ({
  unit: 'HOUR',
  kind: 'SERVICE',
  isBanded: true,
  isMultiWorker: false,
  isIncludedInPrice: false,
  maxStepsPerVisit: null,
  isFreeByLaw: false,
  offered: [year2026],
  granted: [year2026],
  approved: [year2026],
  prices: [{ ...year2026, unitPriceCents }],
  ...change,
});
/** A content without bands, which a visit has to name. */
export const named = (unit: ContentFacts['unit'], unitPriceCents: bigint, change: Partial<ContentFacts> = {}): ContentFacts =>
  priced(unitPriceCents, { unit, isBanded: false, ...change });

const PRICES: Readonly<Record<string, bigint>> = { a: 3850n, b: 4400n, e: 8000n, g: 4600n };
/** The contents of those bands, each with the same change. */
export const contents = (change: Partial<ContentFacts> = {}): Map<string, ContentFacts> =>
  new Map([...'abcdefgh'].map((id) => [id, priced(PRICES[id] ?? 3850n, change)]));

export const facts = (change: Partial<RecordingFacts> = {}): RecordingFacts => ({
  ...inForce(seedBands),
  policy: ordinaryPolicy,
  voucher: year2026,
  successor: null,
  booking: year2026,
  approval: year2026,
  contents: contents(),
  isDuplicate: false,
  isCorrection: false,
  served: [],
  ...change,
});

export const line: VisitLine = {
  contentId: 'a',
  serviceMonth: Temporal.PlainYearMonth.from('2026-06'),
  unit: 'HOUR',
  steps: 150,
  stepsPerUnit: 60,
  unitPriceCents: 3850n,
  unitValueCents: 3200n,
  totalCents: 9625n,
  organiserCents: 8000n,
  clientCents: 1625n,
  unbilledCents: 0n,
  isExtraService: false,
  vatPermille: 0,
  totalVatCents: 0n,
  organiserVatCents: 0n,
};
/** A recorded visit that waits for its allocation. */
export const pending: Visit = {
  id: 'x',
  placingId: 'x',
  bookingId: 'b',
  organiserId: 'o',
  providerId: 'p',
  voucherId: 'v',
  serviceId: 's',
  unitId: 'n',
  ...byTimes('2026-06-15T10:00', '2026-06-15T12:30'),
  state: 'RECORDED',
  allocation: 'PENDING',
  refusal: null,
  lines: [],
  allocatedVersion: null,
  totalCents: null,
  organiserCents: null,
  clientCents: null,
  unbilledCents: 0n,
  flags: [],
  approvedBy: null,
  heldAt: null,
  holdReason: null,
  isTakenBack: false,
  approverId: null,
  approvedAt: null,
  returnReason: null,
  returnedAt: null,
  handleBy: null,
  remindedAt: null,
  correctionReason: null,
  externalId: null,
  before: null,
  recordedAt: at('2026-06-15T13:00'),
  recordedBy: 'u',
  version: 1,
};
