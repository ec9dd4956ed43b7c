/** Saves what the population register has said of a person, and of those who look after them. It asks nobody. */
import { dayOf } from '@seteli/kit/day';
import { lockAll, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { registerContact } from '../domain/contact.ts';
import { parseCodeOf, type IdentityCode } from '../domain/identity-code.ts';
import { byLaw } from '../domain/mandate.ts';
import type { Household } from '../ports/household.ts';
import type { RegisteredPerson } from '../ports/population-register.ts';
import * as population from '../store/population.ts';
import type { Desk } from './desk.ts';
import { sayCarers } from './mandate.ts';
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
  const looking = await saveCarers(tx, desk, saved.id, carers);
  await population.saveGuardianships(tx, saved.id, looking);
  const now = desk.realTime.now();
  const ward = { birthDay: present.birthDay, today: dayOf(now) };
  const said = looking.map(({ guardianId, ...of }) => ({
    representativeId: guardianId,
    representedId: saved.id,
    checkedAt: now,
    ...byLaw(of, ward),
  }));
  await sayCarers(tx, saved.id, said, now);
  return { personId: saved.id, others: saved.others };
}

/** Makes a person known as the register says it. Nothing: it tells of a code that we do not take. */
export async function registerHousehold(desk: Desk, household: Household): Promise<Id | undefined> {
  return await desk.database.transaction(async (tx) => {
    await lockHouseholds(tx, desk, [household]);
    return (await saveHousehold(tx, desk, household))?.personId;
  });
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
