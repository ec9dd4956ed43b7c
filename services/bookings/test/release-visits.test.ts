/** A returned visit that nobody handles is released when the hard limit has passed, and its provider is told (rules 69b). */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/kit/testing/peer';
import { visitDeleted } from '@seteli/schema/events/bookings';
import { releaseUnhandled } from '../src/commands/release.ts';
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
/** All of them wait until the end of September. */
const [LAST_MOMENT, NIGHT_AFTER] = ['2026-09-30T20:59:59Z', '2026-09-30T21:00:00Z'];

const seen = async (visitId: string, by = w.recorder) => {
  const query =
    'query ($id: ID!) { visit(id: $id) { state version flags returnReason handleBy booking { notices { kind toldAt visit { id } lastDay } } } }';
  return (await world.bookings.ask(by, query, { id: visitId })).data.visit;
};
const deletionsOf = async (visitId: string) =>
  (await announced(world.bookings.database, visitDeleted.type)).filter(({ subject }) => subject === visitId);

it('waits until the last day, is deleted the night after, and its provider sees why', async () => {
  const { visitId } = await returned();
  expect(await seen(visitId)).toMatchObject({ state: 'RETURNED', handleBy: '2026-09-30', booking: { notices: [] } });
  await release(LAST_MOMENT);
  expect(await seen(visitId)).toMatchObject({ state: 'RETURNED', version: 1 });
  await release(NIGHT_AFTER);
  expect(await seen(visitId)).toEqual({
    state: 'DELETED',
    version: 2,
    flags: ['RELEASED'],
    returnReason: 'Väärä päivä',
    handleBy: '2026-09-30',
    booking: { notices: [{ kind: 'VISIT_RELEASED', toldAt: '2026-09-30T21:00:00.000Z', visit: { id: visitId }, lastDay: null }] },
  });
  // Vouchers gives its quantity back, as for any deletion.
  expect(await deletionsOf(visitId)).toMatchObject([{ partition: w.organiserId, data: { version: 2, providerId: w.providerId } }]);
  expect(await seen(visitId, w.otherRecorder)).toBeNull();
});

it('what its provider has handled stays', async () => {
  const { visitId } = await returned();
  const input = { idempotencyKey: newId(), visitId, start: sent.helsinki('2026-06-15T10:00'), end: sent.helsinki('2026-06-15T11:00') };
  await world.bookings.ask(w.recorder, op.EDIT, { input });
  await release(NIGHT_AFTER);
  expect(await seen(visitId)).toMatchObject({ state: 'UNDER_REVIEW', version: 2, handleBy: null, flags: [] });
});

it('many go in parts, each once, however many look for them at the same moment', async () => {
  const visits = [await returned(), await returned(), await returned()];
  expect(await release(LAST_MOMENT, 1)).toBe(1);
  world.bookings.clock.set(NIGHT_AFTER);
  const desk = { database: world.bookings.database, clock: world.bookings.clock };
  await Promise.all(Array.from({ length: 4 }, () => releaseUnhandled(desk, 1)));
  await release(NIGHT_AFTER, 1);
  for (const { visitId } of visits) expect(await deletionsOf(visitId)).toHaveLength(1);
});
