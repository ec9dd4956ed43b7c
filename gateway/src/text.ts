/** Text that cannot be kept: PostgreSQL takes neither U+0000 nor half of a character (a lone surrogate). Nobody means either of them. */
import { badInput } from './errors.ts';

/** Deeper than any input of the schema. */
const DEEPEST = 30;

const fits = (text: string): boolean => text.isWellFormed() && !text.includes('\0');

/** Throws BAD_USER_INPUT with the place of such text in the variables: `$input.visits[0].externalId`. */
export function requireText(value: unknown, path = '$', depth = 0): void {
  if (typeof value === 'string' && !fits(value)) throw badInput(`Variable "${path}" holds a character that no text may hold.`);
  if (typeof value !== 'object' || value === null) return;
  if (depth > DEEPEST) throw badInput(`Variable "${path}" is deeper than ${DEEPEST} levels.`);
  if (Array.isArray(value)) for (const [index, each] of value.entries()) requireText(each, `${path}[${index}]`, depth + 1);
  else for (const [name, each] of Object.entries(value)) requireText(each, depth === 0 ? path + name : `${path}.${name}`, depth + 1);
}
