/**
 * What identity itself keeps of a person, for the person's own copy of their data. It names nobody else: whom they
 * represent and who represents them are other people. An organiser's copy has what its people may see.
 */
import type { Reader } from '@seteli/kit/db';
import type { Vault } from '@seteli/kit/vault';
import { recordOf, type PersonDataQuestion, type PersonList } from '@seteli/schema/person-data';
import { readContacts } from '../commands/sealing.ts';
import { languageOf, visibleTo } from '../domain/contact.ts';
import { findPerson } from '../store/person.ts';
import { listsOfSignIn } from '../store/person-data.ts';
import { listRestricted, listRestrictions } from '../store/restriction.ts';

type Of = Pick<PersonDataQuestion, 'personId' | 'organiserId'>;

export function listsOfPerson(reader: Reader, vault: Vault, { personId, organiserId }: Of): PersonList[] {
  const isOwn = organiserId === null;
  const lists: PersonList[] = [
    {
      kind: 'PERSON',
      async list() {
        const found = await findPerson(reader, personId);
        if (!found) return [];
        const { givenNames, familyName, protectedAddress, diedOn, municipalityCode } = found;
        const municipality = isOwn || !protectedAddress ? municipalityCode : null;
        const facts = { givenNames, familyName, protectedAddress, diedOn, municipalityCode: municipality };
        return [recordOf({ id: personId, organiserId, ...facts, identityCodeIsKept: true })];
      },
    },
    {
      kind: 'CONTACTS',
      async list() {
        const found = await findPerson(reader, personId);
        const contact = (await readContacts(reader, vault, [personId])).get(personId);
        if (!found || !contact) return [];
        const restricted = !isOwn && (await listRestricted(reader, organiserId, [personId])).has(personId);
        const seen = visibleTo(contact, { isOwn, protectedAddress: found.protectedAddress, restricted });
        const { phone, email, address } = seen;
        return [recordOf({ id: personId, organiserId, language: languageOf(seen), phone, email, address })];
      },
    },
    {
      kind: 'RESTRICTION',
      async list() {
        const found = await listRestrictions(reader, [personId], organiserId);
        return found.map(({ organiserId: by, ground, startedAt, endedAt }) =>
          recordOf({ id: by, organiserId: by, ground, startedAt, endedAt }),
        );
      },
    },
  ];
  return isOwn ? [...lists, ...listsOfSignIn(reader, personId)] : lists;
}
