/**
 * What every command of settlement works with. Each command is one transaction: lock, load, decide, save, announce. No
 * command calls outside the service within it.
 */
import type { Parts } from '@seteli/kit/service';

export type Desk = Parts;
