/**
 * First pages and counts of the lists of bookings and visits over a million visits. Measures each filter, order and
 * reader with PostgreSQL and its driver only, without gateway and service.
 */
import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { openDatabase } from '@seteli/kit/database';
import type { Database } from '@seteli/kit/db';
import { openLog } from '@seteli/kit/log';
import { readPage } from '@seteli/kit/pages';
import type { ActorSight } from '@seteli/kit/policy';
import { scopeOf } from '@seteli/kit/scope';
import { migrateService } from '@seteli/local/migrating';
import { freePort } from '@seteli/local/ports';
import { startPostgres } from '@seteli/local/postgres';
import { createServiceDatabase } from '@seteli/local/service-database';
import { BOOKING_ORDERS, countBookings, listBookings, type BookingFilter } from '../../services/bookings/src/store/booking-list.ts';
import {
  countVisits,
  countVisitsOf,
  listVisits,
  listVisitsOf,
  VISIT_ORDERS,
  type VisitFilter,
} from '../../services/bookings/src/store/visit-list.ts';
import { atMost, check, percentile, type Figure, type Measurement } from './figure.ts';
import { fillWithVisits, idOf, ORGANISER, PERSON, PROVIDER, SERVICE, TEAM, UNIT } from './many-visits.ts';
import { makeHome } from './system.ts';

const VISITS = 1_000_000;
const REPETITIONS = 100;
const QUICK_REPETITIONS = 10;
/** The page size that a screen asks for. */
const FIRST = 60;
const LIMIT_MS = 20;

/** Measures on a server of its own with bookings' database, as durable as `npm start` makes it. */
export async function measureLists(quick: boolean, signal: AbortSignal): Promise<Measurement> {
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
      const { rows } = await client.query<{ visits: number }>('select count(*)::int as visits from visit');
      await client.end();
      const database = openDatabase({ url: urls.url, log: openLog('bookings', 'warn'), name: 'bench' });
      const figures = await timeLists(lists(database), quick ? QUICK_REPETITIONS : REPETITIONS);
      await database.close();
      return { figures, checks: [check('visits', rows[0]!.visits, VISITS)] };
    } finally {
      await server.stop();
    }
  } finally {
    home.remove();
  }
}

const of = (kind: ActorSight['organisation']['kind'], id: string, team: number): ActorSight => ({
  organisation: { kind, id },
  teamIds: kind === 'PERSON' ? [] : [idOf(TEAM, team)],
});
const organiser = of('ORGANISER', idOf(ORGANISER, 0), 0);
const provider = of('PROVIDER', idOf(PROVIDER, 0), 1000);

const ACTORS: Readonly<Record<string, ActorSight>> = {
  'organiser’s team': organiser,
  'organiser’s administrator': { ...organiser, beyondTeams: true },
  'provider’s team': provider,
  client: of('PERSON', idOf(PERSON, 7), 0),
};

const days = (from: string, to: string) => ({ firstDay: Temporal.PlainDate.from(from), lastDay: Temporal.PlainDate.from(to) });

const FILTERS: Readonly<Record<string, VisitFilter>> = {
  everything: {},
  'under review': { states: ['UNDER_REVIEW'] },
  refused: { allocations: ['REFUSED'] },
  waiting: { allocations: ['PENDING'] },
  settled: { states: ['SETTLED'] },
  'recorded and made, which there is not': { states: ['RECORDED'], allocations: ['MADE'] },
  'a service': { serviceId: idOf(SERVICE, 4) },
  'a unit': { unitId: idOf(UNIT, 1) },
  'a unit that has stopped': { unitId: idOf(UNIT, 9) },
  'another’s provider': { providerId: idOf(PROVIDER, 3) },
  'a client': { personId: idOf(PERSON, 12) },
  'a client whom they do not know': { personId: randomUUID() },
  'a worker': { providerId: idOf(PROVIDER, 0), workerReference: 'T-7' },
  'a worker who is none': { providerId: idOf(PROVIDER, 0), workerReference: 'x' },
  'a month': days('2026-05-01', '2026-05-31'),
  'an old day': days('2025-08-01', '2025-08-01'),
  'days of long ago': days('2019-01-01', '2019-12-31'),
  flagged: { flags: ['LATE', 'SAMPLED'] },
  'a rare flag': { flags: ['OVER_HARD_LIMIT'] },
  'a flag that nothing has': { flags: ['AFTER_DEATH'] },
  'a flag of those under review': { flags: ['SAMPLED'], states: ['UNDER_REVIEW'] },
  'all at once': {
    serviceId: idOf(SERVICE, 0),
    unitId: idOf(UNIT, 0),
    states: ['APPROVED', 'SETTLED'],
    flags: ['LATE'],
    ...days('2026-01-01', '2026-06-30'),
  },
};

const BOOKING_FILTERS: Readonly<Record<string, BookingFilter>> = {
  everything: {},
  'those that have ended': { state: { is: 'ENDED', on: Temporal.PlainDate.from('2026-11-29') } },
  'a service': { serviceId: idOf(SERVICE, 4) },
  'a unit': { unitId: idOf(UNIT, 1) },
  'another’s provider': { providerId: idOf(PROVIDER, 3) },
  'a client': { personId: idOf(PERSON, 12) },
  'days before all': { lastDay: Temporal.PlainDate.from('2019-12-31') },
};

/** The same question in each order that the service offers. */
export type List = { readonly name: string; readonly pages: readonly Look[]; readonly counts: readonly Look[] };
type Look = () => Promise<unknown>;

/** Combinations that the service refuses are not measured. */
const isServed = (who: ActorSight, { personId, workerReference, firstDay }: VisitFilter, order: string): boolean =>
  who.organisation.kind === 'PERSON' || personId != null || !(workerReference || firstDay) || !order.includes('RECORDED');

async function* lists(database: Database): AsyncGenerator<List> {
  for (const [whose, who] of Object.entries(ACTORS)) {
    const { reader } = database.within(scopeOf(who));
    for (const [what, filter] of Object.entries(FILTERS)) {
      const orders = Object.values(VISIT_ORDERS).filter(({ name }) => isServed(who, filter, name));
      yield {
        name: `${whose}, visits, ${what}`,
        pages: orders.map((order) => () => listVisits(reader, who, filter, readPage(order, { first: FIRST }))),
        counts: orders.map((order) => () => countVisits(reader, who, filter, order)),
      };
    }
    for (const [what, filter] of Object.entries(BOOKING_FILTERS))
      yield {
        name: `${whose}, bookings, ${what}`,
        pages: Object.values(BOOKING_ORDERS).map((order) => () => listBookings(reader, who, filter, readPage(order, { first: FIRST }))),
        counts: [() => countBookings(reader, who, filter)],
      };
  }
  const { reader } = database.within(scopeOf(provider));
  const bookings = await listBookings(reader, provider, {}, readPage(BOOKING_ORDERS.MADE_DESC, { first: FIRST }));
  const [ids, order] = [bookings.map(({ id }) => id), VISIT_ORDERS.DAY_DESC];
  yield {
    name: `provider’s team, 20 visits of each of ${FIRST} bookings`,
    pages: [() => listVisitsOf(reader, provider, { of: 'booking', ids }, {}, readPage(order, { first: 20 }))],
    counts: [() => countVisitsOf(reader, provider, { of: 'booking', ids }, {}, order)],
  };
}

/** The first run prepares the statement and is not counted. */
async function time(look: Look, repetitions: number): Promise<number[]> {
  const values: number[] = [];
  for (let repetition = -1; repetition < repetitions; repetition++) {
    const from = performance.now();
    await look();
    if (repetition >= 0) values.push(performance.now() - from);
  }
  return values;
}

/** The slowest order counts. */
export async function timeLists(lists: Iterable<List> | AsyncIterable<List>, repetitions: number): Promise<Figure[]> {
  const figures: Figure[] = [];
  for await (const { name, pages, counts } of lists)
    for (const [what, looks] of Object.entries({ page: pages, count: counts })) {
      const times: number[][] = [];
      for (const look of looks) times.push(await time(look, repetitions));
      const slowest = (share: number) => Math.max(...times.map((values) => percentile(values, share)));
      figures.push(
        { name: `${name}: ${what}, p50`, unit: 'ms', values: [slowest(0.5)] },
        { name: `${name}: ${what}, p95`, unit: 'ms', target: atMost(LIMIT_MS), values: [slowest(0.95)] },
      );
    }
  return figures;
}
