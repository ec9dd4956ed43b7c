import { describe, expect, test } from 'vitest';
import { byTimes } from './example-service.ts';
import { flagsBeside, hasNeighbours, type Neighbour } from './neighbours.ts';

const place = (start: string, end: string, change: Partial<Neighbour> = {}): Neighbour => ({
  ...byTimes(`2026-06-30T${start}`, `2026-06-30T${end}`),
  workerReference: 'w1',
  voucherId: 'v',
  personId: 'p',
  providerId: 'o',
  ...change,
});
const visit = place('10:00', '11:00');
const elsewhere = { voucherId: 'v2', personId: 'p2' };

describe('54: touching visits of the same worker at the same client, where started increments are charged', () => {
  test.each<[string, Neighbour, number, string[]]>([
    ['just before', place('09:00', '10:00'), 15, ['ADJACENT']],
    ['a minute before', place('09:00', '09:59'), 15, []],
    ['just after', place('11:00', '12:00'), 15, ['ADJACENT']],
    ['a minute after', place('11:01', '12:00'), 15, []],
    ['charged to the minute', place('09:00', '10:00'), 1, []],
    ['another worker', place('09:00', '10:00', { workerReference: 'w2' }), 15, []],
    ['another provider', place('09:00', '10:00', { providerId: 'o2' }), 15, []],
    ['another client', place('09:00', '10:00', elsewhere), 15, []],
    ['another voucher of the client', place('09:00', '10:00', { voucherId: 'v2' }), 15, ['ADJACENT']],
    ['a no-show', place('09:00', '10:00', { kind: 'NO_SHOW' }), 15, []],
  ])('%s', (_, other, increment, flags) => expect(flagsBeside(visit, [other], increment)).toEqual(flags));

  test.each([
    ['v', ['ADJACENT']],
    ['v2', []],
  ])('without references to workers the provider’s visits on a voucher count as of one: %s', (voucherId, flags) => {
    const nameless = { workerReference: null };
    expect(flagsBeside({ ...visit, ...nameless }, [place('09:00', '10:00', { ...nameless, voucherId })], 15)).toEqual(flags);
  });
});

describe('R26: a worker who is at another client at that time', () => {
  test.each<[string, Neighbour, string[]]>([
    ['the same hour', place('10:00', '11:00', elsewhere), ['WORKER_ELSEWHERE']],
    ['the last minute', place('10:59', '12:00', elsewhere), ['WORKER_ELSEWHERE']],
    ['afterwards', place('11:00', '12:00', elsewhere), []],
    ['the first minute', place('09:00', '10:01', elsewhere), ['WORKER_ELSEWHERE']],
    ['before', place('09:00', '10:00', elsewhere), []],
    ['another voucher of the same client', place('10:00', '11:00', { voucherId: 'v2' }), []],
    ['another worker', place('10:00', '11:00', { ...elsewhere, workerReference: 'w2' }), []],
    ['another provider’s worker of that name', place('10:00', '11:00', { ...elsewhere, providerId: 'o2' }), []],
    ['a cancelled visit', place('10:00', '11:00', { ...elsewhere, kind: 'CANCELLATION' }), []],
    ['of the same group, which is known to be no other place', place('10:00', '11:00', { ...elsewhere, groupReference: 'g1' }), []],
    ['of the same group, but longer', place('10:00', '11:01', { ...elsewhere, groupReference: 'g1' }), ['WORKER_ELSEWHERE']],
    ['of the same group, but later', place('10:01', '11:00', { ...elsewhere, groupReference: 'g1' }), ['WORKER_ELSEWHERE']],
    ['of another group', place('10:00', '11:00', { ...elsewhere, groupReference: 'g2' }), ['WORKER_ELSEWHERE']],
    ['of a group by another provider', place('10:00', '11:00', { ...elsewhere, groupReference: 'g1', providerId: 'o2' }), []],
    ['days are no times', place('10:00', '11:00', { ...elsewhere, timed: false }), []],
  ])('%s', (_, other, flags) => expect(flagsBeside({ ...visit, groupReference: 'g1' }, [other], 1)).toEqual(flags));

  test.each<[string, readonly string[], string[]]>([
    ['three clients', ['p2', 'p3'], []],
    ['three clients, one of them with two vouchers', ['p2', 'p3', 'p3'], []],
    ['four clients', ['p2', 'p3', 'p4'], ['WORKER_ELSEWHERE']],
  ])('a group is of three at most: %s', (_, personIds, flags) => {
    const group = personIds.map((personId, index) => place('10:00', '11:00', { personId, voucherId: `v${index}`, groupReference: 'g1' }));
    expect(flagsBeside({ ...visit, groupReference: 'g1' }, group, 1)).toEqual(flags);
  });

  test('without a group on either side, no two are together', () => {
    expect(flagsBeside(visit, [place('10:00', '11:00', { ...elsewhere, groupReference: 'g1' })], 1)).toEqual(['WORKER_ELSEWHERE']);
    expect(flagsBeside(visit, [place('10:00', '11:00', elsewhere)], 1)).toEqual(['WORKER_ELSEWHERE']);
  });

  test('without a reference nobody knows', () => {
    const nameless = { workerReference: null };
    expect(flagsBeside({ ...visit, ...nameless }, [place('10:00', '11:00', { ...elsewhere, ...nameless })], 1)).toEqual([]);
  });
});

test.each<[string, Neighbour, number, boolean]>([
  ['with a worker', visit, 1, true],
  ['charged by increments', { ...visit, workerReference: null }, 15, true],
  ['with neither', { ...visit, workerReference: null }, 1, false],
  ['by days', { ...visit, timed: false }, 15, false],
  ['cancelled', { ...visit, kind: 'CANCELLATION' }, 15, false],
])('whether a neighbour could matter: %s', (_, placed, increment, expected) => expect(hasNeighbours(placed, increment)).toBe(expected));
