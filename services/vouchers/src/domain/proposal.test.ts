/** The second person of a change to a client's loss (rules 14): what is refused first, and that nothing may have changed since. */
import { expect, test } from 'vitest';
import { confirm, secondPerson, type Proposal } from './proposal.ts';

const day = Temporal.PlainDate.from('2026-06-01');
const now = Temporal.Instant.from('2026-06-16T09:00:00Z');
const proposal = (change: Partial<Proposal> = {}): Proposal => ({
  id: 'p',
  organiserId: 'o',
  serviceId: 's',
  voucherId: null,
  wish: { table: { firstDay: day, baseCents: null, values: [], reason: 'CORRECTION_OF_ERROR' }, own: null },
  previewId: 'seen',
  state: 'PROPOSED',
  proposedBy: 'anna',
  proposedAt: now,
  confirmedBy: null,
  confirmedAt: null,
  ...change,
});
const by = (change: Partial<Parameters<typeof confirm>[1]> = {}) => ({
  userId: 'bertta',
  previewId: 'seen',
  shown: 'seen',
  now,
  ...change,
});

test.each<[string, Proposal | undefined, ReturnType<typeof by>, string]>([
  ['nobody’s', undefined, by(), 'NOT_FOUND proposalId'],
  ['confirmed already, asked by its author', proposal({ state: 'CONFIRMED' }), by({ userId: 'anna' }), 'WRONG_STATE proposalId'],
  ['replaced by another', proposal({ state: 'REPLACED' }), by(), 'WRONG_STATE proposalId'],
  ['by its author, of another preview', proposal(), by({ userId: 'anna', previewId: 'other' }), 'SECOND_PERSON_NEEDED '],
  ['of another preview than was proposed', proposal(), by({ previewId: 'other', shown: 'other' }), 'STALE_PREVIEW previewId'],
  ['of what was proposed when something has changed', proposal(), by({ shown: 'other' }), 'STALE_PREVIEW previewId'],
])('%s', (_, waits, asked, expected) => {
  const decision = confirm(waits, asked);
  expect(decision.accepted || `${decision.refusal.code} ${decision.refusal.path?.join('.') ?? ''}`).toBe(expected);
});

test('another person confirms what was seen, and it says who and when', () => {
  expect(secondPerson(proposal(), 'bertta').accepted).toBe(true);
  expect(confirm(proposal(), by())).toEqual({
    accepted: true,
    value: proposal({ state: 'CONFIRMED', confirmedBy: 'bertta', confirmedAt: now }),
  });
});
