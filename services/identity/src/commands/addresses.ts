/** Reads where messages to persons go, and in which language. Only a deliverer learns it. */
import type { Reader } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { Language } from '@seteli/kit/language';
import type { Vault } from '@seteli/kit/vault';
import { readCodes, readContacts } from './sealing.ts';
import { languageOf, newContact } from '../domain/contact.ts';
import type { Way } from '../domain/message.ts';

/** The address by each way; null where nobody knows one. The version rises when the person changes them. */
export type MessageAddresses = { readonly language: Language; readonly version: number; readonly by: Readonly<Record<Way, string | null>> };

/** Whoever was erased has no address. */
export async function contactsOf(reader: Reader, vault: Vault, personIds: readonly Id[]): Promise<Map<Id, MessageAddresses>> {
  const [codes, contacts] = await Promise.all([readCodes(reader, vault, personIds), readContacts(reader, vault, personIds)]);
  return new Map(
    personIds.map((id) => {
      const contact = contacts.get(id) ?? newContact;
      const by = { EMAIL: contact.email, SMS: contact.phone, SUOMI_FI: codes.get(id) ?? null };
      return [id, { language: languageOf(contact), version: contact.version, by }];
    }),
  );
}
