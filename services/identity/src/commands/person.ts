/** Commands about persons. Each is one transaction: lock, load, decide, save, announce. */
import { lockAll, type Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { newId, type Id } from '@seteli/kit/ids';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { SERVICE } from '@seteli/kit/scope';
import type { Identified } from '../domain/identified.ts';
import { parseCodeOf, type IdentityCode } from '../domain/identity-code.ts';
import { movesOf, newPerson, saysTheSame, updatePerson, type Person, type PersonFacts } from '../domain/person.ts';
import { clientMoved, personChanged } from '../events.ts';
import * as store from '../store/person.ts';
import { insertOwnUsers, voidTokensOfPerson } from '../store/user.ts';
import type { Desk } from './desk.ts';
import { addCode, namesOfMarks, sealNewPersons } from './sealing.ts';

export type PersonRegistration = PersonFacts & {
  readonly identityCode: string;
  /** The id for a person who is not known yet; identity chooses one when it is absent. */
  readonly id?: Id | undefined;
  /** The organisers that serve the person from now on, beside those that already do. */
  readonly organiserIds: readonly Id[];
};

/** Makes a person known, or updates them. Answers their id; the same code is always the same person. */
export async function registerPerson(
  desk: Desk,
  { identityCode, id, organiserIds, ...facts }: PersonRegistration,
): Promise<Decision<Id, 'INVALID_IDENTITY_CODE'>> {
  const code = parseCodeOf(desk.identityCodes, identityCode);
  if (!code) return refuse('INVALID_IDENTITY_CODE', { path: ['identityCode'] });
  // The person may be known already, and nobody who asks is theirs yet.
  return await desk.database.within(SERVICE).transaction(async (tx) => {
    await lockAll(tx, namesOfMarks(desk.vault.marksOf(code.text)));
    return accept((await savePerson(tx, desk, { codes: [code], id, organiserIds, facts })).id);
  });
}

export type SavedPerson = {
  /** The person's present code, then the replaced ones by which others may know them. The caller holds all of them. */
  readonly codes: readonly [IdentityCode, ...IdentityCode[]];
  readonly id?: Id | undefined;
  readonly organiserIds: readonly Id[];
  readonly facts: PersonFacts;
};

/**
 * Saves a person whom one of the codes finds, or makes them. A code that is new to identity finds them from now on.
 * `others`: persons whom another of the codes finds. They stay as they are.
 */
export async function savePerson(tx: Tx, desk: Desk, { codes, id, organiserIds, facts }: SavedPerson): Promise<{ id: Id; others: Id[] }> {
  const [code, ...replaced] = codes;
  const found = await Promise.all(codes.map((each) => store.findByCode(tx, desk.vault.marksOf(each.text))));
  // The person of the earlier code has the longer history.
  const known = found.findLast((person) => person !== undefined);
  const before = known ?? newPerson(id ?? newId());
  const changed = updatePerson(before, facts);
  if (changed?.version === 1) {
    await insertNew(tx, desk, [{ person: changed, code }]);
    for (const each of replaced) await addCode(tx, desk.vault, { personId: before.id, code: each, replaced: true });
  } else {
    if (changed) await store.updatePerson(tx, changed);
    if (!found[0]) await addCode(tx, desk.vault, { personId: before.id, code, replaced: false });
  }
  if (changed?.diedOn) await voidTokensOfPerson(tx, before.id);
  await store.addServed(
    tx,
    organiserIds.map((organiserId) => ({ organiserId, personId: before.id })),
  );
  if (changed) publish(tx, NATIONAL, await newsOf(tx, before, changed), { now: desk.clock.now() });
  return { id: before.id, others: [...new Set(found.flatMap((person) => (person && person.id !== before.id ? [person.id] : [])))] };
}

/** Makes persons who are new here: each has a data key, and is a user of themselves. */
async function insertNew(
  tx: Tx,
  { vault }: Desk,
  made: readonly { readonly person: Person; readonly code: IdentityCode }[],
): Promise<void> {
  const persons = made.map(({ person }) => person);
  await store.insertPersons(tx, persons);
  await sealNewPersons(
    tx,
    vault,
    made.map(({ person, code }) => ({ personId: person.id, code })),
  );
  await insertOwnUsers(
    tx,
    persons.map(({ id }) => id),
  );
}

/** The code in a form that tells nobody anything: for what the database keeps of an input. */
export const hideCode = ({ vault }: Pick<Desk, 'vault'>, code: IdentityCode): string =>
  // The oldest mark: a change of the key adds others before it.
  vault.marksOf(code.text).at(-1)!.mark;

/** The person of the code. Until the transaction ends nobody else makes them known. */
export async function findIdentified(tx: Tx, { vault }: Pick<Desk, 'vault'>, code: IdentityCode): Promise<Person | undefined> {
  const marks = vault.marksOf(code.text);
  await lockAll(tx, namesOfMarks(marks));
  return await store.findByCode(tx, marks);
}

type Names = Pick<Identified, 'givenNames' | 'familyName'>;

/** The identified person. Identity makes a person known with the names of the identification, and asks no register. */
export async function enrolIdentified(tx: Tx, desk: Desk, code: IdentityCode, { givenNames, familyName }: Names): Promise<Person> {
  const marks = desk.vault.marksOf(code.text);
  const known = await store.findByCode(tx, marks);
  if (known) return known;
  await lockAll(tx, namesOfMarks(marks));
  const meanwhile = await store.findByCode(tx, marks);
  if (meanwhile) return meanwhile;
  const made = { ...newPerson(newId()), givenNames, familyName, version: 1 };
  await insertNew(tx, desk, [{ person: made, code }]);
  publish(tx, NATIONAL, [personChanged(made)], { now: desk.clock.now() });
  return made;
}

/**
 * Tells an organiser that serves them that they have left its area, or come back. It tells nobody where they live now.
 */
async function newsOf(tx: Tx, before: Person, after: Person): Promise<Announcement[]> {
  const moves =
    before.municipalityCode === after.municipalityCode
      ? []
      : movesOf(before.municipalityCode, after.municipalityCode, await store.listAreasServing(tx, after.id));
  const changed = before.version > 0 && saysTheSame(before, after) ? [] : [personChanged(after)];
  return [...changed, ...moves.map((move) => clientMoved(after, move))];
}

export type Newcomer = Omit<PersonFacts, 'protectedAddress' | 'diedOn' | 'municipalityCode'> & {
  readonly id: Id;
  readonly identityCode: string;
};

/**
 * Makes many persons with fixed ids known at once, for data that is made beforehand. Known persons stay as they are.
 */
export async function registerNewcomers(desk: Desk, newcomers: readonly Newcomer[]): Promise<void> {
  const made = newcomers.map(({ id, identityCode, ...names }) => {
    const code = parseCodeOf(desk.identityCodes, identityCode);
    if (!code) throw new Error(`The identity code of person ${id} is none that may be registered here.`);
    return { person: { ...newPerson(id), ...names, version: 1 }, code };
  });
  await desk.database.transaction(async (tx) => {
    await lockAll(
      tx,
      made.flatMap(({ code }) => namesOfMarks(desk.vault.marksOf(code.text))),
    );
    const known = await store.findKnown(
      tx,
      made.map(({ person }) => person.id),
    );
    const fresh = made.filter(({ person }) => !known.has(person.id));
    await insertNew(tx, desk, fresh);
    publish(
      tx,
      NATIONAL,
      fresh.map(({ person }) => personChanged(person)),
      { now: desk.clock.now() },
    );
  });
}
