/** Limits on looking for vouchers by their numbers: where each begins, and when it is told. */
import { describe, expect, it } from 'vitest';
import { isAlarming, isTooOften, WINDOWS, type Window } from './guessing.ts';

const window: Window = { by: 'user', seconds: 60, lookups: 60, misses: 10, alarm: 5 };

describe('too often', () => {
  it.each([
    [1, 0, false],
    [60, 9, false],
    [61, 0, true],
    [11, 10, true],
    [1, 10, true],
  ])('the look-up that is number %i after %i misses: %s', (lookups, misses, expected) =>
    expect(isTooOften({ window, lookups, misses })).toBe(expected),
  );
});

describe('an alarm', () => {
  it.each([
    ['a miss too few', 5, 4, true, false],
    ['the miss that comes to the number', 5, 5, true, true],
    ['an opening after it', 6, 5, false, false],
    ['a miss after it', 6, 6, true, false],
    ['the last look-up of the limit', 60, 0, false, false],
    ['the first beyond it', 61, 0, false, true],
    ['the second beyond it', 62, 0, false, false],
  ])('%s', (_, lookups, misses, hasMissed, expected) => expect(isAlarming({ window, lookups, misses }, hasMissed)).toBe(expected));
});

it('misses count harder than openings, everybody hears of them before or when they are stopped, and whoever is more may do more', () => {
  for (const { lookups, misses, alarm } of WINDOWS) {
    expect(misses * 5).toBeLessThan(lookups);
    expect(alarm).toBeLessThanOrEqual(misses);
  }
  for (const seconds of [60, 86_400]) {
    const [user, organisation, address] = WINDOWS.filter((each) => each.seconds === seconds);
    expect([user!.by, organisation!.by, address!.by]).toEqual(['user', 'organisation', 'address']);
    expect(user!.misses * 5).toBeLessThanOrEqual(organisation!.misses);
    expect(organisation!.misses).toBeLessThan(address!.misses);
  }
});
