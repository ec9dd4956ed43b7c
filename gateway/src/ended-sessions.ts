/**
 * Which access tokens have been taken back before their time: those of sessions that ended, and earlier ones of users whose
 * rights or secret changed. Identity is asked every second; to judge a token is a look into a map. While identity is away
 * nothing new is heard, and tokens hold until they end by themselves, ten minutes for people and sixty for systems.
 */
import { request } from 'undici';
import { z } from 'zod';
import { mintGatewayToken, type Key } from '@seteli/kit/actor';
import { isId } from '@seteli/kit/ids';
import type { Log } from '@seteli/kit/log';
import { pause } from '@seteli/kit/waiting';
import { sendUntilRun, unanswered, unreached } from './upstream.ts';

/** What a token says of where it comes from. */
export type Provenance = { readonly sessionId: string | undefined; readonly userId: string; readonly issuedAtMs: number };

export type EndedSessions = {
  has(token: Provenance): boolean;
  /** Calls once when the token is taken back; hands back what stops that. */
  whenEnded(token: Provenance, listener: () => void): () => void;
  /** Resolves when identity has been asked once, whether or not it answered. */
  readonly asked: Promise<void>;
  /** Resolves when the signal that it was opened with has ended it. */
  readonly done: Promise<void>;
};

export type EndedSessionsOptions = {
  identityUrl: string;
  actorKey: Key;
  log: Log;
  signal: AbortSignal;
  everyMs?: number;
  /** How long identity has to be away before an operator hears of it. */
  sayAfterMs?: number;
};

const EVERY_MS = 1_000;
/** Longer than a replica needs to be replaced. */
const SAY_AFTER_MS = 10_000;
const TIMEOUT_MS = 2_000;
/** What ended a moment ago may not have been committed when we asked; no transaction lives longer. */
const OVERLAP = Temporal.Duration.from({ seconds: 60 });
/** Longer than any access token lives. */
const REMEMBERED_MS = 65 * 60_000;

const instant = z.iso.datetime().transform((text) => Temporal.Instant.from(text));
const ended = z.array(z.object({ id: z.string().refine(isId), at: instant }));
const answer = z.object({ readTo: instant, complete: z.boolean(), sessions: ended, users: ended });
type Answer = z.infer<typeof answer>;

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

  const has = ({ sessionId, userId, issuedAtMs }: Provenance): boolean =>
    (sessionId !== undefined && sessions.has(sessionId)) || issuedAtMs < (users.get(userId)?.fromMs ?? 0);

  async function ask(since: Temporal.Instant | undefined): Promise<Answer> {
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

  function keep(news: Answer): void {
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
      // Another replica answers when one stops: then nobody waits for the next turn.
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
