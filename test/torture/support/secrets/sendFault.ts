import type { RunResult } from '../../../support/engine.ts';
import { command } from '../../../support/lab.ts';
import type { EchoForm } from './echo.ts';
import type { SecretsLab } from './secretsLab.ts';

export interface SendOptions {
  /** How services write what they repeat. */
  form: EchoForm;
  /** More parameters of the command. */
  more: string;
}

/** What goes wrong with a request, or is odd about its answer, and what its user gets to see. */
export interface SendFault {
  act(lab: SecretsLab, options: SendOptions): Promise<RunResult>;
  /** Proves that it did happen. */
  shows: RegExp;
}

/** As often as the command may send a request. */
export const MOST_TRIES = 4;

export const scriptOf = ({ more }: SendOptions) =>
  `$null = ${command} -CurrentScore 1 -Debug -Verbose ${more}`;

export const send = (lab: SecretsLab, options: SendOptions) => lab.run('a request', scriptOf(options));
