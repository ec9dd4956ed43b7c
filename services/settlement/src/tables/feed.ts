/** Tables of the feed that municipalities follow. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { cents } from '@seteli/kit/db';
import { FEED_KINDS } from '@seteli/schema/events/feed';

/** The newest item of an organiser's feed. Whoever holds this row writes to the organiser's ledger, and nobody else. */
export const feedHead = pgTable('feed_head', { organiserId: uuid().primaryKey(), seq: integer().notNull(), hash: text().notNull() });

/** What municipalities follow: numbered without gaps, each item hashed over the one before. */
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
    /** The item of the same kind before; 0 and zeros at the first. Null of items that named none, since nobody could ask for one kind. */
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
