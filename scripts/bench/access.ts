/**
 * The access log of bookings, with PostgreSQL and its driver only: rows a second that are written and sealed, and what
 * the log costs a list of bookings. The list is read with and without it in turn, so that both meet the same machine.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { sealBlock } from '@seteli/kit/access-chain';
import { noteLooks, type NoteLooks } from '@seteli/kit/access-looks';
import { verifyAccess } from '@seteli/kit/access-verify';
import type { Actor } from '@seteli/kit/actor';
import { systemClock } from '@seteli/kit/clock';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { newId } from '@seteli/kit/ids';
import { openLog } from '@seteli/kit/log';
import { readPage } from '@seteli/kit/pages';
import { SERVICE } from '@seteli/kit/scope';
import { migrateService } from '@seteli/local/migrating';
import { freePort } from '@seteli/local/ports';
import { startPostgres } from '@seteli/local/postgres';
import { createServiceDatabase } from '@seteli/local/service-database';
import { BOOKING_ORDERS, listBookings } from '../../services/bookings/src/store/booking-list.ts';
import { atLeast, check, type Measurement } from './figure.ts';
import { fillWithVisits, idOf, PROVIDER, TEAM } from './many-visits.ts';
import { makeHome } from './system.ts';

const VISITS = 20_000;
const READERS = 8;
const PAGE = 50;
const REPETITIONS = 4;
const PAIRS = 12;
const PAIR_MS = 1_000;
const ROWS = 50_000;

export async function measureAccess(quick: boolean, signal: AbortSignal): Promise<Measurement> {
  const home = makeHome();
  const password = randomUUID();
  try {
    const server = await startPostgres({ home: home.folder, port: await freePort(), password, signal });
    try {
      const urls = await createServiceDatabase(server.url, 'bookings', 'bookings', { owner: password, run: password });
      await migrateService('bookings', urls.ownerUrl);
      const client = new pg.Client({ connectionString: urls.ownerUrl });
      await client.connect();
      await fillWithVisits(client, VISITS);
      await client.end();
      const database = openDatabase({ url: urls.url, log: openLog('bookings', 'warn'), name: 'bench' }).within(SERVICE);
      const sealed: number[] = [];
      for (let repetition = 0; repetition < (quick ? 1 : REPETITIONS); repetition++)
        sealed.push(await writeAndSeal(database, quick ? ROWS / 10 : ROWS));
      const ratios = await pairs(database, quick ? 4 : PAIRS);
      while (await sealBlock(database));
      const { faults } = await verifyAccess(database.reader);
      await database.close();
      return {
        figures: [
          { name: 'access log: written and sealed', unit: 'rows/s', target: atLeast(5_000), values: sealed },
          {
            name: 'booking list: with the log / without, the same reader again',
            unit: 'times',
            target: atLeast(0.9),
            values: ratios.again,
          },
          { name: 'booking list: with the log / without, each page for the first time', unit: 'times', values: ratios.first },
        ],
        checks: [check('faults in the chain', faults.length, 0)],
      };
    } finally {
      await server.stop();
    }
  } finally {
    home.remove();
  }
}

const reader = (): Actor => ({
  userId: newId(),
  organisation: { kind: 'PROVIDER', id: idOf(PROVIDER, 1) },
  roles: ['RECORDER'],
  teamIds: [idOf(TEAM, 1)],
  personId: newId(),
});

/** Writers write whole pages while one process seals beside them, as in a service. It ends when all rows are sealed. */
async function writeAndSeal(database: Database, rows: number): Promise<number> {
  const note = noteLooks<'BOOKING_READ'>({ database, clock: systemClock });
  let left = rows / PAGE;
  let writing = true;
  const write = async (): Promise<void> => {
    while (left-- > 0)
      await note(
        reader(),
        Array.from({ length: PAGE }, () => ({ action: 'BOOKING_READ', outcome: 'SEEN', personId: newId(), subjectId: newId() })),
      );
  };
  const seal = async (): Promise<void> => {
    while ((await sealBlock(database)) || writing);
  };
  const begun = performance.now();
  await Promise.all([Promise.all(Array.from({ length: READERS }, write)).finally(() => (writing = false)), seal()]);
  return rows / ((performance.now() - begun) / 1_000);
}

async function pairs(database: Database, count: number): Promise<{ again: number[]; first: number[] }> {
  const found = { again: [] as number[], first: [] as number[] };
  // The first listing would also pay for connections and plans.
  await listing(database, undefined, 'without');
  for (let pair = 0; pair < count; pair++) {
    // The other way round each time, so that whatever grows busier meanwhile disturbs all alike.
    const order = ['without', 'again', 'first'] as const;
    const rates = { without: 0, again: 0, first: 0 };
    for (const who of pair % 2 === 0 ? order : order.toReversed())
      rates[who] = await listing(database, who === 'without' ? undefined : noteLooks({ database, clock: systemClock }), who);
    for (const who of ['again', 'first'] as const) found[who].push(rates[who] / rates.without);
  }
  return found;
}

/** Pages a second. `first`: each page is read by somebody who has not seen it within the hour. */
async function listing(
  database: Database,
  note: NoteLooks<'BOOKING_READ'> | undefined,
  who: 'without' | 'again' | 'first',
): Promise<number> {
  const until = performance.now() + PAIR_MS;
  let pages = 0;
  const read = async (): Promise<void> => {
    const actor = reader();
    while (performance.now() < until) {
      const rows = await listBookings(database.reader, actor, {}, readPage(BOOKING_ORDERS.MADE_DESC, { first: PAGE }));
      const by = who === 'first' ? { ...actor, userId: newId() } : actor;
      await note?.(
        by,
        rows.map(({ id, personId }) => ({ action: 'BOOKING_READ', outcome: 'SEEN', personId, subjectId: id })),
      );
      pages++;
    }
  };
  await Promise.all(Array.from({ length: READERS }, read));
  return pages / (PAIR_MS / 1_000);
}
