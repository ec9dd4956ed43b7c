/** Rights from a table: action → the kind of organisation one acts for and the roles. Whose thing it is, the look-ups see to. */
import type { Actor } from './actor.ts';
import type { ActorSight } from './sight.ts';
import { forbidden } from './subgraph.ts';

type Kind = Actor['organisation']['kind'];
type Roles = Partial<Record<Kind, readonly string[]>>;

/** `beyondTeams`: those of the roles that do it whatever services their teams cover. They learn ids and money of clients, and no names. */
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
    /** Throws FORBIDDEN, without detail, unless the actor may. */
    requireRight(actor: Actor, action: Action): void {
      if (!may(actor, action)) throw forbidden();
    },
    /** How far the actor sees, for what the action needs to see. */
    sight: (actor: Actor, action: Action): ActorSight => ({ ...actor, beyondTeams: has(actor, policy[action].beyondTeams) }),
  };
}
