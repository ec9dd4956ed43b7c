/**
 * Explains the lines of a decided visit by the rules behind each piece and line. It decides nothing again. It tells a
 * quota before and after the visit where the decision kept it.
 */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { addShares, stepsPerUnit, type Quantity, type Share, type Unit } from '@seteli/schema/quantity';
import type { RuleCode } from '@seteli/schema/generated/shared';
import type { Kept } from './allocate.ts';
import { stepsIn } from './bucket.ts';
import type { TakenLine, TakenPiece } from './decide.ts';
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

export function explain(
  { pieces, lines }: Kept,
  { payer, isCancellation }: { readonly payer: Payer; readonly isCancellation: boolean },
): Explanation {
  const quotas = quotasOf(pieces, lines);
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
    lines: lines.map(({ pieces: indexes, ...line }, index) => {
      const first = pieces[indexes[0]!]!;
      const isShort = line.balanceId !== null && line.organiserCents < unpaid[index]!.organiserCents;
      // Extra service is the rest of the whole: 48.12, not 48.13.
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

/** Pieces of one content at one price are rounded together. */
const priceOf = ({ contentId, unitPriceCents }: TakenPiece): string => `${contentId}/${unitPriceCents}`;

const isValued = ({ basis, isExtraService }: TakenPiece): boolean => !isExtraService && (basis === 'TABLE' || basis === 'OWN');

function rulesOfValue({ basis, isExtraService, deductibleAllowed }: TakenPiece): readonly RuleCode[] {
  if (isExtraService) return ['EXTRA_SERVICE'];
  if (basis === 'CONTRACT' || basis === 'ORDER') return ['CONTRACT_PRICE'];
  const free: RuleCode[] = deductibleAllowed ? [] : ['FREE_BY_LAW'];
  if (basis === 'NONE') return free;
  return [basis === 'TABLE' ? 'TABLE_VALUE' : 'OWN_VALUE', ...free];
}

/**
 * A value has no say where the client pays a cancellation alone. Where the service is free by law, that rule is already
 * named.
 */
function rulesOfShare(piece: TakenPiece, payer: Payer): readonly RuleCode[] {
  if (!isValued(piece) || !piece.deductibleAllowed || payer === 'CLIENT') return [];
  return [piece.unitPriceCents > piece.unitValueCents ? 'VALUE_CAPS' : 'PRICE_WITHIN_VALUE'];
}

type Quota = Pick<ExplainedPiece, 'quotaBefore' | 'quotaAfter'>;

/**
 * Pieces draw on a quota one by one. A balance pays a whole line, so all pieces of the line tell the same. Allocations
 * older than this record tell nothing.
 */
function quotasOf(pieces: readonly TakenPiece[], lines: readonly TakenLine[]): readonly (Quota | undefined)[] {
  const before = new Map(pieces.flatMap(({ source, room }) => (source !== null && room ? [[source, room] as const] : [])).toReversed());
  const taken = new Map<string, Share>();
  const takeFrom = (source: string | null, own: Share): Quota | undefined => {
    const room = source === null ? undefined : before.get(source);
    if (!room) return undefined;
    const [was, is] = [taken.get(source!), addShares(taken.get(source!) ?? NOTHING, own)];
    taken.set(source!, is);
    const after = (share: Share | undefined) => ({
      ...room,
      steps: room.steps - (share ? stepsIn(room, quantityOf(room.unit, share)) : 0),
    });
    return { quotaBefore: after(was), quotaAfter: after(is) };
  };
  const quotas = pieces.map(({ source, balanceId, quantity }) =>
    balanceId ? undefined : takeFrom(source, { steps: BigInt(quantity.steps), stepsPerUnit: BigInt(quantity.stepsPerUnit) }),
  );
  for (const { balanceId, organiserCents, pieces: indexes } of lines) {
    const quota = takeFrom(balanceId, { steps: organiserCents, stepsPerUnit: EURO });
    for (const index of indexes) quotas[index] ??= quota;
  }
  return quotas;
}

const EURO = BigInt(stepsPerUnit('EURO'));
const NOTHING: Share = { steps: 0n, stepsPerUnit: 1n };
const quantityOf = (unit: Unit, { steps, stepsPerUnit: size }: Share): Required<Quantity> => ({
  unit,
  steps: Number(steps),
  stepsPerUnit: Number(size),
});
