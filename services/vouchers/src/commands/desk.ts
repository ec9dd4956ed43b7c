/** What every command of vouchers works with. */
import type { Clock } from '@seteli/kit/clock';
import type { Database } from '@seteli/kit/db';

export type Desk = { readonly database: Database; readonly clock: Clock };
