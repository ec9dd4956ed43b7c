/** What one request reads: each thing once, each list in one query, and only what its actor may see. */
import DataLoader from 'dataloader';
import type { Actor } from '@seteli/kit/actor';
import { findActorNames, type ActorName } from '@seteli/schema/actor-names';
import { dayOf, type Day } from '@seteli/kit/day';
import { isId, type Id } from '@seteli/kit/ids';
import { ofEach } from '@seteli/kit/of-each';
import { readPage, type PageArguments } from '@seteli/kit/pages';
import { scopeOf } from '@seteli/kit/scope';
import type { AskingDesk, Desk, RegisterDesk } from '../commands/desk.ts';
import { may } from '../policy.ts';
import * as corrections from '../store/correction.ts';
import * as approvals from '../store/approval.ts';
import * as companies from '../store/company.ts';
import * as offered from '../store/offered.ts';
import * as organisers from '../store/organiser.ts';
import * as priceLists from '../store/price-list.ts';
import * as services from '../store/service.ts';

export type Context = AskingDesk & RegisterDesk & { readonly actor: Actor; readonly load: ReturnType<typeof createLoaders> };

export function createContext(all: AskingDesk & RegisterDesk, actor: Actor): Context {
  const desk = { ...all, database: all.database.within(scopeOf(actor)) };
  return { ...desk, actor, load: createLoaders(desk, actor) };
}

export const today = ({ clock }: Context): Day => dayOf(clock.now());

/** Reads things by id, in the order of the ids. Null for a missing thing and for a malformed id. */
const byId = <Row extends { readonly id: Id }>(read: (ids: readonly Id[]) => Promise<Row[]>) =>
  new DataLoader<Id, Row | null>(async (ids) => {
    const found = new Map((await read(ids.filter(isId))).map((row) => [row.id, row]));
    return ids.map((id) => found.get(id) ?? null);
  });

/** Reads things by the ids of their owners. */
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

function createLoaders({ database: { reader }, clock }: Desk, actor: Actor) {
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
    area: byId((ids) => organisers.listAreas(reader, { ids })),
    areasOf: listBy(
      (organiserIds) => organisers.listAreas(reader, { organiserIds }),
      (row) => row.organiserId,
    ),
    provider: byId((ids) => companies.listProviders(reader, ids)),
    unit: byId((ids) => companies.listUnits(reader, { ids })),
    unitsOf: listBy(
      (providerIds) => companies.listUnits(reader, { providerIds }),
      (row) => row.providerId,
    ),
    approvalsOf: ofEach(async (providerIds, page: PageArguments) => {
      const rows = await offered.listApprovalsOf(reader, actor, { providerIds, onDay: day }, readPage(offered.APPROVAL_ORDER, page));
      return Map.groupBy(rows, ({ providerId }) => providerId);
    }, []),
    approvalCount: new DataLoader<Id, number>(async (providerIds) => {
      const counts = await offered.countApprovalsOf(reader, actor, { providerIds, onDay: day });
      return providerIds.map((id) => counts.get(id) ?? 0);
    }),
    approval: byId((ids) => approvals.listApprovals(reader, ids)),
    correction: byId(async (ids) => (may(actor, 'correct') ? await corrections.findCorrections(reader, actor.organisation.id, ids) : [])),
    priceList: byId((ids) => priceLists.listPriceLists(reader, actor, { ids })),
    priceListsOf: listBy(
      (unitIds) => priceLists.listPriceLists(reader, actor, { unitIds }),
      (row) => row.unitId,
    ),
    actorName: new DataLoader<Id, ActorName | null>(async (ids) => {
      const found = await findActorNames(reader, actor, ids);
      return ids.map((id) => found.get(id) ?? null);
    }),
    valuesOf: listBy(
      (ids) => priceLists.listValues(reader, ids),
      (row) => row.contentId,
    ),
    pricesOf: listBy(
      (ids) => priceLists.listPrices(reader, ids),
      (row) => row.priceListId,
    ),
  };
}
