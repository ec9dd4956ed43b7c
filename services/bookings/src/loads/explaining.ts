/** Explains why a standing visit costs what it costs. It locks and writes nothing. */
import type { Id } from '@seteli/kit/ids';
import type { Reader } from '@seteli/kit/db';
import { dayOf } from '@seteli/kit/day';
import { explain, type Explanation } from '../domain/explain.ts';
import { factsOf, ordersOf } from '../domain/facts.ts';
import { pricesBefore, withOrders } from '../domain/price.ts';
import { pricedPiecesOf } from '../domain/record.ts';
import { lastServiceDayOf, type Recorded } from '../domain/recorded.ts';
import { costsOtherwise, isFreeByLaw } from '../domain/repricing.ts';
import type { Visit } from '../domain/visit.ts';
import type { Booking } from '../store/booking.ts';
import { listPricesWithCorrected } from '../store/known.ts';
import { readBookings, spanOf } from './at-hand.ts';
import { findServedBefore } from './standing.ts';

/** ASKED: a quoted visit. PLANNED: a quoted visit without a booking. */
export type Stage = 'ASKED' | 'PLANNED' | 'STANDS' | 'REFUSED' | 'DELETED';

/** `place`: the row's index in the quote. `replacing`: the visit that the row would replace. */
export type Quoted = { readonly quoteId: Id; readonly place: number; readonly replacing: Id | null };

/** A quoted visit has no `visit`, and a fresh id. */
export type ExplainedVisit = Explanation & {
  readonly id: Id;
  readonly visit: Visit | null;
  readonly quoted: Quoted | null;
  readonly standing: Stage;
  readonly booking: Booking;
  readonly recorded: Recorded;
};

function stageOf({ state, allocation }: Visit): Stage | null {
  if (state === 'DELETED') return 'DELETED';
  if (allocation === 'PENDING') return null;
  return allocation === 'REFUSED' ? 'REFUSED' : 'STANDS';
}

/**
 * Explains a visit by the versions and lists that hold on its days. It gives nothing while the visit waits for its
 * voucher's answer.
 */
export async function explainVisit(reader: Reader, visit: Visit, booking: Booking): Promise<ExplainedVisit | null> {
  const standing = stageOf(visit);
  if (!standing) return null;
  const at = (await readBookings(reader, [booking], spanOf([visit]))).get(booking.id);
  if (!at) return null;
  const served = (await findServedBefore(reader, [{ visit, at }]))(visit);
  const listed = await listPricesWithCorrected(reader, booking.unitId);
  const about = { isDuplicate: false, isCorrection: true, served };
  const by = pricesBefore(listed, booking.serviceId, lastServiceDayOf(visit)).map((prices) => {
    const known = { ...at, prices: withOrders(prices, ordersOf(at)) };
    return { known, pieces: pricedPiecesOf(factsOf(known, dayOf(visit.startsAt), about), visit) };
  });
  // Vouchers may have refused a later list for the visit, or bookings has not followed that list yet. Vouchers took a
  // refused visit at none of the lists.
  const held = by.find(({ known, pieces }) => pieces && !costsOtherwise(visit.lines, pieces, isFreeByLaw(known, visit))) ?? by[0];
  if (!held?.pieces && standing !== 'REFUSED') return null;
  return {
    id: visit.id,
    visit,
    quoted: null,
    standing,
    booking,
    recorded: visit,
    ...explain(held?.known ?? at, visit, held?.pieces ?? []),
  };
}
