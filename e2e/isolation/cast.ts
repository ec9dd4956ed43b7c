/**
 * Everybody who plays in the matrix: each role of each kind of organisation, in ours with a team and without one, in
 * another organisation that even names our teams, for Aku and for another person. Says who they are, not what they see.
 */
import type { Actor } from '@seteli/kit/actor';
import { COMPANY, OTHER_COMPANY, OTHER_ORGANISER, PERSONAS, PIRKANMAA, type HumanPersona, type PersonaKey } from '@seteli/local/personas';
import { MANDATE_ROLES, PLATFORM, SYSTEM_SCOPES, type SystemScope } from '@seteli/schema/actors';
import type { Teams } from './actors.ts';
import { limitedOf } from './arrivals.ts';
import { REPRESENTATIVES, type MandateRole, type Representing } from './mandates.ts';

/**
 * How somebody stands to what is ours. `team`: in our organisation, in a team that covers the services. `teamless`: in
 * our organisation, in no team. `unit`: a system of ours that is limited to another unit. `aku`: for the client.
 */
export type Relation = 'team' | 'teamless' | 'unit' | 'aku' | 'stranger';
export type Kind = Actor['organisation']['kind'];
export type Member = {
  readonly kind: Kind;
  readonly role: string;
  readonly relation: Relation;
  readonly actor: Actor;
  /** What else sets them apart, for whoever reads of them. */
  readonly note?: string;
};

const STAFF = {
  ORGANISER: {
    ADMIN: 'organiser-admin',
    GRANTER: 'granter',
    CASE_HANDLER: 'case-handler',
    EVENT_CHECKER: 'checker',
    SETTLEMENT_APPROVER: 'approver',
    AUDITOR: 'auditor',
  },
  PROVIDER: {
    ADMIN: 'provider-admin',
    SIGNATORY: 'provider-admin',
    SERVICE_MANAGER: 'service-manager',
    PREPARER: 'preparer',
    RECORDER: 'recorder',
  },
} as const satisfies Record<string, Record<string, PersonaKey>>;
const OURS = { ORGANISER: PIRKANMAA, PROVIDER: COMPANY };
const OTHERS = { ORGANISER: OTHER_ORGANISER, PROVIDER: OTHER_COMPANY };
const OUR_SYSTEMS = { ORGANISER: PERSONAS.system, PROVIDER: PERSONAS['provider-system'] };
const OTHER_USERS = { ORGANISER: PERSONAS['other-granter'], PROVIDER: PERSONAS['other-recorder'] };

const strong = (who: HumanPersona) => ({ userId: who.userId, personId: who.person.id, assurance: 'STRONG' as const });

function ofOrganisation(kind: 'ORGANISER' | 'PROVIDER', teams: Teams): Member[] {
  const [ourTeam, otherTeam] = [teams.get(OURS[kind].id)!, teams.get(OTHERS[kind].id)!];
  const ours = { kind, id: OURS[kind].id };
  const stranger = OTHER_USERS[kind];
  const members = [
    ...Object.entries(STAFF[kind]).map(([role, key]) => ({ role, who: strong(PERSONAS[key as keyof typeof PERSONAS] as HumanPersona) })),
    ...SYSTEM_SCOPES[kind].map((role) => ({ role, who: { userId: OUR_SYSTEMS[kind].userId } })),
  ].flatMap(({ role, who }): Member[] => [
    { kind, role, relation: 'team', actor: { ...who, organisation: ours, roles: [role], teamIds: [ourTeam] } },
    { kind, role, relation: 'teamless', actor: { ...who, organisation: ours, roles: [role], teamIds: [] } },
    // A team for another client is like no team.
    {
      kind,
      role,
      relation: 'teamless',
      note: 'in a team for another client',
      actor: { ...who, organisation: ours, roles: [role], teamIds: [teams.get(limitedOf(OURS[kind].id))!] },
    },
    {
      kind,
      role,
      relation: 'stranger',
      actor: {
        ...strong(stranger),
        organisation: { kind, id: OTHERS[kind].id },
        roles: [role],
        teamIds: [otherTeam, ourTeam],
      },
    },
  ]);
  return members;
}

/** Both units of the company have bookings in the demonstration; ours are all in the first. */
const limited = (teams: Teams): Member[] =>
  SYSTEM_SCOPES.PROVIDER.map((role: SystemScope): Member => {
    const organisation = { kind: 'PROVIDER' as const, id: COMPANY.id };
    const actor = {
      userId: PERSONAS['provider-system'].userId,
      organisation,
      roles: [role],
      teamIds: [teams.get(COMPANY.id)!],
      unitIds: [COMPANY.units[1]!.id],
    };
    return { kind: 'PROVIDER', role, relation: 'unit', actor };
  });

/** A relative without any code has no role, and no mandate by which they act. */
function ofPersons(representing: Readonly<Record<MandateRole, Representing>>): Member[] {
  const [aku, bea] = [PERSONAS.aku, PERSONAS['other-client']];
  const member = (relation: 'aku' | 'stranger', role: string, actor: Omit<Actor, 'organisation' | 'roles' | 'teamIds'>): Member => ({
    kind: 'PERSON',
    role,
    relation,
    actor: {
      ...actor,
      organisation: relation === 'aku' ? aku.organisation : bea.organisation,
      roles: role === 'NO_CODE' ? [] : [role],
      teamIds: [],
    },
  });
  return [
    member('aku', 'CLIENT', strong(aku)),
    ...MANDATE_ROLES.map((role) => {
      const { userId, mandateId } = representing[role];
      return member('aku', role, { ...strong(REPRESENTATIVES[role]), userId, acting: { by: 'MANDATE', mandateId } });
    }),
    member('aku', 'NO_CODE', { ...strong(REPRESENTATIVES.MANDATE_SEE), userId: representing.MANDATE_SEE.userId }),
    member('stranger', 'CLIENT', strong(bea)),
    ...MANDATE_ROLES.map((role) => member('stranger', role, strong(bea))),
    member('stranger', 'NO_CODE', strong(bea)),
  ];
}

const operator: Member = {
  kind: 'PLATFORM',
  role: 'OPERATOR',
  relation: 'stranger',
  actor: { ...strong(PERSONAS['other-case-handler']), organisation: PLATFORM, roles: ['OPERATOR'], teamIds: [] },
};

export const castOf = (representing: Readonly<Record<MandateRole, Representing>>, teams: Teams): readonly Member[] => [
  ...ofOrganisation('ORGANISER', teams),
  ...ofOrganisation('PROVIDER', teams),
  ...limited(teams),
  ...ofPersons(representing),
  operator,
];

export const nameOf = ({ kind, role, relation, note }: Member): string => `${kind} ${role} (${note ?? relation})`;
