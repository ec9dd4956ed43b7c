/**
 * Tests what a client pays in a month so far: voucher by voucher, as soon as a visit is taken, with the part free by
 * law apart.
 */
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

const QUERY = `query ($id: ID!) { voucher(id: $id) {
  may: monthSoFar(month: "2026-05") { visits clientShare }
  june: monthSoFar(month: "2026-06") { visits organiserShare clientShare freeByLaw extraService }
} }`;
const monthsOf = async (id: string, actor: Actor = w.granter) => (await world.vouchers.ask(actor, QUERY, { id })).data.voucher;

it('adds up the visits of the month without deleted ones', async () => {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId, firstDay: '2026-05-01' });
  expect(await monthsOf(voucherId)).toEqual({
    may: { visits: 0, clientShare: '0.00' },
    june: { visits: 0, organiserShare: '0.00', clientShare: '0.00', freeByLaw: '0.00', extraService: '0.00' },
  });
  // Two hours for which the client pays 6.50 each, and one at 21.00 that is free for them by law.
  const [shared, deleted] = ['2026-06-02', '2026-06-03'].map((day) => w.visitOf(voucherId, `${day}T08:00`, `${day}T10:00`, { personId }));
  const free = w.visitOf(voucherId, '2026-06-04T08:00', '2026-06-04T09:00', {
    personId,
    pieces: [w.pieceOf(w.contentA, '2026-06-04', 60, 2100n)],
  });
  // Half an hour in May and half an hour in June.
  const night = w.visitOf(voucherId, '2026-05-31T23:30', '2026-06-01T00:30', {
    personId,
    pieces: [w.pieceOf(w.contentB, '2026-05-31', 30, 3850n), w.pieceOf(w.contentB, '2026-06-01', 30, 3850n)],
  });
  await w.record(world, shared!, deleted!, free, night);
  await w.remove(world, deleted!);
  expect(await monthsOf(voucherId)).toEqual({
    may: { visits: 1, clientShare: '3.25' },
    june: { visits: 3, organiserShare: '101.00', clientShare: '16.25', freeByLaw: '21.00', extraService: '0.00' },
  });
});

it('a provider does not learn what others served; the client does', async () => {
  const voucherId = await w.grantVoucher(world, { personId: w.personId });
  await w.record(world, w.visitOf(voucherId, '2026-06-02T08:00', '2026-06-02T10:00'));
  expect((await monthsOf(voucherId, w.client)).june).toMatchObject({ visits: 1, clientShare: '13.00' });
  expect(await monthsOf(voucherId, w.recorder)).toEqual({ may: null, june: null });
});

it('a representative learns what the client pays by a mandate to see services, and not by one to arrange them', async () => {
  const voucherId = await w.grantVoucher(world, { personId: w.personId });
  await w.record(world, w.visitOf(voucherId, '2026-06-03T08:00', '2026-06-03T10:00'));
  const by = (role: string): Actor => ({ ...w.client, roles: [role] });
  expect((await monthsOf(voucherId, by('MANDATE_SEE'))).june).toMatchObject({ visits: 1, clientShare: '13.00' });
  expect(await monthsOf(voucherId, by('MANDATE_ARRANGE'))).toEqual({ may: null, june: null });
});
