import surface from './surface.json' with { type: 'json' };

/** One parameter as the original's help page and its compiled metadata describe it. */
export interface ExpectedParameter {
  name: string;
  type: string;
  aliases?: string[];
  /** All where there are none. */
  sets?: string[];
  mandatory?: boolean;
  pipeline?: string;
  hidden?: boolean;
  /** Validation and conversion attributes besides Parameter and Alias, by short name. */
  attributes?: string[];
}

export interface ExpectedCommand {
  name: string;
  kind: string;
  defaultSet: string;
  positionalBinding: boolean;
  supportsShouldProcess: boolean;
  confirmImpact: string;
  outputType: string;
  sets: { name: string; parameters: string[] }[];
  parameters: ExpectedParameter[];
}

export interface ExpectedType {
  class: string;
  interface: string;
  /** The interfaces that this one takes members from. */
  interfaceExtends: string[];
  /** What it declares itself. */
  interfaceMembers: string[];
  members: { name: string; type: string; json: string }[];
}

/** The commands of the original that the module offers. */
export const commands: readonly ExpectedCommand[] = surface.commands;

export const types: readonly ExpectedType[] = surface.types;

/** Those of the update of the score. */
export const parameters: readonly ExpectedParameter[] =
  commands.find(({ name }) => name === 'Update-MgBetaSecurityPartnerSecurityScore')?.parameters ?? [];

const conversion = ['PropertyTransformation'];
const conversionWithValues = ['ArgumentCompleter', 'PropertyTransformation'];

/** The conversions and completions that the module adds to the original's parameters. */
export const ownAttributes: Readonly<Record<string, readonly string[]>> = {
  BodyParameter: ['BodyTransformation'],
  CurrentScore: conversion,
  CustomerInsights: conversionWithValues,
  History: conversion,
  Id: conversion,
  LastRefreshDateTime: conversion,
  MaxScore: conversion,
  Proxy: ['ProxyTransformation'],
  Requirements: conversionWithValues,
  UpdatedDateTime: conversion,
};

/** Members of every model besides its declared properties. */
export const modelMembers = [
  'Add',
  'AdditionalProperties',
  'Clear',
  'ContainsKey',
  'CopyFrom',
  'Item',
  'Remove',
  'ToJson',
  'ToJsonString',
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

/** Whether the engine gives a parameter of this name to every command. */
export const isCommon = (name: string) => common.includes(name);
