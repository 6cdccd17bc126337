import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { connect } from '../../support/lab.ts';
import { accessToken } from '../../support/tokens.ts';
import { FamilyLab, onlyError, page, texts } from './familyLab.ts';

let lab: FamilyLab;

beforeAll(async () => {
  lab = await FamilyLab.start();
});

afterAll(() => lab.close());

describe('a link', () => {
  /** Returns the URL of the second request when the first page contains this link. */
  async function followed(link: string): Promise<string | undefined> {
    const seen = await lab.mustRun('ALERT -All | % Id', page(['a'], link), page(['b']));
    expect([texts(seen), seen.requests.length]).toEqual([['a', 'b'], 2]);
    return seen.requests[1]?.url;
  }

  const path = '/beta/security/partner/securityAlerts';

  test.each([
    ['another host', `https://graph.microsoft.com${path}?$skiptoken=2`],
    ['another port', `http://127.0.0.1:9${path}?$skiptoken=2`],
    ['a user', `http://user:password@graph.example${path}?$skiptoken=2`],
    ['a fragment', `https://graph.example${path}?$skiptoken=2#part`],
  ])('with %s stays with the environment [family.pages.link-origin]', async (_, link) => {
    expect(await followed(link)).toBe(`${path}?$skiptoken=2`);
  });

  test('keeps its path as it came [family.pages.link-origin]', async () => {
    const odd = '/beta/other%2Fpath/it(%27s%27)/%c3%a9';
    expect(await followed(`https://graph.example${odd}?$skiptoken=2`)).toBe(`${odd}?$skiptoken=2`);
  });

  test('to another host is told of on -Verbose [family.pages.link-origin-told]', async () => {
    const { verbose } = await lab.mustRun(
      '$null = ALERT -All -Verbose',
      page(['a'], `https://graph.elsewhere.example${path}?$skiptoken=2`),
      page(['b'], lab.link('$skiptoken=3')),
      page(['c']),
    );
    expect(verbose.filter((line) => line.includes('graph.elsewhere.example'))).toHaveLength(1);
  });

  test.each([
    ['a second question mark [family.pages.link-question-mark]', '$skiptoken=a?b=c&d'],
    [
      'names of options inside [family.pages.link-words]',
      '$skiptoken=stop-and-skip&count=1&top=2&$filter=a%20eq%20%27%26%2B%27',
    ],
    ['a token that is escaped [family.pages.link-words]', '%24skiptoken=%41%2f%2F+%20'],
  ])('with %s is sent as it came', async (_, query) => {
    expect(await followed(lab.link(query))).toBe(`${path}?${query}`);
  });

  test('is sent as it came through a step, too [family.pages.link-words]', async () => {
    const target = '/beta/%41%7e?$skiptoken=%41%7e|{}';
    const seen = await lab.mustRun(
      '$null = ALERT -All -HttpPipelinePrepend { param($req, $callback, $next) $next.SendAsync($req, $callback) }',
      page(['a'], `${lab.url}${target}`),
      page(['b']),
    );
    expect(seen.requests[1]?.url).toBe(target);
  });

  test.each([
    [
      'begins with a slash [family.pages.link-relative-slash]',
      '/beta/other/path?$skiptoken=2',
      '/beta/other/path?$skiptoken=2',
    ],
    ['is a query [family.pages.link-relative]', '?$skiptoken=2', `${path}?$skiptoken=2`],
    ['is a name [family.pages.link-relative]', 'securityAlerts?$skiptoken=2', `${path}?$skiptoken=2`],
  ])('that %s is resolved against the request', async (_, link, url) => {
    expect(await followed(link)).toBe(url);
  });

  test.each([
    ['empty [family.pages.link-blank]', ''],
    ['blank [family.pages.link-blank]', ' '],
    ['null [family.pages.link-null]', null],
  ])('that is %s is the end of the list', async (_, link) => {
    const seen = await lab.mustRun('ALERT -All | % Id', page(['a'], link));
    expect([texts(seen), seen.requests.length]).toEqual([['a'], 1]);
  });

  test.each([
    ['at once', ['again', 'again']],
    ['behind another', ['again', 'other', 'again']],
  ])('that comes again %s is an error that names it [family.pages.link-again]', async (_, tokens) => {
    const seen = await lab.run(
      'ALERT -All | % Id',
      ...tokens.map((token, index) => page([String(index)], lab.link(`$skiptoken=${token}`))),
    );
    expect(texts(seen)).toEqual(tokens.map((__, index) => String(index)));
    expect(onlyError(seen).message).toContain('$skiptoken=again');
    expect(seen.requests).toHaveLength(tokens.length);
  });

  test('that comes again cannot write to the terminal', async () => {
    const odd = page(['a'], lab.link('$skiptoken=\u001b[2J\r\n\u202eb'));
    const seen = await lab.run('ALERT -All | % Id', odd, odd);
    expect(onlyError(seen).message).toMatch(/^[^\p{Cc}\u202e]*\$skiptoken=\ufffd\[2J \ufffdb\.$/u);
  });

  test.each([
    ['has none', `https://graph.example${path}?$skiptoken=2`],
    ['has it already', `GATEWAY${path}?$skiptoken=2`],
    ['is relative', '?$skiptoken=2'],
  ])('keeps the path of an endpoint where it %s [family.pages.link-gateway]', async (_, link) => {
    const gateway = `${lab.url}/gate/way`;
    await lab.mustRun(connect({ url: gateway }, accessToken()));
    try {
      expect(await followed(link.replace('GATEWAY', gateway))).toBe(`/gate/way${path}?$skiptoken=2`);
    } finally {
      await lab.mustRun(connect(lab, accessToken()));
    }
  });
});
