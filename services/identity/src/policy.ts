/** Who may do what with users, teams, persons and the inbox: action → the kind of organisation one acts for and the roles. Whose they are, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

const ADMINISTRATORS = { ORGANISER: ['ADMIN'], PROVIDER: ['ADMIN', 'SIGNATORY'] } as const;

export const { policy, may, requireRight } = enforce({
  listUsers: ADMINISTRATORS,
  listServiceTeams: ADMINISTRATORS,
  saveServiceTeam: ADMINISTRATORS,
  seeColleagues: ADMINISTRATORS,
  /** What is for their roles, of the services that their teams cover: what they can do, and no more. */
  readInbox: {
    ORGANISER: ['ADMIN', 'GRANTER', 'CASE_HANDLER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'],
    PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'PREPARER', 'RECORDER', 'SYSTEM'],
  },
  /** Tasks that no team can do, which those see who make the teams. */
  seeNobodysTasks: ADMINISTRATORS,
  /** The names of persons whom services of their teams serve, so that nobody reaches beyond teams. */
  seeServedPersons: { ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] },
});
