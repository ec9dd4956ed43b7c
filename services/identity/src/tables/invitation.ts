/** Invitations, the e-mails that wait to go out, and what organisations decided about the ways in. */
import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, pgTable, text, uuid } from 'drizzle-orm/pg-core';
import { instant } from '@seteli/kit/db';
import { LANGUAGES } from '@seteli/kit/language';
import { DELIVERIES, INVITATION_STATES } from '../domain/invitation.ts';
import { userAccount } from './user.ts';

const EMPLOYERS = ['ORGANISER', 'PROVIDER'] as const;

/** Of a link's secret the table has only the mark. Address and names are sealed to the row and erased at its end. */
export const invitation = pgTable(
  'invitation',
  {
    id: uuid().primaryKey(),
    organisationKind: text({ enum: EMPLOYERS }).notNull(),
    organisationId: uuid().notNull(),
    roles: text().array().notNull(),
    teamIds: uuid().array().notNull(),
    userId: uuid().references(() => userAccount.id),
    fromPlatform: boolean().notNull(),
    byOwnAccount: boolean().notNull(),
    language: text({ enum: LANGUAGES }).notNull(),
    sealedInvitee: text(),
    secretMark: text().notNull().unique('invitation_link_is_unique'),
    state: text({ enum: INVITATION_STATES }).notNull(),
    delivery: text({ enum: DELIVERIES }).notNull(),
    invitedBy: uuid().notNull(),
    invitedAt: instant().notNull(),
    expiresAt: instant().notNull(),
    endedAt: instant(),
    version: integer().notNull(),
  },
  (table) => [
    index('invitation_of_organisation').on(table.organisationId, table.id),
    index('open_invitation_by_expiry')
      .on(table.expiresAt)
      .where(sql`${table.state} = 'INVITED'`),
    index('invitation_by_end').on(table.endedAt),
    index('invitation_from_platform')
      .on(table.id)
      .where(sql`${table.fromPlatform}`),
    check('invitation_has_ended_or_is_open', sql`(${table.state} = 'INVITED') = (${table.endedAt} is null)`),
    check('taken_up_invitation_has_its_user', sql`${table.state} <> 'TAKEN_UP' or ${table.userId} is not null`),
    check('open_invitation_knows_whom', sql`${table.state} <> 'INVITED' or ${table.sealedInvitee} is not null`),
    check('ended_invitation_knows_nobody', sql`${table.state} in ('INVITED', 'EXPIRED') or ${table.sealedInvitee} is null`),
  ],
);

/**
 * E-mails that have not gone out yet. The address, the text and its link are sealed to the row, which goes when the
 * mail server has the message.
 */
export const outgoingMail = pgTable(
  'outgoing_mail',
  {
    id: uuid().primaryKey(),
    invitationId: uuid()
      .notNull()
      .references(() => invitation.id),
    sealedMail: text().notNull(),
    tries: integer().notNull(),
    dueAt: instant().notNull(),
  },
  (table) => [index('mail_by_due_time').on(table.dueAt), index('mail_of_invitation').on(table.invitationId)],
);

/** What an organisation has decided about its users. An absent row: as at the beginning. */
export const organisationSetting = pgTable('organisation_setting', {
  organisationId: uuid().primaryKey(),
  ownAccountsAllowed: boolean().notNull(),
});
