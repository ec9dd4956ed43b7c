/**
 * Makes queries from a schema: everything that a field or a type can tell, some levels deep. Knows no field by its name
 * but the paging ones.
 */
import {
  getNamedType,
  getNullableType,
  isCompositeType,
  isListType,
  isObjectType,
  isRequiredArgument,
  type GraphQLField,
  type GraphQLNamedType,
  type GraphQLObjectType,
} from 'graphql';

/** A value for each argument below the root. What these arguments select never depends on whose data it is. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  day: '"2026-06-15"',
  firstDay: '"2026-06-15"',
  lastDay: '"2026-06-16"',
  month: '"2026-06"',
  first: '2',
};

export function argumentsOf(field: GraphQLField<unknown, unknown>): string {
  const given = field.args
    .filter((argument) => argument.name in ARGUMENTS || isRequiredArgument(argument))
    .map(({ name }) => {
      const value = ARGUMENTS[name];
      if (value === undefined) throw new Error(`Say in the selection what to give for "${name}" of ${field.name}.`);
      return `${name}: ${value}`;
    });
  return given.length > 0 ? `(${given.join(', ')})` : '';
}

/**
 * Selects all fields of a type, and their types for so many more levels. It does not go back to the type that it comes
 * from, which is selected already. Layers such as connections cost no level, and a field of the same type costs two.
 */
export function selectAll(type: GraphQLNamedType, levels: number, from?: GraphQLNamedType): string {
  if (!isObjectType(type)) return '';
  const fields = Object.values(type.getFields()).filter((field) => !field.name.startsWith('_') && !isExternal(field));
  const here = isLayer(type) ? from : type;
  const below = fields.filter((field) => getNamedType(field.type) !== from || isLayer(type));
  return `{ ${below.flatMap((field) => selectField(field, levels, here)).join(' ') || '__typename'} }`;
}

/** Another subgraph resolves it: here the answer would only repeat what was sent. */
const isExternal = ({ astNode }: GraphQLField<unknown, unknown>): boolean =>
  astNode?.directives?.some(({ name }) => name.value === 'external') ?? false;

function selectField(field: GraphQLField<unknown, unknown>, levels: number, from: GraphQLNamedType | undefined): string[] {
  const type = getNamedType(field.type);
  if (!isCompositeType(type)) return [`${field.name}${argumentsOf(field)}`];
  if (!isObjectType(type)) return [];
  const below = (isLayer(type) ? levels : levels - 1) - (type === from ? 1 : 0);
  return below < 0 ? [] : [`${field.name}${argumentsOf(field)} ${selectAll(type, below, from)}`];
}

const isLayer = ({ name }: GraphQLObjectType): boolean =>
  /(Connection|Edge|PageInfo|Payload|Result|Quantity|Names|Refusal|Feed)$/.test(name);

export type Fact = { readonly coordinate: string; readonly value: unknown };

/** "There is no next page" and "none in all" tell nothing. */
const isOfAnEmptyPage = ({ name: type }: GraphQLObjectType, name: string, told: unknown): boolean =>
  (type === 'PageInfo' && told === false) || (name === 'totalCount' && told === 0);

/** Every value in an answer that tells something, with its field of the schema. */
export function factsIn(value: unknown, type: GraphQLNamedType): Fact[] {
  if (Array.isArray(value)) return value.flatMap((each) => factsIn(each, type));
  if (value === null || value === undefined || !isObjectType(type)) return [];
  return Object.entries(value as Record<string, unknown>).flatMap(([name, told]) => {
    const field = type.getFields()[name];
    if (!field) return [];
    const fieldType = getNamedType(field.type);
    if (isObjectType(fieldType)) return factsIn(told, fieldType);
    return told === null ||
      (isListType(getNullableType(field.type)) && (told as unknown[]).length === 0) ||
      isOfAnEmptyPage(type, name, told)
      ? []
      : [{ coordinate: `${type.name}.${name}`, value: told }];
  });
}
