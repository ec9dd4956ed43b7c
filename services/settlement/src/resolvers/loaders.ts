/** Loaders of one request: each thing is read once and a list in one query, within what the actor may see. */
import DataLoader from 'dataloader';
import type { Access } from '@seteli/kit/access';
import type { NoteLooks } from '@seteli/kit/access-looks';
import type { Actor } from '@seteli/kit/actor';
import type { AccessAction } from '@seteli/schema/generated/shared';
import { findActorNames } from '@seteli/schema/actor-names';
import { isId, type Id } from '@seteli/kit/ids';
import { findJobs, findJobsOf, type Job } from '@seteli/kit/jobs';
import { ofEach } from '@seteli/kit/of-each';
import { readPage, type PageArguments } from '@seteli/kit/pages';
import type { ActorSight } from '@seteli/kit/policy';
import { scopeOf } from '@seteli/kit/scope';
import type { Desk } from '../commands/desk.ts';
import { LOCK_RUN } from '../jobs/locking.ts';
import { may, sight, type Action } from '../policy.ts';
import * as ofClients from '../store/client-lists.ts';
import type { Looker } from '../store/client-lists.ts';
import { listInvoices, listInvoiceVat } from '../store/invoice.ts';
import { listLines } from '../store/ledger.ts';
import { findCreditors } from '../store/party.ts';
import * as reading from '../store/reading.ts';
import { findCovered, findFollowed } from '../store/sight.ts';

/** What all requests share. */
export type Shared = Desk & { readonly noteLooks: NoteLooks<AccessAction> };

export type Context = Shared & { readonly actor: Actor; readonly looker: Looker; readonly load: ReturnType<typeof createLoaders> };

export function createContext(all: Shared, actor: Actor): Context {
  const desk = { ...all, database: all.database.within(scopeOf(actor)) };
  const looker = { sees: sight(actor, 'seeClientShares'), follows: sight(actor, 'followReferences') };
  return { ...desk, actor, looker, load: createLoaders(desk, actor, looker) };
}

/** Loads by the ids of owners that are read already; `none` where there is nothing. */
const of = <Thing, None>(find: (ids: readonly Id[]) => Promise<ReadonlyMap<Id, Thing>>, none: None) =>
  new DataLoader<Id, Thing | None>(async (ids) => {
    const found = await find(ids);
    return ids.map((id) => found.get(id) ?? none);
  });

/** What the access log has of clients' money. An entry names its voucher, since a client knows no entries. */
export const lookAtShare = ({ id, personId }: reading.ClientShare): Access<AccessAction> => ({
  action: 'CLIENT_SHARES_READ',
  outcome: 'SEEN',
  personId,
  subjectId: id,
});
export const lookAtEntry = ({ personId, voucherId }: reading.StoredEntry): Access<AccessAction> => ({
  action: 'LEDGER_READ',
  outcome: 'SEEN',
  personId,
  subjectId: voucherId,
});

const asKeys = (ids: ReadonlySet<Id>): Map<Id, boolean> => new Map([...ids].map((id) => [id, true]));

function createLoaders({ database: { reader }, noteLooks }: Shared, actor: Actor, looker: Looker) {
  const byId = <Row extends { readonly id: Id }>(
    right: Action,
    find: (from: typeof reader, who: Actor & ActorSight, ids: readonly Id[]) => Promise<Row[]>,
    lookAt?: (row: Row) => Access<AccessAction>,
  ) =>
    of(async (ids) => {
      const rows = may(actor, right) ? await find(reader, { ...actor, ...sight(actor, right) }, ids.filter(isId)) : [];
      if (lookAt) await noteLooks(actor, rows.map(lookAt));
      return new Map(rows.map((row) => [row.id, row]));
    }, null);
  return {
    run: byId('seeRuns', reading.findRuns),
    job: byId('settleRuns', findJobs),
    /** The job that locks, or has locked, a run that the actor sees. */
    lockOf: of(async (runIds) => (may(actor, 'settleRuns') ? await findJobsOf(reader, LOCK_RUN, runIds) : new Map<Id, Job>()), null),
    entry: byId('seeLedger', reading.findEntries, lookAtEntry),
    feedItem: byId('followFeed', reading.findFeedItems),
    statement: byId('seeStatements', reading.findStatements),
    clientShare: byId('seeClientShares', reading.findClientShares, lookAtShare),
    sharesOfVoucher: ofEach(async (voucherIds, page: PageArguments) => {
      const rows = await ofClients.listSharesOf(reader, looker, voucherIds, readPage(ofClients.SHARE_ORDER, page));
      const found = Map.groupBy(rows, ({ voucherId }) => voucherId);
      await noteLooks(
        actor,
        [...found.values()].flatMap((each) => each.slice(0, page.first).map(lookAtShare)),
      );
      return found;
    }, []),
    shareCount: of((voucherIds) => ofClients.countSharesOf(reader, looker, voucherIds.filter(isId)), 0),
    actorName: of((userIds) => findActorNames(reader, actor, userIds), null),
    /** Whether the actor may follow a visit on the ledger into bookings. */
    isFollowed: of(async (visitIds) => asKeys(await findFollowed(reader, sight(actor, 'followReferences'), visitIds.filter(isId))), false),
    /** Whether the actor's teams cover the service of a voucher. */
    isCovered: of(async (voucherIds) => asKeys(await findCovered(reader, actor, voucherIds)), false),
    lines: of((entryIds) => listLines(reader, entryIds), []),
    statementLines: of((statementIds) => reading.listStatementLines(reader, statementIds), []),
    clientShareVat: of((statementIds) => reading.listClientShareVat(reader, statementIds), []),
    isCorrected: of(async (statementIds) => asKeys(await reading.findCorrected(reader, statementIds)), false),
    payment: of((statementIds) => reading.listPayments(reader, statementIds), null),
    invoices: of((statementIds) => listInvoices(reader, statementIds), []),
    creditor: of((providerIds) => findCreditors(reader, providerIds), undefined),
    invoiceVat: of((invoiceIds) => listInvoiceVat(reader, invoiceIds), null),
    paymentFile: of((runIds) => reading.listPaymentFiles(reader, runIds), null),
    paymentSums: of((runIds) => reading.sumPayments(reader, runIds), reading.NO_PAYMENTS),
  };
}
