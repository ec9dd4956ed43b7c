/**
 * Rights from a table: action → the kind of organisation for which the actor acts, and the roles. Look-ups see to whose
 * thing it is.
 */
import type { Actor, OrganisationKind } from './actor.ts';
import { forbidden, weaklyIdentified } from './errors.ts';

type Roles = Partial<Record<OrganisationKind, readonly string[]>>;

/**
 * `beyondTeams`: the roles that do it whatever their teams cover. They learn ids and money, and no names. `strong`:
 * only after strong identification.
 */
type Right = Roles & { readonly beyondTeams?: Roles; readonly strong?: true };

export type Policy<Action extends string> = Readonly<Record<Action, Right>>;

/** How far one actor sees. */
export type ActorSight = Pick<Actor, 'organisation' | 'teamIds' | 'unitIds'> & { readonly beyondTeams?: boolean };

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
    rolesFor: (action: Action, kind: OrganisationKind): readonly string[] => policy[action][kind] ?? [],
    /**
     * Throws FORBIDDEN, without detail, unless the actor may. Whoever may, but has not identified themselves strongly
     * where the action needs it, learns that.
     */
    requireRight(actor: Actor, action: Action): void {
      if (!may(actor, action)) throw forbidden();
      if (policy[action].strong && actor.assurance !== 'STRONG') throw weaklyIdentified();
    },
    /** How far the actor sees when they do this. */
    sight: (actor: Actor, action: Action): ActorSight => ({ ...actor, beyondTeams: has(actor, policy[action].beyondTeams) }),
  };
}
