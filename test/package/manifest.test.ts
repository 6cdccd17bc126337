import { readFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filesIn } from '../../build/filesIn.ts';
import { releaseNotes } from '../../build/manifest.ts';
import { packageParts } from '../../build/nupkg.ts';
import { hostBuild, platforms, programModule } from '../../build/platforms.ts';
import { programManifest } from '../../build/programManifest.ts';
import { version } from '../../src/protocol/version.ts';
import { psQuote } from '../support/engine.ts';
import { modulePath, repositoryRoot } from '../support/module.ts';
import { PartReader } from './support/partReader.ts';

const module = path.dirname(modulePath);
const files = filesIn(module);
const text = readFileSync(modulePath, 'utf8');
let reader: PartReader;

beforeAll(async () => {
  reader = await PartReader.start();
});

afterAll(() => reader.close());

const texts = (script: string) => reader.texts(script);

describe('the manifest', () => {
  const read = (expression: string) =>
    texts(`$module = Test-ModuleManifest -Path ${psQuote(modulePath)}; ${expression}`);

  test('has the version, and what it needs of Windows PowerShell', async () => {
    expect(await read('$module.Version; $module.PowerShellVersion; $module.DotNetFrameworkVersion')).toEqual([
      version,
      '5.1',
      '4.7.2',
    ]);
  });

  test('names its licence, as the package does', async () => {
    expect(await read('$module.PrivateData.PSData.LicenseUri')).toEqual([
      'https://opensource.org/license/mit',
    ]);
  });

  test('has the changes of this version and the tag of its system', async () => {
    const [notes, ...tags] = await read('$module.PrivateData.PSData.ReleaseNotes; $module.Tags');
    expect(notes).toBe(releaseNotes());
    const log = readFileSync(path.join(repositoryRoot, 'CHANGELOG.md'), 'utf8');
    expect(log).toContain(`\n\n${notes}\n`);
    const systems = tags.filter((tag) => ['Windows', 'Linux', 'MacOS'].includes(tag));
    expect(systems).toEqual([{ win: 'Windows', linux: 'Linux', osx: 'MacOS' }[hostBuild().platform.os]]);
  });
});

describe('the parts of a package of the gallery', () => {
  const parts = packageParts('PartnerSecurityScore', text, files);

  /** Returns the value of an expression about the XML of a part, which is in `$xml`. */
  function inXml(part: string, expression: string): Promise<string[]> {
    return reader.about(
      parts.get(part) ?? '',
      `$xml = [xml][System.IO.File]::ReadAllText($file); ${expression}`,
    );
  }

  test('name the module, its licence and its text', async () => {
    const names = ['id', 'version', 'authors', 'license.InnerText', 'description', 'releaseNotes'];
    const values = await inXml(
      'PartnerSecurityScore.nuspec',
      names.map((name) => `$xml.package.metadata.${name}`).join('; '),
    );
    expect(values).toEqual([
      'PartnerSecurityScore',
      version,
      'The PartnerSecurityScore maintainers',
      'MIT',
      expect.stringContaining("a partner's security score"),
      releaseNotes(),
    ]);
  });

  test('tag every command and the editions it is for', async () => {
    const [tags = ''] = await inXml('PartnerSecurityScore.nuspec', '$xml.package.metadata.tags');
    const exported = (kind: string) =>
      texts(`(Test-ModuleManifest -Path ${psQuote(modulePath)}).Exported${kind}s.Keys`);
    const [functions, cmdlets] = [await exported('Function'), await exported('Cmdlet')];
    expect(functions.length + cmdlets.length).toBeGreaterThan(5);
    const all = tags.split(' ');
    const expected = { PSFunction_: functions, PSCmdlet_: cmdlets, PSCommand_: [...functions, ...cmdlets] };
    for (const [prefix, names] of Object.entries(expected)) {
      const tagged = all.filter((tag) => tag.startsWith(prefix));
      expect(tagged.sort()).toEqual(names.map((name) => prefix + name).sort());
    }
    const kinds = ['PSModule', 'PSIncludes_Function', 'PSIncludes_Cmdlet', 'PSEdition_Core'];
    expect(all).toEqual(expect.arrayContaining(kinds));
  });

  test.each([
    ['Windows', true],
    ['Linux', false],
    ['MacOS', false],
  ])('are for Windows PowerShell on Windows alone: %s', (system, isDesktop) => {
    const nuspec = packageParts(
      'PartnerSecurityScore',
      text.replace(/'(Windows|Linux|MacOS)'\)/, `'${system}')`),
      files,
    ).get('PartnerSecurityScore.nuspec');
    expect(nuspec?.includes('PSEdition_Desktop')).toBe(isDesktop);
  });

  test('lead from the relations to parts that are there', async () => {
    const targets = await inXml('_rels/.rels', '$xml.Relationships.Relationship.Target');
    expect(targets).toHaveLength(2);
    expect(targets.filter((target) => !parts.has(target.slice(1)))).toEqual([]);
  });

  test('know a type for every file', async () => {
    const extensions = await inXml('[Content_Types].xml', '$xml.Types.Default.Extension');
    const named = await inXml('[Content_Types].xml', '$xml.Types.Override.PartName');
    const others = [...parts.keys()].filter((name) => name !== '[Content_Types].xml');
    const unknown = [...files, ...others].filter(
      (name) => !named.includes(`/${name}`) && !extensions.includes(name.split('.').at(-1) ?? ''),
    );
    expect(unknown).toEqual([]);
  });
});

describe('the module for a platform', () => {
  const { platform } = hostBuild();
  const name = programModule(platform);
  const manifests = new Map(platforms.map((each) => [each.name, programManifest(each)]));

  test('requires the module of exactly its version, for PowerShell and for a repository', async () => {
    const own = manifests.get(platform.name) ?? '';
    expect(
      await reader.about(
        own,
        '$required = (Import-PowerShellDataFile -Path $file).RequiredModules; $required.ModuleName; $required.RequiredVersion',
      ),
    ).toEqual(['PartnerSecurityScore', version]);
    expect(packageParts(name, own, ['LICENSE']).get(`${name}.nuspec`)).toContain(
      `<dependency id="PartnerSecurityScore" version="[${version}]" />`,
    );
    expect(
      packageParts('PartnerSecurityScore', text, files).get('PartnerSecurityScore.nuspec'),
    ).not.toContain('dependenc');
  });

  test('has an identifier of its own, and the tag and editions of its system', () => {
    const guids = [...manifests.values()].map((each) => /GUID += '([0-9a-f-]{36})'/.exec(each)?.[1]);
    expect(new Set(guids).size).toBe(platforms.length);
    for (const { name: each, os } of platforms) {
      const own = manifests.get(each) ?? '';
      expect(own.includes("'Desktop'")).toBe(os === 'win');
      expect(own).toContain({ win: "'Windows')", linux: "'Linux')", osx: "'MacOS')" }[os]);
    }
  });
});

test('there is a package for each system, processor and C library', () => {
  expect(platforms.map(({ name, runtimePackage, bunTarget }) => [name, runtimePackage, bunTarget])).toEqual([
    ['win-x64', '@oven/bun-windows-x64', 'bun-windows-x64'],
    ['win-arm64', '@oven/bun-windows-aarch64', 'bun-windows-arm64'],
    ['linux-x64', '@oven/bun-linux-x64', 'bun-linux-x64'],
    ['linux-arm64', '@oven/bun-linux-aarch64', 'bun-linux-arm64'],
    ['linux-musl-x64', '@oven/bun-linux-x64-musl', 'bun-linux-x64-musl'],
    ['linux-musl-arm64', '@oven/bun-linux-aarch64-musl', 'bun-linux-arm64-musl'],
    ['osx-x64', '@oven/bun-darwin-x64', 'bun-darwin-x64'],
    ['osx-arm64', '@oven/bun-darwin-aarch64', 'bun-darwin-arm64'],
  ]);
});
