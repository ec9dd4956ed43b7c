/**
 * A change to delivered visits waits until a second person has looked at it. Confirming asks again what the change
 * would do.
 */
import type { Actor } from '@seteli/kit/actor';
import type { Instant } from '@seteli/kit/day';
import { lock, type Tx } from '@seteli/kit/db';
import type { Id } from '@seteli/kit/ids';
import type { PublishServiceInput } from '@seteli/schema/generated/registry';
import type { CalendarDayWish } from '../domain/calendar.ts';
import { subjectOf, type Correction } from '../domain/correction.ts';
import { insertCorrection } from '../store/correction.ts';
import type { AskingDesk } from './desk.ts';

/** The part of the input that describes the service. */
export type PublishedWish = Omit<PublishServiceInput, 'idempotencyKey' | 'reason'>;

/** The input that the registry decides again when a second person confirms. */
export type CorrectionWish =
  | { readonly service: PublishedWish; readonly days?: undefined }
  | { readonly days: readonly CalendarDayWish[]; readonly service?: undefined };

type ProposedCorrection = Pick<Correction, 'serviceId' | 'firstDay' | 'lastDay'> & {
  readonly wish: CorrectionWish;
  /** The data of the future announcement, in the form in which it travels. */
  readonly change: unknown;
};

/**
 * Each lock lets one command at a time decide versions of a service, or an organiser's days. Commands take it before
 * they lock a waiting correction.
 */
export const lockVersions = (tx: Tx, organiserId: Id, code: string) => lock(tx, `service ${organiserId} ${code}`);
export const lockCalendar = (tx: Tx, organiserId: Id) => lock(tx, `calendar ${organiserId}`);

/** The caller holds one of the two locks. */
export const propose = (tx: Tx, actor: Actor, proposed: ProposedCorrection, now: Instant): Promise<Id> =>
  insertCorrection(tx, actor, { ...proposed, ...subjectOf(actor.organisation.id, proposed.serviceId) }, now);

/** Shorter than the gateway's wait for the command. */
const PREVIEW_PATIENCE_MS = 8_000;

export type Preview = { readonly previewId: string; readonly visits: number; readonly left: number };

/**
 * What the asked service would show now. Null when it does not answer: then nobody knows whether the effect has
 * changed.
 */
export const previewNow = ({ backbone, log }: AskingDesk, asked: string, what: string, question: unknown): Promise<Preview | null> =>
  backbone.ask<Preview>(asked, what, question, PREVIEW_PATIENCE_MS).catch((fault: unknown) => {
    log.info({ err: fault }, `${asked} did not tell what a change would do`);
    return null;
  });
