/** Which events travel together, and what counts as sent when the broker took only some messages. */
import { expect, test } from 'vitest';
import type { Outgoing } from './outbox.ts';
import { confirmedPrefix, toMessages } from './relay.ts';

const event = (partition: string, seq: number, type = 't', size = 10): Outgoing => ({
  partition,
  seq: BigInt(seq),
  id: `${partition}${seq}`,
  type,
  wire: 'x'.repeat(size),
});
const shapeOf = (events: readonly Outgoing[]) =>
  toMessages(events).map(({ partition, type, id, seq, wires }) => [partition, type, id, seq, wires.length]);

test('consecutive events of one partition and type travel in one message', () => {
  expect(shapeOf([event('a', 1), event('a', 2), event('a', 3, 'u'), event('a', 4), event('b', 1)])).toEqual([
    ['a', 't', 'a1 a2', 2n, 2],
    ['a', 'u', 'a3 a3', 3n, 1],
    ['a', 't', 'a4 a4', 4n, 1],
    ['b', 't', 'b1 b1', 1n, 1],
  ]);
  expect(shapeOf([])).toEqual([]);
});

test('a message holds a hundred events and 128 kB at most, but always one event', () => {
  const lengths = (events: readonly Outgoing[]) => toMessages(events).map(({ wires }) => wires.length);
  expect(lengths(Array.from({ length: 250 }, (_, n) => event('a', n + 1)))).toEqual([100, 100, 50]);
  expect(lengths([50, 60, 30, 700, 1].map((kilobytes, n) => event('a', n + 1, 't', kilobytes * 1024)))).toEqual([2, 1, 1, 1]);
});

const taken = { status: 'fulfilled', value: undefined } as const;
const refused = { status: 'rejected', reason: 'timeout' } as const;

test.each([
  ['all were taken', [taken, taken, taken, taken], { a: 3n, b: 1n }],
  ['one in the middle was refused', [taken, refused, taken, taken], { a: 1n, b: 1n }],
  ['the first was refused', [refused, taken, taken, taken], { b: 1n }],
  ['the last was refused', [taken, taken, refused, refused], { a: 2n }],
  ['none was taken', [refused, refused, refused, refused], {}],
])('when %s, each partition counts up to its first failure', (_, results, confirmed) => {
  const events = [event('a', 1), event('a', 2), event('a', 3), event('b', 1)];
  expect(Object.fromEntries(confirmedPrefix(events, results))).toEqual(confirmed);
});
