/** Codes that apps exchange for a session of their own. */
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { app } from './app.ts';
import { session } from './session.ts';

/** A code that the app may exchange once. A used one stays as long as a session can last: a second use ends that. */
export const appCode = pgTable(
  'app_code',
  {
    mark: text().primaryKey(),
    appId: uuid()
      .notNull()
      .references(() => app.id),
    /** The session of the browser in which the person let the app act. */
    fromSessionId: uuid().notNull(),
    /** For whom the app acts. */
    organisationId: uuid().notNull(),
    redirectUri: text().notNull(),
    challenge: text().notNull(),
    expiresAt: instant().notNull(),
    usedAt: instant(),
    /** The session that the app got for it. */
    sessionId: uuid(),
  },
  (table) => [
    index('app_code_by_expiry').on(table.expiresAt),
    index('app_code_of_session').on(table.sessionId),
    index('app_code_from_session').on(table.fromSessionId),
    foreignKey({ name: 'code_comes_from_a_session', columns: [table.fromSessionId], foreignColumns: [session.id] }).onDelete('cascade'),
    foreignKey({ name: 'code_gave_a_session', columns: [table.sessionId], foreignColumns: [session.id] }).onDelete('cascade'),
    check('only_a_used_code_gave_a_session', sql`${table.sessionId} is null or ${table.usedAt} is not null`),
  ],
);
