/**
 * After a client's death recurring visits end, approved visits of later days are held, and settled ones become a
 * checker's task. The news may come in any order.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/testing/peer';
import { bookingsTasks, visitRecorded } from '@seteli/schema/events/bookings';
import { personChanged } from '@seteli/schema/events/identity';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { recordDue } from '../src/jobs/recurring-visits.ts';
import * as op from './operations.ts';
import { made, refused } from './played-vouchers.ts';
import { helsinki } from './sent.ts';
import * as w from './world.ts';

const log = openLog('bookings', 'silent');

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => {
  world.vouchersAnswers(made);
  world.bookings.clock.set('2026-06-22T09:00:00Z');
});

const register = (personId: string, diedOn: string | null, version = 1) =>
  announce(personChanged, personId, {
    personId,
    protectedAddress: false,
    mergedInto: null,
    diedOn: diedOn === null ? null : w.day(diedOn),
    version,
  });
async function hears(...news: ReturnType<typeof register>[]): Promise<void> {
  await world.identity.say('national', ...news);
  await world.heard();
}

const FIELDS = `notices { kind lastDay visit { id } } recurringVisits { lastDay endedBecause recordedThrough failures { day } }
  visits(first: 50) { edges { node { id start state flags organiserShare } } }`;
async function seen(bookingId: string, by = w.recorder) {
  const { data } = await world.bookings.ask(by, `query ($id: ID!) { booking(id: $id) { ${FIELDS} } }`, { id: bookingId });
  return data.booking;
}
type Seen = { id: string; start: string; state: string; flags: string[]; organiserShare: string };
const visitsOf = async (bookingId: string): Promise<Seen[]> =>
  (await seen(bookingId)).visits.edges.map(({ node }: { node: Seen }) => node).toSorted((a: Seen, b: Seen) => (a.start < b.start ? -1 : 1));
const told = async (bookingId: string) =>
  (await visitsOf(bookingId)).map(({ start, state, flags }) => [start.slice(8, 10), state, flags.join()].join(' ').trim());

async function listed(name: string, by = w.checker): Promise<string[]> {
  const { data } = await world.bookings.ask(by, `{ ${name}(first: 200) { edges { node { id } } } }`);
  return data[name].edges.map(({ node }: { node: { id: string } }) => node.id);
}
async function command(by: typeof w.checker, mutation: string, input: Record<string, unknown>) {
  const { data, errors } = await world.bookings.ask(by, mutation, { input: { idempotencyKey: newId(), ...input } });
  type Answer = { code?: string; visit?: Record<string, unknown> | null; refusal?: { code: string } | null };
  return (data ? Object.values(data)[0] : errors![0]!.extensions) as Answer;
}
const KEEP = 'mutation ($input: KeepVisitInput!) { keepVisit(input: $input) { visit { id state } refusal { code path } } }';
const RECUR = `mutation ($input: SetRecurringVisitsInput!) { setRecurringVisits(input: $input) { recurringVisits { id } refusal { code path } } }`;
const WEEKDAYS = { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR', startTime: '08:00', endTime: '09:00' };

/** A client with a booking, and one-hour visits at 10 on these days that the policy approved. */
async function served(...days: string[]) {
  const personId = newId();
  const { voucherId, bookingId } = await w.book(world, { personId });
  const ids: string[] = [];
  for (const on of days) ids.push((await w.recordOne(world, bookingId, `${on}T10:00`, `${on}T11:00`)).id);
  return { personId, voucherId, bookingId, ids };
}
async function recordDueVisits(): Promise<void> {
  while (await recordDue({ database: world.bookings.database, clock: world.bookings.clock }, log));
  await world.heard();
}
async function settle(...visitIds: string[]): Promise<void> {
  const settled = { runId: newId(), organiserId: w.organiserId, month: Temporal.PlainYearMonth.from('2026-06'), visitIds };
  await world.settlement.say(w.organiserId, announce(visitsSettled, settled.runId, settled));
  await world.heard();
}
/** The tasks about a visit, in the order in which bookings opened and closed them. */
const tasksOf = async (id: string) =>
  (await eventsAbout(id)).flatMap(({ type, data }) =>
    type.includes('.task-')
      ? [`${type.split('.')[3]} ${(data as { kind: string }).kind} ${(data as { roles: string[] }).roles.join()}`]
      : [],
  );
const [OPENED, CLOSED] = ['task-opened', 'task-closed'].map((name) => `${name} VISIT_HELD_AFTER_DEATH EVENT_CHECKER`);
const eventsAbout = async (id: string) =>
  (await announced(world.bookings.database)).filter(
    ({ subject, data }) => subject === id || (data as { subjectId?: string }).subjectId === id,
  );

describe('four recurring visits of 32.00 each, approved for days after the day of death', () => {
  const personId = newId();
  let bookingId = '';
  it('are held for a checker, and bookings records no more of them', async () => {
    ({ bookingId } = await w.book(world, { personId }));
    world.bookings.clock.set(w.NOW);
    expect(await command(w.recorder, RECUR, { bookingId, firstDay: '2026-06-16', ...WEEKDAYS })).toMatchObject({ refusal: null });
    world.bookings.clock.set('2026-06-22T21:00:00Z');
    await recordDueVisits();
    await expect.poll(() => told(bookingId)).toEqual(['16', '17', '18', '19', '22'].map((on) => `${on} APPROVED`));
    await hears(register(personId, '2026-06-16'));
    const late = ['17', '18', '19', '22'].map((on) => `${on} UNDER_REVIEW AFTER_DEATH`);
    expect(await told(bookingId)).toEqual(['16 APPROVED', ...late]);
    const visits = await visitsOf(bookingId);
    expect(visits.map(({ organiserShare }) => organiserShare)).toEqual(Array.from({ length: 5 }, () => '32.00'));
    const [stands, ...held] = visits.map(({ id }) => id);
    expect(await listed('visitsUnderReview')).toEqual(expect.arrayContaining(held));
    expect(await listed('visitsUnderReview')).not.toContain(stands);
    expect((await eventsAbout(held[0]!)).map(({ type, data }) => [type.split('.')[3], (data as { cause?: string }).cause])).toEqual(
      expect.arrayContaining([['visit-held', 'HELD']]),
    );
    expect((await eventsAbout(stands!)).map(({ type }) => type.split('.')[3])).not.toContain('visit-held');
    for (const id of held) expect(await tasksOf(id)).toEqual([OPENED]);
    expect(await tasksOf(stands!)).toEqual([]);
    // The flag says why, so there is no `holdReason`.
    expect(await w.see(world, held[0]!)).toMatchObject({ holdReason: null, heldAt: '2026-06-22T21:00:00.000Z' });
    world.bookings.clock.set('2026-07-05T09:00:00Z');
    await recordDueVisits();
    expect(await told(bookingId)).toHaveLength(5);
    const { recurringVisits, notices } = await seen(bookingId);
    expect(recurringVisits).toEqual([{ lastDay: '2026-06-16', endedBecause: 'CLIENT_DIED', recordedThrough: '2026-06-22', failures: [] }]);
    expect(notices).toContainEqual({ kind: 'CLIENT_DIED', lastDay: '2026-06-16', visit: null });
  });

  it('wait for a checker to decide as ever, and the same news again changes nothing', async () => {
    const [, first, second, third] = (await visitsOf(bookingId)).map(({ id }) => id);
    await command(w.checker, op.APPROVE, { visitId: first });
    await command(w.checker, op.RETURN, { visitId: second, reason: 'Asiakas oli kuollut' });
    expect((await command(w.recorder, op.DELETE, { visitId: second })).refusal).toBeNull();
    expect((await command(w.recorder, op.DELETE, { visitId: third })).refusal).toBeNull();
    const after = await told(bookingId);
    expect(after).toEqual(expect.arrayContaining(['17 APPROVED AFTER_DEATH', '18 DELETED AFTER_DEATH', '22 UNDER_REVIEW AFTER_DEATH']));
    await hears(register(personId, '2026-06-16', 2), register(personId, null, 1));
    expect(await told(bookingId)).toEqual(after);
    expect(await tasksOf(first!)).toEqual([OPENED, CLOSED]);
    expect((await tasksOf(second!)).filter((each) => each.includes('HELD'))).toEqual([OPENED, CLOSED]);
    expect(await tasksOf(third!)).toEqual([OPENED, CLOSED]);
  });

  it('are joined by more when the death is dated earlier, except what a checker has approved', async () => {
    await hears(register(personId, '2026-06-15', 3));
    expect((await told(bookingId)).slice(0, 2)).toEqual(['16 UNDER_REVIEW AFTER_DEATH', '17 APPROVED AFTER_DEATH']);
  });

  it('keep waiting when the register withdraws the death, and bookings records what was due meanwhile', async () => {
    const [again] = (await visitsOf(bookingId)).map(({ id }) => id);
    expect(await tasksOf(again!)).toEqual([OPENED]);
    await hears(register(personId, null, 4));
    expect(await told(bookingId)).toEqual(expect.arrayContaining(['16 UNDER_REVIEW', '17 APPROVED', '22 UNDER_REVIEW']));
    expect(await tasksOf(again!)).toEqual([OPENED, CLOSED]);
    world.bookings.clock.set('2026-06-24T09:00:00Z');
    await recordDueVisits();
    await expect.poll(() => told(bookingId)).toEqual(expect.arrayContaining(['23 APPROVED']));
    const { recurringVisits, notices } = await seen(bookingId);
    expect(recurringVisits).toMatchObject([{ lastDay: null, endedBecause: null, recordedThrough: '2026-06-23' }]);
    expect(notices[0]).toEqual({ kind: 'DEATH_WITHDRAWN', lastDay: null, visit: null });
  });
});

it('bookings also holds a visit that vouchers allocates after the news', async () => {
  const { personId, bookingId } = await served();
  world.vouchersHears(() => undefined);
  const recording = w.record(world, [
    { bookingId, start: helsinki('2026-06-17T10:00'), end: helsinki('2026-06-17T11:00') },
    { bookingId, start: helsinki('2026-06-16T10:00'), end: helsinki('2026-06-16T11:00') },
  ] as never);
  await expect.poll(() => told(bookingId)).toHaveLength(2);
  await hears(register(personId, '2026-06-16'));
  const pending = (await announced(world.bookings.database)).filter(
    ({ type, data }) => type.includes('visit-recorded') && (data as { bookingId: string }).bookingId === bookingId,
  );
  await world.vouchers.say(w.organiserId, ...pending.map(({ data }) => made(z.decode(visitRecorded.data, data as never) as never)));
  await recording;
  await world.heard();
  expect(await told(bookingId)).toEqual(['16 APPROVED', '17 UNDER_REVIEW AFTER_DEATH']);
  const [before, late] = await visitsOf(bookingId);
  expect([await tasksOf(before!.id), await tasksOf(late!.id)]).toEqual([[], [OPENED]]);
});

it('a change that waits for vouchers does not save an approval: bookings holds the visit as it was before the refused change', async () => {
  const { personId, bookingId, ids } = await served('2026-06-17');
  world.vouchersHears(() => undefined);
  const editing = command(w.recorder, op.EDIT, { visitId: ids[0], start: helsinki('2026-06-17T10:00'), end: helsinki('2026-06-17T12:00') });
  await expect.poll(() => told(bookingId)).toEqual(['17 RECORDED']);
  await hears(register(personId, '2026-06-16'));
  const [edited] = (await announced(world.bookings.database))
    .filter(({ type, subject }) => subject === ids[0] && type.includes('visit-recorded'))
    .slice(-1);
  await world.vouchers.say(w.organiserId, refused(z.decode(visitRecorded.data, edited!.data as never) as never, 'OUTSIDE_VALIDITY'));
  await editing;
  await expect.poll(() => told(bookingId)).toEqual(['17 UNDER_REVIEW AFTER_DEATH']);
  expect(await tasksOf(ids[0]!)).toEqual([OPENED]);
});

describe('a settled visit', () => {
  it('stays paid, and is a task until a correction takes it back or a checker keeps it', async () => {
    const { personId, bookingId, ids } = await served('2026-06-16', '2026-06-17', '2026-06-18');
    await settle(...ids);
    await hears(register(personId, '2026-06-16'));
    expect(await told(bookingId)).toEqual(['16 SETTLED', '17 SETTLED AFTER_DEATH', '18 SETTLED AFTER_DEATH']);
    const late = ids.slice(1);
    expect((await listed('settledVisitsAfterDeath')).filter((id) => ids.includes(id))).toEqual(late);
    expect(await listed('settledVisitsAfterDeath', w.otherChecker)).toEqual([]);
    const [opened] = (await eventsAbout(late[0]!)).filter(({ type }) => type === bookingsTasks.taskOpened.type);
    expect(opened!.data).toMatchObject({
      kind: 'VISIT_AFTER_DEATH',
      organisationId: w.organiserId,
      roles: ['EVENT_CHECKER', 'SETTLEMENT_APPROVER'],
    });
    expect(await command(w.otherChecker, KEEP, { visitId: late[0] })).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
    expect(await command(w.recorder, KEEP, { visitId: late[0] })).toMatchObject({ code: 'FORBIDDEN' });
    expect(await command(w.checker, KEEP, { visitId: ids[0] })).toMatchObject({ refusal: { code: 'WRONG_STATE' } });
    expect(await command(w.checker, KEEP, { visitId: late[0], expectedVersion: 99 })).toMatchObject({ refusal: { code: 'STALE' } });
    expect(await command(w.checker, KEEP, { visitId: late[0] })).toMatchObject({ visit: { state: 'SETTLED' }, refusal: null });
    expect((await command(w.checker, op.CREDIT, { visitId: late[1], reason: 'Asiakas oli kuollut' })).refusal).toBeNull();
    expect((await listed('settledVisitsAfterDeath')).filter((id) => ids.includes(id))).toEqual([]);
    for (const id of late) expect((await eventsAbout(id)).at(-1)!.type).toBe(bookingsTasks.taskClosed.type);
  });

  it('is no longer a task when the register withdraws the death, or when a correction moves the visit before it', async () => {
    const { personId, bookingId, ids } = await served('2026-06-17', '2026-06-18');
    await settle(...ids);
    await hears(register(personId, '2026-06-16'));
    const start = helsinki('2026-06-16T10:00');
    await command(w.checker, op.CORRECT, { visitId: ids[0], start, end: helsinki('2026-06-16T11:00'), reason: 'Väärä päivä' });
    await expect.poll(() => told(bookingId)).toEqual(['16 SETTLED CORRECTED', '18 SETTLED AFTER_DEATH']);
    expect((await listed('settledVisitsAfterDeath')).filter((id) => ids.includes(id))).toEqual([ids[1]]);
    await hears(register(personId, null, 2));
    expect(await told(bookingId)).toEqual(['16 SETTLED CORRECTED', '18 SETTLED']);
    expect((await listed('settledVisitsAfterDeath')).filter((id) => ids.includes(id))).toEqual([]);
  });
});

it('nobody books or sets recurring visits for a client who has died, and nothing changes for another client', async () => {
  const [one, other] = [await served('2026-06-18'), await served('2026-06-18')];
  await hears(register(one.personId, '2026-06-16'));
  const { data } = await world.bookings.ask(w.recorder, op.BOOK, { input: w.bookingInput(one.voucherId) });
  expect(data.makeBooking).toMatchObject({ booking: null, refusal: { code: 'CLIENT_DIED', path: ['voucherId'] } });
  const recurring = await command(w.recorder, RECUR, { bookingId: one.bookingId, firstDay: '2026-06-23', ...WEEKDAYS });
  expect(recurring.refusal).toMatchObject({ code: 'OUTSIDE_VALIDITY', path: ['firstDay'] });
  expect(await told(other.bookingId)).toEqual(['18 APPROVED']);
});
