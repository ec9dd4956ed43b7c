/** Tests quantities of every unit and rule, and what visits take from them. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announce } from '@seteli/kit/outbox';
import { personChanged } from '@seteli/schema/events/identity';
import { openUnits, meal, kilometre, month, week, cleaning, serviceId, type Units } from './units.ts';
import * as w from './world.ts';

let units: Units;
let world: w.World;
beforeAll(async () => {
  units = await openUnits();
  ({ world } = units);
});
afterAll(() => world.stop());

describe('a quantity', () => {
  const meals = { contentIds: [meal], amount: '2', recurrence: 'DAY' };
  it('of meals a day pays for two, with their tax, and not for a third', async () => {
    const { voucherId, visit } = await units.grant(meals);
    const piece = (amount: number) => [w.pieceOf(meal, '2026-06-15', amount * 1000, 3500n, { unit: 'PIECE', stepsPerUnit: 1000 })];
    const { lines } = await units.answerTo(visit('2026-06-15T00:00', '2026-06-16T00:00', piece(2), { timed: false }));
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
    expect(await units.answerTo(third)).toMatchObject({ code: 'QUOTA_EXCEEDED', remaining: { unit: 'PIECE', steps: 0 } });
    expect([await units.left(voucherId, '2026-06-15'), await units.left(voucherId, '2026-06-16')]).toEqual(['0', '2']);
  });

  it('R20: of a month counts the days of that month, and 20 of 30 days cost 42.60', async () => {
    const { voucherId, visit } = await units.grant({ contentIds: [month], amount: '1', recurrence: 'MONTH' });
    const from = (day: string, steps: number, size: number) => [w.pieceOf(month, day, steps, 6390n, { unit: 'MONTH', stepsPerUnit: size })];
    const { lines } = await units.answerTo(visit('2026-06-11T00:00', '2026-07-01T00:00', from('2026-06-11', 20, 30), { timed: false }));
    expect(lines).toMatchObject([{ unit: 'MONTH', steps: 20, stepsPerUnit: 30, totalCents: 4260, organiserCents: 2133 }]);
    expect([await units.left(voucherId, '2026-06-16'), await units.left(voucherId, '2026-07-16')]).toEqual(['0.3333', '1']);
  });

  it('without limit pays what comes with a visit, and tells no remainder', async () => {
    const { voucherId, visit } = await units.grant({ contentIds: [kilometre], unlimited: true, recurrence: 'MONTH' });
    const pieces = [w.pieceOf(kilometre, '2026-06-15', 999_000, 50n, { unit: 'KILOMETRE', stepsPerUnit: 1000 })];
    expect((await units.answerTo(visit('2026-06-15T10:00', '2026-06-15T11:00', pieces))).lines).toMatchObject([
      { totalCents: 49_950, organiserCents: 49_950 },
    ]);
    expect(await units.seen(voucherId)).toMatchObject({ unlimited: true, quantity: null, remaining: null });
  });

  it('26: by ranges of days pays nothing between them', async () => {
    const periods = [
      { firstDay: '2026-06-01', lastDay: '2026-06-10' },
      { firstDay: '2026-06-20', lastDay: '2026-06-30' },
    ];
    const { voucherId, visit } = await units.grant({ contentIds: [cleaning], minutes: 120, recurrence: 'PERIOD', periods });
    const on = (day: string, minutes = 60) => visit(`${day}T10:00`, `${day}T12:00`, [w.pieceOf(cleaning, day, minutes, 3850n)]);
    expect(await units.outcome(on('2026-06-10', 120))).toBe('made');
    expect(await units.outcome(on('2026-06-11'))).toBe('OUTSIDE_VALIDITY');
    expect(await units.outcome(on('2026-06-20', 121))).toBe('QUOTA_EXCEEDED');
    expect([
      await units.left(voucherId, '2026-06-10'),
      await units.left(voucherId, '2026-06-15'),
      await units.left(voucherId, '2026-06-20'),
    ]).toEqual(['0', null, '2']);
    expect(await units.seen(voucherId)).toMatchObject({ recurrence: 'PERIOD', periods });
  });

  it('23: carries the rest into the next month, and a late visit takes only what that month has not needed', async () => {
    const carried = { contentIds: [cleaning], minutes: 600, recurrence: 'MONTH', carryOver: true };
    const { voucherId, personId, visit } = await units.grant(carried);
    const on = (day: string, hours: number) => visit(`${day}T00:00`, `${day}T${hours}:00`, [w.pieceOf(cleaning, day, hours * 60, 3850n)]);
    expect(await units.left(voucherId, '2026-07-15')).toBe('20');
    const usage = async (firstDay: string, lastDay: string) => {
      const query = `query ($id: ID!, $firstDay: Date!, $lastDay: Date!) { voucher(id: $id) { entitlements { usage(firstDay: $firstDay, lastDay: $lastDay) {
        firstDay granted { amount } carriedOver { amount } used { minutes } remaining { amount } } } } }`;
      const { data, errors } = await units.world.vouchers.ask(w.granter, query, { id: voucherId, firstDay, lastDay });
      return errors?.[0]?.extensions.code ?? data.voucher.entitlements[0].usage;
    };
    const july = on('2026-07-01', 16);
    expect(await units.outcome(july)).toBe('made');
    expect([
      await units.left(voucherId, '2026-06-15'),
      await units.left(voucherId, '2026-07-15'),
      await units.left(voucherId, '2026-08-15'),
    ]).toEqual(['4', '4', '14']);
    expect(await usage('2026-06-30', '2026-07-01')).toEqual([
      { firstDay: '2026-06-01', granted: { amount: '10' }, carriedOver: { amount: '0' }, used: { minutes: 0 }, remaining: { amount: '4' } },
      {
        firstDay: '2026-07-01',
        granted: { amount: '10' },
        carriedOver: { amount: '10' },
        used: { minutes: 960 },
        remaining: { amount: '4' },
      },
    ]);
    expect(await usage('2026-07-02', '2026-07-01')).toBe('BAD_USER_INPUT');
    expect(await units.answerTo(on('2026-06-15', 15))).toMatchObject({ code: 'QUOTA_EXCEEDED', remaining: { steps: 240 } });
    // The client's death gives June nothing back of what July took, and July's visit may be decided again.
    const diedOn = Temporal.PlainDate.from('2026-06-30');
    const died = { personId, protectedAddress: false, mergedInto: null, diedOn, version: 2 };
    await world.identity.say('national', announce(personChanged, personId, died));
    await world.heard();
    expect(await units.left(voucherId, '2026-06-15')).toBe('4');
    expect(await units.answerTo(on('2026-06-15', 15))).toMatchObject({ code: 'QUOTA_EXCEEDED', remaining: { steps: 240 } });
    const anew = { ...july, version: 2, decidedAnew: true, pieces: july.pieces.map((piece) => ({ ...piece, unitPriceCents: 3600n })) };
    expect(await units.answerTo(anew)).toMatchObject({ made: true, lines: [{ unitPriceCents: 3600 }] });
    await w.remove(world, anew);
    expect(await units.left(voucherId, '2026-06-15')).toBe('10');
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
    ['carrying over a quantity of once', { contentIds: [meal], amount: '1', recurrence: 'ONCE', carryOver: true }],
  ])('cannot be %s', async (_, entitlement) => {
    const { errors } = await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ serviceId, entitlements: [entitlement] }) });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });

  it('25, 40: of different units is not shared, and months are granted by the month', async () => {
    const refusal = async (entitlement: Record<string, unknown>) =>
      (await world.vouchers.ask(w.granter, w.GRANT, { input: w.grantInput({ serviceId, entitlements: [entitlement] }) })).data.grantVoucher
        .refusal.code;
    expect(await refusal({ contentIds: [meal, kilometre], amount: '1', recurrence: 'MONTH' })).toBe('WRONG_QUANTITY');
    expect(await refusal({ contentIds: [month], amount: '1', recurrence: 'YEAR' })).toBe('WRONG_QUANTITY');
    expect(await refusal({ contentIds: [week], amount: '1', recurrence: 'MONTH' })).toBe('WRONG_QUANTITY');
  });
});
