/**
 * Rows of operations about many things at once. The service judges each row for itself, so that one that cannot be read is refused alone; the gateway
 * package would refuse the call. What is no row is judged here, before any service is asked.
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

/** A validation rule: days, times and amounts that stand in the operation are such, except in rows. */
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

/** The variables without the rows that their type refuses; nothing when there are none. */
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

/** More are not told: each says the whole input again. */
const MOST_FAULTS = 5;

/** What is wrong with the variables, the first of it; nothing when they fit. */
export function faultsOf(schema: GraphQLSchema, operation: OperationDefinitionNode, given: Variables): readonly GraphQLError[] | undefined {
  const options = { maxErrors: MOST_FAULTS, hideSuggestions: true };
  const { errors } = getVariableValues(schema, operation.variableDefinitions ?? [], given, options);
  // The one after them says only that there are more.
  return errors?.slice(0, MOST_FAULTS);
}

/** What a service gets: the variables that the gateway package did not look at, as they were sent. */
export const asSent = (variables: Variables | undefined, given: Variables | undefined): Variables | undefined =>
  variables && given
    ? Object.fromEntries(Object.entries(variables).map(([name, value]) => [name, Object.hasOwn(given, name) ? given[name] : value]))
    : variables;
