/** The parts from which the well-formed arguments are made. */
import type { PersonaKey } from '@seteli/local/personas';
import { MONTH as JULY } from '../diary.ts';

/** A year after JULY. isolation/ locks its month and all before it, so this whole year stays open. */
export const MONTH = JULY.add({ years: 1 });

export type Scene = {
  readonly service: string;
  readonly content: string;
  readonly voucher: string;
  readonly booking: string;
  readonly visit: string;
};
export type Asked = { readonly by: PersonaKey; readonly args: (scene: Scene) => Record<string, unknown> };

export const UNKNOWN = '019b0000-0009-7000-8000-999999999999';
export const page = { first: 5, after: 'MDE5YjAwMDAtMDAwOS03MDAwLTgwMDAtOTk5OTk5OTk5OTk5' };
/** A page with a cursor, for a list that has orders. */
export const pageIn = (order: string, ...keys: readonly string[]) => ({
  first: 5,
  after: Buffer.from(JSON.stringify([order, UNKNOWN, ...keys])).toString('base64url'),
});
export const names = { fi: 'Uusi', sv: 'Ny', en: 'New' };

/** Each call makes a new value. A refusal or an earlier success would otherwise hide what happens to the rest. */
let wishes = 0;
export const key = () => `bad input ${wishes++}`;
export const voucherNumber = () => `K${String(wishes++).padStart(13, '0')}`;
export const day = () => Temporal.PlainDate.from('2035-01-01').add({ days: wishes++ }).toString();
export const hour = () => {
  const start = Temporal.Instant.from(`${MONTH}-01T03:00:00Z`).add({
    minutes: 30 * (wishes++ % 20) + 24 * 60 * Math.floor((wishes / 20) % 4),
  });
  return { start: start.toString(), end: start.add({ minutes: 15 }).toString() };
};
/** The optional parts of a visit beside its times. */
export const EXTRAS = {
  accessories: [{ contentId: UNKNOWN, amount: '24.5' }],
  extraService: { acceptedAt: `${MONTH}-01T00:00:00Z`, channel: 'PHONE' },
};
export const byId = (by: PersonaKey): Asked => ({ by, args: () => ({ id: UNKNOWN }) });
export const paged = (by: PersonaKey): Asked => ({ by, args: () => page });
export const input = (by: PersonaKey, fields: (scene: Scene) => object): Asked => ({ by, args: (scene) => ({ input: fields(scene) }) });

/** Repeats a text, and nests levels within levels. */
export const times = (count: number, text: (index: number) => string) => Array.from({ length: count }, (_, index) => text(index)).join(' ');
export const deep = (levels: number): string => (levels <= 0 ? 'id' : `visits { edges { node { booking { ${deep(levels - 4)} } } } }`);
