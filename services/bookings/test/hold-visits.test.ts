/** A checker holds an approved visit to check it again, until settlement locks the run. A hold and a lock may cross. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/testing/peer';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { holdVisits } from '../src/commands/hold.ts';
import { HOLDS_MAX } from '../src/domain/limits.ts';
import { made, refused, type RecordedVisit } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

async function command(by: typeof w.checker, mutation: string, visitId: string, more: Record<string, unknown> = {}) {
  const { data, errors } = await world.bookings.ask(by, mutation, { input: { idempotencyKey: newId(), visitId, ...more } });
  return data ? (Object.values(data)[0] as { visit: Record<string, unknown> | null; refusal: unknown }) : errors![0]!.extensions;
}
const hold = (visitId: string, by = w.checker, reason = 'Asiakas kiistää käynnin') => command(by, op.HOLD, visitId, { reason });
const approve = (visitId: string) => command(w.checker, op.APPROVE, visitId);
const remove = (visitId: string) => command(w.recorder, op.DELETE, visitId);
const edit = (visitId: string, end: string) =>
  command(w.recorder, op.EDIT, visitId, { start: sent.helsinki('2026-06-15T10:00'), end: sent.helsinki(end) });
const done = (visit: Record<string, unknown>) => ({ visit: expect.objectContaining(visit), refusal: null });
const not = (code: string, path = 'visitId') => ({ visit: null, refusal: expect.objectContaining({ code, path: [path] }) });

/** A visit that was approved automatically. */
async function approved() {
  const { bookingId } = await w.book(world);
  const visit = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:00');
  expect(visit).toMatchObject({ state: 'APPROVED', version: 1 });
  return { bookingId, visitId: visit.id as string };
}

const told = async (visitId: string) =>
  (await announced(world.bookings.database))
    .filter(({ subject }) => subject === visitId)
    .map(({ type, data }) => {
      const { version, cause = null } = data as { version: number; cause?: string | null };
      return [type.split('.')[3], version, cause];
    });

async function settle(visitId: string) {
  const settled = { runId: newId(), organiserId: w.organiserId, month: Temporal.PlainYearMonth.from('2026-06'), visitIds: [visitId] };
  await world.settlement.say(w.organiserId, announce(visitsSettled, settled.runId, settled));
  await world.heard();
}

describe('a checker holds an approved visit', () => {
  it('with a reason that its provider reads and its client does not; the visit keeps its shares, and a new approval has a later version', async () => {
    const { visitId, bookingId } = await approved();
    expect(await hold(visitId, w.checker, ' ')).toEqual(not('REASON_MISSING', 'reason'));
    expect(await hold(visitId)).toEqual(
      done({
        state: 'UNDER_REVIEW',
        version: 2,
        holdReason: 'Asiakas kiistää käynnin',
        heldAt: '2026-06-16T09:00:00.000Z',
        total: '77.00',
      }),
    );
    expect(await w.see(world, visitId, w.recorder)).toMatchObject({ holdReason: 'Asiakas kiistää käynnin' });
    expect(await w.see(world, visitId, w.client)).toMatchObject({ id: visitId, holdReason: null, heldAt: '2026-06-16T09:00:00.000Z' });
    const notices = 'query ($id: ID!) { booking(id: $id) { notices { kind visit { id } } } }';
    expect((await world.bookings.ask(w.recorder, notices, { id: bookingId })).data.booking.notices).toEqual([
      { kind: 'VISIT_HELD', visit: { id: visitId } },
    ]);
    expect(await hold(visitId)).toEqual(not('WRONG_STATE'));
    expect(await approve(visitId)).toEqual(done({ state: 'APPROVED', version: 3, holdReason: null, heldAt: null }));
    expect(await told(visitId)).toEqual([
      ['visit-recorded', 1, null],
      ['visit-approved', 1, null],
      ['visit-held', 2, 'HELD'],
      ['visit-approved', 3, 'HELD'],
    ]);
    // A checker may hold it once more.
    expect(await hold(visitId)).toEqual(done({ state: 'UNDER_REVIEW', version: 4 }));
  });

  it('and its provider does not get it approved by an edit that says the same again', async () => {
    const { visitId } = await approved();
    await hold(visitId);
    expect(await edit(visitId, '2026-06-15T12:00')).toEqual(done({ state: 'UNDER_REVIEW', version: 3, total: '77.00' }));
    expect(await approve(visitId)).toEqual(done({ state: 'APPROVED', version: 4 }));
    expect((await told(visitId)).slice(2)).toEqual([
      ['visit-held', 2, 'HELD'],
      ['visit-recorded', 3, null],
      ['visit-approved', 4, 'HELD'],
    ]);
  });

  it('and returns it, and its provider deletes it', async () => {
    const { visitId } = await approved();
    await hold(visitId);
    expect(await command(w.checker, op.RETURN, visitId, { reason: 'Tarkista' })).toEqual(done({ state: 'RETURNED' }));
    expect(await remove(visitId)).toEqual(done({ state: 'DELETED', version: 3 }));
    expect((await told(visitId)).at(-1)).toEqual(['visit-deleted', 3, 'DELETED']);
  });

  it('once: of two holds, or of a hold and a deletion, at the same time one is refused', async () => {
    const { visitId } = await approved();
    const both = await Promise.all([hold(visitId), hold(visitId)]);
    expect(both).toContainEqual(not('WRONG_STATE'));
    expect((await told(visitId)).filter(([type]) => type === 'visit-held')).toHaveLength(1);
    const { visitId: other } = await approved();
    await Promise.all([hold(other), remove(other)]);
    expect(await w.see(world, other)).toMatchObject({ state: 'DELETED' });
    expect((await told(other)).at(-1)![0]).toBe('visit-deleted');
  });

  it('and nobody else does: other organisers do not find it, providers and clients may not', async () => {
    const { visitId } = await approved();
    expect(await hold(visitId, w.otherChecker)).toEqual(not('NOT_FOUND'));
    for (const by of [w.recorder, w.client, w.granter]) expect(await hold(visitId, by)).toEqual({ code: 'FORBIDDEN' });
  });
});

describe('the lock', () => {
  it('that bookings hears of first leaves nothing to hold', async () => {
    const { visitId } = await approved();
    await settle(visitId);
    expect(await hold(visitId)).toEqual(not('SETTLED'));
  });

  it('that bookings hears of after the hold leaves the visit held: settlement reverses it in the next month, and posts it there after the approval', async () => {
    const { visitId } = await approved();
    await hold(visitId);
    await settle(visitId);
    expect(await w.see(world, visitId)).toMatchObject({ state: 'UNDER_REVIEW', version: 2 });
    expect(await approve(visitId)).toEqual(done({ state: 'APPROVED', version: 3 }));
    await settle(visitId);
    expect(await hold(visitId)).toEqual(not('SETTLED'));
  });
});

describe('another cause holds many visits at once', () => {
  const holdAll = (ids: readonly string[]) =>
    world.bookings.database.transaction((tx) =>
      holdVisits(tx, ids, { reason: 'Asiakas on kuollut', flag: 'LATE' }, { now: world.bookings.clock.now() }),
    );

  it('but no settled ones, and holding again announces nothing', async () => {
    const { visitId } = await approved();
    const { visitId: settled } = await approved();
    await settle(settled);
    const { bookingId } = await w.book(world);
    const { visitId: changing } = await approved();
    const asked: RecordedVisit[] = [];
    world.vouchersHears((visit) => void asked.push(visit));
    const [{ id: waiting }] = await Promise.all([w.recordOne(world, bookingId), edit(changing, '2026-06-15T11:00')]);
    const ids = [visitId, settled, waiting, changing];
    expect((await holdAll(ids)).map(({ id }) => id).toSorted()).toEqual([visitId, waiting, changing].toSorted());
    await holdAll(ids);
    for (const visit of asked)
      await world.vouchers.say(w.organiserId, visit.visitId === changing ? refused(visit, 'QUOTA_EXCEEDED') : made(visit));
    await world.heard();
    const states = await Promise.all(ids.map(async (id) => (await w.see(world, id)).state));
    expect(states).toEqual(['UNDER_REVIEW', 'SETTLED', 'UNDER_REVIEW', 'UNDER_REVIEW']);
    const heldEvents = await Promise.all(ids.map(async (id) => (await told(id)).filter(([type]) => type === 'visit-held')));
    expect(heldEvents).toEqual([[['visit-held', 2, 'HELD']], [], [], [['visit-held', 2, 'HELD']]]);
    expect(await approve(changing)).toEqual(done({ state: 'APPROVED', version: 3 }));
  });
});

it('a change that a checker must look at takes the approval of a visit back until the checker approves it', async () => {
  const { visitId } = await approved();
  world.vouchersAnswers((visit) => made(visit, { overlap: true }));
  expect(await edit(visitId, '2026-06-15T11:00')).toEqual(done({ state: 'UNDER_REVIEW', version: 2, flags: ['OVERLAP'] }));
  expect(await approve(visitId)).toEqual(done({ state: 'APPROVED', version: 3 }));
  expect((await told(visitId)).slice(1)).toEqual([
    ['visit-approved', 1, null],
    ['visit-recorded', 2, null],
    ['visit-held', 2, 'EDITED'],
    ['visit-approved', 3, 'EDITED'],
  ]);
});

it('a visit is held 20 times at most', async () => {
  const { visitId } = await approved();
  await hold(visitId);
  await approve(visitId);
  await world.bookings.database.pool.query(
    `insert into booking_notice select (json_populate_record(n, json_build_object('id', uuidv7()))).* from booking_notice n, generate_series(2, $2) where visit_id = $1`,
    [visitId, HOLDS_MAX],
  );
  expect(await hold(visitId)).toEqual(not('LIMIT_REACHED'));
});
