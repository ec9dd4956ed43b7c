/** The SQL of approvals. Decides nothing. */
import { and, eq } from 'drizzle-orm';
import { isOneOf, type Reader, type Tx } from '@seteli/kit/db';
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import type { Approval } from '../domain/approval.ts';
import { providerApproval } from '../tables/provider.ts';

export const listApprovals = (reader: Reader, ids: readonly Id[]): Promise<Approval[]> =>
  reader.select().from(providerApproval).where(isOneOf(providerApproval.id, ids));

export const listApprovalsOfProvider = (reader: Reader, providerId: Id, serviceId: Id): Promise<Approval[]> =>
  reader
    .select()
    .from(providerApproval)
    .where(and(eq(providerApproval.providerId, providerId), eq(providerApproval.serviceId, serviceId)));

export async function lockApproval(tx: Tx, organiserId: Id, id: Id): Promise<Approval | undefined> {
  const [found] = await tx
    .select()
    .from(providerApproval)
    .where(and(eq(providerApproval.id, id), eq(providerApproval.organiserId, organiserId)))
    .for('update');
  return found;
}

export const insertApproval = (tx: Tx, { contentIds, ...approval }: Approval & { readonly approvedBy: Id; readonly approvedAt: Instant }) =>
  tx.insert(providerApproval).values({ ...approval, contentIds: [...contentIds] });

export const saveWithdrawal = (tx: Tx, { id, lastDay, withdrawnAt, version }: Approval) =>
  tx.update(providerApproval).set({ lastDay, withdrawnAt, version }).where(eq(providerApproval.id, id));
