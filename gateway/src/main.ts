/** Starts the gateway: wires its parts together and takes them down in order. */
import type { NatsConnection } from '@nats-io/transport-node';
import { createRemoteJWKSet } from 'jose';
import { importKey } from '@seteli/kit/actor';
import { brokerOf } from '@seteli/kit/broker';
import { systemClock } from '@seteli/kit/clock';
import { readConfig } from '@seteli/kit/config';
import { createDoor } from '@seteli/kit/door';
import { openLog } from '@seteli/kit/log';
import { runProcess, type Running } from '@seteli/kit/process';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { openAppOrigins } from './app-origins.ts';
import { buildApp } from './app.ts';
import { settings, subgraphUrls, type Settings } from './config.ts';
import { openEndedSessions } from './ended-sessions.ts';
import { createErrorMask } from './errors.ts';
import { startGraphql } from './graphql.ts';
import { keepConnected } from './broker.ts';
import { openMandateCheck } from './mandates.ts';
import { createNudges, hearNudges } from './nudges.ts';
import { createOriginOf } from './origin.ts';
import { createSeats } from './seats.ts';
import { createSignInCheck } from './sign-in-check.ts';
import { addSocket } from './socket.ts';
import { createSpending } from './spending.ts';
import { shareSpending } from './spending-news.ts';
import { openSubgraph, type Subgraph } from './subgraph.ts';
import { createSubscriptions } from './subscriptions.ts';
import { watchSystem } from './system-watch.ts';
import { readWeb } from './web.ts';

export async function start(config: Settings): Promise<Running> {
  const log = openLog('gateway', config.LOG_LEVEL);
  const urls = subgraphUrls(config);
  const mask = createErrorMask(log);
  const upstream = { timeoutMs: config.SUBGRAPH_TIMEOUT_MS, keepAliveMs: config.SUBGRAPH_KEEP_ALIVE_MS };
  const open = (name: ServiceName) => openSubgraph({ name, url: urls[name], ...upstream, log });
  const subgraphs = Object.fromEntries(SERVICES.map((name) => [name, open(name)])) as Record<ServiceName, Subgraph>;
  const spending = createSpending(config.COST_PER_MINUTE, systemClock);
  const graphql = await startGraphql({
    subgraphs,
    spending,
    mask,
    production: config.NODE_ENV === 'production',
    readyQueries: config.READY_QUERIES,
    log,
  });
  const stopping = new AbortController();
  const actorKey = await importKey(config.ACTOR_KEY);
  const ended = openEndedSessions({ identityUrl: config.IDENTITY_URL, actorKey, log, signal: stopping.signal });
  const appOrigins = openAppOrigins({ identityUrl: config.IDENTITY_URL, actorKey, log, signal: stopping.signal });
  const keys = createRemoteJWKSet(new URL('/.well-known/jwks.json', config.IDENTITY_URL));
  const mandateCheck = openMandateCheck({ identityUrl: config.IDENTITY_URL, actorKey, stopping: stopping.signal });
  const signInCheck = createSignInCheck({ issuer: config.PUBLIC_URL, keys, actorKey, ended, mandateCheck });
  const originOf = createOriginOf(config.TRUSTED_PROXIES);
  const nudges = createNudges();
  const pace = { pollMs: config.FEED_POLL_MS, patienceMs: config.FEED_PATIENCE_MS };
  const subscriptions = createSubscriptions({ ...graphql, ...pace, signInCheck, nudges, mask });
  const door = createDoor(config);
  const watch = watchSystem(urls, log);
  const seatsByAddress = createSeats({ each: config.LINES_PER_ADDRESS, inAll: config.LINES_MAX });
  const web = config.WEB_FOLDER === undefined ? undefined : await readWeb(config.WEB_FOLDER);
  const app = await buildApp({ web, appOrigins, graphql, subscriptions, signInCheck, originOf, mask, door, watch, seatsByAddress, config });
  const sockets = addSocket(app.server, {
    subscriptions,
    signInCheck,
    originOf,
    schema: graphql.schema,
    mask,
    log,
    seats: { byAddress: seatsByAddress, byUser: createSeats({ each: config.SOCKETS_PER_USER }) },
    idleMs: config.SOCKET_IDLE_MS,
  });
  const use = (connection: NatsConnection) => {
    hearNudges(connection, nudges, log);
    shareSpending(connection, spending, log);
  };
  const listening = keepConnected(brokerOf(config), use, log, subscriptions.stopping);
  const url = await app.listen({ host: config.HOST, port: config.PORT });
  return {
    url,
    drainMs: door.drainMs,
    async stop() {
      watch.stop();
      let farewell: Promise<void> | undefined;
      // Open streams would keep the server from closing for ever, so they end first.
      await door.close(app, () => {
        farewell = sockets.close();
        subscriptions.stop();
        stopping.abort();
      });
      await Promise.all([farewell, listening, ended.done, appOrigins.done]);
      await graphql.server.stop();
      await Promise.all(Object.values(subgraphs).map((subgraph) => subgraph.close()));
    },
  };
}

if (import.meta.main) await runProcess(openLog('gateway'), () => start(readConfig(settings)));
