import type { Context } from './context.ts';
import type { Line, Part, Probe } from './measure.ts';

/** The parts with these names; all without any. Throws where a name is unknown. */
export function choose(parts: readonly Part[], names: readonly string[]): Part[] {
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    const known = parts.map(({ name }) => name).join(', ');
    throw new Error(`There is no part '${unknown}'. There are: ${known}.`);
  }
  return parts.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** What has to be measured for these lines and their floors, of whatever part it is. */
export function probesFor(lines: readonly Line[], parts: readonly Part[]): Probe[] {
  const needed = new Set(lines.flatMap(({ id, floor }) => [id, ...(floor === undefined ? [] : [floor])]));
  return parts.flatMap(({ probes }) => probes).filter(({ gives }) => gives.some((id) => needed.has(id)));
}

/**
 * Takes a sample of each probe in turn, round after round, so that a machine's noise hits all alike. Gives the samples
 * by the ids of the readings. `beforeRound` is told the number of each round, from 1.
 */
export async function measure(
  probes: readonly Probe[],
  context: Context,
  rounds: number,
  beforeRound: (round: number) => Promise<void>,
): Promise<Map<string, number[]>> {
  const samples = new Map<string, number[]>();
  const prepared = [];
  for (const { rounds: most = rounds, prepare } of probes) {
    prepared.push({ most, take: await prepare(context) });
  }
  for (let round = 0; round < rounds; round += 1) {
    await beforeRound(round + 1);
    for (const { most, take } of prepared) {
      const readings = round < most ? await take() : {};
      for (const [id, value] of Object.entries(readings)) {
        samples.set(id, [...(samples.get(id) ?? []), value]);
      }
    }
  }
  return samples;
}
