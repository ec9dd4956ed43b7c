/** An account of an organiser or a provider holds when a second person has confirmed it, and not before. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { announced } from '@seteli/testing/peer';
import type { ServiceUnderTest } from '@seteli/testing/service';
import * as s from './scene.ts';

const [FIRST, SECOND, THIRD] = ['FI2112345600000785', 'FI1410093000123458', 'FI7944052020036082'] as const;

let registry: ServiceUnderTest;
let service: s.PublishedService;
beforeAll(async () => {
  registry = await s.openRegistry();
  service = await s.publishExample(registry);
});
afterAll(() => registry.stop());

const colleague = (actor: Actor): Actor => ({ ...actor, userId: newId(), personId: newId() });
const secondAdmin = colleague(s.admin);
const signatory = { ...colleague(s.serviceManager), roles: ['SIGNATORY'] };
const providerAdmin = { ...colleague(s.serviceManager), roles: ['ADMIN'] };

const PROPOSAL = `proposal { id state iban organiser { id } provider { id } proposedBy { id organisationKind } decidedBy { id organisationKind } decidedAt }
  refusal { code path }`;
const PROPOSE = `mutation ($input: ProposeIbanInput!) { proposeIban(input: $input) { ${PROPOSAL} } }`;
const CONFIRM = `mutation ($input: ConfirmIbanInput!) { confirmIban(input: $input) { ${PROPOSAL} } }`;
const CONFIRM_PROVIDERS = `mutation ($input: ConfirmIbanInput!) { confirmProviderIban(input: $input) { ${PROPOSAL} } }`;
const WITHDRAW = `mutation ($input: WithdrawIbanInput!) { withdrawIban(input: $input) { ${PROPOSAL} } }`;

type Proposal = { readonly id: string; readonly state: string; readonly iban: string };
type Payload = { readonly proposal: Proposal; readonly refusal: { code: string; path: string[] | null } | null };
const send = (actor: Actor, mutation: string, input: object) => s.answerOf<Payload>(registry, actor, mutation, { input });
const proposed = async (actor: Actor, iban: string) => (await send(actor, PROPOSE, { iban })).proposal.id;
const accountOf = (actor: Actor) => s.answerOf(registry, actor, '{ bankAccount { iban proposal { iban state } } }');
const accounts = async (kind: 'organiser' | 'provider', id: string) =>
  (await announced(registry.database, `fi.seteli.registry.${kind}-changed.v1`))
    .filter(({ subject }) => subject === id)
    .map(({ data }) => (data as { iban: string | null }).iban);

test('an organiser’s account holds, and is announced, only when a second administrator has given the same number', async () => {
  const { proposal } = await send(s.admin, PROPOSE, { iban: 'fi21 1234 5600 0007 85' });
  expect(proposal).toMatchObject({ state: 'PROPOSED', iban: FIRST, organiser: { id: s.ORGANISER }, provider: null, decidedBy: null });
  expect(await accountOf(s.admin)).toEqual({ iban: null, proposal: { iban: FIRST, state: 'PROPOSED' } });
  expect(await accounts('organiser', s.ORGANISER)).toEqual([null]);

  const own = await send(s.admin, CONFIRM, { proposalId: proposal.id, iban: FIRST });
  expect(own).toEqual({ proposal: null, refusal: { code: 'SECOND_PERSON_NEEDED', path: null } });
  const other = await send(secondAdmin, CONFIRM, { proposalId: proposal.id, iban: SECOND });
  expect(other).toEqual({ proposal: null, refusal: { code: 'IBAN_DIFFERS', path: ['iban'] } });
  expect(await accounts('organiser', s.ORGANISER)).toEqual([null]);

  const confirmed = await send(secondAdmin, CONFIRM, { proposalId: proposal.id, iban: 'FI21 1234 5600 0007 85' });
  expect(confirmed.proposal).toMatchObject({
    state: 'CONFIRMED',
    proposedBy: { id: s.admin.userId },
    decidedBy: { id: secondAdmin.userId },
  });
  expect(await accountOf(s.admin)).toEqual({ iban: FIRST, proposal: null });
  expect(await accounts('organiser', s.ORGANISER)).toEqual([null, FIRST]);
  expect((await send(secondAdmin, CONFIRM, { proposalId: proposal.id, iban: FIRST })).refusal).toMatchObject({ code: 'WRONG_STATE' });
});

test('until another account is confirmed, the present one holds; a later proposal replaces a waiting one', async () => {
  const wrong = await proposed(signatory, SECOND);
  const right = await proposed(providerAdmin, THIRD);
  expect(await accountOf(signatory)).toEqual({ iban: null, proposal: { iban: THIRD, state: 'PROPOSED' } });
  expect((await send(providerAdmin, CONFIRM, { proposalId: wrong, iban: SECOND })).refusal).toMatchObject({ code: 'WRONG_STATE' });
  await send(signatory, CONFIRM, { proposalId: right, iban: THIRD });

  const next = await proposed(signatory, FIRST);
  expect(await accountOf(s.serviceManager)).toMatchObject({ iban: THIRD });
  expect((await send(providerAdmin, WITHDRAW, { proposalId: next })).proposal).toMatchObject({ state: 'WITHDRAWN' });
  expect(await accounts('provider', s.PROVIDER)).toEqual([null, THIRD]);
  const list = await s.answerOf<{ edges: { node: Proposal }[] }>(
    registry,
    s.serviceManager,
    '{ ibanProposals { edges { node { iban state } } } }',
  );
  expect(list.edges.map(({ node }) => `${node.iban} ${node.state}`)).toEqual([
    `${FIRST} WITHDRAWN`,
    `${THIRD} CONFIRMED`,
    `${SECOND} REPLACED`,
  ]);
});

test('a name that no bank can write gets no account, and an organisation with an account gets no such name', async () => {
  const rename = (actor: Actor, fi: string) =>
    s.answerOf<{ refusal: unknown }>(
      registry,
      actor,
      `mutation ($input: SaveOrganiserSettingsInput!) { saveOrganiserSettings(input: $input) { refusal { code path } } }`,
      { input: { names: { ...s.names('Toinen'), fi } } },
    );
  const refusal = { code: 'NAME_UNFIT_FOR_PAYMENT', path: ['names', 'fi'] };
  expect(await rename(s.admin, '护理')).toEqual({ refusal });
  const proposalId = await proposed(s.otherAdmin, THIRD);
  expect(await rename(s.otherAdmin, '护理')).toEqual({ refusal: null });
  const confirmation = { proposalId, iban: THIRD };
  expect((await send(colleague(s.otherAdmin), CONFIRM, confirmation)).refusal).toMatchObject({ code: 'NAME_UNFIT_FOR_PAYMENT' });
  expect((await send(s.otherAdmin, PROPOSE, { iban: FIRST })).refusal).toMatchObject({ code: 'NAME_UNFIT_FOR_PAYMENT' });
  expect(await accounts('organiser', s.OTHER_ORGANISER)).toEqual([null, null]);
  await rename(s.otherAdmin, 'Toinen');
});

test('two who confirm and withdraw at the same moment: one of them succeeds', async () => {
  const proposalId = await proposed(s.otherAdmin, FIRST);
  const second = colleague(s.otherAdmin);
  const answers = await Promise.all([
    send(second, CONFIRM, { proposalId, iban: FIRST }),
    send(second, CONFIRM, { proposalId, iban: FIRST }),
    send(s.otherAdmin, WITHDRAW, { proposalId }),
  ]);
  expect(answers.map(({ refusal }) => refusal?.code).toSorted()).toEqual(['WRONG_STATE', 'WRONG_STATE', undefined]);
});

test('an organiser that approves a provider is the second person for its account; another organiser is not', async () => {
  const single = { ...s.otherServiceManager, roles: ['SIGNATORY'] };
  const proposalId = await proposed(single, SECOND);
  const confirmation = { proposalId, iban: SECOND };
  const seenBy = async (actor: Actor) => {
    const { edges } = await s.answerOf<{ edges: { node: { id: string; provider: { id: string }; proposedBy: { id: string | null } } }[] }>(
      registry,
      actor,
      '{ providerIbanProposals { edges { node { id provider { id } proposedBy { id } } } } }',
    );
    return edges.map(({ node }) => node);
  };
  expect((await send(single, CONFIRM, confirmation)).refusal).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
  expect((await send(s.caseHandler, CONFIRM_PROVIDERS, confirmation)).refusal).toMatchObject({ code: 'NOT_FOUND' });
  expect(await seenBy(s.caseHandler)).toEqual([]);

  const approval = await s.answerOf<{ approval: { id: string } }>(registry, s.caseHandler, s.APPROVE, {
    input: { providerId: s.OTHER_PROVIDER, serviceId: service.id, firstDay: '2026-06-16' },
  });
  expect(await seenBy(s.caseHandler)).toEqual([{ id: proposalId, provider: { id: s.OTHER_PROVIDER }, proposedBy: { id: null } }]);
  expect(await seenBy(s.otherAdmin)).toEqual([]);
  expect((await send(s.otherAdmin, CONFIRM_PROVIDERS, confirmation)).refusal).toMatchObject({ code: 'NOT_FOUND' });

  // The same human being works for the organiser and signs for the company.
  const bothSides = { ...s.caseHandler, userId: newId(), personId: single.personId };
  expect((await send(bothSides, CONFIRM_PROVIDERS, confirmation)).refusal).toMatchObject({ code: 'SECOND_PERSON_NEEDED' });
  const confirmed = await send(s.caseHandler, CONFIRM_PROVIDERS, confirmation);
  expect(confirmed.proposal).toMatchObject({ state: 'CONFIRMED', provider: { id: s.OTHER_PROVIDER } });
  expect(await accounts('provider', s.OTHER_PROVIDER)).toEqual([null, SECOND]);
  expect(await seenBy(s.caseHandler)).toEqual([]);

  await s.answerOf(registry, s.caseHandler, s.WITHDRAW, { input: { approvalId: approval.approval.id, lastDay: '2026-06-16' } });
  registry.clock.set('2026-06-17T09:00:00Z');
  const later = await proposed(single, THIRD);
  expect(await seenBy(s.caseHandler)).toEqual([]);
  expect((await send(s.caseHandler, CONFIRM_PROVIDERS, { proposalId: later, iban: THIRD })).refusal).toMatchObject({ code: 'NOT_FOUND' });
});

test('an account takes a person with the right, and strong identification of both persons', async () => {
  const input = { iban: FIRST };
  for (const actor of [s.caseHandler, s.granter, s.serviceManager, s.recorder, s.client])
    expect(await s.faultOf(registry, actor, PROPOSE, { input }), actor.roles.join()).toBe('FORBIDDEN');
  for (const actor of [s.granter, s.recorder, s.client, s.caseHandler])
    expect(await s.faultOf(registry, actor, '{ bankAccount { iban } }'), actor.roles.join()).toBe('FORBIDDEN');
  expect(await s.faultOf(registry, { ...s.admin, assurance: 'OWN' }, PROPOSE, { input })).toBe('INSUFFICIENT_USER_AUTHENTICATION');
  const proposalId = await proposed(s.admin, SECOND);
  const confirmation = { input: { proposalId, iban: SECOND } };
  for (const mutation of [CONFIRM, CONFIRM_PROVIDERS])
    expect(await s.faultOf(registry, { ...secondAdmin, assurance: 'OWN' }, mutation, confirmation)).toBe(
      'INSUFFICIENT_USER_AUTHENTICATION',
    );
  // Taking it back keeps the account as it is.
  expect((await send({ ...secondAdmin, assurance: 'OWN' }, WITHDRAW, { proposalId })).proposal.state).toBe('WITHDRAWN');
});

test('corrections and accounts are lists of their own, and neither is found as the other', async () => {
  const proposalId = await proposed(s.admin, SECOND);
  expect(await s.answerOf(registry, s.admin, `{ correction(id: "${proposalId}") { id } }`)).toBeNull();
  expect(await s.answerOf(registry, s.admin, '{ corrections { edges { node { id } } } }')).toEqual({ edges: [] });
  const back = `mutation ($input: WithdrawCorrectionInput!) { withdrawCorrection(input: $input) { refusal { code path } } }`;
  expect(await s.answerOf(registry, s.admin, back, { input: { correctionId: proposalId } })).toMatchObject({
    refusal: { code: 'NOT_FOUND' },
  });
});
