import fc from 'fast-check';
import { command } from '../../support/lab.ts';
import { psQuote } from '../../support/psQuote.ts';
import { delivery, idMember, type NumberedCase } from './case.ts';
import { dateText, knownTicks, toUtc, wireDate, zoneMinutes } from './dates.ts';
import { nothing } from './expected.ts';
import { json } from './jsonLanguage.ts';
import { draft, listSample, otherMembers } from './models.ts';
import { type Member, meantSingle, objectMeant, type Sample } from './sample.ts';
import { modelClass, script } from './scriptLanguage.ts';
import { wrongCase } from './wrongCases.ts';

const bodies: fc.Arbitrary<NumberedCase> = fc
  .tuple(delivery, draft(script, 'Score'))
  .map(([deliver, complete]) => (id) => {
    const { text, expected } = complete(idMember(id));
    return deliver(`(${text})`, { sends: expected });
  });

const jsonForms = [
  (text: string) => psQuote(text),
  (text: string) => `([char]0xfeff + ${psQuote(text)})`,
  (text: string) => psQuote(` ${text}\r\n`),
  (text: string) => `([${modelClass('Score')}]${psQuote(text)})`,
];

const jsonBodies: fc.Arbitrary<NumberedCase> = fc
  .tuple(delivery, fc.constantFrom(...jsonForms), draft(json, 'Score'))
  .map(([deliver, write, complete]) => (id) => {
    const { text, expected } = complete(idMember(id));
    return deliver(write(text), { sends: expected });
  });

/**
 * The parameters for single properties. The engine converts most of their values, by rules that accept fewer of the
 * values than the module's conversion of a body.
 */
const parameters: Record<string, fc.Arbitrary<Sample>> = {
  Id: fc.oneof(
    script.scalars.text.filter(({ text }) => !/^\(?\[(datetime|DateTimeOffset|uri)\]/.test(text)),
    fc.constant<Sample>({ text: '$null', expected: nothing }),
  ),
  CurrentScore: singleParameter(),
  MaxScore: singleParameter(),
  LastRefreshDateTime: dateParameter(),
  UpdatedDateTime: dateParameter(),
  CustomerInsights: listSample(script, 'CustomerInsight'),
  History: listSample(script, 'ScoreHistory'),
  Requirements: listSample(script, 'Requirement'),
};

const expanded: fc.Arbitrary<NumberedCase> = fc
  .tuple(fc.record(parameters, { requiredKeys: [] }), otherMembers(script), fc.constantFrom('', '[ordered]'))
  .map(([chosen, others, cast]) => (id) => {
    const declared = Object.entries(chosen).map(
      ([name, value]): Member => ({
        name,
        declared: name.charAt(0).toLowerCase() + name.slice(1),
        value: value as Sample,
      }),
    );
    const additional = [
      ...others.map((member, index) => ({ ...member, name: `k${index}${member.name}` })),
      idMember(id),
    ];
    const pairs = additional.map(({ name, value }) => `${psQuote(name)} = (${value.text})`).join('; ');
    const given = declared.map(({ name, value }) => ` -${name} (${value.text})`).join('');
    return {
      text: `${command} -AdditionalProperties (${cast}@{ ${pairs} })${given}`,
      outcome: { sends: objectMeant([...additional, ...declared], 'Score', false) },
    };
  });

export const anyCase: fc.Arbitrary<NumberedCase> = fc.oneof(
  { weight: 6, arbitrary: bodies },
  { weight: 4, arbitrary: jsonBodies },
  { weight: 4, arbitrary: expanded },
  { weight: 4, arbitrary: wrongCase },
);

function singleParameter(): fc.Arbitrary<Sample> {
  const numbers = script.scalars.single.filter(({ text }) => !/^\(?('|\[DayOfWeek\])/.test(text));
  const digits = fc.integer({ min: -999_999, max: 999_999 }).map((value) => String(value / 1000));
  return fc.oneof(
    { weight: 6, arbitrary: numbers },
    digits.map((text) => ({
      text: `'${text}'`,
      expected: meantSingle(Math.fround(Number(text))),
    })),
    fc.constantFrom('$null', "''").map((text): Sample => ({ text, expected: nothing })),
    fc.constant<Sample>({ text: '[DBNull]::Value', expected: null }),
  );
}

function dateParameter(): fc.Arbitrary<Sample> {
  return fc.oneof(
    script.scalars.date.filter(({ text }) => text.startsWith('[datetime]')),
    dateText(0)
      .filter(({ text }) => /[zZ]|[+-]\d\d:\d\d$/.test(text))
      .map(({ text, ticks }) => ({ text: psQuote(text), expected: wireDate(ticks) })),
    knownTicks.map((ticks) => {
      const local = wireDate(ticks).slice(0, -1);
      return { text: psQuote(local), expected: wireDate(toUtc(ticks, zoneMinutes)) };
    }),
  );
}
