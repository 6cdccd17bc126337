import { expect, test } from '@jest/globals';
import { command, importModule, Lab } from '../support/lab.ts';
import { ProxyServer } from '../support/proxyServer.ts';

const endpoint = 'https://127.0.0.1:9';

const connectToHttps = `
  ${importModule}
  $null = Add-MgEnvironment -Name tls -GraphEndpoint ${endpoint}
  $secret = [securestring]::new(); 'opaque'.ToCharArray().ForEach({ $secret.AppendChar($_) })
  Connect-MgGraph -AccessToken $secret -Environment tls -NoWelcome`;

test.each([
  ['HTTPS_PROXY counts [proxy-break.proxy-environment]', {}, ['CONNECT 127.0.0.1:9']],
  ['NO_PROXY takes hosts out of it [proxy-break.proxy-environment]', { NO_PROXY: '127.0.0.1' }, []],
])('%s', async (_, environment, seen) => {
  const proxy = await ProxyServer.start();
  proxy.refusal = '407 Proxy Authentication Required';
  const lab = await Lab.start({ env: { HTTPS_PROXY: proxy.url, ...environment } });
  try {
    const { errors } = await lab.run(`${connectToHttps}\n${command} -CurrentScore 1`);
    expect(errors).toHaveLength(1);
    expect(proxy.requests.map(({ method, target }) => `${method} ${target}`)).toEqual(seen);
  } finally {
    await lab.close();
    await proxy.close();
  }
});
