/** Two kinds of tests: rules, which need nothing, and everything that runs on a real PostgreSQL and a real broker. */
import { createRequire } from 'node:module';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Vite would take graphql's build for bundlers, and then two graphqls meet in one process. This path is the one that
// Node takes.
const resolve = { alias: [{ find: /^graphql$/, replacement: createRequire(import.meta.url).resolve('graphql') }] };

/** A test of a whole system takes a minute. Two of them run first, and one more begins after so many other files. */
const AT_FIRST = 2;
const BETWEEN = 6;

/**
 * Whole systems neither start all at once nor run last, where nobody could work beside them. vitest learns this only
 * from an earlier run on the same machine.
 */
class WholeSystemsEarly extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isWhole = ({ moduleId }: TestSpecification) => moduleId.includes('/e2e/');
    // oxlint-disable-next-line unicorn/no-array-sort -- it is vitest's, and sorts no array in its place
    const sorted = Map.groupBy(await super.sort(files), ({ project }) => project);
    return [...sorted.values()].flatMap((ofProject) =>
      spread(
        ofProject.filter(isWhole),
        ofProject.filter((file) => !isWhole(file)),
      ),
    );
  }
}

function spread<T>(wholes: readonly T[], others: readonly T[]): T[] {
  const later = wholes.slice(AT_FIRST).flatMap((whole, index) => [...others.slice(index * BETWEEN, (index + 1) * BETWEEN), whole]);
  return [...wholes.slice(0, AT_FIRST), ...later, ...others.filter((other) => !later.includes(other))];
}

export default defineConfig({
  test: {
    // A build machine has two cores. The third worker uses the minutes in which tests wait, for a broker that is away
    // or a process that starts again. Each further worker would load all libraries once more, and slow the others down.
    maxWorkers: 3,
    sequence: { sequencer: WholeSystemsEarly },
    projects: [
      {
        resolve,
        test: {
          name: 'domain',
          include: [
            '{kit,gateway}/src/**/*.test.ts',
            'services/*/src/**/*.test.ts',
            'schema/test/**/*.test.ts',
            'scripts/*.test.ts',
            'web/**/*.test.ts',
          ],
          // Properties try many cases, and a build machine may be busy.
          testTimeout: 60_000,
          // Pure functions leave nothing behind, so the files may share a process.
          isolate: false,
        },
      },
      {
        resolve,
        test: {
          name: 'system',
          include: ['kit/test/**/*.test.ts', 'services/*/test/**/*.test.ts', 'gateway/test/**/*.test.ts', 'e2e/**/*.test.ts'],
          globalSetup: 'testing/setup.ts',
          setupFiles: 'testing/each-file.ts',
          pool: 'forks',
          // Isolation would double the time by loading the same libraries again. Files share only the servers, where
          // each has its own database.
          isolate: false,
          // Only a hanging test takes this long, even on a busy machine.
          testTimeout: 180_000,
          expect: { poll: { timeout: 30_000 } },
          hookTimeout: 180_000,
        },
      },
    ],
  },
});
