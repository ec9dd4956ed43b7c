/**
 * How many objects an operation may fetch at most. Each list counts as long as its schema lets it be, and each object
 * once for every subgraph that answers a part of it. The estimate is never too low, and knows nothing about the data.
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
import { factsOf, INPUT, readSupergraph, RESULTS, type FieldFacts } from './field-facts.ts';
import type { Variables } from './rows.ts';

export const MAX_COST = 250_000;

export type AskedOperation = {
  readonly document: DocumentNode;
  readonly operation: OperationDefinitionNode;
  readonly variables: Variables;
};

/** Expects a document that has passed validation with its limits of size: the calculation expands fragments. */
export type CostOf = (asked: AskedOperation) => number;

/** An object on the way down: the subgraph in whose answer it stands, and how long the page around it may be. */
type Surroundings = { readonly graph: string | undefined; readonly page: SizedPage | undefined };
type SizedPage = { readonly fields: readonly string[]; readonly size: number };
type WantedField = { readonly name: string; readonly nodes: FieldNode[] };

/** How the calculation read the variables: when an operation comes again, only these values can change its cost. */
type Looks = Map<string, (variables: Variables) => unknown>;
type Remembered = { readonly looks: Looks; readonly values: string; readonly cost: number };

export function createCost(supergraphSdl: string): CostOf {
  const costOf = reckonWith(supergraphSdl);
  const remembered = new WeakMap<OperationDefinitionNode, Remembered>();
  const valuesOf = (looks: Looks, variables: Variables) => JSON.stringify([...looks.values()].map((look) => look(variables)));
  return (asked) => {
    const before = remembered.get(asked.operation);
    if (before && before.values === valuesOf(before.looks, asked.variables)) return before.cost;
    const looks: Looks = new Map();
    const cost = costOf(asked, looks);
    remembered.set(asked.operation, { looks, values: valuesOf(looks, asked.variables), cost });
    return cost;
  };
}

/** Adds to `looks` how it reads the variables. */
function reckonWith(supergraphSdl: string): (asked: AskedOperation, looks: Looks) => number {
  const supergraph = readSupergraph(supergraphSdl);
  const facts = factsOf(supergraph);
  return ({ document, operation, variables }, looks) => {
    const fragments = new Map(
      document.definitions.flatMap((node) => (node.kind === Kind.FRAGMENT_DEFINITION ? [[node.name.value, node] as const] : [])),
    );
    const slice = slicing(operation, variables, looks);

    /** The cost below one object. Of several possible types, the dearest counts. */
    function below(type: GraphQLNamedType, sets: readonly SelectionSetNode[], around: Surroundings): number {
      const types = isAbstractType(type) ? supergraph.getPossibleTypes(type) : isObjectType(type) ? [type] : [];
      return Math.max(0, ...types.map((each) => ofObject(each, sets, around)));
    }

    function ofObject(type: GraphQLObjectType, sets: readonly SelectionSetNode[], { graph, page }: Surroundings): number {
      const wanted = new Map<string, WantedField>();
      collect(type, sets, wanted);
      // The object comes once more from each further subgraph that answers a part of it.
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
      { graph, page }: Surroundings,
    ): number {
      const type = getNamedType(field.type);
      const sets = nodes.flatMap(({ selectionSet }) => (selectionSet ? [selectionSet] : []));
      if (sets.length === 0) return 0;
      const size = slice(nodes[0]!, field, known);
      const isLayer = known.sizedFields.length > 0;
      const ownPage = isLayer && size !== undefined ? { fields: known.sizedFields, size } : batchPage(nodes[0]!, known, variables, looks);
      return timesFetched(field, known, isLayer ? undefined : size, page) * (1 + below(type, sets, { graph, page: ownPage }));
    }

    /**
     * Collects the fields of an object type by their names in the response, and the fields that subgraphs need first.
     */
    function collect(type: GraphQLObjectType, sets: readonly SelectionSetNode[], into: Map<string, WantedField>): void {
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

/**
 * The subgraph that answers a field of an object in the answer of `graph`. Another subgraph than `graph` is added to
 * `others`.
 */
function answers({ graphs, requires }: FieldFacts, graph: string | undefined, others: Set<string>): string | undefined {
  if (requires) {
    // This subgraph is asked once more, with the fields that it needs.
    others.add(`${graphs[0]} when it has been told`);
    return graphs[0];
  }
  if (graph !== undefined && graphs.includes(graph)) return graph;
  const other = graphs.find((each) => others.has(each)) ?? graphs[0];
  if (other !== undefined) others.add(other);
  return other;
}

/** How many things a field answers. A list without a declared length has no bound. */
function timesFetched(
  field: GraphQLField<unknown, unknown>,
  { assumedSize }: FieldFacts,
  size: number | undefined,
  page: SizedPage | undefined,
): number {
  if (!isListType(getNullableType(field.type))) return 1;
  if (page?.fields.includes(field.name)) return Math.min(page.size, assumedSize ?? Infinity);
  return size ?? assumedSize ?? Infinity;
}

/** The largest value of the slicing arguments, wherever it comes from; undefined when the field has none. */
const slicing =
  (operation: OperationDefinitionNode, variables: Variables, looks: Looks) =>
  (node: FieldNode, field: GraphQLField<unknown, unknown>, { slicingArguments }: FieldFacts): number | undefined => {
    const sizes = slicingArguments.map((wanted) => {
      const fallback: unknown = field.args.find(({ name }) => name === wanted)?.defaultValue;
      const given = node.arguments?.find(({ name }) => name.value === wanted)?.value;
      if (given?.kind === Kind.INT) return Number(given.value);
      if (given?.kind !== Kind.VARIABLE) return Number(fallback);
      const name = given.name.value;
      looks.set(name, (given) => given[name]);
      const own = operation.variableDefinitions?.find(({ variable }) => variable.name.value === name)?.defaultValue;
      return Number(variables[name] ?? (own?.kind === Kind.INT ? own.value : fallback)) || 0;
    });
    return sizes.length > 0 ? Math.max(0, ...sizes) : undefined;
  };

/** How many results a mutation over many things has; undefined where the input does not show it. */
function batchPage(node: FieldNode, { batch }: FieldFacts, variables: Variables, looks: Looks): SizedPage | undefined {
  if (batch === undefined) return undefined;
  const input = node.arguments?.find(({ name }) => name.value === INPUT)?.value;
  const given = input?.kind === Kind.OBJECT ? input.fields.find(({ name }) => name.value === batch)?.value : input;
  if (given?.kind === Kind.LIST) return { fields: [RESULTS], size: given.values.length };
  if (given?.kind === Kind.STRING) return { fields: [RESULTS], size: batchSize(given.value)! };
  if (given?.kind !== Kind.VARIABLE) return undefined;
  const name = given.name.value;
  const look = ({ [name]: value }: Variables) =>
    batchSize(given === input ? (value as Readonly<Record<string, unknown>> | null | undefined)?.[batch] : value);
  looks.set(`${name} for ${batch}`, look);
  const size = look(variables);
  return size === undefined ? undefined : { fields: [RESULTS], size };
}

/** Everything that any program takes for the end of a line. */
const LINE_END = /\r\n|[\n\v\f\r\u0085\u2028\u2029]/;

const batchSize = (given: unknown): number | undefined => {
  if (Array.isArray(given)) return given.length;
  if (typeof given === 'string') return given.split(LINE_END).length;
  return undefined;
};
