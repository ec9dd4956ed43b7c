/**
 * Tests that a lock whose job dies anywhere leaves the same as an undisturbed lock: each cent, statement, feed item and
 * message to bookings, once.
 */
import { stillClock } from '@seteli/kit/clock';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { workingOff } from '@seteli/kit/jobs';
import { openLog } from '@seteli/kit/log';
import { cutEachOnce } from '@seteli/testing/cuts';
import { announced } from '@seteli/testing/peer';
import { createNudge } from '@seteli/kit/waiting';
import { SERVICE } from '@seteli/kit/scope';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { expect, it } from 'vitest';
import { lockWork, startLock } from '../src/jobs/locking.ts';
import { lockRun } from '../src/domain/run.ts';
import { findLockFacts, saveRun } from '../src/store/run.ts';
import * as w from './world.ts';

const JUNE = Temporal.PlainYearMonth.from('2026-06');
const log = openLog('test', 'silent');

/** Two providers, one without an account; a visit over two months, a corrected one and a deleted one. */
async function fill(world: Pick<w.World, 'say'>, organiser: w.Organiser): Promise<Id[]> {
  const plain = Array.from({ length: 5 }, () => w.visit());
  const unpaid = w.visit({ providerId: w.unpaidProviderId });
  const long = w.visit({
    lines: [
      { totalCents: 9625n, organiserCents: 8000n },
      { totalCents: 3850n, organiserCents: 3200n, serviceMonth: '2026-05' },
    ],
  });
  const [corrected, deleted] = [w.visit(), w.visit()];
  await world.say(organiser, ...[...plain, unpaid, long, corrected, deleted].map((visit) => w.approved(organiser, visit)));
  await world.say(
    organiser,
    w.approved(organiser, { ...corrected, version: 2, lines: [{ totalCents: 3850n, organiserCents: 3200n }] }),
    w.deleted(organiser, deleted),
  );
  return [...plain, unpaid, long, corrected].map(({ id }) => id);
}

/** Everything that a lock leaves, without ids that differ by organiser. */
async function leftOf(database: Database, organiserId: Id) {
  const rowsOf = async (sql: string, id: Id) => (await database.reader.$client.query(sql, [id])).rows;
  return {
    run: await rowsOf(
      'select state, entries, total_cents, organiser_cents, client_cents from settlement_run where organiser_id = $1',
      organiserId,
    ),
    named: await rowsOf('select count(*) from run_entry r join settlement_run s on s.id = r.run_id where organiser_id = $1', organiserId),
    statements: await rowsOf(
      'select provider_id, total_cents, organiser_cents, client_cents, payable_cents, creditor_iban from statement where organiser_id = $1 order by provider_id',
      organiserId,
    ),
    lines: await rowsOf(
      `select provider_id, service_month, steps, visits, l.total_cents, l.organiser_cents from statement_line l join statement s on s.id = l.statement_id
      where organiser_id = $1 order by provider_id, service_month`,
      organiserId,
    ),
    shares: await rowsOf(
      `select provider_id, visits, client_cents, (select sum(gross_cents) from client_share_vat v where v.statement_id = s.id) as gross
       from client_share_statement s where organiser_id = $1 order by provider_id, client_cents, visits`,
      organiserId,
    ),
    payments: await rowsOf('select count(*) from payment p join statement s on s.id = p.statement_id where organiser_id = $1', organiserId),
    feed: await rowsOf(
      `select seq, kind, (payload::jsonb -> 'data' ->> 'state') as state from feed_item where organiser_id = $1 and kind = 'RUN'`,
      organiserId,
    ),
  };
}

const settledIn = async (database: Database, { id }: w.Organiser) =>
  (await announced(database, visitsSettled.type))
    .filter(({ partition }) => partition === id)
    .flatMap(({ data }) => (data as { visitIds: Id[] }).visitIds)
    .toSorted();

it('a lock that dies before each statement and after each commit leaves the same as an undisturbed one', { timeout: 240_000 }, async () => {
  const world = await w.openWorld('2026-07-05T06:00:00Z');
  const [calm, killed] = [await world.registered(), await world.registered()];
  await fill(world, calm);
  const paid = await fill(world, killed);
  await world.lock(calm.staff.approver, '2026-06');
  await world.stop();
  const clock = stillClock('2026-07-05T06:00:00Z');
  const database = openDatabase({ url: world.runUrl, log, name: 'jobs', max: 1 }).within(SERVICE);
  // The state that the command leaves.
  await database.transaction(async (tx) => {
    const facts = await findLockFacts(tx, killed.id, JUNE, null);
    const decision = lockRun({ ...facts, hasHeardAll: true }, killed.staff.approver.userId, clock.now());
    if (!decision.accepted) throw new Error(decision.refusal.code);
    await saveRun(tx, decision.value);
    await startLock(tx, killed.staff.approver, decision.value, clock.now());
  });
  const dying = openDatabase({ url: world.runUrl, log, name: 'jobs', max: 1 }).within(SERVICE);
  const { cuts } = cutEachOnce(dying);
  // Each run acts as another process: it remembers nothing of the one before.
  const work = () => workingOff([lockWork(3)], { database: dying, clock, log, bell: createNudge() }).run();
  // For a moment the database still holds the locks of a dead connection. Then the job finds nothing to do, though
  // much is left.
  const isOpen = async () => (await database.reader.$client.query('select from job where ended_at is null')).rowCount! > 0;
  while (await isOpen()) await work().catch(() => undefined);
  expect(cuts()).toBeGreaterThan(60);
  expect(await leftOf(database, killed.id)).toEqual(await leftOf(database, calm.id));
  expect(await settledIn(database, killed)).toEqual(paid.toSorted());
  await Promise.all([database.close(), dying.close()]);
});
