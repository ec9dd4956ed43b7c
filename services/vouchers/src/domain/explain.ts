/**
 * Why the lines of a visit are what they are (rules behind each piece and line), from what was decided about it. It decides
 * nothing anew; what a quota held before and after is said where it was read with the decision.
 */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import type { Quantity } from '@seteli/kit/quantity';
import type { RuleCode } from '@seteli/schema/generated/vouchers';
import type { Kept } from './allocate.ts';
import { usableBatches } from './balance.ts';
import { bucketName, roomIn, stepsIn, type Buckets } from './bucket.ts';
import { placeOf, type Known, type RecordedVisit, type TakenLine, type TakenPiece } from './decide.ts';
import { sharesOf, type Payer } from './shares.ts';

export type ExplainedPiece = {
  readonly day: Day;
  readonly contentId: Id;
  readonly quantity: Quantity;
  readonly unitPriceCents: Cents;
  readonly unitValueCents: Cents | null;
  readonly valueFirstDay: Day | null;
  readonly quotaBefore: Quantity | null;
  readonly quotaAfter: Quantity | null;
  readonly isExtraService: boolean;
  readonly rules: readonly RuleCode[];
};
export type ExplainedLine = Pick<
  TakenLine,
  | 'contentId'
  | 'month'
  | 'quantity'
  | 'unitPriceCents'
  | 'totalCents'
  | 'organiserCents'
  | 'clientCents'
  | 'unbilledCents'
  | 'isExtraService'
> & { readonly unitValueCents: Cents | null; readonly rules: readonly RuleCode[] };

export type Explanation = {
  readonly pieces: readonly ExplainedPiece[];
  readonly lines: readonly ExplainedLine[];
  readonly totalCents: Cents;
  readonly organiserCents: Cents;
  readonly clientCents: Cents;
  readonly extraServiceCents: Cents;
};

/** What quotas and balances hold before a visit, by the source of its pieces. */
export type Rooms = ReadonlyMap<string, Required<Quantity>>;

export function explain(
  { pieces, lines }: Kept,
  { payer, isCancellation }: { readonly payer: Payer; readonly isCancellation: boolean },
  rooms: Rooms = new Map(),
): Explanation {
  const quotas = quotasOf(pieces, lines, rooms);
  const unpaid = sharesOf(pieces, payer);
  const groups = Map.groupBy(pieces, priceOf);
  const said: RuleCode[] = isCancellation ? ['CANCELLATION'] : [];
  const ofExtra = lines.filter(({ isExtraService }) => isExtraService);
  const ofVoucher = lines.filter(({ isExtraService }) => !isExtraService);
  const sumOf = (of: readonly TakenLine[], amount: 'totalCents' | 'organiserCents' | 'clientCents') =>
    sumCents(of.map((line) => line[amount]));
  return {
    pieces: pieces.map((piece, index) => ({
      day: piece.day,
      contentId: piece.contentId,
      quantity: piece.quantity,
      unitPriceCents: piece.unitPriceCents,
      unitValueCents: isValued(piece) ? piece.unitValueCents : null,
      valueFirstDay: piece.basis === 'TABLE' && isValued(piece) ? piece.valueSince : null,
      ...(quotas[index] ?? { quotaBefore: null, quotaAfter: null }),
      isExtraService: piece.isExtraService ?? false,
      rules: [...rulesOfValue(piece), ...said],
    })),
    lines: lines.map(({ pieces: places, ...line }, index) => {
      const first = pieces[places[0]!]!;
      const isShort = line.balanceId !== null && line.organiserCents < unpaid[index]!.organiserCents;
      // Minutes beyond the quota are the rest of the whole: 48.12 and not 48.13.
      const isCumulative = groups.get(priceOf(first))!.length > 1;
      const rules: RuleCode[] = [
        ...rulesOfValue(first),
        ...rulesOfShare(first, payer),
        ...(isShort ? (['BALANCE'] as const) : []),
        ...said,
        ...(isCumulative ? (['CUMULATIVE_ROUNDING'] as const) : []),
      ];
      return { ...line, unitValueCents: isValued(first) ? line.unitValueCents : null, rules };
    }),
    totalCents: sumOf(ofVoucher, 'totalCents'),
    organiserCents: sumOf(ofVoucher, 'organiserCents'),
    clientCents: sumOf(ofVoucher, 'clientCents'),
    extraServiceCents: sumOf(ofExtra, 'totalCents'),
  };
}

/** What is rounded together: one content at one price. */
const priceOf = ({ contentId, unitPriceCents, quantity }: TakenPiece): string => `${contentId}/${unitPriceCents}/${quantity.stepsPerUnit}`;

const isValued = ({ basis, isExtraService }: TakenPiece): boolean => !isExtraService && (basis === 'TABLE' || basis === 'OWN');

function rulesOfValue({ basis, isExtraService, deductibleAllowed }: TakenPiece): readonly RuleCode[] {
  if (isExtraService) return ['EXTRA_SERVICE'];
  if (basis === 'CONTRACT' || basis === 'ORDER') return ['CONTRACT_PRICE'];
  const free: RuleCode[] = deductibleAllowed ? [] : ['FREE_BY_LAW'];
  if (basis === 'NONE') return free;
  return [basis === 'TABLE' ? 'TABLE_VALUE' : 'OWN_VALUE', ...free];
}

/** A client who pays a cancellation alone is asked nothing about the value; what is free by law has said it already. */
function rulesOfShare(piece: TakenPiece, payer: Payer): readonly RuleCode[] {
  if (!isValued(piece) || !piece.deductibleAllowed || payer === 'CLIENT') return [];
  return [piece.unitPriceCents > piece.unitValueCents ? 'VALUE_CAPS' : 'PRICE_WITHIN_VALUE'];
}

type Quota = Pick<ExplainedPiece, 'quotaBefore' | 'quotaAfter'>;

/** Minutes go piece by piece; a balance pays a line at once, so that its pieces say the same. */
function quotasOf(pieces: readonly TakenPiece[], lines: readonly TakenLine[], rooms: Rooms): readonly (Quota | undefined)[] {
  const left = new Map(rooms);
  const takeFrom = (source: string | null, stepsOf: (room: Required<Quantity>) => number): Quota | undefined => {
    const before = source === null ? undefined : left.get(source);
    if (!before) return undefined;
    const after = { ...before, steps: before.steps - stepsOf(before) };
    left.set(source!, after);
    return { quotaBefore: before, quotaAfter: after };
  };
  const quotas = pieces.map(({ source, balanceId, quantity }) =>
    balanceId ? undefined : takeFrom(source, (room) => stepsIn(room, { ...quantity, stepsPerUnit: quantity.stepsPerUnit })),
  );
  for (const { balanceId, organiserCents, pieces: places } of lines) {
    const quota = takeFrom(balanceId, () => Number(organiserCents));
    for (const place of places) quotas[place] ??= quota;
  }
  return quotas;
}

/** What the sources of a visit's pieces hold now. Of a balance that is what batches of the piece's day hold. */
export function roomsOf(facts: Known & { readonly buckets: Buckets }, visit: RecordedVisit): Rooms {
  const named = facts.vouchers.get(visit.voucherId);
  const rooms = new Map<string, Required<Quantity>>();
  if (!named) return rooms;
  for (const [index, { day, unit }] of visit.pieces.entries()) {
    const { voucher, entitlement, period } = placeOf(facts, named, visit, index) ?? {};
    if (!voucher || !entitlement || entitlement.kind === 'UNLIMITED') continue;
    if (entitlement.kind === 'BALANCE') {
      const names = usableBatches(entitlement.batches, [day]).map(({ id }) => bucketName(entitlement.id, id));
      const steps = names.reduce((sum, name) => sum + (facts.buckets.get(name)?.remaining ?? 0), 0);
      if (!rooms.has(entitlement.id)) rooms.set(entitlement.id, { unit: 'EURO', steps, stepsPerUnit: 100 });
      continue;
    }
    const name = bucketName(entitlement.id, period!);
    const bucket = facts.buckets.get(name);
    if (bucket) rooms.set(name, { unit, steps: roomIn(entitlement, voucher, facts.buckets, period!), stepsPerUnit: bucket.stepsPerUnit });
  }
  return rooms;
}
