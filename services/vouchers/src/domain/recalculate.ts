/**
 * Taking the visits of a balance from it again, in the order in which they came (rules 9). Prices, values and quantities stay
 * as they were decided; only what the balance pays of each visit is decided anew.
 */
import { createHash } from 'node:crypto';
import type { Id } from '@seteli/kit/ids';
import type { Instant } from '@seteli/kit/day';
import { sumCents, type Cents } from '@seteli/kit/money';
import { accept, type Decision } from '@seteli/kit/result';
import { isSameMoney } from '@seteli/kit/same-money';
import type { Kept } from './allocate.ts';
import { payFromBalance, roomInBalance } from './balance.ts';
import { give, take, type Bucket, type Buckets, type Draw, type Entitlement } from './bucket.ts';
import type { TakenLine } from './decide.ts';
import { sharesOf, type Payer } from './shares.ts';
import { withVat } from './vat.ts';

/** A visit that was made, as it was kept. */
export type PastVisit = Kept & {
  readonly visitId: Id;
  readonly visitVersion: number;
  readonly voucherId: Id;
  readonly startsAt: Instant;
  readonly payer: Payer;
  readonly draws: readonly Draw[];
};

export type Effect = { readonly before: PastVisit; readonly after: PastVisit };
/** `silent`: visits that draw otherwise though nobody pays otherwise. They are kept, and there is nothing to be posted, shown or confirmed about them. */
export type Recalculation = { readonly effects: readonly Effect[]; readonly silent: readonly PastVisit[]; readonly buckets: Buckets };

/** `visits` in the order of their arrival. It is refused when a service that is free by law would no longer be covered. */
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
    // Another balance, of a voucher before or after, is not recalculated.
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

/** Only a changed share is a correction (rules 13): prices, values and batches that change no share are nobody's business. */
export const paysOtherwise = (before: PastVisit, after: PastVisit): boolean => !isSameMoney(moneyOf(before), moneyOf(after));

const moneyOf = ({ lines }: PastVisit) => lines.map(({ quantity, ...line }) => ({ ...line, ...quantity }));

export const amountsOf = ({ lines, draws }: PastVisit): string =>
  [
    ...lines.map(({ organiserCents, clientCents, unbilledCents }) => `${organiserCents}/${clientCents}/${unbilledCents}`),
    ...draws.map((draw) => `${draw.period}:${draw.steps}`).toSorted(),
  ].join(' ');

export const sumOf = (lines: readonly TakenLine[], share: 'organiserCents' | 'clientCents'): Cents =>
  sumCents(lines.map((line) => line[share]));

/** The same for the same effects on the same versions of the same visits: whoever confirms it has seen what is carried out. */
export const previewIdOf = (about: string, effects: readonly Effect[]): string => {
  const seen = effects.map(({ before, after }) => [before.visitId, before.visitVersion, amountsOf(before), amountsOf(after)]);
  return createHash('sha256')
    .update(JSON.stringify([about, seen]))
    .digest('hex')
    .slice(0, 32);
};
