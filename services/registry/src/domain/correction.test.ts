/** Corrections: who may confirm them, when, and on what. */
import { describe, expect, test } from 'vitest';
import { confirm, withdraw, type Correction } from './correction.ts';

const now = Temporal.Instant.from('2026-07-10T09:00:00Z');
const proposed: Correction = {
  id: 'c',
  organiserId: 'o',
  serviceId: 's',
  state: 'PROPOSED',
  firstDay: Temporal.PlainDate.from('2026-06-01'),
  lastDay: null,
  proposedBy: 'aino',
  proposedAt: now.subtract({ hours: 1 }),
  decidedBy: null,
  decidedAt: null,
};
const same = { seen: 'p', now: 'p' };

describe('a correction takes two persons and a preview that still holds (rules 14)', () => {
  test.each<[string, Correction | undefined, { seen: string; now: string | null }, string, string]>([
    ['another person, as it was shown', proposed, same, 'eero', 'CONFIRMED'],
    ['who proposed it', proposed, same, 'aino', 'SECOND_PERSON_NEEDED'],
    ['something has changed since', proposed, { seen: 'p', now: 'q' }, 'eero', 'STALE_PREVIEW'],
    ['who proposed it, of what has changed', proposed, { seen: 'p', now: 'q' }, 'aino', 'SECOND_PERSON_NEEDED'],
    ['nobody can say what it would do now', proposed, { seen: 'p', now: null }, 'eero', 'NOT_YET_KNOWN'],
    ['confirmed already', { ...proposed, state: 'CONFIRMED' }, same, 'eero', 'WRONG_STATE'],
    ['withdrawn', { ...proposed, state: 'WITHDRAWN' }, same, 'eero', 'WRONG_STATE'],
    ['there is none', undefined, same, 'eero', 'NOT_FOUND'],
  ])('%s', (_, correction, previews, actor, expected) => {
    const decision = confirm(correction, previews, { actor, now });
    expect(decision.accepted ? decision.value.state : decision.refusal.code).toBe(expected);
  });

  test('it keeps who decided, and when', () => {
    const decision = confirm(proposed, same, { actor: 'eero', now });
    expect(decision).toMatchObject({ accepted: true, value: { decidedBy: 'eero', decidedAt: now, proposedBy: 'aino' } });
  });

  test('it is withdrawn once, by anybody', () => {
    const decision = withdraw(proposed, { actor: 'aino', now });
    expect(decision).toMatchObject({ accepted: true, value: { state: 'WITHDRAWN', decidedBy: 'aino' } });
    expect(withdraw({ ...proposed, state: 'WITHDRAWN' }, { actor: 'eero', now })).toMatchObject({ refusal: { code: 'WRONG_STATE' } });
    expect(withdraw(undefined, { actor: 'eero', now })).toMatchObject({ refusal: { code: 'NOT_FOUND' } });
  });
});
