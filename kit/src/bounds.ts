/**
 * The bounds of inputs, which the SDL states as `@constraint`. They give the sentence in the description, and the
 * reader that checks and tidies each argument before its resolver.
 */
import {
  coerceInputValue,
  defaultFieldResolver,
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isListType,
  isObjectType,
  valueFromASTUntyped,
  visit,
  type DocumentNode,
  type GraphQLArgument,
  type GraphQLInputField,
  type GraphQLInputObjectType,
  type GraphQLInputType,
  type GraphQLSchema,
  type InputValueDefinitionNode,
  type StringValueNode,
} from 'graphql';
import { badInput, sentencesOf } from './errors.ts';
import { boundIn, outside, type Bound } from './bound-words.ts';
import { fillIn, inEach, say, type Sentences } from './language.ts';
import { holdsRows, UnreadRow, type RowTypes } from './rows.ts';
import { brief, isSeen, tidyText, unfitIn } from './text.ts';

/** Bounds that a type implies: an id is a UUID, and a text has something to see. */
const BY_TYPE: Readonly<Record<string, Bound>> = { ID: { maxLength: 36 }, String: { minLength: 1 } };

/** Bounds that a name implies: pages, keys, versions and preview ids need no `@constraint`. */
const BY_NAME: Readonly<Record<string, Bound>> = {
  first: { min: 1, max: 200 },
  skip: { min: 0, max: 1_000_000 },
  after: { minLength: 0, maxLength: 2_000 },
  idempotencyKey: { maxLength: 255 },
  previewId: { maxLength: 64 },
  expectedVersion: { min: 1, max: 1_000_000_000 },
};

/** How many entities a subgraph answers at a time. */
export const REPRESENTATIONS_MAX = 20_000;

/** The bound at a place: its `@constraint` overrides what its name implies. */
function saidOf({ name, directives }: InputValueDefinitionNode): Bound {
  const written = directives?.find((directive) => directive.name.value === 'constraint')?.arguments ?? [];
  return {
    ...BY_NAME[name.value],
    ...Object.fromEntries(written.map((argument) => [argument.name.value, valueFromASTUntyped(argument.value)])),
  };
}

/** The bound of an argument or input field: what its place says overrides what the type implies. */
export function boundOf({ type, astNode }: GraphQLArgument | GraphQLInputField): Bound {
  const named = getNamedType(type);
  const items = isEnumType(named) && isListType(getNullableType(type)) ? { maxItems: named.getValues().length } : {};
  return { ...BY_TYPE[named.name], ...items, ...(astNode && saidOf(astNode)) };
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** Adds the bounds to the SDL's descriptions, so that number and sentence cannot differ. */
export const describeBounds = (document: DocumentNode): DocumentNode =>
  visit(document, {
    InputValueDefinition(node): InputValueDefinitionNode | undefined {
      const words = capital(boundIn('EN', saidOf(node)));
      if (!words) return undefined;
      const before = node.description?.value;
      const description: StringValueNode = {
        kind: 'StringValue' as StringValueNode['kind'],
        value: before ? `${before} ${words}.` : `${words}.`,
      };
      return { ...node, description };
    },
  });

/** A value that does not fit. It collects its place on the way up, so a value that fits costs nothing. */
class Unfit extends Error {
  place = '';
  readonly sentences: Sentences;
  /** The sentences stand alone, instead of continuing the place. */
  readonly areWhole: boolean;

  constructor(sentences: Sentences, areWhole = false) {
    super(sentences.EN);
    this.sentences = sentences;
    this.areWhole = areWhole;
  }

  at(step: string): this {
    this.place = step + (this.place.startsWith('[') || this.place === '' ? '' : '.') + this.place;
    return this;
  }
}

const HOLDS = say(
  'sisältää merkin {unfit}, jota tekstissä ei voi olla',
  'innehåller tecknet {unfit}, som ingen text får ha',
  'holds the character {unfit}, which no text may hold',
);
const EMPTY = say('on tyhjä', 'är tomt', 'is empty');
const STRANGE_ID = say(
  'sisältää merkin, jota tunnisteessa ei voi olla',
  'innehåller ett tecken som ingen identifierare får ha',
  'holds a character that no id may hold',
);

const inWordsOf = ({ place, sentences, areWhole }: Unfit): Sentences =>
  inEach((language) => (areWhole ? (place ? `"${place}": ` : '') + brief(sentences[language]) : `"${place}" ${sentences[language]}.`));

type ReadValue = (value: unknown) => unknown;

const inBounds = (fits: boolean, bound: Bound): void => {
  if (!fits) throw new Unfit(outside(bound));
};

/** Counts characters as people do. It skips the exact count where the length alone decides. */
const isLonger = (text: string, most: number): boolean => text.length > most && (text.length > 2 * most || [...text].length > most);

function textReader({ minLength = 0, maxLength = Infinity, lines = false }: Bound): ReadValue {
  return (value) => {
    const text = tidyText(value as string);
    inBounds(!isLonger(text, maxLength), { maxLength });
    const unfit = unfitIn(text, { mayHaveLines: lines });
    if (unfit) throw new Unfit(fillIn(HOLDS, { unfit }));
    if (minLength > 0 && !isSeen(text)) throw new Unfit(EMPTY);
    return text;
  };
}

/** Readers do not tidy an id. */
function idReader({ maxLength = Infinity }: Bound): ReadValue {
  return (value) => {
    inBounds((value as string).length <= maxLength, { maxLength });
    if (unfitIn(value as string, { mayHaveLines: false })) throw new Unfit(STRANGE_ID);
    return value;
  };
}

function numberReader({ min = -Infinity, max = Infinity, refusal }: Bound): ReadValue | undefined {
  if (refusal) return undefined;
  return (value) => {
    inBounds(min <= (value as number) && (value as number) <= max, { min, max });
    return value;
  };
}

function listReader({ minItems = 0, maxItems = Infinity }: Bound, each: ReadValue | undefined): ReadValue {
  return (value) => {
    const list = value as readonly unknown[];
    inBounds(minItems <= list.length && list.length <= maxItems, { minItems, maxItems });
    if (!each) return list;
    let kept: unknown[] | undefined;
    let index = 0;
    try {
      for (; index < list.length; index++) {
        const given = list[index];
        const read = given == null ? given : each(given);
        if (read !== given) (kept ??= [...list])[index] = read;
      }
    } catch (fault) {
      throw fault instanceof Unfit ? fault.at(`[${index}]`) : fault;
    }
    return kept ?? list;
  };
}

type Fields = Readonly<Record<string, unknown>>;

function fieldsReader(readers: readonly (readonly [name: string, read: ReadValue])[]): ReadValue {
  return (value) => {
    const fields = value as Fields;
    let kept: Record<string, unknown> | undefined;
    for (const [name, read] of readers) {
      const given = fields[name];
      if (given == null) continue;
      try {
        const fit = read(given);
        if (fit !== given) (kept ??= { ...fields })[name] = fit;
      } catch (fault) {
        throw fault instanceof Unfit ? fault.at(name) : fault;
      }
    }
    return kept ?? fields;
  };
}

const READERS: Readonly<Record<string, (bound: Bound) => ReadValue | undefined>> = { String: textReader, ID: idReader, Int: numberReader };

type Inputs = readonly (GraphQLArgument | GraphQLInputField)[];

/** Reads a row by its type. The executable schema lets any row through to here. */
const rowReader =
  (type: GraphQLInputObjectType, read: ReadValue): ReadValue =>
  (value) =>
    read(
      coerceInputValue(
        value,
        type,
        (path, _, fault) => {
          throw path.reduceRight<Unfit>(
            (unfit, step) => unfit.at(typeof step === 'number' ? `[${step}]` : step),
            new Unfit(sentencesOf(fault), true),
          );
        },
        true,
      ),
    );

/** A row that does not fit becomes an `UnreadRow` in the list. */
const eachForItself =
  (read: ReadValue): ReadValue =>
  (value) => {
    try {
      return read(value);
    } catch (fault) {
      if (!(fault instanceof Unfit)) throw fault;
      return new UnreadRow(fault.place.split(/[.[\]]+/).filter(Boolean), inWordsOf(fault), value);
    }
  };

/** The readers of one schema. Each input's reader is made once. */
class Readers {
  readonly rows: RowTypes;
  private readonly inputs = new Map<GraphQLInputObjectType, ReadValue>();

  constructor(rows: RowTypes) {
    this.rows = rows;
  }

  of(inputs: Inputs): (readonly [name: string, read: ReadValue])[] {
    return inputs.flatMap((input) => {
      const read = this.ofType(input.type, boundOf(input), input.astNode != null && holdsRows(input.astNode));
      return read ? [[input.name, read] as const] : [];
    });
  }

  ofInput(type: GraphQLInputObjectType): ReadValue {
    // No input contains itself, since graphql-jit would never finish with one.
    const read = this.inputs.get(type) ?? fieldsReader(this.of(Object.values(type.getFields())));
    this.inputs.set(type, read);
    return read;
  }

  private ofType(type: GraphQLInputType, bound: Bound, hasRows = false): ReadValue | undefined {
    const bare = getNullableType(type);
    if (isListType(bare)) {
      const each = this.ofType(bare.ofType, bound);
      return listReader(bound, each && hasRows ? eachForItself(each) : each);
    }
    const row = this.rows.get(bare.name);
    if (row) return rowReader(row, this.ofInput(row));
    return isInputObjectType(bare) ? this.ofInput(bare) : READERS[bare.name]?.(bound);
  }
}

const readersOfSchemas = new WeakMap<GraphQLSchema, Readers>();

function readersOf(schema: GraphQLSchema, rows: RowTypes = new Map()): Readers {
  const readers = readersOfSchemas.get(schema) ?? new Readers(rows);
  readersOfSchemas.set(schema, readers);
  return readers;
}

/** Reads an input that is no argument, such as a line of a table. */
export function inputReader<Input>(schema: GraphQLSchema, name: string): (value: Input) => Input {
  const readers = readersOf(schema);
  const type = readers.rows.get(name) ?? schema.getType(name);
  if (!isInputObjectType(type)) throw new Error(`${name} is no input`);
  const read = readers.ofInput(type);
  return (value) => inTheirTerms(read, value as Fields) as Input;
}

const id = idReader(BY_TYPE.ID!);
const representations = listReader(
  { maxItems: REPRESENTATIONS_MAX },
  fieldsReader([['id', (value) => (typeof value === 'string' ? id(value) : value)]]),
);

/** Makes every field read its arguments by their bounds before its resolver, however it is executed. */
export function boundArguments(schema: GraphQLSchema, rows: RowTypes = new Map()): GraphQLSchema {
  const readers = readersOf(schema, rows);
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('__')) continue;
    for (const field of Object.values(type.getFields())) {
      const isEntities = type === schema.getQueryType() && field.name === '_entities';
      const ofArguments = isEntities ? [['representations', representations] as const] : readers.of(field.args);
      if (ofArguments.length === 0) continue;
      const read = fieldsReader(ofArguments);
      const resolve = field.resolve ?? defaultFieldResolver;
      field.resolve = (source, args, context, info) => resolve(source, inTheirTerms(read, args), context, info);
    }
  }
  return schema;
}

function inTheirTerms(read: ReadValue, args: Fields): Fields {
  try {
    return read(args) as Fields;
  } catch (fault) {
    if (!(fault instanceof Unfit)) throw fault;
    throw badInput(inWordsOf(fault));
  }
}
