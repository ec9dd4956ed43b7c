/**
 * The tables that all services keep, and the rights of the running service to each table. The registry's own tables
 * stand in `tables/`; their constraints hold whatever the code above them does.
 */
import { PROPOSAL_RIGHTS } from '@seteli/kit/proposal-table';
import { TASK_RIGHTS } from '@seteli/kit/task-table';
import { RIGHTS as OF_EVERY_SERVICE, type Rights } from '@seteli/kit/tables';

export * from '@seteli/kit/proposal-table';
export * from '@seteli/kit/tables';
export { task } from '@seteli/kit/task-table';

/** The service never changes a published version or a price: a later version stands beside it. */
export const RIGHTS = {
  ...OF_EVERY_SERVICE,
  ...PROPOSAL_RIGHTS,
  organiser: 'insert, update',
  service_area: 'insert, update',
  calendar_day: 'insert',
  provider: 'insert, update',
  provider_unit: 'insert, update',
  provider_approval: 'insert, update',
  service: 'insert, update',
  service_version: 'insert',
  service_content: 'insert',
  service_content_version: 'insert',
  band: 'insert',
  price_list: 'insert, update',
  price: 'insert',
  unit_value: 'insert, update',
  asked_repricing: 'insert',
  ...TASK_RIGHTS,
} as const satisfies Rights;
