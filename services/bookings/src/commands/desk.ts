/** What every command of bookings works with. Each command is one transaction: lock, load, decide, save, announce. */
import type { Clock } from '@seteli/kit/clock';
import type { Database } from '@seteli/kit/db';
import type { Parts } from '@seteli/kit/service';

export type Desk = { readonly database: Database; readonly clock: Clock };

/** Of a command that first asks vouchers what would come of it. */
export type AskingDesk = Desk & Pick<Parts, 'backbone' | 'log'>;
