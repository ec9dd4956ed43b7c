/** The hook for commit messages: what it refuses, and when `npm start` leaves it out. */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { REPOSITORY } from '@seteli/local/places';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installHooks } from './hooks.ts';

let root: string;
// git reads no settings of the developer, and no repository but the one of the test.
const env = {
  PATH: process.env.PATH,
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_AUTHOR_NAME: 'Test',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};
const git = (...args: readonly string[]) => spawnSync('git', args, { cwd: root, env, encoding: 'utf8' });
const commit = (message: string, ...more: readonly string[]) => {
  const { status, stderr } = git('commit', '--allow-empty', '-m', message, ...more);
  return status === 0 ? 'committed' : stderr.trim();
};

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'seteli-hooks-'));
  cpSync(path.join(REPOSITORY, 'scripts/hooks'), path.join(root, 'scripts/hooks'), { recursive: true });
  git('init', '--initial-branch', 'main');
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

describe('the hook', () => {
  const BODY = '\n\nA reason.';
  beforeEach(() => void installHooks(root, env));

  it.each([
    ['Say why in the body' + BODY, 'committed'],
    ['ä'.repeat(72) + BODY, 'committed'],
    ['fixup! Say why in the body', 'committed'],
    ['x'.repeat(73) + BODY, expect.stringContaining('more than 72 characters')],
    ['Say nothing else', expect.stringContaining('has no body')],
  ])('answers %j', (message, answer) => expect(commit(message)).toEqual(answer));

  it('ignores the changes that git shows below the message', () => {
    writeFileSync(path.join(root, 'file'), 'a line of more than seventy-two characters, which is only a part of the changes\n');
    git('add', 'file');
    const editor = '#!/bin/sh\n{ echo "Say nothing else"; cat "$1"; } > "$1.new" && mv "$1.new" "$1"\n';
    writeFileSync(path.join(root, 'editor'), editor, { mode: 0o755 });
    const { status, stderr } = git('-c', `core.editor=${path.join(root, 'editor')}`, 'commit', '--verbose');
    expect([status, stderr]).toEqual([1, expect.stringContaining('has no body')]);
  });

  it('lets a merge pass without a body', () => {
    commit('Begin' + BODY);
    git('checkout', '-b', 'other');
    commit('Work there' + BODY);
    git('checkout', 'main');
    commit('Work here' + BODY);
    expect(git('merge', 'other', '-m', 'Merge the other branch').status).toBe(0);
  });
});

describe('npm start installs the hook', () => {
  const hooksPath = () => git('config', '--local', '--get', 'core.hooksPath').stdout.trim();

  it('once, in a repository without hooks', () => {
    expect([installHooks(root, env), hooksPath(), installHooks(root, env)]).toEqual([true, 'scripts/hooks', false]);
  });

  it('and changes no hooks that a developer has chosen', () => {
    git('config', 'core.hooksPath', 'own');
    expect([installHooks(root, env), hooksPath()]).toEqual([false, 'own']);
    git('config', '--unset', 'core.hooksPath');
    mkdirSync(path.join(root, '.git/hooks'), { recursive: true });
    writeFileSync(path.join(root, '.git/hooks/pre-commit'), '#!/bin/sh\n');
    expect([installHooks(root, env), hooksPath()]).toEqual([false, '']);
  });

  it.each([{ CI: 'true' }, { VITEST: 'true' }])('and not with %j', (more) => {
    expect([installHooks(root, { ...env, ...more }), hooksPath()]).toEqual([false, '']);
  });

  it('and not where there is no git', () => {
    rmSync(path.join(root, '.git'), { recursive: true });
    expect(installHooks(root, env)).toBe(false);
  });
});
