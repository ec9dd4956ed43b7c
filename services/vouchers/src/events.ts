/** Turns decisions of vouchers into announcements. */
import { announce, type Announcement } from '@seteli/kit/outbox';
import { keepTasks } from '@seteli/kit/tasks';
import * as contracts from '@seteli/schema/events/vouchers';
import type { NoticeKind, TaskKind } from '@seteli/schema/tasks';
import type { Answer } from './domain/allocate.ts';
import type { TakenLine } from './domain/decide.ts';
import type { PastVisit } from './domain/recalculate.ts';
import type { ContentValue } from './domain/value.ts';
import type { Voucher } from './domain/voucher.ts';
import type { ValueTable } from './store/value.ts';

export const { openTasks, closeTasks, giveNotices } = keepTasks<TaskKind, NoticeKind>(contracts.vouchersTasks);

const voucherData = (voucher: Voucher, contentIds: readonly string[]) => ({
  voucherId: voucher.id,
  voucherNumber: voucher.voucherNumber,
  organiserId: voucher.organiserId,
  serviceId: voucher.serviceId,
  personId: voucher.personId,
  contentIds: [...contentIds],
  firstDay: voucher.firstDay,
  lastDay: voucher.lastDay,
  arrangementKind: voucher.arrangementKind,
  state: voucher.state,
  suspensions: voucher.suspensions.map(({ firstDay, lastDay }) => ({ firstDay, lastDay })),
  predecessorId: voucher.predecessorId,
  contractPrices: [...voucher.contractPrices].map(([contentId, priceCents]) => ({ contentId, priceCents })),
  version: voucher.version,
});

export const voucherGranted = (voucher: Voucher, contentIds: readonly string[]): Announcement =>
  announce(contracts.voucherGranted, voucher.id, voucherData(voucher, contentIds));

export const voucherChanged = (voucher: Voucher, contentIds: readonly string[]): Announcement =>
  announce(contracts.voucherChanged, voucher.id, voucherData(voucher, contentIds));

export const voucherRevoked = (voucher: Voucher, contentIds: readonly string[]): Announcement =>
  announce(contracts.voucherRevoked, voucher.id, voucherData(voucher, contentIds));

export const valuesPublished = (table: ValueTable & { readonly organiserId: string }, values: readonly ContentValue[]): Announcement =>
  announce(contracts.valuesPublished, table.serviceId, {
    valueTableId: table.id,
    organiserId: table.organiserId,
    serviceId: table.serviceId,
    firstDay: table.firstDay,
    values: values.map(({ contentId, valueCents }) => ({ contentId, valueCents })),
    version: table.version,
  });

const lineData = (line: TakenLine) => ({
  contentId: line.contentId,
  serviceMonth: line.month,
  unit: line.quantity.unit,
  steps: line.quantity.steps,
  stepsPerUnit: line.quantity.stepsPerUnit,
  unitPriceCents: line.unitPriceCents,
  unitValueCents: line.unitValueCents,
  totalCents: line.totalCents,
  organiserCents: line.organiserCents,
  clientCents: line.clientCents,
  unbilledCents: line.unbilledCents,
  isExtraService: line.isExtraService,
  vatPermille: line.vatPermille,
  totalVatCents: line.totalVatCents,
  organiserVatCents: line.organiserVatCents,
});

export const allocationRecalculated = ({ visitId, visitVersion, voucherId, lines }: PastVisit): Announcement =>
  announce(contracts.allocationRecalculated, visitId, { visitId, visitVersion, voucherId, lines: lines.map(lineData) });

export function allocationAnswered({ visit, decision }: Answer): Announcement {
  const about = { visitId: visit.visitId, visitVersion: visit.version, voucherId: visit.voucherId };
  if (!decision.accepted) {
    const { code, remaining, details } = decision.refusal;
    return announce(contracts.allocationRefused, visit.visitId, {
      ...about,
      code,
      remaining: remaining ? { unit: remaining.unit, steps: remaining.steps } : null,
      details: details ?? null,
    });
  }
  const { overlap, lines } = decision.value;
  return announce(contracts.allocationMade, visit.visitId, {
    ...about,
    overlap,
    lines: lines.map(lineData),
  });
}

export const clientForgotten = ({ organiserId, personId }: { readonly organiserId: string; readonly personId: string }): Announcement =>
  announce(contracts.clientForgotten, personId, { organiserId, personId });
