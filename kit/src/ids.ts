/** New identifiers: UUID version 7, so that rows made one after another lie side by side in an index. */
import { randomUUIDv7 } from 'node:crypto';

export type Id = string;

export const newId = (): Id => randomUUIDv7();

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** Whether a caller's text can be an identifier at all: what is not is simply not found, and never reaches the database. */
export const isId = (text: string): boolean => UUID.test(text);
