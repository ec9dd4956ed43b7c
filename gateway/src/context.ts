/** What every operation carries through the gateway. */
import type { Settle } from './admission.ts';
import type { Meter } from './meter.ts';
import type { Origin } from './origin.ts';
import type { Variables } from './rows.ts';
import type { Caller } from './sign-in-check.ts';

export type Context = Origin & {
  readonly caller: Caller;
  readonly meter: Meter;
  /** The variables as the caller sent them, where the gateway package sees others (`rows.ts`). */
  readonly given?: Variables;
  /** Set when the operation is already paid for. */
  readonly settle?: Settle;
};
