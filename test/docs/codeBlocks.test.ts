import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pkg from '../../package.json' with { type: 'json' };
import { DocsLab } from '../support/docsLab.ts';
import { modulePath } from '../support/module.ts';
import { aboutTopics, type Block, blocks, helpFolder, pages } from './blocks.ts';
import { notRun } from './notRun.ts';

const all = blocks();
const reasonOf = ({ file, code }: Block) =>
  notRun.find((entry) => entry.file === file && code.includes(entry.has))?.reason;
const listed = (block: Block) => `${block.file}:${block.line}`;
const isRun = (block: Block) => reasonOf(block) === undefined;

/** Returns the folder in which a page's code runs. SECURITY.md checks hashes in the module's folder. */
const folderOf = (file: string) => (file === 'SECURITY.md' ? path.dirname(modulePath) : undefined);

let docs: DocsLab;

beforeAll(async () => {
  docs = await DocsLab.start();
});

afterAll(() => docs.close());

test('there is code in the pages that promise it, all in known languages', () => {
  const withCode = new Set(all.map(({ file }) => file));
  for (const file of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/sign-in.md', ...aboutTopics]) {
    expect(withCode).toContain(file);
  }
  expect(pages.filter((file) => file.startsWith(`${helpFolder}/`) && !withCode.has(file))).toEqual([]);
  expect(all.filter(({ language }) => !['powershell', 'sh'].includes(language)).map(listed)).toEqual([]);
});

test('each block that is not run has one reason, and each reason a block', () => {
  for (const entry of notRun) {
    const meant = all.filter(({ file, code }) => file === entry.file && code.includes(entry.has));
    expect([entry, meant.length]).toEqual([entry, 1]);
  }
});

/** The PowerShell blocks, except those that recipes.test.ts runs. */
const powershell = all.filter(
  ({ file, language }) => file !== 'docs/recipes.md' && language === 'powershell',
);

describe('a powershell block runs without an error', () => {
  test.each(powershell.filter(isRun))('$file:$line', async ({ file, code }) => {
    const { result, requests } = await docs.run(code, folderOf(file));
    const problems = [result.terminating, ...result.errors].flatMap((error) => error?.message ?? []);
    expect(problems).toEqual([]);
    const calls = code.match(/^.*(?:Get|Update)-MgBetaSecurityPartner.*$/gm) ?? [];
    expect(requests > 0).toBe(calls.some((line) => !line.includes('-WhatIf')));
  });
});

test('a powershell block that is not run is PowerShell all the same', async () => {
  for (const block of powershell.filter((one) => !isRun(one))) {
    expect([listed(block), await docs.parseErrors(block.code)]).toEqual([listed(block), []]);
  }
});

describe('each line of a shell block works, or names what package.json has', () => {
  const lines = all
    .filter((block) => block.language === 'sh' && isRun(block))
    .flatMap((block) =>
      block.code
        .trim()
        .split('\n')
        .map((line) => ({ file: block.file, place: listed(block), command: line.replace(/ +#.*/, '') })),
    );

  test.each(lines)('$place: $command', ({ file, command }) => {
    const [, script] = /^npm (?:run )?([\w:]+)/.exec(command) ?? [];
    if (script !== undefined) {
      expect([...Object.keys(pkg.scripts), 'ci']).toContain(script);
    } else {
      expect(docs.runShell(command, folderOf(file))).toBe(0);
    }
  });
});
