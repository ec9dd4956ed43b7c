/** Tests suspending, resuming, ending, declining and prolonging vouchers, and changing what they grant. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

/** Carries out a mutation about vouchers and answers its result. */
async function act(name: string, input: Record<string, unknown>, actor = w.granter) {
  const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
  const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) {
    voucher { id version state firstDay lastDay suspensions { id firstDay lastDay } entitlements { id version quantity { minutes } remaining(day: "2026-06-16") { minutes } } }
    refusal { code path remaining { minutes amount } } } }`;
  const { data, errors } = await world.vouchers.ask(actor, mutation, { input: { idempotencyKey: newId(), ...input } });
  return errors ? { error: errors[0]!.extensions.code } : data[name];
}

async function grant(change: Record<string, unknown> = {}) {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId, ...change });
  return { personId, voucherId, visit: (start: string, end: string) => w.visitOf(voucherId, start, end, { personId }) };
}

const lastAnswerTo = async (visit: w.RecordedVisit) => {
  await w.record(world, visit);
  return (await w.answersTo(world, visit)).at(-1)!;
};
const changes = async (voucherId: string) =>
  (await announced(world.vouchers.database)).filter(({ subject, type }) => subject === voucherId && type.includes('voucher-changed'));

describe('a suspended voucher', () => {
  it('pays no visit from the first to the last day of the suspension, and announces these days', async () => {
    const { voucherId, visit } = await grant();
    const { voucher } = await act('suspendVoucher', { voucherId, firstDay: '2026-06-16', lastDay: '2026-06-18' });
    expect(voucher).toMatchObject({ state: 'SUSPENDED', suspensions: [{ firstDay: '2026-06-16', lastDay: '2026-06-18' }] });
    const codes = [];
    for (const day of ['2026-06-15', '2026-06-16', '2026-06-18', '2026-06-19'])
      codes.push((await lastAnswerTo(visit(`${day}T10:00`, `${day}T11:00`))).code ?? 'made');
    expect(codes).toEqual(['made', 'OUTSIDE_VALIDITY', 'OUTSIDE_VALIDITY', 'made']);
    expect((await changes(voucherId)).map(({ data }) => data)).toMatchObject([
      { version: 2, state: 'ACTIVE', suspensions: [{ firstDay: '2026-06-16', lastDay: '2026-06-18' }], lastDay: '2026-12-31' },
    ]);
  });

  it('is usable again from the day after its new last day', async () => {
    const { voucherId } = await grant();
    const suspended = await act('suspendVoucher', { voucherId, firstDay: '2026-06-16' });
    const [{ id: suspensionId }] = suspended.voucher.suspensions;
    expect((await act('resumeVoucher', { voucherId, suspensionId, lastDay: '2026-06-14' })).refusal.code).toBe('INVALID_RANGE');
    const { voucher } = await act('resumeVoucher', { voucherId, suspensionId, lastDay: '2026-06-15' });
    expect(voucher).toMatchObject({ state: 'ACTIVE', suspensions: [] });
  });

  it.each([
    ['yesterday', { firstDay: '2026-06-15' }, 'INVALID_RANGE'],
    ['after its last day', { firstDay: '2027-01-01' }, 'INVALID_RANGE'],
  ])('cannot be suspended from %s', async (_, days, code) => {
    const { voucherId } = await grant();
    expect((await act('suspendVoucher', { voucherId, ...days })).refusal.code).toBe(code);
  });
});

describe('ending', () => {
  it('happens today or later, never on an earlier day', async () => {
    const { voucherId } = await grant();
    expect((await act('endVoucher', { voucherId, lastDay: '2026-06-15' })).refusal.code).toBe('INVALID_RANGE');
    expect((await act('endVoucher', { voucherId, lastDay: '2026-06-16' })).voucher).toMatchObject({
      state: 'ENDED',
      lastDay: '2026-06-16',
    });
    expect((await changes(voucherId)).map(({ data }) => data)).toMatchObject([{ state: 'ENDED', lastDay: '2026-06-16' }]);
  });
});

describe('R31: declining', () => {
  it('the client declines their own voucher, and it pays nothing', async () => {
    const voucherId = await w.grantVoucher(world);
    expect((await act('declineVoucher', { voucherId }, w.stranger)).refusal.code).toBe('NOT_FOUND');
    expect((await act('declineVoucher', { voucherId }, w.recorder)).error).toBe('FORBIDDEN');
    expect((await act('declineVoucher', { voucherId }, w.client)).voucher.state).toBe('DECLINED');
    expect(await lastAnswerTo(w.visitOf(voucherId, '2026-06-15T10:00', '2026-06-15T11:00'))).toMatchObject({ code: 'OUTSIDE_VALIDITY' });
    expect((await act('revokeVoucher', { voucherId, lastDay: '2026-06-30' })).refusal.code).toBe('WRONG_STATE');
  });

  it('a client cannot decline the next voucher while a night over its first day stands, even if that visit draws on nothing', async () => {
    const unlimited = { entitlements: [{ contentIds: [w.contentB], unlimited: true, recurrence: 'MONTH' }] };
    const { voucherId, personId, visit } = await grant({ ...unlimited, lastDay: '2026-06-14' });
    const days = { firstDay: '2026-06-15', lastDay: '2026-06-30' };
    const next = await w.grantVoucher(world, { personId, predecessorId: voucherId, ...unlimited, ...days });
    const pieces = [w.pieceOf(w.contentB, '2026-06-14', 120, 3850n), w.pieceOf(w.contentB, '2026-06-15', 60, 3850n)];
    const night = { ...visit('2026-06-14T22:00', '2026-06-15T01:00'), pieces };
    expect(await lastAnswerTo(night)).toMatchObject({ made: true });
    expect((await act('declineVoucher', { voucherId: next })).refusal.code).toBe('BELOW_USED');
    expect((await act('extendVoucher', { voucherId: next, lastDay: '2026-06-20' })).refusal).toBeNull();
    await w.remove(world, night);
    expect((await act('declineVoucher', { voucherId: next })).voucher.state).toBe('DECLINED');
  });

  it('a client cannot decline a voucher while a visit holds something of it', async () => {
    const { voucherId, visit } = await grant();
    const held = visit('2026-06-15T10:00', '2026-06-15T11:00');
    await w.record(world, held);
    expect((await act('declineVoucher', { voucherId })).refusal.code).toBe('BELOW_USED');
    await w.remove(world, held);
    expect((await act('declineVoucher', { voucherId })).voucher.state).toBe('DECLINED');
  });
});

describe('moving the last day', () => {
  it('keeps delivered visits on the voucher', async () => {
    const { voucherId, visit } = await grant();
    await w.record(world, visit('2026-09-01T10:00', '2026-09-01T11:00'));
    expect((await act('extendVoucher', { voucherId, lastDay: '2026-08-31' })).refusal.code).toBe('BELOW_USED');
    expect((await act('extendVoucher', { voucherId, lastDay: '2026-09-01' })).voucher.lastDay).toBe('2026-09-01');
    expect((await act('extendVoucher', { voucherId, lastDay: '2027-06-30' })).voucher.lastDay).toBe('2027-06-30');
  });

  it('stops before the voucher that follows', async () => {
    const { voucherId, personId } = await grant();
    await w.grantVoucher(world, { personId, predecessorId: voucherId, firstDay: '2027-01-01', lastDay: '2027-12-31' });
    expect((await act('extendVoucher', { voucherId, lastDay: '2027-01-01' })).refusal.code).toBe('INVALID_RANGE');
  });
});

describe('a voucher until further notice', () => {
  const announcedDays = async (voucherId: string) =>
    (await announced(world.vouchers.database))
      .filter(({ subject }) => subject === voucherId)
      .map(({ data }) => (data as { lastDay: string }).lastDay);

  it('has no last day until an officer sets one, and other services hear a day that no visit reaches', async () => {
    const { voucherId, visit } = await grant({ lastDay: null });
    const { data } = await world.vouchers.ask(w.granter, `{ voucher(id: "${voucherId}") { state lastDay } }`, {});
    expect(data.voucher).toEqual({ state: 'ACTIVE', lastDay: null });
    expect(await lastAnswerTo(visit('2098-12-30T10:00', '2098-12-30T11:00'))).toMatchObject({ made: true });
    expect((await act('extendVoucher', { voucherId, lastDay: '2098-12-29' })).refusal.code).toBe('BELOW_USED');
    expect((await act('extendVoucher', { voucherId, lastDay: '2098-12-31' })).voucher.lastDay).toBe('2098-12-31');
    expect(await lastAnswerTo(visit('2099-01-01T10:00', '2099-01-01T11:00'))).toMatchObject({ code: 'OUTSIDE_VALIDITY' });
    expect((await act('extendVoucher', { voucherId })).voucher.lastDay).toBeNull();
    expect(await announcedDays(voucherId)).toEqual(['2199-12-31', '2098-12-31', '2199-12-31']);
  });

  it('gets a successor only once it has a last day, and then stays before the successor', async () => {
    const { voucherId, personId } = await grant({ lastDay: null });
    const follow = async () => {
      const input = w.grantInput({ personId, predecessorId: voucherId, firstDay: '2027-01-01', lastDay: null });
      return (await world.vouchers.ask(w.granter, w.GRANT, { input })).data.grantVoucher.refusal?.path ?? 'granted';
    };
    expect(await follow()).toEqual(['firstDay']);
    expect((await act('extendVoucher', { voucherId, lastDay: '2026-12-31' })).refusal).toBeNull();
    expect(await follow()).toBe('granted');
    expect((await act('extendVoucher', { voucherId })).refusal.code).toBe('INVALID_RANGE');
  });

  it('can be suspended, ended and revoked like any other', async () => {
    const [{ voucherId }, other] = [await grant({ lastDay: null }), await grant({ lastDay: null })];
    expect((await act('suspendVoucher', { voucherId, firstDay: '2026-06-16' })).voucher.state).toBe('SUSPENDED');
    expect((await act('endVoucher', { voucherId, lastDay: '2026-06-30' })).voucher).toMatchObject({
      state: 'ENDED',
      lastDay: '2026-06-30',
    });
    expect((await act('revokeVoucher', { voucherId: other.voucherId, lastDay: '2026-07-31' })).voucher.lastDay).toBe('2026-07-31');
  });

  it.each([
    ['WEEK', {}, undefined],
    ['YEAR', {}, undefined],
    ['ONCE', {}, undefined],
    ['PERIOD', { periods: [{ firstDay: '2026-06-01', lastDay: '2026-06-30' }] }, undefined],
    ['MONTH', { carryOver: true }, ['entitlements', '0', 'carryOver']],
  ])('grants units by %s %o: %s', async (recurrence, more, path) => {
    const entitlements = [{ contentIds: [w.contentB], minutes: 600, recurrence, ...more }];
    const { data } = await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ lastDay: null, entitlements }) });
    expect(data.grantVoucher.refusal?.path).toEqual(path);
  });
});

it('a provider sees the value that it is paid, and neither the client’s other vouchers nor their income', async () => {
  const { voucherId, personId } = await grant();
  const ownValue = { contents: [{ contentId: w.contentB, value: '34.00' }] };
  const next = await w.grantVoucher(world, { personId, predecessorId: voucherId, firstDay: '2027-01-01', lastDay: '2027-12-31', ownValue });
  const query = `query ($id: ID!) { voucher(id: $id) { predecessor { id } successor { id } ownValue { contents { value } } } }`;
  const seen = async (actor: typeof w.granter, id: string) => (await world.vouchers.ask(actor, query, { id })).data.voucher;
  expect(await seen(w.recorder, next)).toEqual({ predecessor: null, successor: null, ownValue: { contents: [{ value: '34.00' }] } });
  expect(await seen(w.recorder, voucherId)).toEqual({ predecessor: null, successor: null, ownValue: null });
  expect(await seen(w.granter, voucherId)).toMatchObject({ predecessor: null, successor: { id: next } });
  expect(await seen({ ...w.client, organisation: { kind: 'PERSON', id: personId } }, next)).toMatchObject({
    predecessor: { id: voucherId },
  });
});

describe('13: changing a quantity', () => {
  const entitlementOf = async (voucherId: string): Promise<string> => {
    const { data } = await world.vouchers.ask(w.granter, 'query ($id: ID!) { voucher(id: $id) { entitlements { id } } }', {
      id: voucherId,
    });
    return data.voucher.entitlements[0].id;
  };

  it('changes all periods, and never below the use, which the refusal names', async () => {
    const { voucherId, visit } = await grant();
    await w.record(world, visit('2026-06-15T08:00', '2026-06-15T17:00'));
    const entitlementId = await entitlementOf(voucherId);
    expect((await act('changeEntitlement', { entitlementId, minutes: 480 })).refusal).toMatchObject({
      code: 'BELOW_USED',
      remaining: { minutes: 540 },
    });
    const { voucher } = await act('changeEntitlement', { entitlementId, minutes: 540 });
    expect(voucher.entitlements).toMatchObject([{ quantity: { minutes: 540 }, remaining: { minutes: 0 } }]);
    expect(await w.remaining(world, voucherId, '2026-07-01')).toBe(540);
    await act('changeEntitlement', { entitlementId, minutes: 720 });
    expect(await w.remaining(world, voucherId)).toBe(180);
  });

  it('an hour is no amount, and an input has one quantity', async () => {
    const entitlementId = await entitlementOf((await grant()).voucherId);
    expect((await act('changeEntitlement', { entitlementId, amount: '9' })).error).toBe('BAD_USER_INPUT');
    expect((await act('changeEntitlement', { entitlementId, minutes: 60, amount: '9' })).error).toBe('BAD_USER_INPUT');
    expect((await act('changeEntitlement', { entitlementId })).error).toBe('BAD_USER_INPUT');
  });

  it('an officer of another county changes nothing, and learns not even the unit', async () => {
    const { voucherId } = await grant();
    const entitlementId = await entitlementOf(voucherId);
    for (const quantity of [{ minutes: 60 }, { amount: '9' }])
      expect((await act('changeEntitlement', { entitlementId, ...quantity }, w.otherGranter)).refusal.code).toBe('NOT_FOUND');
    const others: [string, Record<string, unknown>][] = [
      ['suspendVoucher', { firstDay: '2026-06-16' }],
      ['endVoucher', { lastDay: '2026-06-16' }],
      ['declineVoucher', {}],
      ['extendVoucher', { lastDay: '2027-06-30' }],
      ['resumeVoucher', { suspensionId: newId(), lastDay: '2026-06-16' }],
    ];
    for (const [name, input] of others) expect((await act(name, { voucherId, ...input }, w.otherGranter)).refusal.code).toBe('NOT_FOUND');
    expect(await changes(voucherId)).toEqual([]);
  });
});

it('one key makes each change once', async () => {
  const { voucherId } = await grant();
  const input = { voucherId, firstDay: '2026-06-20', lastDay: '2026-06-21', idempotencyKey: newId() };
  const [one, twin] = await Promise.all([act('suspendVoucher', input), act('suspendVoucher', input)]);
  expect(twin).toEqual(one);
  expect((await act('suspendVoucher', { ...input, lastDay: '2026-06-22' })).refusal.code).toBe('IDEMPOTENCY_MISMATCH');
  expect(one.voucher.suspensions).toHaveLength(1);
});

describe('a user who has seen an older version', () => {
  const STALE = { code: 'STALE', path: ['expectedVersion'], remaining: null };
  const ofOwn = (value: string) => ({ firstDay: '2026-07-01', ownValue: { contents: [{ contentId: w.contentB, value }] } });

  it('changes no voucher by it; with the current version, or none, the voucher changes', async () => {
    const { voucherId } = await grant();
    const ends = (lastDay: string, expectedVersion?: number) => act('extendVoucher', { voucherId, lastDay, expectedVersion });
    expect((await ends('2026-11-30', 1)).voucher).toMatchObject({ version: 2, lastDay: '2026-11-30' });
    const asSeen = { voucherId, expectedVersion: 1 };
    for (const [name, input] of [
      ['extendVoucher', { lastDay: '2026-10-31' }],
      ['suspendVoucher', { firstDay: '2026-06-16', lastDay: '2026-06-18' }],
      ['resumeVoucher', { suspensionId: newId(), lastDay: '2026-06-18' }],
      ['revokeVoucher', { lastDay: '2026-06-30' }],
      ['endVoucher', { lastDay: '2026-06-30' }],
      ['declineVoucher', {}],
      ['keepVoucher', {}],
      ['loadBalance', { batch: { amount: '10.00', firstDay: '2026-06-16', lastDay: '2026-06-30' } }],
      ['changeOwnValue', ofOwn('34.00')],
    ] as const)
      expect([name, await act(name, { ...asSeen, ...input })]).toEqual([name, { voucher: null, refusal: STALE }]);
    expect((await changes(voucherId)).length).toBe(1);
    expect((await ends('2026-10-31', 2)).voucher.version).toBe(3);
    expect((await ends('2026-09-30')).voucher.version).toBe(4);
    const own = (value: string) => act('changeOwnValue', { voucherId, ...ofOwn(value), expectedVersion: 4 });
    const answers = await Promise.all([own('34.00'), own('35.00')]);
    expect(answers.map(({ refusal, voucher }) => refusal?.code ?? voucher.version).toSorted()).toEqual([5, 'STALE']);
  });

  it('changes no entitlement by it: of two simultaneous changes one is refused as stale', async () => {
    const { voucherId } = await grant({ entitlements: [{ contentIds: [w.contentB], minutes: 60, recurrence: 'MONTH' }] });
    const [{ id: entitlementId, version }] = (await act('extendVoucher', { voucherId, lastDay: '2026-12-31' })).voucher.entitlements;
    expect(version).toBe(1);
    const raise = (minutes: number) => act('changeEntitlement', { entitlementId, minutes, expectedVersion: version });
    const answers = await Promise.all([raise(90), raise(120)]);
    expect(answers.map(({ refusal }) => refusal?.code ?? null).toSorted()).toEqual(['STALE', null]);
    const raised = answers.find(({ voucher }) => voucher).voucher.entitlements[0];
    expect(raised.version).toBe(2);
    const again = await act('changeEntitlement', { entitlementId, minutes: 150, expectedVersion: 2 });
    expect(again.voucher.entitlements).toMatchObject([{ version: 3, quantity: { minutes: 150 } }]);
  });
});
