import { createPrivateKey, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Engine } from '../../../support/engine.ts';
import { GraphServer } from '../../../support/graphServer.ts';
import { TestAuthority } from '../../../support/signIn/authority.ts';
import { fakeBrowser } from '../../../support/signIn/browser.ts';
import { clientCertificate } from '../../../support/signIn/clientCertificate.ts';
import type { PemCertificate } from '../../../support/signIn/keys.ts';
import { ManagedIdentityServer } from '../../../support/signIn/managedIdentityServer.ts';
import { PipelineServer } from '../../../support/signIn/pipelineServer.ts';
import { signedAssertion } from '../../../support/signIn/signedAssertion.ts';
import { type AppRegistration, SignInServer } from '../../../support/signIn/signInServer.ts';
import { registration } from '../../../support/signInLab.ts';
import { EchoProxy } from './echoProxy.ts';
import { secretCookie, secretText, secretToken } from './secretValues.ts';

/** The planted texts, by their names in $planted. */
export type Secrets = ReturnType<typeof makeSecrets>;

function makeSecrets(random: () => number, tenantId: string) {
  return {
    token: secretToken(random, { tid: tenantId }),
    expiredToken: secretToken(random, { exp: 1_600_000_000 }),
    clientSecret: secretText(random),
    wrongSecret: secretText(random),
    keyPassword: secretText(random),
    proxyPassword: secretText(random),
    environmentPassword: secretText(random),
    cookie: secretCookie(random),
    apiKey: secretText(random),
    userToken: secretToken(random),
    answerToken: secretToken(random),
    answerCookie: secretCookie(random),
  };
}

/** An engine, and all servers that it can contact. */
export interface SecretsWorld {
  readonly engine: Engine;
  readonly graph: GraphServer;
  /** A Graph stand-in whose certificate is not trusted. */
  readonly stranger: GraphServer;
  readonly signIn: SignInServer;
  readonly host: ManagedIdentityServer;
  /** The token services of GitHub Actions and Azure DevOps. */
  readonly pipeline: PipelineServer;
  /** The proxy in the environment variables. */
  readonly proxy: EchoProxy;
  /** The proxy for -Proxy. */
  readonly givenProxy: EchoProxy;
  readonly app: AppRegistration;
  readonly certificate: PemCertificate;
  readonly secrets: Secrets;
  /** The folder for the user's files and the temporary files of the processes. */
  readonly home: string;
  /** Files that contain secrets on purpose. They are outside `home`, which is searched for secrets. */
  readonly files: Readonly<Record<'pemFile' | 'assertionFile', string>>;
  /** The client assertion in `files.assertionFile`, in place of the token that Kubernetes writes. */
  readonly assertion: string;
  close(): Promise<void>;
}

export async function startWorld(random: () => number): Promise<SecretsWorld> {
  const [authority, unknown, certificate] = await Promise.all([
    TestAuthority.create(),
    TestAuthority.create(),
    clientCertificate(),
  ]);
  const [graph, stranger, signIn, host, pipeline, proxy, givenProxy] = await Promise.all([
    authority.issue().then((own) => GraphServer.start({ certificate: own })),
    unknown.issue().then((own) => GraphServer.start({ certificate: own })),
    SignInServer.start({ authority }),
    ManagedIdentityServer.start(),
    PipelineServer.start(authority),
    EchoProxy.start(),
    EchoProxy.start(),
  ]);
  const own = registration();
  const secrets = makeSecrets(random, own.tenantId);
  const app = {
    ...own,
    secrets: [secrets.clientSecret],
    certificates: [certificate.cert],
    federated: [pipeline.trust],
  };
  signIn.register(app);
  signIn.autoApproveDevice = true;
  host.identities = { systemAssigned: { tenantId: app.tenantId, clientId: randomUUID(), roles: [] } };
  const audience = `${signIn.url}/${app.tenantId}/oauth2/v2.0/token`;
  const assertion = signedAssertion({ certificate, clientId: app.clientId, audience });
  const folder = mkdtempSync(path.join(tmpdir(), 'pss-secrets-'));
  const home = path.join(folder, 'home');
  mkdirSync(home);
  const browser = await fakeBrowser(signIn);
  const engine = await Engine.start({
    env: {
      ...Object.fromEntries(['HOME', 'USERPROFILE', 'TMPDIR', 'TEMP', 'TMP'].map((name) => [name, home])),
      NODE_EXTRA_CA_CERTS: authority.caFile,
      PATH: `${browser.path}${path.delimiter}${process.env['PATH']}`,
      ...proxyVariables(secrets, proxy),
      // These variables enable verbose logging in the runtime and the libraries if they reach the backend.
      DEBUG: '*',
      NODE_DEBUG: 'http,net,tls',
      AZURE_LOG_LEVEL: 'verbose',
    },
  });
  return {
    ...{
      engine,
      graph,
      stranger,
      signIn,
      host,
      pipeline,
      proxy,
      givenProxy,
      app,
      certificate,
      secrets,
      home,
      assertion,
    },
    files: writeFiles(folder, certificate, secrets, assertion),
    close: async () => {
      await engine.close();
      await Promise.all(
        [graph, stranger, signIn, host, pipeline, proxy, givenProxy].map((server) => server.close()),
      );
      browser.dispose();
      for (const each of [authority, unknown]) {
        each.dispose();
      }
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function proxyVariables(
  { environmentPassword }: Secrets,
  { port }: EchoProxy,
): Record<string, string | undefined> {
  const user = `user:${encodeURIComponent(environmentPassword)}`;
  return {
    HTTPS_PROXY: `http://${user}@127.0.0.1:${port}`,
    ALL_PROXY: `http://${user}@127.0.0.1:9`,
    NO_PROXY: '.invalid',
    ...{ https_proxy: undefined, all_proxy: undefined, no_proxy: undefined },
  };
}

function writeFiles(
  folder: string,
  { key, cert }: PemCertificate,
  { keyPassword }: Secrets,
  assertion: string,
): SecretsWorld['files'] {
  const encrypted = createPrivateKey(key).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase: keyPassword,
  });
  const files = { pemFile: path.join(folder, 'app.pem'), assertionFile: path.join(folder, 'assertion') };
  writeFileSync(files.pemFile, `${cert}\n${encrypted}`);
  writeFileSync(files.assertionFile, assertion);
  return files;
}
