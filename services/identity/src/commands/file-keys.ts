/**
 * Seals the keys of files to their place, with the key of the file's owner. Nothing else of this service handles the
 * key of a file for longer than a request.
 */
import type { Reader, Tx } from '@seteli/kit/db';
import type { StoredFile } from '../domain/file.ts';
import type { Desk } from './desk.ts';

type Place = Pick<StoredFile, 'id' | 'ownerId'>;
const placeOf = ({ id, ownerId }: Place): string => `file ${id} of ${ownerId}`;

/** Nothing when nothing can be sealed for the owner any more. */
export const sealFileKey = async (_: Tx, { vault }: Pick<Desk, 'vault'>, place: Place, key: string): Promise<string | undefined> =>
  vault.seal(key, placeOf(place));

/** Nothing when the owner has been erased, and so nobody can open their files. */
export const openFileKey = async (_: Reader, { vault }: Pick<Desk, 'vault'>, file: StoredFile): Promise<string | undefined> =>
  vault.unseal(file.sealedKey, placeOf(file));
