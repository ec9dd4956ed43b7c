/** A locked run waits for its second person, and providers hear that their statements are ready. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { settlementTasks } from '@seteli/schema/events/settlement';
import { announced } from '@seteli/testing/peer';
import * as w from './world.ts';

let world: w.World;
beforeAll(async () => {
  world = await w.openWorld('2026-07-05T06:00:00Z');
});
afterAll(() => world.stop());

const TYPES = Object.values(settlementTasks).map(({ type }) => type);
const toldTo = async (organiserId: string) =>
  (await announced(world.settlement.database))
    .filter(({ type, partition }) => TYPES.includes(type) && partition === organiserId)
    .map(({ type, data }) => {
      const { kind, subjectId, organisationKind, organisationId, roles } = data as Record<string, unknown>;
      return { name: type.split('.')[3], kind, subjectId, organisationKind, organisationId, roles };
    });

it('a lock opens one task for the approvers and tells each provider of its statement; the approval closes the task', async () => {
  const organiser = await world.registered();
  const { approver, secondApprover, checker } = organiser.staff;
  await world.say(organiser, w.approved(organiser, w.visit()), w.approved(organiser, w.visit({ providerId: w.otherProviderId })));
  const run = (await world.lock(approver, '2026-06')).run!;
  await world.lock(approver, '2026-06');
  const query = 'query ($id: ID!) { settlementRun(id: $id) { statements { edges { node { id provider { id } } } } } }';
  const { data } = await world.settlement.ask(checker, query, { id: run.id });
  const statements = data.settlementRun.statements.edges.map(({ node }: { node: { id: string; provider: { id: string } } }) => node);
  const task = {
    kind: 'RUN_TO_APPROVE',
    subjectId: run.id,
    organisationKind: 'ORGANISER',
    organisationId: organiser.id,
    roles: ['SETTLEMENT_APPROVER'],
  };
  const told = await toldTo(organiser.id);
  expect(told.filter(({ name }) => name !== 'notice-given')).toEqual([{ name: 'task-opened', ...task }]);
  const notices = told.filter(({ name }) => name === 'notice-given');
  expect(notices).toHaveLength(2);
  for (const { id, provider } of statements)
    expect(notices).toContainEqual({
      name: 'notice-given',
      kind: 'STATEMENT_READY',
      subjectId: id,
      organisationKind: 'PROVIDER',
      organisationId: provider.id,
      roles: ['ADMIN', 'SIGNATORY', 'SERVICE_MANAGER', 'SYSTEM_BILLING'],
    });
  expect((await world.approve(approver, run.id)).refusal).not.toBeNull();
  expect((await toldTo(organiser.id)).length).toBe(3);
  expect((await world.approve(secondApprover, run.id)).refusal).toBeNull();
  expect((await toldTo(organiser.id)).at(-1)).toEqual({ name: 'task-closed', ...task });
});
