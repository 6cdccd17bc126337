import { goals } from './goals.ts';
import { type BenchRecord, busyMark, facts } from './record.ts';
import { goalRows, linearityRows, lineRows, markdown, shortRows } from './table.ts';

/** The pages with figures, by their paths in the repository. */
export const pagesWithFigures = ['README.md', 'bench/README.md'] as const;

/** What stands between the marks of each name. */
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

/** The page with the figures of this run between its marks. Throws where a mark names no block. */
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

/** What keeps a run's figures out of the pages; undefined if nothing does. */
export function notForPages({ parts, verdicts }: BenchRecord): string | undefined {
  return parts.length > 0 || verdicts.length < goals.length
    ? 'It did not measure everything. Run "npm run bench" on Linux.'
    : undefined;
}
