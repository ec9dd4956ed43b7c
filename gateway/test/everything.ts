/**
 * Subgraphs whose every list is as long as its schema lets it be, with new objects only; and random questions about
 * them.
 */
import fc from 'fast-check';
import { getNamedType, getNullableType, isCompositeType, isEnumType, isListType, isNonNullType, isObjectType, isScalarType } from 'graphql';
import type { GraphQLField, GraphQLNamedType, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { factsOf, INPUT, RESULTS } from '../src/field-facts.ts';
import { scalarOf } from './anything.ts';

type Parent = { readonly id?: string; readonly page?: number };
type Field = GraphQLField<unknown, unknown>;

let made = 0;

/** The lengths come from the supergraph, whose bounds hold for all subgraphs. */
export function resolversOfEverything(supergraph: GraphQLSchema): Record<string, Record<string, unknown>> {
  const facts = factsOf(supergraph);
  const types = Object.values(supergraph.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('__'));
  const resolverOf = (type: GraphQLObjectType, field: Field) => {
    const { assumedSize, slicingArguments, sizedFields, batch } = facts(type, field);
    const isList = isListType(getNullableType(field.type));
    return (parent: Parent | undefined, args: Record<string, unknown>) => {
      if (field.name === 'id' && parent?.id) return parent.id;
      const asked = slicingArguments.map((name) => Number(args[name]))[0];
      const page =
        batch === undefined ? (sizedFields.length > 0 ? asked : undefined) : thingsIn((args[INPUT] as Record<string, unknown>)[batch]);
      const value = () => valueOf(getNamedType(field.type), page);
      if (!isList) return value();
      return Array.from(
        { length: asked ?? (field.name === RESULTS ? parent?.page : undefined) ?? assumedSize ?? parent?.page ?? 0 },
        value,
      );
    };
  };
  return Object.fromEntries(
    (types as GraphQLObjectType[]).map((type) => [
      type.name,
      {
        ...Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, resolverOf(type, field)])),
        ...('id' in type.getFields() && { __resolveReference: ({ id }: { id: string }) => ({ id }) }),
      },
    ]),
  );
}

const thingsIn = (given: unknown): number => (Array.isArray(given) ? given.length : String(given).split('\n').length);

function valueOf(type: GraphQLNamedType, page: number | undefined): unknown {
  if (isEnumType(type)) return type.getValues()[0]!.value;
  if (isScalarType(type)) return scalarOf(type.name, ++made);
  return { id: String(++made), page };
}

/** The part of these that a subgraph's own SDL knows. */
export function ofSubgraph(all: Record<string, Record<string, unknown>>, schema: GraphQLSchema): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, resolvers]) => {
      const type = schema.getType(name);
      if (!isObjectType(type) || name.startsWith('_')) return [];
      return [
        [
          name,
          Object.fromEntries(Object.entries(resolvers).filter(([field]) => field in type.getFields() || field === '__resolveReference')),
        ],
      ];
    }),
  );
}

/** How many objects stand in a value, itself included. */
export function objectsIn(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, each) => sum + objectsIn(each), 0);
  if (typeof value !== 'object' || value === null) return 0;
  return Object.values(value).reduce((sum: number, each) => sum + objectsIn(each), 1);
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  ID: '"1"',
  String: '"x"',
  Int: '2026',
  Month: '"2026-06"',
  Date: '"2026-06-01"',
};

export type Question = { readonly query: string; readonly variables: Record<string, unknown> };

/**
 * Questions go through several services and back, with pages of several sizes, fragments, aliases, variables and
 * conditions.
 */
export function anyQuestion(supergraph: GraphQLSchema): fc.Arbitrary<Question> {
  return fc.gen().map((draw) => {
    const fragments: string[] = [];
    const parameters: string[] = ['$yes: Boolean! = true'];
    const variables: Record<string, unknown> = {};
    let left = 24;
    let conditions = 0;
    const among = (count: number) => draw(fc.nat, { max: count - 1 });
    const oneIn = (count: number) => among(count) === 0;

    const size = () => {
      const wanted = among(4);
      if (oneIn(2)) return String(wanted);
      const name = `size${parameters.length}`;
      if (oneIn(2)) parameters.push(`$${name}: Int! = ${wanted}`);
      else {
        parameters.push(`$${name}: Int!`);
        variables[name] = wanted;
      }
      return `$${name}`;
    };
    const argumentsOf = (field: Field): string => {
      const given = field.args.flatMap(({ name, type, defaultValue }) => {
        if (name === 'first') return oneIn(5) ? [] : [`first: ${size()}`];
        return isNonNullType(type) && defaultValue === undefined ? [`${name}: ${ARGUMENTS[String(getNamedType(type))]}`] : [];
      });
      return given.length > 0 ? `(${given.join(', ')})` : '';
    };
    const fieldOf = (field: Field, depth: number): string => {
      left--;
      const type = getNamedType(field.type);
      const below = isObjectType(type) ? ` { ${selectionOf(type, depth - 1)} }` : '';
      const condition = conditions < 15 && oneIn(8) && conditions++ < 15 ? (oneIn(2) ? ' @include(if: $yes)' : ' @skip(if: false)') : '';
      const given = argumentsOf(field);
      return `${below || given ? alias() : ''}${field.name}${given}${condition}${below}`;
    };
    let aliases = 0;
    const alias = () => `a${aliases++}: `;
    const selectionOf = (type: GraphQLObjectType, depth: number): string => {
      const fields = Object.values(type.getFields()).filter(
        (field) => canAsk(field) && (depth > 0 || !isCompositeType(getNamedType(field.type))),
      );
      const leading = fields.filter(({ type: of }) => isCompositeType(getNamedType(of)));
      if (fields.length === 0 || left <= 0) return '__typename';
      const wanted = Array.from({ length: 1 + among(3) }, () =>
        leading.length > 0 && !oneIn(3) ? leading[among(leading.length)]! : fields[among(fields.length)]!,
      );
      const text = wanted.map((field) => fieldOf(field, depth)).join(' ');
      if (oneIn(6)) return `... on ${type.name} { ${text} }`;
      if (!oneIn(6)) return text;
      const name = `part${fragments.length}`;
      fragments.push(`fragment ${name} on ${type.name} { ${text} }`);
      return `...${name}`;
    };
    const selection = selectionOf(supergraph.getQueryType()!, 2 + among(6));
    return {
      query: [`query (${parameters.join(', ')}) { yes: __typename @include(if: $yes) ${selection} }`, ...fragments].join('\n'),
      variables,
    };
  });
}

const canAsk = ({ astNode, args }: Field): boolean =>
  !astNode?.directives?.some(({ name }) => name.value === 'inaccessible') &&
  args.every(
    ({ type, defaultValue }) =>
      !isNonNullType(type) || defaultValue !== undefined || (!isListType(type.ofType) && String(getNamedType(type)) in ARGUMENTS),
  );
