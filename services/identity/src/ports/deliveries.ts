/**
 * What sending a message to a person has in common, by whichever way: what is sent, and how it went. A message names
 * nothing personal; its writer sees to that.
 */
import type { Id } from '@seteli/kit/ids';
import type { Unavailable } from '@seteli/kit/outside';

export type Message = {
  /** The same id again is the same message: whoever tries once more delivers it once, where the way allows that. */
  readonly id: Id;
  readonly subject: string;
  readonly text: string;
};

export type Sent =
  /** They took it on. That it was read nobody knows. */
  | { readonly outcome: 'ACCEPTED' }
  /**
   * Another try changes nothing. NO_SUCH_RECEIVER: the address is none, or is closed (a bounce). NOT_TAKEN: they refuse
   * this message.
   */
  | { readonly outcome: 'REFUSED'; readonly why: 'NO_SUCH_RECEIVER' | 'NOT_TAKEN' }
  /** It may have been sent or not: the caller tries again later with the same id. */
  | Unavailable;

/** `to`: an e-mail address, a telephone number or an identity code. */
export type Deliverer = {
  send(to: string, message: Message): Promise<Sent>;
  /** Ends the connections, if there are any. */
  close(): void;
};

export const ACCEPTED: Sent = { outcome: 'ACCEPTED' };
export const sendingRefused = (why: 'NO_SUCH_RECEIVER' | 'NOT_TAKEN'): Sent => ({ outcome: 'REFUSED', why });

const SUBJECT_MAX = 200;
const TEXT_MAX = 20_000;

/** A longer message is a fault of its writer. */
export function requireShort({ subject, text }: Message): void {
  if (subject.length > SUBJECT_MAX || text.length > TEXT_MAX)
    throw new RangeError(`A message has a subject of ${SUBJECT_MAX} and a text of ${TEXT_MAX} characters at most.`);
}
