/**
 * Rights from a table: action → the kind of organisation for which the actor acts, and the roles. Look-ups see to whose
 * thing it is.
 */
import type { Actor } from './actor.ts';
import { forbidden } from './errors.ts';
import type { ActorSight } from './sight.ts';

type Kind = Actor['organisation']['kind'];
type Roles = Partial<Record<Kind, readonly string[]>>;

/**
 * `beyondTeams`: the roles that do it whatever services their teams cover. They learn ids and money of clients, and no
 * names.
 */
type Right = Roles & { readonly beyondTeams?: Roles };

export type Policy<Action extends string> = Readonly<Record<Action, Right>>;

export function enforce<Action extends string>(policy: Policy<Action>) {
  const has = ({ organisation, roles }: Actor, right: Roles = {}): boolean => {
    const allowed = right[organisation.kind] ?? [];
    return roles.some((role) => allowed.includes(role));
  };
  const may = (actor: Actor, action: Action): boolean => has(actor, policy[action]);
  return {
    policy,
    may,
    /** The roles in such an organisation that may do it: a task is for them, and a notice goes to them. */
    rolesFor: (action: Action, kind: Actor['organisation']['kind']): readonly string[] => policy[action][kind] ?? [],
    /** Throws FORBIDDEN, without detail, unless the actor may. */
    requireRight(actor: Actor, action: Action): void {
      if (!may(actor, action)) throw forbidden();
    },
    /** How far the actor sees when they do this. */
    sight: (actor: Actor, action: Action): ActorSight => ({ ...actor, beyondTeams: has(actor, policy[action].beyondTeams) }),
  };
}
