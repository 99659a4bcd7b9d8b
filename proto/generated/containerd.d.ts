import * as $protobuf from "protobufjs";
import Long = require("long");

export namespace containerd {

    interface INothing extends containerd.Nothing.$Properties {
    }

    class Nothing {
        constructor(properties?: containerd.Nothing.$Properties);
        $unknowns?: Uint8Array[];
        static encode(message: containerd.Nothing.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Nothing & containerd.Nothing.$Shape;
    }

    namespace Nothing {
        interface $Properties {
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Nothing.$Properties;
    }

    interface ITypedValue extends containerd.TypedValue.$Properties {
    }

    class TypedValue {
        constructor(properties?: containerd.TypedValue.$Properties);
        $unknowns?: Uint8Array[];
        typeUrl: string;
        value: Uint8Array;
        static encode(message: containerd.TypedValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.TypedValue & containerd.TypedValue.$Shape;
    }

    namespace TypedValue {
        interface $Properties {
            typeUrl?: (string|null);
            value?: (Uint8Array|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.TypedValue.$Properties;
    }

    interface IMoment extends containerd.Moment.$Properties {
    }

    class Moment {
        constructor(properties?: containerd.Moment.$Properties);
        $unknowns?: Uint8Array[];
        seconds: number;
        nanos: number;
        static encode(message: containerd.Moment.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Moment & containerd.Moment.$Shape;
    }

    namespace Moment {
        interface $Properties {
            seconds?: (number|null);
            nanos?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Moment.$Properties;
    }

    interface IFieldMask extends containerd.FieldMask.$Properties {
    }

    class FieldMask {
        constructor(properties?: containerd.FieldMask.$Properties);
        $unknowns?: Uint8Array[];
        paths: string[];
        static encode(message: containerd.FieldMask.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.FieldMask & containerd.FieldMask.$Shape;
    }

    namespace FieldMask {
        interface $Properties {
            paths?: (string[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.FieldMask.$Properties;
    }

    interface IMount extends containerd.Mount.$Properties {
    }

    class Mount {
        constructor(properties?: containerd.Mount.$Properties);
        $unknowns?: Uint8Array[];
        type: string;
        source: string;
        target: string;
        options: string[];
        static encode(message: containerd.Mount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Mount & containerd.Mount.$Shape;
    }

    namespace Mount {
        interface $Properties {
            type?: (string|null);
            source?: (string|null);
            target?: (string|null);
            options?: (string[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Mount.$Properties;
    }

    interface IDescriptor extends containerd.Descriptor.$Properties {
    }

    class Descriptor {
        constructor(properties?: containerd.Descriptor.$Properties);
        $unknowns?: Uint8Array[];
        mediaType: string;
        digest: string;
        size: number;
        static encode(message: containerd.Descriptor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Descriptor & containerd.Descriptor.$Shape;
    }

    namespace Descriptor {
        interface $Properties {
            mediaType?: (string|null);
            digest?: (string|null);
            size?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Descriptor.$Properties;
    }

    interface IVersionResponse extends containerd.VersionResponse.$Properties {
    }

    class VersionResponse {
        constructor(properties?: containerd.VersionResponse.$Properties);
        $unknowns?: Uint8Array[];
        version: string;
        revision: string;
        static encode(message: containerd.VersionResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.VersionResponse & containerd.VersionResponse.$Shape;
    }

    namespace VersionResponse {
        interface $Properties {
            version?: (string|null);
            revision?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.VersionResponse.$Properties;
    }

    interface INamespace extends containerd.Namespace.$Properties {
    }

    class Namespace {
        constructor(properties?: containerd.Namespace.$Properties);
        $unknowns?: Uint8Array[];
        name: string;
        labels: { [k: string]: string };
        static encode(message: containerd.Namespace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Namespace & containerd.Namespace.$Shape;
    }

    namespace Namespace {
        interface $Properties {
            name?: (string|null);
            labels?: ({ [k: string]: string }|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Namespace.$Properties;
    }

    interface ICreateNamespaceRequest extends containerd.CreateNamespaceRequest.$Properties {
    }

    class CreateNamespaceRequest {
        constructor(properties?: containerd.CreateNamespaceRequest.$Properties);
        $unknowns?: Uint8Array[];
        namespace?: (containerd.Namespace.$Properties|null);
        static encode(message: containerd.CreateNamespaceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.CreateNamespaceRequest & containerd.CreateNamespaceRequest.$Shape;
    }

    namespace CreateNamespaceRequest {
        interface $Properties {
            namespace?: (containerd.Namespace.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.CreateNamespaceRequest.$Properties;
    }

    interface IDeleteNamespaceRequest extends containerd.DeleteNamespaceRequest.$Properties {
    }

    class DeleteNamespaceRequest {
        constructor(properties?: containerd.DeleteNamespaceRequest.$Properties);
        $unknowns?: Uint8Array[];
        name: string;
        static encode(message: containerd.DeleteNamespaceRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.DeleteNamespaceRequest & containerd.DeleteNamespaceRequest.$Shape;
    }

    namespace DeleteNamespaceRequest {
        interface $Properties {
            name?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.DeleteNamespaceRequest.$Properties;
    }

    interface IRuntime extends containerd.Runtime.$Properties {
    }

    class Runtime {
        constructor(properties?: containerd.Runtime.$Properties);
        $unknowns?: Uint8Array[];
        name: string;
        options?: (containerd.TypedValue.$Properties|null);
        static encode(message: containerd.Runtime.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Runtime & containerd.Runtime.$Shape;
    }

    namespace Runtime {
        interface $Properties {
            name?: (string|null);
            options?: (containerd.TypedValue.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Runtime.$Properties;
    }

    interface IContainer extends containerd.Container.$Properties {
    }

    class Container {
        constructor(properties?: containerd.Container.$Properties);
        $unknowns?: Uint8Array[];
        id: string;
        labels: { [k: string]: string };
        runtime?: (containerd.Runtime.$Properties|null);
        spec?: (containerd.TypedValue.$Properties|null);
        createdAt?: (containerd.Moment.$Properties|null);
        static encode(message: containerd.Container.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Container & containerd.Container.$Shape;
    }

    namespace Container {
        interface $Properties {
            id?: (string|null);
            labels?: ({ [k: string]: string }|null);
            runtime?: (containerd.Runtime.$Properties|null);
            spec?: (containerd.TypedValue.$Properties|null);
            createdAt?: (containerd.Moment.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Container.$Properties;
    }

    interface IContainerRequest extends containerd.ContainerRequest.$Properties {
    }

    class ContainerRequest {
        constructor(properties?: containerd.ContainerRequest.$Properties);
        $unknowns?: Uint8Array[];
        id: string;
        static encode(message: containerd.ContainerRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ContainerRequest & containerd.ContainerRequest.$Shape;
    }

    namespace ContainerRequest {
        interface $Properties {
            id?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ContainerRequest.$Properties;
    }

    interface IContainerMessage extends containerd.ContainerMessage.$Properties {
    }

    class ContainerMessage {
        constructor(properties?: containerd.ContainerMessage.$Properties);
        $unknowns?: Uint8Array[];
        container?: (containerd.Container.$Properties|null);
        static encode(message: containerd.ContainerMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ContainerMessage & containerd.ContainerMessage.$Shape;
    }

    namespace ContainerMessage {
        interface $Properties {
            container?: (containerd.Container.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ContainerMessage.$Properties;
    }

    interface IListContainersRequest extends containerd.ListContainersRequest.$Properties {
    }

    class ListContainersRequest {
        constructor(properties?: containerd.ListContainersRequest.$Properties);
        $unknowns?: Uint8Array[];
        filters: string[];
        static encode(message: containerd.ListContainersRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ListContainersRequest & containerd.ListContainersRequest.$Shape;
    }

    namespace ListContainersRequest {
        interface $Properties {
            filters?: (string[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ListContainersRequest.$Properties;
    }

    interface IListContainersResponse extends containerd.ListContainersResponse.$Properties {
    }

    class ListContainersResponse {
        constructor(properties?: containerd.ListContainersResponse.$Properties);
        $unknowns?: Uint8Array[];
        containers: containerd.Container.$Properties[];
        static encode(message: containerd.ListContainersResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ListContainersResponse & containerd.ListContainersResponse.$Shape;
    }

    namespace ListContainersResponse {
        interface $Properties {
            containers?: (containerd.Container.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ListContainersResponse.$Properties;
    }

    interface IUpdateContainerRequest extends containerd.UpdateContainerRequest.$Properties {
    }

    class UpdateContainerRequest {
        constructor(properties?: containerd.UpdateContainerRequest.$Properties);
        $unknowns?: Uint8Array[];
        container?: (containerd.Container.$Properties|null);
        updateMask?: (containerd.FieldMask.$Properties|null);
        static encode(message: containerd.UpdateContainerRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.UpdateContainerRequest & containerd.UpdateContainerRequest.$Shape;
    }

    namespace UpdateContainerRequest {
        interface $Properties {
            container?: (containerd.Container.$Properties|null);
            updateMask?: (containerd.FieldMask.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.UpdateContainerRequest.$Properties;
    }

    enum TaskStatus {
        UNKNOWN = 0,
        CREATED = 1,
        RUNNING = 2,
        STOPPED = 3,
        PAUSED = 4,
        PAUSING = 5
    }

    interface IProcess extends containerd.Process.$Properties {
    }

    class Process {
        constructor(properties?: containerd.Process.$Properties);
        $unknowns?: Uint8Array[];
        containerId: string;
        id: string;
        pid: number;
        status: containerd.TaskStatus;
        exitStatus: number;
        exitedAt?: (containerd.Moment.$Properties|null);
        static encode(message: containerd.Process.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Process & containerd.Process.$Shape;
    }

    namespace Process {
        interface $Properties {
            containerId?: (string|null);
            id?: (string|null);
            pid?: (number|null);
            status?: (containerd.TaskStatus|null);
            exitStatus?: (number|null);
            exitedAt?: (containerd.Moment.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Process.$Properties;
    }

    interface ICreateTaskRequest extends containerd.CreateTaskRequest.$Properties {
    }

    class CreateTaskRequest {
        constructor(properties?: containerd.CreateTaskRequest.$Properties);
        $unknowns?: Uint8Array[];
        containerId: string;
        rootfs: containerd.Mount.$Properties[];
        stdin: string;
        stdout: string;
        stderr: string;
        terminal: boolean;
        options?: (containerd.TypedValue.$Properties|null);
        static encode(message: containerd.CreateTaskRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.CreateTaskRequest & containerd.CreateTaskRequest.$Shape;
    }

    namespace CreateTaskRequest {
        interface $Properties {
            containerId?: (string|null);
            rootfs?: (containerd.Mount.$Properties[]|null);
            stdin?: (string|null);
            stdout?: (string|null);
            stderr?: (string|null);
            terminal?: (boolean|null);
            options?: (containerd.TypedValue.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.CreateTaskRequest.$Properties;
    }

    interface ICreateTaskResponse extends containerd.CreateTaskResponse.$Properties {
    }

    class CreateTaskResponse {
        constructor(properties?: containerd.CreateTaskResponse.$Properties);
        $unknowns?: Uint8Array[];
        containerId: string;
        pid: number;
        static encode(message: containerd.CreateTaskResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.CreateTaskResponse & containerd.CreateTaskResponse.$Shape;
    }

    namespace CreateTaskResponse {
        interface $Properties {
            containerId?: (string|null);
            pid?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.CreateTaskResponse.$Properties;
    }

    interface IProcessRequest extends containerd.ProcessRequest.$Properties {
    }

    class ProcessRequest {
        constructor(properties?: containerd.ProcessRequest.$Properties);
        $unknowns?: Uint8Array[];
        containerId: string;
        execId: string;
        static encode(message: containerd.ProcessRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ProcessRequest & containerd.ProcessRequest.$Shape;
    }

    namespace ProcessRequest {
        interface $Properties {
            containerId?: (string|null);
            execId?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ProcessRequest.$Properties;
    }

    interface IStartResponse extends containerd.StartResponse.$Properties {
    }

    class StartResponse {
        constructor(properties?: containerd.StartResponse.$Properties);
        $unknowns?: Uint8Array[];
        pid: number;
        static encode(message: containerd.StartResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.StartResponse & containerd.StartResponse.$Shape;
    }

    namespace StartResponse {
        interface $Properties {
            pid?: (number|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.StartResponse.$Properties;
    }

    interface IGetTaskResponse extends containerd.GetTaskResponse.$Properties {
    }

    class GetTaskResponse {
        constructor(properties?: containerd.GetTaskResponse.$Properties);
        $unknowns?: Uint8Array[];
        process?: (containerd.Process.$Properties|null);
        static encode(message: containerd.GetTaskResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.GetTaskResponse & containerd.GetTaskResponse.$Shape;
    }

    namespace GetTaskResponse {
        interface $Properties {
            process?: (containerd.Process.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.GetTaskResponse.$Properties;
    }

    interface IListTasksRequest extends containerd.ListTasksRequest.$Properties {
    }

    class ListTasksRequest {
        constructor(properties?: containerd.ListTasksRequest.$Properties);
        $unknowns?: Uint8Array[];
        filter: string;
        static encode(message: containerd.ListTasksRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ListTasksRequest & containerd.ListTasksRequest.$Shape;
    }

    namespace ListTasksRequest {
        interface $Properties {
            filter?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ListTasksRequest.$Properties;
    }

    interface IListTasksResponse extends containerd.ListTasksResponse.$Properties {
    }

    class ListTasksResponse {
        constructor(properties?: containerd.ListTasksResponse.$Properties);
        $unknowns?: Uint8Array[];
        tasks: containerd.Process.$Properties[];
        static encode(message: containerd.ListTasksResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ListTasksResponse & containerd.ListTasksResponse.$Shape;
    }

    namespace ListTasksResponse {
        interface $Properties {
            tasks?: (containerd.Process.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ListTasksResponse.$Properties;
    }

    interface IKillRequest extends containerd.KillRequest.$Properties {
    }

    class KillRequest {
        constructor(properties?: containerd.KillRequest.$Properties);
        $unknowns?: Uint8Array[];
        containerId: string;
        execId: string;
        signal: number;
        all: boolean;
        static encode(message: containerd.KillRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.KillRequest & containerd.KillRequest.$Shape;
    }

    namespace KillRequest {
        interface $Properties {
            containerId?: (string|null);
            execId?: (string|null);
            signal?: (number|null);
            all?: (boolean|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.KillRequest.$Properties;
    }

    interface IDeleteTaskResponse extends containerd.DeleteTaskResponse.$Properties {
    }

    class DeleteTaskResponse {
        constructor(properties?: containerd.DeleteTaskResponse.$Properties);
        $unknowns?: Uint8Array[];
        id: string;
        pid: number;
        exitStatus: number;
        exitedAt?: (containerd.Moment.$Properties|null);
        static encode(message: containerd.DeleteTaskResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.DeleteTaskResponse & containerd.DeleteTaskResponse.$Shape;
    }

    namespace DeleteTaskResponse {
        interface $Properties {
            id?: (string|null);
            pid?: (number|null);
            exitStatus?: (number|null);
            exitedAt?: (containerd.Moment.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.DeleteTaskResponse.$Properties;
    }

    interface IExecRequest extends containerd.ExecRequest.$Properties {
    }

    class ExecRequest {
        constructor(properties?: containerd.ExecRequest.$Properties);
        $unknowns?: Uint8Array[];
        containerId: string;
        stdin: string;
        stdout: string;
        stderr: string;
        terminal: boolean;
        spec?: (containerd.TypedValue.$Properties|null);
        execId: string;
        static encode(message: containerd.ExecRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ExecRequest & containerd.ExecRequest.$Shape;
    }

    namespace ExecRequest {
        interface $Properties {
            containerId?: (string|null);
            stdin?: (string|null);
            stdout?: (string|null);
            stderr?: (string|null);
            terminal?: (boolean|null);
            spec?: (containerd.TypedValue.$Properties|null);
            execId?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ExecRequest.$Properties;
    }

    interface ICloseInputRequest extends containerd.CloseInputRequest.$Properties {
    }

    class CloseInputRequest {
        constructor(properties?: containerd.CloseInputRequest.$Properties);
        $unknowns?: Uint8Array[];
        containerId: string;
        execId: string;
        stdin: boolean;
        static encode(message: containerd.CloseInputRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.CloseInputRequest & containerd.CloseInputRequest.$Shape;
    }

    namespace CloseInputRequest {
        interface $Properties {
            containerId?: (string|null);
            execId?: (string|null);
            stdin?: (boolean|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.CloseInputRequest.$Properties;
    }

    interface IWaitResponse extends containerd.WaitResponse.$Properties {
    }

    class WaitResponse {
        constructor(properties?: containerd.WaitResponse.$Properties);
        $unknowns?: Uint8Array[];
        exitStatus: number;
        exitedAt?: (containerd.Moment.$Properties|null);
        static encode(message: containerd.WaitResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.WaitResponse & containerd.WaitResponse.$Shape;
    }

    namespace WaitResponse {
        interface $Properties {
            exitStatus?: (number|null);
            exitedAt?: (containerd.Moment.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.WaitResponse.$Properties;
    }

    interface IRuncOptions extends containerd.RuncOptions.$Properties {
    }

    class RuncOptions {
        constructor(properties?: containerd.RuncOptions.$Properties);
        $unknowns?: Uint8Array[];
        binaryName: string;
        root: string;
        static encode(message: containerd.RuncOptions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.RuncOptions & containerd.RuncOptions.$Shape;
    }

    namespace RuncOptions {
        interface $Properties {
            binaryName?: (string|null);
            root?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.RuncOptions.$Properties;
    }

    interface INewSnapshotRequest extends containerd.NewSnapshotRequest.$Properties {
    }

    class NewSnapshotRequest {
        constructor(properties?: containerd.NewSnapshotRequest.$Properties);
        $unknowns?: Uint8Array[];
        snapshotter: string;
        key: string;
        parent: string;
        labels: { [k: string]: string };
        static encode(message: containerd.NewSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.NewSnapshotRequest & containerd.NewSnapshotRequest.$Shape;
    }

    namespace NewSnapshotRequest {
        interface $Properties {
            snapshotter?: (string|null);
            key?: (string|null);
            parent?: (string|null);
            labels?: ({ [k: string]: string }|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.NewSnapshotRequest.$Properties;
    }

    interface ISnapshotRequest extends containerd.SnapshotRequest.$Properties {
    }

    class SnapshotRequest {
        constructor(properties?: containerd.SnapshotRequest.$Properties);
        $unknowns?: Uint8Array[];
        snapshotter: string;
        key: string;
        static encode(message: containerd.SnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.SnapshotRequest & containerd.SnapshotRequest.$Shape;
    }

    namespace SnapshotRequest {
        interface $Properties {
            snapshotter?: (string|null);
            key?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.SnapshotRequest.$Properties;
    }

    interface IMountsResponse extends containerd.MountsResponse.$Properties {
    }

    class MountsResponse {
        constructor(properties?: containerd.MountsResponse.$Properties);
        $unknowns?: Uint8Array[];
        mounts: containerd.Mount.$Properties[];
        static encode(message: containerd.MountsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.MountsResponse & containerd.MountsResponse.$Shape;
    }

    namespace MountsResponse {
        interface $Properties {
            mounts?: (containerd.Mount.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.MountsResponse.$Properties;
    }

    interface ICommitSnapshotRequest extends containerd.CommitSnapshotRequest.$Properties {
    }

    class CommitSnapshotRequest {
        constructor(properties?: containerd.CommitSnapshotRequest.$Properties);
        $unknowns?: Uint8Array[];
        snapshotter: string;
        name: string;
        key: string;
        labels: { [k: string]: string };
        static encode(message: containerd.CommitSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.CommitSnapshotRequest & containerd.CommitSnapshotRequest.$Shape;
    }

    namespace CommitSnapshotRequest {
        interface $Properties {
            snapshotter?: (string|null);
            name?: (string|null);
            key?: (string|null);
            labels?: ({ [k: string]: string }|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.CommitSnapshotRequest.$Properties;
    }

    interface ISnapshot extends containerd.Snapshot.$Properties {
    }

    class Snapshot {
        constructor(properties?: containerd.Snapshot.$Properties);
        $unknowns?: Uint8Array[];
        name: string;
        parent: string;
        kind: number;
        createdAt?: (containerd.Moment.$Properties|null);
        labels: { [k: string]: string };
        static encode(message: containerd.Snapshot.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.Snapshot & containerd.Snapshot.$Shape;
    }

    namespace Snapshot {
        interface $Properties {
            name?: (string|null);
            parent?: (string|null);
            kind?: (number|null);
            createdAt?: (containerd.Moment.$Properties|null);
            labels?: ({ [k: string]: string }|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.Snapshot.$Properties;
    }

    interface IStatSnapshotResponse extends containerd.StatSnapshotResponse.$Properties {
    }

    class StatSnapshotResponse {
        constructor(properties?: containerd.StatSnapshotResponse.$Properties);
        $unknowns?: Uint8Array[];
        snapshot?: (containerd.Snapshot.$Properties|null);
        static encode(message: containerd.StatSnapshotResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.StatSnapshotResponse & containerd.StatSnapshotResponse.$Shape;
    }

    namespace StatSnapshotResponse {
        interface $Properties {
            snapshot?: (containerd.Snapshot.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.StatSnapshotResponse.$Properties;
    }

    interface IUpdateSnapshotRequest extends containerd.UpdateSnapshotRequest.$Properties {
    }

    class UpdateSnapshotRequest {
        constructor(properties?: containerd.UpdateSnapshotRequest.$Properties);
        $unknowns?: Uint8Array[];
        snapshotter: string;
        snapshot?: (containerd.Snapshot.$Properties|null);
        updateMask?: (containerd.FieldMask.$Properties|null);
        static encode(message: containerd.UpdateSnapshotRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.UpdateSnapshotRequest & containerd.UpdateSnapshotRequest.$Shape;
    }

    namespace UpdateSnapshotRequest {
        interface $Properties {
            snapshotter?: (string|null);
            snapshot?: (containerd.Snapshot.$Properties|null);
            updateMask?: (containerd.FieldMask.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.UpdateSnapshotRequest.$Properties;
    }

    interface IListSnapshotsRequest extends containerd.ListSnapshotsRequest.$Properties {
    }

    class ListSnapshotsRequest {
        constructor(properties?: containerd.ListSnapshotsRequest.$Properties);
        $unknowns?: Uint8Array[];
        snapshotter: string;
        filters: string[];
        static encode(message: containerd.ListSnapshotsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ListSnapshotsRequest & containerd.ListSnapshotsRequest.$Shape;
    }

    namespace ListSnapshotsRequest {
        interface $Properties {
            snapshotter?: (string|null);
            filters?: (string[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ListSnapshotsRequest.$Properties;
    }

    interface IListSnapshotsResponse extends containerd.ListSnapshotsResponse.$Properties {
    }

    class ListSnapshotsResponse {
        constructor(properties?: containerd.ListSnapshotsResponse.$Properties);
        $unknowns?: Uint8Array[];
        snapshots: containerd.Snapshot.$Properties[];
        static encode(message: containerd.ListSnapshotsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ListSnapshotsResponse & containerd.ListSnapshotsResponse.$Shape;
    }

    namespace ListSnapshotsResponse {
        interface $Properties {
            snapshots?: (containerd.Snapshot.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ListSnapshotsResponse.$Properties;
    }

    enum WriteAction {
        STAT = 0,
        WRITE = 1,
        COMMIT = 2
    }

    interface IWriteContentRequest extends containerd.WriteContentRequest.$Properties {
    }

    class WriteContentRequest {
        constructor(properties?: containerd.WriteContentRequest.$Properties);
        $unknowns?: Uint8Array[];
        action: containerd.WriteAction;
        ref: string;
        total: number;
        expected: string;
        offset: number;
        data: Uint8Array;
        labels: { [k: string]: string };
        static encode(message: containerd.WriteContentRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.WriteContentRequest & containerd.WriteContentRequest.$Shape;
    }

    namespace WriteContentRequest {
        interface $Properties {
            action?: (containerd.WriteAction|null);
            ref?: (string|null);
            total?: (number|null);
            expected?: (string|null);
            offset?: (number|null);
            data?: (Uint8Array|null);
            labels?: ({ [k: string]: string }|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.WriteContentRequest.$Properties;
    }

    interface IWriteContentResponse extends containerd.WriteContentResponse.$Properties {
    }

    class WriteContentResponse {
        constructor(properties?: containerd.WriteContentResponse.$Properties);
        $unknowns?: Uint8Array[];
        action: containerd.WriteAction;
        offset: number;
        digest: string;
        static encode(message: containerd.WriteContentResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.WriteContentResponse & containerd.WriteContentResponse.$Shape;
    }

    namespace WriteContentResponse {
        interface $Properties {
            action?: (containerd.WriteAction|null);
            offset?: (number|null);
            digest?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.WriteContentResponse.$Properties;
    }

    interface IContentRequest extends containerd.ContentRequest.$Properties {
    }

    class ContentRequest {
        constructor(properties?: containerd.ContentRequest.$Properties);
        $unknowns?: Uint8Array[];
        digest: string;
        static encode(message: containerd.ContentRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ContentRequest & containerd.ContentRequest.$Shape;
    }

    namespace ContentRequest {
        interface $Properties {
            digest?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ContentRequest.$Properties;
    }

    interface IAbortWriteRequest extends containerd.AbortWriteRequest.$Properties {
    }

    class AbortWriteRequest {
        constructor(properties?: containerd.AbortWriteRequest.$Properties);
        $unknowns?: Uint8Array[];
        ref: string;
        static encode(message: containerd.AbortWriteRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.AbortWriteRequest & containerd.AbortWriteRequest.$Shape;
    }

    namespace AbortWriteRequest {
        interface $Properties {
            ref?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.AbortWriteRequest.$Properties;
    }

    interface IApplyRequest extends containerd.ApplyRequest.$Properties {
    }

    class ApplyRequest {
        constructor(properties?: containerd.ApplyRequest.$Properties);
        $unknowns?: Uint8Array[];
        diff?: (containerd.Descriptor.$Properties|null);
        mounts: containerd.Mount.$Properties[];
        static encode(message: containerd.ApplyRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ApplyRequest & containerd.ApplyRequest.$Shape;
    }

    namespace ApplyRequest {
        interface $Properties {
            diff?: (containerd.Descriptor.$Properties|null);
            mounts?: (containerd.Mount.$Properties[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ApplyRequest.$Properties;
    }

    interface IApplyResponse extends containerd.ApplyResponse.$Properties {
    }

    class ApplyResponse {
        constructor(properties?: containerd.ApplyResponse.$Properties);
        $unknowns?: Uint8Array[];
        applied?: (containerd.Descriptor.$Properties|null);
        static encode(message: containerd.ApplyResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.ApplyResponse & containerd.ApplyResponse.$Shape;
    }

    namespace ApplyResponse {
        interface $Properties {
            applied?: (containerd.Descriptor.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.ApplyResponse.$Properties;
    }

    interface ISubscribeRequest extends containerd.SubscribeRequest.$Properties {
    }

    class SubscribeRequest {
        constructor(properties?: containerd.SubscribeRequest.$Properties);
        $unknowns?: Uint8Array[];
        filters: string[];
        static encode(message: containerd.SubscribeRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.SubscribeRequest & containerd.SubscribeRequest.$Shape;
    }

    namespace SubscribeRequest {
        interface $Properties {
            filters?: (string[]|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.SubscribeRequest.$Properties;
    }

    interface IEventEnvelope extends containerd.EventEnvelope.$Properties {
    }

    class EventEnvelope {
        constructor(properties?: containerd.EventEnvelope.$Properties);
        $unknowns?: Uint8Array[];
        timestamp?: (containerd.Moment.$Properties|null);
        namespace: string;
        topic: string;
        event?: (containerd.TypedValue.$Properties|null);
        static encode(message: containerd.EventEnvelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.EventEnvelope & containerd.EventEnvelope.$Shape;
    }

    namespace EventEnvelope {
        interface $Properties {
            timestamp?: (containerd.Moment.$Properties|null);
            namespace?: (string|null);
            topic?: (string|null);
            event?: (containerd.TypedValue.$Properties|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.EventEnvelope.$Properties;
    }

    interface ITaskEvent extends containerd.TaskEvent.$Properties {
    }

    class TaskEvent {
        constructor(properties?: containerd.TaskEvent.$Properties);
        $unknowns?: Uint8Array[];
        containerId: string;
        id: string;
        static encode(message: containerd.TaskEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): containerd.TaskEvent & containerd.TaskEvent.$Shape;
    }

    namespace TaskEvent {
        interface $Properties {
            containerId?: (string|null);
            id?: (string|null);
            $unknowns?: Uint8Array[];
        }
        type $Shape = containerd.TaskEvent.$Properties;
    }
}
