/** What tests do with jobs: they wait until the jobs end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServiceUnderTest } from './service.ts';

const LOOK_MS = 10;
const PATIENCE_MS = 30_000;

/** Waits until every started job has ended. */
export async function untilWorked({ database }: Pick<ServiceUnderTest, 'database'>): Promise<void> {
  for (const deadline = performance.now() + PATIENCE_MS; ;) {
    const { rows } = await database.pool.query('select kind, step, done, total from job where ended_at is null');
    if (rows.length === 0) return;
    if (performance.now() > deadline) throw new Error(`jobs have not ended: ${JSON.stringify(rows)}`);
    await sleep(LOOK_MS);
  }
}
