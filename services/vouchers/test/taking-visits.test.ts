/** Tests visits beyond one hour of one voucher: extra service, cancellations, days, the same time, a successor. */
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { openUnits, month, housing, absence, extra, parallel, cleaning, strict, serviceId, strictServiceId, type Units } from './units.ts';
import * as w from './world.ts';

let units: Units;
let world: w.World;
beforeAll(async () => {
  units = await openUnits();
  ({ world } = units);
});
afterAll(() => world.stop());

describe('R8: extra service', () => {
  const twoHours = { contentIds: [extra], minutes: 45, recurrence: 'MONTH' };
  const pieces = [w.pieceOf(extra, '2026-06-15', 120, 3850n)];

  it('covers the first 45 minutes; the client pays the rest at list price, 77.00 in all', async () => {
    const { voucherId, visit } = await units.grant(twoHours);
    const { lines } = await units.answerTo(visit('2026-06-15T10:00', '2026-06-15T12:00', pieces, { extraServiceAccepted: true }));
    expect(lines).toMatchObject([
      { isExtraService: false, steps: 45, totalCents: 2888, organiserCents: 2400, clientCents: 488 },
      { isExtraService: true, steps: 75, totalCents: 4812, organiserCents: 0, clientCents: 4812 },
    ]);
    expect(await units.left(voucherId)).toBe('0');
  });

  it('is refused whole without the client’s acceptance, and the refusal tells the rest', async () => {
    const { voucherId, visit } = await units.grant(twoHours);
    expect(await units.answerTo(visit('2026-06-15T10:00', '2026-06-15T12:00', pieces))).toMatchObject({
      code: 'QUOTA_EXCEEDED',
      remaining: { unit: 'HOUR', steps: 45 },
    });
    expect(await units.left(voucherId)).toBe('0.75');
  });

  it('1, 39: covers whole minutes of both of two workers, and the odd minute stays', async () => {
    const { voucherId, visit } = await units.grant(twoHours);
    const { lines } = await units.answerTo(
      visit('2026-06-15T10:00', '2026-06-15T11:00', pieces, { extraServiceAccepted: true, workers: 2 }),
    );
    expect(lines).toMatchObject([{ steps: 44 }, { steps: 76 }]);
    expect(await units.left(voucherId)).toBe('0.0166');
  });
});

describe('R14: a cancelled visit', () => {
  const cancelled = async (payer: 'CLIENT' | 'SPLIT' | 'ORGANISER', consumesQuota: boolean) => {
    const { voucherId, visit } = await units.grant({ contentIds: [cleaning], minutes: 60, recurrence: 'MONTH' });
    const pieces = [w.pieceOf(cleaning, '2026-06-15', 60, 3850n)];
    const { lines } = await units.answerTo(
      visit('2026-06-15T10:00', '2026-06-15T12:00', pieces, { kind: 'CANCELLATION', cancellation: { payer, consumesQuota } }),
    );
    const [line] = lines as { organiserCents: number; clientCents: number; unbilledCents: number }[];
    return [line!.organiserCents, line!.clientCents, line!.unbilledCents, await units.left(voucherId)];
  };
  it('is paid by those whom the terms name, and takes quota if they say so', async () => {
    expect(await cancelled('CLIENT', false)).toEqual([0, 3850, 0, '1']);
    expect(await cancelled('SPLIT', true)).toEqual([3200, 650, 0, '0']);
    expect(await cancelled('ORGANISER', true)).toEqual([3200, 0, 650, '0']);
  });
});

describe('18, 56: a day', () => {
  const days = { contentIds: [housing, absence], amount: '31', recurrence: 'MONTH' };
  const on = (contentId: string, day: string) => [w.pieceOf(contentId, day, 1000, 17_500n, { unit: 'DAY', stepsPerUnit: 1000 })];

  it('is recorded once for a client, over all providers and vouchers, absence included; deleting the visit frees the day', async () => {
    const { personId, visit } = await units.grant(days);
    const other = await w.grantVoucher(world, { personId, serviceId, entitlements: [days] });
    const first = visit('2026-06-15T08:00', '2026-06-15T12:00', on(housing, '2026-06-15'));
    const second = (contentId: string) =>
      w.visitOf(other, '2026-06-15T16:00', '2026-06-15T20:00', {
        personId,
        serviceId,
        providerId: w.otherProviderId,
        pieces: on(contentId, '2026-06-15'),
      });
    expect(await units.outcome(first)).toBe('made');
    expect(await units.outcome(second(housing))).toBe('DAY_ALREADY_RECORDED');
    expect(await units.outcome(second(absence))).toBe('DAY_ALREADY_RECORDED');
    await w.remove(world, first);
    expect(await units.outcome(second(absence))).toBe('made');
  });

  it('of a month that another provider has begun is not paid twice', async () => {
    const { visit } = await units.grant({ contentIds: [month], amount: '2', recurrence: 'MONTH' });
    const part = (from: string, until: string, steps: number) =>
      visit(`${from}T00:00`, `${until}T00:00`, [w.pieceOf(month, from, steps, 6390n, { unit: 'MONTH', stepsPerUnit: 30 })], {
        timed: false,
      });
    expect(await units.outcome(part('2026-06-01', '2026-06-16', 15))).toBe('made');
    expect(await units.outcome(part('2026-06-15', '2026-07-01', 16))).toBe('DAY_ALREADY_RECORDED');
    expect(await units.outcome(part('2026-06-16', '2026-07-01', 15))).toBe('made');
  });
});

describe('17: the same time', () => {
  it('hinders neither contents that may run beside others nor visits recorded without times', async () => {
    const { visit } = await units.grant({ contentIds: [cleaning, parallel], minutes: 600, recurrence: 'MONTH' });
    const piece = (contentId: string) => [w.pieceOf(contentId, '2026-06-15', 60, 3850n)];
    const at = ['2026-06-15T10:00', '2026-06-15T11:00'] as const;
    expect(await units.outcome(visit(...at, piece(cleaning)))).toBe('made');
    expect(await units.outcome(visit(...at, piece(parallel)))).toBe('made');
    expect(await units.outcome(visit(...at, piece(cleaning), { timed: false }))).toBe('made');
    expect(await units.outcome(visit(...at, piece(cleaning)))).toBe('OVERLAP');
  });

  it('is refused in spite of a reason where the service refuses overlaps', async () => {
    const { visit } = await units.grant({ contentIds: [strict], minutes: 600, recurrence: 'MONTH' }, { serviceId: strictServiceId });
    const hour = () =>
      visit('2026-06-15T10:00', '2026-06-15T11:00', [w.pieceOf(strict, '2026-06-15', 60, 3850n)], { overlapReasonGiven: true });
    expect(await units.outcome(hour())).toBe('made');
    expect(await units.outcome(hour())).toBe('OVERLAP');
  });
});

describe('21: a voucher that follows another', () => {
  it('pays for its days of a night that begins on the other, in one step; if either refuses, neither pays', async () => {
    const hours = { contentIds: [cleaning], minutes: 120, recurrence: 'MONTH' };
    const { voucherId, personId, visit } = await units.grant(hours, { lastDay: '2026-06-30' });
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
    expect(await units.outcome(night(121))).toBe('QUOTA_EXCEEDED');
    expect(await units.left(voucherId, '2026-06-30')).toBe('2');
    const fits = night(120);
    expect((await units.answerTo(fits)).lines).toMatchObject([
      { serviceMonth: '2026-06', organiserCents: 6400 },
      { serviceMonth: '2026-07', organiserCents: 6400 },
    ]);
    expect([await units.left(voucherId, '2026-06-30'), await units.left(next, '2026-07-01')]).toEqual(['0', '0']);
    await w.remove(world, fits);
    expect([await units.left(voucherId, '2026-06-30'), await units.left(next, '2026-07-01')]).toEqual(['2', '2']);
    const chain = `query ($id: ID!) { voucher(id: $id) { successor { id predecessor { id } } } }`;
    expect((await world.vouchers.ask(w.granter, chain, { id: voucherId })).data.voucher.successor).toEqual({
      id: next,
      predecessor: { id: voucherId },
    });
  });

  it('begins after the other ends, and is the only one', async () => {
    const hours = { contentIds: [cleaning], minutes: 120, recurrence: 'MONTH' };
    const { voucherId, personId } = await units.grant(hours, { lastDay: '2026-06-30' });
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

describe('14: a visit that is decided again by a corrected version of its service', () => {
  it('waits until vouchers has heard of that version, and is then paid by it', async () => {
    const [content, corrected, personId] = [newId(), newId(), newId()];
    const service = (version: number, deductibleAllowed: boolean) =>
      w.publication({ serviceId: corrected, version, contents: [w.contentOf(content, { deductibleAllowed })] });
    await world.registry.say(w.organiserId, service(1, true));
    await world.heard();
    const values = { serviceId: corrected, firstDay: '2026-01-01', values: [{ contentId: content, value: '32.00' }] };
    await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, { input: { idempotencyKey: newId(), ...values } });
    const entitlements = [{ contentIds: [content], minutes: 600, recurrence: 'MONTH' }];
    const voucherId = await w.grantVoucher(world, { personId, serviceId: corrected, entitlements });
    const pieces = [w.pieceOf(content, '2026-06-15', 60, 3850n)];
    const visit = w.visitOf(voucherId, '2026-06-15T10:00', '2026-06-15T11:00', { personId, serviceId: corrected, pieces });
    await w.record(world, visit);
    const late = w.visitOf(voucherId, '2026-06-16T10:00', '2026-06-16T11:00', {
      personId,
      serviceId: corrected,
      pieces,
      serviceVersion: 1,
    });
    await world.bookings.say(w.organiserId, announce(visitRecorded, visit.visitId, { ...visit, version: 2, serviceVersion: 2 }));
    await pause(1_000);
    expect(await w.answersTo(world, visit)).toHaveLength(1);
    await world.registry.say(w.organiserId, service(2, false));
    await world.heard();
    expect((await w.answersTo(world, visit)).map(({ lines }) => lines)).toMatchObject([
      [{ totalCents: 3850, organiserCents: 3200, clientCents: 650 }],
      [{ totalCents: 3200, organiserCents: 3200, clientCents: 0 }],
    ]);
    await w.record(world, late);
    // Vouchers decides it by the version that bookings knew; the correction decides it again.
    expect((await w.answersTo(world, late)).map(({ lines }) => lines)).toMatchObject([
      [{ totalCents: 3850, organiserCents: 3200, clientCents: 650 }],
    ]);
  });
});
