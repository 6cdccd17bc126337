import fc from 'fast-check';
import { command } from '../../support/lab.ts';
import { psQuote } from '../../support/psQuote.ts';
import { delivery, idMember, type NumberedCase, type Refusal } from './case.ts';
import { json } from './jsonLanguage.ts';
import { draft } from './models.ts';
import { script } from './scriptLanguage.ts';
import { wrongModel, wrongProperty } from './wrongValues.ts';

const transformation = 'ParameterArgumentTransformationError';
const own = 'Microsoft.Graph.Beta.PowerShell.Cmdlets.Update';

const wrongBodies: fc.Arbitrary<NumberedCase> = fc
  .tuple(
    delivery,
    fc.oneof(
      wrongModel(script, 'Score').map((complete) => ({ complete, write: (text: string) => text })),
      wrongModel(json, 'Score').map((complete) => ({ complete, write: psQuote })),
    ),
  )

  .map(([deliver, { complete, write }]) => (id) => {
    const { text, path } = complete(idMember(id));
    return deliver(`(${write(text)})`, refused(path));
  });

const wrongParameters: fc.Arbitrary<NumberedCase> = fc
  .constantFrom(
    ...([
      ['CustomerInsights', 'CustomerInsight'],
      ['History', 'ScoreHistory'],
      ['Requirements', 'Requirement'],
    ] as const),
  )
  .chain(([name, model]) =>
    wrongProperty(script, { list: model }).map(({ text, path }) => (id) => ({
      text: `${command} -AdditionalProperties @{ case = ${id} } -${name} (${text})`,
      outcome: refused(`.${name.charAt(0).toLowerCase()}${name.slice(1)}${path}`),
    })),
  );

/** Values that the module does not convert to JSON, at some depth of an unknown property. */
const unsendable: fc.Arbitrary<NumberedCase> = fc
  .tuple(
    fc.constantFrom(
      '[double]::NaN',
      '[single]::NegativeInfinity',
      '{ x }',
      '[xml]"<a/>"',
      '[int]',
      '[System.Collections.Specialized.NameValueCollection]::new()',
      '[System.Text.StringBuilder]::new()',
    ),
    fc.array(fc.constantFrom('a', 'b_1', '[0]', '[2]'), { maxLength: 4 }),
    fc.boolean(),
  )
  .map(([bad, steps, isBody]) => (id) => {
    const value = steps.reduceRight((inner, step) => {
      switch (step) {
        case '[0]':
          return `(, ${inner})`;
        case '[2]':
          return `(1, $null, ${inner})`;
        default:
          return `@{ ${step} = ${inner} }`;
      }
    }, `(${bad})`);
    const path = steps.map((step) => (step.startsWith('[') ? step : `.${step}`)).join('');
    const members = `@{ case = ${id}; top = ${value} }`;
    return {
      text: `${command} ${isBody ? '-BodyParameter' : '-AdditionalProperties'} ${members}`,
      outcome: { error: own, says: `top${path}: ` },
    };
  });

/** JSON text that is truncated, or that contains a property twice. */
const brokenJson: fc.Arbitrary<NumberedCase> = fc
  .tuple(delivery, draft(json, 'Score'), fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([deliver, complete, share]) => (id) => {
    const { text } = complete(idMember(id));
    const end = Math.floor(share * (text.length - 1));
    const broken = share > 0.9 ? `{"case":${id},"\\u0063ase":1,${text.slice(1)}` : text.slice(0, end);
    return {
      ...deliver(psQuote(broken), { error: transformation, says: 'The text is not valid JSON: ' }),
      isLast: true,
    };
  });

/** Cases that must be refused before any request is sent. */
export const wrongCase: fc.Arbitrary<NumberedCase> = fc.oneof(
  wrongBodies,
  wrongParameters,
  unsendable,
  brokenJson,
);

function refused(path: string): Refusal {
  return { error: transformation, says: path.slice(1) };
}
