/** All SQL of the ledger and the feed: a handful of statements for a batch of any size. Decides nothing. */
import { getTableColumns, sql, type SQL } from 'drizzle-orm';
import { asArray, asRecordset, insertAll, isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Month } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import { readyQuery } from '@seteli/kit/ready-query';
import { FEED_KINDS } from '@seteli/schema/events/feed';
import type { ExtraFacts, ExtraService } from '../domain/extra-service.ts';
import { FIRST_HASH, type FeedHead, type FeedItem, type FeedKind, type FeedLink } from '../domain/feed.ts';
import type { Months } from '../domain/month.ts';
import { sharesOf, sumShares, type Entry, type Line } from '../domain/posting.ts';
import { plannedRun, stateAfter } from '../domain/run.ts';
import { feedHead, feedItem } from '../tables/feed.ts';
import { extraService, ledgerEntry, ledgerLine } from '../tables/ledger.ts';
import { settlementRun } from '../tables/run.ts';

/**
 * Registry has not told about the organiser yet, so its cut-off day is unknown. The code marks a fault that passes by
 * itself, so the batch is tried again.
 */
export class OrganiserUnknown extends Error {
  readonly code = '55000';
}

/**
 * A constant of the statement, not a parameter: PostgreSQL plans without knowing parameters, and would not use the
 * index of runs.
 */
export const isOfKind = (kind: FeedKind): SQL => sql.raw(`kind = '${kind}'`);

const newestOf = (kind: FeedKind): SQL =>
  sql`(select kind, seq, hash from feed_item f where f.organiser_id = o.id and ${isOfKind(kind)} order by seq desc limit 1)`;

/** Takes the right to write to the organisers' ledgers and feeds, always in the same order. */
export async function lockLedgers(tx: Tx, organiserIds: Iterable<Id>): Promise<Map<Id, FeedHead>> {
  const ids = asArray(organiserIds);
  const { rows } = await tx.execute<FeedLink & { organiserId: Id }>(sql`
    insert into feed_head (organiser_id, seq, hash)
    select id, 0, ${FIRST_HASH} from unnest(${ids}::uuid[]) as id order by id
        on conflict (organiser_id) do update set seq = feed_head.seq
    returning organiser_id as "organiserId", seq, hash`);
  // A second statement: a statement that waited for the lock does not see what others wrote meanwhile.
  const newest = await tx.execute<FeedLink & { organiserId: Id; kind: FeedKind }>(sql`
    select o.id as "organiserId", n.* from unnest(${ids}::uuid[]) as o (id) cross join lateral (${sql.join(FEED_KINDS.map(newestOf), sql` union all `)}) n`);
  const ofOrganiser = Map.groupBy(newest.rows, ({ organiserId }) => organiserId);
  return new Map(
    rows.map((head) => {
      const links = (ofOrganiser.get(head.organiserId) ?? []).map(({ kind, seq, hash }) => [kind, { seq, hash }] as const);
      return [head.organiserId, { ...head, newestOf: new Map(links) }];
    }),
  );
}

/** The facts about the visits and the organisers' months. The caller has locked the ledgers. */
export async function findLedgerFacts(tx: Tx, organiserIds: Iterable<Id>, visitIds: Iterable<Id>): Promise<ExtraFacts> {
  const wanted = new Set(organiserIds);
  const ofVisits = { visitIds: asArray(visitIds) };
  const [months, entries, extra] = await Promise.all([
    findMonths(tx, wanted),
    findEntriesOfVisits(tx, ofVisits),
    extraServiceOf(tx, ofVisits),
  ]);
  if (months.size < wanted.size) throw new OrganiserUnknown('registry has not told about the organiser yet');
  return { months, posted: Map.groupBy(entries, ({ visitId }) => visitId), kept: Map.groupBy(extra, ({ visitId }) => visitId) };
}

export async function findMonths(reader: Reader, organiserIds: Iterable<Id>): Promise<Map<Id, Months>> {
  const { rows } = await reader.execute<{ id: Id; cutOffDay: number; lockedThrough: string | null }>(sql`
    select o.id, o.recording_cut_off_day as "cutOffDay",
           (select max(month) from settlement_run r where r.organiser_id = o.id and r.state not in ('PLANNED', 'COLLECTING')) as "lockedThrough"
      from organiser o where o.id = any(${asArray(organiserIds)}::uuid[])`);
  const monthOf = (text: string): Month => Temporal.PlainYearMonth.from(text);
  return new Map(
    rows.map(({ id, cutOffDay, lockedThrough }) => [id, { cutOffDay, lockedThrough: lockedThrough ? monthOf(lockedThrough) : null }]),
  );
}

const extraServiceOf = readyQuery(['visitIds'], (query, { visitIds }) =>
  query.select().from(extraService).where(isOneOf(extraService.visitId, visitIds)).orderBy(extraService.visitVersion),
);
const entriesOfVisits = readyQuery(['visitIds'], (query, { visitIds }) =>
  query.select().from(ledgerEntry).where(isOneOf(ledgerEntry.visitId, visitIds)).orderBy(ledgerEntry.visitVersion, ledgerEntry.id),
);

async function findEntriesOfVisits(reader: Reader, ofVisits: { readonly visitIds: string }): Promise<Entry[]> {
  const entries = await entriesOfVisits(reader, ofVisits);
  const lines =
    entries.length > 0
      ? await listLines(
          reader,
          entries.map(({ id }) => id),
        )
      : new Map<Id, Line[]>();
  return entries.map((entry) => ({ ...entry, lines: lines.get(entry.id) ?? [] }));
}

export async function listLines(reader: Reader, entryIds: readonly Id[]): Promise<Map<Id, Line[]>> {
  const { line: _, ...columns } = getTableColumns(ledgerLine);
  const { entryId } = columns;
  const rows = await reader.select(columns).from(ledgerLine).where(isOneOf(entryId, entryIds)).orderBy(entryId, ledgerLine.line);
  const lines = new Map<Id, Line[]>(entryIds.map((id) => [id, []]));
  for (const { entryId, ...line } of rows) lines.get(entryId)!.push(line);
  return lines;
}

/** Writes entries with their lines and adds them to the runs of their months, opening a run where needed. */
export async function saveEntries(tx: Tx, entries: readonly Entry[]): Promise<void> {
  await Promise.all([
    addToRuns(tx, entries),
    insertAll(
      tx,
      ledgerEntry,
      entries.map(({ lines: _, ...entry }) => entry),
    ),
  ]);
  await insertAll(
    tx,
    ledgerLine,
    entries.flatMap(({ id, lines }) => lines.map((line, index) => ({ entryId: id, line: index + 1, ...line }))),
  );
}

export const saveExtraService = (tx: Tx, rows: readonly ExtraService[]) => insertAll(tx, extraService, rows);

async function addToRuns(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const state = stateAfter('PLANNED', 'post')!;
  const added = [...Map.groupBy(entries, ({ organiserId, accountingMonth }) => `${organiserId} ${accountingMonth}`).values()].map(
    (group) => ({
      ...plannedRun(newId(), group[0]!.organiserId, group[0]!.accountingMonth),
      state,
      entries: group.length,
      ...sumShares(group.map(sharesOf)),
    }),
  );
  const { rows } = await tx.execute(sql`
    insert into ${settlementRun} select * from ${asRecordset(settlementRun, added)}
    on conflict (organiser_id, month) do update
       set entries = settlement_run.entries + excluded.entries, total_cents = settlement_run.total_cents + excluded.total_cents,
           organiser_cents = settlement_run.organiser_cents + excluded.organiser_cents, client_cents = settlement_run.client_cents + excluded.client_cents
     where settlement_run.state = excluded.state
    returning id`);
  if (rows.length < added.length) throw new Error('an entry was about to be posted to a locked month');
}

/** Appends items, which follow the head, to their feeds. */
export async function saveFeed(tx: Tx, items: readonly FeedItem[]): Promise<void> {
  const heads = [...new Map(items.map(({ organiserId, seq, hash }) => [organiserId, { organiserId, seq, hash }])).values()];
  await Promise.all([
    insertAll(tx, feedItem, items),
    tx.execute(sql`
      update feed_head h set seq = k.seq, hash = k.hash from ${asRecordset(feedHead, heads)} k where h.organiser_id = k.organiser_id`),
  ]);
}
