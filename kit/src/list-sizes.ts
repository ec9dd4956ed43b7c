/**
 * Keeps a subgraph to the sizes that its SDL states for lists (`@listSize`), by which the gateway calculates the cost
 * beforehand. The rules of the service must bound a list, so a longer one is a fault of the service, and the caller
 * gets an error.
 */
import {
  defaultFieldResolver,
  getNullableType,
  isListType,
  isObjectType,
  Kind,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLFieldResolver,
  type GraphQLSchema,
} from 'graphql';

type Resolver = GraphQLFieldResolver<unknown, unknown, Record<string, unknown>>;

/** Changes the resolvers of the schema's lists. */
export function keepListSizes(schema: GraphQLSchema): GraphQLSchema {
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const size = sizeOf(field);
      if (size) field.resolve = limited(`${type.name}.${field.name}`, size, field.resolve ?? defaultFieldResolver);
    }
  }
  return schema;
}

type Size = (args: Readonly<Record<string, unknown>>) => number;

/** The size of a field that is itself a list. `pages.ts` cuts the lists of a page. */
function sizeOf(field: GraphQLField<unknown, unknown>): Size | undefined {
  const said = field.astNode?.directives?.find(({ name }) => name.value === 'listSize');
  if (!said || !isListType(getNullableType(field.type))) return undefined;
  const assumed = argumentOf(said, 'assumedSize');
  if (assumed?.kind === Kind.INT) return () => Number(assumed.value);
  const slicing = argumentOf(said, 'slicingArguments');
  const names = slicing?.kind === Kind.LIST ? slicing.values.flatMap((each) => (each.kind === Kind.STRING ? [each.value] : [])) : [];
  return (args) => Math.max(...names.map((name) => Number(args[name])));
}

const argumentOf = ({ arguments: given }: ConstDirectiveNode, wanted: string) => given?.find(({ name }) => name.value === wanted)?.value;

const limited = (coordinate: string, size: Size, resolve: Resolver): Resolver =>
  function resolveWithin(this: unknown, parent, args, context, info) {
    const check = (list: unknown) => {
      if (Array.isArray(list) && list.length > size(args))
        throw new Error(`${coordinate} has ${list.length} elements, more than its schema says`);
      return list;
    };
    const found: unknown = resolve(parent, args, context, info);
    return found instanceof Promise ? found.then(check) : check(found);
  };
