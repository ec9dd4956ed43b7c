/** The gateway's settings: what each is, and what production asks of it. */
import { privateJwk } from '@seteli/kit/actor';
import { brokerSettings } from '@seteli/kit/broker';
import { ANYTHING, environment, setting, tunable } from '@seteli/kit/config';
import { doorSettings } from '@seteli/kit/door';
import { logLevel } from '@seteli/kit/log';
import { KEY_PAIR, SECRET } from '@seteli/kit/production';
import { publicUrl } from '@seteli/kit/public-url';
import { serverSettings } from '@seteli/kit/service-settings';
import { DEVELOPMENT_PORTS, SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { z } from 'zod';
import { MAX_COST } from './cost.ts';
import { readProxies, SOME_PROXIES } from './origin.ts';

const proxies = z.string().transform((blocks, context) => {
  try {
    return readProxies(blocks);
  } catch {
    context.addIssue({ code: 'custom', message: 'is neither a list of addresses or CIDR blocks nor `none`' });
    return z.NEVER;
  }
});
// Services listen without TLS inside the network, which has to encrypt and to decide who may listen there.
const serviceUrl = (service: ServiceName) =>
  setting(z.url({ protocol: /^https?$/ }), {
    meaning: `Where ${service} listens, inside the network.`,
    development: `http://127.0.0.1:${DEVELOPMENT_PORTS[service]}`,
    production: ANYTHING,
  });
type UrlSetting = `${Uppercase<ServiceName>}_URL`;
const urlSetting = (service: ServiceName) => `${service.toUpperCase()}_URL` as UrlSetting;
const serviceUrls = Object.fromEntries(SERVICES.map((service) => [urlSetting(service), serviceUrl(service)])) as Record<
  UrlSetting,
  ReturnType<typeof serviceUrl>
>;

export const settings = z.object({
  NODE_ENV: environment,
  ...serverSettings(4000),
  PUBLIC_URL: publicUrl,
  TRUSTED_PROXIES: setting(proxies, {
    meaning:
      'The proxies in front, as addresses or CIDR blocks with commas between: only they are believed about where a request comes from. `none` says that no proxy is in front; behind one, all people would then count as one address.',
    development: '',
    production: [SOME_PROXIES],
  }),
  ...serviceUrls,
  // Without a broker the feed is slower, and each gateway counts for itself.
  ...brokerSettings('gateway'),
  ACTOR_KEY: setting(privateJwk, {
    meaning: 'The private key that signs actor tokens (Ed25519, a JSON Web Key).',
    production: [KEY_PAIR],
  }),
  SUBGRAPH_TIMEOUT_MS: tunable('How long a subgraph may take for one answer.', 10_000),
  SUBGRAPH_KEEP_ALIVE_MS: tunable('How long an unused connection to a service is kept; well below the DRAIN_MS of the services.', 3_000),
  SLOW_READER_MS: tunable(
    'How long a client may take at most to read an answer of more than 256 kB before it is hung up on. It has 2 s and 1 s more for each MB.',
    30_000,
  ),
  FEED_POLL_MS: tunable('How often a subscription reads the feed when nobody nudges it.', 5_000),
  FEED_PATIENCE_MS: tunable('How long a subscription tries a batch again before it ends with the errors.', 30_000),
  COST_PER_MINUTE: setting(z.coerce.number().int().min(MAX_COST), {
    meaning: 'How many objects a caller may fetch in a minute: a person, or the systems of an organisation together.',
    default: '5000000',
    production: ANYTHING,
  }),
  READY_QUERIES: setting(
    z.enum(['on', 'off']).transform((word) => word === 'on'),
    {
      meaning:
        'Whether the gateway runs queries that come again by itself. `off` leaves all queries to the gateway package, which answers the same and takes longer.',
      default: 'on',
      production: ANYTHING,
    },
  ),
  SOCKETS_PER_USER: tunable('How many WebSocket connections one user may have at this gateway.', 50),
  LINES_PER_ADDRESS: tunable('How many WebSocket connections and streams one network address may have at this gateway.', 200),
  LINES_MAX: tunable('How many WebSocket connections and streams this gateway carries.', 5_000),
  SOCKET_IDLE_MS: tunable('A WebSocket connection that follows nothing for this long is closed.', 60_000),
  WEB_FOLDER: setting(z.string().optional(), {
    meaning: 'The folder of the built browser client (`web/build.ts` makes it). Without it the gateway serves no pages.',
    production: ANYTHING,
  }),
  OPERATOR_TOKEN: setting(z.string().min(16), {
    meaning: 'Shows the detail of /health/system to whoever sends it as a bearer token.',
    development: 'a-development-token-for-operators',
    production: [SECRET],
  }),
  ...doorSettings,
  LOG_LEVEL: logLevel,
});

export type Settings = z.infer<typeof settings>;

export const subgraphUrls = (config: Settings): Record<ServiceName, string> =>
  Object.fromEntries(SERVICES.map((service) => [service, config[urlSetting(service)]])) as Record<ServiceName, string>;
