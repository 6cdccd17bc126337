import { hasHeader, withoutHeaders } from '../http/headerList.ts';
import { hideSecrets } from '../http/secrets/hideSecrets.ts';
import { isErrorStatus } from '../http/wire/wireResponse.ts';
import type { Header, HttpExchange, SendResult } from '../protocol/protocol.ts';

/**
 * The minimum length of a secret that is hidden in an error. Shorter ones could match fields such as the
 * error code by chance.
 */
const SHORTEST_IN_ERRORS = 12;

/** Request headers that are never shown, because they contain secrets of the session or of the proxy. */
const unseen = ['Authorization', 'Proxy-Authorization'];

/**
 * Hides secrets in text for people: errors, HTML pages, Warning headers and the trace. All other content is
 * data and is not changed.
 * @param sentBody The body of the request; null if there is none.
 * @param findSecrets Returns the secrets. It is called only if needed, and most responses do not need it.
 */
export function withoutSecrets(
  answer: SendResult,
  sentBody: string | null,
  findSecrets: () => readonly string[],
): SendResult {
  const { status, headers, body, exchanges } = answer;
  const isError = isErrorStatus(status) || answer.unreadable !== undefined || isPage(body);
  if (!isError && exchanges === undefined && !hasHeader(headers, 'Warning')) {
    return answer;
  }
  const secrets = findSecrets();
  const hide = (text: string) => hideSecrets(text, secrets, SHORTEST_IN_ERRORS);
  return {
    ...answer,
    headers: headers.map(([name, value]) => [
      name,
      isError || name.toLowerCase() === 'warning' ? hide(value) : value,
    ]),
    body: isError ? hide(body) : body,
    ...(exchanges !== undefined && shown(exchanges, sentBody ?? '', body, secrets)),
  };
}

/**
 * Returns whether a body is an HTML page or other markup. Such a body is an error, whatever its status, and
 * the client shows the page's title.
 */
function isPage(body: string): boolean {
  return /^\s*</.test(body);
}

function shown(
  exchanges: readonly HttpExchange[],
  sentBody: string,
  body: string,
  secrets: readonly string[],
): Pick<SendResult, 'exchanges' | 'shownSentBody' | 'shownBody'> {
  const hide = (text: string) => hideSecrets(text, secrets);
  const hideIn = (headers: readonly Header[]) => headers.map(([name, value]): Header => [name, hide(value)]);
  const shownSentBody = hide(sentBody);
  const shownBody = hide(body);
  return {
    exchanges: exchanges.map((each) => ({
      ...each,
      url: hide(each.url),
      requestHeaders: hideIn(withoutHeaders(each.requestHeaders, unseen)),
      responseHeaders: hideIn(each.responseHeaders),
    })),
    // Bodies can be large, so these copies are included only if they differ.
    ...(shownSentBody !== sentBody && { shownSentBody }),
    ...(shownBody !== body && { shownBody }),
  };
}
