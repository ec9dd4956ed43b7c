/**
 * Production as operators run it: a separate step migrates, then the program runs with production settings and nothing
 * else, over real servers.
 */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { natsUrl } from '@seteli/testing/broker';
import { TEST_PASSWORDS } from '@seteli/testing/servers';
import { REPOSITORY } from '@seteli/local/places';
import { productionExample } from '@seteli/testing/production-example';
import { builtMain } from '@seteli/local/programs';
import { createServiceDatabase, type DatabaseUrls } from '@seteli/local/service-database';
import { beforeAll, describe, expect, inject, onTestFinished, test } from 'vitest';

type Ended = { code: number | null; output: string };
type Env = Record<string, string>;

/** Runs it to its end. Nothing of our own environment reaches it, not even NODE_ENV. */
async function run(file: string, args: readonly string[], env: Env): Promise<Ended> {
  const child = spawn(process.execPath, [file, ...args], { env: { PATH: process.env.PATH!, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  const code = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const [out, errors] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, output: out + errors };
}
const migrate = (...args: Parameters<typeof run> extends [string, ...infer Rest] ? Rest : never) =>
  run(path.join(REPOSITORY, 'scripts/migrate.ts'), ...args);

/** Starts it, and answers its address when it says that it is ready. */
async function start(env: Env): Promise<string> {
  const child = spawn(process.execPath, [await builtMain('identity')], {
    env: { PATH: process.env.PATH!, ...env },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = text(child.stderr!);
  const ready = new Promise<string>((resolve) => child.once('message', (message) => resolve((message as { url: string }).url)));
  const ended = new Promise<never>((_, reject) => child.once('exit', () => void said.then((words) => reject(new Error(words)))));
  return await Promise.race([ready, ended]);
}

let database: DatabaseUrls;
let env: Env;

beforeAll(async () => {
  const name = `identity_production_${process.pid}_${performance.now().toFixed(0)}`;
  database = await createServiceDatabase(inject('seteliServers').adminUrl, 'identity', name, TEST_PASSWORDS);
  env = {
    ...productionExample('identity'),
    PORT: '0',
    DATABASE_URL: database.url,
    NATS_URL: natsUrl('identity').replace('nats:', 'unencrypted:'),
  };
});

describe('identity in production', () => {
  test('does not start over an unmigrated database, and says so in one line', async () => {
    const { code, output } = await run(await builtMain('identity'), [], env);
    expect({ code, output }).toEqual({
      code: 1,
      output: expect.stringMatching(
        /^The database of identity is not migrated: .* Run scripts\/migrate\.ts identity, then start it again\.\n$/,
      ),
    });
  });

  test('is migrated by the holder of the owner’s address, any number of times, and starts without it', async () => {
    expect(await migrate(['identity'], {})).toEqual({
      code: 1,
      output: expect.stringContaining('DATABASE_OWNER_URL_IDENTITY: must be set in production.'),
    });
    const owner = { DATABASE_OWNER_URL_IDENTITY: database.ownerUrl };
    const runs = await Promise.all([migrate(['identity'], owner), migrate(['identity'], owner)]);
    expect(runs).toEqual(Array.from({ length: 2 }, () => ({ code: 0, output: 'Migrated: identity.\n' })));

    const url = await start(env);
    expect(await fetch(`${url}/health/ready`)).toMatchObject({ status: 200 });
    const started = await fetch(`${url}/sign-in/start`, { redirect: 'manual' });
    expect(started.status).not.toBe(404);
  });
});

describe.concurrent('a script for development', () => {
  test.each([['scripts/start.ts'], ['scripts/seed.ts'], ['scripts/demo.ts'], ['scripts/token.ts', 'aku'], ['infra/local/sign-in.ts']])(
    '%s does nothing in production',
    async (file, ...args) => {
      const { code, output } = await run(path.join(REPOSITORY, file), args, { SETELI_HOME: '/nowhere', NODE_ENV: 'Development' });
      expect(output).toContain('never in production');
      expect(code).toBe(1);
    },
  );
});
