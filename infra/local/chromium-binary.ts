/**
 * Finds Chromium on the machine for tests of pages. Where it is missing and Debian's package manager is at hand, root
 * installs it: unlike nats-server it needs libraries of the system.
 */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { isExecutable, onPath } from './child.ts';

const run = promisify(execFile);

const NAMES = ['chromium-headless-shell', 'chromium', 'chromium-browser', 'google-chrome'];
const ON_A_MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
const PACKAGE = 'chromium-headless-shell';
const LIMIT_MS = 300_000;

const found = (): string | undefined =>
  NAMES.map(onPath).find((file) => file !== undefined) ?? (isExecutable(ON_A_MAC) ? ON_A_MAC : undefined);

export async function findChromium(): Promise<string> {
  const before = found();
  if (before) return before;
  const problem = (cause?: unknown) =>
    new Error(
      `Chromium was not found, and apt-get could not install it. Install chromium, or one of ${NAMES.join(', ')}, and run the tests again.`,
      {
        cause,
      },
    );
  try {
    const install = () =>
      run('apt-get', ['install', '-y', '--no-install-recommends', PACKAGE], {
        timeout: LIMIT_MS,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    await install().catch(async () => {
      // A bare machine has no package lists yet.
      await run('apt-get', ['update'], { timeout: LIMIT_MS });
      await install();
    });
  } catch (fault) {
    throw problem(fault);
  }
  const after = found();
  if (!after) throw problem();
  return after;
}
