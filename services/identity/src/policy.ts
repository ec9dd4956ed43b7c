/** Who may do what with users, teams, persons and the inbox: action → the kind of organisation one acts for and the roles. Whose they are, the look-ups see to. */
import { enforce } from '@seteli/kit/policy';

const ADMINISTRATORS = { ORGANISER: ['ADMIN'], PROVIDER: ['ADMIN', 'SIGNATORY'] } as const;

export const { may, requireRight } = enforce({
  listUsers: ADMINISTRATORS,
  listServiceTeams: ADMINISTRATORS,
  saveServiceTeam: ADMINISTRATORS,
  seeColleagues: ADMINISTRATORS,
  readInbox: {
    ORGANISER: ['ADMIN', 'GRANTER', 'CASE_HANDLER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'],
    PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'PREPARER', 'RECORDER', 'SYSTEM'],
  },
  /** Of all services of the organisation: an inbox holds ids and no names. */
  readInboxBeyondTeams: { ORGANISER: ['ADMIN', 'SETTLEMENT_APPROVER', 'SYSTEM'] },
  seeServedPersons: { ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM'] },
});
