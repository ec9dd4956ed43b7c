/**
 * Previews what a change that other services decide does to delivered visits (rules 14): a unit's price list, or a
 * correction of a service or of days. It follows the rules of the real change and keeps nothing.
 */
import type { Database, Reader } from '@seteli/kit/db';
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Cents } from '@seteli/kit/money';
import { correct, type ProposedContents } from '../domain/correct.ts';
import type { RecordedVisit } from '../domain/decide.ts';
import { previewOf, type ChangePreview } from '../domain/preview.ts';
import { atNewPrices, hasNoPrice } from '../domain/retake.ts';
import { readAllocationFacts } from '../store/allocation.ts';
import { findPastVisits, listVisitsOfUnit } from '../store/past-visit.ts';
import { takeVisitsAgain } from './retake.ts';

export type WishedPriceList = {
  readonly id: Id;
  readonly organiserId: Id;
  readonly serviceId: Id;
  readonly unitId: Id;
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  readonly prices: ReadonlyMap<Id, Cents>;
};

/** It considers only the organiser's own vouchers. */
export const effectOfPrices = (database: Database, { id, ...list }: WishedPriceList): Promise<ChangePreview> =>
  database.transaction(async (tx) => {
    const visits = await listVisitsOfUnit(tx, list, list);
    const isUnpriced = hasNoPrice(list);
    const priced = visits.filter((visit) => !isUnpriced(visit));
    const { effects, left } = await takeVisitsAgain(tx, priced, atNewPrices(list), false);
    return previewOf(id, { effects, left: [...visits.filter(isUnpriced), ...left] });
  });

export type WishedCorrection = {
  /** The visits as bookings would record them: only bookings knows what they rest on. */
  readonly previewId: string;
  readonly visits: readonly RecordedVisit[];
  /** Visits that the rule of recording refuses already. */
  readonly left: readonly { readonly visitId: Id }[];
  readonly contents: ProposedContents;
};

/** It considers only the organiser's own vouchers, whatever the caller asks about. */
export async function effectOfCorrection(reader: Reader, organiserId: Id, wished: WishedCorrection): Promise<ChangePreview> {
  const { previewId, visits, left, contents } = wished;
  const past = await findPastVisits(
    reader,
    organiserId,
    [...visits, ...left].map(({ visitId }) => visitId),
  );
  const own = visits.filter(({ visitId }) => past.has(visitId));
  const corrected = correct(await readAllocationFacts(reader, own), own, past, contents);
  const leftBefore = left.flatMap(({ visitId }) => past.get(visitId) ?? []);
  return { ...previewOf(previewId, { ...corrected, left: [...leftBefore, ...corrected.left] }), previewId };
}
