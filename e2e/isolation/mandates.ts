/** What strangers get from mandates: each citizen sees and changes their own. */
import { input, nothing, onlyCitizens, type Expectation } from './outcomes.ts';

const UNKNOWN = '019b0000-0009-7000-8000-999999999999';

export const MANDATES: Readonly<Record<string, Expectation>> = {
  'Query.mandates': { args: nothing, organiser: ['FORBIDDEN'], provider: ['FORBIDDEN'], citizen: ['empty'] },
  'Mutation.endMandate': { args: input(() => ({ mandateId: UNKNOWN })), ...onlyCitizens('refused NOT_FOUND') },
  'Mutation.allowMandate': { args: input(() => ({ mandateId: UNKNOWN })), ...onlyCitizens('refused NOT_FOUND') },
};
