/** What leaves the gateway of a fault, and what its log says of it. */
import { GraphQLError } from 'graphql';
import { newId } from '@seteli/kit/ids';
import { say } from '@seteli/kit/language';
import { openLog } from '@seteli/kit/log';
import { serving } from '@seteli/kit/request';
import { expect, test } from 'vitest';
import { badInput, createErrorMask, unavailable } from './errors.ts';

const logged: string[] = [];
const mask = createErrorMask(openLog('gateway', 'info', { write: (line: string) => void logged.push(line) }));

function masked(fault: GraphQLError) {
  logged.length = 0;
  const error = mask(fault.toJSON(), fault);
  return { error, lines: logged.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

const ofSubgraph = (extensions: object) => new GraphQLError('no', { extensions: { serviceName: 'bookings', ...extensions } });

test.each([
  ['a fault of its own', unavailable(new Error('secret'))],
  ['a subgraph that does not answer', ofSubgraph({ code: 'SUBGRAPH_UNAVAILABLE' })],
  ['a subgraph that names no id', ofSubgraph({ code: 'INTERNAL' })],
  ['a subgraph that names none of our ids', ofSubgraph({ code: 'INTERNAL', errorId: '<script>' })],
])('a caller learns only an id of %s, and the log has it with the trace', (_, fault) => {
  const { error, lines } = serving({ traceparent: '00-5' }, () => masked(fault));
  expect(error).toEqual({ message: 'Something went wrong.', extensions: { code: 'INTERNAL', errorId: expect.any(String) } });
  expect(lines).toMatchObject([{ errorId: error.extensions!.errorId, traceparent: '00-5' }]);
});

test('the id of a fault that a subgraph has logged goes on to the caller', () => {
  const errorId = newId();
  const { error, lines } = masked(ofSubgraph({ code: 'INTERNAL', errorId }));
  expect([error.extensions, lines]).toEqual([{ code: 'INTERNAL', errorId }, []]);
});

test('public words come in the wanted language, and carry nothing but their code', () => {
  const { error } = serving({ language: 'SV' }, () => masked(badInput(say('ei', 'nej', 'no'))));
  expect(error).toEqual({ message: 'nej', extensions: { code: 'BAD_USER_INPUT' } });
});
