/** What all services keep, and which tables only ever grow. The others stand in `tables/`; what must never be is a constraint there, whatever the rules above it say. */
import { APPEND_ONLY as OF_EVERY_SERVICE } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** What was published or priced once is never changed: a later version stands beside it. */
export const APPEND_ONLY = [
  ...OF_EVERY_SERVICE,
  'service_version',
  'service_content',
  'service_content_version',
  'band',
  'calendar_day',
  'price',
] as const;
