/**
 * The lists that people filter and order: approved providers, a provider's approvals, and price lists. Holds no rule
 * and no SQL.
 */
import { badInput } from '@seteli/kit/errors';
import type { Id } from '@seteli/kit/ids';
import { counted, readPage, readPageArguments, toConnection } from '@seteli/kit/pages';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/registry';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';
import { requireRight } from '../policy.ts';
import * as listed from '../store/listed-prices.ts';
import * as offered from '../store/offered.ts';
import { countAboveValue, listAboveValue } from '../store/price-list.ts';
import { today, type Context } from './loaders.ts';

async function approvedProviders(_: unknown, { serviceId, filter, order: by, ...page }: api.QueryApprovedProvidersArgs, context: Context) {
  requireIds(serviceId, filter?.contentId);
  if (by === 'PRICE_ASC' && filter?.contentId == null) throw badInput(INPUT_FAULTS.PRICE_OF_A_CONTENT);
  const { reader } = context.database;
  const wanted = { serviceId, onDay: today(context), ...filter };
  const order = offered.OFFERED_ORDERS[by];
  const rows = await offered.listOffered(reader, wanted, readPage(order, page));
  return toConnection(rows, page, { order, count: () => offered.countOffered(reader, wanted) });
}

async function priceLists(_: unknown, { filter, order: by, ...page }: api.QueryPriceListsArgs, context: Context) {
  const { actor, database } = context;
  requireRight(actor, 'listPriceLists');
  requireIds(filter?.serviceId, filter?.providerId, filter?.unitId);
  const wanted = { ...filter, onDay: today(context) };
  const order = listed.PRICE_LIST_ORDERS[by];
  const rows = await listed.listWanted(database.reader, actor, wanted, readPage(order, page));
  return toConnection(rows, page, { order, count: () => listed.countWanted(database.reader, actor, wanted) });
}

async function priceListsAboveValue(_: unknown, args: api.QueryPriceListsAboveValueArgs, context: Context) {
  const { actor, database } = context;
  requireRight(actor, 'seeAboveValue');
  requireIds(args.serviceId);
  const of = { organiserId: actor.organisation.id, serviceId: args.serviceId, since: today(context) };
  const rows = await listAboveValue(database.reader, of, readPageArguments(args));
  return toConnection(rows, args, { count: () => countAboveValue(database.reader, of) });
}

export const listQueries = { approvedProviders, priceLists, priceListsAboveValue };

export const listTypes = { ProviderApprovalConnection: counted, PriceListConnection: counted };

export const approvalsOfProvider = async ({ id }: { readonly id: Id }, page: api.ProviderApprovalsArgs, { load }: Context) =>
  toConnection(await load.approvalsOf.load({ id, wanted: page }), page, {
    order: offered.APPROVAL_ORDER,
    count: () => load.approvalCount.load(id),
  });
