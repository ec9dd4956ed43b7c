/**
 * Turns decisions of settlement into announcements within Seteli, and into items that municipalities read in the feed.
 */
import type { z } from 'zod';
import type { Month } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { announce, type Announcement } from '@seteli/kit/outbox';
import { keepTasks } from '@seteli/kit/tasks';
import * as feed from '@seteli/schema/events/feed';
import * as contracts from '@seteli/schema/events/settlement';
import type { NoticeKind, TaskKind } from '@seteli/schema/tasks';
import type { FeedItem, FeedMessage } from './domain/feed.ts';
import { sharesOf, type Entry, type Shares, type VisitVersion } from './domain/posting.ts';
import type { Run } from './domain/run.ts';

export const { openTasks, closeTasks, giveNotices } = keepTasks<TaskKind, NoticeKind>(contracts.settlementTasks);

/** Tells the readers of a feed about its newest item. */
export const feedExtended = ({ organiserId, seq }: Pick<FeedItem, 'organiserId' | 'seq'>): Announcement =>
  announce(contracts.feedExtended, organiserId, { organiserId, seq });

const VISITS_PER_EVENT = 500;

export const visitsSettled = (run: { id: Id; organiserId: Id; month: Month }, visits: readonly VisitVersion[]): Announcement[] =>
  Array.from({ length: Math.ceil(visits.length / VISITS_PER_EVENT) }, (_, chunk) => {
    const settled = visits.slice(chunk * VISITS_PER_EVENT, (chunk + 1) * VISITS_PER_EVENT);
    return announce(contracts.visitsSettled, run.id, {
      runId: run.id,
      organiserId: run.organiserId,
      month: run.month,
      visitIds: settled.map(({ visitId }) => visitId),
      versions: settled.map(({ version }) => version),
    });
  });

const toWire = ({ totalCents, organiserCents, clientCents }: Shares) => ({
  totalCents: Number(totalCents),
  organiserCents: Number(organiserCents),
  clientCents: Number(clientCents),
});

/** Carries ids and amounts only. The municipality asks by the voucher who the client is. */
export function ledgerEntryPosted(entry: Entry): FeedMessage {
  const shares = sharesOf(entry);
  return {
    kind: 'LEDGER_ENTRY',
    type: feed.ledgerEntryPosted.type,
    subject: entry.id,
    visitId: entry.visitId,
    runId: null,
    shares,
    data: {
      organiserId: entry.organiserId,
      entryId: entry.id,
      kind: entry.kind,
      visitId: entry.visitId,
      visitVersion: entry.visitVersion,
      voucherId: entry.voucherId,
      serviceId: entry.serviceId,
      providerId: entry.providerId,
      unitId: entry.unitId,
      serviceMonth: entry.serviceMonth.toString(),
      accountingMonth: entry.accountingMonth.toString(),
      reverses: entry.reverses,
      cause: entry.cause,
      ...toWire(shares),
      lines: entry.lines.map(({ amountCents, vatCents, ...line }) => ({
        ...line,
        amountCents: Number(amountCents),
        vatCents: Number(vatCents),
      })),
    } satisfies z.input<typeof feed.ledgerEntryPosted.data>,
  };
}

export const runChanged = (run: Run): FeedMessage => ({
  kind: 'RUN',
  type: feed.runChanged.type,
  subject: run.id,
  visitId: null,
  runId: run.id,
  shares: null,
  data: {
    organiserId: run.organiserId,
    runId: run.id,
    month: run.month.toString(),
    state: run.state,
    entries: run.entries,
    ...toWire(run),
    hash: run.hash,
  } satisfies z.input<typeof feed.runChanged.data>,
});
