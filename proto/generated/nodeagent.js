/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tycho-nodeagent"] || ($protobuf.roots["tycho-nodeagent"] = {});

export const tycho = $root.tycho = (() => {

    /**
     * Namespace tycho.
     * @exports tycho
     * @namespace
     */
    const tycho = {};

    tycho.nodeagent = (function() {

        /**
         * Namespace nodeagent.
         * @memberof tycho
         * @namespace
         */
        const nodeagent = {};

        nodeagent.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tycho.nodeagent
             * @namespace
             */
            const v1 = {};

            v1.JoinRequest = (function() {

                /**
                 * Properties of a JoinRequest.
                 * @typedef {Object} tycho.nodeagent.v1.JoinRequest.$Properties
                 * @property {string|null} [token] JoinRequest token
                 * @property {string|null} [hostName] JoinRequest hostName
                 * @property {Uint8Array|null} [certificateRequestPem] JoinRequest certificateRequestPem
                 * @property {string|null} [agentVersion] JoinRequest agentVersion
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a JoinRequest.
                 * @memberof tycho.nodeagent.v1
                 * @interface IJoinRequest
                 * @augments tycho.nodeagent.v1.JoinRequest.$Properties
                 * @deprecated Use tycho.nodeagent.v1.JoinRequest.$Properties instead.
                 */

                /**
                 * Shape of a JoinRequest.
                 * @typedef {tycho.nodeagent.v1.JoinRequest.$Properties} tycho.nodeagent.v1.JoinRequest.$Shape
                 */

                /**
                 * Constructs a new JoinRequest.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a JoinRequest.
                 * @constructor
                 * @param {tycho.nodeagent.v1.JoinRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const JoinRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * JoinRequest token.
                 * @member {string} token
                 * @memberof tycho.nodeagent.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.token = "";

                /**
                 * JoinRequest hostName.
                 * @member {string} hostName
                 * @memberof tycho.nodeagent.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.hostName = "";

                /**
                 * JoinRequest certificateRequestPem.
                 * @member {Uint8Array} certificateRequestPem
                 * @memberof tycho.nodeagent.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.certificateRequestPem = $util.newBuffer([]);

                /**
                 * JoinRequest agentVersion.
                 * @member {string} agentVersion
                 * @memberof tycho.nodeagent.v1.JoinRequest
                 * @instance
                 */
                JoinRequest.prototype.agentVersion = "";

                /**
                 * Encodes the specified JoinRequest message. Does not implicitly {@link tycho.nodeagent.v1.JoinRequest.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.JoinRequest
                 * @static
                 * @param {tycho.nodeagent.v1.JoinRequest.$Properties} message JoinRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                JoinRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.token);
                    if (message.hostName != null && $Object.hasOwnProperty.call(message, "hostName") && message.hostName !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.hostName);
                    if (message.certificateRequestPem != null && $Object.hasOwnProperty.call(message, "certificateRequestPem") && message.certificateRequestPem.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.certificateRequestPem);
                    if (message.agentVersion != null && $Object.hasOwnProperty.call(message, "agentVersion") && message.agentVersion !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.agentVersion);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a JoinRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.JoinRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.JoinRequest & tycho.nodeagent.v1.JoinRequest.$Shape} JoinRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                JoinRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.JoinRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.token = value;
                                else
                                    delete message.token;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.hostName = value;
                                else
                                    delete message.hostName;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.certificateRequestPem = value;
                                else
                                    delete message.certificateRequestPem;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.agentVersion = value;
                                else
                                    delete message.agentVersion;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return JoinRequest;
            })();

            v1.JoinResponse = (function() {

                /**
                 * Properties of a JoinResponse.
                 * @typedef {Object} tycho.nodeagent.v1.JoinResponse.$Properties
                 * @property {string|null} [hostUid] JoinResponse hostUid
                 * @property {string|null} [hostName] JoinResponse hostName
                 * @property {Uint8Array|null} [certificatePem] JoinResponse certificatePem
                 * @property {Uint8Array|null} [authorityPem] JoinResponse authorityPem
                 * @property {string|null} [controlPlaneUid] JoinResponse controlPlaneUid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a JoinResponse.
                 * @memberof tycho.nodeagent.v1
                 * @interface IJoinResponse
                 * @augments tycho.nodeagent.v1.JoinResponse.$Properties
                 * @deprecated Use tycho.nodeagent.v1.JoinResponse.$Properties instead.
                 */

                /**
                 * Shape of a JoinResponse.
                 * @typedef {tycho.nodeagent.v1.JoinResponse.$Properties} tycho.nodeagent.v1.JoinResponse.$Shape
                 */

                /**
                 * Constructs a new JoinResponse.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a JoinResponse.
                 * @constructor
                 * @param {tycho.nodeagent.v1.JoinResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const JoinResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * JoinResponse hostUid.
                 * @member {string} hostUid
                 * @memberof tycho.nodeagent.v1.JoinResponse
                 * @instance
                 */
                JoinResponse.prototype.hostUid = "";

                /**
                 * JoinResponse hostName.
                 * @member {string} hostName
                 * @memberof tycho.nodeagent.v1.JoinResponse
                 * @instance
                 */
                JoinResponse.prototype.hostName = "";

                /**
                 * JoinResponse certificatePem.
                 * @member {Uint8Array} certificatePem
                 * @memberof tycho.nodeagent.v1.JoinResponse
                 * @instance
                 */
                JoinResponse.prototype.certificatePem = $util.newBuffer([]);

                /**
                 * JoinResponse authorityPem.
                 * @member {Uint8Array} authorityPem
                 * @memberof tycho.nodeagent.v1.JoinResponse
                 * @instance
                 */
                JoinResponse.prototype.authorityPem = $util.newBuffer([]);

                /**
                 * JoinResponse controlPlaneUid.
                 * @member {string} controlPlaneUid
                 * @memberof tycho.nodeagent.v1.JoinResponse
                 * @instance
                 */
                JoinResponse.prototype.controlPlaneUid = "";

                /**
                 * Encodes the specified JoinResponse message. Does not implicitly {@link tycho.nodeagent.v1.JoinResponse.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.JoinResponse
                 * @static
                 * @param {tycho.nodeagent.v1.JoinResponse.$Properties} message JoinResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                JoinResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.hostUid != null && $Object.hasOwnProperty.call(message, "hostUid") && message.hostUid !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.hostUid);
                    if (message.hostName != null && $Object.hasOwnProperty.call(message, "hostName") && message.hostName !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.hostName);
                    if (message.certificatePem != null && $Object.hasOwnProperty.call(message, "certificatePem") && message.certificatePem.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.certificatePem);
                    if (message.authorityPem != null && $Object.hasOwnProperty.call(message, "authorityPem") && message.authorityPem.length)
                        writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.authorityPem);
                    if (message.controlPlaneUid != null && $Object.hasOwnProperty.call(message, "controlPlaneUid") && message.controlPlaneUid !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.controlPlaneUid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a JoinResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.JoinResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.JoinResponse & tycho.nodeagent.v1.JoinResponse.$Shape} JoinResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                JoinResponse.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.JoinResponse();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.hostUid = value;
                                else
                                    delete message.hostUid;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.hostName = value;
                                else
                                    delete message.hostName;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.certificatePem = value;
                                else
                                    delete message.certificatePem;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.authorityPem = value;
                                else
                                    delete message.authorityPem;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.controlPlaneUid = value;
                                else
                                    delete message.controlPlaneUid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return JoinResponse;
            })();

            v1.AgentMessage = (function() {

                /**
                 * Properties of an AgentMessage.
                 * @typedef {Object} tycho.nodeagent.v1.AgentMessage.$Properties
                 * @property {tycho.nodeagent.v1.Hello.$Properties|null} [hello] AgentMessage hello
                 * @property {tycho.nodeagent.v1.Acknowledge.$Properties|null} [acknowledge] AgentMessage acknowledge
                 * @property {tycho.nodeagent.v1.Observed.$Properties|null} [observed] AgentMessage observed
                 * @property {tycho.nodeagent.v1.HostReport.$Properties|null} [hostReport] AgentMessage hostReport
                 * @property {tycho.nodeagent.v1.Pong.$Properties|null} [pong] AgentMessage pong
                 * @property {tycho.nodeagent.v1.ConsoleChunk.$Properties|null} [consoleChunk] AgentMessage consoleChunk
                 * @property {tycho.nodeagent.v1.ObservedObject.$Properties|null} [observedObject] AgentMessage observedObject
                 * @property {"hello"|"acknowledge"|"observed"|"hostReport"|"pong"|"consoleChunk"|"observedObject"} [message] AgentMessage message
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AgentMessage.
                 * @memberof tycho.nodeagent.v1
                 * @interface IAgentMessage
                 * @augments tycho.nodeagent.v1.AgentMessage.$Properties
                 * @deprecated Use tycho.nodeagent.v1.AgentMessage.$Properties instead.
                 */

                /**
                 * Narrowed shape of an AgentMessage.
                 * @typedef {{
                 *   hello?: tycho.nodeagent.v1.Hello.$Shape|null;
                 *   acknowledge?: tycho.nodeagent.v1.Acknowledge.$Shape|null;
                 *   observed?: tycho.nodeagent.v1.Observed.$Shape|null;
                 *   hostReport?: tycho.nodeagent.v1.HostReport.$Shape|null;
                 *   pong?: tycho.nodeagent.v1.Pong.$Shape|null;
                 *   consoleChunk?: tycho.nodeagent.v1.ConsoleChunk.$Shape|null;
                 *   observedObject?: tycho.nodeagent.v1.ObservedObject.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ message?: undefined; hello?: null; acknowledge?: null; observed?: null; hostReport?: null; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "hello"; hello: tycho.nodeagent.v1.Hello.$Shape; acknowledge?: null; observed?: null; hostReport?: null; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "acknowledge"; hello?: null; acknowledge: tycho.nodeagent.v1.Acknowledge.$Shape; observed?: null; hostReport?: null; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "observed"; hello?: null; acknowledge?: null; observed: tycho.nodeagent.v1.Observed.$Shape; hostReport?: null; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "hostReport"; hello?: null; acknowledge?: null; observed?: null; hostReport: tycho.nodeagent.v1.HostReport.$Shape; pong?: null; consoleChunk?: null; observedObject?: null }|{ message?: "pong"; hello?: null; acknowledge?: null; observed?: null; hostReport?: null; pong: tycho.nodeagent.v1.Pong.$Shape; consoleChunk?: null; observedObject?: null }|{ message?: "consoleChunk"; hello?: null; acknowledge?: null; observed?: null; hostReport?: null; pong?: null; consoleChunk: tycho.nodeagent.v1.ConsoleChunk.$Shape; observedObject?: null }|{ message?: "observedObject"; hello?: null; acknowledge?: null; observed?: null; hostReport?: null; pong?: null; consoleChunk?: null; observedObject: tycho.nodeagent.v1.ObservedObject.$Shape })
                 * )} tycho.nodeagent.v1.AgentMessage.$Shape
                 */

                /**
                 * Constructs a new AgentMessage.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents an AgentMessage.
                 * @constructor
                 * @param {tycho.nodeagent.v1.AgentMessage.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AgentMessage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AgentMessage hello.
                 * @member {tycho.nodeagent.v1.Hello.$Properties|null|undefined} hello
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @instance
                 */
                AgentMessage.prototype.hello = null;

                /**
                 * AgentMessage acknowledge.
                 * @member {tycho.nodeagent.v1.Acknowledge.$Properties|null|undefined} acknowledge
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @instance
                 */
                AgentMessage.prototype.acknowledge = null;

                /**
                 * AgentMessage observed.
                 * @member {tycho.nodeagent.v1.Observed.$Properties|null|undefined} observed
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @instance
                 */
                AgentMessage.prototype.observed = null;

                /**
                 * AgentMessage hostReport.
                 * @member {tycho.nodeagent.v1.HostReport.$Properties|null|undefined} hostReport
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @instance
                 */
                AgentMessage.prototype.hostReport = null;

                /**
                 * AgentMessage pong.
                 * @member {tycho.nodeagent.v1.Pong.$Properties|null|undefined} pong
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @instance
                 */
                AgentMessage.prototype.pong = null;

                /**
                 * AgentMessage consoleChunk.
                 * @member {tycho.nodeagent.v1.ConsoleChunk.$Properties|null|undefined} consoleChunk
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @instance
                 */
                AgentMessage.prototype.consoleChunk = null;

                /**
                 * AgentMessage observedObject.
                 * @member {tycho.nodeagent.v1.ObservedObject.$Properties|null|undefined} observedObject
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @instance
                 */
                AgentMessage.prototype.observedObject = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * AgentMessage message.
                 * @member {"hello"|"acknowledge"|"observed"|"hostReport"|"pong"|"consoleChunk"|"observedObject"|undefined} message
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @instance
                 */
                $Object.defineProperty(AgentMessage.prototype, "message", {
                    get: $util.oneOfGetter($oneOfFields = ["hello", "acknowledge", "observed", "hostReport", "pong", "consoleChunk", "observedObject"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified AgentMessage message. Does not implicitly {@link tycho.nodeagent.v1.AgentMessage.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @static
                 * @param {tycho.nodeagent.v1.AgentMessage.$Properties} message AgentMessage message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AgentMessage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.hello != null && $Object.hasOwnProperty.call(message, "hello"))
                        $root.tycho.nodeagent.v1.Hello.encode(message.hello, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.acknowledge != null && $Object.hasOwnProperty.call(message, "acknowledge"))
                        $root.tycho.nodeagent.v1.Acknowledge.encode(message.acknowledge, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.observed != null && $Object.hasOwnProperty.call(message, "observed"))
                        $root.tycho.nodeagent.v1.Observed.encode(message.observed, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.hostReport != null && $Object.hasOwnProperty.call(message, "hostReport"))
                        $root.tycho.nodeagent.v1.HostReport.encode(message.hostReport, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.pong != null && $Object.hasOwnProperty.call(message, "pong"))
                        $root.tycho.nodeagent.v1.Pong.encode(message.pong, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.consoleChunk != null && $Object.hasOwnProperty.call(message, "consoleChunk"))
                        $root.tycho.nodeagent.v1.ConsoleChunk.encode(message.consoleChunk, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.observedObject != null && $Object.hasOwnProperty.call(message, "observedObject"))
                        $root.tycho.nodeagent.v1.ObservedObject.encode(message.observedObject, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AgentMessage message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.AgentMessage
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.AgentMessage & tycho.nodeagent.v1.AgentMessage.$Shape} AgentMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AgentMessage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.AgentMessage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.hello = $root.tycho.nodeagent.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                                message.message = "hello";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.acknowledge = $root.tycho.nodeagent.v1.Acknowledge.decode(reader, reader.size(), $undefined, _depth + 1, message.acknowledge);
                                message.message = "acknowledge";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.observed = $root.tycho.nodeagent.v1.Observed.decode(reader, reader.size(), $undefined, _depth + 1, message.observed);
                                message.message = "observed";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.hostReport = $root.tycho.nodeagent.v1.HostReport.decode(reader, reader.size(), $undefined, _depth + 1, message.hostReport);
                                message.message = "hostReport";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.pong = $root.tycho.nodeagent.v1.Pong.decode(reader, reader.size(), $undefined, _depth + 1, message.pong);
                                message.message = "pong";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.consoleChunk = $root.tycho.nodeagent.v1.ConsoleChunk.decode(reader, reader.size(), $undefined, _depth + 1, message.consoleChunk);
                                message.message = "consoleChunk";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.observedObject = $root.tycho.nodeagent.v1.ObservedObject.decode(reader, reader.size(), $undefined, _depth + 1, message.observedObject);
                                message.message = "observedObject";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return AgentMessage;
            })();

            v1.Hello = (function() {

                /**
                 * Properties of a Hello.
                 * @typedef {Object} tycho.nodeagent.v1.Hello.$Properties
                 * @property {string|null} [hostUid] Hello hostUid
                 * @property {string|null} [agentVersion] Hello agentVersion
                 * @property {number|null} [protocolVersion] Hello protocolVersion
                 * @property {number|null} [highestSession] Hello highestSession
                 * @property {tycho.nodeagent.v1.HostReport.$Properties|null} [hostReport] Hello hostReport
                 * @property {boolean|null} [knowsRestores] Hello knowsRestores
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Hello.
                 * @memberof tycho.nodeagent.v1
                 * @interface IHello
                 * @augments tycho.nodeagent.v1.Hello.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Hello.$Properties instead.
                 */

                /**
                 * Shape of a Hello.
                 * @typedef {tycho.nodeagent.v1.Hello.$Properties} tycho.nodeagent.v1.Hello.$Shape
                 */

                /**
                 * Constructs a new Hello.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a Hello.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Hello.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Hello = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Hello hostUid.
                 * @member {string} hostUid
                 * @memberof tycho.nodeagent.v1.Hello
                 * @instance
                 */
                Hello.prototype.hostUid = "";

                /**
                 * Hello agentVersion.
                 * @member {string} agentVersion
                 * @memberof tycho.nodeagent.v1.Hello
                 * @instance
                 */
                Hello.prototype.agentVersion = "";

                /**
                 * Hello protocolVersion.
                 * @member {number} protocolVersion
                 * @memberof tycho.nodeagent.v1.Hello
                 * @instance
                 */
                Hello.prototype.protocolVersion = 0;

                /**
                 * Hello highestSession.
                 * @member {number} highestSession
                 * @memberof tycho.nodeagent.v1.Hello
                 * @instance
                 */
                Hello.prototype.highestSession = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Hello hostReport.
                 * @member {tycho.nodeagent.v1.HostReport.$Properties|null|undefined} hostReport
                 * @memberof tycho.nodeagent.v1.Hello
                 * @instance
                 */
                Hello.prototype.hostReport = null;

                /**
                 * Hello knowsRestores.
                 * @member {boolean} knowsRestores
                 * @memberof tycho.nodeagent.v1.Hello
                 * @instance
                 */
                Hello.prototype.knowsRestores = false;

                /**
                 * Encodes the specified Hello message. Does not implicitly {@link tycho.nodeagent.v1.Hello.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Hello
                 * @static
                 * @param {tycho.nodeagent.v1.Hello.$Properties} message Hello message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Hello.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.hostUid != null && $Object.hasOwnProperty.call(message, "hostUid") && message.hostUid !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.hostUid);
                    if (message.agentVersion != null && $Object.hasOwnProperty.call(message, "agentVersion") && message.agentVersion !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.agentVersion);
                    if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.protocolVersion);
                    if (message.highestSession != null && $Object.hasOwnProperty.call(message, "highestSession") && (typeof message.highestSession === "object" ? message.highestSession.low || message.highestSession.high : message.highestSession !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.highestSession);
                    if (message.hostReport != null && $Object.hasOwnProperty.call(message, "hostReport"))
                        $root.tycho.nodeagent.v1.HostReport.encode(message.hostReport, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.knowsRestores != null && $Object.hasOwnProperty.call(message, "knowsRestores") && message.knowsRestores !== false)
                        writer.uint32(/* id 15, wireType 0 =*/120).bool(message.knowsRestores);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Hello message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Hello
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Hello & tycho.nodeagent.v1.Hello.$Shape} Hello
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Hello.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Hello();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.hostUid = value;
                                else
                                    delete message.hostUid;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.agentVersion = value;
                                else
                                    delete message.agentVersion;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.protocolVersion = value;
                                else
                                    delete message.protocolVersion;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.highestSession = value;
                                else
                                    delete message.highestSession;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.hostReport = $root.tycho.nodeagent.v1.HostReport.decode(reader, reader.size(), $undefined, _depth + 1, message.hostReport);
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.knowsRestores = value;
                                else
                                    delete message.knowsRestores;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Hello;
            })();

            v1.Acknowledge = (function() {

                /**
                 * Properties of an Acknowledge.
                 * @typedef {Object} tycho.nodeagent.v1.Acknowledge.$Properties
                 * @property {number|null} [session] Acknowledge session
                 * @property {number|null} [revision] Acknowledge revision
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Acknowledge.
                 * @memberof tycho.nodeagent.v1
                 * @interface IAcknowledge
                 * @augments tycho.nodeagent.v1.Acknowledge.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Acknowledge.$Properties instead.
                 */

                /**
                 * Shape of an Acknowledge.
                 * @typedef {tycho.nodeagent.v1.Acknowledge.$Properties} tycho.nodeagent.v1.Acknowledge.$Shape
                 */

                /**
                 * Constructs a new Acknowledge.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents an Acknowledge.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Acknowledge.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Acknowledge = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Acknowledge session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.Acknowledge
                 * @instance
                 */
                Acknowledge.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Acknowledge revision.
                 * @member {number} revision
                 * @memberof tycho.nodeagent.v1.Acknowledge
                 * @instance
                 */
                Acknowledge.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Acknowledge message. Does not implicitly {@link tycho.nodeagent.v1.Acknowledge.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Acknowledge
                 * @static
                 * @param {tycho.nodeagent.v1.Acknowledge.$Properties} message Acknowledge message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Acknowledge.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Acknowledge message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Acknowledge
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Acknowledge & tycho.nodeagent.v1.Acknowledge.$Shape} Acknowledge
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Acknowledge.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Acknowledge();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Acknowledge;
            })();

            v1.Observed = (function() {

                /**
                 * Properties of an Observed.
                 * @typedef {Object} tycho.nodeagent.v1.Observed.$Properties
                 * @property {number|null} [session] Observed session
                 * @property {string|null} [instanceUid] Observed instanceUid
                 * @property {number|null} [epoch] Observed epoch
                 * @property {number|null} [generation] Observed generation
                 * @property {Uint8Array|null} [statusJson] Observed statusJson
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Observed.
                 * @memberof tycho.nodeagent.v1
                 * @interface IObserved
                 * @augments tycho.nodeagent.v1.Observed.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Observed.$Properties instead.
                 */

                /**
                 * Shape of an Observed.
                 * @typedef {tycho.nodeagent.v1.Observed.$Properties} tycho.nodeagent.v1.Observed.$Shape
                 */

                /**
                 * Constructs a new Observed.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents an Observed.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Observed.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Observed = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Observed session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.Observed
                 * @instance
                 */
                Observed.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observed instanceUid.
                 * @member {string} instanceUid
                 * @memberof tycho.nodeagent.v1.Observed
                 * @instance
                 */
                Observed.prototype.instanceUid = "";

                /**
                 * Observed epoch.
                 * @member {number} epoch
                 * @memberof tycho.nodeagent.v1.Observed
                 * @instance
                 */
                Observed.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observed generation.
                 * @member {number} generation
                 * @memberof tycho.nodeagent.v1.Observed
                 * @instance
                 */
                Observed.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Observed statusJson.
                 * @member {Uint8Array} statusJson
                 * @memberof tycho.nodeagent.v1.Observed
                 * @instance
                 */
                Observed.prototype.statusJson = $util.newBuffer([]);

                /**
                 * Encodes the specified Observed message. Does not implicitly {@link tycho.nodeagent.v1.Observed.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Observed
                 * @static
                 * @param {tycho.nodeagent.v1.Observed.$Properties} message Observed message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Observed.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.instanceUid != null && $Object.hasOwnProperty.call(message, "instanceUid") && message.instanceUid !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.instanceUid);
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.epoch);
                    if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.generation);
                    if (message.statusJson != null && $Object.hasOwnProperty.call(message, "statusJson") && message.statusJson.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.statusJson);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Observed message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Observed
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Observed & tycho.nodeagent.v1.Observed.$Shape} Observed
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Observed.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Observed();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.instanceUid = value;
                                else
                                    delete message.instanceUid;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.generation = value;
                                else
                                    delete message.generation;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.statusJson = value;
                                else
                                    delete message.statusJson;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Observed;
            })();

            v1.HostReport = (function() {

                /**
                 * Properties of a HostReport.
                 * @typedef {Object} tycho.nodeagent.v1.HostReport.$Properties
                 * @property {number|null} [session] HostReport session
                 * @property {Uint8Array|null} [statusJson] HostReport statusJson
                 * @property {Array.<string>|null} [orphanInstanceUids] HostReport orphanInstanceUids
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HostReport.
                 * @memberof tycho.nodeagent.v1
                 * @interface IHostReport
                 * @augments tycho.nodeagent.v1.HostReport.$Properties
                 * @deprecated Use tycho.nodeagent.v1.HostReport.$Properties instead.
                 */

                /**
                 * Shape of a HostReport.
                 * @typedef {tycho.nodeagent.v1.HostReport.$Properties} tycho.nodeagent.v1.HostReport.$Shape
                 */

                /**
                 * Constructs a new HostReport.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a HostReport.
                 * @constructor
                 * @param {tycho.nodeagent.v1.HostReport.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HostReport = function (properties) {
                    this.orphanInstanceUids = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HostReport session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.HostReport
                 * @instance
                 */
                HostReport.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * HostReport statusJson.
                 * @member {Uint8Array} statusJson
                 * @memberof tycho.nodeagent.v1.HostReport
                 * @instance
                 */
                HostReport.prototype.statusJson = $util.newBuffer([]);

                /**
                 * HostReport orphanInstanceUids.
                 * @member {Array.<string>} orphanInstanceUids
                 * @memberof tycho.nodeagent.v1.HostReport
                 * @instance
                 */
                HostReport.prototype.orphanInstanceUids = $util.emptyArray;

                /**
                 * Encodes the specified HostReport message. Does not implicitly {@link tycho.nodeagent.v1.HostReport.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.HostReport
                 * @static
                 * @param {tycho.nodeagent.v1.HostReport.$Properties} message HostReport message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HostReport.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.statusJson != null && $Object.hasOwnProperty.call(message, "statusJson") && message.statusJson.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.statusJson);
                    if (message.orphanInstanceUids != null && message.orphanInstanceUids.length)
                        for (let i = 0; i < message.orphanInstanceUids.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).string(message.orphanInstanceUids[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HostReport message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.HostReport
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.HostReport & tycho.nodeagent.v1.HostReport.$Shape} HostReport
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HostReport.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.HostReport();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.statusJson = value;
                                else
                                    delete message.statusJson;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.orphanInstanceUids && message.orphanInstanceUids.length))
                                    message.orphanInstanceUids = [];
                                message.orphanInstanceUids.push(reader.stringVerify());
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return HostReport;
            })();

            v1.Pong = (function() {

                /**
                 * Properties of a Pong.
                 * @typedef {Object} tycho.nodeagent.v1.Pong.$Properties
                 * @property {number|null} [session] Pong session
                 * @property {number|null} [number] Pong number
                 * @property {number|null} [revision] Pong revision
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Pong.
                 * @memberof tycho.nodeagent.v1
                 * @interface IPong
                 * @augments tycho.nodeagent.v1.Pong.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Pong.$Properties instead.
                 */

                /**
                 * Shape of a Pong.
                 * @typedef {tycho.nodeagent.v1.Pong.$Properties} tycho.nodeagent.v1.Pong.$Shape
                 */

                /**
                 * Constructs a new Pong.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a Pong.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Pong.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Pong = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Pong session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.Pong
                 * @instance
                 */
                Pong.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Pong number.
                 * @member {number} number
                 * @memberof tycho.nodeagent.v1.Pong
                 * @instance
                 */
                Pong.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Pong revision.
                 * @member {number} revision
                 * @memberof tycho.nodeagent.v1.Pong
                 * @instance
                 */
                Pong.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Pong message. Does not implicitly {@link tycho.nodeagent.v1.Pong.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Pong
                 * @static
                 * @param {tycho.nodeagent.v1.Pong.$Properties} message Pong message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Pong.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.number);
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.revision);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Pong message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Pong
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Pong & tycho.nodeagent.v1.Pong.$Shape} Pong
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Pong.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Pong();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.number = value;
                                else
                                    delete message.number;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Pong;
            })();

            v1.ObservedObject = (function() {

                /**
                 * Properties of an ObservedObject.
                 * @typedef {Object} tycho.nodeagent.v1.ObservedObject.$Properties
                 * @property {number|null} [session] ObservedObject session
                 * @property {string|null} [type] ObservedObject type
                 * @property {string|null} [uid] ObservedObject uid
                 * @property {number|null} [generation] ObservedObject generation
                 * @property {Uint8Array|null} [statusJson] ObservedObject statusJson
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ObservedObject.
                 * @memberof tycho.nodeagent.v1
                 * @interface IObservedObject
                 * @augments tycho.nodeagent.v1.ObservedObject.$Properties
                 * @deprecated Use tycho.nodeagent.v1.ObservedObject.$Properties instead.
                 */

                /**
                 * Shape of an ObservedObject.
                 * @typedef {tycho.nodeagent.v1.ObservedObject.$Properties} tycho.nodeagent.v1.ObservedObject.$Shape
                 */

                /**
                 * Constructs a new ObservedObject.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents an ObservedObject.
                 * @constructor
                 * @param {tycho.nodeagent.v1.ObservedObject.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ObservedObject = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ObservedObject session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.ObservedObject
                 * @instance
                 */
                ObservedObject.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ObservedObject type.
                 * @member {string} type
                 * @memberof tycho.nodeagent.v1.ObservedObject
                 * @instance
                 */
                ObservedObject.prototype.type = "";

                /**
                 * ObservedObject uid.
                 * @member {string} uid
                 * @memberof tycho.nodeagent.v1.ObservedObject
                 * @instance
                 */
                ObservedObject.prototype.uid = "";

                /**
                 * ObservedObject generation.
                 * @member {number} generation
                 * @memberof tycho.nodeagent.v1.ObservedObject
                 * @instance
                 */
                ObservedObject.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ObservedObject statusJson.
                 * @member {Uint8Array} statusJson
                 * @memberof tycho.nodeagent.v1.ObservedObject
                 * @instance
                 */
                ObservedObject.prototype.statusJson = $util.newBuffer([]);

                /**
                 * Encodes the specified ObservedObject message. Does not implicitly {@link tycho.nodeagent.v1.ObservedObject.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.ObservedObject
                 * @static
                 * @param {tycho.nodeagent.v1.ObservedObject.$Properties} message ObservedObject message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ObservedObject.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.type);
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.uid);
                    if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.generation);
                    if (message.statusJson != null && $Object.hasOwnProperty.call(message, "statusJson") && message.statusJson.length)
                        writer.uint32(/* id 5, wireType 2 =*/42).bytes(message.statusJson);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ObservedObject message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.ObservedObject
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.ObservedObject & tycho.nodeagent.v1.ObservedObject.$Shape} ObservedObject
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ObservedObject.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.ObservedObject();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.uid = value;
                                else
                                    delete message.uid;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.generation = value;
                                else
                                    delete message.generation;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.statusJson = value;
                                else
                                    delete message.statusJson;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ObservedObject;
            })();

            v1.ConsoleChunk = (function() {

                /**
                 * Properties of a ConsoleChunk.
                 * @typedef {Object} tycho.nodeagent.v1.ConsoleChunk.$Properties
                 * @property {number|null} [request] ConsoleChunk request
                 * @property {Uint8Array|null} [data] ConsoleChunk data
                 * @property {boolean|null} [last] ConsoleChunk last
                 * @property {string|null} [error] ConsoleChunk error
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConsoleChunk.
                 * @memberof tycho.nodeagent.v1
                 * @interface IConsoleChunk
                 * @augments tycho.nodeagent.v1.ConsoleChunk.$Properties
                 * @deprecated Use tycho.nodeagent.v1.ConsoleChunk.$Properties instead.
                 */

                /**
                 * Shape of a ConsoleChunk.
                 * @typedef {tycho.nodeagent.v1.ConsoleChunk.$Properties} tycho.nodeagent.v1.ConsoleChunk.$Shape
                 */

                /**
                 * Constructs a new ConsoleChunk.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a ConsoleChunk.
                 * @constructor
                 * @param {tycho.nodeagent.v1.ConsoleChunk.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConsoleChunk = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConsoleChunk request.
                 * @member {number} request
                 * @memberof tycho.nodeagent.v1.ConsoleChunk
                 * @instance
                 */
                ConsoleChunk.prototype.request = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConsoleChunk data.
                 * @member {Uint8Array} data
                 * @memberof tycho.nodeagent.v1.ConsoleChunk
                 * @instance
                 */
                ConsoleChunk.prototype.data = $util.newBuffer([]);

                /**
                 * ConsoleChunk last.
                 * @member {boolean} last
                 * @memberof tycho.nodeagent.v1.ConsoleChunk
                 * @instance
                 */
                ConsoleChunk.prototype.last = false;

                /**
                 * ConsoleChunk error.
                 * @member {string} error
                 * @memberof tycho.nodeagent.v1.ConsoleChunk
                 * @instance
                 */
                ConsoleChunk.prototype.error = "";

                /**
                 * Encodes the specified ConsoleChunk message. Does not implicitly {@link tycho.nodeagent.v1.ConsoleChunk.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.ConsoleChunk
                 * @static
                 * @param {tycho.nodeagent.v1.ConsoleChunk.$Properties} message ConsoleChunk message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConsoleChunk.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.request != null && $Object.hasOwnProperty.call(message, "request") && (typeof message.request === "object" ? message.request.low || message.request.high : message.request !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.request);
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.data);
                    if (message.last != null && $Object.hasOwnProperty.call(message, "last") && message.last !== false)
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.last);
                    if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.error);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConsoleChunk message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.ConsoleChunk
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.ConsoleChunk & tycho.nodeagent.v1.ConsoleChunk.$Shape} ConsoleChunk
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConsoleChunk.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.ConsoleChunk();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.request = value;
                                else
                                    delete message.request;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.data = value;
                                else
                                    delete message.data;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.last = value;
                                else
                                    delete message.last;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.error = value;
                                else
                                    delete message.error;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ConsoleChunk;
            })();

            v1.GatewayMessage = (function() {

                /**
                 * Properties of a GatewayMessage.
                 * @typedef {Object} tycho.nodeagent.v1.GatewayMessage.$Properties
                 * @property {tycho.nodeagent.v1.Welcome.$Properties|null} [welcome] GatewayMessage welcome
                 * @property {tycho.nodeagent.v1.Desired.$Properties|null} [desired] GatewayMessage desired
                 * @property {tycho.nodeagent.v1.SnapshotEnd.$Properties|null} [snapshotEnd] GatewayMessage snapshotEnd
                 * @property {tycho.nodeagent.v1.Ping.$Properties|null} [ping] GatewayMessage ping
                 * @property {tycho.nodeagent.v1.ConsoleRequest.$Properties|null} [consoleRequest] GatewayMessage consoleRequest
                 * @property {tycho.nodeagent.v1.Goodbye.$Properties|null} [goodbye] GatewayMessage goodbye
                 * @property {tycho.nodeagent.v1.Released.$Properties|null} [released] GatewayMessage released
                 * @property {tycho.nodeagent.v1.DesiredObject.$Properties|null} [desiredObject] GatewayMessage desiredObject
                 * @property {tycho.nodeagent.v1.ConsoleOpen.$Properties|null} [consoleOpen] GatewayMessage consoleOpen
                 * @property {tycho.nodeagent.v1.ConsoleInput.$Properties|null} [consoleInput] GatewayMessage consoleInput
                 * @property {tycho.nodeagent.v1.ConsoleClose.$Properties|null} [consoleClose] GatewayMessage consoleClose
                 * @property {"welcome"|"desired"|"snapshotEnd"|"ping"|"consoleRequest"|"goodbye"|"released"|"desiredObject"|"consoleOpen"|"consoleInput"|"consoleClose"} [message] GatewayMessage message
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GatewayMessage.
                 * @memberof tycho.nodeagent.v1
                 * @interface IGatewayMessage
                 * @augments tycho.nodeagent.v1.GatewayMessage.$Properties
                 * @deprecated Use tycho.nodeagent.v1.GatewayMessage.$Properties instead.
                 */

                /**
                 * Narrowed shape of a GatewayMessage.
                 * @typedef {{
                 *   welcome?: tycho.nodeagent.v1.Welcome.$Shape|null;
                 *   desired?: tycho.nodeagent.v1.Desired.$Shape|null;
                 *   snapshotEnd?: tycho.nodeagent.v1.SnapshotEnd.$Shape|null;
                 *   ping?: tycho.nodeagent.v1.Ping.$Shape|null;
                 *   consoleRequest?: tycho.nodeagent.v1.ConsoleRequest.$Shape|null;
                 *   goodbye?: tycho.nodeagent.v1.Goodbye.$Shape|null;
                 *   released?: tycho.nodeagent.v1.Released.$Shape|null;
                 *   desiredObject?: tycho.nodeagent.v1.DesiredObject.$Shape|null;
                 *   consoleOpen?: tycho.nodeagent.v1.ConsoleOpen.$Shape|null;
                 *   consoleInput?: tycho.nodeagent.v1.ConsoleInput.$Shape|null;
                 *   consoleClose?: tycho.nodeagent.v1.ConsoleClose.$Shape|null;
                 *   $unknowns?: Array.<Uint8Array>;
                 * } & (
                 *   ({ message?: undefined; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "welcome"; welcome: tycho.nodeagent.v1.Welcome.$Shape; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "desired"; welcome?: null; desired: tycho.nodeagent.v1.Desired.$Shape; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "snapshotEnd"; welcome?: null; desired?: null; snapshotEnd: tycho.nodeagent.v1.SnapshotEnd.$Shape; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "ping"; welcome?: null; desired?: null; snapshotEnd?: null; ping: tycho.nodeagent.v1.Ping.$Shape; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "consoleRequest"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest: tycho.nodeagent.v1.ConsoleRequest.$Shape; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "goodbye"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye: tycho.nodeagent.v1.Goodbye.$Shape; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "released"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released: tycho.nodeagent.v1.Released.$Shape; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "desiredObject"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject: tycho.nodeagent.v1.DesiredObject.$Shape; consoleOpen?: null; consoleInput?: null; consoleClose?: null }|{ message?: "consoleOpen"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen: tycho.nodeagent.v1.ConsoleOpen.$Shape; consoleInput?: null; consoleClose?: null }|{ message?: "consoleInput"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput: tycho.nodeagent.v1.ConsoleInput.$Shape; consoleClose?: null }|{ message?: "consoleClose"; welcome?: null; desired?: null; snapshotEnd?: null; ping?: null; consoleRequest?: null; goodbye?: null; released?: null; desiredObject?: null; consoleOpen?: null; consoleInput?: null; consoleClose: tycho.nodeagent.v1.ConsoleClose.$Shape })
                 * )} tycho.nodeagent.v1.GatewayMessage.$Shape
                 */

                /**
                 * Constructs a new GatewayMessage.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a GatewayMessage.
                 * @constructor
                 * @param {tycho.nodeagent.v1.GatewayMessage.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GatewayMessage = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GatewayMessage welcome.
                 * @member {tycho.nodeagent.v1.Welcome.$Properties|null|undefined} welcome
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.welcome = null;

                /**
                 * GatewayMessage desired.
                 * @member {tycho.nodeagent.v1.Desired.$Properties|null|undefined} desired
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.desired = null;

                /**
                 * GatewayMessage snapshotEnd.
                 * @member {tycho.nodeagent.v1.SnapshotEnd.$Properties|null|undefined} snapshotEnd
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.snapshotEnd = null;

                /**
                 * GatewayMessage ping.
                 * @member {tycho.nodeagent.v1.Ping.$Properties|null|undefined} ping
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.ping = null;

                /**
                 * GatewayMessage consoleRequest.
                 * @member {tycho.nodeagent.v1.ConsoleRequest.$Properties|null|undefined} consoleRequest
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.consoleRequest = null;

                /**
                 * GatewayMessage goodbye.
                 * @member {tycho.nodeagent.v1.Goodbye.$Properties|null|undefined} goodbye
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.goodbye = null;

                /**
                 * GatewayMessage released.
                 * @member {tycho.nodeagent.v1.Released.$Properties|null|undefined} released
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.released = null;

                /**
                 * GatewayMessage desiredObject.
                 * @member {tycho.nodeagent.v1.DesiredObject.$Properties|null|undefined} desiredObject
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.desiredObject = null;

                /**
                 * GatewayMessage consoleOpen.
                 * @member {tycho.nodeagent.v1.ConsoleOpen.$Properties|null|undefined} consoleOpen
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.consoleOpen = null;

                /**
                 * GatewayMessage consoleInput.
                 * @member {tycho.nodeagent.v1.ConsoleInput.$Properties|null|undefined} consoleInput
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.consoleInput = null;

                /**
                 * GatewayMessage consoleClose.
                 * @member {tycho.nodeagent.v1.ConsoleClose.$Properties|null|undefined} consoleClose
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                GatewayMessage.prototype.consoleClose = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                /**
                 * GatewayMessage message.
                 * @member {"welcome"|"desired"|"snapshotEnd"|"ping"|"consoleRequest"|"goodbye"|"released"|"desiredObject"|"consoleOpen"|"consoleInput"|"consoleClose"|undefined} message
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @instance
                 */
                $Object.defineProperty(GatewayMessage.prototype, "message", {
                    get: $util.oneOfGetter($oneOfFields = ["welcome", "desired", "snapshotEnd", "ping", "consoleRequest", "goodbye", "released", "desiredObject", "consoleOpen", "consoleInput", "consoleClose"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified GatewayMessage message. Does not implicitly {@link tycho.nodeagent.v1.GatewayMessage.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @static
                 * @param {tycho.nodeagent.v1.GatewayMessage.$Properties} message GatewayMessage message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GatewayMessage.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                        $root.tycho.nodeagent.v1.Welcome.encode(message.welcome, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.desired != null && $Object.hasOwnProperty.call(message, "desired"))
                        $root.tycho.nodeagent.v1.Desired.encode(message.desired, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.snapshotEnd != null && $Object.hasOwnProperty.call(message, "snapshotEnd"))
                        $root.tycho.nodeagent.v1.SnapshotEnd.encode(message.snapshotEnd, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.ping != null && $Object.hasOwnProperty.call(message, "ping"))
                        $root.tycho.nodeagent.v1.Ping.encode(message.ping, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.consoleRequest != null && $Object.hasOwnProperty.call(message, "consoleRequest"))
                        $root.tycho.nodeagent.v1.ConsoleRequest.encode(message.consoleRequest, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.goodbye != null && $Object.hasOwnProperty.call(message, "goodbye"))
                        $root.tycho.nodeagent.v1.Goodbye.encode(message.goodbye, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.released != null && $Object.hasOwnProperty.call(message, "released"))
                        $root.tycho.nodeagent.v1.Released.encode(message.released, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.desiredObject != null && $Object.hasOwnProperty.call(message, "desiredObject"))
                        $root.tycho.nodeagent.v1.DesiredObject.encode(message.desiredObject, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.consoleOpen != null && $Object.hasOwnProperty.call(message, "consoleOpen"))
                        $root.tycho.nodeagent.v1.ConsoleOpen.encode(message.consoleOpen, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.consoleInput != null && $Object.hasOwnProperty.call(message, "consoleInput"))
                        $root.tycho.nodeagent.v1.ConsoleInput.encode(message.consoleInput, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.consoleClose != null && $Object.hasOwnProperty.call(message, "consoleClose"))
                        $root.tycho.nodeagent.v1.ConsoleClose.encode(message.consoleClose, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GatewayMessage message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.GatewayMessage
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.GatewayMessage & tycho.nodeagent.v1.GatewayMessage.$Shape} GatewayMessage
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GatewayMessage.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.GatewayMessage();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                message.welcome = $root.tycho.nodeagent.v1.Welcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                                message.message = "welcome";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.desired = $root.tycho.nodeagent.v1.Desired.decode(reader, reader.size(), $undefined, _depth + 1, message.desired);
                                message.message = "desired";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.snapshotEnd = $root.tycho.nodeagent.v1.SnapshotEnd.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshotEnd);
                                message.message = "snapshotEnd";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.ping = $root.tycho.nodeagent.v1.Ping.decode(reader, reader.size(), $undefined, _depth + 1, message.ping);
                                message.message = "ping";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.consoleRequest = $root.tycho.nodeagent.v1.ConsoleRequest.decode(reader, reader.size(), $undefined, _depth + 1, message.consoleRequest);
                                message.message = "consoleRequest";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.goodbye = $root.tycho.nodeagent.v1.Goodbye.decode(reader, reader.size(), $undefined, _depth + 1, message.goodbye);
                                message.message = "goodbye";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.released = $root.tycho.nodeagent.v1.Released.decode(reader, reader.size(), $undefined, _depth + 1, message.released);
                                message.message = "released";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.desiredObject = $root.tycho.nodeagent.v1.DesiredObject.decode(reader, reader.size(), $undefined, _depth + 1, message.desiredObject);
                                message.message = "desiredObject";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.consoleOpen = $root.tycho.nodeagent.v1.ConsoleOpen.decode(reader, reader.size(), $undefined, _depth + 1, message.consoleOpen);
                                message.message = "consoleOpen";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.consoleInput = $root.tycho.nodeagent.v1.ConsoleInput.decode(reader, reader.size(), $undefined, _depth + 1, message.consoleInput);
                                message.message = "consoleInput";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.consoleClose = $root.tycho.nodeagent.v1.ConsoleClose.decode(reader, reader.size(), $undefined, _depth + 1, message.consoleClose);
                                message.message = "consoleClose";
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return GatewayMessage;
            })();

            v1.Welcome = (function() {

                /**
                 * Properties of a Welcome.
                 * @typedef {Object} tycho.nodeagent.v1.Welcome.$Properties
                 * @property {number|null} [session] Welcome session
                 * @property {string|null} [controlPlaneUid] Welcome controlPlaneUid
                 * @property {number|null} [protocolVersion] Welcome protocolVersion
                 * @property {number|null} [pingIntervalSeconds] Welcome pingIntervalSeconds
                 * @property {number|null} [silenceLimitSeconds] Welcome silenceLimitSeconds
                 * @property {string|null} [imageStoreUrl] Welcome imageStoreUrl
                 * @property {number|null} [incarnation] Welcome incarnation
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Welcome.
                 * @memberof tycho.nodeagent.v1
                 * @interface IWelcome
                 * @augments tycho.nodeagent.v1.Welcome.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Welcome.$Properties instead.
                 */

                /**
                 * Shape of a Welcome.
                 * @typedef {tycho.nodeagent.v1.Welcome.$Properties} tycho.nodeagent.v1.Welcome.$Shape
                 */

                /**
                 * Constructs a new Welcome.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a Welcome.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Welcome.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Welcome = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Welcome session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Welcome controlPlaneUid.
                 * @member {string} controlPlaneUid
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.controlPlaneUid = "";

                /**
                 * Welcome protocolVersion.
                 * @member {number} protocolVersion
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.protocolVersion = 0;

                /**
                 * Welcome pingIntervalSeconds.
                 * @member {number} pingIntervalSeconds
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.pingIntervalSeconds = 0;

                /**
                 * Welcome silenceLimitSeconds.
                 * @member {number} silenceLimitSeconds
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.silenceLimitSeconds = 0;

                /**
                 * Welcome imageStoreUrl.
                 * @member {string} imageStoreUrl
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.imageStoreUrl = "";

                /**
                 * Welcome incarnation.
                 * @member {number} incarnation
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @instance
                 */
                Welcome.prototype.incarnation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified Welcome message. Does not implicitly {@link tycho.nodeagent.v1.Welcome.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @static
                 * @param {tycho.nodeagent.v1.Welcome.$Properties} message Welcome message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Welcome.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.controlPlaneUid != null && $Object.hasOwnProperty.call(message, "controlPlaneUid") && message.controlPlaneUid !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.controlPlaneUid);
                    if (message.protocolVersion != null && $Object.hasOwnProperty.call(message, "protocolVersion") && message.protocolVersion !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.protocolVersion);
                    if (message.pingIntervalSeconds != null && $Object.hasOwnProperty.call(message, "pingIntervalSeconds") && message.pingIntervalSeconds !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.pingIntervalSeconds);
                    if (message.silenceLimitSeconds != null && $Object.hasOwnProperty.call(message, "silenceLimitSeconds") && message.silenceLimitSeconds !== 0)
                        writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.silenceLimitSeconds);
                    if (message.imageStoreUrl != null && $Object.hasOwnProperty.call(message, "imageStoreUrl") && message.imageStoreUrl !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.imageStoreUrl);
                    if (message.incarnation != null && $Object.hasOwnProperty.call(message, "incarnation") && (typeof message.incarnation === "object" ? message.incarnation.low || message.incarnation.high : message.incarnation !== 0))
                        writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.incarnation);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Welcome message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Welcome
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Welcome & tycho.nodeagent.v1.Welcome.$Shape} Welcome
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Welcome.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Welcome();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.controlPlaneUid = value;
                                else
                                    delete message.controlPlaneUid;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.protocolVersion = value;
                                else
                                    delete message.protocolVersion;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.pingIntervalSeconds = value;
                                else
                                    delete message.pingIntervalSeconds;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.silenceLimitSeconds = value;
                                else
                                    delete message.silenceLimitSeconds;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.imageStoreUrl = value;
                                else
                                    delete message.imageStoreUrl;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.incarnation = value;
                                else
                                    delete message.incarnation;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Welcome;
            })();

            v1.Desired = (function() {

                /**
                 * Properties of a Desired.
                 * @typedef {Object} tycho.nodeagent.v1.Desired.$Properties
                 * @property {number|null} [session] Desired session
                 * @property {number|null} [revision] Desired revision
                 * @property {string|null} [instanceUid] Desired instanceUid
                 * @property {number|null} [epoch] Desired epoch
                 * @property {number|null} [generation] Desired generation
                 * @property {Uint8Array|null} [instanceJson] Desired instanceJson
                 * @property {boolean|null} [tombstone] Desired tombstone
                 * @property {Uint8Array|null} [userData] Desired userData
                 * @property {string|null} [userDataError] Desired userDataError
                 * @property {Uint8Array|null} [actionSecret] Desired actionSecret
                 * @property {string|null} [actionSecretError] Desired actionSecretError
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Desired.
                 * @memberof tycho.nodeagent.v1
                 * @interface IDesired
                 * @augments tycho.nodeagent.v1.Desired.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Desired.$Properties instead.
                 */

                /**
                 * Shape of a Desired.
                 * @typedef {tycho.nodeagent.v1.Desired.$Properties} tycho.nodeagent.v1.Desired.$Shape
                 */

                /**
                 * Constructs a new Desired.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a Desired.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Desired.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Desired = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Desired session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Desired revision.
                 * @member {number} revision
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Desired instanceUid.
                 * @member {string} instanceUid
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.instanceUid = "";

                /**
                 * Desired epoch.
                 * @member {number} epoch
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Desired generation.
                 * @member {number} generation
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Desired instanceJson.
                 * @member {Uint8Array} instanceJson
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.instanceJson = $util.newBuffer([]);

                /**
                 * Desired tombstone.
                 * @member {boolean} tombstone
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.tombstone = false;

                /**
                 * Desired userData.
                 * @member {Uint8Array} userData
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.userData = $util.newBuffer([]);

                /**
                 * Desired userDataError.
                 * @member {string} userDataError
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.userDataError = "";

                /**
                 * Desired actionSecret.
                 * @member {Uint8Array} actionSecret
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.actionSecret = $util.newBuffer([]);

                /**
                 * Desired actionSecretError.
                 * @member {string} actionSecretError
                 * @memberof tycho.nodeagent.v1.Desired
                 * @instance
                 */
                Desired.prototype.actionSecretError = "";

                /**
                 * Encodes the specified Desired message. Does not implicitly {@link tycho.nodeagent.v1.Desired.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Desired
                 * @static
                 * @param {tycho.nodeagent.v1.Desired.$Properties} message Desired message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Desired.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                    if (message.instanceUid != null && $Object.hasOwnProperty.call(message, "instanceUid") && message.instanceUid !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.instanceUid);
                    if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                        writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.epoch);
                    if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.generation);
                    if (message.instanceJson != null && $Object.hasOwnProperty.call(message, "instanceJson") && message.instanceJson.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.instanceJson);
                    if (message.tombstone != null && $Object.hasOwnProperty.call(message, "tombstone") && message.tombstone !== false)
                        writer.uint32(/* id 7, wireType 0 =*/56).bool(message.tombstone);
                    if (message.userData != null && $Object.hasOwnProperty.call(message, "userData") && message.userData.length)
                        writer.uint32(/* id 8, wireType 2 =*/66).bytes(message.userData);
                    if (message.userDataError != null && $Object.hasOwnProperty.call(message, "userDataError") && message.userDataError !== "")
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.userDataError);
                    if (message.actionSecret != null && $Object.hasOwnProperty.call(message, "actionSecret") && message.actionSecret.length)
                        writer.uint32(/* id 10, wireType 2 =*/82).bytes(message.actionSecret);
                    if (message.actionSecretError != null && $Object.hasOwnProperty.call(message, "actionSecretError") && message.actionSecretError !== "")
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.actionSecretError);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Desired message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Desired
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Desired & tycho.nodeagent.v1.Desired.$Shape} Desired
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Desired.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Desired();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.instanceUid = value;
                                else
                                    delete message.instanceUid;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.epoch = value;
                                else
                                    delete message.epoch;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.generation = value;
                                else
                                    delete message.generation;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.instanceJson = value;
                                else
                                    delete message.instanceJson;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.tombstone = value;
                                else
                                    delete message.tombstone;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.userData = value;
                                else
                                    delete message.userData;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.userDataError = value;
                                else
                                    delete message.userDataError;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.actionSecret = value;
                                else
                                    delete message.actionSecret;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.actionSecretError = value;
                                else
                                    delete message.actionSecretError;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Desired;
            })();

            v1.SnapshotEnd = (function() {

                /**
                 * Properties of a SnapshotEnd.
                 * @typedef {Object} tycho.nodeagent.v1.SnapshotEnd.$Properties
                 * @property {number|null} [session] SnapshotEnd session
                 * @property {number|null} [revision] SnapshotEnd revision
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SnapshotEnd.
                 * @memberof tycho.nodeagent.v1
                 * @interface ISnapshotEnd
                 * @augments tycho.nodeagent.v1.SnapshotEnd.$Properties
                 * @deprecated Use tycho.nodeagent.v1.SnapshotEnd.$Properties instead.
                 */

                /**
                 * Shape of a SnapshotEnd.
                 * @typedef {tycho.nodeagent.v1.SnapshotEnd.$Properties} tycho.nodeagent.v1.SnapshotEnd.$Shape
                 */

                /**
                 * Constructs a new SnapshotEnd.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a SnapshotEnd.
                 * @constructor
                 * @param {tycho.nodeagent.v1.SnapshotEnd.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SnapshotEnd = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SnapshotEnd session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.SnapshotEnd
                 * @instance
                 */
                SnapshotEnd.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * SnapshotEnd revision.
                 * @member {number} revision
                 * @memberof tycho.nodeagent.v1.SnapshotEnd
                 * @instance
                 */
                SnapshotEnd.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified SnapshotEnd message. Does not implicitly {@link tycho.nodeagent.v1.SnapshotEnd.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.SnapshotEnd
                 * @static
                 * @param {tycho.nodeagent.v1.SnapshotEnd.$Properties} message SnapshotEnd message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SnapshotEnd.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SnapshotEnd message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.SnapshotEnd
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.SnapshotEnd & tycho.nodeagent.v1.SnapshotEnd.$Shape} SnapshotEnd
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SnapshotEnd.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.SnapshotEnd();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return SnapshotEnd;
            })();

            v1.Ping = (function() {

                /**
                 * Properties of a Ping.
                 * @typedef {Object} tycho.nodeagent.v1.Ping.$Properties
                 * @property {number|null} [session] Ping session
                 * @property {number|null} [number] Ping number
                 * @property {number|null} [leaseSeconds] Ping leaseSeconds
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Ping.
                 * @memberof tycho.nodeagent.v1
                 * @interface IPing
                 * @augments tycho.nodeagent.v1.Ping.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Ping.$Properties instead.
                 */

                /**
                 * Shape of a Ping.
                 * @typedef {tycho.nodeagent.v1.Ping.$Properties} tycho.nodeagent.v1.Ping.$Shape
                 */

                /**
                 * Constructs a new Ping.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a Ping.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Ping.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Ping = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Ping session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.Ping
                 * @instance
                 */
                Ping.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Ping number.
                 * @member {number} number
                 * @memberof tycho.nodeagent.v1.Ping
                 * @instance
                 */
                Ping.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Ping leaseSeconds.
                 * @member {number} leaseSeconds
                 * @memberof tycho.nodeagent.v1.Ping
                 * @instance
                 */
                Ping.prototype.leaseSeconds = 0;

                /**
                 * Encodes the specified Ping message. Does not implicitly {@link tycho.nodeagent.v1.Ping.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Ping
                 * @static
                 * @param {tycho.nodeagent.v1.Ping.$Properties} message Ping message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Ping.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.number);
                    if (message.leaseSeconds != null && $Object.hasOwnProperty.call(message, "leaseSeconds") && message.leaseSeconds !== 0)
                        writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.leaseSeconds);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Ping message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Ping
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Ping & tycho.nodeagent.v1.Ping.$Shape} Ping
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Ping.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Ping();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.number = value;
                                else
                                    delete message.number;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.leaseSeconds = value;
                                else
                                    delete message.leaseSeconds;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Ping;
            })();

            v1.ConsoleRequest = (function() {

                /**
                 * Properties of a ConsoleRequest.
                 * @typedef {Object} tycho.nodeagent.v1.ConsoleRequest.$Properties
                 * @property {number|null} [session] ConsoleRequest session
                 * @property {number|null} [request] ConsoleRequest request
                 * @property {string|null} [instanceUid] ConsoleRequest instanceUid
                 * @property {number|null} [maximumBytes] ConsoleRequest maximumBytes
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConsoleRequest.
                 * @memberof tycho.nodeagent.v1
                 * @interface IConsoleRequest
                 * @augments tycho.nodeagent.v1.ConsoleRequest.$Properties
                 * @deprecated Use tycho.nodeagent.v1.ConsoleRequest.$Properties instead.
                 */

                /**
                 * Shape of a ConsoleRequest.
                 * @typedef {tycho.nodeagent.v1.ConsoleRequest.$Properties} tycho.nodeagent.v1.ConsoleRequest.$Shape
                 */

                /**
                 * Constructs a new ConsoleRequest.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a ConsoleRequest.
                 * @constructor
                 * @param {tycho.nodeagent.v1.ConsoleRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConsoleRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConsoleRequest session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.ConsoleRequest
                 * @instance
                 */
                ConsoleRequest.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConsoleRequest request.
                 * @member {number} request
                 * @memberof tycho.nodeagent.v1.ConsoleRequest
                 * @instance
                 */
                ConsoleRequest.prototype.request = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConsoleRequest instanceUid.
                 * @member {string} instanceUid
                 * @memberof tycho.nodeagent.v1.ConsoleRequest
                 * @instance
                 */
                ConsoleRequest.prototype.instanceUid = "";

                /**
                 * ConsoleRequest maximumBytes.
                 * @member {number} maximumBytes
                 * @memberof tycho.nodeagent.v1.ConsoleRequest
                 * @instance
                 */
                ConsoleRequest.prototype.maximumBytes = 0;

                /**
                 * Encodes the specified ConsoleRequest message. Does not implicitly {@link tycho.nodeagent.v1.ConsoleRequest.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.ConsoleRequest
                 * @static
                 * @param {tycho.nodeagent.v1.ConsoleRequest.$Properties} message ConsoleRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConsoleRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.request != null && $Object.hasOwnProperty.call(message, "request") && (typeof message.request === "object" ? message.request.low || message.request.high : message.request !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.request);
                    if (message.instanceUid != null && $Object.hasOwnProperty.call(message, "instanceUid") && message.instanceUid !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.instanceUid);
                    if (message.maximumBytes != null && $Object.hasOwnProperty.call(message, "maximumBytes") && message.maximumBytes !== 0)
                        writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.maximumBytes);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConsoleRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.ConsoleRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.ConsoleRequest & tycho.nodeagent.v1.ConsoleRequest.$Shape} ConsoleRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConsoleRequest.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.ConsoleRequest();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.request = value;
                                else
                                    delete message.request;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.instanceUid = value;
                                else
                                    delete message.instanceUid;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.uint32())
                                    message.maximumBytes = value;
                                else
                                    delete message.maximumBytes;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ConsoleRequest;
            })();

            v1.Goodbye = (function() {

                /**
                 * Properties of a Goodbye.
                 * @typedef {Object} tycho.nodeagent.v1.Goodbye.$Properties
                 * @property {string|null} [reason] Goodbye reason
                 * @property {boolean|null} [final] Goodbye final
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Goodbye.
                 * @memberof tycho.nodeagent.v1
                 * @interface IGoodbye
                 * @augments tycho.nodeagent.v1.Goodbye.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Goodbye.$Properties instead.
                 */

                /**
                 * Shape of a Goodbye.
                 * @typedef {tycho.nodeagent.v1.Goodbye.$Properties} tycho.nodeagent.v1.Goodbye.$Shape
                 */

                /**
                 * Constructs a new Goodbye.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a Goodbye.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Goodbye.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Goodbye = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Goodbye reason.
                 * @member {string} reason
                 * @memberof tycho.nodeagent.v1.Goodbye
                 * @instance
                 */
                Goodbye.prototype.reason = "";

                /**
                 * Goodbye final.
                 * @member {boolean} final
                 * @memberof tycho.nodeagent.v1.Goodbye
                 * @instance
                 */
                Goodbye.prototype.final = false;

                /**
                 * Encodes the specified Goodbye message. Does not implicitly {@link tycho.nodeagent.v1.Goodbye.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Goodbye
                 * @static
                 * @param {tycho.nodeagent.v1.Goodbye.$Properties} message Goodbye message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Goodbye.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.reason);
                    if (message.final != null && $Object.hasOwnProperty.call(message, "final") && message.final !== false)
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.final);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Goodbye message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Goodbye
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Goodbye & tycho.nodeagent.v1.Goodbye.$Shape} Goodbye
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Goodbye.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Goodbye();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.final = value;
                                else
                                    delete message.final;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Goodbye;
            })();

            v1.Released = (function() {

                /**
                 * Properties of a Released.
                 * @typedef {Object} tycho.nodeagent.v1.Released.$Properties
                 * @property {number|null} [session] Released session
                 * @property {number|null} [revision] Released revision
                 * @property {string|null} [instanceUid] Released instanceUid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Released.
                 * @memberof tycho.nodeagent.v1
                 * @interface IReleased
                 * @augments tycho.nodeagent.v1.Released.$Properties
                 * @deprecated Use tycho.nodeagent.v1.Released.$Properties instead.
                 */

                /**
                 * Shape of a Released.
                 * @typedef {tycho.nodeagent.v1.Released.$Properties} tycho.nodeagent.v1.Released.$Shape
                 */

                /**
                 * Constructs a new Released.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a Released.
                 * @constructor
                 * @param {tycho.nodeagent.v1.Released.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Released = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Released session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.Released
                 * @instance
                 */
                Released.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Released revision.
                 * @member {number} revision
                 * @memberof tycho.nodeagent.v1.Released
                 * @instance
                 */
                Released.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Released instanceUid.
                 * @member {string} instanceUid
                 * @memberof tycho.nodeagent.v1.Released
                 * @instance
                 */
                Released.prototype.instanceUid = "";

                /**
                 * Encodes the specified Released message. Does not implicitly {@link tycho.nodeagent.v1.Released.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.Released
                 * @static
                 * @param {tycho.nodeagent.v1.Released.$Properties} message Released message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Released.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                    if (message.instanceUid != null && $Object.hasOwnProperty.call(message, "instanceUid") && message.instanceUid !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.instanceUid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Released message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.Released
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.Released & tycho.nodeagent.v1.Released.$Shape} Released
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Released.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.Released();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.instanceUid = value;
                                else
                                    delete message.instanceUid;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return Released;
            })();

            v1.DesiredObject = (function() {

                /**
                 * Properties of a DesiredObject.
                 * @typedef {Object} tycho.nodeagent.v1.DesiredObject.$Properties
                 * @property {number|null} [session] DesiredObject session
                 * @property {number|null} [revision] DesiredObject revision
                 * @property {string|null} [type] DesiredObject type
                 * @property {string|null} [uid] DesiredObject uid
                 * @property {number|null} [generation] DesiredObject generation
                 * @property {Uint8Array|null} [objectJson] DesiredObject objectJson
                 * @property {boolean|null} [tombstone] DesiredObject tombstone
                 * @property {boolean|null} [released] DesiredObject released
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DesiredObject.
                 * @memberof tycho.nodeagent.v1
                 * @interface IDesiredObject
                 * @augments tycho.nodeagent.v1.DesiredObject.$Properties
                 * @deprecated Use tycho.nodeagent.v1.DesiredObject.$Properties instead.
                 */

                /**
                 * Shape of a DesiredObject.
                 * @typedef {tycho.nodeagent.v1.DesiredObject.$Properties} tycho.nodeagent.v1.DesiredObject.$Shape
                 */

                /**
                 * Constructs a new DesiredObject.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a DesiredObject.
                 * @constructor
                 * @param {tycho.nodeagent.v1.DesiredObject.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DesiredObject = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DesiredObject session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @instance
                 */
                DesiredObject.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DesiredObject revision.
                 * @member {number} revision
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @instance
                 */
                DesiredObject.prototype.revision = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DesiredObject type.
                 * @member {string} type
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @instance
                 */
                DesiredObject.prototype.type = "";

                /**
                 * DesiredObject uid.
                 * @member {string} uid
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @instance
                 */
                DesiredObject.prototype.uid = "";

                /**
                 * DesiredObject generation.
                 * @member {number} generation
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @instance
                 */
                DesiredObject.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * DesiredObject objectJson.
                 * @member {Uint8Array} objectJson
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @instance
                 */
                DesiredObject.prototype.objectJson = $util.newBuffer([]);

                /**
                 * DesiredObject tombstone.
                 * @member {boolean} tombstone
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @instance
                 */
                DesiredObject.prototype.tombstone = false;

                /**
                 * DesiredObject released.
                 * @member {boolean} released
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @instance
                 */
                DesiredObject.prototype.released = false;

                /**
                 * Encodes the specified DesiredObject message. Does not implicitly {@link tycho.nodeagent.v1.DesiredObject.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @static
                 * @param {tycho.nodeagent.v1.DesiredObject.$Properties} message DesiredObject message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DesiredObject.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && (typeof message.revision === "object" ? message.revision.low || message.revision.high : message.revision !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.revision);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.type);
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.uid);
                    if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                        writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.generation);
                    if (message.objectJson != null && $Object.hasOwnProperty.call(message, "objectJson") && message.objectJson.length)
                        writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.objectJson);
                    if (message.tombstone != null && $Object.hasOwnProperty.call(message, "tombstone") && message.tombstone !== false)
                        writer.uint32(/* id 7, wireType 0 =*/56).bool(message.tombstone);
                    if (message.released != null && $Object.hasOwnProperty.call(message, "released") && message.released !== false)
                        writer.uint32(/* id 8, wireType 0 =*/64).bool(message.released);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DesiredObject message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.DesiredObject
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.DesiredObject & tycho.nodeagent.v1.DesiredObject.$Shape} DesiredObject
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DesiredObject.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.DesiredObject();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.revision = value;
                                else
                                    delete message.revision;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.uid = value;
                                else
                                    delete message.uid;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.generation = value;
                                else
                                    delete message.generation;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.objectJson = value;
                                else
                                    delete message.objectJson;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.tombstone = value;
                                else
                                    delete message.tombstone;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.released = value;
                                else
                                    delete message.released;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return DesiredObject;
            })();

            v1.ConsoleOpen = (function() {

                /**
                 * Properties of a ConsoleOpen.
                 * @typedef {Object} tycho.nodeagent.v1.ConsoleOpen.$Properties
                 * @property {number|null} [session] ConsoleOpen session
                 * @property {number|null} [request] ConsoleOpen request
                 * @property {string|null} [instanceUid] ConsoleOpen instanceUid
                 * @property {string|null} [console] ConsoleOpen console
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConsoleOpen.
                 * @memberof tycho.nodeagent.v1
                 * @interface IConsoleOpen
                 * @augments tycho.nodeagent.v1.ConsoleOpen.$Properties
                 * @deprecated Use tycho.nodeagent.v1.ConsoleOpen.$Properties instead.
                 */

                /**
                 * Shape of a ConsoleOpen.
                 * @typedef {tycho.nodeagent.v1.ConsoleOpen.$Properties} tycho.nodeagent.v1.ConsoleOpen.$Shape
                 */

                /**
                 * Constructs a new ConsoleOpen.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a ConsoleOpen.
                 * @constructor
                 * @param {tycho.nodeagent.v1.ConsoleOpen.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConsoleOpen = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConsoleOpen session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.ConsoleOpen
                 * @instance
                 */
                ConsoleOpen.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConsoleOpen request.
                 * @member {number} request
                 * @memberof tycho.nodeagent.v1.ConsoleOpen
                 * @instance
                 */
                ConsoleOpen.prototype.request = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConsoleOpen instanceUid.
                 * @member {string} instanceUid
                 * @memberof tycho.nodeagent.v1.ConsoleOpen
                 * @instance
                 */
                ConsoleOpen.prototype.instanceUid = "";

                /**
                 * ConsoleOpen console.
                 * @member {string} console
                 * @memberof tycho.nodeagent.v1.ConsoleOpen
                 * @instance
                 */
                ConsoleOpen.prototype.console = "";

                /**
                 * Encodes the specified ConsoleOpen message. Does not implicitly {@link tycho.nodeagent.v1.ConsoleOpen.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.ConsoleOpen
                 * @static
                 * @param {tycho.nodeagent.v1.ConsoleOpen.$Properties} message ConsoleOpen message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConsoleOpen.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.request != null && $Object.hasOwnProperty.call(message, "request") && (typeof message.request === "object" ? message.request.low || message.request.high : message.request !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.request);
                    if (message.instanceUid != null && $Object.hasOwnProperty.call(message, "instanceUid") && message.instanceUid !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.instanceUid);
                    if (message.console != null && $Object.hasOwnProperty.call(message, "console") && message.console !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.console);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConsoleOpen message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.ConsoleOpen
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.ConsoleOpen & tycho.nodeagent.v1.ConsoleOpen.$Shape} ConsoleOpen
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConsoleOpen.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.ConsoleOpen();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.request = value;
                                else
                                    delete message.request;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.instanceUid = value;
                                else
                                    delete message.instanceUid;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.console = value;
                                else
                                    delete message.console;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ConsoleOpen;
            })();

            v1.ConsoleInput = (function() {

                /**
                 * Properties of a ConsoleInput.
                 * @typedef {Object} tycho.nodeagent.v1.ConsoleInput.$Properties
                 * @property {number|null} [session] ConsoleInput session
                 * @property {number|null} [request] ConsoleInput request
                 * @property {Uint8Array|null} [data] ConsoleInput data
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConsoleInput.
                 * @memberof tycho.nodeagent.v1
                 * @interface IConsoleInput
                 * @augments tycho.nodeagent.v1.ConsoleInput.$Properties
                 * @deprecated Use tycho.nodeagent.v1.ConsoleInput.$Properties instead.
                 */

                /**
                 * Shape of a ConsoleInput.
                 * @typedef {tycho.nodeagent.v1.ConsoleInput.$Properties} tycho.nodeagent.v1.ConsoleInput.$Shape
                 */

                /**
                 * Constructs a new ConsoleInput.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a ConsoleInput.
                 * @constructor
                 * @param {tycho.nodeagent.v1.ConsoleInput.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConsoleInput = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConsoleInput session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.ConsoleInput
                 * @instance
                 */
                ConsoleInput.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConsoleInput request.
                 * @member {number} request
                 * @memberof tycho.nodeagent.v1.ConsoleInput
                 * @instance
                 */
                ConsoleInput.prototype.request = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConsoleInput data.
                 * @member {Uint8Array} data
                 * @memberof tycho.nodeagent.v1.ConsoleInput
                 * @instance
                 */
                ConsoleInput.prototype.data = $util.newBuffer([]);

                /**
                 * Encodes the specified ConsoleInput message. Does not implicitly {@link tycho.nodeagent.v1.ConsoleInput.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.ConsoleInput
                 * @static
                 * @param {tycho.nodeagent.v1.ConsoleInput.$Properties} message ConsoleInput message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConsoleInput.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.request != null && $Object.hasOwnProperty.call(message, "request") && (typeof message.request === "object" ? message.request.low || message.request.high : message.request !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.request);
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                        writer.uint32(/* id 3, wireType 2 =*/26).bytes(message.data);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConsoleInput message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.ConsoleInput
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.ConsoleInput & tycho.nodeagent.v1.ConsoleInput.$Shape} ConsoleInput
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConsoleInput.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.ConsoleInput();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.request = value;
                                else
                                    delete message.request;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.data = value;
                                else
                                    delete message.data;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ConsoleInput;
            })();

            v1.ConsoleClose = (function() {

                /**
                 * Properties of a ConsoleClose.
                 * @typedef {Object} tycho.nodeagent.v1.ConsoleClose.$Properties
                 * @property {number|null} [session] ConsoleClose session
                 * @property {number|null} [request] ConsoleClose request
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConsoleClose.
                 * @memberof tycho.nodeagent.v1
                 * @interface IConsoleClose
                 * @augments tycho.nodeagent.v1.ConsoleClose.$Properties
                 * @deprecated Use tycho.nodeagent.v1.ConsoleClose.$Properties instead.
                 */

                /**
                 * Shape of a ConsoleClose.
                 * @typedef {tycho.nodeagent.v1.ConsoleClose.$Properties} tycho.nodeagent.v1.ConsoleClose.$Shape
                 */

                /**
                 * Constructs a new ConsoleClose.
                 * @memberof tycho.nodeagent.v1
                 * @classdesc Represents a ConsoleClose.
                 * @constructor
                 * @param {tycho.nodeagent.v1.ConsoleClose.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConsoleClose = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConsoleClose session.
                 * @member {number} session
                 * @memberof tycho.nodeagent.v1.ConsoleClose
                 * @instance
                 */
                ConsoleClose.prototype.session = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * ConsoleClose request.
                 * @member {number} request
                 * @memberof tycho.nodeagent.v1.ConsoleClose
                 * @instance
                 */
                ConsoleClose.prototype.request = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

                /**
                 * Encodes the specified ConsoleClose message. Does not implicitly {@link tycho.nodeagent.v1.ConsoleClose.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.nodeagent.v1.ConsoleClose
                 * @static
                 * @param {tycho.nodeagent.v1.ConsoleClose.$Properties} message ConsoleClose message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConsoleClose.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.session != null && $Object.hasOwnProperty.call(message, "session") && (typeof message.session === "object" ? message.session.low || message.session.high : message.session !== 0))
                        writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.session);
                    if (message.request != null && $Object.hasOwnProperty.call(message, "request") && (typeof message.request === "object" ? message.request.low || message.request.high : message.request !== 0))
                        writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.request);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConsoleClose message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.nodeagent.v1.ConsoleClose
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.nodeagent.v1.ConsoleClose & tycho.nodeagent.v1.ConsoleClose.$Shape} ConsoleClose
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConsoleClose.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.nodeagent.v1.ConsoleClose();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 1: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.session = value;
                                else
                                    delete message.session;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                    message.request = value;
                                else
                                    delete message.request;
                                continue;
                            }
                        }
                        reader.skipType(wireType, _depth, tag);
                        if (!reader.discardUnknown) {
                            $util.makeProp(message, "$unknowns", false);
                            (message.$unknowns || (message.$unknowns = [])).push(reader.raw(start, reader.pos));
                        }
                    }
                    if (length !== $undefined) {
                        if (reader.pos !== end)
                            throw $RangeError("index out of range");
                        reader.len = length;
                    }
                    if (_end !== $undefined)
                        throw $Error("missing end group");
                    return message;
                };

                return ConsoleClose;
            })();

            return v1;
        })();

        return nodeagent;
    })();

    return tycho;
})();

export {
  $root as default
};
