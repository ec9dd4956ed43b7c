/** Tests the way from an approved visit to the ledger and the feed: posted once, balanced, for ever. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import pg from 'pg';
import { newId } from '@seteli/kit/ids';
import { feedExtended } from '@seteli/schema/events/settlement';
import { announced } from '@seteli/testing/peer';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld('2026-07-02T09:00:00Z');
});
afterAll(() => world.stop());

type Posted = { kind: string; month: string; service_month: string; amounts: Record<string, number> };

const ledgerOf = async ({ id }: w.Organiser): Promise<Posted[]> => {
  const { rows } = await world.settlement.database.pool.query(
    `select kind, accounting_month as month, service_month,
            (select jsonb_object_agg(account, amount) from (select account, sum(amount_cents)::int as amount from ledger_line where entry_id = e.id group by account) a) as amounts
       from ledger_entry e where organiser_id = $1 order by visit_version, accounting_month, kind desc`,
    [id],
  );
  return rows;
};

const totals = async (organiser: w.Organiser, month: string) =>
  (
    await world.settlement.ask(
      organiser.staff.checker,
      `query ($month: Month!) { ledgerTotals(month: $month) { entries total organiserShare clientShare } }`,
      { month },
    )
  ).data.ledgerTotals;

describe('an approved visit', () => {
  it('is one balanced entry: what the provider earned, and who owes it', async () => {
    const organiser = await world.registered();
    await world.say(organiser, w.approved(organiser, w.visit()));
    expect(await ledgerOf(organiser)).toEqual([
      { kind: 'ORIGINAL', month: '2026-06', service_month: '2026-06', amounts: { PROVIDER: -9625, ORGANISER: 8000, CLIENT: 1625 } },
    ]);
    expect(await totals(organiser, '2026-06')).toEqual({ entries: 1, total: '96.25', organiserShare: '80.00', clientShare: '16.25' });
  });

  it('is in the feed at once, in an item that a municipality can check alone', async () => {
    const organiser = await world.registered();
    const visits = [w.visit(), w.visit(), w.visit()];
    await world.say(organiser, ...visits.map((visit) => w.approved(organiser, visit)));
    const items = await world.readFeed(organiser.staff.system);
    expect(items).toHaveLength(3);
    expect(w.isWholeChain(items)).toBe(true);
    expect(
      w.isWholeChain(items.map((item, index) => (index === 1 ? { ...item, payload: item.payload.replace('8000', '8001') } : item))),
    ).toBe(false);
    expect(JSON.parse(items[0]!.payload)).toMatchObject({
      specversion: '1.0',
      source: '/seteli/settlement',
      type: 'fi.seteli.settlement.ledger-entry-posted.v1',
      data: {
        visitId: visits[0]!.id,
        kind: 'ORIGINAL',
        totalCents: 9625,
        organiserCents: 8000,
        clientCents: 1625,
        accountingMonth: '2026-06',
      },
    });
    expect(items[0]!.payload).not.toContain(visits[0]!.personId);
    const nudges = (await announced(world.settlement.database, feedExtended.type)).filter(({ partition }) => partition === organiser.id);
    expect(nudges.at(-1)!.data).toEqual({ organiserId: organiser.id, seq: 3 });
  });

  it('is posted once, however often bookings announces it', async () => {
    const organiser = await world.registered();
    const visit = w.visit();
    await world.say(organiser, w.approved(organiser, visit));
    await world.say(organiser, w.approved(organiser, visit), w.approved(organiser, visit));
    expect(await ledgerOf(organiser)).toHaveLength(1);
  });

  it('R7: is an entry in each month over a month’s end', async () => {
    const organiser = await world.registered();
    const lines = ['2026-06', '2026-07'].map((serviceMonth) => ({ serviceMonth, totalCents: 9200n, organiserCents: 8000n }));
    await world.say(organiser, w.approved(organiser, w.visit({ lines })));
    expect(await ledgerOf(organiser)).toEqual(
      ['2026-06', '2026-07'].map((month) => ({
        kind: 'ORIGINAL',
        month,
        service_month: month,
        amounts: { PROVIDER: -9200, ORGANISER: 8000, CLIENT: 1200 },
      })),
    );
  });

  it('waits for the organiser when bookings is faster than registry', async () => {
    const organiser = w.newOrganiser();
    await world.bookings.say(organiser.id, w.approved(organiser, w.visit()));
    await world.register(organiser);
    expect(await ledgerOf(organiser)).toHaveLength(1);
  });

  it('R27: belongs to the next month when recorded after the cut-off day (rules 61, 62)', async () => {
    const organiser = await world.registered();
    const [inTime, late] = ['2026-07-03T20:59:59Z', '2026-07-03T21:00:00Z'].map((recordedAt) => w.visit({ recordedAt }));
    await world.say(organiser, w.approved(organiser, inTime!), w.approved(organiser, late!));
    expect((await ledgerOf(organiser)).map(({ month, service_month }) => [month, service_month])).toEqual([
      ['2026-06', '2026-06'],
      ['2026-07', '2026-06'],
    ]);
  });
});

describe('a visit that changes later', () => {
  it('is reversed and posted again when a later version is approved', async () => {
    const organiser = await world.registered();
    const visit = w.visit();
    await world.say(organiser, w.approved(organiser, visit));
    await world.say(
      organiser,
      w.approved(organiser, { ...visit, version: 2, lines: [{ totalCents: 7700n, organiserCents: 6400n, steps: 120 }] }),
    );
    expect((await ledgerOf(organiser)).map(({ kind, amounts }) => [kind, amounts])).toEqual([
      ['ORIGINAL', { PROVIDER: -9625, ORGANISER: 8000, CLIENT: 1625 }],
      ['REVERSAL', { PROVIDER: 9625, ORGANISER: -8000, CLIENT: -1625 }],
      ['REPLACEMENT', { PROVIDER: -7700, ORGANISER: 6400, CLIENT: 1300 }],
    ]);
    const items = await world.readFeed(organiser.staff.system);
    expect(items.map(({ total }) => total)).toEqual(['96.25', '-96.25', '77.00']);
    expect(w.isWholeChain(items)).toBe(true);
  });

  it('is reversed when deleted, and deleting a visit without entries posts nothing', async () => {
    const organiser = await world.registered();
    const visit = w.visit();
    await world.say(organiser, w.approved(organiser, visit), w.deleted(organiser, visit), w.deleted(organiser, w.visit()));
    expect((await ledgerOf(organiser)).map(({ kind, month }) => [kind, month])).toEqual([
      ['ORIGINAL', '2026-06'],
      ['REVERSAL', '2026-06'],
    ]);
    expect(await totals(organiser, '2026-06')).toEqual({ entries: 2, total: '0.00', organiserShare: '0.00', clientShare: '0.00' });
  });
});

describe('the database itself', () => {
  const asService = async (statement: string) => {
    const client = new pg.Client({ connectionString: world.runUrl });
    await client.connect();
    await client.query(`set seteli.scope = 'service'`);
    try {
      return await client.query(statement);
    } finally {
      await client.end();
    }
  };

  it.each(['ledger_entry', 'ledger_line', 'extra_service', 'feed_item', 'run_entry', 'statement_line', 'client_share_vat', 'payment_file'])(
    'refuses to change or remove rows of %s, to the service and to the owner',
    async (table) => {
      const { rows } = await world.settlement.database.pool.query(
        'select column_name as name from information_schema.columns where table_name = $1 limit 1',
        [table],
      );
      const [{ name }] = rows;
      for (const statement of [`update ${table} set ${name} = ${name}`, `delete from ${table}`, `truncate ${table} cascade`]) {
        await expect(asService(statement)).rejects.toMatchObject({ code: '42501' });
        await expect(world.settlement.database.pool.query(statement)).rejects.toMatchObject({ code: '23001' });
      }
    },
  );

  it.each([
    ['amounts', 1, 0],
    ['taxes', 0, 1],
  ])('refuses an entry whose lines do not sum to zero: %s', async (_, amount, vat) => {
    const organiser = await world.registered();
    await world.say(organiser, w.approved(organiser, w.visit()));
    const { rows } = await world.settlement.database.pool.query('select id from ledger_entry where organiser_id = $1', [organiser.id]);
    const line = (number: number, account: string, amountCents: number, vatCents: number) =>
      `('${rows[0].id}', ${number}, '${account}', '${newId()}', 'HOUR', 60, 60, ${amountCents}, 255, ${vatCents})`;
    const insert = `insert into ledger_line (entry_id, line, account, content_id, unit, steps, steps_per_unit, amount_cents, vat_permille, vat_cents)
                    values ${line(98, 'PROVIDER', -5, -1)}, ${line(99, 'ORGANISER', 5 + amount, 1 + vat)}`;
    await expect(asService(insert)).rejects.toMatchObject({ code: '23514', constraint: 'entry_is_balanced' });
  });
});
