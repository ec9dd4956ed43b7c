/** Tables by which it is decided whose clients somebody sees. No foreign keys between these: messages of different sources come in any order. */
import { boolean, integer, pgTable, uuid } from 'drizzle-orm/pg-core';

export const team = pgTable('team', {
  id: uuid().primaryKey(),
  organisationId: uuid().notNull(),
  serviceIds: uuid().array().notNull(),
  closed: boolean().notNull(),
  version: integer().notNull(),
});

/** The service of each voucher from which a visit was approved. */
export const voucherService = pgTable('voucher_service', {
  voucherId: uuid().primaryKey(),
  serviceId: uuid().notNull(),
});
