import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repositoryRoot } from '../support/module.ts';

interface PackageJson {
  dependencies: Record<string, string>;
  devDependencies: Record<string, string>;
  overrides: Record<string, string>;
}

interface NpmLock {
  packages: Record<
    string,
    PackageJson & { version: string; integrity?: string; resolved?: string; link?: boolean }
  >;
}

interface NuGetLock {
  dependencies: Record<string, Record<string, { type: string; resolved?: string; contentHash?: string }>>;
}

const exact = /^\d+\.\d+\.\d+(?:-[\w.]+)?$/;

const read = (file: string) => readFileSync(path.join(repositoryRoot, file), 'utf8');
const readJson = <T>(file: string) => JSON.parse(read(file)) as T;

const projects = ['module', 'dotnet', 'test', 'src', 'build', 'demo'].flatMap((folder) =>
  readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.csproj'))
    .map((file) => path.join(folder, file)),
);

describe('packages of npm', () => {
  const { '': own, ...packages } = readJson<NpmLock>('package-lock.json').packages;
  const wanted = readJson<PackageJson>('package.json');

  test('are asked for in one exact version each', () => {
    const all = { ...wanted.dependencies, ...wanted.devDependencies, ...wanted.overrides };
    expect(Object.entries(all).filter(([, version]) => !exact.test(version))).toEqual([]);
    expect(own).toMatchObject({ dependencies: wanted.dependencies, devDependencies: wanted.devDependencies });
  });

  test('are locked with an exact version and the hash of what is published', () => {
    expect(Object.keys(packages).length).toBeGreaterThan(100);
    const loose = Object.entries(packages).filter(
      ([, { version, integrity = '', link }]) =>
        !exact.test(version) || !/^sha512-[\w+/]{86}==$/.test(integrity) || link !== undefined,
    );
    expect(loose).toEqual([]);
  });

  test('come from whatever registry npm is set up with: the lock names none', () => {
    expect(Object.entries(packages).filter(([, { resolved }]) => resolved !== undefined)).toEqual([]);
  });

  test('stay so: npm writes exact versions, and set-up installs what is locked', () => {
    const settings = read('.npmrc').split('\n');
    expect(settings).toContain('save-exact=true');
    expect(settings).toContain('omit-lockfile-registry-resolved=true');
    expect(settings.filter((line) => /^(?:package-lock|strict-ssl|registry|.*_auth)/i.test(line))).toEqual(
      [],
    );
    expect(read('build/setup.mjs')).toMatch(/execFileSync\(npm, \[\.\.\.first, 'ci'/);
  });
});

describe('packages of NuGet', () => {
  test('are asked for in one exact version each', () => {
    expect(projects.length).toBeGreaterThan(3);
    for (const project of projects) {
      const references = Array.from(
        read(project).matchAll(/<PackageReference [^>]*Version="([^"]*)"/g),
        ([, v]) => v,
      );
      expect([project, references.filter((version) => !/^\[\d+\.\d+\.\d+\]$/.test(version ?? ''))]).toEqual([
        project,
        [],
      ]);
    }
  });

  test.each(projects)('are locked with an exact version and a hash: %s', (project) => {
    const { dependencies } = readJson<NuGetLock>(path.join(path.dirname(project), 'packages.lock.json'));
    const all = Object.values(dependencies).flatMap((framework) => Object.entries(framework));
    expect(all.length).toBeGreaterThan(0);
    const loose = all.filter(
      ([, { type, resolved = '', contentHash = '' }]) =>
        type !== 'Project' && !(exact.test(resolved) && /^[\w+/]{86}==$/.test(contentHash)),
    );
    expect(loose).toEqual([]);
  });

  test('are restored as they are locked, whatever a project says', () => {
    const settings = read('Directory.Build.props');
    expect(settings).toContain('<RestorePackagesWithLockFile>true</RestorePackagesWithLockFile>');
    expect(settings).toContain('<RestoreLockedMode>true</RestoreLockedMode>');
    expect(
      projects.filter((project) => /RestoreLockedMode|RestorePackagesWithLockFile/.test(read(project))),
    ).toEqual([]);
    expect(read('build/dotnet.ts')).not.toMatch(/Restore/);
  });

  test('of another content than the lock says are refused', () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'pss-lock-'));
    try {
      const source = path.join(repositoryRoot, 'test', 'other-module');
      cpSync(path.join(repositoryRoot, 'Directory.Build.props'), path.join(folder, 'Directory.Build.props'));
      cpSync(path.join(source, 'OtherModule.csproj'), path.join(folder, 'OtherModule.csproj'));
      const lock = readFileSync(path.join(source, 'packages.lock.json'), 'utf8');
      writeFileSync(
        path.join(folder, 'packages.lock.json'),
        lock.replace(/(?<="contentHash": ")./, (digit) => (digit === 'A' ? 'B' : 'A')),
      );
      const { status, stdout } = spawnSync('dotnet', ['restore', path.join(folder, 'OtherModule.csproj')], {
        encoding: 'utf8',
      });
      expect(status).not.toBe(0);
      expect(stdout).toMatch(/NU1403/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

test('every folder with a package of its own is known here', () => {
  const foreign = ['node_modules', 'artifacts', 'dist', '.git'];
  const folders = readdirSync(repositoryRoot, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !foreign.includes(entry.name))
    .map(({ name }) => name);
  const others = folders.flatMap((folder) =>
    readdirSync(path.join(repositoryRoot, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) =>
        /(?:^|[\\/])(?:package\.json|nuget\.config|packages\.config|.*\.(?:vbproj|fsproj|sln))$/i.test(file),
      )
      .map((file) => path.join(folder, file)),
  );
  expect(others).toEqual([]);
  expect(existsSync(path.join(repositoryRoot, 'npm-shrinkwrap.json'))).toBe(false);
});
