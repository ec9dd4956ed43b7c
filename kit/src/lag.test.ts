/** What counts as late: one event that waits, not a stream of events that come and go. */
import { expect, test } from 'vitest';
import { createLag } from './lag.ts';

function looks() {
  let at = 0;
  const lag = createLag(() => at);
  return (atMs: number, ...positions: [partition: string, done: number, head: number][]) => {
    at = atMs;
    return lag(positions.map(([partition, done, head]) => ({ partition, done, head })));
  };
}

test('under a stream of promptly applied events there is always something, and nothing is late', () => {
  const look = looks();
  for (let second = 0; second < 120; second++)
    expect(look(second * 1_000, ['a', second * 8, second * 8 + 3])).toEqual({ count: 3, forMs: 0 });
});

test('an event that stays is late since the first look that found it, whatever follows it', () => {
  const look = looks();
  expect(look(0, ['a', 4, 5])).toEqual({ count: 1, forMs: 0 });
  expect(look(10_000, ['a', 4, 9])).toEqual({ count: 5, forMs: 10_000 });
  expect(look(40_000, ['a', 4, 9])).toEqual({ count: 5, forMs: 40_000 });
  expect(look(41_000, ['a', 5, 9])).toEqual({ count: 4, forMs: 0 });
  expect(look(42_000, ['a', 9, 9])).toEqual({ count: 0, forMs: 0 });
  expect(look(90_000, ['a', 9, 10])).toEqual({ count: 1, forMs: 0 });
});

test('moving partitions do not hide one that stands still', () => {
  const look = looks();
  look(0, ['still', 0, 1], ['busy', 0, 100]);
  expect(look(30_000, ['still', 0, 1], ['busy', 400, 500])).toEqual({ count: 101, forMs: 30_000 });
});

test('a long backlog that shrinks is only as late as its oldest event', () => {
  const look = looks();
  look(0, ['a', 0, 1_000]);
  expect(look(5_000, ['a', 600, 1_500])).toEqual({ count: 900, forMs: 5_000 });
  expect(look(9_000, ['a', 1_100, 1_600])).toEqual({ count: 500, forMs: 0 });
});

test('a restored database starts anew', () => {
  const look = looks();
  look(0, ['a', 50, 60]);
  expect(look(60_000, ['a', 10, 20])).toEqual({ count: 10, forMs: 0 });
});
