/** The broker account of this test worker. Services in it meet each other, and nobody in another worker. */
import { jetstreamManager } from '@nats-io/jetstream';
import { connect } from '@nats-io/transport-node';
import { HOST } from '@seteli/local/ports';
import { LISTENS_TO } from '@seteli/schema/events/listeners';
import type { BrokerUser } from '@seteli/steward/permissions';
import { inject } from 'vitest';
import { openLog } from '@seteli/kit/log';
import { openSteward, type Steward } from '@seteli/kit/steward';
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
    await Promise.all((await manager.streams.names().next()).map((name) => manager.streams.delete(name)));
  } finally {
    await nats.close();
  }
}

/** The real steward, which makes the streams of this account. */
export const openTestSteward = (): Promise<Steward> =>
  openSteward({ broker: { url: natsUrl('steward') }, listensTo: LISTENS_TO, log: openLog('test steward', 'silent') });
