/**
 * Tests how long a provider's negative sum is carried on (rules 35): by the organiser's terms, and no longer than the
 * provider is approved.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { expectNoCentLost, openOffice, type Run } from './office.ts';
import * as w from './world.ts';

let world: w.World;
let office: ReturnType<typeof openOffice>;
beforeAll(async () => {
  world = await w.openWorld('2026-07-02T09:00:00Z');
  office = openOffice(world);
});
afterAll(() => world.stop());

const MONTHS = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11', '2026-12'];
const chainOf = ({ statements }: Run) => statements.map(({ carriedForward, receivable }) => `${carriedForward} ${receivable}`);

/** A provider that was paid for a visit in May, which June takes back, so it owes 50.00 from June on. */
async function indebted(organiser: w.Organiser) {
  const provider = await office.newProvider(w.ACCOUNT);
  const doomed = w.visit({
    providerId: provider.id,
    recordedAt: '2026-05-20T09:00:00Z',
    lines: [{ serviceMonth: '2026-05', totalCents: 5000n, organiserCents: 5000n }],
  });
  await world.say(organiser, w.approved(organiser, doomed));
  await office.lock(organiser, '2026-05');
  await world.say(organiser, w.deleted(organiser, doomed));
  return provider;
}

const settle = async (organiser: w.Organiser, months: readonly string[]): Promise<string[][]> => {
  const chains: string[][] = [];
  for (const month of months) {
    const run = await office.lock(organiser, month);
    expectNoCentLost(run);
    chains.push(chainOf(run));
  }
  return chains;
};

const CARRIED = ['-50.00 0.00'];
const RECEIVABLE = ['0.00 -50.00'];

describe('a debt', () => {
  it('is carried on by three runs by default; the fourth makes it a receivable, and the fifth does not have it', async () => {
    const organiser = await world.registered();
    await indebted(organiser);
    expect(await settle(organiser, MONTHS.slice(0, 5))).toEqual([CARRIED, CARRIED, CARRIED, RECEIVABLE, []]);
  });

  it('is carried on by as many runs as the terms of the month allow, from their first month on', async () => {
    const organiser = await world.registered();
    await indebted(organiser);
    const said = await office.publishTerms(organiser.staff.admin, { firstMonth: '2026-06', carriedRunsMax: 5 });
    expect(said.terms).toEqual({ firstMonth: '2026-06', mode: 'SELF_BILLED', carriedRunsMax: 5 });
    expect(await settle(organiser, MONTHS.slice(0, 4))).toEqual([CARRIED, CARRIED, CARRIED, CARRIED]);
    await office.publishTerms(organiser.staff.admin, { firstMonth: '2026-11', carriedRunsMax: 1 });
    expect(await settle(organiser, MONTHS.slice(4, 6))).toEqual([CARRIED, RECEIVABLE]);
  });

  it('becomes a receivable at once where the terms carry none on', async () => {
    const organiser = await world.registered();
    await indebted(organiser);
    await office.publishTerms(organiser.staff.admin, { carriedRunsMax: 0 });
    expect(await settle(organiser, MONTHS.slice(0, 2))).toEqual([RECEIVABLE, []]);
  });

  it('leaves the chain with the run of the month in which the provider’s last approval ends, and not before', async () => {
    const organiser = await world.registered();
    const provider = await indebted(organiser);
    await office.approveProvider(organiser, provider.id, '2026-06-30');
    const second = await office.approveProvider(organiser, provider.id);
    expect(await settle(organiser, ['2026-06'])).toEqual([CARRIED]);
    // One day beyond July: a provider that may serve in August may earn in August.
    await office.approveProvider(organiser, provider.id, '2026-08-01', second, 2);
    expect(await settle(organiser, ['2026-07'])).toEqual([CARRIED]);
    await office.approveProvider(organiser, provider.id, '2026-07-31', second, 3);
    expect(await settle(organiser, ['2026-08', '2026-09'])).toEqual([RECEIVABLE, []]);
  });

  it('leaves the chain on the last day of the month, too', async () => {
    const organiser = await world.registered();
    const provider = await indebted(organiser);
    await office.approveProvider(organiser, provider.id, '2026-06-30');
    expect(await settle(organiser, ['2026-06'])).toEqual([RECEIVABLE]);
  });

  it('leaves the chain by an approval older than settlement’s hearing of approvals: it hears registry again', async () => {
    const organiser = await world.registered();
    const provider = await indebted(organiser);
    await office.approveProvider(organiser, provider.id, '2026-05-31');
    const { pool } = world.settlement.database;
    // The state before the migration, and what the migration does.
    await pool.query('delete from provider_approval');
    await pool.query(`delete from inbox where source = 'registry'`);
    await world.heard();
    expect(await settle(organiser, ['2026-06'])).toEqual([RECEIVABLE]);
  });

  it('stays although another organiser’s or another provider’s approval has ended', async () => {
    const [organiser, other] = [await world.registered(), await world.registered()];
    const provider = await indebted(organiser);
    await office.approveProvider(organiser, provider.id);
    await office.approveProvider(other, provider.id, '2026-01-31');
    await office.approveProvider(organiser, (await office.newProvider(null)).id, '2026-01-31');
    expect(await settle(organiser, ['2026-06'])).toEqual([CARRIED]);
  });
});

describe('terms', () => {
  it('are the organiser’s own, hold from their month on, and are refused for a locked month', async () => {
    const [organiser, other] = [await world.registered(), await world.registered()];
    const { admin, approver } = organiser.staff;
    await office.publishTerms(admin, { firstMonth: '2026-08', carriedRunsMax: 1, mode: 'PROVIDER_INVOICED' });
    const standard = { firstMonth: null, mode: 'SELF_BILLED', carriedRunsMax: 3 };
    expect(await office.termsOf(approver, '2026-07')).toEqual(standard);
    expect(await office.termsOf(approver, '2026-09')).toEqual({ firstMonth: '2026-08', mode: 'PROVIDER_INVOICED', carriedRunsMax: 1 });
    expect(await office.termsOf(other.staff.approver, '2026-09')).toEqual(standard);

    await office.lock(organiser, '2026-08');
    const late = await office.publishTerms(admin, { firstMonth: '2026-08', carriedRunsMax: 2 });
    expect(late).toEqual({ terms: null, refusal: { code: 'WRONG_STATE', path: ['firstMonth'] } });
    expect((await office.publishTerms(admin, { firstMonth: '2026-09', carriedRunsMax: 13 })).refusal!.code).toBe('INVALID_RANGE');
    expect((await office.publishTerms(admin, { firstMonth: '2026-09', carriedRunsMax: 2 })).refusal).toBeNull();
    // The same terms again keep nothing; a change of the month holds.
    await office.publishTerms(admin, { firstMonth: '2026-09', carriedRunsMax: 2 });
    await office.publishTerms(admin, { firstMonth: '2026-09', carriedRunsMax: 4 });
    expect((await office.termsOf(approver, '2026-09')).carriedRunsMax).toBe(4);
    const { rows } = await world.settlement.database.pool.query(
      'select version, carried_runs_max from settlement_terms where organiser_id = $1 and first_month = $2 order by version',
      [organiser.id, '2026-09'],
    );
    expect(rows).toEqual([
      { version: 1, carried_runs_max: 2 },
      { version: 2, carried_runs_max: 4 },
    ]);
  });

  it('are published once for a key: a repeat keeps nothing new, and other terms need another key', async () => {
    const organiser = await world.registered();
    const { admin } = organiser.staff;
    const input = { idempotencyKey: newId(), firstMonth: '2026-10', carriedRunsMax: 2 };
    const first = await office.publishTerms(admin, input);
    expect(first.refusal).toBeNull();
    expect((await office.publishTerms(admin, { ...input, carriedRunsMax: 4 })).refusal!.code).toBe('IDEMPOTENCY_MISMATCH');
    expect((await office.publishTerms(admin, { ...input, idempotencyKey: newId(), carriedRunsMax: 5 })).refusal).toBeNull();
    // A late retry does not replace newer terms.
    expect((await office.publishTerms(admin, input)).refusal).toBeNull();
    expect(await office.termsOf(admin, '2026-10')).toMatchObject({ carriedRunsMax: 5 });
  });

  it.each(['approver', 'checker', 'granter', 'system'] as const)('a %s cannot publish them', async (who) => {
    const organiser = await world.registered();
    const { data, errors } = await world.settlement.ask(
      organiser.staff[who],
      'mutation ($input: PublishSettlementTermsInput!) { publishSettlementTerms(input: $input) { refusal { code } } }',
      { input: { idempotencyKey: newId(), firstMonth: '2026-06', mode: 'SELF_BILLED', carriedRunsMax: 3 } },
    );
    expect([data, errors![0]!.extensions.code]).toEqual([null, 'FORBIDDEN']);
  });
});
