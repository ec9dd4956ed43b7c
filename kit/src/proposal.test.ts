/**
 * The second person: what refuses them and in which order, that nothing may have changed since, and how a proposal
 * ends.
 */
import { expect, test } from 'vitest';
import type { Decision } from './result.ts';
import {
  checkPreview,
  checkSecond,
  confirm,
  mayConfirm,
  PROPOSAL_LIFECYCLE,
  PROPOSAL_STATES,
  withdraw,
  type Previews,
  type Proposal,
} from './proposal.ts';

const now = Temporal.Instant.from('2026-06-16T09:00:00Z');
const waiting: Proposal = {
  id: 'p',
  organisationId: 'o',
  kind: 'TABLE',
  subjectId: 's',
  serviceId: 's',
  wish: {},
  previewId: 'seen',
  state: 'PROPOSED',
  proposedBy: 'anna',
  proposedAt: now.subtract({ hours: 1 }),
  decidedBy: null,
  decidedAt: null,
};
/** Only the proposal itself had a preview. */
const unseen = { ...waiting, previewId: null };
const by = (userId: string) => ({ userId, now, field: 'proposalId' });
const ended = (state: Proposal['state']): Proposal => ({ ...waiting, state });

const said = <T extends Proposal | true>(decision: Decision<T>): string =>
  decision.accepted
    ? decision.value === true
      ? 'accepted'
      : decision.value.state
    : `${decision.refusal.code} ${decision.refusal.path?.join('.') ?? ''}`.trim();

const SAME: Previews = { seen: 'seen', now: 'seen' };
const CHANGED: Previews = { seen: 'seen', now: 'other' };
const UNKNOWN: Previews = { seen: 'seen', now: null };

// Each refusal, with those that it comes before.
test.each<[string, Proposal | undefined, Previews, string, string]>([
  ['another person, as it was shown', waiting, SAME, 'bertta', 'CONFIRMED'],
  ['another person, of what was first shown to them', unseen, { seen: 'now', now: 'now' }, 'bertta', 'CONFIRMED'],
  ['nobody’s', undefined, UNKNOWN, 'anna', 'NOT_FOUND proposalId'],
  ['confirmed already, by its author, of nothing that could be shown', ended('CONFIRMED'), UNKNOWN, 'anna', 'WRONG_STATE proposalId'],
  ['by its author, of nothing that could be shown', waiting, UNKNOWN, 'anna', 'SECOND_PERSON_NEEDED'],
  ['by its author, of what has changed', waiting, CHANGED, 'anna', 'SECOND_PERSON_NEEDED'],
  ['while nobody can say what it would do now', waiting, UNKNOWN, 'bertta', 'NOT_YET_KNOWN previewId'],
  ['without having looked, while nobody can say', unseen, { seen: null, now: null }, 'bertta', 'NOT_YET_KNOWN previewId'],
  ['when something has changed since', waiting, CHANGED, 'bertta', 'STALE_PREVIEW previewId'],
  ['when something has changed since it was first shown', unseen, CHANGED, 'bertta', 'STALE_PREVIEW previewId'],
  ['without having looked', unseen, { seen: null, now: 'now' }, 'bertta', 'STALE_PREVIEW previewId'],
  ['of another preview than was proposed', waiting, { seen: 'other', now: 'other' }, 'bertta', 'STALE_PREVIEW previewId'],
])('confirming: %s', (_, proposal, previews, userId, expected) => {
  expect(said(confirm(proposal, previews, by(userId)))).toBe(expected);
});

test('`mayConfirm` answers the same before the preview of this moment is known', () => {
  expect(mayConfirm(waiting, by('bertta'))).toEqual({ accepted: true, value: waiting });
  for (const [proposal, userId] of [
    [undefined, 'anna'],
    [ended('REPLACED'), 'anna'],
    [waiting, 'anna'],
  ] as const)
    expect(mayConfirm(proposal, by(userId))).toEqual(confirm(proposal, SAME, by(userId)));
});

test.each<[string, Proposal | undefined, string, string]>([
  ['by its author', waiting, 'anna', 'WITHDRAWN'],
  ['by another', waiting, 'bertta', 'WITHDRAWN'],
  ['nobody’s', undefined, 'anna', 'NOT_FOUND proposalId'],
  ['withdrawn already', ended('WITHDRAWN'), 'anna', 'WRONG_STATE proposalId'],
])('withdrawing: %s', (_, proposal, userId, expected) => expect(said(withdraw(proposal, by(userId)))).toBe(expected));

test('an ended proposal never changes again, however it ended', () => {
  for (const state of PROPOSAL_STATES) {
    const of = (command: string) =>
      PROPOSAL_LIFECYCLE.find((step) => step.from === state && step.command === command)?.to ?? 'WRONG_STATE proposalId';
    expect(said(confirm(ended(state), SAME, by('bertta')))).toBe(of('confirm'));
    expect(said(withdraw(ended(state), by('bertta')))).toBe(of('withdraw'));
  }
});

test('a decision keeps who decided and when, and leaves the proposal as it was', () => {
  const decided = { decidedBy: 'bertta', decidedAt: now };
  expect(confirm(waiting, SAME, by('bertta'))).toEqual({ accepted: true, value: { ...waiting, ...decided, state: 'CONFIRMED' } });
  expect(withdraw(waiting, by('bertta'))).toEqual({ accepted: true, value: { ...waiting, ...decided, state: 'WITHDRAWN' } });
});

test('two persons who act without a proposal face the same checks', () => {
  expect(checkSecond('anna', 'anna')?.refusal).toEqual({ code: 'SECOND_PERSON_NEEDED' });
  expect([checkSecond('anna', 'bertta'), checkSecond(null, 'anna')]).toEqual([undefined, undefined]);
  expect([SAME, CHANGED, UNKNOWN].map((previews) => said(checkPreview(previews)))).toEqual([
    'accepted',
    'STALE_PREVIEW previewId',
    'NOT_YET_KNOWN previewId',
  ]);
});
