/** A subgraph never answers a longer list than its SDL states. */
import { buildSchema, graphql, type GraphQLObjectType } from 'graphql';
import { expect, it } from 'vitest';
import { keepListSizes } from './list-sizes.ts';

const schema = keepListSizes(
  buildSchema(`
    directive @listSize(assumedSize: Int, slicingArguments: [String!], sizedFields: [String!], requireOneSlicingArgument: Boolean = true) on FIELD_DEFINITION
    type Query { two: [Int!] @listSize(assumedSize: 2) some(first: Int! = 2): [Int!] @listSize(slicingArguments: ["first"]) free: [Int!] later: [Int!] @listSize(assumedSize: 2) }`),
);
const ask = async (source: string, rootValue: object) => await graphql({ schema, source, rootValue });

it.each([
  ['as many as it may have', '{ two }', { two: [1, 2] }, true],
  ['one more', '{ two }', { two: [1, 2, 3] }, false],
  ['one more, later', '{ later }', { later: async () => [1, 2, 3] }, false],
  ['as many as are asked for', '{ some(first: 3) }', { some: [1, 2, 3] }, true],
  ['more than are asked for', '{ some }', { some: [1, 2, 3] }, false],
  ['nothing', '{ two }', { two: null }, true],
  ['a list that nobody bounds', '{ free }', { free: [1, 2, 3] }, true],
])('a list of %s', async (_, source, root, isGiven) => {
  const { errors } = await ask(source, root);
  expect(errors?.every(({ message }) => message.includes('more than its schema says')) ?? 'given').toBe(isGiven ? 'given' : true);
});

it('other fields keep their resolvers', () => {
  expect((schema.getType('Query') as GraphQLObjectType).getFields().free!.resolve).toBeUndefined();
});
