// npm run bench [-- name of a part ...] [-- --full] [-- --rounds N]: how long everything takes, beside its floor and
// its goal. README.md in this folder says what each line means.
import { writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { paths } from '../build/paths.ts';
import { Context } from './context.ts';
import { evaluate, type Result } from './evaluate.ts';
import { describeMachine } from './machine.ts';
import { allParts } from './measures/parts.ts';
import { choose, measure, probesFor } from './rounds.ts';
import { linearityTable, table } from './table.ts';

const { values, positionals } = parseArgs({
  options: { full: { type: 'boolean', default: false }, rounds: { type: 'string', default: '15' } },
  allowPositionals: true,
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1) {
  throw new Error('--rounds takes a whole number above 0.');
}
const parts = allParts(values.full);
const lines = choose(parts, positionals).flatMap((part) => part.lines);

/** Processes that ran or waited to run, on the average of the minute before. */
const loadBefore = os.loadavg()[0] ?? 0;
const begin = performance.now();
const machine = await describeMachine();
const samples = await takeSamples();
const results = evaluate(lines, samples);
const seconds = Math.round((performance.now() - begin) / 1000);
show(results);
save(results);

async function takeSamples(): Promise<Map<string, number[]>> {
  const context = await Context.start();
  try {
    return await measure(probesFor(lines, parts), context, rounds, (round) =>
      console.log(`round ${round} of ${rounds}`),
    );
  } finally {
    await context.close();
  }
}

function show(results: readonly Result[]): void {
  console.log();
  for (const [name, value] of Object.entries(machine)) {
    console.log(`${name}: ${value}`);
  }
  console.log(`load before: ${loadBefore.toFixed(2)}; the measuring took ${seconds} s`);
  if (loadBefore > os.cpus().length) {
    console.log('OTHER WORK RAN ON THIS MACHINE: the figures say little.');
  }
  console.log(`\n${table(results)}`);
  const linearity = linearityTable(results);
  if (linearity !== undefined) {
    console.log(`\nWhat one costs, by how many there are\n${linearity}`);
  }
}

function save(results: readonly Result[]): void {
  const file = path.join(paths.root, 'artifacts', 'bench.json');
  const record = {
    date: new Date().toISOString(),
    machine,
    loadBefore,
    isFull: values.full,
    rounds,
    seconds,
    results,
    samples: Object.fromEntries(samples),
  };
  writeFileSync(file, `${JSON.stringify(record, undefined, 2)}\n`);
  console.log(`\nAlso in ${path.relative(paths.root, file)}, with every sample.`);
}
