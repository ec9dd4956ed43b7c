/** The strangers who ask for what belongs to others, and the actors as whom the gateway would vouch for them. */
import type { Actor } from '@seteli/kit/actor';
import { MANDATE_ROLES, SYSTEM_SCOPES } from '@seteli/schema/actors';
import { COMPANY, demonstrationId, OTHER_COMPANY, OTHER_ORGANISER, PERSONAS, PIRKANMAA, type PersonaKey } from '@seteli/local/personas';

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

const TEAMS: Readonly<Record<string, readonly string[]>> = {
  [COMPANY.id]: [demonstrationId(1)],
  [OTHER_COMPANY.id]: [demonstrationId(2)],
  [PIRKANMAA.id]: [demonstrationId(3)],
  [OTHER_ORGANISER.id]: [demonstrationId(4)],
};

/**
 * The actor that the gateway would make of a persona. The all-powerful ones have every role of their organisation, and
 * even name our teams.
 */
export const actorOf = (key: PersonaKey): Actor => {
  const persona = PERSONAS[key];
  const teamIds = TEAMS[persona.organisation.id] ?? [];
  return {
    userId: persona.userId,
    organisation: persona.organisation,
    roles: persona.roles,
    teamIds,
    personId: 'person' in persona ? persona.person.id : undefined,
    assurance: 'person' in persona ? 'STRONG' : undefined,
  };
};
export const withAllRoles = (key: PersonaKey): Actor => {
  const actor = actorOf(key);
  return { ...actor, roles: ALL_ROLES[actor.organisation.kind], teamIds: [...actor.teamIds, demonstrationId(1), demonstrationId(3)] };
};
