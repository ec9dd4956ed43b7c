/** Sets, pauses and ends recurring visits. Each command is one transaction: lock, load, decide, save. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Instant } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';
import type { EndRecurringVisitsInput, PauseRecurringVisitsInput, SetRecurringVisitsInput } from '@seteli/schema/generated/bookings';
import * as rules from '../domain/recurring.ts';
import { findBookings, type Booking } from '../store/booking.ts';
import { findDeath } from '../store/death.ts';
import { findServices } from '../store/service-version.ts';
import * as store from '../store/recurring.ts';
import type { Desk } from './desk.ts';

type Call = { readonly command: string; readonly input: { readonly idempotencyKey: string }; readonly now: Instant };

const onceFor = ({ database }: Desk, actor: Actor, { input, ...call }: Call, work: (tx: Tx) => Promise<Decision<Id>>) =>
  once<Decision<Id>>(database, { organisation: actor.organisation.id, key: input.idempotencyKey, input, ...call }, work);

/** The unit of a content that the booking covers; undefined when it covers no such content. */
async function unitOf(tx: Tx, booking: Booking, contentId: Id) {
  if (!booking.contentIds.includes(contentId)) return undefined;
  const service = (await findServices(tx, [booking.serviceId])).get(booking.serviceId);
  return service?.versions.findLast(({ contents }) => contents.has(contentId))?.contents.get(contentId)?.unit;
}

/** `readRule` throws where the rule says what no calendar could. */
export async function setRecurringVisits(
  desk: Desk,
  actor: Actor,
  input: SetRecurringVisitsInput,
  readRule: (input: SetRecurringVisitsInput) => string,
): Promise<Decision<Id>> {
  const now = desk.clock.now();
  return await onceFor(desk, actor, { command: 'setRecurringVisits', input, now }, async (tx) => {
    const [booking] = await findBookings(tx, actor, [input.bookingId]);
    if (!booking) return refuse('NOT_FOUND', { path: ['bookingId'] });
    const stale = checkSeen(booking, input.expectedVersion);
    if (stale) return stale;
    const { firstDay, lastDay = null, startTime, endTime, contentId = null, amount = null, groupReference = null } = input;
    // Only for a booking that the actor sees: a rule takes time to lay out.
    const rule = readRule(input);
    const times = startTime != null || endTime != null ? { start: startTime ?? '', end: endTime ?? '' } : null;
    const unit = contentId ? await unitOf(tx, booking, contentId) : null;
    await lock(tx, `recurring visits ${booking.id}`);
    const others = await store.countRecurring(tx, booking.id);
    const diedOn = await findDeath(tx, booking.personId);
    const wish = { rule, firstDay, lastDay, times, contentId, amount };
    const decision = rules.setRecurrence({ booking, diedOn, unit, others }, wish, dayOf(now));
    if (!decision.accepted) return decision;
    const { pauses: _, ...recurrence } = decision.value;
    const id = newId();
    await store.insertRecurring(tx, {
      id,
      bookingId: booking.id,
      ...recurrence,
      amount,
      groupReference,
      setBy: actor.userId,
      setAt: now,
      version: 1,
    });
    return accept(id);
  });
}

export async function pauseRecurringVisits(desk: Desk, actor: Actor, input: PauseRecurringVisitsInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  return await onceFor(desk, actor, { command: 'pauseRecurringVisits', input, now }, async (tx) => {
    const recurring = await store.lockRecurring(tx, actor, input.recurringVisitsId);
    if (!recurring) return refuse('NOT_FOUND', { path: ['recurringVisitsId'] });
    const stale = checkSeen(recurring, input.expectedVersion);
    if (stale) return stale;
    const { firstDay, lastDay, contentId = null } = input;
    const [booking] = contentId ? await findBookings(tx, actor, [recurring.bookingId]) : [];
    if (contentId && !booking?.contentIds.includes(contentId)) return refuse('UNKNOWN_CONTENT', { path: ['contentId'] });
    const pauses = await store.countPauses(tx, recurring.id, dayOf(now));
    const decision = rules.pause({ ...recurring, pauses }, { firstDay, lastDay, contentId }, dayOf(now));
    if (!decision.accepted) return decision;
    await store.insertPause(tx, { id: recurring.id, version: recurring.version + 1 }, decision.value);
    return accept(recurring.id);
  });
}

export async function endRecurringVisits(desk: Desk, actor: Actor, input: EndRecurringVisitsInput): Promise<Decision<Id>> {
  const now = desk.clock.now();
  return await onceFor(desk, actor, { command: 'endRecurringVisits', input, now }, async (tx) => {
    const recurring = await store.lockRecurring(tx, actor, input.recurringVisitsId);
    if (!recurring) return refuse('NOT_FOUND', { path: ['recurringVisitsId'] });
    const stale = checkSeen(recurring, input.expectedVersion);
    if (stale) return stale;
    const decision = rules.endOn(recurring, input.lastDay);
    if (!decision.accepted) return decision;
    await store.saveEnd(tx, { ...decision.value, version: recurring.version + 1 });
    return accept(recurring.id);
  });
}
