/**
 * What changes that others decide about would do to delivered visits (rules 14): a price list of a provider's unit, or a
 * correction of a service or of days. The very rules that would be followed afterwards, of which nothing stays.
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

/** Only of the organiser's own vouchers. */
export const effectOfPrices = (database: Database, { id, ...list }: WishedPriceList): Promise<ChangePreview> =>
  database.transaction(async (tx) => {
    const visits = await listVisitsOfUnit(tx, list, list);
    const isUnpriced = hasNoPrice(list);
    const priced = visits.filter((visit) => !isUnpriced(visit));
    const { effects, left } = await takeVisitsAgain(tx, priced, atNewPrices(list), false);
    return previewOf(id, { effects, left: [...visits.filter(isUnpriced), ...left] });
  });

export type WishedCorrection = {
  /** Of the visits as they would be recorded: what they rest on is bookings' to say. */
  readonly previewId: string;
  readonly visits: readonly RecordedVisit[];
  /** What the rule of recording would refuse already. */
  readonly left: readonly { readonly visitId: Id }[];
  readonly contents: ProposedContents;
};

/** Only of the organiser's own vouchers, whatever is asked about. */
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
