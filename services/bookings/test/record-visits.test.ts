/** Recording visits, through the service's own API, while vouchers answers as the test wants. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/kit/testing/peer';
import { bookingsEvents, visitApproved, visitRecorded } from '@seteli/schema/events/bookings';
import { voucherRevoked } from '@seteli/schema/events/vouchers';
import { made, refused, SILENT_WAIT_MS, type RecordedVisit } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const eventsAbout = async (visitId: string, type: string) =>
  (await announced(world.bookings.database, type)).filter(({ subject }) => subject === visitId);
const visitsOf = (bookingId: string) => w.count(world, 'select count(*) from visit where booking_id = $1', bookingId);

describe('a recorded visit', () => {
  it('is cut at band boundaries, priced by the day, and answered with the shares', async () => {
    const { bookingId } = await w.book(world);
    const visit = await w.recordOne(world, bookingId, '2026-06-15T16:30', '2026-06-15T19:00');
    expect(visit).toMatchObject({ state: 'APPROVED', allocation: 'MADE', version: 1, flags: [], total: '101.75', clientShare: '21.75' });
    expect(visit.lines).toMatchObject([
      {
        content: { id: w.dayContent },
        quantity: { minutes: 90 },
        unitPrice: '38.50',
        total: '57.75',
        organiserShare: '48.00',
        clientShare: '9.75',
      },
      {
        content: { id: w.eveningContent },
        quantity: { minutes: 60 },
        unitPrice: '44.00',
        total: '44.00',
        organiserShare: '32.00',
        clientShare: '12.00',
      },
    ]);
  });

  it('2.5 hours at 38.50 with a value of 32.00: 96.25 = 80.00 + 16.25', async () => {
    const { bookingId } = await w.book(world);
    expect(await w.recordOne(world, bookingId)).toMatchObject({ total: '96.25', organiserShare: '80.00', clientShare: '16.25' });
  });

  it('is announced with all its pieces, and once approved with a full snapshot', async () => {
    const { bookingId, voucherId } = await w.book(world);
    const { id } = await w.recordOne(world, bookingId, '2026-06-15T16:30', '2026-06-15T19:00');
    const [recorded] = await eventsAbout(id, visitRecorded.type);
    expect(recorded).toMatchObject({
      partition: w.organiserId,
      data: {
        voucherId,
        version: 1,
        pieces: [
          { steps: 90, unitPriceCents: 3850 },
          { steps: 60, unitPriceCents: 4400 },
        ],
      },
    });
    const [approved] = await eventsAbout(id, visitApproved.type);
    expect(approved!.data).toMatchObject({
      approvedBy: 'POLICY',
      recordedAt: '2026-06-16T09:00:00.000Z',
      lines: [{ totalCents: 5775 }, { totalCents: 4400 }],
    });
  });

  it('is PENDING when vouchers does not answer in time, and gets its shares later', async () => {
    const { bookingId } = await w.book(world);
    let asked: RecordedVisit | undefined;
    world.vouchersHears((visit) => void (asked = visit));
    const before = performance.now();
    const visit = await w.recordOne(world, bookingId);
    expect(performance.now() - before).toBeGreaterThanOrEqual(SILENT_WAIT_MS - 1);
    expect(visit).toMatchObject({ state: 'RECORDED', allocation: 'PENDING', lines: [], total: null });
    await world.vouchers.say(w.organiserId, made(asked!));
    await world.heard();
    expect(await w.see(world, visit.id)).toMatchObject({ state: 'APPROVED', allocation: 'MADE', total: '96.25' });
  });

  it('that vouchers refuses gets a refusal with what is left, and stays visible with its reason', async () => {
    const { bookingId } = await w.book(world);
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 45));
    const [{ visit, refusal }] = await w.record(world, [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T12:00')]);
    expect(visit).toBeNull();
    expect(refusal).toMatchObject({ code: 'QUOTA_EXCEEDED', path: ['visits', '0', 'end'], remaining: { minutes: 45 } });
    const { rows } = await world.bookings.database.pool.query('select id from visit where booking_id = $1', [bookingId]);
    expect(await w.see(world, rows[0].id)).toMatchObject({
      state: 'RECORDED',
      allocation: 'REFUSED',
      lines: [],
      refusal: { code: 'QUOTA_EXCEEDED', path: ['end'] },
    });
    expect(await eventsAbout(rows[0].id, visitApproved.type)).toEqual([]);
    world.vouchersAnswers(made);
    expect(await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:00')).toMatchObject({ state: 'APPROVED' });
  });
});

describe('a visit is refused', () => {
  it.each<[string, string, string, string, string[]]>([
    ['of another day before the booking', '2026-01-30T10:00', '2026-01-30T11:00', 'OUTSIDE_VALIDITY', ['start']],
    ['that ends before it starts', '2026-06-15T10:00', '2026-06-15T09:00', 'EMPTY_VISIT', ['end']],
    ['that is too long for the service', '2026-06-15T05:00', '2026-06-15T17:01', 'VISIT_TOO_LONG', ['end']],
    ['that has not ended', '2026-06-16T11:00', '2026-06-16T12:01', 'IN_FUTURE', ['end']],
    ['in a time without a content', '2026-06-15T04:00', '2026-06-15T07:00', 'NO_BAND', ['start']],
    ['of a content that the voucher does not grant', '2026-06-13T10:00', '2026-06-13T11:00', 'CONTENT_NOT_GRANTED', ['start']],
    ['of a content that the provider is not approved for', '2026-06-15T05:00', '2026-06-15T07:00', 'NOT_APPROVED', ['start']],
    ['of a content that the unit has no price for', '2026-06-15T20:00', '2026-06-15T22:00', 'NO_PRICE', ['start']],
  ])('%s', async (_, start, end, code, path) => {
    const { bookingId } = await w.book(world);
    const [{ visit, refusal }] = await w.record(world, [sent.row(bookingId, start, end)]);
    expect(visit).toBeNull();
    expect(refusal).toMatchObject({ code, path: ['visits', '0', ...path] });
    expect(await visitsOf(bookingId)).toBe(0);
  });

  it('after the tail of its voucher', async () => {
    const { bookingId } = await w.book(world, { lastDay: w.day('2026-05-16') });
    const [inTail] = await w.record(world, [sent.row(bookingId, '2026-05-15T10:00', '2026-05-15T11:00')]);
    expect(inTail.refusal?.code).toBe('TOO_LATE');
    const later = await w.book(world, { lastDay: w.day('2026-05-17') });
    expect(await w.recordOne(world, later.bookingId, '2026-05-15T10:00', '2026-05-15T11:00')).toMatchObject({ allocation: 'MADE' });
  });

  it('past the last day of a revoked voucher', async () => {
    const { bookingId, voucherId } = await w.book(world);
    const voucher = {
      voucherId,
      voucherNumber: 'H0800000015002',
      organiserId: w.organiserId,
      serviceId: w.serviceId,
      personId: w.personId,
    };
    const revoked = { ...voucher, contentIds: [w.dayContent], firstDay: w.day('2026-01-01'), lastDay: w.day('2026-06-14') };
    await world.vouchers.say(
      w.organiserId,
      announce(voucherRevoked, voucherId, {
        ...revoked,
        state: 'REVOKED',
        suspensions: [],
        predecessorId: null,
        contractPrices: [],
        version: 2,
      }),
    );
    await world.heard();
    const rows = [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00'), sent.row(bookingId, '2026-06-12T10:00', '2026-06-12T11:00')];
    const [after, before] = await w.record(world, rows);
    expect(after.refusal.code).toBe('OUTSIDE_VALIDITY');
    expect(before.visit.state).toBe('APPROVED');
  });

  it('twice at the same time, whoever recorded the first one; a refused or deleted one does not count', async () => {
    const { bookingId } = await w.book(world);
    const times = ['2026-06-15T10:00', '2026-06-15T11:00'] as const;
    const [first, twin] = await w.record(world, [sent.row(bookingId, ...times), sent.row(bookingId, ...times)]);
    expect([first.visit.state, twin.refusal.code]).toEqual(['APPROVED', 'DUPLICATE']);
    // A booking from before the rule that a unit books a voucher once.
    const copy = `insert into booking select r.* from booking b, jsonb_populate_record(b, jsonb_build_object('id', $1::text)) r where b.id = $2`;
    const other = newId();
    await world.bookings.database.pool.query(copy, [other, bookingId]);
    expect((await w.record(world, [sent.row(other, ...times)]))[0].refusal.code).toBe('DUPLICATE');
    await world.bookings.ask(w.recorder, op.DELETE, { input: { idempotencyKey: newId(), visitId: first.visit.id } });
    expect(await w.recordOne(world, bookingId, ...times)).toMatchObject({ state: 'APPROVED' });
  });

  it('from a recorder who does not see the booking, as if there were none', async () => {
    const { bookingId } = await w.book(world);
    const row = sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00');
    const [unknown] = await w.record(world, [{ ...row, bookingId: newId() }]);
    expect(unknown.refusal).toMatchObject({ code: 'NOT_FOUND', path: ['visits', '0', 'bookingId'] });
    for (const by of [w.otherRecorder, w.recorderWithoutTeam]) expect(await w.record(world, [row], newId(), by)).toEqual([unknown]);
    expect(await visitsOf(bookingId)).toBe(0);
  });
});

describe('a batch', () => {
  it('answers in the order of its rows; refused rows write nothing and the others stand', async () => {
    const { bookingId } = await w.book(world);
    const at = (hour: string) => sent.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour}:30`);
    const results = await w.record(world, [at('10'), at('04'), at('12'), { ...at('14'), bookingId: newId() }, at('08')]);
    const written = results.map(
      ({ visit, refusal }: { visit: { start: string } | null; refusal: { code: string; path: string[] } | null }) =>
        visit ? visit.start.slice(11, 13) : `${refusal!.code} ${refusal!.path[1]}`,
    );
    expect(written).toEqual(['07', 'NO_BAND 1', '09', 'NOT_FOUND 3', '05']);
    expect(await visitsOf(bookingId)).toBe(3);
  });

  it('takes at most 500 visits', async () => {
    const visits = Array.from({ length: 501 }, () => sent.row(newId(), '2026-06-15T10:00', '2026-06-15T11:00'));
    const { errors } = await world.bookings.ask(w.recorder, op.RECORD, { input: { idempotencyKey: newId(), visits } });
    expect(errors?.[0]?.extensions.code).toBe('BAD_USER_INPUT');
  });
});

describe('what makes a checker look', () => {
  it.each<[string, string, Partial<sent.Row>, string, string[]]>([
    ['nothing', '2026-06-15', {}, 'APPROVED', []],
    ['an overlap with a reason', '2026-06-15', { overlapReason: 'Kaksi avustajaa' }, 'UNDER_REVIEW', ['OVERLAP']],
    ['recorded after the cut-off, which is only a flag', '2026-05-29', {}, 'APPROVED', ['LATE']],
    ['recorded after the hard limit', '2026-02-27', {}, 'UNDER_REVIEW', ['LATE', 'OVER_HARD_LIMIT']],
  ])('%s', async (_, date, change, state, flags) => {
    const { bookingId } = await w.book(world);
    expect(await w.recordOne(world, bookingId, `${date}T10:00`, `${date}T11:00`, change)).toMatchObject({ state, flags });
  });

  it('a service whose visits are always checked', async () => {
    const { bookingId } = await w.book(world, w.checkedVoucher);
    const visit = await w.recordOne(world, bookingId);
    expect(visit).toMatchObject({ state: 'UNDER_REVIEW', allocation: 'MADE', flags: [] });
    expect(await eventsAbout(visit.id, visitApproved.type)).toEqual([]);
  });
});

describe('the day of the visit chooses what holds', () => {
  it('a later price list counts from its first day, and contents that it leaves out have no price any more', async () => {
    const unitId = w.changingUnitId;
    await world.registry.say(
      w.organiserId,
      w.priceList({ [w.dayContent]: 3850n, [w.eveningContent]: 4400n }, { unitId }),
      w.priceList({ [w.dayContent]: 4000n }, { unitId, firstDay: w.day('2026-06-15') }),
    );
    await world.heard();
    const { bookingId } = await w.book(world, {}, { unitId });
    const at = (date: string, hour: number) => sent.row(bookingId, `${date}T${hour}:00`, `${date}T${hour + 1}:00`);
    const results = await w.record(world, [at('2026-06-12', 10), at('2026-06-12', 18), at('2026-06-15', 10), at('2026-06-15', 18)]);
    expect(
      results.map(({ visit, refusal }: { visit: { total: string } | null; refusal: { code: string } }) => visit?.total ?? refusal.code),
    ).toEqual(['38.50', '44.00', '40.00', 'NO_PRICE']);
  });

  it('a later version of the service changes nothing before its first day', async () => {
    const version = { serviceId: w.checkedServiceId, firstDay: w.day('2026-06-15'), maxVisitMinutes: 60, version: 2 };
    await world.registry.say(
      w.organiserId,
      w.service({ ...version, approvalPolicy: 'AUTOMATIC_UNLESS_FLAGGED', contents: [w.checkedByDay] }),
    );
    await world.heard();
    const { bookingId } = await w.book(world, w.checkedVoucher);
    const before = sent.row(bookingId, '2026-06-12T10:00', '2026-06-12T12:00');
    const results = await w.record(world, [
      before,
      sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T12:00'),
      sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00'),
    ]);
    const written = results.map(
      ({ visit, refusal }: { visit: { state: string } | null; refusal: { code: string } }) => visit?.state ?? refusal.code,
    );
    expect(written).toEqual(['UNDER_REVIEW', 'VISIT_TOO_LONG', 'APPROVED']);
  });
});

it('R21: where started quarters of an hour are charged, 17 minutes cost, and take from the quota, as many as 30', async () => {
  const serviceId = w.quarterServiceId;
  await world.registry.say(
    w.organiserId,
    w.service({ serviceId, code: 'QH', incrementMinutes: 15, contents: [w.checkedByDay] }),
    w.approval({ approvalId: newId(), serviceId, contentIds: [w.checkedContent] }),
    w.priceList({ [w.checkedContent]: 3850n }, { serviceId }),
  );
  await world.heard();
  const { bookingId } = await w.book(world, { serviceId, contentIds: [w.checkedContent] });
  const visit = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T10:17');
  expect(visit).toMatchObject({ state: 'APPROVED', total: '19.25', organiserShare: '16.00', clientShare: '3.25' });
  const [recorded] = await eventsAbout(visit.id, visitRecorded.type);
  expect(recorded!.data).toMatchObject({ pieces: [{ steps: 30, unitPriceCents: 3850 }] });
});

it('every announcement fits its contract', async () => {
  const events = await announced(world.bookings.database);
  expect(events.length).toBeGreaterThan(20);
  for (const { type, data } of events) z.decode(bookingsEvents.find((contract) => contract.type === type)!.data, data as never);
});
