/** Bookings that end, and bookings that go on when a voucher follows another. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/kit/testing/peer';
import { bookingEnded, bookingMade, visitRecorded } from '@seteli/schema/events/bookings';
import { voucherChanged } from '@seteli/schema/events/vouchers';
import { made } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

const end = async (bookingId: string, lastDay: string, by = w.recorder, idempotencyKey = newId()) => {
  const { data, errors } = await world.bookings.ask(by, op.END, { input: { idempotencyKey, bookingId, lastDay } });
  return data?.endBooking ?? errors![0]!.extensions;
};
const recordOn = async (bookingId: string, date: string, by = w.recorder) =>
  (await w.record(world, [sent.row(bookingId, `${date}T10:00`, `${date}T11:00`)], newId(), by))[0];

describe('R30: a booking gets its last day', () => {
  it('providers may still record service up to that day, and nothing later', async () => {
    const { bookingId } = await w.book(world);
    expect(await end(bookingId, '2026-06-12')).toEqual({ booking: { id: bookingId, lastDay: '2026-06-12' }, refusal: null });
    expect((await recordOn(bookingId, '2026-06-12')).visit.state).toBe('APPROVED');
    expect((await recordOn(bookingId, '2026-06-15')).refusal).toMatchObject({ code: 'OUTSIDE_VALIDITY' });
    const [event] = (await announced(world.bookings.database, bookingEnded.type)).filter(({ subject }) => subject === bookingId);
    expect(event).toMatchObject({ partition: w.organiserId, data: { lastDay: '2026-06-12', version: 2 } });
  });

  it('but not before a standing visit; a deleted one does not count', async () => {
    const { bookingId } = await w.book(world);
    const { visit } = await recordOn(bookingId, '2026-06-12');
    expect((await end(bookingId, '2026-06-11')).refusal).toMatchObject({ code: 'BELOW_USED', path: ['lastDay'] });
    await world.bookings.ask(w.recorder, op.DELETE, { input: { idempotencyKey: newId(), visitId: visit.id } });
    expect((await end(bookingId, '2026-06-11')).booking.lastDay).toBe('2026-06-11');
    expect((await end(bookingId, '2026-06-12')).refusal).toMatchObject({ code: 'WRONG_STATE' });
    expect((await end(bookingId, '2026-01-31')).refusal).toMatchObject({ code: 'INVALID_RANGE' });
  });

  it('from the provider, the granter or the client; for others it does not exist, or they may not', async () => {
    const unknown = { booking: null, refusal: expect.objectContaining({ code: 'NOT_FOUND', path: ['bookingId'] }) };
    for (const by of [w.granter, w.client, w.recorder])
      expect((await end((await w.book(world)).bookingId, '2026-06-16', by)).refusal).toBeNull();
    const { bookingId } = await w.book(world);
    for (const by of [w.stranger, w.otherRecorder, w.recorderWithoutTeam]) expect(await end(bookingId, '2026-06-16', by)).toEqual(unknown);
    expect(await end(newId(), '2026-06-16')).toEqual(unknown);
    expect(await end(bookingId, '2026-06-16', w.checker)).toEqual({ code: 'FORBIDDEN' });
  });

  it('once for one key', async () => {
    const { bookingId } = await w.book(world);
    const key = newId();
    const [one, twin] = await Promise.all([end(bookingId, '2026-06-16', w.recorder, key), end(bookingId, '2026-06-16', w.recorder, key)]);
    expect(twin).toEqual(one);
    expect((await end(bookingId, '2026-06-15', w.recorder, key)).refusal.code).toBe('IDEMPOTENCY_MISMATCH');
    expect((await announced(world.bookings.database, bookingEnded.type)).filter(({ subject }) => subject === bookingId)).toHaveLength(1);
  });

  it('and people who end it and record for it at the same moment wait for each other', async () => {
    for (let n = 0; n < 5; n++) {
      const { bookingId } = await w.book(world);
      const [{ visit }, ended] = await Promise.all([recordOn(bookingId, '2026-06-15'), end(bookingId, '2026-06-12')]);
      expect([visit !== null, ended.booking !== null].toSorted()).toEqual([false, true]);
    }
  });
});

describe('21: a voucher that follows another', () => {
  const BOOKING =
    'query ($id: ID!) { booking(id: $id) { firstDay wish unit { id } contents { id } continues { id } consents { kind givenAt channel givenThrough { id } } } }';
  const see = async (id: string) => (await world.bookings.ask(w.recorder, BOOKING, { id })).data.booking;
  const bookingOf = async (voucherId: string): Promise<string | undefined> =>
    (await announced(world.bookings.database, bookingMade.type)).find(({ data }) => (data as { voucherId: string }).voucherId === voucherId)
      ?.subject;
  /** The first voucher ends with May, the second begins on the given day. */
  async function follow(
    firstDay: string,
    between: (bookingId: string) => Promise<unknown> = async () => undefined,
    change: Partial<w.Voucher> = {},
  ) {
    const { voucherId, bookingId } = await w.book(world, { lastDay: w.day('2026-05-31') }, { wish: 'Aamuisin', channel: 'IN_PERSON' });
    await between(bookingId);
    const next = await w.grantVoucher(world, { predecessorId: voucherId, firstDay: w.day(firstDay), ...change });
    return { first: bookingId, voucherId: next, second: await bookingOf(next) };
  }

  it('takes over the bookings by itself, with the unit, the wish and the consents as they were given', async () => {
    const { first, second } = await follow('2026-06-01');
    const [before, after] = [await see(first), await see(second!)];
    expect(after).toEqual({ ...before, firstDay: '2026-06-01', continues: { id: first } });
    expect(before.continues).toBeNull();
    expect((await recordOn(second!, '2026-06-15')).visit.state).toBe('APPROVED');
    expect((await recordOn(first, '2026-06-15')).refusal.code).toBe('OUTSIDE_VALIDITY');
  });

  it('takes over bookings that people make on the first one later, too', async () => {
    const voucherId = await w.grantVoucher(world, { lastDay: w.day('2026-06-30') });
    const next = await w.grantVoucher(world, { predecessorId: voucherId, firstDay: w.day('2026-07-01') });
    const { data } = await world.bookings.ask(w.recorder, op.BOOK, { input: w.bookingInput(voucherId) });
    expect(await see((await bookingOf(next))!)).toMatchObject({ firstDay: '2026-07-01', continues: { id: data.makeBooking.booking.id } });
  });

  it('takes over no ended booking, and no contents that it does not grant', async () => {
    expect((await follow('2026-06-01', (bookingId) => end(bookingId, '2026-05-15'))).second).toBeUndefined();
    expect((await follow('2026-06-01', undefined, { contentIds: [w.saturdayContent] })).second).toBeDefined();
    expect((await follow('2026-06-01', undefined, { contentIds: [w.earlyContent] })).second).toBeUndefined();
  });

  it('a visit over midnight between the two is recorded on the first, with the pieces of both', async () => {
    const { bookingId, voucherId } = await w.book(world, { ...w.checkedVoucher, lastDay: w.day('2026-05-31') });
    const night = sent.row(bookingId, '2026-05-31T22:00', '2026-06-01T02:00');
    expect((await w.record(world, [night]))[0].refusal.code).toBe('OUTSIDE_VALIDITY');
    await w.grantVoucher(world, { ...w.checkedVoucher, predecessorId: voucherId, firstDay: w.day('2026-06-01') });
    const [{ visit }] = await w.record(world, [night]);
    expect(
      visit.lines.map(({ serviceMonth, quantity }: { serviceMonth: string; quantity: { minutes: number } }) => [
        serviceMonth,
        quantity.minutes,
      ]),
    ).toEqual([
      ['2026-05', 120],
      ['2026-06', 120],
    ]);
    const [event] = (await announced(world.bookings.database, visitRecorded.type)).filter(({ subject }) => subject === visit.id);
    expect(event!.data).toMatchObject({ voucherId, pieces: [{ day: '2026-05-31' }, { day: '2026-06-01' }] });
  });

  it('a visit over a gap between the two is refused', async () => {
    const { bookingId, voucherId } = await w.book(world, { ...w.checkedVoucher, lastDay: w.day('2026-05-31') });
    await w.grantVoucher(world, { ...w.checkedVoucher, predecessorId: voucherId, firstDay: w.day('2026-06-02') });
    const [{ refusal }] = await w.record(world, [sent.row(bookingId, '2026-05-31T22:00', '2026-06-01T02:00')]);
    expect(refusal.code).toBe('OUTSIDE_VALIDITY');
  });
});

describe('20, R31: the voucher’s state', () => {
  const changedTo = async (voucherId: string, change: Partial<w.Voucher>) => {
    const voucher = {
      voucherId,
      voucherNumber: 'H0800000015002',
      organiserId: w.organiserId,
      serviceId: w.serviceId,
      personId: w.personId,
      contentIds: [w.dayContent],
      firstDay: w.day('2026-01-01'),
      lastDay: w.day('2026-12-31'),
      state: 'ACTIVE' as const,
      suspensions: [],
      predecessorId: null,
      contractPrices: [],
      version: 2,
      ...change,
    };
    await world.vouchers.say(w.organiserId, announce(voucherChanged, voucherId, voucher));
    await world.heard();
  };

  it('keeps visits of suspended days out, and lets visits before and after in', async () => {
    const { bookingId, voucherId } = await w.book(world);
    await changedTo(voucherId, { suspensions: [{ firstDay: w.day('2026-06-09'), lastDay: w.day('2026-06-11') }] });
    const days = ['2026-06-08', '2026-06-09', '2026-06-11', '2026-06-12'];
    const answers = [];
    for (const date of days) answers.push((await recordOn(bookingId, date)).refusal?.code ?? 'recorded');
    expect(answers).toEqual(['recorded', 'OUTSIDE_VALIDITY', 'OUTSIDE_VALIDITY', 'recorded']);
  });

  it('lets nobody record for, or book on, a voucher that the client declined', async () => {
    const { bookingId, voucherId } = await w.book(world);
    await changedTo(voucherId, { state: 'DECLINED' });
    expect((await recordOn(bookingId, '2026-06-12')).refusal.code).toBe('OUTSIDE_VALIDITY');
    const { data } = await world.bookings.ask(w.recorder, op.BOOK, { input: w.bookingInput(voucherId) });
    expect(data.makeBooking.refusal.code).toBe('OUTSIDE_VALIDITY');
  });
});
