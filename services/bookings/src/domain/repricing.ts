/** A price list that holds from a day that has begun: what costs otherwise by it, and the same visit at its prices (rules 14). It computes no price. */
import type { Cents } from '@seteli/kit/money';
import type { PricedPiece } from './record.ts';
import { change, nextStates, type Visit, type VisitLine } from './visit.ts';

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

type Priced = Pick<VisitLine, 'contentId' | 'steps' | 'unitPriceCents'>;

/** By quantities of each content, month and price: vouchers' lines are cut otherwise than the pieces. */
export function costsOtherwise(lines: readonly VisitLine[], pieces: readonly PricedPiece[]): boolean {
  const left = new Map<string, number>();
  const count = ({ contentId, steps }: Priced, month: string, price: Cents) => {
    const key = `${contentId} ${month} ${price}`;
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
