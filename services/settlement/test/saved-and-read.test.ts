/** The stores of settlement give back what they were given: every field, whichever statement wrote it. */
import { beforeAll, expect, test } from 'vitest';
import { eq } from 'drizzle-orm';
import type { Actor } from '@seteli/kit/actor';
import { shown, some, storesOf } from '@seteli/testing/saved-and-read';
import type { PublishedBilling } from '../src/domain/billing.ts';
import type { FeedItem } from '../src/domain/feed.ts';
import type { Invoice, InvoiceLine } from '../src/domain/invoice.ts';
import type { Payment } from '../src/domain/payment.ts';
import { plannedRun, type Run } from '../src/domain/run.ts';
import type { Statement, StatementLine } from '../src/domain/statement.ts';
import type { PublishedTerms } from '../src/domain/terms.ts';
import { findInvoice, insertInvoice, insertInvoiceVat, listInvoices, listInvoiceVat, type StoredInvoice } from '../src/store/invoice.ts';
import { lockLedgers, saveFeed } from '../src/store/ledger.ts';
import { findOrganiser, saveOrganisers, type Organiser } from '../src/store/party.ts';
import { insertPaymentFile, savePayments } from '../src/store/payment.ts';
import { findFeedItems, findRuns, findStatements, listStatementLines } from '../src/store/reading.ts';
import { saveRun } from '../src/store/run.ts';
import { saveStatements } from '../src/store/statement.ts';
import * as terms from '../src/store/terms.ts';
import { payment, paymentFile } from '../src/tables/payment.ts';

const { inTransaction, givesBack } = storesOf('settlement');

const organiserId = some.id();
const approver: Actor = { userId: some.id(), organisation: { kind: 'ORGANISER', id: organiserId }, roles: [], teamIds: [] };

/** A total and the two shares of it. */
const shares = () => {
  const [organiserCents, clientCents] = [some.cents(), some.cents()];
  return { totalCents: organiserCents + clientCents, organiserCents, clientCents };
};

const run = (): Required<Run> => ({
  id: some.id(),
  organiserId,
  month: some.month(),
  state: 'EXPORTED',
  entries: some.number(),
  ...shares(),
  hash: some.text(),
  lockedBy: some.id(),
  lockedAt: some.instant(),
  approvedBy: some.id(),
  approvedAt: some.instant(),
  exportedBy: some.id(),
  exportedAt: some.instant(),
});

givesBack<Run>('a run', {
  full: run,
  sparse: () => ({
    state: 'COLLECTING',
    hash: null,
    lockedBy: null,
    lockedAt: null,
    approvedBy: null,
    approvedAt: null,
    exportedBy: null,
    exportedAt: null,
  }),
  shared: ['organiserId'],
  save: saveRun,
  read: async (tx, { id }) => (await findRuns(tx, approver, [id]))[0],
  changes: { 'a change': { save: saveRun, keeps: [] } },
});

const runs = [0, 1].map(() => plannedRun(some.id(), organiserId, some.month()));
const [here, there] = runs as [Run, Run];

/** The debt that it brings forward is paid by other units in part; the rest is carried on, and a part claimed back. */
const balance = () => {
  const sums = shares();
  const [setOffCents, broughtForwardCents] = [some.cents(), -some.cents()];
  const [carriedForwardCents, receivableCents] = [-some.cents(), -some.cents()];
  const payableCents = broughtForwardCents + sums.organiserCents + setOffCents - carriedForwardCents - receivableCents;
  return { ...sums, setOffCents, broughtForwardCents, carriedForwardCents, receivableCents, payableCents };
};

const statement = (): Required<Statement> => ({
  id: some.id(),
  runId: here.id,
  organiserId,
  providerId: some.id(),
  billingUnitId: some.id(),
  month: some.month(),
  statementNumber: some.text(),
  reference: some.text(),
  mode: 'PROVIDER_INVOICED',
  ...balance(),
  carriedRuns: some.number(),
  creditorName: some.text(),
  creditorIban: some.text(),
});

type Stated = Statement & { readonly lines: readonly Omit<StatementLine, 'providerId' | 'billingUnitId'>[] };
const statementLine = (): Required<Stated['lines'][number]> => ({
  contentId: some.id(),
  serviceMonth: some.month(),
  unit: 'KILOMETRE',
  // More than four bytes hold.
  steps: 5_000_000_000 + some.number(),
  stepsPerUnit: some.number(),
  vatPermille: some.number(),
  organiserVatCents: some.cents(),
  visits: some.number(),
  ...shares(),
});

givesBack<Stated>('a statement', {
  full: () => ({ ...statement(), lines: [statementLine(), statementLine()] }),
  sparse: () => ({
    runId: there.id,
    billingUnitId: null,
    mode: 'SELF_BILLED',
    creditorName: null,
    creditorIban: null,
    lines: [],
  }),
  shared: ['organiserId'],
  save: (tx, { lines, ...one }) => {
    const { providerId, billingUnitId } = one;
    return saveStatements(
      tx,
      [one],
      lines.map((line) => ({ ...line, providerId, billingUnitId })),
    );
  },
  read: async (tx, { id }) => ({
    ...(await findStatements(tx, approver, [id]))[0],
    lines: ((await listStatementLines(tx, [id])).get(id) ?? []).map(({ statementId: _, ...line }) => line),
  }),
});

const statements = [statement(), { ...statement(), runId: there.id }];
const [stated, alsoStated] = statements as [Statement, Statement];
beforeAll(() =>
  inTransaction(async (tx) => {
    for (const each of runs) await saveRun(tx, each);
    await saveStatements(tx, statements, []);
  }),
);

const invoiceLine = (): Required<InvoiceLine> => ({ visitId: some.id(), amountCents: some.cents() });
type Sent = Invoice & Omit<StoredInvoice, keyof Invoice>;
givesBack<Sent>('an invoice', {
  full: () => ({
    id: some.id(),
    statementId: stated.id,
    providerId: stated.providerId,
    invoiceNumber: some.text(),
    invoiceDay: some.day(),
    lines: [invoiceLine(), invoiceLine()],
    totalCents: some.cents(),
    completesStatement: true,
    submittedBy: some.id(),
    submittedAt: some.instant(),
  }),
  sparse: () => ({ statementId: alsoStated.id, providerId: alsoStated.providerId, lines: [], completesStatement: false }),
  save: (tx, { id, providerId, submittedBy, submittedAt, ...invoice }) =>
    insertInvoice(tx, invoice, { id, providerId, submittedBy, submittedAt }),
  read: async (tx, { id, providerId, invoiceNumber, statementId }) => {
    const { lines } = (await findInvoice(tx, providerId, invoiceNumber))!;
    const found = (await listInvoices(tx, [statementId])).get(statementId)!.find((each) => each.id === id);
    return { ...found, lines: lines.map(({ visitId, amountCents }) => ({ visitId, amountCents })) };
  },
});

test('the tax of an invoice is read as it was saved', async () => {
  const id = some.id();
  const sums = [0, 1].map(() => ({ vatPermille: some.number(), grossCents: some.cents(), vatCents: some.cents() }));
  const by = { id, providerId: stated.providerId, submittedBy: some.id(), submittedAt: some.instant() };
  const invoice = { statementId: stated.id, invoiceNumber: some.text(), invoiceDay: some.day(), lines: [], totalCents: 0n };
  await inTransaction(async (tx) => {
    await insertInvoice(tx, { ...invoice, completesStatement: false }, by);
    await insertInvoiceVat(tx, id, sums);
  });
  const found = await inTransaction((tx) => listInvoiceVat(tx, [id]));
  expect(shown(found.get(id))).toEqual(shown(sums.map((sum) => ({ invoiceId: id, ...sum }))));
});

givesBack<Payment>('a payment', {
  full: () => ({ statementId: stated.id, runId: there.id, creditorName: some.text(), creditorIban: some.text() }),
  sparse: () => ({ statementId: alsoStated.id, runId: here.id }),
  save: (tx, one) => savePayments(tx, [one]),
  read: async (tx, { statementId }) => (await tx.select().from(payment).where(eq(payment.statementId, statementId)))[0],
});

givesBack<typeof paymentFile.$inferSelect>('a payment file', {
  full: () => ({
    runId: here.id,
    messageId: some.text(),
    content: `<Nm>Äiti & Öljy</Nm>\r\n${some.text()}`,
    sha256: some.text(),
    transactions: some.number(),
    controlSumCents: some.cents(),
    madeAt: some.instant(),
  }),
  sparse: () => ({ runId: there.id }),
  save: insertPaymentFile,
  read: async (tx, { runId }) => (await tx.select().from(paymentFile).where(eq(paymentFile.runId, runId)))[0],
});

givesBack<PublishedTerms>('terms', {
  full: () => ({
    organiserId: some.id(),
    firstMonth: some.month(),
    version: some.number(),
    mode: 'PROVIDER_INVOICED',
    carriedRunsMax: 12,
    publishedBy: some.id(),
    publishedAt: some.instant(),
  }),
  sparse: () => ({ mode: 'SELF_BILLED', carriedRunsMax: 0 }),
  save: terms.insertTerms,
  read: async (tx, { organiserId: of }) => (await terms.listTerms(tx, of))[0],
});

givesBack<PublishedBilling>('how a provider bills', {
  full: () => ({
    providerId: some.id(),
    firstMonth: some.month(),
    version: some.number(),
    byUnit: true,
    publishedBy: some.id(),
    publishedAt: some.instant(),
  }),
  sparse: () => ({ byUnit: false }),
  save: terms.insertBilling,
  read: async (tx, { providerId }) => (await terms.listBillingOf(tx, providerId))[0],
});

givesBack<FeedItem>('an item of the feed', {
  full: () => ({
    organiserId,
    seq: some.number(),
    id: some.id(),
    kind: 'LEDGER_ENTRY',
    visitId: some.id(),
    runId: null,
    ...shares(),
    payload: some.text(),
    hash: some.text(),
    previousHash: some.text(),
    previousOfKindSeq: some.number(),
    previousOfKindHash: some.text(),
  }),
  sparse: () => ({
    kind: 'RUN',
    visitId: null,
    runId: some.id(),
    totalCents: null,
    organiserCents: null,
    clientCents: null,
    previousOfKindSeq: null,
    previousOfKindHash: null,
  }),
  shared: ['organiserId'],
  save: async (tx, item) => {
    await lockLedgers(tx, [organiserId]);
    await saveFeed(tx, [item]);
  },
  read: async (tx, { id }) => (await findFeedItems(tx, approver, [id]))[0],
});

givesBack<Organiser>('an organiser', {
  seenByAll: 'it is public',
  full: () => ({
    id: some.id(),
    companyName: some.text(),
    iban: some.text(),
    settlementDay: some.number(),
    recordingCutOffDay: some.number(),
    version: some.number(),
  }),
  sparse: () => ({ iban: null }),
  save: (tx, one) => saveOrganisers(tx, [one]),
  read: (tx, { id }) => findOrganiser(tx, id),
});
