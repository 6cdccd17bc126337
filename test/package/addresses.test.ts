import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Addresses, addressesIn, missingAddresses } from '../../build/addresses.ts';
import { manifest } from '../../build/manifest.ts';
import { packageParts } from '../../build/nupkg.ts';
import { hostBuild, moduleName } from '../../build/platforms.ts';
import { programManifest } from '../../build/programManifest.ts';
import { sbom } from '../../build/sbom.ts';
import { PartReader } from './support/partReader.ts';

const build = hostBuild();
let reader: PartReader;

beforeAll(async () => {
  reader = await PartReader.start();
});

afterAll(() => reader.close());

const filled = addressesIn({
  homepage: 'https://project.example/score',
  repository: { url: 'git+https://project.example/score.git' },
  bugs: { url: 'https://project.example/score/issues' },
});

const manifests = (given: Addresses) => [manifest(['linux'], given), programManifest(build.platform, given)];
const nuspec = (given: Addresses) =>
  packageParts(moduleName, manifest(['linux'], given), [], given).get(`${moduleName}.nuspec`) ?? '';

describe('with the addresses in package.json', () => {
  test('both manifests have the project', async () => {
    for (const text of manifests(filled)) {
      expect(
        await reader.about(text, '(Import-PowerShellDataFile -Path $file).PrivateData.PSData.ProjectUri'),
      ).toEqual(['https://project.example/score']);
    }
  });

  test('the package for a repository has the project and its source', async () => {
    const metadata = '$metadata = ([xml][System.IO.File]::ReadAllText($file)).package.metadata';
    expect(
      await reader.about(
        nuspec(filled),
        `${metadata}; $metadata.projectUrl; $metadata.repository.type; $metadata.repository.url`,
      ),
    ).toEqual(['https://project.example/score', 'git', 'https://project.example/score.git']);
  });

  test('the bill of materials has all of them', () => {
    const { metadata } = JSON.parse(sbom(build, 'complete', filled)) as {
      metadata: { component: { externalReferences: object[] } };
    };
    expect(metadata.component.externalReferences).toEqual([
      { type: 'website', url: 'https://project.example/score' },
      { type: 'vcs', url: 'https://project.example/score.git' },
      { type: 'issue-tracker', url: 'https://project.example/score/issues' },
    ]);
  });

  test('nothing is missing', () => expect(missingAddresses(filled)).toEqual([]));
});

describe('without them', () => {
  test('none is invented', () => {
    for (const text of [...manifests({}), nuspec({})]) {
      expect(text).not.toMatch(/ProjectUri|projectUrl|<repository/);
    }
    expect(JSON.parse(sbom(build, 'complete', {}))).not.toHaveProperty(
      'metadata.component.externalReferences',
    );
  });

  test('each is told', () => {
    expect(missingAddresses(addressesIn({ homepage: '' }))).toEqual([
      'No homepage in package.json: the packages have no ProjectUri.',
      'No repository in package.json: the packages do not name their source.',
      'No bugs in package.json: the bills of materials do not say where to report.',
    ]);
  });
});

test('the short form of a field is as good, but for that without an address', () => {
  const bugs = 'https://project.example/score/issues';
  expect(addressesIn({ bugs })).toEqual({ bugs });
  expect(() => addressesIn({ repository: 'host:owner/name' })).toThrow(
    'repository in package.json is "host:owner/name"',
  );
});

test.each(['http://project.example', 'project.example', "https://project.example/'", 'https://a b'])(
  '%s is no address',
  (homepage) => {
    expect(() => addressesIn({ homepage })).toThrow(
      `homepage in package.json is "${homepage}", which is no https`,
    );
  },
);
