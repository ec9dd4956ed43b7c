/** Publishing what units are worth, and how their worth follows incomes. Each command is one transaction. */
import type { Actor } from '@seteli/kit/actor';
import { dayOf } from '@seteli/kit/day';
import { newId } from '@seteli/kit/ids';
import { publish } from '@seteli/kit/outbox';
import { accept, refuse, type Decision } from '@seteli/kit/result';
import { checkFormula, type IncomeFormula } from '../domain/income.ts';
import { checkValues, type TableWish } from '../domain/value.ts';
import { valuesPublished } from '../events.ts';
import * as store from '../store/value.ts';
import type { Desk } from './voucher.ts';

export async function publishValues(
  { database, clock }: Desk,
  actor: Actor,
  serviceId: string,
  wish: TableWish,
): Promise<Decision<store.UnitValue[]>> {
  const now = clock.now();
  const today = dayOf(now);
  const organiserId = actor.organisation.id;
  const { firstDay } = wish;
  return await database.transaction(async (tx): Promise<Decision<store.UnitValue[]>> => {
    await store.lockValues(tx, serviceId);
    const contents = await store.findContents(tx, organiserId, serviceId);
    const before = await store.listUnitValues(tx, serviceId, firstDay);
    const { valueNoticeDays } = await store.findTerms(tx, serviceId, today);
    const facts = {
      contentIds: contents?.map(({ id }) => id) ?? null,
      before: new Map(before.map((value) => [value.contentId, value])),
      noticeDays: valueNoticeDays,
      today,
    };
    const decision = checkValues(facts, wish);
    if (!decision.accepted) return decision;
    const { value: values } = decision;
    const table = { id: newId(), serviceId, firstDay, publishedBy: actor.userId, publishedAt: now };
    if (!(await store.insertValueTable(tx, table, values))) return refuse('VERSION_EXISTS', { path: ['firstDay'] });
    publish(tx, organiserId, [valuesPublished({ ...table, organiserId }, values)], { now, actor: actor.userId });
    return accept(values.map((value) => ({ ...value, firstDay })));
  });
}

/** Only grants of vouchers need it, so that nothing is announced. */
export async function publishIncomeFormula(
  { database, clock }: Desk,
  actor: Actor,
  serviceId: string,
  formula: IncomeFormula,
): Promise<Decision<IncomeFormula>> {
  const publication = { serviceId, publishedBy: actor.userId, publishedAt: clock.now() };
  return await database.transaction(async (tx): Promise<Decision<IncomeFormula>> => {
    const contents = await store.findContents(tx, actor.organisation.id, serviceId);
    const decision = checkFormula(contents !== null, formula);
    if (!decision.accepted) return decision;
    const isFree = await store.insertFormula(tx, formula, publication);
    return isFree ? decision : refuse('VERSION_EXISTS', { path: ['firstDay'] });
  });
}
