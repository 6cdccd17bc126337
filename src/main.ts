import { Sessions } from './auth/sessions.ts';
import { prepareRequest } from './graph/requestFor.ts';
import { sendRequest } from './graph/sendRequest.ts';
import { ProxyChoice } from './http/proxy/proxyChoice.ts';
import { setProxyAuthenticator } from './http/proxy/proxyUser.ts';
import { endOnFault, ignoreTerminal } from './processEnd.ts';
import { Connection } from './protocol/connection.ts';
import { ProtocolError } from './protocol/errors.ts';
import { Method, type SignParams, type SignResult } from './protocol/protocol.ts';
import { version } from './protocol/version.ts';

endOnFault();
ignoreTerminal();

const sessions = new Sessions();

const client = new Connection({
  input: process.stdin,
  output: process.stdout,
  version,
  handlers: {
    [Method.Ping]: () => ({}),
    [Method.OpenSession]: (params, { signal, notify, ask }) =>
      sessions.open(params, {
        signal,
        proxies: new ProxyChoice(params, ask),
        prompt: (prompt) => notify(Method.Prompt, prompt),
        sign: (algorithm, data) =>
          signature({ session: params.session, algorithm, data: data.toString('base64') }),
      }),
    [Method.CloseSession]: (params) => sessions.close(params),
    [Method.Prepare]: prepareRequest,
    [Method.Send]: (params, { signal, notify, ask }) =>
      sendRequest(params, sessions.get(params.session, params.tenantId), {
        proxies: new ProxyChoice(params, ask),
        cancellation: signal,
        onWait: (wait) => notify(Method.Waiting, wait),
      }),
  },
  onClose: () => process.exit(0),
});
setProxyAuthenticator(client);

/** Asks the client to sign data with the key of a session's certificate. */
async function signature(params: SignParams): Promise<Buffer> {
  const result = (await client.ask(Method.Sign, params)) as SignResult | null;
  if (typeof result?.signature !== 'string' || result.signature === '') {
    throw new ProtocolError('ClientFailed', 'the module did not return a valid signature');
  }
  return Buffer.from(result.signature, 'base64');
}
