/** What a subgraph gets of an entity, and when it gets nothing. */
import { buildSchema } from 'graphql';
import { expect, test } from 'vitest';
import type { FetchNode } from './plan.ts';
import { compileRequirements } from './requirements.ts';
import { Irregular } from './irregular.ts';

type Requires = NonNullable<FetchNode['requires']>;
const schema = buildSchema('type Query { v: Visit } interface Any { id: ID } type Visit implements Any { id: ID } type Unit { id: ID }');
const field = (name: string, selections?: Requires) => ({ kind: 'Field', name, ...(selections && { selections }) }) as Requires[number];
const on = (typeCondition: string, ...selections: Requires) => ({ kind: 'InlineFragment', typeCondition, selections }) as Requires[number];
const KEY = [field('__typename'), field('id')];
const visit = { __typename: 'Visit', id: '1', more: 'x' };
const told = (requires: Requires, entity: object) => {
  const text = compileRequirements(requires, schema)!({ ...entity });
  return text === undefined ? undefined : (JSON.parse(text) as unknown);
};

test('a subgraph gets type and keys, and nothing where one of them is missing or the type is another', () => {
  expect(told([on('Visit', ...KEY)], visit)).toEqual({ __typename: 'Visit', id: '1' });
  expect(told([on('Visit', ...KEY)], { ...visit, id: null })).toEqual({ __typename: 'Visit', id: null });
  expect(told([on('Visit', ...KEY)], { __typename: 'Visit' })).toBeUndefined();
  expect(told([on('Visit', ...KEY)], { ...visit, __typename: 'Unit' })).toBeUndefined();
});

test('a subgraph gets of each type the fields that it needs', () => {
  const requires = [on('Visit', ...KEY), on('Unit', ...KEY, field('name'))];
  expect(told(requires, { __typename: 'Unit', id: '2', name: 'a' })).toEqual({ __typename: 'Unit', id: '2', name: 'a' });
  expect(told(requires, visit)).toEqual({ __typename: 'Visit', id: '1' });
});

test('a subgraph gets parts of keys, also in lists; a partly unknown part is null', () => {
  const requires = [on('Visit', ...KEY, field('lines', [field('content', [field('id')])]))];
  const lines = [{ content: { id: 'a', code: 'b' } }, null, {}, { content: null }, { content: {} }];
  expect(told(requires, { ...visit, lines })).toEqual({
    __typename: 'Visit',
    id: '1',
    lines: [{ content: { id: 'a' } }, null, null, { content: null }, { content: null }],
  });
});

test('repeated and nested fragments are written once', () => {
  const twice = [on('Visit', ...KEY, on('Visit', ...KEY)), on('Visit', on('Visit', ...KEY))];
  expect(told(twice, visit)).toEqual({ __typename: 'Visit', id: '1' });
});

test('the package writes an entity that is known only in part', () => {
  const requires = [on('Visit', ...KEY), on('Visit', ...KEY, field('lines'))];
  expect(told(requires, { ...visit, lines: 1 })).toEqual({ __typename: 'Visit', id: '1', lines: 1 });
  expect(() => told(requires, visit)).toThrow(Irregular);
});

test.each<[string, Requires]>([
  ['entities of an interface', [on('Any', ...KEY)]],
  ['an entity without its type', [on('Visit', field('id'))]],
  ['another type within', [on('Visit', ...KEY, on('Unit', field('id')))]],
  ['another name', [on('Visit', ...KEY, { ...field('more'), alias: 'less' } as Requires[number])]],
  ['two things of one name', [on('Visit', ...KEY, field('a', [field('b')])), on('Visit', ...KEY, field('a', [field('c')]))]],
])('the package also writes: %s', (_, requires) => expect(compileRequirements(requires, schema)).toBeUndefined());
