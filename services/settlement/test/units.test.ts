/**
 * Tests providers that bill by unit (rules 69d): each unit has a statement, and the others pay what one unit owes
 * (rules 35).
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId, type Id } from '@seteli/kit/ids';
import { expectNoCentLost, matchesOf, openOffice, type Run } from './office.ts';
import * as w from './world.ts';

let world: w.World;
let office: ReturnType<typeof openOffice>;
beforeAll(async () => {
  world = await w.openWorld('2026-06-02T09:00:00Z');
  office = openOffice(world);
});
afterAll(() => world.stop());

const visitIn = (providerId: Id, unitId: Id, serviceMonth: string, cents: bigint) =>
  w.visit({
    providerId,
    unitId,
    recordedAt: `${serviceMonth}-20T09:00:00Z`,
    lines: [{ serviceMonth, totalCents: cents, organiserCents: cents }],
  });

/** A provider that bills by its two units from June on; the first by id comes first. */
async function chain(iban: string | null = w.ACCOUNT) {
  world.settlement.clock.set('2026-06-02T09:00:00Z');
  const provider = await office.newProvider(iban);
  expect(await office.billByUnit(provider.biller, '2026-06')).toEqual({ billing: { firstMonth: '2026-06', byUnit: true }, refusal: null });
  const [first, second] = [newId(), newId()].toSorted();
  return { ...provider, first: first!, second: second! };
}

const billed = (run: Run, providerId: Id) =>
  run.statements
    .filter(({ provider }) => provider.id === providerId)
    .toSorted((a, b) => (a.statementNumber < b.statementNumber ? -1 : 1))
    .map(({ billingUnit, organiserShare, broughtForward, setOff, payable, carriedForward }) => [
      billingUnit?.id ?? null,
      organiserShare,
      broughtForward,
      setOff,
      payable,
      carriedForward,
    ]);

it('each unit has its own statement and transfer; one pays what the other owes, month after month, and no cent is lost', async () => {
  const organiser = await world.registered();
  const { id, first, second } = await chain();
  const doomed = visitIn(id, second, '2026-06', 9600n);
  const visits = [visitIn(id, first, '2026-06', 8000n), visitIn(id, first, '2026-06', 500n), doomed, w.visit()];
  await world.say(organiser, ...visits.map((visit) => w.approved(organiser, visit)));
  const june = await office.lock(organiser, '2026-06');
  expect(billed(june, id)).toEqual([
    [first, '85.00', '0.00', '0.00', '85.00', '0.00'],
    [second, '96.00', '0.00', '0.00', '96.00', '0.00'],
  ]);
  // A provider that has published nothing bills as a whole.
  expect(billed(june, w.providerId)).toEqual([[null, '80.00', '0.00', '0.00', '80.00', '0.00']]);
  expectNoCentLost(june);
  expect((await office.approve(organiser, june.id)).transfers.map(({ amount }) => amount).toSorted()).toEqual(['80.00', '85.00', '96.00']);

  await world.say(organiser, w.deleted(organiser, doomed), w.approved(organiser, visitIn(id, first, '2026-07', 4000n)));
  const july = await office.lock(organiser, '2026-07');
  expect(billed(july, id)).toEqual([
    [first, '40.00', '0.00', '-96.00', '0.00', '-56.00'],
    [second, '-96.00', '0.00', '96.00', '0.00', '0.00'],
  ]);
  expectNoCentLost(july);

  await world.say(
    organiser,
    w.approved(organiser, visitIn(id, second, '2026-08', 30_000n)),
    w.approved(organiser, visitIn(id, first, '2026-08', 600n)),
  );
  const august = await office.lock(organiser, '2026-08');
  expect(billed(august, id)).toEqual([
    [first, '6.00', '-56.00', '50.00', '0.00', '0.00'],
    [second, '300.00', '0.00', '-50.00', '250.00', '0.00'],
  ]);
  expectNoCentLost(august);
  expect((await office.approve(organiser, august.id)).transfers.map(({ amount }) => amount)).toEqual(['250.00']);
});

it('a month without visits has one statement for the debt, and billing as a whole again takes the debt along', async () => {
  const organiser = await world.registered();
  const { id, biller, first } = await chain();
  const doomed = visitIn(id, first, '2026-06', 9600n);
  await world.say(organiser, w.approved(organiser, doomed));
  await office.lock(organiser, '2026-06');
  await world.say(organiser, w.deleted(organiser, doomed));
  expect(billed(await office.lock(organiser, '2026-07'), id)).toEqual([[first, '-96.00', '0.00', '0.00', '0.00', '-96.00']]);
  expect(billed(await office.lock(organiser, '2026-08'), id)).toEqual([[null, '0.00', '-96.00', '0.00', '0.00', '-96.00']]);
  expect((await office.billByUnit(biller, '2026-09', false)).refusal).toBeNull();
  await world.say(organiser, w.approved(organiser, visitIn(id, first, '2026-09', 10_000n)));
  expect(billed(await office.lock(organiser, '2026-09'), id)).toEqual([[null, '100.00', '-96.00', '0.00', '4.00', '0.00']]);
});

it('a unit’s statement is invoiced by its own visits, and awaits only those', async () => {
  const organiser = await world.registered();
  await office.publishTerms(organiser.staff.admin, { mode: 'PROVIDER_INVOICED' });
  const { id, biller, first, second } = await chain();
  const [one, two] = [visitIn(id, first, '2026-06', 8000n), visitIn(id, second, '2026-06', 4800n)];
  await world.say(organiser, w.approved(organiser, one), w.approved(organiser, two));
  const june = await office.lock(organiser, '2026-06');
  const statement = june.statements.find(({ billingUnit }) => billingUnit!.id === first)!;
  const { statement: invoiced } = await office.submitInvoice(biller, statement.id, [
    [one.id, '80.00'],
    [two.id, '48.00'],
  ]);
  expect(invoiced!.state).toBe('ISSUED');
  expect(matchesOf(invoiced!)).toEqual(
    [
      [one.id, 'MATCHED', '80.00', '80.00'],
      [two.id, 'NOT_ON_LEDGER', null, '48.00'],
    ].toSorted(),
  );
  const approved = await office.approve(organiser, june.id);
  expect(approved.transfers.map(({ amount }) => amount)).toEqual(['80.00']);
  expectNoCentLost(approved);
});

it('a provider’s administrators publish its billing for the running month or later, and only the provider sees it', async () => {
  world.settlement.clock.set('2026-06-30T20:59:59Z');
  const [provider, other] = [await office.newProvider(null), await office.newProvider(null)];
  expect((await office.billByUnit(provider.biller, '2026-05')).refusal).toEqual({ code: 'WRONG_STATE', path: ['firstMonth'] });
  const key = newId();
  expect((await office.billByUnit(provider.biller, '2026-06', true, key)).refusal).toBeNull();
  // A second later it is July in Finland.
  world.settlement.clock.set('2026-06-30T21:00:00Z');
  expect((await office.billByUnit(provider.biller, '2026-06', false)).refusal!.code).toBe('WRONG_STATE');
  // The key repeats its answer of June and carries no other input.
  expect((await office.billByUnit(provider.biller, '2026-06', true, key)).refusal).toBeNull();
  expect((await office.billByUnit(provider.biller, '2026-06', false, key)).refusal!.code).toBe('IDEMPOTENCY_MISMATCH');
  const query = 'query ($month: Month!) { providerBilling(month: $month) { firstMonth byUnit } }';
  const read = async (actor: typeof w.biller) => (await world.settlement.ask(actor, query, { month: '2026-07' })).data?.providerBilling;
  expect([await read(provider.biller), await read(other.biller)]).toEqual([
    { firstMonth: '2026-06', byUnit: true },
    { firstMonth: null, byUnit: false },
  ]);
  const mutation = 'mutation ($input: PublishProviderBillingInput!) { publishProviderBilling(input: $input) { refusal { code } } }';
  for (const actor of [w.recorder, w.newOrganiser().staff.admin, w.actor('PROVIDER', provider.id, ['SERVICE_MANAGER'])]) {
    const { errors } = await world.settlement.ask(actor, mutation, {
      input: { idempotencyKey: newId(), firstMonth: '2026-09', byUnit: true },
    });
    expect(errors![0]!.extensions.code).toBe('FORBIDDEN');
  }
});

it('a system that is limited to a unit sees the statement and the entries of that unit, bills it, and finds nothing else', async () => {
  const organiser = await world.registered();
  const { id, biller, first, second } = await chain();
  const visits = [visitIn(id, first, '2026-06', 8000n), visitIn(id, second, '2026-06', 9600n)];
  await world.say(organiser, ...visits.map((visit) => w.approved(organiser, visit)));
  const june = await office.lock(organiser, '2026-06');
  const statementOf = (unitId: Id) => june.statements.find(({ billingUnit }) => billingUnit?.id === unitId)!.id;
  const limitedTo = (...unitIds: Id[]) => ({ ...w.actor('PROVIDER', id, ['SYSTEM_BILLING']), unitIds });
  const SEE = `query ($of: [_Any!]!) {
    settlementStatements { totalCount edges { node { id } } } ledgerEntries { totalCount edges { node { total } } }
    clientShareStatements { totalCount } entities: _entities(representations: $of) { ... on SettlementStatement { id } } }`;
  const see = async (actor: typeof biller) => {
    const of = [first, second].map((unitId) => ({ __typename: 'SettlementStatement', id: statementOf(unitId) }));
    const { data, errors } = await world.settlement.ask(actor, SEE, { of });
    expect(errors).toBeUndefined();
    return [
      data.settlementStatements.edges.map(({ node }: { node: { id: Id } }) => node.id),
      data.ledgerEntries.edges.map(({ node }: { node: { total: string } }) => node.total),
      [data.settlementStatements.totalCount, data.ledgerEntries.totalCount, data.clientShareStatements.totalCount],
      data.entities.map((entity: object | null) => entity !== null),
    ];
  };
  expect(await see(limitedTo(first))).toEqual([[statementOf(first)], ['80.00'], [1, 1, 0], [true, false]]);
  expect(await see(limitedTo())).toEqual([[], [], [0, 0, 0], [false, false]]);
  expect((await see(biller))[2]).toEqual([2, 2, 2]);
  const month = await world.settlement.ask(limitedTo(first), 'query { monthSoFar(month: "2026-06") { month } }');
  expect(month.errors?.[0]?.extensions.code).toBe('FORBIDDEN');
  const bill = async (unitId: Id) =>
    (await office.submitInvoice(limitedTo(first), statementOf(unitId), [[visits[0]!.id, '80.00']])).refusal?.code;
  expect([await bill(second), await bill(first)]).toEqual(['NOT_FOUND', 'WRONG_STATE']);
});
