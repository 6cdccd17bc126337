import fc from 'fast-check';
import {
  elementsMeant,
  type Language,
  type Member,
  type ObjectSample,
  objectMeant,
  type Sample,
} from './sample.ts';
import { type ModelName, type PropertyType, schemas } from './schemas.ts';
import { anyName } from './texts.ts';

/**
 * Generates an object of a model with some declared and some other properties. The resulting function adds a last
 * member.
 */
export function draft(language: Language, model: ModelName): fc.Arbitrary<(last?: Member) => ObjectSample> {
  return fc
    .tuple(language.object(model), declaredMembers(language, model), otherMembers(language))
    .map(([form, declared, others]) => (last?: Member) => {
      const own = last === undefined ? declared : [...declared, last];
      const members = [...(form.isExact ? others : numbered(others)), ...own];
      return { text: form.write(members), expected: objectMeant(members, model, form.isOrdered) };
    });
}

export function modelSample(language: Language, model: ModelName): fc.Arbitrary<ObjectSample> {
  return draft(language, model).map((complete) => complete());
}

/** @param without Declared properties to leave out. */
export function declaredMembers(
  language: Language,
  model: ModelName,
  without: readonly string[] = [],
): fc.Arbitrary<Member[]> {
  const properties = Object.entries(schemas[model]).filter(([name]) => !without.includes(name));
  const one = ([property, type]: [string, PropertyType]) =>
    fc
      .tuple(fc.constantFrom(...spellings(property)), propertySample(language, type))
      .map(([name, value]): Member => ({ name, declared: property, value }));
  return fc
    .subarray(properties)
    .chain((chosen) => (chosen.length === 0 ? fc.constant([]) : fc.tuple(...chosen.map(one))));
}

export function otherMembers(language: Language): fc.Arbitrary<Member[]> {
  const member = fc.tuple(anyName, language.unknown).map(([name, value]): Member => ({ name, value }));
  return fc.uniqueArray(member, { selector: ({ name }) => name, maxLength: 2 });
}

export function propertySample(language: Language, type: PropertyType): fc.Arbitrary<Sample> {
  const value =
    typeof type === 'string'
      ? language.scalars[type]
      : 'model' in type
        ? modelSample(language, type.model)
        : listSample(language, type.list);
  return fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: language.nulls });
}

export function listSample(language: Language, model: ModelName): fc.Arbitrary<Sample> {
  const element = modelSample(language, model);
  const elements = fc.array(
    fc.oneof({ weight: 8, arbitrary: element }, { weight: 1, arbitrary: language.nulls }),
    { maxLength: 3 },
  );
  const list = fc.tuple(language.list, elements).map(
    ([write, items]): Sample => ({
      text: write(items.map(({ text }) => text)),
      expected: elementsMeant(items),
    }),
  );
  const alone = element.map((one): Sample => ({ text: one.text, expected: elementsMeant([one]) }));
  return fc.oneof({ weight: 6, arbitrary: list }, { weight: 1, arbitrary: alone });
}

/** Adds a number to each name. Some forms treat names that differ only in ignorable characters as equal. */
function numbered(members: Member[]): Member[] {
  return members.map((member, index) => ({ ...member, name: `k${index}${member.name}` }));
}

function spellings(property: string): string[] {
  const pascal = property.charAt(0).toUpperCase() + property.slice(1);
  return [property, property, pascal, property.toUpperCase(), property.toLowerCase()];
}
