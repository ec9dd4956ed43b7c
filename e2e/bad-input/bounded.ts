/**
 * Reads each bound of an input from the SDL, and makes a value one beyond it and one exactly on it. So the tests cover
 * a new bound by themselves.
 */
import {
  buildASTSchema,
  getNamedType,
  getNullableType,
  isInputObjectType,
  isListType,
  isObjectType,
  parse,
  type GraphQLField,
  type GraphQLInputType,
  type GraphQLSchema,
} from 'graphql';
import type { Bound } from '@seteli/kit/bound-words';
import { boundOf } from '@seteli/kit/bounds';
import { SERVICES } from '@seteli/schema/events/listeners';
import { subgraphSdl } from '@seteli/schema/sdl';
import { pathOf, withValue, type Arguments, type Place, type Step } from './malformed.ts';

const schemas = SERVICES.map((service) => buildASTSchema(parse(subgraphSdl(service)), { assumeValidSDL: true }));

function fieldIn(schema: GraphQLSchema, coordinate: string): GraphQLField<unknown, unknown> | undefined {
  const [typeName, fieldName] = coordinate.split('.') as [string, string];
  const type = schema.getType(typeName);
  return isObjectType(type) ? type.getFields()[fieldName] : undefined;
}

/** Values just beyond a bound, and values that just keep it. */
type Beside = { readonly over: readonly unknown[]; readonly exact: readonly unknown[] };

const NOTHING: Beside = { over: [], exact: [] };

function besideText({ maxLength }: Bound): Beside {
  return maxLength === undefined ? NOTHING : { over: ['x'.repeat(maxLength + 1)], exact: ['x'.repeat(maxLength)] };
}

function besideNumber({ min, max, refusal }: Bound): Beside {
  return min === undefined || max === undefined || refusal ? NOTHING : { over: [min - 1, max + 1], exact: [min, max] };
}

function besideList({ maxItems }: Bound, item: unknown): Beside {
  return maxItems === undefined || item === undefined
    ? NOTHING
    : { over: [Array(maxItems + 1).fill(item)], exact: [Array(maxItems).fill(item)] };
}

type Found = { readonly steps: readonly Step[]; readonly beside: Beside; readonly bound: string };

/**
 * The bounds in an input. A list or an input counts only where the value has it; a text or number is tried even where
 * it has none.
 */
function boundsIn(type: GraphQLInputType, bound: Bound, value: unknown, steps: readonly Step[], name: string): Found[] {
  const bare = getNullableType(type);
  const found = (beside: Beside): Found[] => (beside.over.length > 0 ? [{ steps, beside, bound: name }] : []);
  if (isListType(bare)) {
    const items = (value ?? []) as readonly unknown[];
    const below = items.flatMap((item, index) => boundsIn(bare.ofType, bound, item, [...steps, index], name));
    const once = new Map(below.toReversed().map((each) => [each.bound, each]));
    return [...found(besideList(bound, items[0])), ...once.values()];
  }
  if (isInputObjectType(bare)) {
    if (value == null) return [];
    return Object.values(bare.getFields()).flatMap((field) =>
      boundsIn(field.type, boundOf(field), (value as Arguments)[field.name], [...steps, field.name], `${bare.name}.${field.name}`),
    );
  }
  return found(bare.name === 'Int' ? besideNumber(bound) : ['String', 'ID'].includes(bare.name) ? besideText(bound) : NOTHING);
}

const allIn = (coordinate: string, args: Arguments): Found[] => {
  const field = schemas.map((schema) => fieldIn(schema, coordinate)).find((each) => each !== undefined)!;
  return field.args.flatMap((arg) => boundsIn(arg.type, boundOf(arg), args[arg.name], [arg.name], `${coordinate}(${arg.name})`));
};

const places =
  (side: keyof Beside) =>
  (coordinate: string, args: Arguments): Place[] =>
    allIn(coordinate, args).flatMap(({ steps, beside }) =>
      beside[side].map((value) => ({ path: pathOf(steps), value, into: (into) => withValue(into, steps, value) as Arguments })),
    );

/** Values one above the largest or one below the smallest. */
export const everyExcess = places('over');
/** The largest and the smallest values. */
export const everyExtreme = places('exact');

/** The names of the bounds that these arguments try. */
export const boundsTried = (coordinate: string, args: Arguments): string[] => allIn(coordinate, args).map(({ bound }) => bound);

/** The names of all bounds of inputs, except those whose refusal a rule names. */
export function boundsOfInputs(): string[] {
  const names = schemas.flatMap((schema) =>
    Object.values(schema.getTypeMap()).flatMap((type) =>
      isInputObjectType(type)
        ? Object.values(type.getFields())
            .filter((field) => {
              const scalar = ['Int', 'String', 'ID'].includes(getNamedType(field.type).name);
              const { refusal, maxItems } = boundOf(field);
              return !refusal && (scalar || maxItems !== undefined);
            })
            .map((field) => `${type.name}.${field.name}`)
        : [],
    ),
  );
  return [...new Set(names)];
}
