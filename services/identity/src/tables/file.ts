/** The files that people have sent. The bytes stand sealed in the store of files, under the id. */
import { sql } from 'drizzle-orm';
import { check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { FILE_KINDS, type FileKind } from '@seteli/kit/file-kind';
import { FILE_BYTES_MAX, FILE_STATES } from '../domain/file.ts';
import { person } from './person.ts';
import { userAccount } from './user.ts';

/** The row comes before the bytes and goes after them, so no bytes are without a row. */
export const storedFile = pgTable(
  'stored_file',
  {
    id: uuid().primaryKey(),
    ownerId: uuid()
      .notNull()
      .references(() => person.id),
    organisationId: uuid().notNull(),
    sentBy: uuid()
      .notNull()
      .references(() => userAccount.id),
    sentAt: instant().notNull(),
    sealedKey: text().notNull(),
    state: text({ enum: FILE_STATES }).notNull(),
    kind: text({ enum: Object.keys(FILE_KINDS) as [FileKind, ...FileKind[]] }),
    bytes: integer(),
  },
  (table) => [
    index('file_of_owner').on(table.ownerId),
    index('file_that_may_leave')
      .on(table.sentAt)
      .where(sql`${table.state} <> 'USED'`),
    check(
      'a_usable_file_is_whole',
      sql`${table.state} not in ('READY', 'USED') or (${table.kind} is not null and ${table.bytes} is not null)`,
    ),
    check('a_file_is_bounded', sql`${table.bytes} between 1 and ${sql.raw(String(FILE_BYTES_MAX))}`),
  ],
);
