/**
 * Decides when a statement is paid and by which run's file (rules 42a, 69f). Also writes the file for the bank: a
 * customer credit transfer initiation, pain.001.001.09. Each paid statement is one transfer, or several where it
 * exceeds the limit of a transfer.
 */
import { create } from 'xmlbuilder2';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { formatEuro, minCents, sumCents, type Cents } from '@seteli/kit/money';
import { sepaNameOf } from '@seteli/kit/sepa';
import { isIban } from './bank.ts';
import type { RunState } from './run.ts';
import type { SettlementMode } from './terms.ts';

export type Creditor = { readonly companyName: string; readonly iban: string | null };
export type BankAccount = { readonly creditorName: string; readonly creditorIban: string };

/** Why a company cannot be paid now; null when it can. */
export type Obstacle = 'NO_ACCOUNT' | 'NAME_UNFIT_FOR_PAYMENT';

export function obstacleOf(creditor: Creditor | undefined): Obstacle | null {
  if (!creditor?.iban || !isIban(creditor.iban)) return 'NO_ACCOUNT';
  return sepaNameOf(creditor.companyName) === null ? 'NAME_UNFIT_FOR_PAYMENT' : null;
}

/** The account of a company. Null while it has no valid account, or no name that banks accept. */
export const bankAccountOf = (creditor: Creditor | undefined): BankAccount | null =>
  obstacleOf(creditor) === null ? { creditorName: creditor!.companyName, creditorIban: creditor!.iban! } : null;

/** The record that a run's file pays a statement in full. */
export type Payment = BankAccount & { readonly statementId: Id; readonly runId: Id };

/** The facts that decide whether a statement may be paid. */
export type Due = {
  readonly id: Id;
  readonly providerId: Id;
  readonly payableCents: Cents;
  readonly mode: SettlementMode;
  /** Each visit that the statement pays for stands on an invoice of the provider. */
  readonly isInvoiced: boolean;
};

const waitsForInvoice = ({ mode, isInvoiced }: Due): boolean => mode === 'PROVIDER_INVOICED' && !isInvoiced;

/** The payments of the run's file. The other statements wait for an account or an invoice, and for a later file. */
export const payBy = (runId: Id, due: readonly Due[], creditors: ReadonlyMap<Id, Creditor>): readonly Payment[] =>
  due.flatMap((statement) => {
    const account = bankAccountOf(creditors.get(statement.providerId));
    const isReady = statement.payableCents > 0n && account && !waitsForInvoice(statement);
    return isReady ? [{ ...account, statementId: statement.id, runId }] : [];
  });

/** A statement whose last visit was just invoiced. */
export type Invoiced = Omit<Due, 'isInvoiced'> & {
  readonly runId: Id;
  readonly runState: RunState;
  /** As they stood at the lock. */
  readonly creditorName: string | null;
  readonly creditorIban: string | null;
  readonly isPaid: boolean;
};

/**
 * Its own run pays it to the account of the lock while the second person has not approved the run. Otherwise the next
 * lock pays it like a held statement.
 */
export function payInvoiced(statement: Invoiced): readonly Payment[] {
  const { runId, runState, providerId, creditorName, creditorIban, isPaid } = statement;
  if (runState !== 'LOCKED' || isPaid || creditorName === null) return [];
  return payBy(runId, [{ ...statement, isInvoiced: true }], new Map([[providerId, { companyName: creditorName, iban: creditorIban }]]));
}

export type PaymentState = 'ISSUED' | 'AWAITING_INVOICE' | 'HELD' | 'RELEASED';

/** The state of a statement's payment. */
export function stateOf(statement: Due & { readonly runId: Id }, payment: Pick<Payment, 'runId'> | null): PaymentState {
  if (payment) return payment.runId === statement.runId ? 'ISSUED' : 'RELEASED';
  if (statement.payableCents === 0n) return 'ISSUED';
  return waitsForInvoice(statement) ? 'AWAITING_INVOICE' : 'HELD';
}

/** What a held statement waits for: what its provider lacks today, or else the next lock. */
export const heldFor = (state: PaymentState, creditor: Creditor | undefined): Obstacle | 'NEXT_LOCK' | null =>
  state === 'HELD' ? (obstacleOf(creditor) ?? 'NEXT_LOCK') : null;

export type Debtor = { readonly companyName: string; readonly iban: string };

export type PaymentFile = {
  readonly messageId: string;
  readonly content: string;
  readonly transactions: number;
  readonly controlSumCents: Cents;
};

/** A transfer of the file: a payment with the fields of its statement. */
export type Transfer = BankAccount & { readonly statementNumber: string; readonly reference: string; readonly payableCents: Cents };

/** The limit of a SEPA transfer: 999,999,999.99 euros. */
const MOST_TRANSFERRED: Cents = 99_999_999_999n;

/** Splits a payment into transfers within the limit, each with its own identifier. */
function transfersWithinLimit(transfer: Transfer): readonly (Transfer & { readonly endToEndId: string })[] {
  const parts: (Transfer & { endToEndId: string })[] = [];
  for (let left = transfer.payableCents; left > 0n; left -= MOST_TRANSFERRED) {
    const endToEndId = parts.length === 0 ? transfer.statementNumber : `${transfer.statementNumber}-${parts.length + 1}`;
    parts.push({ ...transfer, endToEndId, payableCents: minCents(left, MOST_TRANSFERRED) });
  }
  return parts;
}

/** For payments older than the check of names. The bank asks about the payment and pays the others. */
const NOT_PROVIDED = 'NOTPROVIDED';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** The identifiers come from the run and the statements, so the bank recognises a file that it has received before. */
export function writePaymentFile(runId: Id, debtor: Debtor, transfers: readonly Transfer[], now: Instant): PaymentFile {
  const messageId = runId.replaceAll('-', '');
  const controlSumCents = sumCents(transfers.map(({ payableCents }) => payableCents));
  const parts = transfers.flatMap(transfersWithinLimit);
  const totals = { NbOfTxs: parts.length, CtrlSum: formatEuro(controlSumCents) };
  const name = sepaNameOf(debtor.companyName) ?? NOT_PROVIDED;
  const message = {
    GrpHdr: { MsgId: messageId, CreDtTm: now.toString({ smallestUnit: 'second' }), ...totals, InitgPty: { Nm: name } },
    PmtInf: {
      PmtInfId: messageId,
      PmtMtd: 'TRF',
      ...totals,
      PmtTpInf: { SvcLvl: { Cd: 'SEPA' } },
      ReqdExctnDt: { Dt: dayOf(now).toString() },
      Dbtr: { Nm: name },
      DbtrAcct: { Id: { IBAN: debtor.iban } },
      // SEPA needs the IBAN alone, but the message requires the element.
      DbtrAgt: { FinInstnId: { Othr: { Id: NOT_PROVIDED } } },
      ChrgBr: 'SLEV',
      CdtTrfTxInf: parts.map(transferOf),
    },
  };
  const content = create({ version: '1.0', encoding: 'UTF-8' }, { Document: { '@xmlns': NAMESPACE, CstmrCdtTrfInitn: message } }).end({
    prettyPrint: true,
  });
  return { messageId, content, transactions: parts.length, controlSumCents };
}

const transferOf = ({
  endToEndId,
  payableCents,
  creditorName,
  creditorIban,
  reference,
}: ReturnType<typeof transfersWithinLimit>[number]) => ({
  PmtId: { EndToEndId: endToEndId },
  Amt: { InstdAmt: { '@Ccy': 'EUR', '#': formatEuro(payableCents) } },
  Cdtr: { Nm: sepaNameOf(creditorName) ?? NOT_PROVIDED },
  CdtrAcct: { Id: { IBAN: creditorIban } },
  RmtInf: { Strd: { CdtrRefInf: { Tp: { CdOrPrtry: { Cd: 'SCOR' }, Issr: 'ISO' }, Ref: reference } } },
});
