import type { Context } from './context.ts';
import type { Line, Part, Probe } from './measure.ts';

/**
 * Returns the parts with the given names, or all parts when no name is given.
 *
 * @throws {Error} A name is unknown.
 */
export function choose(parts: readonly Part[], names: readonly string[]): Part[] {
  const unknown = names.find((name) => !parts.some((part) => part.name === name));
  if (unknown !== undefined) {
    const known = parts.map(({ name }) => name).join(', ');
    throw new Error(`There is no part '${unknown}'. The parts are: ${known}.`);
  }
  return parts.filter(({ name }) => names.length === 0 || names.includes(name));
}

/** Returns the probes for the readings of these lines and of their baselines, from any part. */
export function probesFor(lines: readonly Line[], parts: readonly Part[]): Probe[] {
  const needed = new Set(lines.flatMap(({ id, floor }) => [id, ...(floor === undefined ? [] : [floor])]));
  return parts.flatMap(({ probes }) => probes).filter(({ gives }) => gives.some((id) => needed.has(id)));
}

/**
 * Prepares all probes. Then takes one sample of each probe per round, up to the probe's own maximum, so that noise on
 * the machine affects all probes alike.
 *
 * @param beforeRound Called with the number of each round, starting at 1.
 * @returns The samples, keyed by the IDs of the readings.
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
