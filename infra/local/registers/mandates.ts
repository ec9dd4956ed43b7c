/**
 * Plays Suomi.fi-valtuudet: on behalf of people (hpa) and of companies (ypa). Registration, the choice in the browser,
 * the exchange of the code, and the questions, each signed.
 */
import { principalsOf, type Book } from './book.ts';
import { CLIENT, type Settings } from './config.ts';
import { hasBasic, json, NOTHING_HERE, readText, refused, UNAUTHORISED, type Answer, type Exchange } from './exchange.ts';
import { isSigned, TOKEN_SECONDS, type Kind, type Session, type Sessions } from './mandate-sessions.ts';
import { choicePage, failurePage, readLanguage } from './mandates-page.ts';

type Parts = { readonly book: Book; readonly sessions: Sessions; readonly config: Settings };

export async function serveMandates(exchange: Exchange, parts: Parts): Promise<Answer> {
  const { method, path } = exchange;
  if (path === '/oauth/authorize') return method === 'POST' ? await choose(exchange, parts) : authorize(exchange, parts);
  if (path === '/oauth/token') return method === 'POST' ? exchangeCode(exchange, parts) : NOTHING_HERE;
  if (method !== 'GET' || !path.startsWith('/service/')) return NOTHING_HERE;
  if (!isSigned(exchange, parts.config)) return UNAUTHORISED;
  if (!exchange.url.searchParams.get('requestId')) return refused(400, 'requestId is missing');
  return answerSigned(exchange, parts);
}

function answerSigned(exchange: Exchange, { book, sessions }: Parts): Answer {
  const { url } = exchange;
  const [, service, ...rest] = exchange.path.slice(1).split('/').map(decodeURIComponent);
  const [first, second, third, fourth, fifth] = rest;
  if ((service === 'hpa' || service === 'ypa') && first === 'user' && second === 'register')
    return third === CLIENT && fourth && book.persons.has(fourth) ? begun(sessions.begin(service, fourth)) : refused(400, 'bad_request');
  if (service === 'rest' && first === 'hpa' && second === 'authorization') {
    if (third !== CLIENT || !fourth || !fifth || !exchange.request.headers['x-userid']) return refused(400, 'bad_request');
    return json({ result: mayAct(book, fourth, fifth, url.searchParams.getAll('issues')) });
  }
  if ((service !== 'hpa' && service !== 'ypa') || first !== 'api' || !third) return NOTHING_HERE;
  const session = sessions.of(exchange, third, service);
  if (!session) return refused(401, 'invalid_token');
  if (service === 'hpa' && second === 'delegate') return json(chosenPeople(book, session));
  if (service === 'hpa' && second === 'authorization' && fourth)
    return json({ result: mayAct(book, session.identityCode, fourth, url.searchParams.getAll('issues')) });
  return service === 'ypa' && second === 'organizationRoles' ? json(chosenCompanies(book, session)) : NOTHING_HERE;
}

const begun = ({ id, userId }: Session): Answer => json({ sessionId: id, userId });

function mayAct(book: Book, delegate: string, principal: string, issues: readonly string[]): 'ALLOWED' | 'DISALLOWED' {
  const bases = principalsOf(book, delegate).filter(({ person }) => person.identityCode === principal);
  const covers = (issue: string) => bases.some(({ codes }) => codes === 'ALL' || codes.includes(issue));
  return bases.length > 0 && issues.every(covers) ? 'ALLOWED' : 'DISALLOWED';
}

const nameOf = ({ givenNames, familyName }: { givenNames: string; familyName: string }) => `${familyName} ${givenNames}`;

/** Only what still holds: a mandate may have ended since the choice. */
const chosenPeople = (book: Book, { identityCode, chosen }: Session) =>
  principalsOf(book, identityCode)
    .filter(({ person }) => person.identityCode === chosen)
    .slice(0, 1)
    .map(({ person }) => ({ personId: person.identityCode, name: nameOf(person) }));

function chosenCompanies(book: Book, { identityCode, chosen }: Session) {
  const found = companiesOf(book, identityCode).find(({ businessId }) => businessId === chosen);
  const roles = found?.roles.find((role) => role.identityCode === identityCode)?.roles ?? [];
  return found ? [{ identifier: found.businessId, name: found.name, complete: true, roles }] : [];
}

const companiesOf = (book: Book, identityCode: string) =>
  [...book.companies.values()].filter(
    ({ roles, endedOn }) => endedOn === null && roles.some((role) => role.identityCode === identityCode && role.roles.length > 0),
  );

function offersOf(book: Book, { kind, identityCode }: { kind: Kind; identityCode: string }): { id: string; name: string }[] {
  if (kind === 'ypa')
    return companiesOf(book, identityCode).map(({ businessId, name }) => ({ id: businessId, name: `${name} · ${businessId}` }));
  const people = principalsOf(book, identityCode).map(({ person }) => [person.identityCode, nameOf(person)] as const);
  return [...new Map(people)].map(([id, name]) => ({ id, name }));
}

/** What a browser brings: our client, an address of Seteli, a choice that has begun. */
function readAuthorization({ url }: Exchange, { sessions, config }: Parts) {
  const { client_id: client, response_type: type, redirect_uri: back = '', user = '' } = Object.fromEntries(url.searchParams);
  const session = sessions.ofBrowser(user);
  const isOurs = client === CLIENT && type === 'code' && back.startsWith(`${config.PUBLIC_URL}/`) && URL.canParse(back);
  return session && isOurs ? { session, back: new URL(back), redirectUri: back } : undefined;
}

function authorize(exchange: Exchange, parts: Parts): Answer {
  const language = readLanguage(exchange);
  const wish = readAuthorization(exchange, parts);
  if (!wish) return { status: 400, html: failurePage(language) };
  const offers = offersOf(parts.book, wish.session);
  wish.session.offered = offers.map(({ id }) => id);
  return {
    status: 200,
    html: choicePage(
      language,
      wish.session.kind,
      exchange.url,
      offers.map(({ name }) => name),
    ),
  };
}

async function choose(exchange: Exchange, parts: Parts): Promise<Answer> {
  const wish = readAuthorization(exchange, parts);
  const place = new URLSearchParams(await readText(exchange)).get('choice') ?? '';
  if (!wish) return { status: 400, html: failurePage(readLanguage(exchange)) };
  // A page names no identity code, so a choice is a place in the list that it showed.
  const chosen = /^\d{1,3}$/.test(place) ? wish.session.offered[Number(place)] : undefined;
  if (chosen === undefined) wish.back.searchParams.set('error', 'access_denied');
  else wish.back.searchParams.set('code', parts.sessions.choose(wish.session, chosen, wish.redirectUri));
  return { status: 303, location: wish.back.href };
}

function exchangeCode(exchange: Exchange, { sessions, config }: Parts): Answer {
  if (!hasBasic(exchange, CLIENT, config.MANDATES_OAUTH_SECRET)) return UNAUTHORISED;
  const { code = '', grant_type: grant, redirect_uri: redirectUri = '' } = Object.fromEntries(exchange.url.searchParams);
  const session = grant === 'authorization_code' ? sessions.exchange(code, redirectUri) : undefined;
  return session
    ? json({ access_token: session.token!.text, token_type: 'bearer', expires_in: TOKEN_SECONDS })
    : refused(400, 'invalid_grant');
}
