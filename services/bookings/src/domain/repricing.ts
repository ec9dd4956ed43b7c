/**
 * Publications for days that had begun, and changes backwards (rules 14): which visits they reach, which of these cost
 * otherwise, and the visits as decided again. It computes no price.
 */
import { dayOf, isBefore, type Day, type DayRange, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { addShares, type Share } from '@seteli/schema/quantity';
import { spanOfPeriod } from './days.ts';
import { factsOf, versionOn, type KnownBooking } from './facts.ts';
import { pricedPiecesOf, recordAnew, type PricedPiece } from './record.ts';
import { isCancelled } from './recorded.ts';
import { nextStates } from './lifecycle.ts';
import { change, type Visit, type VisitLine } from './visit.ts';

/**
 * Days whose visits bookings decides about again: of one unit's service, of a whole service, or of all of an
 * organiser's.
 */
export type Reach = {
  readonly organiserId: Id;
  readonly serviceId: Id | null;
  readonly unitId: Id | null;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  /** The version of the service that was published; null where prices or days were. */
  readonly serviceVersion: number | null;
} & PaidOtherwise;

/**
 * These visits are paid otherwise though they may cost the same: visits of these contents, or cancelled ones, whose
 * terms have changed.
 */
export type PaidOtherwise = { readonly contentIds: readonly Id[]; readonly cancelled: boolean };
export const ONLY_WHAT_COSTS_OTHERWISE: PaidOtherwise = { contentIds: [], cancelled: false };

/**
 * An organiser's word about days reaches the visits of these days. Where a month or a week costs its operating days, it
 * reaches the whole period, since each day of it costs another share (rules 40).
 */
export function reachOfDays(organiserId: Id, days: readonly Day[], servicesByOperatingDays: readonly Id[], today: Day): Reach[] {
  const reach = (firstDay: Day, lastDay: Day, serviceId: Id | null): Reach => ({
    organiserId,
    serviceId,
    unitId: null,
    firstDay,
    lastDay,
    serviceVersion: null,
    ...ONLY_WHAT_COSTS_OTHERWISE,
  });
  const begun = days.filter((day) => !isBefore(today, day)).toSorted(Temporal.PlainDate.compare);
  const ranges: [Day, Day][] = [];
  for (const day of begun) {
    const range = ranges.at(-1);
    if (range && !isBefore(range[1].add({ days: 1 }), day)) range[1] = day;
    else ranges.push([day, day]);
  }
  const periods = days
    .flatMap((day) => [spanOfPeriod('WEEK', day), spanOfPeriod('MONTH', day)])
    .filter(([first]) => !isBefore(today, first));
  const ends = periods.flat().toSorted(Temporal.PlainDate.compare);
  return [
    ...ranges.map(([first, last]) => reach(first, last, null)),
    ...(ends.length > 0 ? servicesByOperatingDays.map((id) => reach(ends[0]!, ends.at(-1)!, id)) : []),
  ];
}

type ForVouchers = {
  readonly contentId: Id;
  // A service that was published before bookings kept these fields does not have them. Then bookings knows of no
  // change.
  readonly vatTreatment?: unknown;
  readonly deductibleAllowed?: unknown;
  readonly extraServiceAllowed?: unknown;
};

const differs = (one: unknown, other: unknown): boolean => one !== undefined && other !== undefined && one !== other;

/**
 * Contents whose two versions differ in what vouchers goes by. Their visits are paid otherwise though they cost the
 * same.
 */
export const paidOtherwise = (before: readonly ForVouchers[], after: readonly ForVouchers[]): Id[] =>
  before.flatMap((one) => {
    const other = after.find(({ contentId }) => contentId === one.contentId);
    const isOther =
      other &&
      (differs(one.vatTreatment, other.vatTreatment) ||
        differs(one.deductibleAllowed, other.deductibleAllowed) ||
        differs(one.extraServiceAllowed, other.extraServiceAllowed));
    return isOther ? [one.contentId] : [];
  });

/** Whether bookings decides again about a visit that costs the same. */
export const isPaidOtherwise = ({ kind, lines }: Pick<Visit, 'kind' | 'lines'>, { contentIds, cancelled }: PaidOtherwise): boolean =>
  (cancelled && isCancelled({ kind })) || lines.some(({ contentId }) => contentIds.includes(contentId));

/**
 * NOW: bookings may decide again. LATER: only when vouchers has answered about the visit. NEVER: the visit stands no
 * longer.
 */
export type Turn = 'NOW' | 'LATER' | 'NEVER';

export function turnOf({ state, allocation }: Visit): Turn {
  if (nextStates(state, 'reprice').length > 0) return 'NOW';
  return state === 'RECORDED' && allocation === 'PENDING' ? 'LATER' : 'NEVER';
}

export type Again = { readonly now: Instant; readonly reach: PaidOtherwise };

/** Decides again about a visit that stands. Nothing when it costs the same and is paid as before. */
export function decideAgain(visit: Visit, known: KnownBooking, served: readonly DayRange[], { now, reach }: Again) {
  const facts = factsOf(known, dayOf(visit.startsAt), { isDuplicate: false, isCorrection: true, served });
  const pieces = isPaidOtherwise(visit, reach) ? undefined : pricedPiecesOf(facts, visit);
  const isSame = pieces !== undefined && !costsOtherwise(visit.lines, pieces, isFreeByLaw(known, visit));
  const contentIds = visit.lines.map(({ contentId }) => contentId);
  return isSame ? undefined : recordAnew(facts, visit, contentIds, now);
}

/** The visit waits for its allocation at other prices, and then has its former state again. */
export function reprice(visit: Visit): Visit {
  const { correctionReason: _, ...same } = visit;
  const changed = change(visit, same);
  return { ...changed, before: { ...changed.before!, isRepriced: true } };
}

type Priced = Pick<VisitLine, 'contentId' | 'steps' | 'stepsPerUnit' | 'unitPriceCents'>;

/**
 * Compares the quantities of each content, month and price. Vouchers' lines are cut otherwise than the pieces, and add
 * up parts of unequal periods.
 */
export function costsOtherwise(lines: readonly VisitLine[], pieces: readonly PricedPiece[], isFree: (contentId: Id) => boolean): boolean {
  const left = new Map<string, Share>();
  const count = ({ contentId, steps, stepsPerUnit }: Priced, month: string, price: Cents) => {
    const key = `${contentId} ${month} ${price}`;
    const share = { steps: BigInt(steps), stepsPerUnit: BigInt(stepsPerUnit) };
    const before = left.get(key);
    left.set(key, before ? addShares(before, share) : share);
  };
  for (const line of lines) count({ ...line, steps: -line.steps }, line.serviceMonth.toString(), line.unitPriceCents);
  for (const piece of pieces) {
    const month = piece.month.toString();
    const cap = isFree(piece.contentId) ? capOf(lines, piece.contentId, month) : undefined;
    count(piece, month, lowered(piece.unitPriceCents, cap));
  }
  return [...left.values()].some(({ steps }) => steps !== 0n);
}

/** Asks the version of the visit's day. */
export const isFreeByLaw =
  ({ service }: Pick<KnownBooking, 'service'>, { startsAt }: Pick<Visit, 'startsAt'>) =>
  (contentId: Id): boolean =>
    versionOn(service, dayOf(startsAt)).contents.get(contentId)?.isFreeByLaw ?? false;

/**
 * Vouchers lowers the price of a content that is free by law to the value. So a list above the value changes nothing.
 */
function capOf(lines: readonly VisitLine[], contentId: Id, month: string): Cents | undefined {
  const own = lines.filter((line) => line.contentId === contentId && line.serviceMonth.toString() === month && !line.isExtraService);
  const caps = new Set(own.map(({ unitPriceCents, unitValueCents }) => (unitPriceCents === unitValueCents ? unitPriceCents : undefined)));
  return caps.size === 1 ? [...caps][0] : undefined;
}

const lowered = (price: Cents, cap: Cents | undefined): Cents => (cap !== undefined && cap < price ? cap : price);
