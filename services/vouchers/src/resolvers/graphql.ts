/** GraphQL in, command or query, GraphQL out. Holds no rule and no SQL. */
import { isId, type Id } from '@seteli/kit/ids';
import { counted, readPage, toConnection } from '@seteli/kit/pages';
import { accept, type Decision } from '@seteli/kit/result';
import { requireIds } from '@seteli/kit/subgraph';
import { isOfOrganiser } from '../store/opening.ts';
import { accessesFor, accessTypes } from '@seteli/schema/accesses';
import type * as api from '@seteli/schema/generated/vouchers';
import { sharedResolvers } from '@seteli/schema/refusals';
import * as entitlements from '../commands/entitlement.ts';
import { grantVoucher } from '../commands/grant.ts';
import { changeOwnValue } from '../commands/own-value.ts';
import type { EffectAnswer } from '../commands/retake.ts';
import { publishIncomeFormula, publishValues } from '../commands/value.ts';
import { keepVoucher } from '../commands/residence.ts';
import * as commands from '../commands/voucher.ts';
import { commitmentsOf, type Commitment } from '../domain/commitment.ts';
import type { IncomeFormula } from '../domain/income.ts';
import { requireRight, sight, type Action } from '../policy.ts';
import { findCommitments } from '../store/commitment.ts';
import { listUnitValues } from '../store/value.ts';
import { countVouchers, listVouchers, VOUCHER_ORDERS } from '../store/voucher-list.ts';
import { lookAt, seenVoucher, today, type Context } from './context.ts';
import { readChangeOf, readFormula, readGrantOf, readTable, requireOwnValue } from './input.ts';
import { entities } from './entities.ts';
import { previews } from './preview.ts';
import { voucherByNumber } from './opening.ts';
import { proposalById, proposals } from './proposal.ts';
import { tasks } from './task.ts';
import { voucherFields } from './voucher.ts';

/** Reads the voucher after the command, whatever the request has read before. */
async function voucherPayload({ load }: Context, decision: Decision<Id>) {
  if (!decision.accepted) return { voucher: null, refusal: decision.refusal };
  load.voucher.clear(decision.value);
  load.entitlements.clear(decision.value);
  load.bucket.clearAll();
  load.buckets.clearAll();
  return { voucher: await load.voucher.load(decision.value), refusal: null };
}

type VoucherInput = { readonly idempotencyKey: string; readonly voucherId: Id };

/** A mutation about one voucher. */
const aboutVoucher =
  <Input extends VoucherInput>(
    right: Action,
    command: (context: Context, actor: Context['actor'], input: Input) => Promise<Decision<Id>>,
  ) =>
  async (_: unknown, { input }: { input: Input }, context: Context) => {
    requireRight(context.actor, right);
    requireIds(input.voucherId);
    return voucherPayload(context, await command(context, context.actor, input));
  };

const MUTATIONS = {
  grantVoucher: async (_: unknown, { input }: api.MutationGrantVoucherArgs, context: Context) =>
    voucherPayload(context, await grantVoucher(context, context.actor, input, await readGrantOf(context, input))),
  revokeVoucher: aboutVoucher('endOrRevokeVoucher', commands.revokeVoucher),
  endVoucher: aboutVoucher('endOrRevokeVoucher', commands.endVoucher),
  keepVoucher: aboutVoucher('keepVoucher', keepVoucher),
  declineVoucher: aboutVoucher('declineVoucher', commands.declineVoucher),
  suspendVoucher: aboutVoucher('changeVoucher', commands.suspendVoucher),
  resumeVoucher: aboutVoucher('changeVoucher', commands.resumeVoucher),
  extendVoucher: aboutVoucher('changeVoucher', commands.extendVoucher),
  changeEntitlement: async (_: unknown, { input }: api.MutationChangeEntitlementArgs, context: Context) =>
    voucherPayload(context, await entitlements.changeEntitlement(context, context.actor, input, await readChangeOf(context, input))),
  changeOwnValue: async (_: unknown, { input }: api.MutationChangeOwnValueArgs, context: Context) => {
    requireRight(context.actor, 'changeVoucher');
    requireIds(input.voucherId);
    requireOwnValue(input.ownValue);
    const decision = await changeOwnValue(context, context.actor, input);
    if (!decision.accepted) return { voucher: null, preview: null, proposal: null, refusal: decision.refusal };
    const { voucherId, preview, proposalId } = decision.value;
    if (voucherId === null) return { voucher: null, preview, proposal: await proposalById(context, proposalId), refusal: null };
    context.load.ownValueChanges.clear(voucherId);
    return { ...(await voucherPayload(context, accept(voucherId))), preview: null, proposal: null };
  },
  loadBalance: async (_: unknown, { input }: api.MutationLoadBalanceArgs, context: Context) => {
    requireRight(context.actor, 'changeVoucher');
    requireIds(input.voucherId);
    return voucherPayload(context, await entitlements.loadBalance(context, context.actor, input));
  },
  recalculateBalance: async (_: unknown, { input }: api.MutationRecalculateBalanceArgs, context: Context) => {
    requireRight(context.actor, 'changeVoucher');
    requireIds(input.voucherId);
    const decision = await entitlements.recalculateBalance(context, context.actor, input);
    return decision.accepted ? { recalculation: decision.value, refusal: null } : { recalculation: null, refusal: decision.refusal };
  },
  publishValues: async (_: unknown, { input }: api.MutationPublishValuesArgs, context: Context) => {
    requireRight(context.actor, 'publishValues');
    requireIds(input.serviceId);
    const decision = await publishValues(context, context.actor, input, readTable(input));
    if (!decision.accepted) return { unitValues: null, preview: null, proposal: null, refusal: decision.refusal };
    const { proposalId, ...published } = decision.value;
    return { ...published, proposal: await proposalById(context, proposalId), refusal: null };
  },
  publishIncomeFormula: async (_: unknown, { input }: api.MutationPublishIncomeFormulaArgs, context: Context) => {
    requireRight(context.actor, 'publishValues');
    requireIds(input.serviceId);
    const decision = await publishIncomeFormula(context, context.actor, input, readFormula(input));
    return decision.accepted ? { incomeFormula: decision.value, refusal: null } : { incomeFormula: null, refusal: decision.refusal };
  },
};

async function commitments(_: unknown, { year }: api.QueryCommitmentsArgs, context: Context) {
  const { actor, database } = context;
  requireRight(actor, 'seeCommitments');
  const facts = await database.transaction((tx) => findCommitments(tx, actor.organisation.id, year));
  return commitmentsOf(facts, year, today(context));
}

async function vouchers(_: unknown, { filter, order: by, ...page }: api.QueryVouchersArgs, context: Context) {
  const { actor, database } = context;
  requireRight(actor, 'listVouchers');
  requireIds(filter?.serviceId, filter?.personId);
  const [who, wanted, order] = [sight(actor, 'listVouchers'), { ...filter, onDay: today(context) }, VOUCHER_ORDERS[by]];
  const rows = await listVouchers(database.reader, who, wanted, readPage(order, page));
  await context.noteLooks(actor, rows.slice(0, page.first).map(lookAt));
  return toConnection(rows, page, { order, count: () => countVouchers(database.reader, who, wanted) });
}

export const resolvers = {
  ...sharedResolvers,
  ...voucherFields,
  ...entities,
  ...proposals,
  ...previews,
  ...tasks,
  ...accessTypes,
  Query: {
    ...proposals.Query,
    ...tasks.Query,
    ...previews.Query,
    voucherByNumber: (_: unknown, args: api.QueryVoucherByNumberArgs, context: Context) => voucherByNumber(context, args.voucherNumber),
    voucher: (_: unknown, { id }: api.QueryVoucherArgs, context: Context) => seenVoucher(context, id),
    vouchers,
    voucherAccesses: accessesFor((actor) => requireRight(actor, 'seeAccesses'), isOfOrganiser),
    commitments,
    unitValues: (_: unknown, { serviceId, day }: api.QueryUnitValuesArgs, { database }: Context) =>
      isId(serviceId) ? listUnitValues(database.reader, serviceId, day) : [],
  },
  Mutation: { ...MUTATIONS, ...proposals.Mutation, ...tasks.Mutation },
  VoucherConnection: counted,
  Commitment: {
    service: ({ serviceId }: Commitment) => ({ id: serviceId }),
    granted: ({ grantedCents }: Commitment) => grantedCents,
    used: ({ usedCents }: Commitment) => usedCents,
    outsideQuota: ({ outsideQuotaCents }: Commitment) => outsideQuotaCents,
    held: ({ heldCents }: Commitment) => heldCents,
    released: ({ releasedCents }: Commitment) => releasedCents,
  },
  IncomeFormula: {
    max: ({ maxCents }: IncomeFormula) => maxCents,
    floor: ({ floorCents }: IncomeFormula) => floorCents,
  },
  VisitEffect: {
    visit: ({ visitId }: EffectAnswer) => ({ id: visitId }),
    organiserShareBefore: ({ organiserBefore }: EffectAnswer) => BigInt(organiserBefore),
    organiserShareAfter: ({ organiserAfter }: EffectAnswer) => BigInt(organiserAfter),
    clientShareBefore: ({ clientBefore }: EffectAnswer) => BigInt(clientBefore),
    clientShareAfter: ({ clientAfter }: EffectAnswer) => BigInt(clientAfter),
  },
};
