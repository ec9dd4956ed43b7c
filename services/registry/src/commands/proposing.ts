/** What changes delivered visits is not carried out at once: it is kept until a second person has looked at it, and what it would do is asked again then. */
import type { Tx } from '@seteli/kit/db';
import { newId, type Id } from '@seteli/kit/ids';
import type { PublishServiceInput } from '@seteli/schema/generated/registry';
import type { CalendarDayWish } from '../domain/calendar.ts';
import type { Correction } from '../domain/correction.ts';
import { insertCorrection } from '../store/correction.ts';
import type { AskingDesk, By } from './desk.ts';

/** What of the input says what the service shall be. */
export type PublishedWish = Omit<PublishServiceInput, 'idempotencyKey' | 'reason'>;

/** What is decided about again when it is confirmed. */
export type CorrectionWish =
  | { readonly service: PublishedWish; readonly days?: undefined }
  | { readonly days: readonly CalendarDayWish[]; readonly service?: undefined };

type Proposal = Pick<Correction, 'organiserId' | 'serviceId' | 'firstDay' | 'lastDay'> & {
  readonly wish: CorrectionWish;
  /** The data of what would be announced, as it travels. */
  readonly change: unknown;
};

export async function propose(tx: Tx, { wish, ...proposal }: Proposal, { actor, now }: By): Promise<Id> {
  const id = newId();
  const undecided = { state: 'PROPOSED', proposedBy: actor, proposedAt: now, decidedBy: null, decidedAt: null } as const;
  // Days become text, as whoever sent them wrote them.
  await insertCorrection(tx, { id, ...proposal, ...undecided, wish: JSON.parse(JSON.stringify(wish)) });
  return id;
}

/** Shorter than a gateway waits for the command. */
const PREVIEW_PATIENCE_MS = 8_000;

export type Preview = { readonly previewId: string; readonly visits: number; readonly left: number };

/** What would be shown at this moment; null when the asked does not answer, and then nobody knows whether anything has changed. */
export const previewNow = ({ backbone, log }: AskingDesk, asked: string, what: string, question: unknown): Promise<Preview | null> =>
  backbone.ask<Preview>(asked, what, question, PREVIEW_PATIENCE_MS).catch((fault: unknown) => {
    log.info({ err: fault }, `${asked} did not tell what a change would do`);
    return null;
  });
