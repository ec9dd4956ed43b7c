/**
 * The HTTP server that a process opens to others. It bounds slow and many connections, keeps a peer from ending
 * anything but its own line, and loses no request when it stops. Its opener decides what it serves.
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

/** This header tells the sender that we turned the request away unread: they may send it again, a mutation too. */
export const NOT_RUN = 'seteli-not-run';

const KEEP_ALIVE_MS = 65_000;
/** How long both sides may be silent while an answer is due. After that the peer is gone, or does not read. */
const SILENT_MS = 60_000;
const LOOK_MS = 500;
const HANG_UP_MS = 50;
const FAREWELL_MS = 1_000;

/** The options of Node's server. By default it looks for slow requests only every thirty seconds. */
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
  // Node removes its own error listener from a socket that it hands over (upgrade, CONNECT). This one stays, since an
  // error without a listener ends the process.
  server.on('connection', (socket) => void socket.on('error', () => undefined));
}

/** Writes a short answer on a bare socket and ends it, whether the peer reads the answer or not. */
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
  /** The options for fastify. */
  readonly options: FastifyServerOptions;
  /** Whether the process was asked to close. From then on it is not ready. */
  readonly isClosing: boolean;
  readonly drainMs: number;
  /** Call it before you add anything else: it turns requests away before anything looks at them. */
  guard(app: FastifyInstance): void;
  /**
   * Serves on while it drains, then turns new requests away, and ends when all running ones are answered. `beforeLast`
   * runs between the two.
   */
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
      // Our own 503 says that the request was not run.
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
        // A client that kept the connection would send its next request after the process has ended.
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
      // While it closes, Node no longer looks for slow requests.
      const losingPatience = setTimeout(() => app.server.closeAllConnections(), FINISH_MS);
      await app.close();
      clearInterval(hangingUp);
      clearTimeout(losingPatience);
    },
  };
}
