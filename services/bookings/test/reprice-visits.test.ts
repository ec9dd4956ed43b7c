/**
 * An organiser accepts a price list from a day that has begun. Bookings recalculates the visits of its days at the new
 * prices and leaves everything else as it was.
 */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { untilWorked } from '@seteli/testing/jobs';
import { announced } from '@seteli/testing/peer';
import { workingOff } from '@seteli/kit/jobs';
import { openLog } from '@seteli/kit/log';
import { createNudge } from '@seteli/kit/waiting';
import { visitApproved, visitRecorded } from '@seteli/schema/events/bookings';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { repricingWork } from '../src/jobs/repricing.ts';
import { made, refused } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

/** A service of one content at 38.50, with a booking. */
async function booked(serviceId: string, contentId = newId(), more: string[] = []) {
  const ids = [contentId, ...more];
  const contents = ids.map((id, place) =>
    place === 0 ? { ...w.checkedByDay, contentId: id } : w.unbanded(id, { unit: 'KILOMETRE', kind: 'ACCESSORY' }),
  );
  await w.publishService(world, serviceId, Object.fromEntries(ids.map((id) => [id, 3850n])), { contents });
  return { contentId, serviceId, ...(await w.book(world, { serviceId, contentIds: ids })) };
}
const listed = async (serviceId: string, prices: Record<string, bigint>, firstDay: string) => {
  await world.registry.say(w.organiserId, w.priceList(prices, { serviceId, firstDay: w.day(firstDay) }));
  await world.heard();
};
/** Waits until the jobs have ended and vouchers has answered about every recalculated visit. */
const taken = () => untilWorked(world.bookings);
const record = (bookingId: string, onDay: string, change: Partial<sent.Row> = {}) =>
  w.recordOne(world, bookingId, `${onDay}T10:00`, `${onDay}T12:30`, change);
const settle = async (...visitIds: string[]) => {
  const settled = { runId: newId(), organiserId: w.organiserId, month: Temporal.PlainYearMonth.from('2026-06'), visitIds };
  await world.settlement.say(w.organiserId, announce(visitsSettled, settled.runId, settled));
  await world.heard();
};
const command = (mutation: string, visitId: string, more = {}, by = w.checker) =>
  world.bookings.ask(by, mutation, { input: { idempotencyKey: newId(), visitId, ...more } });
const told = async (visitId: string, type: string) =>
  (await announced(world.bookings.database, type))
    .filter(({ subject }) => subject === visitId)
    .map(({ data }) => data as { version: number; approvedBy?: string; recordedAt?: string; decidedAnew?: boolean });
const left = async (visitId: string) =>
  (await world.bookings.database.pool.query('select version, code from repricing_refusal where visit_id = $1', [visitId])).rows;
const explained = async (id: string) =>
  (await world.bookings.ask(w.client, 'query ($id: ID!) { explainVisit(visitId: $id) { pieces { unitPrice priceFirstDay } } }', { id }))
    .data.explainVisit.pieces;
const AT_38_50 = { total: '96.25', organiserShare: '80.00', clientShare: '16.25' };
const AT_36_00 = { total: '90.00', organiserShare: '80.00', clientShare: '10.00' };

describe('R1: 38.50 becomes 36.00 backwards', () => {
  it('approved and settled visits of its days are approved again as before, and no checker looks', async () => {
    const { contentId, serviceId, bookingId } = await booked(w.variedServiceId);
    const [before, approved, settled, checked] = [
      await record(bookingId, '2026-05-31'),
      await record(bookingId, '2026-06-01'),
      await record(bookingId, '2026-06-02'),
      await record(bookingId, '2026-06-03', { overlapReason: 'Kaksi avustajaa' }),
    ];
    await command(op.APPROVE, checked.id);
    await settle(settled.id);
    await listed(serviceId, { [contentId]: 3600n }, '2026-06-01');
    await taken();
    expect(await w.see(world, before.id)).toMatchObject({ ...AT_38_50, state: 'APPROVED', version: 1 });
    expect(await w.see(world, approved.id)).toMatchObject({ ...AT_36_00, state: 'APPROVED', version: 2, flags: [] });
    expect(await w.see(world, settled.id)).toMatchObject({ ...AT_36_00, state: 'APPROVED', version: 2, flags: ['CORRECTED'] });
    expect(await w.see(world, checked.id)).toMatchObject({ ...AT_36_00, state: 'APPROVED', version: 2, flags: ['OVERLAP'] });
    for (const [{ id, recordedAt }, approvedBy] of [
      [approved, 'POLICY'],
      [settled, 'POLICY'],
      [checked, 'CHECKER'],
    ] as const) {
      expect((await told(id, visitRecorded.type)).map(({ version }) => version)).toEqual([1, 2]);
      expect((await told(id, visitApproved.type)).at(-1)).toMatchObject({ version: 2, approvedBy, recordedAt });
    }
    await settle(settled.id);
    expect(await w.see(world, settled.id)).toMatchObject({ ...AT_36_00, state: 'SETTLED' });
    // A visit that is recorded now has the new price at once, and bookings does not recalculate it.
    expect(await record(bookingId, '2026-06-04')).toMatchObject({ ...AT_36_00, version: 1 });
    await taken();
    expect(await w.see(world, approved.id)).toMatchObject({ version: 2 });

    // A list that changes no cent of a visit leaves it settled, and bookings tells nobody (rules 35).
    const minute = await w.recordOne(world, bookingId, '2026-06-06T10:00', '2026-06-06T10:01');
    await settle(minute.id);
    await listed(serviceId, { [contentId]: 3601n }, '2026-06-06');
    await taken();
    expect(await w.see(world, minute.id)).toMatchObject({ total: '0.60', organiserShare: '0.53', state: 'SETTLED', version: 2, flags: [] });
    expect((await told(minute.id, visitRecorded.type)).map(({ decidedAnew }) => decidedAnew)).toEqual([false, true]);
    expect(await told(minute.id, visitApproved.type)).toHaveLength(1);
  });

  it('but only until the unit’s next list, and a checked, returned, deleted or refused visit keeps its state', async () => {
    const { contentId, serviceId, bookingId } = await booked(w.eveServiceId);
    await listed(serviceId, { [contentId]: 3850n }, '2026-06-10');
    const overlap = { overlapReason: 'Kaksi avustajaa' };
    const [held, returned, deleted, after] = [
      await record(bookingId, '2026-06-01', overlap),
      await record(bookingId, '2026-06-02', overlap),
      await record(bookingId, '2026-06-03'),
      await record(bookingId, '2026-06-10'),
    ];
    await command(op.RETURN, returned.id, { reason: 'Väärä päivä' });
    await command(op.DELETE, deleted.id, {}, w.recorder);
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 0));
    await record(bookingId, '2026-06-04');
    world.vouchersAnswers(made);
    const approvals = (await announced(world.bookings.database, visitApproved.type)).length;
    await listed(serviceId, { [contentId]: 3600n }, '2026-06-01');
    await taken();
    expect(await w.see(world, held.id)).toMatchObject({ ...AT_36_00, state: 'UNDER_REVIEW', version: 2, flags: ['OVERLAP'] });
    expect(await w.see(world, returned.id)).toMatchObject({ ...AT_36_00, state: 'RETURNED', version: 2, returnReason: 'Väärä päivä' });
    expect(await w.see(world, deleted.id)).toMatchObject({ ...AT_38_50, state: 'DELETED', version: 2 });
    expect(await w.see(world, after.id)).toMatchObject({ ...AT_38_50, state: 'APPROVED', version: 1 });
    expect(
      await w.count(world, `select count(*) from visit where booking_id = $1 and allocation = 'REFUSED' and version = 1`, bookingId),
    ).toBe(1);
    expect(await announced(world.bookings.database, visitApproved.type)).toHaveLength(approvals);
  });
});

describe('14: a visit that does not fit the new list', () => {
  it('stays as it was and is listed when vouchers refuses it', async () => {
    const { contentId, serviceId, bookingId } = await booked(w.sampledServiceId);
    const visit = await record(bookingId, '2026-06-02');
    const before = await w.see(world, visit.id);
    world.vouchersAnswers((asked) => refused(asked, 'QUOTA_EXCEEDED', 15));
    await listed(serviceId, { [contentId]: 3600n }, '2026-06-01');
    await taken();
    expect(await w.see(world, visit.id)).toEqual({
      ...before,
      version: 2,
      refusal: { code: 'QUOTA_EXCEEDED', path: ['end'], remaining: { minutes: 15 } },
    });
    expect(await left(visit.id)).toEqual([{ version: 2, code: 'QUOTA_EXCEEDED' }]);
    expect(await told(visit.id, visitApproved.type)).toHaveLength(1);
    // The explanation names the list by which vouchers allocated the visit.
    expect(await explained(visit.id)).toEqual([{ unitPrice: '38.50', priceFirstDay: '2026-01-01' }]);
  });

  it('stays as it was and is listed when the list has no price for a content', async () => {
    const kilometres = newId();
    const { contentId, serviceId, bookingId } = await booked(w.finalServiceId, newId(), [kilometres]);
    const visit = await record(bookingId, '2026-06-02', { accessories: [{ contentId: kilometres, amount: '1' }] });
    const plain = await record(bookingId, '2026-06-03');
    const before = await w.see(world, visit.id);
    await listed(serviceId, { [contentId]: 3600n }, '2026-06-01');
    await taken();
    expect(await w.see(world, visit.id)).toEqual({ ...before, refusal: { code: 'NO_PRICE', path: null, remaining: null } });
    expect(await left(visit.id)).toEqual([{ version: 1, code: 'NO_PRICE' }]);
    expect((await explained(visit.id)).map(({ unitPrice }: { unitPrice: string }) => unitPrice)).toEqual(['38.50', '38.50']);
    expect(await explained(plain.id)).toEqual([{ unitPrice: '36.00', priceFirstDay: '2026-06-01' }]);
    expect(await w.see(world, plain.id)).toMatchObject({ ...AT_36_00, version: 2 });
  });
});

/** The jobs of the changing unit, newest first. */
const jobs = async () =>
  (
    await world.bookings.database.pool.query(
      `select done, total, ended_at is not null as ended from job where step #>> '{reaches,0,unitId}' = $1 order by id desc`,
      [w.changingUnitId],
    )
  ).rows;

describe('in parts', () => {
  it('several processes at once recalculate each visit once', async () => {
    const { contentId, serviceId, bookingId } = await booked(w.quarterServiceId);
    const ids: string[] = [];
    for (const onDay of ['01', '02', '03', '04', '05']) ids.push((await record(bookingId, `2026-06-${onDay}`)).id);
    await listed(serviceId, { [contentId]: 3600n }, '2026-06-01');
    const { database, clock } = world.bookings;
    const tools = { database, clock, log: openLog('test', 'silent'), bell: createNudge() };
    const some = Array.from({ length: 3 }, () => workingOff([repricingWork(2)], tools));
    while ((await w.count(world, 'select count(*) from job where ended_at is null')) > 0)
      await Promise.all(some.map((worker) => worker.run()));
    for (const id of ids) {
      expect(await w.see(world, id)).toMatchObject({ ...AT_36_00, version: 2 });
      expect((await told(id, visitRecorded.type)).map(({ version }) => version)).toEqual([1, 2]);
    }
  });

  it('bookings also recalculates a visit that is recorded by the old list while the new one comes', async () => {
    const prices = { [w.dayContent]: 3850n };
    await world.registry.say(w.organiserId, w.priceList(prices, { unitId: w.unpricedUnitId }));
    await world.heard();
    const { bookingId } = await w.book(world, {}, { unitId: w.unpricedUnitId });
    const holder = await world.bookings.database.pool.connect();
    await holder.query('begin');
    // The lock stops a recorder after they have read the prices.
    await holder.query('lock table visit in share mode');
    const recording = record(bookingId, '2026-06-01');
    await pause(300);
    await world.registry.say(
      w.organiserId,
      w.priceList({ [w.dayContent]: 3600n }, { unitId: w.unpricedUnitId, firstDay: w.day('2026-06-01') }),
    );
    await world.heard();
    await pause(100);
    await holder.query('commit');
    holder.release();
    const { id } = await recording;
    await taken();
    expect((await told(id, visitRecorded.type)).map(({ version }) => version)).toEqual([1, 2]);
    expect(await w.see(world, id)).toMatchObject({ ...AT_36_00, version: 2 });
  });

  it('the job waits for a visit about which vouchers has not answered', async () => {
    const prices = { [w.dayContent]: 3850n };
    await world.registry.say(w.organiserId, w.priceList(prices, { unitId: w.changingUnitId }));
    await world.heard();
    const { bookingId } = await w.book(world, {}, { unitId: w.changingUnitId });
    const first = await record(bookingId, '2026-06-01');
    let asked: Parameters<typeof made>[0] | undefined;
    world.vouchersHears((visit) => void (asked = visit));
    const second = await record(bookingId, '2026-06-02');
    world.vouchersAnswers(made);
    await world.registry.say(
      w.organiserId,
      w.priceList({ [w.dayContent]: 3600n }, { unitId: w.changingUnitId, firstDay: w.day('2026-06-01') }),
    );
    await world.heard();
    await expect.poll(async () => (await jobs()).map(({ done, total, ended }) => [done, total, ended])).toEqual([[1, 2, false]]);
    expect(await w.see(world, second.id)).toMatchObject({ state: 'RECORDED', allocation: 'PENDING', version: 1 });
    await world.vouchers.say(w.organiserId, made(asked!));
    await world.heard();
    await taken();
    for (const { id } of [first, second]) expect(await w.see(world, id)).toMatchObject({ ...AT_36_00, state: 'APPROVED', version: 2 });
  });
});
