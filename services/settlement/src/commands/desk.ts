/** What every command of settlement works with. Each is one transaction: lock, load, decide, save, announce. Nothing leaves the house inside it. */
import type { Parts } from '@seteli/kit/service';

export type Desk = Parts;
