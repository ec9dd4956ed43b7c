/** An organiser's administrator restricts a client's data, or ends it. Each command is one transaction. */
import type { Actor } from '@seteli/kit/actor';
import { lock, type Tx } from '@seteli/kit/db';
import { NATIONAL } from '@seteli/kit/events';
import { hashOf, once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import type { EndRestrictionInput, RestrictPersonInput } from '@seteli/schema/generated/identity';
import { endRestriction as decideEnd, restrict, type Restriction } from '../domain/restriction.ts';
import { restrictionChanged } from '../events.ts';
import { insertAccess, servesPerson } from '../store/person.ts';
import { findRestriction, saveRestriction } from '../store/restriction.ts';
import type { Desk } from './desk.ts';

type Wish = { readonly idempotencyKey: string; readonly personId: Id; readonly reason: string };

type Change = {
  readonly command: 'restrictPerson' | 'endRestriction';
  readonly action: 'RESTRICTED' | 'RESTRICTION_ENDED';
  decide(known: Restriction | undefined): Decision<Restriction>;
};

/** The database keeps a keyed mark of the input: a reason in an officer's own words may tell of the client. */
const change = (desk: Desk, actor: Actor, { idempotencyKey: key, ...wish }: Wish, { command, action, decide }: Change) => {
  const { personId, reason } = wish;
  const organiserId = actor.organisation.id;
  const input = desk.vault.marksOf(`${command} ${hashOf(wish)}`).at(-1)!.mark;
  const now = desk.clock.now();
  return once<Decision<Id>>(desk.database, { organisation: organiserId, key, command, input, now }, async (tx) => {
    if (!(await servesPerson(tx, organiserId, personId))) return refuse('NOT_FOUND', { path: ['personId'] });
    await lockRestriction(tx, organiserId, personId);
    const decision = decide(await findRestriction(tx, organiserId, personId));
    if (!decision.accepted) return decision;
    await saveRestriction(tx, decision.value);
    await insertAccess(tx, actor, [{ action, outcome: 'DONE', personId, reason }]);
    publish(tx, NATIONAL, [restrictionChanged(decision.value)], { now, actor: actor.userId });
    return accept(personId);
  });
};

export const lockRestriction = (tx: Tx, organiserId: Id, personId: Id) => lock(tx, `restriction ${organiserId} ${personId}`);

export const restrictPerson = (desk: Desk, actor: Actor, input: RestrictPersonInput): Promise<Decision<Id>> =>
  change(desk, actor, input, {
    command: 'restrictPerson',
    action: 'RESTRICTED',
    decide: (known) =>
      restrict(known, { organiserId: actor.organisation.id, personId: input.personId, ground: input.ground }, desk.clock.now()),
  });

export const endRestriction = (desk: Desk, actor: Actor, input: EndRestrictionInput): Promise<Decision<Id>> =>
  change(desk, actor, input, {
    command: 'endRestriction',
    action: 'RESTRICTION_ENDED',
    decide: (known) => decideEnd(known, desk.clock.now()),
  });
