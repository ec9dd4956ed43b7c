/**
 * How many objects an operation may fetch at most, from the page sizes that it asks for. An estimate that errs upwards
 * for pages and knows nothing about what is really there.
 */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';

export const MAX_COST = 20_000;
/** For a list without a page size: lines of a visit, contents of a service. */
const USUAL_LIST = 5;

type Variables = Readonly<Record<string, unknown>>;
type Asked = { schema: GraphQLSchema; document: DocumentNode; operation: OperationDefinitionNode; variables: Variables };

/** Expects a document that validation has passed. */
export function costOf({ schema, document, operation, variables }: Asked): number {
  const fragments = new Map(
    document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
  );
  const byFragment = new Map<FragmentDefinitionNode, Record<'paged' | 'free', number | undefined>>();

  /** `paged`: the field above has a page size, so the list below it (`edges`, `items`) is not multiplied again. */
  function selections({ selections: nodes }: SelectionSetNode, type: GraphQLNamedType | undefined, paged: boolean): number {
    return nodes.reduce((sum, node) => {
      if (node.kind === Kind.FIELD) return sum + field(node, type, paged);
      if (node.kind === Kind.FRAGMENT_SPREAD) return sum + fragment(fragments.get(node.name.value), paged);
      const condition = node.typeCondition ? schema.getType(node.typeCondition.name.value) : type;
      return sum + selections(node.selectionSet, condition, paged);
    }, 0);
  }

  function field(node: FieldNode, parent: GraphQLNamedType | undefined, paged: boolean): number {
    const definition = isObjectType(parent) || isInterfaceType(parent) ? parent.getFields()[node.name.value] : undefined;
    if (!definition || !node.selectionSet || !isCompositeType(getNamedType(definition.type))) return 0;
    const page = pageSize(node, definition, operation, variables);
    const isList = isListType(getNullableType(definition.type));
    const times = page ?? (isList && !paged ? USUAL_LIST : 1);
    return times * (1 + selections(node.selectionSet, getNamedType(definition.type), page !== undefined));
  }

  function fragment(definition: FragmentDefinitionNode | undefined, paged: boolean): number {
    if (!definition) return 0;
    const known = byFragment.get(definition) ?? { paged: undefined, free: undefined };
    byFragment.set(definition, known);
    return (known[paged ? 'paged' : 'free'] ??= selections(
      definition.selectionSet,
      schema.getType(definition.typeCondition.name.value),
      paged,
    ));
  }

  return selections(operation.selectionSet, schema.getRootType(operation.operation) ?? undefined, false);
}

/** The value of `first`, from wherever it comes; undefined for a field that has no pages. */
function pageSize(node: FieldNode, definition: GraphQLField<unknown, unknown>, operation: OperationDefinitionNode, variables: Variables) {
  const argument = definition.args.find(({ name }) => name === 'first');
  if (!argument) return undefined;
  const given = node.arguments?.find(({ name }) => name.value === 'first')?.value;
  if (given?.kind === Kind.INT) return Math.max(0, Number(given.value));
  if (given?.kind !== Kind.VARIABLE) return Number(argument.defaultValue);
  const name = given.name.value;
  const own = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
  return Math.max(0, Number(variables[name] ?? (own?.kind === Kind.INT ? own.value : argument.defaultValue)) || 0);
}
