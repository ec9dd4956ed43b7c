/**
 * Knows which access tokens no longer hold: those of ended sessions, and earlier ones of users whose rights or secret
 * changed. It asks identity every second, so that judging a token is a look into a map. While identity is away it hears
 * nothing new, and tokens hold until they expire: ten minutes for people, sixty for systems.
 */
import { request } from 'undici';
import { z } from 'zod';
import { mintGatewayToken, type TokenKey } from '@seteli/kit/actor';
import { isId } from '@seteli/kit/ids';
import type { Log } from '@seteli/kit/log';
import { pause } from '@seteli/kit/waiting';
import { sendUntilRun, unanswered, unreached } from './upstream.ts';

/** What a token says of its origin. */
export type Provenance = {
  readonly sessionId: string | undefined;
  readonly appId?: string | undefined;
  readonly userId: string;
  readonly issuedAtMs: number;
};

export type EndedSessions = {
  has(token: Provenance): boolean;
  /** Calls the listener once when the token stops holding. Returns the function that ends the watch. */
  whenEnded(token: Provenance, listener: () => void): () => void;
  /** Resolves after the first question to identity, answered or not. */
  readonly asked: Promise<void>;
  /** Resolves when the given signal has ended the questions. */
  readonly done: Promise<void>;
};

export type EndedSessionsOptions = {
  identityUrl: string;
  actorKey: TokenKey;
  log: Log;
  signal: AbortSignal;
  everyMs?: number;
  /** How long identity is away before the log tells an operator. */
  sayAfterMs?: number;
};

const EVERY_MS = 1_000;
/** Longer than the replacement of a replica takes. */
const SAY_AFTER_MS = 10_000;
const TIMEOUT_MS = 2_000;
/**
 * A session that ended a moment before our question may not have been committed yet. No transaction lives longer than
 * this.
 */
const OVERLAP = Temporal.Duration.from({ seconds: 60 });
/** Longer than any access token lives. */
const REMEMBERED_MS = 65 * 60_000;

const instant = z.iso.datetime().transform((text) => Temporal.Instant.from(text));
const ended = z.array(z.object({ id: z.string().refine(isId), at: instant }));
const answer = z.object({ readTo: instant, complete: z.boolean(), sessions: ended, users: ended });
type SessionsAnswer = z.infer<typeof answer>;

export function openEndedSessions({
  identityUrl,
  actorKey,
  log,
  signal,
  everyMs = EVERY_MS,
  sayAfterMs = SAY_AFTER_MS,
}: EndedSessionsOptions): EndedSessions {
  const sessions = new Map<string, { forgetAt: number }>();
  const users = new Map<string, { forgetAt: number; fromMs: number }>();
  const watching = new Set<{ token: Provenance; listener: () => void }>();

  const isOver = (id: string | undefined): boolean => id !== undefined && sessions.has(id);
  // A closed app is over as a session is: identity tells both in one list.
  const has = ({ sessionId, appId, userId, issuedAtMs }: Provenance): boolean =>
    isOver(sessionId) || isOver(appId) || issuedAtMs < (users.get(userId)?.fromMs ?? 0);

  async function ask(since: Temporal.Instant | undefined): Promise<SessionsAnswer> {
    const { statusCode, headers, body } = await request(new URL('/ended-sessions', identityUrl), {
      ...(since && { query: { since: String(since) } }),
      headers: { authorization: `Bearer ${await mintGatewayToken('identity', actorKey)}` },
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    }).catch((fault: unknown) => {
      throw unreached('identity', fault);
    });
    if (statusCode === 200) return answer.parse(await body.json());
    await body.dump();
    throw unanswered('identity', statusCode, headers);
  }

  function keep(news: SessionsAnswer): void {
    const now = performance.now();
    for (const map of [sessions, users]) for (const [id, { forgetAt }] of map) if (forgetAt <= now) map.delete(id);
    const forgetAt = now + REMEMBERED_MS;
    for (const { id } of news.sessions) if (!sessions.has(id)) sessions.set(id, { forgetAt });
    for (const { id, at } of news.users) users.set(id, { forgetAt, fromMs: at.epochMilliseconds });
    for (const watch of watching) {
      if (!has(watch.token)) continue;
      watching.delete(watch);
      watch.listener();
    }
  }

  const { promise: asked, resolve: haveAsked } = Promise.withResolvers<void>();
  async function run(): Promise<void> {
    let since: Temporal.Instant | undefined;
    let awaySince: number | undefined;
    let isSaid = false;
    while (!signal.aborted) {
      const begunAt = performance.now();
      // Another replica answers when one stops, without waiting for the next turn.
      const news = await sendUntilRun(() => ask(since), { signal }).catch((fault: unknown) => {
        awaySince ??= begunAt;
        if (isSaid || signal.aborted || performance.now() - awaySince < sayAfterMs) return;
        log.error({ err: fault }, 'identity does not say which sessions have ended: tokens hold until they end');
        isSaid = true;
      });
      if (news) {
        if (isSaid) log.info('identity says again which sessions have ended');
        awaySince = undefined;
        isSaid = false;
        keep(news);
        const goesOn = !news.complete && (!since || Temporal.Instant.compare(news.readTo, since) > 0);
        since = goesOn ? news.readTo : news.readTo.subtract(OVERLAP);
        if (goesOn) continue;
      }
      haveAsked();
      await pause(everyMs, signal);
    }
  }

  return {
    has,
    whenEnded(token, listener) {
      const watch = { token, listener };
      if (has(token)) listener();
      else watching.add(watch);
      return () => void watching.delete(watch);
    },
    asked,
    done: run(),
  };
}
