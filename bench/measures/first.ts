import { importModule } from '../../test/support/lab.ts';
import { inFreshEngine, mustRun } from '../context.ts';
import type { Part } from '../measure.ts';
import { bareClient, loadHttp, sendSmall, signIn, token } from '../powershell.ts';

/** Measures the first calls in a new process with a stopwatch in the script, as parts of a whole job. */
export const first: Part = {
  name: 'first',
  lines: [
    { id: 'connect', title: 'connect with a token', unit: 'ms', floor: 'runtimeStart' },
    { id: 'firstSend', title: 'first PATCH', unit: 'ms', floor: 'firstBareSend' },
  ],
  probes: [
    {
      gives: ['firstBareSend'],
      prepare: async ({ server }) => {
        const script = `${loadHttp}\n${bareClient(server.url)}`;
        return async () => {
          await server.answer();
          return inFreshEngine(async (engine) => ({
            firstBareSend: (await mustRun(engine, script)).milliseconds,
          }));
        };
      },
    },
    {
      gives: ['connect', 'firstSend'],
      prepare: async ({ server }) => {
        const script = clocked(server.url);
        return async () => {
          await server.answer();
          return inFreshEngine(async (engine) => {
            const { output } = await mustRun(engine, script);
            const [connect = 0, firstSend = 0] = output.map(({ text }) => Number(text));
            return { connect, firstSend };
          });
        };
      },
    },
  ],
};

/** Returns a script that writes the milliseconds of connecting and of sending. */
const clocked = (url: string) => `
  ${importModule}
  ${token()}
  $clock = [System.Diagnostics.Stopwatch]::StartNew()
  ${signIn(url)}
  $clock.Elapsed.TotalMilliseconds
  $clock.Restart()
  ${sendSmall}
  $clock.Elapsed.TotalMilliseconds`;
