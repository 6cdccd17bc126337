import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { modulePath } from '../support/module.ts';

const built = path.dirname(modulePath);

const files = readdirSync(built, { recursive: true, encoding: 'utf8' })
  .filter((name) => statSync(path.join(built, name)).isFile())
  .map((name) => name.split(path.sep).join('/'))
  .sort();

/** The commands with which users of Linux and macOS check the hashes; `--quiet` omits the correct files. */
const programs: Partial<Record<NodeJS.Platform, readonly [program: string, ...args: string[]]>> = {
  linux: ['sha256sum', '--check', '--strict', '--quiet', 'SHA256SUMS'],
  darwin: ['shasum', '-a', '256', '--check', '--strict', '--quiet', 'SHA256SUMS'],
};

/** Returns the files whose hashes are wrong. Uses the system's program if there is one. */
function wrongFiles(folder: string): string[] {
  const [program, ...args] = programs[process.platform] ?? [];
  if (program !== undefined) {
    const { status, stdout } = spawnSync(program, args, { cwd: folder, encoding: 'utf8' });
    const wrong = Array.from(stdout.matchAll(/^(.*): FAILED/gm), ([, file = '']) => file);
    expect(status === 0).toBe(wrong.length === 0);
    return wrong;
  }
  return entries(folder)
    .filter(
      ([hash, file]) =>
        hash !==
        createHash('sha256')
          .update(readFileSync(path.join(folder, file)))
          .digest('hex'),
    )
    .map(([, file]) => file);
}

function entries(folder: string): [hash: string, file: string][] {
  const list = readFileSync(path.join(folder, 'SHA256SUMS'), 'utf8');
  return Array.from(list.matchAll(/^([a-f\d]{64}) {2}(.+)\n/gm), ([, hash = '', file = '']) => [hash, file]);
}

describe('SHA256SUMS', () => {
  let folder: string;

  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'pss-sums-'));
    cpSync(built, folder, { recursive: true });
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('has one line for every file of the module but itself, and nothing else', () => {
    const list = readFileSync(path.join(built, 'SHA256SUMS'), 'utf8');
    const lines = entries(built).map(([hash, file]) => `${hash}  ${file}\n`);
    expect(list).toBe(lines.join(''));
    expect(entries(built).map(([, file]) => file)).toEqual(files.filter((file) => file !== 'SHA256SUMS'));
  });

  test('fits what was built', () => {
    expect(wrongFiles(folder)).toEqual([]);
  });

  test.each([
    ['of the backend', (file: string) => file.startsWith('bin/')],
    ['of each of the others', (file: string) => !file.startsWith('bin/') && file !== 'SHA256SUMS'],
  ])('tells of one byte that is another: %s', (_, isMeant) => {
    const meant = files.filter(isMeant);
    const before = meant.map((file) => readFileSync(path.join(folder, file)));
    for (const [index, content] of before.entries()) {
      const changed = Buffer.from(content);
      const place = Math.floor(content.length / 2);
      changed[place] = (changed[place] ?? 0) ^ 1;
      writeFileSync(path.join(folder, meant[index] ?? ''), changed);
    }
    expect(wrongFiles(folder)).toEqual(meant);
    for (const [index, content] of before.entries()) {
      writeFileSync(path.join(folder, meant[index] ?? ''), content);
    }
  });
});
