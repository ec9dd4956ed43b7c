/**
 * Recalculates the visits of a balance in the order in which they arrived (rules 9). Prices, values and quantities stay
 * as decided; only what the balance pays of each visit is decided again.
 */
import { createHash } from 'node:crypto';
import type { Id } from '@seteli/kit/ids';
import type { Instant } from '@seteli/kit/day';
import { sumCents, type Cents } from '@seteli/kit/money';
import { accept, type Decision } from '@seteli/kit/result';
import { isSameMoney } from '@seteli/schema/same-money';
import type { Kept } from './allocate.ts';
import { payFromBalance, roomInBalance } from './balance.ts';
import { give, take, type Bucket, type Buckets, type Draw, type Entitlement } from './bucket.ts';
import type { TakenLine } from './decide.ts';
import { sharesOf, type Payer } from './shares.ts';
import { withVat } from './vat.ts';

/** A visit that was taken, as vouchers keeps it. */
export type PastVisit = Kept & {
  readonly visitId: Id;
  readonly visitVersion: number;
  readonly voucherId: Id;
  readonly startsAt: Instant;
  readonly payer: Payer;
  readonly draws: readonly Draw[];
};

export type Effect = { readonly before: PastVisit; readonly after: PastVisit };
/**
 * `silent` visits draw from other batches while everybody pays the same. Vouchers keeps them, and nobody posts, sees or
 * confirms anything about them.
 */
export type Recalculation = { readonly effects: readonly Effect[]; readonly silent: readonly PastVisit[]; readonly buckets: Buckets };

/**
 * `visits` are in the order of arrival. It is refused when the balance would no longer cover a service that is free by
 * law.
 */
export function recalculate(
  balance: Entitlement,
  buckets: Buckets,
  visits: readonly PastVisit[],
): Decision<Recalculation, 'BALANCE_EXCEEDED'> {
  const left = new Map<string, Bucket>(buckets);
  const concerned = visits.filter(({ pieces }) => pieces.some(({ balanceId }) => balanceId === balance.id));
  const isOwn = (draw: Draw) => draw.entitlementId === balance.id;
  for (const { draws } of concerned) for (const draw of draws.filter(isOwn)) give(left, draw);
  const effects: Effect[] = [];
  const silent: PastVisit[] = [];
  for (const before of concerned) {
    // The balance of a predecessor or successor is not recalculated.
    const shares = sharesOf(before.pieces, before.payer).map((line) =>
      line.balanceId === balance.id ? line : { ...line, balanceId: null },
    );
    const pieces = before.pieces.map((piece) =>
      piece.balanceId === balance.id ? { ...piece, room: roomInBalance(balance, left, piece.day) } : piece,
    );
    const paid = payFromBalance(shares, before.pieces, () => balance.batches, left, before.payer);
    if (!paid.accepted) return paid;
    for (const draw of paid.value.draws) take(left, draw);
    const lines = paid.value.lines.map((line, index) => (line.balanceId === balance.id ? withVat(line) : before.lines[index]!));
    const after = { ...before, pieces, lines, draws: [...before.draws.filter((draw) => !isOwn(draw)), ...paid.value.draws] };
    if (paysOtherwise(before, after)) effects.push({ before, after });
    else if (amountsOf(after) !== amountsOf(before)) silent.push(after);
  }
  return accept({ effects, silent, buckets: left });
}

/**
 * Only a changed share is a correction (rules 13). Nobody else needs to know of prices, values and batches that change
 * no share.
 */
export const paysOtherwise = (before: PastVisit, after: PastVisit): boolean => !isSameMoney(moneyOf(before), moneyOf(after));

const moneyOf = ({ lines }: PastVisit) => lines.map(({ quantity, ...line }) => ({ ...line, ...quantity }));

export const amountsOf = ({ lines, draws }: PastVisit): string =>
  [
    ...lines.map(({ organiserCents, clientCents, unbilledCents }) => `${organiserCents}/${clientCents}/${unbilledCents}`),
    ...draws.map((draw) => `${draw.period}:${draw.steps}`).toSorted(),
  ].join(' ');

export const sumOf = (lines: readonly TakenLine[], share: 'organiserCents' | 'clientCents'): Cents =>
  sumCents(lines.map((line) => line[share]));

/**
 * The same id for the same effects on the same versions of the same visits: whoever confirms it has seen these effects.
 */
export const previewIdOf = (about: string, effects: readonly Effect[]): string => {
  const seen = effects.map(({ before, after }) => [before.visitId, before.visitVersion, amountsOf(before), amountsOf(after)]);
  return createHash('sha256')
    .update(JSON.stringify([about, seen]))
    .digest('hex')
    .slice(0, 32);
};
