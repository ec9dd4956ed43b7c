/** Who may do what, from a table of rights. */
import { expect, test } from 'vitest';
import type { Actor } from './actor.ts';
import { enforce } from './policy.ts';

const { requireRight } = enforce({
  read: { ORGANISER: ['GRANTER', 'APPROVER'] },
  approve: { ORGANISER: ['APPROVER'], strong: true },
});
const actor = (role: string, assurance?: Actor['assurance'], kind: 'ORGANISER' | 'PROVIDER' = 'ORGANISER'): Actor => ({
  userId: 'u',
  organisation: { kind, id: 'o' },
  roles: [role],
  teamIds: [],
  assurance,
});

const codeOf = (work: () => void): string => {
  try {
    work();
    return 'may';
  } catch (fault) {
    return String((fault as { extensions?: { code?: string } }).extensions?.code);
  }
};

test.each([
  ['a role that may', actor('GRANTER'), 'read', 'may'],
  ['a role that may not', actor('GRANTER', 'STRONG'), 'approve', 'FORBIDDEN'],
  ['the same role in another kind of organisation', actor('GRANTER', 'STRONG', 'PROVIDER'), 'read', 'FORBIDDEN'],
  ['a strongly identified person', actor('APPROVER', 'STRONG'), 'approve', 'may'],
  ['a person with an account of their organisation', actor('APPROVER', 'OWN'), 'approve', 'INSUFFICIENT_USER_AUTHENTICATION'],
  ['somebody of whom no token says how they identified themselves', actor('APPROVER'), 'approve', 'INSUFFICIENT_USER_AUTHENTICATION'],
  ['that person, where strong identification is not needed', actor('APPROVER', 'OWN'), 'read', 'may'],
] as const)('%s: %s', (_, who, action, expected) => {
  expect(codeOf(() => requireRight(who, action))).toBe(expected);
});
