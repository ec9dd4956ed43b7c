/**
 * The GraphQL client. One client serves one acting person or organisation, so that nobody sees what another's cache
 * holds.
 */
import { cacheExchange, type Cache } from '@urql/exchange-graphcache';
import { Client, fetchExchange } from 'urql';
import { currentLanguage } from '../words/language.ts';
import { fetchSignedIn } from '../session/session.ts';

const LISTS = ['tasks', 'notices'];

/** What is read in the inbox moves counts of lists that only the server knows. */
function forgetInbox(cache: Cache): void {
  for (const { fieldName, fieldKey } of cache.inspectFields('Query')) if (LISTS.includes(fieldName)) cache.invalidate('Query', fieldKey);
}

/** Things without an id belong to the thing around them. */
const OWNED = [
  'ActingChoice',
  'ActingOrganisation',
  'ActorName',
  'BalanceEntitlement',
  'Me',
  'Names',
  'PeriodUsage',
  'Quantity',
  'Refusal',
  'VoucherMonth',
];

const openClient = (): Client =>
  new Client({
    url: '/graphql',
    preferGetMethod: false,
    fetch: fetchSignedIn,
    fetchOptions: () => ({ headers: { 'accept-language': currentLanguage() } }),
    exchanges: [
      cacheExchange({
        keys: Object.fromEntries(OWNED.map((type) => [type, () => null])),
        updates: { Mutation: { markRead: (_, __, cache) => forgetInbox(cache) } },
      }),
      fetchExchange,
    ],
  });

let client = openClient();
const listeners = new Set<() => void>();

export const currentClient = (): Client => client;

export function onClientChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** For another acting person or organisation, or another language: nothing that was fetched holds any longer. */
export function startAnew(): void {
  client = openClient();
  for (const listener of listeners) listener();
}
