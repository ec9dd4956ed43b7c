/**
 * `npm run -s token -- <persona>`: signs a test person in to the running system and prints nothing but the access
 * token.
 */
import { requireDevelopment } from '@seteli/local/development';
import { getToken } from '@seteli/local/get-token';
import { isPersonaKey, PERSONAS } from '@seteli/local/personas';
import { basePort, HOST } from '@seteli/local/ports';

function fail(message: string): never {
  console.error(message);
  process.exit(1);
}

const [key = ''] = process.argv.slice(2);
if (!isPersonaKey(key))
  fail(`${key ? `There is no persona "${key}".` : 'Say who signs in.'} Choose one of:\n  ${Object.keys(PERSONAS).join('\n  ')}`);

const url = `http://${HOST}:${basePort()}`;
try {
  requireDevelopment('A test person');
  console.log(await getToken(url, key));
} catch (fault) {
  const cause = fault instanceof Error && fault.cause instanceof Error ? ` (${fault.cause.message})` : '';
  fail(`No token from ${url}: ${fault instanceof Error ? fault.message : String(fault)}${cause}`);
}
