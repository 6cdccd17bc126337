import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { filesIn } from '../../build/filesIn.ts';
import { runOrExit } from '../../build/run.ts';
import { repositoryRoot } from '../support/module.ts';

/** Folders that contain only generated files. */
const generatedFolders = [
  'dotnet/PartnerSecurityScore/Models/Generated',
  'module/public',
  'src/graph/client',
];

describe('what npm run generate makes of the description', () => {
  let fresh: string;

  beforeAll(() => {
    fresh = mkdtempSync(path.join(tmpdir(), 'generated-'));
    runOrExit('bun', ['build/generate/generate.ts', fresh]);
  });

  afterAll(() => rmSync(fresh, { recursive: true, force: true }));

  test('is what stands in the project', () => {
    const read = (root: string, file: string) => readFileSync(path.join(root, file), 'utf8');
    for (const file of filesIn(fresh)) {
      expect([file, read(repositoryRoot, file)]).toEqual([file, read(fresh, file)]);
    }
  });

  test.each(generatedFolders)('is all of %s', (folder) => {
    const files = filesIn(path.join(fresh, folder));
    expect(files).not.toEqual([]);
    expect(filesIn(path.join(repositoryRoot, folder))).toEqual(files);
  });

  test.each(generatedFolders)('is marked as generated in %s', (folder) => {
    const attributes = readFileSync(path.join(repositoryRoot, '.gitattributes'), 'utf8');
    expect(attributes.split('\n')).toContain(`${folder}/** linguist-generated`);
  });
});
