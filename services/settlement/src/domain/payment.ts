/** The file for the bank: a customer credit transfer initiation, pain.001.001.09, one transfer for each statement that is paid. */
import { create } from 'xmlbuilder2';
import { dayOf, type Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { formatEuro, sumCents, type Cents } from '@seteli/kit/money';
import { toSepaName } from './bank.ts';
import type { Statement } from './statement.ts';

export type Debtor = { readonly companyName: string; readonly iban: string };

export type PaymentFile = {
  readonly messageId: string;
  readonly content: string;
  readonly transactions: number;
  readonly controlSumCents: Cents;
};

type Payable = Statement & { readonly creditorIban: string; readonly creditorName: string };

/** Held statements wait for an account and a later file. */
const isPayable = (statement: Statement): statement is Payable =>
  statement.payableCents > 0n && statement.state === 'ISSUED' && statement.creditorIban !== null && statement.creditorName !== null;

export const payableOf = (statements: readonly Statement[]): readonly Payable[] => statements.filter(isPayable);

const NAMESPACE = 'urn:iso:std:iso:20022:tech:xsd:pain.001.001.09';

/** Its identifiers come from the run and the statements, so that the bank recognises a file that it was given twice. */
export function writePaymentFile(runId: Id, debtor: Debtor, payable: readonly Payable[], now: Instant): PaymentFile {
  const messageId = runId.replaceAll('-', '');
  const controlSumCents = sumCents(payable.map(({ payableCents }) => payableCents));
  const totals = { NbOfTxs: payable.length, CtrlSum: formatEuro(controlSumCents) };
  const name = toSepaName(debtor.companyName);
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
      DbtrAgt: { FinInstnId: { Othr: { Id: 'NOTPROVIDED' } } },
      ChrgBr: 'SLEV',
      CdtTrfTxInf: payable.map(transferOf),
    },
  };
  const content = create({ version: '1.0', encoding: 'UTF-8' }, { Document: { '@xmlns': NAMESPACE, CstmrCdtTrfInitn: message } }).end({
    prettyPrint: true,
  });
  return { messageId, content, transactions: payable.length, controlSumCents };
}

const transferOf = ({ statementNumber, payableCents, creditorName, creditorIban, reference }: Payable) => ({
  PmtId: { EndToEndId: statementNumber },
  Amt: { InstdAmt: { '@Ccy': 'EUR', '#': formatEuro(payableCents) } },
  Cdtr: { Nm: toSepaName(creditorName) },
  CdtrAcct: { Id: { IBAN: creditorIban } },
  RmtInf: { Strd: { CdtrRefInf: { Tp: { CdOrPrtry: { Cd: 'SCOR' }, Issr: 'ISO' }, Ref: reference } } },
});
