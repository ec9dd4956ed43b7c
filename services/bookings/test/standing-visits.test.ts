/**
 * Standing visits count for later ones in the order of coming. They count on another voucher of the client, and on
 * their old days during a change.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/kit/testing/peer';
import { bookingMade } from '@seteli/schema/events/bookings';
import { made, refused } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

const month = newId();
let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
  const contents = [w.unbanded(month, { unit: 'MONTH' })];
  await w.publishService(world, w.finalServiceId, { [month]: 6390n }, { prorationPolicy: 'FULL_WHEN_STARTED', contents, tailDays: 365 });
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

/** Each booking has a client of its own. */
const bookMonths = (change: Partial<w.Voucher> = {}) =>
  w.book(world, { serviceId: w.finalServiceId, contentIds: [month], personId: newId(), ...change });
const recordDays = async (bookingId: string, day: string, lastDay: string) =>
  (await w.record(world, [sent.dayRow(bookingId, month, day, { lastDay })]))[0];
const editDays = async (visitId: string, day: string, lastDay: string) => {
  const input = { idempotencyKey: newId(), visitId, contentId: month, day, lastDay };
  return (await world.bookings.ask(w.recorder, op.EDIT, { input })).data.editVisit;
};
const PIECES = 'query ($id: ID!) { explainVisit(visitId: $id) { pieces { day steps } } }';
const piecesOf = async (visitId: string) => (await world.bookings.ask(w.recorder, PIECES, { id: visitId })).data.explainVisit.pieces;

describe('40: a month that is paid in full once it has begun', () => {
  it('is not paid again on the voucher that follows in the middle of it', async () => {
    const personId = newId();
    const { voucherId, bookingId } = await bookMonths({ personId, lastDay: w.day('2026-05-15') });
    const next = await w.grantVoucher(world, {
      personId,
      serviceId: w.finalServiceId,
      contentIds: [month],
      predecessorId: voucherId,
      firstDay: w.day('2026-05-16'),
    });
    const second = (await announced(world.bookings.database, bookingMade.type)).find(
      ({ data }) => (data as { voucherId: string }).voucherId === next,
    )!.subject;
    expect((await recordDays(second, '2026-05-16', '2026-05-31')).visit.total).toBe('63.90');
    expect((await recordDays(bookingId, '2026-05-01', '2026-05-15')).refusal.code).toBe('DAY_ALREADY_RECORDED');
    expect((await recordDays(bookingId, '2026-04-10', '2026-05-15')).visit.lines).toMatchObject([
      { serviceMonth: '2026-04', total: '63.90' },
    ]);
  });

  it('is paid for another client', async () => {
    for (const { bookingId } of [await bookMonths(), await bookMonths()])
      expect((await recordDays(bookingId, '2026-05-01', '2026-05-15')).visit.total).toBe('63.90');
  });

  it('is not free while its visit may yet come back to it', async () => {
    const { bookingId } = await bookMonths();
    const { visit } = await recordDays(bookingId, '2026-05-01', '2026-05-10');
    world.vouchersHears(() => undefined);
    expect((await editDays(visit.id, '2026-04-01', '2026-04-10')).visit.allocation).toBe('PENDING');
    expect((await recordDays(bookingId, '2026-05-11', '2026-05-20')).refusal.code).toBe('DAY_ALREADY_RECORDED');
    expect((await recordDays(bookingId, '2026-04-11', '2026-04-20')).refusal.code).toBe('DAY_ALREADY_RECORDED');
  });

  it('stays with the visit that came to it first, whichever was recorded first', async () => {
    const { bookingId } = await bookMonths();
    const [{ visit: moved }, { visit: payer }] = [
      await recordDays(bookingId, '2026-03-20', '2026-03-31'),
      await recordDays(bookingId, '2026-05-01', '2026-05-10'),
    ];
    expect((await editDays(moved.id, '2026-04-20', '2026-05-05')).visit).toMatchObject({
      total: '63.90',
      lines: [{ serviceMonth: '2026-04' }],
    });
    expect(await piecesOf(payer.id)).toEqual([{ day: '2026-05-01', steps: 31 }]);
    expect(await piecesOf(moved.id)).toEqual([{ day: '2026-04-20', steps: 30 }]);
  });

  it('stays with a visit that is changed within its days', async () => {
    const { bookingId } = await bookMonths();
    const { visit } = await recordDays(bookingId, '2026-05-01', '2026-05-10');
    await recordDays(bookingId, '2026-04-20', '2026-05-31');
    expect((await editDays(visit.id, '2026-05-02', '2026-05-10')).visit).toMatchObject({ version: 2, total: '63.90' });
  });
});

it('a booking does not end before a visit that may yet come back to its later days', async () => {
  const { bookingId } = await bookMonths();
  const { visit } = await recordDays(bookingId, '2026-05-01', '2026-05-20');
  world.vouchersHears(() => undefined);
  await editDays(visit.id, '2026-05-01', '2026-05-10');
  const end = async (lastDay: string) =>
    (await world.bookings.ask(w.recorder, op.END, { input: { idempotencyKey: newId(), bookingId, lastDay } })).data.endBooking;
  expect((await end('2026-05-19')).refusal).toMatchObject({ code: 'BELOW_USED' });
  expect((await end('2026-05-20')).booking).toMatchObject({ lastDay: '2026-05-20' });
});

it('R26: the old times of a worker’s visit count while it may yet go back to them', async () => {
  const [first, other] = [await w.book(world), await w.book(world, { personId: newId() })];
  const workerReference = 'T-18';
  const visit = await w.recordOne(world, first.bookingId, '2026-06-15T10:00', '2026-06-15T11:00', { workerReference });
  world.vouchersHears(() => undefined);
  const times = { start: sent.helsinki('2026-06-10T10:00'), end: sent.helsinki('2026-06-10T11:00') };
  await world.bookings.ask(w.recorder, op.EDIT, { input: { idempotencyKey: newId(), visitId: visit.id, workerReference, ...times } });
  const flagsAt = async (day: string) =>
    (await w.recordOne(world, other.bookingId, `${day}T10:30`, `${day}T11:30`, { workerReference })).flags;
  expect([await flagsAt('2026-06-15'), await flagsAt('2026-06-10'), await flagsAt('2026-06-12')]).toEqual([
    ['WORKER_ELSEWHERE'],
    ['WORKER_ELSEWHERE'],
    [],
  ]);
});

it('R26: a visit of the worker that was deleted or refused counts nowhere', async () => {
  const [first, other] = [await w.book(world), await w.book(world, { personId: newId() })];
  const at = (bookingId: string, day: string) => sent.row(bookingId, `${day}T10:00`, `${day}T11:00`, { workerReference: 'T-19' });
  const [deleted] = await w.record(world, [at(first.bookingId, '2026-06-15')]);
  await world.bookings.ask(w.recorder, op.DELETE, { input: { idempotencyKey: newId(), visitId: deleted.visit.id } });
  world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 0));
  expect((await w.record(world, [at(first.bookingId, '2026-06-10')]))[0].refusal.code).toBe('QUOTA_EXCEEDED');
  world.vouchersAnswers(made);
  const results = await w.record(world, [at(other.bookingId, '2026-06-15'), at(other.bookingId, '2026-06-10')]);
  expect(results.map(({ visit }: { visit: { flags: string[] } }) => visit.flags)).toEqual([[], []]);
});
