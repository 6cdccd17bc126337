import fc from 'fast-check';
import { command } from '../../support/lab.ts';
import { type Expected, NumberMeant } from './expected.ts';
import type { Member } from './sample.ts';

/** One use of the command: what it is given, and what has to come of it. */
export interface Case {
  /** A statement; of a piped case, the expression that is piped. */
  text: string;
  isPiped?: true;
  /** Nothing behind it in its pipeline is sent. */
  isLast?: true;
  outcome: { sends: Expected } | Refusal;
}

/** An error, with nothing sent: how its id begins, and what its message has to say. */
export interface Refusal {
  error: 'ParameterArgumentTransformationError' | 'Microsoft.Graph.Beta.PowerShell.Cmdlets.Update';
  says: string;
}

/** A case that carries this number, by which its request is known. */
export type NumberedCase = (id: number) => Case;

export const idMember = (id: number): Member => ({
  name: 'case',
  value: { text: String(id), expected: new NumberMeant(String(id)) },
});

export type Delivery = (body: string, outcome: Case['outcome']) => Case;

const asParameter: Delivery = (body, outcome) => ({ text: `${command} -BodyParameter ${body}`, outcome });
const piped: Delivery = (body, outcome) => ({ text: body, isPiped: true, outcome });
/** A body can be given as a parameter or through the pipeline. */
export const delivery = fc.constantFrom(asParameter, piped);
