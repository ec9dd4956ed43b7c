/** Who may take a task and give it back, as tables. */
import { describe, expect, test } from 'vitest';
import { release, take, type Takeable } from './taking.ts';

const answerOf = (decision: ReturnType<typeof take>) => (decision.accepted ? decision.value : decision.refusal.code);

describe('taking', () => {
  test.each<[string, Takeable, boolean | string]>([
    ['a task that nobody has', { takenBy: null }, true],
    ['a task that they have', { takenBy: 'me' }, false],
    ["another's task", { takenBy: 'another' }, 'TASK_TAKEN'],
    ['no task of theirs', undefined, 'NOT_FOUND'],
  ])('%s', (_, task, answer) => expect(answerOf(take(task, 'me'))).toBe(answer));
});

describe('giving back', () => {
  test.each<[string, Takeable, boolean, boolean | string]>([
    ['their own task', { takenBy: 'me' }, false, true],
    ['a task that nobody has', { takenBy: null }, false, false],
    ["another's task", { takenBy: 'another' }, false, 'TASK_TAKEN'],
    ["another's task, as an administrator", { takenBy: 'another' }, true, true],
    ['no task of theirs, as an administrator', undefined, true, 'NOT_FOUND'],
  ])('%s', (_, task, ofOthers, answer) => expect(answerOf(release(task, 'me', ofOthers))).toBe(answer));
});
