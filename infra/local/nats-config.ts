/**
 * The broker's configuration, made from the table of who listens to whom: what each service may publish, ask and hear.
 * Decides no more than that; production takes the same lists.
 */
import { ASKS, LISTENS_TO, SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import { HOST } from './ports.ts';

export type BrokerUser = ServiceName | 'gateway';
export type Account = {
  /** Stands before each user's name. Subjects, streams and inboxes stay as they are: accounts do not see each other. */
  prefix: string;
  /** A user who may do everything inside the account, for tests that wipe it. */
  administrator?: boolean;
};
export type NatsConfig = {
  port: number;
  store: string;
  pidFile: string;
  accounts: readonly Account[];
  passwordOf: (user: BrokerUser | 'admin') => string;
};

/** Each account's streams reserve their largest size, full or not. */
const STORE_BYTES = 4 * 1024 ** 3;

export const BROKER_USERS: readonly BrokerUser[] = [...SERVICES, 'gateway'];

type Permissions = { publish: object; subscribe: object };

export function permissionsOf(user: BrokerUser): Permissions {
  if (user === 'gateway') {
    // The settlement stream only nudges the gateway; what a subscriber gets it reads by a query. Gateways tell each other what callers have spent.
    return { publish: { allow: ['gateway.spent'] }, subscribe: { allow: ['seteli.settlement.>', 'gateway.spent', '_INBOX_gateway.>'] } };
  }
  const own = user.toUpperCase();
  return {
    publish: {
      allow: [
        `seteli.${user}.>`,
        ...['INFO', 'CREATE', 'UPDATE'].map((verb) => `$JS.API.STREAM.${verb}.${own}`),
        ...LISTENS_TO[user].flatMap((source) => listening(source, user)),
        ...(ASKS[user] ?? []).map((asked) => `ask.${asked}.>`),
        // Its answers. Not `allow_responses`: that makes the server keep every delivery of a stream in mind, and look through all of them at each.
        `answer.${user}.>`,
      ],
    },
    subscribe: { allow: [`_INBOX_${user}.>`, `ask.${user}.>`, `answer.*.${user}.>`] },
  };
}

function listening(source: ServiceName, listener: ServiceName): string[] {
  const stream = source.toUpperCase();
  return [
    `$JS.API.STREAM.INFO.${stream}`,
    ...['CREATE', 'INFO', 'DELETE', 'MSG.NEXT'].map((verb) => `$JS.API.CONSUMER.${verb}.${stream}.${listener}`),
    `$JS.ACK.${stream}.${listener}.>`,
    `ask.${source}.>`,
  ];
}

/** The text of nats.conf. Takes nothing that nats-server 2.9 does not know. */
export function natsConfig({ port, store, pidFile, accounts, passwordOf }: NatsConfig): string {
  const account = ({ prefix, administrator }: Account) => {
    const users = BROKER_USERS.map((user) => ({ user: prefix + user, password: passwordOf(user), permissions: permissionsOf(user) }));
    const all = administrator ? [...users, { user: `${prefix}admin`, password: passwordOf('admin') }] : users;
    return [`SETELI${prefix && `_${prefix.replaceAll('_', '')}`}`, { jetstream: 'enabled', users: all }];
  };
  const configuration = {
    host: HOST,
    port,
    pid_file: pidFile,
    // Seconds: how soon the server notices a client that no longer answers.
    ping_interval: 10,
    ping_max: 2,
    jetstream: { store_dir: store, max_file_store: accounts.length * STORE_BYTES, max_memory_store: 64 * 1024 ** 2 },
    accounts: Object.fromEntries(accounts.map(account)),
  };
  // The server's own format takes JSON.
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
