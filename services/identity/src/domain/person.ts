/** A person as identity keeps him, and when something about him has changed. The identity code is not in here. */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';

export type Person = {
  readonly id: Id;
  readonly givenNames: string;
  readonly familyName: string;
  /** Nobody may be shown where the person lives (turvakielto). */
  readonly protectedAddress: boolean;
  readonly diedOn: Day | null;
  readonly version: number;
};

export type PersonFacts = Omit<Person, 'id' | 'version'>;

/** The person with what is now known of him; nothing when that was known. */
export function updatePerson(known: Person, facts: PersonFacts): Person | undefined {
  const unchanged =
    known.version > 0 &&
    known.givenNames === facts.givenNames &&
    known.familyName === facts.familyName &&
    known.protectedAddress === facts.protectedAddress &&
    String(known.diedOn) === String(facts.diedOn);
  return unchanged ? undefined : { ...facts, id: known.id, version: known.version + 1 };
}

/** A person before anything is known of him. */
export const newPerson = (id: Id): Person => ({ id, givenNames: '', familyName: '', protectedAddress: false, diedOn: null, version: 0 });
