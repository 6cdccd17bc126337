// npm run bench [-- [part ...] [--rounds N]]: measures the module, and compares the results with their baselines and
// goals. README.md in this folder explains each line of the output.
import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { lastRun } from './artifact.ts';
import { Context } from './context.ts';
import { evaluate, judge } from './evaluate.ts';
import { goals } from './goals.ts';
import { findModules } from './job.ts';
import { describeMachine } from './machine.ts';
import { allParts } from './measures/parts.ts';
import { processorsInUse, summarizeWork } from './otherWork.ts';
import { type BenchRecord, facts } from './record.ts';
import { choose, measure, probesFor } from './rounds.ts';
import { align, goalRows, linearityRows, lineRows } from './table.ts';

const { values, positionals } = parseArgs({
  options: { rounds: { type: 'string', default: '15' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new Error('--rounds takes a whole number above 0.');
}

const begin = performance.now();
const modulePath = await findModules();
const parts = allParts(modulePath, process.platform === 'linux');
const lines = choose(parts, positionals).flatMap((part) => part.lines);
const machine = await describeMachine(modulePath.original);
const pauses: number[] = [];
const samples = await takeSamples();
const results = evaluate(lines, samples);
const record: BenchRecord = {
  date: new Date().toISOString(),
  machine,
  otherWork: summarizeWork(pauses),
  parts: positionals,
  rounds,
  seconds: Math.round((performance.now() - begin) / 1000),
  verdicts: judge(results, goals),
  results,
};
show(record);
save(record);

async function takeSamples(): Promise<Map<string, number[]>> {
  const context = await Context.start();
  try {
    return await measure(probesFor(lines, parts), context, rounds, async (round) => {
      console.log(`round ${round} of ${rounds}`);
      pauses.push(await processorsInUse());
    });
  } finally {
    await context.close();
  }
}

function show(found: BenchRecord): void {
  const linearity = linearityRows(found.results);
  const tables = [goalRows(found.verdicts), lineRows(found.results), linearity].filter(
    (rows) => rows.length > 1,
  );
  console.log(['', ...facts(found), ...tables.map((rows) => `\n${align(rows)}`)].join('\n'));
}

function save(found: BenchRecord): void {
  const withSamples = { ...found, samples: Object.fromEntries(samples) };
  writeFileSync(lastRun, `${JSON.stringify(withSamples, undefined, 2)}\n`);
  console.log(`\nAlso in ${lastRun}, with every sample.`);
}
