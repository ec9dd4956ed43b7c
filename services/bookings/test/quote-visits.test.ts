/**
 * People ask what visits would cost: several together, as edits, and before there is a booking. Asking records nothing.
 */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { made } from './played-vouchers.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const QUOTE = `query ($input: QuoteVisitsInput!) { quoteVisits(input: $input) { results {
  index explanation { standing voucher { id } visit { id } replacing { id } pieces { unitPrice } } refusal { code path } } } }`;

const quoteAll = async (visits: readonly object[], by = w.recorder) => {
  const { data, errors } = await world.bookings.ask(by, QUOTE, { input: { visits } });
  return errors ? [errors[0]!.extensions] : data.quoteVisits.results;
};
const quote = async (visit: object, by = w.recorder) => (await quoteAll([visit], by))[0];
/** What each row came to: the prices of its pieces, or the refusal at its field. */
const told = (results: { explanation: { pieces: { unitPrice: string }[] } | null; refusal: { code: string; path: string[] } }[]) =>
  results.map(
    ({ explanation, refusal: why }) =>
      explanation?.pieces.map(({ unitPrice }) => unitPrice).join(' ') ?? `${why.code} ${why.path.join('.')}`,
  );
const afternoon = (bookingId: string, change: Partial<sent.Row> = {}) =>
  sent.row(bookingId, '2026-06-15T16:30', '2026-06-15T19:00', change);
const refusal = (code: string, ...path: string[]) => ({ index: 0, explanation: null, refusal: { code, path: ['visits', '0', ...path] } });

describe('a quote gives the refusal', () => {
  it('that recording would give, to a twin too', async () => {
    const { bookingId } = await w.book(world);
    expect(await quote(sent.row(bookingId, '2026-06-15T21:00', '2026-06-15T22:00'))).toEqual(refusal('NO_PRICE', 'start'));
    expect(await quote(sent.row(bookingId, '2026-06-20T10:00', '2026-06-20T11:00'))).toEqual(refusal('IN_FUTURE', 'end'));
    await w.record(world, [afternoon(bookingId)]);
    expect(await quote(afternoon(bookingId))).toEqual(refusal('DUPLICATE'));
    expect((await quote(afternoon(bookingId, { workerReference: 'w2' }))).refusal).toBeNull();
  });

  it('of an external id that already names a visit, with the same or other content', async () => {
    const { bookingId } = await w.book(world);
    const externalId = newId();
    expect((await quote(afternoon(bookingId, { externalId }))).refusal).toBeNull();
    await w.record(world, [afternoon(bookingId, { externalId })]);
    expect(await quote(afternoon(bookingId, { externalId }))).toEqual(refusal('DUPLICATE', 'externalId'));
    expect(await quote(sent.row(bookingId, '2026-06-15T10:00', '2026-06-15T11:00', { externalId }))).toEqual(
      refusal('EXTERNAL_ID_CONFLICT', 'externalId'),
    );
  });

  it.each([
    ['a provider who has no part in it', w.otherRecorder, refusal('NOT_FOUND', 'bookingId')],
    ['a user of the provider whose teams do not cover the service', w.recorderWithoutTeam, refusal('NOT_FOUND', 'bookingId')],
    ['another client', w.stranger, refusal('NOT_FOUND', 'bookingId')],
    ['the organiser, who records nothing', w.checker, { code: 'FORBIDDEN' }],
  ])('that recording would give to %s', async (_, by, answer) => {
    const { bookingId } = await w.book(world);
    expect(await quote(afternoon(bookingId), by)).toEqual(answer);
    expect(await quote(afternoon(newId()), by)).toEqual(answer);
  });
});

describe('several visits', () => {
  it('are judged in their order, beside each other and beside recorded visits; a bad row is refused alone', async () => {
    const { bookingId } = await w.book(world);
    const at = (start: string, end: string, change: object = {}) => sent.row(bookingId, `2026-06-15T${start}`, `2026-06-15T${end}`, change);
    const externalId = newId();
    const rows = [
      at('10:00', '11:00'),
      at('10:00', '11:00'),
      at('12:00', '11:00'),
      { ...at('12:00', '13:00'), workers: 0 },
      { ...at('12:00', '13:00'), bookingId: newId() },
      at('12:00', '13:00', { externalId }),
      at('12:00', '13:00', { externalId }),
    ];
    expect(told(await quoteAll(rows))).toEqual([
      '38.50',
      'DUPLICATE visits.1',
      'EMPTY_VISIT visits.2.end',
      'BAD_USER_INPUT visits.3.workers',
      'NOT_FOUND visits.4.bookingId',
      '38.50',
      'DUPLICATE visits.6.externalId',
    ]);
  });

  it('do not count an edit as a twin of the visits that the call replaces', async () => {
    const { bookingId } = await w.book(world);
    const [monday, later] = [
      await w.recordOne(world, bookingId, '2026-06-15T08:00', '2026-06-15T09:00'),
      await w.recordOne(world, bookingId, '2026-06-15T09:00', '2026-06-15T10:00'),
    ];
    const edited = sent.row(bookingId, '2026-06-15T08:00', '2026-06-15T09:00', { replacing: monday.id });
    expect((await quote(edited)).explanation).toMatchObject({ standing: 'ASKED', visit: null, replacing: { id: monday.id } });
    const swapped = sent.row(bookingId, '2026-06-15T09:00', '2026-06-15T10:00', { replacing: monday.id });
    expect(told(await quoteAll([swapped]))).toEqual(['DUPLICATE visits.0']);
    expect(told(await quoteAll([swapped, { ...edited, replacing: later.id }]))).toEqual(['38.50', '38.50']);
  });

  it('replace only visits of the booking that may be edited', async () => {
    const { bookingId } = await w.book(world);
    const { bookingId: otherId } = await w.book(world);
    const elsewhere = await w.recordOne(world, otherId, '2026-06-15T08:00', '2026-06-15T09:00');
    const settled = await w.recordOne(world, bookingId, '2026-06-15T08:00', '2026-06-15T09:00');
    await world.bookings.database.pool.query("update visit set state = 'SETTLED' where id = $1", [settled.id]);
    const replacing = (id: string) => sent.row(bookingId, '2026-06-15T12:00', '2026-06-15T13:00', { replacing: id });
    expect(told(await quoteAll([elsewhere.id, newId(), settled.id].map(replacing)))).toEqual([
      'NOT_FOUND visits.0.replacing',
      'NOT_FOUND visits.1.replacing',
      'SETTLED visits.2.replacing',
    ]);
  });
});

describe('before there is a booking', () => {
  const planned = (voucherId: string, unitId: string, change: object = {}) => ({
    voucherId,
    unitId,
    start: sent.helsinki('2026-06-22T17:00'),
    end: sent.helsinki('2026-06-22T19:00'),
    ...change,
  });

  it.each([
    ['the client', w.client],
    ['a granter', w.granter],
  ])('%s compares units visit by visit, also for days ahead', async (_, by) => {
    const { voucherId } = await w.book(world);
    const results = await quoteAll(
      [planned(voucherId, w.unitId), planned(voucherId, w.unitId), planned(voucherId, w.unpricedUnitId), planned(voucherId, newId())],
      by,
    );
    expect(told(results)).toEqual(['38.50 44.00', '38.50 44.00', 'NO_PRICE visits.2.start', 'NOT_FOUND visits.3.unitId']);
    expect(results[0].explanation).toMatchObject({ standing: 'PLANNED', voucher: { id: voucherId }, visit: null });
  });

  it.each([
    ['another client', w.stranger],
    ['a provider, who opens vouchers by number', w.recorder],
  ])('for %s a voucher does not exist', async (_, by) => {
    const { voucherId } = await w.book(world);
    const unknown = [planned(voucherId, w.unitId), planned(newId(), w.unitId)];
    expect(told(await quoteAll(unknown, by))).toEqual(['NOT_FOUND visits.0.voucherId', 'NOT_FOUND visits.1.voucherId']);
  });

  it('a unit of a provider without approval serves nothing', async () => {
    const { voucherId } = await w.book(world);
    expect(told(await quoteAll([planned(voucherId, w.otherUnitId)], w.client))[0]).toMatch(/^(OUTSIDE_VALIDITY|NOT_APPROVED) /);
  });

  it('a row names either a booking, or a voucher with a unit', async () => {
    const { voucherId, bookingId } = await w.book(world);
    const { voucherId: v, unitId: u, ...times } = planned(voucherId, w.unitId);
    const visitId = newId();
    expect(
      told(
        await quoteAll([
          times,
          { ...times, voucherId: v },
          { ...times, unitId: u },
          { ...planned(v, u), bookingId },
          { ...planned(v, u), replacing: visitId },
        ]),
      ),
    ).toEqual([
      'BAD_USER_INPUT visits.0.bookingId',
      'BAD_USER_INPUT visits.1.unitId',
      'BAD_USER_INPUT visits.2.voucherId',
      'BAD_USER_INPUT visits.3.voucherId',
      'BAD_USER_INPUT visits.4.replacing',
    ]);
  });
});
