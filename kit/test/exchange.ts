/**
 * Two services that only count: `bookings` says numbers, `vouchers` writes down in which order it heard them. That list
 * shows lost, doubled and swapped events.
 */
import { defineEvent, type Envelope } from '@seteli/kit/events';
import { openBackbone, type Backbone } from '@seteli/kit/backbone';
import { openDatabase } from '@seteli/kit/database';
import type { Database, Tx } from '@seteli/kit/db';
import { on, readWatermarks, type Reaction } from '@seteli/kit/inbox';
import { openLog, type Log } from '@seteli/kit/log';
import { announce, publish, readHeads, type Announcement } from '@seteli/kit/outbox';
import { SERVICE } from '@seteli/kit/scope';
import { natsUrl } from '@seteli/testing/broker';
import { newDatabase } from '@seteli/testing/database';
import type { BrokerUser } from '@seteli/steward/permissions';
import { withClient } from '@seteli/local/service-database';
import { sql } from 'drizzle-orm';
import { z } from 'zod';

export const numberSaid = defineEvent('bookings.number-said', 1, 'A number was said.', z.object({ n: z.int() }));
export const now = Temporal.Instant.from('2026-06-01T09:00:00Z');
export const silent = openLog('test', 'silent');

export type UrlOf = (user: BrokerUser) => string;

export type Side = {
  readonly url: string;
  readonly ownerUrl: string;
  readonly database: Database;
  readonly backbone: Backbone;
  stop(): Promise<void>;
};

export const number = (n: number, subject = `subject ${n % 7}`): Announcement => announce(numberSaid, subject, { n });

/** Says the numbers from..to in one command. */
export const say = (database: Database, partition: string, from: number, to = from): Promise<void> =>
  database.transaction((tx) =>
    publish(
      tx,
      partition,
      Array.from({ length: to - from + 1 }, (_, index) => number(from + index)),
      { now },
    ),
  );

type Given = { urls?: { url: string; ownerUrl: string }; urlOf?: UrlOf; log?: Log };

export async function openSpeaker({ urls, urlOf = natsUrl }: Given = {}): Promise<Side> {
  return await openSide('bookings', [], [], urls ?? (await newDatabase('bookings')), urlOf);
}

export const writeDown = async (tx: Tx, envelopes: readonly Envelope[], numbers: readonly number[]): Promise<void> => {
  const heard = envelopes.map(({ partition, seq }, index) => ({ partition, seq, n: numbers[index] }));
  await tx.execute(sql`
    insert into heard (partition, seq, n)
    select partition, seq, n from jsonb_to_recordset(${JSON.stringify(heard)}::jsonb) as (partition text, seq int, n int)`);
};

export const writingDown = on(numberSaid, (tx, events) =>
  writeDown(
    tx,
    events.map(({ envelope }) => envelope),
    events.map(({ data }) => data.n),
  ),
);

/** The listener's database, with the list of what it heard. */
export async function newListenerDatabase(): Promise<{ url: string; ownerUrl: string }> {
  const urls = await newDatabase('vouchers');
  await withClient(urls.ownerUrl, (client) =>
    client.query(
      'create table heard (place bigint generated always as identity primary key, partition text not null, seq int not null, n int not null); grant insert, update, delete on heard to vouchers',
    ),
  );
  return urls;
}

export async function openListener({
  urls,
  urlOf = natsUrl,
  reactions = [writingDown],
  log,
}: Given & { reactions?: Reaction[] } = {}): Promise<Side> {
  return await openSide('vouchers', ['bookings'], reactions, urls ?? (await newListenerDatabase()), urlOf, log);
}

async function openSide(
  service: 'bookings' | 'vouchers',
  sources: string[],
  reactions: Reaction[],
  urls: { url: string; ownerUrl: string },
  urlOf: UrlOf,
  log: Log = silent,
): Promise<Side> {
  const database = openDatabase({ url: urls.url, log, name: `test ${service}`, max: 8 }).within(SERVICE);
  const backbone = await openBackbone({
    service,
    sources,
    databaseUrl: urls.url,
    database,
    broker: { url: urlOf(service) },
    reactions,
    log,
  });
  return {
    ...urls,
    database,
    backbone,
    async stop() {
      await backbone.stop();
      await database.close();
    },
  };
}

/** The numbers that the listener heard in each partition, in the order of applying. */
export async function heard({ database }: Pick<Side, 'database'>): Promise<Record<string, number[]>> {
  const { rows } = await database.reader.execute<{ partition: string; numbers: number[] }>(
    sql`select partition, array_agg(n order by place) as numbers from heard group by partition order by partition`,
  );
  return Object.fromEntries(rows.map(({ partition, numbers }) => [partition, numbers]));
}

export const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** A busy machine may take this long; an idle one takes a fraction of a second. */
const PATIENCE_MS = 45_000;

/** Waits until it is so; fails with what is still missing. A question that fails counts as not so yet. */
export async function until(isSo: () => Promise<boolean>, what: string, limitMs = PATIENCE_MS): Promise<void> {
  const deadline = performance.now() + limitMs;
  let fault: unknown;
  const ask = () => isSo().catch((thrown: unknown) => void (fault = thrown));
  while (!(await ask())) {
    if (performance.now() > deadline) throw new Error(`not within ${limitMs} ms: ${what}`, { cause: fault });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Waits until the listener has applied everything; answers how long that took. */
export async function untilHeard(
  speaker: Pick<Side, 'database'>,
  listener: Pick<Side, 'database'>,
  limitMs = PATIENCE_MS,
): Promise<number> {
  const started = performance.now();
  const { heads } = await readHeads(speaker.database.reader);
  const isThere = async () => {
    const applied = await readWatermarks(listener.database.reader, 'bookings');
    return Object.entries(heads).every(([partition, head]) => (applied[partition]?.last ?? 0) >= head);
  };
  await until(isThere, 'all that was said has been heard', limitMs);
  return Math.round(performance.now() - started);
}
