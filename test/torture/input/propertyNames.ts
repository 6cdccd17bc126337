import fc from 'fast-check';
import { psQuote } from '../../support/psQuote.ts';
import { type Expected, NumberMeant, ObjectMeant } from './expected.ts';
import { anyText, oddNames } from './texts.ts';

/** A body that is or contains an object with generated member names. The value of each member is its index. */
export interface NamedBody {
  parameter: string;
  /** Undefined when a declared property occurs twice. */
  meant: Expected | undefined;
}

const name = fc.oneof(
  fc.constantFrom(...oddNames),
  anyText,
  fc.constantFrom('a', 'A', 'AdditionalProperties', 'additionalproperties', 'x', 'X'),
  fc.constantFrom('score', 'Score', 'SCORE', 'sCore', 'currentScore', 'CURRENTSCORE', 'maxscore', 'MaxScore'),
);

type Write = (names: string[]) => string;

/** Notations for an object that distinguish names which differ only in case, and preserve their order. */
const forms: [write: Write, isJson: boolean][] = [
  [
    (names) =>
      `(& { $d = [System.Collections.Generic.Dictionary[string,object]]::new(); ${names
        .map((one, index) => `$d.Add(${psQuote(one)}, ${index})`)
        .join('; ')}; , $d })`,
    false,
  ],
  [(names) => psQuote(`{${names.map((one, index) => `${JSON.stringify(one)}:${index}`).join(',')}}`), true],
];

/** The positions of the object in a body, and the names that are declared at each position. */
const places: {
  declared: string[];
  isForJson: boolean;
  body: (text: string) => string;
  around: (one: ObjectMeant) => Expected;
}[] = [
  { declared: ['currentScore', 'maxScore'], isForJson: true, body: (text) => text, around: (one) => one },
  {
    declared: ['score'],
    isForJson: true,
    body: (text) => `@{ history = @(${text}) }`,
    around: (one) => new ObjectMeant([], true, [['history', one.isEmpty ? [] : [one]]]),
  },
  {
    declared: [],
    isForJson: false,
    body: (text) => `@{ unknown = ${text} }`,
    around: (one) => new ObjectMeant([['unknown', one]], true),
  },
];

export const anyNamedBody: fc.Arbitrary<NamedBody> = fc
  .tuple(fc.uniqueArray(name, { maxLength: 6 }), fc.constantFrom(...forms), fc.constantFrom(...places))
  .filter(([, [, isJson], { isForJson }]) => isForJson || !isJson)
  .map(([names, [write], { declared, body, around }]) => {
    const members = names.map((one, index): [string, Expected] => [one, new NumberMeant(String(index))]);
    const known = (one: string) => declared.find((property) => property.toLowerCase() === one.toLowerCase());
    const found = declared.map((property) => members.filter(([one]) => known(one) === property));
    const meant = new ObjectMeant(
      members.filter(([one]) => known(one) === undefined),
      true,
      found.flatMap(([first], index) => (first === undefined ? [] : [[declared[index] ?? '', first[1]]])),
    );
    return {
      parameter: `-BodyParameter ${body(write(names))}`,
      meant: found.some((same) => same.length > 1) ? undefined : around(meant),
    };
  });
