// The workflow step is a shell script for Linux.
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { repositoryRoot } from '../support/module.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'pss-upload-'));
const log = path.join(folder, 'log');

/** A stand-in for `gh`. `gh release view` prints the state in `STATE`, or fails for `none`. Logs all other calls. */
const standIn = `#!/bin/sh
case "$2" in
  view) [ "$STATE" = none ] && exit 1; echo "$STATE" ;;
  *) echo "$*" >> '${log}' ;;
esac
`;

beforeAll(() => {
  writeFileSync(path.join(folder, 'gh'), standIn, { mode: 0o755 });
  mkdirSync(path.join(folder, 'packages'));
  for (const name of ['a.zip', 'a.nupkg', 'SHA256SUMS', 'RELEASE-NOTES.md']) {
    writeFileSync(path.join(folder, 'packages', name), '');
  }
});

beforeEach(() => writeFileSync(log, ''));

afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs the workflow step for a tag whose release is in this state, and returns the logged calls. */
function upload(tag: string, state: string): string[] {
  const file = path.join(repositoryRoot, '.github', 'workflows', 'release.yml');
  const { jobs } = parse(readFileSync(file, 'utf8')) as {
    jobs: { upload: { steps: { run?: string }[] } };
  };
  const script = jobs.upload.steps.find(({ run }) => run?.includes('gh release'))?.run ?? '';
  const env = { PATH: `${folder}${path.delimiter}${process.env['PATH']}`, TAG: tag, STATE: state };
  execFileSync('bash', ['--norc', '-e', '-c', script], { cwd: folder, env });
  return readFileSync(log, 'utf8').trim().split('\n').filter(Boolean);
}

const finish = (tag: string) => [
  `release upload ${tag} --clobber packages/a.zip packages/a.nupkg packages/SHA256SUMS`,
  `release edit ${tag} --draft=false`,
];

test.each([
  ['v1.0.0', '--draft --verify-tag'],
  ['v1.0.0-beta1', '--draft --verify-tag --prerelease'],
])('the release of %s is a draft until it has all files', (tag, kind) => {
  const create = `release create ${tag} ${kind} --title ${tag} --notes-file packages/RELEASE-NOTES.md`;
  expect(upload(tag, 'none')).toEqual([create, ...finish(tag)]);
});

test('a draft gets what it lacks', () => expect(upload('v1.0.0', 'true')).toEqual(finish('v1.0.0')));

test('a release that is published is left as it is', () => expect(upload('v1.0.0', 'false')).toEqual([]));
