// node_modules/.bin/bun bench/putFigures.ts: saves the results of the last benchmark run in figures.json, and updates
// the figures in the pages.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { paths } from '../build/paths.ts';
import { runOrExit } from '../build/run.ts';
import { lastRun } from './artifact.ts';
import { notForPages, pagesWithFigures, withFigures } from './figures.ts';
import type { BenchRecord } from './record.ts';

const { samples: _, ...record } = JSON.parse(readFileSync(lastRun, 'utf8')) as BenchRecord & {
  samples: unknown;
};
const reason = notForPages(record);
if (reason !== undefined) {
  throw new Error(reason);
}
writeFileSync(path.join(paths.root, 'bench', 'figures.json'), `${JSON.stringify(record, undefined, 2)}\n`);
runOrExit('biome', ['format', '--write', 'bench/figures.json']);
for (const page of pagesWithFigures) {
  const file = path.join(paths.root, page);
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), record));
}
