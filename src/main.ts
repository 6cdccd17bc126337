import { requestSignature } from './auth/requestSignature.ts';
import { Sessions } from './auth/sessions.ts';
import { sendRequest } from './graph/sendRequest.ts';
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
      return sendRequest(request, sessions.get(request.session, request.tenantId), {
        proxies: new ProxyChoice(request, ask),
        cancellation: signal,
        onWait: (wait) => notify(Method.Waiting, wait),
      });
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
