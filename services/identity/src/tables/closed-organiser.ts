/** Which organisers the platform's operator has closed, as registry announced it. */
import { boolean, integer, pgTable, uuid } from 'drizzle-orm/pg-core';

/** Nobody gets a token for a closed organiser. */
export const organiserStanding = pgTable('organiser_standing', {
  id: uuid().primaryKey(),
  closed: boolean().notNull(),
  version: integer().notNull(),
});
