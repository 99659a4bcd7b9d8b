import * as $protobuf from "protobufjs";
import Long = require("long");

export namespace tycho {

    namespace nodeagent {

        namespace v1 {

            interface IJoinRequest extends tycho.nodeagent.v1.JoinRequest.$Properties {
            }

            class JoinRequest {
                constructor(properties?: tycho.nodeagent.v1.JoinRequest.$Properties);
                $unknowns?: Uint8Array[];
                token: string;
                hostName: string;
                certificateRequestPem: Uint8Array;
                agentVersion: string;
                static encode(message: tycho.nodeagent.v1.JoinRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.JoinRequest & tycho.nodeagent.v1.JoinRequest.$Shape;
            }

            namespace JoinRequest {
                interface $Properties {
                    token?: (string|null);
                    hostName?: (string|null);
                    certificateRequestPem?: (Uint8Array|null);
                    agentVersion?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.JoinRequest.$Properties;
            }

            interface IJoinResponse extends tycho.nodeagent.v1.JoinResponse.$Properties {
            }

            class JoinResponse {
                constructor(properties?: tycho.nodeagent.v1.JoinResponse.$Properties);
                $unknowns?: Uint8Array[];
                hostUid: string;
                hostName: string;
                certificatePem: Uint8Array;
                authorityPem: Uint8Array;
                controlPlaneUid: string;
                static encode(message: tycho.nodeagent.v1.JoinResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.JoinResponse & tycho.nodeagent.v1.JoinResponse.$Shape;
            }

            namespace JoinResponse {
                interface $Properties {
                    hostUid?: (string|null);
                    hostName?: (string|null);
                    certificatePem?: (Uint8Array|null);
                    authorityPem?: (Uint8Array|null);
                    controlPlaneUid?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.JoinResponse.$Properties;
            }

            interface IAgentMessage extends tycho.nodeagent.v1.AgentMessage.$Properties {
            }

            class AgentMessage {
                constructor(properties?: tycho.nodeagent.v1.AgentMessage.$Properties);
                $unknowns?: Uint8Array[];
                hello?: (tycho.nodeagent.v1.Hello.$Properties|null);
                acknowledge?: (tycho.nodeagent.v1.Acknowledge.$Properties|null);
                observed?: (tycho.nodeagent.v1.Observed.$Properties|null);
                hostReport?: (tycho.nodeagent.v1.HostReport.$Properties|null);
                pong?: (tycho.nodeagent.v1.Pong.$Properties|null);
                consoleChunk?: (tycho.nodeagent.v1.ConsoleChunk.$Properties|null);
                observedObject?: (tycho.nodeagent.v1.ObservedObject.$Properties|null);
                message?: ("hello"|"acknowledge"|"observed"|"hostReport"|"pong"|"consoleChunk"|"observedObject");
                static encode(message: tycho.nodeagent.v1.AgentMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.AgentMessage & tycho.nodeagent.v1.AgentMessage.$Shape;
            }

            namespace AgentMessage {
                interface $Properties {
                    hello?: (tycho.nodeagent.v1.Hello.$Properties|null);
                    acknowledge?: (tycho.nodeagent.v1.Acknowledge.$Properties|null);
                    observed?: (tycho.nodeagent.v1.Observed.$Properties|null);
                    hostReport?: (tycho.nodeagent.v1.HostReport.$Properties|null);
                    pong?: (tycho.nodeagent.v1.Pong.$Properties|null);
                    consoleChunk?: (tycho.nodeagent.v1.ConsoleChunk.$Properties|null);
                    observedObject?: (tycho.nodeagent.v1.ObservedObject.$Properties|null);
                    message?: ("hello"|"acknowledge"|"observed"|"hostReport"|"pong"|"consoleChunk"|"observedObject");
                    $unknowns?: Uint8Array[];
                }
                type $Shape = {
                  hello?: tycho.nodeagent.v1.Hello.$Shape|null;
                  acknowledge?: tycho.nodeagent.v1.Acknowledge.$Shape|null;
                  observed?: tycho.nodeagent.v1.Observed.$Shape|null;
                  hostReport?: tycho.nodeagent.v1.HostReport.$Shape|null;
                  pong?: tycho.nodeagent.v1.Pong.$Shape|null;
                  consoleChunk?: tycho.nodeagent.v1.ConsoleChunk.$Shape|null;
                  observedObject?: tycho.nodeagent.v1.ObservedObject.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ message?: undefined; hello?: null; acknowledge?: null; observed?: null; hostReport?: null; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "hello"; hello: tycho.nodeagent.v1.Hello.$Shape; acknowledge?: null; observed?: null; hostReport?: null; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "acknowledge"; hello?: null; acknowledge: tycho.nodeagent.v1.Acknowledge.$Shape; observed?: null; hostReport?: null; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "observed"; hello?: null; acknowledge?: null; observed: tycho.nodeagent.v1.Observed.$Shape; hostReport?: null; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "hostReport"; hello?: null; acknowledge?: null; observed?: null; hostReport: tycho.nodeagent.v1.HostReport.$Shape; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "pong"; hello?: null; acknowledge?: null; observed?: null; hostReport?: null; pong: tycho.nodeagent.v1.Pong.$Shape; consoleChunk?: null; observedObject?: null }|{ message?: "consoleChunk"; hello?: null; acknowledge?: null; observed?: null; hostReport?: null; pong?: null; consoleChunk: tycho.nodeagent.v1.ConsoleChunk.$Shape; observedObject?: null }|{ message?: "observedObject"; hello?: null; acknowledge?: null; observed?: null; hostReport?: null; pong?: null; consoleChunk?: null; observedObject: tycho.nodeagent.v1.ObservedObject.$Shape })
                );
            }

            interface IHello extends tycho.nodeagent.v1.Hello.$Properties {
            }

            class Hello {
                constructor(properties?: tycho.nodeagent.v1.Hello.$Properties);
                $unknowns?: Uint8Array[];
                hostUid: string;
                agentVersion: string;
                protocolVersion: number;
                highestSession: number;
                hostReport?: (tycho.nodeagent.v1.HostReport.$Properties|null);
                knowsRestores: boolean;
                static encode(message: tycho.nodeagent.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Hello & tycho.nodeagent.v1.Hello.$Shape;
            }

            namespace Hello {
                interface $Properties {
                    hostUid?: (string|null);
                    agentVersion?: (string|null);
                    protocolVersion?: (number|null);
                    highestSession?: (number|null);
                    hostReport?: (tycho.nodeagent.v1.HostReport.$Properties|null);
                    knowsRestores?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Hello.$Properties;
            }

            interface IAcknowledge extends tycho.nodeagent.v1.Acknowledge.$Properties {
            }

            class Acknowledge {
                constructor(properties?: tycho.nodeagent.v1.Acknowledge.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                revision: number;
                static encode(message: tycho.nodeagent.v1.Acknowledge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Acknowledge & tycho.nodeagent.v1.Acknowledge.$Shape;
            }

            namespace Acknowledge {
                interface $Properties {
                    session?: (number|null);
                    revision?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Acknowledge.$Properties;
            }

            interface IObserved extends tycho.nodeagent.v1.Observed.$Properties {
            }

            class Observed {
                constructor(properties?: tycho.nodeagent.v1.Observed.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                instanceUid: string;
                epoch: number;
                generation: number;
                statusJson: Uint8Array;
                static encode(message: tycho.nodeagent.v1.Observed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Observed & tycho.nodeagent.v1.Observed.$Shape;
            }

            namespace Observed {
                interface $Properties {
                    session?: (number|null);
                    instanceUid?: (string|null);
                    epoch?: (number|null);
                    generation?: (number|null);
                    statusJson?: (Uint8Array|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Observed.$Properties;
            }

            interface IHostReport extends tycho.nodeagent.v1.HostReport.$Properties {
            }

            class HostReport {
                constructor(properties?: tycho.nodeagent.v1.HostReport.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                statusJson: Uint8Array;
                orphanInstanceUids: string[];
                static encode(message: tycho.nodeagent.v1.HostReport.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.HostReport & tycho.nodeagent.v1.HostReport.$Shape;
            }

            namespace HostReport {
                interface $Properties {
                    session?: (number|null);
                    statusJson?: (Uint8Array|null);
                    orphanInstanceUids?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.HostReport.$Properties;
            }

            interface IPong extends tycho.nodeagent.v1.Pong.$Properties {
            }

            class Pong {
                constructor(properties?: tycho.nodeagent.v1.Pong.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                number: number;
                revision: number;
                static encode(message: tycho.nodeagent.v1.Pong.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Pong & tycho.nodeagent.v1.Pong.$Shape;
            }

            namespace Pong {
                interface $Properties {
                    session?: (number|null);
                    number?: (number|null);
                    revision?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Pong.$Properties;
            }

            interface IObservedObject extends tycho.nodeagent.v1.ObservedObject.$Properties {
            }

            class ObservedObject {
                constructor(properties?: tycho.nodeagent.v1.ObservedObject.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                type: string;
                uid: string;
                generation: number;
                statusJson: Uint8Array;
                static encode(message: tycho.nodeagent.v1.ObservedObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.ObservedObject & tycho.nodeagent.v1.ObservedObject.$Shape;
            }

            namespace ObservedObject {
                interface $Properties {
                    session?: (number|null);
                    type?: (string|null);
                    uid?: (string|null);
                    generation?: (number|null);
                    statusJson?: (Uint8Array|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.ObservedObject.$Properties;
            }

            interface IConsoleChunk extends tycho.nodeagent.v1.ConsoleChunk.$Properties {
            }

            class ConsoleChunk {
                constructor(properties?: tycho.nodeagent.v1.ConsoleChunk.$Properties);
                $unknowns?: Uint8Array[];
                request: number;
                data: Uint8Array;
                last: boolean;
                error: string;
                static encode(message: tycho.nodeagent.v1.ConsoleChunk.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.ConsoleChunk & tycho.nodeagent.v1.ConsoleChunk.$Shape;
            }

            namespace ConsoleChunk {
                interface $Properties {
                    request?: (number|null);
                    data?: (Uint8Array|null);
                    last?: (boolean|null);
                    error?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.ConsoleChunk.$Properties;
            }

            interface IGatewayMessage extends tycho.nodeagent.v1.GatewayMessage.$Properties {
            }

            class GatewayMessage {
                constructor(properties?: tycho.nodeagent.v1.GatewayMessage.$Properties);
                $unknowns?: Uint8Array[];
                welcome?: (tycho.nodeagent.v1.Welcome.$Properties|null);
                desired?: (tycho.nodeagent.v1.Desired.$Properties|null);
                snapshotEnd?: (tycho.nodeagent.v1.SnapshotEnd.$Properties|null);
                ping?: (tycho.nodeagent.v1.Ping.$Properties|null);
                consoleRequest?: (tycho.nodeagent.v1.ConsoleRequest.$Properties|null);
                goodbye?: (tycho.nodeagent.v1.Goodbye.$Properties|null);
                released?: (tycho.nodeagent.v1.Released.$Properties|null);
                desiredObject?: (tycho.nodeagent.v1.DesiredObject.$Properties|null);
                consoleOpen?: (tycho.nodeagent.v1.ConsoleOpen.$Properties|null);
                consoleInput?: (tycho.nodeagent.v1.ConsoleInput.$Properties|null);
                consoleClose?: (tycho.nodeagent.v1.ConsoleClose.$Properties|null);
                message?: ("welcome"|"desired"|"snapshotEnd"|"ping"|"consoleRequest"|"goodbye"|"released"|"desiredObject"|"consoleOpen"|"consoleInput"|"consoleClose");
                static encode(message: tycho.nodeagent.v1.GatewayMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.GatewayMessage & tycho.nodeagent.v1.GatewayMessage.$Shape;
            }

            namespace GatewayMessage {
                interface $Properties {
                    welcome?: (tycho.nodeagent.v1.Welcome.$Properties|null);
                    desired?: (tycho.nodeagent.v1.Desired.$Properties|null);
                    snapshotEnd?: (tycho.nodeagent.v1.SnapshotEnd.$Properties|null);
                    ping?: (tycho.nodeagent.v1.Ping.$Properties|null);
                    consoleRequest?: (tycho.nodeagent.v1.ConsoleRequest.$Properties|null);
                    goodbye?: (tycho.nodeagent.v1.Goodbye.$Properties|null);
                    released?: (tycho.nodeagent.v1.Released.$Properties|null);
                    desiredObject?: (tycho.nodeagent.v1.DesiredObject.$Properties|null);
                    consoleOpen?: (tycho.nodeagent.v1.ConsoleOpen.$Properties|null);
                    consoleInput?: (tycho.nodeagent.v1.ConsoleInput.$Properties|null);
                    consoleClose?: (tycho.nodeagent.v1.ConsoleClose.$Properties|null);
                    message?: ("welcome"|"desired"|"snapshotEnd"|"ping"|"consoleRequest"|"goodbye"|"released"|"desiredObject"|"consoleOpen"|"consoleInput"|"consoleClose");
                    $unknowns?: Uint8Array[];
                }
                type $Shape = {
                  welcome?: tycho.nodeagent.v1.Welcome.$Shape|null;
                  desired?: tycho.nodeagent.v1.Desired.$Shape|null;
                  snapshotEnd?: tycho.nodeagent.v1.SnapshotEnd.$Shape|null;
                  ping?: tycho.nodeagent.v1.Ping.$Shape|null;
                  consoleRequest?: tycho.nodeagent.v1.ConsoleRequest.$Shape|null;
                  goodbye?: tycho.nodeagent.v1.Goodbye.$Shape|null;
                  released?: tycho.nodeagent.v1.Released.$Shape|null;
                  desiredObject?: tycho.nodeagent.v1.DesiredObject.$Shape|null;
                  consoleOpen?: tycho.nodeagent.v1.ConsoleOpen.$Shape|null;
                  consoleInput?: tycho.nodeagent.v1.ConsoleInput.$Shape|null;
                  consoleClose?: tycho.nodeagent.v1.ConsoleClose.$Shape|null;
                  $unknowns?: Uint8Array[];
                } & (
                  ({ message?: undefined; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "welcome"; welcome: tycho.nodeagent.v1.Welcome.$Shape; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "desired"; welcome?: null; desired: tycho.nodeagent.v1.Desired.$Shape; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "snapshotEnd"; welcome?: null; desired?: null; snapshotEnd: tycho.nodeagent.v1.SnapshotEnd.$Shape; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "ping"; welcome?: null; desired?: null; snapshotEnd?: null; ping: tycho.nodeagent.v1.Ping.$Shape; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "consoleRequest"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest: tycho.nodeagent.v1.ConsoleRequest.$Shape; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "goodbye"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye: tycho.nodeagent.v1.Goodbye.$Shape; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "released"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released: tycho.nodeagent.v1.Released.$Shape; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "desiredObject"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject: tycho.nodeagent.v1.DesiredObject.$Shape; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "consoleOpen"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen: tycho.nodeagent.v1.ConsoleOpen.$Shape; consoleInput?: null; consoleClose?: null }|{ message?: "consoleInput"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput: tycho.nodeagent.v1.ConsoleInput.$Shape; consoleClose?: null }|{ message?: "consoleClose"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose: tycho.nodeagent.v1.ConsoleClose.$Shape })
                );
            }

            interface IWelcome extends tycho.nodeagent.v1.Welcome.$Properties {
            }

            class Welcome {
                constructor(properties?: tycho.nodeagent.v1.Welcome.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                controlPlaneUid: string;
                protocolVersion: number;
                pingIntervalSeconds: number;
                silenceLimitSeconds: number;
                imageStoreUrl: string;
                incarnation: number;
                static encode(message: tycho.nodeagent.v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Welcome & tycho.nodeagent.v1.Welcome.$Shape;
            }

            namespace Welcome {
                interface $Properties {
                    session?: (number|null);
                    controlPlaneUid?: (string|null);
                    protocolVersion?: (number|null);
                    pingIntervalSeconds?: (number|null);
                    silenceLimitSeconds?: (number|null);
                    imageStoreUrl?: (string|null);
                    incarnation?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Welcome.$Properties;
            }

            interface IDesired extends tycho.nodeagent.v1.Desired.$Properties {
            }

            class Desired {
                constructor(properties?: tycho.nodeagent.v1.Desired.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                revision: number;
                instanceUid: string;
                epoch: number;
                generation: number;
                instanceJson: Uint8Array;
                tombstone: boolean;
                userData: Uint8Array;
                userDataError: string;
                actionSecret: Uint8Array;
                actionSecretError: string;
                static encode(message: tycho.nodeagent.v1.Desired.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Desired & tycho.nodeagent.v1.Desired.$Shape;
            }

            namespace Desired {
                interface $Properties {
                    session?: (number|null);
                    revision?: (number|null);
                    instanceUid?: (string|null);
                    epoch?: (number|null);
                    generation?: (number|null);
                    instanceJson?: (Uint8Array|null);
                    tombstone?: (boolean|null);
                    userData?: (Uint8Array|null);
                    userDataError?: (string|null);
                    actionSecret?: (Uint8Array|null);
                    actionSecretError?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Desired.$Properties;
            }

            interface ISnapshotEnd extends tycho.nodeagent.v1.SnapshotEnd.$Properties {
            }

            class SnapshotEnd {
                constructor(properties?: tycho.nodeagent.v1.SnapshotEnd.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                revision: number;
                static encode(message: tycho.nodeagent.v1.SnapshotEnd.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.SnapshotEnd & tycho.nodeagent.v1.SnapshotEnd.$Shape;
            }

            namespace SnapshotEnd {
                interface $Properties {
                    session?: (number|null);
                    revision?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.SnapshotEnd.$Properties;
            }

            interface IPing extends tycho.nodeagent.v1.Ping.$Properties {
            }

            class Ping {
                constructor(properties?: tycho.nodeagent.v1.Ping.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                number: number;
                leaseSeconds: number;
                static encode(message: tycho.nodeagent.v1.Ping.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Ping & tycho.nodeagent.v1.Ping.$Shape;
            }

            namespace Ping {
                interface $Properties {
                    session?: (number|null);
                    number?: (number|null);
                    leaseSeconds?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Ping.$Properties;
            }

            interface IConsoleRequest extends tycho.nodeagent.v1.ConsoleRequest.$Properties {
            }

            class ConsoleRequest {
                constructor(properties?: tycho.nodeagent.v1.ConsoleRequest.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                request: number;
                instanceUid: string;
                maximumBytes: number;
                static encode(message: tycho.nodeagent.v1.ConsoleRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.ConsoleRequest & tycho.nodeagent.v1.ConsoleRequest.$Shape;
            }

            namespace ConsoleRequest {
                interface $Properties {
                    session?: (number|null);
                    request?: (number|null);
                    instanceUid?: (string|null);
                    maximumBytes?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.ConsoleRequest.$Properties;
            }

            interface IGoodbye extends tycho.nodeagent.v1.Goodbye.$Properties {
            }

            class Goodbye {
                constructor(properties?: tycho.nodeagent.v1.Goodbye.$Properties);
                $unknowns?: Uint8Array[];
                reason: string;
                final: boolean;
                static encode(message: tycho.nodeagent.v1.Goodbye.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Goodbye & tycho.nodeagent.v1.Goodbye.$Shape;
            }

            namespace Goodbye {
                interface $Properties {
                    reason?: (string|null);
                    final?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Goodbye.$Properties;
            }

            interface IReleased extends tycho.nodeagent.v1.Released.$Properties {
            }

            class Released {
                constructor(properties?: tycho.nodeagent.v1.Released.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                revision: number;
                instanceUid: string;
                static encode(message: tycho.nodeagent.v1.Released.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.Released & tycho.nodeagent.v1.Released.$Shape;
            }

            namespace Released {
                interface $Properties {
                    session?: (number|null);
                    revision?: (number|null);
                    instanceUid?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.Released.$Properties;
            }

            interface IDesiredObject extends tycho.nodeagent.v1.DesiredObject.$Properties {
            }

            class DesiredObject {
                constructor(properties?: tycho.nodeagent.v1.DesiredObject.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                revision: number;
                type: string;
                uid: string;
                generation: number;
                objectJson: Uint8Array;
                tombstone: boolean;
                released: boolean;
                static encode(message: tycho.nodeagent.v1.DesiredObject.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.DesiredObject & tycho.nodeagent.v1.DesiredObject.$Shape;
            }

            namespace DesiredObject {
                interface $Properties {
                    session?: (number|null);
                    revision?: (number|null);
                    type?: (string|null);
                    uid?: (string|null);
                    generation?: (number|null);
                    objectJson?: (Uint8Array|null);
                    tombstone?: (boolean|null);
                    released?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.DesiredObject.$Properties;
            }

            interface IConsoleOpen extends tycho.nodeagent.v1.ConsoleOpen.$Properties {
            }

            class ConsoleOpen {
                constructor(properties?: tycho.nodeagent.v1.ConsoleOpen.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                request: number;
                instanceUid: string;
                console: string;
                static encode(message: tycho.nodeagent.v1.ConsoleOpen.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.ConsoleOpen & tycho.nodeagent.v1.ConsoleOpen.$Shape;
            }

            namespace ConsoleOpen {
                interface $Properties {
                    session?: (number|null);
                    request?: (number|null);
                    instanceUid?: (string|null);
                    console?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.ConsoleOpen.$Properties;
            }

            interface IConsoleInput extends tycho.nodeagent.v1.ConsoleInput.$Properties {
            }

            class ConsoleInput {
                constructor(properties?: tycho.nodeagent.v1.ConsoleInput.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                request: number;
                data: Uint8Array;
                static encode(message: tycho.nodeagent.v1.ConsoleInput.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.ConsoleInput & tycho.nodeagent.v1.ConsoleInput.$Shape;
            }

            namespace ConsoleInput {
                interface $Properties {
                    session?: (number|null);
                    request?: (number|null);
                    data?: (Uint8Array|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.ConsoleInput.$Properties;
            }

            interface IConsoleClose extends tycho.nodeagent.v1.ConsoleClose.$Properties {
            }

            class ConsoleClose {
                constructor(properties?: tycho.nodeagent.v1.ConsoleClose.$Properties);
                $unknowns?: Uint8Array[];
                session: number;
                request: number;
                static encode(message: tycho.nodeagent.v1.ConsoleClose.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.nodeagent.v1.ConsoleClose & tycho.nodeagent.v1.ConsoleClose.$Shape;
            }

            namespace ConsoleClose {
                interface $Properties {
                    session?: (number|null);
                    request?: (number|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.nodeagent.v1.ConsoleClose.$Properties;
            }
        }
    }
}
