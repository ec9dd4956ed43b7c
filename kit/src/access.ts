/** The access log: who did or saw what of whose data. It keeps ids only, and no service may change or remove a row. */
import { insertAll, type Tx } from './db.ts';
import type { Instant } from './day.ts';
import { newId, type Id } from './ids.ts';
import { accessLog } from './tables.ts';

export type Access<Action extends string> = {
  readonly action: Action;
  readonly userId?: Id | undefined;
  readonly organisationId?: Id | undefined;
  /** Whose data it is. */
  readonly personId?: Id | undefined;
  /** What was opened: a voucher, for example. */
  readonly subjectId?: Id | undefined;
};

export const keepAccess = (tx: Tx, at: Instant, accesses: readonly Access<string>[]): Promise<void> =>
  insertAll(
    tx,
    accessLog,
    accesses.map(({ action, userId = null, organisationId = null, personId = null, subjectId = null }) => ({
      id: newId(),
      at,
      action,
      userId,
      organisationId,
      personId,
      subjectId,
    })),
  );
