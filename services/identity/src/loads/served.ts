/** Reads a client for an officer who works with them: one whom a service of the officer's teams serves. */
import type { Actor } from '@seteli/kit/actor';
import type { Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Person } from '../domain/person.ts';
import { findSeenPersons } from '../store/person.ts';

export async function findServed(reader: Reader, actor: Actor, personId: Id): Promise<Person | undefined> {
  // Officers are clients, too, and record nothing for themselves.
  if (personId === actor.personId) return undefined;
  const [found] = await findSeenPersons(reader, actor, [personId], { seesServed: true, seesNew: false });
  return found;
}
