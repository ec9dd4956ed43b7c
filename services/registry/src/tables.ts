/** What all services keep, and what the running service does with each table. The others stand in `tables/`; what must never be is a constraint there, whatever the rules above it say. */
import { PROPOSAL_RIGHTS } from '@seteli/kit/proposal-table';
import { RIGHTS as OF_EVERY_SERVICE, type Rights } from '@seteli/kit/tables';

export * from '@seteli/kit/proposal-table';
export * from '@seteli/kit/tables';

/** What was published or priced once is never changed: a later version stands beside it. */
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
  // A view: the version before keeps its corrections through it while this one is rolled out. The next version drops it.
  correction: 'insert, update',
  asked_repricing: 'insert',
} as const satisfies Rights;
