/**
 * What every command of the registry works with. Each is one transaction: lock, load, decide, save, announce. No money moves
 * here, so there are no idempotency keys: a command that is sent again changes nothing, or is refused by name.
 */
import type { Clock } from '@seteli/kit/clock';
import type { Database } from '@seteli/kit/db';

export type Desk = { readonly database: Database; readonly clock: Clock };
