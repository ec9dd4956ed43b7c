/**
 * Whom the embedded sign-in provider identifies: a persona, or anybody made up. It keeps no list: an account's name
 * holds the whole person.
 */
import { createHash } from 'node:crypto';
import { madeUpPersonOf, type MadeUpPerson } from './made-up-person.ts';
import { HUMAN_PERSONAS, isPersonaKey, PERSONAS, type PersonaKey } from './personas.ts';

/** Whom somebody chooses on the provider's page: a persona by its key, or a person of their own. */
export type Chosen = PersonaKey | MadeUpPerson;

/** The fields of the page's form for a person. Tests send them, too. */
export const fieldsOf = (who: Chosen): Record<string, string> =>
  typeof who === 'string' ? { person: who } : { identity_code: who.identityCode, given_names: who.givenNames, family_name: who.familyName };

/** The account of the form's person; nothing when there is none. A persona's code always means the persona. */
export function accountOf(form: URLSearchParams): string | undefined {
  const field = (name: string) => form.get(name) ?? '';
  const persona = isPersonaKey(field('person')) ? PERSONAS[field('person') as PersonaKey] : undefined;
  if (persona) return 'person' in persona ? toAccount(persona.person) : undefined;
  const madeUp = madeUpPersonOf(field('identity_code'), field('given_names'), field('family_name'));
  if (!madeUp) return undefined;
  const known = HUMAN_PERSONAS.find(([, { person }]) => person.identityCode === madeUp.identityCode)?.[1].person;
  return toAccount(known ?? madeUp);
}

/** Whether the form means a person of one's own, and not one of the list. */
export const isOwnPerson = (form: URLSearchParams): boolean => form.has('identity_code');

const toAccount = ({ identityCode, givenNames, familyName }: MadeUpPerson): string =>
  Buffer.from(JSON.stringify([identityCode, givenNames, familyName])).toString('base64url');

const personOf = (account: string): MadeUpPerson => {
  const [identityCode, givenNames, familyName] = JSON.parse(Buffer.from(account, 'base64url').toString()) as [string, string, string];
  return { identityCode, givenNames, familyName };
};

/** The claims in which the provider tells who a person is. */
export const CLAIMS = ['sub', 'urn:oid:1.2.246.21', 'given_name', 'family_name'];

export function claimsOf(account: string): { sub: string; [claim: string]: unknown } {
  const { identityCode, givenNames, familyName } = personOf(account);
  return { sub: account, 'urn:oid:1.2.246.21': identityCode, given_name: givenNames, family_name: familyName };
}

/** The same name for the same person towards one client, whatever the person's names are. */
export const pairwiseName = (clientId: string, account: string): string =>
  createHash('sha256')
    .update(`${clientId} ${personOf(account).identityCode}`)
    .digest('base64url');
