/**
 * A subgraph knows whom it serves: log lines have the trace of their request, and the sender gets answers in their
 * language.
 */
import type { GraphQLError } from 'graphql';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startThings, type Things } from './things.ts';

let things: Things;
beforeAll(async () => {
  things = await startThings();
});
afterAll(() => things.stop());

// Mercurius interprets a query the first time, and runs it compiled from the second on.
describe.each(['interpreted', 'compiled'])('when the query is %s', () => {
  test('every log line of a request has its trace, also when the request has a body', async () => {
    things.logged.length = 0;
    const query = { query: 'query($how: String!) { fails(how: $how) }', variables: { how: 'database' } };
    const headers = { authorization: `Bearer ${things.token}` };
    await Promise.all(['00-1', '00-2'].map((traceparent) => things.post(query, { ...headers, traceparent })));
    await things.post(query);
    expect(things.logged.map((line) => JSON.parse(line).traceparent).toSorted()).toEqual(['00-1', '00-2', undefined]);
  });

  test.each([
    ['fi', '"at": Anna vuosien 1900–2199 aika'],
    ['sv', '"at": Ge en tid av åren 1900–2199'],
  ])('a caller who reads %s reads in it which variable is malformed', async (language, words) => {
    const query = 'query ($at: DateTime) { euros(amount: "1.00", amounts: { euros: "1.00", at: $at }) }';
    const headers = { authorization: `Bearer ${things.token}`, 'accept-language': language };
    const { errors } = (await things.post({ query, variables: { at: 'tomorrow' } }, headers)).json();
    expect(errors).toMatchObject([{ message: expect.stringContaining(words), extensions: { code: 'BAD_USER_INPUT' } }]);
  });

  test.each([
    ['fi', 'Ei näin.', 'Jokin meni vikaan.'],
    ['sv-FI, en;q=0.5', 'Inte så här.', 'Något gick fel.'],
    ['de', 'Not like this.', 'Something went wrong.'],
  ])('a caller who reads %s reads in it what they gave wrongly, and that we failed', async (language, wrong, masked) => {
    const query = '{ input: fails(how: "badInput") fault: fails(how: "own") }';
    const { errors } = (await things.post({ query }, { authorization: `Bearer ${things.token}`, 'accept-language': language })).json();
    expect(errors.map(({ path, message }: GraphQLError) => [path![0], message])).toEqual(
      expect.arrayContaining([
        ['input', wrong],
        ['fault', masked],
      ]),
    );
  });
});
