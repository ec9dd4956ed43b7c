/** What strangers get from the fields about sessions and other people's apps. Only the platform's operator has apps. */
import { demonstrationId, PERSONAS } from '@seteli/local/personas';
import { everybody, input, nothing, type Expectation } from './outcomes.ts';

const NAMES = { fi: 'x', sv: 'x', en: 'x' };

export const SESSIONS_AND_APPS: Readonly<Record<string, Expectation>> = {
  // They know our user's id, and ask for a session of theirs.
  'Mutation.endSession': {
    args: input(() => ({ sessionId: PERSONAS.recorder.userId })),
    ...everybody('refused NOT_FOUND', 'FORBIDDEN'),
  },
  // It would end the sessions of the strangers themselves, so it keeps the one that asks.
  'Mutation.endSessions': { args: input(() => ({ withCurrent: false })), ...everybody('own', 'FORBIDDEN') },
  'Query.apps': { args: nothing, ...everybody('FORBIDDEN'), owner: 'operator' },
  'Mutation.saveApp': {
    args: input(() => ({ kind: 'NATIVE', names: NAMES, redirectUris: ['example.app:/back'], origins: [] })),
    ...everybody('FORBIDDEN'),
  },
  'Mutation.closeApp': { args: input(() => ({ appId: demonstrationId(1) })), ...everybody('FORBIDDEN') },
};
