/** Integrators find every element of the graph described, with the same words in every subgraph. */
import { composeServices } from '@apollo/composition';
import { parse, visit } from 'graphql';
import { describe, expect, it } from 'vitest';
import { SERVICES } from '../events/listeners.ts';
import { describedSdl, subgraphSdl } from '../sdl.ts';

const DESCRIBED: ReadonlySet<string> = new Set([
  'ObjectTypeDefinition',
  'InputObjectTypeDefinition',
  'EnumTypeDefinition',
  'ScalarTypeDefinition',
  'DirectiveDefinition',
  'FieldDefinition',
  'InputValueDefinition',
  'EnumValueDefinition',
]);

const nameOf = (node: unknown): string[] => {
  const { name } = node as { readonly name?: { readonly value: string } };
  return name ? [name.value] : [];
};

describe.each(SERVICES)('the SDL of %s', (service) => {
  it('describes every type, field, argument, input field and enum value', () => {
    let described = 0;
    const silent: string[] = [];
    visit(describedSdl(service), {
      enter(node, _key, _parent, _path, ancestors) {
        if (!DESCRIBED.has(node.kind)) return;
        if ('description' in node && node.description?.value.trim()) described++;
        else silent.push([...ancestors.flatMap(nameOf), ...nameOf(node)].join('.'));
      },
    });
    expect(silent).toEqual([]);
    expect(described).toBeGreaterThan(300);
  });
});

it('all subgraphs describe a shared element alike', () => {
  const composed = composeServices(SERVICES.map((name) => ({ name, url: '', typeDefs: parse(subgraphSdl(name)) })));
  const different = (composed.hints ?? []).filter(({ definition }) => definition.code === 'INCONSISTENT_DESCRIPTION');
  expect(different.map(({ message }) => message)).toEqual([]);
});
