/**
 * Which texts Seteli keeps, and how: well-formed, without invisible characters, trimmed, and composed (NFC), so that
 * two texts that look the same are the same.
 */

/** Latin text that is fine as it is: most texts are. */
const PLAIN = /^[!-~\u00a1-\u00ac\u00ae-\u02ff](?:[ -~\u00a1-\u00ac\u00ae-\u02ff]*[!-~\u00a1-\u00ac\u00ae-\u02ff])?$/;

// Fonts draw these as nothing, although Unicode has them among letters and symbols: Braille without dots, a note
// without a head, blank hieroglyphs.
const BLANKS = String.raw`\u{2800}\u{1d159}\u{13441}\u{13442}`;

// Controls, line separators, marks that turn the direction of writing, and characters that fonts draw as nothing.
// Selectors and joiners have rules of their own.
const UNSEEN = new RegExp(
  String.raw`[[\p{Cc}\p{Zl}\p{Zp}\p{Bidi_Control}\p{DI}\p{Noncharacter_Code_Point}\ufff9-\ufffb${BLANKS}]--[\p{Variation_Selector}\u{200c}-\u{200d}]]`,
  'v',
);

// Half of a character.
const LONE_SURROGATE = /\p{Surrogate}/u;

// A selector chooses a shape of the character before it. Where there is no choice it is only a disguise.
const STRAY_SELECTOR =
  /(?<!\p{Extended_Pictographic}|[0-9#*](?=.\u20e3))[\ufe0e\ufe0f]|(?<!\p{Ideographic})[\ufe00-\ufe0d\u{e0100}-\u{e01ef}]|(?<!\p{Script=Mongolian})[\u180b-\u180d\u180f]/u;

const LINES = /[\t\n\r]/g;

// Persian and Sinhala names are written with joiners, and so are many emoji. Elsewhere a joiner is only a disguise.
const STRAY_JOINER =
  /(?<![\p{L}\p{M}\p{Extended_Pictographic}\p{Emoji_Modifier}])[\u200c\u200d]|(?<=[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]\p{M}*)[\u200c\u200d]|[\u200c\u200d](?![\p{L}\p{Extended_Pictographic}])/u;

const SEEN = new RegExp(String.raw`[[\p{L}\p{N}\p{P}\p{S}]--[\p{DI}${BLANKS}]]`, 'v');

/** Whether a reader can see anything of the text. */
export const isSeen = (text: string): boolean => SEEN.test(text);

/**
 * A character of the text that no text may hold, by its number, which anybody can look up; nothing for a text that may
 * be kept.
 */
export function unfitIn(text: string, { mayHaveLines }: { readonly mayHaveLines: boolean }): string | undefined {
  if (PLAIN.test(text)) return undefined;
  const line = mayHaveLines ? text.replace(LINES, ' ') : text;
  const found = (LONE_SURROGATE.exec(text) ?? UNSEEN.exec(line) ?? STRAY_SELECTOR.exec(line) ?? STRAY_JOINER.exec(line))?.[0];
  return found && `U+${found.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`;
}

const MESSAGE_MAX = 1_000;

/**
 * Cuts the middle out of a long message: graphql repeats a whole input for each fault, and ends with the place and the
 * advice.
 */
export const brief = (message: string): string =>
  message.length <= MESSAGE_MAX ? message : `${message.slice(0, 200)} … ${message.slice(200 - MESSAGE_MAX)}`.toWellFormed();

/** The text as Seteli keeps it: without blanks at its ends, and composed. */
export const tidyText = (text: string): string => (PLAIN.test(text) ? text : text.trim().normalize('NFC'));
