/**
 * How many objects an operation may fetch at most: each list as long as its schema lets it be, each object once for every
 * subgraph that has to be asked for a part of it. An estimate that never errs downwards and knows nothing about what is there.
 */
import {
  getNamedType,
  getNullableType,
  isAbstractType,
  isListType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { factsOf, readSupergraph, type FieldFacts } from './field-facts.ts';

export const MAX_COST = 250_000;

type Variables = Readonly<Record<string, unknown>>;
type Asked = { readonly document: DocumentNode; readonly operation: OperationDefinitionNode; readonly variables: Variables };

/** Expects a document that validation has passed, its limits of size included: fragments are expanded. */
export type CostOf = (asked: Asked) => number;

/** An object on the way down: the subgraph whose answer it stands in, and how long a page that holds it may be. */
type Place = { readonly graph: string | undefined; readonly page: Page | undefined };
type Page = { readonly fields: readonly string[]; readonly size: number };
type Wanted = { readonly name: string; readonly nodes: FieldNode[] };

/** When an operation comes again, only the variables that say how many can have changed its cost. */
type Remembered = { readonly names: ReadonlySet<string>; readonly values: string; readonly cost: number };

export function createCost(supergraphSdl: string): CostOf {
  const costOf = reckonWith(supergraphSdl);
  const remembered = new WeakMap<OperationDefinitionNode, Remembered>();
  const valuesOf = (names: ReadonlySet<string>, variables: Variables) => JSON.stringify([...names].map((name) => variables[name]));
  return (asked) => {
    const before = remembered.get(asked.operation);
    if (before && before.values === valuesOf(before.names, asked.variables)) return before.cost;
    const names = new Set<string>();
    const cost = costOf(asked, names);
    remembered.set(asked.operation, { names, values: valuesOf(names, asked.variables), cost });
    return cost;
  };
}

/** `names` takes the variables that were looked at. */
function reckonWith(supergraphSdl: string): (asked: Asked, names: Set<string>) => number {
  const supergraph = readSupergraph(supergraphSdl);
  const facts = factsOf(supergraph);
  return ({ document, operation, variables }, names) => {
    const fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
    );
    const slice = slicing(operation, variables, names);

    /** What stands below one object. Of several types that it may have, the dearest counts. */
    function below(type: GraphQLNamedType, sets: readonly SelectionSetNode[], place: Place): number {
      const types = isAbstractType(type) ? supergraph.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
      return Math.max(0, ...types.map((each) => ofObject(each, sets, place)));
    }

    function ofObject(type: GraphQLObjectType, sets: readonly SelectionSetNode[], { graph, page }: Place): number {
      const wanted = new Map<string, Wanted>();
      collect(type, sets, wanted);
      // The object comes once more from each subgraph that is asked for a part of it.
      const others = new Set<string>();
      let cost = 0;
      for (const { name, nodes } of wanted.values()) {
        const field = type.getFields()[name];
        if (!field) continue;
        const known = facts(type, field);
        const answering = answers(known, graph, others);
        cost += ofField(field, known, nodes, { graph: answering, page });
      }
      return cost + (graph === undefined ? 0 : others.size);
    }

    function ofField(
      field: GraphQLField<unknown, unknown>,
      known: FieldFacts,
      nodes: readonly FieldNode[],
      { graph, page }: Place,
    ): number {
      const type = getNamedType(field.type);
      const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      if (sets.length === 0) return 0;
      const size = slice(nodes[0]!, field, known);
      const isLayer = known.sizedFields.length > 0;
      const ownPage = isLayer && size !== undefined ? { fields: known.sizedFields, size } : undefined;
      return timesOf(field, known, isLayer ? undefined : size, page) * (1 + below(type, sets, { graph, page: ownPage }));
    }

    /** The fields of an object type by the name that they have in the response, and what their subgraphs must be told first. */
    function collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], into: Map<string, Wanted>): void {
      for (const selection of sets.flatMap(({ selections }) => selections)) {
        if (selection.kind !== Kind.FIELD) {
          const fragment: Fragment | undefined = selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
          if (fragment && applies(supergraph, fragment, type)) collect(type, [fragment.selectionSet], into);
          continue;
        }
        const name = selection.name.value;
        const wanted = into.get(selection.alias?.value ?? name) ?? { name, nodes: [] };
        into.set(selection.alias?.value ?? name, wanted);
        wanted.nodes.push(selection);
        const field = type.getFields()[name];
        const requires = field && facts(type, field).requires;
        if (requires) collect(type, [requires], into);
      }
    }

    return below(supergraph.getRootType(operation.operation)!, [operation.selectionSet], { graph: undefined, page: undefined });
  };
}

type Fragment = Pick<FragmentDefinitionNode, 'selectionSet'> & { readonly typeCondition?: FragmentDefinitionNode['typeCondition'] };

function applies(supergraph: GraphQLSchema, { typeCondition }: Fragment, type: GraphQLObjectType): boolean {
  const condition = typeCondition && supergraph.getType(typeCondition.name.value);
  return !condition || condition === type || (isAbstractType(condition) && supergraph.isSubType(condition, type));
}

/** The subgraph that answers a field of an object that stands in the answer of `graph`; where that is not `graph`, it is added to `others`. */
function answers({ graphs, requires }: FieldFacts, graph: string | undefined, others: Set<string>): string | undefined {
  if (requires) {
    // It is asked once more, after it has been told what it needs.
    others.add(`${graphs[0]} when it has been told`);
    return graphs[0];
  }
  if (graph !== undefined && graphs.includes(graph)) return graph;
  const other = graphs.find((each) => others.has(each)) ?? graphs[0];
  if (other !== undefined) others.add(other);
  return other;
}

/** How many things a field answers. A list whose length nobody has declared may be of any. */
function timesOf(
  field: GraphQLField<unknown, unknown>,
  { assumedSize }: FieldFacts,
  size: number | undefined,
  page: Page | undefined,
): number {
  if (!isListType(getNullableType(field.type))) return 1;
  if (page?.fields.includes(field.name)) return page.size;
  return size ?? assumedSize ?? Infinity;
}

/** The largest value of the arguments that say how many, from wherever it comes; undefined where none does. */
const slicing =
  (operation: OperationDefinitionNode, variables: Variables, names: Set<string>) =>
  (node: FieldNode, field: GraphQLField<unknown, unknown>, { slicingArguments }: FieldFacts): number | undefined => {
    const sizes = slicingArguments.map((wanted) => {
      const fallback: unknown = field.args.find(({ name }) => name === wanted)?.defaultValue;
      const given = node.arguments?.find(({ name }) => name.value === wanted)?.value;
      if (given?.kind === Kind.INT) return Number(given.value);
      if (given?.kind !== Kind.VARIABLE) return Number(fallback);
      const name = given.name.value;
      names.add(name);
      const own = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
      return Number(variables[name] ?? (own?.kind === Kind.INT ? own.value : fallback)) || 0;
    });
    return sizes.length > 0 ? Math.max(0, ...sizes) : undefined;
  };
