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
  /** The home municipality by its code, where the population register has told it. It leaves this service for nobody. */
  readonly municipalityCode: string | null;
  readonly version: number;
};

/** `municipalityCode` is absent where nobody has asked the register: what was known stays. */
export type PersonFacts = Omit<Person, 'id' | 'version' | 'municipalityCode'> & { readonly municipalityCode?: string | null | undefined };

/** The person with what is now known of him; nothing when that was known. */
export function updatePerson(known: Person, facts: PersonFacts): Person | undefined {
  const { municipalityCode = known.municipalityCode } = facts;
  const unchanged = known.version > 0 && known.municipalityCode === municipalityCode && saysTheSame(known, facts);
  return unchanged ? undefined : { ...facts, municipalityCode, id: known.id, version: known.version + 1 };
}

/** Whether others are told the same of both: where somebody lives they are not told. */
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

/** Of which areas somebody moved out, and into which. Where they lived before must be known; an organiser without an area has none to leave. */
export function movesOf(before: string | null, after: string | null, areas: readonly Area[]): Move[] {
  if (before === null || after === null) return [];
  return areas.flatMap(({ organiserId, municipalityCodes }) => {
    const [livedInArea, livesInArea] = [municipalityCodes.includes(before), municipalityCodes.includes(after)];
    return livedInArea === livesInArea ? [] : [{ organiserId, livesInArea }];
  });
}

/** A person before anything is known of him. */
export const newPerson = (id: Id): Person => ({
  id,
  givenNames: '',
  familyName: '',
  protectedAddress: false,
  diedOn: null,
  municipalityCode: null,
  version: 0,
});
