import type { ComputeSystemDocument } from '../spec/compute-document.ts';

/**
 * What can be told of the document of a system whose record is lost.
 * @param path Where its writable layer is; empty when nobody knows.
 */
export function lostDocument(id: string, owner: string, path = ''): ComputeSystemDocument {
  return {
    Owner: owner,
    SchemaVersion: { Major: 2, Minor: 1 },
    ShouldTerminateOnLastHandleClosed: false,
    Container: {
      Storage: { Layers: [], Path: path },
      // A container's namespace has its id: nobody takes the network from under it.
      Networking: { Namespace: id },
    },
  };
}
