/** How answers of several subgraphs become one. */
import { expect, test } from 'vitest';
import { merge } from './merging.ts';
import type { Fields } from './plan.ts';

test.each<[string, Fields, Fields, Fields]>([
  ['what is new is added', { a: 1 }, { b: 2 }, { a: 1, b: 2 }],
  ['parts of one object come together', { a: { b: 1, c: { d: 1 } } }, { a: { c: { e: 2 } } }, { a: { b: 1, c: { d: 1, e: 2 } } }],
  ['so do objects at the same place of a list', { a: [{ b: 1 }, null] }, { a: [{ c: 2 }, { c: 3 }] }, { a: [{ b: 1, c: 2 }, { c: 3 }] }],
  ['null is an answer', { a: null }, { b: null }, { a: null, b: null }],
  ['no answer reaches a prototype', { a: {} }, JSON.parse('{"a":{"__proto__":{"polluted":true}}}') as Fields, { a: {} }],
])('%s', (_, target, source, merged) => {
  merge(target, source);
  expect(target).toEqual(merged);
  expect(({} as Fields)['polluted']).toBeUndefined();
});
