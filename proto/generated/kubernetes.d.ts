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
                selfLink: string;
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
                managedFields: tycho.kubernetes.v1.ManagedFieldsEntry.$Properties[];
                static encode(message: tycho.kubernetes.v1.ObjectMeta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.ObjectMeta & tycho.kubernetes.v1.ObjectMeta.$Shape;
            }

            namespace ObjectMeta {
                interface $Properties {
                    name?: (string|null);
                    generateName?: (string|null);
                    namespace?: (string|null);
                    selfLink?: (string|null);
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
                    managedFields?: (tycho.kubernetes.v1.ManagedFieldsEntry.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ObjectMeta.$Properties;
            }

            interface IManagedFieldsEntry extends tycho.kubernetes.v1.ManagedFieldsEntry.$Properties {
            }

            class ManagedFieldsEntry {
                constructor(properties?: tycho.kubernetes.v1.ManagedFieldsEntry.$Properties);
                $unknowns?: Uint8Array[];
                manager: string;
                operation: string;
                apiVersion: string;
                time?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                fieldsType: string;
                fieldsV1?: (tycho.kubernetes.v1.FieldsV1.$Properties|null);
                subresource: string;
                static encode(message: tycho.kubernetes.v1.ManagedFieldsEntry.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.ManagedFieldsEntry & tycho.kubernetes.v1.ManagedFieldsEntry.$Shape;
            }

            namespace ManagedFieldsEntry {
                interface $Properties {
                    manager?: (string|null);
                    operation?: (string|null);
                    apiVersion?: (string|null);
                    time?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    fieldsType?: (string|null);
                    fieldsV1?: (tycho.kubernetes.v1.FieldsV1.$Properties|null);
                    subresource?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ManagedFieldsEntry.$Properties;
            }

            interface IFieldsV1 extends tycho.kubernetes.v1.FieldsV1.$Properties {
            }

            class FieldsV1 {
                constructor(properties?: tycho.kubernetes.v1.FieldsV1.$Properties);
                $unknowns?: Uint8Array[];
                raw: Uint8Array;
                static encode(message: tycho.kubernetes.v1.FieldsV1.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.FieldsV1 & tycho.kubernetes.v1.FieldsV1.$Shape;
            }

            namespace FieldsV1 {
                interface $Properties {
                    raw?: (Uint8Array|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.FieldsV1.$Properties;
            }

            interface ILabelSelector extends tycho.kubernetes.v1.LabelSelector.$Properties {
            }

            class LabelSelector {
                constructor(properties?: tycho.kubernetes.v1.LabelSelector.$Properties);
                $unknowns?: Uint8Array[];
                matchLabels: { [k: string]: string };
                matchExpressions: tycho.kubernetes.v1.LabelSelectorRequirement.$Properties[];
                static encode(message: tycho.kubernetes.v1.LabelSelector.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.LabelSelector & tycho.kubernetes.v1.LabelSelector.$Shape;
            }

            namespace LabelSelector {
                interface $Properties {
                    matchLabels?: ({ [k: string]: string }|null);
                    matchExpressions?: (tycho.kubernetes.v1.LabelSelectorRequirement.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.LabelSelector.$Properties;
            }

            interface ILabelSelectorRequirement extends tycho.kubernetes.v1.LabelSelectorRequirement.$Properties {
            }

            class LabelSelectorRequirement {
                constructor(properties?: tycho.kubernetes.v1.LabelSelectorRequirement.$Properties);
                $unknowns?: Uint8Array[];
                key: string;
                operator: string;
                values: string[];
                static encode(message: tycho.kubernetes.v1.LabelSelectorRequirement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.LabelSelectorRequirement & tycho.kubernetes.v1.LabelSelectorRequirement.$Shape;
            }

            namespace LabelSelectorRequirement {
                interface $Properties {
                    key?: (string|null);
                    operator?: (string|null);
                    values?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.LabelSelectorRequirement.$Properties;
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

            interface IServiceAccount extends tycho.kubernetes.v1.ServiceAccount.$Properties {
            }

            class ServiceAccount {
                constructor(properties?: tycho.kubernetes.v1.ServiceAccount.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                secrets: tycho.kubernetes.v1.ObjectReference.$Properties[];
                imagePullSecrets: tycho.kubernetes.v1.LocalObjectReference.$Properties[];
                automountServiceAccountToken?: (boolean|null);
                static encode(message: tycho.kubernetes.v1.ServiceAccount.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.ServiceAccount & tycho.kubernetes.v1.ServiceAccount.$Shape;
            }

            namespace ServiceAccount {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    secrets?: (tycho.kubernetes.v1.ObjectReference.$Properties[]|null);
                    imagePullSecrets?: (tycho.kubernetes.v1.LocalObjectReference.$Properties[]|null);
                    automountServiceAccountToken?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ServiceAccount.$Properties;
            }

            interface ILocalObjectReference extends tycho.kubernetes.v1.LocalObjectReference.$Properties {
            }

            class LocalObjectReference {
                constructor(properties?: tycho.kubernetes.v1.LocalObjectReference.$Properties);
                $unknowns?: Uint8Array[];
                name: string;
                static encode(message: tycho.kubernetes.v1.LocalObjectReference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.LocalObjectReference & tycho.kubernetes.v1.LocalObjectReference.$Shape;
            }

            namespace LocalObjectReference {
                interface $Properties {
                    name?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.LocalObjectReference.$Properties;
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

            interface IGroupedEvent extends tycho.kubernetes.v1.GroupedEvent.$Properties {
            }

            class GroupedEvent {
                constructor(properties?: tycho.kubernetes.v1.GroupedEvent.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                eventTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                series?: (tycho.kubernetes.v1.EventSeries.$Properties|null);
                reportingController: string;
                reportingInstance: string;
                action: string;
                reason: string;
                regarding?: (tycho.kubernetes.v1.ObjectReference.$Properties|null);
                related?: (tycho.kubernetes.v1.ObjectReference.$Properties|null);
                note: string;
                type: string;
                deprecatedSource?: (tycho.kubernetes.v1.EventSource.$Properties|null);
                deprecatedFirstTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                deprecatedLastTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                deprecatedCount: number;
                static encode(message: tycho.kubernetes.v1.GroupedEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.GroupedEvent & tycho.kubernetes.v1.GroupedEvent.$Shape;
            }

            namespace GroupedEvent {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    eventTime?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    series?: (tycho.kubernetes.v1.EventSeries.$Properties|null);
                    reportingController?: (string|null);
                    reportingInstance?: (string|null);
                    action?: (string|null);
                    reason?: (string|null);
                    regarding?: (tycho.kubernetes.v1.ObjectReference.$Properties|null);
                    related?: (tycho.kubernetes.v1.ObjectReference.$Properties|null);
                    note?: (string|null);
                    type?: (string|null);
                    deprecatedSource?: (tycho.kubernetes.v1.EventSource.$Properties|null);
                    deprecatedFirstTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    deprecatedLastTimestamp?: (tycho.kubernetes.v1.Timestamp.$Properties|null);
                    deprecatedCount?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.GroupedEvent.$Properties;
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
                strategy?: (string|null);
                preferredHolder?: (string|null);
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
                    strategy?: (string|null);
                    preferredHolder?: (string|null);
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
                ignoreStoreReadErrorWithClusterBreakingPotential?: (boolean|null);
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
                    ignoreStoreReadErrorWithClusterBreakingPotential?: (boolean|null);
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
                fieldSelector?: (tycho.kubernetes.v1.FieldSelectorAttributes.$Properties|null);
                labelSelector?: (tycho.kubernetes.v1.LabelSelectorAttributes.$Properties|null);
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
                    fieldSelector?: (tycho.kubernetes.v1.FieldSelectorAttributes.$Properties|null);
                    labelSelector?: (tycho.kubernetes.v1.LabelSelectorAttributes.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ResourceAttributes.$Properties;
            }

            interface IFieldSelectorAttributes extends tycho.kubernetes.v1.FieldSelectorAttributes.$Properties {
            }

            class FieldSelectorAttributes {
                constructor(properties?: tycho.kubernetes.v1.FieldSelectorAttributes.$Properties);
                $unknowns?: Uint8Array[];
                rawSelector: string;
                requirements: tycho.kubernetes.v1.LabelSelectorRequirement.$Properties[];
                static encode(message: tycho.kubernetes.v1.FieldSelectorAttributes.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.FieldSelectorAttributes & tycho.kubernetes.v1.FieldSelectorAttributes.$Shape;
            }

            namespace FieldSelectorAttributes {
                interface $Properties {
                    rawSelector?: (string|null);
                    requirements?: (tycho.kubernetes.v1.LabelSelectorRequirement.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.FieldSelectorAttributes.$Properties;
            }

            interface ILabelSelectorAttributes extends tycho.kubernetes.v1.LabelSelectorAttributes.$Properties {
            }

            class LabelSelectorAttributes {
                constructor(properties?: tycho.kubernetes.v1.LabelSelectorAttributes.$Properties);
                $unknowns?: Uint8Array[];
                rawSelector: string;
                requirements: tycho.kubernetes.v1.LabelSelectorRequirement.$Properties[];
                static encode(message: tycho.kubernetes.v1.LabelSelectorAttributes.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.LabelSelectorAttributes & tycho.kubernetes.v1.LabelSelectorAttributes.$Shape;
            }

            namespace LabelSelectorAttributes {
                interface $Properties {
                    rawSelector?: (string|null);
                    requirements?: (tycho.kubernetes.v1.LabelSelectorRequirement.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.LabelSelectorAttributes.$Properties;
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

            interface ISelfSubjectRulesReview extends tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties {
            }

            class SelfSubjectRulesReview {
                constructor(properties?: tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                spec?: (tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties|null);
                static encode(message: tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.SelfSubjectRulesReview & tycho.kubernetes.v1.SelfSubjectRulesReview.$Shape;
            }

            namespace SelfSubjectRulesReview {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    spec?: (tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties;
            }

            interface ISelfSubjectRulesReviewSpec extends tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties {
            }

            class SelfSubjectRulesReviewSpec {
                constructor(properties?: tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties);
                $unknowns?: Uint8Array[];
                namespace: string;
                static encode(message: tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.SelfSubjectRulesReviewSpec & tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Shape;
            }

            namespace SelfSubjectRulesReviewSpec {
                interface $Properties {
                    namespace?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties;
            }

            interface ISubjectAccessReview extends tycho.kubernetes.v1.SubjectAccessReview.$Properties {
            }

            class SubjectAccessReview {
                constructor(properties?: tycho.kubernetes.v1.SubjectAccessReview.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                spec?: (tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties|null);
                static encode(message: tycho.kubernetes.v1.SubjectAccessReview.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.SubjectAccessReview & tycho.kubernetes.v1.SubjectAccessReview.$Shape;
            }

            namespace SubjectAccessReview {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    spec?: (tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.SubjectAccessReview.$Properties;
            }

            interface ISubjectAccessReviewSpec extends tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties {
            }

            class SubjectAccessReviewSpec {
                constructor(properties?: tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties);
                $unknowns?: Uint8Array[];
                resourceAttributes?: (tycho.kubernetes.v1.ResourceAttributes.$Properties|null);
                nonResourceAttributes?: (tycho.kubernetes.v1.NonResourceAttributes.$Properties|null);
                user: string;
                groups: string[];
                extra: { [k: string]: tycho.kubernetes.v1.ExtraValue.$Properties };
                uid: string;
                static encode(message: tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.SubjectAccessReviewSpec & tycho.kubernetes.v1.SubjectAccessReviewSpec.$Shape;
            }

            namespace SubjectAccessReviewSpec {
                interface $Properties {
                    resourceAttributes?: (tycho.kubernetes.v1.ResourceAttributes.$Properties|null);
                    nonResourceAttributes?: (tycho.kubernetes.v1.NonResourceAttributes.$Properties|null);
                    user?: (string|null);
                    groups?: (string[]|null);
                    extra?: ({ [k: string]: tycho.kubernetes.v1.ExtraValue.$Properties }|null);
                    uid?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties;
            }

            interface IExtraValue extends tycho.kubernetes.v1.ExtraValue.$Properties {
            }

            class ExtraValue {
                constructor(properties?: tycho.kubernetes.v1.ExtraValue.$Properties);
                $unknowns?: Uint8Array[];
                items: string[];
                static encode(message: tycho.kubernetes.v1.ExtraValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.ExtraValue & tycho.kubernetes.v1.ExtraValue.$Shape;
            }

            namespace ExtraValue {
                interface $Properties {
                    items?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.ExtraValue.$Properties;
            }

            interface ITokenReview extends tycho.kubernetes.v1.TokenReview.$Properties {
            }

            class TokenReview {
                constructor(properties?: tycho.kubernetes.v1.TokenReview.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                spec?: (tycho.kubernetes.v1.TokenReviewSpec.$Properties|null);
                static encode(message: tycho.kubernetes.v1.TokenReview.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.TokenReview & tycho.kubernetes.v1.TokenReview.$Shape;
            }

            namespace TokenReview {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    spec?: (tycho.kubernetes.v1.TokenReviewSpec.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.TokenReview.$Properties;
            }

            interface ITokenReviewSpec extends tycho.kubernetes.v1.TokenReviewSpec.$Properties {
            }

            class TokenReviewSpec {
                constructor(properties?: tycho.kubernetes.v1.TokenReviewSpec.$Properties);
                $unknowns?: Uint8Array[];
                token: string;
                audiences: string[];
                static encode(message: tycho.kubernetes.v1.TokenReviewSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.TokenReviewSpec & tycho.kubernetes.v1.TokenReviewSpec.$Shape;
            }

            namespace TokenReviewSpec {
                interface $Properties {
                    token?: (string|null);
                    audiences?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.TokenReviewSpec.$Properties;
            }

            interface ITokenRequest extends tycho.kubernetes.v1.TokenRequest.$Properties {
            }

            class TokenRequest {
                constructor(properties?: tycho.kubernetes.v1.TokenRequest.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                spec?: (tycho.kubernetes.v1.TokenRequestSpec.$Properties|null);
                static encode(message: tycho.kubernetes.v1.TokenRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.TokenRequest & tycho.kubernetes.v1.TokenRequest.$Shape;
            }

            namespace TokenRequest {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    spec?: (tycho.kubernetes.v1.TokenRequestSpec.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.TokenRequest.$Properties;
            }

            interface ITokenRequestSpec extends tycho.kubernetes.v1.TokenRequestSpec.$Properties {
            }

            class TokenRequestSpec {
                constructor(properties?: tycho.kubernetes.v1.TokenRequestSpec.$Properties);
                $unknowns?: Uint8Array[];
                audiences: string[];
                boundObjectRef?: (tycho.kubernetes.v1.BoundObjectReference.$Properties|null);
                expirationSeconds?: (number|null);
                static encode(message: tycho.kubernetes.v1.TokenRequestSpec.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.TokenRequestSpec & tycho.kubernetes.v1.TokenRequestSpec.$Shape;
            }

            namespace TokenRequestSpec {
                interface $Properties {
                    audiences?: (string[]|null);
                    boundObjectRef?: (tycho.kubernetes.v1.BoundObjectReference.$Properties|null);
                    expirationSeconds?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.TokenRequestSpec.$Properties;
            }

            interface IBoundObjectReference extends tycho.kubernetes.v1.BoundObjectReference.$Properties {
            }

            class BoundObjectReference {
                constructor(properties?: tycho.kubernetes.v1.BoundObjectReference.$Properties);
                $unknowns?: Uint8Array[];
                kind: string;
                apiVersion: string;
                name: string;
                uid: string;
                static encode(message: tycho.kubernetes.v1.BoundObjectReference.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.BoundObjectReference & tycho.kubernetes.v1.BoundObjectReference.$Shape;
            }

            namespace BoundObjectReference {
                interface $Properties {
                    kind?: (string|null);
                    apiVersion?: (string|null);
                    name?: (string|null);
                    uid?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.BoundObjectReference.$Properties;
            }

            interface IRole extends tycho.kubernetes.v1.Role.$Properties {
            }

            class Role {
                constructor(properties?: tycho.kubernetes.v1.Role.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                rules: tycho.kubernetes.v1.PolicyRule.$Properties[];
                aggregationRule?: (tycho.kubernetes.v1.AggregationRule.$Properties|null);
                static encode(message: tycho.kubernetes.v1.Role.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Role & tycho.kubernetes.v1.Role.$Shape;
            }

            namespace Role {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    rules?: (tycho.kubernetes.v1.PolicyRule.$Properties[]|null);
                    aggregationRule?: (tycho.kubernetes.v1.AggregationRule.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Role.$Properties;
            }

            interface IPolicyRule extends tycho.kubernetes.v1.PolicyRule.$Properties {
            }

            class PolicyRule {
                constructor(properties?: tycho.kubernetes.v1.PolicyRule.$Properties);
                $unknowns?: Uint8Array[];
                verbs: string[];
                apiGroups: string[];
                resources: string[];
                resourceNames: string[];
                nonResourceURLs: string[];
                static encode(message: tycho.kubernetes.v1.PolicyRule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.PolicyRule & tycho.kubernetes.v1.PolicyRule.$Shape;
            }

            namespace PolicyRule {
                interface $Properties {
                    verbs?: (string[]|null);
                    apiGroups?: (string[]|null);
                    resources?: (string[]|null);
                    resourceNames?: (string[]|null);
                    nonResourceURLs?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.PolicyRule.$Properties;
            }

            interface IAggregationRule extends tycho.kubernetes.v1.AggregationRule.$Properties {
            }

            class AggregationRule {
                constructor(properties?: tycho.kubernetes.v1.AggregationRule.$Properties);
                $unknowns?: Uint8Array[];
                clusterRoleSelectors: tycho.kubernetes.v1.LabelSelector.$Properties[];
                static encode(message: tycho.kubernetes.v1.AggregationRule.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.AggregationRule & tycho.kubernetes.v1.AggregationRule.$Shape;
            }

            namespace AggregationRule {
                interface $Properties {
                    clusterRoleSelectors?: (tycho.kubernetes.v1.LabelSelector.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.AggregationRule.$Properties;
            }

            interface IRoleBinding extends tycho.kubernetes.v1.RoleBinding.$Properties {
            }

            class RoleBinding {
                constructor(properties?: tycho.kubernetes.v1.RoleBinding.$Properties);
                $unknowns?: Uint8Array[];
                metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                subjects: tycho.kubernetes.v1.Subject.$Properties[];
                roleRef?: (tycho.kubernetes.v1.RoleRef.$Properties|null);
                static encode(message: tycho.kubernetes.v1.RoleBinding.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.RoleBinding & tycho.kubernetes.v1.RoleBinding.$Shape;
            }

            namespace RoleBinding {
                interface $Properties {
                    metadata?: (tycho.kubernetes.v1.ObjectMeta.$Properties|null);
                    subjects?: (tycho.kubernetes.v1.Subject.$Properties[]|null);
                    roleRef?: (tycho.kubernetes.v1.RoleRef.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.RoleBinding.$Properties;
            }

            interface ISubject extends tycho.kubernetes.v1.Subject.$Properties {
            }

            class Subject {
                constructor(properties?: tycho.kubernetes.v1.Subject.$Properties);
                $unknowns?: Uint8Array[];
                kind: string;
                apiGroup: string;
                name: string;
                namespace: string;
                static encode(message: tycho.kubernetes.v1.Subject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.Subject & tycho.kubernetes.v1.Subject.$Shape;
            }

            namespace Subject {
                interface $Properties {
                    kind?: (string|null);
                    apiGroup?: (string|null);
                    name?: (string|null);
                    namespace?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.Subject.$Properties;
            }

            interface IRoleRef extends tycho.kubernetes.v1.RoleRef.$Properties {
            }

            class RoleRef {
                constructor(properties?: tycho.kubernetes.v1.RoleRef.$Properties);
                $unknowns?: Uint8Array[];
                apiGroup: string;
                kind: string;
                name: string;
                static encode(message: tycho.kubernetes.v1.RoleRef.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.kubernetes.v1.RoleRef & tycho.kubernetes.v1.RoleRef.$Shape;
            }

            namespace RoleRef {
                interface $Properties {
                    apiGroup?: (string|null);
                    kind?: (string|null);
                    name?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.kubernetes.v1.RoleRef.$Properties;
            }
        }
    }
}
