/** Runs around each test file: its broker account holds new, empty streams, whatever the file before it left there. */
import { afterAll, beforeAll } from 'vitest';
import type { Steward } from '@seteli/kit/steward';
import { openTestSteward, wipeBroker } from './broker.ts';

let steward: Steward | undefined;

beforeAll(async () => {
  await wipeBroker();
  steward = await openTestSteward();
});

afterAll(() => steward?.stop());
