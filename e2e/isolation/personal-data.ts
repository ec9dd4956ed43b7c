/** What strangers get from the fields by which people change their contact data, or ask for copies of personal data. */
import { PERSONAS } from '@seteli/local/personas';
import { everybody, input, onlyOrganisers, type Expectation } from './outcomes.ts';

const UNKNOWN = '019b0000-0009-7000-8000-999999999999';

export const PERSONAL_DATA: Readonly<Record<string, Expectation>> = {
  'Query.identityJob': { args: () => ({ id: UNKNOWN }), ...everybody('null') },
  'Subscription.identityJob': { args: () => ({ id: UNKNOWN }), ...everybody('null') },
  // It changes the caller's own data only.
  'Mutation.saveMyContacts': {
    args: input(() => ({ phone: 'x' })),
    organiser: ['FORBIDDEN'],
    provider: ['FORBIDDEN'],
    citizen: ['refused INVALID_PHONE'],
  },
  // It would copy the stranger's own data, so the key is one that nobody may use.
  'Mutation.exportMyData': { args: () => ({ input: { idempotencyKey: '' } }), ...everybody('BAD_USER_INPUT') },
  'Mutation.exportPerson': {
    args: input(() => ({ personId: PERSONAS.aku.person.id, reason: 'Vieras' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Query.erasurePreview': { args: () => ({ personId: PERSONAS.aku.person.id }), ...onlyOrganisers('null') },
  'Mutation.erasePerson': {
    args: input(() => ({ personId: PERSONAS.aku.person.id, previewId: 'x', reason: 'Vieras' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.restrictPerson': {
    args: input(() => ({ personId: PERSONAS.aku.person.id, ground: 'ACCURACY', reason: 'Vieras' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.endRestriction': {
    args: input(() => ({ personId: PERSONAS.aku.person.id, reason: 'Vieras' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
};
