/**
 * What the supergraph says of a field beside its type: the length of its list (`@listSize` of the cost specification),
 * the subgraphs that answer it, and the fields that these need first. It counts nothing.
 */
import {
  buildSchema,
  getDirectiveValues,
  getNamedType,
  isInputObjectType,
  Kind,
  parse,
  valueFromASTUntyped,
  type ConstDirectiveNode,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
} from 'graphql';
import { hasResultForEach } from '@seteli/kit/rows';

export type FieldFacts = {
  /** The largest length of the list; undefined where an argument gives it, or where there is no list. */
  readonly assumedSize: number | undefined;
  /** Arguments that give the length. */
  readonly slicingArguments: readonly string[];
  /** The lists below that have this length; empty when the field itself is the list. */
  readonly sizedFields: readonly string[];
  /** The field of a mutation's input with one of the payload's `results` for each item: a list, or a text of lines. */
  readonly batch: string | undefined;
  /** The subgraphs that answer it. */
  readonly graphs: readonly string[];
  /** Fields of the same object that must be fetched before this one, asked for or not. */
  readonly requires: SelectionSetNode | undefined;
};

export type Facts = (parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>) => FieldFacts;

/** The supergraph as a plain schema with inaccessible fields, since some fields require them. */
export const readSupergraph = (sdl: string): GraphQLSchema => buildSchema(sdl, { assumeValidSDL: true });

export function factsOf(supergraph: GraphQLSchema): Facts {
  const known = new Map<GraphQLField<unknown, unknown>, FieldFacts>();
  return (parent, field) => {
    const before = known.get(field);
    if (before) return before;
    const facts = readFacts(supergraph, parent, field);
    known.set(field, facts);
    return facts;
  };
}

/** A mutation takes one input. A mutation over many things answers a list of results. */
export const INPUT = 'input';
export const RESULTS = 'results';

type ListSize = { readonly assumedSize?: number; readonly slicingArguments?: readonly string[]; readonly sizedFields?: readonly string[] };

function readFacts(supergraph: GraphQLSchema, parent: GraphQLObjectType, field: GraphQLField<unknown, unknown>): FieldFacts {
  const node = field.astNode!;
  const size = getDirectiveValues(supergraph.getDirective('listSize')!, node) as ListSize | undefined;
  const joined = joins(node.directives, 'join__field').filter(({ external }) => external !== true);
  const required = joined.map(({ requires }) => requires).find((fields) => fields !== undefined);
  const said = joined.length > 0 ? joined : joins(parent.astNode?.directives, 'join__type');
  return {
    assumedSize: size?.assumedSize,
    slicingArguments: size?.slicingArguments ?? [],
    sizedFields: size?.sizedFields ?? [],
    batch: batchArgumentOf(field),
    graphs: said.map(({ graph }) => String(graph)),
    requires: required === undefined ? undefined : selectionOf(String(required)),
  };
}

/** The cost specification takes only whole numbers as sizes, so a tag marks the field. */
function batchArgumentOf({ args }: GraphQLField<unknown, unknown>): string | undefined {
  const type = getNamedType(args.find(({ name }) => name === INPUT)?.type);
  if (!isInputObjectType(type)) return undefined;
  const isTagged = ({ astNode }: GraphQLInputField) => astNode != null && hasResultForEach(astNode);
  return Object.values(type.getFields()).find(isTagged)?.name;
}

const joins = (directives: readonly ConstDirectiveNode[] | undefined, wanted: string): Record<string, unknown>[] =>
  (directives ?? [])
    .filter(({ name }) => name.value === wanted)
    .map((directive) => Object.fromEntries((directive.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)])));

function selectionOf(fields: string): SelectionSetNode {
  const [definition] = parse(`{ ${fields} }`, { noLocation: true }).definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) throw new Error(`No selection: ${fields}`);
  return definition.selectionSet;
}
