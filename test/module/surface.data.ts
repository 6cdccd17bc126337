import surface from './surface.json' with { type: 'json' };

/** A parameter as the original's help page and compiled metadata describe it. */
export interface ExpectedParameter {
  name: string;
  type: string;
  aliases?: string[];
  /** The names of its parameter sets; absent when the parameter is in all sets. */
  sets?: string[];
  mandatory?: boolean;
  pipeline?: string;
  hidden?: boolean;
  /** The short names of its validation attributes. */
  attributes?: string[];
}

export interface ExpectedCommand {
  name: string;
  kind: string;
  defaultSet: string;
  positionalBinding: boolean;
  supportsShouldProcess: boolean;
  confirmImpact?: string;
  outputType: string;
  sets: { name: string; parameters: string[] }[];
  parameters: ExpectedParameter[];
}

export interface ExpectedType {
  class: string;
  interface: string;
  /** The interfaces that it inherits from. */
  interfaceExtends: string[];
  /** The members that the interface itself declares. */
  interfaceMembers: string[];
  /** Whether the class stores properties that it does not declare. */
  additionalProperties: boolean;
  members: { name: string; type: string; json: string }[];
}

/** The commands of the original that the module provides. */
export const commands: readonly ExpectedCommand[] = surface.commands;

export const types: readonly ExpectedType[] = surface.types;

/** The parameters of the command that updates the score. */
export const parameters: readonly ExpectedParameter[] =
  commands.find(({ name }) => name === 'Update-MgBetaSecurityPartnerSecurityScore')?.parameters ?? [];

const conversion = ['PropertyTransformation'];
const conversionWithValues = ['ArgumentCompleter', 'PropertyTransformation'];

/** Body parameters that complete known values, for the property itself or for a property in it. */
const withKnownValues = [
  'ActivityLogs',
  'ConfidenceLevel',
  'CustomerInsights',
  'Requirements',
  'ResolvedReason',
  'Severity',
  'Status',
];

const ownAttributesByName: Readonly<Record<string, readonly string[]>> = {
  AdditionalProperties: [],
  BodyParameter: ['BodyTransformation'],
  InputObject: ['IdentityTransformation'],
  PageSize: ['OptionTransformation'],
  Proxy: ['ProxyTransformation'],
  Skip: ['OptionTransformation'],
  Top: ['OptionTransformation'],
};

/** Returns the conversion and completion attributes that the module adds to a parameter of the original. */
export function ownAttributes({ name, sets = [] }: ExpectedParameter): readonly string[] {
  const isOfBody = sets.some((set) => set.endsWith('Expanded')) && !sets.includes('Update');
  return (
    ownAttributesByName[name] ??
    (withKnownValues.includes(name) ? conversionWithValues : isOfBody ? conversion : [])
  );
}

/** The members of every model, except its declared properties. */
export const modelMembers = ['ToJson', 'ToJsonString'];

/** The additional members of models that store undeclared properties. */
export const openModelMembers = [
  'Add',
  'AdditionalProperties',
  'Clear',
  'ContainsKey',
  'CopyFrom',
  'Item',
  'Remove',
  'TryGetValue',
];

export const modelStaticMembers = ['DeserializeFromDictionary', 'DeserializeFromPSObject', 'FromJsonString'];

const common = [
  'Verbose',
  'Debug',
  'ErrorAction',
  'WarningAction',
  'InformationAction',
  'ProgressAction',
  'ErrorVariable',
  'WarningVariable',
  'InformationVariable',
  'OutVariable',
  'OutBuffer',
  'PipelineVariable',
];

/** Whether a parameter is one of PowerShell's common parameters. */
export const isCommon = (name: string) => common.includes(name);
