/**
 * Tells the gateway at each request of a representative whether their mandate still holds. Only the gateway itself may
 * ask. Where Suomi.fi-valtuudet knows the mandate, identity asks there each time.
 */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { verifyGatewayToken } from '@seteli/kit/actor';
import { dayOf } from '@seteli/kit/day';
import { isId, newId, type Id } from '@seteli/kit/ids';
import { endByRegister, noteVouched } from '../commands/mandate.ts';
import { holds, isVouchedFor, MATTERS, type Mandate } from '../domain/mandate.ts';
import type { PersonMandates } from '../ports/person-mandates.ts';
import { findMandate } from '../store/mandate.ts';
import { findPerson } from '../store/person.ts';
import type { EndedParts } from './ended-sessions.ts';

type CheckParts = EndedParts & {
  readonly personMandates: Pick<PersonMandates, 'isAllowed'>;
  /** The identity code of a person, for that register. */
  readonly codeOf: (personId: Id) => Promise<string | undefined>;
};

const question = z.object({ mandate: z.string().refine(isId) });

export function addMandateCheck(app: FastifyInstance, parts: CheckParts): void {
  // Requests of the same moment share one question.
  const asking = new Map<Id, Promise<boolean>>();
  const ask = (id: Id): Promise<boolean> => {
    const under = asking.get(id);
    if (under) return under;
    const asked = isStanding(parts, id).finally(() => asking.delete(id));
    asking.set(id, asked);
    return asked;
  };
  app.get('/mandate-check', async (request, reply) => {
    const token = /^Bearer (.+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
    try {
      await verifyGatewayToken(token, 'identity', parts.gatewayKey);
    } catch (fault) {
      parts.log.info({ err: fault }, 'somebody other than the gateway asked whether a mandate holds');
      return reply.code(401).send({ error: 'invalid_token' });
    }
    const asked = question.safeParse(request.query);
    if (!asked.success) return reply.code(400).send({ error: 'invalid_request' });
    return reply.header('cache-control', 'no-store').send({ holds: await ask(asked.data.mandate) });
  });
}

async function isStanding(parts: CheckParts, id: Id): Promise<boolean> {
  const { desk } = parts;
  const { reader } = desk.database;
  const mandate = await findMandate(reader, id);
  const now = desk.clock.now();
  if (!mandate || !holds(mandate, await findPerson(reader, mandate.representedId), dayOf(now))) return false;
  if (mandate.kind !== 'MANDATE') return true;
  const word = await askRegister(parts, mandate);
  if (word === 'UNKNOWN') return isVouchedFor(mandate, now);
  await (word === 'HOLDS' ? noteVouched(desk, mandate) : endByRegister(desk, id));
  return word === 'HOLDS';
}

async function askRegister({ personMandates, codeOf }: CheckParts, { representativeId, representedId, roles }: Mandate) {
  const [delegate, principal] = [await codeOf(representativeId), await codeOf(representedId)];
  // Whoever has been erased represents nobody.
  if (delegate === undefined || principal === undefined) return 'ENDED';
  const codes = roles.map((role) => MATTERS[role]);
  const allowed = await personMandates.isAllowed(delegate, principal, codes, { endUser: representativeId, requestId: newId() });
  if (allowed.outcome !== 'ANSWERED') return 'UNKNOWN';
  return allowed.value ? 'HOLDS' : 'ENDED';
}
