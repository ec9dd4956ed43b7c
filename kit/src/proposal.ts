/**
 * What one person proposes and another confirms as it was shown. The life of a proposal and the rule of the second person stand here; what is wanted, who
 * sees it, what it would do and how it is carried out, each service says itself.
 */
import type { Instant } from './day.ts';
import type { Id } from './ids.ts';
import { accept, refuse, refuseWhole, type Decision, type Refused } from './result.ts';

export const PROPOSAL_STATES = ['PROPOSED', 'CONFIRMED', 'WITHDRAWN', 'REPLACED'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** Nobody decides that one is replaced: another one for the same subject is proposed after it. */
export const PROPOSAL_LIFECYCLE = [
  { from: 'PROPOSED', command: 'confirm', to: 'CONFIRMED' },
  { from: 'PROPOSED', command: 'withdraw', to: 'WITHDRAWN' },
  { from: 'PROPOSED', command: 'replace', to: 'REPLACED' },
] as const satisfies readonly { from: ProposalState; command: string; to: ProposalState }[];
type Command = (typeof PROPOSAL_LIFECYCLE)[number]['command'];

const stateAfter = (from: ProposalState, command: Command): ProposalState | undefined =>
  PROPOSAL_LIFECYCLE.find((transition) => transition.from === from && transition.command === command)?.to;

export type Proposal<Wish = unknown> = {
  readonly id: Id;
  readonly organisationId: Id;
  /** What the wish is about. Of a kind and its subject, one proposal waits at a time. */
  readonly kind: string;
  readonly subjectId: Id;
  /** Whose teams see it where it concerns clients; null: it concerns no single service. */
  readonly serviceId: Id | null;
  readonly wish: Wish;
  /** Of what the first person has seen; null where it can be shown only once it is proposed. */
  readonly previewId: string | null;
  readonly state: ProposalState;
  readonly proposedBy: Id;
  readonly proposedAt: Instant;
  /** Who confirmed it or took it back. */
  readonly decidedBy: Id | null;
  readonly decidedAt: Instant | null;
};

/** What the rules read and change of it. */
type Decided = Pick<Proposal, 'state' | 'previewId' | 'proposedBy' | 'decidedBy' | 'decidedAt'>;

/** `field`: what of the input names the proposal. */
type By = { readonly userId: Id; readonly now: Instant; readonly field: string };

/** The id of the preview that the second person has seen, and of what would be shown at this moment; null while nobody can tell. */
export type Previews = { readonly seen: string | null; readonly now: string | null };

type WaitingRefusal = 'NOT_FOUND' | 'WRONG_STATE';
type SecondRefusal = WaitingRefusal | 'SECOND_PERSON_NEEDED';
type PreviewRefusal = 'NOT_YET_KNOWN' | 'STALE_PREVIEW';

/** Whoever did the first step does not do the second. Asked also of what takes two persons and is no proposal. */
export const checkSecond = (first: Id | null, second: Id): Refused<'SECOND_PERSON_NEEDED'> | undefined =>
  first === second ? refuseWhole('SECOND_PERSON_NEEDED') : undefined;

/** Whether nothing has changed since it was looked at. Asked also of what is confirmed as shown and is no proposal. */
export function checkPreview({ seen, now }: Previews): Decision<true, PreviewRefusal> {
  if (now === null) return refuse('NOT_YET_KNOWN', { path: ['previewId'] });
  return seen === now ? accept(true) : refuse('STALE_PREVIEW', { path: ['previewId'] });
}

/** Whether somebody may confirm it at all: asked before anybody works out what it would do now. */
export function mayConfirm<Of extends Decided>(proposal: Of | undefined, by: Omit<By, 'now'>): Decision<Of, SecondRefusal> {
  const next = step(proposal, 'confirm', by.field);
  if (!next.accepted) return next;
  return checkSecond(next.value.proposedBy, by.userId) ?? accept(proposal!);
}

/** It is confirmed when the first person has seen, the second has seen, and anybody would see now, the same. */
export function confirm<Of extends Decided>(
  proposal: Of | undefined,
  previews: Previews,
  by: By,
): Decision<Of, SecondRefusal | PreviewRefusal> {
  const allowed = mayConfirm(proposal, by);
  if (!allowed.accepted) return allowed;
  const { previewId } = allowed.value;
  const asSeen = checkPreview(previews);
  if (!asSeen.accepted) return asSeen;
  if (previewId !== null && previewId !== previews.now) return refuse('STALE_PREVIEW', { path: ['previewId'] });
  return decide(proposal, 'confirm', by);
}

/** Whoever could have proposed it takes it back, whoever did. */
export const withdraw = <Of extends Decided>(proposal: Of | undefined, by: By): Decision<Of, WaitingRefusal> =>
  decide(proposal, 'withdraw', by);

function decide<Of extends Decided>(proposal: Of | undefined, command: Command, by: By): Decision<Of, WaitingRefusal> {
  const next = step(proposal, command, by.field);
  return next.accepted ? accept({ ...next.value, decidedBy: by.userId, decidedAt: by.now }) : next;
}

/** It as it is after the command. */
function step<Of extends Decided>(proposal: Of | undefined, command: Command, field: string): Decision<Of, WaitingRefusal> {
  if (!proposal) return refuse('NOT_FOUND', { path: [field] });
  const state = stateAfter(proposal.state, command);
  return state ? accept({ ...proposal, state }) : refuse('WRONG_STATE', { path: [field] });
}
