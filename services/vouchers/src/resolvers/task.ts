/**
 * Tasks of the organiser: decisions that a fall in value replaces, and services of declined vouchers that it arranges
 * otherwise.
 */
import { isId, type Id } from '@seteli/kit/ids';
import { readPageArguments, toConnection, type Page } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/vouchers';
import { arrangeOtherwise } from '../commands/voucher.ts';
import { fallsOf, type Fall } from '../domain/replacement.ts';
import { requireRight, sight } from '../policy.ts';
import { findDeclined, listDeclined, type Declined } from '../store/declined.ts';
import { listEntitlements } from '../store/entitlement.ts';
import { findContents, findValueTable, listValueVersions } from '../store/value.ts';
import { listOwnValueChanges, listVouchersBefore } from '../store/voucher.ts';
import { listMoved, type Moved } from '../store/residence.ts';
import { knowsClientOf, today, type Context } from './context.ts';

type ToReplace = { readonly id: Id; readonly falls: readonly Fall[] };

const AT_ONCE = 500;

async function listToReplace(
  { actor, database: { reader } }: Context,
  { serviceId, firstDay }: api.QueryDecisionsToReplaceArgs,
  { first, before }: Page,
): Promise<ToReplace[]> {
  const organiserId = actor.organisation.id;
  const contents = isId(serviceId) ? await findContents(reader, organiserId, serviceId) : null;
  const table = contents && (await findValueTable(reader, serviceId, firstDay));
  if (!table) return [];
  const values = await listValueVersions(reader, serviceId);
  const found: ToReplace[] = [];
  // The loop passes over clients for whom no value falls, so a page may take several reads.
  for (let last = before; found.length < first;) {
    const vouchers = await listVouchersBefore(reader, sight(actor, 'seeTasks'), table, { first: AT_ONCE, before: last });
    const ids = vouchers.map(({ id }) => id);
    const [changes, entitlements] = [await listOwnValueChanges(reader, ids), await listEntitlements(reader, ids)];
    const granted = Map.groupBy(entitlements, ({ voucherId }) => voucherId);
    for (const voucher of vouchers) {
      const falls = fallsOf({ ...voucher, ownValueChanges: changes.get(voucher.id) ?? [] }, granted.get(voucher.id) ?? [], values, table);
      if (falls.length > 0) found.push({ id: voucher.id, falls });
    }
    if (vouchers.length < AT_ONCE) break;
    last = ids.at(-1)!;
  }
  return found.slice(0, first);
}

export const tasks = {
  Query: {
    decisionsToReplace: async (_: unknown, args: api.QueryDecisionsToReplaceArgs, context: Context) => {
      requireRight(context.actor, 'seeTasks');
      return toConnection(await listToReplace(context, args, readPageArguments(args)), args);
    },
    declinedVouchers: async (_: unknown, { arranged, ...page }: api.QueryDeclinedVouchersArgs, { actor, database }: Context) => {
      requireRight(actor, 'seeTasks');
      return toConnection(await listDeclined(database.reader, sight(actor, 'seeTasks'), arranged, readPageArguments(page)), page);
    },
    vouchersOfMovedClients: async (_: unknown, args: api.QueryVouchersOfMovedClientsArgs, context: Context) => {
      requireRight(context.actor, 'seeMoved');
      const { actor, database } = context;
      return toConnection(await listMoved(database.reader, sight(actor, 'seeMoved'), today(context), readPageArguments(args)), args);
    },
  },
  Mutation: {
    arrangeOtherwise: async (_: unknown, { input }: api.MutationArrangeOtherwiseArgs, context: Context) => {
      const { actor, database } = context;
      requireRight(actor, 'arrangeOtherwise');
      requireIds(input.voucherId);
      const decision = await arrangeOtherwise(context, actor, input);
      if (!decision.accepted) return { declinedVoucher: null, refusal: decision.refusal };
      return { declinedVoucher: await findDeclined(database.reader, actor, decision.value), refusal: null };
    },
  },
  DecisionToReplace: {
    voucher: ({ id }: ToReplace, _: unknown, { load }: Context) => load.voucher.load(id),
  },
  ValueFall: {
    content: ({ contentId }: Fall) => ({ id: contentId }),
    before: ({ beforeCents }: Fall) => beforeCents,
    after: ({ afterCents }: Fall) => afterCents,
  },
  VoucherOfMovedClient: {
    voucher: ({ id }: Moved, _: unknown, { load }: Context) => load.voucher.load(id),
    toldAt: ({ openedAt }: Moved) => openedAt,
  },
  DeclinedVoucher: {
    voucher: ({ id }: Declined, _: unknown, { load }: Context) => load.voucher.load(id),
    reason: async ({ decline, serviceId, personId }: Declined, _: unknown, context: Context) =>
      decline?.reason && (await knowsClientOf(context, { serviceId, personId })) ? decline.reason : null,
    arrangement: async ({ arrangement, serviceId, personId }: Declined, _: unknown, context: Context) =>
      arrangement && { ...arrangement, note: (await knowsClientOf(context, { serviceId, personId })) ? arrangement.note : null },
    declinedBy: ({ decline }: Declined, _: unknown, { load }: Context) => decline?.declinedBy && load.actorName.load(decline.declinedBy),
    declinedAt: ({ decline }: Declined) => decline?.declinedAt ?? null,
  },
  OtherArrangement: {
    arrangedBy: ({ arrangedBy }: { readonly arrangedBy: Id }, _: unknown, { load }: Context) => load.actorName.load(arrangedBy),
  },
};
