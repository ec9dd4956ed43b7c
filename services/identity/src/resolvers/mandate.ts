/** The mandates of a person who acts for themselves: those that they gave, and those that they hold. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf } from '@seteli/kit/day';
import type { Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/identity';
import { allowMandate, endMandate, endPaperMandate } from '../commands/mandate.ts';
import { isPartyTo } from '../commands/scan.ts';
import { canBeEnded, holds, type Mandate } from '../domain/mandate.ts';
import { may, requireRight } from '../policy.ts';
import { findMandate, listMandatesFor, listMandatesHeldBy } from '../store/mandate.ts';
import type { Context } from './context.ts';

const MANDATES_SHOWN = 100;

async function mandates(_: unknown, { side }: api.QueryMandatesArgs, { actor, database: { reader } }: Context): Promise<Mandate[]> {
  requireRight(actor, 'seeOwnMandates');
  const list = side === 'GIVEN' ? listMandatesFor : listMandatesHeldBy;
  return await list(reader, actor.organisation.id, MANDATES_SHOWN);
}

const changing =
  (command: typeof endMandate, right: 'changeOwnMandates' | 'endPaperMandate') =>
  async (_: unknown, { input }: api.MutationEndMandateArgs, context: Context) => {
    const { actor, database, sessionClock } = context;
    requireRight(actor, right);
    requireIds(input.mandateId);
    const decision: Decision<string> = await command({ database, clock: sessionClock }, actor, input);
    return decision.accepted
      ? { mandate: await findMandate(database.reader, decision.value), refusal: null }
      : { mandate: null, refusal: decision.refusal };
  };

export const mandateQueries = { mandates };
export const mandateMutations = {
  endMandate: changing(endMandate, 'changeOwnMandates'),
  allowMandate: changing(allowMandate, 'changeOwnMandates'),
  endPaperMandate: changing(endPaperMandate, 'endPaperMandate'),
};

const nameOf =
  (of: (mandate: Mandate) => string) =>
  async (mandate: Mandate, _: unknown, { load }: Context) =>
    (await load.organisationName.load({ kind: 'PERSON', id: of(mandate) })) ?? '';

const isOwn = ({ representedId, representativeId }: Mandate, { personId, acting }: Actor): boolean =>
  (personId === representedId || personId === representativeId) && !acting;

export const mandateTypes = {
  Mandate: {
    representedName: nameOf(({ representedId }) => representedId),
    representativeName: nameOf(({ representativeId }) => representativeId),
    representative: ({ userId }: Mandate, _: unknown, { load }: Context) => load.user.load(userId),
    holds: async (mandate: Mandate, _: unknown, { load, sessionClock }: Context) =>
      holds(mandate, (await load.represented.load(mandate.representedId)) ?? undefined, dayOf(sessionClock.now())),
    canBeEnded: (mandate: Mandate, _: unknown, { actor }: Context) =>
      canBeEnded(mandate) && (isOwn(mandate, actor) || (may(actor, 'endPaperMandate') && isPartyTo(mandate, actor))),
    recordedByName: ({ recordedFor: id }: Mandate, _: unknown, { load }: Context) =>
      id && load.organisationName.load({ kind: 'ORGANISER', id }),
    scanId: (mandate: Mandate, _: unknown, { actor }: Context) =>
      may(actor, 'readScan') && isPartyTo(mandate, actor) ? mandate.scanId : null,
  },
};
