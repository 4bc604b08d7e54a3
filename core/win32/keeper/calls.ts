import { fault } from '../../base/fault.ts';
import type { HeldSystems } from './held-systems.ts';
import type { CallName, Calls } from './protocol.ts';

/** Who asks: a connection, as far as a call needs it. */
export interface Caller {
  /** It hears of all exits from now on. */
  subscribe(): void;
  /** It hears of this process's output until it ends. */
  watch(systemId: string, key: string): void;
  /** It owns the process's input: when it goes, the input ends. */
  ownInput(systemId: string, key: string): void;
}

/** `hello`, `prove` and `retire` are about the connection itself: `server.ts` answers them. */
export type SystemCall = Exclude<CallName, 'hello' | 'prove' | 'retire'>;

type Answers = {
  [Name in SystemCall]: (
    args: Calls[Name]['takes'],
    caller: Caller,
    signal: AbortSignal,
  ) => Answer<Name> | Promise<Answer<Name>>;
};

/** A function is asked when the answer is sent: what changed until then is in it or is told behind it. */
type Answer<Name extends CallName> = Calls[Name]['gives'] | (() => Calls[Name]['gives']);

/** Each request on the systems. Arguments are from a core that has proved what it is: their types hold. */
export function answersOf(systems: HeldSystems): Answers {
  const done = async (work: Promise<unknown>) => {
    await work;
    return {};
  };
  return {
    subscribe: (_, caller) => {
      caller.subscribe();
      return () => {
        const living = systems.all.filter((system) => !system.isOver);
        const processes = living.flatMap((system) => system.processes.all);
        return {
          systems: living.map((system) => system.state()),
          processes: processes.filter((one) => !one.hasExited).map((one) => one.state()),
        };
      };
    },
    createSystem: ({ id, document, about }) => done(systems.create(id, document, about)),
    takeUpSystem: async ({ id, ...found }) => (await systems.takeUp(id, found)).state(),
    startSystem: ({ id, timeoutMs }, _, signal) => done(systems.get(id).start({ timeoutMs, signal })),
    shutDownSystem: ({ id, timeoutMs }) => done(systems.get(id).shutDown(timeoutMs)),
    terminateSystem: ({ id }) => done(systems.get(id).terminate()),
    pauseSystem: ({ id }) => done(systems.get(id).pause()),
    resumeSystem: ({ id }) => done(systems.get(id).resume()),
    closeSystem: ({ id }) => systems.close(id),
    querySystem: ({ id }) => systems.get(id).state(),
    listSystems: () => ({ systems: systems.all.filter((one) => one.isMade).map((one) => one.state()) }),
    systemFacts: ({ id }) => systems.get(id).facts(),
    systemProperties: async ({ id, query }) => ({ properties: await systems.get(id).properties(query) }),
    modifySystem: ({ id, request }) => done(systems.get(id).modify(request)),

    createProcess: async ({ id, key, parameters, output }, caller) => {
      // Watched before it is made: its first output may come before the answer.
      caller.watch(id, key);
      const made = await systems.get(id).processes.create(key, parameters, output);
      if (parameters.CreateStdInPipe === true && parameters.EmulateConsole !== true) caller.ownInput(id, key);
      return () => made.state();
    },
    watchProcess: ({ id, key }, caller) => {
      const found = systems.get(id).processes.get(key);
      if (!found.hasExited) caller.watch(id, key);
      return () => found.state();
    },
    listProcesses: ({ id }) => ({ keys: systems.get(id).processes.all.map((one) => one.record.key) }),
    writeInput: ({ id, key, data }) => done(systems.get(id).processes.get(key).write(Buffer.from(data, 'base64'))),
    endInput: ({ id, key }) => done(systems.get(id).processes.get(key).endInput()),
    signalProcess: ({ id, key, signal }) => done(systems.get(id).processes.get(key).signal(signal)),
    terminateProcess: ({ id, key }) => done(systems.get(id).processes.terminate(key)),
    resizeConsole: ({ id, key, height, width }) => done(systems.get(id).processes.get(key).resize(height, width)),
    closeProcess: ({ id, key }) => done(systems.get(id).processes.close(key)),
  };
}

/** @throws NotSupported for a call of a newer core. */
export function isSystemCall(name: string, answers: Answers): asserts name is SystemCall {
  if (!Object.hasOwn(answers, name)) throw fault('NotSupported', `This keeper knows no call '${name}'.`);
}
