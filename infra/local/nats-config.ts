/**
 * The broker's configuration on a development machine and in tests: where it listens, its accounts, and the permissions
 * of their users.
 */
import { BROKER_USERS, permissionsOf, type BrokerUser } from '@seteli/steward/permissions';
import { HOST } from './ports.ts';

export type Account = {
  /**
   * Stands before each user's name. Accounts do not see each other, so subjects, streams and inboxes need no prefix.
   */
  prefix: string;
  /** Adds a user with all rights inside the account, for tests that wipe it. */
  administrator?: boolean;
  /** For the test of what a service reports when JetStream is off. */
  withoutJetStream?: boolean;
};
export type NatsConfig = {
  port: number;
  store: string;
  pidFile: string;
  accounts: readonly Account[];
  passwordOf: (user: BrokerUser | 'admin') => string;
  tls?: TlsFiles;
};

/** PEM files. With `verify` the broker admits only clients that show a certificate of the same authority. */
export type TlsFiles = { cert_file: string; key_file: string; ca_file: string; verify?: boolean };

/** Each account's streams reserve their largest size, full or not. */
const STORE_BYTES = 4 * 1024 ** 3;

/** The text of nats.conf. Uses no option that nats-server 2.9 lacks. */
export function natsConfig({ port, store, pidFile, accounts, passwordOf, tls }: NatsConfig): string {
  const account = ({ prefix, administrator, withoutJetStream }: Account) => {
    const users = BROKER_USERS.map((user) => ({ user: prefix + user, password: passwordOf(user), permissions: permissionsOf(user) }));
    const all = administrator ? [...users, { user: `${prefix}admin`, password: passwordOf('admin') }] : users;
    return [`SETELI${prefix && `_${prefix.replaceAll('_', '')}`}`, { ...(!withoutJetStream && { jetstream: 'enabled' }), users: all }];
  };
  const configuration = {
    host: HOST,
    port,
    pid_file: pidFile,
    // The server notices within this many seconds that a client no longer answers.
    ping_interval: 10,
    ping_max: 2,
    jetstream: { store_dir: store, max_file_store: accounts.length * STORE_BYTES, max_memory_store: 64 * 1024 ** 2 },
    accounts: Object.fromEntries(accounts.map(account)),
    ...(tls && { tls }),
  };
  // The server's own format accepts JSON.
  return `${JSON.stringify(configuration, null, 2)}\n`;
}
