/** The command by which an operator checks the access logs says what it checked, and ends with 1 at a fault. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { keepAccess } from '@seteli/kit/access';
import { sealing } from '@seteli/kit/access-chain';
import { openDatabase } from '@seteli/kit/database';
import { SERVICE } from '@seteli/kit/scope';
import { openLog } from '@seteli/kit/log';
import { newDatabase } from '@seteli/testing/database';
import { withClient } from '@seteli/local/service-database';
import { REPOSITORY } from '@seteli/local/places';
import { expect, test } from 'vitest';
import { silent } from './exchange.ts';

test('an untouched log is without fault; a cut end is one when the log tells of it', { timeout: 120_000 }, async () => {
  const { url, ownerUrl } = await newDatabase('bookings');
  const folder = await mkdtemp(path.join(tmpdir(), 'access-'));
  const file = path.join(folder, 'bookings.log');
  const database = openDatabase({ url, log: silent, name: 'test', max: 2 }).within(SERVICE);
  const lines: string[] = ['{ cut off', 'not ours\n'];
  const chore = sealing(database, openLog('bookings', 'info', { write: (line: string) => void lines.push(line) }));
  for (let block = 0; block < 2; block++) {
    await database.transaction((tx) => keepAccess(tx, undefined, [{ action: 'LOOKED', outcome: 'SEEN' }]));
    await chore.run();
  }
  await writeFile(file, lines.join(''));
  const verify = (...given: readonly string[]) =>
    new Promise<{ code: number; said: string }>((resolve) => {
      const script = path.join(REPOSITORY, 'scripts/verify-access.ts');
      const env = { ...process.env, DATABASE_OWNER_URL_BOOKINGS: ownerUrl };
      execFile(process.execPath, [script, ...given], { env }, (fault, stdout) => resolve({ code: Number(fault?.code ?? 0), said: stdout }));
    });
  try {
    expect(await verify('bookings', '--log', file)).toEqual({
      code: 0,
      said: 'bookings: 2 blocks with 2 rows, 0 rows wait, 2 hashes from logs, 0 faults\n',
    });
    await withClient(ownerUrl, async (client) => {
      await client.query('alter table access_log disable trigger user; alter table access_block disable trigger user');
      await client.query('delete from access_log where id in (select unnest(row_ids) from access_block where number = 2)');
      await client.query('delete from access_block where number = 2');
    });
    expect(await verify('bookings')).toMatchObject({ code: 0 });
    expect(await verify('bookings', '--log', file)).toEqual({
      code: 1,
      said: 'bookings: 1 blocks with 1 rows, 0 rows wait, 2 hashes from logs, 1 faults\n  block 2 is gone; the log told its hash\n',
    });
  } finally {
    await database.close();
    await rm(folder, { recursive: true });
  }
});
