/**
 * Shows what a correction would change if somebody confirmed it now (rules 14): the delivered visits of its days as it
 * would record them. It only reads. It uses the rules and the way through the visits of the job that carries a
 * correction out.
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
import { reprice, turnOf, type Again, type Reach } from '../domain/repricing.ts';
import { visitRecorded } from '../events.ts';
import * as known from '../store/known.ts';
import * as store from '../store/repricing.ts';
import { listVersions, rowOf, toVersion, type StoredVersion } from '../store/service-version.ts';
import { readBookings, spanOf, type BookingAtHand } from './at-hand.ts';
import { decideAllAgain } from './deciding-again.ts';
import { reachOfSaidDays, reachOfVersions } from './reach.ts';
import { readPart, type Part } from './reached-visits.ts';

const written = z.string().transform((text) => JSON.parse(text) as unknown);

/** One of the two that registry would announce. */
export const proposedChange = written.pipe(z.object({ service: servicePublished.data.optional(), days: calendarDaysSet.data.optional() }));
type ProposedChange = z.output<typeof proposedChange>;

export type PreviewedCorrection = {
  readonly previewId: string;
  /** As bookings would announce them. */
  readonly visits: readonly unknown[];
  /** Visits that the rule would refuse, and that would stay as they are. */
  readonly left: readonly { readonly visitId: Id; readonly code: string }[];
};

const AT_ONCE = { bookings: 500, visits: 5_000 };
/**
 * One packed answer carries so many, and bookings decides about so many while a gateway waits. An organiser with more
 * corrects shorter times.
 */
export const MOST_CHANGED = 10_000;

export async function previewCorrected(
  reader: Reader,
  organiserId: Id,
  change: ProposedChange,
  now: Instant,
): Promise<PreviewedCorrection | 'TOO_MANY'> {
  const { service, days } = change;
  // Whatever number the version will get, it comes after all others.
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

/** A booking as if somebody had made the correction. */
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

async function* partsOf(reader: Reader, reach: Reach, now: Instant): AsyncGenerator<Part> {
  for (let from: store.Cursor | null = store.beginning; from;) {
    const part: Part = await readPart(reader, { reach, from, now }, AT_ONCE);
    yield part;
    from = part.next;
  }
}

type Decided = readonly [Id, Announcement | { readonly code: string }];

async function decidePart(reader: Reader, { bookings, ids }: Part, asIf: Overlay, again: Again): Promise<Decided[]> {
  const found = await store.readVisits(reader, ids);
  const visits = ids.map((id) => found.get(id)!).filter((visit) => turnOf(visit) === 'NOW');
  if (visits.length === 0) return [];
  const ready = await readBookings(reader, bookings, spanOf(visits));
  const atHand = visits.flatMap((visit) => {
    const at = ready.get(visit.bookingId);
    return at ? [{ visit, at: asIf(at) }] : [];
  });
  const decided = await decideAllAgain(reader, atHand, again);
  return decided.map(({ visit, at, decision }): Decided => [
    visit.id,
    decision.accepted ? visitRecorded(reprice(visit), at, decision.value) : { code: decision.refusal.code },
  ]);
}
