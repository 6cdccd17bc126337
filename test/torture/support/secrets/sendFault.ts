import type { RunResult } from '../../../support/engine.ts';
import { command } from '../../../support/lab.ts';
import type { EchoForm } from './echo.ts';
import type { SecretsLab } from './secretsLab.ts';

export interface SendOptions {
  /** The format in which services repeat values. */
  form: EchoForm;
  /** Additional parameters of the command. */
  more: string;
}

/** A fault of a request, or an unusual answer, and the output that the user must see. */
export interface SendFault {
  act(lab: SecretsLab, options: SendOptions): Promise<RunResult>;
  /** Output that proves that the fault occurred. */
  shows: RegExp;
}

/** The maximum number of times that the command sends a request. */
export const MOST_TRIES = 4;

export const scriptOf = ({ more }: SendOptions) =>
  `$null = ${command} -CurrentScore 1 -Debug -Verbose ${more}`;

export const send = (lab: SecretsLab, options: SendOptions) => lab.run('a request', scriptOf(options));
