/**
 * The tables that all services keep, and the rights of the running service to each table. Identity's own tables stand
 * in `tables/`; their constraints hold whatever the code above them does.
 */
import { RIGHTS as OF_EVERY_SERVICE, type Rights } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** What the running service does with each table. */
export const RIGHTS = {
  ...OF_EVERY_SERVICE,
  person: 'insert, update',
  organiser_area: 'insert, update',
  known_organisation: 'insert, update',
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
