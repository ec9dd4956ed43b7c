/** What an erasure of a client of an organiser takes, and what a law keeps. It decides, and removes nothing. */
import type { Day } from '@seteli/kit/day';
import { refuse, type Refused } from '@seteli/kit/result';
import { isKept, RETENTION, type Kept, type RetentionClass, type RetentionFact } from '@seteli/schema/retention';
import type { Answerer } from './person-export.ts';
import { isRestricted, type Restriction } from './restriction.ts';

export type HeldFact = RetentionFact & { readonly service: Answerer };

export type Part = Kept & { readonly service: Answerer; readonly retentionClass: RetentionClass; readonly records: number };

/** The outcome that keeps longest. */
const longest = (kept: readonly Kept[]): Kept =>
  kept.find(({ outcome }) => outcome === 'KEPT_WHILE_OPEN') ??
  kept.filter(({ keptUntil }) => keptUntil !== null).toSorted((a, b) => Temporal.PlainDate.compare(b.keptUntil!, a.keptUntil!))[0] ?? {
    outcome: 'GOES',
    keptUntil: null,
  };

/** Each class of each service. The basics last as long as the last document that needs them. */
export function weigh(held: readonly HeldFact[], today: Day): Part[] {
  const needing = longest(held.filter(({ retentionClass }) => RETENTION[retentionClass].needsBasics).map((fact) => isKept(fact, today)));
  return held.map(({ service, retentionClass, records, countsFrom }) => {
    const kept = retentionClass === 'CLIENT_BASICS' ? needing : isKept({ retentionClass, countsFrom }, today);
    return { service, retentionClass, records, ...kept };
  });
}

/** Of a client without documents the basics stay two years after their death (703/2023). */
export const diedBefore = (today: Day): Day => today.subtract({ years: 2 });

/** Whether the organiser must go on knowing who the client is. */
export const keepsBasics = (parts: readonly Part[]): boolean =>
  parts.some(({ retentionClass, outcome }) => retentionClass === 'CLIENT_BASICS' && outcome !== 'GOES');

/** Nobody erases a client who still has a voucher, or whose data somebody restricts because they need it. */
export function checkErasure(parts: readonly Part[], restriction: Restriction | undefined): Refused<'WRONG_STATE'> | undefined {
  const isOpen = parts.some(({ outcome }) => outcome === 'KEPT_WHILE_OPEN');
  const isHeld = isRestricted(restriction) && restriction?.ground !== 'KEPT_BY_LAW';
  return isOpen || isHeld ? refuse('WRONG_STATE', { path: ['personId'] }) : undefined;
}
