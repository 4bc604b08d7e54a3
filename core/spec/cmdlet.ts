/** The shape of `cmdlets.psd1`: each cmdlet is declared once, and every face is generated from it. */
export interface Declaration {
  SchemaVersion: 1;
  Module: ModuleDeclaration;
  Objects: Record<string, ObjectDeclaration>;
  Cmdlets: CmdletDeclaration[];
}

export interface ModuleDeclaration {
  Name: string;
  Version: string;
  Guid: string;
  Author: string;
  CompanyName: string;
  Copyright: string;
  Description: string;
  ProjectUri: string;
  LicenseUri: string;
  Tags: string[];
}

export const PROPERTY_TYPES = [
  'string',
  'int',
  'long',
  'double',
  'bool',
  'datetime',
  'timespan',
  'version',
  'string[]',
  'object[]',
] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

/** An object people see; its PSTypeName is `HcsContainers.<key>`. */
export interface ObjectDeclaration {
  Help: string;
  /** The property that names it in error records and in parameters that take the object. */
  Key: string;
  Properties: PropertyDeclaration[];
  /** The default table, in order. */
  Columns: string[];
}

export interface PropertyDeclaration {
  Name: string;
  Type: PropertyType;
  Aliases?: string[];
  /** True: absent where there is nothing to say. */
  Optional?: boolean;
  Help: string;
}

/** Whether it counts bytes: views show it in the largest unit that fits, data keep the number. */
export function isByteCount(name: string, type: PropertyType | undefined): boolean {
  return type === 'long' && /(Bytes|^Size|^Length)$/.test(name);
}

export const PARAMETER_TYPES = [
  'string',
  'string[]',
  'int',
  'int[]',
  'long',
  'switch',
  'bool',
  'guid[]',
  'version',
  'hashtable',
  'timespan',
  'datetime',
  'scriptblock',
  'Container',
  'Container[]',
  'ContainerImage',
  'ContainerImage[]',
] as const;
export type ParameterType = (typeof PARAMETER_TYPES)[number];

export interface CmdletDeclaration {
  Verb: string;
  Noun: string;
  Synopsis: string;
  Description: string;
  /** A key of Objects, `String`, or absent for none. */
  OutputType?: string;
  /** True: -WhatIf and -Confirm; the core asks before each change. */
  ShouldProcess?: boolean;
  ConfirmImpact?: 'Low' | 'Medium' | 'High';
  DefaultParameterSet?: string;
  /** `New-Container`: it has also that cmdlet's parameters, after its own; its own stand before those of the same name. */
  ParametersOf?: string;
  /** True: it takes over the caller's terminal; PowerShell hands its own to the command line. */
  TakesTerminal?: boolean;
  /** True: -AsJob, in PowerShell. */
  AsJob?: boolean;
  Parameters: ParameterDeclaration[];
  Examples: ExampleDeclaration[];
  /** Fault kinds a caller should expect. */
  Errors: string[];
  Links?: string[];
}

export interface ParameterDeclaration {
  Name: string;
  Type: ParameterType;
  Help: string;
  /** Sets it belongs to; absent: all. */
  Sets?: string[];
  Mandatory?: boolean;
  Position?: number;
  Pipeline?: ('ByValue' | 'ByPropertyName')[];
  Aliases?: string[];
  Wildcards?: boolean;
  ValidateSet?: string[];
  ValidateRange?: number[];
  ValidateCount?: number[];
  /** What the service completes it with: `ContainerName`, `ContainerImageName`... */
  Completer?: string;
  /** Shown in help. */
  Default?: string;
  /** True: all that the pipeline brings in it goes in one call, made at its end. */
  Together?: boolean;
  /** True: a path on the caller's machine; the client makes it absolute. */
  HostPath?: boolean;
}

export interface ExampleDeclaration {
  Code: string;
  Remark: string;
}
