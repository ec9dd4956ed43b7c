/**
 * Waits a moment until identity has heard what vouchers has announced of an organiser. An organiser serves a person
 * from the grant of a voucher on, and that may be just now.
 */
import type { Backbone } from '@seteli/kit/backbone';
import { readWatermarks } from '@seteli/kit/inbox';
import type { Id } from '@seteli/kit/ids';
import type { Parts } from '@seteli/kit/service';

const PATIENCE_MS = 1_000;
const LOOK_MS = 50;

export type HearOf = (organiserId: Id) => Promise<void>;

/** When vouchers does not answer in time, the look-up uses what identity has heard so far. */
export const openHearing =
  ({ backbone, database, log }: Pick<Parts, 'database' | 'log'> & { readonly backbone: Pick<Backbone, 'ask' | 'applied'> }): HearOf =>
  async (organiserId) => {
    const until = performance.now() + PATIENCE_MS;
    try {
      const { heads } = await backbone.ask<{ heads: Record<string, number> }>('vouchers', 'heads', {}, PATIENCE_MS);
      const head = heads[organiserId] ?? 0;
      while (performance.now() < until) {
        if (((await readWatermarks(database.reader, 'vouchers'))[organiserId]?.last ?? 0) >= head) return;
        await backbone.applied.next(LOOK_MS);
      }
    } catch (fault) {
      log.warn({ err: fault }, 'vouchers does not say how far it has come: persons are looked up as far as was heard');
    }
  };
