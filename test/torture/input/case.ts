import fc from 'fast-check';
import { command } from '../../support/lab.ts';
import { type Expected, NumberMeant } from './expected.ts';
import type { Member } from './sample.ts';

/** One use of the command, and its expected outcome. */
export interface Case {
  /** The statement; for a piped case, the expression to pipe. */
  text: string;
  isPiped?: true;
  /** Whether the case ends its pipeline, because its error prevents further requests. */
  isLast?: true;
  outcome: { sends: Expected } | Refusal;
}

/** An error before any request is sent: the start of its id, and a part of its message. */
export interface Refusal {
  error: 'ParameterArgumentTransformationError' | 'Microsoft.Graph.Beta.PowerShell.Cmdlets.Update';
  says: string;
}

/** Creates a case whose request contains the given number, which identifies it. */
export type NumberedCase = (id: number) => Case;

export const idMember = (id: number): Member => ({
  name: 'case',
  value: { text: String(id), expected: new NumberMeant(String(id)) },
});

export type Delivery = (body: string, outcome: Case['outcome']) => Case;

const asParameter: Delivery = (body, outcome) => ({ text: `${command} -BodyParameter ${body}`, outcome });
const piped: Delivery = (body, outcome) => ({ text: body, isPiped: true, outcome });
/** A body can be passed as a parameter or through the pipeline. */
export const delivery = fc.constantFrom(asParameter, piped);
