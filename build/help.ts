import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { writeMaml } from './help/maml.ts';
import { pageFolder, readPage } from './help/page.ts';
import { paths } from './paths.ts';

/**
 * Writes the help files that `Get-Help` reads: the commands' help, generated from the pages in docs/en-US, and the
 * files in module/en-US. Importing the module does not read them.
 *
 * @param folder The module's folder.
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
