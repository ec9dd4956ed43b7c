/**
 * Promises of a gate: it never lets in more at once than it says, keeps the order, and lets nobody wait without end.
 */
import { expect, test } from 'vitest';
import { createGate, createGates } from './gate.ts';
import { pause } from './waiting.ts';

test('so many work, so many wait, and the gate refuses the rest at once', async () => {
  const gate = createGate({ atOnce: 2, waiting: 3 });
  let working = 0;
  let most = 0;
  const order: number[] = [];
  const outcomes = await Promise.all(
    Array.from({ length: 8 }, (_, index) =>
      gate(async () => {
        most = Math.max(most, ++working);
        await pause(5);
        working--;
        order.push(index);
      }),
    ),
  );
  expect(outcomes.map(({ accepted }) => accepted)).toEqual([true, true, true, true, true, false, false, false]);
  expect([most, order]).toEqual([2, [0, 1, 2, 3, 4]]);
  expect(await gate(async () => 'free again')).toEqual({ accepted: true, value: 'free again' });
});

test('failed work leaves its place to the next', async () => {
  const gate = createGate({ atOnce: 1, waiting: 1 });
  const failing = gate(() => Promise.reject(new Error('away')));
  const next = gate(async () => 1);
  await expect(failing).rejects.toThrow('away');
  expect(await next).toEqual({ accepted: true, value: 1 });
});

test('a caller who fills their own gate keeps nobody else waiting, and finds it free again', async () => {
  const gates = createGates({ atOnce: 1, waiting: 1 });
  const held = Promise.withResolvers<void>();
  const mine = [1, 2, 3].map(() => gates('mine', () => held.promise));
  expect(await mine[2]).toMatchObject({ accepted: false });
  expect(await gates('yours', async () => 1)).toEqual({ accepted: true, value: 1 });
  held.resolve();
  expect((await Promise.all(mine)).map(({ accepted }) => accepted)).toEqual([true, true, false]);
  expect(await gates('mine', async () => 2)).toEqual({ accepted: true, value: 2 });
});
