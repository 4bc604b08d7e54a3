/**
 * The wire between a client (the PowerShell module, the command line) and the service: JSON-RPC 2.0 with
 * `Content-Length` framing (as language servers use) over the local endpoint. Everything here is protocol; raise
 * `PROTOCOL_VERSION` when a client of the version before would misunderstand.
 *
 * A connection begins with `hello`. Each cmdlet invocation is one `invoke` request. While it runs the service sends
 * `stream/*` notifications with its `call` number, and may ask back with `ask/*` requests. The reply comes last: all
 * stream notifications of a call are sent before its reply. `$/cancelRequest` with the request's id stops it.
 */
export const PROTOCOL_VERSION = 1;

/** Client to service, first. */
export interface HelloParams {
  protocol: number;
  /** The client's product version: `0.1.0`. */
  version: string;
  /** `powershell`, `cli`, a test's name. For the log. */
  client: string;
  /** True: the client takes `stream/objects` too. Absent: every object comes in a message of its own. */
  takesObjects?: boolean;
}

export interface HelloResult {
  protocol: number;
  version: string;
  /** Changes with each build of the same version, so that a developer's client hands over too. */
  build: string;
  processId: number;
  root: string;
}

/** `invoke`: runs one cmdlet. */
export interface InvokeParams {
  /** Chosen by the client, unique on its connection; `stream/*` and `ask/*` carry it. */
  call: number;
  /** `New-Container`. */
  cmdlet: string;
  /** The parameter set the client bound, where it knows; the service checks it. */
  parameterSet?: string;
  /** By declared parameter name. Switches are booleans, sizes and integers numbers, dates ISO 8601, a Container or ContainerImage object its `ContainerId` or `Digest`. */
  parameters: Record<string, unknown>;
  /** The caller's current folder, absolute: what relative host paths are relative to. */
  workingDirectory: string;
  /** True: the client will send this call's stdin as `stream/input`, to its end. Absent: it has none. */
  hasInput?: boolean;
  /** The size of the caller's terminal, in characters, where the call may take it over: its input is raw then. */
  terminal?: TerminalSize;
}

export interface TerminalSize {
  height: number;
  width: number;
}

/** `stream/resize`, client to service: the terminal of a running call has another size. */
export interface StreamResize extends TerminalSize {
  call: number;
}

/** The reply to `invoke`: errors that ended the call come as a JSON-RPC error with `WireError` in `data`. */
export interface InvokeResult {
  /** Non-terminating errors that were streamed. */
  errorCount: number;
  /** The whole exit code of the program that the call ran; absent when it ran none or nobody knows it. */
  exitCode?: number;
}

/** `stream/object`: one object for the pipeline. */
export interface StreamObject {
  call: number;
  /** `Container`, as declared under Objects; `String` for plain text lines. */
  type: string;
  /** By declared property name; a plain string for `String`. Dates ISO 8601, TimeSpans seconds, bytes numbers. */
  value: unknown;
}

/** `stream/objects`: several objects of one type at once, in their order. Only to clients that said that they take it. */
export interface StreamObjects {
  call: number;
  type: string;
  /** Each as in `stream/object`. */
  values: unknown[];
}

/** `stream/output`: raw bytes of a program's output, base64. Clients write them through unchanged; PowerShell gives lines. */
export interface StreamOutput {
  call: number;
  stream: 'stdout' | 'stderr';
  data: string;
}

/** `stream/progress`. */
export interface StreamProgress {
  call: number;
  activity: string;
  status: string;
  /** 0 to 100; absent when unknown. */
  percent?: number;
  completed?: boolean;
}

/** `stream/verbose`, `stream/warning`. */
export interface StreamText {
  call: number;
  text: string;
}

/** `stream/error`: a non-terminating error; also the `data` of a failed `invoke`. */
export interface WireError {
  /** `NotFound`; FullyQualifiedErrorId is `<id>,<cmdlet>`. */
  id: string;
  /** The PowerShell ErrorCategory. */
  category: string;
  message: string;
  target?: string;
  /** The next command to type: RecommendedAction. */
  hint?: string;
  hresult?: number;
}

export interface StreamError {
  call: number;
  error: WireError;
}

/** `ask/shouldProcess`, service to client: reply `AskResult`. Asked right before each change of state. */
export interface AskShouldProcess {
  call: number;
  /** `container 'web'`. */
  target: string;
  /** `Remove`. */
  action: string;
}

/** `ask/shouldContinue`, service to client, only where the user did not give -Force. */
export interface AskShouldContinue {
  call: number;
  caption: string;
  query: string;
}

export interface AskResult {
  answer: boolean;
}

/** `complete`: names for tab completion. Fast, never starts anything. */
export interface CompleteParams {
  /** `ContainerName`, `ContainerImageName`... as declared by a parameter's Completer; `ReadyContainerId`. */
  completer: string;
  /** What was typed of the text, or of the tool tip. */
  word: string;
}

export interface CompleteResult {
  items: { text: string; toolTip: string }[];
}

/**
 * `stream/input`, client to service: stdin of a running call, base64; `end` true at its end. As a notification, or as a
 * request, which is answered (null) when the program has taken the bytes: so a fast sender is slowed down.
 */
export interface StreamInput {
  call: number;
  data: string;
  end?: boolean;
}

/**
 * `shell`: the PowerShell of a running container, as a server that speaks PSRP. What the client has for it comes as
 * `stream/input` with the call's number, what it says goes as `stream/output`. Replies when it has ended.
 */
export interface ShellParams {
  call: number;
  /** Its id or name. */
  container: string;
  runAsAdministrator?: boolean;
  /** Runs this instead of a server, with the input; what it prints is the output. */
  script?: string;
  /**
   * What it prints comes as frames of bytes, with the heading `Content-Type: application/octet-stream; call=<number>` beside the
   * length, in place of `stream/output`: a session may bring hundreds of megabytes.
   */
  asBytes?: boolean;
}

export interface ShellResult {
  exitCode?: number;
}

/** `machineStarted`, without parameters: the machine runs this at its start; restart policies take it up. Replies null. */

/** `handOver`: asks an older service to finish what runs, let go of the root and exit. Replies when it no longer accepts calls. */
export interface HandOverResult {
  processId: number;
}

/** JSON-RPC error codes of ours. `handingOver`: the call was not begun; connect again and repeat it. */
export const WIRE_CODE = {
  fault: 1,
  handingOver: 2,
  cancelled: -32800,
  invalidParams: -32602,
  methodNotFound: -32601,
} as const;
