/** An account that waits is a task of whoever may confirm it, and whoever sees an account hears that it changed. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Actor } from '@seteli/kit/actor';
import { newId } from '@seteli/kit/ids';
import { registryTasks } from '@seteli/schema/events/registry';
import { announced } from '@seteli/testing/peer';
import type { ServiceUnderTest } from '@seteli/testing/service';
import * as s from './scene.ts';

const [FIRST, SECOND] = ['FI2112345600000785', 'FI1410093000123458'] as const;
let registry: ServiceUnderTest;
beforeAll(async () => {
  registry = await s.openRegistry();
  const service = await s.publishExample(registry);
  await s.answerOf(registry, s.caseHandler, s.APPROVE, {
    input: { providerId: s.PROVIDER, serviceId: service.id, firstDay: '2026-01-01' },
  });
});
afterAll(() => registry.stop());

const PAYLOAD = '{ proposal { id } refusal { code } }';
type Payload = { readonly proposal: { readonly id: string } | null };
const send = async (actor: Actor, command: 'proposeIban' | 'confirmIban' | 'confirmProviderIban' | 'withdrawIban', input: object) => {
  const type = { proposeIban: 'Propose', confirmIban: 'Confirm', confirmProviderIban: 'Confirm', withdrawIban: 'Withdraw' }[command];
  const mutation = `mutation ($input: ${type}IbanInput!) { ${command}(input: $input) ${PAYLOAD} }`;
  return (await s.answerOf<Payload>(registry, actor, mutation, { input })).proposal!.id;
};
const toldOf = async (id: string) => {
  const types = [registryTasks.taskOpened, registryTasks.taskClosed, registryTasks.noticeGiven].map(({ type }) => type);
  return (await announced(registry.database))
    .filter(({ type, data }) => types.includes(type) && (data as { subjectId: string }).subjectId === id)
    .map(({ type, data }) => {
      const { kind, organisationId, roles } = data as { kind: string; organisationId: string; roles: string[] };
      return [type.split('.')[3], kind, organisationId, roles.toSorted()];
    })
    .toSorted();
};

const signatory = { ...s.serviceManager, userId: newId(), personId: newId(), roles: ['SIGNATORY'] };
const second = { ...signatory, userId: newId(), personId: newId() };
const OWN = ['IBAN_TO_CONFIRM', s.PROVIDER, ['ADMIN', 'SIGNATORY']];
const APPROVERS = ['PROVIDER_IBAN_TO_CONFIRM', s.ORGANISER, ['ADMIN', 'CASE_HANDLER']];
const SEEING = ['ADMIN', 'SERVICE_MANAGER', 'SIGNATORY'];
const opened = [
  ['task-opened', ...OWN],
  ['task-opened', ...APPROVERS],
];
const closed = [
  ['task-closed', ...OWN],
  ['task-closed', ...APPROVERS],
];

test('a provider’s account waits for a colleague, and for the organisers that approve the provider, until somebody confirms it', async () => {
  const id = await send(signatory, 'proposeIban', { iban: FIRST });
  expect(await toldOf(id)).toEqual(opened);
  await send(s.caseHandler, 'confirmProviderIban', { proposalId: id, iban: FIRST });
  expect(await toldOf(id)).toEqual([['notice-given', 'IBAN_CHANGED', s.PROVIDER, SEEING], ...closed, ...opened]);
});

test('another proposal, and one that somebody takes back, end the task of the earlier, and nobody hears of a change', async () => {
  const replaced = await send(signatory, 'proposeIban', { iban: SECOND });
  const withdrawn = await send(signatory, 'proposeIban', { iban: FIRST });
  expect(await toldOf(replaced)).toEqual([...closed, ...opened]);
  await send(second, 'withdrawIban', { proposalId: withdrawn });
  expect(await toldOf(withdrawn)).toEqual([...closed, ...opened]);
});

test('the account that holds already, confirmed again, is no news', async () => {
  const id = await send(signatory, 'proposeIban', { iban: FIRST });
  await send(second, 'confirmIban', { proposalId: id, iban: FIRST });
  expect(await toldOf(id)).toEqual([...closed, ...opened]);
});

test('an organiser’s account waits for another of its administrators only', async () => {
  const id = await send(s.admin, 'proposeIban', { iban: SECOND });
  const own = ['IBAN_TO_CONFIRM', s.ORGANISER, ['ADMIN']];
  expect(await toldOf(id)).toEqual([['task-opened', ...own]]);
  await send({ ...s.admin, userId: newId(), personId: newId() }, 'confirmIban', { proposalId: id, iban: SECOND });
  expect(await toldOf(id)).toEqual([
    ['notice-given', 'IBAN_CHANGED', s.ORGANISER, ['ADMIN', 'SETTLEMENT_APPROVER']],
    ['task-closed', ...own],
    ['task-opened', ...own],
  ]);
});
