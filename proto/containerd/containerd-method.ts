import type { MethodDefinition } from '@grpc/grpc-js';
import type { Writer } from 'protobufjs';
import { NumberReader } from '../etcd/number-reader.ts';
import { containerd as wire } from '../generated/containerd.js';

const { Nothing } = wire;
const services = '/containerd.services';

/** The methods of containerd's API that {@link ContainerdClient} calls. */
export const methods = {
  version: define(`${services}.version.v1.Version/Version`, Nothing, wire.VersionResponse),
  createNamespace: define(`${services}.namespaces.v1.Namespaces/Create`, wire.CreateNamespaceRequest, Nothing),
  deleteNamespace: define(`${services}.namespaces.v1.Namespaces/Delete`, wire.DeleteNamespaceRequest, Nothing),

  getContainer: define(`${services}.containers.v1.Containers/Get`, wire.ContainerRequest, wire.ContainerMessage),
  listContainers: define(`${services}.containers.v1.Containers/List`, wire.ListContainersRequest, wire.ListContainersResponse),
  createContainer: define(`${services}.containers.v1.Containers/Create`, wire.ContainerMessage, wire.ContainerMessage),
  updateContainer: define(`${services}.containers.v1.Containers/Update`, wire.UpdateContainerRequest, wire.ContainerMessage),
  deleteContainer: define(`${services}.containers.v1.Containers/Delete`, wire.ContainerRequest, Nothing),

  getTask: define(`${services}.tasks.v1.Tasks/Get`, wire.ProcessRequest, wire.GetTaskResponse),
  listTasks: define(`${services}.tasks.v1.Tasks/List`, wire.ListTasksRequest, wire.ListTasksResponse),
  createTask: define(`${services}.tasks.v1.Tasks/Create`, wire.CreateTaskRequest, wire.CreateTaskResponse),
  startProcess: define(`${services}.tasks.v1.Tasks/Start`, wire.ProcessRequest, wire.StartResponse),
  deleteTask: define(`${services}.tasks.v1.Tasks/Delete`, wire.ProcessRequest, wire.DeleteTaskResponse),
  deleteProcess: define(`${services}.tasks.v1.Tasks/DeleteProcess`, wire.ProcessRequest, wire.DeleteTaskResponse),
  kill: define(`${services}.tasks.v1.Tasks/Kill`, wire.KillRequest, Nothing),
  pause: define(`${services}.tasks.v1.Tasks/Pause`, wire.ProcessRequest, Nothing),
  resume: define(`${services}.tasks.v1.Tasks/Resume`, wire.ProcessRequest, Nothing),
  exec: define(`${services}.tasks.v1.Tasks/Exec`, wire.ExecRequest, Nothing),
  closeInput: define(`${services}.tasks.v1.Tasks/CloseIO`, wire.CloseInputRequest, Nothing),
  wait: define(`${services}.tasks.v1.Tasks/Wait`, wire.ProcessRequest, wire.WaitResponse),

  prepareSnapshot: define(`${services}.snapshots.v1.Snapshots/Prepare`, wire.NewSnapshotRequest, wire.MountsResponse),
  viewSnapshot: define(`${services}.snapshots.v1.Snapshots/View`, wire.NewSnapshotRequest, wire.MountsResponse),
  mounts: define(`${services}.snapshots.v1.Snapshots/Mounts`, wire.SnapshotRequest, wire.MountsResponse),
  commitSnapshot: define(`${services}.snapshots.v1.Snapshots/Commit`, wire.CommitSnapshotRequest, Nothing),
  removeSnapshot: define(`${services}.snapshots.v1.Snapshots/Remove`, wire.SnapshotRequest, Nothing),
  statSnapshot: define(`${services}.snapshots.v1.Snapshots/Stat`, wire.SnapshotRequest, wire.StatSnapshotResponse),
  updateSnapshot: define(`${services}.snapshots.v1.Snapshots/Update`, wire.UpdateSnapshotRequest, wire.StatSnapshotResponse),
  listSnapshots: {
    ...define(`${services}.snapshots.v1.Snapshots/List`, wire.ListSnapshotsRequest, wire.ListSnapshotsResponse),
    responseStream: true,
  },

  writeContent: {
    ...define(`${services}.content.v1.Content/Write`, wire.WriteContentRequest, wire.WriteContentResponse),
    requestStream: true,
    responseStream: true,
  },
  deleteContent: define(`${services}.content.v1.Content/Delete`, wire.ContentRequest, Nothing),
  abortWrite: define(`${services}.content.v1.Content/Abort`, wire.AbortWriteRequest, Nothing),

  apply: define(`${services}.diff.v1.Diff/Apply`, wire.ApplyRequest, wire.ApplyResponse),

  subscribe: { ...define(`${services}.events.v1.Events/Subscribe`, wire.SubscribeRequest, wire.EventEnvelope), responseStream: true },
};

interface Encoder<Message> {
  encode(message: Message): Writer;
}

interface Decoder<Message> {
  decode(reader: NumberReader): Message;
}

function define<Request, Response>(
  path: string,
  request: Encoder<Request>,
  response: Decoder<Response>,
): MethodDefinition<Request, Response> {
  return {
    path,
    requestStream: false,
    responseStream: false,
    requestSerialize: (message) => request.encode(message).finish() as Buffer,
    requestDeserialize: () => unneeded(),
    responseSerialize: () => unneeded(),
    responseDeserialize: (bytes) => response.decode(new NumberReader(bytes)),
  };
}

function unneeded(): never {
  throw new Error('this process is a client of containerd only');
}
