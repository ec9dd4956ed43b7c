/**
 * What one person proposes and another confirms as it was shown. Here are the life of a proposal and the rule of the
 * second person. Each service itself says what the wish is, who sees it, what it would do and how to carry it out.
 */
import type { Instant } from './day.ts';
import type { Id } from './ids.ts';
import { accept, refuse, refuseWhole, type Decision, type Refused } from './result.ts';

export const PROPOSAL_STATES = ['PROPOSED', 'CONFIRMED', 'WITHDRAWN', 'REPLACED'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];

/** `replace` has no decider: a later proposal for the same subject replaces the earlier one. */
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
  /** The thing that the wish is about. For a kind and subject, one proposal waits at a time. */
  readonly kind: string;
  readonly subjectId: Id;
  /** The service whose teams see the proposal; null: it concerns no single service. */
  readonly serviceId: Id | null;
  readonly wish: Wish;
  /** The preview that the first person has seen; null where only a proposal has a preview. */
  readonly previewId: string | null;
  readonly state: ProposalState;
  readonly proposedBy: Id;
  readonly proposedAt: Instant;
  /** The person who confirmed or withdrew it. */
  readonly decidedBy: Id | null;
  readonly decidedAt: Instant | null;
};

/** The part of a proposal that the rules read and change. */
type DecidableProposal = Pick<Proposal, 'state' | 'previewId' | 'proposedBy' | 'decidedBy' | 'decidedAt'>;

/** `field`: the field of the input that names the proposal. */
type Decider = { readonly userId: Id; readonly now: Instant; readonly field: string };

/** The id of the preview that the second person has seen, and of the one at this moment; null while nobody can tell. */
export type Previews = { readonly seen: string | null; readonly now: string | null };

type WaitingRefusal = 'NOT_FOUND' | 'WRONG_STATE';
type SecondRefusal = WaitingRefusal | 'SECOND_PERSON_NEEDED';
type PreviewRefusal = 'NOT_YET_KNOWN' | 'STALE_PREVIEW';

/**
 * The person who did the first step does not do the second. Services also check this where two persons act without a
 * proposal.
 */
export const checkSecond = (first: Id | null, second: Id): Refused<'SECOND_PERSON_NEEDED'> | undefined =>
  first === second ? refuseWhole('SECOND_PERSON_NEEDED') : undefined;

/**
 * Whether nothing has changed since the preview. Services also check this where a person confirms a preview without a
 * proposal.
 */
export function checkPreview({ seen, now }: Previews): Decision<true, PreviewRefusal> {
  if (now === null) return refuse('NOT_YET_KNOWN', { path: ['previewId'] });
  return seen === now ? accept(true) : refuse('STALE_PREVIEW', { path: ['previewId'] });
}

/** Whether the person may confirm it at all. Callers check this before they work out what it would do now. */
export function mayConfirm<Of extends DecidableProposal>(proposal: Of | undefined, by: Omit<Decider, 'now'>): Decision<Of, SecondRefusal> {
  const next = step(proposal, 'confirm', by.field);
  if (!next.accepted) return next;
  return checkSecond(next.value.proposedBy, by.userId) ?? accept(proposal!);
}

/** Confirms when the first preview, the second person's preview and the present one are the same. */
export function confirm<Of extends DecidableProposal>(
  proposal: Of | undefined,
  previews: Previews,
  by: Decider,
): Decision<Of, SecondRefusal | PreviewRefusal> {
  const allowed = mayConfirm(proposal, by);
  if (!allowed.accepted) return allowed;
  const { previewId } = allowed.value;
  const asSeen = checkPreview(previews);
  if (!asSeen.accepted) return asSeen;
  if (previewId !== null && previewId !== previews.now) return refuse('STALE_PREVIEW', { path: ['previewId'] });
  return decide(proposal, 'confirm', by);
}

/** Anybody with the right to propose it may withdraw it, also a proposal of another person. */
export const withdraw = <Of extends DecidableProposal>(proposal: Of | undefined, by: Decider): Decision<Of, WaitingRefusal> =>
  decide(proposal, 'withdraw', by);

function decide<Of extends DecidableProposal>(proposal: Of | undefined, command: Command, by: Decider): Decision<Of, WaitingRefusal> {
  const next = step(proposal, command, by.field);
  return next.accepted ? accept({ ...next.value, decidedBy: by.userId, decidedAt: by.now }) : next;
}

/** The proposal after the command. */
function step<Of extends DecidableProposal>(proposal: Of | undefined, command: Command, field: string): Decision<Of, WaitingRefusal> {
  if (!proposal) return refuse('NOT_FOUND', { path: [field] });
  const state = stateAfter(proposal.state, command);
  return state ? accept({ ...proposal, state }) : refuse('WRONG_STATE', { path: [field] });
}
