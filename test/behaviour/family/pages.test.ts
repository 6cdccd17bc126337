import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Answer, graphError } from '../../support/graphServer.ts';
import { errorIds, FamilyLab, json, onlyError, options, page, type Seen, sent, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

/** Returns linked pages of these sizes. The ids of the alerts are consecutive numbers. */
function pagesOf(...sizes: number[]): Answer[] {
  let last = 0;
  return sizes.map((size, index) => {
    const ids = Array.from({ length: size }, () => String(++last));
    return page(ids, index + 1 === sizes.length ? undefined : lab.link(`$skiptoken=${index + 2}`));
  });
}

/** Returns the part of each request after the path of the collection. */
const queries = (seen: Seen) => sent(seen).map((request) => request.replace('GET securityAlerts', ''));

test('without -All the first page is all [family.pages.no-all]', async () => {
  const seen = await lab.mustRun('ALERT | % Id', ...pagesOf(2, 1));
  expect([texts(seen), queries(seen)]).toEqual([['1', '2'], ['']]);
});

test('-PageSize alone gives one page [family.pages.page-size-alone]', async () => {
  const seen = await lab.mustRun('ALERT -PageSize 2 | % Id', ...pagesOf(2, 1));
  expect([texts(seen), queries(seen)]).toEqual([['1', '2'], ['?$top=2']]);
});

describe('-All', () => {
  test('follows the links as they are, with the headers given [family.pages.all]', async () => {
    const seen = await lab.mustRun(
      "ALERT -All -Filter 'isTest' -Headers @{ 'X-Case' = 'h' } | % Id",
      ...pagesOf(2, 1, 1),
    );
    expect(texts(seen)).toEqual(['1', '2', '3', '4']);
    expect(queries(seen)).toEqual([
      '?$filter=isTest [X-Case: h]',
      '?$skiptoken=2 [X-Case: h]',
      '?$skiptoken=3 [X-Case: h]',
    ]);
  });

  test('runs the steps for each page [family.pages.all]', async () => {
    const step =
      "{ param($req, $callback, $next) $req.Headers.Add('X-Case', [string]$req.RequestUri.Query); $next.SendAsync($req, $callback) }";
    const seen = await lab.mustRun(`ALERT -All -HttpPipelinePrepend ${step} | % Id`, ...pagesOf(1, 1));
    expect(texts(seen)).toEqual(['1', '2']);
    expect(queries(seen)).toEqual([' [X-Case: ]', '?$skiptoken=2 [X-Case: ?$skiptoken=2]']);
  });

  test('has -Debug tell of each page [family.pages.all]', async () => {
    const { debug } = await lab.mustRun('$null = ALERT -All -Debug', ...pagesOf(1, 1, 1));
    expect(debug.filter((block) => block.includes('HTTP REQUEST'))).toHaveLength(3);
    expect(debug.filter((block) => block.includes('HTTP RESPONSE'))).toHaveLength(3);
  });

  test('gives the objects of a page before it asks for the next [family.pages.streaming]', async () => {
    const [first, second] = pagesOf(2, 1) as [Answer, Answer];
    const score = json({ id: 's' });
    const seen = await lab.mustRun(
      'ALERT -All | % { $_.Id; (SCORE).Id }',
      first,
      score,
      score,
      second,
      score,
    );
    expect(texts(seen)).toEqual(['1', 's', '2', 's', '3', 's']);
    expect(sent(seen)).toEqual([
      'GET securityAlerts',
      'GET securityScore',
      'GET securityScore',
      'GET securityAlerts?$skiptoken=2',
      'GET securityScore',
    ]);
  });

  test('goes on behind an empty page [family.pages.empty-page]', async () => {
    const seen = await lab.mustRun('ALERT -All | % Id', ...pagesOf(0, 0, 1));
    expect([texts(seen), seen.requests.length]).toEqual([['1'], 3]);
  });

  test('gives all pages of each record [family.pages.two-records]', async () => {
    const seen = await lab.mustRun(
      "@{ 'X-Case' = 1 }, @{ 'X-Case' = 2 } | ALERT -All | % Id",
      ...pagesOf(1, 1),
      ...pagesOf(1, 1),
    );
    expect(texts(seen)).toEqual(['1', '2', '1', '2']);
    expect(queries(seen)).toEqual([
      ' [X-Case: 1]',
      '?$skiptoken=2 [X-Case: 1]',
      ' [X-Case: 2]',
      '?$skiptoken=2 [X-Case: 2]',
    ]);
  });

  test('does not follow the link of an expanded list [family.pages.expanded-link]', async () => {
    const link = `${lab.url}/beta/security/partner/securityScore/requirements?$skiptoken=2`;
    const seen = await lab.mustRun(
      "$score = SCORE -ExpandProperty requirements; $score.Requirements.Count; $score['requirements@odata.nextLink']",
      json({ id: 's', requirements: [{ id: 'r' }], 'requirements@odata.nextLink': link }),
    );
    expect([texts(seen), seen.requests.length]).toEqual([['1', link], 1]);
  });
});

describe('an error', () => {
  const denied = graphError(403, 'Denied', 'No.');

  test('on the first page is one error [family.pages.error-first]', async () => {
    const seen = await lab.run('ALERT -All | % Id', denied);
    expect([texts(seen), errorIds(seen), seen.requests.length]).toEqual([[], ['Denied'], 1]);
    expect(seen.terminating).toBeNull();
  });

  test('on a later page is one error behind what came before [family.pages.error-later]', async () => {
    const [first, second] = pagesOf(2, 1, 1) as [Answer, Answer];
    const seen = await lab.run("ALERT -All | % Id; 'goes on'", first, second, denied);
    expect(texts(seen)).toEqual(['1', '2', '3', 'goes on']);
    expect([errorIds(seen), seen.terminating, seen.requests.length]).toEqual([['Denied'], null, 3]);
  });

  test('on a later page is one with SilentlyContinue, too [family.pages.error-later]', async () => {
    const [first] = pagesOf(1, 1) as [Answer];
    const seen = await lab.run(
      'ALERT -All -ErrorAction SilentlyContinue -ErrorVariable failed | % Id; $failed.Count',
      first,
      denied,
    );
    expect([texts(seen), seen.requests.length]).toEqual([['1', '1'], 2]);
  });

  test('on a later page ends the statement with Stop [family.pages.error-later-stop]', async () => {
    const [first] = pagesOf(2, 1) as [Answer];
    const seen = await lab.run("ALERT -All -ErrorAction Stop | % Id; 'not reached'", first, denied);
    expect([texts(seen), errorIds(seen), seen.requests.length]).toEqual([['1', '2'], ['Denied'], 2]);
    expect(seen.terminating).not.toBeNull();
  });

  test.each([429, 503, 504])(
    'of status %i on a later page is tried again [family.pages.retry-later]',
    async (status) => {
      const [first, second] = pagesOf(1, 1) as [Answer, Answer];
      const busy = { status, headers: { 'Retry-After': '0' } };
      const seen = await lab.mustRun('ALERT -All | % Id', first, busy, second);
      expect(texts(seen)).toEqual(['1', '2']);
      expect(seen.requests.map(options)).toEqual([{}, { $skiptoken: '2' }, { $skiptoken: '2' }]);
    },
  );

  test.each([
    ['text', json('OK')],
    ['half a page', json('{"value":[{"id":"x"}')],
    ['no UTF-8', { body: Buffer.from([0x7b, 0xff]) }],
  ])(
    'that is %s as a later page says which page it is [family.pages.later-unreadable] [family.pages.later-unreadable-page]',
    async (_, answer) => {
      const [first, second] = pagesOf(1, 1, 1) as [Answer, Answer];
      const seen = await lab.run('ALERT -All | % Id', first, second, answer);
      expect([texts(seen), seen.requests.length]).toEqual([['1', '2'], 3]);
      expect(onlyError(seen).message).toMatch(/\bpage 3\b|third page|skiptoken=3/);
      expect(onlyError(seen).message).not.toContain('..');
    },
  );

  test.each<[string, Answer]>([
    ['is 204 [family.pages.later-empty]', { status: 204 }],
    ['is empty [family.pages.later-empty]', json('')],
    ['has no value [family.pages.later-no-value]', json('{"id":"x"}')],
    ['has null for a value [family.pages.later-no-value]', json('{"value":null}')],
  ])('for a later page that %s says that the list is incomplete', async (_, answer) => {
    const [first] = pagesOf(1, 1) as [Answer];
    const seen = await lab.run('ALERT -All | % Id', first, answer);
    expect([texts(seen), seen.requests.length]).toEqual([['1'], 2]);
    expect(onlyError(seen).message).toMatch(/incomplete|not complete/);
  });
});

describe('-Top', () => {
  test.each<[title: string, parameters: string, pages: number[], objects: number, requests: number]>([
    ['ends within a page [family.pages.top-exact]', '-Top 3 -All', [2, 2, 2], 3, 2],
    ['ends with a page [family.pages.top-exact]', '-Top 4 -All', [2, 2, 2], 4, 2],
    ['ends with the list [family.pages.top-exact]', '-Top 3 -All', [1, 1], 2, 2],
    ['needs several pages [family.pages.top-exact]', '-Top 5 -PageSize 2', [2, 2, 2, 2], 5, 3],
    ['needs a part of the second page [family.pages.top-exact]', '-Top 7 -PageSize 5', [5, 5, 5], 7, 2],
    ['needs a part of the first page [family.pages.top-exact]', '-Top 1 -PageSize 2', [2, 2], 1, 1],
    ['counts objects, not pages [family.pages.top-short-pages]', '-Top 6 -All', [3, 1, 1, 1, 1], 6, 4],
    ['goes on behind a short page [family.pages.top-alone]', '-Top 3', [2, 2], 3, 2],
    ['ends a page that is too long [family.pages.top-alone]', '-Top 3', [5, 2], 3, 1],
    ['ends a large list [family.pages.top-large]', '-Top 1500', [1000, 1000, 1], 1500, 2],
  ])('%s: %s of pages of %j gives %i objects', async (_, parameters, sizes, objects, requests) => {
    const seen = await lab.mustRun(`(ALERT ${parameters} | % Id) -join ' '`, ...pagesOf(...sizes));
    const ids = Array.from({ length: objects }, (__, index) => String(index + 1));
    expect([texts(seen), seen.requests.length]).toEqual([[ids.join(' ')], requests]);
  });

  test('1500 sends no $top [family.pages.top-large]', async () => {
    const { requests } = await lab.mustRun('$null = ALERT -Top 1500', ...pagesOf(1000, 1000));
    expect(requests.map(options)).toEqual([{}, { $skiptoken: '2' }]);
  });

  test('0 with -All gives nothing [family.pages.top-zero-all]', async () => {
    const seen = await lab.mustRun('ALERT -Top 0 -All | % Id', ...pagesOf(2, 2));
    expect(texts(seen)).toEqual([]);
    expect(seen.requests.length).toBeLessThanOrEqual(1);
  });
});

describe('a pipeline that is ended behind the command', () => {
  const stopper =
    "function Stop-All { param([Parameter(ValueFromPipeline)] $InputObject) process { throw 'enough' } }";

  test.each([
    ['within the first page', 1, 1],
    ['at its end', 2, 1],
    ['within the second page', 3, 2],
  ])(
    'by Select-Object -First %s sends no further request and leaves no error [family.pages.first]',
    async (_, count, requests) => {
      const seen = await lab.mustRun(
        `ALERT -All | Select-Object -First ${count} | % Id; $null = SCORE`,
        ...pagesOf(2, 2, 2).slice(0, requests),
      );
      expect(texts(seen)).toHaveLength(count);
      expect(sent(seen).slice(requests)).toEqual(['GET securityScore']);
    },
  );

  test("by a throw runs the script's catch [family.pages.throw-behind]", async () => {
    const seen = await lab.mustRun(
      `${stopper}; try { ALERT -All | Stop-All; 'not reached' } catch { "caught $_" }; $null = SCORE`,
      ...pagesOf(2, 2).slice(0, 1),
    );
    expect(texts(seen)).toEqual(['caught enough']);
    expect(sent(seen)).toEqual(['GET securityAlerts', 'GET securityScore']);
  });

  test('by a break leaves no error [family.pages.break-behind]', async () => {
    const seen = await lab.mustRun(
      'foreach ($once in 1) { ALERT -All | % { $_.Id; break } }; $null = SCORE',
      ...pagesOf(2, 2).slice(0, 1),
    );
    expect(texts(seen)).toEqual(['1']);
    expect(sent(seen)).toEqual(['GET securityAlerts', 'GET securityScore']);
  });
});
