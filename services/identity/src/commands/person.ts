/** Commands about persons. Each is one transaction: lock, load, decide, save, announce. */
import { lock, lockAll, type Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { newId, type Id } from '@seteli/kit/ids';
import { publish, type Announcement } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { parseCodeOf, type IdentityCode } from '../domain/identity-code.ts';
import { movesOf, newPerson, saysTheSame, updatePerson, type Person, type PersonFacts } from '../domain/person.ts';
import { clientMoved, personChanged } from '../events.ts';
import * as store from '../store/person.ts';
import { insertOwnUsers, voidTokensOfPerson } from '../store/user.ts';
import type { Desk } from './desk.ts';

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
  const identityCodeIndex = desk.vault.indexOf(code.text);
  return await desk.database.transaction(async (tx) => {
    await lock(tx, `person ${identityCodeIndex}`);
    const known = (await store.findByCode(tx, identityCodeIndex)) ?? newPerson(id ?? newId());
    const changed = updatePerson(known, facts);
    if (changed?.version === 1) {
      await store.insertPerson(tx, changed, { sealedIdentityCode: desk.vault.seal(code.text, known.id), identityCodeIndex });
      await insertOwnUsers(tx, [known.id]);
    } else if (changed) await store.updatePerson(tx, changed);
    if (changed?.diedOn) await voidTokensOfPerson(tx, known.id);
    await store.addServed(
      tx,
      organiserIds.map((organiserId) => ({ organiserId, personId: known.id })),
    );
    if (changed) publish(tx, NATIONAL, await newsOf(tx, known, changed), { now: desk.clock.now() });
    return accept(known.id);
  });
}

/** Whom the sign-in provider identified. */
export type Identified = Pick<PersonRegistration, 'identityCode' | 'givenNames' | 'familyName'>;

/** The identified person. Identity makes a person known with the names of the identification, and asks no register. */
export async function enrolIdentified(tx: Tx, desk: Desk, code: IdentityCode, { givenNames, familyName }: Identified): Promise<Person> {
  const identityCodeIndex = desk.vault.indexOf(code.text);
  const known = await store.findByCode(tx, identityCodeIndex);
  if (known) return known;
  await lock(tx, `person ${identityCodeIndex}`);
  const meanwhile = await store.findByCode(tx, identityCodeIndex);
  if (meanwhile) return meanwhile;
  const made = { ...newPerson(newId()), givenNames, familyName, version: 1 };
  await store.insertPerson(tx, made, { sealedIdentityCode: desk.vault.seal(code.text, made.id), identityCodeIndex });
  await insertOwnUsers(tx, [made.id]);
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
    const sealed = { sealedIdentityCode: desk.vault.seal(code.text, id), identityCodeIndex: desk.vault.indexOf(code.text) };
    return { person: { ...newPerson(id), ...names, version: 1 }, sealed };
  });
  await desk.database.transaction(async (tx) => {
    await lockAll(
      tx,
      made.map(({ sealed }) => `person ${sealed.identityCodeIndex}`),
    );
    const known = await store.findKnown(
      tx,
      made.map(({ person }) => person.id),
    );
    const fresh = made.filter(({ person }) => !known.has(person.id));
    await store.insertPersons(tx, fresh);
    await insertOwnUsers(
      tx,
      fresh.map(({ person }) => person.id),
    );
    publish(
      tx,
      NATIONAL,
      fresh.map(({ person }) => personChanged(person)),
      { now: desk.clock.now() },
    );
  });
}
