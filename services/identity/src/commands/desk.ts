/** What every command of identity works with. */
import type { Clock } from '@seteli/kit/clock';
import type { Database } from '@seteli/kit/db';
import type { Vault } from '@seteli/kit/vault';
import type { CodeRange } from '../domain/identity-code.ts';

export type Desk = {
  readonly database: Database;
  readonly clock: Clock;
  /** The clock of sessions, keys and tokens, which the demonstration does not move. */
  readonly realTime: Clock;
  /** Has each person's data key, and finds identity codes by their marks. */
  readonly vault: Vault;
  readonly identityCodes: CodeRange;
};
