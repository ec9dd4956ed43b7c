/** Confirming, as the second person, what another has proposed (rules 14); and looking at it as it would come out now. Each is one transaction. */
import type { Actor } from '@seteli/kit/actor';
import { keepActors } from '@seteli/kit/actor-names';
import type { Tx } from '@seteli/kit/db';
import { dayOf, type Instant } from '@seteli/kit/day';
import { once } from '@seteli/kit/idempotency';
import type { Id } from '@seteli/kit/ids';
import { accept, type Decision } from '@seteli/kit/result';
import type { ConfirmValueChangeInput } from '@seteli/schema/generated/vouchers';
import { confirm, secondPerson, type Proposal } from '../domain/proposal.ts';
import type { ChangePreview } from '../domain/preview.ts';
import type { OwnValueVersion } from '../domain/worth.ts';
import * as store from '../store/proposal.ts';
import { lockValues, type UnitValue } from '../store/value.ts';
import * as decisions from './own-value.ts';
import { previewAnswer, type PreviewAnswer } from './retake.ts';
import * as tables from './value.ts';
import type { Desk } from './voucher.ts';

export async function confirmValueChange(
  { database, clock }: Desk,
  actor: Actor,
  sight: store.Sight,
  input: ConfirmValueChangeInput,
): Promise<Decision<Id>> {
  const now = clock.now();
  const { proposalId, previewId } = input;
  return await once<Decision<Id>>(
    database,
    { organisation: actor.organisation.id, key: input.idempotencyKey, command: 'confirmValueChange', input, now },
    async (tx) => {
      const seen = secondPerson(await store.findProposal(tx, sight, proposalId), actor.userId);
      if (!seen.accepted) return seen;
      // What is proposed is locked before the proposal, as when it was made.
      if (seen.value.wish.table) await lockValues(tx, seen.value.serviceId);
      const cause = { now: clock.now(), actor: actor.userId };
      const worked = await workOut(tx, actor, seen.value, cause.now, true);
      if (!worked.accepted) return worked;
      const { previewId: shown } = worked.value.preview;
      const decision = confirm(await store.lockProposal(tx, sight, proposalId), { userId: actor.userId, previewId, shown, now: cause.now });
      if (!decision.accepted) return decision;
      await store.saveConfirmed(tx, decision.value);
      await worked.value.putInForce(tx, cause);
      await keepActors(tx, [actor]);
      return accept(proposalId);
    },
  );
}

/** What is proposed, as it would come out now. */
export type ProposedChange = {
  readonly preview: PreviewAnswer;
  readonly unitValues: readonly UnitValue[] | null;
  readonly ownValue: OwnValueVersion | null;
};

/** Nothing of what no longer waits, or could no longer be carried out. */
export async function lookAtProposal({ database, clock }: Desk, actor: Actor, proposal: Proposal): Promise<ProposedChange | null> {
  if (proposal.state !== 'PROPOSED') return null;
  const worked = await database.transaction((tx) => workOut(tx, actor, proposal, clock.now(), false));
  return worked.accepted ? { ...worked.value, preview: previewAnswer(worked.value.preview) } : null;
}

type WorkedOut = Omit<ProposedChange, 'preview'> & {
  readonly preview: ChangePreview;
  readonly putInForce: (tx: Tx, cause: { readonly now: Instant; readonly actor: Id }) => Promise<unknown>;
};

async function workOut(tx: Tx, actor: Actor, proposal: Proposal, now: Instant, isLocked: boolean): Promise<Decision<WorkedOut>> {
  const { organiserId, serviceId, voucherId, wish } = proposal;
  if (wish.table) {
    const of = { organiserId, serviceId, today: dayOf(now) };
    const worked = await tables.workOutTable(tx, of, wish.table, isLocked);
    if (!worked.accepted) return worked;
    const { preview, values, firstDay } = worked.value;
    const unitValues = values.map((value) => ({ ...value, firstDay }));
    return accept({ preview, unitValues, ownValue: null, putInForce: (open, cause) => tables.putInForce(open, of, worked.value, cause) });
  }
  const worked = await decisions.workOutDecision(tx, actor, voucherId!, wish.own, now);
  if (!worked.accepted) return worked;
  const { preview, change } = worked.value;
  return accept({
    preview,
    unitValues: null,
    ownValue: change,
    putInForce: (open, cause) => decisions.putInForce(open, worked.value, wish.own, cause),
  });
}
