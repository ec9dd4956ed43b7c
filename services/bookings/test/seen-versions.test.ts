/** A person who changes a visit or a booking as they saw it does not change what it has become since. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { made, refused } from './played-vouchers.ts';
import * as op from './operations.ts';
import * as sent from './sent.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());
beforeEach(() => world.vouchersAnswers(made));

type Answer = {
  readonly visit: Record<string, unknown> | null;
  readonly refusal: { readonly code: string; readonly path?: string[] } | null;
};

async function command(by: typeof w.checker, mutation: string, visitId: string, more: Record<string, unknown> = {}): Promise<Answer> {
  const { data } = await world.bookings.ask(by, mutation, { input: { idempotencyKey: newId(), visitId, ...more } });
  return Object.values(data)[0] as Answer;
}
const until = (end: string) => ({ start: sent.helsinki('2026-06-15T10:00'), end: sent.helsinki(`2026-06-15T${end}`) });
const STALE = { visit: null, refusal: expect.objectContaining({ code: 'STALE', path: ['expectedVersion'] }) };

describe('a visit', () => {
  it('that its provider has edited since is not approved, held, returned, edited or deleted by its old version', async () => {
    const { bookingId } = await w.book(world, w.checkedVoucher);
    const { id } = await w.recordOne(world, bookingId);
    const edited = await command(w.recorder, op.EDIT, id, { ...until('13:00'), expectedVersion: 1 });
    expect(edited.visit).toMatchObject({ version: 2, state: 'UNDER_REVIEW' });
    const seen = { expectedVersion: 1 };
    for (const [by, mutation, more] of [
      [w.checker, op.APPROVE, {}],
      [w.checker, op.RETURN, { reason: 'Väärä kesto' }],
      [w.checker, op.HOLD, { reason: 'Väärä kesto' }],
      [w.checker, op.CREDIT, { reason: 'Väärä kesto' }],
      [w.checker, op.CORRECT, { reason: 'Väärä kesto', ...until('14:00') }],
      [w.recorder, op.EDIT, until('14:00')],
      [w.recorder, op.DELETE, {}],
    ] as const)
      expect(await command(by, mutation, id, { ...more, ...seen })).toEqual(STALE);
    expect(await w.see(world, id)).toMatchObject({ version: 2, state: 'UNDER_REVIEW', end: edited.visit!.end });
    expect((await command(w.checker, op.APPROVE, id, { expectedVersion: 2 })).visit).toMatchObject({ state: 'APPROVED' });
  });

  it('is changed at any version when the caller names none', async () => {
    const { bookingId } = await w.book(world);
    const { id } = await w.recordOne(world, bookingId);
    await command(w.recorder, op.EDIT, id, until('13:00'));
    expect((await command(w.recorder, op.EDIT, id, until('14:00'))).visit).toMatchObject({ version: 3 });
  });

  it('is edited by the same key once vouchers has heard of everything: the version of the first try is not another person’s', async () => {
    const { bookingId } = await w.book(world);
    const { id } = await w.recordOne(world, bookingId);
    const input = { ...until('13:00'), idempotencyKey: newId(), expectedVersion: 1 };
    world.vouchersAnswers((visit) => refused(visit, 'NOT_YET_KNOWN', 0));
    await command(w.recorder, op.EDIT, id, input);
    expect((await w.see(world, id)).version).toBeGreaterThan(1);
    world.vouchersAnswers(made);
    expect(await command(w.recorder, op.EDIT, id, input)).toMatchObject({
      visit: { end: '2026-06-15T10:00:00.000Z', version: 3 },
      refusal: null,
    });
    expect(await command(w.recorder, op.EDIT, id, { ...input, idempotencyKey: newId() })).toEqual(STALE);
  });
});

it('recurring visits are not set, paused or ended by an old version', async () => {
  const { bookingId } = await w.book(world);
  const act = async (name: string, input: object) => {
    const type = `${name[0]!.toUpperCase()}${name.slice(1)}Input`;
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { recurringVisits { id version } refusal { code path } } }`;
    return (await world.bookings.ask(w.recorder, mutation, { input: { idempotencyKey: newId(), ...input } })).data[name];
  };
  const set = (expectedVersion: number) =>
    act('setRecurringVisits', {
      bookingId,
      rule: 'FREQ=DAILY',
      firstDay: '2026-06-17',
      startTime: '08:00',
      endTime: '09:00',
      expectedVersion,
    });
  const stale = { recurringVisits: null, refusal: { code: 'STALE', path: ['expectedVersion'] } };
  expect(await set(99)).toEqual(stale);
  const { id: recurringVisitsId, version } = (await set(1)).recurringVisits;
  expect(version).toBe(1);
  const pause = (expectedVersion: number) =>
    act('pauseRecurringVisits', { recurringVisitsId, firstDay: '2026-06-20', lastDay: '2026-06-21', expectedVersion });
  const both = await Promise.all([pause(1), pause(1)]);
  expect(both.map(({ refusal, recurringVisits }) => refusal?.code ?? recurringVisits.version).toSorted()).toEqual([2, 'STALE']);
  const end = (expectedVersion: number) => act('endRecurringVisits', { recurringVisitsId, lastDay: '2026-06-30', expectedVersion });
  expect(await end(1)).toEqual(stale);
  expect((await end(2)).recurringVisits.version).toBe(3);
});

it('a booking that has been ended since is not ended by its old version', async () => {
  const { bookingId } = await w.book(world);
  const END = `mutation ($input: EndBookingInput!) { endBooking(input: $input) { booking { lastDay version } refusal { code path } } }`;
  const end = async (lastDay: string, expectedVersion?: number) =>
    (await world.bookings.ask(w.recorder, END, { input: { idempotencyKey: newId(), bookingId, lastDay, expectedVersion } })).data
      .endBooking;
  const seen = `query ($id: ID!) { booking(id: $id) { version } }`;
  const { version } = (await world.bookings.ask(w.recorder, seen, { id: bookingId })).data.booking;
  expect((await end('2026-09-30', version)).booking).toEqual({ lastDay: '2026-09-30', version: version + 1 });
  expect(await end('2026-08-31', version)).toEqual({ booking: null, refusal: { code: 'STALE', path: ['expectedVersion'] } });
  expect((await end('2026-08-31', version + 1)).booking).toEqual({ lastDay: '2026-08-31', version: version + 2 });
});
