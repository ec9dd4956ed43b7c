/** GraphQL in, command or query, GraphQL out. Holds no rule and no SQL; loaders see to it that a list costs one query, not one per row. */
import DataLoader from 'dataloader';
import type { Actor } from '@seteli/kit/actor';
import { dayOf, type Day } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { readPageArguments, toConnection } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { badInput, requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/registry';
import { sharedResolvers } from '@seteli/schema/refusals';
import * as commands from './commands.ts';
import type { Approval } from './domain/approval.ts';
import { formatTimeOfDay, gapsOf, groupByTime, type DayBand, type Span } from './domain/band.ts';
import type { Organiser } from './domain/company.ts';
import { withoutReplaced, type Price, type PriceList } from './domain/price-list.ts';
import { requireRight } from './policy.ts';
import * as approvals from './store/approval.ts';
import * as companies from './store/company.ts';
import * as priceLists from './store/price-list.ts';
import * as services from './store/service.ts';

export type Context = commands.Desk & { readonly actor: Actor; readonly load: ReturnType<typeof createLoaders> };

export const createContext = (desk: commands.Desk, actor: Actor): Context => ({ ...desk, actor, load: createLoaders(desk, actor) });

/** Reads things by their ids, in the order of the ids; what is not there, or could not be an id, is null. */
const byId = <Row extends { readonly id: Id }>(read: (ids: readonly Id[]) => Promise<Row[]>) =>
  new DataLoader<Id, Row | null>(async (ids) => {
    const found = new Map((await read(ids.filter(isId))).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });

/** Reads the things that belong to others, by the ids of those. */
const listBy = <Row>(read: (ids: readonly Id[]) => Promise<Row[]>, ownerOf: (row: Row) => Id) =>
  new DataLoader<Id, Row[]>(async (ids) => {
    const found = Map.groupBy(await read(ids), ownerOf);
    return ids.map((id) => found.get(id) ?? []);
  });

const versionName = ({ serviceId, version }: services.VersionKey): string => `${serviceId} ${version}`;

const listByVersion = <Row extends services.VersionKey>(read: (keys: readonly services.VersionKey[]) => Promise<Row[]>) =>
  new DataLoader<services.VersionKey, Row[], string>(
    async (keys) => {
      const found = Map.groupBy(await read(keys), versionName);
      return keys.map((key) => found.get(versionName(key)) ?? []);
    },
    { cacheKeyFn: versionName },
  );

/** What one request has read, so that it is read once. */
function createLoaders({ database: { reader }, clock }: commands.Desk, actor: Actor) {
  const day = dayOf(clock.now());
  return {
    organiser: byId((ids) => companies.listOrganisers(reader, ids)),
    servicesOf: listBy(
      (organiserIds) => services.listServices(reader, { organiserIds }, day),
      (row) => row.organiserId,
    ),
    service: byId((ids) => services.listServices(reader, { ids }, day)),
    content: byId((ids) => services.listContents(reader, ids, day)),
    contentsOf: listByVersion((keys) => services.listContentsOfVersions(reader, keys)),
    bandsOf: listByVersion((keys) => services.listBands(reader, keys)),
    provider: byId((ids) => companies.listProviders(reader, ids)),
    unit: byId((ids) => companies.listUnits(reader, { ids })),
    unitsOf: listBy(
      (providerIds) => companies.listUnits(reader, { providerIds }),
      (row) => row.providerId,
    ),
    approval: byId((ids) => approvals.listApprovals(reader, ids)),
    priceList: byId((ids) => priceLists.listPriceLists(reader, actor, { ids })),
    priceListsOf: listBy(
      (unitIds) => priceLists.listPriceLists(reader, actor, { unitIds }),
      (row) => row.unitId,
    ),
    pricesOf: listBy(
      (ids) => priceLists.listPrices(reader, ids),
      (row) => row.priceListId,
    ),
  };
}

const today = ({ clock }: Context): Day => dayOf(clock.now());

async function serviceOn({ database }: Context, id: Id, day: Day): Promise<services.Service | null> {
  const [found = null] = await services.listServices(database.reader, { ids: [id] }, day);
  return found;
}

const LONGEST_TEXT = 500;
const LONGEST_VISIT_HOURS = 366 * 24;
const LONGEST_INCREMENT_MINUTES = 24 * 60;
const LONGEST_TAIL_DAYS = 3_660;

/** Codes and names are shown to people; one without a letter cannot be meant. */
function requireTexts(...texts: readonly string[]): void {
  if (texts.some((text) => text.trim() === '')) throw badInput('A code or a name is empty.');
  if (texts.some((text) => text.length > LONGEST_TEXT)) throw badInput(`A code or a name has at most ${LONGEST_TEXT} characters.`);
}

/** Nobody means more, and days are counted with them. */
function requireLengths({ maxVisitHours, incrementMinutes, tailDays }: api.PublishServiceInput): void {
  if ((maxVisitHours ?? 0) > LONGEST_VISIT_HOURS) throw badInput(`A visit lasts at most ${LONGEST_VISIT_HOURS} hours.`);
  if ((incrementMinutes ?? 0) > LONGEST_INCREMENT_MINUTES) throw badInput(`An increment has at most ${LONGEST_INCREMENT_MINUTES} minutes.`);
  if ((tailDays ?? 0) > LONGEST_TAIL_DAYS) throw badInput(`A tail has at most ${LONGEST_TAIL_DAYS} days.`);
}

const textsOf = ({ code, names }: { code: string; names: api.NamesInput }) => [code, names.fi, names.sv, names.en];

async function publishService(_: unknown, { input }: api.MutationPublishServiceArgs, context: Context) {
  requireRight(context.actor, 'publishService');
  requireTexts(...textsOf(input), ...input.contents.flatMap(textsOf));
  requireLengths(input);
  const decision = await commands.publishService(context, context.actor, input);
  if (!decision.accepted) return { service: null, refusal: decision.refusal };
  return { service: await serviceOn(context, decision.value, input.firstDay), refusal: null };
}

const approvalPayload = async ({ load }: Context, decision: Decision<Id>) =>
  decision.accepted ? { approval: await load.approval.load(decision.value), refusal: null } : { approval: null, refusal: decision.refusal };

const priceListPayload = async ({ load }: Context, decision: Decision<Id>) =>
  decision.accepted
    ? { priceList: await load.priceList.load(decision.value), refusal: null }
    : { priceList: null, refusal: decision.refusal };

const timesOf = ({ fromMinute, toMinute }: Span) => ({ from: formatTimeOfDay(fromMinute), to: formatTimeOfDay(toMinute) });

type Reference = { readonly id: Id };
type Nothing = Record<string, never>;

const versionOf = ({ id, version }: services.Service): services.VersionKey => ({ serviceId: id, version });

export const resolvers = {
  ...sharedResolvers,
  Query: {
    organiser: (_: unknown, { id }: Reference, { load }: Context) => load.organiser.load(id),
    services: (_: unknown, { organiserId }: api.QueryServicesArgs, { load }: Context) =>
      isId(organiserId) ? load.servicesOf.load(organiserId) : [],
    service: (_: unknown, { id, day }: api.QueryServiceArgs, context: Context) =>
      isId(id) ? serviceOn(context, id, day ?? today(context)) : null,
    provider: (_: unknown, { id }: Reference, { load }: Context) => load.provider.load(id),
    approvedProviders: async (_: unknown, args: api.QueryApprovedProvidersArgs, context: Context) => {
      requireIds(args.serviceId);
      return toConnection(
        await approvals.listOffered(context.database.reader, args.serviceId, today(context), readPageArguments(args)),
        args,
      );
    },
  },
  Mutation: {
    publishService,
    approveProvider: async (_: unknown, { input }: api.MutationApproveProviderArgs, context: Context) => {
      requireRight(context.actor, 'approveProvider');
      requireIds(input.providerId, input.serviceId);
      return approvalPayload(context, await commands.approveProvider(context, context.actor, input));
    },
    withdrawApproval: async (_: unknown, { input }: api.MutationWithdrawApprovalArgs, context: Context) => {
      requireRight(context.actor, 'withdrawApproval');
      requireIds(input.approvalId);
      return approvalPayload(context, await commands.withdrawApproval(context, context.actor, input));
    },
    submitPriceList: async (_: unknown, { input }: api.MutationSubmitPriceListArgs, context: Context) => {
      requireRight(context.actor, 'submitPriceList');
      requireIds(input.unitId, input.serviceId);
      return priceListPayload(context, await commands.submitPriceList(context, context.actor, input));
    },
    acceptPriceList: async (_: unknown, { input }: api.MutationAcceptPriceListArgs, context: Context) => {
      requireRight(context.actor, 'decidePriceList');
      requireIds(input.priceListId);
      return priceListPayload(context, await commands.acceptPriceList(context, context.actor, input.priceListId));
    },
    rejectPriceList: async (_: unknown, { input }: api.MutationRejectPriceListArgs, context: Context) => {
      requireRight(context.actor, 'decidePriceList');
      requireIds(input.priceListId);
      return priceListPayload(context, await commands.rejectPriceList(context, context.actor, input.priceListId));
    },
  },
  Organiser: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.organiser.load(id),
    services: ({ id }: Organiser, _: Nothing, { load }: Context) => load.servicesOf.load(id),
  },
  Service: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.service.load(id),
    organiser: ({ organiserId }: services.Service, _: Nothing, { load }: Context) => load.organiser.load(organiserId),
    maxVisitHours: ({ maxVisitMinutes }: services.Service) => maxVisitMinutes / 60,
    contents: (service: services.Service, _: Nothing, { load }: Context) => load.contentsOf.load(versionOf(service)),
    gaps: async (service: services.Service, _: Nothing, { load }: Context) => gapsOf(await load.bandsOf.load(versionOf(service))),
  },
  ServiceContent: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.content.load(id),
    service: ({ serviceId }: services.Content, _: Nothing, { load }: Context) => load.service.load(serviceId),
    bands: async (content: services.Content, _: Nothing, { load }: Context) =>
      groupByTime((await load.bandsOf.load(content)).filter(({ contentId }) => contentId === content.id)),
  },
  Band: { from: (band: Span) => timesOf(band).from, to: (band: Span) => timesOf(band).to },
  BandGap: { from: (gap: DayBand) => timesOf(gap).from, to: (gap: DayBand) => timesOf(gap).to },
  Provider: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.provider.load(id),
    units: ({ id }: Reference, _: Nothing, { load }: Context) => load.unitsOf.load(id),
  },
  ProviderUnit: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.unit.load(id),
    provider: ({ providerId }: companies.StoredUnit, _: Nothing, { load }: Context) => load.provider.load(providerId),
    priceLists: async ({ id }: Reference, _: Nothing, context: Context) =>
      withoutReplaced(await context.load.priceListsOf.load(id), today(context)),
  },
  ProviderApproval: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.approval.load(id),
    provider: ({ providerId }: Approval, _: Nothing, { load }: Context) => load.provider.load(providerId),
    service: ({ serviceId }: Approval, _: Nothing, { load }: Context) => load.service.load(serviceId),
    contents: ({ contentIds }: Approval, _: Nothing, { load }: Context) => load.content.loadMany(contentIds),
  },
  PriceList: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.priceList.load(id),
    unit: ({ unitId }: PriceList, _: Nothing, { load }: Context) => load.unit.load(unitId),
    service: ({ serviceId }: PriceList, _: Nothing, { load }: Context) => load.service.load(serviceId),
    prices: ({ id }: Reference, _: Nothing, { load }: Context) => load.pricesOf.load(id),
  },
  Price: {
    content: ({ contentId }: Price, _: Nothing, { load }: Context) => load.content.load(contentId),
    price: ({ priceCents }: Price) => priceCents,
  },
};
