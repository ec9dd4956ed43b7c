/** How to reach a person, and who may learn it. The language in which Seteli writes to them is part of it. */
import type { Language } from '@seteli/kit/language';
import { accept, checkSeen, refuse, type Decision } from '@seteli/kit/result';

export type Address = { readonly street: string; readonly postalCode: string; readonly city: string };

export type Contact = {
  /** What the person chose; null: what the population register says. */
  readonly language: Language | null;
  readonly registeredLanguage: Language | null;
  /** As E.164: a plus and digits. */
  readonly phone: string | null;
  readonly email: string | null;
  /** The register's. Null while the address is protected. */
  readonly address: Address | null;
  readonly version: number;
};

export const newContact: Contact = { language: null, registeredLanguage: null, phone: null, email: null, address: null, version: 0 };

/** Finnish where nobody knows: that is what most people read. */
export const languageOf = ({ language, registeredLanguage }: Pick<Contact, 'language' | 'registeredLanguage'>): Language =>
  language ?? registeredLanguage ?? 'FI';

/** The register's two letters. It knows many languages, and Seteli writes three. */
export function toLanguage(letters: string | null): Language | null {
  const upper = letters?.toUpperCase();
  return upper === 'FI' || upper === 'SV' || upper === 'EN' ? upper : null;
}

/** What the person says. An absent field keeps its value, null takes it away. */
export type ContactWish = {
  readonly language?: Language | null | undefined;
  readonly phone?: string | null | undefined;
  readonly email?: string | null | undefined;
  readonly expectedVersion?: number | null | undefined;
};

/** The new contact data, or the same when nothing changes. */
export function decideContact(known: Contact, wish: ContactWish): Decision<Contact, 'STALE' | 'INVALID_PHONE' | 'INVALID_EMAIL'> {
  const stale = checkSeen(known, wish.expectedVersion);
  if (stale) return stale;
  const phone = wish.phone == null ? wish.phone : toPhone(wish.phone);
  if (phone === undefined && wish.phone != null) return refuse('INVALID_PHONE', { path: ['phone'] });
  const email = wish.email == null ? wish.email : toEmail(wish.email);
  if (email === undefined && wish.email != null) return refuse('INVALID_EMAIL', { path: ['email'] });
  return accept(
    changed(known, {
      language: wish.language === undefined ? known.language : wish.language,
      phone: phone === undefined ? known.phone : phone,
      email: email === undefined ? known.email : email,
    }),
  );
}

/** What the register says. Nobody keeps the address of a protected person, so that none can get out. */
export const registerContact = (
  known: Contact,
  said: { readonly language: string | null; readonly address: Address | null; readonly protectedAddress: boolean },
): Contact => changed(known, { registeredLanguage: toLanguage(said.language), address: said.protectedAddress ? null : said.address });

function changed(known: Contact, change: Partial<Contact>): Contact {
  const next = { ...known, ...change };
  return JSON.stringify(next) === JSON.stringify(known) ? known : { ...next, version: known.version + 1 };
}

const COUNTRY_CODE = '+358';

/** A number without a country is Finnish. The longest number of the world has 15 digits (E.164). */
export function toPhone(given: string): string | undefined {
  const dense = given.replaceAll(/[\s()./\u2010-\u2014-]/g, '');
  const international = dense.replace(/^00/, '+').replace(/^0(?=\d)/, COUNTRY_CODE);
  return /^\+[1-9]\d{5,14}$/.test(international) ? international : undefined;
}

/** One address, in ASCII or not, without a name beside it, comments, or anything that could add a header line. */
export function toEmail(given: string): string | undefined {
  const email = given.trim();
  return email.length <= 254 &&
    /^[^\s@<>",;:()[\]\\]{1,64}@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}{2,63}$/u.test(email)
    ? email
    : undefined;
}

export type Reading = {
  readonly isOwn: boolean;
  readonly protectedAddress: boolean;
  /** The reader's organiser restricts the person's data. */
  readonly restricted: boolean;
};

/**
 * What a reader may learn. Of a protected person everybody else learns the language only: phone and e-mail may lead to
 * where they live (661/2009 36–37 §). So do those whose organiser restricts the person's data (GDPR, article 18).
 */
export const visibleTo = (contact: Contact, { isOwn, protectedAddress, restricted }: Reading): Contact => {
  if (isOwn) return protectedAddress ? { ...contact, address: null } : contact;
  return protectedAddress || restricted ? { ...contact, address: null, phone: null, email: null } : contact;
};
