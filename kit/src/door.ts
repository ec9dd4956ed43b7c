/**
 * The HTTP server that a process opens to others: bounds on slow and many connections, peers that can end nothing but their
 * own line, and a stop that loses no request. What is served behind it is the business of whoever opens it.
 */
import type { Server, ServerOptions } from 'node:http';
import type { Duplex } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance, FastifyServerOptions } from 'fastify';
import { z } from 'zod';
import { ANYTHING, readConfig, setting, tunable } from './config.ts';
import { FINISH_MS } from './stopping.ts';

export const doorSettings = {
  DRAIN_MS: setting(z.coerce.number().int().min(0).max(20_000), {
    meaning: 'How long a process that is asked to stop still serves, so that those who send to it notice that it is not ready.',
    default: '5000',
    production: ANYTHING,
  }),
  HEADERS_TIMEOUT_MS: tunable('How long the headers of a request may take to come.', 10_000),
  REQUEST_TIMEOUT_MS: tunable('How long a whole request may take to come, its body included.', 20_000),
  CONNECTIONS_MAX: tunable('How many connections may be open at once; one more is closed unread.', 10_000),
};
export type DoorConfig = z.infer<z.ZodObject<typeof doorSettings>>;

const usual = (): DoorConfig => readConfig(z.object(doorSettings), {});

/** Set on an answer when the request was turned away unread: whoever sent it may send it again, a mutation too. */
export const NOT_RUN = 'seteli-not-run';

const KEEP_ALIVE_MS = 65_000;
/** A line on which neither side says anything while an answer is due: its peer is gone, or does not read. */
const SILENT_MS = 60_000;
const LOOK_MS = 500;
const HANG_UP_MS = 50;
const FAREWELL_MS = 1_000;

/** What Node's server is made with. It looks for slow requests every thirty seconds unless it is told otherwise. */
export const serverOptions = ({ HEADERS_TIMEOUT_MS, REQUEST_TIMEOUT_MS }: DoorConfig): ServerOptions => ({
  headersTimeout: Math.min(HEADERS_TIMEOUT_MS, REQUEST_TIMEOUT_MS),
  requestTimeout: REQUEST_TIMEOUT_MS,
  connectionsCheckingInterval: LOOK_MS,
  keepAliveTimeout: KEEP_ALIVE_MS,
  keepAlive: true,
  keepAliveInitialDelay: SILENT_MS / 2,
});

/** For any server, ours or a library's. */
export function guardServer(server: Server, { CONNECTIONS_MAX }: DoorConfig): void {
  server.maxConnections = CONNECTIONS_MAX;
  // Node takes its own listener off a socket that it hands over (upgrade, CONNECT). An error that nobody hears ends the process, so this one stays.
  server.on('connection', (socket) => void socket.on('error', () => undefined));
}

/** A short answer on a bare socket, and the end of it, whether the peer reads it or not. */
export function turnAway(socket: Duplex, status: string): void {
  const destroy = () => void socket.destroy();
  if (!socket.writable) return destroy();
  socket.end(`HTTP/1.1 ${status}\r\nconnection: close\r\ncontent-length: 0\r\nx-content-type-options: nosniff\r\n\r\n`, destroy);
  setTimeout(destroy, FAREWELL_MS).unref();
}

const WHAT_WAS_WRONG: Readonly<Record<string, string>> = {
  ERR_HTTP_REQUEST_TIMEOUT: '408 Request Timeout',
  HPE_HEADER_OVERFLOW: '431 Request Header Fields Too Large',
  HPE_CHUNK_EXTENSIONS_OVERFLOW: '413 Content Too Large',
};

export type Door = {
  /** What fastify is made with. */
  readonly options: FastifyServerOptions;
  /** Whether it was asked to close: from then on the process is not ready. */
  readonly isClosing: boolean;
  readonly drainMs: number;
  /** Call it before anything else is added: it turns requests away before anybody looks at them. */
  guard(app: FastifyInstance): void;
  /** Serves on while it drains, then turns away what still comes, and ends when all that runs is answered. `beforeLast` runs between the two. */
  close(app: FastifyInstance, beforeLast?: () => void): Promise<void>;
};

export function createDoor(given: Partial<DoorConfig> = {}): Door {
  const config = { ...usual(), ...given };
  let state: 'open' | 'draining' | 'turning away' = 'open';
  return {
    options: {
      http: serverOptions(config),
      keepAliveTimeout: KEEP_ALIVE_MS,
      requestTimeout: config.REQUEST_TIMEOUT_MS,
      connectionTimeout: SILENT_MS,
      // Ours says that the request was not run.
      return503OnClosing: false,
      clientErrorHandler: (fault, socket) => turnAway(socket, WHAT_WAS_WRONG[fault.code ?? ''] ?? '400 Bad Request'),
    } as FastifyServerOptions,
    get isClosing() {
      return state !== 'open';
    },
    drainMs: config.DRAIN_MS,
    guard(app) {
      guardServer(app.server, config);
      app.addHook('onRequest', (_, reply, done) => {
        if (state === 'open') return done();
        // A client that kept the connection would send its next request on it when nobody is here any more.
        void reply.header('connection', 'close');
        if (state === 'draining') return done();
        const errors = [{ message: 'This process stops; ask again.', extensions: { code: 'INTERNAL' } }];
        void reply.code(503).header(NOT_RUN, 'stopping').header('retry-after', '1').send({ errors });
      });
    },
    async close(app, beforeLast = () => undefined) {
      state = 'draining';
      await sleep(config.DRAIN_MS);
      state = 'turning away';
      beforeLast();
      // Node would wait until each client hangs up.
      const hangingUp = setInterval(() => app.server.closeIdleConnections(), HANG_UP_MS);
      // Node no longer looks for slow requests either.
      const losingPatience = setTimeout(() => app.server.closeAllConnections(), FINISH_MS);
      await app.close();
      clearInterval(hangingUp);
      clearTimeout(losingPatience);
    },
  };
}
