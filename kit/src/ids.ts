/**
 * New identifiers: UUID version 7, in the order in which a process makes them. So rows made one after another lie side
 * by side in an index, and a list by id is a list by age.
 */
import { randomUUIDv7 } from 'node:crypto';

export type Id = string;

let lastMillisecond = '';
let madeInIt = 0;

export function newId(): Id {
  const id = randomUUIDv7();
  const millisecond = id.slice(0, 13);
  madeInIt = millisecond === lastMillisecond ? madeInIt + 1 : 0;
  lastMillisecond = millisecond;
  // The 12 bits after the version count within the millisecond (RFC 9562, 6.2, method 1); 62 random bits remain.
  return `${id.slice(0, 15)}${(madeInIt % 4096).toString(16).padStart(3, '0')}${id.slice(18)}`;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/**
 * Whether a caller's text can be an identifier at all. Callers answer "not found" otherwise, without asking the
 * database.
 */
export const isId = (text: string): boolean => UUID.test(text);

const YOUNG_MS = 60_000;

/**
 * Whether somebody made the identifier within the last minute, so the thing may still be on its way. Clocks differ,
 * so an identifier may seem to come from the next minute.
 */
export const isYoung = (id: Id): boolean => Math.abs(millisecondOf(newId()) - millisecondOf(id)) < YOUNG_MS;

const millisecondOf = (id: Id): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
