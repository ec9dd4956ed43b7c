/** What strangers get from the fields by which an organisation arranges its systems and their keys. */
import { PERSONAS } from '@seteli/local/personas';
import { input, nothing, type Expectation } from './outcomes.ts';

/** Another administrator may arrange systems of their own, and finds none of ours. */
const unknown = {
  organiser: ['refused NOT_FOUND', 'FORBIDDEN'],
  provider: ['refused NOT_FOUND', 'FORBIDDEN'],
  citizen: ['FORBIDDEN'],
} as const;

export const SYSTEMS: Readonly<Record<string, Expectation>> = {
  'Query.systemAccounts': {
    args: nothing,
    organiser: ['own', 'FORBIDDEN'],
    provider: ['empty', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'organiser-admin',
  },
  'Mutation.saveSystemAccount': {
    args: input(() => ({ id: PERSONAS.system.userId, name: 'Vieras järjestelmä', scopes: ['SYSTEM_READ'], teamIds: [], active: true })),
    ...unknown,
  },
  'Mutation.addSystemKey': { args: input(() => ({ accountId: PERSONAS.system.userId, name: 'Vieras avain' })), ...unknown },
  'Mutation.revokeSystemKey': { args: input(({ systemKey }) => ({ keyId: systemKey })), ...unknown },
};
