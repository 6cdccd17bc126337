import { importModule } from '../../test/support/lab.ts';
import { inFreshEngine, mustRun } from '../context.ts';
import type { Part } from '../measure.ts';
import { bareClient, loadHttp, sendSmall, signIn, token } from '../powershell.ts';

/**
 * Measures the first sign-in and the first request in a new PowerShell process. The baseline of the request is a whole
 * script that creates the bare client and sends a request with it.
 */
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

/** Returns a script that connects and sends a request, and writes the milliseconds of each. */
const clocked = (url: string) => `
  ${importModule}
  ${token()}
  $clock = [System.Diagnostics.Stopwatch]::StartNew()
  ${signIn(url)}
  $clock.Elapsed.TotalMilliseconds
  $clock.Restart()
  ${sendSmall}
  $clock.Elapsed.TotalMilliseconds`;
