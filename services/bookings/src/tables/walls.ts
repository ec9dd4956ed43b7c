/**
 * Whose the rows of each table are: the second wall, behind the condition that every look-up has. Teams stay with that
 * condition, `schema/sight.ts`.
 */
import { JOB_WALLS } from '@seteli/kit/job-table';
import { WALLS as OF_EVERY_SERVICE } from '@seteli/kit/tables';
import { TASK_WALLS } from '@seteli/kit/task-table';
import { along, noWall, own, ownWork, type Walls } from '@seteli/kit/walls';
import type { RIGHTS } from '../tables.ts';

const PUBLISHED = noWall('organisers and providers have published it');

export const WALLS = {
  ...OF_EVERY_SERVICE,
  ...JOB_WALLS,
  ...TASK_WALLS,
  booking: own('organiser_id', 'provider_id', 'person_id'),
  booked_content: along('booking', 'booking_id'),
  consent: along('booking', 'booking_id'),
  visit: { of: ['organiser_id', 'provider_id'], through: [{ table: 'booking', by: 'booking_id' }] },
  import_line: along('job', 'job_id'),
  recurring_visits: along('booking', 'booking_id'),
  recurring_pause: along('recurring_visits', 'recurring_visits_id'),
  recurring_occurrence: along('recurring_visits', 'recurring_visits_id'),
  price_notice: along('booking', 'booking_id'),
  booking_notice: along('booking', 'booking_id'),
  correction_request: own('organiser_id', 'provider_id'),
  repriced_visit: along('visit', 'visit_id'),
  repricing_refusal: along('visit', 'visit_id'),
  // A provider makes the first booking of a voucher: nothing but the approval ties it to the voucher before.
  voucher: {
    of: ['organiser_id', 'person_id'],
    through: [
      { table: 'approval', by: 'service_id', its: 'service_id', of: 'provider_id' },
      { table: 'booking', by: 'id', its: 'voucher_id', of: 'provider_id' },
    ],
  },
  service_version: PUBLISHED,
  person: noWall('the day of a death under an id, which only a row behind a wall tells'),
  restriction: ownWork,
  organiser: PUBLISHED,
  organiser_day: PUBLISHED,
  provider_unit: PUBLISHED,
  approval: PUBLISHED,
  price: PUBLISHED,
  team: own('organisation_id'),
} as const satisfies Walls<typeof RIGHTS>;
