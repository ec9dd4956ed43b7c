/**
 * Who may do what with users, teams, persons and the inbox: action → the kind of organisation for which the actor acts,
 * and the roles. Look-ups see to whose these are.
 */
import { enforce } from '@seteli/kit/policy';

const ADMINISTRATORS = { ORGANISER: ['ADMIN'], PROVIDER: ['ADMIN', 'SIGNATORY'] } as const;

/** A system may look into the inbox. It takes no work and gets no messages. */
const PEOPLE = {
  ORGANISER: ['ADMIN', 'GRANTER', 'CASE_HANDLER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER'],
  PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'PREPARER', 'RECORDER'],
} as const;
/** A client, and whoever may see what concerns the client. */
const CLIENTS = ['CLIENT', 'MANDATE_SEE'] as const;

export const { policy, may, requireRight, rolesFor } = enforce({
  listUsers: ADMINISTRATORS,
  listServiceTeams: ADMINISTRATORS,
  saveServiceTeam: ADMINISTRATORS,
  seeColleagues: ADMINISTRATORS,
  /**
   * Tasks and notices for the reader's roles, of the services that their teams cover: what they can do, and no more.
   */
  readInbox: {
    ORGANISER: [...PEOPLE.ORGANISER, 'SYSTEM'],
    PROVIDER: [...PEOPLE.PROVIDER, 'SYSTEM'],
    PERSON: CLIENTS,
  },
  takeTasks: PEOPLE,
  /** Giving back what somebody took who is away. */
  releaseOthersTasks: ADMINISTRATORS,
  chooseMessages: { ...PEOPLE, PERSON: CLIENTS },
  /** Tasks that no team can do. Those who make the teams see them. */
  seeNobodysTasks: ADMINISTRATORS,
  /** Names of persons whom a service of the reader's teams serves, so that nobody reaches beyond teams. */
  seeServedPersons: { ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] },
});
