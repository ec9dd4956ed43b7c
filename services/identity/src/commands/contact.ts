/** A person changes how they are reached, and others read it. Each command is one transaction. */
import type { Actor } from '@seteli/kit/actor';
import { hashOf, once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import type { SaveMyContactsInput } from '@seteli/schema/generated/identity';
import { decideContact, newContact, visibleTo, type Contact } from '../domain/contact.ts';
import type { Person } from '../domain/person.ts';
import { listRestricted } from '../store/restriction.ts';
import type { Desk } from './desk.ts';
import { changeContact, readContacts } from './sealing.ts';

/**
 * A person who was erased while they were signed in saves nothing. The database keeps a keyed mark of the input: nobody
 * shall read a phone number in its hash.
 */
export async function saveContacts(desk: Desk, { organisation }: Actor, input: SaveMyContactsInput): Promise<Decision<Id>> {
  const { id: personId } = organisation;
  const { idempotencyKey: key, ...wish } = input;
  const mark = desk.vault.marksOf(`saveMyContacts ${hashOf(wish)}`).at(-1)!.mark;
  return await once<Decision<Id>>(
    desk.database,
    { organisation: personId, key, command: 'saveMyContacts', input: mark, now: desk.clock.now() },
    async (tx) => {
      const decision = await changeContact(tx, desk.vault, personId, (known) => {
        const decided = decideContact(known, wish);
        return { contact: decided.accepted ? decided.value : undefined, answer: decided };
      });
      return decision?.accepted === false ? decision : accept(personId);
    },
  );
}

/** What the actor may see of these persons' contact data. The caller has noted the look. */
export async function seeContacts(desk: Desk, actor: Actor, persons: readonly Person[]): Promise<Map<Id, Contact>> {
  const { reader } = desk.database;
  const ids = persons.map(({ id }) => id);
  const [contacts, restricted] = await Promise.all([
    readContacts(reader, desk.vault, ids),
    listRestricted(reader, actor.organisation.id, ids),
  ]);
  return new Map(
    persons.map(({ id, protectedAddress }) => {
      const reading = { isOwn: id === actor.personId, protectedAddress, restricted: restricted.has(id) };
      return [id, visibleTo(contacts.get(id) ?? newContact, reading)];
    }),
  );
}
