/**
 * Notices of what happens to a booking through no act in it: an organiser withdraws an approval, a recalculation
 * changes a share. People who see the booking read them.
 */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announce } from '@seteli/kit/outbox';
import { announced } from '@seteli/kit/testing/peer';
import { visitRecorded } from '@seteli/schema/events/bookings';
import { approvalWithdrawn } from '@seteli/schema/events/registry';
import { allocationRecalculated } from '@seteli/schema/events/vouchers';
import { z } from 'zod';
import * as op from './operations.ts';
import { linesOf } from './played-vouchers.ts';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

const NOTICES =
  'query ($id: ID!) { booking(id: $id) { notices { kind service { id } lastDay visit { id } oldClientShare newClientShare booking { id } } } }';
const noticesOf = async (bookingId: string, by = w.client) =>
  (await world.bookings.ask(by, NOTICES, { id: bookingId })).data.booking?.notices;

describe('R32: when an organiser withdraws the approval of a provider', () => {
  /** A service of two contents, with an approval of the provider for it. */
  async function approved(approvals: (contents: readonly string[]) => readonly (readonly string[])[] = (contents) => [contents]) {
    const [serviceId, contents, approvalId] = [w.variedServiceId, [newId(), newId()], newId()];
    const bands = (contentId: string, hour: number) =>
      w.unbanded(contentId, { bands: [{ dayClasses: ['WEEKDAY' as const], fromMinute: hour * 60, toMinute: hour * 60 + 60 }] });
    const others = approvals(contents).slice(1);
    await world.registry.say(
      w.organiserId,
      w.service({ serviceId, contents: contents.map((id, n) => bands(id, 8 + n)), version: ++version }),
      w.approval({ serviceId, approvalId, contentIds: [...approvals(contents)[0]!] }),
      ...others.map((contentIds) => w.approval({ serviceId, contentIds: [...contentIds] })),
      w.priceList(Object.fromEntries(contents.map((id) => [id, 3850n])), {
        serviceId,
        firstDay: w.day(`2026-01-${String(version).padStart(2, '0')}`),
      }),
    );
    await world.heard();
    const withdraw = async () => {
      const { data } = w.approval({
        serviceId,
        approvalId,
        contentIds: [...approvals(contents)[0]!],
        lastDay: w.day('2026-06-10'),
        version: 2,
      });
      await world.registry.say(w.organiserId, announce(approvalWithdrawn, w.providerId, data as never));
      await world.heard();
    };
    return {
      serviceId,
      book: (change: Partial<w.Voucher> = {}) => w.book(world, { serviceId, contentIds: contents, ...change }),
      withdraw,
    };
  }
  let version = 0;

  it('each client whose booking goes on gets a notice, with the service whose other providers are public', async () => {
    const { serviceId, book, withdraw } = await approved();
    const { bookingId } = await book();
    expect(await noticesOf(bookingId)).toEqual([]);
    await withdraw();
    const told = { kind: 'APPROVAL_WITHDRAWN', service: { id: serviceId }, lastDay: '2026-06-10', booking: { id: bookingId } };
    expect(await noticesOf(bookingId)).toEqual([{ ...told, visit: null, oldClientShare: null, newClientShare: null }]);
    expect(await noticesOf(bookingId, w.recorder)).toHaveLength(1);
    for (const by of [w.stranger, w.otherRecorder, w.otherChecker]) expect(await noticesOf(bookingId, by)).toBeUndefined();
  });

  it('a client whose booking or voucher ends with that day gets none', async () => {
    const { book, withdraw } = await approved();
    const end = async (bookingId: string, lastDay: string) =>
      world.bookings.ask(w.recorder, op.END, { input: { idempotencyKey: newId(), bookingId, lastDay } });
    const [ended, running, short, longer] = [
      await book(),
      await book(),
      await book({ lastDay: w.day('2026-06-10') }),
      await book({ lastDay: w.day('2026-06-11') }),
    ];
    await end(ended.bookingId, '2026-06-10');
    await end(running.bookingId, '2026-06-11');
    await withdraw();
    const counts = [];
    for (const { bookingId } of [ended, running, short, longer]) counts.push((await noticesOf(bookingId)).length);
    expect(counts).toEqual([0, 1, 0, 1]);
  });

  it.each<[string, (contents: readonly string[]) => readonly (readonly string[])[], number]>([
    ['nobody where another approval covers all of the booking', (contents) => [contents, contents], 0],
    ['clients who lose a part of their booking', (contents) => [contents, [contents[0]!]], 1],
    ['nobody where another approval covers the withdrawn part', (contents) => [[contents[0]!], contents], 0],
  ])('the notice reaches %s', async (_, approvals, count) => {
    const { book, withdraw } = await approved(approvals);
    const { bookingId } = await book();
    await withdraw();
    expect(await noticesOf(bookingId)).toHaveLength(count);
  });
});

describe('9: when a recalculation changes what the client pays for a delivered visit', () => {
  async function visitOf() {
    const { bookingId, voucherId } = await w.book(world);
    const { id: visitId } = await w.recordOne(world, bookingId);
    const recorded = (await announced(world.bookings.database, visitRecorded.type)).find(({ subject }) => subject === visitId)!;
    const [line] = linesOf(z.decode(visitRecorded.data, recorded.data as never));
    const again = async (clientCents: bigint) => {
      const lines = [{ ...line!, organiserCents: 9625n - clientCents, clientCents }];
      await world.vouchers.say(w.organiserId, announce(allocationRecalculated, visitId, { visitId, visitVersion: 1, voucherId, lines }));
      await world.heard();
    };
    return { bookingId, visitId, again };
  }

  it('the client reads the earlier and the new share, each time', async () => {
    const { bookingId, visitId, again } = await visitOf();
    await again(1000n);
    await again(0n);
    const told = {
      kind: 'SHARE_RECALCULATED',
      service: { id: w.serviceId },
      visit: { id: visitId },
      lastDay: null,
      booking: { id: bookingId },
    };
    expect(await noticesOf(bookingId)).toEqual([
      { ...told, oldClientShare: '10.00', newClientShare: '0.00' },
      { ...told, oldClientShare: '16.25', newClientShare: '10.00' },
    ]);
  });

  it('the client reads more notices than a page holds, the newest first', async () => {
    const { bookingId, visitId } = await visitOf();
    await world.bookings.database.pool.query(
      `insert into booking_notice (id, booking_id, kind, told_at, visit_id, old_share_cents, new_share_cents)
       select uuidv7(), $1, 'SHARE_RECALCULATED', now(), $2, n, n + 1 from generate_series(1, 203) n`,
      [bookingId, visitId],
    );
    const query = 'query ($id: ID!, $skip: Int!) { booking(id: $id) { notices(skip: $skip) { newClientShare } } }';
    const after = async (skip: number) => (await world.bookings.ask(w.client, query, { id: bookingId, skip })).data.booking.notices;
    expect(await after(0)).toHaveLength(200);
    expect(await after(200)).toEqual(['0.04', '0.03', '0.02'].map((newClientShare) => ({ newClientShare })));
  });

  it('the client reads nothing of a recalculation that leaves their share as it was', async () => {
    const { bookingId, again } = await visitOf();
    await again(1625n);
    expect(await noticesOf(bookingId)).toEqual([]);
  });
});
