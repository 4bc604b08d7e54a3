/**
 * What Windows PowerShell 5.1 over .NET Framework 4.6.1 has, of what our module uses. How each kind was looked up:
 * - commands and parameters in Microsoft's reference of Windows PowerShell 5.1 (github.com/MicrosoftDocs/PowerShell-Docs,
 *   reference/5.1, a page for each), type accelerators there in about_Type_Accelerators;
 * - .NET's types and members in the metadata of its reference assemblies (NuGet, Microsoft.NETFramework.ReferenceAssemblies.net461:
 *   mscorlib, System, System.Core, System.Xml), with the number of arguments of each call;
 * - PowerShell's types and members in that of PowerShellStandard.Library 5.1.1, which has what 5.1 and 6 have both.
 *
 * Using something else fails the test until it is looked up and entered here.
 */

/** Parameters by command. Common parameters need no entry. */
export const COMMANDS: Readonly<Record<string, string>> = {
  'Add-Type': 'Path TypeDefinition AssemblyName ReferencedAssemblies PassThru',
  'ConvertFrom-Json': 'InputObject',
  'ConvertTo-Json': 'InputObject Depth Compress',
  'Export-ModuleMember': 'Function Cmdlet Variable Alias',
  'ForEach-Object': 'Begin Process End InputObject MemberName',
  'Get-Command': 'Name Module CommandType All',
  'Get-Module': 'Name ListAvailable',
  'Get-PSSession': 'ComputerName Name Id InstanceId State',
  'Get-Variable': 'Name Scope ValueOnly',
  'Get-TypeData': 'TypeName',
  'Import-Module': 'Name Force Global Prefix Function ArgumentList PassThru Scope',
  'Invoke-Command':
    'Session ComputerName Credential ScriptBlock ArgumentList ThrottleLimit AsJob JobName HideComputerName',
  'Join-Path': 'Path ChildPath Resolve',
  'New-Object': 'TypeName ArgumentList Property ComObject Strict',
  'New-PSSession': 'ComputerName Credential Name ContainerId RunAsAdministrator',
  'Out-Null': 'InputObject',
  'Register-ArgumentCompleter': 'CommandName ParameterName ScriptBlock Native',
  'Remove-Item': 'Path LiteralPath Filter Include Exclude Recurse Force Credential',
  'Remove-PSSession': 'Session Id Name',
  'Select-Object': 'InputObject Property ExcludeProperty ExpandProperty First Last Skip Unique Index',
  'Set-Alias': 'Name Value Scope Option Description Force',
  'Set-Location': 'Path LiteralPath PassThru StackName',
  'Set-StrictMode': 'Version Off',
  'Set-Variable': 'Name Value Scope Option Force Visibility',
  'Sort-Object': 'Property Descending Unique InputObject',
  'Start-Job': 'ScriptBlock Name ArgumentList InputObject InitializationScript RunAs32 FilePath',
  'Where-Object': 'FilterScript InputObject Property Value',
  'Write-Error': 'ErrorRecord Exception Message Category ErrorId TargetObject RecommendedAction',
  'Write-Progress': 'Activity Status PercentComplete Completed Id ParentId SecondsRemaining CurrentOperation',
  'Write-Verbose': 'Message',
  'Write-Warning': 'Message',
};

/** Every cmdlet has these, and those that change something the last two. */
export const COMMON =
  'Verbose Debug ErrorAction WarningAction InformationAction ErrorVariable WarningVariable InformationVariable OutVariable OutBuffer PipelineVariable WhatIf Confirm';

/** Type names as PowerShell 5.1 resolves them: accelerators, and .NET without the leading `System.`. Any case. */
export const TYPES = `
  Alias AllowEmptyCollection AllowEmptyString AllowNull ArgumentCompleter CmdletBinding OutputType Parameter SupportsWildcards
  ValidateCount ValidateLength ValidateNotNull ValidateNotNullOrEmpty ValidatePattern ValidateRange ValidateScript ValidateSet
  array bool byte char cultureinfo datetime decimal double guid hashtable int int32 long int64 object ordered powershell psobject pscredential
  pscustomobject ref regex scriptblock securestring string switch timespan type uint32 uint64 uri version void xml

  ArgumentException Array Attribute Collections.ObjectModel.Collection Management.Automation.ArgumentCompleterAttribute Collections.ArrayList Collections.Generic.Dictionary Collections.Generic.HashSet Collections.Generic.List
  Collections.Generic.Queue Collections.IDictionary Collections.IEnumerable Console Convert DateTime Enum Environment Exception
  Func Diagnostics.Process Diagnostics.ProcessStartInfo Diagnostics.Stopwatch Globalization.CultureInfo Globalization.DateTimeStyles
  InvalidOperationException IO.Directory IO.File IO.FileInfo IO.IOException IO.MemoryStream IO.Path IO.Stream
  IO.Pipes.NamedPipeClientStream Math Net.Sockets.NetworkStream Net.Sockets.Socket NotImplementedException NotSupportedException NullReferenceException
  OperationCanceledException Runtime.CompilerServices.ConditionalWeakTable Runtime.InteropServices.Marshal StringComparer StringComparison Text.Encoding Text.StringBuilder
  Text.UTF8Encoding TimeoutException Type UnauthorizedAccessException Version

  Management.Automation.Cmdlet Management.Automation.CmdletBindingAttribute Management.Automation.CommandMetadata Management.Automation.CommandTypes
  Management.Automation.CompletionResult Management.Automation.Credential Management.Automation.ErrorCategory Management.Automation.ErrorDetails
  Management.Automation.ErrorRecord Management.Automation.IContainsErrorRecord Management.Automation.ItemNotFoundException
  Management.Automation.MethodInvocationException Management.Automation.PipelineStoppedException
  Management.Automation.ProgressRecord Management.Automation.ProxyCommand Management.Automation.PSCmdlet
  Management.Automation.PSObject Management.Automation.RemoteException Management.Automation.RuntimeException
  Management.Automation.ScriptBlock Management.Automation.SwitchParameter Management.Automation.WildcardPattern
  Management.Automation.RuntimeDefinedParameter Management.Automation.RuntimeDefinedParameterDictionary
  Management.Automation.Remoting.PSRemotingTransportException Management.Automation.Runspaces.AliasPropertyData
  Management.Automation.Language.CommandParameterAst Management.Automation.Language.UsingExpressionAst Management.Automation.PSNoteProperty Management.Automation.PSSerializer
  Management.Automation.ParameterBindingException Management.Automation.Runspaces.Runspace
  Management.Automation.Runspaces.PSSession Management.Automation.Runspaces.RunspaceState
`;

/** Static members, and the named arguments of attributes. Types as in `TYPES`. */
export const STATICS = `
  Array::Copy CmdletBinding::ConfirmImpact CmdletBinding::DefaultParameterSetName CmdletBinding::PositionalBinding
  CmdletBinding::RemotingCapability CmdletBinding::SupportsShouldProcess Console::Error Console::IsInputRedirected Console::IsOutputRedirected Convert::FromBase64String
  Convert::ToBase64String Environment::GetFolderPath Environment::UserName Environment::MachineName Enum::TryParse Math::Max Math::Min
  Parameter::Mandatory Parameter::ParameterSetName Parameter::Position Parameter::ValueFromPipeline
  Parameter::ValueFromPipelineByPropertyName Parameter::ValueFromRemainingArguments Parameter::DontShow
  Runtime.InteropServices.Marshal::PtrToStringBSTR Runtime.InteropServices.Marshal::SecureStringToBSTR
  Runtime.InteropServices.Marshal::ZeroFreeBSTR StringComparer::OrdinalIgnoreCase StringComparison::Ordinal
  StringComparison::OrdinalIgnoreCase Diagnostics.Process::Start Diagnostics.Stopwatch::StartNew
  Globalization.DateTimeStyles::RoundtripKind IO.Directory::Exists IO.Directory::GetFiles IO.File::Exists IO.File::ReadAllText IO.File::WriteAllText
  IO.File::ReadAllBytes IO.Path::Combine IO.Path::DirectorySeparatorChar IO.Path::GetDirectoryName IO.Path::GetFileName
  IO.Path::GetFullPath IO.Path::GetTempPath IO.Path::IsPathRooted Management.Automation.ErrorCategory::NotSpecified
  Management.Automation.Language.UsingExpressionAst::ExtractUsingVariable Management.Automation.PSSerializer::Deserialize
  Management.Automation.PSSerializer::Serialize Management.Automation.Cmdlet::CommonParameters Management.Automation.Runspaces.Runspace::DefaultRunspace Management.Automation.ProxyCommand::Create Management.Automation.WildcardPattern::ContainsWildcardCharacters
  Management.Automation.WildcardPattern::Get Text.Encoding::UTF8
  cultureinfo::InvariantCulture datetime::Parse datetime::UtcNow guid::NewGuid guid::TryParse int::MaxValue int::TryParse
  object::ReferenceEquals powershell::Create regex::Escape regex::Replace scriptblock::Create string::Concat string::Empty string::IsNullOrEmpty string::Join
  timespan::FromTicks timespan::FromSeconds version::TryParse
`;

/**
 * Members of instances that no type of those assemblies has and one of .NET 10 or PowerShell 7.6 has; in the first lines,
 * that others have than the types one would use them of. The type is not known, so this is what can be refused.
 */
export const NEWER_MEMBERS = `
  AddOrUpdate ArgumentList AsMemory AsSpan EnsureCapacity GetValueOrDefault TryAdd TryDequeue TryPeek TryPop
  AddMicroseconds AppendJoin Deconstruct DisposeAsync EnumerateArray EnumerateMatches EnumerateObject EnumerateRunes EnumerateSplits
  ExperimentalFeatures GetAlternateLookup GetBytesFromBase64 GetChunks GetDateTimeOffset GetPinnableReference GetPropertyCount
  GetRawText InvokeAsync IsAssignableTo IsCompletedSuccessfully LinkTarget Microsecond Microseconds Nanosecond Nanoseconds NextInt64
  PipelineStopToken Preamble ReadAtLeast ReadAtLeastAsync ReadExactly ReadExactlyAsync ReplaceLineEndings ResolveLinkTarget RootElement
  SendFileAsync Slice StandardInputEncoding StopAsync TotalMicroseconds TotalNanoseconds TryCopyTo TryFormat TryGetDateTime TryGetDecimal
  TryGetDouble TryGetGuid TryGetInt32 TryGetInt64 TryGetProperty TryReset TryWriteBytes UnixFileMode UnsafeStart ValueEquals
  ValueSpan WaitForExitAsync
`;

/** Variables that only PowerShell 6 and later set. */
export const NEWER_VARIABLES = `
  IsWindows IsLinux IsMacOS IsCoreCLR PSStyle EnabledExperimentalFeatures PSNativeCommandArgumentPassing
  PSNativeCommandUseErrorActionPreference
`;

/** What runs in newer PowerShell or on Linux only, since the function asks first. */
export const ASKED_FIRST: readonly { scope: string; uses: string; because: string }[] = [
  {
    scope: 'ConvertFrom-HcsJson',
    uses: 'ConvertFrom-Json -DateKind|ConvertFrom-Json -NoEnumerate|Text.Json.JsonDocument|Text.Json.JsonDocument::Parse|RootElement',
    because: 'it takes 5.1 aside by $script:HcsJsonKeepsText, and 7.5 by $script:HcsJsonHasDateKind',
  },
  {
    scope: 'ConvertFrom-HcsJsonElement',
    uses: 'EnumerateArray|EnumerateObject|TryGetInt64',
    because: 'ConvertFrom-HcsJson calls it in PowerShell 6 to 7.4',
  },
  {
    scope: 'Open-HcsStream',
    uses: 'Net.Sockets.UnixDomainSocketEndPoint',
    because: 'on Windows it has returned a named pipe before',
  },
  ...[
    'Open-HcsSession',
    'New-HcsSessionError',
    'Invoke-HcsInContainer',
    'Enter-HcsContainerSession',
    'Wait-HcsClosingSession',
  ].map((scope) => ({
    scope,
    uses: 'HcsContainers.Connection.*',
    because: 'Import-HcsConnection has brought these types, or failed',
  })),
  ...['Invoke-HcsInContainer', 'New-HcsContainerSession'].map((scope) => ({
    scope,
    uses: 'Management.Automation.Runspaces.PSSession::Create',
    because: 'PowerShell 7.3 has it, and an older one has failed in Import-HcsConnection',
  })),
];
