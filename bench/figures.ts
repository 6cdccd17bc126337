import { goals } from './goals.ts';
import { type BenchRecord, busyMark, facts } from './record.ts';
import { goalRows, linearityRows, lineRows, markdown, shortRows } from './table.ts';

/** The pages that contain benchmark figures, as paths relative to the repository root. */
export const pagesWithFigures = ['README.md', 'bench/README.md'] as const;

/** The functions that format the figures, keyed by the name in a page's marker. */
const blocks: Readonly<Record<string, (record: BenchRecord) => string>> = {
  short: (record) => [markdown(shortRows(record.verdicts)), ...busyMark(record)].join('\n\n'),
  facts: (record) =>
    facts(record)
      .map((fact) => `- ${fact}`)
      .join('\n'),
  goals: ({ verdicts }) => markdown(goalRows(verdicts)),
  lines: ({ results }) => markdown(lineRows(results)),
  linearity: ({ results }) => markdown(linearityRows(results)),
};

/**
 * Returns the page with the figures of the given run between its markers.
 *
 * @throws {Error} A marker names an unknown block.
 */
export function withFigures(page: string, record: BenchRecord): string {
  return page.replaceAll(
    /(<!-- figures: (\w+) -->\n).*?(<!-- end of figures -->)/gs,
    (_, begin: string, name: string, end: string) => {
      const block = blocks[name];
      if (block === undefined) {
        throw new Error(`There are no figures '${name}'.`);
      }
      return `${begin}\n${block(record)}\n\n${end}`;
    },
  );
}

/** Returns the reason why a run's figures cannot be published in the pages; `undefined` when they can. */
export function notForPages({ parts, verdicts }: BenchRecord): string | undefined {
  return parts.length > 0 || verdicts.length < goals.length
    ? 'The last run did not measure everything. Run "npm run bench" on Linux.'
    : undefined;
}
