import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { version } from '../../src/protocol/version.ts';
import { backendBinary } from '../backend/support/binary.ts';
import { frame, openParams, sendParams, TestBackend } from '../backend/support/testBackend.ts';
import { demand, LegProxy } from '../support/legProxy.ts';
import { clientCertificate } from '../support/signIn/clientCertificate.ts';
import { SignInServer } from '../support/signIn/signInServer.ts';
import { registration } from '../support/signInLab.ts';
import { deadOrigin } from './support/protocol/messages.ts';
import { oddValues } from './support/protocol/values.ts';
import { isFull, randomOf, report, seed } from './support/torture.ts';

const binary = backendBinary();
const random = randomOf(seed);
const app = registration();
const application = { tenantId: app.tenantId, clientId: app.clientId };
let signIn: SignInServer;
let proxy: LegProxy;
let backend: TestBackend;
let certificate: string;
let given: object = {};
let frames = 0;

beforeAll(async () => {
  [signIn, proxy] = await Promise.all([SignInServer.start(), LegProxy.start()]);
  signIn.register(app);
  proxy.use(() => demand('NTLM'));
  const { cert } = await clientCertificate();
  certificate = cert.replace(/-----[^-]+-----|\s/g, '');
  backend = new TestBackend(binary, { NODE_EXTRA_CA_CERTS: signIn.caFile });
  await backend.call('initialize', { version });
  await backend.call('session/open', openParams('s', deadOrigin, 'opaque'));
  void answerAll('session/sign');
  void answerAll('proxy/authenticate');
  void answerAll('proxy/find');
});

afterAll(async () => {
  report('protocolAnswers', { frames });
  await backend.stop();
  await Promise.all([signIn.close(), proxy.close()]);
});

/**
 * Returns wrong answers of a client to a request of the backend.
 * @param member The member that a valid result has.
 */
function wrongAnswers(member: string): object[] {
  const all = oddValues.flatMap((value) => [
    { result: value },
    { result: { [member]: value } },
    { error: value },
    { error: { code: value, message: value } },
    { error: { code: -1, message: 'The client cannot.', data: value } },
    { result: { [member]: value }, error: { code: -1, message: 'Both.' } },
  ]);
  return isFull ? all : all.filter(() => random() < 12 / all.length);
}

/** Answers all requests that the backend sends with this method. */
async function answerAll(method: string): Promise<void> {
  for (;;) {
    const { id } = await backend.requestFromBackend(method);
    backend.write(frame({ jsonrpc: '2.0', id, ...given }));
    // If `given` does not qualify as an answer, this answer counts. Otherwise it arrives too late.
    backend.reply(id, { error: { code: -1, message: 'No.' } });
    frames += 2;
  }
}

test('a signature that the client has not got fails the sign-in', async () => {
  const credential = { type: 'clientCertificate', ...application, certificate, algorithm: 'PS256' };
  const environment = { name: 'Lab', graphEndpoint: deadOrigin, azureADEndpoint: signIn.url };
  const names = /^(SignInFailed|ClientFailed|InvalidParams)$/;
  for (given of wrongAnswers('signature')) {
    const { error } = await backend.ask('session/open', { session: 'c', environment, credential });
    expect([seed, given, error?.data.name]).toEqual([seed, given, expect.stringMatching(names)]);
  }
});

test('a proof of the user that the client has not got sends nothing', async () => {
  const params = sendParams({
    url: `${deadOrigin}/`,
    proxy: { address: proxy.url, useDefaultCredentials: true },
  });
  const failure = { name: 'ConnectionFailed', mayHaveBeenSent: false };
  for (given of wrongAnswers('token')) {
    const { error } = await backend.ask('graph/send', params);
    expect([seed, given, error?.data]).toEqual([seed, given, failure]);
  }
});

test('a proxy that the client has not got sends nothing', async () => {
  const params = sendParams({ url: `${deadOrigin}/`, clientProxy: 'replaced' });
  for (given of wrongAnswers('proxy')) {
    const { error } = await backend.ask('graph/send', params);
    expect([seed, given, error?.data]).toEqual([
      seed,
      given,
      { name: expect.any(String), mayHaveBeenSent: false },
    ]);
    expect([given, error?.data.name]).not.toEqual([given, 'ConnectionFailed']);
  }
});
