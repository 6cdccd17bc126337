import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { sha256 } from '../../../build/fileHash.ts';
import { type Packed, packed } from '../../../build/zip.ts';
import { repositoryRoot } from '../../support/module.ts';

const folder = path.join(repositoryRoot, 'artifacts/test-packed');
const compression = path.join(repositoryRoot, 'build/zip.ts');

/**
 * Returns the compressed content of a file, by its hash, for `pack`. Compressing the backend takes many seconds of
 * processor time, so the result is kept until the file or the compression changes.
 */
export async function keptPacked(file: string): Promise<Map<string, Packed>> {
  const bytes = readFileSync(file);
  const hash = sha256(bytes);
  const name = sha256(Buffer.from([hash, process.versions.zlib, readFileSync(compression, 'utf8')].join()));
  const [facts, content] = ['json', 'deflated'].map((end) => path.join(folder, `${name}.${end}`)) as [
    string,
    string,
  ];
  if (existsSync(facts)) {
    return new Map([[hash, { ...JSON.parse(readFileSync(facts, 'utf8')), deflated: readFileSync(content) }]]);
  }
  const { deflated, ...rest } = await packed(bytes);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  writeFileSync(content, deflated);
  // An interrupted run leaves no facts, and the file is compressed again.
  writeFileSync(`${facts}.new`, JSON.stringify(rest));
  renameSync(`${facts}.new`, facts);
  return new Map([[hash, { ...rest, deflated }]]);
}
