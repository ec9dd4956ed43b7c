/** Passkeys of users, and the challenges that authenticators are signing. */
import { sql } from 'drizzle-orm';
import { bigint, boolean, check, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { userAccount } from './user.ts';

export const passkey = pgTable(
  'passkey',
  {
    id: uuid().primaryKey(),
    userId: uuid()
      .notNull()
      .references(() => userAccount.id),
    credentialId: text().notNull().unique('passkey_is_known_once'),
    publicKey: text().notNull(),
    counter: bigint({ mode: 'number' }).notNull(),
    transports: text().array().notNull(),
    name: text().notNull(),
    backupEligible: boolean().notNull(),
    backedUp: boolean().notNull(),
    madeAt: instant().notNull(),
    lastUsedAt: instant(),
  },
  (table) => [index('passkey_of_user').on(table.userId), check('passkey_has_a_short_name', sql`length(${table.name}) between 1 and 100`)],
);

/** A challenge that we gave to a browser. Its first use removes it. */
export const passkeyChallenge = pgTable(
  'passkey_challenge',
  {
    challenge: text().primaryKey(),
    browserMark: text().notNull(),
    purpose: text({ enum: ['SIGN_IN', 'REGISTER'] }).notNull(),
    invitationMark: text(),
    userId: uuid(),
    expiresAt: instant().notNull(),
  },
  (table) => [
    index('challenge_by_expiry').on(table.expiresAt),
    check('new_passkey_is_for_a_user', sql`(${table.purpose} = 'REGISTER') = (${table.userId} is not null)`),
  ],
);
