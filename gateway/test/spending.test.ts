/** Two gateways and one broker: what a caller spends at one counts at the other, and nobody else pays for it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { natsUrl } from '@seteli/testing/broker';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { FEED, openStream } from './feed.ts';
import { startWorld, type World } from './world.ts';

const items = Array.from({ length: 110_000 }, (_, index) => ({ id: String(index), seq: index + 1, cursor: `1.${index}`, payload: '' }));
const feeds = { many: items, few: items.slice(0, 5) };
const resolvers = {
  settlement: {
    Query: {
      settlementFeed: (_: unknown, { organiserId }: { organiserId: string }) => ({
        items: organiserId === 'many' ? feeds.many : feeds.few,
      }),
    },
  },
};
const ASK = 'query ($of: ID!, $first: Int!) { settlementFeed(organiserId: $of, first: $first) { items { seq } } }';

let here: World;
let there: World;
beforeAll(async () => {
  const env = { NATS_URL: natsUrl('gateway'), COST_PER_MINUTE: '250000', SUBGRAPH_TIMEOUT_MS: '4000' };
  [here, there] = await Promise.all([startWorld({ resolvers, env }), startWorld({ resolvers, env })]);
});
afterAll(() => Promise.all([here.stop(), there.stop()]));

const spend = async () => here.ask(ASK, { of: 'many', first: items.length });
/** Needs nearly the whole budget, and takes next to nothing of it. */
const probe = async (at: World, claims = {}) => at.ask(ASK, { of: 'few', first: 240_000 }, await at.token({ claims }));

test('a gateway knows within seconds what the systems of an organisation have spent at the other', async () => {
  expect(await probe(there, { sub: 'other-system' })).toMatchObject({ status: 200 });
  // Counting begins anew whenever a minute ends meanwhile.
  await expect
    .poll(async () => [(await spend()).status, (await probe(there, { sub: 'other-system' })).status], { timeout: 20_000, interval: 400 })
    .toEqual([expect.any(Number), 429]);
  const { status, headers, errors } = await probe(there);
  if (status !== 429) return;
  expect(errors).toEqual([{ message: expect.stringMatching(/a minute/), extensions: { code: 'RATE_LIMITED' } }]);
  expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  expect(Number(headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect(await probe(there, { org: { kind: 'ORGANISER', id: '01980000-0000-7000-8000-0000000000ff' } })).toMatchObject({ status: 200 });
  expect(await probe(there, { roles: ['GRANTER'] })).toMatchObject({ status: 200 });
});

test('a subscription whose caller has spent everything waits for its turn, and does not end', async () => {
  // An estimate stays set aside until its minute ends.
  const second = Math.floor(Date.now() / 1_000) % 60;
  if (second > 54) await sleep((60 - second) * 1_000);
  const token = await here.token({ claims: { org: { kind: 'ORGANISER', id: '01980000-0000-7000-8000-0000000000fe' } } });
  here.subgraphs.settlement.mood = 'frozen';
  const frozen = here.ask(ASK, { of: 'few', first: 240_000 }, token);
  await expect.poll(() => here.subgraphs.settlement.requests.at(-1)?.variables).toMatchObject({ first: 240_000 });
  const query = encodeURIComponent(FEED.replace('seq', 'seq visit { lines { content { code } } }'));
  const stream = await openStream(`${here.url}/graphql/stream?query=${query}`, { headers: { authorization: `Bearer ${token}` } });
  const item = stream.take(1);
  expect(await Promise.race([item, sleep(500, 'nothing')])).toBe('nothing');
  here.subgraphs.settlement.mood = 'well';
  expect(await frozen).toMatchObject({ errors: [{ extensions: { code: 'INTERNAL' } }] });
  expect(await item).toMatchObject([{ id: '1.0' }]);
  stream.leave();
});
