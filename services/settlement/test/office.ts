/**
 * What organisers and providers do around a run, and what they read of it: terms, approvals, accounts, invoices, whole
 * months.
 */
import type { Actor } from '@seteli/kit/actor';
import { newId, type Id } from '@seteli/kit/ids';
import { parseEuro, sumCents } from '@seteli/kit/money';
import { announce } from '@seteli/kit/outbox';
import { approvalWithdrawn, providerApproved } from '@seteli/schema/events/registry';
import { expect } from 'vitest';
import { checkPayments } from './payment-check.ts';
import * as w from './world.ts';

export type Refusable = { refusal: { code: string; path: string[] | null } | null };
export type Terms = { firstMonth: string | null; mode: string; carriedRunsMax: number };
export type Match = { visitId: Id; state: string; ledger: string | null; invoiced: string | null };

export type Statement = {
  id: Id;
  statementNumber: string;
  provider: { id: Id };
  billingUnit: { id: Id } | null;
  month: string;
  mode: string;
  state: string;
  organiserShare: string;
  broughtForward: string;
  setOff: string;
  payable: string;
  carriedForward: string;
  receivable: string;
  payment: { month: string; run: { id: Id } | null; approvedAt: string | null; exportedAt: string | null } | null;
  invoices: { invoiceNumber: string; invoiceDay: string; total: string }[];
  invoiceMatches: { edges: { cursor: string; node: Match }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } } | null;
};

export type Run = {
  id: Id;
  state: string;
  organiserShare: string;
  paymentTotal: string;
  releasedTotal: string;
  paymentFile: string | null;
  statements: Statement[];
  payments: { id: Id; month: string; payable: string }[];
};

const STATEMENT = `id statementNumber provider { id } billingUnit { id } month mode state organiserShare broughtForward setOff payable carriedForward receivable
  payment { month run { id } approvedAt exportedAt } invoices { invoiceNumber invoiceDay total }
  invoiceMatches { edges { cursor node { visitId state ledger invoiced } } pageInfo { hasNextPage endCursor } }`;

const nodesOf = <Node>({ edges }: { edges: { node: Node }[] }): Node[] => edges.map(({ node }) => node);
export const matchesOf = ({ invoiceMatches }: Pick<Statement, 'invoiceMatches'>) =>
  nodesOf(invoiceMatches!)
    .map(({ visitId, state, ledger, invoiced }) => [visitId, state, ledger, invoiced])
    .toSorted();

export const openOffice = (world: w.World) => {
  const ask = async (actor: Actor, query: string, variables: Record<string, unknown>) => {
    const { data, errors } = await world.settlement.ask(actor, query, variables);
    expect(errors).toBeUndefined();
    return data;
  };
  const office = {
    /** A new provider for a test, and its biller. */
    async newProvider(iban: string | null) {
      const id = newId();
      await office.tellAccount(id, iban, 1);
      return { id, biller: w.actor('PROVIDER', id, ['ADMIN']) };
    },
    async tellAccount(id: Id, iban: string | null, version = 2) {
      await world.registry.say('national', w.provider(id, 'Hoiva Oy', iban, version));
      await world.heard();
    },
    /** Approves the provider, or tells when an approval ends. */
    async approveProvider(
      { id: organiserId }: w.Organiser,
      providerId: Id,
      lastDay: string | null = null,
      approvalId = newId(),
      version = 1,
    ) {
      const contract = version === 1 ? providerApproved : approvalWithdrawn;
      const data = { approvalId, organiserId, serviceId: w.serviceId, providerId, contentIds: [], version };
      const days = { firstDay: Temporal.PlainDate.from('2026-01-01'), lastDay: lastDay === null ? null : Temporal.PlainDate.from(lastDay) };
      await world.registry.say(organiserId, announce(contract, approvalId, { ...data, ...days }));
      await world.heard();
      return approvalId;
    },
    async publishTerms(actor: Actor, input: Partial<Terms> & { idempotencyKey?: string }): Promise<{ terms: Terms | null } & Refusable> {
      const wish = { idempotencyKey: newId(), mode: 'SELF_BILLED', carriedRunsMax: 3, firstMonth: '2026-06', ...input };
      const mutation = `mutation ($input: PublishSettlementTermsInput!) { publishSettlementTerms(input: $input) {
        terms { firstMonth mode carriedRunsMax } refusal { code path } } }`;
      return (await ask(actor, mutation, { input: wish })).publishSettlementTerms;
    },
    async termsOf(actor: Actor, month: string): Promise<Terms> {
      const query = 'query ($month: Month!) { settlementTerms(month: $month) { firstMonth mode carriedRunsMax } }';
      return (await ask(actor, query, { month })).settlementTerms;
    },
    async billByUnit(
      actor: Actor,
      firstMonth: string,
      byUnit = true,
      idempotencyKey: string = newId(),
    ): Promise<{ billing: { firstMonth: string; byUnit: boolean } | null } & Refusable> {
      const mutation = `mutation ($input: PublishProviderBillingInput!) { publishProviderBilling(input: $input) {
        billing { firstMonth byUnit } refusal { code path } } }`;
      return (await ask(actor, mutation, { input: { idempotencyKey, firstMonth, byUnit } })).publishProviderBilling;
    },
    async submitInvoice(
      actor: Actor,
      statementId: Id,
      amounts: readonly (readonly [Id, string])[],
      change: Record<string, unknown> = {},
    ): Promise<{ statement: Statement | null } & Refusable> {
      const lines = amounts.map(([visitId, amount]) => ({ visitId, amount }));
      const input = { idempotencyKey: newId(), statementId, invoiceNumber: '1001', invoiceDay: '2026-07-08', lines, ...change };
      const mutation = `mutation ($input: SubmitInvoiceInput!) { submitInvoice(input: $input) { statement { ${STATEMENT} } refusal { code path } } }`;
      return (await ask(actor, mutation, { input })).submitInvoice;
    },
    /** Locks a month on its settlement day. */
    async lock({ staff }: w.Organiser, month: string): Promise<Run> {
      const settlementDay = Temporal.PlainYearMonth.from(month).add({ months: 1 }).toPlainDate({ day: 5 });
      world.settlement.clock.set(`${settlementDay}T06:00:00Z`);
      const { run, refusal } = await world.lock(staff.approver, month);
      expect(refusal).toBeNull();
      return await office.read(staff.checker, run!.id);
    },
    /** Approves a run and checks its file as a bank would: its sum equals the run's. */
    async approve({ staff }: w.Organiser, runId: Id) {
      expect((await world.approve(staff.secondApprover, runId)).refusal).toBeNull();
      const run = await office.read(staff.checker, runId);
      if (run.paymentFile === null) return { ...run, transfers: [] };
      const { faults, controlSumCents, transfers } = await checkPayments(run.paymentFile);
      expect(faults).toEqual([]);
      expect(controlSumCents).toBe(parseEuro(run.paymentTotal));
      return { ...run, transfers };
    },
    async read(actor: Actor, runId: Id): Promise<Run> {
      const query = `query ($id: ID!) { settlementRun(id: $id) { id state organiserShare paymentTotal releasedTotal paymentFile
        statements { edges { node { ${STATEMENT} } } } payments { edges { node { id month payable } } } } }`;
      const { settlementRun } = await ask(actor, query, { id: runId });
      return { ...settlementRun, statements: nodesOf(settlementRun.statements), payments: nodesOf(settlementRun.payments) };
    },
    async statementsOf(actor: Actor, states?: readonly string[]): Promise<Statement[]> {
      const document = `query ($states: [SettlementStatementState!]) {
        settlementStatements(filter: { states: $states }) { edges { node { ${STATEMENT} } } }
      }`;
      return nodesOf((await ask(actor, document, { states })).settlementStatements);
    },
  };
  return office;
};

/** Each state finds the statements that say they are in it, and no others. */
export async function expectFoundByState({ statementsOf }: ReturnType<typeof openOffice>, actor: Actor): Promise<void> {
  const all = await statementsOf(actor);
  for (const states of [['HELD'], ['AWAITING_INVOICE'], ['RELEASED'], ['ISSUED'], ['RELEASED', 'HELD'], ['ISSUED', 'AWAITING_INVOICE']])
    expect(await statementsOf(actor, states)).toEqual(all.filter(({ state }) => states.includes(state)));
}

/** No cent of a run is lost (rules 73): incoming and outgoing amounts are equal. */
export function expectNoCentLost(run: Run): void {
  const sumOf = (field: 'broughtForward' | 'payable' | 'carriedForward' | 'receivable', among = run.statements) =>
    sumCents(among.map((statement) => parseEuro(statement[field])!));
  const waiting = run.statements.filter(({ payment }) => payment?.run?.id !== run.id);
  const paidOfOwn = parseEuro(run.paymentTotal)! - parseEuro(run.releasedTotal)!;
  expect(parseEuro(run.organiserShare)! + sumOf('broughtForward')).toBe(
    paidOfOwn + sumOf('payable', waiting) + sumOf('carriedForward') + sumOf('receivable'),
  );
  expect(sumCents(run.payments.map(({ payable }) => parseEuro(payable)!))).toBe(parseEuro(run.paymentTotal));
}
