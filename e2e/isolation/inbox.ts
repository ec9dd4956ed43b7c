/** Says what strangers get from the fields of the inbox: what is for them, and nothing of ours. */
import { PERSONAS } from '@seteli/local/personas';
import { everybody, input, nothing, ofBothSides, type Expectation } from './outcomes.ts';

export const INBOX: Readonly<Record<string, Expectation>> = {
  'Query.tasks': { args: nothing, ...ofBothSides, citizen: ['empty'], owner: 'checker' },
  // Everybody reads what is for them.
  'Query.notices': {
    args: nothing,
    organiser: ['empty', 'own', 'FORBIDDEN'],
    provider: ['empty', 'own', 'FORBIDDEN'],
    citizen: ['empty', 'own'],
    owner: 'aku',
  },
  'Query.myPreferences': { args: nothing, ...everybody('own', 'FORBIDDEN'), owner: 'aku' },
  // They know ids of ours, and mark them as theirs.
  'Mutation.markRead': {
    args: input(() => ({ ids: [PERSONAS.recorder.userId] })),
    ...everybody('own', 'empty', 'FORBIDDEN'),
  },
  'Mutation.takeTask': {
    args: input(() => ({ taskId: PERSONAS.recorder.userId })),
    ...everybody('refused NOT_FOUND', 'FORBIDDEN'),
  },
  'Mutation.releaseTask': {
    args: input(() => ({ taskId: PERSONAS.recorder.userId })),
    ...everybody('refused NOT_FOUND', 'FORBIDDEN'),
  },
  'Mutation.savePreferences': {
    args: input(() => ({ choices: [{ group: 'MONEY', channel: 'EMAIL' }] })),
    ...everybody('own', 'FORBIDDEN'),
  },
};
