import { randomBytes, randomInt } from 'node:crypto';
import { EntraError, missing } from './entraError.ts';
import { type SignInSettings, serverTime } from './settings.ts';

/** The parameters of a device code sign-in. */
export interface DeviceRequest {
  tenantId: string;
  clientId: string;
  scope: string;
}

type State = 'pending' | 'approved' | 'declined' | 'expired';

interface Device extends DeviceRequest {
  userCode: string;
  state: State;
  /** The expiration time in milliseconds since 1970, by the server's clock. */
  expires: number;
}

export const deviceCodeLifetimeInSeconds = 900;
const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** The device code sign-ins that no client has redeemed. */
export class DeviceCodes {
  readonly #devices = new Map<string, Device>();

  constructor(private readonly settings: SignInSettings) {}

  /** The user codes of the sign-ins, including those that were declined or have expired. */
  get userCodes(): string[] {
    return [...this.#devices.values()].map(({ userCode }) => userCode);
  }

  create(request: DeviceRequest): { deviceCode: string; userCode: string } {
    const deviceCode = randomBytes(48).toString('base64url');
    const userCode = Array.from({ length: 9 }, () => letters[randomInt(letters.length)]).join('');
    const expires = serverTime(this.settings).getTime() + deviceCodeLifetimeInSeconds * 1000;
    this.#devices.set(deviceCode, { ...request, userCode, state: 'pending', expires });
    return { deviceCode, userCode };
  }

  /** Records that the user has approved or declined a code, or that it has expired. */
  settle(userCode: string, state: Exclude<State, 'pending'>): void {
    const device = [...this.#devices.values()].find((other) => other.userCode === userCode);
    if (device === undefined) {
      throw new Error(`There is no user code ${userCode}`);
    }
    device.state = state;
  }

  /**
   * Redeems a device code, as a polling client does.
   * @throws {EntraError} The code is not valid, or the user has not approved it.
   */
  redeem(deviceCode: string | undefined, app: { tenantId: string; clientId: string }): DeviceRequest {
    if (deviceCode === undefined) {
      throw missing('device_code');
    }
    const device = this.#devices.get(deviceCode);
    if (device?.clientId !== app.clientId || device.tenantId !== app.tenantId) {
      throw new EntraError('bad_verification_code', 70018, 'Invalid verification code.');
    }
    if (device.state === 'expired' || device.expires <= serverTime(this.settings).getTime()) {
      const description =
        "The provided value for the input parameter 'device_code' is not valid. This device code expired.";
      throw new EntraError('expired_token', 70020, description);
    }
    if (device.state === 'declined') {
      const description = 'OAuth 2.0 device flow error. The user has declined the authorization request.';
      throw new EntraError('authorization_declined', 70018, description);
    }
    if (device.state === 'pending' && !this.settings.autoApproveDevice) {
      const description = 'OAuth 2.0 device flow error. Authorization is pending. Continue polling.';
      throw new EntraError('authorization_pending', 70016, description);
    }
    this.#devices.delete(deviceCode);
    return device;
  }
}
