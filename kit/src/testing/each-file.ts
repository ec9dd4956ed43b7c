/** Runs before each file of tests: its broker account is empty, whatever the file before it left there. */
import { beforeAll } from 'vitest';
import { wipeBroker } from './broker.ts';

beforeAll(wipeBroker);
