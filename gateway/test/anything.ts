/**
 * Random data for everything that a schema knows, and random questions about it. The same seed gives the same again.
 */
import { createHash } from 'node:crypto';
import {
  GraphQLObjectType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isObjectType,
  isRequiredArgument,
  isRequiredInputField,
  isScalarType,
} from 'graphql';
import type { GraphQLInputType, GraphQLNamedType, GraphQLOutputType, GraphQLSchema } from 'graphql';
import { coded } from './subgraphs.ts';

const numberOf = (key: string): number => createHash('md5').update(key).digest().readUInt32BE();

/** How often (one in so many) a value is null or a resolver fails; 0 means never. */
type Chance = { readonly nulls: number; readonly faults: number };

type Parent = { readonly key?: string; readonly id?: string };

/** Resolvers for all object types. An entity is the same wherever it stands. */
export function resolversOfAnything(schema: GraphQLSchema, chance: Chance): Record<string, Record<string, unknown>> {
  const types = Object.values(schema.getTypeMap()).filter((type) => isObjectType(type) && !type.name.startsWith('_'));
  return Object.fromEntries(
    (types as GraphQLObjectType[]).map((type) => [
      type.name,
      {
        ...Object.fromEntries(
          Object.values(type.getFields())
            .filter(({ name }) => !name.startsWith('_'))
            .map((field) => [
              field.name,
              (parent: Parent | undefined) => {
                if (field.name === 'id' && parent?.id) return parent.id;
                const key = `${type.name} ${parent?.id ?? parent?.key ?? ''} ${field.name}`;
                const fault = numberOf(`fault ${key}`);
                // Some faults have words for the caller, some do not.
                if (chance.faults && fault % chance.faults === 0)
                  throw fault % (2 * chance.faults) === 0 ? coded(`No ${key}.`, 'FORBIDDEN') : new Error(key);
                return valueOf(schema, field.type, key, chance);
              },
            ]),
        ),
        ...('id' in type.getFields() && {
          __resolveReference: ({ id }: { id: string }) =>
            chance.nulls && numberOf(`gone ${type.name} ${id}`) % chance.nulls === 0 ? null : { id },
        }),
      },
    ]),
  );
}

function valueOf(schema: GraphQLSchema, type: GraphQLOutputType, key: string, chance: Chance): unknown {
  if (isNonNullType(type)) return valueOf(schema, type.ofType, key, { ...chance, nulls: 0 });
  if (chance.nulls && numberOf(`null ${key}`) % chance.nulls === 0) return null;
  if (isListType(type))
    return Array.from({ length: numberOf(`length ${key}`) % 4 }, (_, index) => valueOf(schema, type.ofType, `${key} ${index}`, chance));
  return presentValue(schema, type as GraphQLNamedType, key);
}

function presentValue(schema: GraphQLSchema, type: GraphQLNamedType, key: string): unknown {
  const number = numberOf(key);
  if (isEnumType(type)) return type.getValues()[number % type.getValues().length]!.value;
  if (isScalarType(type)) return scalarOf(type.name, number);
  if (isAbstractType(type)) {
    const possible = schema.getPossibleTypes(type);
    return { __typename: possible[number % possible.length]!.name, key, id: String(number % 5) };
  }
  return isObjectType(type) && 'id' in type.getFields() ? { id: String(number % 5) } : { key };
}

export function scalarOf(name: string, number: number): unknown {
  if (name === 'Int') return number % 1_000;
  if (name === 'Boolean') return number % 2 === 0;
  if (name === 'Euro') return BigInt(number % 100_000);
  if (name === 'Date') return Temporal.PlainDate.from('2026-01-01').add({ days: number % 365 });
  if (name === 'Month') return Temporal.PlainYearMonth.from('2026-01').add({ months: number % 12 });
  if (name === 'DateTime') return Temporal.Instant.fromEpochMilliseconds((number % 1_000_000) * 60_000);
  return `${name} ${number % 100}`;
}

const ARGUMENTS: Readonly<Record<string, string>> = {
  ID: '"1"',
  Int: '2',
  String: '"x"',
  Month: '"2026-06"',
  Date: '"2026-06-01"',
  Boolean: 'true',
};

/** A value that an argument of the type may have. */
function argumentOf(type: GraphQLInputType): string {
  if (isNonNullType(type)) return argumentOf(type.ofType);
  if (isListType(type)) return `[${argumentOf(type.ofType)}]`;
  if (isEnumType(type)) return type.getValues()[0]!.name;
  if (!isInputObjectType(type)) return ARGUMENTS[type.name] ?? 'null';
  const needed = Object.values(type.getFields()).filter(isRequiredInputField);
  return `{ ${needed.map((field) => `${field.name}: ${argumentOf(field.type)}`).join(', ')} }`;
}

/** Variables, of which some decide what `anyQuery` asks for. */
const DECIDING = ['one', 'other'];
/** One way in which they may decide. */
export const anyDecision = (seed: string): Record<string, boolean> =>
  Object.fromEntries(DECIDING.map((name) => [name, numberOf(`${seed} ${name}`) % 2 === 0]));

/** A question through several services, with aliases, fragments, conditions and repeated fields. */
export function anyQuery(schema: GraphQLSchema, seed: string): string {
  let drawn = 0;
  let conditions = 0;
  const condition = (): string => {
    if (draw(8) > 0 || ++conditions > 20) return '';
    return ` @${draw(2) === 0 ? 'skip' : 'include'}(if: ${['true', 'false', ...DECIDING.map((name) => `$${name}`)][draw(4)]})`;
  };
  const draw = (count: number) => numberOf(`${seed} ${drawn++}`) % count;
  const selectionOf = (type: GraphQLObjectType, depth: number): string => {
    const fields = Object.values(type.getFields()).filter((field) => depth > 0 || !composite(field.type));
    const wanted = Array.from({ length: 1 + draw(4) }, () => fields[draw(fields.length)]).filter((field) => field !== undefined);
    const parts = wanted.map((field, place) => {
      const needed = field.args.filter(isRequiredArgument).map(({ name, type: given }) => `${name}: ${argumentOf(given)}`);
      const child = composite(field.type);
      // The same name must not mean two things.
      const alias = needed.length > 0 || draw(6) === 0 ? `${field.name}${place}: ` : '';
      return `${alias}${field.name}${needed.length > 0 ? `(${needed.join(', ')})` : ''}${condition()}${child ? ` { ${childOf(child, depth - 1)} }` : ''}`;
    });
    if (draw(5) === 0) parts.push('__typename');
    const text = parts.join(' ') || '__typename';
    return draw(6) === 0 ? `... on ${type.name}${condition()} { ${text} }` : text;
  };
  const composite = (type: GraphQLOutputType): GraphQLNamedType | undefined => {
    if (isNonNullType(type) || isListType(type)) return composite(type.ofType);
    return isObjectType(type) || isAbstractType(type) ? type : undefined;
  };
  const childOf = (type: GraphQLNamedType, depth: number): string => {
    if (isObjectType(type)) return selectionOf(type, depth);
    if (!isAbstractType(type)) return '__typename';
    return ['__typename', ...schema.getPossibleTypes(type).map((each) => `... on ${each.name} { ${selectionOf(each, depth)} }`)].join(' ');
  };
  const text = selectionOf(schema.getQueryType()!, 6);
  const parameters = DECIDING.filter((name) => text.includes(`$${name})`)).map((name) => `$${name}: Boolean!`);
  return `query ${parameters.length > 0 ? `(${parameters.join(', ')}) ` : ''}{ ${text} }`;
}
