/**
 * An organiser restricts what its people and its providers see of a client (GDPR, article 18), and ends it. While it
 * lasts, they know who the client is, and not how to reach them or where they live. Services and money go on.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, refuse, type Decision } from '@seteli/kit/result';

/** The letters of article 18 (1), and what erasure leaves because a law keeps it. */
export const GROUNDS = ['ACCURACY', 'UNLAWFUL', 'LEGAL_CLAIM', 'OBJECTION', 'KEPT_BY_LAW'] as const;
export type Ground = (typeof GROUNDS)[number];

export type Restriction = {
  readonly organiserId: Id;
  readonly personId: Id;
  readonly ground: Ground;
  readonly startedAt: Instant;
  readonly endedAt: Instant | null;
  readonly version: number;
};

export const isRestricted = (known: Restriction | undefined): boolean => known !== undefined && known.endedAt === null;

export type RestrictionWish = Pick<Restriction, 'organiserId' | 'personId' | 'ground'>;

export function restrict(known: Restriction | undefined, wish: RestrictionWish, now: Instant): Decision<Restriction, 'WRONG_STATE'> {
  if (isRestricted(known)) return refuse('WRONG_STATE', { path: ['personId'] });
  return accept({ ...wish, startedAt: now, endedAt: null, version: (known?.version ?? 0) + 1 });
}

/** What erasure left stays restricted until no law keeps it. */
export function endRestriction(known: Restriction | undefined, now: Instant): Decision<Restriction, 'WRONG_STATE'> {
  if (!known || !isRestricted(known) || known.ground === 'KEPT_BY_LAW') return refuse('WRONG_STATE', { path: ['personId'] });
  return accept({ ...known, endedAt: now, version: known.version + 1 });
}
