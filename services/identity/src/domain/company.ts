/**
 * What a person may do for a company, as Suomi.fi-valtuudet says it: the trade register knows who may sign, and the
 * company gives mandates to others.
 */
import type { Role } from './user.ts';

/** The role of the trade register that may sign for the company alone (nimenkirjoitusoikeus). */
const SIGNS = 'NIMKO';
/** The matter of a mandate to arrange the company's affairs here, as agreed with the register. */
export const COMPANY_MATTER = 'palvelusetelituottajan-asiat';

/** The roles that the register's words give in Seteli. None: the person does not act for the company here. */
export function rolesFromRegister(said: readonly string[]): readonly Role[] {
  if (said.includes(SIGNS)) return ['SIGNATORY'];
  return said.includes(COMPANY_MATTER) ? ['ADMIN'] : [];
}

/** The roles of a user who comes through the register: those that others gave them stay. */
export const withRegistered = (held: readonly Role[], registered: readonly Role[]): readonly Role[] => [
  ...new Set([...held, ...registered]),
];
