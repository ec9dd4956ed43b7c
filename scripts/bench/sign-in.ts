/**
 * How long people wait at the door: from the click on "sign in" to the first answer, with the whole way over the
 * provider and back, and then for each answer about themselves.
 */
import { getToken } from '@seteli/local/get-token';
import type { PersonaKey } from '@seteli/local/personas';
import { atMost, check, percentile, type Measurement } from './figure.ts';
import type { Stage } from './stage.ts';

/** A client, and people with a choice of one organisation. */
const PEOPLE: readonly PersonaKey[] = ['aku', 'recorder', 'granter', 'checker', 'provider-admin'];
const ROUNDS = 10;
const ANSWERS = 400;
const REPETITIONS = 4;
const WARM_UP = 50;

const ME =
  '{ me { user { id roles teams { id } } organisation { kind id name } person { givenNames familyName } choices { organisation { id name } } } }';

async function askMe(url: string, token: string): Promise<number> {
  const begun = performance.now();
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query: ME }),
  });
  const { data, errors } = (await response.json()) as { data?: { me: { user: { id: string } } }; errors?: unknown[] };
  if (errors || !data?.me.user.id) throw new Error(`me was answered: ${JSON.stringify(errors)}`);
  return performance.now() - begun;
}

export async function measureSignIn({ gateway: { url }, quick }: Stage): Promise<Measurement> {
  const waits: number[] = [];
  for (let round = 0; round < (quick ? 1 : ROUNDS); round++)
    for (const persona of PEOPLE) {
      const begun = performance.now();
      await askMe(url, await getToken(url, persona));
      waits.push(performance.now() - begun);
    }
  const token = await getToken(url, 'recorder');
  for (let answer = 0; answer < WARM_UP; answer++) await askMe(url, token);
  const p95: number[] = [];
  for (let repetition = 0; repetition < (quick ? 1 : REPETITIONS); repetition++) {
    const answers: number[] = [];
    for (let answer = 0; answer < ANSWERS; answer++) answers.push(await askMe(url, token));
    p95.push(percentile(answers, 0.95));
  }
  return {
    figures: [
      { name: 'sign-in to first answer', unit: 'ms', target: atMost(1_000), values: waits },
      { name: 'sign-in to first answer, p95', unit: 'ms', target: atMost(1_000), values: [percentile(waits, 0.95)] },
      { name: 'me, p95', unit: 'ms', target: atMost(15), values: p95 },
    ],
    checks: [check('sign-ins', waits.length, PEOPLE.length * (quick ? 1 : ROUNDS))],
  };
}
