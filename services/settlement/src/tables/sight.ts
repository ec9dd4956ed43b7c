/**
 * Tables that decide whose clients a user sees. They have no foreign keys to each other, since messages of different
 * sources come in any order.
 */
import { boolean, integer, pgTable, uuid } from 'drizzle-orm/pg-core';

export const team = pgTable('team', {
  id: uuid().primaryKey(),
  organisationId: uuid().notNull(),
  serviceIds: uuid().array().notNull(),
  /** The only units and clients whom the team is for. Null: all. */
  unitIds: uuid().array(),
  personIds: uuid().array(),
  closed: boolean().notNull(),
  version: integer().notNull(),
});

/** The service of each voucher with an approved visit. */
export const voucherService = pgTable('voucher_service', {
  voucherId: uuid().primaryKey(),
  serviceId: uuid().notNull(),
});
