/** How administrators may change users; every refusal in order. */
import { expect, test } from 'vitest';
import { decideChange, type ChangeFacts, type UserState } from './user-change.ts';

const facts: ChangeFacts = { kind: 'ORGANISER', byRoles: ['ADMIN'], isInTeam: true, otherAdministrators: 1 };
const granter: UserState = { roles: ['GRANTER'], active: true };
const admin: UserState = { roles: ['ADMIN'], active: true };
const recorder: UserState = { roles: ['RECORDER'], active: true };
const signatory: UserState = { roles: ['SIGNATORY'], active: true };
const passive = (state: UserState): UserState => ({ ...state, active: false });
const ofProvider: Partial<ChangeFacts> = { kind: 'PROVIDER' };
const bySignatory: Partial<ChangeFacts> = { kind: 'PROVIDER', byRoles: ['SIGNATORY'] };

test.each<[string, UserState, UserState, Partial<ChangeFacts>, string]>([
  ['another role', granter, { roles: ['EVENT_CHECKER', 'GRANTER'], active: true }, {}, 'EVENT_CHECKER,GRANTER active'],
  ['a role twice', granter, { roles: ['EVENT_CHECKER', 'EVENT_CHECKER'], active: true }, {}, 'EVENT_CHECKER active'],
  ['nothing', granter, granter, { otherAdministrators: 0 }, 'unchanged'],
  ['the order of roles', { roles: ['ADMIN', 'GRANTER'], active: true }, { roles: ['GRANTER', 'ADMIN'], active: true }, {}, 'unchanged'],
  ['passivation', granter, passive(granter), {}, 'GRANTER passive'],
  ['passivation of an administrator among several', admin, passive(admin), {}, 'ADMIN passive'],
  [
    'a role that the user keeps without a team',
    granter,
    { roles: ['GRANTER', 'CASE_HANDLER'], active: true },
    { isInTeam: false },
    'GRANTER,CASE_HANDLER active',
  ],
  ["a provider's administrator by a signatory", recorder, { roles: ['ADMIN'], active: true }, bySignatory, 'ADMIN active'],
  ["a provider's administrator who becomes a recorder", admin, recorder, ofProvider, 'RECORDER active'],
  ['more roles of a signatory', signatory, { roles: ['SIGNATORY', 'RECORDER'], active: true }, ofProvider, 'SIGNATORY,RECORDER active'],
  ['passivation of a signatory by another', signatory, passive(signatory), bySignatory, 'SIGNATORY passive'],
  ['a signatory who is active again, by another', passive(signatory), signatory, bySignatory, 'SIGNATORY active'],
  ['no role', granter, { roles: [], active: true }, {}, 'ROLE_NOT_OF_ORGANISATION'],
  ["a provider's role", granter, recorder, {}, 'ROLE_NOT_OF_ORGANISATION'],
  ["a system's role", granter, { roles: ['SYSTEM_READ'], active: true }, {}, 'ROLE_NOT_OF_ORGANISATION'],
  ["a client's role", granter, { roles: ['CLIENT'], active: true }, {}, 'ROLE_NOT_OF_ORGANISATION'],
  ['a new signatory', recorder, signatory, bySignatory, 'ROLE_FROM_REGISTER'],
  ['a signatory no more', signatory, recorder, bySignatory, 'ROLE_FROM_REGISTER'],
  ["a provider's administrator by an administrator", recorder, { roles: ['ADMIN'], active: true }, ofProvider, 'SIGNATORY_NEEDED'],
  ["a provider's administrator who is active again, by an administrator", passive(admin), admin, ofProvider, 'SIGNATORY_NEEDED'],
  ['passivation of a signatory by an administrator', signatory, passive(signatory), ofProvider, 'SIGNATORY_NEEDED'],
  ['a signatory who is active again, by an administrator', passive(signatory), signatory, ofProvider, 'SIGNATORY_NEEDED'],
  ['a role of a team without one', admin, granter, { isInTeam: false }, 'TEAM_MISSING'],
  ['a granter who is active again without a team', passive(granter), granter, { isInTeam: false }, 'TEAM_MISSING'],
  ['the last administrator who becomes a granter', admin, granter, { otherAdministrators: 0 }, 'LAST_ADMINISTRATOR'],
  ['passivation of the last administrator', admin, passive(admin), { otherAdministrators: 0 }, 'LAST_ADMINISTRATOR'],
  ['passivation of the last signatory', signatory, passive(signatory), { ...bySignatory, otherAdministrators: 0 }, 'LAST_ADMINISTRATOR'],
])('%s', (_, known, wish, other, expected) => {
  const decision = decideChange(known, wish, { ...facts, ...other });
  const said = (state: UserState | undefined) => (state ? `${state.roles.join()} ${state.active ? 'active' : 'passive'}` : 'unchanged');
  expect(decision.accepted ? said(decision.value) : decision.refusal.code).toBe(expected);
});
