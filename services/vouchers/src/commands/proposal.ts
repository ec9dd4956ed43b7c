/**
 * A second person confirms what another has proposed (rules 14), the proposer withdraws it, and both see its effect of
 * today. Each command is one transaction.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Tx } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { confirm, mayConfirm, withdraw } from '@seteli/kit/proposal';
import { saveDecided } from '@seteli/kit/proposals';
import { accept, type Decision } from '@seteli/kit/result';
import type { ConfirmValueChangeInput, WithdrawValueChangeInput } from '@seteli/schema/generated/vouchers';
import type { ValueProposal } from '../domain/proposal.ts';
import type { ChangePreview } from '../domain/preview.ts';
import type { OwnValueVersion } from '../domain/worth.ts';
import * as store from '../store/proposal.ts';
import { lockValues, type UnitValue } from '../store/value.ts';
import * as decisions from './own-value.ts';
import { previewAnswer, type PreviewAnswer } from './retake.ts';
import * as tables from './value.ts';
import type { Desk } from './desk.ts';

/** The input field that names a proposal, for refusals. */
const field = 'proposalId';

export async function confirmValueChange(
  { database, clock }: Desk,
  actor: Actor,
  sight: store.ProposalSight,
  input: ConfirmValueChangeInput,
): Promise<Decision<Id>> {
  const now = clock.now();
  const { proposalId, previewId } = input;
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'confirmValueChange', input, now },
    async (tx) => {
      const allowed = mayConfirm(await store.findProposal(tx, sight, proposalId), { userId: actor.userId, field });
      if (!allowed.accepted) return allowed;
      // Locks the subject before the proposal, in the order in which proposing locks them.
      if (allowed.value.wish.table) await lockValues(tx, allowed.value.serviceId);
      const cause = { now: clock.now(), actor: actor.userId };
      const worked = await workOutProposal(tx, actor, allowed.value, cause.now, true);
      if (!worked.accepted) return worked;
      const previews = { seen: previewId, now: worked.value.preview.previewId };
      const by = { userId: actor.userId, now: cause.now, field };
      const decision = confirm(await store.lockProposal(tx, sight, proposalId), previews, by);
      if (!decision.accepted) return decision;
      await saveDecided(tx, actor, decision.value);
      await worked.value.putInForce(tx, cause);
      return accept(proposalId);
    },
  );
}

export async function withdrawValueChange(
  { database, clock }: Desk,
  actor: Actor,
  sight: store.ProposalSight,
  input: WithdrawValueChangeInput,
): Promise<Decision<Id>> {
  const now = clock.now();
  const { proposalId } = input;
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'withdrawValueChange', input, now },
    async (tx) => {
      const decision = withdraw(await store.lockProposal(tx, sight, proposalId), { userId: actor.userId, now, field });
      if (!decision.accepted) return decision;
      await saveDecided(tx, actor, decision.value);
      return accept(proposalId);
    },
  );
}

/** A proposed change, with the effect that it has today. */
export type ProposedChange = {
  readonly preview: PreviewAnswer;
  readonly unitValues: readonly UnitValue[] | null;
  readonly ownValue: OwnValueVersion | null;
};

/** Null when the proposal no longer waits, or when the rules no longer allow it. */
export async function lookAtProposal({ database, clock }: Desk, actor: Actor, proposal: ValueProposal): Promise<ProposedChange | null> {
  if (proposal.state !== 'PROPOSED') return null;
  const worked = await database.transaction((tx) => workOutProposal(tx, actor, proposal, clock.now(), false));
  return worked.accepted ? { ...worked.value, preview: previewAnswer(worked.value.preview) } : null;
}

type WorkedOutProposal = Omit<ProposedChange, 'preview'> & {
  readonly preview: ChangePreview;
  readonly putInForce: (tx: Tx, cause: { readonly now: Instant; readonly actor: Id }) => Promise<unknown>;
};

async function workOutProposal(
  tx: Tx,
  actor: Actor,
  proposal: ValueProposal,
  now: Instant,
  isLocked: boolean,
): Promise<Decision<WorkedOutProposal>> {
  const { organisationId: organiserId, serviceId, subjectId, wish } = proposal;
  if (wish.table) {
    const of = { organiserId, serviceId, today: dayOf(now) };
    const worked = await tables.workOutTable(tx, of, wish.table, isLocked);
    if (!worked.accepted) return worked;
    const { preview, values, firstDay } = worked.value;
    const unitValues = values.map((value) => ({ ...value, firstDay }));
    return accept({
      preview,
      unitValues,
      ownValue: null,
      putInForce: (open, cause) => tables.putTableInForce(open, of, worked.value, cause),
    });
  }
  const worked = await decisions.workOutDecision(tx, actor, subjectId, wish.own, now);
  if (!worked.accepted) return worked;
  const { preview, change } = worked.value;
  return accept({
    preview,
    unitValues: null,
    ownValue: change,
    putInForce: (open, cause) => decisions.putDecisionInForce(open, worked.value, wish.own, cause),
  });
}
