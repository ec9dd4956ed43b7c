/** What the register's words about a company mean here. */
import { expect, test } from 'vitest';
import { COMPANY_MATTER, rolesFromRegister, withRegistered } from './company.ts';

test.each([
  ['who signs alone is a signatory', ['NIMKO', 'TJ'], ['SIGNATORY']],
  ['who signs and has a mandate is a signatory', [COMPANY_MATTER, 'NIMKO'], ['SIGNATORY']],
  ['who has a mandate for our matter administers', [COMPANY_MATTER], ['ADMIN']],
  ['a managing director who may not sign does nothing', ['TJ'], []],
  ['a mandate for another matter gives nothing', ['verotus'], []],
  ['no word gives nothing', [], []],
])('%s', (_, said, roles) => {
  expect(rolesFromRegister(said)).toEqual(roles);
});

test('roles that an administrator gave stay beside those of the register, each once', () => {
  expect(withRegistered(['RECORDER', 'SIGNATORY'], ['SIGNATORY'])).toEqual(['RECORDER', 'SIGNATORY']);
  expect(withRegistered([], ['ADMIN'])).toEqual(['ADMIN']);
});
