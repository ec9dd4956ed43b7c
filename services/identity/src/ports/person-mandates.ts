/**
 * Suomi.fi-valtuudet for people (hpa): for whom a person has chosen to act, and whether they may do it in the matters
 * that an act needs. A minor's guardian needs no mandate there.
 */
import type { Id } from '@seteli/kit/ids';
import { answered, NOT_FOUND, unavailable, type Outcome } from '@seteli/kit/outside';
import { z } from 'zod';
import {
  openMandateSessions,
  type BegunChoice,
  type ChoiceAnswer,
  type ChoiceWish,
  type MandateAccess,
  type MandatePorts,
} from './mandates.ts';

export type Principal = { readonly identityCode: string; readonly name: string };

export type PersonMandates = {
  begin(identityCode: string, wish: ChoiceWish): Promise<Outcome<BegunChoice>>;
  /** Whom the person chose. NOT_FOUND when they chose nobody. */
  finish(sessionId: string, answer: ChoiceAnswer, requestId: Id): Promise<Outcome<{ access: MandateAccess; principal: Principal }>>;
  /**
   * Whether the delegate may act for the principal in all of these matters, now. It needs no session, so we ask it at
   * each act: a mandate may have ended a moment ago.
   */
  isAllowed(delegate: string, principal: string, codes: readonly string[], inquiry: MandateInquiry): Promise<Outcome<boolean>>;
};
export type MandateInquiry = { readonly endUser: Id; readonly requestId: Id };

/** They let somebody act who has any mandate at all when nobody names a matter. */
const CODES_MAX = 10;

const principals = z.array(z.object({ personId: z.string().min(1).max(11), name: z.string().max(400) })).max(200);
const authorization = z.object({ result: z.enum(['ALLOWED', 'DISALLOWED']) });

export function openPersonMandates(ports: MandatePorts): PersonMandates {
  const sessions = openMandateSessions(ports, 'hpa');
  return {
    begin: sessions.begin,
    async finish(sessionId, answer, requestId) {
      const opened = await sessions.open(sessionId, answer);
      if (opened.outcome !== 'ANSWERED') return opened;
      const access = opened.value;
      const path = `/service/hpa/api/delegate/${encodeURIComponent(sessionId)}?${new URLSearchParams({ requestId })}`;
      const chosen = await sessions.within(access, path, principals);
      if (chosen.outcome !== 'ANSWERED') return chosen;
      const [first, ...others] = chosen.value;
      if (!first) return NOT_FOUND;
      // Their page lets people choose one. Taking the first of several would choose for the person.
      if (others.length > 0) return unavailable('UNREADABLE');
      return answered({ access, principal: { identityCode: first.personId, name: first.name } });
    },
    async isAllowed(delegate, principal, codes, { endUser, requestId }) {
      if (codes.length === 0 || codes.length > CODES_MAX) throw new RangeError(`One question names 1 to ${CODES_MAX} matters.`);
      const people = [delegate, principal].map(encodeURIComponent).join('/');
      // One question for each matter: nobody has promised that they ask for all of several.
      for (const code of new Set(codes)) {
        const query = new URLSearchParams({ issues: code, requestId });
        const path = `/service/rest/hpa/authorization/${sessions.clientId}/${people}?${query}`;
        const reply = await sessions.signed(path, authorization, { 'x-userid': endUser });
        if (reply.outcome === 'UNAVAILABLE') return reply;
        if (reply.outcome === 'NOT_FOUND' || reply.value.result === 'DISALLOWED') return answered(false);
      }
      return answered(true);
    },
  };
}
