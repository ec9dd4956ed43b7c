/** Starts the gateway: wires its parts together and takes them down in order. */
import type { NatsConnection } from '@nats-io/transport-node';
import { createRemoteJWKSet } from 'jose';
import { importKey } from '@seteli/kit/actor';
import { systemClock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { buildApp, closeApp } from './app.ts';
import { settings, subgraphUrls, type Settings } from './config.ts';
import { openEndedSessions } from './ended-sessions.ts';
import { createErrorMask } from './errors.ts';
import { startGraphql } from './graphql.ts';
import { keepConnected } from './broker.ts';
import { createNudges, hearNudges } from './nudges.ts';
import { createOriginOf } from './origin.ts';
import { createSignInCheck } from './sign-in-check.ts';
import { addSocket } from './socket.ts';
import { createSpending } from './spending.ts';
import { shareSpending } from './spending-news.ts';
import { openSubgraph, type Subgraph } from './subgraph.ts';
import { createSubscriptions } from './subscriptions.ts';

export async function start(config: Settings): Promise<Running> {
  const log = openLog('gateway', config.LOG_LEVEL);
  const urls = subgraphUrls(config);
  const mask = createErrorMask(log);
  const open = (name: ServiceName) => openSubgraph({ name, url: urls[name], timeoutMs: config.SUBGRAPH_TIMEOUT_MS, log });
  const subgraphs = Object.fromEntries(SERVICES.map((name) => [name, open(name)])) as Record<ServiceName, Subgraph>;
  const spending = createSpending(config.COST_PER_MINUTE, systemClock);
  const graphql = await startGraphql({ subgraphs, spending, mask, production: config.NODE_ENV === 'production', log });
  const stopping = new AbortController();
  const actorKey = await importKey(config.ACTOR_KEY);
  const ended = openEndedSessions({ identityUrl: config.IDENTITY_URL, actorKey, log, signal: stopping.signal });
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', config.IDENTITY_URL));
  const signInCheck = createSignInCheck({ issuer: config.PUBLIC_URL, keys, actorKey, ended });
  const originOf = createOriginOf(config.TRUSTED_PROXIES);
  const nudges = createNudges();
  const pace = { pollMs: config.FEED_POLL_MS, patienceMs: config.FEED_PATIENCE_MS };
  const subscriptions = createSubscriptions({ ...graphql, ...pace, signInCheck, nudges, mask });
  const app = await buildApp({
    graphql,
    subscriptions,
    signInCheck,
    originOf,
    mask,
    subgraphUrls: urls,
    identityUrl: config.IDENTITY_URL,
    slowReaderMs: config.SLOW_READER_MS,
  });
  const sockets = addSocket(app.server, { subscriptions, signInCheck, originOf, schema: graphql.schema, mask });
  const use = (connection: NatsConnection) => {
    hearNudges(connection, nudges, log);
    shareSpending(connection, spending, log);
  };
  const listening = keepConnected(config.NATS_URL, use, log, subscriptions.stopping);
  const url = await app.listen({ host: config.HOST, port: config.PORT });
  return {
    url,
    async stop() {
      // Open streams would keep the server from closing for ever, so they end first.
      const farewell = sockets.close();
      subscriptions.stop();
      stopping.abort();
      await Promise.all([farewell, closeApp(app), listening, ended.done]);
      await graphql.server.stop();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.close()));
    },
  };
}

if (import.meta.main) await runProcess(openLog('gateway'), () => start(readConfig(settings)));
