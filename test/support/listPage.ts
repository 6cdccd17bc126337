import type { RecordedRequest } from './graphExchange.ts';

/** The number of objects, and a function that returns the JSON text of the object at an index. */
export interface List {
  readonly count: number;
  readonly element: (index: number) => string;
}

/**
 * Matches a skip token in Graph's format, with apostrophes around the value. If a client has encoded the apostrophes,
 * it does not match, because clients must return a link unchanged.
 */
const skipToken = /[?&]\$skiptoken=X'([0-9a-f]{8})'$/;

/**
 * Returns the requested page as JSON text, with a link to the next page if there is one.
 * @returns `undefined` when the request's skip token is not from this server.
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
