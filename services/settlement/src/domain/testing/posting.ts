/** For tests: approved visits, and their postings in sequence. */
import { postApproved, postTakenBack, type ApprovedVisit, type Entry, type LedgerFacts, type VisitLine } from '../posting.ts';

export const month = (text: string) => Temporal.PlainYearMonth.from(text);
export const now = Temporal.Instant.from('2026-07-10T09:00:00Z');

export const counter = () => {
  let last = 0;
  return () => `entry-${++last}`;
};

export const line = (totalCents: bigint, organiserCents: bigint, serviceMonth = '2026-06', contentId = 'a'): VisitLine => ({
  contentId,
  serviceMonth: month(serviceMonth),
  unit: 'HOUR' as const,
  steps: 60,
  stepsPerUnit: 60,
  totalCents,
  organiserCents,
  clientCents: totalCents - organiserCents,
  vatPermille: 0,
  totalVatCents: 0n,
  organiserVatCents: 0n,
  isExtraService: false,
});

export const visit = (change: Partial<ApprovedVisit> = {}): ApprovedVisit => ({
  organiserId: 'o',
  visitId: 'v',
  voucherId: 'voucher',
  personId: 'person',
  serviceId: 'service',
  providerId: 'provider',
  unitId: 'unit',
  cause: null,
  version: 1,
  recordedAt: Temporal.Instant.from('2026-06-20T09:00:00Z'),
  lines: [line(9625n, 8000n)],
  ...change,
});

export const facts = (lockedThrough: string | null = null, posted: readonly Entry[] = []): LedgerFacts => ({
  months: new Map([['o', { cutOffDay: 3, lockedThrough: lockedThrough ? month(lockedThrough) : null }]]),
  posted: Map.groupBy(posted, ({ visitId }) => visitId),
});

/** Posts step by step, each with the months that are locked by then. */
export type PostingStep = readonly [lockedThrough: string | null, what: ApprovedVisit | { deleted: number }];
export function play(...steps: readonly PostingStep[]): readonly Entry[] {
  const newId = counter();
  return steps.reduce<readonly Entry[]>((posted, [lockedThrough, what]) => {
    const known = facts(lockedThrough, posted);
    const stamp = { now, newId };
    const entries =
      'deleted' in what
        ? postTakenBack(known, [{ visitId: 'v', version: what.deleted, cause: 'DELETED' }], stamp)
        : postApproved(known, [what], stamp);
    return [...posted, ...entries];
  }, []);
}
