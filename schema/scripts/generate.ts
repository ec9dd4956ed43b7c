/**
 * Makes what others read from the hand-written contracts: the supergraph, the types of each subgraph's arguments and
 * enums, and the JSON Schemas of events. The output is committed; a test makes it again and compares.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { composeServices } from '@apollo/composition';
import { buildSubgraphSchema } from '@apollo/subgraph';
import { codegen } from '@graphql-codegen/core';
import * as typescript from '@graphql-codegen/typescript';
import { parse } from 'graphql';
import { z } from 'zod';
import { bookingsEvents } from '../events/bookings.ts';
import { feedEvents, feedPayloadOf } from '../events/feed.ts';
import { identityEvents } from '../events/identity.ts';
import { SERVICES, type ServiceName } from '../events/listeners.ts';
import { registryEvents } from '../events/registry.ts';
import { settlementEvents } from '../events/settlement.ts';
import { vouchersEvents } from '../events/vouchers.ts';
import { subgraphSdl } from '../sdl.ts';
import { withoutCopies } from './shared-types.ts';

const root = path.dirname(import.meta.dirname);

export const ALL_EVENTS = [...identityEvents, ...registryEvents, ...vouchersEvents, ...bookingsEvents, ...settlementEvents, ...feedEvents];

export function composeSupergraph(): string {
  const composed = composeServices(
    SERVICES.map((name) => ({ name, url: `http://${name}.seteli.invalid/graphql`, typeDefs: parse(subgraphSdl(name)) })),
  );
  if (composed.errors) throw new Error(composed.errors.map(({ message }) => message).join('\n'));
  return composed.supergraphSdl;
}

const SCALARS = {
  ID: 'string',
  Euro: 'bigint',
  Date: 'Temporal.PlainDate',
  DateTime: 'Temporal.Instant',
  Month: 'Temporal.PlainYearMonth',
};

const typesOf = (service: ServiceName): Promise<string> =>
  codegen({
    filename: `${service}.ts`,
    schema: parse(subgraphSdl(service)),
    schemaAst: buildSubgraphSchema([{ typeDefs: parse(subgraphSdl(service)) }]),
    documents: [],
    config: {
      scalars: SCALARS,
      // Federation's own scalars, which no resolver touches.
      defaultScalarType: 'unknown',
      enumsAsTypes: true,
      // An argument with a default always arrives.
      avoidOptionals: { field: false, object: false, inputValue: false, defaultValue: true },
      skipTypename: true,
      inputMaybeValue: 'T | null | undefined',
    },
    plugins: [{ typescript: {} }],
    pluginMap: { typescript },
  });

/** The types of each subgraph, and those that all of them share, by file. */
async function generatedTypes(): Promise<Map<string, string>> {
  const codeOf = new Map<ServiceName, string>();
  for (const service of SERVICES) codeOf.set(service, await typesOf(service));
  return withoutCopies(codeOf);
}

export const jsonSchemas = (): string =>
  `${JSON.stringify(
    Object.fromEntries(
      ALL_EVENTS.map(({ type, meaning, data }) => [
        type,
        { description: meaning, ...z.toJSONSchema(data, { io: 'input', unrepresentable: 'any' }) },
      ]),
    ),
    null,
    2,
  )}\n`;

/** For municipalities: the complete schema of the payload of a feed's item. */
export const feedSchema = (): string => {
  const payloads = feedEvents.map((contract) =>
    z.toJSONSchema(feedPayloadOf<z.ZodType>(contract), { io: 'input', unrepresentable: 'any' }),
  );
  const about = {
    title: 'Payload of an item of the settlement feed',
    description: 'One of these CloudEvents (JSON). Later versions may add fields.',
  };
  const { $schema } = payloads[0]!;
  const oneOf = payloads.map(({ $schema: _, ...payload }) => payload);
  return `${JSON.stringify({ $schema, ...about, oneOf }, null, 2)}\n`;
};

export async function generateAll(): Promise<Map<string, string>> {
  const files = new Map([
    ['supergraph.graphql', `${composeSupergraph()}\n`],
    ['generated/events.schema.json', jsonSchemas()],
    ['generated/feed.schema.json', feedSchema()],
  ]);
  for (const [name, code] of await generatedTypes()) files.set(`generated/${name}.ts`, code);
  return files;
}

export async function writeAll(): Promise<void> {
  mkdirSync(path.join(root, 'generated'), { recursive: true });
  for (const [file, content] of await generateAll()) writeFileSync(path.join(root, file), content);
}

if (import.meta.main) await writeAll();
