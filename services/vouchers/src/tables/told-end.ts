/** The coming ends of vouchers of which vouchers has told the clients. */
import { pgTable, primaryKey, uuid } from 'drizzle-orm/pg-core';
import { day } from '@seteli/kit/db';

/** A voucher that is prolonged has another last day, of which its client hears anew. */
export const toldEnd = pgTable('told_end', { voucherId: uuid().notNull(), lastDay: day().notNull() }, (table) => [
  primaryKey({ columns: [table.voucherId, table.lastDay] }),
]);
