import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pkg from '../../package.json' with { type: 'json' };
import { DocsLab } from '../support/docsLab.ts';
import { aboutTopic, type Block, blocks, pages } from './blocks.ts';
import { notRun } from './notRun.ts';
import { runShell } from './shell.ts';

const all = blocks();
const reasonOf = ({ file, code }: Block) =>
  notRun.find((entry) => entry.file === file && code.includes(entry.has))?.reason;
const listed = (block: Block) => `${block.file}:${block.line}`;

let docs: DocsLab;

beforeAll(async () => {
  docs = await DocsLab.start();
});

afterAll(() => docs.close());

test('there is code in the pages that promise it, all in known languages', () => {
  const withCode = new Set(all.map(({ file }) => file));
  for (const file of ['README.md', 'SECURITY.md', 'CONTRIBUTING.md', 'docs/sign-in.md', aboutTopic]) {
    expect(withCode).toContain(file);
  }
  expect(pages.filter((file) => file.startsWith('module/help/') && !withCode.has(file))).toEqual([]);
  expect(all.filter(({ language }) => !['powershell', 'sh'].includes(language)).map(listed)).toEqual([]);
});

test('each block that is not run has one reason, and each reason a block', () => {
  for (const entry of notRun) {
    const meant = all.filter(({ file, code }) => file === entry.file && code.includes(entry.has));
    expect([entry, meant.length]).toEqual([entry, 1]);
  }
});

const powershell = all.filter(({ language }) => language === 'powershell');

describe('a powershell block runs without an error', () => {
  test.each(
    powershell.filter((block) => reasonOf(block) === undefined).map((block) => [listed(block), block]),
  )('%s', async (_, { code }) => {
    const { result, requests } = await docs.run(code);
    const problems = [result.terminating, ...result.errors].flatMap((error) => error?.message ?? []);
    expect(problems).toEqual([]);
    const updates = code.match(/^.*Update-MgBetaSecurityPartnerSecurityScore.*$/gm) ?? [];
    expect(requests > 0).toBe(updates.some((line) => !line.includes('-WhatIf')));
  });
});

describe('a powershell block that is not run is PowerShell all the same', () => {
  test.each(
    powershell.filter((block) => reasonOf(block) !== undefined).map((block) => [listed(block), block]),
  )('%s', async (_, { code }) => {
    expect(await docs.parseErrors(code)).toEqual([]);
  });
});

describe('each line of a shell block works, or names what package.json has', () => {
  const lines = all
    .filter((block) => block.language === 'sh' && reasonOf(block) === undefined)
    .flatMap((block) =>
      block.code
        .trim()
        .split('\n')
        .map((line) => [listed(block), line.replace(/ +#.*/, '')]),
    );

  test.each(lines)('%s: %s', (_, line = '') => {
    const [, script] = /^npm (?:run )?(\w+)/.exec(line) ?? [];
    if (script !== undefined) {
      expect([...Object.keys(pkg.scripts), 'ci']).toContain(script);
    } else {
      expect(runShell(line)).toBe(0);
    }
  });
});
