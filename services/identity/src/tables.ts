/** Tables of identity. Constraints forbid what must never be, whatever the rules above them say. */
import { sql } from 'drizzle-orm';
import { boolean, check, foreignKey, index, integer, pgTable, primaryKey, text, unique, uuid } from 'drizzle-orm/pg-core';
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { day, instant } from '@seteli/kit/db';
import { RIGHTS as OF_EVERY_SERVICE, type Rights } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** What the running service does with each table. */
export const RIGHTS = {
  ...OF_EVERY_SERVICE,
  person: 'insert, update',
  organiser_area: 'insert, update',
  served_person: 'insert',
  served_with: 'insert',
  user_account: 'insert, update',
  service_team: 'insert, update',
  team_member: 'insert, delete',
  team_service: 'insert, delete',
  // Forgetting locks rows first, for which PostgreSQL asks the right to update them.
  sign_in: 'insert, update, delete',
  session: 'insert, update, delete',
  inbox_task: 'insert, update, delete',
  inbox_notice: 'insert, update, delete',
} as const satisfies Rights;

/** A person of the population. The identity code is sealed to its row, and only a keyed index finds it. */
export const person = pgTable('person', {
  id: uuid().primaryKey(),
  sealedIdentityCode: text().notNull(),
  identityCodeIndex: text().notNull().unique('identity_code_is_unique'),
  givenNames: text().notNull(),
  familyName: text().notNull(),
  protectedAddress: boolean().notNull(),
  diedOn: day(),
  municipalityCode: text(),
  version: integer().notNull(),
});

/** The municipalities of organisers, as registry announced them. */
export const organiserArea = pgTable('organiser_area', {
  id: uuid().primaryKey(),
  municipalityCodes: text().array().notNull(),
  version: integer().notNull(),
});

/**
 * The organisers that serve a person, and so may see them. No foreign key: after a restore identity may hear of a
 * voucher before it knows the person.
 */
export const servedPerson = pgTable(
  'served_person',
  {
    organiserId: uuid().notNull(),
    personId: uuid().notNull(),
  },
  (table) => [primaryKey({ columns: [table.organiserId, table.personId] })],
);

/**
 * The services with which an organiser serves a person. The organiser's people see the persons of services that their
 * teams cover. Vouchers announces it, also for persons whom identity does not know.
 */
export const servedWith = pgTable(
  'served_with',
  { organiserId: uuid().notNull(), personId: uuid().notNull(), serviceId: uuid().notNull() },
  (table) => [primaryKey({ columns: [table.personId, table.organiserId, table.serviceId] })],
);

/** A user: a person, or a system by its client id, who signs in for an organisation. Passivated, never deleted. */
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
    secretMark: text(),
    /** Earlier access tokens hold no longer: since then the user may do something else, or has another secret. */
    tokensFrom: instant(),
  },
  (table) => [
    index('user_with_other_tokens').on(table.tokensFrom),
    check('user_is_a_person_or_a_system', sql`num_nonnulls(${table.personId}, ${table.clientId}) = 1`),
    check('systems_have_secrets', sql`(${table.clientId} is null) = (${table.secretMark} is null)`),
    check('user_has_a_role', sql`cardinality(${table.roles}) > 0`),
    check(
      'roles_fit_the_organisation',
      sql`${table.roles} <@ case ${table.organisationKind}
        when 'ORGANISER' then array['ADMIN','GRANTER','CASE_HANDLER','EVENT_CHECKER','SETTLEMENT_APPROVER','SYSTEM']
        when 'PROVIDER' then array['ADMIN','SIGNATORY','SERVICE_MANAGER','PREPARER','RECORDER','SYSTEM']
        else array['CLIENT'] end`,
    ),
    check('systems_and_only_they_have_the_role', sql`(${table.clientId} is not null) = ('SYSTEM' = any(${table.roles}))`),
    unique('person_has_one_user_in_an_organisation').on(table.personId, table.organisationId),
    unique('user_of_organisation').on(table.organisationId, table.id),
  ],
);

export const serviceTeam = pgTable(
  'service_team',
  {
    id: uuid().primaryKey(),
    organisationKind: text({ enum: ['ORGANISER', 'PROVIDER'] }).notNull(),
    organisationId: uuid().notNull(),
    name: text().notNull(),
    version: integer().notNull(),
  },
  (table) => [unique('team_of_organisation').on(table.organisationId, table.id)],
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

/** A sign-in under way at the provider. Its first use removes it. */
export const signIn = pgTable(
  'sign_in',
  {
    state: text().primaryKey(),
    nonce: text().notNull(),
    verifier: text().notNull(),
    browserMark: text().notNull(),
    returnTo: text(),
    expiresAt: instant().notNull(),
  },
  (table) => [index('sign_in_by_expiry').on(table.expiresAt), check('return_path_is_short', sql`length(${table.returnTo}) <= 512`)],
);

/** A person's session. The table keeps only marks of its secrets; domain/session.ts tells what they mean. */
export const session = pgTable(
  'session',
  {
    id: uuid().primaryKey(),
    personId: uuid()
      .notNull()
      .references(() => person.id),
    familyMark: text().notNull(),
    browserMark: text().notNull(),
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
    index('session_by_start').on(table.startedAt),
    index('session_by_end').on(table.endedAt),
    index('session_with_sealed_token')
      .on(table.changedAt)
      .where(sql`${table.sealedToken} is not null`),
    check('sealed_token_has_its_predecessor', sql`${table.sealedToken} is null or ${table.previousMark} is not null`),
  ],
);

const ADDRESS = {
  kind: text().notNull(),
  subjectId: uuid().notNull(),
  organisationKind: text({ enum: ORGANISATION_KINDS }).notNull(),
  organisationId: uuid().notNull(),
  roles: text().array().notNull(),
  serviceId: uuid(),
  dueDay: day(),
};

/**
 * What waits for people of an organisation, as the services announce it. A task whose end came first stays as ended.
 */
export const inboxTask = pgTable(
  'inbox_task',
  { id: uuid().primaryKey(), ...ADDRESS, openedAt: instant().notNull(), closedAt: instant() },
  (table) => [
    index('open_task_of_service')
      .on(table.organisationId, table.serviceId, table.id)
      .where(sql`${table.closedAt} is null`),
    index('task_by_end').on(table.closedAt),
  ],
);

/** What people of an organisation are told. */
export const inboxNotice = pgTable('inbox_notice', { id: uuid().primaryKey(), ...ADDRESS, givenAt: instant().notNull() }, (table) => [
  // The index has the columns that filter lists, so that PostgreSQL does not look up rows that it passes over.
  index('notice_of_service').on(table.organisationId, table.serviceId, table.id, table.kind, table.givenAt),
  index('notice_by_time').on(table.givenAt),
]);
