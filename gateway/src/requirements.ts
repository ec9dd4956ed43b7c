/** Compiles what a subgraph needs of an entity, for each type that it may have, and writes it as JSON. */
import { isObjectType, Kind, type GraphQLSchema } from 'graphql';
import type { Fields, FetchNode } from './plan.ts';
import { Irregular } from './irregular.ts';

type Selections = NonNullable<FetchNode['requires']>;
type KeyField = { readonly name: string; readonly text: string; readonly below: readonly KeyField[] | undefined };

/** Writes an entity; `undefined` when it is of another type or partly unknown. */
export type Written = (entity: Fields) => string | undefined;

/** `undefined` for what our subgraphs do not ask: entities of an interface, other names, and types within an entity. */
export function compileRequirements(requires: Selections, schema: GraphQLSchema): Written | undefined {
  const byType = Map.groupBy(requires, (each) => (each.kind === Kind.INLINE_FRAGMENT ? each.typeCondition : undefined));
  const writtenByType = new Map<unknown, Written>();
  for (const [type, fragments] of byType) {
    const groups = type !== undefined && isObjectType(schema.getType(type)) ? groupsOf(type, fragments) : undefined;
    const written = groups && writtenOf(groups);
    if (!written) return undefined;
    writtenByType.set(type, written);
  }
  return (entity) => writtenByType.get(entity['__typename'])?.(entity);
}

/** The groups of fields within fragments. The planner nests fragments of the same type, and repeats some. */
function groupsOf(type: string, fragments: Selections): Selections[] | undefined {
  const groups = new Map<string, Selections>();
  for (const fragment of fragments) {
    if (fragment.kind !== Kind.INLINE_FRAGMENT || fragment.typeCondition !== type) return undefined;
    const fields = fragment.selections.filter(({ kind }) => kind === Kind.FIELD);
    const nested = fragment.selections.filter(({ kind }) => kind !== Kind.FIELD);
    if (fields.length > 0) groups.set(JSON.stringify(fields), fields);
    const below = groupsOf(type, nested);
    if (!below) return undefined;
    for (const group of below) groups.set(JSON.stringify(group), group);
  }
  return [...groups.values()];
}

/** The package sends an entity group by group. When only some groups are known, the package does it. */
function writtenOf(groups: readonly Selections[]): Written | undefined {
  const keys = keysOf(groups.flat());
  if (!keys?.some(({ name }) => name === '__typename')) return undefined;
  if (groups.length === 1) return (entity) => write(entity, keys);
  const parts = groups.map((group) => keysOf(group)!);
  return (entity) => {
    const whole = write(entity, keys);
    if (whole === undefined && parts.some((part) => write(entity, part) !== undefined)) throw new Irregular();
    return whole;
  };
}

/** `undefined` also when the same name wants different fields at two places. */
function keysOf(selections: Selections): readonly KeyField[] | undefined {
  const keys = new Map<string, KeyField & { wanted: string }>();
  for (const selection of selections) {
    if (selection.kind !== Kind.FIELD || selection.alias) return undefined;
    const { name } = selection;
    const wanted = JSON.stringify(selection.selections ?? null);
    if (keys.has(name) && keys.get(name)!.wanted !== wanted) return undefined;
    const below = selection.selections && keysOf(selection.selections);
    if (selection.selections && !below) return undefined;
    keys.set(name, { name, text: `${JSON.stringify(name)}:`, below, wanted });
  }
  return [...keys.values()];
}

function write(object: Fields, keys: readonly KeyField[]): string | undefined {
  let text = '';
  for (const { name, text: head, below } of keys) {
    const value = object[name];
    if (value === undefined) return undefined;
    text += `${text === '' ? '{' : ','}${head}${below ? writeBelow(value, below) : asJson(value)}`;
  }
  return `${text}}`;
}

/** Names of types, and ids: JSON writes them as they are. */
const PLAIN = /^[\w-]*$/;
const asJson = (value: unknown): string => (typeof value === 'string' && PLAIN.test(value) ? `"${value}"` : JSON.stringify(value));

/** A partly unknown object becomes null, as in the gateway package. */
function writeBelow(value: unknown, keys: readonly KeyField[]): string {
  if (Array.isArray(value)) return `[${value.map((each) => (each === null ? 'null' : (write(each as Fields, keys) ?? 'null'))).join(',')}]`;
  return value === null ? 'null' : (write(value as Fields, keys) ?? 'null');
}
