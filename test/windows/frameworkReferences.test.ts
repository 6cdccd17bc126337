import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { nugetPackages } from '../../build/nugetPackages.ts';
import { paths } from '../../build/paths.ts';

const reader = path.join(paths.root, 'artifacts/bin/FrameworkReferences/release/FrameworkReferences.dll');
const assemblies = [paths.startAssembly, paths.typesAssembly];
const engine = path.join(nugetPackages, 'powershellstandard.library/5.1.1/lib/net452');

function frameworkFolder(version: string): string {
  const name = `microsoft.netframework.referenceassemblies.net${version.replaceAll('.', '')}`;
  return path.join(nugetPackages, name, '1.0.3/build/.NETFramework', `v${version}`);
}

/** Returns the references of the module's assemblies that these folders lack, and the number of all references. */
function missingIn(...folders: string[]): { missing: string[]; count: number } {
  const said = execFileSync('dotnet', [reader, [...folders, engine].join(';'), assemblies.join(';')], {
    encoding: 'utf8',
  });
  const lines = said.trim().split('\n');
  return { missing: lines.slice(0, -1), count: Number(lines.at(-1)) };
}

const required = frameworkFolder('4.7.2');
const facades = path.join(required, 'Facades');

test('all types and members that the assemblies name are in .NET Framework 4.7.2', () => {
  const { missing, count } = missingIn(required, facades);
  expect(missing).toEqual([]);
  expect(count).toBeGreaterThan(1000);
});

test('what .NET Framework 4.6.1 lacks is found to be missing there', () => {
  const older = frameworkFolder('4.6.1');
  // The facades of 4.7.2 include the netstandard assembly, whose type forwards also work with the older assemblies.
  const { missing } = missingIn(older, path.join(older, 'Facades'), facades);
  expect(missing).toContainEqual(expect.stringContaining('RuntimeInformation::get_ProcessArchitecture'));
});
