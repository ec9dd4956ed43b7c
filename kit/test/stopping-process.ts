/** A listener with a door and one slow answer. A test asks it to stop while its broker is frozen. */
import { createDoor } from '@seteli/kit/door';
import { openLog } from '@seteli/kit/log';
import { runProcess } from '@seteli/kit/process';
import fastify from 'fastify';
import { openListener } from './exchange.ts';

const { urls, brokerUrl } = JSON.parse(process.env.SIDE!) as { urls: { url: string; ownerUrl: string }; brokerUrl: string };

await runProcess(openLog('test', 'info'), async () => {
  const side = await openListener({ urls, urlOf: () => brokerUrl });
  const door = createDoor({ DRAIN_MS: 0 });
  const app = fastify(door.options);
  door.guard(app);
  app.get('/slow', () => side.database.pool.query('select pg_sleep(25)'));
  return {
    url: await app.listen({ host: '127.0.0.1', port: 0 }),
    drainMs: door.drainMs,
    async stop() {
      await door.close(app);
      await side.stop();
      console.log('stopped in order');
    },
  };
});
