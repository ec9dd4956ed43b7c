/** Tables of the feed that municipalities follow. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { cents } from '@seteli/kit/db';
import { FEED_KINDS } from '@seteli/schema/events/feed';

/**
 * The newest item of an organiser's feed. Only the transaction that holds this row writes to the organiser's ledger.
 */
export const feedHead = pgTable('feed_head', { organiserId: uuid().primaryKey(), seq: integer().notNull(), hash: text().notNull() });

/** The items that municipalities follow: numbered without gaps, each hashed over the item before. */
export const feedItem = pgTable(
  'feed_item',
  {
    organiserId: uuid().notNull(),
    seq: integer().notNull(),
    id: uuid().notNull().unique('feed_item_id_is_unique'),
    kind: text({ enum: FEED_KINDS }).notNull(),
    visitId: uuid(),
    runId: uuid(),
    totalCents: cents(),
    organiserCents: cents(),
    clientCents: cents(),
    payload: text().notNull(),
    hash: text().notNull(),
    previousHash: text().notNull(),
    /** The item of the same kind before; 0 and zeros for the first. Null for items older than feeds of one kind. */
    previousOfKindSeq: integer(),
    previousOfKindHash: text(),
  },
  (table) => [
    primaryKey({ columns: [table.organiserId, table.seq] }),
    // Runs are few among the entries, which are found by their number.
    index('runs_in_feed')
      .on(table.organiserId, table.seq)
      .where(sql`${table.kind} = 'RUN'`),
    check('item_is_about_a_visit_or_a_run', sql`num_nonnulls(${table.visitId}, ${table.runId}) = 1`),
  ],
);
