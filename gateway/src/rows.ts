/**
 * Rows of operations over many things. The service judges each row alone and refuses an unreadable one alone; the
 * gateway package would refuse the whole call. Everything else is judged here, before the gateway asks any service.
 */
import {
  coerceInputValue,
  getNamedType,
  getNullableType,
  getVariableValues,
  GraphQLError,
  isInputObjectType,
  isInputType,
  isListType,
  typeFromAST,
  type ASTVisitor,
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
} from 'graphql';
import { scalars } from '@seteli/kit/scalars';

export type RowNames = ReadonlySet<string>;
export type Variables = Readonly<Record<string, unknown>>;

/** A validation rule: days, times and amounts in the operation's text are well-formed. It skips rows. */
export const scalarLiterals =
  (rows: RowNames): ValidationRule =>
  (context: ValidationContext): ASTVisitor => {
    let openRows = 0;
    const isRow = () => {
      const type = context.getInputType();
      return type != null && rows.has(getNamedType(type).name);
    };
    const check = (node: ValueNode) => {
      const type = openRows === 0 ? context.getInputType() : undefined;
      const scalar = type && (scalars as Readonly<Record<string, (typeof scalars)[keyof typeof scalars]>>)[getNamedType(type).name];
      if (!scalar) return;
      try {
        scalar.parseLiteral(node);
      } catch (fault) {
        if (!(fault instanceof GraphQLError)) throw fault;
        const { sentences } = fault.extensions;
        context.reportError(new GraphQLError(fault.message, { nodes: node, extensions: { sentences } }));
      }
    };
    return {
      ObjectValue: {
        enter(node) {
          if (isRow()) openRows++;
          else check(node);
        },
        leave() {
          if (isRow()) openRows--;
        },
      },
      StringValue: check,
      IntValue: check,
      FloatValue: check,
      BooleanValue: check,
      EnumValue: check,
    };
  };

/** The variables without the rows that their type refuses; `undefined` when there are no such rows. */
export function withoutUnreadRows(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Variables, rows: RowNames) {
  let left = 0;
  const readable = (type: GraphQLInputType, value: unknown): unknown => {
    const bare = getNullableType(type);
    if (isListType(bare)) {
      if (!Array.isArray(value) || !rows.has(getNamedType(bare).name)) return value;
      const kept = value.filter((row) => row == null || fits(bare.ofType, row));
      left += value.length - kept.length;
      return kept;
    }
    if (!isInputObjectType(bare) || rows.has(bare.name) || typeof value !== 'object' || value === null) return value;
    const fields = bare.getFields();
    return Object.fromEntries(
      Object.entries(value).map(([name, each]) => [name, Object.hasOwn(fields, name) ? readable(fields[name]!.type, each) : each]),
    );
  };
  const variables = { ...given };
  for (const { variable, type } of operation.variableDefinitions ?? []) {
    const name = variable.name.value;
    const known = typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]);
    if (isInputType(known) && Object.hasOwn(given, name)) variables[name] = readable(known, given[name]);
  }
  return left > 0 ? variables : undefined;
}

/** Ends at the first fault: a row may have thousands. */
function fits(type: GraphQLInputType, value: unknown): boolean {
  try {
    coerceInputValue(
      value,
      type,
      () => {
        throw UNFIT;
      },
      true,
    );
    return true;
  } catch (fault) {
    if (fault !== UNFIT) throw fault;
    return false;
  }
}

const UNFIT = new Error('a row that its type refuses');

/** The caller gets no more: each fault repeats the whole input. */
const MOST_FAULTS = 5;

/** The first faults of the variables; `undefined` when they fit. */
export function faultsOf(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Variables): readonly GraphQLError[] | undefined {
  const options = { maxErrors: MOST_FAULTS, hideSuggestions: true };
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, options);
  // The error after these says only that there are more.
  return errors?.slice(0, MOST_FAULTS);
}

/** What a service gets: the variables that the gateway package did not see, as the caller sent them. */
export const asSent = (variables: Variables | undefined, given: Variables | undefined): Variables | undefined =>
  variables && given
    ? Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, Object.hasOwn(given, name) ? given[name] : value]))
    : variables;
