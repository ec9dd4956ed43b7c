/**
 * The origins of registered apps, as identity tells them. The gateway asks every second; while identity is away it
 * knows what it knew.
 */
import { request } from 'undici';
import { z } from 'zod';
import { mintGatewayToken, type TokenKey } from '@seteli/kit/actor';
import type { Log } from '@seteli/kit/log';
import { pause } from '@seteli/kit/waiting';
import { sendUntilRun, unanswered, unreached } from './upstream.ts';

export type AppOrigins = {
  /** Waits for the first answer of identity, or its absence. */
  has(origin: string): Promise<boolean>;
  /** Resolves when the given signal has ended the questions. */
  readonly done: Promise<void>;
};

export type AppOriginsOptions = { identityUrl: string; actorKey: TokenKey; log: Log; signal: AbortSignal; everyMs?: number };

const EVERY_MS = 1_000;
const TIMEOUT_MS = 2_000;
/** Identity allows 200 apps with ten origins each. */
const answer = z.object({ origins: z.array(z.string().max(300)).max(2_000) });

export function openAppOrigins({ identityUrl, actorKey, log, signal, everyMs = EVERY_MS }: AppOriginsOptions): AppOrigins {
  let known: ReadonlySet<string> = new Set();
  const { promise: asked, resolve: haveAsked } = Promise.withResolvers<void>();

  async function ask(): Promise<ReadonlySet<string>> {
    const { statusCode, headers, body } = await request(new URL('/app-origins', identityUrl), {
      headers: { authorization: `Bearer ${await mintGatewayToken('identity', actorKey)}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    }).catch((fault: unknown) => {
      throw unreached('identity', fault);
    });
    if (statusCode === 200) return new Set(answer.parse(await body.json()).origins);
    await body.dump();
    throw unanswered('identity', statusCode, headers);
  }

  async function run(): Promise<void> {
    let isSaid = false;
    while (!signal.aborted) {
      try {
        known = await sendUntilRun(ask, { signal });
        isSaid = false;
      } catch (fault) {
        // No operator has to act: whoever watches ended sessions hears of an absence at once.
        if (!isSaid && !signal.aborted) log.info({ err: fault }, 'identity does not say from which origins apps ask: those known stay');
        isSaid = true;
      }
      haveAsked();
      await pause(everyMs, signal);
    }
  }

  return {
    async has(origin) {
      await asked;
      return known.has(origin);
    },
    done: run(),
  };
}
