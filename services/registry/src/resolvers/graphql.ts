/** GraphQL in, command or query, GraphQL out. Holds no rule and no SQL. */
import type { Day } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { firstOf, readPageArguments, toConnection } from '@seteli/kit/pages';
import type { Decision } from '@seteli/kit/result';
import { badInput } from '@seteli/kit/errors';
import { requireIds } from '@seteli/kit/subgraph';
import type * as api from '@seteli/schema/generated/registry';
import { sharedResolvers } from '@seteli/schema/refusals';
import { approveProvider, withdrawApproval } from '../commands/approval.ts';
import { acceptPriceList, previewPriceList, rejectPriceList, savePriceListDraft, submitPriceList } from '../commands/price-list.ts';
import { changeOf, confirmCorrection, withdrawCorrection } from '../commands/correction.ts';
import { publishService, publishServiceArea, setCalendarDays } from '../commands/service.ts';
import type { Approval } from '../domain/approval.ts';
import { formatTimeOfDay, gapsOf, groupByTime, overlapsOf, readBand, readGaps, type TimeSpan } from '../domain/band.ts';
import type { Organiser } from '../domain/company.ts';
import type { Correction } from '../domain/correction.ts';
import { GAPS_SHOWN } from '../domain/limits.ts';
import { aboveValueFrom, decisionOf, lastDayOf, stateOn, type Price, type PriceList } from '../domain/price-list.ts';
import type { PriceChange } from '../domain/price-preview.ts';
import { requireRight } from '../policy.ts';
import * as corrections from '../store/correction.ts';
import type { StoredUnit } from '../store/company.ts';
import type { Area } from '../store/organiser.ts';
import type { StoredPrice, StoredPriceList } from '../store/price-list.ts';
import * as services from '../store/service.ts';
import { approvalsOfProvider, listQueries, listTypes } from './lists.ts';
import { today, type Context } from './loaders.ts';
import { organisationMutations, organisationQueries, organisationTypes } from './organisations.ts';
import { jobOf } from './repricing.ts';
import { fillIn } from '@seteli/kit/language';
import { INPUT_FAULTS } from '@seteli/schema/input-faults';

async function serviceOn({ database }: Context, id: Id, day: Day): Promise<services.Service | null> {
  const [found = null] = await services.listServices(database.reader, { ids: [id] }, day);
  return found;
}

async function publishServiceVersion(_: unknown, { input }: api.MutationPublishServiceArgs, context: Context) {
  requireRight(context.actor, 'publishService');
  requireIds(input.areaId);
  const decision = await publishService(context, context.actor, input);
  const nothing = { service: null, correction: null, job: null, refusal: null };
  if (!decision.accepted) return { ...nothing, refusal: decision.refusal };
  const { id, isProposed, jobId } = decision.value;
  if (isProposed) return { ...nothing, correction: await context.load.correction.load(id) };
  return { ...nothing, service: await serviceOn(context, id, input.firstDay), job: await jobOf(context, jobId ? { id: jobId } : null) };
}

async function setDays(_: unknown, { input }: api.MutationSetCalendarDaysArgs, context: Context) {
  requireRight(context.actor, 'setCalendarDays');
  const decision = await setCalendarDays(context, context.actor, input);
  const nothing = { organiser: null, correction: null, job: null, refusal: null };
  if (!decision.accepted) return { ...nothing, refusal: decision.refusal };
  const { id, isProposed, jobId } = decision.value;
  if (isProposed) return { ...nothing, correction: await context.load.correction.load(id) };
  return { ...nothing, organiser: await context.load.organiser.load(id), job: await jobOf(context, jobId ? { id: jobId } : null) };
}

const correctionPayload = async (context: Context, decision: Decision<Id>) =>
  decision.accepted
    ? {
        correction: await context.load.correction.load(decision.value),
        job: await jobOf(context, { causeId: decision.value }),
        refusal: null,
      }
    : { correction: null, job: null, refusal: decision.refusal };

const approvalPayload = async ({ load }: Context, decision: Decision<Id>) =>
  decision.accepted ? { approval: await load.approval.load(decision.value), refusal: null } : { approval: null, refusal: decision.refusal };

const priceListPayload = async ({ load }: Context, decision: Decision<Id>) =>
  decision.accepted
    ? { priceList: await load.priceList.load(decision.value), refusal: null }
    : { priceList: null, refusal: decision.refusal };

const decidedPayload = async (context: Context, decision: Decision<Id>) => ({
  ...(await priceListPayload(context, decision)),
  job: decision.accepted ? await jobOf(context, { causeId: decision.value }) : null,
});

const requireListIds = ({ priceListId, unitId, serviceId }: api.SubmitPriceListInput): void => requireIds(unitId, serviceId, priceListId);

/** Shows an administrator the gaps and overlaps of bands before they publish them. */
function bandReport(_: unknown, { contents, deliberateGaps }: api.QueryBandReportArgs, { actor }: Context) {
  requireRight(actor, 'publishService');
  const bands = contents.flatMap(({ code, bands: wishes }, content) =>
    wishes.flatMap((wish, band) => {
      const read = readBand(wish);
      if (!read) throw badInput(fillIn(INPUT_FAULTS.NO_BAND, { place: `contents.${content}.bands.${band}` }));
      return read.map((placed) => ({ code, ...placed }));
    }),
  );
  const declared = readGaps(bands, deliberateGaps ?? []);
  if (!declared.accepted) throw badInput(fillIn(INPUT_FAULTS.NOT_OPEN, { place: declared.refusal.path?.join('.') ?? '' }));
  const { overlaps, more } = overlapsOf(bands);
  return { gaps: gapsOf(bands, declared.value).slice(0, GAPS_SHOWN), overlaps, moreOverlaps: more };
}

const timesOf = ({ fromMinute, toMinute }: TimeSpan) => ({ from: formatTimeOfDay(fromMinute), to: formatTimeOfDay(toMinute) });

async function ofLowerValue({ contentId, priceCents, priceListId }: StoredPrice, _: unknown, { load }: Context): Promise<Day | null> {
  const [list, content, values] = await Promise.all([
    load.priceList.load(priceListId),
    load.content.load(contentId),
    load.valuesOf.load(contentId),
  ]);
  const service = content && (await load.service.load(content.serviceId));
  if (!list || !content || content.deductibleAllowed || service?.arrangementKind === 'PURCHASED') return null;
  const { firstDay } = list;
  return aboveValueFrom(priceCents, { firstDay, lastDay: lastDayOf(list, await load.priceListsOf.load(list.unitId)) }, values);
}

type Reference = { readonly id: Id };
type Nothing = Record<string, never>;

const versionOf = ({ id, version }: services.Service): services.VersionKey => ({ serviceId: id, version });

export const resolvers = {
  ...sharedResolvers,
  Query: {
    organiser: (_: unknown, { id }: Reference, { load }: Context) => load.organiser.load(id),
    services: async (_: unknown, { organiserId, ...page }: api.QueryServicesArgs, { load }: Context) =>
      firstOf(isId(organiserId) ? await load.servicesOf.load(organiserId) : [], page),
    service: (_: unknown, { id, day }: api.QueryServiceArgs, context: Context) =>
      isId(id) ? serviceOn(context, id, day ?? today(context)) : null,
    provider: (_: unknown, { id }: Reference, { load }: Context) => load.provider.load(id),
    bandReport,
    previewPriceList: (_: unknown, { input }: api.QueryPreviewPriceListArgs, context: Context) => {
      requireRight(context.actor, 'submitPriceList');
      requireListIds(input);
      return previewPriceList(context, context.actor, input);
    },
    correction: (_: unknown, { id }: Reference, { load }: Context) => load.correction.load(id),
    corrections: async (_: unknown, args: api.QueryCorrectionsArgs, { actor, database }: Context) => {
      requireRight(actor, 'correct');
      return toConnection(await corrections.listCorrections(database.reader, actor.organisation.id, readPageArguments(args)), args);
    },
    ...listQueries,
    ...organisationQueries,
  },
  Mutation: {
    publishServiceArea: async (_: unknown, { input }: api.MutationPublishServiceAreaArgs, context: Context) => {
      requireRight(context.actor, 'publishServiceArea');
      const decision = await publishServiceArea(context, context.actor, input);
      return decision.accepted
        ? { area: await context.load.area.load(decision.value), refusal: null }
        : { area: null, refusal: decision.refusal };
    },
    setCalendarDays: setDays,
    publishService: publishServiceVersion,
    confirmCorrection: async (_: unknown, { input }: api.MutationConfirmCorrectionArgs, context: Context) => {
      requireRight(context.actor, 'correct');
      requireIds(input.correctionId);
      return correctionPayload(context, await confirmCorrection(context, context.actor, input));
    },
    withdrawCorrection: async (_: unknown, { input }: api.MutationWithdrawCorrectionArgs, context: Context) => {
      requireRight(context.actor, 'correct');
      requireIds(input.correctionId);
      return correctionPayload(context, await withdrawCorrection(context, context.actor, input));
    },
    approveProvider: async (_: unknown, { input }: api.MutationApproveProviderArgs, context: Context) => {
      requireRight(context.actor, 'approveProvider');
      requireIds(input.providerId, input.serviceId);
      return approvalPayload(context, await approveProvider(context, context.actor, input));
    },
    withdrawApproval: async (_: unknown, { input }: api.MutationWithdrawApprovalArgs, context: Context) => {
      requireRight(context.actor, 'withdrawApproval');
      requireIds(input.approvalId);
      return approvalPayload(context, await withdrawApproval(context, context.actor, input));
    },
    savePriceListDraft: async (_: unknown, { input }: api.MutationSavePriceListDraftArgs, context: Context) => {
      requireRight(context.actor, 'savePriceListDraft');
      requireListIds(input);
      return priceListPayload(context, await savePriceListDraft(context, context.actor, input));
    },
    submitPriceList: async (_: unknown, { input }: api.MutationSubmitPriceListArgs, context: Context) => {
      requireRight(context.actor, 'submitPriceList');
      requireListIds(input);
      return priceListPayload(context, await submitPriceList(context, context.actor, input));
    },
    acceptPriceList: async (_: unknown, { input }: api.MutationAcceptPriceListArgs, context: Context) => {
      requireRight(context.actor, 'decidePriceList');
      requireIds(input.priceListId);
      return decidedPayload(context, await acceptPriceList(context, context.actor, input));
    },
    rejectPriceList: async (_: unknown, { input }: api.MutationRejectPriceListArgs, context: Context) => {
      requireRight(context.actor, 'decidePriceList');
      requireIds(input.priceListId);
      return decidedPayload(context, await rejectPriceList(context, context.actor, input));
    },
    ...organisationMutations,
  },
  ...listTypes,
  ...organisationTypes,
  Correction: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.correction.load(id),
    reason: () => 'CORRECTION_OF_ERROR' as const,
    service: ({ serviceId }: Correction, _: Nothing, { load }: Context) => serviceId && load.service.load(serviceId),
    proposedBy: ({ proposedBy }: Correction, _: Nothing, { load }: Context) => load.actorName.load(proposedBy),
    decidedBy: ({ decidedBy }: Correction, _: Nothing, { load }: Context) => decidedBy && load.actorName.load(decidedBy),
    change: (found: Correction) => (found.state === 'PROPOSED' ? changeOf(found) : null),
  },
  Organiser: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.organiser.load(id),
    areas: ({ id }: Organiser, _: Nothing, { load }: Context) => load.areasOf.load(id),
    services: ({ id }: Organiser, _: Nothing, { load }: Context) => load.servicesOf.load(id),
  },
  ServiceArea: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.area.load(id),
    services: async ({ id, organiserId }: Area, _: Nothing, { load }: Context) =>
      (await load.servicesOf.load(organiserId)).filter(({ areaId }) => areaId === id),
  },
  Service: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.service.load(id),
    organiser: ({ organiserId }: services.Service, _: Nothing, { load }: Context) => load.organiser.load(organiserId),
    area: ({ areaId }: services.Service, _: Nothing, { load }: Context) => areaId && load.area.load(areaId),
    maxVisitHours: ({ maxVisitMinutes }: services.Service) => maxVisitMinutes / 60,
    contents: (service: services.Service, _: Nothing, { load }: Context) => load.contentsOf.load(versionOf(service)),
    gaps: async (service: services.Service, _: Nothing, { load }: Context) =>
      gapsOf(await load.bandsOf.load(versionOf(service)), service.deliberateGaps).slice(0, GAPS_SHOWN),
  },
  ServiceContent: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.content.load(id),
    service: ({ serviceId }: services.Content, _: Nothing, { load }: Context) => load.service.load(serviceId),
    maxPerVisit: ({ unit, maxStepsPerVisit }: services.Content) => maxStepsPerVisit && { unit, steps: maxStepsPerVisit },
    bands: async (content: services.Content, _: Nothing, { load }: Context) =>
      groupByTime((await load.bandsOf.load(content)).filter(({ contentId }) => contentId === content.id)),
  },
  Band: { from: (band: TimeSpan) => timesOf(band).from, to: (band: TimeSpan) => timesOf(band).to },
  BandGap: { from: (gap: TimeSpan) => timesOf(gap).from, to: (gap: TimeSpan) => timesOf(gap).to },
  BandOverlap: { from: (overlap: TimeSpan) => timesOf(overlap).from, to: (overlap: TimeSpan) => timesOf(overlap).to },
  Provider: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.provider.load(id),
    units: async ({ id }: Reference, page: api.ProviderUnitsArgs, { load }: Context) => firstOf(await load.unitsOf.load(id), page),
    approvals: approvalsOfProvider,
  },
  ProviderUnit: {
    __resolveReference: ({ id }: Reference, { load }: Context) => load.unit.load(id),
    provider: ({ providerId }: StoredUnit, _: Nothing, { load }: Context) => load.provider.load(providerId),
    priceLists: async ({ id, providerId }: StoredUnit, page: api.ProviderUnitPriceListsArgs, context: Context) => {
      const lists = await context.load.priceListsOf.load(id);
      const isOwn = context.actor.organisation.id === providerId;
      const seen = lists.filter((list) => isOwn || stateOn(list, lists, today(context)) !== 'SUPERSEDED');
      return firstOf(seen.toReversed(), page).toReversed();
    },
  },
  PriceListDecision: {
    decidedBy: ({ decidedBy }: { readonly decidedBy: Id }, _: Nothing, { load }: Context) => load.actorName.load(decidedBy),
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
    state: async (list: PriceList, _: Nothing, context: Context) =>
      stateOn(list, await context.load.priceListsOf.load(list.unitId), today(context)),
    decision: (list: StoredPriceList, _: Nothing, { actor }: Context) => decisionOf(list, actor.organisation.id),
    lastDay: async (list: PriceList, _: Nothing, { load }: Context) => lastDayOf(list, await load.priceListsOf.load(list.unitId)),
    service: ({ serviceId }: PriceList, _: Nothing, { load }: Context) => load.service.load(serviceId),
    prices: ({ id }: Reference, _: Nothing, { load }: Context) => load.pricesOf.load(id),
  },
  PriceChange: {
    content: ({ contentId }: PriceChange, _: unknown, { load }: Context) => load.content.load(contentId),
    oldPrice: ({ oldPriceCents }: PriceChange) => oldPriceCents,
    newPrice: ({ newPriceCents }: PriceChange) => newPriceCents,
    oldClientShare: ({ oldShareCents }: PriceChange) => oldShareCents,
    newClientShare: ({ newShareCents }: PriceChange) => newShareCents,
  },
  Price: {
    content: ({ contentId }: Price, _: Nothing, { load }: Context) => load.content.load(contentId),
    price: ({ priceCents }: Price) => priceCents,
    aboveValueFrom: ofLowerValue,
  },
};
