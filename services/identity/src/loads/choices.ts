/** Reads for whom a person may act, with names: what a person chooses from after they have signed in. */
import type { Reader } from '@seteli/kit/db';
import type { User } from '../domain/user.ts';
import { findNamesOf } from '../store/choice.ts';

/** A user as whom the person may act. The name is absent until registry has announced the organisation. */
export type Choice = { readonly user: User; readonly name: string | null };

export async function listChoices(reader: Reader, users: readonly User[]): Promise<Choice[]> {
  const names = await findNamesOf(
    reader,
    users.map(({ organisation }) => organisation),
  );
  return users.map((user) => ({ user, name: names.get(user.organisation.id) ?? null }));
}
