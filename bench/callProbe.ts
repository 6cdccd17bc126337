import type { Probe } from './measure.ts';
import { defineTimer } from './powershell.ts';

export interface CallProbe {
  /** The ID of the reading. */
  id: string;
  /** The name of the PowerShell process that runs the statements, as passed to `Context.shell`. */
  shell: string;
  /** A setup script. It runs once per PowerShell process, even when several probes specify the same script. */
  setUp?: string;
  /** The timed statements. */
  call: string;
  /** The number of timed calls per sample. The reading is their mean duration, multiplied by `factor`. */
  calls: number;
  /** The number of untimed calls before each sample. Default: 10. */
  lead?: number;
  /** The number of discarded samples before the first measured sample. Default: 4. */
  warmUps?: number;
  /** The JSON text of the server's response. Without it, the server responds with 204. */
  answer?: string;
  /** The factor that converts the mean milliseconds of a call to the reading, such as the time per item. Default: 1. */
  factor?: number;
}

/**
 * Creates a probe that times statements inside PowerShell. The readings therefore exclude the time that the benchmark's
 * process and the pipe to PowerShell take.
 */
export function callProbe(options: CallProbe): Probe {
  const { id, calls, lead = 10, warmUps = 4, factor = 1 } = options;
  return {
    gives: [id],
    prepare: async (context) => {
      const shell = await context.shell(options.shell);
      await shell.setUp(options.setUp ?? '');
      await shell.run(defineTimer(id, options.call));
      const take = async () => {
        await context.server.answer(options.answer);
        return { [id]: factor * (await shell.number(`& $${id} ${calls} ${lead}`)) };
      };
      for (let warmUp = 0; warmUp < warmUps; warmUp += 1) {
        await take();
      }
      return take;
    },
  };
}
