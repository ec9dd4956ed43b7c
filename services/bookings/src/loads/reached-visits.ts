/** Goes through the visits of a reach, some at a time. A job and the preview of a correction go the same way. */
import type { Instant } from '@seteli/kit/day';
import type { Reader, Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Reach } from '../domain/repricing.ts';
import type { Booking } from '../store/booking.ts';
import { lockVouchers } from '../store/known.ts';
import * as store from '../store/repricing.ts';

type Way = { readonly reach: Reach; readonly from: store.Cursor; readonly now: Instant };
type AtOnce = { readonly bookings: number; readonly visits: number };

export type Part = {
  readonly bookings: readonly Booking[];
  readonly ids: readonly Id[];
  /** Null behind the last part. */
  readonly next: store.Cursor | null;
};

export const readPart = async (reader: Reader, way: Way, atOnce: AtOnce): Promise<Part> =>
  await partOf(reader, way, atOnce, await nextBookings(reader, way, atOnce));

/**
 * Locks the vouchers before it looks for visits. A recorder who still goes by the earlier list holds their voucher's
 * lock: they come first, and this sees their visits.
 */
export async function lockPart(tx: Tx, way: Way, atOnce: AtOnce): Promise<Part> {
  const bookings = await nextBookings(tx, way, atOnce);
  await lockVouchers(
    tx,
    bookings.map(({ voucherId }) => voucherId),
  );
  return await partOf(tx, way, atOnce, bookings);
}

const nextBookings = (reader: Reader, { reach, from }: Way, atOnce: AtOnce) =>
  store.listNextBookings(reader, { ...reach, ...from }, atOnce.bookings);

async function partOf(reader: Reader, { reach, from, now }: Way, atOnce: AtOnce, bookings: readonly Booking[]): Promise<Part> {
  const bookingIds = bookings.map(({ id }) => id);
  const found = await store.listNextVisits(reader, { ...reach, ...from }, bookingIds, now, atOnce.visits);
  return { bookings, ids: found.map(({ id }) => id), next: nextOf(bookings, found, atOnce) };
}

function nextOf(bookings: readonly Booking[], found: readonly store.Passed[], atOnce: AtOnce): store.Cursor | null {
  if (found.length === atOnce.visits) return store.behind(found.at(-1)!);
  return bookings.length < atOnce.bookings ? null : store.behind({ bookingId: bookings.at(-1)!.id });
}
