import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { plan } from '../../build/release/plan.ts';
import { type Candidate, hostedTag, refusals } from '../../build/release/readiness.ts';

const ready: Candidate = {
  version: '1.2.0',
  changelog: '# Changelog\n\n## [Unreleased]\n\n## [1.2.0] - 2026-11-29\n\n- A change.\n',
  tag: 'v1.2.0',
  addresses: {
    homepage: 'https://project.example',
    repository: 'https://project.example/git',
    bugs: 'https://project.example/bugs',
  },
};

test('a version with its date, its tag and the addresses can be published, and without a tag too', () => {
  expect(refusals(ready)).toEqual([]);
  expect(refusals({ ...ready, tag: undefined })).toEqual([]);
});

test.each([
  ['no date', '## [1.2.0]\n'],
  ['a word for the date', '## [1.2.0] - soon\n'],
  ['another version', '## [1.2.0-beta1] - 2026-11-29\n## [11.2.0] - 2026-11-29\n'],
  ['changes of the next one alone', '## [Unreleased]\n'],
])('is refused with a change log that has %s', (_, changelog) => {
  expect(refusals({ ...ready, changelog })).toEqual([
    'CHANGELOG.md has no entry with a date for version 1.2.0.',
  ]);
});

test('is refused with the tag of another version, and without an address', () => {
  expect(refusals({ ...ready, tag: 'v1.2.1' })).toEqual([
    'The tag v1.2.1 does not match version 1.2.0 in package.json.',
  ]);
  const { homepage, ...others } = ready.addresses;
  expect(refusals({ ...ready, addresses: others })).toEqual([
    'No homepage in package.json: the packages have no ProjectUri.',
  ]);
});

test('the tag is that of the hosted workflow, which runs for branches too', () => {
  expect(hostedTag({ GITHUB_REF_TYPE: 'tag', GITHUB_REF_NAME: 'v1.2.0' })).toBe('v1.2.0');
  expect(hostedTag({ GITHUB_REF_TYPE: 'branch', GITHUB_REF_NAME: 'main' })).toBeUndefined();
  expect(hostedTag({})).toBeUndefined();
});

test('the plan names what is uploaded, and what is pushed', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'pss-plan-'));
  try {
    const files = [
      'M.linux-x64.1.0.0.nupkg',
      'M.1.0.0.nupkg',
      'M-1.0.0-linux-x64.zip',
      'SHA256SUMS',
      'RELEASE-NOTES.md',
    ];
    for (const name of files) {
      writeFileSync(path.join(folder, name), Buffer.alloc(1_500_000));
    }
    const rows = plan(folder)
      .split('\n')
      .map((line) => line.split(/ +/).join(' '));
    expect(rows).toEqual([
      'to file MB',
      'release M-1.0.0-linux-x64.zip 1.50',
      'release M.1.0.0.nupkg 1.50',
      'release M.linux-x64.1.0.0.nupkg 1.50',
      'release SHA256SUMS 1.50',
      'gallery M.1.0.0.nupkg 1.50',
      'gallery M.linux-x64.1.0.0.nupkg 1.50',
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
