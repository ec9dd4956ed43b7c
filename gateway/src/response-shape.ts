/**
 * Compiles what an operation asks for, and cuts it out of the subgraphs' answers. It knows only answers that keep their
 * schema; the gateway package shapes a response from any other.
 */
import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql';
import { decidingVariables, isAskedFor } from './conditions.ts';
import { Irregular } from './irregular.ts';
import type { Fields } from './plan.ts';
import { inOrder } from './selection-order.ts';

/** Null, or nothing, where the schema promises a value: null goes up to the nearest place that may be null. */
class NullInPlace extends Irregular {}

/** `tolerant`: something has failed, so nulls are expected. Otherwise they are irregular. */
export type Shape = (data: Fields, tolerant: boolean) => Fields | null;

type Read = (value: unknown, tolerant: boolean) => unknown;
type Operation = {
  readonly schema: GraphQLSchema;
  readonly fragments: ReadonlyMap<string, FragmentDefinitionNode>;
  /** The values of the variables that decide what is asked for. */
  readonly decided: Fields;
};

/** In how many ways an operation may be asked; the package runs further ways. */
const WAYS_MAX = 8;

/**
 * The shape for the values of the variables, if there is one. No shapes at all for an operation with directives that we
 * do not know.
 */
export type Shapes = (variables: Fields) => Shape | undefined;

export function compileShapes(schema: GraphQLSchema, document: DocumentNode, operation: OperationDefinitionNode): Shapes | undefined {
  const deciding = decidingVariables(document, operation);
  if (!deciding) return undefined;
  const known = new Map<string, Shape | undefined>();
  return (variables) => {
    if (deciding.some((name) => typeof variables[name] !== 'boolean')) return undefined;
    const way = deciding.map((name) => (variables[name] ? '+' : '-')).join('');
    if (!known.has(way) && known.size < WAYS_MAX) {
      const decided = Object.fromEntries(deciding.map((name) => [name, variables[name]]));
      known.set(way, compileShape(schema, document, operation, decided));
    }
    return known.get(way);
  };
}

/** `undefined` when the operation asks about the schema. */
function compileShape(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  decided: Fields,
): Shape | undefined {
  const root = schema.getRootType(operation.operation);
  if (!root) return undefined;
  const fragments = new Map(
    document.definitions.flatMap((each) =>
      each.kind === Kind.FRAGMENT_DEFINITION ? [[each.name.value, { ...each, selectionSet: inOrder([each.selectionSet]) }]] : [],
    ),
  );
  try {
    return orNull(shapeOf({ schema, fragments, decided }, root, [inOrder([operation.selectionSet])])) as Shape;
  } catch (fault) {
    if (fault instanceof Irregular) return undefined;
    throw fault;
  }
}

type FieldSelections = { readonly name: string; readonly selections: SelectionSetNode[] };

/** The fields of an object type, by their names in the response. */
function collect(
  operation: Operation,
  type: GraphQLObjectType,
  sets: readonly SelectionSetNode[],
  into = new Map<string, FieldSelections>(),
) {
  for (const selection of sets.flatMap(({ selections }) => selections)) {
    if (!isAskedFor(selection, operation.decided)) continue;
    if (selection.kind === Kind.FIELD) {
      const name = selection.name.value;
      if (name === '__schema' || name === '__type') throw new Irregular('a question about the schema');
      const responseName = selection.alias?.value ?? name;
      const wanted = into.get(responseName) ?? { name, selections: [] };
      into.set(responseName, wanted);
      if (selection.selectionSet) wanted.selections.push(selection.selectionSet);
      continue;
    }
    const fragment = selection.kind === Kind.FRAGMENT_SPREAD ? operation.fragments.get(selection.name.value)! : selection;
    const condition = fragment.typeCondition && operation.schema.getType(fragment.typeCondition.name.value);
    const applies = !condition || condition === type || (isAbstractType(condition) && operation.schema.isSubType(condition, type));
    if (applies) collect(operation, type, [fragment.selectionSet], into);
  }
  return into;
}

function shapeOf(operation: Operation, type: GraphQLObjectType, sets: readonly SelectionSetNode[]): Read {
  const definitions = type.getFields();
  const wanted = [...collect(operation, type, sets)];
  const names = wanted.map(([responseName]) => responseName);
  if (names.some((name) => name in Object.prototype)) throw new Irregular('a name that every object has');
  const reads = wanted.map(([, { name, selections }]): Read =>
    name === '__typename' ? () => type.name : readOf(operation, definitions[name]!.type, selections),
  );
  return (given, tolerant) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) throw new Irregular();
    const shaped: Fields = {};
    for (let index = 0; index < reads.length; index++) shaped[names[index]!] = reads[index]!((given as Fields)[names[index]!], tolerant);
    return shaped;
  };
}

function readOf(operation: Operation, type: GraphQLOutputType, selections: readonly SelectionSetNode[]): Read {
  if (isNonNullType(type)) {
    const read = readOf(operation, type.ofType, selections);
    return (value, tolerant) => {
      const present = read(value, tolerant);
      if (present === null) throw new NullInPlace();
      return present;
    };
  }
  return orNull(readPresent(operation, type, selections));
}

const orNull =
  (read: Read): Read =>
  (value, tolerant) => {
    if (value === null || value === undefined) return null;
    try {
      return read(value, tolerant);
    } catch (fault) {
      if (tolerant && fault instanceof NullInPlace) return null;
      throw fault;
    }
  };

function readPresent(operation: Operation, type: GraphQLOutputType, selections: readonly SelectionSetNode[]): Read {
  if (isListType(type)) {
    const read = readOf(operation, type.ofType, selections);
    return (value, tolerant) => {
      if (!Array.isArray(value)) throw new Irregular();
      return value.map((element) => read(element, tolerant));
    };
  }
  if (isLeafType(type)) return readLeaf(type);
  if (isObjectType(type)) return shapeOf(operation, type, selections);
  return readAbstract(operation, selections);
}

/** An object of an interface or union says itself what it is. */
function readAbstract(operation: Operation, selections: readonly SelectionSetNode[]): Read {
  const shapes = new Map<string, Read>();
  return (value, tolerant) => {
    const typename = (value as Fields)['__typename'];
    if (typeof typename !== 'string') throw new Irregular();
    const type = operation.schema.getType(typename);
    if (!isObjectType(type)) throw new Irregular();
    const shape = shapes.get(typename) ?? shapeOf(operation, type, selections);
    shapes.set(typename, shape);
    return shape(value, tolerant);
  };
}

const CHECKS: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: Number.isInteger,
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  ID: (value) => typeof value === 'string',
};

function readLeaf(type: GraphQLOutputType): Read {
  const named = getNamedType(type);
  const names = isEnumType(named) ? new Set<unknown>(named.getValues().map(({ name }) => name)) : undefined;
  const isRight = names ? (value: unknown) => names.has(value) : CHECKS[named.name];
  // The subgraph has checked the scalars of our own.
  if (!isRight) return (value) => value;
  return (value) => {
    if (!isRight(value)) throw new Irregular();
    return value;
  };
}
