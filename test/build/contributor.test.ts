import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { projectFiles } from '../../build/projectFiles.ts';
import { needs } from '../../build/testSetup.ts';
import pkg from '../../package.json' with { type: 'json' };
import { repositoryRoot } from '../support/module.ts';

const read = (name: string) => readFileSync(path.join(repositoryRoot, name), 'utf8');

test('the solution has every project, but for the one that nothing is built of', () => {
  const listed = Array.from(
    read('PartnerSecurityScore.slnx').matchAll(/Project Path="(.*?)"/g),
    ([, name]) => name,
  );
  const projects = projectFiles().filter(
    (name) => name.endsWith('.csproj') && name !== 'build/download/Download.csproj',
  );
  expect(listed.sort()).toEqual(projects);
});

test('the editor runs scripts and files that are there', () => {
  const { tasks } = JSON.parse(read('.vscode/tasks.json')) as {
    tasks: { label: string; type: string; script?: string }[];
  };
  const scripts = tasks.flatMap(({ script = [] }) => script);
  expect(scripts.length).toBeGreaterThan(3);
  expect(scripts.filter((script) => !(script in pkg.scripts))).toEqual([]);
  const { configurations } = JSON.parse(read('.vscode/launch.json')) as {
    configurations: { program?: string; script?: string; preLaunchTask?: string }[];
  };
  for (const { program, script, preLaunchTask } of configurations) {
    const [, file = ''] = /\$\{workspaceFolder\}\/([^']+)/.exec(program ?? script ?? '') ?? [];
    expect([file, existsSync(path.join(repositoryRoot, file))]).toEqual([file, true]);
    expect([undefined, ...tasks.map(({ label }) => label)]).toContain(preLaunchTask);
  }
  const settings = JSON.parse(read('.vscode/settings.json')) as Record<string, string>;
  for (const name of ['dotnet.defaultSolution', 'powershell.scriptAnalysis.settingsPath']) {
    expect(existsSync(path.join(repositoryRoot, settings[name] ?? ''))).toBe(true);
  }
});

test('the hosted workflow installs the programs that npm test would', () => {
  const [, listed = ''] = /--no-install-recommends\n +(.*)/.exec(read('.github/workflows/test.yml')) ?? [];
  const packages = needs.flatMap(({ programs }) => programs.flatMap(([, ...names]) => names));
  expect(listed.split(' ').sort()).toEqual([...new Set(packages)].sort());
});

test('every suite that takes programs of the system is known to do so', () => {
  const supports = /from '[./]*support\/(?:keptLab|secretService|kerberosProxy|kerberosRealm|signer)\.ts'/;
  const suites = projectFiles().filter((name) => name.endsWith('.test.ts') && supports.test(read(name)));
  expect(needs.flatMap((need) => need.suites).sort()).toEqual(suites);
});
