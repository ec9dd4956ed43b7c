/**
 * Calls that come together are carried out together. Nobody waits without need, and nobody pays for another's fault.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { Patience } from './db.ts';
import { gather } from './gathering.ts';

type Item = { readonly key: string; readonly weight?: number };

function open(
  carryOut: (items: readonly Item[], patience: Patience) => Promise<readonly string[]>,
  { patienceMs = 1_000, sideBySide = 4, limit = 10 } = {},
) {
  const batches: string[][] = [];
  const send = gather(
    (items: readonly Item[], patience) => {
      batches.push(items.map(({ key }) => key));
      return carryOut(items, patience);
    },
    { patienceMs, sideBySide, limit, weightOf: ({ weight = 1 }) => weight, keyOf: ({ key }) => key },
  );
  return { batches, sendAll: (...keys: string[]) => Promise.all(keys.map((key) => send({ key }))), send };
}

const slowly = async (items: readonly Item[]) => {
  await sleep(5);
  return items.map(({ key }) => `did ${key}`);
};

test('the first call goes at once, and the calls that come meanwhile go together', async () => {
  const { batches, sendAll } = open(slowly);
  expect(await sendAll('a', 'b', 'c')).toEqual(['did a', 'did b', 'did c']);
  expect(batches).toEqual([['a'], ['b', 'c']]);
});

test('the next batch does not wait for one that takes too long, but only so many are under way', async () => {
  const released = Promise.withResolvers<void>();
  const { batches, send } = open(
    async (items) => {
      await released.promise;
      return items.map(({ key }) => `did ${key}`);
    },
    { patienceMs: 5, sideBySide: 2 },
  );
  const all = ['a', 'b', 'c'].map((key) => send({ key }));
  await sleep(20);
  all.push(send({ key: 'd' }));
  await sleep(20);
  expect(batches).toEqual([['a'], ['b', 'c']]);
  released.resolve();
  expect(await Promise.all(all)).toEqual(['did a', 'did b', 'did c', 'did d']);
});

test('one batch never holds the same key twice', async () => {
  const { batches, sendAll } = open(slowly);
  await sendAll('x', 'a', 'a', 'b');
  expect(batches).toEqual([['x'], ['a', 'b'], ['a']]);
});

test('a batch weighs no more than the limit, and a heavier item goes alone', async () => {
  const { batches, send } = open(slowly);
  await Promise.all([{ key: 'x' }, { key: 'a', weight: 20 }, { key: 'b', weight: 6 }, { key: 'c', weight: 6 }].map(send));
  expect(batches).toEqual([['x'], ['a'], ['b'], ['c']]);
});

test('when a batch fails, only the item at fault fails', async () => {
  const { batches, send } = open(async (items) => {
    await sleep(5);
    if (items.some(({ key }) => key === 'bad')) throw new Error('bad');
    return items.map(({ key }) => `did ${key}`);
  });
  const outcomes = await Promise.allSettled(['x', 'a', 'bad', 'b'].map((key) => send({ key })));
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
  expect(batches).toEqual([['x'], ['a', 'bad', 'b'], ['a', 'bad'], ['a'], ['bad'], ['bad'], ['b']]);
});

test('items that wait long take turns, and an item that need not wait goes past them', async () => {
  const released = Promise.withResolvers<void>();
  let held = 0;
  let mostHeld = 0;
  const { send, sendAll } = open(
    async (items, patience) => {
      await sleep(1);
      const isLocked = items.some(({ key }) => key.startsWith('locked'));
      if (isLocked && patience === 'impatient') throw new Error('the lock is taken');
      if (isLocked) {
        mostHeld = Math.max(mostHeld, ++held);
        await released.promise;
        held--;
      }
      return items.map(({ key }) => `did ${key}`);
    },
    { sideBySide: 3 },
  );
  const free = send({ key: 'free' });
  const locked = sendAll('locked a', 'locked b', 'locked c', 'locked d', 'locked e');
  expect(await free).toBe('did free');
  await expect.poll(() => held).toBe(2);
  expect(await send({ key: 'also free' })).toBe('did also free');
  released.resolve();
  expect(await locked).toEqual(['a', 'b', 'c', 'd', 'e'].map((name) => `did locked ${name}`));
  expect(mostHeld).toBe(2);
});
