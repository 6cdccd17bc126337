import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeMaml } from './help/maml.ts';
import { pageFolder, readPage } from './help/page.ts';
import { paths } from './paths.ts';

/**
 * Puts what Get-Help reads into the module: the help of the commands, made of their pages in docs/en-US, and what else
 * is in module/en-US. Nothing of it is read at import.
 * @param folder The module's.
 */
export function writeHelp(folder: string): void {
  const target = path.join(folder, 'en-US');
  cpSync(path.join(paths.module, 'en-US'), target, { recursive: true });
  const pages = readdirSync(pageFolder)
    .sort()
    .map((file) => readPage(readFileSync(path.join(pageFolder, file), 'utf8')));
  for (const file of new Set(pages.map(({ helpFile }) => helpFile))) {
    writeFileSync(path.join(target, file), writeMaml(pages.filter(({ helpFile }) => helpFile === file)));
  }
}
