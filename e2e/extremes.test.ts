/** Extremes, alone. */
import { beforeAll, describe } from 'vitest';
import { moveToRecording } from './diary.ts';
import { whatIsExtreme } from './extremes/promises.ts';
import { useWorld } from './world.ts';

const world = useWorld();
beforeAll(() => moveToRecording(world.system.clockFile));
describe('the most extreme inputs', () => whatIsExtreme(world));
