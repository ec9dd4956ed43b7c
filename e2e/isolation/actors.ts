/** The strangers who ask for what belongs to others, and the actors as whom the gateway would vouch for them. */
import type { Actor } from '@seteli/kit/actor';
import { MANDATE_ROLES, SYSTEM_SCOPES } from '@seteli/schema/actors';
import { COMPANY, OTHER_COMPANY, OTHER_ORGANISER, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';
import { query } from '../books.ts';
import type { World } from '../world.ts';

const keysOf = (organisation: string) =>
  (Object.keys(PERSONAS) as PersonaKey[]).filter((key) => PERSONAS[key].organisation.id === organisation);
export const STRANGERS = {
  organiser: keysOf(OTHER_ORGANISER.id),
  provider: keysOf(OTHER_COMPANY.id),
  citizen: ['other-client'] as PersonaKey[],
} as const;
export const KINDS = Object.keys(STRANGERS) as (keyof typeof STRANGERS)[];

/** Each role of the owners of our things. The newcomer and the system are in no team. */
export const OURS = [
  ...keysOf(PIRKANMAA.id).filter((key) => !key.startsWith('second-')),
  ...keysOf(COMPANY.id),
  ...(['aku'] as const),
] as const;

const ALL_ROLES = {
  ORGANISER: ['ADMIN', 'GRANTER', 'CASE_HANDLER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'AUDITOR', ...SYSTEM_SCOPES.ORGANISER],
  PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'PREPARER', 'RECORDER', ...SYSTEM_SCOPES.PROVIDER],
  PERSON: ['CLIENT', ...MANDATE_ROLES],
  PLATFORM: ['OPERATOR'],
};

/** The demonstration's team of each organisation, by the organisation. */
export type Teams = ReadonlyMap<string, string>;

export async function findTeams({ system }: World): Promise<Teams> {
  const found = await query<{ id: string; of: string }>(system, 'identity', 'select id, organisation_id as of from service_team');
  return new Map(found.map(({ id, of }) => [of, id]));
}

/**
 * The actor that the gateway would make of a persona. The all-powerful ones have every role of their organisation, and
 * even name our teams.
 */
export const actorOf = (key: PersonaKey, teams: Teams): Actor => {
  const persona = PERSONAS[key];
  const team = teams.get(persona.organisation.id);
  return {
    userId: persona.userId,
    organisation: persona.organisation,
    roles: persona.roles,
    teamIds: team === undefined ? [] : [team],
    personId: 'person' in persona ? persona.person.id : undefined,
    assurance: 'person' in persona ? 'STRONG' : undefined,
  };
};
export const withAllRoles = (key: PersonaKey, teams: Teams): Actor => {
  const actor = actorOf(key, teams);
  const ours = [COMPANY, PIRKANMAA].map(({ id }) => teams.get(id)!);
  return { ...actor, roles: ALL_ROLES[actor.organisation.kind], teamIds: [...actor.teamIds, ...ours] };
};
