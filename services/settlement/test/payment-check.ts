/**
 * Checks a payment file as a bank would: by a schema of the parts in use, and by its own counts and sums. It knows
 * nothing of how the file was made.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEuro, sumCents } from '@seteli/kit/money';
import { validateXML } from 'xmllint-wasm';

const schema = readFileSync(path.join(import.meta.dirname, 'pain.001.001.09-subset.xsd'), 'utf8');

const textsOf = (xml: string, element: string): string[] =>
  [...xml.matchAll(new RegExp(`<${element}(?: [^>]*)?>([^<]*)</${element}>`, 'g'))].map(([, text]) => text!);

export type CheckedPayments = {
  faults: string[];
  controlSumCents: bigint;
  messageId: string;
  transfers: { amount: string; iban: string; reference: string; name: string }[];
};

export async function checkPayments(xml: string): Promise<CheckedPayments> {
  const { errors } = await validateXML({ xml: [{ fileName: 'payment.xml', contents: xml }], schema: [schema] });
  const faults = errors.map(({ message }) => message);
  const amounts = textsOf(xml, 'InstdAmt');
  const controlSumCents = sumCents(amounts.map((amount) => parseEuro(amount) ?? 0n));
  for (const sum of textsOf(xml, 'CtrlSum'))
    if (parseEuro(sum) !== controlSumCents) faults.push(`CtrlSum ${sum} is not the sum of the transfers`);
  for (const count of textsOf(xml, 'NbOfTxs'))
    if (Number(count) !== amounts.length) faults.push(`NbOfTxs ${count}, but ${amounts.length} transfers`);
  const ids = textsOf(xml, 'EndToEndId');
  if (new Set(ids).size < ids.length) faults.push('an EndToEndId is used twice');
  const [ibans, references, names] = [textsOf(xml, 'IBAN').slice(1), textsOf(xml, 'Ref'), textsOf(xml, 'Nm').slice(2)];
  return {
    faults,
    controlSumCents,
    messageId: textsOf(xml, 'MsgId')[0] ?? '',
    transfers: amounts.map((amount, index) => ({ amount, iban: ibans[index]!, reference: references[index]!, name: names[index]! })),
  };
}
