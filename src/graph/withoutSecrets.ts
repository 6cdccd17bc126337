import { hasHeader, withoutHeaders } from '../http/headerList.ts';
import { hideSecrets } from '../http/secrets/hideSecrets.ts';
import { isErrorStatus } from '../http/wire/wireResponse.ts';
import type { Header, HttpExchange, SendResult } from '../protocol/protocol.ts';

/** The length of the shortest secret that is hidden in an error. Fields such as the code could contain a shorter one by chance. */
const SHORTEST_IN_ERRORS = 12;

/** Headers that are not shown at all: they hold a secret of the sign-in or of the proxy. */
const unseen = ['Authorization', 'Proxy-Authorization'];

/**
 * The answer without the secrets that the service repeats where only people look: in an error, in a warning, and in what
 * is there to be shown. All else is data, and stays as it came.
 * @param sentBody The body that it answers.
 * @param findSecrets Called where they are needed, which most answers have no use for.
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

/** A page is an error, whatever its status: the client shows its title. */
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
    // Bodies may be large, so they come twice only where they have to.
    ...(shownSentBody !== sentBody && { shownSentBody }),
    ...(shownBody !== body && { shownBody }),
  };
}
