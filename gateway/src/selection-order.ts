/**
 * The order in which the gateway package answers fields. A field that one selection repeats, with the same name and
 * directives, stands where it stood first, with everything that is asked below it.
 */
import { Kind, print, type SelectionNode, type SelectionSetNode } from 'graphql';

const keyOf = (selection: SelectionNode): string => `${nameOf(selection)} ${(selection.directives ?? []).map(print).join(' ')}`;

function nameOf(selection: SelectionNode): string {
  if (selection.kind === Kind.FIELD) return (selection.alias ?? selection.name).value;
  if (selection.kind === Kind.FRAGMENT_SPREAD) return `... ${selection.name.value}`;
  return `... on ${selection.typeCondition?.name.value}`;
}

export function inOrder(sets: readonly SelectionSetNode[]): SelectionSetNode {
  const groups = Map.groupBy(
    sets.flatMap(({ selections }) => selections),
    keyOf,
  );
  return { kind: Kind.SELECTION_SET, selections: [...groups.values()].map(together) };
}

function together(same: readonly SelectionNode[]): SelectionNode {
  const [first] = same as [SelectionNode];
  if (first.kind === Kind.FRAGMENT_SPREAD) return first;
  const below = same.flatMap((each) => (each.kind !== Kind.FRAGMENT_SPREAD && each.selectionSet ? [each.selectionSet] : []));
  return below.length > 0 ? ({ ...first, selectionSet: inOrder(below) } as SelectionNode) : first;
}
