/**
 * What was published when its days had begun, or changed backwards (rules 14): which visits it reaches, which of them cost
 * otherwise, and the same visit as it is taken again. It computes no price.
 */
import { isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { spanOfPeriod } from './days.ts';
import type { PricedPiece } from './record.ts';
import { change, nextStates, type Visit, type VisitLine } from './visit.ts';

/** Days of which visits are taken again: of one unit's service, of a whole service, or of all of an organiser's. */
export type Reach = {
  readonly organiserId: Id;
  readonly serviceId: Id | null;
  readonly unitId: Id | null;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  /** Also the visits that cost the same: what vouchers goes by has changed. */
  readonly isWhole: boolean;
};

/**
 * What an organiser says of days reaches the visits of these days; where a month or a week costs its operating days, it reaches
 * the whole of it, since each day of it costs another share (rules 40).
 */
export function reachOfDays(organiserId: Id, days: readonly Day[], servicesByOperatingDays: readonly Id[], today: Day): Reach[] {
  const reach = (firstDay: Day, lastDay: Day, serviceId: Id | null): Reach => ({
    organiserId,
    serviceId,
    unitId: null,
    firstDay,
    lastDay,
    isWhole: false,
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
  readonly vatTreatment?: unknown;
  readonly deductibleAllowed?: unknown;
  readonly extraServiceAllowed?: unknown;
};

/** Whether two versions of a service differ in what vouchers goes by: then visits are paid otherwise though they cost the same. */
export const isPaidOtherwise = (before: readonly ForVouchers[], after: readonly ForVouchers[]): boolean =>
  before.some((one) => {
    const other = after.find(({ contentId }) => contentId === one.contentId);
    return (
      other !== undefined &&
      (one.vatTreatment !== other.vatTreatment ||
        one.deductibleAllowed !== other.deductibleAllowed ||
        one.extraServiceAllowed !== other.extraServiceAllowed)
    );
  });

/** Whether a visit may be taken at other prices: now, when vouchers has answered about it, or never, since it stands no more. */
export type Turn = 'NOW' | 'LATER' | 'NEVER';

export function turnOf({ state, allocation }: Visit): Turn {
  if (nextStates(state, 'reprice').length > 0) return 'NOW';
  return state === 'RECORDED' && allocation === 'PENDING' ? 'LATER' : 'NEVER';
}

/** The visit waits for its allocation at other prices, and will then be again what it is. */
export function reprice(visit: Visit): Visit {
  const { correctionReason: _, ...same } = visit;
  const changed = change(visit, same);
  return { ...changed, before: { ...changed.before!, isRepriced: true } };
}

type Priced = Pick<VisitLine, 'contentId' | 'steps' | 'stepsPerUnit' | 'unitPriceCents'>;

/** By quantities of each content, month, price and what makes a unit of it: vouchers' lines are cut otherwise than the pieces. */
export function costsOtherwise(lines: readonly VisitLine[], pieces: readonly PricedPiece[]): boolean {
  const left = new Map<string, number>();
  const count = ({ contentId, steps, stepsPerUnit }: Priced, month: string, price: Cents) => {
    const key = `${contentId} ${month} ${price} ${stepsPerUnit}`;
    left.set(key, (left.get(key) ?? 0) + steps);
  };
  for (const line of lines) count({ ...line, steps: -line.steps }, line.serviceMonth.toString(), line.unitPriceCents);
  for (const piece of pieces) {
    const month = piece.month.toString();
    count(piece, month, lowered(piece.unitPriceCents, capOf(lines, piece.contentId, month)));
  }
  return [...left.values()].some((steps) => steps !== 0);
}

/** Of what is free by law vouchers has lowered the price to the value, so a list above it changes nothing. */
function capOf(lines: readonly VisitLine[], contentId: string, month: string): Cents | undefined {
  const own = lines.filter((line) => line.contentId === contentId && line.serviceMonth.toString() === month && !line.isExtraService);
  const caps = new Set(own.map(({ unitPriceCents, unitValueCents }) => (unitPriceCents === unitValueCents ? unitPriceCents : undefined)));
  return caps.size === 1 ? [...caps][0] : undefined;
}

const lowered = (price: Cents, cap: Cents | undefined): Cents => (cap !== undefined && cap < price ? cap : price);
