/**
 * Seals and opens what identity keeps of a person. Identity codes and contact data pass through here only, so nothing
 * else of this service handles a key.
 */
import type { Reader, Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import type { Mark, OwnerKey, Vault } from '@seteli/kit/vault';
import type { IdentityCode } from '../domain/identity-code.ts';
import * as store from '../store/sealed.ts';

export const codePlace = (row: Id) => ({ table: 'identity_code', row }) as const;

/** The marks in the form of names to lock. Whoever decides about a code holds them all. */
export const namesOfMarks = (marks: readonly Mark[]): string[] => marks.map(({ mark }) => `person ${mark}`);

type Coded = { readonly personId: Id; readonly code: Pick<IdentityCode, 'text'> };

/** Gives new persons a data key each, and seals their codes with it. */
export async function sealNewPersons(tx: Tx, vault: Vault, persons: readonly Coded[]): Promise<void> {
  const made = persons.map(({ personId, code }) => {
    const key = vault.newKey(personId);
    return { personId, key, code: sealCode(vault.open(key, personId), vault, { personId, code }) };
  });
  await store.insertKeys(
    tx,
    made.map(({ personId, key }) => ({ personId, ...key })),
  );
  await insertCodes(
    tx,
    made.map(({ code }) => code),
  );
}

/** Adds a code by which the person is found from now on. The earlier ones find them as before. */
export async function addCode(tx: Tx, vault: Vault, key: OwnerKey, coded: Coded): Promise<void> {
  await store.replaceCodes(tx, coded.personId);
  await insertCodes(tx, [sealCode(key, vault, coded)]);
}

function sealCode(key: OwnerKey, vault: Vault, { personId, code }: Coded) {
  const id = newId();
  return { row: { id, personId, sealedCode: key.seal(code.text, codePlace(id)), replaced: false }, marks: vault.marksOf(code.text) };
}

const insertCodes = (tx: Tx, codes: readonly ReturnType<typeof sealCode>[]): Promise<void> =>
  store.insertCodes(
    tx,
    codes.map(({ row }) => row),
    codes.flatMap(({ row, marks }) => marks.map((mark) => ({ ...mark, codeId: row.id }))),
  );

/** The person's key; nothing when the person has none, or none any more. Nobody erases them until the end. */
export async function holdKeyOf(tx: Tx, vault: Vault, personId: Id): Promise<OwnerKey | undefined> {
  const wrapped = await store.holdKey(tx, personId);
  return wrapped && vault.open(wrapped, personId);
}

/** The present codes of these persons. A person without a data key has none. */
export async function readCodes(reader: Reader, vault: Vault, personIds: readonly Id[]): Promise<Map<Id, string>> {
  const [keys, codes] = await Promise.all([store.findKeys(reader, personIds), store.listCodes(reader, personIds)]);
  const present = codes.flatMap(({ id, personId, sealedCode, replaced }): [Id, string][] => {
    const key = keys.get(personId);
    return replaced || !key ? [] : [[personId, vault.open(key, personId).unseal(sealedCode, codePlace(id))]];
  });
  return new Map(present);
}
