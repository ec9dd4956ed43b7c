/** Sending the same visits again, by external id and by idempotency key. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { made, refused, type RecordedVisit } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const visitsOf = (bookingId: string) => w.count(world, 'select count(*) from visit where booking_id = $1', bookingId);

describe('an external id', () => {
  const times = ['2026-06-15T10:00', '2026-06-15T11:00'] as const;

  it('with the same content names the same visit, in one batch and later; with other content it is refused', async () => {
    const { bookingId } = await w.book(world);
    const externalId = newId();
    const row = sent.row(bookingId, ...times, { externalId });
    const [one, repeat] = await w.record(world, [row, row]);
    expect(repeat.visit.id).toBe(one.visit.id);
    const [later, other] = await w.record(world, [row, { ...row, end: sent.helsinki('2026-06-15T12:00') }]);
    expect(later.visit.id).toBe(one.visit.id);
    expect(other.refusal).toMatchObject({ code: 'EXTERNAL_ID_CONFLICT', path: ['visits', '1', 'externalId'] });
    expect(await visitsOf(bookingId)).toBe(1);
  });

  it('of a deleted visit gets a refusal of its own, and with retry makes a new visit', async () => {
    const { bookingId } = await w.book(world);
    const row = sent.row(bookingId, ...times, { externalId: newId() });
    const [first] = await w.record(world, [row]);
    await world.bookings.ask(w.recorder, op.DELETE, { input: { idempotencyKey: newId(), visitId: first.visit.id } });
    const spent = { code: 'EXTERNAL_ID_DELETED', path: ['visits', '0', 'externalId'], details: { visitId: first.visit.id } };
    expect(await w.record(world, [row])).toMatchObject([{ visit: null, refusal: spent }]);
    const quote = 'query ($input: QuoteVisitsInput!) { quoteVisits(input: $input) { results { refusal { code } } } }';
    const quoted = async (visit: sent.Row) =>
      (await world.bookings.ask(w.recorder, quote, { input: { visits: [visit] } })).data.quoteVisits.results[0].refusal?.code ?? null;
    expect([await quoted(row), await quoted({ ...row, retry: true })]).toEqual(['EXTERNAL_ID_DELETED', null]);
    const [anew, twin] = await w.record(world, [
      { ...row, retry: true },
      { ...row, retry: true },
    ]);
    expect(anew.visit).toMatchObject({ state: 'APPROVED', externalId: row.externalId });
    expect([anew.visit.id === first.visit.id, twin.visit.id]).toEqual([false, anew.visit.id]);
    expect((await w.record(world, [row]))[0].visit.id).toBe(anew.visit.id);
    expect(await visitsOf(bookingId)).toBe(2);
  });

  it('stays spent when its visit was refused', async () => {
    const { bookingId } = await w.book(world);
    const row = sent.row(bookingId, ...times, { externalId: newId() });
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 0));
    expect((await w.record(world, [row]))[0].refusal.code).toBe('QUOTA_EXCEEDED');
    world.vouchersAnswers(made);
    expect((await w.record(world, [row]))[0].refusal.code).toBe('QUOTA_EXCEEDED');
  });
});

describe('one key', () => {
  it('records once, also for twins at the same moment, and is refused for anything else', async () => {
    const { bookingId } = await w.book(world);
    const key = newId();
    const rows = [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00')];
    const [one, twin] = await Promise.all([w.record(world, rows, key), w.record(world, rows, key)]);
    expect(twin[0].visit.id).toBe(one[0].visit.id);
    expect(await w.record(world, rows, key)).toEqual(one);
    expect(await visitsOf(bookingId)).toBe(1);
    const other = [sent.row(bookingId, '2026-06-15T12:00', '2026-06-15T13:00'), ...rows];
    const mismatch = await w.record(world, other, key);
    expect(mismatch.map(({ refusal }: { refusal: { code: string } }) => refusal.code)).toEqual([
      'IDEMPOTENCY_MISMATCH',
      'IDEMPOTENCY_MISMATCH',
    ]);
    expect(await visitsOf(bookingId)).toBe(1);
  });

  it('answers the same refusals of bookings and vouchers again, even when the visit would be accepted by now', async () => {
    const { bookingId } = await w.book(world);
    const key = newId();
    const rows = [sent.row(bookingId, '2026-06-15T04:00', '2026-06-15T04:30'), sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00')];
    world.vouchersAnswers((visit) => refused(visit, 'QUOTA_EXCEEDED', 30));
    const first = await w.record(world, rows, key);
    expect(first.map(({ refusal }: { refusal: { code: string } }) => refusal.code)).toEqual(['NO_BAND', 'QUOTA_EXCEEDED']);
    world.vouchersAnswers(made);
    expect(await w.record(world, rows, key)).toEqual(first);
  });
});

describe('a refusal because vouchers had not heard of a fact', () => {
  const hours = (bookingId: string) =>
    [10, 12, 14].map((hour) => sent.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour + 1}:00`));
  /** Vouchers refuses the visit that begins at noon. */
  const notNoon = (code: 'NOT_YET_KNOWN' | 'QUOTA_EXCEEDED') =>
    world.vouchersAnswers((visit) => (visit.start.toString() === sent.helsinki('2026-06-15T12:00') ? refused(visit, code) : made(visit)));
  const outcomes = (results: { visit: { id: string } | null; refusal: { code: string } | null }[]) =>
    results.map(({ visit, refusal }) => refusal?.code ?? visit!.id);

  it('is decided anew under the same key, and the other visits of the key stay', async () => {
    const { bookingId } = await w.book(world);
    const [key, rows] = [newId(), hours(bookingId)];
    notNoon('NOT_YET_KNOWN');
    const [first, refusal, third] = outcomes(await w.record(world, rows, key));
    expect(refusal).toBe('NOT_YET_KNOWN');
    expect(outcomes(await w.record(world, rows, key))).toEqual([first, 'NOT_YET_KNOWN', third]);
    world.vouchersAnswers(made);
    const [again, other] = await Promise.all([w.record(world, rows, key), w.record(world, rows, key)]);
    expect(outcomes(again)).toEqual([first, expect.stringMatching(/-/), third]);
    expect(outcomes(other)).toEqual(outcomes(again));
    expect(await w.count(world, `select count(*) from visit where booking_id = $1 and allocation = 'MADE'`, bookingId)).toBe(3);
  });

  it('is each row’s own: a row that is refused later is decided in the next turn, and each row answers its own visit', async () => {
    const { bookingId } = await w.book(world);
    const [key, rows] = [newId(), hours(bookingId).slice(0, 2)];
    const asked: RecordedVisit[] = [];
    // Vouchers says nothing about the first visit yet.
    world.vouchersHears((visit) => {
      if (visit.start.toString() === sent.helsinki('2026-06-15T12:00')) return refused(visit, 'NOT_YET_KNOWN');
      asked.push(visit);
      return undefined;
    });
    const [pending, refusal] = await w.record(world, rows, key);
    expect([pending.visit.allocation, refusal.refusal.code]).toEqual(['PENDING', 'NOT_YET_KNOWN']);
    world.vouchersHears(made);
    const [, second] = await w.record(world, rows, key);
    await world.vouchers.say(w.organiserId, refused(asked[0]!, 'NOT_YET_KNOWN'));
    await world.heard();
    world.vouchersAnswers(made);
    const [first, again] = await w.record(world, rows, key);
    expect(again.visit.id).toBe(second.visit.id);
    expect(first.visit).toMatchObject({ start: '2026-06-15T07:00:00.000Z', allocation: 'MADE' });
    expect(outcomes(await w.record(world, rows, key))).toEqual([first.visit.id, second.visit.id]);
    expect(await w.count(world, `select count(*) from visit where booking_id = $1 and allocation = 'MADE'`, bookingId)).toBe(2);
  });

  it('is decided anew by its external id, too, without retry; a refusal of the visit itself stays', async () => {
    const { bookingId } = await w.book(world);
    const row = { ...hours(bookingId)[1]!, externalId: newId() };
    notNoon('NOT_YET_KNOWN');
    expect((await w.record(world, [row]))[0].refusal.code).toBe('NOT_YET_KNOWN');
    notNoon('QUOTA_EXCEEDED');
    const key = newId();
    expect((await w.record(world, [row], key))[0].refusal.code).toBe('QUOTA_EXCEEDED');
    world.vouchersAnswers(made);
    expect((await w.record(world, [row], key))[0].refusal.code).toBe('QUOTA_EXCEEDED');
    expect((await w.record(world, [row]))[0].refusal.code).toBe('QUOTA_EXCEEDED');
  });

  it('is decided anew for a change, until vouchers allocates it or another change has come', async () => {
    const { bookingId } = await w.book(world);
    const { id } = await w.recordOne(world, bookingId);
    const edit = async (end: string, idempotencyKey: string) => {
      const input = { idempotencyKey, visitId: id, end: sent.helsinki(`2026-06-15T${end}`) };
      return (await world.bookings.ask(w.recorder, op.EDIT, { input })).data.editVisit;
    };
    world.vouchersAnswers((visit) => refused(visit, 'NOT_YET_KNOWN'));
    const [key, later] = [newId(), newId()];
    expect((await edit('11:00', key)).refusal.code).toBe('NOT_YET_KNOWN');
    expect((await edit('11:30', later)).refusal.code).toBe('NOT_YET_KNOWN');
    world.vouchersAnswers(made);
    expect((await edit('11:30', later)).visit).toMatchObject({ total: '57.75', state: 'APPROVED' });
    expect((await edit('11:00', key)).visit).toMatchObject({ total: '57.75' });
  });
});

describe('the visit that stands in the way', () => {
  const told = async (rows: sent.Row[]) =>
    (await w.record(world, rows)).map(({ refusal }: { refusal: { code: string; details: { visitId: string | null } | null } | null }) => [
      refusal?.code,
      refusal?.details?.visitId ?? null,
    ]);

  it('is named to its own provider, and kept with the refusal; another provider learns nothing of it', async () => {
    const { bookingId, voucherId } = await w.book(world);
    const row = sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00');
    const [{ visit }] = await w.record(world, [row]);
    expect(await told([row])).toEqual([['DUPLICATE', visit.id]]);
    await world.registry.say(
      w.organiserId,
      w.approval({ approvalId: newId(), providerId: w.otherProviderId }),
      w.priceList({ [w.dayContent]: 3850n }, { providerId: w.otherProviderId, unitId: w.otherUnitId }),
    );
    await world.heard();
    const { data } = await world.bookings.ask(w.otherRecorder, op.BOOK, { input: w.bookingInput(voucherId, { unitId: w.otherUnitId }) });
    const theirs = { ...row, bookingId: data.makeBooking.booking.id };
    const [duplicate] = await w.record(world, [theirs], newId(), w.otherRecorder);
    expect(duplicate.refusal).toMatchObject({ code: 'DUPLICATE', details: null });
    world.vouchersAnswers((each) => refused(each, 'OVERLAP', undefined, { visitId: visit.id }));
    const [overlap] = await w.record(world, [{ ...theirs, end: sent.helsinki('2026-06-15T12:00') }], newId(), w.otherRecorder);
    expect(overlap.refusal).toMatchObject({ code: 'OVERLAP', details: { visitId: null } });
    const key = newId();
    const mine = [{ ...row, end: sent.helsinki('2026-06-15T12:00') }];
    for (const [answer] of [await w.record(world, mine, key), await w.record(world, mine, key)])
      expect(answer.refusal).toMatchObject({ code: 'OVERLAP', details: { visitId: visit.id } });
    // Bookings keeps the refusal with the visit, where its organiser reads it.
    await world.bookings.database.pool.query('update visit set organiser_id = $1 where id = $2', [newId(), visit.id]);
    const [elsewhere] = await w.record(world, [{ ...row, end: sent.helsinki('2026-06-15T12:30') }]);
    expect(elsewhere.refusal).toMatchObject({ code: 'OVERLAP', details: { visitId: null } });
  });

  it('a refusal under a key comes back with its details, and its message says them', async () => {
    const { bookingId } = await w.book(world, { lastDay: w.day('2026-06-14') });
    const key = newId();
    const rows = [sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00')];
    const details = { day: '2026-06-15', validity: 'VOUCHER', firstDay: '2026-01-01', lastDay: '2026-06-14' };
    const [first] = await w.record(world, rows, key);
    expect(first.refusal).toMatchObject({ code: 'OUTSIDE_VALIDITY', details });
    expect(first.refusal.message).toContain('15.6.2026: seteli 1.1.2026–14.6.2026.');
    expect(await w.record(world, rows, key)).toEqual([first]);
  });
});

describe('recorders who come at the same moment', () => {
  const at = (bookingId: string, hour: number, change = {}) => [
    sent.row(bookingId, `2026-06-15T${hour}:00`, `2026-06-15T${hour + 1}:00`, change),
  ];

  it('each get their own answer: accepted, refused, or as if there were no such booking', async () => {
    const [first, mine] = [(await w.book(world)).bookingId, (await w.book(world)).bookingId];
    const [, one, other, early, hidden, foreign] = await Promise.all([
      // Bookings serves this call alone, and the calls that come meanwhile together.
      w.record(world, at(first, 16)),
      w.record(world, at(mine, 10)),
      w.record(world, at(mine, 10)),
      w.record(world, [sent.row(mine, '2026-06-14T10:00', '2026-06-14T11:00')]),
      w.record(world, at(mine, 12), newId(), w.recorderWithoutTeam),
      w.record(world, at(mine, 14), newId(), w.otherRecorder),
    ]);
    expect([one, other].map(([result]) => result.refusal?.code ?? result.visit.state).toSorted()).toEqual(['APPROVED', 'DUPLICATE']);
    expect(early).toMatchObject([{ visit: null, refusal: { path: ['visits', '0', 'start'] } }]);
    for (const answer of [hidden, foreign]) expect(answer).toMatchObject([{ visit: null, refusal: { code: 'NOT_FOUND' } }]);
    expect(await visitsOf(mine)).toBe(1);
  });

  it('cannot spend one external id twice', async () => {
    const externalId = newId();
    const [first, mine, mineToo] = [(await w.book(world)).bookingId, (await w.book(world)).bookingId, (await w.book(world)).bookingId];
    const [, one, other] = await Promise.all([
      // Bookings serves this call alone, and the calls that come meanwhile together.
      w.record(world, at(first, 16)),
      w.record(world, at(mine, 10, { externalId })),
      w.record(world, at(mineToo, 10, { externalId })),
    ]);
    expect([one, other].map(([result]) => result.refusal?.code ?? result.visit.externalId).toSorted()).toEqual(
      [externalId, 'EXTERNAL_ID_CONFLICT'].toSorted(),
    );
  });

  it('of two providers of one voucher may use the same external id, at the same times too', async () => {
    const { voucherId, bookingId } = await w.book(world);
    await world.registry.say(
      w.organiserId,
      w.approval({ approvalId: newId(), providerId: w.otherProviderId }),
      w.priceList({ [w.dayContent]: 3850n }, { providerId: w.otherProviderId, unitId: w.otherUnitId }),
    );
    await world.heard();
    const { data } = await world.bookings.ask(w.otherRecorder, op.BOOK, { input: w.bookingInput(voucherId, { unitId: w.otherUnitId }) });
    const externalId = newId();
    const answers = await Promise.all([
      w.record(world, at(bookingId, 10, { externalId })),
      w.record(world, at(data.makeBooking.booking.id, 10, { externalId }), newId(), w.otherRecorder),
    ]);
    expect(answers.flat()).toMatchObject([{ visit: { externalId } }, { visit: { externalId } }]);
  });

  it('a colleague without the team who sends the key again learns nothing of the visit', async () => {
    const { bookingId } = await w.book(world);
    const key = newId();
    await w.record(world, at(bookingId, 10), key);
    expect(await w.record(world, at(bookingId, 10), key, w.recorderWithoutTeam)).toEqual([{ visit: null, refusal: null }]);
  });
});
