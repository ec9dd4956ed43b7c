/** Rights from a table: action → the kind of organisation one acts for and the roles. Whose thing it is, the look-ups see to. */
import type { Actor } from './actor.ts';
import { forbidden } from './subgraph.ts';

export type Policy<Action extends string> = Readonly<Record<Action, Partial<Record<Actor['organisation']['kind'], readonly string[]>>>>;

export function enforce<Action extends string>(policy: Policy<Action>) {
  const may = (actor: Actor, action: Action): boolean => {
    const roles = policy[action][actor.organisation.kind] ?? [];
    return actor.roles.some((role) => roles.includes(role));
  };
  return {
    may,
    /** Those in such an organisation who may: for whom a task is, or who is told. */
    rolesFor: (action: Action, kind: Actor['organisation']['kind']): readonly string[] => policy[action][kind] ?? [],
    /** Throws FORBIDDEN, without detail, unless the actor may. */
    requireRight(actor: Actor, action: Action): void {
      if (!may(actor, action)) throw forbidden();
    },
  };
}
