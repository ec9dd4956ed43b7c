/**
 * Checks every answer that a test gets from a service. A refusal names a field that its caller could have sent, so that
 * a form can show it there.
 */
import type { ServiceName } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  getNullableType,
  isInputObjectType,
  isLeafType,
  isListType,
  Kind,
  OperationTypeNode,
  parse,
  type FieldNode,
  type GraphQLArgument,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';

type Refused = { readonly refusal?: { readonly code?: string; readonly path?: readonly string[] | null } | null };
type Payload = (Refused & { readonly results?: readonly Refused[] }) | null;

const schemas = new Map<ServiceName, GraphQLSchema>();

function schemaOf(service: ServiceName): GraphQLSchema {
  const schema = schemas.get(service) ?? buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(service)) }]);
  schemas.set(service, schema);
  return schema;
}

function leadsSomewhere(type: GraphQLInputType, [step, ...rest]: readonly string[]): boolean {
  if (step === undefined) return true;
  const of = getNullableType(type);
  if (isListType(of)) return /^\d+$/.test(step) && leadsSomewhere(of.ofType, rest);
  // A step into a table that comes as one text is a line.
  if (isLeafType(of)) return /^\d+$/.test(step);
  const field = isInputObjectType(of) ? of.getFields()[step] : undefined;
  return field !== undefined && leadsSomewhere(field.type, rest);
}

/** The path of a mutation's refusal begins in its `input`, that of a query's at its arguments. */
const isInInput = (args: readonly GraphQLArgument[], path: readonly string[]): boolean =>
  args.some(({ name, type }) => leadsSomewhere(type, name === 'input' ? path : path[0] === name ? path.slice(1) : [NO_FIELD]));

const NO_FIELD = '';

/** Throws when a refusal among the answers names a field that the caller cannot send. */
export function checkRefusalPaths(service: ServiceName, query: string, data: Readonly<Record<string, Payload>> | null | undefined): void {
  if (!data || !query.includes('path')) return;
  const asked = parse(query).definitions.flatMap((node) => (node.kind === Kind.OPERATION_DEFINITION ? [node] : []));
  for (const { operation, selectionSet } of asked) {
    const root = schemaOf(service).getRootType(operation)?.getFields() ?? {};
    const fields = selectionSet.selections.filter((node): node is FieldNode => node.kind === Kind.FIELD);
    for (const { name, alias } of fields) {
      const payload = data[(alias ?? name).value];
      const rows = Array.isArray(payload?.results) ? payload.results : [];
      // A query may return the refusal of an earlier mutation, whose path does not fit here.
      for (const { refusal } of [operation === OperationTypeNode.MUTATION ? payload : null, ...rows].filter((each) => each != null)) {
        const { path } = refusal ?? {};
        if (path && !isInInput(root[name.value]?.args ?? [], path))
          throw new Error(`${name.value} refuses with ${refusal?.code} at ${path.join('.')}, which its caller cannot send`);
      }
    }
  }
}
