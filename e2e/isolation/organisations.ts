/**
 * Says what strangers get from the fields at the root by which organisers and providers come in and keep themselves;
 * expectations.ts has the others.
 */
import { PIRKANMAA } from '@seteli/local/personas';
import { everybody, input, nothing, onlyOrganisers, onlyProviders, type Expectation } from './outcomes.ts';

const NAMES = { fi: 'x', sv: 'x', en: 'x' };
/** A person of an organisation sees and proposes for their own only, so the arguments are ones that a rule refuses. */
const NO_IBAN = input(() => ({ iban: 'x' }));
const OURS = input(({ ibanProposal }) => ({ proposalId: ibanProposal, iban: 'FI2112345600000785' }));

export const ORGANISATIONS: Readonly<Record<string, Expectation>> = {
  'Query.organisers': { args: nothing, ...everybody('public'), owner: 'granter' },
  'Query.bankAccount': {
    args: nothing,
    organiser: ['own', 'FORBIDDEN'],
    provider: ['own', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'organiser-admin',
  },
  'Query.ibanProposals': {
    args: nothing,
    organiser: ['own', 'FORBIDDEN'],
    provider: ['own', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'organiser-admin',
  },
  'Query.providerIbanProposals': { args: nothing, ...onlyOrganisers('empty'), owner: 'case-handler' },
  'Mutation.openOrganiser': {
    args: input(() => ({ businessId: PIRKANMAA.businessId, kind: 'MUNICIPALITY', names: NAMES, languages: ['FI'] })),
    ...everybody('FORBIDDEN'),
  },
  'Mutation.closeOrganiser': { args: input(() => ({ organiserId: PIRKANMAA.id })), ...everybody('FORBIDDEN') },
  'Mutation.reopenOrganiser': { args: input(() => ({ organiserId: PIRKANMAA.id })), ...everybody('FORBIDDEN') },
  'Mutation.saveOrganiserSettings': {
    args: input(() => ({ expectedVersion: 1_000, contact: { email: 'x' } })),
    ...onlyOrganisers('refused STALE'),
  },
  'Mutation.registerProviderFromRegister': {
    args: input(() => ({ businessId: '9000009-7' })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.saveProviderDetails': {
    args: input(({ team }) => ({ units: [{ id: team, name: 'x' }] })),
    ...onlyProviders('refused NOT_FOUND'),
  },
  'Mutation.proposeIban': {
    args: NO_IBAN,
    organiser: ['refused INVALID_IBAN', 'FORBIDDEN'],
    provider: ['refused INVALID_IBAN', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
  },
  'Mutation.confirmIban': {
    args: OURS,
    organiser: ['refused NOT_FOUND', 'FORBIDDEN'],
    provider: ['refused NOT_FOUND', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
  },
  'Mutation.confirmProviderIban': { args: OURS, ...onlyOrganisers('refused NOT_FOUND') },
  'Mutation.withdrawIban': {
    args: input(({ ibanProposal }) => ({ proposalId: ibanProposal })),
    organiser: ['refused NOT_FOUND', 'FORBIDDEN'],
    provider: ['refused NOT_FOUND', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
  },
};
