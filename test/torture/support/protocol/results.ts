type Members = Record<string, unknown>;

/** Determines whether a value meets the client's requirements for the members of a SendResult in `rightResults`. */
export function isSendResult(value: unknown): boolean {
  const { reasonPhrase, headers, body, clientRequestId, exchanges = null, status } = membersOf(value);
  return (
    isStatus(status) &&
    isText(reasonPhrase) &&
    isText(clientRequestId) &&
    !/[\r\n\0]/.test(reasonPhrase) &&
    isHeaders(headers) &&
    isText(body) &&
    (exchanges === null || (Array.isArray(exchanges) && exchanges.every(isExchange)))
  );
}

/**
 * Determines whether a value meets the client's requirements for the members of an OpenSessionResult in `rightResults`.
 */
export function isOpenResult(value: unknown): boolean {
  const { tenantId, clientId, account, appName, scopes } = membersOf(value);
  const texts = [tenantId, clientId, account, appName];
  return (
    texts.every((text) => (text ?? null) === null || isText(text)) &&
    Array.isArray(scopes) &&
    scopes.every((scope) => typeof scope === 'string')
  );
}

/** Determines whether a value is text. Lone surrogates are not valid, because UTF-8 cannot encode them. */
function isText(value: unknown): value is string {
  return typeof value === 'string' && !/\p{Surrogate}/u.test(value);
}

function isExchange(value: unknown): boolean {
  const { method, url, requestHeaders, status, responseHeaders } = membersOf(value);
  return (
    isText(method) &&
    isText(url) &&
    isHeaders(requestHeaders) &&
    isStatus(status) &&
    isHeaders(responseHeaders)
  );
}

function isStatus(value: unknown): boolean {
  return Number.isInteger(value) && Number(value) >= 100 && Number(value) <= 999;
}

function isHeaders(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.every(
      (pair) => Array.isArray(pair) && pair.length === 2 && pair.every((part) => typeof part === 'string'),
    )
  );
}

function membersOf(value: unknown): Members {
  return typeof value === 'object' && value !== null ? (value as Members) : {};
}
