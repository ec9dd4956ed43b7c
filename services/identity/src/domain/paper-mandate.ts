/**
 * A mandate on paper: whether an officer may record it. The represented person signed it and an officer has read it, so
 * no register vouches for it, and it always has an end.
 */
import { dayOf, isBefore, type Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { refuse, type Refused } from '@seteli/kit/result';
import { MANDATE_ROLES } from '@seteli/schema/actors';
import type { Mandate, MandateRole } from './mandate.ts';

/** A paper gets old: nobody asks the represented person again before its end. */
const YEARS = 2;

type Paper = { readonly roles: readonly string[]; readonly firstDay: Day; readonly lastDay: Day };

export type PaperFacts = {
  readonly represented: { readonly id: Id; readonly diedOn: Day | null };
  /** Absent when nobody has known the representative before. */
  readonly representativeId: Id | undefined;
  /** All mandates of the two, whatever they rest on. */
  readonly before: readonly Pick<Mandate, 'endedAt' | 'endedBy'>[];
  readonly today: Day;
};

type PaperRefusal =
  | 'CLIENT_DIED'
  | 'SAME_PERSON'
  | 'ROLE_NOT_OF_ORGANISATION'
  | 'INVALID_RANGE'
  | 'TERM_TOO_LONG'
  | 'TOO_LATE'
  | 'MANDATE_ENDED';

/** What stands against recording the paper; nothing when nothing does. */
export function obstacleTo({ roles, firstDay, lastDay }: Paper, facts: PaperFacts): Refused<PaperRefusal> | undefined {
  const { represented, representativeId, before, today } = facts;
  if (represented.diedOn) return refuse('CLIENT_DIED', { path: ['representedId'] });
  if (representativeId === represented.id) return refuse('SAME_PERSON', { path: ['representative', 'identityCode'] });
  if (!roles.every(isMandateRole)) return refuse('ROLE_NOT_OF_ORGANISATION', { path: ['roles'] });
  if (isBefore(lastDay, firstDay)) return refuse('INVALID_RANGE', { path: ['lastDay'] });
  if (!isBefore(lastDay, firstDay.add({ years: YEARS }))) return refuse('TERM_TOO_LONG', { path: ['lastDay'] });
  if (isBefore(lastDay, today)) return refuse('TOO_LATE', { path: ['lastDay'] });
  // The paper that was signed before they took their word back must not come again.
  const tookBack = before.some(({ endedAt, endedBy }) => endedAt && endedBy === 'REPRESENTED' && isBefore(firstDay, dayOf(endedAt)));
  return tookBack ? refuse('MANDATE_ENDED', { path: ['firstDay'] }) : undefined;
}

const isMandateRole = (role: string): role is MandateRole => (MANDATE_ROLES as readonly string[]).includes(role);

/** The roles in one order, each once. */
export const rolesIn = (roles: readonly string[]): MandateRole[] => MANDATE_ROLES.filter((role) => roles.includes(role));

type Names = { readonly givenNames: string; readonly familyName: string };

const folded = (name: string): string => name.normalize('NFC').toLocaleLowerCase('fi').trim().replaceAll(/\s+/g, ' ');
const partsOf = (names: string): string[] => folded(names).split(' ');

/**
 * Whether an officer names the person whom the identity code finds: the family name and one of the given names agree. A
 * wrong digit must give nobody a stranger's affairs, and a code must tell nobody a name.
 */
export const namesAgree = (known: Names, given: Names): boolean =>
  folded(known.familyName) === folded(given.familyName) &&
  partsOf(given.givenNames).some((name) => partsOf(known.givenNames).includes(name));
