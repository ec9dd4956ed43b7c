/**
 * What a provider invoices for a statement, where it bills (rules 42a). Settlement matches an invoice against the
 * ledger visit by visit. An invoice never changes what is owed: corrections of visits settle the differences.
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
  /** With this invoice each visit of the statement stands on an invoice, so the statement may be paid. */
  readonly completesStatement: boolean;
};

/** A visit with its amount on the statement's ledger and on invoices; null where it does not stand. */
export type Claim = { readonly visitId: Id; readonly ledgerCents: Cents | null; readonly invoicedCents: Cents | null };

export type Match = 'MATCHED' | 'DIFFERS' | 'NOT_ON_LEDGER' | 'NOT_INVOICED';

export function matchOf({ ledgerCents, invoicedCents }: Claim): Match {
  if (ledgerCents === null) return 'NOT_ON_LEDGER';
  if (invoicedCents === null) return 'NOT_INVOICED';
  return ledgerCents === invoicedCents ? 'MATCHED' : 'DIFFERS';
}

export type InvoiceFacts = {
  /** The provider's own statement; null when it has none with this id. */
  readonly statement: { readonly id: Id; readonly mode: SettlementMode } | null;
  /** The provider's earlier invoice under this number. */
  readonly known: Invoice | null;
  /** The number of the statement's invoices. */
  readonly invoices: number;
  /** The statement's visits so far. */
  readonly claims: readonly Claim[];
};

/** A visit may have several lines on an invoice; their sum is matched. */
const byVisit = (lines: readonly InvoiceLine[]): readonly InvoiceLine[] =>
  [...Map.groupBy(lines, ({ visitId }) => visitId)]
    .map(([visitId, same]) => ({ visitId, amountCents: sumCents(same.map(({ amountCents }) => amountCents)) }))
    .toSorted((a, b) => (a.visitId < b.visitId ? -1 : 1));

/** What the store must keep; null when the provider has sent the same before, under any key. */
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

/** The ledger's amount of a visit at one rate on the statement. */
export type Rated = { readonly visitId: Id; readonly vatPermille: number; readonly organiserCents: Cents };

/**
 * The amounts of an invoice by rate (rules 60). The rates are the ledger's: a visit of one rate is asked at that rate,
 * a visit of several only at the ledger's amounts. Null for other amounts, since nobody can tell their rate.
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
