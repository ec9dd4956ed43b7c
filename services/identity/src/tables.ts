/**
 * The tables that all services keep, and the rights of the running service to each table. Identity's own tables stand
 * in `tables/`; their constraints hold whatever the code above them does.
 */
import { JOB_RIGHTS } from '@seteli/kit/job-table';
import { RIGHTS as OF_EVERY_SERVICE, type Rights } from '@seteli/kit/tables';

export * from '@seteli/kit/job-table';
export * from '@seteli/kit/tables';

/** What the running service does with each table. */
export const RIGHTS = {
  ...OF_EVERY_SERVICE,
  ...JOB_RIGHTS,
  person: 'insert, update',
  // Who erases a person's sealed data removes these rows.
  person_key: 'insert, update, delete',
  identity_code: 'insert, update, delete',
  identity_code_mark: 'insert, update, delete',
  person_contact: 'insert, update, delete',
  guardianship: 'insert, update, delete',
  unheard_change: 'insert, delete',
  population_round: 'insert, update',
  organiser_standing: 'insert, update',
  organiser_area: 'insert, update',
  known_organisation: 'insert, update',
  served_person: 'insert, delete',
  served_with: 'insert, delete',
  user_account: 'insert, update',
  system_account: 'insert, update',
  system_key: 'insert, update',
  provider_unit: 'insert, update',
  service_team: 'insert, update',
  team_member: 'insert, delete',
  team_service: 'insert, delete',
  user_sign_in: 'insert, update',
  organisation_setting: 'insert, update',
  invitation: 'insert, update, delete',
  outgoing_mail: 'insert, update, delete',
  passkey: 'insert, update, delete',
  passkey_challenge: 'insert, update, delete',
  // Forgetting locks rows first, for which PostgreSQL asks the right to update them.
  sign_in: 'insert, update, delete',
  session: 'insert, update, delete',
  app: 'insert, update',
  app_consent: 'insert, update',
  app_code: 'insert, update, delete',
  // A chore locks the rows of files before it removes them.
  stored_file: 'insert, update, delete',
  mandate: 'insert, update',
  mandate_choice: 'insert, update, delete',
  inbox_task: 'insert, update, delete',
  inbox_notice: 'insert, update, delete',
  inbox_read: 'insert, update, delete',
  taken_task: 'insert, update, delete',
  message_choice: 'insert, update',
  outgoing_message: 'insert, update, delete',
  unreachable: 'insert, update, delete',
  person_restriction: 'insert, update',
  // Copies go after thirty days, or with the person's data key.
  person_export: 'insert, update, delete',
  person_export_page: 'insert, delete',
} as const satisfies Rights;
