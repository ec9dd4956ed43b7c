/** How large an answer may be. One that is larger is not sent: whoever asked for it is told to ask for less, and we are told that they could. */
import type { FastifyInstance } from 'fastify';
import { say } from './language.ts';
import type { Log } from './log.ts';
import { wantedLanguage } from './request.ts';

/** In bytes, of a subgraph: it sends none that is larger, and the gateway reads none. */
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

/** A text of UTF-16 has at most three bytes a unit in UTF-8, so that most are not counted. */
const isTooLarge = (text: string): boolean => text.length * 3 > ANSWER_BYTES_MAX && Buffer.byteLength(text) > ANSWER_BYTES_MAX;

export function limitAnswers(app: FastifyInstance, log: Log): void {
  app.addHook('onSend', async (_, __, payload) => {
    if (typeof payload !== 'string' || !isTooLarge(payload)) return payload;
    // What could be asked for has outgrown its bounds, so this is for us to mend.
    log.error({ characters: payload.length }, 'an answer was too large to be sent');
    return tooLarge();
  });
}
