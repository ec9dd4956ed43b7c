/**
 * Seals and opens what identity keeps of a person. Identity codes and contact data pass through here only, so nothing
 * else of this service handles a key.
 */
import { lock, type Reader, type Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import type { Mark, OwnerKey, Vault } from '@seteli/kit/vault';
import { newContact, type Address, type Contact } from '../domain/contact.ts';
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

/**
 * Adds a code by which the person is found from now on, beside the earlier ones. Unless it is a replaced one, it takes
 * their place.
 */
export async function addCode(tx: Tx, vault: Vault, { replaced, ...coded }: Coded & { readonly replaced: boolean }): Promise<void> {
  const key = await holdKeyOf(tx, vault, coded.personId);
  // Whoever has no data key has been erased, and then no code finds them.
  if (!key) throw new Error(`Person ${coded.personId} has no data key, so nothing can be sealed for them.`);
  if (!replaced) await store.replaceCodes(tx, coded.personId);
  const { row, marks } = sealCode(key, vault, coded);
  await insertCodes(tx, [{ row: { ...row, replaced }, marks }]);
}

function sealCode(key: OwnerKey, vault: Vault, { personId, code }: Coded) {
  const id = newId();
  return {
    row: { id, personId, sealedCode: key.seal(code.text, codePlace(id)), replaced: false as boolean },
    marks: vault.marksOf(code.text),
  };
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

const contactPlace = (field: string, row: Id) => ({ table: `person_contact.${field}`, row });

/** The contact data of persons. Whoever has none, or was erased, is missing. */
export async function readContacts(reader: Reader, vault: Vault, personIds: readonly Id[]): Promise<Map<Id, Contact>> {
  const [keys, rows] = await Promise.all([store.findKeys(reader, personIds), store.findContacts(reader, personIds)]);
  return new Map(
    rows.flatMap(({ personId, sealedPhone, sealedEmail, sealedAddress, ...plain }): [Id, Contact][] => {
      const wrapped = keys.get(personId);
      if (!wrapped) return [];
      const key = vault.open(wrapped, personId);
      const open = (field: string, sealed: string | null) => (sealed === null ? null : key.unseal(sealed, contactPlace(field, personId)));
      const address = open('address', sealedAddress);
      const [phone, email] = [open('phone', sealedPhone), open('email', sealedEmail)];
      return [[personId, { ...plain, phone, email, address: address === null ? null : (JSON.parse(address) as Address) }]];
    }),
  );
}

/**
 * Changes a person's contact data as `decide` says. Nobody else changes it meanwhile. A person without a data key has
 * been erased, and gets none.
 */
export async function changeContact<Answer>(
  tx: Tx,
  vault: Vault,
  personId: Id,
  decide: (known: Contact) => { readonly contact: Contact | undefined; readonly answer: Answer },
): Promise<Answer | undefined> {
  await lock(tx, `contact ${personId}`);
  const key = await holdKeyOf(tx, vault, personId);
  if (!key) return undefined;
  const known = (await readContacts(tx, vault, [personId])).get(personId) ?? newContact;
  const { contact, answer } = decide(known);
  if (contact && contact !== known) {
    const seal = (field: string, text: string | null) => (text === null ? null : key.seal(text, contactPlace(field, personId)));
    const { phone, email, address, ...plain } = contact;
    await store.saveContact(tx, {
      ...plain,
      personId,
      sealedPhone: seal('phone', phone),
      sealedEmail: seal('email', email),
      sealedAddress: seal('address', address && JSON.stringify(address)),
    });
  }
  return answer;
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
