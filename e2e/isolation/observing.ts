/** Collects what each member of the cast sees of every field of every object. It expects nothing. */
import { getNamedType, isObjectType, type GraphQLNamedType } from 'graphql';
import type { Answer } from '../post.ts';
import type { Member } from './cast.ts';

/** SEEN: a value. EMPTY: a list or page without anything. NULL: the object, but not this of it. */
export type Seen = 'SEEN' | 'EMPTY' | 'NULL';
const WEIGHT: readonly Seen[] = ['NULL', 'EMPTY', 'SEEN'];

export type Cell = { readonly seen: Seen; readonly path: string };
/** What the members who reached an object saw of one field of it. */
type OfObject = Map<Member, Cell>;
/**
 * By field that leads there, by object. A member without an entry did not even reach the object. An object without an
 * id counts to the one above it.
 */
export type Observed = Map<string, Map<string, Map<string, OfObject>>>;

export type Observing = {
  readonly member: Member;
  readonly observed: Observed;
  /** What members see of themselves is no right of their role. */
  readonly ignores: (type: string, object: Readonly<Record<string, unknown>>) => boolean;
};

type At = { readonly path: readonly string[]; readonly object: string };

/** What a value tells. Nothing where the question leaves out what a page holds. */
function seenIn(type: string, name: string, told: unknown, isPage: boolean): Seen | undefined {
  if (told === null || told === undefined) return 'NULL';
  if (Array.isArray(told)) return told.length > 0 ? 'SEEN' : 'EMPTY';
  // "There is no next page" and "none in all" tell nothing.
  if ((type === 'PageInfo' && told === false) || (name === 'totalCount' && told === 0)) return 'EMPTY';
  if (!isPage) return 'SEEN';
  const { edges, totalCount } = told as { edges?: unknown[]; totalCount?: number };
  const held = edges?.length ?? totalCount;
  return held === undefined ? undefined : held > 0 ? 'SEEN' : 'EMPTY';
}

const entryOf = <Key, Value>(map: Map<Key, Value>, key: Key, fresh: () => Value): Value => {
  const value = map.get(key) ?? fresh();
  map.set(key, value);
  return value;
};

function note({ observed, member }: Observing, coordinate: string, { path, object }: At, seen: Seen): void {
  const byLeading = entryOf(observed, coordinate, () => new Map<string, Map<string, OfObject>>());
  const byObject = entryOf(byLeading, path.at(-1) ?? '', () => new Map<string, OfObject>());
  const cells = entryOf(byObject, object, () => new Map<Member, Cell>());
  const before = cells.get(member);
  if (before && WEIGHT.indexOf(before.seen) >= WEIGHT.indexOf(seen)) return;
  cells.set(member, { seen, path: [...path, coordinate].join(' > ') });
}

/** Notes a value of the type, and everything below it. `object` names what the caller asked for. */
export function observe(observing: Observing, value: unknown, type: GraphQLNamedType, at: At): void {
  if (Array.isArray(value)) for (const each of value) observe(observing, each, type, at);
  if (value === null || typeof value !== 'object' || Array.isArray(value) || !isObjectType(type)) return;
  const told = value as Record<string, unknown>;
  const object = typeof told['id'] === 'string' ? `${type.name} ${told['id']}` : at.object;
  const ignored = observing.ignores(type.name, told);
  for (const [name, each] of Object.entries(told)) {
    const field = type.getFields()[name];
    if (!field) continue;
    const coordinate = `${type.name}.${name}`;
    const reached = getNamedType(field.type);
    const seen = seenIn(type.name, name, each, reached.name.endsWith('Connection'));
    if (!ignored && seen) note(observing, coordinate, { path: at.path, object }, seen);
    observe(observing, each, reached, { path: [...at.path, coordinate], object: `${object} ${name}` });
  }
}

/** The faults of an answer, in words: all but a refusal of the field at the root. */
export const faultsIn = ({ errors }: Answer): string[] =>
  errors.flatMap(({ message, path, extensions }) =>
    path?.length === 1 && extensions?.code === 'FORBIDDEN' ? [] : [`${extensions?.code} at ${path?.join('.')}: ${message}`],
  );
