/**
 * Who is signed in, and for whom they act. The access token lives in this module's memory only; the session itself is a
 * cookie that no script can read. Knows no screen.
 */
import type { OrganisationKind } from '../addresses.ts';
import { elapsed } from '../time.ts';

export type Choice = {
  readonly kind: OrganisationKind;
  readonly id: string;
  readonly name: string | null;
  readonly roles: readonly string[];
  readonly mandate?: { readonly kind: string; readonly lastDay: string | null };
};

export type Session =
  | { readonly status: 'unknown' | 'out' | 'denied' | 'unreachable' }
  | { readonly status: 'choosing'; readonly choices: readonly Choice[] }
  | { readonly status: 'in' };

type Token = { readonly text: string; readonly endsAt: number };

/** Ids only, in this tab only: another tab may act for somebody else. */
const ACTING = 'seteli.acting';
/** Says that asking for a token may be worth it. It proves nothing. */
const HINT = 'seteli.signed-in';
/** A request must not arrive with a token that ended on its way. */
const MARGIN_MS = 30_000;

let session: Session = { status: 'unknown' };
let token: Token | undefined;
let asking: Promise<Session> | undefined;
const listeners = new Set<() => void>();

export const currentSession = (): Session => session;
export const mayBeSignedIn = (): boolean => localStorage.getItem(HINT) !== null;

export function onSessionChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function become(next: Session): Session {
  session = next;
  if (next.status === 'out') localStorage.removeItem(HINT);
  else if (next.status === 'in' || next.status === 'choosing') localStorage.setItem(HINT, '1');
  for (const listener of listeners) listener();
  return next;
}

/** The session as it is now, with a token that still holds if somebody acts. */
export function ensureSession(): Promise<Session> {
  if (session.status === 'in' && token && token.endsAt > elapsed()) return Promise.resolve(session);
  return renew();
}

/** Asks for another token. Whoever asks meanwhile gets the same answer. */
export function renew(organisation = sessionStorage.getItem(ACTING) ?? undefined): Promise<Session> {
  asking ??= ask(organisation).finally(() => (asking = undefined));
  return asking;
}

/** Acts for one of the choices from now on. */
export async function actFor(organisation: string): Promise<Session> {
  await asking;
  const next = await renew(organisation);
  if (next.status === 'in') sessionStorage.setItem(ACTING, organisation);
  return next;
}

/** All for whom the person may act. Whoever acts already goes on until they have chosen. */
export async function listChoices(): Promise<Session> {
  if (session.status !== 'in') return renew();
  const { answer } = await request(undefined);
  return answer?.error === 'organisation_required' ? { status: 'choosing', choices: answer.choices } : session;
}

function forget(): void {
  sessionStorage.removeItem(ACTING);
  token = undefined;
}

async function ask(organisation: string | undefined): Promise<Session> {
  const askedAt = elapsed();
  const { status, answer } = await request(organisation);
  // The person keeps what they see; the next request tries again.
  if (!answer) return session.status === 'in' ? session : become({ status: 'unreachable' });
  if (status === 200) {
    token = { text: answer.access_token, endsAt: askedAt + answer.expires_in * 1000 - MARGIN_MS };
    return become({ status: 'in' });
  }
  token = undefined;
  if (answer.error === 'organisation_required') return become({ status: 'choosing', choices: answer.choices });
  if (status === 401) return become({ status: 'out' });
  // They no longer act for that organisation, but perhaps for another.
  if (status === 403 && organisation) {
    forget();
    return ask(undefined);
  }
  return become({ status: status === 403 ? 'denied' : 'unreachable' });
}

type Answer = { access_token: string; expires_in: number; error?: string; choices: readonly Choice[] };

async function request(organisation: string | undefined): Promise<{ status: number; answer: Answer | undefined }> {
  try {
    const response = await send('/sign-in/token', organisation ? { organisation } : {});
    return { status: response.status, answer: (await response.json()) as Answer };
  } catch {
    // No connection, or somebody else's page on the way.
    return { status: 0, answer: undefined };
  }
}

const send = (path: string, body: object): Promise<Response> =>
  fetch(path, { method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json' }, body: JSON.stringify(body) });

export async function signOut(): Promise<void> {
  await send('/sign-in/end', {});
  forget();
  become({ status: 'out' });
}

/** Sends a request as whoever acts. A token that was refused is renewed once, and the request goes again. */
export async function fetchSignedIn(input: RequestInfo | URL, init: RequestInit = {}): Promise<Response> {
  await ensureSession();
  const response = await fetch(input, withToken(init));
  if (response.status !== 401) return response;
  const { status } = await renew();
  return status === 'in' ? fetch(input, withToken(init)) : response;
}

function withToken(init: RequestInit): RequestInit {
  const headers = new Headers(init.headers);
  if (token) headers.set('authorization', `Bearer ${token.text}`);
  return { ...init, headers };
}
