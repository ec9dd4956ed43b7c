/** `npm start`: runs a whole system until somebody stops it. infra/local/system.ts says what a system is. */
import path from 'node:path';
import { ConfigError } from '@seteli/kit/config';
import { PERSONAS } from '@seteli/local/personas';
import { parseArgs } from 'node:util';
import { REPOSITORY, stateFolder } from '@seteli/local/places';
import { basePort } from '@seteli/local/ports';
import { seedOnce } from '@seteli/local/seeding';
import { startSystem, type System, type SystemEvent } from '@seteli/local/system';
import { installHooks } from './hooks.ts';

const startedAt = performance.now();
const stopping = new AbortController();
let system: System | undefined;

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { fresh: { type: 'boolean', default: false } } });
  const port = basePort();
  const home = stateFolder(port);
  if (installHooks(REPOSITORY)) console.log('From now on git checks commit messages with scripts/hooks (docs/style.md).');
  system = await startSystem({ home, basePort: port, fresh: values.fresh, onEvent: print, signal: stopping.signal });
  const seeded = await seedOnce(system, stopping.signal);
  if (seeded === 'seeded') console.log('The demonstration data is in place.');
  console.log(await welcome(system));
}

async function welcome({ url, home, ports }: System): Promise<string> {
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  return [
    '',
    `  In a browser   ${url}`,
    `  GraphQL        ${url}/graphql`,
    `  Sign-in        http://127.0.0.1:${ports['sign-in']}   (plays Suomi.fi)`,
    `  Registers      http://127.0.0.1:${ports.registers}   (play VTJ, YTJ and others; show the messages that were sent)`,
    `  State, logs    ${home}, ${path.join(home, 'logs')}`,
    `  Test persons   npm run -s token -- <one of them> prints an access token:`,
    ...inLines(Object.keys(PERSONAS)).map((line) => `                 ${line}`),
    '',
    `Ready in ${seconds} s. Ctrl-C stops it, npm start -- --fresh starts over.`,
    `Seteli is ready at ${url}/graphql`,
  ].join('\n');
}

/** Breaks words into lines that fit a terminal. */
function inLines(words: readonly string[]): string[] {
  const lines = [''];
  for (const word of words) {
    if (lines.at(-1)!.length + word.length > 90) lines.push('');
    lines.push(`${lines.pop()}${word} `);
  }
  return lines;
}

function print(event: SystemEvent): void {
  if (event.kind === 'ready') console.log(`${event.name} is ready (${event.tookMs} ms, process ${event.pid})`);
  if (event.kind === 'warning') console.log(`[${event.name}] ${event.line}`);
  if (event.kind === 'missing') console.log(`${event.name} is left out: there is no ${event.file}`);
  if (event.kind === 'failed') console.log(`${event.name} does not start: ${messageOf(event.fault)}\nAgain in ${event.restartInMs} ms.`);
  if (event.kind === 'died')
    console.log(
      `${event.name} (process ${event.pid}) ended: ${event.exit.signal ?? `code ${event.exit.code}`}. Again in ${event.restartInMs} ms.`,
    );
}

const messageOf = (fault: unknown): string => (fault instanceof Error ? fault.message : String(fault));

let ended = false;
async function end(why: string, code: number): Promise<void> {
  if (ended) return;
  ended = true;
  if (code === 0) console.log(`Stopping (${why}) …`);
  const from = performance.now();
  stopping.abort(new Error(why));
  await system?.stop();
  await running;
  if (code === 0) console.log(`Stopped in ${Math.round(performance.now() - from)} ms.`);
  process.exit(code);
}

// A closed terminal takes no more output; that must not keep us from stopping in order.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end(signal, 0));
// When the parent is gone, nobody is left who could stop us.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && void end('the process that started it is gone', 0), 500);

const running = main().catch((fault: unknown) => {
  if (ended) return;
  console.error(`\nSeteli did not start: ${messageOf(fault)}`);
  const cause = fault instanceof Error ? fault.cause : undefined;
  if (cause) console.error(`Because: ${messageOf(cause)}`);
  if (fault instanceof ConfigError) console.error('To delete all data and begin anew: npm start -- --fresh');
  void end('it could not start', 1);
});
