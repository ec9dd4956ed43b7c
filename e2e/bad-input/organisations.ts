/** Well-formed arguments of the fields by which organisers and providers come in and keep their own. */
import { PIRKANMAA } from '@seteli/local/personas';
import { input, key, names, pageIn, paged, UNKNOWN, type Asked } from './asked.ts';

const contact = {
  email: 'seteli@outo.example',
  phone: '03 1234',
  website: 'https://outo.example',
  streetAddress: 'Katu 1',
  postalCode: '33100',
  city: 'Tampere',
};

/** Nobody has this version, so what is well-formed changes nothing either. */
const NEVER = 1_000_000;

export const ORGANISATIONS: Readonly<Record<string, Asked>> = {
  'Query.organisers': {
    by: 'granter',
    args: () => ({ filter: { text: 'Pirkan', closed: false }, ...pageIn('organisers', 'Pirkanmaan hyvinvointialue') }),
  },
  'Query.ibanProposals': paged('organiser-admin'),
  'Query.providerIbanProposals': paged('case-handler'),
  'Mutation.openOrganiser': input('operator', () => ({
    idempotencyKey: key(),
    businessId: PIRKANMAA.businessId,
    kind: 'MUNICIPALITY',
    names,
    municipalityCodes: ['837'],
    languages: ['FI'],
    contact,
  })),
  'Mutation.closeOrganiser': input('operator', () => ({ idempotencyKey: key(), organiserId: UNKNOWN })),
  'Mutation.reopenOrganiser': input('operator', () => ({ idempotencyKey: key(), organiserId: UNKNOWN })),
  'Mutation.saveOrganiserSettings': input('organiser-admin', () => ({
    idempotencyKey: key(),
    expectedVersion: NEVER,
    names,
    settlementDay: 5,
    recordingCutOffDay: 3,
    municipalityCodes: ['837'],
    languages: ['FI'],
    contact,
  })),
  'Mutation.registerProviderFromRegister': input('other-signatory', () => ({ idempotencyKey: key(), businessId: '9000009-7' })),
  'Mutation.saveProviderDetails': input('provider-admin', () => ({
    idempotencyKey: key(),
    expectedVersion: NEVER,
    contact,
    languages: ['FI'],
    units: [{ id: UNKNOWN, name: 'Uusi', closed: false }],
  })),
  'Mutation.proposeIban': input('organiser-admin', () => ({ idempotencyKey: key(), iban: 'FI21 1234 5600 0007 85' })),
  'Mutation.confirmIban': input('organiser-admin', () => ({ idempotencyKey: key(), proposalId: UNKNOWN, iban: 'FI2112345600000785' })),
  'Mutation.confirmProviderIban': input('case-handler', () => ({ idempotencyKey: key(), proposalId: UNKNOWN, iban: 'FI2112345600000785' })),
  'Mutation.withdrawIban': input('organiser-admin', () => ({ idempotencyKey: key(), proposalId: UNKNOWN })),
};
