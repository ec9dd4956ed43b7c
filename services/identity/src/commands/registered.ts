/** Saves what the population register has said of a person, and of those who look after them. It asks nobody. */
import { lockAll, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { registerContact } from '../domain/contact.ts';
import { parseCodeOf, type IdentityCode } from '../domain/identity-code.ts';
import type { Household } from '../ports/household.ts';
import type { RegisteredPerson } from '../ports/population-register.ts';
import * as population from '../store/population.ts';
import type { Desk } from './desk.ts';
import { savePerson } from './person.ts';
import { changeContact, namesOfMarks } from './sealing.ts';

export type SavedHousehold = {
  readonly personId: Id;
  /** Persons whom another code of the same human being finds. An operator has to look at them. */
  readonly others: readonly Id[];
};

/** All codes are locked at once, since two households may have people in common. */
export const lockHouseholds = (tx: Tx, { vault, identityCodes }: Desk, households: readonly Household[]): Promise<void> =>
  lockAll(
    tx,
    households
      .flatMap(({ askedCode, person, carers }) => [askedCode, person.identityCode, ...carers.map((carer) => carer.person.identityCode)])
      .flatMap((text) => parseCodeOf(identityCodes, text) ?? [])
      .flatMap((code) => namesOfMarks(vault.marksOf(code.text))),
  );

/** The caller holds the household. Nothing: the register tells of a code that this system does not take. */
export async function saveHousehold(
  tx: Tx,
  desk: Desk,
  { askedCode, person, carers }: Household,
  organiserIds: readonly Id[] = [],
): Promise<SavedHousehold | undefined> {
  const [asked, present] = [askedCode, person.identityCode].map((text) => parseCodeOf(desk.identityCodes, text));
  if (!asked || !present) return undefined;
  const codes: [IdentityCode, ...IdentityCode[]] = asked.text === present.text ? [present] : [present, asked];
  const saved = await savePerson(tx, desk, { codes, organiserIds, facts: factsOf(person) });
  await changeContact(tx, desk.vault, saved.id, (known) => ({ contact: registerContact(known, person), answer: undefined }));
  await population.saveGuardianships(tx, saved.id, await saveCarers(tx, desk, saved.id, carers));
  return { personId: saved.id, others: saved.others };
}

async function saveCarers(tx: Tx, desk: Desk, wardId: Id, carers: Household['carers']): Promise<population.Guardianship[]> {
  const saved: population.Guardianship[] = [];
  for (const { person, ...of } of carers) {
    const code = parseCodeOf(desk.identityCodes, person.identityCode);
    if (!code) continue;
    const { id } = await savePerson(tx, desk, { codes: [code], organiserIds: [], facts: factsOf(person) });
    if (id !== wardId) saved.push({ wardId, guardianId: id, ...of });
  }
  return saved;
}

const factsOf = ({ givenNames, familyName, protectedAddress, diedOn, municipalityCode }: RegisteredPerson) => ({
  givenNames,
  familyName,
  protectedAddress,
  diedOn,
  municipalityCode,
});
