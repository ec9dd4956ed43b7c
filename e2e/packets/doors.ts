/**
 * Every port of a system at which a stranger may knock. Each has a request that the port answers; the packets are cuts
 * of it.
 */
import { importKey, mintActorToken } from '@seteli/kit/actor';
import { COMPANY, PERSONAS, PIRKANMAA } from '@seteli/local/personas';
import type { ListeningName } from '@seteli/local/ports';
import { SERVICES } from '@seteli/schema/events/listeners';
import type { World } from '../world.ts';
import type { Door } from './packets.ts';

const JSON_BODY = 'content-type: application/json';
const FORM = 'content-type: application/x-www-form-urlencoded';
const bearer = (token: string) => `authorization: Bearer ${token}`;
const asked = (query: string) => JSON.stringify({ query });

export async function everyDoor({ system, client }: World): Promise<Door[]> {
  const { ports, secrets } = system;
  const user = bearer(await client.token('system'));
  const key = await importKey(secrets.actorKey);
  const actor = { userId: COMPANY.id, organisation: { kind: 'ORGANISER' as const, id: PIRKANMAA.id }, roles: [], teamIds: [] };
  const at = (process: ListeningName, path: string, headers: string[], body: string, method = 'POST'): Door => ({
    process,
    port: ports[process],
    method,
    path,
    headers,
    body,
  });
  const subgraphs = SERVICES.map(async (service) =>
    at(service, '/graphql', [JSON_BODY, bearer(await mintActorToken(actor, service, key))], asked('{ __typename _service { sdl } }')),
  );
  const feed = asked(`subscription { settlementFeed(organiserId: "${PIRKANMAA.id}") { seq } }`);
  const form = 'grant_type=client_credentials&client_id=nobody&client_secret=nothing';
  return [
    at('gateway', '/graphql', [JSON_BODY, user], asked('{ __typename }')),
    at('gateway', '/graphql/stream', [JSON_BODY, user], feed),
    at('gateway', '/sign-in/token', [JSON_BODY], '{"organisation":null}'),
    at('gateway', '/token', [FORM], form),
    at('gateway', `/files?person=${PERSONAS.aku.person.id}`, ['content-type: application/pdf', user], '%PDF-1.7', 'PUT'),
    ...(await Promise.all(subgraphs)),
    at('identity', '/sign-in/token', [JSON_BODY], '{"organisation":null}'),
    at('identity', '/sign-in/callback?state=none', [], '', 'GET'),
    at('sign-in', '/token', [FORM], `${form}&code=none`),
    at('sign-in', '/interaction/none', [FORM], 'person=nobody'),
    at('registers', '/vtj/api/HenkilonTunnuskysely', [JSON_BODY], '{"Henkilotunnus":"none"}'),
    at('registers', '/mandates/oauth/authorize?user=none', [FORM], 'choice=0'),
  ];
}
