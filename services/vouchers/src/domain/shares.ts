/**
 * Who pays what of one visit: the lines of its pieces with total, organiser's and client's share (omavastuu). Quotas,
 * balances and VAT are decided elsewhere. Sums are exact, no share is negative, and cutting a visit finer changes nothing.
 */
import { monthOf, type Day, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { divideHalfUp, minCents, type Cents } from '@seteli/kit/money';
import { stepsPerUnit, type Quantity } from '@seteli/kit/quantity';

/** A piece with its price and value (setelin arvo) as of its own day. */
export type ServedPiece = {
  readonly contentId: Id;
  readonly day: Day;
  readonly quantity: Quantity;
  readonly unitPriceCents: Cents;
  readonly unitValueCents: Cents;
  /** False where the law makes the service free for the client (omavastuuton). */
  readonly deductibleAllowed: boolean;
  /** Beyond the quota with the client's acceptance (lisäpalvelu): list price, paid by the client, outside the ledger. */
  readonly isExtraService?: boolean;
};

export type ShareLine = {
  readonly contentId: Id;
  readonly month: Month;
  readonly quantity: Quantity;
  /** What the total was computed with: the list price, or what a service free by law is limited to. */
  readonly unitPriceCents: Cents;
  readonly unitValueCents: Cents;
  readonly isExtraService: boolean;
  readonly totalCents: Cents;
  readonly organiserCents: Cents;
  readonly clientCents: Cents;
  /** Positions of the pieces that the line holds. */
  readonly pieces: readonly number[];
};

type OpenLine = Omit<ShareLine, 'organiserCents' | 'clientCents' | 'totalCents' | 'pieces'> & {
  readonly isFree: boolean;
  readonly runKey: string;
  steps: bigint;
  totalCents: Cents;
  organiserCents: Cents;
  clientCents: Cents;
  readonly pieces: number[];
};

/** Pieces of one visit in time order. Lines come in the order of their first pieces. */
export function sharesOf(pieces: readonly ServedPiece[]): readonly ShareLine[] {
  const lines = linesOf(pieces);
  const runs = Map.groupBy(lines, (line) => line.runKey);
  for (const run of runs.values()) shareRun(run);
  return lines.map(({ isFree: _free, runKey: _key, steps, quantity, ...line }) => ({
    ...line,
    quantity: { unit: quantity.unit, steps: Number(steps) },
  }));
}

/**
 * Totals are cumulative over the pieces of one content and price, so that they add up to the price of the whole. A line
 * gathers what also shares value and service month: amounts decide, not versions.
 */
function linesOf(pieces: readonly ServedPiece[]): OpenLine[] {
  const lines = new Map<string, OpenLine>();
  const taken = new Map<string, { steps: bigint; cents: Cents }>();
  for (const [index, piece] of pieces.entries()) {
    const line = lineOf(lines, piece);
    const steps = BigInt(piece.quantity.steps);
    const priceKey = `${line.contentId}/${line.unitPriceCents}`;
    const before = taken.get(priceKey) ?? { steps: 0n, cents: 0n };
    const upTo = { steps: before.steps + steps, cents: amountFor(line.unitPriceCents, before.steps + steps, piece.quantity) };
    taken.set(priceKey, upTo);
    line.steps += steps;
    line.totalCents += upTo.cents - before.cents;
    line.pieces.push(index);
  }
  return [...lines.values()];
}

const amountFor = (unitCents: Cents, steps: bigint, { unit }: Quantity): Cents =>
  divideHalfUp(unitCents * steps, BigInt(stepsPerUnit(unit)));

function lineOf(lines: Map<string, OpenLine>, piece: ServedPiece): OpenLine {
  const isExtraService = piece.isExtraService ?? false;
  const isFree = !piece.deductibleAllowed && !isExtraService;
  const unitValueCents = isExtraService ? 0n : piece.unitValueCents;
  const unitPriceCents = isFree ? minCents(piece.unitPriceCents, unitValueCents) : piece.unitPriceCents;
  const { contentId, quantity } = piece;
  const runKey = `${contentId}/${unitPriceCents}/${unitValueCents}/${isExtraService}/${isFree}`;
  const month = monthOf(piece.day);
  const key = `${runKey}/${month}`;
  let line = lines.get(key);
  if (!line) {
    const amounts = { steps: 0n, totalCents: 0n, organiserCents: 0n, clientCents: 0n };
    line = { contentId, month, quantity, unitPriceCents, unitValueCents, isExtraService, isFree, runKey, pieces: [], ...amounts };
    lines.set(key, line);
  }
  return line;
}

/**
 * Lines of one content, price and value. The client's running sum is lowered to any later smaller one, since rounding may
 * otherwise make a later line's share -0.01. A service free by law leaves the client nothing, whatever the rounding.
 */
function shareRun(run: readonly OpenLine[]): void {
  let steps = 0n;
  let total = 0n;
  const owed = run.map((line) => {
    steps += line.steps;
    total += line.totalCents;
    return line.isFree ? 0n : total - minCents(amountFor(line.unitValueCents, steps, line.quantity), total);
  });
  for (let index = owed.length - 2; index >= 0; index -= 1) owed[index] = minCents(owed[index]!, owed[index + 1]!);
  for (const [index, line] of run.entries()) {
    line.clientCents = owed[index]! - (owed[index - 1] ?? 0n);
    line.organiserCents = line.totalCents - line.clientCents;
  }
}
