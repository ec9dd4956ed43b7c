/**
 * Whose rows a statement may reach. A transaction states its scope at its beginning, and PostgreSQL forgets it at the
 * end; `walls.ts` makes the policies that read it. A statement without a scope reaches nothing behind a wall.
 */
import { sql } from 'drizzle-orm';
import type { Actor } from './actor.ts';
import { asArray, type Reader } from './db.ts';
import { isId, type Id } from './ids.ts';

/** The work of the service itself: events, chores, jobs, and answers to other services. */
export const SERVICE = 'service';

/** Organisations and persons, or the service itself. */
export type Scope = typeof SERVICE | readonly Id[];

/** Whoever represents a person has that person's scope. Several actors share the transaction in which they gather. */
export const scopeOf = (...actors: readonly Pick<Actor, 'organisation'>[]): Scope => [
  ...new Set(actors.map(({ organisation }) => organisation.id)),
];

const union = (scope: Scope, ids: readonly Id[]): Scope => (scope === SERVICE ? SERVICE : [...new Set([...scope, ...ids])]);

const wider = new WeakMap<Reader, (ids: readonly Id[]) => Reader>();

/** Notes how a reader of this scope becomes one that also reaches others. */
export const widening = (reader: Reader, scope: Scope, readerIn: (scope: Scope) => Reader): Reader => {
  wider.set(reader, (ids) => readerIn(union(scope, ids)));
  return reader;
};

/**
 * A reader that also reaches what belongs to these: a rule about a client's visits counts all of them, whoever served
 * them. In a transaction this holds until its end. The ids come from rows that the scope reached before.
 */
export async function alsoReaching<R extends Reader>(reader: R, ids: readonly Id[]): Promise<R> {
  const widen = wider.get(reader);
  if (widen) return widen(ids) as R;
  await reader.execute(sql`
    select set_config(${SCOPE}, array_cat(current_setting(${SCOPE})::uuid[], ${asArray(new Set(ids))}::uuid[])::text, true)
     where current_setting(${SCOPE}, true) like '{%'`);
  return reader;
}

/** The name of the setting. */
export const SCOPE = 'seteli.scope';

/** States the scope until the end of the transaction. The text goes into SQL as it is, so only ids come into it. */
export const stating = (scope: Scope): string =>
  `set local ${SCOPE} = '${scope === SERVICE ? SERVICE : `{${scope.filter(isId).join(',')}}`}'`;
