/** Reads where messages to persons go, and in which language. Nothing of it leaves this service but to its deliverer. */
import { isOneOf, type Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Language } from '@seteli/kit/language';
import type { Vault } from '@seteli/kit/secrets';
import type { Way } from '../domain/message.ts';
import { person } from '../tables/person.ts';

/** The address by each way; null where nobody knows one. The version rises when the person changes them. */
export type MessageAddresses = { readonly language: Language; readonly version: number; readonly by: Readonly<Record<Way, string | null>> };

export async function contactsOf(reader: Reader, vault: Vault, personIds: readonly Id[]): Promise<Map<Id, MessageAddresses>> {
  const rows = await reader.select({ id: person.id, sealed: person.sealedIdentityCode }).from(person).where(isOneOf(person.id, personIds));
  return new Map(
    rows.map(({ id, sealed }) => [id, { language: 'FI', version: 0, by: { EMAIL: null, SMS: null, SUOMI_FI: vault.unseal(sealed, id) } }]),
  );
}
