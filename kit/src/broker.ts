/**
 * How every process reaches the broker: settings, one connection that comes back by itself, and a check of the server.
 */
import { connect, errors, type ConnectionOptions, type NatsConnection, type ServerInfo } from '@nats-io/transport-node';
import { z } from 'zod';
import { brokerUrl, isProtected, readBrokerUrl } from './broker-url.ts';
import { ANYTHING, ConfigError, setting } from './config.ts';
import type { Log } from './log.ts';
import { type Ask, PASSWORD } from './production.ts';
import { pause } from './waiting.ts';

/** On a development machine the broker takes the user's name as the password. */
export const brokerSettings = (user: string) => ({
  NATS_URL: setting(brokerUrl, {
    meaning: 'The broker, one server or several, with user and password: tls://user:password@one.example:4222,two.example:4222.',
    development: `nats://${user}:${user}@127.0.0.1:4007`,
    production: [PASSWORD, ENCRYPTED],
  }),
  NATS_CA_FILE: file('The certificates (PEM) that the broker must be vouched for by, when the machine does not know them.'),
  NATS_CERT_FILE: file('The certificate (PEM) that this program shows to the broker, when the broker asks for one.'),
  NATS_KEY_FILE: file('The key (PEM) of that certificate.'),
});

const file = (meaning: string) => setting(z.string().optional(), { meaning, production: ANYTHING });

const ENCRYPTED: Ask = {
  name: 'encrypted',
  refuses: 'nats://, which is not encrypted; unencrypted:// says that the network itself encrypts',
  isMet: isProtected,
};

export type Broker = { readonly url: string; readonly caFile?: string; readonly certFile?: string; readonly keyFile?: string };

type Settings = {
  readonly NATS_URL: string;
  readonly NATS_CA_FILE?: string | undefined;
  readonly NATS_CERT_FILE?: string | undefined;
  readonly NATS_KEY_FILE?: string | undefined;
};

export const brokerOf = ({ NATS_URL, NATS_CA_FILE, NATS_CERT_FILE, NATS_KEY_FILE }: Settings): Broker => ({
  url: NATS_URL,
  ...(NATS_CA_FILE && { caFile: NATS_CA_FILE }),
  ...(NATS_CERT_FILE && { certFile: NATS_CERT_FILE }),
  ...(NATS_KEY_FILE && { keyFile: NATS_KEY_FILE }),
});

const RETRY_MS = 500;

/** Connects as soon as the broker can be reached, and meanwhile logs why it cannot. */
export async function reachBroker(broker: Broker, name: string, log: Log, options?: ConnectionOptions): Promise<NatsConnection> {
  let said = '';
  for (;;) {
    try {
      return await connectToBroker(broker, name, options);
    } catch (fault) {
      if (fault instanceof ConfigError) throw fault;
      const why = fault instanceof Error ? fault.message : String(fault);
      if (why !== said) log.warn({ err: fault }, 'the broker cannot be reached; it is tried again and again');
      said = why;
      await pause(RETRY_MS);
    }
  }
}

/**
 * Connects once. The connection comes back by itself after a break. It is a fault of the settings when the server is
 * unfit or refuses the user.
 */
export async function connectToBroker(broker: Broker, name: string, options: ConnectionOptions = {}): Promise<NatsConnection> {
  const { servers, user, password, encrypted } = readBrokerUrl(broker.url);
  const { caFile, certFile, keyFile } = broker;
  const tls = { ...(caFile && { caFile }), ...(certFile && { certFile }), ...(keyFile && { keyFile }) };
  const nats = await connectOnce({
    servers: [...servers],
    user,
    pass: password,
    // With `tls`, the client leaves a server that offers no TLS before it sends the password.
    ...((encrypted || Object.keys(tls).length > 0) && { tls }),
    name,
    // Other users may read the shared `_INBOX`, so our replies go to an inbox of our own.
    inboxPrefix: `_INBOX_${name}`,
    maxReconnectAttempts: -1,
    reconnectTimeWait: 250,
    // The client notices a frozen server in about ten seconds.
    pingInterval: 5_000,
    maxPingOut: 2,
    ...options,
  });
  const fault = brokerFault(nats.info);
  if (!fault) return nats;
  await nats.close();
  throw new ConfigError(fault);
}

async function connectOnce(options: ConnectionOptions): Promise<NatsConnection> {
  try {
    return await connect(options);
  } catch (fault) {
    if (fault instanceof errors.AuthorizationError) throw new ConfigError('NATS_URL: the broker refuses this user with this password.');
    throw fault;
  }
}

/** Debian 12 has this version. Older ones lack what pull consumers and their permissions need. */
const OLDEST = [2, 9, 10] as const;

/** Tells an operator in one line why this server cannot carry our events. */
export function brokerFault(info: Pick<ServerInfo, 'version' | 'jetstream'> | undefined): string | undefined {
  const found = (info?.version ?? '').split(/[.-]/).slice(0, 3).map(Number);
  const first = OLDEST.findIndex((wanted, index) => found[index] !== wanted);
  const isOlder = first >= 0 && !(found[first]! > OLDEST[first]!);
  if (isOlder) return `The broker is nats-server ${info?.version || 'of no known version'}; ${OLDEST.join('.')} or newer is needed.`;
  if (!info?.jetstream)
    return 'The broker runs without JetStream; its configuration needs a jetstream block, and its account jetstream: enabled.';
  return undefined;
}
