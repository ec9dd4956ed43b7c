/**
 * Who may do what with users, teams, persons and the inbox: action → the kind of organisation for which the actor acts,
 * and the roles. Look-ups see to whose these are.
 */
import { enforce } from '@seteli/kit/policy';
import { MANDATE_ROLES, SYSTEM_SCOPES } from '@seteli/schema/actors';

const ADMINISTRATORS = { ORGANISER: ['ADMIN'], PROVIDER: ['ADMIN', 'SIGNATORY'] } as const;

const OPERATORS = { PLATFORM: ['OPERATOR'] } as const;
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
  listSystemAccounts: ADMINISTRATORS,
  saveSystemAccount: { ...ADMINISTRATORS, strong: true },
  addSystemKey: { ...ADMINISTRATORS, strong: true },
  /** It only takes away, and it may be urgent. */
  revokeSystemKey: ADMINISTRATORS,
  /** Names of the organisation's own users. An auditor has to know who looked. */
  seeColleagues: { ORGANISER: ['ADMIN', 'AUDITOR'], PROVIDER: ['ADMIN', 'SIGNATORY'] },
  /** The operator invites an organiser's first administrator, and sees and withdraws only such invitations. */
  inviteUser: { ...ADMINISTRATORS, PLATFORM: ['OPERATOR'] },
  changeUser: ADMINISTRATORS,
  /** It lowers how sure the organisation is of its users, so a user with such an account may not decide it. */
  allowOwnAccounts: { ...ADMINISTRATORS, strong: true },
  seeOwnAccounts: ADMINISTRATORS,
  keepPasskeys: {
    ORGANISER: ['ADMIN', 'GRANTER', 'CASE_HANDLER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'AUDITOR'],
    PROVIDER: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'PREPARER', 'RECORDER'],
  },
  listApps: OPERATORS,
  /** An app reaches what every person may see, so its registration asks who registers it. */
  saveApp: { ...OPERATORS, strong: true },
  /** It only takes away, and it may be urgent. */
  closeApp: OPERATORS,
  /** Who may act for the person, and for whom they may. A representative sees and changes no mandates. */
  seeOwnMandates: { PERSON: ['CLIENT'] },
  changeOwnMandates: { PERSON: ['CLIENT'], strong: true },
  /** An officer records a paper that the client signed: with its scan, and for the clients of the officer's teams. */
  recordPaperMandate: { ORGANISER: ['GRANTER', 'CASE_HANDLER'], strong: true },
  seePaperMandates: { ORGANISER: ['GRANTER', 'CASE_HANDLER'] },
  /** It only takes away, and it may be urgent. */
  endPaperMandate: { ORGANISER: ['GRANTER', 'CASE_HANDLER'] },
  /** The client whom the paper concerns, and the organiser that recorded it. */
  readScan: { PERSON: ['CLIENT'], ORGANISER: ['GRANTER', 'CASE_HANDLER'] },
  /**
   * Tasks and notices for the reader's roles, of the services that their teams cover: what they can do, and no more.
   */
  readInbox: {
    ORGANISER: [...PEOPLE.ORGANISER, ...SYSTEM_SCOPES.ORGANISER],
    PROVIDER: [...PEOPLE.PROVIDER, ...SYSTEM_SCOPES.PROVIDER],
    PERSON: CLIENTS,
  },
  takeTasks: PEOPLE,
  /** Giving back what somebody took who is away. */
  releaseOthersTasks: ADMINISTRATORS,
  chooseMessages: { ...PEOPLE, PERSON: CLIENTS },
  /** Tasks that no team can do. Those who make the teams see them. */
  seeNobodysTasks: ADMINISTRATORS,
  /** Asks the population register, and makes a client known. Whoever does it sees those who have no service yet. */
  registerClient: { ORGANISER: ['GRANTER'] },
  findPersons: { ORGANISER: ['GRANTER', 'EVENT_CHECKER'] },
  /** Of others. Everybody sees their own. */
  seeContacts: { ORGANISER: ['GRANTER', 'EVENT_CHECKER'] },
  saveMyContacts: { PERSON: ['CLIENT'] },
  /** A copy of all data about oneself (GDPR, article 15). Whoever represents a person gets none: it is too much. */
  exportMyData: { PERSON: ['CLIENT'], strong: true },
  /** The organiser's own part, for a client who asked it on paper or at its desk. */
  exportPerson: { ORGANISER: ['ADMIN'], strong: true },
  /** The organiser answers for its data as a controller; its administrator acts on what a client asks of it. */
  restrictPerson: { ORGANISER: ['ADMIN'], strong: true },
  /** It cannot be undone, so whoever does it has seen what goes and what a law keeps. */
  erasePerson: { ORGANISER: ['ADMIN'], strong: true },
  /** Names of persons whom a service of the reader's teams serves, so that nobody reaches beyond teams. */
  seeServedPersons: { ORGANISER: ['ADMIN', 'GRANTER', 'EVENT_CHECKER', 'SETTLEMENT_APPROVER', 'SYSTEM_READ'] },
  /** Reading who has seen what: the client, whoever acts in their place, and the organiser's auditor. */
  seeAccesses: { ORGANISER: ['AUDITOR'], PERSON: ['CLIENT', ...MANDATE_ROLES] },
});
