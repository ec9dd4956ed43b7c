/**
 * Whose rows a statement may reach. A transaction states its scope at its beginning, and PostgreSQL forgets it at the
 * end; `walls.ts` makes the policies that read it. A statement without a scope reaches nothing behind a wall.
 */
import type { Actor } from './actor.ts';
import { isId, type Id } from './ids.ts';

/** The work of the service itself: events, chores, jobs, and answers to other services. */
export const SERVICE = 'service';

/** Organisations and persons, or the service itself. */
export type Scope = typeof SERVICE | readonly Id[];

/** Whoever represents a person has that person's scope. Several actors share the transaction in which they gather. */
export const scopeOf = (...actors: readonly Pick<Actor, 'organisation'>[]): Scope => [
  ...new Set(actors.map(({ organisation }) => organisation.id)),
];

/** The name of the setting. */
export const SCOPE = 'seteli.scope';

/** States the scope until the end of the transaction. The text goes into SQL as it is, so only ids come into it. */
export const stating = (scope: Scope): string =>
  `set local ${SCOPE} = '${scope === SERVICE ? SERVICE : `{${scope.filter(isId).join(',')}}`}'`;
