import { AuthorizationCodes } from './authorizationCodes.ts';
import { ClientAuthentication } from './clientAuthentication.ts';
import { DeviceCodes, deviceCodeLifetimeInSeconds } from './deviceCodes.ts';
import { type AppRegistration, type Directory, userOf } from './directory.ts';
import { EntraError, missing } from './entraError.ts';
import { RefreshTokens } from './refreshTokens.ts';
import { consented, parseScopes, wholeResource } from './scopes.ts';
import type { SignInSettings } from './settings.ts';
import type { ClientProof, TokenIssuer, UserGrant } from './tokenIssuer.ts';

type Form = Record<string, string>;

/** A token request whose client secret or assertion, if any, is valid. */
interface Granted {
  app: AppRegistration;
  form: Form;
  proof: ClientProof;
  lifetime: number;
}

/** The token endpoint, which issues tokens to apps and users. */
export class TokenEndpoint {
  readonly codes: AuthorizationCodes;
  readonly devices: DeviceCodes;
  readonly refreshTokens: RefreshTokens;
  readonly #authentication: ClientAuthentication;

  constructor(
    private readonly url: () => string,
    private readonly settings: SignInSettings,
    private readonly directory: Directory,
    private readonly issuer: TokenIssuer,
  ) {
    this.codes = new AuthorizationCodes(settings);
    this.devices = new DeviceCodes(settings);
    this.refreshTokens = new RefreshTokens(settings);
    this.#authentication = new ClientAuthentication(settings);
  }

  async token(tenant: string, form: Form, lifetime = this.settings.tokenLifetimeSeconds): Promise<object> {
    const grantType = form['grant_type'];
    const app = this.directory.app(tenant, form['client_id']);
    if (grantType === undefined) {
      throw missing('grant_type');
    }
    const proof = await this.#authentication.check(form, app, this.#audiences(tenant, app));
    const granted: Granted = { app, form, proof, lifetime };
    switch (grantType) {
      case 'client_credentials':
        return this.#clientCredentials(tenant, granted);
      case 'authorization_code':
        return this.#userAnswer(granted, this.codes.redeem(form, app));
      case 'refresh_token':
        return this.#userAnswer(granted, this.refreshTokens.redeem(form['refresh_token'], app));
      // MSAL sends the short name.
      case 'device_code':
      case 'urn:ietf:params:oauth:grant-type:device_code':
        return this.#userAnswer(granted, this.devices.redeem(form['device_code'], app));
      default: {
        const description = `The app requested an unsupported grant type '${grantType}'.`;
        throw new EntraError('unsupported_grant_type', 70003, description);
      }
    }
  }

  /** Starts a device code sign-in. */
  device(tenant: string, form: Form): object {
    const { tenantId, clientId } = this.directory.app(tenant, form['client_id']);
    parseScopes(form['scope']);
    const { deviceCode, userCode } = this.devices.create({ tenantId, clientId, scope: form['scope'] ?? '' });
    const page = `${this.url()}/device`;
    return {
      user_code: userCode,
      device_code: deviceCode,
      verification_uri: page,
      expires_in: deviceCodeLifetimeInSeconds,
      interval: this.settings.deviceInterval,
      message: `To sign in, use a web browser to open the page ${page} and enter the code ${userCode} to authenticate.`,
    };
  }

  async #clientCredentials(tenant: string, { app, form, proof, lifetime }: Granted): Promise<object> {
    if (this.directory.tenantId(tenant) === undefined) {
      const hint = 'either the request or implied by any provided credentials';
      throw new EntraError('invalid_request', 50059, `No tenant-identifying information found in ${hint}.`);
    }
    if (proof === '0') {
      const description =
        "'client_assertion', 'client_secret' or 'request' is required for the 'client_credentials' grant type.";
      throw new EntraError('invalid_client', 7000216, description);
    }
    const resource = wholeResource(form['scope']);
    const token = await this.issuer.appToken({ app, resource, proof }, lifetime);
    return { token_type: 'Bearer', expires_in: lifetime, ext_expires_in: lifetime, access_token: token };
  }

  async #userAnswer(
    { app, form, proof, lifetime }: Granted,
    before: { scope: string; nonce?: string },
  ): Promise<object> {
    const user = userOf(app);
    const scope = form['scope'] ?? before.scope;
    const requested = parseScopes(scope);
    const scopes = consented(requested, app);
    const grant: UserGrant = { app, user, scopes, proof, nonce: before.nonce };
    const { tenantId, clientId } = app;
    const refreshable = requested.openId.includes('offline_access') || form['grant_type'] === 'refresh_token';
    return {
      token_type: 'Bearer',
      scope: scopes.answer.join(' '),
      expires_in: lifetime,
      ext_expires_in: lifetime,
      access_token: await this.issuer.userToken(grant, lifetime),
      ...(refreshable
        ? { refresh_token: this.refreshTokens.create({ tenantId, clientId, user, scope }) }
        : {}),
      ...(requested.openId.includes('openid')
        ? { id_token: await this.issuer.idToken(grant, lifetime) }
        : {}),
      ...(form['client_info'] === '1'
        ? { client_info: clientInfo(user.oid, this.issuer.tenantOf(app)) }
        : {}),
    };
  }

  /**
   * Returns the valid audiences of a client assertion: the token endpoint under any name of the tenant, and the issuer.
   */
  #audiences(tenant: string, app: AppRegistration): string[] {
    return [tenant, ...this.directory.tenantNames(app)].flatMap((name) => [
      `${this.url()}/${name}/oauth2/v2.0/token`,
      `${this.url()}/${name}/v2.0`,
    ]);
  }
}

/** Returns the client_info value, which identifies the user to the token caches of clients. */
export function clientInfo(uid: string, utid: string): string {
  return Buffer.from(JSON.stringify({ uid, utid })).toString('base64url');
}
