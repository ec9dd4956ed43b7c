/** What changes delivered visits is not carried out at once: it is kept until a second person has looked at it, and what it would do is asked again then. */
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { PublishServiceInput } from '@seteli/schema/generated/registry';
import type { CalendarDayWish } from '../domain/calendar.ts';
import { subjectOf, type Correction } from '../domain/correction.ts';
import { insertCorrection } from '../store/correction.ts';
import type { AskingDesk } from './desk.ts';

/** What of the input says what the service shall be. */
export type PublishedWish = Omit<PublishServiceInput, 'idempotencyKey' | 'reason'>;

/** What is decided about again when it is confirmed. */
export type CorrectionWish =
  | { readonly service: PublishedWish; readonly days?: undefined }
  | { readonly days: readonly CalendarDayWish[]; readonly service?: undefined };

type Proposed = Pick<Correction, 'serviceId' | 'firstDay' | 'lastDay'> & {
  readonly wish: CorrectionWish;
  /** The data of what would be announced, as it travels. */
  readonly change: unknown;
};

/** Versions of a service are decided about one at a time, and so is what is said of an organiser's days. Held before what waits to be confirmed. */
export const lockVersions = (tx: Tx, organiserId: Id, code: string) => lock(tx, `service ${organiserId} ${code}`);
export const lockCalendar = (tx: Tx, organiserId: Id) => lock(tx, `calendar ${organiserId}`);

/** One of the two is held. */
export const propose = (tx: Tx, actor: Actor, proposed: Proposed, now: Instant): Promise<Id> =>
  insertCorrection(tx, actor, { ...proposed, ...subjectOf(actor.organisation.id, proposed.serviceId) }, now);

/** Shorter than a gateway waits for the command. */
const PREVIEW_PATIENCE_MS = 8_000;

export type Preview = { readonly previewId: string; readonly visits: number; readonly left: number };

/** What would be shown at this moment; null when the asked does not answer, and then nobody knows whether anything has changed. */
export const previewNow = ({ backbone, log }: AskingDesk, asked: string, what: string, question: unknown): Promise<Preview | null> =>
  backbone.ask<Preview>(asked, what, question, PREVIEW_PATIENCE_MS).catch((fault: unknown) => {
    log.info({ err: fault }, `${asked} did not tell what a change would do`);
    return null;
  });
