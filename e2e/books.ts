/**
 * The books of all services side by side: recorded visits, allocations, the ledger and the feed. Says in words where
 * they differ. What the books must hold stands in the tests.
 */
import { createHash } from 'node:crypto';
import type pg from 'pg';
import { parseEuro } from '@seteli/kit/money';
import type { Client } from '@seteli/local/client';
import { PIRKANMAA } from '@seteli/local/personas';
import { adminUrl } from '@seteli/local/postgres';
import { withClient } from '@seteli/local/service-database';
import type { System } from '@seteli/local/system';
import { SERVICES, type ServiceName } from '@seteli/schema/events/listeners';
import type { Shares, Slot } from './diary.ts';

type Money = { readonly total: string; readonly organiser: string; readonly client: string };
type Visit = Money & { readonly id: string; readonly state: string; readonly allocation: string };
type Allocation = { readonly id: string; readonly state: string; readonly steps: number };
type Bucket = {
  readonly entitlement: string;
  readonly period: string;
  readonly granted: number;
  readonly remaining: number;
  readonly drawn: number;
};
type Entry = Money & { readonly id: string; readonly visit: string; readonly kind: string; readonly balance: string };
export type FeedItem = {
  seq: number;
  kind: string;
  total: string | null;
  organiserShare: string | null;
  clientShare: string | null;
  payload: string;
  hash: string;
  previousHash: string;
  visit: { id: string } | null;
};

export type Books = {
  readonly visits: readonly Visit[];
  readonly allocations: readonly Allocation[];
  readonly buckets: readonly Bucket[];
  readonly entries: readonly Entry[];
  readonly feed: readonly FeedItem[];
  readonly parked: number;
};

export const query = <Row>({ ports, secrets }: System, service: ServiceName, sql: string, values: unknown[] = []): Promise<Row[]> =>
  withClient(adminUrl(ports.postgres, secrets.postgres, service), async (client) => (await client.query(sql, values)).rows as Row[]);

/** Runs the work in a transaction that keeps its locks until the end and changes nothing. */
export const withTransaction = (
  { ports, secrets }: System,
  service: ServiceName,
  work: (client: pg.Client) => Promise<void>,
): Promise<void> =>
  withClient(adminUrl(ports.postgres, secrets.postgres, service), async (client) => {
    await client.query('begin');
    await work(client);
    await client.query('rollback');
  });

// The ledger has no amounts that nobody pays. The total also lacks what the client pays beyond their voucher.
const VISITS = `select id, state, allocation, (total_cents - unbilled_cents)::text total, organiser_cents organiser, client_cents client
  from visit where organiser_id = $1`;
const ALLOCATIONS =
  `select visit_id id, state, coalesce((select sum((draw->>'steps')::int) from jsonb_array_elements(draws) draw), 0)::int steps
  from allocation join voucher on voucher.id = voucher_id where organiser_id = $1`.replace('state,', 'allocation.state,');
const BUCKETS = `select b.entitlement_id entitlement, b.period, b.granted, b.remaining, coalesce(sum((draw->>'steps')::int), 0)::int drawn
  from bucket b left join (select jsonb_array_elements(draws) draw from allocation) d
    on draw->>'entitlementId' = b.entitlement_id::text and draw->>'period' = b.period
  group by 1, 2, 3, 4`;
const ENTRIES = `select e.id, e.visit_id visit, e.kind, sum(amount_cents)::text balance,
    (-coalesce(sum(amount_cents) filter (where account = 'PROVIDER'), 0))::text total,
    coalesce(sum(amount_cents) filter (where account = 'ORGANISER'), 0)::text organiser,
    coalesce(sum(amount_cents) filter (where account = 'CLIENT'), 0)::text client
  from ledger_entry e left join ledger_line l on l.entry_id = e.id where e.organiser_id = $1 group by e.id`;

export async function readBooks(system: System, client: Client): Promise<Books> {
  const of = [PIRKANMAA.id];
  return {
    // The last step comes first: while visits are recorded, no step can then hold more than a later read of the step
    // before it.
    feed: await readFeed(client),
    entries: await query<Entry>(system, 'settlement', ENTRIES, of),
    visits: await query<Visit>(system, 'bookings', VISITS, of),
    allocations: await query<Allocation>(system, 'vouchers', ALLOCATIONS, of),
    buckets: await query<Bucket>(system, 'vouchers', BUCKETS),
    parked: (await Promise.all(SERVICES.map((service) => query(system, service, 'select from parked_event')))).flat().length,
  };
}

const PAGE = 200;
const FEED = `query ($organiserId: ID!, $after: String, $first: Int!) { settlementFeed(organiserId: $organiserId, after: $after, first: $first) {
  items { seq kind total organiserShare clientShare payload hash previousHash visit { id } } endCursor } }`;

/** Reads the feed as a municipality's own system does: by query, page after page. */
export async function readFeed(client: Client): Promise<FeedItem[]> {
  const items: FeedItem[] = [];
  for (let after: string | null = null; ;) {
    const { settlementFeed } = await client.ask('system', FEED, { organiserId: PIRKANMAA.id, after, first: PAGE });
    items.push(...settlementFeed.items);
    if (settlementFeed.items.length < PAGE) return items;
    after = settlementFeed.endCursor;
  }
}

const money = ({ total, organiser, client }: Money | Shares): string => `${total} = ${organiser} + ${client}`;
const ofItem = ({ total, organiserShare, clientShare }: FeedItem): string =>
  money({ total: parseEuro(total ?? '')!, organiser: parseEuro(organiserShare ?? '')!, client: parseEuro(clientShare ?? '')! });

/**
 * For each approved visit with all its corrections, the ledger holds what the visit says. For a visit before its
 * approval it holds nothing.
 */
export function unlikeTheLedger({ visits, entries }: Pick<Books, 'visits' | 'entries'>): string[] {
  const posted = Map.groupBy(entries, ({ visit }) => visit);
  const known = new Set(visits.map(({ id }) => id));
  return [
    ...[...posted.keys()].filter((id) => !known.has(id)).map((id) => `ledger: ${id} is no visit`),
    ...visits.flatMap((visit) => {
      const of = (share: keyof Money) => sum((posted.get(visit.id) ?? []).map((entry) => BigInt(entry[share])));
      const held = money({ total: of('total'), organiser: of('organiser'), client: of('client') });
      const isPosted = ['APPROVED', 'SETTLED'].includes(visit.state) && visit.allocation === 'MADE';
      const wanted = isPosted ? money(visit) : '0 = 0 + 0';
      return held === wanted ? [] : [`ledger: ${visit.id} ${visit.state} is ${held}, not ${wanted}`];
    }),
  ];
}

const twice = (ids: readonly string[]): string[] => ids.filter((id, index) => ids.indexOf(id) !== index);

/**
 * Every book holds each accepted visit exactly once, with the same cents, and nothing else. Sums, quotas, numbers and
 * hashes are right.
 */
export function differencesIn(books: Books, accepted: ReadonlyMap<string, Slot>, { state = 'APPROVED', refused = 0 } = {}): string[] {
  const { entries, buckets, feed, parked } = books;
  // A refused visit remains visible, and holds nothing.
  const visits = books.visits.filter((visit) => visit.allocation !== 'REFUSED' || visit.total !== null);
  const allocations = books.allocations.filter((each) => each.state !== 'REFUSED' || each.steps > 0);
  const items = feed.filter(({ kind }) => kind === 'LEDGER_ENTRY');
  const places: [string, { id: string; is: string }[], (slot: Slot) => string][] = [
    [
      'bookings',
      visits.map((visit) => ({ id: visit.id, is: `${visit.state} ${visit.allocation} ${money(visit)}` })),
      ({ shares }) => `${state} MADE ${money(shares)}`,
    ],
    ['allocations', allocations.map((each) => ({ id: each.id, is: `${each.state} ${each.steps}` })), ({ minutes }) => `MADE ${minutes}`],
    [
      'ledger',
      entries.map((entry) => ({ id: entry.visit, is: `${entry.kind} ${money(entry)} (${entry.balance})` })),
      ({ shares }) => `ORIGINAL ${money(shares)} (0)`,
    ],
    ['feed', items.map((item) => ({ id: item.visit!.id, is: ofItem(item) })), ({ shares }) => money(shares)],
  ];
  return [
    ...places.flatMap(([place, found, expected]) => differencesAt(place, found, accepted, expected)),
    ...buckets.flatMap((each) => (each.remaining === each.granted - each.drawn ? [] : [`bucket ${JSON.stringify(each)}`])),
    ...differenceOf(
      'minutes drawn and minutes recorded',
      buckets.map(({ drawn }) => BigInt(drawn)),
      [...accepted.values()].map(({ minutes }) => BigInt(minutes)),
    ),
    ...(['total', 'organiser', 'client'] as const).flatMap((share) =>
      differenceOf(
        `${share} of the ledger and of the visits`,
        entries.map((entry) => BigInt(entry[share])),
        visits.map((visit) => BigInt(visit[share] ?? 0)),
      ),
    ),
    ...brokenLinks(feed),
    ...differenceOf('refused visits and those told so', [BigInt(books.visits.length - visits.length)], [BigInt(refused)]),
    ...differenceOf('refused allocations and those told so', [BigInt(books.allocations.length - allocations.length)], [BigInt(refused)]),
    ...(parked > 0 ? [`${parked} parked events`] : []),
  ];
}

function differencesAt(
  place: string,
  found: { id: string; is: string }[],
  accepted: ReadonlyMap<string, Slot>,
  expected: (slot: Slot) => string,
): string[] {
  const byId = new Map(found.map(({ id, is }) => [id, is]));
  return [
    ...(byId.size === found.length ? [] : twice(found.map(({ id }) => id)).map((id) => `${place}: ${id} is there twice`)),
    ...[...byId.keys()].filter((id) => !accepted.has(id)).map((id) => `${place}: ${id} was never accepted`),
    ...[...accepted].flatMap(([id, slot]) => {
      const is = byId.get(id);
      return is === expected(slot) ? [] : [`${place}: ${id} ${is ? `is ${is}, not ${expected(slot)}` : 'is missing'}`];
    }),
  ];
}

const sum = (amounts: readonly bigint[]): bigint => amounts.reduce((all, each) => all + each, 0n);
const differenceOf = (what: string, left: readonly bigint[], right: readonly bigint[]): string[] =>
  sum(left) === sum(right) ? [] : [`${what}: ${sum(left)} and ${sum(right)}`];

/** Items are numbered from 1 without a gap, and each hash covers the hash before it. */
function brokenLinks(feed: readonly FeedItem[]): string[] {
  return feed.flatMap((item, index) => {
    const previousHash = feed[index - 1]?.hash ?? '0'.repeat(64);
    const hash = createHash('sha256')
      .update(previousHash + item.payload)
      .digest('hex');
    return item.seq === index + 1 && item.previousHash === previousHash && item.hash === hash ? [] : [`the feed is broken at ${item.seq}`];
  });
}
