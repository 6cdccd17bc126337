/** What the engine host says about a run; `test/engine-host` writes it. */
export interface RunResult {
  output: PsObject[];
  /** Error records of the error stream, in order. */
  errors: PsError[];
  warnings: string[];
  verbose: string[];
  debug: string[];
  information: { text: string; tags: string[] }[];
  progress: { activity: string; status: string; percentComplete: number; completed: boolean }[];
  /** Lines written straight to the host, such as those of -WhatIf. */
  host: string[];
  prompts: ChoicePrompt[];
  /** The error that ended the script, or null. It is not among `errors`. */
  terminating: PsError | null;
  /** True when the pipeline was stopped, as with Ctrl+C. */
  stopped: boolean;
  /** Time the pipeline took, in the engine. */
  milliseconds: number;
}

export interface ChoicePrompt {
  caption: string;
  message: string;
  /** Labels, with & in front of the hot key. */
  choices: string[];
  /** Index of the choice that Enter takes. */
  default: number;
}

export interface PsError {
  message: string;
  fullyQualifiedErrorId: string;
  /** Name of the ErrorCategory. */
  category: string;
  targetObject: PsObject;
  exceptionType: string;
  innerExceptionType: string | null;
  /** Message of the ErrorDetails. */
  errorDetails: string | null;
  recommendedAction: string | null;
  /** The exception's public properties, including those of its own type. */
  properties: Record<string, PsObject>;
  /** The position of the command; `scriptName` is null or empty for text outside of files. */
  position: { scriptName: string | null; line: number };
}

interface Head {
  /** .NET type of the object without its PowerShell wrapper; empty for null. */
  type: string;
  typeNames: string[];
  /** ToString() as PowerShell does it. */
  text: string;
}

/** An object as data. Numbers and dates come as text, so that nothing of them is lost on the way. */
export type PsObject = Head &
  (
    | { kind: 'null' | 'cut'; value: null }
    | { kind: 'boolean'; value: boolean }
    /** Also values best said in text: Guid, Uri, enum, TimeSpan, Version, Type, ... */
    | { kind: 'text' | 'unreadable'; value: string }
    | { kind: 'number'; value: { type: string; text: string } }
    | { kind: 'date'; value: { kind: 'Utc' | 'Local' | 'Unspecified' | 'Offset'; text: string } }
    | { kind: 'dictionary'; value: [key: string, value: PsObject][] }
    | { kind: 'list'; value: PsObject[] }
    | { kind: 'object'; value: Record<string, PsObject> }
    | { kind: 'error'; value: PsError }
  );

export type Plain = null | boolean | number | string | Plain[] | { [name: string]: Plain };

/**
 * The object as an ordinary JavaScript value, for comparisons that need neither types nor every digit: dates are
 * their round-trip text, dictionaries and objects both become objects, error records their message.
 */
export function plain(item: PsObject): Plain {
  switch (item.kind) {
    case 'number':
      return Number(item.value.text);
    case 'date':
      return item.value.text;
    case 'list':
      return item.value.map(plain);
    case 'dictionary':
      return Object.fromEntries(item.value.map(([key, value]) => [key, plain(value)]));
    case 'object':
      return Object.fromEntries(Object.entries(item.value).map(([name, value]) => [name, plain(value)]));
    case 'error':
      return item.value.message;
    default:
      return item.value;
  }
}

/** All errors of a script, with the error that ended it, if any, at the end. */
export function errorsOf({ errors, terminating }: RunResult): PsError[] {
  return terminating === null ? errors : [...errors, terminating];
}

/** The result of a script that must not have reported any error. */
export function withoutErrors(result: RunResult): RunResult {
  const error = result.terminating ?? result.errors[0];
  if (error !== undefined && error !== null) {
    throw new Error(`${error.fullyQualifiedErrorId}: ${error.message}`);
  }
  return result;
}
