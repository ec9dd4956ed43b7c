/**
 * Sums of a month's visits that are held back: for whom they wait, why, and in which service. People who answer for
 * money see them.
 */
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { made } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const SUM = 'sum { visits total organiserShare clientShare }';
const HELD = `query ($month: Month!) { heldVisits(month: $month) { month ${SUM} reasons { state flag ${SUM} } services { service { id } ${SUM} } } }`;
async function held(by: Actor, month = '2026-06') {
  const { data, errors } = await world.bookings.ask(by, HELD, { month });
  return errors ? { error: errors[0]!.extensions.code } : data.heldVisits;
}
const approver: Actor = { ...w.checkerWithoutTeam, userId: newId(), roles: ['SETTLEMENT_APPROVER'] };
const manager: Actor = { ...w.recorder, userId: newId(), roles: ['SERVICE_MANAGER'] };
/** Two hours: 77.00, of which the client pays 13.00. */
const sum = (visits: number) => ({
  visits,
  total: `${visits * 77}.00`,
  organiserShare: `${visits * 64}.00`,
  clientShare: `${visits * 13}.00`,
});

it('R28: a visit that waits for a checker or for its provider is in the sum once, and under each of its reasons', async () => {
  expect(await held(approver)).toEqual({
    month: '2026-06',
    sum: { visits: 0, total: '0.00', organiserShare: '0.00', clientShare: '0.00' },
    reasons: [],
    services: [],
  });
  const { bookingId } = await w.book(world, w.checkedVoucher);
  const record = async (day: string, more = {}, booking = bookingId) =>
    (await w.recordOne(world, booking, `${day}T10:00`, `${day}T12:00`, more)).id as string;
  await record('2026-06-10');
  const [returned, approved] = [await record('2026-06-11'), await record('2026-06-12')];
  // A visit of the month before counts in its own month.
  await record('2026-05-29');
  const { bookingId: another } = await w.book(world, { ...w.checkedVoucher, personId: newId() });
  await record('2026-06-15', { workerReference: 'w1' });
  await record('2026-06-15', { workerReference: 'w1' }, another);
  const decide = (operation: string, visitId: string, more = {}) =>
    world.bookings.ask(w.checker, operation, { input: { idempotencyKey: newId(), visitId, ...more } });
  await decide(op.RETURN, returned, { reason: 'Tarkista kellonajat' });
  await decide(op.APPROVE, approved);
  const expected = {
    month: '2026-06',
    sum: sum(4),
    reasons: [
      { state: 'UNDER_REVIEW', flag: 'WORKER_ELSEWHERE', sum: sum(1) },
      { state: 'UNDER_REVIEW', flag: null, sum: sum(2) },
      { state: 'RETURNED', flag: null, sum: sum(1) },
    ],
    services: [{ service: { id: w.checkedServiceId }, sum: sum(4) }],
  };
  expect(await held(approver)).toEqual(expected);
  expect(await held(w.checker)).toEqual(expected);
  expect(await held(manager)).toEqual(expected);
  expect((await held(approver, '2026-05')).sum).toEqual(sum(1));
});

it('others may not ask, and users without a team or of another organisation get zero', async () => {
  for (const nobody of [w.recorder, w.granter, w.client]) expect(await held(nobody)).toEqual({ error: 'FORBIDDEN' });
  const others: Actor[] = [w.checkerWithoutTeam, w.otherChecker, { ...w.otherRecorder, roles: ['ADMIN'] }, { ...manager, teamIds: [] }];
  for (const other of others) expect((await held(other)).sum.visits).toBe(0);
});
