import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hostBuild } from '../../build/platforms.ts';
import { sbom } from '../../build/sbom.ts';
import { version } from '../../src/protocol/version.ts';
import { modulePath, repositoryRoot } from '../support/module.ts';
import { bundledFiles, packageOf } from './bundle.ts';

interface Component {
  type: string;
  'bom-ref': string;
  name: string;
  version: string;
  licenses: { license: { id: string } }[];
  hashes: { alg: string; content: string }[];
  purl?: string;
}

interface Bom {
  bomFormat: string;
  specVersion: string;
  version: number;
  metadata: { component: Component };
  components: Component[];
  dependencies: { ref: string; dependsOn?: string[] }[];
}

const folder = path.dirname(modulePath);
const text = readFileSync(path.join(folder, 'sbom.cdx.json'), 'utf8');
const bom = JSON.parse(text) as Bom;
const { packages: lock } = JSON.parse(
  readFileSync(path.join(repositoryRoot, 'package-lock.json'), 'utf8'),
) as {
  packages: Record<string, { integrity: string; version: string; dependencies?: Record<string, string> }>;
};

const named = (name: string) => bom.components.filter((component) => component.name === name);
const sha256 = (file: string) =>
  createHash('sha256')
    .update(readFileSync(path.join(folder, file)))
    .digest('hex');

describe('the bill of materials', () => {
  test('names the module, its assembly and its backend, with the hashes of the files that are there', () => {
    expect(bom.metadata.component).toMatchObject({
      name: 'PartnerSecurityScore',
      version,
      type: 'application',
    });
    const suffix = process.platform === 'win32' ? '.exe' : '';
    for (const [name, file] of [
      ['PartnerSecurityScore.Loader', 'PartnerSecurityScore.Loader.dll'],
      ['PartnerSecurityScore.Types', 'PartnerSecurityScore.Types.dll'],
      ['partner-security-score-backend', `bin/partner-security-score-backend${suffix}`],
    ] as const) {
      expect(named(name)).toEqual([
        expect.objectContaining({ version, hashes: [{ alg: 'SHA-256', content: sha256(file) }] }),
      ]);
    }
  });

  test('has the runtime in its version, and every package of the bundle with licence, purl and published hash', () => {
    const packages = bundledFiles().flatMap((file) => packageOf(file) ?? []);
    const bun = packageOf(`node_modules/${hostBuild().platform.runtimePackage}/package.json`);
    const all = new Map([...packages, ...(bun === undefined ? [] : [bun])].map((each) => [each.key, each]));
    const expected = [...all.values()].map(({ key, name, version: own, license }) => ({
      type: name.startsWith('@oven/') ? 'platform' : 'library',
      name,
      version: own,
      licenses: [{ license: { id: license } }],
      hashes: [{ alg: 'SHA-512', content: hexOf(lock[key]?.integrity ?? '') }],
      purl: `pkg:npm/${name.replace('@', '%40')}@${lock[key]?.version}`,
    }));
    expect(expected.length).toBeGreaterThan(30);
    const listed = bom.components
      .filter(({ purl }) => purl !== undefined)
      .map(({ type, name, version: own, licenses, hashes, purl }) => ({
        type,
        name,
        version: own,
        licenses,
        hashes,
        purl,
      }));
    const byPurl = (one: { purl?: string | undefined }, other: { purl?: string | undefined }) =>
      (one.purl ?? '') < (other.purl ?? '') ? -1 : 1;
    expect([...listed].sort(byPurl)).toEqual(expected.sort(byPurl));
  });

  test('leads from the module to everything in it', () => {
    const edges = new Map(bom.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
    const reached = new Set<string>();
    const visit = (ref: string) => {
      if (!reached.has(ref)) {
        reached.add(ref);
        edges.get(ref)?.forEach(visit);
      }
    };
    visit(bom.metadata.component['bom-ref']);
    const refs = [bom.metadata.component, ...bom.components].map((component) => component['bom-ref']);
    expect([...reached].sort()).toEqual([...refs].sort());
    expect([...edges.keys()].sort()).toEqual([...refs].sort());
    expect(edges.get('pkg:npm/%40azure/msal-node@5.6.0')).toContain('pkg:npm/%40azure/msal-common@16.13.0');
  });

  test('has the members and forms that CycloneDX 1.6 asks for', () => {
    expect(bom).toMatchObject({ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 });
    const members = [
      '$schema',
      'bomFormat',
      'specVersion',
      'version',
      'metadata',
      'components',
      'dependencies',
    ];
    expect(Object.keys(bom)).toEqual(members);
    const lengths: Record<string, number> = { 'SHA-256': 64, 'SHA-512': 128 };
    for (const component of [bom.metadata.component, ...bom.components]) {
      expect(['application', 'library', 'platform']).toContain(component.type);
      expect(component.name).not.toBe('');
      for (const { alg, content } of component.hashes ?? []) {
        expect(content).toMatch(/^[a-f\d]+$/);
        expect(content).toHaveLength(lengths[alg] ?? 0);
      }
    }
    const refs = bom.components.map((component) => component['bom-ref']);
    expect(new Set(refs).size).toBe(refs.length);
    for (const { dependsOn = [] } of bom.dependencies) {
      expect(new Set(dependsOn).size).toBe(dependsOn.length);
    }
  });

  test('is the same for the same build', () => {
    expect(sbom(hostBuild())).toBe(text);
    expect(text).not.toMatch(/serialNumber|timestamp|\d{4}-\d\d-\d\dT/);
  });
});

function hexOf(integrity: string): string {
  return Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex');
}
