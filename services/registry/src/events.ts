/** From what was decided in the registry to what is announced about it. */
import { announce, type Announcement } from '@seteli/kit/outbox';
import * as contracts from '@seteli/schema/events/registry';
import type { Approval } from './domain/approval.ts';
import { groupByTime } from './domain/band.ts';
import type { Organiser, Provider } from './domain/company.ts';
import type { Price, PriceList } from './domain/price-list.ts';
import type { NewContent, Service } from './store/service.ts';

export const organiserChanged = ({ id, names, ...organiser }: Organiser): Announcement =>
  announce(contracts.organiserChanged, id, { organiserId: id, companyName: names.fi, ...organiser });

export const providerChanged = ({ id, businessId, name, iban, units, version }: Provider): Announcement =>
  announce(contracts.providerChanged, id, {
    providerId: id,
    businessId,
    companyName: name,
    iban,
    unitIds: units.map((unit) => unit.id),
    version,
  });

export const servicePublished = (service: Service, contents: readonly NewContent[]): Announcement =>
  announce(contracts.servicePublished, service.id, {
    serviceId: service.id,
    organiserId: service.organiserId,
    code: service.code,
    arrangementKind: service.arrangementKind,
    approvalPolicy: service.approvalPolicy,
    maxVisitMinutes: service.maxVisitMinutes,
    incrementMinutes: service.incrementMinutes,
    tailDays: service.tailDays,
    firstDay: service.firstDay,
    contents: contents.map(({ id, code, unit, deductibleAllowed, bands }) => ({
      contentId: id,
      code,
      unit,
      deductibleAllowed,
      bands: groupByTime(bands).map(({ dayClasses, fromMinute, toMinute }) => ({ dayClasses: [...dayClasses], fromMinute, toMinute })),
    })),
    version: service.version,
  });

const approvalData = ({ id, organiserId, serviceId, providerId, contentIds, firstDay, lastDay, version }: Approval) => ({
  approvalId: id,
  organiserId,
  serviceId,
  providerId,
  contentIds: [...contentIds],
  firstDay,
  lastDay,
  version,
});

export const providerApproved = (approval: Approval): Announcement =>
  announce(contracts.providerApproved, approval.id, approvalData(approval));

export const approvalWithdrawn = (approval: Approval): Announcement =>
  announce(contracts.approvalWithdrawn, approval.id, approvalData(approval));

export const priceListAccepted = (list: PriceList, prices: readonly Price[]): Announcement =>
  announce(contracts.priceListAccepted, list.id, {
    priceListId: list.id,
    organiserId: list.organiserId,
    serviceId: list.serviceId,
    providerId: list.providerId,
    unitId: list.unitId,
    firstDay: list.firstDay,
    prices: prices.map(({ contentId, priceCents }) => ({ contentId, priceCents })),
    version: list.version,
  });
