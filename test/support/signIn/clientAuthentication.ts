import { ClientAssertions } from './clientAssertion.ts';
import type { AppRegistration } from './directory.ts';
import { EntraError } from './entraError.ts';
import { checkFederated, isFederated } from './federatedIssuer.ts';
import type { SignInSettings } from './settings.ts';
import type { ClientProof } from './tokenIssuer.ts';

const jwtBearer = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

/** A validator for the credentials in token requests. */
export class ClientAuthentication {
  readonly #assertions: ClientAssertions;

  constructor(private readonly settings: SignInSettings) {
    this.#assertions = new ClientAssertions(settings);
  }

  /** Checks the secret or assertion, if any, and returns how the client authenticated. */
  async check(form: Record<string, string>, app: AppRegistration, audiences: string[]): Promise<ClientProof> {
    const { client_secret: secret, client_assertion: assertion } = form;
    if (assertion !== undefined) {
      if (form['client_assertion_type'] !== jwtBearer) {
        const description = `The value for the input parameter 'client_assertion_type' has to be '${jwtBearer}'.`;
        throw new EntraError('invalid_request', 70002, description);
      }
      await (isFederated(assertion)
        ? checkFederated(assertion, app, this.settings)
        : this.#assertions.check(assertion, app, audiences));
      return '2';
    }
    if (secret !== undefined) {
      checkSecret(secret, app);
      return '1';
    }
    return '0';
  }
}

function checkSecret(secret: string, app: AppRegistration): void {
  if (app.expiredSecrets?.includes(secret)) {
    const description = `The provided client secret keys for app '${app.clientId}' are expired.`;
    throw new EntraError('invalid_client', 7000222, description);
  }
  if (!app.secrets?.includes(secret)) {
    const hint =
      'Ensure the secret being sent in the request is the client secret value, not the client secret ID';
    const description = `Invalid client secret provided. ${hint}, for a secret added to app '${app.clientId}'.`;
    throw new EntraError('invalid_client', 7000215, description);
  }
}
