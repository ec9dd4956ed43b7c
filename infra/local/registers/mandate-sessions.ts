/** The sessions of Suomi.fi-valtuudet's counterpart, and how it recognises a signed question. */
import { createHmac, randomBytes } from 'node:crypto';
import { systemClock } from '@seteli/kit/clock';
import { CLIENT, type Settings } from './config.ts';
import { bearerOf, isSame, type Exchange } from './exchange.ts';

export type Kind = 'hpa' | 'ypa';
export type Session = {
  readonly id: string;
  readonly userId: string;
  readonly kind: Kind;
  readonly identityCode: string;
  readonly beganMs: number;
  /** What the person may choose, as the page showed it. */
  offered: readonly string[];
  /** The identity code or the business id of the choice. */
  chosen?: string;
  code?: { readonly text: string; readonly redirectUri: string; readonly madeMs: number };
  token?: { readonly text: string; endsMs: number };
};

const SESSIONS_MAX = 5_000;
const CHOICE_MS = 30 * 60_000;
const CODE_MS = 60_000;
export const TOKEN_SECONDS = 599;
/** How far the clocks of the two may differ. */
const SIGNATURE_MS = 5 * 60_000;

const text = (): string => randomBytes(24).toString('base64url');
const nowMs = (): number => systemClock.now().epochMilliseconds;

export function openSessions() {
  const sessions = new Map<string, Session>();
  const find = (fits: (session: Session) => boolean) => sessions.values().find(fits);
  return {
    begin(kind: Kind, identityCode: string): Session {
      const session: Session = { id: text(), userId: text(), kind, identityCode, beganMs: nowMs(), offered: [] };
      sessions.set(session.id, session);
      const [oldest] = sessions.keys();
      if (sessions.size > SESSIONS_MAX && oldest) sessions.delete(oldest);
      return session;
    },
    /** The session that a browser may still choose in: once, within half an hour. */
    ofBrowser: (userId: string) => find((one) => one.userId === userId && one.code === undefined && nowMs() - one.beganMs < CHOICE_MS),
    choose(session: Session, chosen: string, redirectUri: string): string {
      session.chosen = chosen;
      session.code = { text: text(), redirectUri, madeMs: nowMs() };
      return session.code.text;
    },
    /** A code counts once, for the address that it was made for, within a minute. */
    exchange(code: string, redirectUri: string): Session | undefined {
      const session = find((one) => one.code !== undefined && one.token === undefined && isSame(one.code.text, code));
      if (!session || session.code!.redirectUri !== redirectUri || nowMs() - session.code!.madeMs > CODE_MS) return undefined;
      session.token = { text: text(), endsMs: nowMs() + TOKEN_SECONDS * 1_000 };
      return session;
    },
    /** The session of a question: its token must be of this session and still hold. */
    of(exchange: Exchange, id: string, kind: Kind): Session | undefined {
      const session = sessions.get(id);
      if (!session?.token || session.kind !== kind || session.token.endsMs <= nowMs()) return undefined;
      return isSame(session.token.text, bearerOf(exchange)) ? session : undefined;
    },
    expireTokens(): void {
      for (const { token } of sessions.values()) if (token) token.endsMs = 0;
    },
  };
}
export type Sessions = ReturnType<typeof openSessions>;

/** `X-AsiointivaltuudetAuthorization: client timestamp base64(HMAC-SHA256(key, path + " " + timestamp))`. */
export function isSigned({ request }: Exchange, { MANDATES_API_KEY }: Settings): boolean {
  const [client, timestamp = '', signature = '', ...more] = String(request.headers['x-asiointivaltuudetauthorization'] ?? '').split(' ');
  const signedMs = Date.parse(timestamp);
  if (client !== CLIENT || more.length > 0 || !(Math.abs(nowMs() - signedMs) < SIGNATURE_MS)) return false;
  return isSame(signature, createHmac('sha256', MANDATES_API_KEY).update(`${request.url} ${timestamp}`).digest('base64'));
}
