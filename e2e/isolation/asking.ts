/** Lets a member of the cast ask: through the gateway as somebody who signed in, and straight at the subgraphs. */
import { buildASTSchema, getOperationAST, parse, validate, type GraphQLSchema } from 'graphql';
import { importKey, mintActorToken, type TokenKey } from '@seteli/kit/actor';
import { systemClock } from '@seteli/kit/clock';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { subgraphSdl, supergraphSdl } from '@seteli/schema/sdl';
import { readSupergraph } from '../../gateway/src/field-facts.ts';
import { createCost, MAX_COST } from '../../gateway/src/cost.ts';
import { MAX_TOKENS, shapeLimits } from '../../gateway/src/limits.ts';
import { openTokenIssuer } from '../../services/identity/src/resolvers/access-token.ts';
import { post, type Answer } from '../post.ts';
import type { World } from '../world.ts';
import { nameOf, type Member } from './cast.ts';
import type { Asking, Fits } from './walks.ts';

/** An actor token lives for a minute. */
const ACTOR_TOKEN_USED_MS = 30_000;
const TOKEN_LASTS = Temporal.Duration.from({ minutes: 10 });

export type Voices = {
  /** As somebody who signed in. The token is identity's own; the gateway asks whether a mandate holds. */
  throughGateway(member: Member): Promise<(asking: Asking) => Promise<Answer>>;
  /** As the gateway vouches for them. */
  atSubgraph(service: ServiceName, member: Member, body: object): Promise<Answer>;
};

export async function openVoices({ system }: World): Promise<Voices> {
  const issuer = await openTokenIssuer(system.secrets.tokenKey, system.url);
  const key: TokenKey = await importKey(system.secrets.actorKey);
  const minted = new Map<string, { readonly token: Promise<string>; readonly since: number }>();
  return {
    async throughGateway({ actor }) {
      const token = await issuer.issue(actor, systemClock.now(), TOKEN_LASTS);
      return ({ query, variables }) => post(`${system.url}/graphql`, token, { query, variables });
    },
    async atSubgraph(service, member, body) {
      const name = `${service} for ${nameOf(member)}`;
      const known = minted.get(name);
      const isFresh = known !== undefined && performance.now() - known.since < ACTOR_TOKEN_USED_MS;
      const { token, since } = isFresh ? known : { token: mintActorToken(member.actor, service, key), since: performance.now() };
      minted.set(name, { token, since });
      return post(`http://127.0.0.1:${system.ports[service]}/graphql`, await token, body);
    },
  };
}

/** Whether the gateway takes it, by the gateway's own limits. */
export function limitsOfGateway(): Fits {
  const costOf = createCost(supergraphSdl());
  const schema = readSupergraph(supergraphSdl());
  return ({ query, variables }) => {
    if ((query.match(/\w+|[^\s\w]/g) ?? []).length > MAX_TOKENS) return false;
    const document = parse(query);
    if (validate(schema, document, [shapeLimits]).length > 0) return false;
    return costOf({ document, operation: getOperationAST(document)!, variables }) <= MAX_COST;
  };
}

export const subgraphSchemas: ReadonlyMap<ServiceName, GraphQLSchema> = new Map(
  SERVICES.map((service) => [service, buildASTSchema(parse(subgraphSdl(service)), { assumeValidSDL: true })]),
);
