/**
 * The committed contracts are fresh, complete and compatible: they compose, every list and input has a bound, and each
 * refusal has its sentences.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildSubgraphSchema } from '@apollo/subgraph';
import {
  getDirectiveValues,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  parse,
  type GraphQLArgument,
  type GraphQLField,
  type GraphQLInputField,
  type GraphQLNamedType,
  type GraphQLSchema,
} from 'graphql';
import { describe, expect, it } from 'vitest';
import { boundOf } from '@seteli/kit/bounds';
import { SERVICES } from '../events/listeners.ts';
import { REFUSALS } from '../refusals.ts';
import { RULES } from '../rules.ts';
import { generateAll } from '../scripts/generate.ts';
import { subgraphSdl } from '../sdl.ts';

const root = path.join(import.meta.dirname, '..');

it('the committed files are those that `npm run generate` makes', async () => {
  for (const [file, content] of await generateAll()) expect(readFileSync(path.join(root, file), 'utf8') === content, file).toBe(true);
});

type ListSize = { assumedSize?: number; slicingArguments?: string[]; sizedFields?: string[] };
const listSizeOf = (schema: GraphQLSchema, { astNode }: GraphQLField<unknown, unknown>): ListSize | undefined =>
  astNode ? getDirectiveValues(directiveOf(schema), astNode) : undefined;
const directiveOf = (schema: GraphQLSchema) => schema.getDirective('listSize') ?? schema.getDirective('federation__listSize')!;
const isExternal = ({ astNode }: Pick<GraphQLNamedType, 'astNode'> | GraphQLField<unknown, unknown>): boolean =>
  astNode?.directives?.some(({ name }) => name.value === 'external') ?? false;

const FEDERATION = /^(_|link__|federation__)/;

describe.each(SERVICES)('the SDL of %s', (service) => {
  const schema = buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(service)) }]);
  const types: GraphQLNamedType[] = Object.values(schema.getTypeMap()).filter(
    ({ name }) => !name.startsWith('__') && !FEDERATION.test(name),
  );

  it('a mutation takes one input and answers its entity or a refusal', () => {
    for (const field of Object.values(schema.getMutationType()?.getFields() ?? {})) {
      expect(
        field.args.map(({ name }) => name),
        field.name,
      ).toEqual(['input']);
      const payload = schema.getType(String(field.type).replace('!', ''));
      const fields = isObjectType(payload) ? Object.keys(payload.getFields()) : [];
      expect(fields.includes('refusal') || fields.includes('results'), field.name).toBe(true);
    }
  });

  it("every mutation's input takes an idempotencyKey, as text that is always there", () => {
    const keyless = Object.values(schema.getMutationType()?.getFields() ?? {}).filter(({ args: [input] }) => {
      const type = getNamedType(input!.type);
      return !isInputObjectType(type) || String(type.getFields().idempotencyKey?.type) !== 'String!';
    });
    expect(keyless.map(({ name }) => name)).toEqual([]);
  });

  it('gives no field of an input a default, because compiled queries forget it from their second run on', () => {
    const defaults = types.flatMap((type) =>
      isInputObjectType(type) ? Object.values(type.getFields()).filter(({ defaultValue }) => defaultValue !== undefined) : [],
    );
    expect(defaults.map(({ name }) => name)).toEqual([]);
  });

  it('says how long every list can be, because the cost of an operation follows from that', () => {
    const fields = types.flatMap((type) => (isObjectType(type) ? Object.values(type.getFields()).map((field) => ({ type, field })) : []));
    const sized = new Set(
      fields.flatMap(({ field }) =>
        (listSizeOf(schema, field)?.sizedFields ?? []).map((name) => `${getNamedType(field.type).name}.${name}`),
      ),
    );
    const unbounded = fields.filter(({ type, field }) => {
      if (field.name.startsWith('_') || isExternal(type) || isExternal(field)) return false;
      const size = listSizeOf(schema, field);
      const isSliced = (size?.slicingArguments ?? []).some((name) => field.args.some((argument) => argument.name === name));
      if (field.args.some(({ name }) => name === 'first')) return !isSliced;
      return (
        isListType(getNullableType(field.type)) && size?.assumedSize === undefined && !isSliced && !sized.has(`${type.name}.${field.name}`)
      );
    });
    expect(unbounded.map(({ type, field }) => `${type.name}.${field.name}`)).toEqual([]);
  });

  it('knows no floating-point number', () => {
    const floats = types.flatMap((type) =>
      isObjectType(type) || isInputObjectType(type)
        ? Object.values(type.getFields()).filter((field) => String(field.type).includes('Float'))
        : [],
    );
    expect(floats).toEqual([]);
  });

  it('bounds every text, number and list that callers give', () => {
    const places = types.flatMap((type): [string, GraphQLArgument | GraphQLInputField][] => {
      if (isInputObjectType(type)) return Object.values(type.getFields()).map((field) => [`${type.name}.${field.name}`, field]);
      if (!isObjectType(type)) return [];
      const fields = Object.values(type.getFields()).filter(({ name }) => !FEDERATION.test(name));
      return fields.flatMap((field) => field.args.map((arg) => [`${type.name}.${field.name}(${arg.name})`, arg] as [string, typeof arg]));
    });
    const unbounded = places.filter(([, place]) => {
      const bound = boundOf(place);
      const ofType: Record<string, boolean> = {
        String: bound.maxLength === undefined,
        ID: bound.maxLength === undefined,
        Int: bound.min === undefined || bound.max === undefined,
      };
      const isList = isListType(getNullableType(place.type));
      return (isList && bound.maxItems === undefined) || ofType[getNamedType(place.type).name];
    });
    expect(unbounded.map(([name]) => name)).toEqual([]);
    const outside = places.filter(([, place]) => {
      const { defaultValue } = place;
      const { min = -Infinity, max = Infinity } = boundOf(place);
      return typeof defaultValue === 'number' && (defaultValue < min || defaultValue > max);
    });
    expect(outside.map(([name]) => name)).toEqual([]);
  });
});

it.each([
  ['refusal', 'RefusalCode', REFUSALS],
  ['rule', 'RuleCode', RULES],
])('each %s has a sentence in three languages, and the SDL lists every code that has one', (_, type, spoken) => {
  const schema = buildSubgraphSchema([{ typeDefs: parse(subgraphSdl('bookings')) }]);
  const codes = schema.getType(type);
  const listed = isEnumType(codes) ? codes.getValues().map(({ name }) => name) : [];
  expect(listed.toSorted()).toEqual(Object.keys(spoken).toSorted());
  for (const sentences of Object.values(spoken)) expect(Object.values(sentences).every((sentence) => sentence.length > 5)).toBe(true);
});
