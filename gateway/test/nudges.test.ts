/**
 * Settlement's announcement brings new items at once. Without a broker they come a little later, and nothing else
 * changes.
 */
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { natsUrl } from '@seteli/testing/broker';
import { FINISH_MS } from '@seteli/kit/stopping';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestFeed, FEED, openStream } from './feed.ts';
import { ORGANISER, startWorld, type World } from './world.ts';

const feed = createTestFeed();
let settlement: NatsConnection;
let world: World;

beforeAll(async () => {
  const { username, password, host } = new URL(natsUrl('settlement'));
  settlement = await connect({ servers: host, user: username, pass: password, inboxPrefix: '_INBOX_settlement' });
  world = await startWorld({ resolvers: feed.resolvers, env: { NATS_URL: natsUrl('gateway'), FEED_POLL_MS: '60000' } });
});
afterAll(async () => {
  await world.stop();
  await settlement.close();
});
beforeEach(() => feed.empty());

const follow = async (at: World, sub = 'user-1') => {
  const init = { headers: { authorization: `Bearer ${await at.token({ claims: { sub } })}` } };
  return openStream(`${at.url}/graphql/stream?query=${encodeURIComponent(FEED)}`, init);
};
const announce = (organiserId: string) => settlement.publish(`seteli.settlement.${organiserId}.feed-extended`, '{}');

test('a nudge brings the new item at once', async () => {
  feed.grow(1);
  const stream = await follow(world);
  await stream.take(1);
  feed.grow(1);
  const started = performance.now();
  // The gateway connects in the background. It misses an earlier nudge, and only the poll would make up for that.
  const ringing = setInterval(() => announce(ORGANISER), 50);
  expect(await stream.take(1)).toMatchObject([{ id: '1.2' }]);
  clearInterval(ringing);
  expect(performance.now() - started).toBeLessThan(30_000);
  stream.leave();
});

test('a nudge for another organiser wakes nobody', async () => {
  const stream = await follow(world, 'watcher');
  const reads = () => world.subgraphs.settlement.requests.filter(({ actor }) => actor.userId === 'watcher').length;
  await expect.poll(reads).toBe(1);
  for (let count = 0; count < 5; count++) announce('01980000-0000-7000-8000-0000000000ff');
  await settlement.flush();
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(reads()).toBe(1);
  announce(ORGANISER);
  await expect.poll(reads).toBe(2);
  stream.leave();
});

test('without a broker the gateway starts, serves, follows the feed at its own pace, and stops', async () => {
  const lonely = await startWorld({ resolvers: feed.resolvers, env: { FEED_POLL_MS: '100' } });
  const stream = await follow(lonely);
  feed.grow(1);
  expect(await stream.take(1)).toMatchObject([{ id: '1.1' }]);
  const started = performance.now();
  await lonely.stop();
  expect(performance.now() - started).toBeLessThan(FINISH_MS);
});
