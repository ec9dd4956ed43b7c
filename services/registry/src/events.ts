/** Turns decisions of the registry into announcements. */
import type { Id } from '@seteli/kit/ids';
import { announce, type Announcement } from '@seteli/kit/outbox';
import { keepTasks } from '@seteli/kit/tasks';
import * as contracts from '@seteli/schema/events/registry';
import type { NoticeKind, TaskKind } from '@seteli/schema/tasks';
import type { Approval } from './domain/approval.ts';
import { groupByTime } from './domain/band.ts';
import type { CalendarDay } from './domain/calendar.ts';
import type { CancellationTerms } from './domain/cancellation.ts';
import type { Organiser, Provider } from './domain/company.ts';
import type { Price, PriceList } from './domain/price-list.ts';
import type { NewContent, Service } from './store/service.ts';

export const { openTasks, closeTasks, giveNotices } = keepTasks<TaskKind, NoticeKind>(contracts.registryTasks);

export const organiserChanged = ({ id, names, municipalityCodes, closedAt, ...organiser }: Organiser): Announcement =>
  announce(contracts.organiserChanged, id, {
    organiserId: id,
    businessId: organiser.businessId,
    companyName: names.fi,
    iban: organiser.iban,
    settlementDay: organiser.settlementDay,
    recordingCutOffDay: organiser.recordingCutOffDay,
    municipalityCodes: [...municipalityCodes],
    closed: closedAt !== null,
    version: organiser.version,
  });

export const providerChanged = ({ id, businessId, name, iban, units, version }: Provider): Announcement =>
  announce(contracts.providerChanged, id, {
    providerId: id,
    businessId,
    companyName: name,
    iban,
    unitIds: units.map((unit) => unit.id),
    version,
  });

/** The job that recalculates visits of days that have begun, and the roles of the person who asked for it. */
export type AskedRepricing = { readonly jobId: Id; readonly roles: readonly string[] };

const asked = (repricing: AskedRepricing | null) => repricing && { repricing: { ...repricing, roles: [...repricing.roles] } };

export const servicePublished = (service: Service, contents: readonly NewContent[], repricing: AskedRepricing | null): Announcement =>
  announce(contracts.servicePublished, service.id, {
    serviceId: service.id,
    organiserId: service.organiserId,
    code: service.code,
    arrangementKind: service.arrangementKind,
    approvalPolicy: service.approvalPolicy,
    samplePercent: service.samplePercent,
    approvedEditable: service.approvedEditable,
    overlapPolicy: service.overlapPolicy,
    prorationPolicy: service.prorationPolicy,
    cancellationTerms: service.cancellationTerms && termsData(service.cancellationTerms),
    valueNoticeDays: service.valueNoticeDays,
    hardLimitMonths: service.hardLimitMonths,
    maxVisitMinutes: service.maxVisitMinutes,
    incrementMinutes: service.incrementMinutes,
    tailDays: service.tailDays,
    firstDay: service.firstDay,
    contents: contents.map(contentData),
    ...asked(repricing),
    version: service.version,
  });

const termsData = ({ noticeHours, ...terms }: CancellationTerms) => ({ ...terms, noticeMinutes: noticeHours * 60 });

const contentData = ({ id, bands, names: _names, serviceId: _serviceId, version: _version, ...content }: NewContent) => ({
  ...content,
  contentId: id,
  bands: groupByTime(bands).map(({ dayClasses, fromMinute, toMinute }) => ({ dayClasses: [...dayClasses], fromMinute, toMinute })),
});

export const calendarDaysSet = (
  organiserId: Id,
  days: readonly CalendarDay[],
  version: number,
  repricing: AskedRepricing | null,
): Announcement => announce(contracts.calendarDaysSet, organiserId, { organiserId, days: [...days], ...asked(repricing), version });

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

export const priceListAccepted = (list: PriceList, prices: readonly Price[], repricing: AskedRepricing | null): Announcement =>
  announce(contracts.priceListAccepted, list.id, {
    priceListId: list.id,
    organiserId: list.organiserId,
    serviceId: list.serviceId,
    providerId: list.providerId,
    unitId: list.unitId,
    firstDay: list.firstDay,
    prices: prices.map(({ contentId, priceCents }) => ({ contentId, priceCents })),
    ...asked(repricing),
    version: list.version,
  });
