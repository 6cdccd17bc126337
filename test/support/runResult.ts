/** The result of a run, as `test/engine-host` writes it. */
export interface RunResult {
  output: PsObject[];
  /** The records of the error stream, in order. */
  errors: PsError[];
  warnings: string[];
  verbose: string[];
  debug: string[];
  information: { text: string; tags: string[] }[];
  progress: { activity: string; status: string; percentComplete: number; completed: boolean }[];
  /** Lines that were written directly to the host, such as those of -WhatIf. */
  host: string[];
  prompts: ChoicePrompt[];
  /** The error that ended the script, or null. `errors` does not include it. */
  terminating: PsError | null;
  /** Whether the pipeline was stopped, as by Ctrl+C. */
  stopped: boolean;
  /** The duration of the pipeline, measured in the engine. */
  milliseconds: number;
}

export interface ChoicePrompt {
  caption: string;
  message: string;
  /** The labels, with & before the hot key. */
  choices: string[];
  /** The index of the choice that Enter selects. */
  default: number;
}

export interface PsError {
  message: string;
  fullyQualifiedErrorId: string;
  /** The name of the ErrorCategory. */
  category: string;
  targetObject: PsObject;
  exceptionType: string;
  innerExceptionType: string | null;
  /** The message of the ErrorDetails. */
  errorDetails: string | null;
  recommendedAction: string | null;
  /** The exception's public properties. Message, InnerException, StackTrace and some others are left out. */
  properties: Record<string, PsObject>;
  /** The position of the command. `scriptName` is null or empty for code that is not in a file. */
  position: { scriptName: string | null; line: number };
}

interface Head {
  /** The .NET type of the object without its PowerShell wrapper; empty for null and for an unreadable property. */
  type: string;
  typeNames: string[];
  /** The text that PowerShell's ToString() returns for the object. */
  text: string;
}

/** An object as data. Numbers and dates are text, so that no digits are lost. */
export type PsObject = Head &
  (
    | { kind: 'null' | 'cut'; value: null }
    | { kind: 'boolean'; value: boolean }
    /** Includes values that are best represented as text: Guid, Uri, enum, TimeSpan, Version, Type, ... */
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
 * Converts an object to a plain JavaScript value, for comparisons that need neither types nor every digit.
 * Dates become their round-trip text, dictionaries and objects become objects, and error records become their message.
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

/** Returns all errors of a script. The error that ended it, if any, is last. */
export function errorsOf({ errors, terminating }: RunResult): PsError[] {
  return terminating === null ? errors : [...errors, terminating];
}

/** Returns the result, or throws when it contains an error. */
export function withoutErrors(result: RunResult): RunResult {
  const error = result.terminating ?? result.errors[0];
  if (error !== undefined && error !== null) {
    throw new Error(`${error.fullyQualifiedErrorId}: ${error.message}`);
  }
  return result;
}
