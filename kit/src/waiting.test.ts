/** Waiting ends when it should: by a ring, at its limit, or when the process stops. Lanes keep their order. */
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { createLanes } from './lanes.ts';
import { createLookout, createNudge, inSteps, pause } from './waiting.ts';

const LONG_MS = 60_000;
const never = new AbortController().signal;

test('a ring wakes all who wait', async () => {
  const nudge = createNudge();
  const waiting = [nudge.next(LONG_MS), nudge.next(LONG_MS)];
  nudge.ring();
  expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
});

test('a ring while nobody waits is not lost, and counts once', async () => {
  const nudge = createNudge();
  nudge.ring();
  nudge.ring();
  await nudge.next(LONG_MS);
  const second = nudge.next(LONG_MS).then(() => 'rung');
  expect(await Promise.race([second, sleep(20, 'waits')])).toBe('waits');
  nudge.ring();
  expect(await second).toBe('rung');
});

test('waiting ends at its limit, and when the process stops', async () => {
  const nudge = createNudge();
  await nudge.next(1);
  const stopping = new AbortController();
  const waiting = [nudge.next(LONG_MS, stopping.signal), pause(LONG_MS, stopping.signal)];
  stopping.abort();
  await Promise.all(waiting);
  expect(await Promise.all([nudge.next(LONG_MS, stopping.signal), pause(LONG_MS, stopping.signal)])).toEqual([undefined, undefined]);
});

test('a partition does one thing at a time, whatever its callers; others go on beside it', async () => {
  const lanes = createLanes(never);
  const running = new Map<string, number>();
  let most = 0;
  let overlaps = 0;
  const work = async (partition: string) => {
    running.set(partition, (running.get(partition) ?? 0) + 1);
    if (running.get(partition)! > 1) overlaps++;
    most = Math.max(most, [...running.values()].filter((count) => count > 0).length);
    await sleep(2);
    running.set(partition, running.get(partition)! - 1);
  };
  const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
  await Promise.all([lanes.each(names, work), lanes.each(names.toReversed(), work)]);
  expect(overlaps).toBe(0);
  expect(most).toBeGreaterThan(3);
  expect(most).toBeLessThanOrEqual(8);
});

test('failing partitions do not keep the others from their work', async () => {
  const lanes = createLanes(never);
  const done: string[] = [];
  const names = Array.from({ length: 12 }, (_, index) => `p${index}`);
  const work = async (partition: string) => {
    if (Number(partition.slice(1)) < 6) throw new Error(`${partition} fails`);
    done.push(partition);
  };
  await expect(lanes.each(names, work)).rejects.toThrow('p0 fails');
  expect(done.toSorted()).toEqual(names.slice(6).toSorted());
});

test('one look tells all who wait, and each waits for all of their own', async () => {
  const ring = createNudge();
  const done = new Set<string>();
  const looks: string[][] = [];
  const lookout = createLookout(
    async (ids) => {
      looks.push([...ids].toSorted());
      return new Map([...done].map((id) => [id, `${id} is done`]));
    },
    ring,
    LONG_MS,
  );
  const ended: string[] = [];
  const first = lookout.until(['a'], LONG_MS).finally(() => ended.push('first'));
  const second = lookout.until(['a', 'b'], LONG_MS).finally(() => ended.push('second'));
  done.add('a');
  ring.ring();
  await first;
  await sleep(5);
  expect(ended).toEqual(['first']);
  done.add('b');
  ring.ring();
  expect(await second).toEqual(
    new Map([
      ['a', 'a is done'],
      ['b', 'b is done'],
    ]),
  );
  expect(looks).toEqual([['a', 'b'], ['b']]);
});

test('a caller who waits longer than the limit is let go, and nobody looks for them any more', async () => {
  let looks = 0;
  const lookout = createLookout(async () => (looks++, new Map()), createNudge(), 2);
  await lookout.until(['a'], 20);
  await sleep(10);
  const before = looks;
  await sleep(20);
  expect(before).toBeGreaterThan(0);
  expect(looks).toBe(before);
});

test('without a ring it looks all the same, and a failing look fails all who wait', async () => {
  let looks = 0;
  const lookout = createLookout(
    () => (looks++ === 0 ? Promise.reject(new Error('away')) : Promise.resolve(new Map([['a', 1]]))),
    createNudge(),
    2,
  );
  const both = await Promise.allSettled([lookout.until(['a'], LONG_MS), lookout.until(['a'], LONG_MS)]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  await lookout.until(['a'], LONG_MS);
  expect(looks).toBe(2);
});

test.each([0, 10, 60])('work of %i ms is answered, or fails, after a whole number of steps', async (takesMs) => {
  const stepMs = 50;
  const begun = performance.now();
  expect(await inSteps(stepMs, () => sleep(takesMs, 'an answer'))).toBe('an answer');
  const failed = inSteps(stepMs, () => sleep(takesMs).then(() => Promise.reject(new Error('a fault'))));
  await expect(failed).rejects.toThrow('a fault');
  const steps = 2 * Math.ceil(Math.max(takesMs, 1) / stepMs);
  // A timer may be a little early.
  expect(performance.now() - begun).toBeGreaterThan(steps * stepMs - 5);
});
