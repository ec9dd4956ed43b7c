/**
 * Makes the first operator of an empty installation. Whoever runs it writes three lines: their identity code, given
 * names and family name. Arguments would show these to everybody on the machine.
 *
 *   npm run -s operator -- first
 */
import { createInterface } from 'node:readline';
import { systemClock } from '@seteli/kit/clock';
import { ConfigError, readConfig } from '@seteli/kit/config';
import { openDatabase } from '@seteli/kit/database';
import { openLog } from '@seteli/kit/log';
import { openVault } from '@seteli/kit/vault';
import { stateFolder } from '@seteli/local/places';
import { basePort } from '@seteli/local/ports';
import { readSecrets } from '@seteli/local/secrets';
import { makeFirstOperator } from '../services/identity/src/commands/operator.ts';
import { settings } from '../services/identity/src/config.ts';
import { ownerUrls } from './operator.ts';

const OF_PERSONS = settings.pick({ PERSON_KEY: true, PERSON_INDEX_KEY: true, IDENTITY_CODES: true });

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

/** In development the keys of the system on this machine stand for those that the environment does not name. */
function readKeys() {
  const isDevelopment = process.env['NODE_ENV'] === 'development';
  const local = () => {
    const { person, personIndex } = readSecrets(stateFolder(basePort()));
    return { PERSON_KEY: person, PERSON_INDEX_KEY: personIndex };
  };
  try {
    return readConfig(OF_PERSONS, isDevelopment && !process.env['PERSON_KEY'] ? { ...process.env, ...local() } : process.env);
  } catch (fault) {
    if (fault instanceof ConfigError) fail(fault.message);
    throw fault;
  }
}

async function readLines(prompts: readonly string[]): Promise<string[]> {
  const lines = createInterface({ input: process.stdin, terminal: false })[Symbol.asyncIterator]();
  const read: string[] = [];
  for (const prompt of prompts) {
    // Prompts go to stderr: stdout holds only the outcome.
    if (process.stdin.isTTY) process.stderr.write(`${prompt}: `);
    const { value } = (await lines.next()) as IteratorResult<string, undefined>;
    const text = value?.trim();
    if (!text) fail(`Write three lines: ${prompts.join(', ').toLowerCase()}.`);
    read.push(text);
  }
  return read;
}

if (process.argv[2] !== 'first' || process.argv.length > 3) fail('Say: npm run -s operator -- first');
const { PERSON_KEY, PERSON_INDEX_KEY, IDENTITY_CODES } = readKeys();
const [identityUrl] = ownerUrls(['identity']);
const [identityCode, givenNames, familyName] = (await readLines(['Identity code', 'Given names', 'Family name'])) as [
  string,
  string,
  string,
];
const database = openDatabase({ url: identityUrl!, log: openLog('operator', 'error'), name: 'operator', max: 1 });
try {
  const vault = openVault({ keys: PERSON_KEY, indexKeys: PERSON_INDEX_KEY });
  const desk = { database, clock: systemClock, realTime: systemClock, vault, identityCodes: IDENTITY_CODES };
  const made = await makeFirstOperator(desk, { identityCode, givenNames, familyName });
  if (!made.accepted)
    fail(
      made.refusal.code === 'OPERATOR_EXISTS'
        ? 'There is an operator already. Only an installation without one gets one this way.'
        : `The identity code is none that this installation takes (IDENTITY_CODES=${IDENTITY_CODES}).`,
    );
  console.log(
    made.value.isNew
      ? 'You are the operator now. Sign in, open an organiser (openOrganiser), and invite its first administrator (inviteUser).'
      : 'You are the operator already. Nothing has changed.',
  );
} finally {
  await database.close();
}
