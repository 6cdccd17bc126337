import fc from 'fast-check';
import { models } from '../../support/lab.ts';
import { psQuote } from '../../support/psQuote.ts';
import { type Expected, nothing } from './expected.ts';
import { json } from './jsonLanguage.ts';
import { modelSample } from './models.ts';
import { type Language, type Member, type ObjectForm, objectMeant, type Sample } from './sample.ts';
import { type ModelName, modelNames } from './schemas.ts';
import { declaredValues, nulls, plainValues } from './scriptValues.ts';
import { anyName } from './texts.ts';

/** Returns the class name of a model. */
export function modelClass(model: ModelName): string {
  return `${models}.MicrosoftGraphPartnerSecurity${model}`;
}

function pairs(members: readonly Member[]): string {
  return members.map(({ name, value }) => `${psQuote(name)} = (${value.text})`).join('; ');
}

/** Returns an expression that fills a case-sensitive dictionary with its own Add method. */
function filled(create: string, members: readonly Member[]): string {
  const adds = members.map(({ name, value }) => `$d.Add(${psQuote(name)}, (${value.text}))`).join('; ');
  return `(& { $d = ${create}; ${adds}; , $d })`;
}

const forms: ObjectForm[] = [
  { write: (members) => `@{ ${pairs(members)} }`, isOrdered: false, isExact: false },
  { write: (members) => `([ordered]@{ ${pairs(members)} })`, isOrdered: true, isExact: false },
  { write: (members) => `([pscustomobject]@{ ${pairs(members)} })`, isOrdered: true, isExact: false },
  {
    write: (members) => filled('[System.Collections.Generic.Dictionary[string,object]]::new()', members),
    isOrdered: true,
    isExact: true,
  },
  {
    write: (members) => filled('[hashtable]::new([StringComparer]::Ordinal)', members),
    isOrdered: false,
    isExact: true,
  },
];

/** Common forms are generated most often. */
const form = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom(...forms.slice(0, 3)) },
  { weight: 2, arbitrary: fc.constantFrom(...forms.slice(3)) },
);

const lists: ((elements: string[]) => string)[] = [
  array,
  (elements) => `([System.Collections.ArrayList]${array(elements)})`,
  (elements) => `([System.Collections.Generic.List[object]]${array(elements)})`,
  (elements) => `([System.Collections.Queue]::new(([object[]]${array(elements)})))`,
];

/** Returns a list with exactly these elements. An element that is a list is not unrolled. */
function array(elements: string[]): string {
  const all = elements.map((element) => `(${element})`).join(', ');
  return elements.length === 0 ? '@()' : elements.length === 1 ? `(, ${all})` : `(${all})`;
}

const { value: unknown } = fc.letrec<{ value: Sample; list: Sample; object: Sample }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    { weight: 6, arbitrary: plainValues },
    { weight: 1, arbitrary: tie('list') },
    { weight: 1, arbitrary: tie('object') },
  ),
  list: fc.tuple(fc.constantFrom(...lists), fc.array(tie('value'), { maxLength: 3 })).map(
    ([write, items]): Sample => ({
      text: write(items.map(({ text }) => text)),
      expected: items.map(({ expected }): Expected => (expected === nothing ? null : expected)),
    }),
  ),
  object: fc
    .tuple(
      form,
      fc.uniqueArray(fc.tuple(anyName, tie('value')), { selector: ([name]) => name, maxLength: 3 }),
    )
    .map(([{ write, isOrdered, isExact }, entries]): Sample => {
      const members = entries.map(
        ([name, value], index): Member => ({ name: isExact ? name : `k${index}${name}`, value }),
      );
      return { text: write(members), expected: objectMeant(members, undefined, isOrdered) };
    }),
}));

const never = ['@{}', '@()', '@(1, 2)', '{ x }', '([pscustomobject]@{ a = 1 })', '[xml]"<a/>"'];

/** PowerShell expressions, with values of many .NET types. */
export const script: Language = {
  scalars: declaredValues,
  unknown: fc.oneof(
    { weight: 9, arbitrary: unknown },
    { weight: 1, arbitrary: fc.constantFrom(...modelNames).chain(modelCast) },
  ),
  nulls,
  wrong: {
    text: never,
    single: [
      ...never,
      ...["'abc'", "'1,5'", "'0x10'", "'1_0'", "'1 2'", "'NaN'", "'1e39'", '1e300'],
      ...[
        '[double]::NaN',
        '[single]::PositiveInfinity',
        "[char]'1'",
        '[datetime]::UnixEpoch',
        '[guid]::Empty',
      ],
    ],
    whole: [
      ...never,
      ...[
        "'abc'",
        '1.5',
        '[single]0.25',
        '[decimal]1.5',
        "'1.5'",
        "'1e-3'",
        "'0x10'",
        "'9223372036854775808'",
        '[ulong]::MaxValue',
        '1e19',
        '-1e19',
      ],
      ...['[double]::NaN', '[decimal]::MaxValue', "[char]'1'", '[datetime]::UnixEpoch', '[timespan]::Zero'],
    ],
    date: [
      ...never,
      ...["'soon'", "'26.09.2023'", "'2023-02-30'", "'2023-09-26T04:04:01.42618721Z'", "'20230926'"],
      ...['42', '$true', '[timespan]::Zero', "'2023-09-26T04:04:01+15:00'", "'0001-01-01T00:00:00+01:00'"],
    ],
    model: [
      '42',
      "'text'",
      "'[]'",
      "'{'",
      "''",
      '$true',
      '@()',
      '@(1, @{})',
      '[datetime]::UnixEpoch',
      '{ x }',
    ],
    list: ['42', "'text'", "'[1]'", '$false', '@(1)', '(, @{}, 7)', '@(, @(@{}))', "@('x')"],
  },
  object: (model) =>
    model === undefined
      ? form
      : fc.tuple(form, fc.nat(9)).map(([one, draw]) => (draw === 0 ? castForm(one, model) : one)),
  list: fc.constantFrom(...lists),
};

/** Returns a form that casts an object in another form to a model. */
function castForm(from: ObjectForm, model: ModelName): ObjectForm {
  return { ...from, write: (members) => `([${modelClass(model)}](${from.write(members)}))` };
}

function modelCast(model: ModelName): fc.Arbitrary<Sample> {
  return modelSample(json, model).map(({ text, expected }) => ({
    text: `([${modelClass(model)}]${psQuote(text)})`,
    expected,
  }));
}
