/** Organisers approve the providers of a service, and withdraw approvals. */
import type { Actor } from '@seteli/kit/actor';
import { lock } from '@seteli/kit/db';
import { once } from '@seteli/kit/idempotency';
import { newId, type Id } from '@seteli/kit/ids';
import { publish as announceIn } from '@seteli/kit/outbox';
import { accept, type Decision } from '@seteli/kit/result';
import type { ApproveProviderInput, WithdrawApprovalInput } from '@seteli/schema/generated/registry';
import { approve, withdraw, type Approval } from '../domain/approval.ts';
import * as events from '../events.ts';
import * as approvals from '../store/approval.ts';
import * as companies from '../store/company.ts';
import * as services from '../store/service.ts';
import type { Desk } from './desk.ts';

export async function approveProvider({ database, clock }: Desk, actor: Actor, input: ApproveProviderInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  const { serviceId, providerId, firstDay, lastDay = null } = input;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'approveProvider', input, now },
    async (tx) => {
      await lock(tx, `approvals ${providerId} ${serviceId}`);
      const contentIds = await services.findContentIds(tx, organiserId, serviceId);
      const isProviderKnown = (await companies.listProviders(tx, [providerId])).length > 0;
      const held = await approvals.listApprovalsOfProvider(tx, providerId, serviceId);
      const decision = approve({ contentIds, isProviderKnown, approvals: held }, input);
      if (!decision.accepted) return decision;
      if (decision.value.same) return accept(decision.value.same.id);
      const approval: Approval = {
        id: newId(),
        organiserId,
        serviceId,
        providerId,
        contentIds: decision.value.contentIds,
        firstDay,
        lastDay,
        withdrawnAt: null,
        version: 1,
      };
      await approvals.insertApproval(tx, { ...approval, approvedBy: actor.userId, approvedAt: now });
      await announceIn(tx, organiserId, [events.providerApproved(approval)], { now, actor: actor.userId });
      return accept(approval.id);
    },
  );
}

export async function withdrawApproval({ database, clock }: Desk, actor: Actor, input: WithdrawApprovalInput): Promise<Decision<Id>> {
  const now = clock.now();
  const organiserId = actor.organisation.id;
  return await once<Decision<Id>>(
    database,
    { organisation: organiserId, key: input.idempotencyKey, command: 'withdrawApproval', input, now },
    async (tx) => {
      const approval = await approvals.lockApproval(tx, organiserId, input.approvalId);
      const decision = withdraw(approval, input.lastDay, now);
      if (!decision.accepted) return decision;
      if (decision.value === approval) return accept(approval.id);
      await approvals.saveWithdrawal(tx, decision.value);
      await announceIn(tx, organiserId, [events.approvalWithdrawn(decision.value)], { now, actor: actor.userId });
      return accept(decision.value.id);
    },
  );
}
