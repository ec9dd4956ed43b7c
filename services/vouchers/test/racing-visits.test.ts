/** Tests visits that arrive at the same moment: the reactions of production, in transactions side by side. */
import { setTimeout } from 'node:timers/promises';
import { sql } from 'drizzle-orm';
import { drizzle } from 'drizzle-orm/node-postgres';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { z } from 'zod';
import { stillClock } from '@seteli/kit/clock';
import type { Tx } from '@seteli/kit/db';
import type { Envelope } from '@seteli/kit/events';
import { newId } from '@seteli/kit/ids';
import { visitDeleted, visitRecorded } from '@seteli/schema/events/bookings';
import { createReactions } from '../src/reactions.ts';
import { readAllocationFacts } from '../src/store/allocation.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

const reactions = createReactions(stillClock(w.NOW));
const reactTo = (type: string, tx: Tx, events: readonly unknown[]) =>
  reactions
    .find((reaction) => reaction.type === type)!
    .apply(
      tx,
      events.map((data) => ({ data }) as Envelope),
    );
const encoded = (visit: w.RecordedVisit) => z.encode(visitRecorded.data, visit);

/** Each visit has its own transaction. All are open before the first goes on. */
async function recordAtOnce(...visits: w.RecordedVisit[]): Promise<string[]> {
  let open = 0;
  let letGo: () => void;
  const allOpen = new Promise<void>((resolve) => (letGo = resolve));
  await Promise.all(
    visits.map((visit) =>
      world.vouchers.database.transaction(async (tx) => {
        await tx.execute(sql`select 1`);
        if (++open >= visits.length) letGo();
        await allOpen;
        await reactTo(visitRecorded.type, tx, [encoded(visit)]);
      }),
    ),
  );
  const answers = await Promise.all(visits.map(async (visit) => (await w.answersTo(world, visit)).at(-1)!));
  return answers.map(({ made, code }) => (made ? 'made' : String(code))).toSorted();
}

const ROUNDS = 5;

it('exactly one of two visits that race for the last hour gets it', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const personId = newId();
    const entitlements = [{ contentIds: [w.contentB], minutes: 60, recurrence: 'MONTH' }];
    const voucherId = await w.grantVoucher(world, { personId, entitlements });
    const visit = (start: string, end: string) => w.visitOf(voucherId, start, end, { personId });
    const answers = await recordAtOnce(visit('2026-06-15T08:00', '2026-06-15T09:00'), visit('2026-06-15T10:00', '2026-06-15T11:00'));
    expect(answers).toEqual(['QUOTA_EXCEEDED', 'made']);
    expect(await w.remaining(world, voucherId)).toBe(0);
  }
});

it('exactly one of two visits at the same time is taken, on one voucher or on two', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const personId = newId();
    const [one, other] = [await w.grantVoucher(world, { personId }), await w.grantVoucher(world, { personId })];
    const visit = (voucherId: string) => w.visitOf(voucherId, '2026-06-15T10:00', '2026-06-15T11:00', { personId });
    expect(await recordAtOnce(visit(one), visit(one))).toEqual(['OVERLAP', 'made']);
    const later = (voucherId: string) => w.visitOf(voucherId, '2026-06-15T12:00', '2026-06-15T13:00', { personId });
    expect(await recordAtOnce(later(one), later(other))).toEqual(['OVERLAP', 'made']);
  }
});

it('when two visits race for the last euros, the second gets the rest', async () => {
  for (let round = 0; round < ROUNDS; round++) {
    const personId = newId();
    const batch = { amount: '50.00', firstDay: '2026-06-01', lastDay: '2026-12-31' };
    const voucherId = await w.grantVoucher(world, { personId, entitlements: [], balance: { contentIds: [w.contentB], batches: [batch] } });
    const visits = ['10', '12'].map((hour) =>
      w.visitOf(voucherId, `2026-06-15T${hour}:00`, `2026-06-15T${Number(hour) + 1}:00`, { personId }),
    );
    expect(await recordAtOnce(...visits)).toEqual(['made', 'made']);
    const answers = await Promise.all(visits.map(async (visit) => (await w.answersTo(world, visit)).at(-1)!));
    const shares = answers.map(({ lines }) => (lines as { organiserCents: number }[])[0]!.organiserCents);
    expect(shares.toSorted()).toEqual([1800, 3200]);
  }
});

it('exactly one of two providers that record the same day at once is paid', async () => {
  const serviceId = newId();
  const day = newId();
  await world.registry.say(w.organiserId, w.publication({ serviceId, contents: [w.contentOf(day, { unit: 'DAY' })] }));
  await world.heard();
  const values = [{ contentId: day, value: '160.00' }];
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
    input: { idempotencyKey: newId(), serviceId, firstDay: '2026-01-01', values },
  });
  for (let round = 0; round < ROUNDS; round++) {
    const personId = newId();
    const entitlements = [{ contentIds: [day], amount: '31', recurrence: 'MONTH' }];
    const voucherId = await w.grantVoucher(world, { personId, serviceId, entitlements });
    const pieces = [w.pieceOf(day, '2026-06-15', 1000, 17_500n, { unit: 'DAY', stepsPerUnit: 1000 })];
    const visit = (providerId: string) =>
      w.visitOf(voucherId, '2026-06-15T00:00', '2026-06-16T00:00', { personId, serviceId, providerId, timed: false, pieces });
    expect(await recordAtOnce(visit(w.providerId), visit(w.otherProviderId))).toEqual(['DAY_ALREADY_RECORDED', 'made']);
  }
});

it('two hundred visits cost as many statements as one', async () => {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId });
  const days = Array.from({ length: 200 }, (_, index) => Temporal.PlainDate.from('2026-06-01').add({ days: index }).toString());
  const visits = days.map((day) => w.visitOf(voucherId, `${day}T10:00`, `${day}T10:05`, { personId }));
  const deleted = visits.map(w.deletionOf);
  const statementsFor = async (count: number) => {
    const client = await world.vouchers.database.pool.connect();
    let statements = 0;
    const tx = drizzle(client, { casing: 'snake_case', logger: { logQuery: () => void statements++ } }) as unknown as Tx;
    await client.query('begin');
    await reactTo(visitRecorded.type, tx, visits.slice(0, count).map(encoded));
    await reactTo(visitDeleted.type, tx, deleted.slice(0, count));
    const { rows } = await client.query(`select state, count(*)::int from allocation where voucher_id = $1 group by state`, [voucherId]);
    await client.query('rollback');
    client.release();
    expect(rows).toEqual([{ state: 'RELEASED', count }]);
    return statements;
  };
  expect(await statementsFor(200)).toBe(await statementsFor(1));
});

const untilWaiting = async (count: number) => {
  const waiting = `select count(*)::int as count from pg_locks join pg_stat_activity using (pid) where not granted and datname = current_database()`;
  while ((await world.vouchers.database.pool.query<{ count: number }>(waiting)).rows[0]!.count < count) await setTimeout(10);
};
const organiserPaid = async (visit: w.RecordedVisit) =>
  ((await w.answersTo(world, visit)).at(-1)!.lines as { organiserCents: number }[])[0]!.organiserCents;

it('a visit that waits for a new decision about its value gets the new value', async () => {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId });
  const visit = w.visitOf(voucherId, '2026-06-15T08:00', '2026-06-15T09:00', { personId });
  const mutation = `mutation ($input: ChangeOwnValueInput!) { changeOwnValue(input: $input) { preview { visits } refusal { code } } }`;
  const ownValue = { contents: [{ contentId: w.contentB, value: '35.00' }] };
  const input = { idempotencyKey: newId(), voucherId, firstDay: '2026-06-01', ownValue };
  let recording: Promise<unknown>;
  await world.vouchers.database.transaction(async (tx) => {
    await tx.execute(sql`insert into own_value_change (voucher_id, version, first_day, own_value, decided_by, decided_at)
      values (${voucherId}, 1, '2026-06-01', ${JSON.stringify({ basis: 'INDIVIDUAL', baseCents: null, contents: { [w.contentB]: '3400' } })}, ${newId()}, now())`);
    await tx.execute(sql`select from voucher where id = ${voucherId} for update`);
    recording = recordAtOnce(visit);
    await untilWaiting(1);
  });
  await recording!;
  expect(await organiserPaid(visit)).toBe(3400);
  const decided = await world.vouchers.ask(w.granter, mutation, { input });
  expect(decided.data.changeOwnValue).toEqual({ preview: { visits: 1 }, refusal: null });
});

it('a visit that waits for a raised entitlement draws on the raised one, and so does its bucket', async () => {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, {
    personId,
    entitlements: [{ contentIds: [w.contentB], minutes: 30, recurrence: 'MONTH' }],
  });
  const visit = w.visitOf(voucherId, '2026-06-15T08:00', '2026-06-15T09:00', { personId });
  let recording: Promise<unknown>;
  await world.vouchers.database.transaction(async (tx) => {
    await tx.execute(sql`update entitlement set steps = 90 where voucher_id = ${voucherId}`);
    await tx.execute(sql`select from voucher where id = ${voucherId} for update`);
    recording = recordAtOnce(visit);
    await untilWaiting(1);
  });
  expect(await recording!).toEqual(['made']);
  const held = `select b.granted, b.remaining from bucket b join entitlement e on e.id = b.entitlement_id where e.voucher_id = $1`;
  expect((await world.vouchers.database.pool.query(held, [voucherId])).rows).toEqual([{ granted: 90, remaining: 30 }]);
});

it('values that meet an arriving visit are shown with it before they are published', async () => {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId });
  const visit = w.visitOf(voucherId, '2026-06-16T08:00', '2026-06-16T09:00', { personId });
  const mutation = `mutation ($input: PublishValuesInput!) { publishValues(input: $input) { unitValues { value } preview { effects { visit { id } } } refusal { code } } }`;
  const input = {
    idempotencyKey: newId(),
    serviceId: w.serviceId,
    firstDay: '2026-06-16',
    values: [{ contentId: w.contentB, value: '33.00' }],
  };
  const publishing = await world.vouchers.database.transaction(async (tx) => {
    await reactTo(visitRecorded.type, tx, [encoded(visit)]);
    const asked = world.vouchers.ask(w.administrator, mutation, { input });
    await untilWaiting(1);
    return { asked };
  });
  const { unitValues, preview } = (await publishing.asked).data.publishValues;
  expect(unitValues).toBeNull();
  expect(preview.effects).toContainEqual({ visit: { id: visit.visitId } });
});

it('nobody grants a voucher while values of its service are published, since no preview would include it', async () => {
  const [seen, unseen] = [newId(), newId()];
  const voucherId = await w.grantVoucher(world, { personId: seen });
  const mutation = `mutation ($input: PublishValuesInput!) { publishValues(input: $input) { unitValues { value } refusal { code } } }`;
  const input = {
    idempotencyKey: newId(),
    serviceId: w.serviceId,
    firstDay: '2026-06-14',
    values: [{ contentId: w.unapprovedContent, value: '11.00' }],
  };
  const granted = async () => {
    const { rows } = await world.vouchers.database.pool.query('select from voucher where person_id = $1', [unseen]);
    return rows.length;
  };
  const both = await world.vouchers.database.transaction(async (tx) => {
    await tx.execute(sql`select from voucher where id = ${voucherId} for update`);
    const publishing = world.vouchers.ask(w.administrator, mutation, { input });
    await untilWaiting(1);
    const granting = w.grantVoucher(world, { personId: unseen });
    await Promise.race([granting, untilWaiting(2)]);
    expect(await granted()).toBe(0);
    return { publishing, granting };
  });
  expect((await both.publishing).data.publishValues).toEqual({ unitValues: [{ value: '11.00' }], refusal: null });
  await both.granting;
  expect(await granted()).toBe(1);
});

it('a quote leaves out a voucher that is granted at the same moment', async () => {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId });
  const visit = w.visitOf(voucherId, '2026-06-15T08:00', '2026-06-15T09:00', { personId });
  const { pool } = world.vouchers.database;
  let grantsRead!: () => void;
  const untilGrantsRead = new Promise<void>((resolve) => (grantsRead = resolve));
  // The connections of a pool answer in any order. Here the query of entitlements comes first.
  const slow = {
    query: async (query: { text: string }, values: unknown[]) => {
      if (query.text.includes('"serviceId"')) {
        await untilGrantsRead;
        await w.grantVoucher(world, { personId, firstDay: '2027-01-01', lastDay: '2027-12-31' });
      }
      const answer = await pool.query({ ...query, values });
      if (query.text.includes('own_value_change')) grantsRead();
      return answer;
    },
  };
  const facts = await readAllocationFacts(drizzle(slow as never, { casing: 'snake_case' }), [visit]);
  expect([...facts.vouchers.keys()]).toEqual([voucherId]);
});
