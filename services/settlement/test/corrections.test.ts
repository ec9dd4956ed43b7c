/** Tests corrections after settlement: a later month reverses and posts again, while the settled month stands. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Id } from '@seteli/kit/ids';
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

/** Sets the clock to the settlement day and locks the month. */
async function settle(organiser: w.Organiser, month: string) {
  const settlementDay = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 5 });
  world.settlement.clock.set(`${settlementDay}T06:00:00Z`);
  const { run, refusal } = await world.lock(organiser.staff.approver, month);
  expect(refusal).toBeNull();
  return run!;
}

type ClientShare = { voucher: { id: Id }; provider: { id: Id }; clientShare: string; corrected: boolean; visits: number };
type Statement = { provider: { id: Id }; organiserShare: string; payable: string; broughtForward: string; carriedForward: string };

const read = async (organiser: w.Organiser, runId: Id) => {
  const query = `query ($id: ID!) { settlementRun(id: $id) {
    statements { edges { node { provider { id } organiserShare payable broughtForward carriedForward } } }
    clientShareStatements { edges { node { voucher { id } provider { id } clientShare corrected visits } } } } }`;
  const { data } = await world.settlement.ask(organiser.staff.checker, query, { id: runId });
  const nodes = <Node>({ edges }: { edges: { node: Node }[] }) => edges.map(({ node }) => node);
  return {
    statements: nodes<Statement>(data.settlementRun.statements),
    clientShares: nodes<ClientShare>(data.settlementRun.clientShareStatements),
  };
};

const postedOf = async ({ id }: w.Visit): Promise<string[]> => {
  const { rows } = await world.settlement.database.pool.query(
    `select e.kind, e.service_month, e.accounting_month, l.amount_cents from ledger_entry e join ledger_line l on l.entry_id = e.id and l.account = 'ORGANISER'
      where e.visit_id = $1 order by e.visit_version, e.kind desc, e.service_month`,
    [id],
  );
  return rows.map((row) => `${row.kind} ${row.service_month} in ${row.accounting_month}: ${row.amount_cents}`);
};

describe('R10 a settled visit of 2.5 hours that really was 2.0', () => {
  it('is reversed and posted again in July: −80.00 and 64.00, and the client is refunded 3.25; June stands', async () => {
    const organiser = await world.registered();
    const [visit, other] = [w.visit(), w.visit()];
    // Another provider that serves with the same voucher.
    const elsewhere = { ...w.visit({ providerId: w.otherProviderId }), voucherId: visit.voucherId, personId: visit.personId };
    await world.say(organiser, ...[visit, other, elsewhere].map((one) => w.approved(organiser, one)));
    const june = await settle(organiser, '2026-06');
    const before = await read(organiser, june.id);
    expect(before.clientShares.map(({ clientShare, corrected }) => [clientShare, corrected])).toEqual([
      ['16.25', false],
      ['16.25', false],
      ['16.25', false],
    ]);

    const truth = { ...visit, version: 2, lines: [{ totalCents: 7700n, organiserCents: 6400n, steps: 120 }] };
    await world.say(organiser, w.approved(organiser, truth));
    expect(await postedOf(visit)).toEqual([
      'ORIGINAL 2026-06 in 2026-06: 8000',
      'REVERSAL 2026-06 in 2026-07: -8000',
      'REPLACEMENT 2026-06 in 2026-07: 6400',
    ]);
    const july = await settle(organiser, '2026-07');
    expect(july).toMatchObject({ organiserShare: '-16.00', clientShare: '-3.25' });
    expect((await read(organiser, july.id)).clientShares).toEqual([
      { voucher: { id: visit.voucherId }, provider: { id: w.providerId }, clientShare: '-3.25', corrected: false, visits: 1 },
    ]);

    // June's papers stay the same, and tell that something on them was corrected (rules 69h).
    const after = await read(organiser, june.id);
    expect(after.statements).toEqual(before.statements);
    const correctedOf = ({ voucherId, providerId }: w.Visit) =>
      after.clientShares.find(({ voucher, provider }) => voucher.id === voucherId && provider.id === providerId);
    expect(correctedOf(visit)).toMatchObject({ clientShare: '16.25', corrected: true });
    expect(correctedOf(other)).toMatchObject({ clientShare: '16.25', corrected: false });
    expect(correctedOf(elsewhere)).toMatchObject({ clientShare: '16.25', corrected: false });
    expect(await computeRunHash(world.settlement.database.reader, june.id)).toBe(june.hash);
    world.settlement.clock.set('2026-07-02T09:00:00Z');
  });

  it('67: is corrected again from what stands, not from what was taken back', async () => {
    const organiser = await world.registered();
    const visit = w.visit();
    const version = (number: number, organiserCents: bigint) => ({
      ...visit,
      version: number,
      lines: [{ totalCents: organiserCents, organiserCents }],
    });
    await world.say(organiser, w.approved(organiser, visit));
    await settle(organiser, '2026-06');
    await world.say(organiser, w.approved(organiser, version(2, 6400n)));
    const july = await settle(organiser, '2026-07');
    await world.say(organiser, w.approved(organiser, version(3, 7000n)));
    expect((await postedOf(visit)).slice(3)).toEqual(['REVERSAL 2026-06 in 2026-08: -6400', 'REPLACEMENT 2026-06 in 2026-08: 7000']);
    expect((await read(organiser, july.id)).clientShares).toMatchObject([{ corrected: true }]);
    world.settlement.clock.set('2026-07-02T09:00:00Z');
  });

  it('35: with the same money posts nothing and is announced as settled; corrected there and back, it makes no statement', async () => {
    const organiser = await world.registered();
    const [visit, wavering] = [w.visit(), w.visit()];
    const again = (of: w.Visit, number: number, cents?: bigint) =>
      w.approved(organiser, {
        ...of,
        version: number,
        ...(cents !== undefined && { lines: [{ totalCents: cents, organiserCents: cents }] }),
      });
    await world.say(organiser, w.approved(organiser, visit), w.approved(organiser, wavering));
    const june = await settle(organiser, '2026-06');
    const items = async () =>
      (await world.settlement.database.pool.query('select 1 from feed_item where organiser_id = $1', [organiser.id])).rowCount;
    const before = await items();
    await world.say(organiser, again(visit, 2));
    expect([await postedOf(visit), await items()]).toEqual([['ORIGINAL 2026-06 in 2026-06: 8000'], before]);
    const settled = (await announced(world.settlement.database, visitsSettled.type)).filter(
      ({ data }) => (data as { runId: string }).runId === june.id,
    );
    expect(settled.map(({ data }) => (data as { visitIds: string[] }).visitIds.length)).toEqual([2, 1]);
    expect(settled.at(-1)!.data).toMatchObject({ visitIds: [visit.id], versions: [2], month: '2026-06' });
    await world.say(organiser, again(wavering, 2, 5000n));
    await world.say(organiser, again(wavering, 3));
    expect((await postedOf(wavering)).length).toBe(5);
    const july = await settle(organiser, '2026-07');
    expect(july).toMatchObject({ organiserShare: '0.00', clientShare: '0.00' });
    expect(await read(organiser, july.id)).toEqual({ statements: [], clientShares: [] });
    world.settlement.clock.set('2026-07-02T09:00:00Z');
  });

  it('63: on another date keeps both service months, in the month of the correction', async () => {
    const organiser = await world.registered();
    const visit = w.visit();
    await world.say(organiser, w.approved(organiser, visit));
    await settle(organiser, '2026-06');
    const truth = { ...visit, version: 2, lines: [{ serviceMonth: '2026-07', totalCents: 9625n, organiserCents: 8000n }] };
    await world.say(organiser, w.approved(organiser, truth));
    expect((await postedOf(visit)).slice(1)).toEqual(['REVERSAL 2026-06 in 2026-07: -8000', 'REPLACEMENT 2026-07 in 2026-07: 8000']);
    world.settlement.clock.set('2026-07-02T09:00:00Z');
  });

  it('leaves June uncorrected when corrected before the lock', async () => {
    const organiser = await world.registered();
    const visit = w.visit();
    await world.say(
      organiser,
      w.approved(organiser, visit),
      w.approved(organiser, { ...visit, version: 2, lines: [{ totalCents: 7700n, organiserCents: 6400n }] }),
    );
    const june = await settle(organiser, '2026-06');
    expect((await read(organiser, june.id)).clientShares).toMatchObject([{ clientShare: '13.00', corrected: false, visits: 1 }]);
    world.settlement.clock.set('2026-07-02T09:00:00Z');
  });
});

describe('R11 a provider whose July is 40.00 − 96.00', () => {
  it('receives nothing for July, carries −56.00 on, and receives 244.00 of August’s 300.00', async () => {
    const organiser = await world.registered();
    const of = (serviceMonth: string, cents: bigint) =>
      w.visit({ lines: [{ serviceMonth, totalCents: cents, organiserCents: cents }], recordedAt: `${serviceMonth}-20T09:00:00Z` });
    const [doomed, july, august] = [of('2026-06', 9600n), of('2026-07', 4000n), of('2026-08', 30000n)];
    await world.say(organiser, w.approved(organiser, doomed));
    await settle(organiser, '2026-06');
    await world.say(organiser, w.deleted(organiser, doomed), w.approved(organiser, july));
    const negative = await settle(organiser, '2026-07');
    expect((await read(organiser, negative.id)).statements).toEqual([
      { provider: { id: w.providerId }, organiserShare: '-56.00', broughtForward: '0.00', payable: '0.00', carriedForward: '-56.00' },
    ]);
    expect((await world.approve(organiser.staff.secondApprover, negative.id)).run).toMatchObject({ paymentFile: null });
    await world.say(organiser, w.approved(organiser, august));
    const positive = await settle(organiser, '2026-08');
    expect((await read(organiser, positive.id)).statements).toEqual([
      { provider: { id: w.providerId }, organiserShare: '300.00', broughtForward: '-56.00', payable: '244.00', carriedForward: '0.00' },
    ]);
    const file = (await world.approve(organiser.staff.secondApprover, positive.id)).run!.paymentFile!;
    expect((await checkPayments(file)).transfers.map(({ amount }) => amount)).toEqual(['244.00']);
    world.settlement.clock.set('2026-07-02T09:00:00Z');
  });
});

it('65: a visit over a month’s end is settled by the first lock that holds a line of it, and again by the next', async () => {
  const organiser = await world.registered();
  const lines = ['2026-06', '2026-07'].map((serviceMonth) => ({ serviceMonth, totalCents: 9200n, organiserCents: 8000n }));
  const visit = w.visit({ lines });
  await world.say(organiser, w.approved(organiser, visit));
  const settledIn = async () =>
    (await announced(world.settlement.database, visitsSettled.type))
      .filter(({ partition }) => partition === organiser.id)
      .map(({ data }) => z.decode(visitsSettled.data, data as never))
      .map(({ month, visitIds }) => [month.toString(), visitIds]);
  await settle(organiser, '2026-06');
  expect(await settledIn()).toEqual([['2026-06', [visit.id]]]);
  await settle(organiser, '2026-07');
  expect(await settledIn()).toEqual([
    ['2026-06', [visit.id]],
    ['2026-07', [visit.id]],
  ]);
  world.settlement.clock.set('2026-07-02T09:00:00Z');
});

describe('a visit that is held', () => {
  const again = (visit: w.Visit): w.Visit => ({ ...visit, version: visit.version + 2, cause: 'HELD' });

  it('is reversed in its month with the cause, and comes again with its approval; no statement holds it twice', async () => {
    const organiser = await world.registered();
    const [approvedAgain, waiting] = [w.visit(), w.visit()];
    await world.say(organiser, ...[approvedAgain, waiting].flatMap((visit) => [w.approved(organiser, visit), w.held(organiser, visit)]));
    await world.say(
      organiser,
      w.held(organiser, waiting),
      w.approved(organiser, again(approvedAgain)),
      w.approved(organiser, approvedAgain),
    );
    expect([await postedOf(approvedAgain), await postedOf(waiting)]).toEqual([
      ['ORIGINAL 2026-06 in 2026-06: 8000', 'REVERSAL 2026-06 in 2026-06: -8000', 'REPLACEMENT 2026-06 in 2026-06: 8000'],
      ['ORIGINAL 2026-06 in 2026-06: 8000', 'REVERSAL 2026-06 in 2026-06: -8000'],
    ]);
    const items = await world.readFeed(organiser.staff.system);
    const told = items.map(({ payload }) => JSON.parse(payload).data).map(({ kind, cause }) => `${kind} ${cause}`);
    expect(told).toEqual(['ORIGINAL null', 'REVERSAL HELD', 'ORIGINAL null', 'REVERSAL HELD', 'REPLACEMENT HELD']);
    expect(w.isWholeChain(items)).toBe(true);
    const june = await settle(organiser, '2026-06');
    expect(june).toMatchObject({ organiserShare: '80.00', clientShare: '16.25' });
    const { statements, clientShares } = await read(organiser, june.id);
    expect(statements).toMatchObject([{ organiserShare: '80.00', payable: '80.00' }]);
    expect(clientShares).toMatchObject([{ voucher: { id: approvedAgain.voucherId }, clientShare: '16.25', visits: 1 }]);
    const settled = (await announced(world.settlement.database, visitsSettled.type)).filter(({ partition }) => partition === organiser.id);
    expect(settled.map(({ data }) => (data as { visitIds: Id[] }).visitIds)).toEqual([[approvedAgain.id]]);
    world.settlement.clock.set('2026-07-02T09:00:00Z');
  });

  it('64: after the lock is reversed in the next month and comes again there: nothing is lost or paid twice', async () => {
    const organiser = await world.registered();
    const [visit, deleted] = [w.visit(), w.visit()];
    await world.say(organiser, w.approved(organiser, visit), w.approved(organiser, deleted));
    const june = await settle(organiser, '2026-06');
    await world.say(organiser, w.held(organiser, visit), w.held(organiser, deleted));
    expect(await postedOf(visit)).toEqual(['ORIGINAL 2026-06 in 2026-06: 8000', 'REVERSAL 2026-06 in 2026-07: -8000']);
    await world.say(organiser, w.approved(organiser, again(visit)), w.deleted(organiser, again(deleted)));
    expect((await postedOf(visit)).at(-1)).toBe('REPLACEMENT 2026-06 in 2026-07: 8000');
    expect(await postedOf(deleted)).toHaveLength(2);
    const july = await settle(organiser, '2026-07');
    expect(july).toMatchObject({ organiserShare: '-80.00', clientShare: '-16.25' });
    expect(await computeRunHash(world.settlement.database.reader, june.id)).toBe(june.hash);
    world.settlement.clock.set('2026-07-02T09:00:00Z');
  });

  it('shows no extra service on its client’s statement until it is approved again', async () => {
    const organiser = await world.registered();
    const extra = { totalCents: 3850n, organiserCents: 0n, isExtraService: true };
    const [visit] = [w.visit({ lines: [{ totalCents: 9625n, organiserCents: 8000n }, extra] })];
    const kept = async () => {
      const { rows } = await world.settlement.database.pool.query(
        'select amount_cents from extra_service where visit_id = $1 order by visit_version',
        [visit.id],
      );
      return rows.map(({ amount_cents }) => Number(amount_cents));
    };
    await world.say(organiser, w.approved(organiser, visit), w.held(organiser, visit));
    expect(await kept()).toEqual([3850, -3850]);
    await world.say(organiser, w.approved(organiser, again(visit)));
    expect(await kept()).toEqual([3850, -3850, 3850]);
  });
});
