/** What strangers get from the fields about other people's apps. Only the platform's operator has apps. */
import { demonstrationId } from '@seteli/local/personas';
import { everybody, input, nothing, type Expectation } from './outcomes.ts';

const NAMES = { fi: 'x', sv: 'x', en: 'x' };

export const APPS: Readonly<Record<string, Expectation>> = {
  'Query.apps': { args: nothing, ...everybody('FORBIDDEN'), owner: 'operator' },
  'Mutation.saveApp': {
    args: input(() => ({ kind: 'NATIVE', names: NAMES, redirectUris: ['example.app:/back'], origins: [] })),
    ...everybody('FORBIDDEN'),
  },
  'Mutation.closeApp': { args: input(() => ({ appId: demonstrationId(1) })), ...everybody('FORBIDDEN') },
};
