/**
 * Whose the rows of each table are: the second wall, behind the condition that every look-up has. Teams stay with that
 * condition.
 */
import { JOB_WALLS } from '@seteli/kit/job-table';
import { WALLS as OF_EVERY_SERVICE } from '@seteli/kit/tables';
import { along, noWall, own, ownWork, type Walls } from '@seteli/kit/walls';
import type { RIGHTS } from '../tables.ts';

export const WALLS = {
  ...OF_EVERY_SERVICE,
  ...JOB_WALLS,
  // An organiser reaches whom it serves, every organisation its own users, and the two sides of a mandate each other.
  person: {
    of: ['id'],
    through: [
      { table: 'served_person', by: 'id', its: 'person_id', of: 'organiser_id' },
      { table: 'user_account', by: 'id', its: 'person_id', of: 'organisation_id' },
      { table: 'mandate', by: 'id', its: 'represented_id', of: 'representative_id' },
      { table: 'mandate', by: 'id', its: 'representative_id', of: 'represented_id' },
      { table: 'mandate', by: 'id', its: 'representative_id', of: 'recorded_for' },
    ],
  },
  person_key: along('person', 'person_id'),
  identity_code: along('person', 'person_id'),
  identity_code_mark: along('identity_code', 'code_id'),
  person_contact: along('person', 'person_id'),
  guardianship: own('ward_id', 'guardian_id'),
  person_export: own('organiser_id', 'person_id'),
  person_export_page: along('person_export', 'export_id'),
  person_restriction: own('organiser_id', 'person_id'),
  unheard_change: ownWork,
  population_round: ownWork,
  organiser_standing: noWall('which organisers are closed, which registry publishes'),
  organiser_area: noWall('the municipalities of organisers, which registry publishes'),
  known_organisation: noWall('the public names of organisers and providers'),
  served_person: own('organiser_id', 'person_id'),
  served_with: own('organiser_id', 'person_id'),
  user_account: own('organisation_id', 'person_id'),
  user_sign_in: along('user_account', 'user_id'),
  organisation_setting: own('organisation_id'),
  invitation: own('organisation_id'),
  outgoing_mail: along('invitation', 'invitation_id'),
  passkey: along('user_account', 'user_id'),
  passkey_challenge: ownWork,
  system_account: along('user_account', 'id'),
  system_key: along('system_account', 'account_id'),
  provider_unit: noWall('the units of providers, which registry publishes'),
  service_team: own('organisation_id'),
  team_member: own('organisation_id'),
  team_service: along('service_team', 'team_id'),
  // Nobody has signed in yet who could have a scope.
  sign_in: ownWork,
  // An administrator ends the sessions that their organisation's own accounts began.
  session: { of: ['person_id'], through: [{ table: 'user_account', by: 'user_id' }] },
  app: noWall('the names and addresses of registered apps'),
  app_consent: own('person_id'),
  // An app has no scope yet when it brings its code.
  app_code: ownWork,
  // An organiser sees the papers that it recorded.
  mandate: own('representative_id', 'represented_id', 'recorded_for'),
  stored_file: own('owner_id', 'organisation_id'),
  mandate_choice: ownWork,
  inbox_task: own('organisation_id'),
  inbox_notice: own('organisation_id'),
  inbox_read: along('user_account', 'user_id'),
  taken_task: along('inbox_task', 'task_id'),
  message_choice: along('user_account', 'user_id'),
  outgoing_message: { of: ['person_id'], through: [{ table: 'user_account', by: 'user_id' }] },
  unreachable: own('person_id'),
} as const satisfies Walls<typeof RIGHTS>;
