/**
 * Tests that a refusal takes the same time whether or not the number exists, measured at the subgraph, as an attacker
 * would.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '@seteli/kit/ids';
import * as w from './world.ts';

const SAMPLES = 2_000;
/**
 * The next look-up starts when one is answered or its work must be done, so that samples measure the service and not
 * each other.
 */
const WORKED_OUT_MS = 5;
const AT_ONCE_MAX = 4;
/** In standard deviations of chance. One run in 150,000 is farther out by chance alone. */
const FARTHEST = 4.5;

const FORGET = 'delete from rate_limit where key in (select key from rate_limit for update skip locked)';

let world: w.World;
const real: string[] = [];
const carriedOver = (): string => `H${String(Math.floor(Math.random() * 1e13)).padStart(13, '0')}`;
const approved = Array.from({ length: 20 }, newId);
/** Vouchers with much to read: the more work there is, the plainer a difference shows. */
beforeAll(async () => {
  world = await w.openWorld();
  const serviceId = newId();
  const contentIds = Array.from({ length: 150 }, newId);
  const approvals = approved.map((id) => w.approvalOf(id, { serviceId, contentIds }));
  await world.registry.say(w.organiserId, w.publication({ serviceId, contents: contentIds.map((id) => w.contentOf(id)) }), ...approvals);
  await world.heard();
  const values = contentIds.map((contentId) => ({ contentId, value: '21.00' }));
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
    input: { idempotencyKey: newId(), serviceId, firstDay: '2026-01-01', values },
  });
  const entitlements = Array.from({ length: 20 }, (_, place) => ({
    contentIds: contentIds.filter((_id, index) => index % 20 === place),
    minutes: 600,
    recurrence: 'MONTH',
  }));
  for (let place = 0; place < 8; place++) {
    const input = w.grantInput({ serviceId, entitlements, voucherNumber: carriedOver() });
    real.push((await world.vouchers.ask(w.granter, w.GRANT, { input })).data.grantVoucher.voucher.voucherNumber);
  }
});
afterAll(() => world.stop());

type Sample = { readonly ms: number; readonly isReal: boolean };

/**
 * How far the times of real numbers lie from those of others: over all samples (Mann and Whitney), and among the
 * fastest twentieth, which a busy machine disturbs least.
 */
function distances(samples: readonly Sample[]): Readonly<Record<'all' | 'fastest', number>> {
  const inOrder = samples.toSorted((a, b) => a.ms - b.ms);
  const size = inOrder.length;
  const reals = inOrder.filter(({ isReal }) => isReal).length;
  const others = size - reals;
  const rankSum = inOrder.reduce((sum, { isReal }, place) => (isReal ? sum + place + 1 : sum), 0);
  const first = inOrder.slice(0, size / 20);
  const amongFirst = first.filter(({ isReal }) => isReal).length;
  const spread = (first.length * reals * others * (size - first.length)) / (size ** 2 * (size - 1));
  return {
    all: (rankSum - (reals * (size + 1)) / 2) / Math.sqrt((reals * others * (size + 1)) / 12),
    fastest: (amongFirst - (first.length * reals) / size) / Math.sqrt(spread),
  };
}

it('a refused user cannot tell by the time which numbers exist', async () => {
  const attackers = [
    ...approved.map((id) => w.actor('PROVIDER', id, ['RECORDER'], [])),
    ...approved.map(() => w.actor('PROVIDER', newId(), ['RECORDER'], [w.teamId])),
  ];
  let tokens: string[] = [];
  const samples: Sample[] = [];
  const pick = <T>(among: readonly T[]): T => among[Math.floor(Math.random() * among.length)]!;
  const answers = new Set<string>();
  const sample = async (token: string) => {
    const isReal = Math.random() < 0.5;
    const request = {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({
        query: 'query ($n: String!) { voucherByNumber(voucherNumber: $n) { id } }',
        variables: { n: isReal ? pick(real) : carriedOver() },
      }),
    };
    const begun = performance.now();
    const text = await (await fetch(`${world.vouchers.url}/graphql`, request)).text();
    samples.push({ ms: performance.now() - begun, isReal });
    answers.add(text);
  };
  const running = new Set<Promise<unknown>>();
  for (let asked = 0; asked < SAMPLES; asked++) {
    if (asked % attackers.length === 0) {
      // The test measures times, not limits, so it deletes the counts. Tokens live for a minute.
      await world.vouchers.database.pool.query(FORGET);
      tokens = await Promise.all(attackers.map((attacker) => world.vouchers.tokenFor(attacker)));
    }
    const one = sample(tokens[asked % tokens.length]!).finally(() => running.delete(one));
    running.add(one);
    await Promise.race([one, sleep(WORKED_OUT_MS)]);
    if (running.size >= AT_ONCE_MAX) await Promise.race(running);
  }
  await Promise.all(running);
  expect([...answers]).toEqual(['{"data":{"voucherByNumber":null}}']);
  const far = distances(samples);
  expect({ far, isTooFar: Math.max(Math.abs(far.all), Math.abs(far.fastest)) > FARTHEST }).toEqual({ far, isTooFar: false });
});
