/** Erases what identity keeps of a person under seal. The person's id stays, with all that others keep of it. */
import type { Id } from '@seteli/kit/ids';
import { removeExports } from '../store/person-export.ts';
import { removeSealed } from '../store/sealed.ts';
import { voidTokensOfPerson } from '../store/user.ts';
import type { Desk } from './desk.ts';

/**
 * Removes the person's data key, and with it the sense of everything that it sealed: here, in copies and in backups
 * whose wrapping key has rotated. Nobody finds the person by their identity code any more, so they cannot sign in. The
 * caller sees to the names.
 */
export const shredPerson = ({ database }: Pick<Desk, 'database'>, personId: Id): Promise<void> =>
  database.transaction(async (tx) => {
    await removeExports(tx, personId);
    await removeSealed(tx, personId);
    await voidTokensOfPerson(tx, personId);
  });
