/** Whose data is restricted, and when a restriction begins and ends. */
import { describe, expect, test } from 'vitest';
import { endRestriction, GROUNDS, isRestricted, restrict, type Restriction } from './restriction.ts';

const [then, now] = [Temporal.Instant.from('2026-06-01T09:00:00Z'), Temporal.Instant.from('2026-06-02T09:00:00Z')];
const wish = { organiserId: 'organiser', personId: 'person', ground: 'ACCURACY' } as const;
const lasting: Restriction = { ...wish, startedAt: then, endedAt: null, version: 1 };
const ended: Restriction = { ...lasting, endedAt: then, version: 2 };
const refused = { accepted: false, refusal: { code: 'WRONG_STATE', path: ['personId'] } };

describe('a restriction', () => {
  test.each([
    ['nobody restricted before', undefined, 1],
    ['somebody restricted once', ended, 3],
  ])('begins for a person whom %s', (_, known, version) => {
    expect(restrict(known, wish, now)).toEqual({ accepted: true, value: { ...wish, startedAt: now, endedAt: null, version } });
  });

  test('does not begin twice', () => {
    expect(restrict(lasting, wish, now)).toEqual(refused);
  });

  test.each(GROUNDS.filter((ground) => ground !== 'KEPT_BY_LAW'))('on the ground %s ends when the organiser ends it', (ground) => {
    const known = { ...lasting, ground };
    expect(endRestriction(known, now)).toEqual({ accepted: true, value: { ...known, endedAt: now, version: 2 } });
  });

  test.each([
    ['is none', undefined],
    ['has ended', ended],
    ['is of what a law keeps after an erasure', { ...lasting, ground: 'KEPT_BY_LAW' as const }],
  ])('does not end where it %s', (_, known) => {
    expect(endRestriction(known, now)).toEqual(refused);
  });

  test.each([
    ['none', undefined, false],
    ['one that lasts', lasting, true],
    ['one that has ended', ended, false],
  ])('with %s holds or not', (_, known, holds) => {
    expect(isRestricted(known)).toBe(holds);
  });
});
