/** The broker account of this test worker: services in it meet each other, and nobody in another worker. */
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import type { BrokerUser } from '@seteli/local/nats-config';
import { HOST } from '@seteli/local/ports';
import { inject } from 'vitest';
import { accountPrefix, ACCOUNTS, TEST_PASSWORD } from './servers.ts';

const prefix = (): string => accountPrefix((Number(process.env.VITEST_POOL_ID ?? 1) - 1) % ACCOUNTS);

export const natsUrl = (user: BrokerUser): string =>
  `nats://${prefix()}${user}:${TEST_PASSWORD}@${HOST}:${inject('seteliServers').natsPort}`;

/** Removes every stream of this worker's account, with what its consumers remember. */
export async function wipeBroker(): Promise<void> {
  const servers = `${HOST}:${inject('seteliServers').natsPort}`;
  const nats = await connect({ servers, user: `${prefix()}admin`, pass: TEST_PASSWORD });
  try {
    const manager = await jetstreamManager(nats);
    for (const name of await manager.streams.names().next()) await manager.streams.delete(name);
  } finally {
    await nats.close();
  }
}
