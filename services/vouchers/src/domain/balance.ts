/**
 * What a balance (saldo-ostovoima) pays of a visit (rules 10). It pays line by line in time order, from the batch that
 * expires first, and only from batches that are valid on all days of the line. The client pays the rest, unless the
 * service is free by law.
 */
import { isBefore, isWithin, type Day } from '@seteli/kit/day';
import { minCents, type Cents } from '@seteli/kit/money';
import type { Id } from '@seteli/kit/ids';
import { stepsPerUnit, type Quantity } from '@seteli/schema/quantity';
import { accept, refuseWhole, type Decision } from '@seteli/kit/result';
import { bucketName, type Batch, type Buckets, type Draw, type Entitlement } from './bucket.ts';
import type { Payer, ShareLine } from './shares.ts';

export type Drawn = { readonly lines: readonly ShareLine[]; readonly draws: readonly Draw[] };

/** The batches that are valid on all of the days, those that expire first before the others. */
export const usableBatches = (batches: readonly Batch[], days: readonly Day[]): readonly Batch[] =>
  batches
    .filter((batch) => days.every((day) => isWithin(batch, day)))
    .toSorted((a, b) => (isBefore(a.lastDay, b.lastDay) ? -1 : isBefore(b.lastDay, a.lastDay) ? 1 : a.id < b.id ? -1 : 1));

/** What the batches of a day hold together. */
export const roomInBalance = ({ id, batches }: Pick<Entitlement, 'id' | 'batches'>, buckets: Buckets, day: Day): Required<Quantity> => ({
  unit: 'EURO',
  steps: usableBatches(batches, [day]).reduce((sum, batch) => sum + (buckets.get(bucketName(id, batch.id))?.remaining ?? 0), 0),
  stepsPerUnit: stepsPerUnit('EURO'),
});

/** The lines name `pieces` by index. Lines without a balance stay as they are. */
export function payFromBalance(
  lines: readonly ShareLine[],
  pieces: readonly { readonly day: Day; readonly lastDay: Day }[],
  batchesOf: (balanceId: Id) => readonly Batch[],
  buckets: Buckets,
  payer: Payer = 'SPLIT',
): Decision<Drawn, 'BALANCE_EXCEEDED'> {
  const left = new Map<string, number>();
  const draws = new Map<string, Draw>();
  const paid: ShareLine[] = [];
  for (const line of lines) {
    if (line.balanceId === null) {
      paid.push(line);
      continue;
    }
    const balanceId = line.balanceId;
    const days = line.pieces.flatMap((index) => [pieces[index]!.day, pieces[index]!.lastDay]);
    const wanted = line.organiserCents;
    let unpaid = wanted;
    for (const { id } of usableBatches(batchesOf(balanceId), days)) {
      const name = bucketName(balanceId, id);
      const inBatch = left.get(name) ?? buckets.get(name)?.remaining ?? 0;
      const cents = Number(minCents(unpaid, BigInt(inBatch)));
      if (cents === 0) continue;
      unpaid -= BigInt(cents);
      left.set(name, inBatch - cents);
      draws.set(name, { entitlementId: balanceId, period: id, steps: (draws.get(name)?.steps ?? 0) + cents });
    }
    if (unpaid > 0n && line.isFree) {
      const remaining = { unit: 'EURO', steps: Number(wanted - unpaid) } as const;
      return refuseWhole('BALANCE_EXCEEDED', { remaining, details: { contentId: line.contentId } });
    }
    paid.push(shortOf(line, unpaid, payer));
  }
  return accept({ lines: paid, draws: [...draws.values()] });
}

/**
 * The organiser pays less than the value. The client pays the rest, or nobody does where only the organiser was to pay.
 */
const shortOf = (line: ShareLine, unpaid: Cents, payer: Payer): ShareLine => ({
  ...line,
  organiserCents: line.organiserCents - unpaid,
  ...(payer === 'ORGANISER' ? { unbilledCents: line.unbilledCents + unpaid } : { clientCents: line.clientCents + unpaid }),
});
