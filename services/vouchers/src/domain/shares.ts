/**
 * Computes who pays what of one visit: lines of its pieces with total, organiser's and client's share (omavastuu). It
 * decides no quotas, balances or VAT. Sums are exact, no share is negative, and a finer cut of the visit changes
 * nothing.
 */
import { monthOf, type Day, type Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { divideHalfUp, minCents, type Cents } from '@seteli/kit/money';
import { addShares, type Quantity, type Share } from '@seteli/schema/quantity';

/** A piece with its price and value (setelin arvo) on its own day. */
export type ServedPiece = {
  readonly contentId: Id;
  readonly day: Day;
  readonly quantity: Required<Quantity>;
  readonly unitPriceCents: Cents;
  readonly unitValueCents: Cents;
  readonly vatPermille: number;
  /** False where the law makes the service free for the client (omavastuuton). */
  readonly deductibleAllowed: boolean;
  /** Beyond the quota, accepted by the client (lisäpalvelu): the client pays the list price, outside the ledger. */
  readonly isExtraService?: boolean;
  /** The balance that pays for the piece, if one does. */
  readonly balanceId?: Id | null;
};

/** Who pays: both as for any visit, or as the terms of a cancellation say (rules 29). */
export type Payer = 'CLIENT' | 'SPLIT' | 'ORGANISER';

export type ShareLine = {
  readonly contentId: Id;
  readonly month: Month;
  readonly quantity: Required<Quantity>;
  /** The price behind the total: the list price, or the limit of a service free by law. */
  readonly unitPriceCents: Cents;
  readonly unitValueCents: Cents;
  readonly vatPermille: number;
  readonly isExtraService: boolean;
  readonly isFree: boolean;
  readonly balanceId: Id | null;
  readonly totalCents: Cents;
  readonly organiserCents: Cents;
  readonly clientCents: Cents;
  /** The part that nobody pays; total = organiser + client + unbilled. */
  readonly unbilledCents: Cents;
  /** Positions of the pieces that the line holds. */
  readonly pieces: readonly number[];
};

type CentsField = 'organiserCents' | 'clientCents' | 'unbilledCents';
/** What the pieces of a line have in common. */
type Alike = Omit<ShareLine, CentsField | 'totalCents' | 'pieces' | 'quantity'> & Pick<Quantity, 'unit'>;
type OpenLine = {
  readonly alike: Alike;
  /** Lines of one content, price and value share their rounding. */
  readonly runKey: string;
  /** So do pieces of one content and price, also parts of units of different sizes, as of a June and a July. */
  readonly priceKey: string;
  quantity: Share;
  totalCents: Cents;
  organiserCents: Cents;
  clientCents: Cents;
  readonly pieces: number[];
};

/** `pieces` of one visit are in time order. Lines come in the order of their first pieces. */
export function sharesOf(pieces: readonly ServedPiece[], payer: Payer = 'SPLIT'): readonly ShareLine[] {
  const lines = linesOf(pieces);
  const runs = Map.groupBy(lines, (line) => line.runKey);
  for (const run of runs.values()) shareRun(run);
  return lines.map(({ alike: { unit, ...alike }, ...line }) => ({
    ...alike,
    quantity: { unit, steps: Number(line.quantity.steps), stepsPerUnit: Number(line.quantity.stepsPerUnit) },
    totalCents: line.totalCents,
    ...payBy(payer, line, alike),
    pieces: line.pieces,
  }));
}

/** A client pays alone only where they may be charged at all. Otherwise nobody pays the client's part. */
function payBy(
  payer: Payer,
  { totalCents, organiserCents, clientCents }: Pick<OpenLine, 'totalCents' | 'organiserCents' | 'clientCents'>,
  { isFree, isExtraService }: Pick<Alike, 'isFree' | 'isExtraService'>,
): Pick<ShareLine, CentsField> {
  if (payer === 'SPLIT' || isExtraService) return { organiserCents, clientCents, unbilledCents: 0n };
  if (payer === 'CLIENT' && !isFree) return { organiserCents: 0n, clientCents: totalCents, unbilledCents: 0n };
  return { organiserCents, clientCents: 0n, unbilledCents: clientCents };
}

/**
 * Totals are cumulative over the pieces of one content and price, so they add up to the price of the whole. A line
 * gathers pieces that also share value, rate of VAT and service month. Amounts decide, not versions.
 */
function linesOf(pieces: readonly ServedPiece[]): OpenLine[] {
  const lines = new Map<string, OpenLine>();
  const taken = new Map<string, Share & { readonly cents: Cents }>();
  for (const [index, piece] of pieces.entries()) {
    const line = lineOf(lines, piece);
    const own = asShare(piece.quantity);
    const before = taken.get(line.priceKey);
    const upTo = before ? addShares(before, own) : own;
    const cents = amountFor(line.alike.unitPriceCents, upTo);
    taken.set(line.priceKey, { ...upTo, cents });
    line.quantity = line.pieces.length === 0 ? own : addShares(line.quantity, own);
    line.totalCents += cents - (before?.cents ?? 0n);
    line.pieces.push(index);
  }
  return [...lines.values()];
}

const asShare = ({ steps, stepsPerUnit }: Required<Quantity>): Share => ({ steps: BigInt(steps), stepsPerUnit: BigInt(stepsPerUnit) });

export const amountFor = (unitCents: Cents, { steps, stepsPerUnit }: Share): Cents => divideHalfUp(unitCents * steps, stepsPerUnit);

function lineOf(lines: Map<string, OpenLine>, piece: ServedPiece): OpenLine {
  const isExtraService = piece.isExtraService ?? false;
  const isFree = !piece.deductibleAllowed && !isExtraService;
  const unitValueCents = isExtraService ? 0n : piece.unitValueCents;
  const unitPriceCents = isFree ? minCents(piece.unitPriceCents, unitValueCents) : piece.unitPriceCents;
  const { contentId, quantity, vatPermille } = piece;
  const balanceId = isExtraService ? null : (piece.balanceId ?? null);
  const priceKey = `${contentId}/${unitPriceCents}`;
  const runKey = `${priceKey}/${unitValueCents}/${isExtraService}/${isFree}`;
  const key = `${runKey}/${piece.day.year}-${piece.day.month}/${vatPermille}/${balanceId}`;
  let line = lines.get(key);
  if (!line) {
    const month = monthOf(piece.day);
    const { unit } = quantity;
    const alike = { contentId, month, unit, unitPriceCents, unitValueCents, vatPermille, isExtraService, isFree, balanceId };
    line = { alike, runKey, priceKey, pieces: [], quantity: asShare(quantity), totalCents: 0n, organiserCents: 0n, clientCents: 0n };
    lines.set(key, line);
  }
  return line;
}

/**
 * Shares lines of one content, price and value. It lowers the client's running sum to any smaller later one, since
 * rounding could otherwise make a later share -0.01. A service free by law leaves the client nothing, whatever the
 * rounding.
 */
function shareRun(run: readonly OpenLine[]): void {
  let upTo: Share | undefined;
  let total = 0n;
  const owed = run.map((line) => {
    upTo = upTo ? addShares(upTo, line.quantity) : line.quantity;
    total += line.totalCents;
    const { isFree, unitValueCents } = line.alike;
    return isFree ? 0n : total - minCents(amountFor(unitValueCents, upTo), total);
  });
  for (let index = owed.length - 2; index >= 0; index -= 1) owed[index] = minCents(owed[index]!, owed[index + 1]!);
  for (const [index, line] of run.entries()) {
    line.clientCents = owed[index]! - (owed[index - 1] ?? 0n);
    line.organiserCents = line.totalCents - line.clientCents;
  }
}
