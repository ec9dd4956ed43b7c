/** Tests balances in euros: batches, what visits take from them, and recalculating them after a visit was deleted. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import { allocationRecalculated } from '@seteli/schema/events/vouchers';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld();
});
afterAll(() => world.stop());

const batch = (amount: string, lastDay = '2026-12-31') => ({ amount, firstDay: '2026-06-01', lastDay });

async function grant(batches = [batch('300.00'), batch('200.00')], contentIds = [w.contentB]) {
  const personId = newId();
  const voucherId = await w.grantVoucher(world, { personId, entitlements: [], balance: { contentIds, batches } });
  /** An hour at this price, on a day of June. */
  const visit = (day: number, cents: bigint, contentId = w.contentB) => {
    const date = `2026-06-${String(day).padStart(2, '0')}`;
    return w.visitOf(voucherId, `${date}T10:00`, `${date}T11:00`, { personId, pieces: [w.pieceOf(contentId, date, 60, cents)] });
  };
  return { personId, voucherId, visit };
}

const BALANCE = `query ($id: ID!) { voucher(id: $id) { entitlements { id } balance { remaining(day: "2026-06-20") batches { amount remaining lastDay } } } }`;
const balanceOf = async (id: string) => (await world.vouchers.ask(w.granter, BALANCE, { id })).data.voucher.balance;

async function shares(...visits: w.RecordedVisit[]) {
  await w.record(world, ...visits);
  const answers = await Promise.all(visits.map(async (visit) => (await w.answersTo(world, visit)).at(-1)!));
  return answers.map(
    ({ code, lines }) =>
      code ?? (lines as { organiserCents: number; clientCents: number }[]).map((line) => [line.organiserCents, line.clientCents]),
  );
}

async function recalculate(voucherId: string, previewId?: string, actor = w.granter, idempotencyKey = newId()) {
  const mutation = `mutation ($input: RecalculateBalanceInput!) { recalculateBalance(input: $input) {
    recalculation { previewId effects { visit { id } organiserShareBefore organiserShareAfter clientShareBefore clientShareAfter } } refusal { code } } }`;
  return (await world.vouchers.ask(actor, mutation, { input: { idempotencyKey, voucherId, previewId } })).data.recalculateBalance;
}

// Content b has the value 32.00 in this world, so a price of 32.00 or less is paid whole.
describe('visits of a balance', () => {
  it('are paid up to the value while the balance lasts; then the client pays the rest', async () => {
    const { voucherId, visit } = await grant([batch('40.00')]);
    expect(await shares(visit(1, 3000n), visit(2, 4000n), visit(3, 1000n))).toEqual([[[3000, 0]], [[1000, 3000]], [[0, 1000]]]);
    expect(await balanceOf(voucherId)).toEqual({
      remaining: '0.00',
      batches: [{ amount: '40.00', remaining: '0.00', lastDay: '2026-12-31' }],
    });
  });

  it('are refused when they are free by law and the balance is too small', async () => {
    const { visit, voucherId } = await grant([batch('20.99')], [w.contentA]);
    expect(await shares(visit(1, 2100n, w.contentA))).toEqual(['BALANCE_EXCEEDED']);
    expect((await balanceOf(voucherId)).remaining).toBe('20.99');
    const enough = await grant([batch('21.00')], [w.contentA]);
    expect(await shares(enough.visit(1, 2500n, w.contentA))).toEqual([[[2100, 0]]]);
  });

  it('take from the batch that expires first, and give back to the batch that paid', async () => {
    const { voucherId, visit } = await grant([batch('100.00'), batch('10.00', '2026-06-30')]);
    const first = visit(1, 3000n);
    await w.record(world, first);
    const left = async () => (await balanceOf(voucherId)).batches.map((each: { remaining: string }) => each.remaining);
    expect(await left()).toEqual(['80.00', '0.00']);
    await w.remove(world, first);
    expect(await left()).toEqual(['100.00', '10.00']);
  });

  it('are paid from euros that an officer loads later', async () => {
    const { voucherId, visit } = await grant([batch('10.00')]);
    await w.record(world, visit(1, 3000n));
    const load = async (actor: typeof w.granter, amount: string) => {
      const mutation = `mutation ($input: LoadBalanceInput!) { loadBalance(input: $input) { voucher { balance { remaining(day: "2026-06-20") } } refusal { code } } }`;
      return (await world.vouchers.ask(actor, mutation, { input: { idempotencyKey: newId(), voucherId, batch: batch(amount) } })).data
        .loadBalance;
    };
    expect((await load(w.otherGranter, '50.00')).refusal.code).toBe('NOT_FOUND');
    expect((await load(w.granter, '0.00')).refusal.code).toBe('AMOUNT_NOT_POSITIVE');
    expect((await load(w.granter, '50.00')).voucher.balance.remaining).toBe('50.00');
    expect(await shares(visit(2, 3000n))).toEqual([[[3000, 0]]]);
  });

  it('never overdraw a batch, whatever writes it', async () => {
    const { voucherId } = await grant([batch('10.00')]);
    const bypass = `update bucket set remaining = -1 where entitlement_id in (select id from entitlement where voucher_id = $1)`;
    await expect(world.vouchers.database.pool.query(bypass, [voucherId])).rejects.toMatchObject({
      constraint: 'bucket_is_never_overdrawn',
    });
  });
});

describe('R15, 9: recalculating the visits', () => {
  async function cutShort() {
    const granted = await grant([batch('50.00')]);
    const visits = [granted.visit(1, 1800n), granted.visit(2, 2000n), granted.visit(3, 2000n)] as const;
    expect(await shares(...visits)).toEqual([[[1800, 0]], [[2000, 0]], [[1200, 800]]]);
    await w.remove(world, visits[1]);
    return { ...granted, last: visits[2] };
  }
  const effect = { organiserShareBefore: '12.00', organiserShareAfter: '20.00', clientShareBefore: '8.00', clientShareAfter: '0.00' };

  it('deleting recalculates nothing by itself; a preview shows the effect and changes nothing', async () => {
    const { voucherId, last } = await cutShort();
    expect((await balanceOf(voucherId)).remaining).toBe('20.00');
    const { recalculation } = await recalculate(voucherId);
    expect(recalculation.effects).toEqual([{ visit: { id: last.visitId }, ...effect }]);
    expect((await balanceOf(voucherId)).remaining).toBe('20.00');
    expect((await recalculate(voucherId)).recalculation).toEqual(recalculation);
  });

  it('a seen preview is carried out once, and announced with the version of the visit', async () => {
    const { voucherId, last } = await cutShort();
    const { previewId } = (await recalculate(voucherId)).recalculation;
    const key = newId();
    const done = await recalculate(voucherId, previewId, w.granter, key);
    expect(done.recalculation.effects).toEqual([{ visit: { id: last.visitId }, ...effect }]);
    expect(await recalculate(voucherId, previewId, w.granter, key)).toEqual(done);
    expect((await balanceOf(voucherId)).remaining).toBe('12.00');
    const events = (await announced(world.vouchers.database, allocationRecalculated.type)).filter(
      ({ subject }) => subject === last.visitId,
    );
    expect(events.map(({ data }) => data)).toMatchObject([{ visitVersion: 1, lines: [{ organiserCents: 2000, clientCents: 0 }] }]);
    expect((await recalculate(voucherId)).recalculation.effects).toEqual([]);
    await w.remove(world, last);
    expect((await balanceOf(voucherId)).remaining).toBe('32.00');
  });

  it('a preview is refused when a visit has come since', async () => {
    const { voucherId, visit } = await cutShort();
    const { previewId } = (await recalculate(voucherId)).recalculation;
    await w.record(world, visit(4, 1500n));
    expect((await recalculate(voucherId, previewId)).refusal.code).toBe('STALE_PREVIEW');
  });

  it('an officer of another county sees and recalculates nothing', async () => {
    const { voucherId } = await cutShort();
    expect((await recalculate(voucherId, undefined, w.otherGranter)).refusal.code).toBe('NOT_FOUND');
  });
});
