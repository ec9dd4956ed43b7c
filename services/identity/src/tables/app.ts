/** Apps of others: registered programs, and which people let them act. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { person } from './person.ts';

export const APP_KINDS = ['NATIVE', 'BROWSER'] as const;

/** A registered program. It has no secret: whoever installs it would have that, too. */
export const app = pgTable(
  'app',
  {
    id: uuid().primaryKey(),
    version: integer().notNull(),
    kind: text({ enum: APP_KINDS }).notNull(),
    nameFi: text().notNull(),
    nameSv: text().notNull(),
    nameEn: text().notNull(),
    redirectUris: text().array().notNull(),
    origins: text().array().notNull(),
    /** Closed for good. */
    closedAt: instant(),
  },
  (table) => [
    unique('kind_of_app').on(table.id, table.kind),
    index('app_by_end').on(table.closedAt),
    check('app_has_few_redirects', sql`cardinality(${table.redirectUris}) between 1 and 10`),
    check(
      'only_browser_apps_have_origins',
      sql`cardinality(${table.origins}) between (${table.kind} = 'BROWSER')::int and 10 * (${table.kind} = 'BROWSER')::int`,
    ),
  ],
);

/** A person let the app act for them, once at least. */
export const appConsent = pgTable(
  'app_consent',
  {
    personId: uuid()
      .notNull()
      .references(() => person.id),
    appId: uuid()
      .notNull()
      .references(() => app.id),
    givenAt: instant().notNull(),
  },
  (table) => [primaryKey({ columns: [table.personId, table.appId] })],
);
