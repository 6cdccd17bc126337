import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import pkg from '../../package.json' with { type: 'json' };
import { Engine, errorsOf, plain, psQuote, withoutErrors } from '../support/engine.ts';
import { repositoryRoot } from '../support/module.ts';
import { ofSyntaxTree } from '../support/syntaxTree.ts';

const script = path.join(repositoryRoot, 'build.ps1');
const isWindows = process.platform === 'win32';

let folder: string;
let engine: Engine;

/** Creates a substitute for npm that logs its arguments, one call per line, and exits with this status. */
function standIn(status: number): void {
  const [name, text] = isWindows
    ? ['npm.cmd', `@echo %*>>"${folder}\\calls"\r\n@exit /b ${status}\r\n`]
    : ['npm', `#!/bin/sh\necho "$@" >>'${folder}/calls'\nexit ${status}\n`];
  writeFileSync(path.join(folder, name), text);
  chmodSync(path.join(folder, name), 0o755);
}

/** Returns the logged arguments of each npm call after `--prefix <folder> run`. */
function calls(): string[] {
  return readFileSync(path.join(folder, 'calls'), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map((line) => line.replace(/^--prefix .*? run /, ''));
}

beforeAll(async () => {
  engine = await Engine.start();
});

afterAll(() => engine.close());

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'npm-'));
  const variable = `${psQuote(`${folder}${path.delimiter}`)} + $env:PATH`;
  withoutErrors(await engine.run(`$before = $env:PATH; $env:PATH = ${variable}`));
});

afterEach(async () => {
  await engine.run('$env:PATH = $before');
  rmSync(folder, { recursive: true });
});

test.each([
  ['', ['build']],
  ['-Task Test', ['test']],
  ['-Task Test -Path test/module/retry', ['test -- test/module/retry']],
  ['-Task Format, Build, Test -Path a', ['format', 'build', 'test -- a']],
])('build.ps1 %s runs the npm scripts', async (args, expected) => {
  standIn(0);
  withoutErrors(await engine.run(`& ${psQuote(script)} ${args}`));
  expect(calls()).toEqual(expected);
});

test('build.ps1 ends with an error at the first task that fails', async () => {
  standIn(3);
  const result = await engine.run(`& ${psQuote(script)} -Task Build, Test`);
  expect(errorsOf(result).map(({ message }) => message)).toEqual(['Build failed: npm ended with 3.']);
  expect(calls()).toEqual(['build']);
});

test('build.ps1 has a task for npm scripts only', async () => {
  const tasks = await ofSyntaxTree(
    engine,
    readFileSync(script, 'utf8'),
    `$problems.ForEach({ $_.Message })
    (Find 'AttributeAst').Where({ $_.TypeName.Name -eq 'ValidateSet' }).PositionalArguments.ForEach({ $_.Value.ToLowerInvariant() })`,
  );
  const known = Object.keys(pkg.scripts);
  expect(tasks.length).toBeGreaterThan(2);
  expect(tasks.map(plain).filter((task) => !known.includes(String(task)))).toEqual([]);
});

test('build.ps1 has no syntax that Windows PowerShell 5.1 lacks', async () => {
  const newer = await ofSyntaxTree(
    engine,
    readFileSync(script, 'utf8'),
    "$ast.FindAll({ $args[0].GetType().Name -in 'TernaryExpressionAst', 'PipelineChainAst' }, $true); $tokens.Where({ $_.Kind -like '*Question*' })",
  );
  expect(newer).toEqual([]);
});
