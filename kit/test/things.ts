/** A subgraph of things that fail in every way, for the tests of its server. It keeps what it logs. */
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { generateKeyPair } from 'jose';
import { GraphQLError } from 'graphql';
import { mintActorToken, type Actor } from '@seteli/kit/actor';
import { openDatabase } from '@seteli/kit/database';
import { badInput, forbidden, rateLimited } from '@seteli/kit/errors';
import { say } from '@seteli/kit/language';
import { openLog } from '@seteli/kit/log';
import { EventTooLarge } from '@seteli/kit/outbox';
import { buildSubgraph, requireIds } from '@seteli/kit/subgraph';
import { SERVICE } from '@seteli/kit/scope';
import { newDatabase } from '@seteli/testing/database';
import { silent } from './exchange.ts';

export const SDL = `
  extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
  scalar Euro scalar Date scalar DateTime scalar Month
  input Amounts { euros: Euro! day: Date month: Month at: DateTime }
  type Thing @key(fields: "id") { id: ID! owner: String! }
  type Query {
    who: String!
    euros(amount: Euro!, amounts: Amounts): Euro!
    thing(id: ID!): Thing
    fails(how: String!): String
    list: [Item!]!
    text(megabytes: Int!): String!
    note(text: String!): String!
  }
  type Item { fine: String broken: String! }
`;

const SECRET = 'relation "person" column "identity_code"';
const faults: Record<string, () => unknown> = {
  forbidden: () => forbidden(),
  badInput: () => badInput(say('Ei näin.', 'Inte så här.', 'Not like this.')),
  rateLimited: () => rateLimited(),
  expired: () => new GraphQLError('Too old.', { extensions: { code: 'CURSOR_EXPIRED' } }),
  database: () => Object.assign(new Error(`Failed query: select ${SECRET}`), { code: '42703' }),
  tooLarge: () => new EventTooLarge(SECRET),
  own: () => new GraphQLError(SECRET, { extensions: { code: 'SOMETHING', secret: SECRET } }),
  text: () => SECRET,
};

type Context = { actor: Actor; traceparent: string | undefined; address: string | undefined };
export const resolvers = {
  Query: {
    who: (_: unknown, __: unknown, { actor, traceparent }: Context) => `${actor.userId} ${traceparent ?? 'alone'}`,
    euros: (_: unknown, { amount, amounts }: { amount: bigint; amounts?: { euros: bigint } }) => amount + (amounts?.euros ?? 0n),
    thing(_: unknown, { id }: { id: string }) {
      requireIds(id);
      return { id, owner: 'somebody' };
    },
    fails(_: unknown, { how }: { how: string }) {
      throw faults[how]!();
    },
    list: () => [{ fine: 'a', broken: 'b' }, { fine: 'a' }],
    text: (_: unknown, { megabytes }: { megabytes: number }) => 'ä'.repeat(megabytes * 512 * 1024),
    note: (_: unknown, { text }: { text: string }) => text,
  },
  Thing: { __resolveReference: ({ id }: { id: string }, { actor }: Context) => ({ id, owner: actor.userId }) },
};

export const actor: Actor = { userId: 'user 1', organisation: { kind: 'PERSON', id: 'p' }, roles: [], teamIds: [] };

export type Things = Awaited<ReturnType<typeof startThings>>;

export async function startThings() {
  const { url } = await newDatabase('vouchers');
  const database = openDatabase({ url, log: silent, name: 'test', max: 2 }).within(SERVICE);
  const { publicKey, privateKey } = await generateKeyPair('EdDSA');
  const token = await mintActorToken(actor, 'things', privateKey);
  const logged: string[] = [];
  const app = await buildSubgraph({
    service: 'things',
    sdl: SDL,
    resolvers,
    actorKey: publicKey,
    organisationKinds: ORGANISATION_KINDS,
    context: (by, request) => ({ actor: by, ...request }),
    log: openLog('things', 'debug', { write: (line: string) => void logged.push(line) }),
    database,
    open: (routes) => void routes.get('/keys', async () => ({ keys: [] })),
  });
  await app.ready();
  const post = (payload: object | string, headers: Record<string, string> = { authorization: `Bearer ${token}` }) =>
    app.inject({ method: 'POST', url: '/graphql', headers: { 'content-type': 'application/json', ...headers }, payload });
  const ask = async (query: string, variables: object = {}) => (await post({ query, variables })).json();
  return {
    app,
    token,
    logged,
    post,
    ask,
    fails: (how: string) => ask('query($how: String!) { fails(how: $how) }', { how }),
    async stop() {
      await app.close();
      await database.close();
    },
  };
}
