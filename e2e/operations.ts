/**
 * Makes operations from the schema that the gateway serves: one field at the root each, with everything that it can
 * tell.
 */
import {
  buildClientSchema,
  getIntrospectionQuery,
  getNamedType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import type { Client } from '@seteli/local/client';
import { selectAll } from './selection.ts';

const LEVELS = 2;

export const readSchema = async (client: Client): Promise<GraphQLSchema> =>
  buildClientSchema(await client.ask('granter', getIntrospectionQuery()));

const rootTypes = (schema: GraphQLSchema): GraphQLObjectType[] => [
  schema.getQueryType()!,
  schema.getMutationType()!,
  schema.getSubscriptionType()!,
];

/** `Query.voucher`, `Mutation.lockRun` … with their definitions. */
export const rootFieldsOf = (schema: GraphQLSchema): Map<string, GraphQLField<unknown, unknown>> =>
  new Map(
    rootTypes(schema).flatMap((type) => Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field] as const)),
  );

export function operationFor(coordinate: string, field: GraphQLField<unknown, unknown>, args: Record<string, unknown>, levels = LEVELS) {
  const given = field.args.filter(({ name }) => name in args);
  const declared = given.length > 0 ? `(${given.map(({ name, type }) => `$${name}: ${String(type)}`).join(', ')})` : '';
  const passed = given.length > 0 ? `(${given.map(({ name }) => `${name}: $${name}`).join(', ')})` : '';
  const kind = coordinate.split('.')[0]!.toLowerCase();
  return { query: `${kind} ${declared} { ${field.name}${passed} ${selectAll(getNamedType(field.type), levels)} }`, variables: args };
}
