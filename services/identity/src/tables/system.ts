/** Systems that act for an organisation, the keys by which they prove it, and the units that may limit them. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core';
import { day, instant } from '@seteli/kit/db';
import { userAccount } from './user.ts';

/** What a system is beside the user that it acts as, which has its client id and its scopes. */
export const systemAccount = pgTable(
  'system_account',
  {
    id: uuid()
      .primaryKey()
      .references(() => userAccount.id),
    name: text().notNull(),
    /** Null: all units. */
    unitIds: uuid().array(),
    version: integer().notNull(),
  },
  (table) => [check('a_limit_names_a_unit', sql`cardinality(${table.unitIds}) > 0`)],
);

/** A secret of a system, of which only the mark stays. Nobody deletes a key: it tells who made it and who ended it. */
export const systemKey = pgTable(
  'system_key',
  {
    id: uuid().primaryKey(),
    accountId: uuid()
      .notNull()
      .references(() => systemAccount.id),
    name: text().notNull(),
    mark: text().notNull(),
    /** One of two, so that no system has a third key at a time. */
    place: integer().notNull(),
    madeAt: instant().notNull(),
    /** Null: an operator's program made it. */
    madeBy: uuid(),
    /** The last day on which it opens anything. */
    expiresOn: day(),
    endedAt: instant(),
    endedBy: uuid(),
    /** To the minute. */
    lastUsedAt: instant(),
  },
  (table) => [
    index('key_of_system').on(table.accountId, table.id),
    index('key_that_ended').on(table.endedAt),
    check('place_is_one_of_two', sql`${table.place} between 1 and 2`),
    uniqueIndex('system_has_two_keys_at_most')
      .on(table.accountId, table.place)
      .where(sql`${table.endedAt} is null`),
  ],
);

/** The units of providers, as registry announces them. */
export const providerUnit = pgTable('provider_unit', {
  id: uuid().primaryKey(),
  providerId: uuid().notNull(),
  version: integer().notNull(),
});
