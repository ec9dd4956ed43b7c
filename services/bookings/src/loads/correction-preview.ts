/**
 * What a correction would take again if it were confirmed now (rules 14): the delivered visits of its days as they would be
 * recorded by it. Reads only; the same rules and the same way through the visits as when it is carried out.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Reader } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Announcement } from '@seteli/kit/outbox';
import { calendarDaysSet, servicePublished } from '@seteli/schema/events/registry';
import { calendarOf, type OwnDay } from '../domain/calendar.ts';
import { inSuccession } from '../domain/facts.ts';
import { decideAgain, reprice, turnOf, type Again, type Reach } from '../domain/repricing.ts';
import { visitRecorded } from '../events.ts';
import type { Booking } from '../store/booking.ts';
import * as known from '../store/known.ts';
import * as store from '../store/repricing.ts';
import { listVersions, rowOf, toVersion, type StoredVersion } from '../store/service-version.ts';
import { readBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import { reachOfSaidDays, reachOfVersions } from './reach.ts';
import { findServedBefore } from './standing.ts';

const written = z.string().transform((text) => JSON.parse(text) as unknown);

/** What registry would announce: one of the two. */
export const proposedChange = written.pipe(z.object({ service: servicePublished.data.optional(), days: calendarDaysSet.data.optional() }));
type Change = z.output<typeof proposedChange>;

export type TakenAgain = {
  readonly previewId: string;
  /** As they would be announced. */
  readonly visits: readonly unknown[];
  /** What would be refused, and would be left as it is. */
  readonly left: readonly { readonly visitId: Id; readonly code: string }[];
};

const BOOKINGS_AT_ONCE = 500;
const VISITS_AT_ONCE = 5_000;
/** What one answer carries, packed, and what is decided about while a gateway waits; who corrects more does it in shorter times. */
export const MOST_CHANGED = 10_000;

export async function tryCorrection(reader: Reader, organiserId: Id, change: Change, now: Instant): Promise<TakenAgain | 'TOO_MANY'> {
  const { service, days } = change;
  // Whatever number it will have, it comes after all that there are.
  const version = service && { ...rowOf(service), version: Number.MAX_SAFE_INTEGER };
  const today = dayOf(now);
  const reaches = [
    ...(version ? await reachOfVersions(reader, [version], today) : []),
    ...(days ? await reachOfSaidDays(reader, { ...days, organiserId }, today) : []),
  ];
  const asIf = await overlay(reader, organiserId, version, days?.days ?? []);
  const visits = new Map<Id, unknown>();
  const left = new Map<Id, string>();
  for (const reach of reaches.filter((each) => each.organiserId === organiserId))
    for await (const part of partsOf(reader, reach, now)) {
      for (const [visitId, decided] of await decidePart(reader, part, asIf, { now, reach })) {
        if ('code' in decided) left.set(visitId, decided.code);
        else visits.set(visitId, z.encode(decided.contract.data, decided.data as never));
      }
      if (visits.size + left.size > MOST_CHANGED) return 'TOO_MANY';
    }
  const shown = { visits: [...visits.values()], left: [...left].map(([visitId, code]) => ({ visitId, code })) };
  const previewId = createHash('sha256')
    .update(JSON.stringify([change, shown]))
    .digest('hex')
    .slice(0, 32);
  return { previewId, ...shown };
}

type Overlay = (at: BookingAtHand) => BookingAtHand;

/** A booking as if the correction had been made. */
async function overlay(reader: Reader, organiserId: Id, version: StoredVersion | undefined, said: readonly OwnDay[]): Promise<Overlay> {
  const versions = version ? [...(await listVersions(reader, [version.serviceId])), version] : [];
  const inOrder = versions.toSorted((a, b) => Temporal.PlainDate.compare(a.firstDay, b.firstDay));
  const corrected = version && inSuccession(inOrder.map(toVersion));
  const own = said.length > 0 ? await known.listAllOwnDays(reader, organiserId) : [];
  const spoken = new Set(said.map(({ day }) => day.toString()));
  const calendar = said.length > 0 ? calendarOf([...own.filter(({ day }) => !spoken.has(day.toString())), ...said]) : undefined;
  return (at) => ({
    ...at,
    ...(corrected && at.booking.serviceId === version.serviceId && { service: { ...at.service, versions: corrected } }),
    ...(calendar && { calendar }),
  });
}

type Part = { readonly bookings: readonly Booking[]; readonly ids: readonly Id[] };

async function* partsOf(reader: Reader, reach: Reach, now: Instant): AsyncGenerator<Part> {
  let cursor = store.beginning;
  for (;;) {
    const bookings = await store.listNextBookings(reader, { ...reach, ...cursor }, BOOKINGS_AT_ONCE);
    const found = await store.listNextVisits(
      reader,
      { ...reach, ...cursor },
      bookings.map(({ id }) => id),
      now,
      VISITS_AT_ONCE,
    );
    yield { bookings, ids: found.map(({ id }) => id) };
    const last = found.at(-1);
    if (found.length === VISITS_AT_ONCE) cursor = { cursorBookingId: last!.bookingId, cursorVisitId: last!.id };
    else if (bookings.length < BOOKINGS_AT_ONCE) return;
    else cursor = { cursorBookingId: bookings.at(-1)!.id, cursorVisitId: store.LAST_ID };
  }
}

type Decided = readonly [Id, Announcement | { readonly code: string }];

async function decidePart(reader: Reader, { bookings, ids }: Part, asIf: Overlay, again: Again): Promise<Decided[]> {
  const found = await store.readVisits(reader, ids);
  const visits = ids.map((id) => found.get(id)!).filter((visit) => turnOf(visit) === 'NOW');
  if (visits.length === 0) return [];
  const at = await readBookings(reader, bookings, spanOf(visits));
  const placed = visits.flatMap((visit) => {
    const place = at.get(visit.bookingId);
    return place ? [{ visit, at: asIf(place) }] : [];
  });
  const served = await findServedBefore(reader, placed);
  return placed.flatMap(({ visit, at: place }): Decided[] => {
    const decision = decideAgain(visit, place, served(visit), again);
    if (!decision) return [];
    return [[visit.id, decision.accepted ? visitRecorded(reprice(visit), place, decision.value) : { code: decision.refusal.code }]];
  });
}
