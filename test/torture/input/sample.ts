import type fc from 'fast-check';
import { nearestSingle, shortestDouble, shortestSingle } from './exactNumbers.ts';
import { type Expected, nothing, ObjectMeant, ShortNumberMeant } from './expected.ts';
import { type ModelName, type ScalarKind, schemas } from './schemas.ts';

/** A value as it is written, in PowerShell or in JSON, and what has to arrive of it. */
export interface Sample {
  text: string;
  expected: Expected | typeof nothing;
}

export interface ObjectSample extends Sample {
  expected: ObjectMeant;
}

/** A member of an object: how its name is spelt, and the declared property that it stands for. */
export interface Member {
  name: string;
  declared?: string;
  value: Sample;
}

/** How values are written down. */
export interface Language {
  scalars: Record<ScalarKind, fc.Arbitrary<Sample>>;
  /** A value of an unknown property. */
  unknown: fc.Arbitrary<Sample>;
  nulls: fc.Arbitrary<Sample>;
  /** What is of the wrong type. */
  wrong: Record<ScalarKind | 'model' | 'list', readonly string[]>;
  /** Ways to write an object, which may hold unknown members of any name only where they tell names apart exactly. */
  object(model: ModelName | undefined): fc.Arbitrary<ObjectForm>;
  /** Ways to write a declared list. */
  list: fc.Arbitrary<(elements: string[]) => string>;
}

export interface ObjectForm {
  write(members: Member[]): string;
  isOrdered: boolean;
  /** Two names that other forms take for one are two here. */
  isExact: boolean;
}

/** What has to arrive of an object. @param model Undefined for a value of an unknown property. */
export function objectMeant(
  members: readonly Member[],
  model: ModelName | undefined,
  isOrdered: boolean,
): ObjectMeant {
  const order = model === undefined ? [] : Object.keys(schemas[model]);
  const others: [string, Expected][] = [];
  const declared: [string, Expected][] = [];
  for (const { name, declared: property, value } of members) {
    const { expected } = value;
    if (expected !== nothing) {
      const list = property === undefined ? others : declared;
      list.push([property ?? name, expected]);
    }
  }
  declared.sort(([one], [other]) => order.indexOf(one) - order.indexOf(other));
  return new ObjectMeant(others, isOrdered, declared, members.length > 0);
}

/**
 * Null and empty elements of a declared list are left out; so is the list where none is left because what was given for
 * them has no value.
 */
export function elementsMeant(elements: readonly Sample[]): Expected[] | typeof nothing {
  const all = elements.map(({ expected }) => expected);
  const kept = all.filter(
    (one): one is Expected => one !== nothing && !(one instanceof ObjectMeant && one.isEmpty),
  );
  const lacks = all.some((one) => one === nothing || (one instanceof ObjectMeant && one.lacksValues));
  return kept.length === 0 && lacks ? nothing : kept;
}

export function meantSingle(value: number): ShortNumberMeant {
  return new ShortNumberMeant(shortestSingle(value), nearestSingle);
}

export function meantDouble(value: number): ShortNumberMeant {
  return new ShortNumberMeant(shortestDouble(value), Number);
}
