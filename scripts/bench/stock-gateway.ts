/**
 * The gateway as its makers ship it, over the same subgraphs, for comparison with ours. It adds the actor token that
 * the subgraphs require. It checks no caller, limits nothing and masks nothing. It has a process of its own.
 */
import { ApolloGateway, RemoteGraphQLDataSource } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';
import { importKey, privateJwk, mintActorToken, type Actor } from '@seteli/kit/actor';
import { supergraphSdl } from '@seteli/schema/sdl';
import { standBy } from './side.ts';

/** An actor token lives for a minute. */
const TOKEN_MS = 30_000;

const urls = JSON.parse(process.env.SUBGRAPH_URLS!) as Record<string, string>;
const actor = JSON.parse(process.env.ACTOR!) as Actor;
const key = await importKey(privateJwk.parse(process.env.ACTOR_KEY));

const minted = new Map<string, { token: Promise<string>; since: number }>();
function actorToken(subgraph: string): Promise<string> {
  const kept = minted.get(subgraph);
  if (kept && performance.now() - kept.since < TOKEN_MS) return kept.token;
  const token = mintActorToken(actor, subgraph, key);
  minted.set(subgraph, { token, since: performance.now() });
  return token;
}

const gateway = new ApolloGateway({
  supergraphSdl: supergraphSdl(),
  buildService: ({ name }) =>
    new RemoteGraphQLDataSource({
      url: `${urls[name]}/graphql`,
      async willSendRequest({ request }) {
        request.http?.headers.set('authorization', `Bearer ${await actorToken(name)}`);
      },
    }),
});
const { url } = await startStandaloneServer(new ApolloServer({ gateway }), { listen: { host: '127.0.0.1', port: 0 } });
standBy(url);
