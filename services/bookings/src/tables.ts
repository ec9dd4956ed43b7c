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
  booking: 'insert, update',
  booked_content: 'insert, update',
  consent: 'insert',
  visit: 'insert, update',
  import_line: 'insert, update',
  recurring_visits: 'insert, update',
  recurring_pause: 'insert',
  recurring_occurrence: 'insert',
  price_notice: 'insert, delete',
  booking_notice: 'insert',
  correction_request: 'insert, update',
  repriced_visit: 'insert, update',
  repricing_refusal: 'insert',
  voucher: 'insert, update',
  service_version: 'insert',
  person: 'insert, update',
  organiser: 'insert, update',
  organiser_day: 'insert, update',
  provider_unit: 'insert, update',
  approval: 'insert, update',
  price: 'insert',
  team: 'insert, update',
} as const satisfies Rights;
