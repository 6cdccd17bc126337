// npm run generate: generates source files from api/partner-security.json. If a folder is given as an argument, the files
// are written to that folder, for the test that compares them with those of the project.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { paths } from '../paths.ts';
import { readDescription } from './description.ts';
import { functions } from './functions.ts';
import { models } from './models.ts';
import { requestBuilders } from './requestBuilders.ts';
import { views } from './views.ts';

const target = process.argv[2] ?? paths.root;
const description = readDescription(paths.root);
const workFolder = mkdtempSync(path.join(tmpdir(), 'generate-'));
try {
  replaceFolder('src/graph/client', requestBuilders(description, workFolder));
} finally {
  rmSync(workFolder, { recursive: true });
}
replaceFolder('module/public', functions(description));
replaceFolder('dotnet/PartnerSecurityScore/Models/Generated', models(description));
write('module/PartnerSecurityScore.format.ps1xml', views(description));

/** Replaces all files of a folder with the given files. */
function replaceFolder(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(path.join(target, folder), { recursive: true, force: true });
  for (const [name, text] of files) {
    write(path.join(folder, name), text);
  }
}

function write(name: string, text: string): void {
  const file = path.join(target, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, text);
}
