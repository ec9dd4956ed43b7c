/**
 * Tests the job of a lock: it follows the answer, those who lock can follow it, and a second request gets the same job.
 */
import type { Actor } from '@seteli/kit/actor';
import { newId, type Id } from '@seteli/kit/ids';
import { untilWorked } from '@seteli/testing/jobs';
import { announced } from '@seteli/testing/peer';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { computeRunHash } from '../src/store/run.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld('2026-07-05T06:00:00Z');
});
afterAll(() => world.stop());

it('a lock answers at once with its job, which ends with the run locked and its visits announced', async () => {
  const organiser = await world.registered();
  const visits = [w.visit(), w.visit()];
  await world.say(organiser, ...visits.map((visit) => w.approved(organiser, visit)));
  const { run, job, refusal } = await world.startLock(organiser.staff.approver, '2026-06');
  expect([refusal, job]).toEqual([null, expect.objectContaining({ kind: 'LOCK_RUN', resultId: run!.id })]);
  await untilWorked(world.settlement);
  const { data } = await world.settlement.ask(
    organiser.staff.approver,
    `query ($id: ID!, $run: ID!) { settlementJob(id: $id) { ${w.JOB} } settlementRun(id: $run) { state hash job { id } } }`,
    { id: job!.id, run: run!.id },
  );
  expect(data.settlementJob).toMatchObject({
    state: 'DONE',
    done: job!.total,
    startedBy: { id: organiser.staff.approver.userId },
    refusal: null,
  });
  expect(data.settlementRun).toEqual({
    state: 'LOCKED',
    hash: await computeRunHash(world.settlement.database.reader, run!.id),
    job: { id: job!.id },
  });
  const told = (await announced(world.settlement.database, visitsSettled.type)).filter(({ partition }) => partition === organiser.id);
  expect(told.flatMap(({ data }) => (data as { visitIds: Id[] }).visitIds)).toEqual(visits.map(({ id }) => id).toSorted());
});

it('a second request gets the lock under way; nothing is posted to its month, and the next month waits', async () => {
  const organiser = await world.registered();
  await world.say(organiser, w.approved(organiser, w.visit()));
  const { approver, secondApprover } = organiser.staff;
  world.settlement.clock.set('2026-08-05T06:00:00Z');
  // A transaction that holds this table keeps the job from working.
  const holding = await world.settlement.database.pool.connect();
  await holding.query('begin; lock table run_entry in exclusive mode');
  const first = await world.startLock(approver, '2026-06');
  const second = await world.startLock(secondApprover, '2026-06');
  expect([first.run!.state, second.run!.state, second.job!.id]).toEqual(['LOCKING', 'LOCKING', first.job!.id]);
  const late = w.visit();
  await world.say(organiser, w.approved(organiser, late));
  expect((await world.startLock(approver, '2026-07')).refusal).toMatchObject({ code: 'EARLIER_MONTH_OPEN' });
  expect((await world.approve(secondApprover, first.run!.id, { hash: 'x' })).refusal).toMatchObject({ code: 'WRONG_STATE' });
  await holding.query('commit');
  holding.release();
  await untilWorked(world.settlement);
  expect(
    (await world.settlement.database.pool.query('select accounting_month as month from ledger_entry where visit_id = $1', [late.id])).rows,
  ).toEqual([{ month: '2026-07' }]);
  expect((await world.lock(approver, '2026-07')).run).toMatchObject({ state: 'LOCKED', total: '96.25' });
  expect((await world.startLock(approver, '2026-06')).refusal).toMatchObject({ code: 'WRONG_STATE' });
});

it('only those who may lock for the organiser can follow a lock', async () => {
  const [organiser, other] = [await world.registered(), await world.registered()];
  await world.say(organiser, w.approved(organiser, w.visit()));
  world.settlement.clock.set('2026-07-05T06:00:00Z');
  const { job } = await world.startLock(organiser.staff.approver, '2026-06');
  await untilWorked(world.settlement);
  const seenBy = async (actor: Actor) =>
    (await world.settlement.ask(actor, 'query ($id: ID!) { settlementJob(id: $id) { state startedBy { id } } }', { id: job!.id })).data
      .settlementJob;
  const { approver, secondApprover, admin, checker, system } = organiser.staff;
  const done = { state: 'DONE', startedBy: { id: approver.userId } };
  expect(await Promise.all([approver, secondApprover].map(seenBy))).toEqual([done, done]);
  const strangers = [admin, checker, system, other.staff.approver, w.biller, w.clientOf(newId())];
  expect(await Promise.all(strangers.map(seenBy))).toEqual(strangers.map(() => null));
});
