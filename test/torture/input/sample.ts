import type fc from 'fast-check';
import { nearestSingle, shortestDouble, shortestSingle } from './exactNumbers.ts';
import { type Expected, nothing, ObjectMeant, ShortNumberMeant } from './expected.ts';
import { type ModelName, type ScalarKind, schemas } from './schemas.ts';

/** A value in PowerShell or JSON notation, and the value that must arrive. */
export interface Sample {
  text: string;
  expected: Expected | typeof nothing;
}

export interface ObjectSample extends Sample {
  expected: ObjectMeant;
}

/** A member of an object: its name as written, and the declared property that it represents, if any. */
export interface Member {
  name: string;
  declared?: string;
  value: Sample;
}

/** A notation for values: PowerShell or JSON. */
export interface Language {
  scalars: Record<ScalarKind, fc.Arbitrary<Sample>>;
  /** Values of unknown properties. */
  unknown: fc.Arbitrary<Sample>;
  nulls: fc.Arbitrary<Sample>;
  /** Values that cannot be converted to the kind of property. */
  wrong: Record<ScalarKind | 'model' | 'list', readonly string[]>;
  /** Notations for an object. Unknown members can have any name only in notations that distinguish all names. */
  object(model: ModelName | undefined): fc.Arbitrary<ObjectForm>;
  /** Notations for a declared list. */
  list: fc.Arbitrary<(elements: string[]) => string>;
}

export interface ObjectForm {
  write(members: Member[]): string;
  isOrdered: boolean;
  /** Whether this form keeps names distinct that other forms treat as equal. */
  isExact: boolean;
}

/**
 * Returns the object that must arrive for the given members.
 * @param model The model; `undefined` for the value of an unknown property.
 */
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
 * Returns the list that must arrive for a declared list. Elements that are `nothing` or empty objects are omitted; null
 * is not. The whole list is omitted when no element remains and any of the given elements lacked values.
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
