/** The operations of our own clients are valid in the schema, so a change that breaks a screen fails here. */
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { parse, specifiedRules, validate } from 'graphql';
import { expect, it } from 'vitest';
import { SERVICES } from '../events/listeners.ts';
import { ownOperations } from '../operations.ts';
import { subgraphSdl } from '../sdl.ts';

const composed = composeServices(SERVICES.map((name) => ({ name, url: '', typeDefs: parse(subgraphSdl(name)) })));
const api = composed.schema!.toAPISchema().toGraphQLJSSchema();

it('each file has one operation with a name of its own, and a word about what it is for', () => {
  const files = readdirSync(path.join(import.meta.dirname, '..', 'operations'));
  expect(ownOperations().size).toBe(files.length);
  for (const [name, text] of ownOperations()) {
    expect(parse(text).definitions.map((each) => 'name' in each && each.name?.value)).toEqual([name]);
    expect(text, name).toMatch(/^# \S/);
  }
});

it.each([...ownOperations()])('%s is valid', (_, text) => {
  expect(validate(api, parse(text), specifiedRules).map(({ message }) => message)).toEqual([]);
});
