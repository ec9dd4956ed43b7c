/**
 * Corrections of what was published (virheen korjaus, rules 14): what begins before today may change what delivered visits cost,
 * so one person proposes it and another confirms it, as it was previewed. What it does to visits, others say.
 */
import type { Day, Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, refuseWhole, type Decision } from '@seteli/kit/result';

export type Correction = {
  readonly id: Id;
  readonly organiserId: Id;
  /** Of which a version is corrected; null when days are. */
  readonly serviceId: Id | null;
  readonly state: 'PROPOSED' | 'CONFIRMED' | 'WITHDRAWN';
  readonly firstDay: Day;
  readonly lastDay: Day | null;
  readonly proposedBy: Id;
  readonly proposedAt: Instant;
  readonly decidedBy: Id | null;
  readonly decidedAt: Instant | null;
};

/** The id of the preview that was looked at, and of what would be shown at this moment; null while nobody can tell. */
export type Previews = { readonly seen: string | null; readonly now: string | null };

type By = { readonly actor: Id; readonly now: Instant };

type ConfirmRefusal = 'NOT_FOUND' | 'WRONG_STATE' | 'SECOND_PERSON_NEEDED' | 'NOT_YET_KNOWN' | 'STALE_PREVIEW';

export function confirm(correction: Correction | undefined, previews: Previews, by: By): Decision<Correction, ConfirmRefusal> {
  const open = stillProposed(correction);
  if (!open.accepted) return open;
  if (open.value.proposedBy === by.actor) return refuseWhole('SECOND_PERSON_NEEDED');
  const seen = checkPreview(previews);
  return seen.accepted ? accept(decided(open.value, 'CONFIRMED', by)) : seen;
}

/** Anybody who could have proposed it takes it back, whoever did. */
export function withdraw(correction: Correction | undefined, by: By): Decision<Correction, 'NOT_FOUND' | 'WRONG_STATE'> {
  const open = stillProposed(correction);
  return open.accepted ? accept(decided(open.value, 'WITHDRAWN', by)) : open;
}

export function checkPreview({ seen, now }: Previews): Decision<true, 'NOT_YET_KNOWN' | 'STALE_PREVIEW'> {
  if (now === null) return refuse('NOT_YET_KNOWN', { path: ['previewId'] });
  return seen === now ? accept(true) : refuse('STALE_PREVIEW', { path: ['previewId'] });
}

function stillProposed(correction: Correction | undefined): Decision<Correction, 'NOT_FOUND' | 'WRONG_STATE'> {
  if (!correction) return refuse('NOT_FOUND', { path: ['correctionId'] });
  return correction.state === 'PROPOSED' ? accept(correction) : refuse('WRONG_STATE', { path: ['correctionId'] });
}

const decided = (correction: Correction, state: Correction['state'], { actor, now }: By): Correction => ({
  ...correction,
  state,
  decidedBy: actor,
  decidedAt: now,
});
