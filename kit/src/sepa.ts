/**
 * Texts as every SEPA bank takes them. The conversion table of the European Payments Council (EPC217-08) replaces
 * letter by letter. Further entries here cover letters of European and neighbouring languages that it leaves out. A
 * name of which nothing would be left is null.
 */

/**
 * Small letters by their replacement; capitals get the same in capitals. `convert` takes letters with marks (ä, é, ǯ,
 * ώ, ё) apart instead.
 */
const LETTERS: Readonly<Record<string, string>> = {
  a: 'æαаъəәⱥ',
  b: 'ƀƃƅɓб',
  c: 'ƈȼћ',
  ch: 'χчҷ',
  d: 'đðƌƍȡȸɖɗẟδд',
  dj: 'ђ',
  dz: 'ѕџ',
  e: 'ɇǝɛεеэѣ',
  f: 'ƒφфѳ',
  g: 'ǥɠɣƣγгґғ',
  h: 'ħƕхһҳ',
  i: 'ĳıɨɩηιиіѵ',
  j: 'ɉȷј',
  k: 'ĸƙκкқ',
  l: 'łŀƚƛȴλл',
  lj: 'љ',
  m: 'ɯμм',
  n: 'ŋŉƞȵɲνнң',
  nj: 'њ',
  o: 'øœɔɵȣοωоө',
  p: 'ƥπп',
  ps: 'ψ',
  q: 'ɋȹ',
  r: 'ɍʀρр',
  s: 'ßʃƨƪȿẜẝσςс',
  sh: 'ш',
  sht: 'щ',
  t: 'þŧƫƭȶʈⱦτт',
  th: 'θ',
  ts: 'ц',
  u: 'ʉʊуүұ',
  v: 'ʋʌỽβв',
  w: 'ƿ',
  x: 'ξ',
  y: 'ƴɏȝỿυйыь',
  ya: 'я',
  ye: 'є',
  yu: 'ю',
  z: 'ƶȥɀʒƹƺζз',
  zh: 'жҗ',
  ll: 'ỻ',
};

const SIGNS: Readonly<Record<string, string>> = {
  '&': '+',
  '@': '(at)',
  '€': 'E',
  '_~‐‑‒–—―−': '-',
  ';': ',',
  '[{': '(',
  ']}': ')',
  '\\|⁄': '/',
  '`´’‘ʼʻ': "'",
  '¿': '?',
};

const TAKEN = /^[A-Za-z0-9/?:().,'+ -]$/;

const conversions = new Map<string, string>();
for (const [signs, become] of Object.entries(SIGNS)) for (const sign of signs) conversions.set(sign, become);
for (const [become, letters] of Object.entries(LETTERS))
  for (const letter of letters) {
    conversions.set(letter, become);
    const capital = letter.toUpperCase();
    if ([...capital].length === 1 && capital !== letter && !TAKEN.test(capital)) conversions.set(capital, become.toUpperCase());
  }
// `toUpperCase` turns ß into two letters.
conversions.set('ẞ', 'S');

/**
 * Marks and modifiers only change a letter or are invisible, so nothing replaces them. A space replaces any other
 * character that a bank does not take.
 */
const UNWRITTEN = /^[\p{M}\p{Lm}\p{Cf}]$/u;

function convert(character: string): string {
  if (TAKEN.test(character)) return character;
  const found = conversions.get(character);
  if (found !== undefined) return found;
  const parts = character.normalize('NFKD');
  if (parts !== character) return Array.from(parts, convert).join('');
  return UNWRITTEN.test(character) ? '' : ' ';
}

export const toSepaText = (text: string): string => Array.from(text.normalize('NFC'), convert).join('').replace(/ +/g, ' ').trim();

/** The longest name of a payer or a payee in ISO 20022 messages of SEPA. */
const NAME_LENGTH_MAX = 70;

/** The name as a payment carries it, cut to that length; null when no letter or digit is left. */
export function sepaNameOf(name: string): string | null {
  const written = toSepaText(name).slice(0, NAME_LENGTH_MAX).trim();
  return /[A-Za-z0-9]/.test(written) ? written : null;
}
