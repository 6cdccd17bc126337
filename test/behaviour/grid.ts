import { command, Lab, models } from '../support/lab.ts';
import { localZone } from '../support/localZone.ts';

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

/** The module in each tested time zone. */
export class Grid {
  readonly #lab: Lab;

  private constructor(lab: Lab) {
    this.#lab = lab;
  }

  static async start(): Promise<Grid> {
    return new Grid(await Lab.start());
  }

  /** Runs a script in each zone and culture, and returns the actual and the expected outcomes by zone and culture. */
  async run(text: string, expected: Expectation): Promise<[actual: object, expected: object]> {
    const actual: Record<string, Outcome> = {};
    const wanted: Record<string, Outcome> = {};
    for (const zone of zones) {
      await this.#lab.mustRun(localZone(zone));
      for (const culture of cultures) {
        const name = `${zone} ${culture}`;
        actual[name] = await outcome(this.#lab, script(text), culture);
        wanted[name] = typeof expected === 'function' ? expected(zone) : expected;
      }
    }
    return [actual, wanted];
  }

  close(): Promise<void> {
    return this.#lab.close();
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
