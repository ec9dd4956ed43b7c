/**
 * Asks identity at each request of a representative whether their mandate still holds, so that a mandate that somebody
 * took back stops at the next request. It keeps nothing.
 */
import { request } from 'undici';
import { z } from 'zod';
import { mintGatewayToken, type TokenKey } from '@seteli/kit/actor';
import { say } from '@seteli/kit/language';
import { unauthenticated, unavailable } from './errors.ts';
import { sendUntilRun, unanswered, unreached } from './upstream.ts';

const ENDED = say(
  'Valtuus ei ole enää voimassa. Valitse uudelleen, kenen puolesta asioit.',
  'Fullmakten gäller inte längre. Välj på nytt för vem du uträttar ärenden.',
  'The mandate no longer holds. Choose again for whom you act.',
);

/** Longer than identity waits for a register. */
const TIMEOUT_MS = 8_000;
const answer = z.object({ holds: z.boolean() });

type MandateCheckOptions = { readonly identityUrl: string; readonly actorKey: TokenKey; readonly stopping: AbortSignal };

/** Throws UNAUTHENTICATED unless the mandate holds. */
export type MandateCheck = (mandateId: string) => Promise<void>;

export function openMandateCheck({ identityUrl, actorKey, stopping }: MandateCheckOptions): MandateCheck {
  async function ask(mandateId: string): Promise<boolean> {
    const { statusCode, headers, body } = await request(new URL('/mandate-check', identityUrl), {
      query: { mandate: mandateId },
      headers: { authorization: `Bearer ${await mintGatewayToken('identity', actorKey)}` },
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((fault: unknown) => {
      throw unreached('identity', fault);
    });
    if (statusCode === 200) return answer.parse(await body.json()).holds;
    await body.dump();
    throw unanswered('identity', statusCode, headers);
  }
  return async (mandateId) => {
    const holds = await sendUntilRun(() => ask(mandateId), { signal: stopping }).catch((fault: unknown) => {
      throw unavailable(fault);
    });
    if (!holds) throw unauthenticated(ENDED);
  };
}
