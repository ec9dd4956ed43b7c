/**
 * People whom nobody has met: identity codes that belong to nobody (individual numbers 900–999), with any name. The
 * embedded sign-in provider identifies every one of them.
 */
export type MadeUpPerson = { readonly identityCode: string; readonly givenNames: string; readonly familyName: string };

const CHECK_CHARACTERS = '0123456789ABCDEFHJKLMNPRSTUVWXY';
const checkCharacter = (digits: string): string => CHECK_CHARACTERS[Number(digits) % 31]!;

/** So many of them are born on one day. */
const INDIVIDUALS = 90;

/**
 * An identity code for a person born in 1940 or later. The clients of the demonstration have the numbers below 1,000.
 */
export function madeUpCode(number: number): string {
  const born = Temporal.PlainDate.from('1940-01-01').add({ days: Math.floor(number / INDIVIDUALS) });
  if (born.year > 1999) throw new RangeError('Only people of the 1900s are made up here.');
  const [day, month, year] = [born.day, born.month, born.year % 100].map((part) => String(part).padStart(2, '0'));
  const individual = String(900 + (number % INDIVIDUALS));
  return `${day}${month}${year}-${individual}${checkCharacter(`${day}${month}${year}${individual}`)}`;
}

/** A person for a test, another one for each number. None of them is a persona or in the demonstration. */
export const madeUpPerson = (number: number, givenNames = 'Keksi', familyName = 'Keksitty'): MadeUpPerson => ({
  identityCode: madeUpCode(OF_TESTS + number),
  givenNames,
  familyName,
});

const OF_TESTS = 10_000;

const FORM = /^(\d{2})(\d{2})(\d{2})([-+A-FU-Y])(9\d{2})([0-9A-Y])$/;
const NAME_MAX = 200;

/** The person of a form; nothing when the code may be a real person's or is none, or a name is missing. */
export function madeUpPersonOf(identityCode: string, givenNames: string, familyName: string): MadeUpPerson | undefined {
  const code = identityCode.trim().toUpperCase();
  const [, day, month, year, , individual, check] = FORM.exec(code) ?? [];
  if (!check || checkCharacter(`${day}${month}${year}${individual}`) !== check) return undefined;
  const names = [givenNames.trim(), familyName.trim()] as const;
  return names.every((name) => name !== '' && name.length <= NAME_MAX)
    ? { identityCode: code, givenNames: names[0], familyName: names[1] }
    : undefined;
}
