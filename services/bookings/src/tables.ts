/**
 * Tables of every service, and the rights of the running service in each table. The others stand in `tables/`. A
 * constraint there forbids what must never be, whatever the rules say.
 */
import { JOB_RIGHTS } from '@seteli/kit/job-table';
import { RIGHTS as OF_EVERY_SERVICE, type Rights } from '@seteli/kit/tables';
import { TASK_RIGHTS } from '@seteli/kit/task-table';

export * from '@seteli/kit/job-table';
export * from '@seteli/kit/tables';
export { task } from '@seteli/kit/task-table';

export const RIGHTS = {
  ...OF_EVERY_SERVICE,
  ...JOB_RIGHTS,
  ...TASK_RIGHTS,
  // Everything about a booking goes with it, when no law keeps it.
  task: 'insert, update, delete',
  booking: 'insert, update, delete',
  booked_content: 'insert, update, delete',
  consent: 'insert, delete',
  visit: 'insert, update, delete',
  import_line: 'insert, update',
  recurring_visits: 'insert, update, delete',
  recurring_pause: 'insert, delete',
  recurring_occurrence: 'insert, delete',
  price_notice: 'insert, delete',
  booking_notice: 'insert, delete',
  correction_request: 'insert, update, delete',
  repriced_visit: 'insert, update, delete',
  repricing_refusal: 'insert, delete',
  voucher: 'insert, update, delete',
  restriction: 'insert, update',
  service_version: 'insert',
  person: 'insert, update, delete',
  organiser: 'insert, update',
  organiser_day: 'insert, update',
  provider_unit: 'insert, update',
  approval: 'insert, update',
  price: 'insert',
  team: 'insert, update',
} as const satisfies Rights;
