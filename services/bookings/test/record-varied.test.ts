/** Recording more than plain hours of one worker: quantities, days, accessories, cancellations, extra service. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/kit/testing/peer';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { linesOf, made, refused, type RecordedVisit } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

const [hourly, kilometres, housing, month, absence] = [newId(), newId(), newId(), newId(), newId()];
const contentIds = [hourly, kilometres, housing, month, absence];

let world: w.World;
let bookingId: string;
beforeAll(async () => {
  world = await w.openWorld();
  const prices = { [hourly]: 3850n, [kilometres]: 50n, [housing]: 17500n, [month]: 6390n, [absence]: 14000n };
  await w.publishService(world, w.variedServiceId, prices, {
    maxVisitMinutes: 24 * 60,
    tailDays: 365,
    hardLimitMonths: 12,
    cancellationTerms: { noticeMinutes: 24 * 60, billableSharePercent: 50, maxMinutes: 120, payer: 'SPLIT', consumesQuota: true },
    contents: [
      { ...w.checkedByDay, contentId: hourly, multiWorker: true },
      w.unbanded(kilometres, { unit: 'KILOMETRE', kind: 'ACCESSORY', maxStepsPerVisit: 50_000 }),
      w.unbanded(housing, { unit: 'DAY' }),
      w.unbanded(month, { unit: 'MONTH' }),
      w.unbanded(absence, { unit: 'DAY', kind: 'ABSENCE' }),
    ],
  });
});
afterAll(() => world.stop());
beforeEach(async () => {
  world.vouchersAnswers(made);
  ({ bookingId } = await w.book(world, { serviceId: w.variedServiceId, contentIds }));
});

const announcedOf = async (visitId: string) =>
  (await announced(world.bookings.database, visitRecorded.type)).find(({ subject }) => subject === visitId)!.data as Record<
    string,
    unknown
  > & {
    pieces: Record<string, unknown>[];
  };
const recordRow = async (row: sent.Row) => (await w.record(world, [row]))[0];
/** The refusal of a row, and its field. The row beside it stands. */
const mistake = async (change: Partial<sent.Row>) => {
  const at = (hour: number, changed = {}) => sent.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour + 1}:00`, changed);
  const [bad, good] = await w.record(world, [at(10, change), at(12)]);
  expect([bad.visit, good.refusal]).toEqual([null, null]);
  return [bad.refusal.code, ...bad.refusal.path].join(' ');
};

describe('service by days', () => {
  it('R19: a month of housing is a piece a day, and recorded once', async () => {
    const row = sent.dayRow(bookingId, housing, '2026-03-01', { lastDay: '2026-03-31' });
    const { visit } = await recordRow(row);
    expect(visit).toMatchObject({ kind: 'NORMAL', day: '2026-03-01', total: '5425.00', end: '2026-03-31T21:00:00.000Z' });
    expect(visit.lines).toHaveLength(31);
    expect(visit.lines[0].quantity).toEqual({ unit: 'DAY', amount: '1', minutes: null });
    expect(await announcedOf(visit.id)).toMatchObject({ timed: false, pieces: expect.objectContaining({ length: 31 }) });
    expect((await recordRow(row)).refusal).toMatchObject({ code: 'DUPLICATE' });
  });

  it('readers get every line of a visit with more lines than a page', async () => {
    world.vouchersAnswers((visit) => {
      const answer = made(visit);
      return { ...answer, data: { ...(answer.data as object), lines: linesOf(visit).flatMap((line) => [line, line]) } };
    });
    const { visit } = await recordRow(sent.dayRow(bookingId, housing, '2026-02-01', { lastDay: '2026-06-14' }));
    const page = 'query ($id: ID!, $skip: Int!) { visit(id: $id) { lines(first: 200, skip: $skip) { serviceMonth total } } }';
    const linesAfter = async (skip: number) => (await world.bookings.ask(w.recorder, page, { id: visit.id, skip })).data.visit.lines;
    expect(await linesAfter(0)).toHaveLength(200);
    expect(await linesAfter(200)).toEqual(Array.from({ length: 68 }, () => expect.objectContaining({ total: '175.00' })));
    expect((await linesAfter(200)).at(-1).serviceMonth).toBe('2026-06');
    expect(await linesAfter(268)).toEqual([]);
    const { errors } = await world.bookings.ask(w.recorder, page, { id: visit.id, skip: -1 });
    expect(errors![0]).toMatchObject({ message: '"skip" is out of bounds: 0 to 1000000.', extensions: { code: 'BAD_USER_INPUT' } });
  });

  it('R20: 63.90 a month from 11.6. is 20 of 30 days, and its amount says so', async () => {
    world.bookings.clock.set('2026-07-01T09:00:00Z');
    // Vouchers joins the days of one price and month.
    const joined = (visit: RecordedVisit) => {
      const [first] = linesOf(visit);
      return made({ ...visit, pieces: [{ ...visit.pieces[0]!, steps: visit.pieces.length }] }, { lines: { contentId: first!.contentId } });
    };
    world.vouchersAnswers(joined);
    const { visit } = await recordRow(sent.dayRow(bookingId, month, '2026-06-11', { lastDay: '2026-06-30' }));
    expect(visit).toMatchObject({ total: '42.60', lines: [{ quantity: { unit: 'MONTH', amount: '0.6666' }, unitPrice: '63.90' }] });
    world.bookings.clock.set(w.NOW);
  });

  it('a month that is paid in full once it has begun takes no other days, until its visit is deleted', async () => {
    const serviceId = w.finalServiceId;
    const content = newId();
    const contents = [w.unbanded(content, { unit: 'MONTH' })];
    await w.publishService(world, serviceId, { [content]: 6390n }, { prorationPolicy: 'FULL_WHEN_STARTED', contents });
    const booked = await w.book(world, { serviceId, contentIds: [content] });
    const [first, twin] = await w.record(world, [
      sent.dayRow(booked.bookingId, content, '2026-05-11', { lastDay: '2026-05-20' }),
      sent.dayRow(booked.bookingId, content, '2026-05-21', { lastDay: '2026-05-31' }),
    ]);
    expect([first.visit.total, twin.refusal.code]).toEqual(['63.90', 'DAY_ALREADY_RECORDED']);
    const rest = sent.dayRow(booked.bookingId, content, '2026-05-21', { lastDay: '2026-05-31' });
    expect((await recordRow(rest)).refusal.code).toBe('DAY_ALREADY_RECORDED');
    await world.bookings.ask(w.recorder, op.DELETE, { input: { idempotencyKey: newId(), visitId: first.visit.id } });
    expect((await recordRow(rest)).visit.total).toBe('63.90');
  });

  it('an absence has the kind of its content, and a day that is not over is refused', async () => {
    expect((await recordRow(sent.dayRow(bookingId, absence, '2026-06-15'))).visit).toMatchObject({ kind: 'ABSENCE', total: '140.00' });
    expect((await recordRow(sent.dayRow(bookingId, absence, '2026-06-16'))).refusal).toMatchObject({
      code: 'IN_FUTURE',
      path: ['visits', '0', 'lastDay'],
    });
  });

  it('a quantity that does not fit the unit is refused', async () => {
    expect((await recordRow(sent.dayRow(bookingId, housing, '2026-06-15', { amount: '2' }))).refusal).toMatchObject({
      code: 'WRONG_QUANTITY',
      path: ['visits', '0', 'amount'],
    });
  });
});

describe('workers and accessories', () => {
  it('R25: two workers for an hour are two hours', async () => {
    const visit = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T11:00', { workers: 2, workerReference: 'w7' });
    expect(visit).toMatchObject({ workers: 2, workerReference: 'w7', total: '77.00', organiserShare: '64.00', clientShare: '13.00' });
    expect(await announcedOf(visit.id)).toMatchObject({ workers: 2, pieces: [{ steps: 120, stepsPerUnit: 60 }] });
  });

  it('R22: 24 km are a line of the visit; more than a visit may have are refused', async () => {
    const withKm = (amount: string) =>
      sent.row(bookingId, '2026-06-15T12:00', '2026-06-15T13:00', { accessories: [{ contentId: kilometres, amount }] });
    expect((await recordRow(withKm('50.1'))).refusal).toMatchObject({
      code: 'EXTRA_NOT_ALLOWED',
      path: ['visits', '0', 'accessories', '0', 'contentId'],
    });
    const { visit } = await recordRow(withKm('24'));
    expect(visit.lines).toMatchObject([{ total: '38.50' }, { quantity: { unit: 'KILOMETRE', amount: '24' }, total: '12.00' }]);
  });

  it('the same times of another worker are another visit', async () => {
    const at = (workerReference: string) => sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00', { workerReference });
    const [one, other, again] = await w.record(world, [at('w1'), at('w2'), at('w1')]);
    expect([one.refusal, other.refusal, again.refusal.code]).toEqual([null, null, 'DUPLICATE']);
    expect((await recordRow(at('w2'))).refusal.code).toBe('DUPLICATE');
  });
});

describe('R14: a cancellation', () => {
  const cancelled = (noticeAt: string) =>
    sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T12:00', { kind: 'CANCELLATION', noticeAt: sent.helsinki(noticeAt) });

  it('too late is billed as the service says, and vouchers learns who pays', async () => {
    const { visit } = await recordRow(cancelled('2026-06-14T10:01'));
    expect(visit).toMatchObject({
      kind: 'CANCELLATION',
      total: '38.50',
      organiserShare: '32.00',
      clientShare: '6.50',
      end: '2026-06-15T09:00:00.000Z',
    });
    expect(await announcedOf(visit.id)).toMatchObject({
      kind: 'CANCELLATION',
      cancellation: { payer: 'SPLIT', consumesQuota: true },
      pieces: [{ steps: 60 }],
    });
  });

  it('stays a cancellation after an edit, and keeps its notice unless the edit gives another', async () => {
    const { visit } = await recordRow(cancelled('2026-06-14T10:01'));
    const edit = async (change: Record<string, unknown>) => {
      const input = { idempotencyKey: newId(), visitId: visit.id, start: sent.helsinki('2026-06-15T10:00'), ...change };
      return (await world.bookings.ask(w.recorder, op.EDIT, { input })).data.editVisit;
    };
    expect(await edit({ end: sent.helsinki('2026-06-15T11:00') })).toMatchObject({
      visit: { kind: 'CANCELLATION', total: '19.25', version: 2 },
    });
    const inTime = { end: sent.helsinki('2026-06-15T11:00'), noticeAt: sent.helsinki('2026-06-14T10:00') };
    expect(await edit(inTime)).toMatchObject({ visit: null, refusal: { code: 'NOTHING_BILLABLE' } });
  });

  it('exactly 24 hours before is not billed', async () => {
    expect((await recordRow(cancelled('2026-06-14T10:00'))).refusal).toMatchObject({ code: 'NOTHING_BILLABLE' });
  });

  it('that the organiser bears leaves a part that nobody pays', async () => {
    world.vouchersAnswers((visit) => made(visit, { lines: { clientCents: 0n, unbilledCents: 650n } }));
    const { visit } = await recordRow(sent.row(bookingId, '2026-06-15T14:00', '2026-06-15T16:00', { kind: 'NO_SHOW' }));
    expect(visit).toMatchObject({ kind: 'NO_SHOW', total: '38.50', organiserShare: '32.00', clientShare: '0.00', unbilled: '6.50' });
  });
});

describe('extra service', () => {
  const accepted = (acceptedAt: string) => ({ extraService: { acceptedAt: sent.helsinki(acceptedAt), channel: 'PHONE' } });

  it('1: that the client accepted before the visit is announced, and stands beside the sums', async () => {
    world.vouchersAnswers((visit) => {
      const line = linesOf(visit)[0]!;
      const covered = { ...line, steps: 45, totalCents: 2888n, organiserCents: 2400n, clientCents: 488n };
      const extra = { ...line, steps: 75, totalCents: 4812n, organiserCents: 0n, clientCents: 4812n, isExtraService: true };
      const answer = made(visit);
      return { ...answer, data: { ...(answer.data as object), lines: [covered, extra] } };
    });
    const visit = await w.recordOne(world, bookingId, '2026-06-15T10:00', '2026-06-15T12:00', accepted('2026-06-15T10:00'));
    expect(visit).toMatchObject({
      state: 'APPROVED',
      flags: ['EXTRA_SERVICE'],
      total: '28.88',
      organiserShare: '24.00',
      clientShare: '4.88',
      extraService: '48.12',
    });
    expect(visit.lines.map(({ extraService }: { extraService: boolean }) => extraService)).toEqual([false, true]);
    expect(await announcedOf(visit.id)).toMatchObject({ extraServiceAccepted: true });
  });

  it('accepted after the visit began is refused', async () => {
    const [{ refusal }] = await w.record(world, [
      sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T12:00', accepted('2026-06-15T10:01')),
    ]);
    expect(refusal).toMatchObject({ code: 'CONSENT_MISSING', path: ['visits', '0', 'extraService', 'acceptedAt'] });
  });
});

describe('2, 16: an external id whose visit was refused', () => {
  it('gets the same refusal until the provider retries, and then names the allocated visit', async () => {
    const row = sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00', { externalId: newId() });
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 0));
    expect((await recordRow(row)).refusal.code).toBe('QUOTA_EXCEEDED');
    expect((await recordRow({ ...row, retry: true })).refusal.code).toBe('QUOTA_EXCEEDED');
    world.vouchersAnswers(made);
    expect((await recordRow(row)).refusal.code).toBe('QUOTA_EXCEEDED');
    const { visit } = await recordRow({ ...row, retry: true });
    expect(visit).toMatchObject({ state: 'APPROVED', externalId: row.externalId });
    for (const retry of [false, true]) expect((await recordRow({ ...row, retry })).visit.id).toBe(visit.id);
    expect((await recordRow({ ...row, workers: 2 })).refusal.code).toBe('EXTERNAL_ID_CONFLICT');
  });
});

describe('what bookings cannot read', () => {
  it.each<[string, Partial<sent.Row>, string, RegExp]>([
    ['seconds', { start: '2026-06-15T10:00:30+03:00' }, 'start', /whole minutes/],
    ['seconds at its end', { end: '2026-06-15T11:00:30+03:00' }, 'end', /whole minutes/],
    ['an empty external id', { externalId: ' ' }, 'externalId', /"externalId" is empty/],
    ['an external id that is too long', { externalId: 'x'.repeat(256) }, 'externalId', /at most 255 characters/],
    ['a malformed booking id', { bookingId: 'booking' }, 'bookingId', /not well-formed/],
    ['a time that does not exist', { start: '2026-02-30T10:00:00+02:00' }, 'start', /Give a time/],
    ['58: a time that the spring night leaves out', { start: '2026-03-29T03:30:00+02:00' }, 'start', /No clock in Finland shows 03:30/],
    ['20: an offset that Finland does not have at that time', { start: '2026-06-15T10:00:00+02:00' }, 'start', /is \+03:00/],
    ['no workers', { workers: 0 }, 'workers', /1 to 99/],
    ['a malformed content id', { contentId: 'content' }, 'contentId', /not well-formed/],
    [
      'an accessory with a malformed content id',
      { accessories: [{ contentId: 'km', amount: '1' }] },
      'accessories 0 contentId',
      /not well-formed/,
    ],
    ['an unknown field', { hours: 2 }, '', /"hours" is not defined/],
  ])('%s are the row’s mistake, and the rows around it stand', async (_, change, place, words) => {
    const at = (hour: string, changed = {}) =>
      sent.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour}:30`, { externalId: `${bookingId} ${hour}`, ...changed });
    const query = op.RECORD.replace('results {', 'results { index externalId').replace('message', 'message(language: EN)');
    const input = { idempotencyKey: newId(), visits: [at('10'), at('11', change), at('12')] };
    const { results } = (await world.bookings.ask(w.recorder, query, { input })).data.recordVisits;
    expect(results.map(({ index, visit }: { index: number; visit: { state: string } | null }) => [index, visit?.state])).toEqual([
      [0, 'APPROVED'],
      [1, undefined],
      [2, 'APPROVED'],
    ]);
    const { refusal, externalId } = results[1];
    expect(refusal).toMatchObject({ code: 'BAD_USER_INPUT', path: ['visits', '1', ...place.split(' ').filter(Boolean)] });
    expect(refusal.message).toMatch(words);
    expect(externalId).toBe(String(change.externalId ?? `${bookingId} 11`).length > 255 ? null : (change.externalId ?? `${bookingId} 11`));
    // The same call gets the same answer again: its key does not stand for rows that bookings cannot read.
    expect((await world.bookings.ask(w.recorder, query, { input })).data.recordVisits.results).toEqual(results);
  });

  it('a batch of unreadable rows records nothing, and a batch that is too long is refused whole', async () => {
    const rows = (count: number) => ({ input: { idempotencyKey: newId(), visits: Array.from({ length: count }, () => ({ workers: 0 })) } });
    const { results } = (await world.bookings.ask(w.recorder, op.RECORD, rows(2))).data.recordVisits;
    expect(results.map(({ refusal }: { refusal: { code: string } }) => refusal.code)).toEqual(['BAD_USER_INPUT', 'BAD_USER_INPUT']);
    const { errors } = await world.bookings.ask(w.recorder, op.RECORD, rows(501));
    expect(errors).toMatchObject([
      { message: '"input.visits" is out of bounds: at most 500 of them.', extensions: { code: 'BAD_USER_INPUT' } },
    ]);
  });
});

it.each<[string, Partial<sent.Row>, string]>([
  ['both times and a day', { day: '2026-06-15' }, 'day'],
  ['neither', { start: null, end: null }, 'start'],
  ['a start alone', { end: null }, 'end'],
  ['no workers', { workers: 0 }, 'workers'],
  ['a crowd', { workers: 100 }, 'workers'],
  ['an empty reference to a worker', { workerReference: ' ' }, 'workerReference'],
  ['a cancellation without notice', { kind: 'CANCELLATION' }, 'noticeAt'],
  ['notice for a visit that is not cancelled', { noticeAt: '2026-06-14T10:00:00+03:00' }, 'noticeAt'],
  ['a malformed content id', { contentId: 'content' }, 'contentId'],
  ['a day of the year 9999', { start: null, end: null, day: '9999-12-31' }, 'day'],
  ['a day of the year 1', { start: null, end: null, day: '0001-01-01' }, 'day'],
])('%s: the row’s mistake', async (_, change, field) => expect(await mistake(change)).toBe(`BAD_USER_INPUT visits 0 ${field}`));
