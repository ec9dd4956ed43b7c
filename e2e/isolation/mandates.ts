/** What strangers get from the fields by which people let others act for them, and officers record that on paper. */
import { PERSONAS } from '@seteli/local/personas';
import { input, nothing, onlyCitizens, onlyOrganisers, type Expectation } from './outcomes.ts';

const UNKNOWN = '019b0000-0009-7000-8000-999999999999';

export const MANDATES: Readonly<Record<string, Expectation>> = {
  'Query.mandates': { args: nothing, organiser: ['FORBIDDEN'], provider: ['FORBIDDEN'], citizen: ['empty'] },
  'Mutation.endMandate': { args: input(() => ({ mandateId: UNKNOWN })), ...onlyCitizens('refused NOT_FOUND') },
  'Mutation.allowMandate': { args: input(() => ({ mandateId: UNKNOWN })), ...onlyCitizens('refused NOT_FOUND') },
  'Query.paperMandates': { args: () => ({ personId: PERSONAS.aku.person.id }), ...onlyOrganisers('empty') },
  'Mutation.recordPaperMandate': {
    args: input(() => ({
      representedId: PERSONAS.aku.person.id,
      representative: { identityCode: '010203-9079', givenNames: 'Vieno', familyName: 'Vieras' },
      roles: ['MANDATE_SEE'],
      firstDay: '2036-01-01',
      lastDay: '2036-12-31',
      scanId: UNKNOWN,
    })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.endPaperMandate': { args: input(() => ({ mandateId: UNKNOWN })), ...onlyOrganisers('refused NOT_FOUND') },
};
