/** Quantities of every unit and rule, and what visits take from them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import type { DataOf } from '@seteli/kit/events';
import { servicePublished } from '@seteli/schema/events/registry';
import * as w from './world.ts';

type Content = DataOf<typeof servicePublished>['contents'][number];

const meal = newId();
const kilometre = newId();
const month = newId();
const week = newId();
const housing = newId();
const absence = newId();
const extra = newId();
const parallel = newId();
const cleaning = newId();
const strict = newId();

const contents: Content[] = [
  w.contentOf(meal, { unit: 'PIECE', vatTreatment: 'REDUCED' }),
  w.contentOf(kilometre, { unit: 'KILOMETRE', kind: 'ACCESSORY' }),
  w.contentOf(month, { unit: 'MONTH' }),
  w.contentOf(week, { unit: 'WEEK' }),
  w.contentOf(housing, { unit: 'DAY' }),
  w.contentOf(absence, { unit: 'DAY', kind: 'ABSENCE' }),
  w.contentOf(extra, { extraServiceAllowed: true, multiWorker: true }),
  w.contentOf(parallel, { parallelAllowed: true }),
  w.contentOf(cleaning, { vatTreatment: 'STANDARD' }),
];
const serviceId = newId();
const strictServiceId = newId();

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
  await world.registry.say(
    w.organiserId,
    w.publication({ serviceId, contents }),
    w.publication({ serviceId: strictServiceId, overlapPolicy: 'REFUSED', contents: [w.contentOf(strict)] }),
  );
  await world.heard();
  const values = contents.map(({ contentId }) => ({ contentId, value: '32.00' }));
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, { input: { serviceId, firstDay: '2026-01-01', values } });
  const strictValues = [{ contentId: strict, value: '32.00' }];
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
    input: { serviceId: strictServiceId, firstDay: '2026-01-01', values: strictValues },
  });
});
afterAll(() => world.stop());

const ENTITLEMENTS = `query ($id: ID!, $day: Date!) { voucher(id: $id) { entitlements {
  quantity { unit amount minutes } recurrence periods { firstDay lastDay } carryOver unlimited remaining(day: $day) { unit amount minutes } } } }`;
const seen = async (id: string, day = '2026-06-16') =>
  (await world.vouchers.ask(w.granter, ENTITLEMENTS, { id, day })).data.voucher.entitlements[0];
const left = async (id: string, day?: string): Promise<string | null> => (await seen(id, day)).remaining?.amount ?? null;

async function grant(entitlement: Record<string, unknown>, change: Record<string, unknown> = {}) {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId, serviceId, entitlements: [entitlement], ...change });
  const visit = (from: string, to: string, pieces: w.RecordedVisit['pieces'], more: Partial<w.RecordedVisit> = {}) =>
    w.visitOf(voucherId, from, to, { personId, serviceId, pieces, ...more });
  return { voucherId, personId, visit };
}
const answerTo = async (visit: w.RecordedVisit) => {
  await w.record(world, visit);
  return (await w.answersTo(world, visit)).at(-1)!;
};
const outcome = async (visit: w.RecordedVisit) => (await answerTo(visit)).code ?? 'made';

describe('a quantity', () => {
  const meals = { contentIds: [meal], amount: '2', recurrence: 'DAY' };
  it('of meals a day: two are paid, with their tax, and not a third', async () => {
    const { voucherId, visit } = await grant(meals);
    const piece = (amount: number) => [w.pieceOf(meal, '2026-06-15', amount * 1000, 3500n, { unit: 'PIECE', stepsPerUnit: 1000 })];
    const { lines } = await answerTo(visit('2026-06-15T00:00', '2026-06-16T00:00', piece(2), { timed: false }));
    expect(lines).toMatchObject([
      {
        unit: 'PIECE',
        steps: 2000,
        stepsPerUnit: 1000,
        totalCents: 7000,
        organiserCents: 6400,
        clientCents: 600,
        vatPermille: 135,
        totalVatCents: 833,
      },
    ]);
    const third = visit('2026-06-15T00:00', '2026-06-16T00:00', piece(1), { timed: false });
    expect(await answerTo(third)).toMatchObject({ code: 'QUOTA_EXCEEDED', remaining: { unit: 'PIECE', steps: 0 } });
    expect([await left(voucherId, '2026-06-15'), await left(voucherId, '2026-06-16')]).toEqual(['0', '2']);
  });

  it('R20: of a month is kept in the days of that month, and 20 of 30 days cost 42.60', async () => {
    const { voucherId, visit } = await grant({ contentIds: [month], amount: '1', recurrence: 'MONTH' });
    const from = (day: string, steps: number, size: number) => [w.pieceOf(month, day, steps, 6390n, { unit: 'MONTH', stepsPerUnit: size })];
    const { lines } = await answerTo(visit('2026-06-11T00:00', '2026-07-01T00:00', from('2026-06-11', 20, 30), { timed: false }));
    expect(lines).toMatchObject([{ unit: 'MONTH', steps: 20, stepsPerUnit: 30, totalCents: 4260, organiserCents: 2133 }]);
    expect([await left(voucherId, '2026-06-16'), await left(voucherId, '2026-07-16')]).toEqual(['0.3333', '1']);
  });

  it('without limit pays what comes with a visit, and nothing is left to say', async () => {
    const { voucherId, visit } = await grant({ contentIds: [kilometre], unlimited: true, recurrence: 'MONTH' });
    const pieces = [w.pieceOf(kilometre, '2026-06-15', 999_000, 50n, { unit: 'KILOMETRE', stepsPerUnit: 1000 })];
    expect((await answerTo(visit('2026-06-15T10:00', '2026-06-15T11:00', pieces))).lines).toMatchObject([
      { totalCents: 49_950, organiserCents: 49_950 },
    ]);
    expect(await seen(voucherId)).toMatchObject({ unlimited: true, quantity: null, remaining: null });
  });

  it('26: by ranges of days, and none between them', async () => {
    const periods = [
      { firstDay: '2026-06-01', lastDay: '2026-06-10' },
      { firstDay: '2026-06-20', lastDay: '2026-06-30' },
    ];
    const { voucherId, visit } = await grant({ contentIds: [cleaning], minutes: 120, recurrence: 'PERIOD', periods });
    const on = (day: string, minutes = 60) => visit(`${day}T10:00`, `${day}T12:00`, [w.pieceOf(cleaning, day, minutes, 3850n)]);
    expect(await outcome(on('2026-06-10', 120))).toBe('made');
    expect(await outcome(on('2026-06-11'))).toBe('OUTSIDE_VALIDITY');
    expect(await outcome(on('2026-06-20', 121))).toBe('QUOTA_EXCEEDED');
    expect([await left(voucherId, '2026-06-10'), await left(voucherId, '2026-06-15'), await left(voucherId, '2026-06-20')]).toEqual([
      '0',
      null,
      '2',
    ]);
    expect(await seen(voucherId)).toMatchObject({ recurrence: 'PERIOD', periods });
  });

  it('23: carries what is left over into the next month, and a late visit takes only what that has not needed', async () => {
    const { voucherId, visit } = await grant({ contentIds: [cleaning], minutes: 600, recurrence: 'MONTH', carryOver: true });
    const on = (day: string, hours: number) => visit(`${day}T00:00`, `${day}T${hours}:00`, [w.pieceOf(cleaning, day, hours * 60, 3850n)]);
    expect(await left(voucherId, '2026-07-15')).toBe('20');
    const july = on('2026-07-01', 16);
    expect(await outcome(july)).toBe('made');
    expect([await left(voucherId, '2026-06-15'), await left(voucherId, '2026-07-15'), await left(voucherId, '2026-08-15')]).toEqual([
      '4',
      '4',
      '14',
    ]);
    expect(await answerTo(on('2026-06-15', 15))).toMatchObject({ code: 'QUOTA_EXCEEDED', remaining: { steps: 240 } });
    await w.remove(world, july);
    expect(await left(voucherId, '2026-06-15')).toBe('10');
  });

  it.each<[string, Record<string, unknown>]>([
    ['an amount of hours', { contentIds: [cleaning], amount: '1', recurrence: 'MONTH' }],
    ['minutes of meals', { contentIds: [meal], minutes: 60, recurrence: 'MONTH' }],
    ['half a meal', { contentIds: [meal], amount: '0.5', recurrence: 'MONTH' }],
    ['minutes and an amount', { contentIds: [meal], minutes: 60, amount: '1', recurrence: 'MONTH' }],
    ['neither', { contentIds: [meal], recurrence: 'MONTH' }],
    ['PERIOD without ranges', { contentIds: [meal], amount: '1', recurrence: 'PERIOD' }],
    [
      'ranges without PERIOD',
      { contentIds: [meal], amount: '1', recurrence: 'MONTH', periods: [{ firstDay: '2026-06-01', lastDay: '2026-06-02' }] },
    ],
    ['carrying over what is given once', { contentIds: [meal], amount: '1', recurrence: 'ONCE', carryOver: true }],
  ])('cannot be %s', async (_, entitlement) => {
    const { errors } = await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ serviceId, entitlements: [entitlement] }) });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('25, 40: of different units is not shared, and months are given by the month', async () => {
    const refusal = async (entitlement: Record<string, unknown>) =>
      (await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ serviceId, entitlements: [entitlement] }) })).data.grantVoucher
        .refusal.code;
    expect(await refusal({ contentIds: [meal, kilometre], amount: '1', recurrence: 'MONTH' })).toBe('WRONG_QUANTITY');
    expect(await refusal({ contentIds: [month], amount: '1', recurrence: 'YEAR' })).toBe('WRONG_QUANTITY');
    expect(await refusal({ contentIds: [week], amount: '1', recurrence: 'MONTH' })).toBe('WRONG_QUANTITY');
  });
});

describe('R8: extra service', () => {
  const twoHours = { contentIds: [extra], minutes: 45, recurrence: 'MONTH' };
  const pieces = [w.pieceOf(extra, '2026-06-15', 120, 3850n)];

  it('covers the first 45 minutes; the rest is the client’s at list price, 77.00 in all', async () => {
    const { voucherId, visit } = await grant(twoHours);
    const { lines } = await answerTo(visit('2026-06-15T10:00', '2026-06-15T12:00', pieces, { extraServiceAccepted: true }));
    expect(lines).toMatchObject([
      { isExtraService: false, steps: 45, totalCents: 2888, organiserCents: 2400, clientCents: 488 },
      { isExtraService: true, steps: 75, totalCents: 4812, organiserCents: 0, clientCents: 4812 },
    ]);
    expect(await left(voucherId)).toBe('0');
  });

  it('without the client’s acceptance the visit is refused whole, with what is left', async () => {
    const { voucherId, visit } = await grant(twoHours);
    expect(await answerTo(visit('2026-06-15T10:00', '2026-06-15T12:00', pieces))).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      remaining: { unit: 'HOUR', steps: 45 },
    });
    expect(await left(voucherId)).toBe('0.75');
  });

  it('1, 39: for two workers covers whole minutes of both, and the odd minute stays', async () => {
    const { voucherId, visit } = await grant(twoHours);
    const { lines } = await answerTo(visit('2026-06-15T10:00', '2026-06-15T11:00', pieces, { extraServiceAccepted: true, workers: 2 }));
    expect(lines).toMatchObject([{ steps: 44 }, { steps: 76 }]);
    expect(await left(voucherId)).toBe('0.0166');
  });
});

describe('R14: what was cancelled', () => {
  const cancelled = async (payer: 'CLIENT' | 'SPLIT' | 'ORGANISER', consumesQuota: boolean) => {
    const { voucherId, visit } = await grant({ contentIds: [cleaning], minutes: 60, recurrence: 'MONTH' });
    const pieces = [w.pieceOf(cleaning, '2026-06-15', 60, 3850n)];
    const { lines } = await answerTo(
      visit('2026-06-15T10:00', '2026-06-15T12:00', pieces, { kind: 'CANCELLATION', cancellation: { payer, consumesQuota } }),
    );
    const [line] = lines as { organiserCents: number; clientCents: number; unbilledCents: number }[];
    return [line!.organiserCents, line!.clientCents, line!.unbilledCents, await left(voucherId)];
  };
  it('is paid by whom the terms name, and takes quota if they say so', async () => {
    expect(await cancelled('CLIENT', false)).toEqual([0, 3850, 0, '1']);
    expect(await cancelled('SPLIT', true)).toEqual([3200, 650, 0, '0']);
    expect(await cancelled('ORGANISER', true)).toEqual([3200, 0, 650, '0']);
  });
});

describe('18, 56: a day', () => {
  const days = { contentIds: [housing, absence], amount: '31', recurrence: 'MONTH' };
  const on = (contentId: string, day: string) => [w.pieceOf(contentId, day, 1000, 17_500n, { unit: 'DAY', stepsPerUnit: 1000 })];

  it('is recorded once for a client, over all providers and vouchers, absence included; a deleted one is free again', async () => {
    const { personId, visit } = await grant(days);
    const other = await w.grantVoucher(world, { personId, serviceId, entitlements: [days] });
    const first = visit('2026-06-15T08:00', '2026-06-15T12:00', on(housing, '2026-06-15'));
    const second = (contentId: string) =>
      w.visitOf(other, '2026-06-15T16:00', '2026-06-15T20:00', {
        personId,
        serviceId,
        providerId: w.otherProviderId,
        pieces: on(contentId, '2026-06-15'),
      });
    expect(await outcome(first)).toBe('made');
    expect(await outcome(second(housing))).toBe('DAY_ALREADY_RECORDED');
    expect(await outcome(second(absence))).toBe('DAY_ALREADY_RECORDED');
    await w.remove(world, first);
    expect(await outcome(second(absence))).toBe('made');
  });

  it('of a month that another provider has begun is not paid twice', async () => {
    const { visit } = await grant({ contentIds: [month], amount: '2', recurrence: 'MONTH' });
    const part = (from: string, until: string, steps: number) =>
      visit(`${from}T00:00`, `${until}T00:00`, [w.pieceOf(month, from, steps, 6390n, { unit: 'MONTH', stepsPerUnit: 30 })], {
        timed: false,
      });
    expect(await outcome(part('2026-06-01', '2026-06-16', 15))).toBe('made');
    expect(await outcome(part('2026-06-15', '2026-07-01', 16))).toBe('DAY_ALREADY_RECORDED');
    expect(await outcome(part('2026-06-16', '2026-07-01', 15))).toBe('made');
  });
});

describe('17: the same time', () => {
  it('is no obstacle to what may run beside others, and none to what was not recorded by times', async () => {
    const { visit } = await grant({ contentIds: [cleaning, parallel], minutes: 600, recurrence: 'MONTH' });
    const piece = (contentId: string) => [w.pieceOf(contentId, '2026-06-15', 60, 3850n)];
    const at = ['2026-06-15T10:00', '2026-06-15T11:00'] as const;
    expect(await outcome(visit(...at, piece(cleaning)))).toBe('made');
    expect(await outcome(visit(...at, piece(parallel)))).toBe('made');
    expect(await outcome(visit(...at, piece(cleaning), { timed: false }))).toBe('made');
    expect(await outcome(visit(...at, piece(cleaning)))).toBe('OVERLAP');
  });

  it('is refused in spite of a reason where the service says so', async () => {
    const { visit } = await grant({ contentIds: [strict], minutes: 600, recurrence: 'MONTH' }, { serviceId: strictServiceId });
    const hour = () =>
      visit('2026-06-15T10:00', '2026-06-15T11:00', [w.pieceOf(strict, '2026-06-15', 60, 3850n)], { overlapReasonGiven: true });
    expect(await outcome(hour())).toBe('made');
    expect(await outcome(hour())).toBe('OVERLAP');
  });
});

describe('21: a voucher that follows another', () => {
  it('pays for its days of a night that begins on the other, in one step; if either refuses, nothing is taken', async () => {
    const hours = { contentIds: [cleaning], minutes: 120, recurrence: 'MONTH' };
    const { voucherId, personId, visit } = await grant(hours, { lastDay: '2026-06-30' });
    const next = await w.grantVoucher(world, {
      personId,
      serviceId,
      entitlements: [hours],
      firstDay: '2026-07-01',
      predecessorId: voucherId,
    });
    const night = (minutes: number) =>
      visit('2026-06-30T22:00', '2026-07-01T02:00', [
        w.pieceOf(cleaning, '2026-06-30', 120, 4600n),
        w.pieceOf(cleaning, '2026-07-01', minutes, 4600n),
      ]);
    expect(await outcome(night(121))).toBe('QUOTA_EXCEEDED');
    expect(await left(voucherId, '2026-06-30')).toBe('2');
    const fits = night(120);
    expect((await answerTo(fits)).lines).toMatchObject([
      { serviceMonth: '2026-06', organiserCents: 6400 },
      { serviceMonth: '2026-07', organiserCents: 6400 },
    ]);
    expect([await left(voucherId, '2026-06-30'), await left(next, '2026-07-01')]).toEqual(['0', '0']);
    await w.remove(world, fits);
    expect([await left(voucherId, '2026-06-30'), await left(next, '2026-07-01')]).toEqual(['2', '2']);
    const chain = `query ($id: ID!) { voucher(id: $id) { successor { id predecessor { id } } } }`;
    expect((await world.vouchers.ask(w.granter, chain, { id: voucherId })).data.voucher.successor).toEqual({
      id: next,
      predecessor: { id: voucherId },
    });
  });

  it('begins after it, and is one', async () => {
    const hours = { contentIds: [cleaning], minutes: 120, recurrence: 'MONTH' };
    const { voucherId, personId } = await grant(hours, { lastDay: '2026-06-30' });
    const follow = async (change: Record<string, unknown>) => {
      const input = w.grantInput({
        personId,
        serviceId,
        entitlements: [hours],
        firstDay: '2026-07-01',
        predecessorId: voucherId,
        ...change,
      });
      return (await world.vouchers.ask(w.granter, w.GRANT, { input })).data.grantVoucher.refusal?.code ?? 'granted';
    };
    expect(await follow({ firstDay: '2026-06-30' })).toBe('INVALID_RANGE');
    expect(await follow({ personId: newId() })).toBe('NOT_FOUND');
    expect(await follow({})).toBe('granted');
    expect(await follow({})).toBe('WRONG_STATE');
  });
});
