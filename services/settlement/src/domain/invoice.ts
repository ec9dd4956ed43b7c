/**
 * What a provider invoices for a statement, where it bills (rules 42a). An invoice is matched against the ledger visit by visit and changes
 * nothing of what is owed: what it says otherwise is settled by correcting visits.
 */
import type { Day } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { sumCents, type Cents } from '@seteli/kit/money';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { INVOICES_MAX } from './limits.ts';
import type { SettlementMode } from './terms.ts';
import type { Taxed } from './vat.ts';

export type InvoiceLine = { readonly visitId: Id; readonly amountCents: Cents };

export type InvoiceWish = {
  readonly invoiceNumber: string;
  readonly invoiceDay: Day;
  readonly lines: readonly InvoiceLine[];
};

export type Invoice = InvoiceWish & {
  readonly statementId: Id;
  readonly totalCents: Cents;
  /** With it each visit that the statement pays for stands on an invoice, so that it may be paid. */
  readonly completesStatement: boolean;
};

/** A visit as the ledger has it on a statement and as invoices have it; null where it does not stand. */
export type Claim = { readonly visitId: Id; readonly ledgerCents: Cents | null; readonly invoicedCents: Cents | null };

export type Match = 'MATCHED' | 'DIFFERS' | 'NOT_ON_LEDGER' | 'NOT_INVOICED';

export function matchOf({ ledgerCents, invoicedCents }: Claim): Match {
  if (ledgerCents === null) return 'NOT_ON_LEDGER';
  if (invoicedCents === null) return 'NOT_INVOICED';
  return ledgerCents === invoicedCents ? 'MATCHED' : 'DIFFERS';
}

export type InvoiceFacts = {
  /** The provider's own; null when it has no such statement. */
  readonly statement: { readonly id: Id; readonly mode: SettlementMode } | null;
  /** What the provider has sent under this number before. */
  readonly known: Invoice | null;
  /** How many the statement has. */
  readonly invoices: number;
  /** The statement's visits so far. */
  readonly claims: readonly Claim[];
};

/** A visit may stand on an invoice more than once; what is matched is what all of it asks for the visit. */
const byVisit = (lines: readonly InvoiceLine[]): readonly InvoiceLine[] =>
  [...Map.groupBy(lines, ({ visitId }) => visitId)]
    .map(([visitId, same]) => ({ visitId, amountCents: sumCents(same.map(({ amountCents }) => amountCents)) }))
    .toSorted((a, b) => (a.visitId < b.visitId ? -1 : 1));

/** What is to be kept of it: nothing when the same was sent before, whatever key it came with. */
export function submitInvoice(
  { statement, known, invoices, claims }: InvoiceFacts,
  wish: InvoiceWish,
): Decision<Invoice | null, 'NOT_FOUND' | 'WRONG_STATE' | 'NUMBER_TAKEN' | 'LIMIT_REACHED'> {
  if (!statement) return refuse('NOT_FOUND', { path: ['statementId'] });
  if (statement.mode === 'SELF_BILLED') return refuse('WRONG_STATE', { path: ['statementId'] });
  const lines = byVisit(wish.lines);
  const invoiced = new Set(lines.map(({ visitId }) => visitId));
  const invoice = {
    ...wish,
    lines,
    statementId: statement.id,
    totalCents: sumCents(lines.map(({ amountCents }) => amountCents)),
    completesStatement: claims.every((claim) => matchOf(claim) !== 'NOT_INVOICED' || invoiced.has(claim.visitId)),
  };
  if (known) return saysTheSame(known, invoice) ? accept(null) : refuse('NUMBER_TAKEN', { path: ['invoiceNumber'] });
  return invoices < INVOICES_MAX ? accept(invoice) : refuse('LIMIT_REACHED', { path: ['statementId'], details: { count: INVOICES_MAX } });
}

/** What the ledger has of a visit at one rate on the statement. */
export type Rated = { readonly visitId: Id; readonly vatPermille: number; readonly organiserCents: Cents };

/**
 * What an invoice asks for, by rate (rules 60). The rates are the ledger's: a visit of one rate is asked for at that rate, one of several only
 * as the ledger has it. Null when it asks for something else, since nobody can say at which rate.
 */
export function rateInvoice(lines: readonly InvoiceLine[], rated: readonly Rated[]): readonly Taxed[] | null {
  const ofVisit = Map.groupBy(
    rated.filter(({ organiserCents }) => organiserCents !== 0n),
    ({ visitId }) => visitId,
  );
  const parts: Taxed[] = [];
  for (const { visitId, amountCents } of lines) {
    if (amountCents === 0n) continue;
    const rates = ofVisit.get(visitId) ?? [];
    const isAsPosted = sumCents(rates.map(({ organiserCents }) => organiserCents)) === amountCents;
    if (rates.length === 0 || (rates.length > 1 && !isAsPosted)) return null;
    for (const { vatPermille, organiserCents } of rates)
      parts.push({ vatPermille, grossCents: rates.length === 1 ? amountCents : organiserCents, vatCents: 0n });
  }
  return parts;
}

const saysTheSame = (a: Invoice, b: Invoice): boolean =>
  a.statementId === b.statementId &&
  a.invoiceDay.equals(b.invoiceDay) &&
  a.lines.length === b.lines.length &&
  byVisit(a.lines).every(
    ({ visitId, amountCents }, index) => b.lines[index]!.visitId === visitId && b.lines[index]!.amountCents === amountCents,
  );
