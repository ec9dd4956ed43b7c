/**
 * Tests statements held for lack of an account (rules 69f): the file of a later run pays them once, and they tell so.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { computeRunHash } from '../src/store/run.ts';
import { expectFoundByState, expectNoCentLost, openOffice, type Run } from './office.ts';
import * as w from './world.ts';

let world: w.World;
let office: ReturnType<typeof openOffice>;
beforeAll(async () => {
  world = await w.openWorld('2026-07-02T09:00:00Z');
  office = openOffice(world);
});
afterAll(() => world.stop());

const inMonth = (serviceMonth: string, cents: bigint, providerId = w.providerId) =>
  w.visit({
    providerId,
    recordedAt: `${serviceMonth}-20T09:00:00Z`,
    lines: [{ serviceMonth, totalCents: cents, organiserCents: cents }],
  });

const statementOf = (run: Run, providerId: string) => run.statements.find(({ provider }) => provider.id === providerId)!;

it('two held months are paid once, by the file of the first run locked with an account, beside its own statements', async () => {
  const organiser = await world.registered();
  const late = await office.newProvider(null);
  await world.say(
    organiser,
    ...[
      inMonth('2026-06', 6300n, late.id),
      inMonth('2026-06', 8000n),
      inMonth('2026-07', 4100n, late.id),
      inMonth('2026-08', 2000n, late.id),
      inMonth('2026-08', 500n),
      inMonth('2026-09', 700n, late.id),
    ].map((visit) => w.approved(organiser, visit)),
  );

  const june = await office.lock(organiser, '2026-06');
  expect(statementOf(june, late.id)).toMatchObject({ state: 'HELD', payable: '63.00', payment: null });
  expect((await office.approve(organiser, june.id)).transfers.map(({ amount }) => amount)).toEqual(['80.00']);
  const july = await office.lock(organiser, '2026-07');
  expect([july.paymentTotal, july.releasedTotal, statementOf(july, late.id).state]).toEqual(['0.00', '0.00', 'HELD']);
  // July is approved only after the account is known: the second person approves what was locked.
  await office.tellAccount(late.id, w.OTHER_ACCOUNT);
  expect(await office.approve(organiser, july.id)).toMatchObject({ state: 'APPROVED', paymentFile: null });

  const august = await office.lock(organiser, '2026-08');
  expect([august.organiserShare, august.paymentTotal, august.releasedTotal]).toEqual(['25.00', '129.00', '104.00']);
  // The account changes after the lock. The second person approves what was locked.
  await office.tellAccount(late.id, w.DEBTOR_ACCOUNT, 3);
  const { transfers } = await office.approve(organiser, august.id);
  const released = [statementOf(june, late.id), statementOf(july, late.id)];
  expect(transfers.map(({ amount, iban }) => [amount, iban])).toEqual(
    expect.arrayContaining([
      ['63.00', w.OTHER_ACCOUNT],
      ['41.00', w.OTHER_ACCOUNT],
      ['20.00', w.OTHER_ACCOUNT],
      ['5.00', w.ACCOUNT],
    ]),
  );
  expect(transfers).toHaveLength(4);
  for (const { statementNumber } of released)
    expect((await office.read(organiser.staff.checker, august.id)).paymentFile).toContain(`<EndToEndId>${statementNumber}</EndToEndId>`);

  // The old statements stay the same, and tell which month's file paid them.
  const after = await Promise.all([june, july].map(({ id }) => office.read(organiser.staff.checker, id)));
  for (const [index, run] of after.entries())
    expect(statementOf(run, late.id)).toEqual({
      ...released[index],
      state: 'RELEASED',
      payment: { month: '2026-08', run: { id: august.id }, approvedAt: expect.stringMatching(/^2026-09-05/), exportedAt: null },
    });
  const seen = (await office.statementsOf(late.biller)).filter(({ month }) => month === '2026-06');
  expect(seen).toMatchObject([{ state: 'RELEASED', payment: { month: '2026-08', run: null } }]);

  for (const actor of [organiser.staff.checker, late.biller]) await expectFoundByState(office, actor);

  const september = await office.lock(organiser, '2026-09');
  expect([september.paymentTotal, september.releasedTotal]).toEqual(['7.00', '0.00']);
  for (const run of [...after, await office.read(organiser.staff.checker, august.id), september]) expectNoCentLost(run);
  for (const run of [june, july, august])
    expect(await computeRunHash(world.settlement.database.reader, run.id)).toBe(
      (await world.settlement.ask(organiser.staff.checker, 'query ($id: ID!) { settlementRun(id: $id) { hash } }', { id: run.id })).data
        .settlementRun.hash,
    );
});

it('a lock sent twice at once, or dying after it took its key, releases once', async () => {
  const organiser = await world.registered();
  const late = await office.newProvider(null);
  await world.say(organiser, w.approved(organiser, inMonth('2026-06', 6300n, late.id)));
  const june = await office.lock(organiser, '2026-06');
  await office.tellAccount(late.id, w.ACCOUNT);
  world.settlement.clock.set('2026-08-05T06:00:00Z');
  // Each transaction that writes a payment loses its connection. Nothing of the attempt may stay.
  const key = newId();
  const { pool } = world.settlement.database;
  await pool.query(
    `create sequence cuts; grant usage on sequence cuts to public;
     create function cut() returns trigger language plpgsql as $$ begin perform nextval('cuts'), pg_terminate_backend(pg_backend_pid()); end $$`,
  );
  await pool.query('create trigger cut after insert on payment for each statement execute function cut()');
  expect((await world.startLock(organiser.staff.approver, '2026-07', key)).run).toMatchObject({ state: 'LOCKING' });
  await expect
    .poll(async () => (await pool.query('select last_value > 1 as again from cuts')).rows[0].again, { timeout: 20_000 })
    .toBe(true);
  expect((await office.read(organiser.staff.checker, june.id)).statements).toMatchObject([{ state: 'HELD', payment: null }]);
  await pool.query('drop function cut() cascade');
  const [one, twin] = await Promise.all([
    world.lock(organiser.staff.approver, '2026-07', key),
    world.lock(organiser.staff.approver, '2026-07', key),
  ]);
  expect(one.run!.state).toBe('LOCKED');
  expect(twin).toEqual(one);
  const july = await office.approve(organiser, one.run!.id);
  expect([july.paymentTotal, july.releasedTotal, july.transfers.map(({ amount }) => amount)]).toEqual(['63.00', '63.00', ['63.00']]);
  expectNoCentLost(july);
});

it('a provider with a name that banks refuse is held for that, the others are paid, and its new name releases it', async () => {
  const organiser = await world.registered();
  const late = await office.newProvider(null);
  const tell = async (name: string, version: number) => {
    await world.registry.say('national', w.provider(late.id, name, w.OTHER_ACCOUNT, version));
    await world.heard();
  };
  const heldFor = async () => {
    const { data } = await world.settlement.ask(late.biller, '{ settlementStatements { edges { node { state heldFor } } } }', {});
    return data.settlementStatements.edges[0].node;
  };
  await world.say(organiser, w.approved(organiser, inMonth('2026-06', 6300n, late.id)), w.approved(organiser, inMonth('2026-06', 8000n)));
  await tell('护理', 2);
  const june = await office.approve(organiser, (await office.lock(organiser, '2026-06')).id);
  expect(june.transfers.map(({ amount, name }) => [amount, name])).toEqual([['80.00', 'Hoiva Ayras + Pojat Oy']]);
  expectNoCentLost(june);
  expect(await heldFor()).toEqual({ state: 'HELD', heldFor: 'NAME_UNFIT_FOR_PAYMENT' });
  await tell('Łódź Ørsted 护理 Oy', 3);
  expect(await heldFor()).toEqual({ state: 'HELD', heldFor: 'NEXT_LOCK' });
  const july = await office.approve(organiser, (await office.lock(organiser, '2026-07')).id);
  expect(july.transfers.map(({ amount, name }) => [amount, name])).toEqual([['63.00', 'Lodz Orsted Oy']]);
  expect(await heldFor()).toEqual({ state: 'RELEASED', heldFor: null });
  expectNoCentLost(july);
});

it('an organiser with a name that banks refuse cannot approve a run that pays', async () => {
  const organiser = await world.registered({ companyName: '护理' });
  await world.say(organiser, w.approved(organiser, inMonth('2026-06', 6300n)));
  const { id } = await office.lock(organiser, '2026-06');
  expect((await world.approve(organiser.staff.secondApprover, id)).refusal).toEqual({
    code: 'NAME_UNFIT_FOR_PAYMENT',
    path: ['runId'],
  });
});

it('an organiser without its own account cannot approve a run that only releases', async () => {
  const organiser = await world.registered({ iban: null });
  const late = await office.newProvider(null);
  await world.say(organiser, w.approved(organiser, inMonth('2026-06', 6300n, late.id)));
  await office.lock(organiser, '2026-06');
  await office.tellAccount(late.id, w.ACCOUNT);
  const july = await office.lock(organiser, '2026-07');
  expect((await world.approve(organiser.staff.secondApprover, july.id)).refusal!.code).toBe('INVALID_IBAN');
});
