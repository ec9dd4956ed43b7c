/**
 * Stores the decision about a visit with its allocation, as rows of values without names: vouchers writes it for every
 * visit and reads it for few. New values are only ever added at the end.
 */
import { monthOf } from '@seteli/kit/day';
import type { Unit } from '@seteli/schema/quantity';
import type { Kept } from '../domain/allocate.ts';
import type { TakenLine, TakenPiece } from '../domain/decide.ts';

export const EXTRA = 1;
export const FREE = 2;
const BASES = ['TABLE', 'OWN', 'NONE', 'CONTRACT', 'ORDER'] as const satisfies TakenPiece['basis'][];
const flagsOf = (isExtraService: boolean | undefined, isFree: boolean): number => (isExtraService ? EXTRA : 0) | (isFree ? FREE : 0);

/**
 * In this order: content, day, unit, steps, steps of a unit, unit price, unit value, the first day of the value,
 * permille of VAT, bucket or balance, flags, whether it is a balance, last day, source of the value, what the bucket or
 * balance held before, and its steps of a unit.
 */
const writePiece = (piece: TakenPiece): unknown[] => [
  piece.contentId,
  piece.day.toString(),
  piece.quantity.unit,
  piece.quantity.steps,
  piece.quantity.stepsPerUnit,
  Number(piece.unitPriceCents),
  Number(piece.unitValueCents),
  piece.valueSince?.toString() ?? null,
  piece.vatPermille,
  piece.source,
  flagsOf(piece.isExtraService, !piece.deductibleAllowed),
  piece.balanceId ? 1 : 0,
  piece.lastDay.equals(piece.day) ? null : piece.lastDay.toString(),
  BASES.indexOf(piece.basis),
  ...(piece.room ? [piece.room.steps, piece.room.stepsPerUnit] : []),
];

type PieceRow = [
  string,
  string,
  Unit,
  number,
  number,
  number,
  number,
  string | null,
  number,
  string | null,
  number,
  number,
  string | null,
  number?,
  number?,
  number?,
];

function readPiece(row: readonly unknown[]): TakenPiece {
  const [
    contentId,
    day,
    unit,
    steps,
    stepsPerUnit,
    price,
    value,
    since,
    vatPermille,
    source,
    flags,
    isBalance,
    lastDay,
    basis,
    room,
    roomSize,
  ] = row as PieceRow;
  return {
    contentId,
    day: Temporal.PlainDate.from(day),
    lastDay: Temporal.PlainDate.from(lastDay ?? day),
    quantity: { unit, steps, stepsPerUnit },
    unitPriceCents: BigInt(price),
    unitValueCents: BigInt(value),
    valueSince: since === null ? null : Temporal.PlainDate.from(since),
    // Rows older than the basis: a value with a first day comes from a table.
    basis: BASES[basis ?? (since === null ? 1 : 0)]!,
    vatPermille,
    source,
    room: room === undefined || roomSize === undefined ? null : { unit: isBalance ? 'EURO' : unit, steps: room, stepsPerUnit: roomSize },
    isExtraService: (flags & EXTRA) > 0,
    deductibleAllowed: (flags & FREE) === 0,
    balanceId: isBalance ? source : null,
  };
}

/**
 * The first piece tells day, unit and VAT. In this order: content, month, steps, price, value, total, organiser,
 * client, unbilled, tax of the total and of the organiser, flags, pieces, steps of a unit.
 */
const writeLine = (line: TakenLine): unknown[] => [
  line.contentId,
  line.month.toString(),
  line.quantity.steps,
  Number(line.unitPriceCents),
  Number(line.unitValueCents),
  Number(line.totalCents),
  Number(line.organiserCents),
  Number(line.clientCents),
  Number(line.unbilledCents),
  Number(line.totalVatCents),
  Number(line.organiserVatCents),
  flagsOf(line.isExtraService, line.isFree),
  line.pieces,
  line.quantity.stepsPerUnit,
];

type LineRow = [string, string, number, number, number, number, number, number, number, number, number, number, number[], number?];

function readLine(row: readonly unknown[], pieces: readonly TakenPiece[]): TakenLine {
  const [contentId, , steps, price, value, total, organiser, client, unbilled, totalVat, organiserVat, flags, indexes, size] =
    row as LineRow;
  const first = pieces[indexes[0]!]!;
  return {
    contentId,
    month: monthOf(first.day),
    quantity: { ...first.quantity, steps, stepsPerUnit: size ?? first.quantity.stepsPerUnit },
    unitPriceCents: BigInt(price),
    unitValueCents: BigInt(value),
    vatPermille: first.vatPermille,
    isExtraService: (flags & EXTRA) > 0,
    isFree: (flags & FREE) > 0,
    balanceId: first.balanceId ?? null,
    totalCents: BigInt(total),
    organiserCents: BigInt(organiser),
    clientCents: BigInt(client),
    unbilledCents: BigInt(unbilled),
    totalVatCents: BigInt(totalVat),
    organiserVatCents: BigInt(organiserVat),
    pieces: indexes,
  };
}

export function readKept(rows: { readonly pieces: readonly unknown[][]; readonly lines: readonly unknown[][] }): Kept {
  const pieces = rows.pieces.map(readPiece);
  return { pieces, lines: rows.lines.map((line) => readLine(line, pieces)) };
}

export const writeKept = ({ pieces, lines }: Kept) => ({ pieces: pieces.map(writePiece), lines: lines.map(writeLine) });
