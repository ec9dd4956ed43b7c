/**
 * Messages that tell people that something waits for them in Seteli: by which way, when, how often, and in which words.
 * A message names nobody and nothing.
 */
import { dayOf, startOfDay, type Instant } from '@seteli/kit/day';
import type { Language } from '@seteli/kit/language';
import type { MessageChannel } from '@seteli/schema/tasks';

/** The ways by which a message goes. */
export const WAYS = ['EMAIL', 'SMS', 'SUOMI_FI'] as const satisfies readonly MessageChannel[];
export type Way = (typeof WAYS)[number];

/**
 * WAITING: nobody has tried yet. SENDING: somebody tries, perhaps not for the first time. DROPPED: it had no address,
 * or its user may no longer act.
 */
export const MESSAGE_STATES = ['WAITING', 'SENDING', 'SENT', 'REFUSED', 'GIVEN_UP', 'DROPPED'] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** A user who may hear. */
export type Receiver = {
  readonly organisation: { readonly kind: string; readonly id: string };
  readonly personId: string;
};

/** The way without a choice: a client's authority writes to Suomi.fi. Whoever represents a client asks for messages. */
export function usualChannel({ organisation: { kind, id }, personId }: Receiver): MessageChannel {
  if (kind !== 'PERSON') return 'EMAIL';
  return id === personId ? 'SUOMI_FI' : 'NONE';
}

/** News that came together make one message. */
const GATHER_MINUTES = 5;
export const firstTry = (now: Instant): Instant => now.add({ minutes: GATHER_MINUTES });

const FRESH_HOURS = 48;
/** After a restore identity hears old news again. They are no reason to write to people. */
export const isNews = (toldAt: Instant, now: Instant): boolean => Temporal.Instant.compare(toldAt.add({ hours: FRESH_HOURS }), now) >= 0;

export const MESSAGES_A_DAY = 3;
const MORNING_HOUR = 8;

/** Until when a message has to wait: the person got so many today. Nothing: it may go. */
export const heldUntil = (now: Instant, sentToday: number): Instant | undefined =>
  sentToday < MESSAGES_A_DAY ? undefined : startOfDay(dayOf(now).add({ days: 1 })).add({ hours: MORNING_HOUR });

const PAUSES_MINUTES = [1, 2, 5, 15, 60, 120, 240] as const;
export const TRIES_MAX = 12;

/** When to try again after so many tries; nothing when Seteli gives up, after about a day. */
export const nextTry = (now: Instant, tries: number): Instant | undefined =>
  tries >= TRIES_MAX ? undefined : now.add({ minutes: PAUSES_MINUTES[Math.min(tries, PAUSES_MINUTES.length) - 1]! });

const AVOIDED_DAYS = 30;

export type Avoided = { readonly contactVersion: number; readonly since: Instant };

/** Whether an address is not to be written to: it turned a message away lately, and is the same still. */
export const isAvoided = (avoided: Avoided | undefined, contactVersion: number, now: Instant): boolean =>
  avoided !== undefined &&
  avoided.contactVersion === contactVersion &&
  Temporal.Instant.compare(avoided.since.add({ hours: AVOIDED_DAYS * 24 }), now) > 0;

const WORDS: Readonly<Record<Language, { readonly subject: string; readonly sentence: string }>> = {
  FI: { subject: 'Seteli: sinulle on uutta', sentence: 'Sinua odottaa jotakin uutta Setelissä: ' },
  SV: { subject: 'Seteli: något nytt för dig', sentence: 'Något nytt väntar på dig i Seteli: ' },
  EN: { subject: 'Seteli: something new for you', sentence: 'Something new waits for you in Seteli: ' },
};

/** One sentence, and the address of the system. It has no link to what waits. */
export const writeMessage = (language: Language, publicUrl: string): { readonly subject: string; readonly text: string } => ({
  subject: WORDS[language].subject,
  text: `${WORDS[language].sentence}${publicUrl}`,
});
