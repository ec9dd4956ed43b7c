/** A person as identity keeps them, and when something about them has changed. The identity code is not in here. */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';

export type Person = {
  readonly id: Id;
  readonly givenNames: string;
  readonly familyName: string;
  /** Nobody may learn where the person lives (turvakielto). */
  readonly protectedAddress: boolean;
  readonly diedOn: Day | null;
  /** The code of the home municipality, where the population register has told it. It never leaves this service. */
  readonly municipalityCode: string | null;
  readonly version: number;
};

/** `municipalityCode` is absent where nobody has asked the register: the known one stays. */
export type PersonFacts = Omit<Person, 'id' | 'version' | 'municipalityCode'> & { readonly municipalityCode?: string | null | undefined };

/** The person with the new facts; nothing when these were known. */
export function updatePerson(known: Person, facts: PersonFacts): Person | undefined {
  const { municipalityCode = known.municipalityCode } = facts;
  const unchanged = known.version > 0 && known.municipalityCode === municipalityCode && saysTheSame(known, facts);
  return unchanged ? undefined : { ...facts, municipalityCode, id: known.id, version: known.version + 1 };
}

/** Whether others hear the same of both. They never hear where the person lives. */
export function saysTheSame(known: Omit<PersonFacts, 'municipalityCode'>, facts: Omit<PersonFacts, 'municipalityCode'>): boolean {
  return (
    known.givenNames === facts.givenNames &&
    known.familyName === facts.familyName &&
    known.protectedAddress === facts.protectedAddress &&
    String(known.diedOn) === String(facts.diedOn)
  );
}

/** An organiser's area, by the codes of its municipalities. */
export type Area = { readonly organiserId: Id; readonly municipalityCodes: readonly string[] };
export type Move = { readonly organiserId: Id; readonly livesInArea: boolean };

/**
 * The areas that the person left, and those that they moved into. The former home must be known; an organiser without
 * an area has none to leave.
 */
export function movesOf(before: string | null, after: string | null, areas: readonly Area[]): Move[] {
  if (before === null || after === null) return [];
  return areas.flatMap(({ organiserId, municipalityCodes }) => {
    const [livedInArea, livesInArea] = [municipalityCodes.includes(before), municipalityCodes.includes(after)];
    return livedInArea === livesInArea ? [] : [{ organiserId, livesInArea }];
  });
}

/** A person before anything is known of them. */
export const newPerson = (id: Id): Person => ({
  id,
  givenNames: '',
  familyName: '',
  protectedAddress: false,
  diedOn: null,
  municipalityCode: null,
  version: 0,
});
