import type { RecordedRequest } from './graphExchange.ts';

/** How many objects there are, and the JSON text of each by its index. */
export interface List {
  readonly count: number;
  readonly element: (index: number) => string;
}

/** With an apostrophe on both sides, as Graph's own: a link has to come back letter by letter. */
const skipToken = /[?&]\$skiptoken=X'([0-9a-f]{8})'$/;

/**
 * The page that a request asks for, as JSON text, with the link to the next one if there is one. Undefined if its
 * token does not come from this server.
 */
export function listPage(
  { url, headers }: Pick<RecordedRequest, 'url' | 'headers'>,
  { count, element }: List,
  size: number,
): string | undefined {
  const token = skipToken.exec(url);
  const start = Number.parseInt(token?.[1] ?? '0', 16);
  if ((token === null && url.includes('skiptoken')) || start > count) {
    return undefined;
  }
  const asked = url.slice(0, token?.index);
  const end = Math.min(start + size, count);
  const elements = Array.from({ length: end - start }, (_, offset) => element(start + offset));
  const next = `$skiptoken=X'${end.toString(16).padStart(8, '0')}'`;
  const link = `http://${headers['host']}${asked}${asked.includes('?') ? '&' : '?'}${next}`;
  const members = [
    ...(/[?&]\$count=true(?:&|$)/.test(asked) ? [`"@odata.count":${count}`] : []),
    `"value":[${elements.join(',')}]`,
    ...(end < count ? [`"@odata.nextLink":${JSON.stringify(link)}`] : []),
  ];
  return `{${members.join(',')}}`;
}
