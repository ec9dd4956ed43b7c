/** An entity that its owner did not give excuses some missing values; this tells which. */
import { GraphQLError } from 'graphql';
import { expect, test } from 'vitest';
import type { Context } from './context.ts';
import { brokenOf, noteUnfollowed } from './unfollowed.ts';

const UNIT = ['bookings', 'edges', '@', 'node', 'unit'];
const lacks = (field: string, ...path: (string | number)[]) =>
  new GraphQLError(`Cannot return null for non-nullable field ${field}.`, { path });
const ofUnit = (index: number) => lacks('ProviderUnit.name', 'bookings', 'edges', index, 'node', 'unit', 'name');
const units = (...entities: (object | null)[]) =>
  [UNIT, entities.map((_, index) => ({ __typename: 'ProviderUnit', id: `${index}` })), { data: { _entities: entities as never } }] as const;

test.each<[string, ReturnType<typeof units>, GraphQLError[], number]>([
  ['the place of an entity that is not given', units(null, {}), [ofUnit(0)], 0],
  ['two fields of it', units(null), [ofUnit(0), lacks('ProviderUnit.id', 'bookings', 'edges', 0, 'node', 'unit', 'id')], 0],
  ['each of two', units(null, null), [ofUnit(0), ofUnit(1)], 0],
  ['more places than there are such entities', units(null, {}), [ofUnit(0), ofUnit(1)], 2],
  ['the same type at another place', units(null), [lacks('ProviderUnit.name', 'provider', 'units', 0, 'name')], 1],
  ['another type within the place', units(null), [lacks('Provider.name', 'bookings', 'edges', 0, 'node', 'unit', 'provider', 'name')], 1],
  ['nothing that was given', units({}), [ofUnit(0)], 1],
])('%s', (_, note, missing, broken) => {
  const context = {} as Context;
  noteUnfollowed(context, ...note);
  expect(brokenOf(context, missing)).toHaveLength(broken);
});
