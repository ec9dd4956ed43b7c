/**
 * How large an operation may be. It measures the text with fragments expanded, before planning. `cost.ts` calculates
 * what the operation may fetch, which depends on its variables.
 */
import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from 'graphql';
import { OUR_VARIABLE } from './representations.ts';

/** A table of 20,000 visits fits in. */
export const MAX_BODY_BYTES = 3 * 1024 * 1024;
/** For the parser. */
export const MAX_TOKENS = 2_000;

type OperationSize = { depth: number; fields: number; rootFields: number; aliases: number; directives: number };

export const SHAPE_LIMITS: OperationSize = { depth: 12, fields: 1_000, rootFields: 10, aliases: 30, directives: 20 };

const WORDS: Record<keyof OperationSize, string> = {
  depth: 'levels',
  fields: 'fields',
  rootFields: 'fields at its root',
  aliases: 'aliases',
  directives: 'directives',
};

/** A validation rule that keeps every operation of the document within the limits. */
export function shapeLimits(context: ValidationContext): ASTVisitor {
  const measure = measuring(context);
  return {
    VariableDefinition({ variable }) {
      const name = variable.name.value;
      if (!OUR_VARIABLE.test(name)) return;
      const message = `A variable may not be called "${name}": the gateway needs that name itself.`;
      context.reportError(new GraphQLError(message, { nodes: variable }));
    },
    OperationDefinition(operation) {
      const shape = measure(operation.selectionSet);
      shape.directives += operation.directives?.length ?? 0;
      for (const what of Object.keys(SHAPE_LIMITS) as (keyof OperationSize)[]) {
        if (shape[what] <= SHAPE_LIMITS[what]) continue;
        const message = `The operation has more than ${SHAPE_LIMITS[what]} ${WORDS[what]}. Ask in smaller pieces.`;
        context.reportError(new GraphQLError(message, { nodes: operation }));
      }
    },
  };
}

/** graphql-js has a depth rule of its own for introspection, whose full query is deeper than any of ours. */
const INTROSPECTION = new Set(['__schema', '__type']);

function measuring(context: ValidationContext): (selectionSet: SelectionSetNode) => OperationSize {
  const byFragment = new Map<FragmentDefinitionNode, OperationSize>();

  function selections(selectionSet: SelectionSetNode): OperationSize {
    const sum = nothing();
    for (const node of selectionSet.selections) add(sum, selection(node), node.directives?.length ?? 0);
    return sum;
  }

  function selection(node: SelectionNode): OperationSize {
    if (node.kind === Kind.FRAGMENT_SPREAD) return fragment(node.name.value);
    const below = node.selectionSet ? selections(node.selectionSet) : nothing();
    if (node.kind === Kind.INLINE_FRAGMENT) return below;
    return {
      ...below,
      depth: INTROSPECTION.has(node.name.value) ? 1 : below.depth + 1,
      fields: below.fields + 1,
      rootFields: 1,
      aliases: below.aliases + (node.alias ? 1 : 0),
    };
  }

  /**
   * Measures a fragment once, however often it is spread: fragments within fragments can stand for billions of fields.
   */
  function fragment(name: string): OperationSize {
    const definition = context.getFragment(name);
    if (!definition) return nothing();
    const known = byFragment.get(definition);
    if (known) return known;
    // Another rule reports a cycle; here it must only end.
    byFragment.set(definition, nothing());
    const shape = selections(definition.selectionSet);
    shape.directives += definition.directives?.length ?? 0;
    byFragment.set(definition, shape);
    return shape;
  }

  return selections;
}

const nothing = (): OperationSize => ({ depth: 0, fields: 0, rootFields: 0, aliases: 0, directives: 0 });

function add(sum: OperationSize, shape: OperationSize, directives: number): void {
  sum.depth = Math.max(sum.depth, shape.depth);
  sum.fields += shape.fields;
  sum.rootFields += shape.rootFields;
  sum.aliases += shape.aliases;
  sum.directives += shape.directives + directives;
}
