/** Tests what visits take from their vouchers, as bookings announces them through the broker. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { allocationMade, allocationRefused } from '@seteli/schema/events/vouchers';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

/** Grants to a new client, so that no visits overlap by accident. */
async function grant(change: Record<string, unknown> = {}) {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId, ...change });
  const visit = (start: string, end: string, more: Partial<w.RecordedVisit> = {}) =>
    w.visitOf(voucherId, start, end, { personId, ...more });
  return { voucherId, personId, visit, left: (day?: string) => w.remaining(world, voucherId, day) };
}

const oneHour = { entitlements: [{ contentIds: [w.contentB], minutes: 60, recurrence: 'MONTH' }] };

async function answerTo(...visits: [...w.RecordedVisit[], w.RecordedVisit]): Promise<w.Answered> {
  await w.record(world, ...visits);
  return (await w.answersTo(world, visits.at(-1)!)).at(-1)!;
}

describe('a visit that fits', () => {
  it('is paid up to the value, 96.25 = 80.00 + 16.25, and takes its time from the month', async () => {
    const { visit, left } = await grant();
    const answer = await answerTo(visit('2026-06-15T10:00', '2026-06-15T12:30'));
    expect(answer).toMatchObject({ made: true, visitVersion: 1, overlap: false });
    expect(answer.lines).toEqual([
      {
        contentId: w.contentB,
        serviceMonth: '2026-06',
        unit: 'HOUR',
        steps: 150,
        unitPriceCents: 3850,
        unitValueCents: 3200,
        totalCents: 9625,
        organiserCents: 8000,
        clientCents: 1625,
        stepsPerUnit: 60,
        unbilledCents: 0,
        isExtraService: false,
        vatPermille: 0,
        totalVatCents: 0,
        organiserVatCents: 0,
      },
    ]);
    expect(await left()).toBe(450);
    expect(await left('2026-07-01')).toBe(600);
  });

  it('never charges the client for a service free by law, whatever price is published', async () => {
    const { visit } = await grant();
    const pieces = [w.pieceOf(w.contentA, '2026-06-15', 180, 2500n)];
    const { lines } = await answerTo(visit('2026-06-15T10:00', '2026-06-15T13:00', { pieces }));
    expect(lines).toMatchObject([{ unitPriceCents: 2100, totalCents: 6300, organiserCents: 6300, clientCents: 0 }]);
  });

  it('draws on the buckets of both months over a month’s end', async () => {
    const { visit, left } = await grant();
    const pieces = [w.pieceOf(w.contentB, '2026-05-31', 90, 3850n), w.pieceOf(w.contentB, '2026-06-01', 30, 3850n)];
    const night = visit('2026-05-31T22:30', '2026-06-01T00:30', { pieces });
    expect(await answerTo(night)).toMatchObject({ made: false, code: 'OUTSIDE_VALIDITY' });
    const june = [w.pieceOf(w.contentB, '2026-06-30', 90, 3850n), w.pieceOf(w.contentB, '2026-07-01', 30, 3850n)];
    const { lines } = await answerTo(visit('2026-06-30T22:30', '2026-07-01T00:30', { pieces: june }));
    expect(lines).toMatchObject([
      { serviceMonth: '2026-06', steps: 90 },
      { serviceMonth: '2026-07', steps: 30 },
    ]);
    expect([await left('2026-06-30'), await left('2026-07-01')]).toEqual([510, 570]);
  });

  it('is announced by its contract, in the organiser’s partition and without a name', async () => {
    const { visit } = await grant(oneHour);
    const made = await answerTo(visit('2026-06-15T10:00', '2026-06-15T11:00'));
    const refused = await answerTo(visit('2026-06-15T11:00', '2026-06-15T12:00'));
    expect(z.decode(allocationMade.data, made as never).lines[0]!.totalCents).toBe(3850n);
    expect(z.decode(allocationRefused.data, refused as never).remaining).toEqual({ unit: 'HOUR', steps: 0 });
    const { rows } = await world.vouchers.database.pool.query(`select distinct partition from outbox where type like '%allocation%'`);
    expect(rows).toEqual([{ partition: w.organiserId }]);
  });
});

describe('a visit that does not fit', () => {
  it('is refused whole with what is left, and takes nothing', async () => {
    const { visit, left } = await grant(oneHour);
    const answer = await answerTo(visit('2026-06-15T10:00', '2026-06-15T11:01'));
    expect(answer).toMatchObject({ made: false, code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 60 } });
    expect(await left()).toBe(60);
  });

  it('takes nothing from the first month either when the second has too little', async () => {
    const { visit, left } = await grant(oneHour);
    const pieces = [w.pieceOf(w.contentB, '2026-06-30', 30, 3850n), w.pieceOf(w.contentB, '2026-07-01', 61, 3850n)];
    expect(await answerTo(visit('2026-06-30T23:30', '2026-07-01T01:01', { pieces }))).toMatchObject({ code: 'QUOTA_EXCEEDED' });
    expect([await left('2026-06-30'), await left('2026-07-01')]).toEqual([60, 60]);
  });

  it.each<[string, (visit: Awaited<ReturnType<typeof grant>>['visit']) => w.RecordedVisit, string]>([
    ['after the last day', (visit) => visit('2027-01-01T10:00', '2027-01-01T11:00'), 'OUTSIDE_VALIDITY'],
    ['before the first day', (visit) => visit('2026-05-31T10:00', '2026-05-31T11:00'), 'OUTSIDE_VALIDITY'],
    [
      'of a content that the voucher does not grant',
      (visit) => visit('2026-06-15T10:00', '2026-06-15T11:00', { pieces: [w.pieceOf(w.unapprovedContent, '2026-06-15', 60, 3850n)] }),
      'CONTENT_NOT_GRANTED',
    ],
    ['of a voucher that vouchers has not heard of', () => w.visitOf(newId(), '2026-06-15T10:00', '2026-06-15T11:00'), 'NOT_YET_KNOWN'],
  ])('%s is refused', async (_, visitOf, code) => {
    const { visit } = await grant();
    expect(await answerTo(visitOf(visit))).toMatchObject({ made: false, code, remaining: null });
  });
});

describe('two visits of a client at the same time', () => {
  it('the second is refused without a reason; with a reason it is taken in full and flagged', async () => {
    const { visit, left } = await grant();
    await w.record(world, visit('2026-06-15T10:00', '2026-06-15T12:00'));
    expect(await answerTo(visit('2026-06-15T11:59', '2026-06-15T13:00'))).toMatchObject({ made: false, code: 'OVERLAP' });
    const withReason = visit('2026-06-15T11:00', '2026-06-15T13:00', { overlapReasonGiven: true });
    expect(await answerTo(withReason)).toMatchObject({ made: true, overlap: true });
    expect(await left()).toBe(600 - 240);
  });

  it('visits that touch do not overlap, nor does a visit overlap refused and deleted ones', async () => {
    const { visit } = await grant();
    const first = visit('2026-06-15T10:00', '2026-06-15T12:00');
    const second = visit('2026-06-15T12:00', '2026-06-15T13:00');
    expect(await answerTo(first, second)).toMatchObject({ made: true, overlap: false });
    await w.remove(world, first);
    expect(await answerTo(visit('2026-06-15T11:00', '2026-06-15T12:00'))).toMatchObject({ made: true, overlap: false });
  });

  it('overlap across the client’s vouchers, and not with other clients', async () => {
    const one = await grant();
    const otherVoucher = await w.grantVoucher(world, { personId: one.personId });
    await w.record(world, one.visit('2026-06-15T10:00', '2026-06-15T12:00'));
    const same = w.visitOf(otherVoucher, '2026-06-15T11:00', '2026-06-15T12:00', { personId: one.personId });
    expect(await answerTo(same)).toMatchObject({ code: 'OVERLAP' });
    expect(await answerTo((await grant()).visit('2026-06-15T11:00', '2026-06-15T12:00'))).toMatchObject({ made: true });
  });
});

describe('a visit that is changed or deleted', () => {
  it('gives back all that it took when it is deleted, and the next visit fits', async () => {
    const { visit, left } = await grant(oneHour);
    const first = visit('2026-06-15T10:00', '2026-06-15T11:00');
    await w.record(world, first);
    expect(await left()).toBe(0);
    await w.remove(world, first);
    expect(await left()).toBe(60);
    expect(await answerTo(visit('2026-06-15T12:00', '2026-06-15T13:00'))).toMatchObject({ made: true });
  });

  it('may use its own time again', async () => {
    const { visit, left } = await grant(oneHour);
    const first = visit('2026-06-15T10:00', '2026-06-15T10:45');
    await w.record(world, first);
    const longer = visit('2026-06-15T10:00', '2026-06-15T11:00', { visitId: first.visitId, version: 2 });
    expect(await answerTo(longer)).toMatchObject({ made: true, visitVersion: 2, lines: [{ steps: 60 }] });
    expect(await left()).toBe(0);
  });

  it('keeps what it held when the change does not fit, and gives that back when deleted', async () => {
    const { visit, left } = await grant(oneHour);
    const first = visit('2026-06-15T10:00', '2026-06-15T10:45');
    await w.record(world, first);
    const tooLong = visit('2026-06-15T10:00', '2026-06-15T11:01', { visitId: first.visitId, version: 2 });
    expect(await answerTo(tooLong)).toMatchObject({ made: false, visitVersion: 2, remaining: { steps: 60 } });
    expect(await left()).toBe(15);
    await w.remove(world, tooLong);
    expect(await left()).toBe(60);
  });

  it('moves between months in one step', async () => {
    const { visit, left } = await grant();
    const june = visit('2026-06-15T10:00', '2026-06-15T11:00');
    await w.record(world, june);
    await w.record(world, visit('2026-07-15T10:00', '2026-07-15T11:00', { visitId: june.visitId, version: 2 }));
    expect([await left('2026-06-15'), await left('2026-07-15')]).toEqual([600, 540]);
  });

  it('is taken and answered once when it is repeated, and an older version changes nothing', async () => {
    const { visit, left } = await grant();
    const first = visit('2026-06-15T10:00', '2026-06-15T11:00');
    const second = visit('2026-06-15T10:00', '2026-06-15T12:00', { visitId: first.visitId, version: 2 });
    await w.record(world, first, first);
    await w.record(world, second);
    await w.record(world, first, second);
    expect((await w.answersTo(world, first)).map(({ visitVersion }) => visitVersion)).toEqual([1, 2]);
    await w.remove(world, { ...first, version: 0 });
    expect(await left()).toBe(480);
  });
});

describe('the database keeps the invariants, too', () => {
  it('no bucket falls below zero or rises above its grant, whatever writes it', async () => {
    const { visit, voucherId } = await grant();
    await w.record(world, visit('2026-06-15T10:00', '2026-06-15T11:00'));
    const bypass = (change: string) =>
      world.vouchers.database.pool.query(
        `update bucket set remaining = ${change} where entitlement_id in (select id from entitlement where voucher_id = $1)`,
        [voucherId],
      );
    await expect(bypass('-1')).rejects.toMatchObject({ constraint: 'bucket_is_never_overdrawn' });
    await expect(bypass('granted + 1')).rejects.toMatchObject({ constraint: 'bucket_is_never_overdrawn' });
  });

  it('a refused visit holds nothing', async () => {
    const { visit } = await grant(oneHour);
    const refused = visit('2026-06-15T10:00', '2026-06-15T12:00');
    await w.record(world, refused);
    const draw = `update allocation set draws = '[{"steps": 1}]' where visit_id = $1`;
    await expect(world.vouchers.database.pool.query(draw, [refused.visitId])).rejects.toMatchObject({
      constraint: 'allocation_holds_only_when_made',
    });
  });
});

describe('bookings asks how vouchers would answer a visit', () => {
  const trial = (visit: w.RecordedVisit) =>
    world.bookings.backbone.ask<{ type: string; data: Record<string, unknown> } | null>(
      'vouchers',
      'visit-trial',
      z.encode(visitRecorded.data, visit),
    );

  it('the visit’s own units count as free, and vouchers keeps nothing of the question', async () => {
    const { visit, left } = await grant(oneHour);
    const stands = visit('2026-06-15T10:00', '2026-06-15T11:00');
    await answerTo(stands);
    const as = (minutes: number) => ({ ...stands, version: 2, pieces: [w.pieceOf(w.contentB, '2026-06-15', minutes, 3850n)] });
    const less = { type: allocationMade.type, data: { visitVersion: 2, lines: [{ steps: 30, totalCents: 1925, organiserCents: 1600 }] } };
    expect(await trial(as(30))).toMatchObject(less);
    const more = { type: allocationRefused.type, data: { code: 'QUOTA_EXCEEDED', remaining: { unit: 'HOUR', steps: 60 } } };
    expect(await trial(as(90))).toMatchObject(more);
    expect(await left()).toBe(0);
    expect(await trial(stands)).toBeNull();
    expect(await answerTo(as(30))).toMatchObject({ made: true, lines: less.data.lines });
  });
});
