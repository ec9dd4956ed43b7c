/** The gateway's settings, each with one sentence; what has a value for development must be set in production. */
import { jwk } from '@seteli/kit/actor';
import { brokerSettings } from '@seteli/kit/broker';
import { forDevelopment } from '@seteli/kit/config';
import { logLevel } from '@seteli/kit/log';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { z } from 'zod';
import { readProxies } from './origin.ts';

const proxies = z.string().transform((blocks, context) => {
  try {
    return readProxies(blocks);
  } catch {
    context.addIssue({ code: 'custom', message: 'is not a list of addresses or CIDR blocks' });
    return z.NEVER;
  }
});
const port = z.coerce.number().int().min(0).max(65_535);
const milliseconds = z.coerce.number().int().positive();
const serviceUrl = (service: ServiceName, developmentPort: number) =>
  forDevelopment(z.url(), `http://127.0.0.1:${developmentPort}`, `Where ${service} listens.`);

export const settings = z.object({
  PORT: port.default(4000).describe('Where the gateway listens; 0 takes any free port.'),
  HOST: z.string().default('127.0.0.1').describe('The address that the gateway listens on.'),
  PUBLIC_URL: forDevelopment(z.url(), 'http://127.0.0.1:4000', 'The address that the world knows: the issuer of access tokens.'),
  TRUSTED_PROXIES: proxies
    .default(() => readProxies(''))
    .describe(
      'The proxies in front, as addresses or CIDR blocks with commas between: only they are believed about where a request comes from.',
    ),
  IDENTITY_URL: serviceUrl('identity', 4001),
  REGISTRY_URL: serviceUrl('registry', 4002),
  VOUCHERS_URL: serviceUrl('vouchers', 4003),
  BOOKINGS_URL: serviceUrl('bookings', 4004),
  SETTLEMENT_URL: serviceUrl('settlement', 4005),
  ...brokerSettings('gateway'),
  ACTOR_KEY: jwk.describe('The private key (Ed25519) that signs actor tokens.'),
  SUBGRAPH_TIMEOUT_MS: milliseconds.default(10_000).describe('How long a subgraph may take for one answer.'),
  FEED_POLL_MS: milliseconds.default(5_000).describe('How often a subscription reads the feed when nobody nudges it.'),
  FEED_PATIENCE_MS: milliseconds.default(30_000).describe('How long a subscription tries a batch again before it ends with the errors.'),
  NODE_ENV: z.string().optional().describe('"production" turns introspection off.'),
  LOG_LEVEL: logLevel,
});

export type Settings = z.infer<typeof settings>;

export const subgraphUrls = (config: Settings): Record<ServiceName, string> =>
  Object.fromEntries(SERVICES.map((service) => [service, config[`${service.toUpperCase() as Uppercase<ServiceName>}_URL`]])) as Record<
    ServiceName,
    string
  >;
