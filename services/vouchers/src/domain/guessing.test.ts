/** Limits on looking for vouchers by their numbers: where each begins, and when it is told. */
import { describe, expect, it } from 'vitest';
import { isAlarming, isTooOften, WINDOWS, type Outcome, type Window } from './guessing.ts';

const window: Window = { by: 'user', seconds: 60, lookups: 60, misses: 10, alarm: 5, olderAlarm: 20 };

describe('too often', () => {
  it.each([
    [1, 0, false],
    [60, 9, false],
    [61, 0, true],
    [11, 10, true],
    [1, 10, true],
  ])('the look-up that is number %i after %i misses: %s', (lookups, misses, expected) =>
    expect(isTooOften({ window, lookups, misses, older: 0 })).toBe(expected),
  );
});

describe('an alarm', () => {
  it.each<[string, number, number, number, Outcome, boolean]>([
    ['a miss too few', 5, 4, 0, 'missed', false],
    ['the miss that comes to the number', 5, 5, 0, 'missed', true],
    ['an opening after it', 6, 5, 0, undefined, false],
    ['a miss after it', 6, 6, 0, 'missed', false],
    ['an older number too few', 19, 0, 19, 'older opened', false],
    ['the older number that comes to the number', 20, 0, 20, 'older opened', true],
    ['a number of today after it', 21, 0, 20, undefined, false],
    ['an older number after it', 22, 0, 21, 'older opened', false],
    ['the last look-up of the limit', 60, 0, 0, undefined, false],
    ['the first beyond it', 61, 0, 0, undefined, true],
    ['the second beyond it', 62, 0, 0, undefined, false],
  ])('%s', (_, lookups, misses, older, outcome, expected) =>
    expect(isAlarming({ window, lookups, misses, older }, outcome)).toBe(expected),
  );

  it('is never raised by older numbers in a window that does not say so', () => {
    const { olderAlarm: _, ...without } = window;
    expect(isAlarming({ window: without, lookups: 20, misses: 0, older: 20 }, 'older opened')).toBe(false);
  });
});

it('whoever walks older numbers all day is told of at a quarter of what they may open', () => {
  for (const { olderAlarm, lookups } of WINDOWS.filter(({ seconds }) => seconds === 86_400))
    expect(olderAlarm! * 4).toBeLessThanOrEqual(lookups);
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
