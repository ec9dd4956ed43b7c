/** Who may be invited as what, and what becomes of an invitation: refusals in order, both sides of each boundary. */
import { describe, expect, test } from 'vitest';
import {
  checkOpen,
  decideInvitation,
  INVITATION_LIFECYCLE,
  INVITATION_STATES,
  invitationExpiry,
  isEmail,
  sendAgain,
  stateAt,
  takeUp,
  withdraw,
  type Invitation,
  type InvitationFacts,
  type InvitationState,
  type InvitationWish,
} from './invitation.ts';

const at = (time: string) => Temporal.Instant.from(`2026-06-${time}Z`);
const wish: InvitationWish = { roles: ['GRANTER'], teamIds: ['t1'], email: 'mia@example.fi', byOwnAccount: false };
const facts: InvitationFacts = {
  kind: 'ORGANISER',
  by: { roles: ['ADMIN'], fromPlatform: false },
  open: 0,
  teams: new Map([['t1', 3]]),
  ownAccountsAllowed: true,
  hasAdministrator: true,
};
const provider: Partial<InvitationFacts> = { kind: 'PROVIDER' };
const signatory: Partial<InvitationFacts> = { kind: 'PROVIDER', by: { roles: ['SIGNATORY'], fromPlatform: false } };
const operator: Partial<InvitationFacts> = { by: { roles: [], fromPlatform: true }, hasAdministrator: false };
const own = { byOwnAccount: true, givenNames: 'Mia', familyName: 'Myöntäjä' };
const admin = { roles: ['ADMIN'], teamIds: [] } as const;

test.each<[string, Partial<InvitationWish>, Partial<InvitationFacts>, string]>([
  ['a granter with a team', {}, {}, 'accepted'],
  ['an administrator without a team', admin, {}, 'accepted'],
  ['an approver and a case handler without a team', { roles: ['SETTLEMENT_APPROVER', 'CASE_HANDLER'], teamIds: [] }, {}, 'accepted'],
  ['a recorder', { roles: ['RECORDER'] }, provider, 'accepted'],
  ['an account of its own with names', own, {}, 'accepted'],
  ['the last invitation that fits', {}, { open: 499 }, 'accepted'],
  ['a team with room for one', {}, { teams: new Map([['t1', 199]]) }, 'accepted'],
  ["a provider's administrator by a signatory", admin, signatory, 'accepted'],
  ["an organiser's first administrator by the operator", admin, operator, 'accepted'],
  ["another organisation's team", { teamIds: ['t1', 't2'] }, {}, 'NOT_FOUND teamIds.1'],
  ['a full team', {}, { teams: new Map([['t1', 200]]) }, 'LIMIT_REACHED teamIds.0'],
  ['one invitation too many', {}, { open: 500 }, 'LIMIT_REACHED '],
  ['a granter by the operator', {}, operator, 'ROLE_NOT_OF_ORGANISATION roles'],
  ['an administrator with more by the operator', { roles: ['ADMIN', 'GRANTER'] }, operator, 'ROLE_NOT_OF_ORGANISATION roles'],
  ['no role', { roles: [] }, {}, 'ROLE_NOT_OF_ORGANISATION roles'],
  ["a provider's role", { roles: ['RECORDER'] }, {}, 'ROLE_NOT_OF_ORGANISATION roles'],
  ["a system's role", { roles: ['SYSTEM_READ'] }, {}, 'ROLE_NOT_OF_ORGANISATION roles'],
  ['a signatory', { roles: ['SIGNATORY'] }, signatory, 'ROLE_FROM_REGISTER roles'],
  [
    "a provider's administrator by an administrator",
    admin,
    { ...provider, by: { roles: ['ADMIN'], fromPlatform: false } },
    'SIGNATORY_NEEDED roles',
  ],
  ['a granter without a team', { teamIds: [] }, {}, 'TEAM_MISSING teamIds'],
  ['an address that is none', { email: 'mia' }, {}, 'INVALID_EMAIL email'],
  ['an own account that nobody allowed', own, { ownAccountsAllowed: false }, 'OWN_ACCOUNTS_NOT_ALLOWED byOwnAccount'],
  ['an own account by the operator', { ...admin, ...own }, operator, 'OWN_ACCOUNTS_NOT_ALLOWED byOwnAccount'],
  ['an own account without given names', { ...own, givenNames: null }, {}, 'NAME_MISSING givenNames'],
  ['an own account without a family name', { ...own, familyName: null }, {}, 'NAME_MISSING familyName'],
  ['a second first administrator', admin, { ...operator, hasAdministrator: true }, 'ADMINISTRATOR_EXISTS '],
])('inviting %s', (_, changed, other, expected) => {
  const decision = decideInvitation({ ...wish, ...changed }, { ...facts, ...other });
  expect(decision.accepted ? 'accepted' : `${decision.refusal.code} ${decision.refusal.path?.join('.') ?? ''}`).toBe(expected);
});

test.each([
  ['a@b.fi', true],
  [`${'a'.repeat(64)}@example.fi`, true],
  [`${'a'.repeat(65)}@example.fi`, false],
  ['mia.o’connor@example.fi', false],
  ["mia.o'connor+seteli@sub.example.fi", true],
  ['mia@localhost', false],
  ['mia@example.fi\nbcc: all@example.fi', false],
  ['Mia <mia@example.fi>', false],
  ['mia@-example.fi', false],
  [`mia@${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(58)}`, true],
  [`mia@${'a'.repeat(63)}.${'b'.repeat(63)}.${'c'.repeat(63)}.${'d'.repeat(59)}`, false],
])('%j is an address: %s', (text, expected) => {
  expect(isEmail(text)).toBe(expected);
});

const now = at('01T08:00:00');
const open: Invitation = {
  id: 'i',
  organisation: { kind: 'ORGANISER', id: 'o' },
  roles: ['GRANTER'],
  teamIds: ['t1'],
  userId: null,
  fromPlatform: false,
  byOwnAccount: false,
  language: 'FI',
  sealedInvitee: 'sealed',
  secretMark: 'mark',
  state: 'INVITED',
  delivery: 'SENT',
  invitedBy: 'u',
  invitedAt: now,
  expiresAt: invitationExpiry(now),
  endedAt: null,
  version: 1,
};

describe('an invitation', () => {
  test('can be taken up for seven days, to the millisecond', () => {
    expect(stateAt(open, at('08T07:59:59.999'))).toBe('INVITED');
    expect(stateAt(open, at('08T08:00:00'))).toBe('EXPIRED');
  });

  test.each<[InvitationState, string]>([
    ['INVITED', 'accepted'],
    ['TAKEN_UP', 'INVITATION_TAKEN_UP'],
    ['WITHDRAWN', 'INVITATION_WITHDRAWN'],
    ['EXPIRED', 'INVITATION_EXPIRED'],
  ])('that is %s says so to the holder of its link', (state, expected) => {
    const checked = checkOpen({ ...open, state }, { now, organisationClosed: false });
    expect(checked.accepted ? 'accepted' : checked.refusal.code).toBe(expected);
  });

  test('that nobody gave says nothing of others', () => {
    expect(checkOpen(undefined, { now, organisationClosed: false })).toMatchObject({ refusal: { code: 'UNKNOWN' } });
  });

  test.each<[InvitationState, string]>([
    ['INVITED', 'ORGANISATION_CLOSED'],
    ['TAKEN_UP', 'INVITATION_TAKEN_UP'],
    ['WITHDRAWN', 'INVITATION_WITHDRAWN'],
    ['EXPIRED', 'INVITATION_EXPIRED'],
  ])('of a closed organisation, that is %s, says first what has become of itself', (state, expected) => {
    expect(checkOpen({ ...open, state }, { now, organisationClosed: true })).toEqual({ accepted: false, refusal: { code: expected } });
  });

  const carryOut = {
    takeUp: (invitation: Invitation) => {
      const checked = checkOpen(invitation, { now, organisationClosed: false });
      return checked.accepted ? takeUp(checked.value, 'user', now).state : 'refused';
    },
    withdraw: (invitation: Invitation) => {
      const decision = withdraw(invitation, now);
      return decision.accepted ? decision.value.state : 'refused';
    },
    sendAgain: (invitation: Invitation) => {
      const decision = sendAgain(invitation, { secretMark: 'other', now });
      return decision.accepted ? decision.value.state : 'refused';
    },
    expire: (invitation: Invitation) => {
      const later = stateAt(invitation, invitation.expiresAt);
      return later === invitation.state ? 'refused' : later;
    },
  };
  const CASES = INVITATION_STATES.flatMap((from) =>
    (Object.keys(carryOut) as (keyof typeof carryOut)[]).map((command) => [from, command] as const),
  );
  test.each(CASES)('%s, then %s: the lifecycle says what follows', (from, command) => {
    const to = INVITATION_LIFECYCLE.find((transition) => transition.from === from && transition.command === command)?.to ?? 'refused';
    expect(carryOut[command]({ ...open, state: from })).toBe(to);
  });

  test('that was sent again has another link and seven days more, and an earlier end is undone', () => {
    const decision = sendAgain({ ...open, state: 'EXPIRED', endedAt: now }, { secretMark: 'other', now: at('09T08:00:00') });
    expect(decision).toMatchObject({ value: { secretMark: 'other', state: 'INVITED', delivery: 'QUEUED', endedAt: null, version: 2 } });
    expect(decision.accepted && String(decision.value.expiresAt)).toBe('2026-06-16T08:00:00Z');
  });

  test('whose address is forgotten cannot be sent again', () => {
    expect(sendAgain({ ...open, state: 'EXPIRED', sealedInvitee: null }, { secretMark: 'other', now })).toMatchObject({
      refusal: { code: 'WRONG_STATE', details: { state: 'EXPIRED' } },
    });
  });

  test('forgets whom it was for when it is taken up or withdrawn', () => {
    expect(takeUp(open, 'user', now)).toMatchObject({ sealedInvitee: null, userId: 'user', endedAt: now, version: 2 });
    expect(withdraw(open, now)).toMatchObject({ value: { sealedInvitee: null, endedAt: now, version: 2 } });
  });
});
