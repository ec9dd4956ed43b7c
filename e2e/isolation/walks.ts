/**
 * Walks through the schema of the gateway: for every field that leads to a type, and every field of that type, one walk
 * ends with these two. Makes queries of the walks, each so small that the gateway takes it.
 */
import {
  getNamedType,
  getNullableType,
  isListType,
  isNonNullType,
  isObjectType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
} from 'graphql';
import { argumentsOf } from '../selection.ts';

type Field = GraphQLField<unknown, unknown>;
/** Fields by their names, with what is asked below each. */
type Tree = { [field: string]: Tree };

/** One field at the root with its arguments. Several may ask the same field for different things. */
export type Root = { readonly field: string; readonly args: Record<string, unknown> };
export type Asking = { readonly roots: readonly Root[]; readonly query: string; readonly variables: Record<string, unknown> };
type Part = { readonly root: Root; readonly tree: Tree };
/** Whether the gateway would take it. */
export type Fits = (asking: Asking) => boolean;

export const objectOf = (field: Field): GraphQLObjectType | undefined => {
  const type = getNamedType(field.type);
  return isObjectType(type) ? type : undefined;
};
const fieldsOf = (type: GraphQLObjectType): Field[] => Object.values(type.getFields());

/** Lists are dear for the gateway, and long lists hide the thing that we know. */
const lengthOf = (field: Field): number => (isListType(getNullableType(field.type)) ? 6 : /Connection!?$/.test(String(field.type)) ? 3 : 1);

/** The shortest way to each type that a query reaches. */
function waysOf(query: GraphQLObjectType): Map<GraphQLObjectType, readonly string[]> {
  const found = new Map<GraphQLObjectType, { length: number; way: readonly string[] }>([[query, { length: 0, way: [] }]]);
  const open = [query];
  for (let type = open.shift(); type; type = open.shift()) {
    const { length, way } = found.get(type)!;
    for (const field of fieldsOf(type)) {
      const below = objectOf(field);
      const longer = length + lengthOf(field);
      if (!below || longer >= (found.get(below)?.length ?? Infinity)) continue;
      found.set(below, { length: longer, way: [...way, field.name] });
      open.push(below);
    }
  }
  return new Map([...found].map(([type, { way }]) => [type, way]));
}

/** What is asked below each field at the root. */
export function walksOf(schema: GraphQLSchema): Tree {
  const tree: Tree = {};
  for (const [type, way] of waysOf(schema.getQueryType()!))
    for (const leading of fieldsOf(type)) {
      const reached = objectOf(leading);
      if (!reached) continue;
      let at = tree;
      for (const step of [...way, leading.name]) at = at[step] ??= {};
      for (const field of fieldsOf(reached)) {
        const last = (at[field.name] ??= {});
        const below = objectOf(field);
        for (const leaf of below ? fieldsOf(below) : []) if (!objectOf(leaf)) last[leaf.name] ??= {};
      }
    }
  return tree;
}

function textOf(type: GraphQLObjectType, tree: Tree): string {
  const chosen = Object.entries(tree).map(([name, below]) => {
    const field = type.getFields()[name]!;
    const reached = objectOf(field);
    return `${name}${argumentsOf(field)}${reached ? ` ${textOf(reached, below)}` : ''}`;
  });
  // Whose an object is decides what it says about its reader.
  const id = 'id' in type.getFields() && !('id' in tree) ? ['id'] : [];
  return `{ ${[...id, ...chosen].join(' ') || '__typename'} }`;
}

const PAGE = { first: 3 };

function askingOf(query: GraphQLObjectType, parts: readonly Part[]): Asking {
  const made = parts.map(({ root, tree }, index) => {
    const field = query.getFields()[root.field]!;
    const args: Record<string, unknown> = { ...PAGE, ...root.args };
    const given = field.args.filter(({ name }) => name in args);
    const passed = given.map(({ name }) => `${name}: $${name}${index}`).join(', ');
    const below = objectOf(field);
    return {
      declared: given.map(({ name, type }) => `$${name}${index}: ${String(type)}`),
      text: `r${index}: ${field.name}${passed && `(${passed})`}${below ? ` ${textOf(below, tree)}` : ''}`,
      variables: Object.fromEntries(given.map(({ name }) => [`${name}${index}`, args[name]])),
    };
  });
  const declared = made.flatMap((each) => each.declared).join(', ');
  return {
    roots: parts.map(({ root }) => root),
    query: `query ${declared && `(${declared})`} { ${made.map(({ text }) => text).join(' ')} }`,
    variables: Object.assign({}, ...made.map(({ variables }) => variables)) as Record<string, unknown>,
  };
}

/** A tree in parts, each of which fits. */
function partsOf(type: GraphQLObjectType, tree: Tree, fits: (part: Tree) => boolean): Tree[] {
  if (fits(tree)) return [tree];
  const parts: Tree[] = [];
  for (const [name, below] of Object.entries(tree)) {
    const reached = objectOf(type.getFields()[name]!);
    for (const each of reached ? partsOf(reached, below, (part) => fits({ [name]: part })) : [below]) {
      const last = parts.at(-1);
      if (last && !(name in last) && fits({ ...last, [name]: each })) last[name] = each;
      else parts.push({ [name]: each });
    }
  }
  return parts;
}

/** Queries for all of these roots. A root that may not be null stands alone: its refusal would hide the others. */
export function queriesFor(schema: GraphQLSchema, roots: readonly Root[], tree: Tree, fits: Fits): Asking[] {
  const query = schema.getQueryType()!;
  const askings: Asking[] = [];
  let together: Part[] = [];
  for (const root of roots) {
    const field = query.getFields()[root.field]!;
    const below = objectOf(field);
    const fitting = (part: Tree) => fits(askingOf(query, [{ root, tree: part }]));
    for (const part of below ? partsOf(below, tree[root.field] ?? {}, fitting) : [{}]) {
      const each = { root, tree: part };
      if (isNonNullType(field.type)) {
        askings.push(askingOf(query, [each]));
        continue;
      }
      if (together.length > 0 && !fits(askingOf(query, [...together, each]))) {
        askings.push(askingOf(query, together));
        together = [];
      }
      together.push(each);
    }
  }
  if (together.length > 0) askings.push(askingOf(query, together));
  return askings;
}
