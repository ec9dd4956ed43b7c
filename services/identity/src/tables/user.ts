/** Users, and the teams in which they work. */
import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { instant } from '@seteli/kit/db';
import { person } from './person.ts';

/**
 * A user: a person, or a system by its client id, who signs in for an organisation. Who represents another person is a
 * user of that person. Passivated, never deleted.
 */
export const userAccount = pgTable(
  'user_account',
  {
    id: uuid().primaryKey(),
    organisationKind: text({ enum: ORGANISATION_KINDS }).notNull(),
    organisationId: uuid().notNull(),
    roles: text().array().notNull(),
    active: boolean().notNull(),
    personId: uuid().references(() => person.id),
    clientId: text().unique('client_id_is_unique'),
    /** Earlier access tokens hold no longer: since then the user may do something else. */
    tokensFrom: instant(),
    /** It rises with each change of roles, of being active, and of the person behind. */
    version: integer().notNull(),
    /** When an administrator invited them. Null for users whom a seed or an operator's command made. */
    invitedAt: instant(),
  },
  (table) => [
    index('user_with_other_tokens').on(table.tokensFrom),
    check('user_is_a_person_or_a_system', sql`num_nonnulls(${table.personId}, ${table.clientId}) = 1`),
    check('user_has_a_role', sql`cardinality(${table.roles}) > 0`),
    check(
      'roles_fit_the_organisation',
      sql`${table.roles} <@ case ${table.organisationKind}
        when 'ORGANISER' then array['ADMIN','GRANTER','CASE_HANDLER','EVENT_CHECKER','SETTLEMENT_APPROVER','AUDITOR','SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED']
        when 'PROVIDER' then array['ADMIN','SIGNATORY','SERVICE_MANAGER','PREPARER','RECORDER','SYSTEM_READ','SYSTEM_RECORD','SYSTEM_BILLING']
        when 'PLATFORM' then array['OPERATOR']
        else array['CLIENT','MANDATE_SEE','MANDATE_ARRANGE','MANDATE_PAY'] end`,
    ),
    check(
      'people_are_clients_for_themselves_only',
      sql`${table.organisationKind} <> 'PERSON' or ('CLIENT' = any(${table.roles})) = (${table.organisationId} = ${table.personId})
        and ('CLIENT' <> all(${table.roles}) or cardinality(${table.roles}) = 1)`,
    ),
    check(
      'systems_and_only_they_have_scopes',
      sql`case when ${table.clientId} is null
        then not ${table.roles} && array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING']
        else ${table.roles} <@ array['SYSTEM_READ','SYSTEM_GRANT','SYSTEM_FEED','SYSTEM_RECORD','SYSTEM_BILLING'] end`,
    ),
    unique('person_has_one_user_in_an_organisation').on(table.personId, table.organisationId),
    unique('user_of_organisation').on(table.organisationId, table.id),
  ],
);

/** When a user began to act last. A table of its own: whoever gives tokens must not change what others hold. */
export const userSignIn = pgTable('user_sign_in', { userId: uuid().primaryKey(), signedInAt: instant().notNull() });

export const serviceTeam = pgTable(
  'service_team',
  {
    id: uuid().primaryKey(),
    organisationKind: text({ enum: ['ORGANISER', 'PROVIDER'] }).notNull(),
    organisationId: uuid().notNull(),
    name: text().notNull(),
    version: integer().notNull(),
    /** The only units and clients whom the team is for. Null: all. */
    unitIds: uuid().array(),
    clientIds: uuid().array(),
  },
  (table) => [
    check('a_limit_of_a_team_names_somebody', sql`cardinality(${table.unitIds}) > 0 and cardinality(${table.clientIds}) > 0`),
    unique('team_of_organisation').on(table.organisationId, table.id),
  ],
);

/** Both keys carry the organisation, so that nobody can be in another organisation's team. */
export const teamMember = pgTable(
  'team_member',
  { organisationId: uuid().notNull(), teamId: uuid().notNull(), userId: uuid().notNull() },
  (table) => [
    primaryKey({ columns: [table.teamId, table.userId] }),
    foreignKey({
      name: 'member_is_in_a_team_of_the_organisation',
      columns: [table.organisationId, table.teamId],
      foreignColumns: [serviceTeam.organisationId, serviceTeam.id],
    }),
    foreignKey({
      name: 'member_is_of_the_organisation',
      columns: [table.organisationId, table.userId],
      foreignColumns: [userAccount.organisationId, userAccount.id],
    }),
    index('team_of_member').on(table.userId),
  ],
);

export const teamService = pgTable(
  'team_service',
  {
    teamId: uuid()
      .notNull()
      .references(() => serviceTeam.id),
    serviceId: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.teamId, table.serviceId] })],
);
