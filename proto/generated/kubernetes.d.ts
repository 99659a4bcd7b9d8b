import * as $protobuf from "protobufjs";
import Long = require("long");

export namespace tycho {

    namespace kubernetes {

        namespace v1 {

            interface IEnvelope extends tycho.kubernetes.v1.Envelope.$Properties {
            }

            class Envelope {
                constructor(properties?: tycho.kubernetes.v1.Envelope.$Properties);
                $unknowns?: Uint8Array[];
                typeMeta?: (tycho.kubernetes.v1.TypeMeta.$Properties|null);
                raw: Uint8Array;
                contentEncoding: string;
                contentType: string;
                static encode(message: tycho.kubernetes.v1.Envelope.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Envelope & tycho.kubernetes.v1.Envelope.$Shape;
            }

            namespace Envelope {
                interface $Properties {
                    typeMeta?: (tycho.kubernetes.v1.TypeMeta.$Properties|null);
                    raw?: (Uint8Array|null);
                    contentEncoding?: (string|null);
                    contentType?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Envelope.$Properties;
            }

            interface ITypeMeta extends tycho.kubernetes.v1.TypeMeta.$Properties {
            }

            class TypeMeta {
                constructor(properties?: tycho.kubernetes.v1.TypeMeta.$Properties);
                $unknowns?: Uint8Array[];
                apiVersion: string;
                kind: string;
                static encode(message: tycho.kubernetes.v1.TypeMeta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.TypeMeta & tycho.kubernetes.v1.TypeMeta.$Shape;
            }

            namespace TypeMeta {
                interface $Properties {
                    apiVersion?: (string|null);
                    kind?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.TypeMeta.$Properties;
            }

            interface ITimestamp extends tycho.kubernetes.v1.Timestamp.$Properties {
            }

            class Timestamp {
                constructor(properties?: tycho.kubernetes.v1.Timestamp.$Properties);
                $unknowns?: Uint8Array[];
                seconds?: (number|null);
                nanos: number;
                static encode(message: tycho.kubernetes.v1.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Timestamp & tycho.kubernetes.v1.Timestamp.$Shape;
            }

            namespace Timestamp {
                interface $Properties {
                    seconds?: (number|null);
                    nanos?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Timestamp.$Properties;
            }

            interface IObjectMeta extends tycho.kubernetes.v1.ObjectMeta.$Properties {
            }

            class ObjectMeta {
                constructor(properties?: tycho.kubernetes.v1.ObjectMeta.$Properties);
                $unknowns?: Uint8Array[];
                name: string;
                generateName: string;
                namespace: string;
                uid: string;
                resourceVersion: string;
                generation: number;
                creationTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                deletionTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                deletionGracePeriodSeconds?: (number|null);
                labels: { [k: string]: string };
                annotations: { [k: string]: string };
                ownerReferences: tycho.kubernetes.v1.OwnerReference.$Properties[];
                finalizers: string[];
                static encode(message: tycho.kubernetes.v1.ObjectMeta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.ObjectMeta & tycho.kubernetes.v1.ObjectMeta.$Shape;
            }

            namespace ObjectMeta {
                interface $Properties {
                    name?: (string|null);
                    generateName?: (string|null);
                    namespace?: (string|null);
                    uid?: (string|null);
                    resourceVersion?: (string|null);
                    generation?: (number|null);
                    creationTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    deletionTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    deletionGracePeriodSeconds?: (number|null);
                    labels?: ({ [k: string]: string }|null);
                    annotations?: ({ [k: string]: string }|null);
                    ownerReferences?: (tycho.kubernetes.v1.OwnerReference.$Properties[]|null);
                    finalizers?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ObjectMeta.$Properties;
            }

            interface IOwnerReference extends tycho.kubernetes.v1.OwnerReference.$Properties {
            }

            class OwnerReference {
                constructor(properties?: tycho.kubernetes.v1.OwnerReference.$Properties);
                $unknowns?: Uint8Array[];
                kind: string;
                name: string;
                uid: string;
                apiVersion: string;
                controller?: (boolean|null);
                blockOwnerDeletion?: (boolean|null);
                static encode(message: tycho.kubernetes.v1.OwnerReference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.OwnerReference & tycho.kubernetes.v1.OwnerReference.$Shape;
            }

            namespace OwnerReference {
                interface $Properties {
                    kind?: (string|null);
                    name?: (string|null);
                    uid?: (string|null);
                    apiVersion?: (string|null);
                    controller?: (boolean|null);
                    blockOwnerDeletion?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.OwnerReference.$Properties;
            }

            interface INamespace extends tycho.kubernetes.v1.Namespace.$Properties {
            }

            class Namespace {
                constructor(properties?: tycho.kubernetes.v1.Namespace.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                spec?: (tycho.kubernetes.v1.NamespaceSpec.$Properties|null);
                status?: (tycho.kubernetes.v1.NamespaceStatus.$Properties|null);
                static encode(message: tycho.kubernetes.v1.Namespace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Namespace & tycho.kubernetes.v1.Namespace.$Shape;
            }

            namespace Namespace {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    spec?: (tycho.kubernetes.v1.NamespaceSpec.$Properties|null);
                    status?: (tycho.kubernetes.v1.NamespaceStatus.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Namespace.$Properties;
            }

            interface INamespaceSpec extends tycho.kubernetes.v1.NamespaceSpec.$Properties {
            }

            class NamespaceSpec {
                constructor(properties?: tycho.kubernetes.v1.NamespaceSpec.$Properties);
                $unknowns?: Uint8Array[];
                finalizers: string[];
                static encode(message: tycho.kubernetes.v1.NamespaceSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.NamespaceSpec & tycho.kubernetes.v1.NamespaceSpec.$Shape;
            }

            namespace NamespaceSpec {
                interface $Properties {
                    finalizers?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.NamespaceSpec.$Properties;
            }

            interface INamespaceStatus extends tycho.kubernetes.v1.NamespaceStatus.$Properties {
            }

            class NamespaceStatus {
                constructor(properties?: tycho.kubernetes.v1.NamespaceStatus.$Properties);
                $unknowns?: Uint8Array[];
                phase: string;
                static encode(message: tycho.kubernetes.v1.NamespaceStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.NamespaceStatus & tycho.kubernetes.v1.NamespaceStatus.$Shape;
            }

            namespace NamespaceStatus {
                interface $Properties {
                    phase?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.NamespaceStatus.$Properties;
            }

            interface ISecret extends tycho.kubernetes.v1.Secret.$Properties {
            }

            class Secret {
                constructor(properties?: tycho.kubernetes.v1.Secret.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                data: { [k: string]: Uint8Array };
                type: string;
                stringData: { [k: string]: string };
                immutable?: (boolean|null);
                static encode(message: tycho.kubernetes.v1.Secret.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Secret & tycho.kubernetes.v1.Secret.$Shape;
            }

            namespace Secret {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    data?: ({ [k: string]: Uint8Array }|null);
                    type?: (string|null);
                    stringData?: ({ [k: string]: string }|null);
                    immutable?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Secret.$Properties;
            }

            interface IConfigMap extends tycho.kubernetes.v1.ConfigMap.$Properties {
            }

            class ConfigMap {
                constructor(properties?: tycho.kubernetes.v1.ConfigMap.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                data: { [k: string]: string };
                binaryData: { [k: string]: Uint8Array };
                immutable?: (boolean|null);
                static encode(message: tycho.kubernetes.v1.ConfigMap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.ConfigMap & tycho.kubernetes.v1.ConfigMap.$Shape;
            }

            namespace ConfigMap {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    data?: ({ [k: string]: string }|null);
                    binaryData?: ({ [k: string]: Uint8Array }|null);
                    immutable?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ConfigMap.$Properties;
            }

            interface IObjectReference extends tycho.kubernetes.v1.ObjectReference.$Properties {
            }

            class ObjectReference {
                constructor(properties?: tycho.kubernetes.v1.ObjectReference.$Properties);
                $unknowns?: Uint8Array[];
                kind: string;
                namespace: string;
                name: string;
                uid: string;
                apiVersion: string;
                resourceVersion: string;
                fieldPath: string;
                static encode(message: tycho.kubernetes.v1.ObjectReference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.ObjectReference & tycho.kubernetes.v1.ObjectReference.$Shape;
            }

            namespace ObjectReference {
                interface $Properties {
                    kind?: (string|null);
                    namespace?: (string|null);
                    name?: (string|null);
                    uid?: (string|null);
                    apiVersion?: (string|null);
                    resourceVersion?: (string|null);
                    fieldPath?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ObjectReference.$Properties;
            }

            interface IEvent extends tycho.kubernetes.v1.Event.$Properties {
            }

            class Event {
                constructor(properties?: tycho.kubernetes.v1.Event.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                involvedObject?: (tycho.kubernetes.v1.ObjectReference.$Properties|null);
                reason: string;
                message: string;
                source?: (tycho.kubernetes.v1.EventSource.$Properties|null);
                firstTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                lastTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                count: number;
                type: string;
                eventTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                series?: (tycho.kubernetes.v1.EventSeries.$Properties|null);
                action: string;
                related?: (tycho.kubernetes.v1.ObjectReference.$Properties|null);
                reportingComponent: string;
                reportingInstance: string;
                static encode(message: tycho.kubernetes.v1.Event.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Event & tycho.kubernetes.v1.Event.$Shape;
            }

            namespace Event {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    involvedObject?: (tycho.kubernetes.v1.ObjectReference.$Properties|null);
                    reason?: (string|null);
                    message?: (string|null);
                    source?: (tycho.kubernetes.v1.EventSource.$Properties|null);
                    firstTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    lastTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    count?: (number|null);
                    type?: (string|null);
                    eventTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    series?: (tycho.kubernetes.v1.EventSeries.$Properties|null);
                    action?: (string|null);
                    related?: (tycho.kubernetes.v1.ObjectReference.$Properties|null);
                    reportingComponent?: (string|null);
                    reportingInstance?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Event.$Properties;
            }

            interface IEventSource extends tycho.kubernetes.v1.EventSource.$Properties {
            }

            class EventSource {
                constructor(properties?: tycho.kubernetes.v1.EventSource.$Properties);
                $unknowns?: Uint8Array[];
                component: string;
                host: string;
                static encode(message: tycho.kubernetes.v1.EventSource.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.EventSource & tycho.kubernetes.v1.EventSource.$Shape;
            }

            namespace EventSource {
                interface $Properties {
                    component?: (string|null);
                    host?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.EventSource.$Properties;
            }

            interface IEventSeries extends tycho.kubernetes.v1.EventSeries.$Properties {
            }

            class EventSeries {
                constructor(properties?: tycho.kubernetes.v1.EventSeries.$Properties);
                $unknowns?: Uint8Array[];
                count: number;
                lastObservedTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                static encode(message: tycho.kubernetes.v1.EventSeries.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.EventSeries & tycho.kubernetes.v1.EventSeries.$Shape;
            }

            namespace EventSeries {
                interface $Properties {
                    count?: (number|null);
                    lastObservedTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.EventSeries.$Properties;
            }

            interface ILease extends tycho.kubernetes.v1.Lease.$Properties {
            }

            class Lease {
                constructor(properties?: tycho.kubernetes.v1.Lease.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                spec?: (tycho.kubernetes.v1.LeaseSpec.$Properties|null);
                static encode(message: tycho.kubernetes.v1.Lease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Lease & tycho.kubernetes.v1.Lease.$Shape;
            }

            namespace Lease {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    spec?: (tycho.kubernetes.v1.LeaseSpec.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Lease.$Properties;
            }

            interface ILeaseSpec extends tycho.kubernetes.v1.LeaseSpec.$Properties {
            }

            class LeaseSpec {
                constructor(properties?: tycho.kubernetes.v1.LeaseSpec.$Properties);
                $unknowns?: Uint8Array[];
                holderIdentity?: (string|null);
                leaseDurationSeconds?: (number|null);
                acquireTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                renewTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                leaseTransitions?: (number|null);
                static encode(message: tycho.kubernetes.v1.LeaseSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.LeaseSpec & tycho.kubernetes.v1.LeaseSpec.$Shape;
            }

            namespace LeaseSpec {
                interface $Properties {
                    holderIdentity?: (string|null);
                    leaseDurationSeconds?: (number|null);
                    acquireTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    renewTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    leaseTransitions?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.LeaseSpec.$Properties;
            }

            interface IDeleteOptions extends tycho.kubernetes.v1.DeleteOptions.$Properties {
            }

            class DeleteOptions {
                constructor(properties?: tycho.kubernetes.v1.DeleteOptions.$Properties);
                $unknowns?: Uint8Array[];
                gracePeriodSeconds?: (number|null);
                preconditions?: (tycho.kubernetes.v1.Preconditions.$Properties|null);
                orphanDependents?: (boolean|null);
                propagationPolicy?: (string|null);
                dryRun: string[];
                static encode(message: tycho.kubernetes.v1.DeleteOptions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.DeleteOptions & tycho.kubernetes.v1.DeleteOptions.$Shape;
            }

            namespace DeleteOptions {
                interface $Properties {
                    gracePeriodSeconds?: (number|null);
                    preconditions?: (tycho.kubernetes.v1.Preconditions.$Properties|null);
                    orphanDependents?: (boolean|null);
                    propagationPolicy?: (string|null);
                    dryRun?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.DeleteOptions.$Properties;
            }

            interface IPreconditions extends tycho.kubernetes.v1.Preconditions.$Properties {
            }

            class Preconditions {
                constructor(properties?: tycho.kubernetes.v1.Preconditions.$Properties);
                $unknowns?: Uint8Array[];
                uid?: (string|null);
                resourceVersion?: (string|null);
                static encode(message: tycho.kubernetes.v1.Preconditions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Preconditions & tycho.kubernetes.v1.Preconditions.$Shape;
            }

            namespace Preconditions {
                interface $Properties {
                    uid?: (string|null);
                    resourceVersion?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Preconditions.$Properties;
            }

            interface ISelfSubjectAccessReview extends tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties {
            }

            class SelfSubjectAccessReview {
                constructor(properties?: tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                spec?: (tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties|null);
                static encode(message: tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.SelfSubjectAccessReview & tycho.kubernetes.v1.SelfSubjectAccessReview.$Shape;
            }

            namespace SelfSubjectAccessReview {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    spec?: (tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties;
            }

            interface ISelfSubjectAccessReviewSpec extends tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties {
            }

            class SelfSubjectAccessReviewSpec {
                constructor(properties?: tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties);
                $unknowns?: Uint8Array[];
                resourceAttributes?: (tycho.kubernetes.v1.ResourceAttributes.$Properties|null);
                nonResourceAttributes?: (tycho.kubernetes.v1.NonResourceAttributes.$Properties|null);
                static encode(message: tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.SelfSubjectAccessReviewSpec & tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Shape;
            }

            namespace SelfSubjectAccessReviewSpec {
                interface $Properties {
                    resourceAttributes?: (tycho.kubernetes.v1.ResourceAttributes.$Properties|null);
                    nonResourceAttributes?: (tycho.kubernetes.v1.NonResourceAttributes.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties;
            }

            interface IResourceAttributes extends tycho.kubernetes.v1.ResourceAttributes.$Properties {
            }

            class ResourceAttributes {
                constructor(properties?: tycho.kubernetes.v1.ResourceAttributes.$Properties);
                $unknowns?: Uint8Array[];
                namespace: string;
                verb: string;
                group: string;
                version: string;
                resource: string;
                subresource: string;
                name: string;
                static encode(message: tycho.kubernetes.v1.ResourceAttributes.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.ResourceAttributes & tycho.kubernetes.v1.ResourceAttributes.$Shape;
            }

            namespace ResourceAttributes {
                interface $Properties {
                    namespace?: (string|null);
                    verb?: (string|null);
                    group?: (string|null);
                    version?: (string|null);
                    resource?: (string|null);
                    subresource?: (string|null);
                    name?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ResourceAttributes.$Properties;
            }

            interface INonResourceAttributes extends tycho.kubernetes.v1.NonResourceAttributes.$Properties {
            }

            class NonResourceAttributes {
                constructor(properties?: tycho.kubernetes.v1.NonResourceAttributes.$Properties);
                $unknowns?: Uint8Array[];
                path: string;
                verb: string;
                static encode(message: tycho.kubernetes.v1.NonResourceAttributes.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.NonResourceAttributes & tycho.kubernetes.v1.NonResourceAttributes.$Shape;
            }

            namespace NonResourceAttributes {
                interface $Properties {
                    path?: (string|null);
                    verb?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.NonResourceAttributes.$Properties;
            }

            interface ISelfSubjectReview extends tycho.kubernetes.v1.SelfSubjectReview.$Properties {
            }

            class SelfSubjectReview {
                constructor(properties?: tycho.kubernetes.v1.SelfSubjectReview.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                static encode(message: tycho.kubernetes.v1.SelfSubjectReview.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.SelfSubjectReview & tycho.kubernetes.v1.SelfSubjectReview.$Shape;
            }

            namespace SelfSubjectReview {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.SelfSubjectReview.$Properties;
            }
        }
    }
}
