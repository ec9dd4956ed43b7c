/** Sign-ins under way, and sessions. */
import { sql } from 'drizzle-orm';
import { check, foreignKey, index, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { ASSURANCES } from '@seteli/kit/actor';
import { instant } from '@seteli/kit/db';
import { app, APP_KINDS } from './app.ts';
import { person } from './person.ts';
import { userAccount } from './user.ts';

/** A sign-in under way at the provider. Its first use removes it. */
export const signIn = pgTable(
  'sign_in',
  {
    state: text().primaryKey(),
    nonce: text().notNull(),
    verifier: text().notNull(),
    browserMark: text().notNull(),
    returnTo: text(),
    /** The mark of the invitation that the person takes up by this sign-in. */
    invitationMark: text(),
    expiresAt: instant().notNull(),
  },
  (table) => [index('sign_in_by_expiry').on(table.expiresAt), check('return_path_is_short', sql`length(${table.returnTo}) <= 2048`)],
);

/**
 * A person's session in a browser, or in an app of others. The table keeps only marks of its secrets;
 * domain/session.ts tells what they mean.
 */
export const session = pgTable(
  'session',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    /** The only user as whom the session acts, for an account of an organisation's own. */
    userId: uuid().references(() => userAccount.id),
    /** How the person proved who they are, and when. */
    assurance: text({ enum: ASSURANCES }).notNull(),
    identifiedAt: instant().notNull(),
    /** The program that signed in, as it names itself (User-Agent), so that the person knows their sessions apart. */
    program: text().notNull(),
    familyMark: text().notNull(),
    /** In a browser. */
    browserMark: text(),
    /** In an app: which, and for whom it acts. */
    appId: uuid(),
    appKind: text({ enum: APP_KINDS }),
    organisationId: uuid(),
    tokenMark: text().notNull(),
    previousMark: text(),
    sealedToken: text(),
    changedAt: instant().notNull(),
    startedAt: instant().notNull(),
    usedAt: instant().notNull(),
    endedAt: instant(),
  },
  (table) => [
    index('session_of_person').on(table.personId),
    index('session_of_own_account')
      .on(table.userId)
      .where(sql`${table.userId} is not null`),
    index('session_by_start').on(table.startedAt),
    index('session_by_end').on(table.endedAt),
    index('session_with_sealed_token')
      .on(table.changedAt)
      .where(sql`${table.sealedToken} is not null`),
    check('own_account_has_one_user', sql`(${table.assurance} = 'OWN') = (${table.userId} is not null)`),
    index('session_of_app')
      .on(table.appId)
      .where(sql`${table.appId} is not null`),
    foreignKey({ name: 'app_of_session_is_registered', columns: [table.appId, table.appKind], foreignColumns: [app.id, app.kind] }),
    check('session_is_in_a_browser_or_an_app', sql`num_nonnulls(${table.browserMark}, ${table.appId}) = 1`),
    check('app_acts_for_one', sql`num_nonnulls(${table.appId}, ${table.appKind}, ${table.organisationId}) in (0, 3)`),
    check('program_is_short', sql`length(${table.program}) <= 200`),
    check('sealed_token_has_its_predecessor', sql`${table.sealedToken} is null or ${table.previousMark} is not null`),
  ],
);
