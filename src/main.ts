import { requestSignature } from './auth/requestSignature.ts';
import { Sessions } from './auth/sessions.ts';
import { sendRequest } from './graph/sendRequest.ts';
import { createHttpClient } from './http/middleware/httpClient.ts';
import type { RetryWait } from './http/middleware/retryHandlerOptions.ts';
import { ProxyChoice } from './http/proxy/proxyChoice.ts';
import { setProxyAuthenticator } from './http/proxy/proxyUser.ts';
import { endOnFault, ignoreTerminal } from './processEnd.ts';
import { type Handler, serve } from './protocol/connection.ts';
import { readOpenSession } from './protocol/openSessionParams.ts';
import { readCloseSession, readSend } from './protocol/params.ts';
import { Method } from './protocol/protocol.ts';
import { version } from './protocol/version.ts';

endOnFault();
ignoreTerminal();

const sessions = new Sessions();
const client = createHttpClient();

const handlers = new Map<string, Handler>([
  [Method.Ping, () => ({})],
  [
    Method.OpenSession,
    (params, { signal, notify, ask }) => {
      const opening = readOpenSession(params);
      return sessions.open(opening, {
        signal,
        proxies: new ProxyChoice(opening, ask),
        prompt: (prompt) => notify(Method.Prompt, prompt),
        sign: (algorithm, data) => requestSignature(ask, opening.session, algorithm, data),
      });
    },
  ],
  [Method.CloseSession, (params) => sessions.close(readCloseSession(params))],
  [
    Method.Send,
    (params, { signal, notify, ask }) => {
      const request = readSend(params);
      const onWait = (wait: RetryWait) => notify(Method.Waiting, wait);
      const session = sessions.get(request.session, request.tenantId);
      return sendRequest(request, session, new ProxyChoice(request, ask), client, signal, onWait);
    },
  ],
]);

setProxyAuthenticator(
  serve({
    input: process.stdin,
    output: process.stdout,
    version,
    handlers,
    onClose: () => process.exit(0),
  }),
);
