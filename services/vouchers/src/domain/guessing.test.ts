/** Tests the limits on looking up vouchers by number: where each begins, and when it raises an alarm. */
import { describe, expect, it } from 'vitest';
import { isAlarming, isTooOften, WINDOWS, type Outcome, type Window } from './guessing.ts';

const window: Window = { by: 'user', seconds: 60, lookups: 60, misses: 10, alarm: 5, olderAlarm: 20 };

describe('too many look-ups', () => {
  it.each([
    [1, 0, false],
    [60, 9, false],
    [61, 0, true],
    [11, 10, true],
    [1, 10, true],
  ])('look-up %i after %i misses is one too many: %s', (lookups, misses, expected) =>
    expect(isTooOften({ window, lookups, misses, older: 0 })).toBe(expected),
  );
});

describe('an alarm', () => {
  it.each<[string, number, number, number, Outcome, boolean]>([
    ['one miss below the number', 5, 4, 0, 'missed', false],
    ['the miss that reaches the number', 5, 5, 0, 'missed', true],
    ['an opening after it', 6, 5, 0, undefined, false],
    ['a miss after it', 6, 6, 0, 'missed', false],
    ['one older number below the number', 19, 0, 19, 'older opened', false],
    ['the older number that reaches the number', 20, 0, 20, 'older opened', true],
    ['a new number after it', 21, 0, 20, undefined, false],
    ['an older number after it', 22, 0, 21, 'older opened', false],
    ['the last look-up of the limit', 60, 0, 0, undefined, false],
    ['the first look-up beyond the limit', 61, 0, 0, undefined, true],
    ['the second look-up beyond the limit', 62, 0, 0, undefined, false],
  ])('%s', (_, lookups, misses, older, outcome, expected) =>
    expect(isAlarming({ window, lookups, misses, older }, outcome)).toBe(expected),
  );

  it('older numbers raise none in a window without such an alarm', () => {
    const { olderAlarm: _, ...without } = window;
    expect(isAlarming({ window: without, lookups: 20, misses: 0, older: 20 }, 'older opened')).toBe(false);
  });
});

it('a user who walks older numbers all day raises an alarm at a quarter of the limit', () => {
  for (const { olderAlarm, lookups } of WINDOWS.filter(({ seconds }) => seconds === 86_400))
    expect(olderAlarm! * 4).toBeLessThanOrEqual(lookups);
});

it('misses count harder than openings, an alarm comes no later than the stop, and larger groups may do more', () => {
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
