/** How people reach an organiser or a provider. It is public, so no person's own data belongs here. */
import { accept, refuse, type Decision } from '@seteli/kit/result';

/** Null: the organisation has not said it. */
export type Contact = {
  readonly email: string | null;
  readonly phone: string | null;
  readonly website: string | null;
  readonly streetAddress: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
};

export const NO_CONTACT: Contact = { email: null, phone: null, website: null, streetAddress: null, postalCode: null, city: null };

/** What a caller says of it. An absent field keeps its value, and a null or an empty text takes it away. */
export type ContactWish = { readonly [Field in keyof Contact]?: string | null | undefined };

const EMAIL = /^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>".]+$/;
const PHONE = /^\+?[0-9 ()-]{3,30}$/;

/** `path`: the field of the input that holds the wish. */
export function changeContact(known: Contact, wish: ContactWish, path: readonly string[]): Decision<Contact, 'INVALID_CONTACT'> {
  const said = Object.entries(wish).filter(([, text]) => text !== undefined);
  const changed: Contact = { ...known, ...Object.fromEntries(said.map(([field, text]) => [field, text?.trim() || null])) };
  const isWrong = {
    email: changed.email !== null && !EMAIL.test(changed.email),
    phone: changed.phone !== null && !PHONE.test(changed.phone),
    website: changed.website !== null && !isWebAddress(changed.website),
  };
  for (const field of ['email', 'phone', 'website'] as const)
    if (isWrong[field] && wish[field] !== undefined) return refuse('INVALID_CONTACT', { path: [...path, field] });
  return accept(changed);
}

/** Pages show it as a link, and a link may run a script unless it leads to a page. */
function isWebAddress(text: string): boolean {
  const url = URL.parse(text);
  return url !== null && ['https:', 'http:'].includes(url.protocol) && url.username === '' && url.password === '';
}

export const sameContact = (a: Contact, b: Contact): boolean =>
  (Object.keys(NO_CONTACT) as (keyof Contact)[]).every((field) => a[field] === b[field]);
