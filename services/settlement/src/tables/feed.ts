/** Tables of the feed that municipalities follow. */
import { sql } from 'drizzle-orm';
import { check, integer, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core';
import { cents } from '@seteli/kit/db';

/** The newest item of an organiser's feed. Whoever holds this row writes to the organiser's ledger, and nobody else. */
export const feedHead = pgTable('feed_head', { organiserId: uuid().primaryKey(), seq: integer().notNull(), hash: text().notNull() });

/** What municipalities follow: numbered without gaps, each item hashed over the one before. */
export const feedItem = pgTable(
  'feed_item',
  {
    organiserId: uuid().notNull(),
    seq: integer().notNull(),
    id: uuid().notNull().unique('feed_item_id_is_unique'),
    kind: text({ enum: ['LEDGER_ENTRY', 'RUN'] }).notNull(),
    visitId: uuid(),
    runId: uuid(),
    totalCents: cents(),
    organiserCents: cents(),
    clientCents: cents(),
    payload: text().notNull(),
    hash: text().notNull(),
    previousHash: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.organiserId, table.seq] }),
    check('item_is_about_a_visit_or_a_run', sql`num_nonnulls(${table.visitId}, ${table.runId}) = 1`),
  ],
);
