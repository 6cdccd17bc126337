// npm run generate: makes of api/partner-security.json what stands in other files. With a folder for its argument it writes
// them there instead, for the test that compares.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { paths } from '../paths.ts';
import { readDescription } from './description.ts';
import { requestBuilders } from './requestBuilders.ts';

const target = process.argv[2] ?? paths.root;
const description = readDescription(paths.root);
const workFolder = mkdtempSync(path.join(tmpdir(), 'generate-'));
try {
  replace('src/graph/client', requestBuilders(description, workFolder));
} finally {
  rmSync(workFolder, { recursive: true });
}

/** Puts files into a folder that has no others. */
function replace(folder: string, files: ReadonlyMap<string, string>): void {
  rmSync(path.join(target, folder), { recursive: true, force: true });
  for (const [name, text] of files) {
    const file = path.join(target, folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
