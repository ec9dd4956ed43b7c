/** Who may do what with users, teams and persons: action → the kind of organisation one acts for and the roles. Whose they are, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

const ADMINISTRATORS = { ORGANISER: ['ADMIN'], PROVIDER: ['ADMIN', 'SIGNATORY'] } as const;

export const { policy, may, requireRight } = enforce({
  listUsers: ADMINISTRATORS,
  listServiceTeams: ADMINISTRATORS,
  saveServiceTeam: ADMINISTRATORS,
  seeColleagues: ADMINISTRATORS,
  /** The names of persons whom services of their teams serve, so that nobody reaches beyond teams. */
  seeServedPersons: { ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] },
});
