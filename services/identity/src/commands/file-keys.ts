/**
 * Seals the keys of files with the data key of their owner. Whoever removes the owner's data key has erased their
 * files. Nothing else of this service handles the key of a file for longer than a request.
 */
import type { Reader, Tx } from '@seteli/kit/db';
import type { StoredFile } from '../domain/file.ts';
import { findKeys } from '../store/sealed.ts';
import type { Desk } from './desk.ts';
import { holdKeyOf } from './sealing.ts';

const placeOf = (row: StoredFile['id']) => ({ table: 'stored_file', row }) as const;

type Owned = Pick<StoredFile, 'id' | 'ownerId'>;

/** Nothing when the owner has been erased, so nothing can be sealed for them. */
export async function sealFileKey(
  tx: Tx,
  { vault }: Pick<Desk, 'vault'>,
  { id, ownerId }: Owned,
  key: string,
): Promise<string | undefined> {
  return (await holdKeyOf(tx, vault, ownerId))?.seal(key, placeOf(id));
}

/** Nothing when the owner has been erased, and so nobody can open their files. */
export async function openFileKey(
  reader: Reader,
  { vault }: Pick<Desk, 'vault'>,
  { id, ownerId, sealedKey }: StoredFile,
): Promise<string | undefined> {
  const wrapped = (await findKeys(reader, [ownerId])).get(ownerId);
  return wrapped && vault.open(wrapped, ownerId).unseal(sealedKey, placeOf(id));
}
