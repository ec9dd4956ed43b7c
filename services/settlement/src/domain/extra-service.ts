/**
 * Extra service (lisäpalvelu): what a client pays beyond their voucher because they accepted it before. It concerns
 * only the client and the provider. Settlement keeps it only to show it on the client's statement, in no ledger, feed,
 * sum or payment (rules 1, 4, 47).
 */
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { accountingMonthOf, earliestOpen, laterOf, type Months } from './month.ts';
import type { ApprovedVisit, LedgerFacts, VisitVersion } from './posting.ts';

/** What one version of a visit changed in its extra service of a service month. */
export type ExtraService = {
  readonly visitId: Id;
  readonly visitVersion: number;
  readonly organiserId: Id;
  readonly providerId: Id;
  readonly personId: Id;
  readonly voucherId: Id;
  readonly serviceMonth: Month;
  /**
   * The month whose statement shows it: the service month if it was recorded in time and is open, else the earliest
   * open month.
   */
  readonly accountingMonth: Month;
  readonly amountCents: Cents;
};

export type ExtraFacts = LedgerFacts & { readonly kept: ReadonlyMap<Id, readonly ExtraService[]> };

type Parties = Pick<ExtraService, 'organiserId' | 'providerId' | 'personId' | 'voucherId'>;
type Changed = VisitVersion & Parties & Partial<Pick<ApprovedVisit, 'recordedAt' | 'lines'>>;

/**
 * The changes of the visits' extra service; a deleted visit has none left. A made statement never changes, so
 * differences go to the month of corrections.
 */
export function keepExtraService({ kept, posted, months }: ExtraFacts, visits: readonly Changed[]): readonly ExtraService[] {
  const known = new Map(kept);
  return visits.flatMap((visit) => {
    const before = known.get(visit.visitId) ?? [];
    const versions = [...before, ...(posted.get(visit.visitId) ?? [])].map(({ visitVersion }) => visitVersion);
    if (versions.some((version) => version >= visit.version)) return [];
    const news = changeOf(visit, before, months.get(visit.organiserId)!);
    known.set(visit.visitId, [...before, ...news]);
    return news;
  });
}

function changeOf(visit: Changed, before: readonly ExtraService[], months: Months): readonly ExtraService[] {
  const { visitId, version, organiserId, providerId, personId, voucherId, recordedAt } = visit;
  const wanted = (visit.lines ?? []).filter(({ isExtraService }) => isExtraService);
  const serviceMonths = new Map([...before, ...wanted].map(({ serviceMonth }) => [serviceMonth.toString(), serviceMonth]));
  return [...serviceMonths.values()].flatMap((serviceMonth) => {
    const held = before.filter((row) => row.serviceMonth.equals(serviceMonth));
    const ofMonth = wanted.filter((line) => line.serviceMonth.equals(serviceMonth));
    const amountCents = sumCents(ofMonth.map((line) => line.totalCents)) - sumCents(held.map((row) => row.amountCents));
    if (amountCents === 0n) return [];
    const accountingMonth =
      held.length > 0 ? earliestOpen(latestMonth(held), months) : accountingMonthOf(serviceMonth, recordedAt!, months);
    return [{ visitId, visitVersion: version, organiserId, providerId, personId, voucherId, serviceMonth, accountingMonth, amountCents }];
  });
}

const latestMonth = (rows: readonly ExtraService[]): Month => rows.map(({ accountingMonth }) => accountingMonth).reduce(laterOf);
