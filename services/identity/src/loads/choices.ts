/** Reads for whom a person may act, with names: what a person chooses from after they have signed in. */
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import { holds, weightiest, type Mandate } from '../domain/mandate.ts';
import { isRepresentative, type User } from '../domain/user.ts';
import { findNamesOf } from '../store/choice.ts';
import { listMandatesOf } from '../store/mandate.ts';
import { findPersons } from '../store/person.ts';

/**
 * A user as whom the person may act. The name is absent until registry has announced the organisation. The mandate is
 * that of a representative.
 */
export type Choice = { readonly user: User; readonly name: string | null; readonly mandate: Mandate | undefined };

export async function listChoices(reader: Reader, users: readonly User[], now: Instant): Promise<Choice[]> {
  const mandates = await findActing(reader, users, now);
  const possible = users.filter((user) => !isRepresentative(user) || mandates.has(user.id));
  const names = await findNamesOf(
    reader,
    possible.map(({ organisation }) => organisation),
  );
  return possible.map((user) => ({ user, name: names.get(user.organisation.id) ?? null, mandate: mandates.get(user.id) }));
}

/** By which mandate each of these users acts, of those who represent somebody and still may. */
export async function findActing(reader: Reader, users: readonly User[], now: Instant): Promise<Map<Id, Mandate>> {
  const representing = users.filter(isRepresentative);
  if (representing.length === 0) return new Map();
  const [mandates, persons] = [
    await listMandatesOf(
      reader,
      representing.map(({ id }) => id),
    ),
    await findPersons(
      reader,
      representing.map(({ organisation }) => organisation.id),
    ),
  ];
  const represented = new Map(persons.map((person) => [person.id, person]));
  const holding = mandates.filter((each) => holds(each, represented.get(each.representedId), dayOf(now)));
  return new Map([...Map.groupBy(holding, ({ userId }) => userId)].map(([userId, of]) => [userId, weightiest(of)!]));
}
