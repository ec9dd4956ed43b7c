/**
 * Bookings releases a returned visit that nobody has handled when the hard limit passes, and tells its provider (rules
 * 69b).
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import { visitDeleted } from '@seteli/schema/events/bookings';
import { releaseUnhandled, remindOfReturned } from '../src/jobs/release.ts';
import { made, refused } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

async function returned() {
  const { bookingId } = await w.book(world, w.checkedVoucher);
  const visit = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:00');
  const input = { idempotencyKey: newId(), visitId: visit.id, reason: 'Väärä päivä' };
  await world.bookings.ask(w.checker, op.RETURN, { input });
  return { bookingId, visitId: visit.id as string };
}

const release = async (instant: string, atOnce?: number): Promise<number> => {
  world.bookings.clock.set(instant);
  const desk = { database: world.bookings.database, clock: world.bookings.clock };
  let runs = 1;
  while (await releaseUnhandled(desk, atOnce)) runs++;
  world.bookings.clock.set(w.NOW);
  return runs;
};
const remind = async (instant: string) => {
  world.bookings.clock.set(instant);
  const desk = { database: world.bookings.database, clock: world.bookings.clock };
  // The service's own chore may have run first.
  await remindOfReturned(desk, 7);
  world.bookings.clock.set(w.NOW);
};
/** All returned visits of these tests wait until the end of September. */
const [LAST_MOMENT, NIGHT_AFTER] = ['2026-09-30T20:59:59Z', '2026-09-30T21:00:00Z'];

const seen = async (visitId: string, by = w.recorder) => {
  const query =
    'query ($id: ID!) { visit(id: $id) { state version flags returnReason returnedAt handleBy booking { notices { kind toldAt visit { id } lastDay } } } }';
  return (await world.bookings.ask(by, query, { id: visitId })).data.visit;
};
const deletionsOf = async (visitId: string) =>
  (await announced(world.bookings.database, visitDeleted.type)).filter(({ subject }) => subject === visitId);

/** What the provider's inbox heard of a visit. */
const toldOf = async (visitId: string) =>
  (await announced(world.bookings.database)).flatMap(({ type, data }) => {
    const { kind, subjectId, organisationId, roles, serviceId, dueDay } = data as Record<string, unknown>;
    const isToProvider = organisationId === w.providerId && serviceId === w.checkedServiceId && (roles as string[]).includes('RECORDER');
    return subjectId === visitId ? [[type.split('.')[3], kind, isToProvider, dueDay]] : [];
  });

it('bookings tells the provider of a returned visit at once and a week before its last day, and deletes it the night after', async () => {
  const { visitId } = await returned();
  const noticed = (kind: string, toldAt: string) => ({ kind, toldAt, visit: { id: visitId }, lastDay: null });
  const first = noticed('VISIT_RETURNED', '2026-06-16T09:00:00.000Z');
  const second = noticed('RETURNED_VISIT_ENDS_SOON', '2026-09-22T21:00:00.000Z');
  const asReturned = { state: 'RETURNED', handleBy: '2026-09-30', returnedAt: '2026-06-16T09:00:00.000Z', returnReason: 'Väärä päivä' };
  expect(await seen(visitId)).toMatchObject({ ...asReturned, booking: { notices: [first] } });
  await remind('2026-09-22T20:59:59Z');
  expect((await seen(visitId)).booking.notices).toEqual([first]);
  await remind('2026-09-22T21:00:00Z');
  await remind('2026-09-23T21:00:00Z');
  expect((await seen(visitId)).booking.notices).toEqual([second, first]);
  await release(LAST_MOMENT);
  expect(await seen(visitId)).toMatchObject({ state: 'RETURNED', version: 1 });
  await release(NIGHT_AFTER);
  expect(await seen(visitId)).toEqual({
    ...asReturned,
    state: 'DELETED',
    version: 2,
    flags: ['RELEASED'],
    booking: { notices: [noticed('VISIT_RELEASED', '2026-09-30T21:00:00.000Z'), second, first] },
  });
  expect(await toldOf(visitId)).toEqual([
    ['notice-given', 'VISIT_RETURNED', true, '2026-09-30'],
    ['notice-given', 'VISIT_RETURNED', false, null],
    ['task-opened', 'RETURNED_VISIT', true, '2026-09-30'],
    ['notice-given', 'RETURNED_VISIT_ENDS_SOON', true, '2026-09-30'],
    ['notice-given', 'VISIT_RELEASED', true, '2026-09-30'],
    ['notice-given', 'VISIT_RELEASED', false, null],
    ['task-closed', 'RETURNED_VISIT', true, '2026-09-30'],
  ]);
  // Vouchers gives the quantity back, as after any deletion.
  expect(await deletionsOf(visitId)).toMatchObject([{ partition: w.organiserId, data: { version: 2, providerId: w.providerId } }]);
  expect(await seen(visitId, w.otherRecorder)).toBeNull();
});

it('a visit that its provider has handled stays', async () => {
  const { visitId } = await returned();
  const input = { idempotencyKey: newId(), visitId, start: sent.helsinki('2026-06-15T10:00'), end: sent.helsinki('2026-06-15T11:00') };
  const tasks = async () => (await toldOf(visitId)).flatMap(([type]) => (type === 'notice-given' ? [] : [type]));
  world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED'));
  await world.bookings.ask(w.recorder, op.EDIT, { input: { ...input, idempotencyKey: newId() } });
  expect(await tasks()).toEqual(['task-opened']);
  world.vouchersAnswers(made);
  await world.bookings.ask(w.recorder, op.EDIT, { input });
  expect(await tasks()).toEqual(['task-opened', 'task-closed']);
  await release(NIGHT_AFTER);
  expect(await seen(visitId)).toMatchObject({ state: 'UNDER_REVIEW', version: 3, handleBy: null, returnedAt: null, flags: [] });
});

it('bookings releases many visits in parts, each once, however many processes look at the same moment', async () => {
  const visits = [await returned(), await returned(), await returned()];
  expect(await release(LAST_MOMENT, 1)).toBe(1);
  world.bookings.clock.set(NIGHT_AFTER);
  const desk = { database: world.bookings.database, clock: world.bookings.clock };
  await Promise.all(Array.from({ length: 4 }, () => releaseUnhandled(desk, 1)));
  await release(NIGHT_AFTER, 1);
  for (const { visitId } of visits) expect(await deletionsOf(visitId)).toHaveLength(1);
});
