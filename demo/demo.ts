/**
 * npm run demo: demonstrates the commands against a Graph stand-in on this computer. Shows each script, its output, and
 * the requests that the stand-in received. Exits with code 1 when the session cannot be set up or a result differs from
 * the expected one.
 */
import { fileURLToPath } from 'node:url';
import { Engine, psQuote } from '../test/support/engine.ts';
import { GraphServer } from '../test/support/graphServer.ts';
import { modulePath } from '../test/support/module.ts';
import { allErrors, complaints } from './check.ts';
import { showRequests, showResult, showScript } from './show.ts';
import { type Step, steps } from './steps.ts';

const preparation = fileURLToPath(new URL('demo.ps1', import.meta.url));

async function prepare(engine: Engine, server: GraphServer): Promise<boolean> {
  const script = `& ${psQuote(preparation)} -ModulePath ${psQuote(modulePath)} -GraphEndpoint ${server.url}`;
  showScript(script);
  const result = await engine.run(script);
  showResult(result);
  return allErrors(result).length === 0;
}

async function perform(step: Step, number: number, engine: Engine, server: GraphServer): Promise<boolean> {
  console.log(`\n${number}. ${step.title}\n  Expected: ${step.expectation}`);
  showScript(step.script);
  server.reply(step.answer);
  const before = server.requests.length;
  const result = await engine.run(step.script);
  const requests = server.requests.slice(before);
  showResult(result);
  showRequests(requests);
  const wrong = complaints(step.expected, result, requests);
  console.log(
    wrong.length === 0 ? '  => as expected' : `  => NOT AS EXPECTED\n     ${wrong.join('\n     ')}`,
  );
  return wrong.length === 0;
}

async function demonstrate(engine: Engine, server: GraphServer): Promise<boolean> {
  console.log(`Graph stand-in: ${server.url}`);
  if (!(await prepare(engine, server))) {
    console.log('  => The session could not be prepared.');
    return false;
  }
  let succeeded = 0;
  for (const [index, step] of steps.entries()) {
    if (await perform(step, index + 1, engine, server)) {
      succeeded += 1;
    }
  }
  console.log(`\n${succeeded} of ${steps.length} steps did what they should.`);
  return succeeded === steps.length;
}

const server = await GraphServer.start();
const engine = await Engine.start();
try {
  process.exitCode = (await demonstrate(engine, server)) ? 0 : 1;
} finally {
  await engine.close();
  await server.close();
}
