/**
 * Stands for another service at the far end of the broker: a real outbox, relay and inbox over a database of its own,
 * without commands. The test gives its answers. Its events travel exactly as in production.
 */
import type { ServiceName } from '@seteli/schema/events/listeners';
import { openBackbone, type Answers, type Backbone } from '@seteli/kit/backbone';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import type { Envelope } from '@seteli/kit/events';
import { openLog } from '@seteli/kit/log';
import { publish, readHeads, type Announcement } from '@seteli/kit/outbox';
import { SERVICE } from '@seteli/kit/scope';
import { natsUrl } from './broker.ts';
import { newDatabase } from './database.ts';

export type Peer = {
  readonly service: ServiceName;
  readonly database: Database;
  readonly backbone: Backbone;
  say(partition: string, ...announcements: Announcement[]): Promise<void>;
  stop(): Promise<void>;
};

/** `answers`: what others may ask of it. */
export async function openPeer(service: ServiceName, answers: Answers = {}): Promise<Peer> {
  const log = openLog(`test ${service}`, 'silent');
  const { url } = await newDatabase(service);
  const database = openDatabase({ url, log, name: `test ${service}`, max: 4 }).within(SERVICE);
  const backbone = await openBackbone({
    service,
    sources: [],
    databaseUrl: url,
    database,
    broker: { url: natsUrl(service) },
    reactions: [],
    answers,
    log,
  });
  return {
    service,
    database,
    backbone,
    say: (partition, ...announcements) =>
      database.transaction((tx) => publish(tx, partition, announcements, { now: Temporal.Instant.from('2026-01-01T00:00:00Z') })),
    async stop() {
      await backbone.stop();
      await database.close();
    },
  };
}

/** Waits until a service has applied all that its peers have said; fails when that takes too long. */
export async function untilApplied(listener: Database, peers: readonly Peer[], limitMs = 15_000): Promise<void> {
  const deadline = performance.now() + limitMs;
  for (const { service, database } of peers) {
    const { heads } = await readHeads(database.reader);
    for (const [partition, head] of Object.entries(heads)) {
      for (;;) {
        const { rows } = await listener.pool.query('select last_seq from inbox where source = $1 and partition = $2', [service, partition]);
        if (Number(rows[0]?.last_seq ?? 0) >= head) break;
        if (performance.now() > deadline)
          throw new Error(`${service}'s event ${head} of ${partition} was not applied in time (at ${rows[0]?.last_seq ?? 0})`);
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
    }
  }
}

/** What a service has announced, oldest first. */
export async function announced(database: Database, type?: string): Promise<Pick<Envelope, 'type' | 'subject' | 'partition' | 'data'>[]> {
  const { rows } = await database.reader.$client.query('select partition, type, subject, data from outbox order by partition, seq');
  return rows.map((row) => ({ ...row, data: JSON.parse(row.data) })).filter((event) => type === undefined || event.type === type);
}

/** What an open team without limits says: it is for all units and clients. */
export const OPEN_TO_ALL = { unitIds: null, personIds: null, closed: false } as const;
