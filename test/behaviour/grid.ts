import { command, Lab, models } from '../support/lab.ts';

/** The invariant culture, one with a decimal comma, and one in which the uppercase of "i" is not "I". */
const cultures = ['', 'de-DE', 'tr-TR'];

export const zones = ['UTC', 'Eastern Standard Time'] as const;

export type Zone = (typeof zones)[number];

/** The result of a script. Errors are represented by their ids up to the first comma. */
export interface Outcome {
  /** The request bodies in order, each followed by the value of the X-Case header if there is one. */
  sent: string[];
  errors: string[];
  terminating: string | null;
}

export type Expectation = Outcome | ((zone: Zone) => Outcome);

/** Returns an outcome with these request bodies and no errors. */
export function sends(...sent: string[]): Outcome {
  return { sent, errors: [], terminating: null };
}

/** Returns an outcome with a statement-terminating error and no requests. */
export function ends(terminating: string): Outcome {
  return { sent: [], errors: [], terminating };
}

/** Returns an outcome with these non-terminating errors and these request bodies. */
export function reports(errors: string[], ...sent: string[]): Outcome {
  return { sent, errors, terminating: null };
}

/** Replaces the short names in a script of the tables. */
export function script(text: string): string {
  return text
    .replaceAll('SCORE', `[${models}.MicrosoftGraphPartnerSecurityScore]`)
    .replaceAll('MODELS', models)
    .replaceAll('CMD', command);
}

/** The module in each tested time zone, with a separate engine for each. */
export class Grid {
  readonly #labs: Map<Zone, Lab>;

  private constructor(labs: Map<Zone, Lab>) {
    this.#labs = labs;
  }

  static async start(): Promise<Grid> {
    const labs = await Promise.all(zones.map(async (zone) => [zone, await Lab.start({ zone })] as const));
    return new Grid(new Map(labs));
  }

  /** Runs a script in each zone and culture, and returns the actual and the expected outcomes by zone and culture. */
  async run(text: string, expected: Expectation): Promise<[actual: object, expected: object]> {
    const actual: Record<string, Outcome> = {};
    const wanted: Record<string, Outcome> = {};
    await Promise.all(
      Array.from(this.#labs, async ([zone, lab]) => {
        for (const culture of cultures) {
          const name = `${zone} ${culture}`;
          actual[name] = await outcome(lab, script(text), culture);
          wanted[name] = typeof expected === 'function' ? expected(zone) : expected;
        }
      }),
    );
    return [actual, wanted];
  }

  async close(): Promise<void> {
    await Promise.all(Array.from(this.#labs.values(), (lab) => lab.close()));
  }
}

async function outcome(lab: Lab, text: string, culture: string): Promise<Outcome> {
  const before = lab.server.requests.length;
  const { errors, terminating } = await lab.run(`$null = try { ${text} } catch { throw }`, { culture });
  return {
    sent: lab.server.requests.slice(before).map((request) => {
      const header = request.headers['x-case'];
      return header === undefined ? request.text : `${request.text} ${header}`;
    }),
    errors: errors.map(({ fullyQualifiedErrorId }) => shortId(fullyQualifiedErrorId)),
    terminating: terminating === null ? null : shortId(terminating.fullyQualifiedErrorId),
  };
}

function shortId(id: string): string {
  return id.split(',')[0] ?? '';
}
