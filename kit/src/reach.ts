/** Widens the scope of a reader, or of a transaction until its end, to what belongs to others. */
import { asArray, type Reader } from './db.ts';
import type { Id } from './ids.ts';
import { statementName } from './prepare.ts';
import { SCOPE, SERVICE, type Scope } from './scope.ts';

const union = (scope: Scope, ids: readonly Id[]): Scope => (scope === SERVICE ? SERVICE : [...new Set([...scope, ...ids])]);

const wider = new WeakMap<Reader, (ids: readonly Id[]) => Reader>();

/** Notes how a reader of this scope becomes one that also reaches others. */
export const widening = (reader: Reader, scope: Scope, readerIn: (scope: Scope) => Reader): Reader => {
  wider.set(reader, (ids) => readerIn(union(scope, ids)));
  return reader;
};

const WIDEN = {
  text: `select set_config('${SCOPE}', array_cat(current_setting('${SCOPE}')::uuid[], $1::uuid[])::text, true)
          where current_setting('${SCOPE}', true) like '{%'`,
};

/**
 * A reader that also reaches what belongs to these: a rule may count what others have, too. In a transaction this holds
 * until its end. The ids come from rows that the scope reached before.
 */
export function alsoReaching<R extends Reader>(reader: R, ids: readonly Id[]): R {
  const widen = wider.get(reader);
  if (widen) return widen(ids) as R;
  // Sent before this returns, so that a lock which the caller sends next keeps its place before the caller's reads.
  // When it fails, so does everything after it in the transaction, COMMIT included.
  reader.$client.query({ ...WIDEN, name: statementName(WIDEN.text)!, values: [asArray(new Set(ids))] }).catch(() => undefined);
  return reader;
}
