/** What becomes of strangers who ask for us as users and clients: sessions, users, teams and contact data. */
import { PERSONAS } from '@seteli/local/personas';
import { everybody, input, nothing, onlyCitizens, onlyOrganisers, type Expectation } from './outcomes.ts';

export const PEOPLE: Readonly<Record<string, Expectation>> = {
  'Query.me': { args: nothing, ...everybody('own'), owner: 'recorder' },
  'Query.mandates': { args: nothing, organiser: ['FORBIDDEN'], provider: ['FORBIDDEN'], citizen: ['empty'], owner: 'aku' },
  'Mutation.endMandate': { args: input(({ mandate }) => ({ mandateId: mandate })), ...onlyCitizens('refused NOT_FOUND') },
  'Mutation.allowMandate': { args: input(({ mandate }) => ({ mandateId: mandate })), ...onlyCitizens('refused NOT_FOUND') },
  // They know our user's id, and ask for a session of theirs.
  'Mutation.endSession': {
    args: input(() => ({ sessionId: PERSONAS.recorder.userId })),
    ...everybody('refused NOT_FOUND', 'FORBIDDEN'),
  },
  // It would end the sessions of the strangers themselves, so it keeps the one that asks.
  'Mutation.endSessions': { args: input(() => ({ withCurrent: false })), ...everybody('own', 'FORBIDDEN') },
  'Query.paperMandates': { args: () => ({ personId: PERSONAS.aku.person.id }), ...onlyOrganisers('empty') },
  'Mutation.recordPaperMandate': {
    args: input(() => ({
      representedId: PERSONAS.aku.person.id,
      representative: { identityCode: '010203-9079', givenNames: 'Vieno', familyName: 'Vieras' },
      roles: ['MANDATE_SEE'],
      firstDay: '2036-01-01',
      lastDay: '2036-12-31',
      scanId: PERSONAS.aku.person.id,
    })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.endPaperMandate': { args: input(({ mandate }) => ({ mandateId: mandate })), ...onlyOrganisers('refused NOT_FOUND') },
  'Query.users': {
    args: nothing,
    organiser: ['own', 'FORBIDDEN'],
    provider: ['own', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'provider-admin',
  },
  'Query.serviceTeams': {
    args: () => ({ first: 20 }),
    organiser: ['own', 'FORBIDDEN'],
    provider: ['own', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
    owner: 'provider-admin',
  },
  'Query.findPersons': {
    args: () => ({ filter: { identityCode: PERSONAS.aku.person.identityCode }, reason: 'Vieras' }),
    ...onlyOrganisers('empty'),
    owner: 'granter',
  },
  // Nobody has this code. Of a person who has one, the population register tells every granter the same.
  'Mutation.registerClient': {
    args: input(() => ({ identityCode: '010203-9057', reason: 'Vieras' })),
    ...onlyOrganisers('refused NOT_FOUND'),
  },
  'Mutation.saveServiceTeam': {
    args: input(({ team, service }) => ({
      id: team,
      name: 'Vieras tiimi',
      serviceIds: [service],
      memberIds: [PERSONAS.recorder.userId],
    })),
    organiser: ['refused NOT_FOUND', 'FORBIDDEN'],
    provider: ['refused NOT_FOUND', 'FORBIDDEN'],
    citizen: ['FORBIDDEN'],
  },
};
