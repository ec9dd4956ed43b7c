/**
 * When a statement is paid and by which run's file (rules 42a, 69f); and the file for the bank: a customer credit transfer initiation,
 * pain.001.001.09, one transfer for each statement that is paid, or several for one that is more than a transfer may be.
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
export type Account = { readonly creditorName: string; readonly creditorIban: string };

/** Why a company cannot be paid now; null when it can. */
export type Obstacle = 'NO_ACCOUNT' | 'NAME_UNFIT_FOR_PAYMENT';

export function obstacleOf(creditor: Creditor | undefined): Obstacle | null {
  if (!creditor?.iban || !isIban(creditor.iban)) return 'NO_ACCOUNT';
  return sepaNameOf(creditor.companyName) === null ? 'NAME_UNFIT_FOR_PAYMENT' : null;
}

/** Where a company is paid; nothing while it has told no account, one that is none, or a name that no bank can write. */
export const accountOf = (creditor: Creditor | undefined): Account | null =>
  obstacleOf(creditor) === null ? { creditorName: creditor!.companyName, creditorIban: creditor!.iban! } : null;

/** That a run's file pays a statement, wholly. */
export type Payment = Account & { readonly statementId: Id; readonly runId: Id };

/** What decides whether a statement may be paid. */
export type Due = {
  readonly id: Id;
  readonly providerId: Id;
  readonly payableCents: Cents;
  readonly mode: SettlementMode;
  /** Each visit that it pays for stands on an invoice of the provider. */
  readonly isInvoiced: boolean;
};

const waitsForInvoice = ({ mode, isInvoiced }: Due): boolean => mode === 'PROVIDER_INVOICED' && !isInvoiced;

/** Those of the statements that the run's file pays. The others wait for an account or an invoice, and for a later file. */
export const payBy = (runId: Id, due: readonly Due[], creditors: ReadonlyMap<Id, Creditor>): readonly Payment[] =>
  due.flatMap((statement) => {
    const account = accountOf(creditors.get(statement.providerId));
    const isReady = statement.payableCents > 0n && account && !waitsForInvoice(statement);
    return isReady ? [{ ...account, statementId: statement.id, runId }] : [];
  });

/** A statement of which the last visit has just been invoiced. */
export type Invoiced = Omit<Due, 'isInvoiced'> & {
  readonly runId: Id;
  readonly runState: RunState;
  /** As they stood at the lock. */
  readonly creditorName: string | null;
  readonly creditorIban: string | null;
  readonly isPaid: boolean;
};

/** Its own run pays it while the second person has not approved that, to the account of the lock. Otherwise the next run does, as it does what is held. */
export function payInvoiced(statement: Invoiced): readonly Payment[] {
  const { runId, runState, providerId, creditorName, creditorIban, isPaid } = statement;
  if (runState !== 'LOCKED' || isPaid || creditorName === null) return [];
  return payBy(runId, [{ ...statement, isInvoiced: true }], new Map([[providerId, { companyName: creditorName, iban: creditorIban }]]));
}

export type PaymentState = 'ISSUED' | 'AWAITING_INVOICE' | 'HELD' | 'RELEASED';

/** How far the payment of a statement has come. */
export function stateOf(statement: Due & { readonly runId: Id }, payment: Pick<Payment, 'runId'> | null): PaymentState {
  if (payment) return payment.runId === statement.runId ? 'ISSUED' : 'RELEASED';
  if (statement.payableCents === 0n) return 'ISSUED';
  return waitsForInvoice(statement) ? 'AWAITING_INVOICE' : 'HELD';
}

/** What a held statement waits for: what its provider lacks today, or, where nothing is lacking any more, the next lock. */
export const heldFor = (state: PaymentState, creditor: Creditor | undefined): Obstacle | 'NEXT_LOCK' | null =>
  state === 'HELD' ? (obstacleOf(creditor) ?? 'NEXT_LOCK') : null;

export type Debtor = { readonly companyName: string; readonly iban: string };

export type PaymentFile = {
  readonly messageId: string;
  readonly content: string;
  readonly transactions: number;
  readonly controlSumCents: Cents;
};

/** A transfer of the file: a payment and what its statement says. */
export type Transfer = Account & { readonly statementNumber: string; readonly reference: string; readonly payableCents: Cents };

/** SEPA transfers no more at a time: 999,999,999.99 euros. */
const MOST_TRANSFERRED: Cents = 99_999_999_999n;

/** The same payment in parts that may be transferred, each with an identifier of its own. */
function partsOf(transfer: Transfer): readonly (Transfer & { readonly endToEndId: string })[] {
  const parts: (Transfer & { endToEndId: string })[] = [];
  for (let left = transfer.payableCents; left > 0n; left -= MOST_TRANSFERRED) {
    const endToEndId = parts.length === 0 ? transfer.statementNumber : `${transfer.statementNumber}-${parts.length + 1}`;
    parts.push({ ...transfer, endToEndId, payableCents: minCents(left, MOST_TRANSFERRED) });
  }
  return parts;
}

/** Of a payment that was locked before names were looked at. The bank asks about it, and pays the others. */
const NOT_PROVIDED = 'NOTPROVIDED';

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** Its identifiers come from the run and the statements, so that the bank recognises a file that it was given twice. */
export function writePaymentFile(runId: Id, debtor: Debtor, transfers: readonly Transfer[], now: Instant): PaymentFile {
  const messageId = runId.replaceAll('-', '');
  const controlSumCents = sumCents(transfers.map(({ payableCents }) => payableCents));
  const parts = transfers.flatMap(partsOf);
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
      // SEPA goes by IBAN alone, but the message wants the element.
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

const transferOf = ({ endToEndId, payableCents, creditorName, creditorIban, reference }: ReturnType<typeof partsOf>[number]) => ({
  PmtId: { EndToEndId: endToEndId },
  Amt: { InstdAmt: { '@Ccy': 'EUR', '#': formatEuro(payableCents) } },
  Cdtr: { Nm: sepaNameOf(creditorName) ?? NOT_PROVIDED },
  CdtrAcct: { Id: { IBAN: creditorIban } },
  RmtInf: { Strd: { CdtrRefInf: { Tp: { CdOrPrtry: { Cd: 'SCOR' }, Issr: 'ISO' }, Ref: reference } } },
});
