/** What all services keep, and which tables only ever grow. The others stand in `tables/`; what must never be is a constraint there, whatever the rules above it say. */
import { APPEND_ONLY as KIT_APPEND_ONLY } from '@seteli/kit/tables';

export * from '@seteli/kit/tables';

/** What the running service only ever adds to. */
export const APPEND_ONLY = [
  ...KIT_APPEND_ONLY,
  'consent',
  'service_version',
  'price',
  'recurring_pause',
  'recurring_occurrence',
  'booking_notice',
  'repricing_refusal',
] as const;
