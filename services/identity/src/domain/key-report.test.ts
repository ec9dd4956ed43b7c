/** What an operator reads during a change of keys, as a table. */
import { expect, test } from 'vitest';
import { reportOn, type Use } from './key-report.ts';

const use = (version: number, count: number): Use => ({ version, count });

test.each([
  ['nothing yet', [], 0, ['K: nothing stands under any version.']],
  ['one version of data keys', [use(1, 10)], 0, ['K version 1: 10 of 10.']],
  ['one version of marks, and a code without one', [use(1, 9)], 10, ['K version 1: 9 of 10.']],
  [
    'a change of data keys under way',
    [use(1, 4), use(2, 6)],
    0,
    ['K version 1: 4 of 10.', 'K version 2: 6 of 10.', 'K: 4 left to bring under version 2. Keep the earlier versions.'],
  ],
  [
    'a change of marks under way',
    [use(1, 10), use(2, 9)],
    10,
    ['K version 1: 10 of 10.', 'K version 2: 9 of 10.', 'K: 1 left to bring under version 2. Keep the earlier versions.'],
  ],
  [
    'a change of marks that is done',
    [use(1, 10), use(2, 10)],
    10,
    [
      'K version 1: 10 of 10.',
      'K version 2: 10 of 10.',
      'K: everything is under version 2. The earlier versions may go when every replica has 2 first.',
    ],
  ],
])('%s', (_, uses, marked, lines) => {
  expect(reportOn('K', uses, marked)).toEqual(lines);
});
