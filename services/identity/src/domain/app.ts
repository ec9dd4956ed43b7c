/**
 * An app of others: a registered program without a secret. These rules say to which addresses Seteli sends answers for
 * it (RFC 8252), and from which origins its pages may ask. Texts are compared character by character.
 */
import type { Instant } from '@seteli/kit/day';
import type { Id } from '@seteli/kit/ids';
import { accept, checkSeen, refuse, refuseWhole, type Decision } from '@seteli/kit/result';
import { ADDRESS_MAX, APPS_MAX } from './limits.ts';

/** On a person's own device, or a page in a browser. */
export type AppKind = 'NATIVE' | 'BROWSER';

type Names = { readonly fi: string; readonly sv: string; readonly en: string };

export type App = {
  readonly id: Id;
  readonly version: number;
  readonly kind: AppKind;
  readonly names: Names;
  readonly redirectUris: readonly string[];
  readonly origins: readonly string[];
  readonly closedAt: Instant | null;
};

export type AppWish = Pick<App, 'kind' | 'names' | 'redirectUris' | 'origins'>;
export type AppRefusal = 'STALE' | 'WRONG_STATE' | 'INVALID_REDIRECT' | 'INVALID_ORIGIN' | 'LIMIT_REACHED';

/** Where people are made up, developers try their pages on their own machines. */
export type Surroundings = { readonly others: number; readonly localPages: boolean };

/** A scheme with a dot belongs to whoever has the domain (RFC 8252, 7.1). `javascript:` and its like have none. */
const OWN_SCHEME = /^[a-z][a-z0-9+-]*(\.[a-z0-9+-]+)+:\/[^?#]*$/;
/** No port: the app takes whichever is free (RFC 8252, 7.3). `localhost` may lead elsewhere. */
const LOOPBACK = /^http:\/\/(127\.0\.0\.1|\[::1\])\/[^?#]*$/;
const PAGE = /^https:\/\/[^/@?#*]+\/[^?#]*$/;
const LOCAL_PAGE = /^http:\/\/(127\.0\.0\.1|localhost)(:\d{1,5})?\/[^?#]*$/;

/** As browsers write it: nothing to decode, no dots to resolve, nothing invisible. */
const isPlain = (address: string): boolean =>
  address.length <= ADDRESS_MAX && /^[\u0021-\u007e]+$/.test(address) && URL.canParse(address) && new URL(address).href === address;

function isRedirect(kind: AppKind, address: string, localPages: boolean): boolean {
  if (!isPlain(address)) return false;
  if (PAGE.test(address)) return true;
  return kind === 'NATIVE' ? OWN_SCHEME.test(address) || LOOPBACK.test(address) : localPages && LOCAL_PAGE.test(address);
}

/** Its one slash at the end belongs to the address of a page, not to an origin. */
const isOrigin = (origin: string, localPages: boolean): boolean =>
  isPlain(`${origin}/`) && (PAGE.test(`${origin}/`) || (localPages && LOCAL_PAGE.test(`${origin}/`))) && new URL(origin).origin === origin;

/** Pages of a browser app get answers only where they may also ask. */
export function decideApp(
  known: App | undefined,
  id: Id,
  wish: AppWish,
  { others, localPages }: Surroundings,
  expectedVersion?: number | null,
): Decision<App, AppRefusal> {
  const stale = checkSeen(known, expectedVersion);
  if (stale) return stale;
  if (known?.closedAt) return refuseWhole('WRONG_STATE', { details: { state: 'CLOSED' } });
  if (known && known.kind !== wish.kind) return refuse('WRONG_STATE', { path: ['kind'], details: { state: known.kind } });
  if (!known && others >= APPS_MAX) return refuseWhole('LIMIT_REACHED', { details: { count: APPS_MAX } });
  const isOriginOf = (origin: string) => wish.kind === 'BROWSER' && isOrigin(origin, localPages);
  const origin = wish.origins.findIndex((each) => !isOriginOf(each));
  if (origin !== -1) return refuse('INVALID_ORIGIN', { path: ['origins', String(origin)] });
  if (wish.kind === 'BROWSER' && wish.origins.length === 0) return refuse('INVALID_ORIGIN', { path: ['origins'] });
  const isRedirectOf = (address: string) =>
    isRedirect(wish.kind, address, localPages) && (wish.kind === 'NATIVE' || wish.origins.includes(new URL(address).origin));
  const redirect = wish.redirectUris.findIndex((each) => !isRedirectOf(each));
  if (redirect !== -1) return refuse('INVALID_REDIRECT', { path: ['redirectUris', String(redirect)] });
  const { kind, names, redirectUris, origins } = wish;
  return accept({
    id,
    version: (known?.version ?? 0) + 1,
    kind,
    names,
    redirectUris: [...new Set(redirectUris)],
    origins: [...new Set(origins)],
    closedAt: null,
  });
}

const WITH_PORT = /^(http:\/\/(?:127\.0\.0\.1|\[::1\])):\d{1,5}(\/.*)$/;

/** Whether answers for the app may go there: to a registered address, on this device at any port. */
export function mayAnswerAt({ kind, redirectUris }: Pick<App, 'kind' | 'redirectUris'>, address: string): boolean {
  if (redirectUris.includes(address)) return true;
  if (kind !== 'NATIVE' || !isPlain(address)) return false;
  const [, host, path] = WITH_PORT.exec(address) ?? [];
  return host !== undefined && path !== undefined && redirectUris.includes(host + path);
}
