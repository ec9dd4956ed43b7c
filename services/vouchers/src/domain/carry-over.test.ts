/** Tests units that are carried into the next period (rules 23). */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { leastGrant, roomOf, suffices, type Level } from './carry-over.ts';

/** Ten hours a month, and the use of June, July and August. */
const used = (...hours: number[]): Level[] => hours.map((each) => ({ granted: 10, used: each }));

describe('23: what visits may still take', () => {
  test.each<[string, Level[], number, number]>([
    ['the first month has only its own', used(0, 0, 0), 0, 10],
    ['the second month has what the first left', used(8, 0, 0), 1, 12],
    ['carried hours are used first: 2 of June, 1 of July, so August has 10 + 9', used(8, 3, 0), 2, 19],
    ['hours are carried once only', used(0, 0, 0), 2, 20],
    ['of 20 carried and own hours 15 are used: August has 10 + 5', used(0, 15, 0), 2, 15],
    ['all used', used(10, 10, 0), 2, 10],
    ['a late visit of June may take what July has not needed', used(8, 3, 0), 0, 2],
    ['a late visit of June may not take what July has used', used(8, 12, 0), 0, 0],
    ['a late visit of July takes what August would carry, not what August has used', used(8, 3, 15), 1, 4],
    ['no such month', used(8), 3, 0],
  ])('%s', (_, levels, index, room) => expect(roomOf(levels, index)).toBe(room));

  test('any use leaves room for exactly what is accepted: a unit more is refused', () =>
    fc.assert(
      fc.property(fc.array(fc.nat(25), { minLength: 1, maxLength: 6 }), fc.nat(5), (hours, at) => {
        const levels = used(...hours);
        const index = at % levels.length;
        fc.pre(suffices(levels));
        const room = roomOf(levels, index);
        const withMore = (more: number) => levels.with(index, { granted: 10, used: levels[index]!.used + more });
        expect(suffices(withMore(room))).toBe(true);
        expect(suffices(withMore(room + 1))).toBe(false);
      }),
    ));
});

test.each<[string, number[], number]>([
  ['nothing was used', [0, 0], 0],
  ['the most of a month', [9, 4, 3], 9],
  ['the month before pays a part with its rest', [0, 10], 5],
])('13: the least that an officer may grant: %s', (_, hours, least) => expect(leastGrant(hours)).toBe(least));
