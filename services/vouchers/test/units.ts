/**
 * A world with a service that has a content of every unit and rule, and another service that refuses overlaps in spite
 * of a reason.
 */
import { newId } from '@seteli/kit/ids';
import type { DataOf } from '@seteli/kit/events';
import { servicePublished } from '@seteli/schema/events/registry';
import * as w from './world.ts';

type Content = DataOf<typeof servicePublished>['contents'][number];

export const meal = newId();
export const kilometre = newId();
export const month = newId();
export const week = newId();
export const housing = newId();
export const absence = newId();
export const extra = newId();
export const parallel = newId();
export const cleaning = newId();
export const strict = newId();

const contents: Content[] = [
  w.contentOf(meal, { unit: 'PIECE', vatTreatment: 'REDUCED' }),
  w.contentOf(kilometre, { unit: 'KILOMETRE', kind: 'ACCESSORY' }),
  w.contentOf(month, { unit: 'MONTH' }),
  w.contentOf(week, { unit: 'WEEK' }),
  w.contentOf(housing, { unit: 'DAY' }),
  w.contentOf(absence, { unit: 'DAY', kind: 'ABSENCE' }),
  w.contentOf(extra, { extraServiceAllowed: true, multiWorker: true }),
  w.contentOf(parallel, { parallelAllowed: true }),
  w.contentOf(cleaning, { vatTreatment: 'STANDARD' }),
];
export const serviceId = newId();
export const strictServiceId = newId();

export type Units = Awaited<ReturnType<typeof openUnits>>;

export async function openUnits() {
  const world = await w.openWorld();
  await world.registry.say(
    w.organiserId,
    w.publication({ serviceId, contents }),
    w.publication({ serviceId: strictServiceId, overlapPolicy: 'REFUSED', contents: [w.contentOf(strict)] }),
  );
  await world.heard();
  const values = contents.map(({ contentId }) => ({ contentId, value: '32.00' }));
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
    input: { idempotencyKey: newId(), serviceId, firstDay: '2026-01-01', values },
  });
  const strictValues = [{ contentId: strict, value: '32.00' }];
  await world.vouchers.ask(w.administrator, w.PUBLISH_VALUES, {
    input: { idempotencyKey: newId(), serviceId: strictServiceId, firstDay: '2026-01-01', values: strictValues },
  });
  const ENTITLEMENTS = `query ($id: ID!, $day: Date!) { voucher(id: $id) { entitlements {
  quantity { unit amount minutes } recurrence periods { firstDay lastDay } carryOver unlimited remaining(day: $day) { unit amount minutes } } } }`;
  const seen = async (id: string, day = '2026-06-16') =>
    (await world.vouchers.ask(w.granter, ENTITLEMENTS, { id, day })).data.voucher.entitlements[0];
  const left = async (id: string, day?: string): Promise<string | null> => (await seen(id, day)).remaining?.amount ?? null;

  async function grant(entitlement: Record<string, unknown>, change: Record<string, unknown> = {}) {
    const personId = newId();
    const voucherId = await w.grantVoucher(world, { personId, serviceId, entitlements: [entitlement], ...change });
    const visit = (from: string, to: string, pieces: w.RecordedVisit['pieces'], more: Partial<w.RecordedVisit> = {}) =>
      w.visitOf(voucherId, from, to, { personId, serviceId, pieces, ...more });
    return { voucherId, personId, visit };
  }
  const answerTo = async (visit: w.RecordedVisit) => {
    await w.record(world, visit);
    return (await w.answersTo(world, visit)).at(-1)!;
  };
  const outcome = async (visit: w.RecordedVisit) => (await answerTo(visit)).code ?? 'made';

  return { world, seen, left, grant, answerTo, outcome };
}
