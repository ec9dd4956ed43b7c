/**
 * Tests values of units: tables with coefficients, notices, own decisions, incomes, other arrangements; and the
 * commitments of a year.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import { valuesPublished, voucherGranted } from '@seteli/schema/events/vouchers';
import * as w from './world.ts';

const day = newId();
const evening = newId();
const serviceId = newId();
const purchasedServiceId = newId();
const housing = newId();

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
  await world.registry.say(
    w.organiserId,
    w.publication({ serviceId, contents: [w.contentOf(day), w.contentOf(evening)] }),
    w.publication({ serviceId: purchasedServiceId, arrangementKind: 'PURCHASED', contents: [w.contentOf(housing, { unit: 'DAY' })] }),
  );
  await world.heard();
  await publish({
    firstDay: '2026-01-01',
    base: '24.25',
    values: [
      { contentId: day, coefficient: '1' },
      { contentId: evening, coefficient: '1.15' },
    ],
  });
});
afterAll(() => world.stop());

const PUBLISH = `mutation ($input: PublishValuesInput!) {
  publishValues(input: $input) { unitValues { content { id } value coefficient } refusal { code path } } }`;
async function publish(change: Record<string, unknown>, actor = w.administrator) {
  const { data, errors } = await world.vouchers.ask(actor, PUBLISH, {
    input: { idempotencyKey: newId(), serviceId, values: [], ...change },
  });
  return errors ? { error: errors[0]!.extensions.code } : data.publishValues;
}
const publishedOn = async (of: string, onDay: string): Promise<{ value: string }[]> => {
  const query = `query ($of: ID!, $day: Date!) { unitValues(serviceId: $of, day: $day) { value } }`;
  return (await world.vouchers.ask(w.administrator, query, { of, day: onDay })).data.unitValues;
};
it('a base too large for the database is malformed, and a unit is worth a million euros at most', async () => {
  const published = (base: string, coefficient: string) =>
    publish({ firstDay: '2027-01-01', base, values: [{ contentId: day, coefficient }] });
  expect(await published('9999999999999.99', '999.9999')).toEqual({ error: 'BAD_USER_INPUT' });
  expect(await published('1000000.01', '1')).toEqual({ error: 'BAD_USER_INPUT' });
  expect((await published('1000000.00', '999.9999')).refusal).toEqual({ code: 'AMOUNT_TOO_LARGE', path: ['values', '0', 'coefficient'] });
  expect((await published('1000000.00', '1')).unitValues).toMatchObject([{ value: '1000000.00' }]);
});

const hours = { contentIds: [day, evening], minutes: 600, recurrence: 'MONTH' };

async function grant(change: Record<string, unknown> = {}) {
  const mutation = `mutation ($input: GrantVoucherInput!) { grantVoucher(input: $input) {
    voucher { id voucherNumber arrangementKind ownValue { base basis contents { content { id } value } } } refusal { code path } } }`;
  const { data, errors } = await world.vouchers.ask(w.granter, mutation, {
    input: w.grantInput({ serviceId, entitlements: [hours], ...change }),
  });
  return errors ? { error: errors[0]!.extensions.code } : data.grantVoucher;
}
async function hour(voucherId: string, contentId: string, onDay = '2026-06-15') {
  const visit = w.visitOf(voucherId, `${onDay}T10:00`, `${onDay}T11:00`, {
    personId: newId(),
    serviceId,
    pieces: [w.pieceOf(contentId, onDay, 60, 3850n)],
  });
  await w.record(world, visit);
  const { lines, code } = (await w.answersTo(world, visit)).at(-1)!;
  return code ?? (lines as { organiserCents: number }[])[0]!.organiserCents;
}

describe('a table of values', () => {
  it('R13: announces 24.25 × 1.15 as 27.89', async () => {
    const values = await world.vouchers.ask(
      w.administrator,
      `query ($s: ID!) { unitValues(serviceId: $s, day: "2026-06-15") { value coefficient } }`,
      { s: serviceId },
    );
    expect(values.data.unitValues).toEqual(
      expect.arrayContaining([
        { value: '24.25', coefficient: '1' },
        { value: '27.89', coefficient: '1.15' },
      ]),
    );
    const [event] = (await announced(world.vouchers.database, valuesPublished.type)).filter(({ subject }) => subject === serviceId);
    expect(event!.data).toMatchObject({
      values: [
        { contentId: day, valueCents: 2425 },
        { contentId: evening, valueCents: 2789 },
      ],
    });
  });

  it('15: falls with the notice of the service, and rises backwards', async () => {
    const one = (value: string) => [{ contentId: evening, value }];
    expect((await publish({ firstDay: '2026-07-15', values: one('27.88') })).refusal).toMatchObject({
      code: 'NOTICE_TOO_SHORT',
      path: ['values', '0', 'value'],
    });
    expect((await publish({ firstDay: '2026-06-01', values: one('27.88') })).refusal.code).toBe('NOTICE_TOO_SHORT');
    expect((await publish({ firstDay: '2026-12-01', values: one('27.88') })).refusal).toBeNull();
    expect((await publish({ firstDay: '2026-02-01', values: one('28.00') })).refusal).toBeNull();
  });

  it('R19: turns 80 % of a day’s value into euros and cents for an absence day', async () => {
    const [serviceOfDays, presence, absence] = [newId(), newId(), newId()];
    const contents = [w.contentOf(presence, { unit: 'DAY' }), w.contentOf(absence, { unit: 'DAY', kind: 'ABSENCE' })];
    await world.registry.say(w.organiserId, w.publication({ serviceId: serviceOfDays, contents }));
    await world.heard();
    const eighty = { contentId: absence, percentage: { ofContentId: presence, percent: 80 } };
    const valuesOn = async (onDay: string) =>
      (await publishedOn(serviceOfDays, onDay)).toSorted((a, b) => (a.value < b.value ? -1 : 1)).map(({ value }) => value);
    expect((await publish({ serviceId: serviceOfDays, firstDay: '2026-01-01', values: [eighty] })).refusal).toEqual({
      code: 'NO_VALUE',
      path: ['values', '0', 'percentage'],
    });
    await publish({ serviceId: serviceOfDays, firstDay: '2026-01-01', values: [{ contentId: presence, value: '160.04' }, eighty] });
    expect(await valuesOn('2026-06-15')).toEqual(['128.03', '160.04']);
    // A table without the percentage leaves the absence day's value as it is.
    await publish({ serviceId: serviceOfDays, firstDay: '2026-08-01', values: [{ contentId: presence, value: '180.00' }] });
    expect(await valuesOn('2026-08-01')).toEqual(['128.03', '180.00']);
    await publish({ serviceId: serviceOfDays, firstDay: '2026-09-01', values: [eighty] });
    expect(await valuesOn('2026-09-01')).toEqual(['144.00', '180.00']);
  });

  it.each<[string, Record<string, unknown>]>([
    ['a percentage of nothing', { values: [{ contentId: day, percentage: { ofContentId: evening, percent: 0 } }] }],
    ['a percentage and a value', { values: [{ contentId: day, value: '1.00', percentage: { ofContentId: evening, percent: 80 } }] }],
    ['a value and a coefficient', { base: '1.00', values: [{ contentId: day, value: '1.00', coefficient: '1' }] }],
    ['neither', { values: [{ contentId: day }] }],
    ['a coefficient of nothing', { values: [{ contentId: day, coefficient: '1' }] }],
    ['five decimals', { base: '1.00', values: [{ contentId: day, coefficient: '1.00001' }] }],
    ['a negative coefficient', { base: '1.00', values: [{ contentId: day, coefficient: '-1' }] }],
  ])('cannot have %s', async (_, change) => expect((await publish({ firstDay: '2030-01-01', ...change })).error).toBe('BAD_USER_INPUT'));
});

describe('a client’s own value', () => {
  it('is a base for the coefficients, or a value of each content', async () => {
    const { voucher } = await grant({ ownValue: { base: '30.00', contents: [{ contentId: evening, value: '36.00' }] } });
    expect(voucher.ownValue).toEqual({ base: '30.00', basis: 'INDIVIDUAL', contents: [{ content: { id: evening }, value: '36.00' }] });
    expect([await hour(voucher.id, day), await hour(voucher.id, evening, '2026-06-14')]).toEqual([3000, 3600]);
  });

  const formula = {
    firstDay: '2026-01-01',
    max: '25.00',
    floor: '7.00',
    households: [{ limit: '528.00', percent: 35 }],
    roundUpToCents: 5,
  };
  const publishFormula = async (change: Record<string, unknown> = {}, actor = w.administrator) => {
    const mutation = `mutation ($input: PublishIncomeFormulaInput!) { publishIncomeFormula(input: $input) { incomeFormula { firstDay max floor } refusal { code } } }`;
    const { data, errors } = await world.vouchers.ask(actor, mutation, {
      input: { idempotencyKey: newId(), serviceId, ...formula, ...change },
    });
    return errors ? { error: errors[0]!.extensions.code } : data.publishIncomeFormula;
  };
  const byIncome = { ownValue: { income: { monthlyIncome: '900.00', persons: 1 } } };

  it('R12: follows the income by the formula of the first day: 22.85; events carry no income', async () => {
    expect((await grant(byIncome)).refusal).toMatchObject({ code: 'NO_VALUE', path: ['ownValue', 'income'] });
    expect((await publishFormula({}, w.otherGranter)).refusal.code).toBe('NOT_YET_KNOWN');
    expect((await publishFormula({ roundUpToCents: 3 })).error).toBe('BAD_USER_INPUT');
    expect((await publishFormula()).incomeFormula).toEqual({ firstDay: '2026-01-01', max: '25.00', floor: '7.00' });
    expect((await publishFormula()).refusal.code).toBe('VERSION_EXISTS');
    const { voucher } = await grant(byIncome);
    expect(voucher.ownValue).toEqual({ base: '22.85', basis: 'INCOME_LINKED', contents: [] });
    expect(await hour(voucher.id, day)).toBe(2285);
    const { rows } = await world.vouchers.database.pool.query('select income from voucher where id = $1', [voucher.id]);
    expect(rows).toEqual([{ income: { monthlyIncomeCents: '90000', persons: 1 } }]);
    expect(JSON.stringify(await announced(world.vouchers.database))).not.toContain('90000');
  });

  it('comes from an income or from a base, never both', async () => {
    expect((await grant({ ownValue: { ...byIncome.ownValue, base: '30.00' } })).error).toBe('BAD_USER_INPUT');
    expect((await grant({ ownValue: {} })).error).toBe('BAD_USER_INPUT');
  });

  it('4: is not below everybody’s value where the service is free by law', async () => {
    const entitlements = [{ contentIds: [w.contentA], minutes: 60, recurrence: 'MONTH' }];
    const own = (value: string) => ({ serviceId: w.serviceId, entitlements, ownValue: { contents: [{ contentId: w.contentA, value }] } });
    expect((await grant(own('20.99'))).refusal.code).toBe('VALUE_BELOW_CAP');
    expect((await grant(own('21.00'))).refusal).toBeNull();
  });
});

describe('R29: a purchased service', () => {
  it('needs no value: the organiser pays the contract price, the client nothing', async () => {
    const entitlements = [{ contentIds: [housing], amount: '31', recurrence: 'MONTH' }];
    const { voucher } = await grant({ serviceId: purchasedServiceId, entitlements });
    expect(voucher.arrangementKind).toBe('PURCHASED');
    const said = (await announced(world.vouchers.database)).find(({ subject }) => subject === voucher.id);
    expect(said?.data).toMatchObject({ arrangementKind: 'PURCHASED' });
    const pieces = [w.pieceOf(housing, '2026-06-15', 1000, 17_500n, { unit: 'DAY', stepsPerUnit: 1000 })];
    const visit = w.visitOf(voucher.id, '2026-06-15T00:00', '2026-06-16T00:00', { personId: newId(), timed: false, pieces });
    await w.record(world, visit);
    expect((await w.answersTo(world, visit))[0]).toMatchObject({ lines: [{ totalCents: 17_500, organiserCents: 17_500, clientCents: 0 }] });
  });

  it('30: an order announces its own price for services that price its visits; a voucher has none', async () => {
    const contractPrices = [{ contentId: housing, price: '170.00' }];
    const entitlements = [{ contentIds: [housing], amount: '31', recurrence: 'MONTH' }];
    const { voucher } = await grant({ serviceId: purchasedServiceId, entitlements, contractPrices });
    const [granted] = (await announced(world.vouchers.database, voucherGranted.type)).filter(({ subject }) => subject === voucher.id);
    expect(granted!.data).toMatchObject({ contractPrices: [{ contentId: housing, priceCents: 17_000 }] });
    const query = 'query ($id: ID!) { voucher(id: $id) { contractPrices { content { id } price } } }';
    const seen = await world.vouchers.ask(w.granter, query, { id: voucher.id });
    expect(seen.data.voucher.contractPrices).toEqual([{ content: { id: housing }, price: '170.00' }]);
    expect((await grant({ contractPrices: [{ contentId: day, price: '30.00' }] })).refusal).toEqual({
      code: 'WRONG_STATE',
      path: ['contractPrices', '0'],
    });
  });

  it('31: a content without a value is not granted by a voucher', async () => {
    const other = { serviceId, firstDay: '2025-12-31' };
    expect((await grant(other)).refusal).toMatchObject({ code: 'NO_VALUE', path: ['entitlements', '0', 'contentIds'] });
  });
});

describe('commitments', () => {
  const own = newId();
  const ownContent = newId();
  const commitments = async (actor: typeof w.granter, year: number) => {
    const query = `query ($year: Int!) { commitments(year: $year) { service { id } granted used outsideQuota held released } }`;
    const { data, errors } = await world.vouchers.ask(actor, query, { year });
    return errors ? errors[0]!.extensions.code : data.commitments.filter(({ service }: { service: { id: string } }) => service.id === own);
  };

  it('tell what was granted, used, used outside the quantities and held, by service, to the organiser’s staff only', async () => {
    await world.registry.say(w.organiserId, w.publication({ serviceId: own, contents: [w.contentOf(ownContent)] }));
    await world.heard();
    await publish({ serviceId: own, firstDay: '2026-01-01', values: [{ contentId: ownContent, value: '32.00' }] });
    const entitlements = [{ contentIds: [ownContent], minutes: 600, recurrence: 'MONTH' }];
    const { voucher } = await grant({ serviceId: own, entitlements, firstDay: '2026-06-01', lastDay: '2027-01-31' });
    const personId = newId();
    const pieces = [w.pieceOf(ownContent, '2026-06-15', 60, 3850n)];
    const cancellation = { payer: 'SPLIT' as const, consumesQuota: false };
    await w.record(
      world,
      w.visitOf(voucher.id, '2026-06-15T10:00', '2026-06-15T11:00', { personId, pieces }),
      w.visitOf(voucher.id, '2026-06-15T12:00', '2026-06-15T13:00', { personId, pieces, kind: 'CANCELLATION', cancellation }),
    );
    expect(await commitments(w.granter, 2026)).toEqual([
      { service: { id: own }, granted: '2240.00', used: '64.00', outsideQuota: '32.00', held: '2208.00', released: '0.00' },
    ]);
    expect(await commitments(w.granter, 2027)).toEqual([
      { service: { id: own }, granted: '320.00', used: '0.00', outsideQuota: '0.00', held: '320.00', released: '0.00' },
    ]);
    expect(await commitments(w.otherGranter, 2026)).toEqual([]);
    expect(await commitments(w.recorder, 2026)).toBe('FORBIDDEN');
    expect(await commitments(w.granter, 0)).toBe('BAD_USER_INPUT');
  });
});
