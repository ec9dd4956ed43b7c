/**
 * Bookings heard of older vouchers before their events said how they are arranged. This chore asks vouchers for that,
 * some at a time.
 */
import { z } from 'zod';
import type { Backbone } from '@seteli/kit/backbone';
import type { Database } from '@seteli/kit/db';
import type { Chore } from '@seteli/kit/chores';
import { listUnsaidKinds, saveKinds } from '../store/known.ts';

const EVERY_MS = 60_000;
const AT_ONCE = 500;
const FIRST = '00000000-0000-0000-0000-000000000000';

const answered = z.array(z.object({ id: z.uuid(), arrangementKind: z.enum(['VOUCHER', 'PURCHASED', 'PERMISSION']) }));

export function askingForKinds(database: Database, ask: Backbone['ask']): Chore {
  // Vouchers may not know some of these either. The chore passes them, and asks again when it has asked about all.
  let through = FIRST;
  return {
    name: 'asking how vouchers are arranged',
    everyMs: EVERY_MS,
    async run() {
      const ids = (await listUnsaidKinds(database.reader, through, AT_ONCE)).map(({ id }) => id);
      if (ids.length > 0) {
        const kinds = answered.parse(await ask<unknown>('vouchers', 'arrangement-kinds', { ids }));
        await database.transaction((tx) => saveKinds(tx, kinds));
      }
      through = ids.length < AT_ONCE ? FIRST : ids.at(-1)!;
      return ids.length === AT_ONCE;
    },
  };
}
