/** Well-formed arguments of the fields about other people's apps. */
import { input, key, names, UNKNOWN, type Asked } from './asked.ts';

export const APPS: Readonly<Record<string, Asked>> = {
  'Query.apps': { by: 'operator', args: () => ({ first: 20 }) },
  'Mutation.saveApp': input('operator', () => ({
    idempotencyKey: key(),
    id: null,
    kind: 'BROWSER',
    names,
    redirectUris: ['https://app.example/back'],
    origins: ['https://app.example'],
    expectedVersion: 1,
  })),
  'Mutation.closeApp': input('operator', () => ({ idempotencyKey: key(), appId: UNKNOWN, expectedVersion: 1 })),
};
