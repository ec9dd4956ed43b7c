/**
 * One replica of settlement as a process of its own, on the kit's server. It locks runs, says by its ipc channel which,
 * and stops as a service does.
 */
import { ORGANISATION_KINDS } from '@seteli/schema/actors';
import { setTimeout as sleep } from 'node:timers/promises';
import { importKey } from '@seteli/kit/actor';
import { openDatabase } from '@seteli/kit/database';
import { createDoor } from '@seteli/kit/door';
import { openLog } from '@seteli/kit/log';
import { runProcess } from '@seteli/kit/process';
import { buildSubgraph } from '@seteli/kit/subgraph';
import { SERVICE } from '@seteli/kit/scope';
import { subgraphSdl } from '@seteli/schema/sdl';

const { DATABASE_URL = '', ACTOR_PUBLIC_KEY = '', DRAIN_MS } = process.env;
const log = openLog('settlement', 'error');

const say = (ran: string) => new Promise<void>((resolve) => process.send!({ ran }, () => resolve()));

async function lockRun(_: unknown, { input }: { input: { idempotencyKey: string; month: unknown } }) {
  await say(input.idempotencyKey);
  if (input.idempotencyKey.startsWith('deadly')) process.kill(process.pid, 'SIGKILL');
  await sleep(5);
  return { refusal: null };
}

await runProcess(log, async () => {
  const door = createDoor({ DRAIN_MS: Number(DRAIN_MS) });
  const database = openDatabase({ url: DATABASE_URL, log, name: 'replica', max: 2 }).within(SERVICE);
  const app = await buildSubgraph({
    service: 'settlement',
    sdl: subgraphSdl('settlement'),
    resolvers: { Mutation: { lockRun } },
    actorKey: await importKey(JSON.parse(ACTOR_PUBLIC_KEY)),
    organisationKinds: ORGANISATION_KINDS,
    context: () => ({}),
    log,
    database,
    door,
  });
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    drainMs: door.drainMs,
    async stop() {
      await door.close(app);
      await database.close();
    },
  };
});
