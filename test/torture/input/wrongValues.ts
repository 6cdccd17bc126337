import fc from 'fast-check';
import { declaredMembers, modelSample, otherMembers } from './models.ts';
import type { Language, Member } from './sample.ts';
import { type ModelName, type PropertyType, schemas } from './schemas.ts';

/** A value that has the wrong type or contains such a value, and the path to the wrong value as errors state it. */
export interface Wrong {
  text: string;
  path: string;
}

/** Generates objects of the model in which one declared property, at any depth, has a value of the wrong type. */
export function wrongModel(language: Language, model: ModelName): fc.Arbitrary<(last?: Member) => Wrong> {
  return fc.constantFrom(...Object.entries(schemas[model])).chain(([property, type]) =>
    fc
      .tuple(
        language.object(undefined),
        declaredMembers(language, model, [property]),
        otherMembers(language),
        wrongProperty(language, type),
        fc.boolean(),
      )
      .map(([form, declared, others, wrong, isFirst]) => (last?: Member) => {
        const bad: Member = { name: property, value: { text: wrong.text, expected: null } };
        const good = [...declared, ...(form.isExact ? others : []), ...(last === undefined ? [] : [last])];
        const members = isFirst ? [bad, ...good] : [...good, bad];
        return { text: form.write(members), path: `.${property}${wrong.path}` };
      }),
  );
}

export function wrongProperty(language: Language, type: PropertyType): fc.Arbitrary<Wrong> {
  if (typeof type === 'string') {
    return values(language.wrong[type], ':');
  }
  if ('model' in type) {
    return fc.oneof(values(language.wrong.model, ':'), wrongNested(language, type.model));
  }
  return fc.oneof(
    { weight: 1, arbitrary: values(language.wrong.list, '') },
    { weight: 3, arbitrary: wrongList(language, type.list) },
  );
}

function wrongNested(language: Language, model: ModelName): fc.Arbitrary<Wrong> {
  return wrongModel(language, model).map((complete) => complete());
}

function wrongList(language: Language, model: ModelName): fc.Arbitrary<Wrong> {
  const element = fc.oneof(
    { weight: 3, arbitrary: modelSample(language, model) },
    { weight: 1, arbitrary: language.nulls },
  );
  const good = fc.array(element, { maxLength: 2 });
  return fc
    .tuple(language.list, good, wrongNested(language, model), good)
    .map(([write, before, wrong, behind]) => {
      const texts = (samples: { text: string }[]) => samples.map(({ text }) => text);
      return {
        text: write([...texts(before), wrong.text, ...texts(behind)]),
        path: `[${before.length}]${wrong.path}`,
      };
    });
}

/** @param path The end of the path in the error: a colon; empty when the error can be about an element instead. */
function values(texts: readonly string[], path: string): fc.Arbitrary<Wrong> {
  return fc.constantFrom(...texts).map((text) => ({ text, path }));
}
