/**
 * Tests settling months: locked, approved by a second person, exported; and that every cent of the ledger is on paper.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { newId, type Id } from '@seteli/kit/ids';
import { parseEuro, sumCents } from '@seteli/kit/money';
import { announced } from '@seteli/testing/peer';
import { visitsSettled } from '@seteli/schema/events/settlement';
import { computeRunHash } from '../src/store/run.ts';
import { checkPayments } from './payment-check.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld('2026-07-02T09:00:00Z');
});
afterAll(() => world.stop());

const JULY_5 = '2026-07-05T06:00:00Z';
const AUGUST_5 = '2026-08-05T06:00:00Z';

type Statement = Record<
  'total' | 'organiserShare' | 'clientShare' | 'broughtForward' | 'payable' | 'carriedForward' | 'receivable',
  string
> & {
  id: Id;
  state: string;
  provider: { id: Id };
  run: { id: Id } | null;
  statementNumber: string;
  reference: string;
  lines: { visits: number; quantity: { amount: string; minutes: number | null }; total: string }[];
};

const STATEMENTS = `statements { edges { node { id state provider { id } run { id } statementNumber reference total organiserShare clientShare
  broughtForward payable carriedForward receivable lines { visits quantity { amount minutes } total } } } }`;

const statementsOf = async (organiser: w.Organiser, runId: Id): Promise<Statement[]> => {
  const { data } = await world.settlement.ask(organiser.staff.checker, `query ($id: ID!) { settlementRun(id: $id) { ${STATEMENTS} } }`, {
    id: runId,
  });
  return data.settlementRun.statements.edges.map(({ node }: { node: Statement }) => node);
};

const sumOf = (rows: readonly Statement[], field: keyof Statement): bigint => sumCents(rows.map((row) => parseEuro(row[field] as string)!));

const monthsOf = async (organiser: w.Organiser, visitId: Id) => {
  const { rows } = await world.settlement.database.pool.query(
    'select kind, accounting_month as month from ledger_entry where organiser_id = $1 and visit_id = $2 order by visit_version, kind desc',
    [organiser.id, visitId],
  );
  return rows.map(({ kind, month }) => `${kind} ${month}`);
};

it('the minutes of a statement may exceed four bytes and an Int, and its payment one transfer', async () => {
  const organiser = await world.registered();
  // Ninety-nine workers for a year, fifty times; and a million euros, a thousand times over.
  const longest = Array.from({ length: 50 }, () => w.visit({ lines: [{ totalCents: 100n, organiserCents: 100n, steps: 52_176_960 }] }));
  const dearest = Array.from({ length: 1_001 }, () =>
    w.visit({ lines: [{ totalCents: 100_000_000n, organiserCents: 100_000_000n, steps: 1 }] }),
  );
  await world.say(organiser, ...[...longest, ...dearest].map((visit) => w.approved(organiser, visit)));
  world.settlement.clock.set(JULY_5);
  const run = (await world.lock(organiser.staff.approver, '2026-06')).run!;
  const [statement] = await statementsOf(organiser, run.id);
  expect(statement!.lines).toEqual([{ visits: 1_051, quantity: { amount: '43480816.6833', minutes: null }, total: '1001000050.00' }]);
  const { transfers, faults, controlSumCents } = await checkPayments(
    (await world.approve(organiser.staff.secondApprover, run.id)).run!.paymentFile!,
  );
  expect([faults, controlSumCents, transfers.map(({ amount }) => amount)]).toEqual([[], 100_100_005_000n, ['999999999.99', '1000050.01']]);
});

it('69d: no two organisers give a payee the same number or reference, however many lock the same month at once', async () => {
  const organisers = await Promise.all(Array.from({ length: 6 }, () => world.registered()));
  await Promise.all(
    organisers.map((one) =>
      world.bookings.say(one.id, w.approved(one, w.visit()), w.approved(one, w.visit({ providerId: w.otherProviderId }))),
    ),
  );
  await world.heard();
  world.settlement.clock.set(JULY_5);
  const runs = await Promise.all(organisers.map(async ({ staff }) => (await world.lock(staff.approver, '2026-06')).run!));
  const stated = (await Promise.all(organisers.map((one, index) => statementsOf(one, runs[index]!.id)))).flat();
  expect(stated).toHaveLength(12);
  for (const field of ['statementNumber', 'reference'] as const) expect(new Set(stated.map((statement) => statement[field])).size).toBe(12);
  const files = await Promise.all(
    organisers.map(async ({ staff }, index) => (await world.approve(staff.secondApprover, runs[index]!.id)).run!.paymentFile!),
  );
  const idsIn = (element: string) => files.flatMap((file) => file.match(new RegExp(`(?<=<${element}>)[^<]+`, 'g')) ?? []);
  expect([idsIn('EndToEndId').length, new Set(idsIn('EndToEndId')).size]).toEqual([12, 12]);
  expect([idsIn('MsgId').length, new Set(idsIn('MsgId')).size]).toEqual([6, 6]);
  // An organiser keeps its series, and the database accepts no number twice.
  const july = await world.registered();
  await world.say(july, w.approved(july, w.visit()));
  await world.lock(july.staff.approver, '2026-06');
  world.settlement.clock.set(AUGUST_5);
  await world.say(july, w.approved(july, w.visit({ lines: [{ serviceMonth: '2026-07', totalCents: 9625n, organiserCents: 8000n }] })));
  await world.lock(july.staff.approver, '2026-07');
  const { pool } = world.settlement.database;
  const { rows } = await pool.query('select statement_number from statement where organiser_id = $1 order by month', [july.id]);
  expect(rows[0].statement_number.slice(6)).toBe(rows[1].statement_number.slice(6));
  const again = `insert into statement select (json_populate_record(s, json_build_object('id', uuidv7(), 'organiser_id', uuidv7(), 'provider_id', uuidv7(), $2::text, $3::text))).*
    from statement s where organiser_id = $1 and month = '2026-06'`;
  await expect(pool.query(again, [july.id, 'reference', 'another'])).rejects.toThrow('payee_gets_a_number_once');
  await expect(pool.query(again, [july.id, 'statement_number', '202606999999999'])).rejects.toThrow('payee_gets_a_reference_once');
  world.settlement.clock.set('2026-07-02T09:00:00Z');
});

describe('a month from its visits to the bank', () => {
  it('lines = statements = payments + held + carried on, in June and, with debts, in July', async () => {
    const organiser = await world.registered();
    const { approver, secondApprover } = organiser.staff;
    const [doomed, ...others] = [
      w.visit({ providerId: w.otherProviderId }),
      w.visit(),
      w.visit({
        lines: [
          { totalCents: 9625n, organiserCents: 8000n },
          { totalCents: 5775n, organiserCents: 4800n, steps: 90 },
        ],
      }),
      w.visit({ providerId: w.unpaidProviderId, lines: [{ totalCents: 6300n, organiserCents: 6300n, steps: 180 }] }),
    ];
    await world.say(organiser, ...[doomed!, ...others].map((visit) => w.approved(organiser, visit)));
    world.settlement.clock.set(JULY_5);
    const june = (await world.lock(approver, '2026-06')).run!;
    expect(june).toMatchObject({ state: 'LOCKED', total: '409.50', organiserShare: '351.00', clientShare: '58.50', paymentFile: null });

    const statements = await statementsOf(organiser, june.id);
    const numbers = statements.map(({ statementNumber }) => statementNumber).toSorted();
    expect(numbers.map((number) => [number.slice(0, 6), number.slice(10)])).toEqual([
      ['202606', '00001'],
      ['202606', '00002'],
      ['202606', '00003'],
    ]);
    expect(new Set(numbers.map((number) => number.slice(6, 10))).size).toBe(1);
    expect(sumOf(statements, 'organiserShare')).toBe(35100n);
    expect(statements.find(({ provider }) => provider.id === w.providerId)).toMatchObject({
      payable: '208.00',
      state: 'ISSUED',
      lines: [{ visits: 2, quantity: { amount: '6.5', minutes: 390 }, total: '250.25' }],
    });
    expect(statements.find(({ provider }) => provider.id === w.unpaidProviderId)).toMatchObject({ payable: '63.00', state: 'HELD' });

    const approved = (await world.approve(secondApprover, june.id)).run!;
    const payments = await checkPayments(approved.paymentFile!);
    expect(payments.faults).toEqual([]);
    expect(payments.transfers.map(({ amount }) => amount).toSorted()).toEqual(['208.00', '80.00']);
    expect(payments.controlSumCents + 6300n).toBe(35100n);
    expect((await world.export(approver, june.id)).run).toMatchObject({ state: 'EXPORTED' });

    // July takes back what June paid to the other provider, and pays it less than that.
    await world.say(
      organiser,
      w.deleted(organiser, doomed!),
      w.approved(
        organiser,
        w.visit({ providerId: w.otherProviderId, lines: [{ serviceMonth: '2026-07', totalCents: 6000n, organiserCents: 5000n }] }),
      ),
      w.approved(organiser, w.visit({ lines: [{ serviceMonth: '2026-07', totalCents: 9625n, organiserCents: 8000n }] })),
    );
    world.settlement.clock.set(AUGUST_5);
    const july = (await world.lock(approver, '2026-07')).run!;
    const inJuly = await statementsOf(organiser, july.id);
    expect(inJuly.find(({ provider }) => provider.id === w.otherProviderId)).toMatchObject({
      organiserShare: '-30.00',
      payable: '0.00',
      carriedForward: '-30.00',
    });
    const paid = await checkPayments((await world.approve(secondApprover, july.id)).run!.paymentFile!);
    expect(paid.faults).toEqual([]);
    expect(sumOf(inJuly, 'organiserShare') + sumOf(inJuly, 'broughtForward')).toBe(paid.controlSumCents + sumOf(inJuly, 'carriedForward'));

    // August has no line at all: a statement carries the debt, and nothing is to be paid.
    world.settlement.clock.set('2026-09-05T06:00:00Z');
    const august = (await world.lock(approver, '2026-08')).run!;
    expect(await statementsOf(organiser, august.id)).toMatchObject([
      { total: '0.00', broughtForward: '-30.00', carriedForward: '-30.00', lines: [] },
    ]);
    expect((await world.approve(secondApprover, august.id)).run).toMatchObject({ state: 'APPROVED', paymentFile: null });

    // Whatever came later, a locked run computes to the hash of its lock.
    for (const run of [june, july, august]) expect(await computeRunHash(world.settlement.database.reader, run.id)).toBe(run.hash);
    expect(w.isWholeChain(await world.readFeed(organiser.staff.system))).toBe(true);
    world.settlement.clock.set(JULY_5);
  });

  it('tells bookings which visits are settled, and the municipality that the run is locked', async () => {
    const organiser = await world.registered();
    const [kept, gone] = [w.visit(), w.visit()];
    const again = { ...kept, version: 2, lines: [{ totalCents: 9626n, organiserCents: 8000n }] };
    await world.say(organiser, w.approved(organiser, kept), w.approved(organiser, again));
    await world.say(organiser, w.approved(organiser, gone), w.deleted(organiser, gone));
    const { run } = await world.lock(organiser.staff.approver, '2026-06');
    const settled = (await announced(world.settlement.database, visitsSettled.type)).filter(({ partition }) => partition === organiser.id);
    expect(settled.map(({ data }) => data)).toEqual([
      { runId: run!.id, organiserId: organiser.id, month: '2026-06', visitIds: [kept.id], versions: [2] },
    ]);
    const last = (await world.readFeed(organiser.staff.system)).at(-1)!;
    expect([last.kind, JSON.parse(last.payload).data]).toEqual([
      'RUN',
      expect.objectContaining({ runId: run!.id, state: 'LOCKED', organiserCents: 8000, hash: run!.hash }),
    ]);
  });

  it('66: leaves a pair that cancels inside the run on no statement', async () => {
    const organiser = await world.registered();
    const gone = w.visit();
    await world.say(organiser, w.approved(organiser, gone), w.deleted(organiser, gone));
    const { run } = await world.lock(organiser.staff.approver, '2026-06');
    expect(run).toMatchObject({ state: 'LOCKED', total: '0.00' });
    expect(await statementsOf(organiser, run!.id)).toEqual([]);
  });

  it('34, 64: moves changes after the lock to the next month: late and deleted visits', async () => {
    const organiser = await world.registered();
    const [before, after] = [w.visit(), w.visit()];
    await world.say(organiser, w.approved(organiser, before), w.approved(organiser, after), w.deleted(organiser, before));
    const { run } = await world.lock(organiser.staff.approver, '2026-06');
    const late = w.visit();
    await world.say(organiser, w.approved(organiser, late), w.deleted(organiser, after));
    expect(await monthsOf(organiser, before.id)).toEqual(['ORIGINAL 2026-06', 'REVERSAL 2026-06']);
    expect(await monthsOf(organiser, after.id)).toEqual(['ORIGINAL 2026-06', 'REVERSAL 2026-07']);
    expect(await monthsOf(organiser, late.id)).toEqual(['ORIGINAL 2026-07']);
    expect(await computeRunHash(world.settlement.database.reader, run!.id)).toBe(run!.hash);
  });
});

describe('a lock is refused', () => {
  const code = async (organiser: w.Organiser, month = '2026-06') => (await world.lock(organiser.staff.approver, month)).refusal?.code;

  it('for an organiser that registry has not told about', async () => {
    expect(await code(w.newOrganiser())).toBe('NOT_YET_KNOWN');
  });

  it('before the settlement day, over an open earlier month, and twice', async () => {
    const organiser = await world.registered();
    await world.say(
      organiser,
      w.approved(
        organiser,
        w.visit({ lines: ['2026-05', '2026-06'].map((serviceMonth) => ({ serviceMonth, totalCents: 100n, organiserCents: 100n })) }),
      ),
    );
    expect(await code(organiser, '2026-07')).toBe('TOO_EARLY');
    // The May part was recorded after its cut-off day, so both parts are in June.
    expect(await code(organiser, '2026-06')).toBeUndefined();
    expect(await code(organiser, '2026-06')).toBe('WRONG_STATE');
    expect(await code(organiser, '2026-05')).toBe('WRONG_STATE');
    world.settlement.clock.set('2026-09-05T06:00:00Z');
    expect(await code(organiser, '2026-08')).toBe('EARLIER_MONTH_OPEN');
    expect(await code(organiser, '2026-07')).toBeUndefined();
    world.settlement.clock.set(JULY_5);
  });

  it('64: while settlement has not applied everything that bookings announced', async () => {
    const organiser = await world.registered();
    await world.say(organiser, w.approved(organiser, w.visit()));
    const holder = new pg.Client({ connectionString: world.runUrl });
    await holder.connect();
    // A transaction that holds the watermark keeps settlement from applying more.
    await holder.query('begin');
    await holder.query(`select from inbox where source = 'bookings' and partition = $1 for update`, [organiser.id]);
    await world.bookings.say(organiser.id, w.approved(organiser, w.visit()));
    // The refusal is about this moment, so the same key locks the month later (rules 69g).
    const key = newId();
    expect((await world.lock(organiser.staff.approver, '2026-06', key)).refusal!.code).toBe('BEHIND');
    await holder.query('commit');
    await holder.end();
    await world.heard();
    const locked = await world.lock(organiser.staff.approver, '2026-06', key);
    expect(locked.run).toMatchObject({ organiserShare: '160.00' });
    expect(await world.lock(organiser.staff.approver, '2026-06', key)).toEqual(locked);
  });

  it('while an event of the organiser waits for an operator', async () => {
    const organiser = await world.registered();
    const { pool } = world.settlement.database;
    await pool.query(
      `insert into parked_event (source, partition, seq, subject, envelope, fault) values ('bookings', $1, 1, 'x', '{}', 'x')`,
      [organiser.id],
    );
    expect(await code(organiser)).toBe('EVENTS_PARKED');
    await pool.query('delete from parked_event where partition = $1', [organiser.id]);
    expect(await code(organiser)).toBeUndefined();
  });
});

describe('the same key', () => {
  it('locks once, repeats its answer, and is refused for another month', async () => {
    const organiser = await world.registered();
    const { approver } = organiser.staff;
    await world.say(organiser, w.approved(organiser, w.visit()));
    const key = newId();
    const [one, twin] = await Promise.all([world.lock(approver, '2026-06', key), world.lock(approver, '2026-06', key)]);
    expect(one.run!.state).toBe('LOCKED');
    expect(twin).toEqual(one);
    expect((await world.lock(approver, '2026-05', key)).refusal!.code).toBe('IDEMPOTENCY_MISMATCH');
    const approval = newId();
    await world.approve(organiser.staff.secondApprover, one.run!.id, { idempotencyKey: approval });
    expect((await world.approve(organiser.staff.secondApprover, one.run!.id, { idempotencyKey: approval })).run).toMatchObject({
      state: 'APPROVED',
    });
    const items = (await world.readFeed(organiser.staff.system)).filter(({ kind }) => kind === 'RUN');
    expect(items.map(({ payload }) => JSON.parse(payload).data.state)).toEqual(['LOCKED', 'APPROVED']);
  });
});

describe('when bookings does not answer', () => {
  it('a month is not locked, since nobody knows whether settlement has heard everything', async () => {
    const organiser = await world.registered();
    await world.bookings.backbone.stop();
    expect((await world.lock(organiser.staff.approver, '2026-06')).refusal!.code).toBe('BEHIND');
  });
});
