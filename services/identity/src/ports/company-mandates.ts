/**
 * Suomi.fi-valtuudet for companies (ypa): for which companies a person has chosen to act, and with which roles and
 * mandates. Nobody may take the first company only, or one without looking at the roles.
 */
import type { Id } from '@seteli/kit/ids';
import { answered, mapAnswer, NOT_FOUND, type Outcome } from '@seteli/kit/outside';
import { z } from 'zod';
import {
  openMandateSessions,
  type BegunChoice,
  type ChoiceAnswer,
  type ChoiceWish,
  type MandateAccess,
  type MandatePorts,
} from './mandates.ts';

/** `roles`: of the trade register, such as `NIMKO`, and codes of mandates. */
export type CompanyChoice = { readonly businessId: string; readonly name: string; readonly roles: readonly string[] };

/** The role of a person who may sign for the company (nimenkirjoitusoikeus). */
export const SIGNING_ROLE = 'NIMKO';

export type CompanyMandates = {
  begin(identityCode: string, wish: ChoiceWish): Promise<Outcome<BegunChoice>>;
  /** The companies that the person chose. NOT_FOUND when they chose none. */
  finish(
    sessionId: string,
    answer: ChoiceAnswer,
    requestId: Id,
  ): Promise<Outcome<{ access: MandateAccess; companies: readonly CompanyChoice[] }>>;
  /** The roles of the same session as they are now, as long as the access lasts: before a signature. */
  rolesOf(access: MandateAccess, requestId: Id): Promise<Outcome<readonly CompanyChoice[]>>;
};

const organisations = z
  .array(z.object({ identifier: z.string().regex(/^\d{7}-\d$/), name: z.string().max(400), roles: z.array(z.string().max(100)).max(100) }))
  .max(200);

export function openCompanyMandates(ports: MandatePorts): CompanyMandates {
  const sessions = openMandateSessions(ports, 'ypa');
  const rolesOf: CompanyMandates['rolesOf'] = async (access, requestId) => {
    const path = `/service/ypa/api/organizationRoles/${encodeURIComponent(access.sessionId)}?${new URLSearchParams({ requestId })}`;
    return mapAnswer(await sessions.within(access, path, organisations), (found) =>
      found.map(({ identifier, name, roles }) => ({ businessId: identifier, name, roles })),
    );
  };
  return {
    begin: sessions.begin,
    rolesOf,
    async finish(sessionId, answer, requestId) {
      const opened = await sessions.open(sessionId, answer);
      if (opened.outcome !== 'ANSWERED') return opened;
      const found = await rolesOf(opened.value, requestId);
      if (found.outcome !== 'ANSWERED') return found;
      return found.value.length === 0 ? NOT_FOUND : answered({ access: opened.value, companies: found.value });
    },
  };
}
