/**
 * The ways to Suomi.fi-valtuudet and back, for a person who is signed in: there they choose whom they represent, or for
 * which company they act. The register answers here, before the command.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { dayOf } from '@seteli/kit/day';
import { newId, type Id } from '@seteli/kit/ids';
import { languageOf } from '@seteli/kit/request';
import { keepChoice, takeChoice } from '../commands/choosing.ts';
import { enterCompanies } from '../commands/company.ts';
import { saveMandate } from '../commands/mandate.ts';
import { registerHousehold } from '../commands/registered.ts';
import { readCodes } from '../commands/sealing.ts';
import { findShownSession } from '../commands/session.ts';
import { MATTERS, type MandateRole } from '../domain/mandate.ts';
import { ownPath } from '../domain/own-path.ts';
import type { Session } from '../domain/session.ts';
import { findHousehold } from '../ports/household.ts';
import type { PersonMandates, Principal } from '../ports/person-mandates.ts';
import { addressOf, tooMany } from './door-limits.ts';
import type { Doors, Registers } from './doors.ts';
import { choicePage, type ChoiceEnd } from './sign-in-page.ts';

type Kind = 'hpa' | 'ypa';
const PATHS = { hpa: '/sign-in/represent', ypa: '/sign-in/company' } as const;

/** How a choice ended, with its HTTP status. */
const STATUS: Readonly<Record<ChoiceEnd, number>> = {
  CHOSEN: 200,
  NOTHING_CHOSEN: 400,
  NOT_ALLOWED: 403,
  TAKEN_BACK: 403,
  LATER: 503,
  SIGNED_OUT: 401,
};
const ERROR = {
  NOTHING_CHOSEN: 'nothing_chosen',
  NOT_ALLOWED: 'access_denied',
  TAKEN_BACK: 'mandate_ended',
  LATER: 'temporarily_unavailable',
  SIGNED_OUT: 'session_ended',
} as const;

export function addRegisterDoors(app: FastifyInstance, doors: Doors, registers: Registers): void {
  for (const kind of ['hpa', 'ypa'] as const) {
    const port = kind === 'hpa' ? registers.personMandates : registers.companyMandates;
    app.get(`${PATHS[kind]}/start`, (request, reply) => begin(doors, kind, port, request, reply));
    app.get(`${PATHS[kind]}/callback`, (request, reply) => comeBack(doors, kind, registers, request, reply));
  }
}

const answer = (request: FastifyRequest, reply: FastifyReply, end: ChoiceEnd) =>
  request.headers.accept?.includes('application/json')
    ? reply.code(STATUS[end]).send(end === 'CHOSEN' ? {} : { error: ERROR[end] })
    : reply.code(STATUS[end]).type('text/html').send(choicePage(end));

const redirectUri = ({ publicUrl }: Doors, kind: Kind): string => `${publicUrl}${PATHS[kind]}/callback`;

/** Registers find people by their code, so an account of an organisation's own does not do. */
async function strongSession({ desk, cookies }: Doors, request: FastifyRequest): Promise<Session | undefined> {
  const session = await findShownSession(desk, cookies.sessionOf(request));
  return session?.assurance === 'STRONG' ? session : undefined;
}

const codeOf = async ({ desk: { database, vault } }: Doors, personId: Id): Promise<string | undefined> =>
  (await readCodes(database.reader, vault, [personId])).get(personId);

async function begin(doors: Doors, kind: Kind, port: Pick<PersonMandates, 'begin'>, request: FastifyRequest, reply: FastifyReply) {
  const { desk, limits, publicUrl } = doors;
  if (!(await limits.startsOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
  const session = await strongSession(doors, request);
  const code = session && (await codeOf(doors, session.personId));
  if (!session || !code) return answer(request, reply, 'SIGNED_OUT');
  const language = languageOf(request.headers['accept-language']) ?? 'FI';
  const begun = await port.begin(code, { redirectUri: redirectUri(doors, kind), language, requestId: newId() });
  if (begun.outcome !== 'ANSWERED') return answer(request, reply, 'LATER');
  const { return_to: returnTo } = request.query as Record<string, unknown>;
  await keepChoice(desk, session, { kind, registerSession: begun.value.sessionId, returnTo: ownPath(publicUrl, returnTo) });
  return reply.redirect(begun.value.url.href, 303);
}

async function comeBack(doors: Doors, kind: Kind, registers: Registers, request: FastifyRequest, reply: FastifyReply) {
  const { desk, limits } = doors;
  if (!(await limits.callbacksOfAddress.take(addressOf(request)))) return tooMany(reply).send({ error: 'slow_down' });
  const session = await strongSession(doors, request);
  if (!session) return answer(request, reply, 'SIGNED_OUT');
  const begun = await takeChoice(desk, session, kind);
  const { code } = request.query as Record<string, unknown>;
  if (!begun || typeof code !== 'string') return answer(request, reply, 'NOTHING_CHOSEN');
  const brought: Brought = { session, registerSession: begun.registerSession, code, redirectUri: redirectUri(doors, kind) };
  const end = kind === 'hpa' ? await choosePerson(doors, registers, brought) : await chooseCompany(doors, registers, brought);
  return end === 'CHOSEN' && begun.returnTo ? reply.redirect(begun.returnTo, 303) : answer(request, reply, end);
}

type Brought = { readonly session: Session; readonly registerSession: string; readonly code: string; readonly redirectUri: string };

async function chooseCompany({ desk }: Doors, { companyMandates }: Registers, brought: Brought): Promise<ChoiceEnd> {
  const { session, registerSession, ...of } = brought;
  const chosen = await companyMandates.finish(registerSession, of, newId());
  if (chosen.outcome !== 'ANSWERED') return chosen.outcome === 'NOT_FOUND' ? 'NOTHING_CHOSEN' : 'LATER';
  const entered = await enterCompanies(desk, session.personId, chosen.value.companies);
  return entered.accepted ? 'CHOSEN' : 'NOT_ALLOWED';
}

async function choosePerson(doors: Doors, registers: Registers, brought: Brought): Promise<ChoiceEnd> {
  const { session, registerSession, ...of } = brought;
  const chosen = await registers.personMandates.finish(registerSession, of, newId());
  if (chosen.outcome !== 'ANSWERED') return chosen.outcome === 'NOT_FOUND' ? 'NOTHING_CHOSEN' : 'LATER';
  return await represent(doors, registers, session.personId, chosen.value.principal);
}

async function represent(
  { desk, ...doors }: Doors,
  { personMandates, population }: Registers,
  representativeId: Id,
  { identityCode }: Principal,
): Promise<ChoiceEnd> {
  const own = await codeOf({ desk, ...doors }, representativeId);
  if (!own) return 'NOT_ALLOWED';
  const roles: MandateRole[] = [];
  for (const [role, matter] of Object.entries(MATTERS) as [MandateRole, string][]) {
    const allowed = await personMandates.isAllowed(own, identityCode, [matter], { endUser: representativeId, requestId: newId() });
    if (allowed.outcome !== 'ANSWERED') return 'LATER';
    if (allowed.value) roles.push(role);
  }
  if (roles.length === 0) return 'NOT_ALLOWED';
  const household = await findHousehold(population, identityCode, representativeId);
  if (household.outcome !== 'ANSWERED') return household.outcome === 'NOT_FOUND' ? 'NOT_ALLOWED' : 'LATER';
  const representedId = await registerHousehold(desk, household.value);
  if (!representedId) return 'NOT_ALLOWED';
  const now = desk.clock.now();
  const said = { representativeId, representedId, kind: 'MANDATE', roles, firstDay: dayOf(now), lastDay: null, checkedAt: now } as const;
  const saved = await saveMandate(desk, said);
  if (saved.accepted) return 'CHOSEN';
  return saved.refusal.code === 'MANDATE_ENDED' ? 'TAKEN_BACK' : 'NOT_ALLOWED';
}
