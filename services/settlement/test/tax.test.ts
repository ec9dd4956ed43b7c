/**
 * Tests tax, quantities and extra service, from an approved visit to the papers: lines keep the posted tax, papers
 * state the tax of their sums.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'drizzle-orm';
import { newId, type Id } from '@seteli/kit/ids';
import { computeRunHash } from '../src/store/run.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld('2026-07-05T06:00:00Z');
});
afterAll(() => world.stop());

/** R24: R1's amounts, taxable at 25.5 %. */
const CLEANING: w.VisitLine = {
  totalCents: 9625n,
  organiserCents: 8000n,
  vatPermille: 255,
  totalVatCents: 1956n,
  organiserVatCents: 1625n,
};
/** R8: 0.75 of two hours are covered, the rest is extra service. */
const COVERED: w.VisitLine = { totalCents: 2888n, organiserCents: 2400n, steps: 45 };
const EXTRA: w.VisitLine = { totalCents: 4812n, organiserCents: 0n, steps: 75, isExtraService: true };

const PAPERS = `query ($id: ID!) { settlementRun(id: $id) { total organiserShare clientShare
  statements { edges { node { total organiserShare clientShare payable vat { vatPercent gross vat rounding }
    lines { serviceMonth visits quantity { unit amount } total } } } }
  clientShareStatements { edges { node { voucher { id } total organiserShare clientShare extraService visits vat { vatPercent gross vat rounding } } } } } }`;

const papersOf = async (organiser: w.Organiser, runId: Id) => {
  const { data, errors } = await world.settlement.ask(organiser.staff.checker, PAPERS, { id: runId });
  expect(errors ?? []).toEqual([]);
  const { statements, clientShareStatements, ...run } = data.settlementRun;
  const nodes = ({ edges }: { edges: { node: Record<string, unknown> }[] }) => edges.map(({ node }) => node);
  return { run, statements: nodes(statements), clientShares: nodes(clientShareStatements) };
};

const lock = async (organiser: w.Organiser, month = '2026-06') => (await world.lock(organiser.staff.approver, month)).run!;

describe('R24 tax', () => {
  it('is on each line of the ledger and of the feed; both papers state the tax of their sums, by rate', async () => {
    const organiser = await world.registered();
    const client = { personId: newId(), voucherId: newId() };
    const free = w.visit({ ...client, lines: [{ totalCents: 6300n, organiserCents: 6000n }] });
    const visits = [w.visit({ ...client, lines: [CLEANING] }), w.visit({ ...client, lines: [CLEANING] }), free];
    await world.say(organiser, ...visits.map((visit) => w.approved(organiser, visit)));

    const [item] = await world.readFeed(organiser.staff.system);
    const { entryId, lines } = JSON.parse(item!.payload).data;
    expect(lines).toMatchObject([
      { account: 'PROVIDER', amountCents: -9625, vatPermille: 255, vatCents: -1956 },
      { account: 'ORGANISER', amountCents: 8000, vatPermille: 255, vatCents: 1625 },
      { account: 'CLIENT', amountCents: 1625, vatPermille: 255, vatCents: 331 },
    ]);
    const { data } = await world.settlement.ask(
      organiser.staff.checker,
      'query ($reps: [_Any!]!) { found: _entities(representations: $reps) { ... on LedgerEntry { lines { account amount vat vatPercent } } } }',
      { reps: [{ __typename: 'LedgerEntry', id: entryId }] },
    );
    expect(data.found[0].lines).toContainEqual({ account: 'CLIENT', amount: '16.25', vat: '3.31', vatPercent: '25.5' });

    const { statements, clientShares } = await papersOf(organiser, (await lock(organiser)).id);
    expect(statements).toMatchObject([
      {
        organiserShare: '220.00',
        vat: [
          { vatPercent: '0', gross: '60.00', vat: '0.00', rounding: '0.00' },
          // The lines have 32.50.
          { vatPercent: '25.5', gross: '160.00', vat: '32.51', rounding: '0.01' },
        ],
      },
    ]);
    expect(clientShares).toMatchObject([
      {
        clientShare: '35.50',
        vat: [
          { vatPercent: '0', gross: '3.00', vat: '0.00', rounding: '0.00' },
          // The lines have 6.62.
          { vatPercent: '25.5', gross: '32.50', vat: '6.60', rounding: '-0.02' },
        ],
      },
    ]);
  });

  it('60: of 21 visits of 20 minutes is the tax of 224.07, 45.53; the ledger keeps the 45.57 of its lines', async () => {
    const organiser = await world.registered();
    const line = { totalCents: 1283n, organiserCents: 1067n, steps: 20, vatPermille: 255, totalVatCents: 261n, organiserVatCents: 217n };
    const client = { personId: newId(), voucherId: newId() };
    const visits = Array.from({ length: 21 }, () => w.visit({ ...client, lines: [line] }));
    await world.say(organiser, ...visits.map((visit) => w.approved(organiser, visit)));
    const june = await lock(organiser);
    const papers = await papersOf(organiser, june.id);
    expect(papers.statements).toMatchObject([
      { organiserShare: '224.07', vat: [{ vatPercent: '25.5', gross: '224.07', vat: '45.53', rounding: '-0.04' }] },
    ]);
    expect(papers.clientShares).toMatchObject([
      { clientShare: '45.36', vat: [{ vatPercent: '25.5', gross: '45.36', vat: '9.22', rounding: '-0.02' }] },
    ]);
    const { pool } = world.settlement.database;
    const posted = await pool.query(
      `select sum(vat_cents)::int as cents from ledger_line l join ledger_entry e on e.id = entry_id where account = 'ORGANISER' and organiser_id = $1`,
      [organiser.id],
    );
    expect(posted.rows).toEqual([{ cents: 4557 }]);
  });

  it('35: is on no statement without a change of money, and is stated at 0.00 by rate when a content moves to another rate', async () => {
    const organiser = await world.registered();
    const [same, moved] = [w.visit({ lines: [CLEANING] }), w.visit({ providerId: w.otherProviderId, lines: [CLEANING] })];
    const unpaid = w.visit({ lines: [{ totalCents: 0n, organiserCents: 0n }] });
    await world.say(organiser, ...[same, moved, unpaid].map((visit) => w.approved(organiser, visit)));
    expect((await papersOf(organiser, (await lock(organiser)).id)).clientShares).toHaveLength(2);
    const lines = [{ ...CLEANING, vatPermille: 140, totalVatCents: 1182n, organiserVatCents: 982n }];
    // The tax of a line is not a share: posted again, it may differ by a cent.
    const again = { ...same, version: 2, lines: [{ ...CLEANING, totalVatCents: 1955n, organiserVatCents: 1624n }] };
    await world.say(organiser, w.approved(organiser, again), w.approved(organiser, { ...moved, version: 2, lines }));
    world.settlement.clock.set('2026-08-05T06:00:00Z');
    const july = await lock(organiser, '2026-07');
    expect(july).toMatchObject({ state: 'LOCKED', total: '0.00' });
    const { statements, clientShares } = await papersOf(organiser, july.id);
    expect(statements).toMatchObject([
      {
        organiserShare: '0.00',
        payable: '0.00',
        vat: [
          { vatPercent: '14', gross: '80.00', vat: '9.82' },
          { vatPercent: '25.5', gross: '-80.00', vat: '-16.25' },
        ],
      },
    ]);
    expect(clientShares).toMatchObject([
      {
        clientShare: '0.00',
        vat: [
          { vatPercent: '14', gross: '16.25', vat: '2.00' },
          { vatPercent: '25.5', gross: '-16.25', vat: '-3.30' },
        ],
      },
    ]);
    world.settlement.clock.set('2026-07-05T06:00:00Z');
  });

  it('is reversed exactly as it was posted', async () => {
    const organiser = await world.registered();
    const visit = w.visit({ lines: [CLEANING] });
    await world.say(organiser, w.approved(organiser, visit));
    await lock(organiser);
    await world.say(organiser, w.deleted(organiser, visit));
    world.settlement.clock.set('2026-08-05T06:00:00Z');
    const { statements, clientShares } = await papersOf(organiser, (await lock(organiser, '2026-07')).id);
    expect(statements).toMatchObject([{ organiserShare: '-80.00', vat: [{ vatPercent: '25.5', gross: '-80.00', vat: '-16.25' }] }]);
    expect(clientShares).toMatchObject([{ clientShare: '-16.25', vat: [{ gross: '-16.25', vat: '-3.30', rounding: '0.01' }] }]);
    world.settlement.clock.set('2026-07-05T06:00:00Z');
  });

  it('is covered by the hash of a run, and runs older than tax compute to their old hash', async () => {
    const organiser = await world.registered();
    await world.say(organiser, w.approved(organiser, w.visit()), w.approved(organiser, w.visit({ lines: [CLEANING] })));
    world.settlement.clock.set('2026-08-05T06:00:00Z');
    const [june, july] = [await lock(organiser), await lock(organiser, '2026-07')];
    const { reader } = world.settlement.database;
    expect(await hashOfBefore(june.id)).not.toBe(june.hash);
    expect(await computeRunHash(reader, june.id)).toBe(june.hash);
    expect(await hashOfBefore(july.id)).toBe(july.hash);

    const untaxed = await world.registered();
    await world.say(
      untaxed,
      w.approved(untaxed, w.visit()),
      w.approved(untaxed, w.visit({ lines: [{ ...COVERED, unit: 'VISIT', stepsPerUnit: 1000 }] })),
    );
    const run = await lock(untaxed);
    expect(await hashOfBefore(run.id)).toBe(run.hash);
    world.settlement.clock.set('2026-07-05T06:00:00Z');
  });
});

/** The hash of runs before lines had a tax and a size of their units. */
async function hashOfBefore(runId: Id): Promise<string> {
  const { rows } = await world.settlement.database.reader.execute<{ hash: string }>(sql`
    with digest as (
      select e.id, sha256(convert_to(concat_ws('|', e.id, e.organiser_id, e.accounting_month, e.service_month, e.kind, e.visit_id, e.visit_version,
               e.voucher_id, e.person_id, e.service_id, e.provider_id, e.unit_id, coalesce(e.reverses::text, '-'),
               (select string_agg(concat_ws(':', l.line, l.account, l.content_id, l.unit, l.steps, l.amount_cents), ';' order by l.line)
                  from ledger_line l where l.entry_id = e.id)), 'UTF8')) as sha256
        from run_entry r join ledger_entry e on e.id = r.entry_id where r.run_id = ${runId}
    )
    select encode(sha256(coalesce(string_agg(sha256, '' order by id), '')), 'hex') as hash from digest`);
  return rows[0]!.hash;
}

describe('an amount that nobody pays', () => {
  it('R14 is in no sum: the organiser pays its share of a cancelled hour, and that is the total (rules 29)', async () => {
    const organiser = await world.registered();
    const cancelled = { totalCents: 3850n, organiserCents: 3200n, clientCents: 0n, unbilledCents: 650n, steps: 60 };
    await world.say(organiser, w.approved(organiser, w.visit({ lines: [cancelled] })));
    const { run, statements } = await papersOf(organiser, (await lock(organiser)).id);
    expect(run).toEqual({ total: '32.00', organiserShare: '32.00', clientShare: '0.00' });
    expect(statements).toMatchObject([{ total: '32.00', payable: '32.00' }]);
  });
});

describe('R8 extra service', () => {
  it('is shown to the client beside everything and counts in nothing', async () => {
    const organiser = await world.registered();
    const visit = w.visit({ lines: [COVERED, EXTRA] });
    await world.say(organiser, w.approved(organiser, visit));
    const items = await world.readFeed(organiser.staff.system);
    expect(items.map(({ total }) => total)).toEqual(['28.88']);
    expect(items[0]!.payload).not.toContain('4812');
    const { run, statements, clientShares } = await papersOf(organiser, (await lock(organiser)).id);
    expect(run).toEqual({ total: '28.88', organiserShare: '24.00', clientShare: '4.88' });
    expect(statements).toMatchObject([{ total: '28.88', payable: '24.00', lines: [{ total: '28.88', quantity: { amount: '0.75' } }] }]);
    expect(clientShares).toMatchObject([
      { total: '28.88', organiserShare: '24.00', clientShare: '4.88', extraService: '48.12', visits: 1 },
    ]);
  });

  it('is all that its statement shows for a month in which nothing was covered', async () => {
    const organiser = await world.registered();
    const visit = w.visit({ lines: [COVERED, { ...EXTRA, serviceMonth: '2026-07' }] });
    await world.say(organiser, w.approved(organiser, visit));
    world.settlement.clock.set('2026-08-05T06:00:00Z');
    const [june, july] = [await lock(organiser), await lock(organiser, '2026-07')];
    expect((await papersOf(organiser, june.id)).clientShares).toMatchObject([{ clientShare: '4.88', extraService: '0.00' }]);
    expect(await papersOf(organiser, july.id)).toMatchObject({
      statements: [],
      clientShares: [{ total: '0.00', clientShare: '0.00', extraService: '48.12', visits: 0, vat: [] }],
    });
    world.settlement.clock.set('2026-07-05T06:00:00Z');
  });

  it('of a month before the organiser’s first run is shown with that run', async () => {
    const organiser = await world.registered();
    const lines = [{ ...EXTRA, serviceMonth: '2026-05' }, COVERED];
    await world.say(organiser, w.approved(organiser, w.visit({ lines, recordedAt: '2026-06-01T09:00:00Z' })));
    const june = await lock(organiser);
    expect((await papersOf(organiser, june.id)).clientShares).toMatchObject([{ clientShare: '4.88', extraService: '48.12' }]);
    world.settlement.clock.set('2026-08-05T06:00:00Z');
    expect((await papersOf(organiser, (await lock(organiser, '2026-07')).id)).clientShares).toEqual([]);
    world.settlement.clock.set('2026-07-05T06:00:00Z');
  });

  it('is taken back in the next statement after the lock, and so is the covered part', async () => {
    const organiser = await world.registered();
    const visit = w.visit({ lines: [COVERED, EXTRA] });
    await world.say(organiser, w.approved(organiser, visit));
    const june = await lock(organiser);
    await world.say(organiser, w.approved(organiser, { ...visit, version: 2, lines: [{ ...EXTRA, totalCents: 7700n }] }));
    world.settlement.clock.set('2026-08-05T06:00:00Z');
    const july = await lock(organiser, '2026-07');
    expect((await papersOf(organiser, july.id)).clientShares).toMatchObject([
      { total: '-28.88', clientShare: '-4.88', extraService: '28.88' },
    ]);
    expect((await papersOf(organiser, june.id)).clientShares).toMatchObject([{ clientShare: '4.88', extraService: '48.12' }]);
    world.settlement.clock.set('2026-07-05T06:00:00Z');
  });
});

it('R20 20 of 30 days of June are two thirds of a month, and June and February are not one sum', async () => {
  const organiser = await world.registered();
  const days = (steps: number, stepsPerUnit: number): w.VisitLine => ({
    unit: 'MONTH',
    steps,
    stepsPerUnit,
    totalCents: 4260n,
    organiserCents: 4000n,
  });
  await world.say(
    organiser,
    w.approved(organiser, w.visit({ lines: [days(20, 30)] })),
    w.approved(organiser, w.visit({ lines: [days(10, 30)] })),
    w.approved(organiser, w.visit({ lines: [days(14, 28)] })),
  );
  const run = await lock(organiser);
  expect(await hashOfBefore(run.id)).not.toBe(run.hash);
  const { statements } = await papersOf(organiser, run.id);
  const [{ lines }] = statements as [{ lines: { visits: number; quantity: { unit: string; amount: string } }[] }];
  expect(lines.map(({ visits, quantity }) => [visits, quantity.unit, quantity.amount])).toEqual([
    [1, 'MONTH', '0.5'],
    [2, 'MONTH', '1'],
  ]);
});
