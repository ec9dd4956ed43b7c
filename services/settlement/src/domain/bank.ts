/** What banks require of references and account numbers. */

const WEIGHTS = [7, 3, 1];

/** The Finnish reference (viitenumero): the digits and a check digit over them, weighted 7, 3, 1 from the right. */
export function finnishReferenceOf(digits: string): string {
  const weighted = [...digits].toReversed().reduce((sum, digit, index) => sum + Number(digit) * WEIGHTS[index % WEIGHTS.length]!, 0);
  return `${digits}${(10 - (weighted % 10)) % 10}`;
}

/** The creditor reference of ISO 11649 (RF) over a Finnish reference. */
export function referenceOf(digits: string): string {
  const body = finnishReferenceOf(digits);
  // "RF00" in digits, at the end.
  const check = 98n - (BigInt(`${body}271500`) % 97n);
  return `RF${check.toString().padStart(2, '0')}${body}`;
}

const IBAN = /^[A-Z]{2}\d{2}[A-Z0-9]{10,30}$/;

/** Whether the text is an account number by its form and check digits (ISO 13616). */
export function isIban(text: string): boolean {
  if (!IBAN.test(text)) return false;
  const digits = [...`${text.slice(4)}${text.slice(0, 4)}`].map((character) => Number.parseInt(character, 36)).join('');
  return BigInt(digits) % 97n === 1n;
}
