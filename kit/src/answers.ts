/**
 * How large an answer may be. The caller gets an error in place of a larger one, and we log that our bounds let them
 * ask for it.
 */
import type { FastifyInstance } from 'fastify';
import { say } from './language.ts';
import type { Log } from './log.ts';
import { wantedLanguage } from './request.ts';

/** In bytes. A subgraph sends no larger answer, and the gateway reads none. */
export const ANSWER_BYTES_MAX = 8 * 1024 * 1024;

const TOO_LARGE = say(
  'Vastaus on liian suuri. Kysy pienempiä sivuja.',
  'Svaret är för stort. Fråga mindre sidor.',
  'The answer is too large; ask for smaller pages.',
);
const tooLarge = () =>
  JSON.stringify({
    data: null,
    errors: [{ message: TOO_LARGE[wantedLanguage() ?? 'EN'], extensions: { code: 'BAD_USER_INPUT' } }],
  });

/** A UTF-16 unit has at most three bytes in UTF-8, so most texts need no exact count. */
const isTooLarge = (text: string): boolean => text.length * 3 > ANSWER_BYTES_MAX && Buffer.byteLength(text) > ANSWER_BYTES_MAX;

export function limitAnswers(app: FastifyInstance, log: Log): void {
  app.addHook('onSend', async (_, __, payload) => {
    if (typeof payload !== 'string' || !isTooLarge(payload)) return payload;
    // Our bounds on arguments let the caller ask for this much, so we have to mend them.
    log.error({ characters: payload.length }, 'an answer was too large to be sent');
    return tooLarge();
  });
}
