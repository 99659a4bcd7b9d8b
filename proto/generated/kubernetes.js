/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tycho-kubernetes"] || ($protobuf.roots["tycho-kubernetes"] = {});

export const tycho = $root.tycho = (() => {

    /**
     * Namespace tycho.
     * @exports tycho
     * @namespace
     */
    const tycho = {};

    tycho.kubernetes = (function() {

        /**
         * Namespace kubernetes.
         * @memberof tycho
         * @namespace
         */
        const kubernetes = {};

        kubernetes.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof tycho.kubernetes
             * @namespace
             */
            const v1 = {};

            v1.Envelope = (function() {

                /**
                 * Properties of an Envelope.
                 * @typedef {Object} tycho.kubernetes.v1.Envelope.$Properties
                 * @property {tycho.kubernetes.v1.TypeMeta.$Properties|null} [typeMeta] Envelope typeMeta
                 * @property {Uint8Array|null} [raw] Envelope raw
                 * @property {string|null} [contentEncoding] Envelope contentEncoding
                 * @property {string|null} [contentType] Envelope contentType
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Envelope.
                 * @memberof tycho.kubernetes.v1
                 * @interface IEnvelope
                 * @augments tycho.kubernetes.v1.Envelope.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Envelope.$Properties instead.
                 */

                /**
                 * Shape of an Envelope.
                 * @typedef {tycho.kubernetes.v1.Envelope.$Properties} tycho.kubernetes.v1.Envelope.$Shape
                 */

                /**
                 * Constructs a new Envelope.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an Envelope.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Envelope.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Envelope = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Envelope typeMeta.
                 * @member {tycho.kubernetes.v1.TypeMeta.$Properties|null|undefined} typeMeta
                 * @memberof tycho.kubernetes.v1.Envelope
                 * @instance
                 */
                Envelope.prototype.typeMeta = null;

                /**
                 * Envelope raw.
                 * @member {Uint8Array} raw
                 * @memberof tycho.kubernetes.v1.Envelope
                 * @instance
                 */
                Envelope.prototype.raw = $util.newBuffer([]);

                /**
                 * Envelope contentEncoding.
                 * @member {string} contentEncoding
                 * @memberof tycho.kubernetes.v1.Envelope
                 * @instance
                 */
                Envelope.prototype.contentEncoding = "";

                /**
                 * Envelope contentType.
                 * @member {string} contentType
                 * @memberof tycho.kubernetes.v1.Envelope
                 * @instance
                 */
                Envelope.prototype.contentType = "";

                /**
                 * Encodes the specified Envelope message. Does not implicitly {@link tycho.kubernetes.v1.Envelope.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Envelope
                 * @static
                 * @param {tycho.kubernetes.v1.Envelope.$Properties} message Envelope message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Envelope.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.typeMeta != null && $Object.hasOwnProperty.call(message, "typeMeta"))
                        $root.tycho.kubernetes.v1.TypeMeta.encode(message.typeMeta, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.raw != null && $Object.hasOwnProperty.call(message, "raw") && message.raw.length)
                        writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.raw);
                    if (message.contentEncoding != null && $Object.hasOwnProperty.call(message, "contentEncoding") && message.contentEncoding !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.contentEncoding);
                    if (message.contentType != null && $Object.hasOwnProperty.call(message, "contentType") && message.contentType !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.contentType);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Envelope message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Envelope
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Envelope & tycho.kubernetes.v1.Envelope.$Shape} Envelope
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Envelope.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.Envelope();
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
                                message.typeMeta = $root.tycho.kubernetes.v1.TypeMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.typeMeta);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.bytes()).length)
                                    message.raw = value;
                                else
                                    delete message.raw;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentEncoding = value;
                                else
                                    delete message.contentEncoding;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.contentType = value;
                                else
                                    delete message.contentType;
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

                return Envelope;
            })();

            v1.TypeMeta = (function() {

                /**
                 * Properties of a TypeMeta.
                 * @typedef {Object} tycho.kubernetes.v1.TypeMeta.$Properties
                 * @property {string|null} [apiVersion] TypeMeta apiVersion
                 * @property {string|null} [kind] TypeMeta kind
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TypeMeta.
                 * @memberof tycho.kubernetes.v1
                 * @interface ITypeMeta
                 * @augments tycho.kubernetes.v1.TypeMeta.$Properties
                 * @deprecated Use tycho.kubernetes.v1.TypeMeta.$Properties instead.
                 */

                /**
                 * Shape of a TypeMeta.
                 * @typedef {tycho.kubernetes.v1.TypeMeta.$Properties} tycho.kubernetes.v1.TypeMeta.$Shape
                 */

                /**
                 * Constructs a new TypeMeta.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a TypeMeta.
                 * @constructor
                 * @param {tycho.kubernetes.v1.TypeMeta.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TypeMeta = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TypeMeta apiVersion.
                 * @member {string} apiVersion
                 * @memberof tycho.kubernetes.v1.TypeMeta
                 * @instance
                 */
                TypeMeta.prototype.apiVersion = "";

                /**
                 * TypeMeta kind.
                 * @member {string} kind
                 * @memberof tycho.kubernetes.v1.TypeMeta
                 * @instance
                 */
                TypeMeta.prototype.kind = "";

                /**
                 * Encodes the specified TypeMeta message. Does not implicitly {@link tycho.kubernetes.v1.TypeMeta.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.TypeMeta
                 * @static
                 * @param {tycho.kubernetes.v1.TypeMeta.$Properties} message TypeMeta message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TypeMeta.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.apiVersion != null && $Object.hasOwnProperty.call(message, "apiVersion") && message.apiVersion !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.apiVersion);
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.kind);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TypeMeta message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.TypeMeta
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.TypeMeta & tycho.kubernetes.v1.TypeMeta.$Shape} TypeMeta
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TypeMeta.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.TypeMeta();
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
                                    message.apiVersion = value;
                                else
                                    delete message.apiVersion;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.kind = value;
                                else
                                    delete message.kind;
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

                return TypeMeta;
            })();

            v1.Timestamp = (function() {

                /**
                 * Properties of a Timestamp.
                 * @typedef {Object} tycho.kubernetes.v1.Timestamp.$Properties
                 * @property {number|null} [seconds] Timestamp seconds
                 * @property {number|null} [nanos] Timestamp nanos
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Timestamp.
                 * @memberof tycho.kubernetes.v1
                 * @interface ITimestamp
                 * @augments tycho.kubernetes.v1.Timestamp.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Timestamp.$Properties instead.
                 */

                /**
                 * Shape of a Timestamp.
                 * @typedef {tycho.kubernetes.v1.Timestamp.$Properties} tycho.kubernetes.v1.Timestamp.$Shape
                 */

                /**
                 * Constructs a new Timestamp.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a Timestamp.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Timestamp.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Timestamp = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Timestamp seconds.
                 * @member {number|null|undefined} seconds
                 * @memberof tycho.kubernetes.v1.Timestamp
                 * @instance
                 */
                Timestamp.prototype.seconds = null;

                /**
                 * Timestamp nanos.
                 * @member {number} nanos
                 * @memberof tycho.kubernetes.v1.Timestamp
                 * @instance
                 */
                Timestamp.prototype.nanos = 0;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Timestamp.prototype, "_seconds", {
                    get: $util.oneOfGetter($oneOfFields = ["seconds"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Timestamp message. Does not implicitly {@link tycho.kubernetes.v1.Timestamp.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Timestamp
                 * @static
                 * @param {tycho.kubernetes.v1.Timestamp.$Properties} message Timestamp message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Timestamp.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int64(message.seconds);
                    if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.nanos);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Timestamp message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Timestamp
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Timestamp & tycho.kubernetes.v1.Timestamp.$Shape} Timestamp
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Timestamp.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.Timestamp();
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
                                message.seconds = reader.int64();
                                message._seconds = "seconds";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.nanos = value;
                                else
                                    delete message.nanos;
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

                return Timestamp;
            })();

            v1.ObjectMeta = (function() {

                /**
                 * Properties of an ObjectMeta.
                 * @typedef {Object} tycho.kubernetes.v1.ObjectMeta.$Properties
                 * @property {string|null} [name] ObjectMeta name
                 * @property {string|null} [generateName] ObjectMeta generateName
                 * @property {string|null} [namespace] ObjectMeta namespace
                 * @property {string|null} [selfLink] ObjectMeta selfLink
                 * @property {string|null} [uid] ObjectMeta uid
                 * @property {string|null} [resourceVersion] ObjectMeta resourceVersion
                 * @property {number|null} [generation] ObjectMeta generation
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [creationTimestamp] ObjectMeta creationTimestamp
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [deletionTimestamp] ObjectMeta deletionTimestamp
                 * @property {number|null} [deletionGracePeriodSeconds] ObjectMeta deletionGracePeriodSeconds
                 * @property {Object.<string,string>|null} [labels] ObjectMeta labels
                 * @property {Object.<string,string>|null} [annotations] ObjectMeta annotations
                 * @property {Array.<tycho.kubernetes.v1.OwnerReference.$Properties>|null} [ownerReferences] ObjectMeta ownerReferences
                 * @property {Array.<string>|null} [finalizers] ObjectMeta finalizers
                 * @property {Array.<tycho.kubernetes.v1.ManagedFieldsEntry.$Properties>|null} [managedFields] ObjectMeta managedFields
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ObjectMeta.
                 * @memberof tycho.kubernetes.v1
                 * @interface IObjectMeta
                 * @augments tycho.kubernetes.v1.ObjectMeta.$Properties
                 * @deprecated Use tycho.kubernetes.v1.ObjectMeta.$Properties instead.
                 */

                /**
                 * Shape of an ObjectMeta.
                 * @typedef {tycho.kubernetes.v1.ObjectMeta.$Properties} tycho.kubernetes.v1.ObjectMeta.$Shape
                 */

                /**
                 * Constructs a new ObjectMeta.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an ObjectMeta.
                 * @constructor
                 * @param {tycho.kubernetes.v1.ObjectMeta.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ObjectMeta = function (properties) {
                    this.labels = {};
                    this.annotations = {};
                    this.ownerReferences = [];
                    this.finalizers = [];
                    this.managedFields = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ObjectMeta name.
                 * @member {string} name
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.name = "";

                /**
                 * ObjectMeta generateName.
                 * @member {string} generateName
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.generateName = "";

                /**
                 * ObjectMeta namespace.
                 * @member {string} namespace
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.namespace = "";

                /**
                 * ObjectMeta selfLink.
                 * @member {string} selfLink
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.selfLink = "";

                /**
                 * ObjectMeta uid.
                 * @member {string} uid
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.uid = "";

                /**
                 * ObjectMeta resourceVersion.
                 * @member {string} resourceVersion
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.resourceVersion = "";

                /**
                 * ObjectMeta generation.
                 * @member {number} generation
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.generation = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

                /**
                 * ObjectMeta creationTimestamp.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} creationTimestamp
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.creationTimestamp = null;

                /**
                 * ObjectMeta deletionTimestamp.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} deletionTimestamp
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.deletionTimestamp = null;

                /**
                 * ObjectMeta deletionGracePeriodSeconds.
                 * @member {number|null|undefined} deletionGracePeriodSeconds
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.deletionGracePeriodSeconds = null;

                /**
                 * ObjectMeta labels.
                 * @member {Object.<string,string>} labels
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.labels = $util.emptyObject;

                /**
                 * ObjectMeta annotations.
                 * @member {Object.<string,string>} annotations
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.annotations = $util.emptyObject;

                /**
                 * ObjectMeta ownerReferences.
                 * @member {Array.<tycho.kubernetes.v1.OwnerReference.$Properties>} ownerReferences
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.ownerReferences = $util.emptyArray;

                /**
                 * ObjectMeta finalizers.
                 * @member {Array.<string>} finalizers
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.finalizers = $util.emptyArray;

                /**
                 * ObjectMeta managedFields.
                 * @member {Array.<tycho.kubernetes.v1.ManagedFieldsEntry.$Properties>} managedFields
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @instance
                 */
                ObjectMeta.prototype.managedFields = $util.emptyArray;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(ObjectMeta.prototype, "_deletionGracePeriodSeconds", {
                    get: $util.oneOfGetter($oneOfFields = ["deletionGracePeriodSeconds"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ObjectMeta message. Does not implicitly {@link tycho.kubernetes.v1.ObjectMeta.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @static
                 * @param {tycho.kubernetes.v1.ObjectMeta.$Properties} message ObjectMeta message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ObjectMeta.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.generateName != null && $Object.hasOwnProperty.call(message, "generateName") && message.generateName !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.generateName);
                    if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.namespace);
                    if (message.selfLink != null && $Object.hasOwnProperty.call(message, "selfLink") && message.selfLink !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.selfLink);
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.uid);
                    if (message.resourceVersion != null && $Object.hasOwnProperty.call(message, "resourceVersion") && message.resourceVersion !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.resourceVersion);
                    if (message.generation != null && $Object.hasOwnProperty.call(message, "generation") && (typeof message.generation === "object" ? message.generation.low || message.generation.high : message.generation !== 0))
                        writer.uint32(/* id 7, wireType 0 =*/56).int64(message.generation);
                    if (message.creationTimestamp != null && $Object.hasOwnProperty.call(message, "creationTimestamp"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.creationTimestamp, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.deletionTimestamp != null && $Object.hasOwnProperty.call(message, "deletionTimestamp"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.deletionTimestamp, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.deletionGracePeriodSeconds != null && $Object.hasOwnProperty.call(message, "deletionGracePeriodSeconds"))
                        writer.uint32(/* id 10, wireType 0 =*/80).int64(message.deletionGracePeriodSeconds);
                    if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                        for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                            writer.uint32(/* id 11, wireType 2 =*/90).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
                    if (message.annotations != null && $Object.hasOwnProperty.call(message, "annotations"))
                        for (let keys = $Object.keys(message.annotations), i = 0; i < keys.length; ++i)
                            writer.uint32(/* id 12, wireType 2 =*/98).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.annotations[keys[i]]).ldelim();
                    if (message.ownerReferences != null && message.ownerReferences.length)
                        for (let i = 0; i < message.ownerReferences.length; ++i)
                            $root.tycho.kubernetes.v1.OwnerReference.encode(message.ownerReferences[i], writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                    if (message.finalizers != null && message.finalizers.length)
                        for (let i = 0; i < message.finalizers.length; ++i)
                            writer.uint32(/* id 14, wireType 2 =*/114).string(message.finalizers[i]);
                    if (message.managedFields != null && message.managedFields.length)
                        for (let i = 0; i < message.managedFields.length; ++i)
                            $root.tycho.kubernetes.v1.ManagedFieldsEntry.encode(message.managedFields[i], writer.uint32(/* id 17, wireType 2 =*/138).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ObjectMeta message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.ObjectMeta
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.ObjectMeta & tycho.kubernetes.v1.ObjectMeta.$Shape} ObjectMeta
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ObjectMeta.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, key, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.kubernetes.v1.ObjectMeta();
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
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.generateName = value;
                                else
                                    delete message.generateName;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.namespace = value;
                                else
                                    delete message.namespace;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.selfLink = value;
                                else
                                    delete message.selfLink;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.uid = value;
                                else
                                    delete message.uid;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resourceVersion = value;
                                else
                                    delete message.resourceVersion;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                                    message.generation = value;
                                else
                                    delete message.generation;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.creationTimestamp = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.creationTimestamp);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.deletionTimestamp = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.deletionTimestamp);
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.deletionGracePeriodSeconds = reader.int64();
                                message._deletionGracePeriodSeconds = "deletionGracePeriodSeconds";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if (message.labels === $util.emptyObject)
                                    message.labels = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = "";
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = reader.stringVerify();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.labels, key);
                                message.labels[key] = value;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if (message.annotations === $util.emptyObject)
                                    message.annotations = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = "";
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = reader.stringVerify();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.annotations, key);
                                message.annotations[key] = value;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.ownerReferences && message.ownerReferences.length))
                                    message.ownerReferences = [];
                                message.ownerReferences.push($root.tycho.kubernetes.v1.OwnerReference.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.finalizers && message.finalizers.length))
                                    message.finalizers = [];
                                message.finalizers.push(reader.stringVerify());
                                continue;
                            }
                        case 17: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.managedFields && message.managedFields.length))
                                    message.managedFields = [];
                                message.managedFields.push($root.tycho.kubernetes.v1.ManagedFieldsEntry.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return ObjectMeta;
            })();

            v1.ManagedFieldsEntry = (function() {

                /**
                 * Properties of a ManagedFieldsEntry.
                 * @typedef {Object} tycho.kubernetes.v1.ManagedFieldsEntry.$Properties
                 * @property {string|null} [manager] ManagedFieldsEntry manager
                 * @property {string|null} [operation] ManagedFieldsEntry operation
                 * @property {string|null} [apiVersion] ManagedFieldsEntry apiVersion
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [time] ManagedFieldsEntry time
                 * @property {string|null} [fieldsType] ManagedFieldsEntry fieldsType
                 * @property {tycho.kubernetes.v1.FieldsV1.$Properties|null} [fieldsV1] ManagedFieldsEntry fieldsV1
                 * @property {string|null} [subresource] ManagedFieldsEntry subresource
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ManagedFieldsEntry.
                 * @memberof tycho.kubernetes.v1
                 * @interface IManagedFieldsEntry
                 * @augments tycho.kubernetes.v1.ManagedFieldsEntry.$Properties
                 * @deprecated Use tycho.kubernetes.v1.ManagedFieldsEntry.$Properties instead.
                 */

                /**
                 * Shape of a ManagedFieldsEntry.
                 * @typedef {tycho.kubernetes.v1.ManagedFieldsEntry.$Properties} tycho.kubernetes.v1.ManagedFieldsEntry.$Shape
                 */

                /**
                 * Constructs a new ManagedFieldsEntry.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a ManagedFieldsEntry.
                 * @constructor
                 * @param {tycho.kubernetes.v1.ManagedFieldsEntry.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ManagedFieldsEntry = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ManagedFieldsEntry manager.
                 * @member {string} manager
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @instance
                 */
                ManagedFieldsEntry.prototype.manager = "";

                /**
                 * ManagedFieldsEntry operation.
                 * @member {string} operation
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @instance
                 */
                ManagedFieldsEntry.prototype.operation = "";

                /**
                 * ManagedFieldsEntry apiVersion.
                 * @member {string} apiVersion
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @instance
                 */
                ManagedFieldsEntry.prototype.apiVersion = "";

                /**
                 * ManagedFieldsEntry time.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} time
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @instance
                 */
                ManagedFieldsEntry.prototype.time = null;

                /**
                 * ManagedFieldsEntry fieldsType.
                 * @member {string} fieldsType
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @instance
                 */
                ManagedFieldsEntry.prototype.fieldsType = "";

                /**
                 * ManagedFieldsEntry fieldsV1.
                 * @member {tycho.kubernetes.v1.FieldsV1.$Properties|null|undefined} fieldsV1
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @instance
                 */
                ManagedFieldsEntry.prototype.fieldsV1 = null;

                /**
                 * ManagedFieldsEntry subresource.
                 * @member {string} subresource
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @instance
                 */
                ManagedFieldsEntry.prototype.subresource = "";

                /**
                 * Encodes the specified ManagedFieldsEntry message. Does not implicitly {@link tycho.kubernetes.v1.ManagedFieldsEntry.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @static
                 * @param {tycho.kubernetes.v1.ManagedFieldsEntry.$Properties} message ManagedFieldsEntry message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ManagedFieldsEntry.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.manager != null && $Object.hasOwnProperty.call(message, "manager") && message.manager !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.manager);
                    if (message.operation != null && $Object.hasOwnProperty.call(message, "operation") && message.operation !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.operation);
                    if (message.apiVersion != null && $Object.hasOwnProperty.call(message, "apiVersion") && message.apiVersion !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.apiVersion);
                    if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.time, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.fieldsType != null && $Object.hasOwnProperty.call(message, "fieldsType") && message.fieldsType !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.fieldsType);
                    if (message.fieldsV1 != null && $Object.hasOwnProperty.call(message, "fieldsV1"))
                        $root.tycho.kubernetes.v1.FieldsV1.encode(message.fieldsV1, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.subresource != null && $Object.hasOwnProperty.call(message, "subresource") && message.subresource !== "")
                        writer.uint32(/* id 8, wireType 2 =*/66).string(message.subresource);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ManagedFieldsEntry message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.ManagedFieldsEntry
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.ManagedFieldsEntry & tycho.kubernetes.v1.ManagedFieldsEntry.$Shape} ManagedFieldsEntry
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ManagedFieldsEntry.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.ManagedFieldsEntry();
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
                                    message.manager = value;
                                else
                                    delete message.manager;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.operation = value;
                                else
                                    delete message.operation;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.apiVersion = value;
                                else
                                    delete message.apiVersion;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.time = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.fieldsType = value;
                                else
                                    delete message.fieldsType;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.fieldsV1 = $root.tycho.kubernetes.v1.FieldsV1.decode(reader, reader.size(), $undefined, _depth + 1, message.fieldsV1);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.subresource = value;
                                else
                                    delete message.subresource;
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

                return ManagedFieldsEntry;
            })();

            v1.FieldsV1 = (function() {

                /**
                 * Properties of a FieldsV1.
                 * @typedef {Object} tycho.kubernetes.v1.FieldsV1.$Properties
                 * @property {Uint8Array|null} [raw] FieldsV1 raw
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a FieldsV1.
                 * @memberof tycho.kubernetes.v1
                 * @interface IFieldsV1
                 * @augments tycho.kubernetes.v1.FieldsV1.$Properties
                 * @deprecated Use tycho.kubernetes.v1.FieldsV1.$Properties instead.
                 */

                /**
                 * Shape of a FieldsV1.
                 * @typedef {tycho.kubernetes.v1.FieldsV1.$Properties} tycho.kubernetes.v1.FieldsV1.$Shape
                 */

                /**
                 * Constructs a new FieldsV1.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a FieldsV1.
                 * @constructor
                 * @param {tycho.kubernetes.v1.FieldsV1.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const FieldsV1 = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * FieldsV1 raw.
                 * @member {Uint8Array} raw
                 * @memberof tycho.kubernetes.v1.FieldsV1
                 * @instance
                 */
                FieldsV1.prototype.raw = $util.newBuffer([]);

                /**
                 * Encodes the specified FieldsV1 message. Does not implicitly {@link tycho.kubernetes.v1.FieldsV1.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.FieldsV1
                 * @static
                 * @param {tycho.kubernetes.v1.FieldsV1.$Properties} message FieldsV1 message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                FieldsV1.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.raw != null && $Object.hasOwnProperty.call(message, "raw") && message.raw.length)
                        writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.raw);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a FieldsV1 message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.FieldsV1
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.FieldsV1 & tycho.kubernetes.v1.FieldsV1.$Shape} FieldsV1
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                FieldsV1.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.FieldsV1();
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
                                if ((value = reader.bytes()).length)
                                    message.raw = value;
                                else
                                    delete message.raw;
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

                return FieldsV1;
            })();

            v1.LabelSelector = (function() {

                /**
                 * Properties of a LabelSelector.
                 * @typedef {Object} tycho.kubernetes.v1.LabelSelector.$Properties
                 * @property {Object.<string,string>|null} [matchLabels] LabelSelector matchLabels
                 * @property {Array.<tycho.kubernetes.v1.LabelSelectorRequirement.$Properties>|null} [matchExpressions] LabelSelector matchExpressions
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LabelSelector.
                 * @memberof tycho.kubernetes.v1
                 * @interface ILabelSelector
                 * @augments tycho.kubernetes.v1.LabelSelector.$Properties
                 * @deprecated Use tycho.kubernetes.v1.LabelSelector.$Properties instead.
                 */

                /**
                 * Shape of a LabelSelector.
                 * @typedef {tycho.kubernetes.v1.LabelSelector.$Properties} tycho.kubernetes.v1.LabelSelector.$Shape
                 */

                /**
                 * Constructs a new LabelSelector.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a LabelSelector.
                 * @constructor
                 * @param {tycho.kubernetes.v1.LabelSelector.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LabelSelector = function (properties) {
                    this.matchLabels = {};
                    this.matchExpressions = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LabelSelector matchLabels.
                 * @member {Object.<string,string>} matchLabels
                 * @memberof tycho.kubernetes.v1.LabelSelector
                 * @instance
                 */
                LabelSelector.prototype.matchLabels = $util.emptyObject;

                /**
                 * LabelSelector matchExpressions.
                 * @member {Array.<tycho.kubernetes.v1.LabelSelectorRequirement.$Properties>} matchExpressions
                 * @memberof tycho.kubernetes.v1.LabelSelector
                 * @instance
                 */
                LabelSelector.prototype.matchExpressions = $util.emptyArray;

                /**
                 * Encodes the specified LabelSelector message. Does not implicitly {@link tycho.kubernetes.v1.LabelSelector.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.LabelSelector
                 * @static
                 * @param {tycho.kubernetes.v1.LabelSelector.$Properties} message LabelSelector message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LabelSelector.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.matchLabels != null && $Object.hasOwnProperty.call(message, "matchLabels"))
                        for (let keys = $Object.keys(message.matchLabels), i = 0; i < keys.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.matchLabels[keys[i]]).ldelim();
                    if (message.matchExpressions != null && message.matchExpressions.length)
                        for (let i = 0; i < message.matchExpressions.length; ++i)
                            $root.tycho.kubernetes.v1.LabelSelectorRequirement.encode(message.matchExpressions[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LabelSelector message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.LabelSelector
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.LabelSelector & tycho.kubernetes.v1.LabelSelector.$Shape} LabelSelector
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LabelSelector.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, key, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.kubernetes.v1.LabelSelector();
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
                                if (message.matchLabels === $util.emptyObject)
                                    message.matchLabels = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = "";
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = reader.stringVerify();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.matchLabels, key);
                                message.matchLabels[key] = value;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.matchExpressions && message.matchExpressions.length))
                                    message.matchExpressions = [];
                                message.matchExpressions.push($root.tycho.kubernetes.v1.LabelSelectorRequirement.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return LabelSelector;
            })();

            v1.LabelSelectorRequirement = (function() {

                /**
                 * Properties of a LabelSelectorRequirement.
                 * @typedef {Object} tycho.kubernetes.v1.LabelSelectorRequirement.$Properties
                 * @property {string|null} [key] LabelSelectorRequirement key
                 * @property {string|null} [operator] LabelSelectorRequirement operator
                 * @property {Array.<string>|null} [values] LabelSelectorRequirement values
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LabelSelectorRequirement.
                 * @memberof tycho.kubernetes.v1
                 * @interface ILabelSelectorRequirement
                 * @augments tycho.kubernetes.v1.LabelSelectorRequirement.$Properties
                 * @deprecated Use tycho.kubernetes.v1.LabelSelectorRequirement.$Properties instead.
                 */

                /**
                 * Shape of a LabelSelectorRequirement.
                 * @typedef {tycho.kubernetes.v1.LabelSelectorRequirement.$Properties} tycho.kubernetes.v1.LabelSelectorRequirement.$Shape
                 */

                /**
                 * Constructs a new LabelSelectorRequirement.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a LabelSelectorRequirement.
                 * @constructor
                 * @param {tycho.kubernetes.v1.LabelSelectorRequirement.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LabelSelectorRequirement = function (properties) {
                    this.values = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LabelSelectorRequirement key.
                 * @member {string} key
                 * @memberof tycho.kubernetes.v1.LabelSelectorRequirement
                 * @instance
                 */
                LabelSelectorRequirement.prototype.key = "";

                /**
                 * LabelSelectorRequirement operator.
                 * @member {string} operator
                 * @memberof tycho.kubernetes.v1.LabelSelectorRequirement
                 * @instance
                 */
                LabelSelectorRequirement.prototype.operator = "";

                /**
                 * LabelSelectorRequirement values.
                 * @member {Array.<string>} values
                 * @memberof tycho.kubernetes.v1.LabelSelectorRequirement
                 * @instance
                 */
                LabelSelectorRequirement.prototype.values = $util.emptyArray;

                /**
                 * Encodes the specified LabelSelectorRequirement message. Does not implicitly {@link tycho.kubernetes.v1.LabelSelectorRequirement.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.LabelSelectorRequirement
                 * @static
                 * @param {tycho.kubernetes.v1.LabelSelectorRequirement.$Properties} message LabelSelectorRequirement message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LabelSelectorRequirement.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
                    if (message.operator != null && $Object.hasOwnProperty.call(message, "operator") && message.operator !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.operator);
                    if (message.values != null && message.values.length)
                        for (let i = 0; i < message.values.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).string(message.values[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LabelSelectorRequirement message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.LabelSelectorRequirement
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.LabelSelectorRequirement & tycho.kubernetes.v1.LabelSelectorRequirement.$Shape} LabelSelectorRequirement
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LabelSelectorRequirement.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.LabelSelectorRequirement();
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
                                    message.key = value;
                                else
                                    delete message.key;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.operator = value;
                                else
                                    delete message.operator;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.values && message.values.length))
                                    message.values = [];
                                message.values.push(reader.stringVerify());
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

                return LabelSelectorRequirement;
            })();

            v1.OwnerReference = (function() {

                /**
                 * Properties of an OwnerReference.
                 * @typedef {Object} tycho.kubernetes.v1.OwnerReference.$Properties
                 * @property {string|null} [kind] OwnerReference kind
                 * @property {string|null} [name] OwnerReference name
                 * @property {string|null} [uid] OwnerReference uid
                 * @property {string|null} [apiVersion] OwnerReference apiVersion
                 * @property {boolean|null} [controller] OwnerReference controller
                 * @property {boolean|null} [blockOwnerDeletion] OwnerReference blockOwnerDeletion
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an OwnerReference.
                 * @memberof tycho.kubernetes.v1
                 * @interface IOwnerReference
                 * @augments tycho.kubernetes.v1.OwnerReference.$Properties
                 * @deprecated Use tycho.kubernetes.v1.OwnerReference.$Properties instead.
                 */

                /**
                 * Shape of an OwnerReference.
                 * @typedef {tycho.kubernetes.v1.OwnerReference.$Properties} tycho.kubernetes.v1.OwnerReference.$Shape
                 */

                /**
                 * Constructs a new OwnerReference.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an OwnerReference.
                 * @constructor
                 * @param {tycho.kubernetes.v1.OwnerReference.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const OwnerReference = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * OwnerReference kind.
                 * @member {string} kind
                 * @memberof tycho.kubernetes.v1.OwnerReference
                 * @instance
                 */
                OwnerReference.prototype.kind = "";

                /**
                 * OwnerReference name.
                 * @member {string} name
                 * @memberof tycho.kubernetes.v1.OwnerReference
                 * @instance
                 */
                OwnerReference.prototype.name = "";

                /**
                 * OwnerReference uid.
                 * @member {string} uid
                 * @memberof tycho.kubernetes.v1.OwnerReference
                 * @instance
                 */
                OwnerReference.prototype.uid = "";

                /**
                 * OwnerReference apiVersion.
                 * @member {string} apiVersion
                 * @memberof tycho.kubernetes.v1.OwnerReference
                 * @instance
                 */
                OwnerReference.prototype.apiVersion = "";

                /**
                 * OwnerReference controller.
                 * @member {boolean|null|undefined} controller
                 * @memberof tycho.kubernetes.v1.OwnerReference
                 * @instance
                 */
                OwnerReference.prototype.controller = null;

                /**
                 * OwnerReference blockOwnerDeletion.
                 * @member {boolean|null|undefined} blockOwnerDeletion
                 * @memberof tycho.kubernetes.v1.OwnerReference
                 * @instance
                 */
                OwnerReference.prototype.blockOwnerDeletion = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(OwnerReference.prototype, "_controller", {
                    get: $util.oneOfGetter($oneOfFields = ["controller"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(OwnerReference.prototype, "_blockOwnerDeletion", {
                    get: $util.oneOfGetter($oneOfFields = ["blockOwnerDeletion"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified OwnerReference message. Does not implicitly {@link tycho.kubernetes.v1.OwnerReference.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.OwnerReference
                 * @static
                 * @param {tycho.kubernetes.v1.OwnerReference.$Properties} message OwnerReference message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                OwnerReference.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.uid);
                    if (message.apiVersion != null && $Object.hasOwnProperty.call(message, "apiVersion") && message.apiVersion !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.apiVersion);
                    if (message.controller != null && $Object.hasOwnProperty.call(message, "controller"))
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.controller);
                    if (message.blockOwnerDeletion != null && $Object.hasOwnProperty.call(message, "blockOwnerDeletion"))
                        writer.uint32(/* id 7, wireType 0 =*/56).bool(message.blockOwnerDeletion);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an OwnerReference message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.OwnerReference
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.OwnerReference & tycho.kubernetes.v1.OwnerReference.$Shape} OwnerReference
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                OwnerReference.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.OwnerReference();
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
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
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
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.apiVersion = value;
                                else
                                    delete message.apiVersion;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.controller = reader.bool();
                                message._controller = "controller";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 0)
                                    break;
                                message.blockOwnerDeletion = reader.bool();
                                message._blockOwnerDeletion = "blockOwnerDeletion";
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

                return OwnerReference;
            })();

            v1.Namespace = (function() {

                /**
                 * Properties of a Namespace.
                 * @typedef {Object} tycho.kubernetes.v1.Namespace.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] Namespace metadata
                 * @property {tycho.kubernetes.v1.NamespaceSpec.$Properties|null} [spec] Namespace spec
                 * @property {tycho.kubernetes.v1.NamespaceStatus.$Properties|null} [status] Namespace status
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Namespace.
                 * @memberof tycho.kubernetes.v1
                 * @interface INamespace
                 * @augments tycho.kubernetes.v1.Namespace.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Namespace.$Properties instead.
                 */

                /**
                 * Shape of a Namespace.
                 * @typedef {tycho.kubernetes.v1.Namespace.$Properties} tycho.kubernetes.v1.Namespace.$Shape
                 */

                /**
                 * Constructs a new Namespace.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a Namespace.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Namespace.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Namespace = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Namespace metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.Namespace
                 * @instance
                 */
                Namespace.prototype.metadata = null;

                /**
                 * Namespace spec.
                 * @member {tycho.kubernetes.v1.NamespaceSpec.$Properties|null|undefined} spec
                 * @memberof tycho.kubernetes.v1.Namespace
                 * @instance
                 */
                Namespace.prototype.spec = null;

                /**
                 * Namespace status.
                 * @member {tycho.kubernetes.v1.NamespaceStatus.$Properties|null|undefined} status
                 * @memberof tycho.kubernetes.v1.Namespace
                 * @instance
                 */
                Namespace.prototype.status = null;

                /**
                 * Encodes the specified Namespace message. Does not implicitly {@link tycho.kubernetes.v1.Namespace.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Namespace
                 * @static
                 * @param {tycho.kubernetes.v1.Namespace.$Properties} message Namespace message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Namespace.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                        $root.tycho.kubernetes.v1.NamespaceSpec.encode(message.spec, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status"))
                        $root.tycho.kubernetes.v1.NamespaceStatus.encode(message.status, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Namespace message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Namespace
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Namespace & tycho.kubernetes.v1.Namespace.$Shape} Namespace
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Namespace.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.Namespace();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.spec = $root.tycho.kubernetes.v1.NamespaceSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.status = $root.tycho.kubernetes.v1.NamespaceStatus.decode(reader, reader.size(), $undefined, _depth + 1, message.status);
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

                return Namespace;
            })();

            v1.NamespaceSpec = (function() {

                /**
                 * Properties of a NamespaceSpec.
                 * @typedef {Object} tycho.kubernetes.v1.NamespaceSpec.$Properties
                 * @property {Array.<string>|null} [finalizers] NamespaceSpec finalizers
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NamespaceSpec.
                 * @memberof tycho.kubernetes.v1
                 * @interface INamespaceSpec
                 * @augments tycho.kubernetes.v1.NamespaceSpec.$Properties
                 * @deprecated Use tycho.kubernetes.v1.NamespaceSpec.$Properties instead.
                 */

                /**
                 * Shape of a NamespaceSpec.
                 * @typedef {tycho.kubernetes.v1.NamespaceSpec.$Properties} tycho.kubernetes.v1.NamespaceSpec.$Shape
                 */

                /**
                 * Constructs a new NamespaceSpec.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a NamespaceSpec.
                 * @constructor
                 * @param {tycho.kubernetes.v1.NamespaceSpec.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NamespaceSpec = function (properties) {
                    this.finalizers = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NamespaceSpec finalizers.
                 * @member {Array.<string>} finalizers
                 * @memberof tycho.kubernetes.v1.NamespaceSpec
                 * @instance
                 */
                NamespaceSpec.prototype.finalizers = $util.emptyArray;

                /**
                 * Encodes the specified NamespaceSpec message. Does not implicitly {@link tycho.kubernetes.v1.NamespaceSpec.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.NamespaceSpec
                 * @static
                 * @param {tycho.kubernetes.v1.NamespaceSpec.$Properties} message NamespaceSpec message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NamespaceSpec.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.finalizers != null && message.finalizers.length)
                        for (let i = 0; i < message.finalizers.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).string(message.finalizers[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NamespaceSpec message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.NamespaceSpec
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.NamespaceSpec & tycho.kubernetes.v1.NamespaceSpec.$Shape} NamespaceSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NamespaceSpec.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.NamespaceSpec();
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
                                if (!(message.finalizers && message.finalizers.length))
                                    message.finalizers = [];
                                message.finalizers.push(reader.stringVerify());
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

                return NamespaceSpec;
            })();

            v1.NamespaceStatus = (function() {

                /**
                 * Properties of a NamespaceStatus.
                 * @typedef {Object} tycho.kubernetes.v1.NamespaceStatus.$Properties
                 * @property {string|null} [phase] NamespaceStatus phase
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NamespaceStatus.
                 * @memberof tycho.kubernetes.v1
                 * @interface INamespaceStatus
                 * @augments tycho.kubernetes.v1.NamespaceStatus.$Properties
                 * @deprecated Use tycho.kubernetes.v1.NamespaceStatus.$Properties instead.
                 */

                /**
                 * Shape of a NamespaceStatus.
                 * @typedef {tycho.kubernetes.v1.NamespaceStatus.$Properties} tycho.kubernetes.v1.NamespaceStatus.$Shape
                 */

                /**
                 * Constructs a new NamespaceStatus.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a NamespaceStatus.
                 * @constructor
                 * @param {tycho.kubernetes.v1.NamespaceStatus.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NamespaceStatus = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NamespaceStatus phase.
                 * @member {string} phase
                 * @memberof tycho.kubernetes.v1.NamespaceStatus
                 * @instance
                 */
                NamespaceStatus.prototype.phase = "";

                /**
                 * Encodes the specified NamespaceStatus message. Does not implicitly {@link tycho.kubernetes.v1.NamespaceStatus.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.NamespaceStatus
                 * @static
                 * @param {tycho.kubernetes.v1.NamespaceStatus.$Properties} message NamespaceStatus message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NamespaceStatus.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.phase != null && $Object.hasOwnProperty.call(message, "phase") && message.phase !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.phase);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NamespaceStatus message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.NamespaceStatus
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.NamespaceStatus & tycho.kubernetes.v1.NamespaceStatus.$Shape} NamespaceStatus
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NamespaceStatus.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.NamespaceStatus();
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
                                    message.phase = value;
                                else
                                    delete message.phase;
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

                return NamespaceStatus;
            })();

            v1.Secret = (function() {

                /**
                 * Properties of a Secret.
                 * @typedef {Object} tycho.kubernetes.v1.Secret.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] Secret metadata
                 * @property {Object.<string,Uint8Array>|null} [data] Secret data
                 * @property {string|null} [type] Secret type
                 * @property {Object.<string,string>|null} [stringData] Secret stringData
                 * @property {boolean|null} [immutable] Secret immutable
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Secret.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISecret
                 * @augments tycho.kubernetes.v1.Secret.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Secret.$Properties instead.
                 */

                /**
                 * Shape of a Secret.
                 * @typedef {tycho.kubernetes.v1.Secret.$Properties} tycho.kubernetes.v1.Secret.$Shape
                 */

                /**
                 * Constructs a new Secret.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a Secret.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Secret.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Secret = function (properties) {
                    this.data = {};
                    this.stringData = {};
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Secret metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.Secret
                 * @instance
                 */
                Secret.prototype.metadata = null;

                /**
                 * Secret data.
                 * @member {Object.<string,Uint8Array>} data
                 * @memberof tycho.kubernetes.v1.Secret
                 * @instance
                 */
                Secret.prototype.data = $util.emptyObject;

                /**
                 * Secret type.
                 * @member {string} type
                 * @memberof tycho.kubernetes.v1.Secret
                 * @instance
                 */
                Secret.prototype.type = "";

                /**
                 * Secret stringData.
                 * @member {Object.<string,string>} stringData
                 * @memberof tycho.kubernetes.v1.Secret
                 * @instance
                 */
                Secret.prototype.stringData = $util.emptyObject;

                /**
                 * Secret immutable.
                 * @member {boolean|null|undefined} immutable
                 * @memberof tycho.kubernetes.v1.Secret
                 * @instance
                 */
                Secret.prototype.immutable = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Secret.prototype, "_immutable", {
                    get: $util.oneOfGetter($oneOfFields = ["immutable"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Secret message. Does not implicitly {@link tycho.kubernetes.v1.Secret.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Secret
                 * @static
                 * @param {tycho.kubernetes.v1.Secret.$Properties} message Secret message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Secret.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                        for (let keys = $Object.keys(message.data), i = 0; i < keys.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).bytes(message.data[keys[i]]).ldelim();
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.type);
                    if (message.stringData != null && $Object.hasOwnProperty.call(message, "stringData"))
                        for (let keys = $Object.keys(message.stringData), i = 0; i < keys.length; ++i)
                            writer.uint32(/* id 4, wireType 2 =*/34).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.stringData[keys[i]]).ldelim();
                    if (message.immutable != null && $Object.hasOwnProperty.call(message, "immutable"))
                        writer.uint32(/* id 5, wireType 0 =*/40).bool(message.immutable);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Secret message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Secret
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Secret & tycho.kubernetes.v1.Secret.$Shape} Secret
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Secret.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, key, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.kubernetes.v1.Secret();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (message.data === $util.emptyObject)
                                    message.data = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = [];
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = reader.bytes();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.data, key);
                                message.data[key] = value;
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
                                if (message.stringData === $util.emptyObject)
                                    message.stringData = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = "";
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = reader.stringVerify();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.stringData, key);
                                message.stringData[key] = value;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.immutable = reader.bool();
                                message._immutable = "immutable";
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

                return Secret;
            })();

            v1.ConfigMap = (function() {

                /**
                 * Properties of a ConfigMap.
                 * @typedef {Object} tycho.kubernetes.v1.ConfigMap.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] ConfigMap metadata
                 * @property {Object.<string,string>|null} [data] ConfigMap data
                 * @property {Object.<string,Uint8Array>|null} [binaryData] ConfigMap binaryData
                 * @property {boolean|null} [immutable] ConfigMap immutable
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ConfigMap.
                 * @memberof tycho.kubernetes.v1
                 * @interface IConfigMap
                 * @augments tycho.kubernetes.v1.ConfigMap.$Properties
                 * @deprecated Use tycho.kubernetes.v1.ConfigMap.$Properties instead.
                 */

                /**
                 * Shape of a ConfigMap.
                 * @typedef {tycho.kubernetes.v1.ConfigMap.$Properties} tycho.kubernetes.v1.ConfigMap.$Shape
                 */

                /**
                 * Constructs a new ConfigMap.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a ConfigMap.
                 * @constructor
                 * @param {tycho.kubernetes.v1.ConfigMap.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ConfigMap = function (properties) {
                    this.data = {};
                    this.binaryData = {};
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ConfigMap metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.ConfigMap
                 * @instance
                 */
                ConfigMap.prototype.metadata = null;

                /**
                 * ConfigMap data.
                 * @member {Object.<string,string>} data
                 * @memberof tycho.kubernetes.v1.ConfigMap
                 * @instance
                 */
                ConfigMap.prototype.data = $util.emptyObject;

                /**
                 * ConfigMap binaryData.
                 * @member {Object.<string,Uint8Array>} binaryData
                 * @memberof tycho.kubernetes.v1.ConfigMap
                 * @instance
                 */
                ConfigMap.prototype.binaryData = $util.emptyObject;

                /**
                 * ConfigMap immutable.
                 * @member {boolean|null|undefined} immutable
                 * @memberof tycho.kubernetes.v1.ConfigMap
                 * @instance
                 */
                ConfigMap.prototype.immutable = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(ConfigMap.prototype, "_immutable", {
                    get: $util.oneOfGetter($oneOfFields = ["immutable"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ConfigMap message. Does not implicitly {@link tycho.kubernetes.v1.ConfigMap.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.ConfigMap
                 * @static
                 * @param {tycho.kubernetes.v1.ConfigMap.$Properties} message ConfigMap message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ConfigMap.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.data != null && $Object.hasOwnProperty.call(message, "data"))
                        for (let keys = $Object.keys(message.data), i = 0; i < keys.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.data[keys[i]]).ldelim();
                    if (message.binaryData != null && $Object.hasOwnProperty.call(message, "binaryData"))
                        for (let keys = $Object.keys(message.binaryData), i = 0; i < keys.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).bytes(message.binaryData[keys[i]]).ldelim();
                    if (message.immutable != null && $Object.hasOwnProperty.call(message, "immutable"))
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.immutable);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ConfigMap message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.ConfigMap
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.ConfigMap & tycho.kubernetes.v1.ConfigMap.$Shape} ConfigMap
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ConfigMap.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, key, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.kubernetes.v1.ConfigMap();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (message.data === $util.emptyObject)
                                    message.data = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = "";
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = reader.stringVerify();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.data, key);
                                message.data[key] = value;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (message.binaryData === $util.emptyObject)
                                    message.binaryData = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = [];
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = reader.bytes();
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.binaryData, key);
                                message.binaryData[key] = value;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.immutable = reader.bool();
                                message._immutable = "immutable";
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

                return ConfigMap;
            })();

            v1.ServiceAccount = (function() {

                /**
                 * Properties of a ServiceAccount.
                 * @typedef {Object} tycho.kubernetes.v1.ServiceAccount.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] ServiceAccount metadata
                 * @property {Array.<tycho.kubernetes.v1.ObjectReference.$Properties>|null} [secrets] ServiceAccount secrets
                 * @property {Array.<tycho.kubernetes.v1.LocalObjectReference.$Properties>|null} [imagePullSecrets] ServiceAccount imagePullSecrets
                 * @property {boolean|null} [automountServiceAccountToken] ServiceAccount automountServiceAccountToken
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ServiceAccount.
                 * @memberof tycho.kubernetes.v1
                 * @interface IServiceAccount
                 * @augments tycho.kubernetes.v1.ServiceAccount.$Properties
                 * @deprecated Use tycho.kubernetes.v1.ServiceAccount.$Properties instead.
                 */

                /**
                 * Shape of a ServiceAccount.
                 * @typedef {tycho.kubernetes.v1.ServiceAccount.$Properties} tycho.kubernetes.v1.ServiceAccount.$Shape
                 */

                /**
                 * Constructs a new ServiceAccount.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a ServiceAccount.
                 * @constructor
                 * @param {tycho.kubernetes.v1.ServiceAccount.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ServiceAccount = function (properties) {
                    this.secrets = [];
                    this.imagePullSecrets = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ServiceAccount metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.ServiceAccount
                 * @instance
                 */
                ServiceAccount.prototype.metadata = null;

                /**
                 * ServiceAccount secrets.
                 * @member {Array.<tycho.kubernetes.v1.ObjectReference.$Properties>} secrets
                 * @memberof tycho.kubernetes.v1.ServiceAccount
                 * @instance
                 */
                ServiceAccount.prototype.secrets = $util.emptyArray;

                /**
                 * ServiceAccount imagePullSecrets.
                 * @member {Array.<tycho.kubernetes.v1.LocalObjectReference.$Properties>} imagePullSecrets
                 * @memberof tycho.kubernetes.v1.ServiceAccount
                 * @instance
                 */
                ServiceAccount.prototype.imagePullSecrets = $util.emptyArray;

                /**
                 * ServiceAccount automountServiceAccountToken.
                 * @member {boolean|null|undefined} automountServiceAccountToken
                 * @memberof tycho.kubernetes.v1.ServiceAccount
                 * @instance
                 */
                ServiceAccount.prototype.automountServiceAccountToken = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(ServiceAccount.prototype, "_automountServiceAccountToken", {
                    get: $util.oneOfGetter($oneOfFields = ["automountServiceAccountToken"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified ServiceAccount message. Does not implicitly {@link tycho.kubernetes.v1.ServiceAccount.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.ServiceAccount
                 * @static
                 * @param {tycho.kubernetes.v1.ServiceAccount.$Properties} message ServiceAccount message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ServiceAccount.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.secrets != null && message.secrets.length)
                        for (let i = 0; i < message.secrets.length; ++i)
                            $root.tycho.kubernetes.v1.ObjectReference.encode(message.secrets[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.imagePullSecrets != null && message.imagePullSecrets.length)
                        for (let i = 0; i < message.imagePullSecrets.length; ++i)
                            $root.tycho.kubernetes.v1.LocalObjectReference.encode(message.imagePullSecrets[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.automountServiceAccountToken != null && $Object.hasOwnProperty.call(message, "automountServiceAccountToken"))
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.automountServiceAccountToken);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ServiceAccount message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.ServiceAccount
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.ServiceAccount & tycho.kubernetes.v1.ServiceAccount.$Shape} ServiceAccount
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ServiceAccount.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.ServiceAccount();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.secrets && message.secrets.length))
                                    message.secrets = [];
                                message.secrets.push($root.tycho.kubernetes.v1.ObjectReference.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.imagePullSecrets && message.imagePullSecrets.length))
                                    message.imagePullSecrets = [];
                                message.imagePullSecrets.push($root.tycho.kubernetes.v1.LocalObjectReference.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.automountServiceAccountToken = reader.bool();
                                message._automountServiceAccountToken = "automountServiceAccountToken";
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

                return ServiceAccount;
            })();

            v1.LocalObjectReference = (function() {

                /**
                 * Properties of a LocalObjectReference.
                 * @typedef {Object} tycho.kubernetes.v1.LocalObjectReference.$Properties
                 * @property {string|null} [name] LocalObjectReference name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LocalObjectReference.
                 * @memberof tycho.kubernetes.v1
                 * @interface ILocalObjectReference
                 * @augments tycho.kubernetes.v1.LocalObjectReference.$Properties
                 * @deprecated Use tycho.kubernetes.v1.LocalObjectReference.$Properties instead.
                 */

                /**
                 * Shape of a LocalObjectReference.
                 * @typedef {tycho.kubernetes.v1.LocalObjectReference.$Properties} tycho.kubernetes.v1.LocalObjectReference.$Shape
                 */

                /**
                 * Constructs a new LocalObjectReference.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a LocalObjectReference.
                 * @constructor
                 * @param {tycho.kubernetes.v1.LocalObjectReference.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LocalObjectReference = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LocalObjectReference name.
                 * @member {string} name
                 * @memberof tycho.kubernetes.v1.LocalObjectReference
                 * @instance
                 */
                LocalObjectReference.prototype.name = "";

                /**
                 * Encodes the specified LocalObjectReference message. Does not implicitly {@link tycho.kubernetes.v1.LocalObjectReference.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.LocalObjectReference
                 * @static
                 * @param {tycho.kubernetes.v1.LocalObjectReference.$Properties} message LocalObjectReference message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LocalObjectReference.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LocalObjectReference message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.LocalObjectReference
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.LocalObjectReference & tycho.kubernetes.v1.LocalObjectReference.$Shape} LocalObjectReference
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LocalObjectReference.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.LocalObjectReference();
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
                                    message.name = value;
                                else
                                    delete message.name;
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

                return LocalObjectReference;
            })();

            v1.ObjectReference = (function() {

                /**
                 * Properties of an ObjectReference.
                 * @typedef {Object} tycho.kubernetes.v1.ObjectReference.$Properties
                 * @property {string|null} [kind] ObjectReference kind
                 * @property {string|null} [namespace] ObjectReference namespace
                 * @property {string|null} [name] ObjectReference name
                 * @property {string|null} [uid] ObjectReference uid
                 * @property {string|null} [apiVersion] ObjectReference apiVersion
                 * @property {string|null} [resourceVersion] ObjectReference resourceVersion
                 * @property {string|null} [fieldPath] ObjectReference fieldPath
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ObjectReference.
                 * @memberof tycho.kubernetes.v1
                 * @interface IObjectReference
                 * @augments tycho.kubernetes.v1.ObjectReference.$Properties
                 * @deprecated Use tycho.kubernetes.v1.ObjectReference.$Properties instead.
                 */

                /**
                 * Shape of an ObjectReference.
                 * @typedef {tycho.kubernetes.v1.ObjectReference.$Properties} tycho.kubernetes.v1.ObjectReference.$Shape
                 */

                /**
                 * Constructs a new ObjectReference.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an ObjectReference.
                 * @constructor
                 * @param {tycho.kubernetes.v1.ObjectReference.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ObjectReference = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ObjectReference kind.
                 * @member {string} kind
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @instance
                 */
                ObjectReference.prototype.kind = "";

                /**
                 * ObjectReference namespace.
                 * @member {string} namespace
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @instance
                 */
                ObjectReference.prototype.namespace = "";

                /**
                 * ObjectReference name.
                 * @member {string} name
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @instance
                 */
                ObjectReference.prototype.name = "";

                /**
                 * ObjectReference uid.
                 * @member {string} uid
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @instance
                 */
                ObjectReference.prototype.uid = "";

                /**
                 * ObjectReference apiVersion.
                 * @member {string} apiVersion
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @instance
                 */
                ObjectReference.prototype.apiVersion = "";

                /**
                 * ObjectReference resourceVersion.
                 * @member {string} resourceVersion
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @instance
                 */
                ObjectReference.prototype.resourceVersion = "";

                /**
                 * ObjectReference fieldPath.
                 * @member {string} fieldPath
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @instance
                 */
                ObjectReference.prototype.fieldPath = "";

                /**
                 * Encodes the specified ObjectReference message. Does not implicitly {@link tycho.kubernetes.v1.ObjectReference.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @static
                 * @param {tycho.kubernetes.v1.ObjectReference.$Properties} message ObjectReference message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ObjectReference.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                    if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.namespace);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.uid);
                    if (message.apiVersion != null && $Object.hasOwnProperty.call(message, "apiVersion") && message.apiVersion !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.apiVersion);
                    if (message.resourceVersion != null && $Object.hasOwnProperty.call(message, "resourceVersion") && message.resourceVersion !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.resourceVersion);
                    if (message.fieldPath != null && $Object.hasOwnProperty.call(message, "fieldPath") && message.fieldPath !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.fieldPath);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ObjectReference message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.ObjectReference
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.ObjectReference & tycho.kubernetes.v1.ObjectReference.$Shape} ObjectReference
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ObjectReference.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.ObjectReference();
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
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.namespace = value;
                                else
                                    delete message.namespace;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
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
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.apiVersion = value;
                                else
                                    delete message.apiVersion;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resourceVersion = value;
                                else
                                    delete message.resourceVersion;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.fieldPath = value;
                                else
                                    delete message.fieldPath;
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

                return ObjectReference;
            })();

            v1.Event = (function() {

                /**
                 * Properties of an Event.
                 * @typedef {Object} tycho.kubernetes.v1.Event.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] Event metadata
                 * @property {tycho.kubernetes.v1.ObjectReference.$Properties|null} [involvedObject] Event involvedObject
                 * @property {string|null} [reason] Event reason
                 * @property {string|null} [message] Event message
                 * @property {tycho.kubernetes.v1.EventSource.$Properties|null} [source] Event source
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [firstTimestamp] Event firstTimestamp
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [lastTimestamp] Event lastTimestamp
                 * @property {number|null} [count] Event count
                 * @property {string|null} [type] Event type
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [eventTime] Event eventTime
                 * @property {tycho.kubernetes.v1.EventSeries.$Properties|null} [series] Event series
                 * @property {string|null} [action] Event action
                 * @property {tycho.kubernetes.v1.ObjectReference.$Properties|null} [related] Event related
                 * @property {string|null} [reportingComponent] Event reportingComponent
                 * @property {string|null} [reportingInstance] Event reportingInstance
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Event.
                 * @memberof tycho.kubernetes.v1
                 * @interface IEvent
                 * @augments tycho.kubernetes.v1.Event.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Event.$Properties instead.
                 */

                /**
                 * Shape of an Event.
                 * @typedef {tycho.kubernetes.v1.Event.$Properties} tycho.kubernetes.v1.Event.$Shape
                 */

                /**
                 * Constructs a new Event.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an Event.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Event.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Event = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Event metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.metadata = null;

                /**
                 * Event involvedObject.
                 * @member {tycho.kubernetes.v1.ObjectReference.$Properties|null|undefined} involvedObject
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.involvedObject = null;

                /**
                 * Event reason.
                 * @member {string} reason
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.reason = "";

                /**
                 * Event message.
                 * @member {string} message
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.message = "";

                /**
                 * Event source.
                 * @member {tycho.kubernetes.v1.EventSource.$Properties|null|undefined} source
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.source = null;

                /**
                 * Event firstTimestamp.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} firstTimestamp
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.firstTimestamp = null;

                /**
                 * Event lastTimestamp.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} lastTimestamp
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.lastTimestamp = null;

                /**
                 * Event count.
                 * @member {number} count
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.count = 0;

                /**
                 * Event type.
                 * @member {string} type
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.type = "";

                /**
                 * Event eventTime.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} eventTime
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.eventTime = null;

                /**
                 * Event series.
                 * @member {tycho.kubernetes.v1.EventSeries.$Properties|null|undefined} series
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.series = null;

                /**
                 * Event action.
                 * @member {string} action
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.action = "";

                /**
                 * Event related.
                 * @member {tycho.kubernetes.v1.ObjectReference.$Properties|null|undefined} related
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.related = null;

                /**
                 * Event reportingComponent.
                 * @member {string} reportingComponent
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.reportingComponent = "";

                /**
                 * Event reportingInstance.
                 * @member {string} reportingInstance
                 * @memberof tycho.kubernetes.v1.Event
                 * @instance
                 */
                Event.prototype.reportingInstance = "";

                /**
                 * Encodes the specified Event message. Does not implicitly {@link tycho.kubernetes.v1.Event.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Event
                 * @static
                 * @param {tycho.kubernetes.v1.Event.$Properties} message Event message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Event.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.involvedObject != null && $Object.hasOwnProperty.call(message, "involvedObject"))
                        $root.tycho.kubernetes.v1.ObjectReference.encode(message.involvedObject, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.reason);
                    if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.message);
                    if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                        $root.tycho.kubernetes.v1.EventSource.encode(message.source, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.firstTimestamp != null && $Object.hasOwnProperty.call(message, "firstTimestamp"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.firstTimestamp, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                    if (message.lastTimestamp != null && $Object.hasOwnProperty.call(message, "lastTimestamp"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.lastTimestamp, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                    if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                        writer.uint32(/* id 8, wireType 0 =*/64).int32(message.count);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.type);
                    if (message.eventTime != null && $Object.hasOwnProperty.call(message, "eventTime"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.eventTime, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                    if (message.series != null && $Object.hasOwnProperty.call(message, "series"))
                        $root.tycho.kubernetes.v1.EventSeries.encode(message.series, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                    if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== "")
                        writer.uint32(/* id 12, wireType 2 =*/98).string(message.action);
                    if (message.related != null && $Object.hasOwnProperty.call(message, "related"))
                        $root.tycho.kubernetes.v1.ObjectReference.encode(message.related, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                    if (message.reportingComponent != null && $Object.hasOwnProperty.call(message, "reportingComponent") && message.reportingComponent !== "")
                        writer.uint32(/* id 14, wireType 2 =*/114).string(message.reportingComponent);
                    if (message.reportingInstance != null && $Object.hasOwnProperty.call(message, "reportingInstance") && message.reportingInstance !== "")
                        writer.uint32(/* id 15, wireType 2 =*/122).string(message.reportingInstance);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Event message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Event
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Event & tycho.kubernetes.v1.Event.$Shape} Event
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Event.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.Event();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.involvedObject = $root.tycho.kubernetes.v1.ObjectReference.decode(reader, reader.size(), $undefined, _depth + 1, message.involvedObject);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.message = value;
                                else
                                    delete message.message;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.source = $root.tycho.kubernetes.v1.EventSource.decode(reader, reader.size(), $undefined, _depth + 1, message.source);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.firstTimestamp = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.firstTimestamp);
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.lastTimestamp = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.lastTimestamp);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.count = value;
                                else
                                    delete message.count;
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                message.eventTime = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.eventTime);
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                message.series = $root.tycho.kubernetes.v1.EventSeries.decode(reader, reader.size(), $undefined, _depth + 1, message.series);
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.action = value;
                                else
                                    delete message.action;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.related = $root.tycho.kubernetes.v1.ObjectReference.decode(reader, reader.size(), $undefined, _depth + 1, message.related);
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reportingComponent = value;
                                else
                                    delete message.reportingComponent;
                                continue;
                            }
                        case 15: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reportingInstance = value;
                                else
                                    delete message.reportingInstance;
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

                return Event;
            })();

            v1.GroupedEvent = (function() {

                /**
                 * Properties of a GroupedEvent.
                 * @typedef {Object} tycho.kubernetes.v1.GroupedEvent.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] GroupedEvent metadata
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [eventTime] GroupedEvent eventTime
                 * @property {tycho.kubernetes.v1.EventSeries.$Properties|null} [series] GroupedEvent series
                 * @property {string|null} [reportingController] GroupedEvent reportingController
                 * @property {string|null} [reportingInstance] GroupedEvent reportingInstance
                 * @property {string|null} [action] GroupedEvent action
                 * @property {string|null} [reason] GroupedEvent reason
                 * @property {tycho.kubernetes.v1.ObjectReference.$Properties|null} [regarding] GroupedEvent regarding
                 * @property {tycho.kubernetes.v1.ObjectReference.$Properties|null} [related] GroupedEvent related
                 * @property {string|null} [note] GroupedEvent note
                 * @property {string|null} [type] GroupedEvent type
                 * @property {tycho.kubernetes.v1.EventSource.$Properties|null} [deprecatedSource] GroupedEvent deprecatedSource
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [deprecatedFirstTimestamp] GroupedEvent deprecatedFirstTimestamp
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [deprecatedLastTimestamp] GroupedEvent deprecatedLastTimestamp
                 * @property {number|null} [deprecatedCount] GroupedEvent deprecatedCount
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a GroupedEvent.
                 * @memberof tycho.kubernetes.v1
                 * @interface IGroupedEvent
                 * @augments tycho.kubernetes.v1.GroupedEvent.$Properties
                 * @deprecated Use tycho.kubernetes.v1.GroupedEvent.$Properties instead.
                 */

                /**
                 * Shape of a GroupedEvent.
                 * @typedef {tycho.kubernetes.v1.GroupedEvent.$Properties} tycho.kubernetes.v1.GroupedEvent.$Shape
                 */

                /**
                 * Constructs a new GroupedEvent.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a GroupedEvent.
                 * @constructor
                 * @param {tycho.kubernetes.v1.GroupedEvent.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const GroupedEvent = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * GroupedEvent metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.metadata = null;

                /**
                 * GroupedEvent eventTime.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} eventTime
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.eventTime = null;

                /**
                 * GroupedEvent series.
                 * @member {tycho.kubernetes.v1.EventSeries.$Properties|null|undefined} series
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.series = null;

                /**
                 * GroupedEvent reportingController.
                 * @member {string} reportingController
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.reportingController = "";

                /**
                 * GroupedEvent reportingInstance.
                 * @member {string} reportingInstance
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.reportingInstance = "";

                /**
                 * GroupedEvent action.
                 * @member {string} action
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.action = "";

                /**
                 * GroupedEvent reason.
                 * @member {string} reason
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.reason = "";

                /**
                 * GroupedEvent regarding.
                 * @member {tycho.kubernetes.v1.ObjectReference.$Properties|null|undefined} regarding
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.regarding = null;

                /**
                 * GroupedEvent related.
                 * @member {tycho.kubernetes.v1.ObjectReference.$Properties|null|undefined} related
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.related = null;

                /**
                 * GroupedEvent note.
                 * @member {string} note
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.note = "";

                /**
                 * GroupedEvent type.
                 * @member {string} type
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.type = "";

                /**
                 * GroupedEvent deprecatedSource.
                 * @member {tycho.kubernetes.v1.EventSource.$Properties|null|undefined} deprecatedSource
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.deprecatedSource = null;

                /**
                 * GroupedEvent deprecatedFirstTimestamp.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} deprecatedFirstTimestamp
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.deprecatedFirstTimestamp = null;

                /**
                 * GroupedEvent deprecatedLastTimestamp.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} deprecatedLastTimestamp
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.deprecatedLastTimestamp = null;

                /**
                 * GroupedEvent deprecatedCount.
                 * @member {number} deprecatedCount
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @instance
                 */
                GroupedEvent.prototype.deprecatedCount = 0;

                /**
                 * Encodes the specified GroupedEvent message. Does not implicitly {@link tycho.kubernetes.v1.GroupedEvent.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @static
                 * @param {tycho.kubernetes.v1.GroupedEvent.$Properties} message GroupedEvent message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                GroupedEvent.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.eventTime != null && $Object.hasOwnProperty.call(message, "eventTime"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.eventTime, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.series != null && $Object.hasOwnProperty.call(message, "series"))
                        $root.tycho.kubernetes.v1.EventSeries.encode(message.series, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.reportingController != null && $Object.hasOwnProperty.call(message, "reportingController") && message.reportingController !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.reportingController);
                    if (message.reportingInstance != null && $Object.hasOwnProperty.call(message, "reportingInstance") && message.reportingInstance !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.reportingInstance);
                    if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.action);
                    if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.reason);
                    if (message.regarding != null && $Object.hasOwnProperty.call(message, "regarding"))
                        $root.tycho.kubernetes.v1.ObjectReference.encode(message.regarding, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.related != null && $Object.hasOwnProperty.call(message, "related"))
                        $root.tycho.kubernetes.v1.ObjectReference.encode(message.related, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.note != null && $Object.hasOwnProperty.call(message, "note") && message.note !== "")
                        writer.uint32(/* id 10, wireType 2 =*/82).string(message.note);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 11, wireType 2 =*/90).string(message.type);
                    if (message.deprecatedSource != null && $Object.hasOwnProperty.call(message, "deprecatedSource"))
                        $root.tycho.kubernetes.v1.EventSource.encode(message.deprecatedSource, writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                    if (message.deprecatedFirstTimestamp != null && $Object.hasOwnProperty.call(message, "deprecatedFirstTimestamp"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.deprecatedFirstTimestamp, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                    if (message.deprecatedLastTimestamp != null && $Object.hasOwnProperty.call(message, "deprecatedLastTimestamp"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.deprecatedLastTimestamp, writer.uint32(/* id 14, wireType 2 =*/114).fork(), _depth + 1).ldelim();
                    if (message.deprecatedCount != null && $Object.hasOwnProperty.call(message, "deprecatedCount") && message.deprecatedCount !== 0)
                        writer.uint32(/* id 15, wireType 0 =*/120).int32(message.deprecatedCount);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a GroupedEvent message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.GroupedEvent
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.GroupedEvent & tycho.kubernetes.v1.GroupedEvent.$Shape} GroupedEvent
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                GroupedEvent.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.GroupedEvent();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.eventTime = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.eventTime);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.series = $root.tycho.kubernetes.v1.EventSeries.decode(reader, reader.size(), $undefined, _depth + 1, message.series);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reportingController = value;
                                else
                                    delete message.reportingController;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reportingInstance = value;
                                else
                                    delete message.reportingInstance;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.action = value;
                                else
                                    delete message.action;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.reason = value;
                                else
                                    delete message.reason;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.regarding = $root.tycho.kubernetes.v1.ObjectReference.decode(reader, reader.size(), $undefined, _depth + 1, message.regarding);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.related = $root.tycho.kubernetes.v1.ObjectReference.decode(reader, reader.size(), $undefined, _depth + 1, message.related);
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.note = value;
                                else
                                    delete message.note;
                                continue;
                            }
                        case 11: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 12: {
                                if (wireType !== 2)
                                    break;
                                message.deprecatedSource = $root.tycho.kubernetes.v1.EventSource.decode(reader, reader.size(), $undefined, _depth + 1, message.deprecatedSource);
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                message.deprecatedFirstTimestamp = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.deprecatedFirstTimestamp);
                                continue;
                            }
                        case 14: {
                                if (wireType !== 2)
                                    break;
                                message.deprecatedLastTimestamp = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.deprecatedLastTimestamp);
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.int32())
                                    message.deprecatedCount = value;
                                else
                                    delete message.deprecatedCount;
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

                return GroupedEvent;
            })();

            v1.EventSource = (function() {

                /**
                 * Properties of an EventSource.
                 * @typedef {Object} tycho.kubernetes.v1.EventSource.$Properties
                 * @property {string|null} [component] EventSource component
                 * @property {string|null} [host] EventSource host
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an EventSource.
                 * @memberof tycho.kubernetes.v1
                 * @interface IEventSource
                 * @augments tycho.kubernetes.v1.EventSource.$Properties
                 * @deprecated Use tycho.kubernetes.v1.EventSource.$Properties instead.
                 */

                /**
                 * Shape of an EventSource.
                 * @typedef {tycho.kubernetes.v1.EventSource.$Properties} tycho.kubernetes.v1.EventSource.$Shape
                 */

                /**
                 * Constructs a new EventSource.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an EventSource.
                 * @constructor
                 * @param {tycho.kubernetes.v1.EventSource.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const EventSource = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * EventSource component.
                 * @member {string} component
                 * @memberof tycho.kubernetes.v1.EventSource
                 * @instance
                 */
                EventSource.prototype.component = "";

                /**
                 * EventSource host.
                 * @member {string} host
                 * @memberof tycho.kubernetes.v1.EventSource
                 * @instance
                 */
                EventSource.prototype.host = "";

                /**
                 * Encodes the specified EventSource message. Does not implicitly {@link tycho.kubernetes.v1.EventSource.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.EventSource
                 * @static
                 * @param {tycho.kubernetes.v1.EventSource.$Properties} message EventSource message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                EventSource.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.component != null && $Object.hasOwnProperty.call(message, "component") && message.component !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.component);
                    if (message.host != null && $Object.hasOwnProperty.call(message, "host") && message.host !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.host);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an EventSource message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.EventSource
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.EventSource & tycho.kubernetes.v1.EventSource.$Shape} EventSource
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                EventSource.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.EventSource();
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
                                    message.component = value;
                                else
                                    delete message.component;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.host = value;
                                else
                                    delete message.host;
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

                return EventSource;
            })();

            v1.EventSeries = (function() {

                /**
                 * Properties of an EventSeries.
                 * @typedef {Object} tycho.kubernetes.v1.EventSeries.$Properties
                 * @property {number|null} [count] EventSeries count
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [lastObservedTime] EventSeries lastObservedTime
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an EventSeries.
                 * @memberof tycho.kubernetes.v1
                 * @interface IEventSeries
                 * @augments tycho.kubernetes.v1.EventSeries.$Properties
                 * @deprecated Use tycho.kubernetes.v1.EventSeries.$Properties instead.
                 */

                /**
                 * Shape of an EventSeries.
                 * @typedef {tycho.kubernetes.v1.EventSeries.$Properties} tycho.kubernetes.v1.EventSeries.$Shape
                 */

                /**
                 * Constructs a new EventSeries.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an EventSeries.
                 * @constructor
                 * @param {tycho.kubernetes.v1.EventSeries.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const EventSeries = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * EventSeries count.
                 * @member {number} count
                 * @memberof tycho.kubernetes.v1.EventSeries
                 * @instance
                 */
                EventSeries.prototype.count = 0;

                /**
                 * EventSeries lastObservedTime.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} lastObservedTime
                 * @memberof tycho.kubernetes.v1.EventSeries
                 * @instance
                 */
                EventSeries.prototype.lastObservedTime = null;

                /**
                 * Encodes the specified EventSeries message. Does not implicitly {@link tycho.kubernetes.v1.EventSeries.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.EventSeries
                 * @static
                 * @param {tycho.kubernetes.v1.EventSeries.$Properties} message EventSeries message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                EventSeries.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.count);
                    if (message.lastObservedTime != null && $Object.hasOwnProperty.call(message, "lastObservedTime"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.lastObservedTime, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an EventSeries message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.EventSeries
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.EventSeries & tycho.kubernetes.v1.EventSeries.$Shape} EventSeries
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                EventSeries.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.EventSeries();
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
                                if (value = reader.int32())
                                    message.count = value;
                                else
                                    delete message.count;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.lastObservedTime = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.lastObservedTime);
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

                return EventSeries;
            })();

            v1.Lease = (function() {

                /**
                 * Properties of a Lease.
                 * @typedef {Object} tycho.kubernetes.v1.Lease.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] Lease metadata
                 * @property {tycho.kubernetes.v1.LeaseSpec.$Properties|null} [spec] Lease spec
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Lease.
                 * @memberof tycho.kubernetes.v1
                 * @interface ILease
                 * @augments tycho.kubernetes.v1.Lease.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Lease.$Properties instead.
                 */

                /**
                 * Shape of a Lease.
                 * @typedef {tycho.kubernetes.v1.Lease.$Properties} tycho.kubernetes.v1.Lease.$Shape
                 */

                /**
                 * Constructs a new Lease.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a Lease.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Lease.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Lease = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Lease metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.Lease
                 * @instance
                 */
                Lease.prototype.metadata = null;

                /**
                 * Lease spec.
                 * @member {tycho.kubernetes.v1.LeaseSpec.$Properties|null|undefined} spec
                 * @memberof tycho.kubernetes.v1.Lease
                 * @instance
                 */
                Lease.prototype.spec = null;

                /**
                 * Encodes the specified Lease message. Does not implicitly {@link tycho.kubernetes.v1.Lease.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Lease
                 * @static
                 * @param {tycho.kubernetes.v1.Lease.$Properties} message Lease message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Lease.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                        $root.tycho.kubernetes.v1.LeaseSpec.encode(message.spec, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Lease message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Lease
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Lease & tycho.kubernetes.v1.Lease.$Shape} Lease
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Lease.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.Lease();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.spec = $root.tycho.kubernetes.v1.LeaseSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
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

                return Lease;
            })();

            v1.LeaseSpec = (function() {

                /**
                 * Properties of a LeaseSpec.
                 * @typedef {Object} tycho.kubernetes.v1.LeaseSpec.$Properties
                 * @property {string|null} [holderIdentity] LeaseSpec holderIdentity
                 * @property {number|null} [leaseDurationSeconds] LeaseSpec leaseDurationSeconds
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [acquireTime] LeaseSpec acquireTime
                 * @property {tycho.kubernetes.v1.Timestamp.$Properties|null} [renewTime] LeaseSpec renewTime
                 * @property {number|null} [leaseTransitions] LeaseSpec leaseTransitions
                 * @property {string|null} [strategy] LeaseSpec strategy
                 * @property {string|null} [preferredHolder] LeaseSpec preferredHolder
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LeaseSpec.
                 * @memberof tycho.kubernetes.v1
                 * @interface ILeaseSpec
                 * @augments tycho.kubernetes.v1.LeaseSpec.$Properties
                 * @deprecated Use tycho.kubernetes.v1.LeaseSpec.$Properties instead.
                 */

                /**
                 * Shape of a LeaseSpec.
                 * @typedef {tycho.kubernetes.v1.LeaseSpec.$Properties} tycho.kubernetes.v1.LeaseSpec.$Shape
                 */

                /**
                 * Constructs a new LeaseSpec.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a LeaseSpec.
                 * @constructor
                 * @param {tycho.kubernetes.v1.LeaseSpec.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LeaseSpec = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LeaseSpec holderIdentity.
                 * @member {string|null|undefined} holderIdentity
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @instance
                 */
                LeaseSpec.prototype.holderIdentity = null;

                /**
                 * LeaseSpec leaseDurationSeconds.
                 * @member {number|null|undefined} leaseDurationSeconds
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @instance
                 */
                LeaseSpec.prototype.leaseDurationSeconds = null;

                /**
                 * LeaseSpec acquireTime.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} acquireTime
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @instance
                 */
                LeaseSpec.prototype.acquireTime = null;

                /**
                 * LeaseSpec renewTime.
                 * @member {tycho.kubernetes.v1.Timestamp.$Properties|null|undefined} renewTime
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @instance
                 */
                LeaseSpec.prototype.renewTime = null;

                /**
                 * LeaseSpec leaseTransitions.
                 * @member {number|null|undefined} leaseTransitions
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @instance
                 */
                LeaseSpec.prototype.leaseTransitions = null;

                /**
                 * LeaseSpec strategy.
                 * @member {string|null|undefined} strategy
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @instance
                 */
                LeaseSpec.prototype.strategy = null;

                /**
                 * LeaseSpec preferredHolder.
                 * @member {string|null|undefined} preferredHolder
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @instance
                 */
                LeaseSpec.prototype.preferredHolder = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LeaseSpec.prototype, "_holderIdentity", {
                    get: $util.oneOfGetter($oneOfFields = ["holderIdentity"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LeaseSpec.prototype, "_leaseDurationSeconds", {
                    get: $util.oneOfGetter($oneOfFields = ["leaseDurationSeconds"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LeaseSpec.prototype, "_leaseTransitions", {
                    get: $util.oneOfGetter($oneOfFields = ["leaseTransitions"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LeaseSpec.prototype, "_strategy", {
                    get: $util.oneOfGetter($oneOfFields = ["strategy"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(LeaseSpec.prototype, "_preferredHolder", {
                    get: $util.oneOfGetter($oneOfFields = ["preferredHolder"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified LeaseSpec message. Does not implicitly {@link tycho.kubernetes.v1.LeaseSpec.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @static
                 * @param {tycho.kubernetes.v1.LeaseSpec.$Properties} message LeaseSpec message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LeaseSpec.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.holderIdentity != null && $Object.hasOwnProperty.call(message, "holderIdentity"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.holderIdentity);
                    if (message.leaseDurationSeconds != null && $Object.hasOwnProperty.call(message, "leaseDurationSeconds"))
                        writer.uint32(/* id 2, wireType 0 =*/16).int32(message.leaseDurationSeconds);
                    if (message.acquireTime != null && $Object.hasOwnProperty.call(message, "acquireTime"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.acquireTime, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.renewTime != null && $Object.hasOwnProperty.call(message, "renewTime"))
                        $root.tycho.kubernetes.v1.Timestamp.encode(message.renewTime, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.leaseTransitions != null && $Object.hasOwnProperty.call(message, "leaseTransitions"))
                        writer.uint32(/* id 5, wireType 0 =*/40).int32(message.leaseTransitions);
                    if (message.strategy != null && $Object.hasOwnProperty.call(message, "strategy"))
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.strategy);
                    if (message.preferredHolder != null && $Object.hasOwnProperty.call(message, "preferredHolder"))
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.preferredHolder);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LeaseSpec message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.LeaseSpec
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.LeaseSpec & tycho.kubernetes.v1.LeaseSpec.$Shape} LeaseSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LeaseSpec.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.LeaseSpec();
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
                                message.holderIdentity = reader.stringVerify();
                                message._holderIdentity = "holderIdentity";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.leaseDurationSeconds = reader.int32();
                                message._leaseDurationSeconds = "leaseDurationSeconds";
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.acquireTime = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.acquireTime);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.renewTime = $root.tycho.kubernetes.v1.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.renewTime);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 0)
                                    break;
                                message.leaseTransitions = reader.int32();
                                message._leaseTransitions = "leaseTransitions";
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                message.strategy = reader.stringVerify();
                                message._strategy = "strategy";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                message.preferredHolder = reader.stringVerify();
                                message._preferredHolder = "preferredHolder";
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

                return LeaseSpec;
            })();

            v1.DeleteOptions = (function() {

                /**
                 * Properties of a DeleteOptions.
                 * @typedef {Object} tycho.kubernetes.v1.DeleteOptions.$Properties
                 * @property {number|null} [gracePeriodSeconds] DeleteOptions gracePeriodSeconds
                 * @property {tycho.kubernetes.v1.Preconditions.$Properties|null} [preconditions] DeleteOptions preconditions
                 * @property {boolean|null} [orphanDependents] DeleteOptions orphanDependents
                 * @property {string|null} [propagationPolicy] DeleteOptions propagationPolicy
                 * @property {Array.<string>|null} [dryRun] DeleteOptions dryRun
                 * @property {boolean|null} [ignoreStoreReadErrorWithClusterBreakingPotential] DeleteOptions ignoreStoreReadErrorWithClusterBreakingPotential
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a DeleteOptions.
                 * @memberof tycho.kubernetes.v1
                 * @interface IDeleteOptions
                 * @augments tycho.kubernetes.v1.DeleteOptions.$Properties
                 * @deprecated Use tycho.kubernetes.v1.DeleteOptions.$Properties instead.
                 */

                /**
                 * Shape of a DeleteOptions.
                 * @typedef {tycho.kubernetes.v1.DeleteOptions.$Properties} tycho.kubernetes.v1.DeleteOptions.$Shape
                 */

                /**
                 * Constructs a new DeleteOptions.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a DeleteOptions.
                 * @constructor
                 * @param {tycho.kubernetes.v1.DeleteOptions.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const DeleteOptions = function (properties) {
                    this.dryRun = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * DeleteOptions gracePeriodSeconds.
                 * @member {number|null|undefined} gracePeriodSeconds
                 * @memberof tycho.kubernetes.v1.DeleteOptions
                 * @instance
                 */
                DeleteOptions.prototype.gracePeriodSeconds = null;

                /**
                 * DeleteOptions preconditions.
                 * @member {tycho.kubernetes.v1.Preconditions.$Properties|null|undefined} preconditions
                 * @memberof tycho.kubernetes.v1.DeleteOptions
                 * @instance
                 */
                DeleteOptions.prototype.preconditions = null;

                /**
                 * DeleteOptions orphanDependents.
                 * @member {boolean|null|undefined} orphanDependents
                 * @memberof tycho.kubernetes.v1.DeleteOptions
                 * @instance
                 */
                DeleteOptions.prototype.orphanDependents = null;

                /**
                 * DeleteOptions propagationPolicy.
                 * @member {string|null|undefined} propagationPolicy
                 * @memberof tycho.kubernetes.v1.DeleteOptions
                 * @instance
                 */
                DeleteOptions.prototype.propagationPolicy = null;

                /**
                 * DeleteOptions dryRun.
                 * @member {Array.<string>} dryRun
                 * @memberof tycho.kubernetes.v1.DeleteOptions
                 * @instance
                 */
                DeleteOptions.prototype.dryRun = $util.emptyArray;

                /**
                 * DeleteOptions ignoreStoreReadErrorWithClusterBreakingPotential.
                 * @member {boolean|null|undefined} ignoreStoreReadErrorWithClusterBreakingPotential
                 * @memberof tycho.kubernetes.v1.DeleteOptions
                 * @instance
                 */
                DeleteOptions.prototype.ignoreStoreReadErrorWithClusterBreakingPotential = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DeleteOptions.prototype, "_gracePeriodSeconds", {
                    get: $util.oneOfGetter($oneOfFields = ["gracePeriodSeconds"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DeleteOptions.prototype, "_orphanDependents", {
                    get: $util.oneOfGetter($oneOfFields = ["orphanDependents"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DeleteOptions.prototype, "_propagationPolicy", {
                    get: $util.oneOfGetter($oneOfFields = ["propagationPolicy"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(DeleteOptions.prototype, "_ignoreStoreReadErrorWithClusterBreakingPotential", {
                    get: $util.oneOfGetter($oneOfFields = ["ignoreStoreReadErrorWithClusterBreakingPotential"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified DeleteOptions message. Does not implicitly {@link tycho.kubernetes.v1.DeleteOptions.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.DeleteOptions
                 * @static
                 * @param {tycho.kubernetes.v1.DeleteOptions.$Properties} message DeleteOptions message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                DeleteOptions.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.gracePeriodSeconds != null && $Object.hasOwnProperty.call(message, "gracePeriodSeconds"))
                        writer.uint32(/* id 1, wireType 0 =*/8).int64(message.gracePeriodSeconds);
                    if (message.preconditions != null && $Object.hasOwnProperty.call(message, "preconditions"))
                        $root.tycho.kubernetes.v1.Preconditions.encode(message.preconditions, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.orphanDependents != null && $Object.hasOwnProperty.call(message, "orphanDependents"))
                        writer.uint32(/* id 3, wireType 0 =*/24).bool(message.orphanDependents);
                    if (message.propagationPolicy != null && $Object.hasOwnProperty.call(message, "propagationPolicy"))
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.propagationPolicy);
                    if (message.dryRun != null && message.dryRun.length)
                        for (let i = 0; i < message.dryRun.length; ++i)
                            writer.uint32(/* id 5, wireType 2 =*/42).string(message.dryRun[i]);
                    if (message.ignoreStoreReadErrorWithClusterBreakingPotential != null && $Object.hasOwnProperty.call(message, "ignoreStoreReadErrorWithClusterBreakingPotential"))
                        writer.uint32(/* id 6, wireType 0 =*/48).bool(message.ignoreStoreReadErrorWithClusterBreakingPotential);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a DeleteOptions message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.DeleteOptions
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.DeleteOptions & tycho.kubernetes.v1.DeleteOptions.$Shape} DeleteOptions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                DeleteOptions.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.DeleteOptions();
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
                                message.gracePeriodSeconds = reader.int64();
                                message._gracePeriodSeconds = "gracePeriodSeconds";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.preconditions = $root.tycho.kubernetes.v1.Preconditions.decode(reader, reader.size(), $undefined, _depth + 1, message.preconditions);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 0)
                                    break;
                                message.orphanDependents = reader.bool();
                                message._orphanDependents = "orphanDependents";
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.propagationPolicy = reader.stringVerify();
                                message._propagationPolicy = "propagationPolicy";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.dryRun && message.dryRun.length))
                                    message.dryRun = [];
                                message.dryRun.push(reader.stringVerify());
                                continue;
                            }
                        case 6: {
                                if (wireType !== 0)
                                    break;
                                message.ignoreStoreReadErrorWithClusterBreakingPotential = reader.bool();
                                message._ignoreStoreReadErrorWithClusterBreakingPotential = "ignoreStoreReadErrorWithClusterBreakingPotential";
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

                return DeleteOptions;
            })();

            v1.Preconditions = (function() {

                /**
                 * Properties of a Preconditions.
                 * @typedef {Object} tycho.kubernetes.v1.Preconditions.$Properties
                 * @property {string|null} [uid] Preconditions uid
                 * @property {string|null} [resourceVersion] Preconditions resourceVersion
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Preconditions.
                 * @memberof tycho.kubernetes.v1
                 * @interface IPreconditions
                 * @augments tycho.kubernetes.v1.Preconditions.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Preconditions.$Properties instead.
                 */

                /**
                 * Shape of a Preconditions.
                 * @typedef {tycho.kubernetes.v1.Preconditions.$Properties} tycho.kubernetes.v1.Preconditions.$Shape
                 */

                /**
                 * Constructs a new Preconditions.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a Preconditions.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Preconditions.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Preconditions = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Preconditions uid.
                 * @member {string|null|undefined} uid
                 * @memberof tycho.kubernetes.v1.Preconditions
                 * @instance
                 */
                Preconditions.prototype.uid = null;

                /**
                 * Preconditions resourceVersion.
                 * @member {string|null|undefined} resourceVersion
                 * @memberof tycho.kubernetes.v1.Preconditions
                 * @instance
                 */
                Preconditions.prototype.resourceVersion = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Preconditions.prototype, "_uid", {
                    get: $util.oneOfGetter($oneOfFields = ["uid"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Preconditions.prototype, "_resourceVersion", {
                    get: $util.oneOfGetter($oneOfFields = ["resourceVersion"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Preconditions message. Does not implicitly {@link tycho.kubernetes.v1.Preconditions.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Preconditions
                 * @static
                 * @param {tycho.kubernetes.v1.Preconditions.$Properties} message Preconditions message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Preconditions.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid"))
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.uid);
                    if (message.resourceVersion != null && $Object.hasOwnProperty.call(message, "resourceVersion"))
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.resourceVersion);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Preconditions message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Preconditions
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Preconditions & tycho.kubernetes.v1.Preconditions.$Shape} Preconditions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Preconditions.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.Preconditions();
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
                                message.uid = reader.stringVerify();
                                message._uid = "uid";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.resourceVersion = reader.stringVerify();
                                message._resourceVersion = "resourceVersion";
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

                return Preconditions;
            })();

            v1.SelfSubjectAccessReview = (function() {

                /**
                 * Properties of a SelfSubjectAccessReview.
                 * @typedef {Object} tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] SelfSubjectAccessReview metadata
                 * @property {tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties|null} [spec] SelfSubjectAccessReview spec
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SelfSubjectAccessReview.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISelfSubjectAccessReview
                 * @augments tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties
                 * @deprecated Use tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties instead.
                 */

                /**
                 * Shape of a SelfSubjectAccessReview.
                 * @typedef {tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties} tycho.kubernetes.v1.SelfSubjectAccessReview.$Shape
                 */

                /**
                 * Constructs a new SelfSubjectAccessReview.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a SelfSubjectAccessReview.
                 * @constructor
                 * @param {tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SelfSubjectAccessReview = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SelfSubjectAccessReview metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.SelfSubjectAccessReview
                 * @instance
                 */
                SelfSubjectAccessReview.prototype.metadata = null;

                /**
                 * SelfSubjectAccessReview spec.
                 * @member {tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties|null|undefined} spec
                 * @memberof tycho.kubernetes.v1.SelfSubjectAccessReview
                 * @instance
                 */
                SelfSubjectAccessReview.prototype.spec = null;

                /**
                 * Encodes the specified SelfSubjectAccessReview message. Does not implicitly {@link tycho.kubernetes.v1.SelfSubjectAccessReview.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.SelfSubjectAccessReview
                 * @static
                 * @param {tycho.kubernetes.v1.SelfSubjectAccessReview.$Properties} message SelfSubjectAccessReview message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SelfSubjectAccessReview.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                        $root.tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.encode(message.spec, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SelfSubjectAccessReview message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.SelfSubjectAccessReview
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.SelfSubjectAccessReview & tycho.kubernetes.v1.SelfSubjectAccessReview.$Shape} SelfSubjectAccessReview
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SelfSubjectAccessReview.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.SelfSubjectAccessReview();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.spec = $root.tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
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

                return SelfSubjectAccessReview;
            })();

            v1.SelfSubjectAccessReviewSpec = (function() {

                /**
                 * Properties of a SelfSubjectAccessReviewSpec.
                 * @typedef {Object} tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties
                 * @property {tycho.kubernetes.v1.ResourceAttributes.$Properties|null} [resourceAttributes] SelfSubjectAccessReviewSpec resourceAttributes
                 * @property {tycho.kubernetes.v1.NonResourceAttributes.$Properties|null} [nonResourceAttributes] SelfSubjectAccessReviewSpec nonResourceAttributes
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SelfSubjectAccessReviewSpec.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISelfSubjectAccessReviewSpec
                 * @augments tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties
                 * @deprecated Use tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties instead.
                 */

                /**
                 * Shape of a SelfSubjectAccessReviewSpec.
                 * @typedef {tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties} tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Shape
                 */

                /**
                 * Constructs a new SelfSubjectAccessReviewSpec.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a SelfSubjectAccessReviewSpec.
                 * @constructor
                 * @param {tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SelfSubjectAccessReviewSpec = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SelfSubjectAccessReviewSpec resourceAttributes.
                 * @member {tycho.kubernetes.v1.ResourceAttributes.$Properties|null|undefined} resourceAttributes
                 * @memberof tycho.kubernetes.v1.SelfSubjectAccessReviewSpec
                 * @instance
                 */
                SelfSubjectAccessReviewSpec.prototype.resourceAttributes = null;

                /**
                 * SelfSubjectAccessReviewSpec nonResourceAttributes.
                 * @member {tycho.kubernetes.v1.NonResourceAttributes.$Properties|null|undefined} nonResourceAttributes
                 * @memberof tycho.kubernetes.v1.SelfSubjectAccessReviewSpec
                 * @instance
                 */
                SelfSubjectAccessReviewSpec.prototype.nonResourceAttributes = null;

                /**
                 * Encodes the specified SelfSubjectAccessReviewSpec message. Does not implicitly {@link tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.SelfSubjectAccessReviewSpec
                 * @static
                 * @param {tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Properties} message SelfSubjectAccessReviewSpec message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SelfSubjectAccessReviewSpec.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.resourceAttributes != null && $Object.hasOwnProperty.call(message, "resourceAttributes"))
                        $root.tycho.kubernetes.v1.ResourceAttributes.encode(message.resourceAttributes, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.nonResourceAttributes != null && $Object.hasOwnProperty.call(message, "nonResourceAttributes"))
                        $root.tycho.kubernetes.v1.NonResourceAttributes.encode(message.nonResourceAttributes, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SelfSubjectAccessReviewSpec message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.SelfSubjectAccessReviewSpec
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.SelfSubjectAccessReviewSpec & tycho.kubernetes.v1.SelfSubjectAccessReviewSpec.$Shape} SelfSubjectAccessReviewSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SelfSubjectAccessReviewSpec.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.SelfSubjectAccessReviewSpec();
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
                                message.resourceAttributes = $root.tycho.kubernetes.v1.ResourceAttributes.decode(reader, reader.size(), $undefined, _depth + 1, message.resourceAttributes);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.nonResourceAttributes = $root.tycho.kubernetes.v1.NonResourceAttributes.decode(reader, reader.size(), $undefined, _depth + 1, message.nonResourceAttributes);
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

                return SelfSubjectAccessReviewSpec;
            })();

            v1.ResourceAttributes = (function() {

                /**
                 * Properties of a ResourceAttributes.
                 * @typedef {Object} tycho.kubernetes.v1.ResourceAttributes.$Properties
                 * @property {string|null} [namespace] ResourceAttributes namespace
                 * @property {string|null} [verb] ResourceAttributes verb
                 * @property {string|null} [group] ResourceAttributes group
                 * @property {string|null} [version] ResourceAttributes version
                 * @property {string|null} [resource] ResourceAttributes resource
                 * @property {string|null} [subresource] ResourceAttributes subresource
                 * @property {string|null} [name] ResourceAttributes name
                 * @property {tycho.kubernetes.v1.FieldSelectorAttributes.$Properties|null} [fieldSelector] ResourceAttributes fieldSelector
                 * @property {tycho.kubernetes.v1.LabelSelectorAttributes.$Properties|null} [labelSelector] ResourceAttributes labelSelector
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ResourceAttributes.
                 * @memberof tycho.kubernetes.v1
                 * @interface IResourceAttributes
                 * @augments tycho.kubernetes.v1.ResourceAttributes.$Properties
                 * @deprecated Use tycho.kubernetes.v1.ResourceAttributes.$Properties instead.
                 */

                /**
                 * Shape of a ResourceAttributes.
                 * @typedef {tycho.kubernetes.v1.ResourceAttributes.$Properties} tycho.kubernetes.v1.ResourceAttributes.$Shape
                 */

                /**
                 * Constructs a new ResourceAttributes.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a ResourceAttributes.
                 * @constructor
                 * @param {tycho.kubernetes.v1.ResourceAttributes.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ResourceAttributes = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ResourceAttributes namespace.
                 * @member {string} namespace
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.namespace = "";

                /**
                 * ResourceAttributes verb.
                 * @member {string} verb
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.verb = "";

                /**
                 * ResourceAttributes group.
                 * @member {string} group
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.group = "";

                /**
                 * ResourceAttributes version.
                 * @member {string} version
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.version = "";

                /**
                 * ResourceAttributes resource.
                 * @member {string} resource
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.resource = "";

                /**
                 * ResourceAttributes subresource.
                 * @member {string} subresource
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.subresource = "";

                /**
                 * ResourceAttributes name.
                 * @member {string} name
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.name = "";

                /**
                 * ResourceAttributes fieldSelector.
                 * @member {tycho.kubernetes.v1.FieldSelectorAttributes.$Properties|null|undefined} fieldSelector
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.fieldSelector = null;

                /**
                 * ResourceAttributes labelSelector.
                 * @member {tycho.kubernetes.v1.LabelSelectorAttributes.$Properties|null|undefined} labelSelector
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @instance
                 */
                ResourceAttributes.prototype.labelSelector = null;

                /**
                 * Encodes the specified ResourceAttributes message. Does not implicitly {@link tycho.kubernetes.v1.ResourceAttributes.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @static
                 * @param {tycho.kubernetes.v1.ResourceAttributes.$Properties} message ResourceAttributes message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ResourceAttributes.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.namespace);
                    if (message.verb != null && $Object.hasOwnProperty.call(message, "verb") && message.verb !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.verb);
                    if (message.group != null && $Object.hasOwnProperty.call(message, "group") && message.group !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.group);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.version);
                    if (message.resource != null && $Object.hasOwnProperty.call(message, "resource") && message.resource !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.resource);
                    if (message.subresource != null && $Object.hasOwnProperty.call(message, "subresource") && message.subresource !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.subresource);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 7, wireType 2 =*/58).string(message.name);
                    if (message.fieldSelector != null && $Object.hasOwnProperty.call(message, "fieldSelector"))
                        $root.tycho.kubernetes.v1.FieldSelectorAttributes.encode(message.fieldSelector, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.labelSelector != null && $Object.hasOwnProperty.call(message, "labelSelector"))
                        $root.tycho.kubernetes.v1.LabelSelectorAttributes.encode(message.labelSelector, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ResourceAttributes message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.ResourceAttributes
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.ResourceAttributes & tycho.kubernetes.v1.ResourceAttributes.$Shape} ResourceAttributes
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ResourceAttributes.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.ResourceAttributes();
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
                                    message.namespace = value;
                                else
                                    delete message.namespace;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.verb = value;
                                else
                                    delete message.verb;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.group = value;
                                else
                                    delete message.group;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.version = value;
                                else
                                    delete message.version;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.resource = value;
                                else
                                    delete message.resource;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.subresource = value;
                                else
                                    delete message.subresource;
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.fieldSelector = $root.tycho.kubernetes.v1.FieldSelectorAttributes.decode(reader, reader.size(), $undefined, _depth + 1, message.fieldSelector);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.labelSelector = $root.tycho.kubernetes.v1.LabelSelectorAttributes.decode(reader, reader.size(), $undefined, _depth + 1, message.labelSelector);
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

                return ResourceAttributes;
            })();

            v1.FieldSelectorAttributes = (function() {

                /**
                 * Properties of a FieldSelectorAttributes.
                 * @typedef {Object} tycho.kubernetes.v1.FieldSelectorAttributes.$Properties
                 * @property {string|null} [rawSelector] FieldSelectorAttributes rawSelector
                 * @property {Array.<tycho.kubernetes.v1.LabelSelectorRequirement.$Properties>|null} [requirements] FieldSelectorAttributes requirements
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a FieldSelectorAttributes.
                 * @memberof tycho.kubernetes.v1
                 * @interface IFieldSelectorAttributes
                 * @augments tycho.kubernetes.v1.FieldSelectorAttributes.$Properties
                 * @deprecated Use tycho.kubernetes.v1.FieldSelectorAttributes.$Properties instead.
                 */

                /**
                 * Shape of a FieldSelectorAttributes.
                 * @typedef {tycho.kubernetes.v1.FieldSelectorAttributes.$Properties} tycho.kubernetes.v1.FieldSelectorAttributes.$Shape
                 */

                /**
                 * Constructs a new FieldSelectorAttributes.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a FieldSelectorAttributes.
                 * @constructor
                 * @param {tycho.kubernetes.v1.FieldSelectorAttributes.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const FieldSelectorAttributes = function (properties) {
                    this.requirements = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * FieldSelectorAttributes rawSelector.
                 * @member {string} rawSelector
                 * @memberof tycho.kubernetes.v1.FieldSelectorAttributes
                 * @instance
                 */
                FieldSelectorAttributes.prototype.rawSelector = "";

                /**
                 * FieldSelectorAttributes requirements.
                 * @member {Array.<tycho.kubernetes.v1.LabelSelectorRequirement.$Properties>} requirements
                 * @memberof tycho.kubernetes.v1.FieldSelectorAttributes
                 * @instance
                 */
                FieldSelectorAttributes.prototype.requirements = $util.emptyArray;

                /**
                 * Encodes the specified FieldSelectorAttributes message. Does not implicitly {@link tycho.kubernetes.v1.FieldSelectorAttributes.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.FieldSelectorAttributes
                 * @static
                 * @param {tycho.kubernetes.v1.FieldSelectorAttributes.$Properties} message FieldSelectorAttributes message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                FieldSelectorAttributes.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.rawSelector != null && $Object.hasOwnProperty.call(message, "rawSelector") && message.rawSelector !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.rawSelector);
                    if (message.requirements != null && message.requirements.length)
                        for (let i = 0; i < message.requirements.length; ++i)
                            $root.tycho.kubernetes.v1.LabelSelectorRequirement.encode(message.requirements[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a FieldSelectorAttributes message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.FieldSelectorAttributes
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.FieldSelectorAttributes & tycho.kubernetes.v1.FieldSelectorAttributes.$Shape} FieldSelectorAttributes
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                FieldSelectorAttributes.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.FieldSelectorAttributes();
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
                                    message.rawSelector = value;
                                else
                                    delete message.rawSelector;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.requirements && message.requirements.length))
                                    message.requirements = [];
                                message.requirements.push($root.tycho.kubernetes.v1.LabelSelectorRequirement.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return FieldSelectorAttributes;
            })();

            v1.LabelSelectorAttributes = (function() {

                /**
                 * Properties of a LabelSelectorAttributes.
                 * @typedef {Object} tycho.kubernetes.v1.LabelSelectorAttributes.$Properties
                 * @property {string|null} [rawSelector] LabelSelectorAttributes rawSelector
                 * @property {Array.<tycho.kubernetes.v1.LabelSelectorRequirement.$Properties>|null} [requirements] LabelSelectorAttributes requirements
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a LabelSelectorAttributes.
                 * @memberof tycho.kubernetes.v1
                 * @interface ILabelSelectorAttributes
                 * @augments tycho.kubernetes.v1.LabelSelectorAttributes.$Properties
                 * @deprecated Use tycho.kubernetes.v1.LabelSelectorAttributes.$Properties instead.
                 */

                /**
                 * Shape of a LabelSelectorAttributes.
                 * @typedef {tycho.kubernetes.v1.LabelSelectorAttributes.$Properties} tycho.kubernetes.v1.LabelSelectorAttributes.$Shape
                 */

                /**
                 * Constructs a new LabelSelectorAttributes.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a LabelSelectorAttributes.
                 * @constructor
                 * @param {tycho.kubernetes.v1.LabelSelectorAttributes.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const LabelSelectorAttributes = function (properties) {
                    this.requirements = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * LabelSelectorAttributes rawSelector.
                 * @member {string} rawSelector
                 * @memberof tycho.kubernetes.v1.LabelSelectorAttributes
                 * @instance
                 */
                LabelSelectorAttributes.prototype.rawSelector = "";

                /**
                 * LabelSelectorAttributes requirements.
                 * @member {Array.<tycho.kubernetes.v1.LabelSelectorRequirement.$Properties>} requirements
                 * @memberof tycho.kubernetes.v1.LabelSelectorAttributes
                 * @instance
                 */
                LabelSelectorAttributes.prototype.requirements = $util.emptyArray;

                /**
                 * Encodes the specified LabelSelectorAttributes message. Does not implicitly {@link tycho.kubernetes.v1.LabelSelectorAttributes.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.LabelSelectorAttributes
                 * @static
                 * @param {tycho.kubernetes.v1.LabelSelectorAttributes.$Properties} message LabelSelectorAttributes message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                LabelSelectorAttributes.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.rawSelector != null && $Object.hasOwnProperty.call(message, "rawSelector") && message.rawSelector !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.rawSelector);
                    if (message.requirements != null && message.requirements.length)
                        for (let i = 0; i < message.requirements.length; ++i)
                            $root.tycho.kubernetes.v1.LabelSelectorRequirement.encode(message.requirements[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a LabelSelectorAttributes message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.LabelSelectorAttributes
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.LabelSelectorAttributes & tycho.kubernetes.v1.LabelSelectorAttributes.$Shape} LabelSelectorAttributes
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                LabelSelectorAttributes.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.LabelSelectorAttributes();
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
                                    message.rawSelector = value;
                                else
                                    delete message.rawSelector;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.requirements && message.requirements.length))
                                    message.requirements = [];
                                message.requirements.push($root.tycho.kubernetes.v1.LabelSelectorRequirement.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return LabelSelectorAttributes;
            })();

            v1.NonResourceAttributes = (function() {

                /**
                 * Properties of a NonResourceAttributes.
                 * @typedef {Object} tycho.kubernetes.v1.NonResourceAttributes.$Properties
                 * @property {string|null} [path] NonResourceAttributes path
                 * @property {string|null} [verb] NonResourceAttributes verb
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NonResourceAttributes.
                 * @memberof tycho.kubernetes.v1
                 * @interface INonResourceAttributes
                 * @augments tycho.kubernetes.v1.NonResourceAttributes.$Properties
                 * @deprecated Use tycho.kubernetes.v1.NonResourceAttributes.$Properties instead.
                 */

                /**
                 * Shape of a NonResourceAttributes.
                 * @typedef {tycho.kubernetes.v1.NonResourceAttributes.$Properties} tycho.kubernetes.v1.NonResourceAttributes.$Shape
                 */

                /**
                 * Constructs a new NonResourceAttributes.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a NonResourceAttributes.
                 * @constructor
                 * @param {tycho.kubernetes.v1.NonResourceAttributes.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NonResourceAttributes = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NonResourceAttributes path.
                 * @member {string} path
                 * @memberof tycho.kubernetes.v1.NonResourceAttributes
                 * @instance
                 */
                NonResourceAttributes.prototype.path = "";

                /**
                 * NonResourceAttributes verb.
                 * @member {string} verb
                 * @memberof tycho.kubernetes.v1.NonResourceAttributes
                 * @instance
                 */
                NonResourceAttributes.prototype.verb = "";

                /**
                 * Encodes the specified NonResourceAttributes message. Does not implicitly {@link tycho.kubernetes.v1.NonResourceAttributes.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.NonResourceAttributes
                 * @static
                 * @param {tycho.kubernetes.v1.NonResourceAttributes.$Properties} message NonResourceAttributes message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NonResourceAttributes.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.path != null && $Object.hasOwnProperty.call(message, "path") && message.path !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.path);
                    if (message.verb != null && $Object.hasOwnProperty.call(message, "verb") && message.verb !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.verb);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NonResourceAttributes message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.NonResourceAttributes
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.NonResourceAttributes & tycho.kubernetes.v1.NonResourceAttributes.$Shape} NonResourceAttributes
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NonResourceAttributes.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.NonResourceAttributes();
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
                                    message.path = value;
                                else
                                    delete message.path;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.verb = value;
                                else
                                    delete message.verb;
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

                return NonResourceAttributes;
            })();

            v1.SelfSubjectReview = (function() {

                /**
                 * Properties of a SelfSubjectReview.
                 * @typedef {Object} tycho.kubernetes.v1.SelfSubjectReview.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] SelfSubjectReview metadata
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SelfSubjectReview.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISelfSubjectReview
                 * @augments tycho.kubernetes.v1.SelfSubjectReview.$Properties
                 * @deprecated Use tycho.kubernetes.v1.SelfSubjectReview.$Properties instead.
                 */

                /**
                 * Shape of a SelfSubjectReview.
                 * @typedef {tycho.kubernetes.v1.SelfSubjectReview.$Properties} tycho.kubernetes.v1.SelfSubjectReview.$Shape
                 */

                /**
                 * Constructs a new SelfSubjectReview.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a SelfSubjectReview.
                 * @constructor
                 * @param {tycho.kubernetes.v1.SelfSubjectReview.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SelfSubjectReview = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SelfSubjectReview metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.SelfSubjectReview
                 * @instance
                 */
                SelfSubjectReview.prototype.metadata = null;

                /**
                 * Encodes the specified SelfSubjectReview message. Does not implicitly {@link tycho.kubernetes.v1.SelfSubjectReview.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.SelfSubjectReview
                 * @static
                 * @param {tycho.kubernetes.v1.SelfSubjectReview.$Properties} message SelfSubjectReview message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SelfSubjectReview.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SelfSubjectReview message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.SelfSubjectReview
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.SelfSubjectReview & tycho.kubernetes.v1.SelfSubjectReview.$Shape} SelfSubjectReview
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SelfSubjectReview.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.SelfSubjectReview();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
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

                return SelfSubjectReview;
            })();

            v1.SelfSubjectRulesReview = (function() {

                /**
                 * Properties of a SelfSubjectRulesReview.
                 * @typedef {Object} tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] SelfSubjectRulesReview metadata
                 * @property {tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties|null} [spec] SelfSubjectRulesReview spec
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SelfSubjectRulesReview.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISelfSubjectRulesReview
                 * @augments tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties
                 * @deprecated Use tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties instead.
                 */

                /**
                 * Shape of a SelfSubjectRulesReview.
                 * @typedef {tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties} tycho.kubernetes.v1.SelfSubjectRulesReview.$Shape
                 */

                /**
                 * Constructs a new SelfSubjectRulesReview.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a SelfSubjectRulesReview.
                 * @constructor
                 * @param {tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SelfSubjectRulesReview = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SelfSubjectRulesReview metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.SelfSubjectRulesReview
                 * @instance
                 */
                SelfSubjectRulesReview.prototype.metadata = null;

                /**
                 * SelfSubjectRulesReview spec.
                 * @member {tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties|null|undefined} spec
                 * @memberof tycho.kubernetes.v1.SelfSubjectRulesReview
                 * @instance
                 */
                SelfSubjectRulesReview.prototype.spec = null;

                /**
                 * Encodes the specified SelfSubjectRulesReview message. Does not implicitly {@link tycho.kubernetes.v1.SelfSubjectRulesReview.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.SelfSubjectRulesReview
                 * @static
                 * @param {tycho.kubernetes.v1.SelfSubjectRulesReview.$Properties} message SelfSubjectRulesReview message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SelfSubjectRulesReview.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                        $root.tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.encode(message.spec, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SelfSubjectRulesReview message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.SelfSubjectRulesReview
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.SelfSubjectRulesReview & tycho.kubernetes.v1.SelfSubjectRulesReview.$Shape} SelfSubjectRulesReview
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SelfSubjectRulesReview.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.SelfSubjectRulesReview();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.spec = $root.tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
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

                return SelfSubjectRulesReview;
            })();

            v1.SelfSubjectRulesReviewSpec = (function() {

                /**
                 * Properties of a SelfSubjectRulesReviewSpec.
                 * @typedef {Object} tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties
                 * @property {string|null} [namespace] SelfSubjectRulesReviewSpec namespace
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SelfSubjectRulesReviewSpec.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISelfSubjectRulesReviewSpec
                 * @augments tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties
                 * @deprecated Use tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties instead.
                 */

                /**
                 * Shape of a SelfSubjectRulesReviewSpec.
                 * @typedef {tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties} tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Shape
                 */

                /**
                 * Constructs a new SelfSubjectRulesReviewSpec.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a SelfSubjectRulesReviewSpec.
                 * @constructor
                 * @param {tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SelfSubjectRulesReviewSpec = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SelfSubjectRulesReviewSpec namespace.
                 * @member {string} namespace
                 * @memberof tycho.kubernetes.v1.SelfSubjectRulesReviewSpec
                 * @instance
                 */
                SelfSubjectRulesReviewSpec.prototype.namespace = "";

                /**
                 * Encodes the specified SelfSubjectRulesReviewSpec message. Does not implicitly {@link tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.SelfSubjectRulesReviewSpec
                 * @static
                 * @param {tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Properties} message SelfSubjectRulesReviewSpec message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SelfSubjectRulesReviewSpec.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.namespace);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SelfSubjectRulesReviewSpec message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.SelfSubjectRulesReviewSpec
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.SelfSubjectRulesReviewSpec & tycho.kubernetes.v1.SelfSubjectRulesReviewSpec.$Shape} SelfSubjectRulesReviewSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SelfSubjectRulesReviewSpec.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.SelfSubjectRulesReviewSpec();
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
                                    message.namespace = value;
                                else
                                    delete message.namespace;
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

                return SelfSubjectRulesReviewSpec;
            })();

            v1.SubjectAccessReview = (function() {

                /**
                 * Properties of a SubjectAccessReview.
                 * @typedef {Object} tycho.kubernetes.v1.SubjectAccessReview.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] SubjectAccessReview metadata
                 * @property {tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties|null} [spec] SubjectAccessReview spec
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SubjectAccessReview.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISubjectAccessReview
                 * @augments tycho.kubernetes.v1.SubjectAccessReview.$Properties
                 * @deprecated Use tycho.kubernetes.v1.SubjectAccessReview.$Properties instead.
                 */

                /**
                 * Shape of a SubjectAccessReview.
                 * @typedef {tycho.kubernetes.v1.SubjectAccessReview.$Properties} tycho.kubernetes.v1.SubjectAccessReview.$Shape
                 */

                /**
                 * Constructs a new SubjectAccessReview.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a SubjectAccessReview.
                 * @constructor
                 * @param {tycho.kubernetes.v1.SubjectAccessReview.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SubjectAccessReview = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SubjectAccessReview metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.SubjectAccessReview
                 * @instance
                 */
                SubjectAccessReview.prototype.metadata = null;

                /**
                 * SubjectAccessReview spec.
                 * @member {tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties|null|undefined} spec
                 * @memberof tycho.kubernetes.v1.SubjectAccessReview
                 * @instance
                 */
                SubjectAccessReview.prototype.spec = null;

                /**
                 * Encodes the specified SubjectAccessReview message. Does not implicitly {@link tycho.kubernetes.v1.SubjectAccessReview.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.SubjectAccessReview
                 * @static
                 * @param {tycho.kubernetes.v1.SubjectAccessReview.$Properties} message SubjectAccessReview message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SubjectAccessReview.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                        $root.tycho.kubernetes.v1.SubjectAccessReviewSpec.encode(message.spec, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SubjectAccessReview message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.SubjectAccessReview
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.SubjectAccessReview & tycho.kubernetes.v1.SubjectAccessReview.$Shape} SubjectAccessReview
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SubjectAccessReview.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.SubjectAccessReview();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.spec = $root.tycho.kubernetes.v1.SubjectAccessReviewSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
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

                return SubjectAccessReview;
            })();

            v1.SubjectAccessReviewSpec = (function() {

                /**
                 * Properties of a SubjectAccessReviewSpec.
                 * @typedef {Object} tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties
                 * @property {tycho.kubernetes.v1.ResourceAttributes.$Properties|null} [resourceAttributes] SubjectAccessReviewSpec resourceAttributes
                 * @property {tycho.kubernetes.v1.NonResourceAttributes.$Properties|null} [nonResourceAttributes] SubjectAccessReviewSpec nonResourceAttributes
                 * @property {string|null} [user] SubjectAccessReviewSpec user
                 * @property {Array.<string>|null} [groups] SubjectAccessReviewSpec groups
                 * @property {Object.<string,tycho.kubernetes.v1.ExtraValue.$Properties>|null} [extra] SubjectAccessReviewSpec extra
                 * @property {string|null} [uid] SubjectAccessReviewSpec uid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SubjectAccessReviewSpec.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISubjectAccessReviewSpec
                 * @augments tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties
                 * @deprecated Use tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties instead.
                 */

                /**
                 * Shape of a SubjectAccessReviewSpec.
                 * @typedef {tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties} tycho.kubernetes.v1.SubjectAccessReviewSpec.$Shape
                 */

                /**
                 * Constructs a new SubjectAccessReviewSpec.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a SubjectAccessReviewSpec.
                 * @constructor
                 * @param {tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SubjectAccessReviewSpec = function (properties) {
                    this.groups = [];
                    this.extra = {};
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SubjectAccessReviewSpec resourceAttributes.
                 * @member {tycho.kubernetes.v1.ResourceAttributes.$Properties|null|undefined} resourceAttributes
                 * @memberof tycho.kubernetes.v1.SubjectAccessReviewSpec
                 * @instance
                 */
                SubjectAccessReviewSpec.prototype.resourceAttributes = null;

                /**
                 * SubjectAccessReviewSpec nonResourceAttributes.
                 * @member {tycho.kubernetes.v1.NonResourceAttributes.$Properties|null|undefined} nonResourceAttributes
                 * @memberof tycho.kubernetes.v1.SubjectAccessReviewSpec
                 * @instance
                 */
                SubjectAccessReviewSpec.prototype.nonResourceAttributes = null;

                /**
                 * SubjectAccessReviewSpec user.
                 * @member {string} user
                 * @memberof tycho.kubernetes.v1.SubjectAccessReviewSpec
                 * @instance
                 */
                SubjectAccessReviewSpec.prototype.user = "";

                /**
                 * SubjectAccessReviewSpec groups.
                 * @member {Array.<string>} groups
                 * @memberof tycho.kubernetes.v1.SubjectAccessReviewSpec
                 * @instance
                 */
                SubjectAccessReviewSpec.prototype.groups = $util.emptyArray;

                /**
                 * SubjectAccessReviewSpec extra.
                 * @member {Object.<string,tycho.kubernetes.v1.ExtraValue.$Properties>} extra
                 * @memberof tycho.kubernetes.v1.SubjectAccessReviewSpec
                 * @instance
                 */
                SubjectAccessReviewSpec.prototype.extra = $util.emptyObject;

                /**
                 * SubjectAccessReviewSpec uid.
                 * @member {string} uid
                 * @memberof tycho.kubernetes.v1.SubjectAccessReviewSpec
                 * @instance
                 */
                SubjectAccessReviewSpec.prototype.uid = "";

                /**
                 * Encodes the specified SubjectAccessReviewSpec message. Does not implicitly {@link tycho.kubernetes.v1.SubjectAccessReviewSpec.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.SubjectAccessReviewSpec
                 * @static
                 * @param {tycho.kubernetes.v1.SubjectAccessReviewSpec.$Properties} message SubjectAccessReviewSpec message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SubjectAccessReviewSpec.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.resourceAttributes != null && $Object.hasOwnProperty.call(message, "resourceAttributes"))
                        $root.tycho.kubernetes.v1.ResourceAttributes.encode(message.resourceAttributes, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.nonResourceAttributes != null && $Object.hasOwnProperty.call(message, "nonResourceAttributes"))
                        $root.tycho.kubernetes.v1.NonResourceAttributes.encode(message.nonResourceAttributes, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.user != null && $Object.hasOwnProperty.call(message, "user") && message.user !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.user);
                    if (message.groups != null && message.groups.length)
                        for (let i = 0; i < message.groups.length; ++i)
                            writer.uint32(/* id 4, wireType 2 =*/34).string(message.groups[i]);
                    if (message.extra != null && $Object.hasOwnProperty.call(message, "extra"))
                        for (let keys = $Object.keys(message.extra), i = 0; i < keys.length; ++i) {
                            writer.uint32(/* id 5, wireType 2 =*/42).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]);
                            $root.tycho.kubernetes.v1.ExtraValue.encode(message.extra[keys[i]], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim().ldelim();
                        }
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.uid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SubjectAccessReviewSpec message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.SubjectAccessReviewSpec
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.SubjectAccessReviewSpec & tycho.kubernetes.v1.SubjectAccessReviewSpec.$Shape} SubjectAccessReviewSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SubjectAccessReviewSpec.decode = function (reader, length, _end, _depth, _target) {
                    if (!(reader instanceof $Reader))
                        reader = $Reader.create(reader);
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $Reader.recursionLimit)
                        throw $Error("max depth exceeded");
                    let end, message, key, value;
                    if (length === $undefined)
                        end = reader.len;
                    else {
                        end = reader.pos + length;
                        if (end > reader.len)
                            throw $RangeError("index out of range");
                        length = reader.len;
                        reader.len = end;
                    }
                    message = _target || new $root.tycho.kubernetes.v1.SubjectAccessReviewSpec();
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
                                message.resourceAttributes = $root.tycho.kubernetes.v1.ResourceAttributes.decode(reader, reader.size(), $undefined, _depth + 1, message.resourceAttributes);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.nonResourceAttributes = $root.tycho.kubernetes.v1.NonResourceAttributes.decode(reader, reader.size(), $undefined, _depth + 1, message.nonResourceAttributes);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.user = value;
                                else
                                    delete message.user;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.groups && message.groups.length))
                                    message.groups = [];
                                message.groups.push(reader.stringVerify());
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (message.extra === $util.emptyObject)
                                    message.extra = {};
                                let end2 = reader.size() + reader.pos;
                                if (end2 > reader.len)
                                    throw $RangeError("index out of range");
                                reader.len = end2;
                                key = "";
                                value = null;
                                while (reader.pos < end2) {
                                    let tag2 = reader.tag();
                                    wireType = tag2 & 7;
                                    switch (tag2 >>>= 3) {
                                    case 1:
                                        if (wireType !== 2)
                                            break;
                                        key = reader.stringVerify();
                                        continue;
                                    case 2:
                                        if (wireType !== 2)
                                            break;
                                        value = $root.tycho.kubernetes.v1.ExtraValue.decode(reader, reader.size(), $undefined, _depth + 1, value);
                                        continue;
                                    }
                                    reader.skipType(wireType, _depth, tag2);
                                }
                                if (reader.pos !== end2)
                                    throw $RangeError("index out of range");
                                reader.len = end;
                                if (key === "__proto__")
                                    $util.makeProp(message.extra, key);
                                message.extra[key] = value || new $root.tycho.kubernetes.v1.ExtraValue();
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.uid = value;
                                else
                                    delete message.uid;
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

                return SubjectAccessReviewSpec;
            })();

            v1.ExtraValue = (function() {

                /**
                 * Properties of an ExtraValue.
                 * @typedef {Object} tycho.kubernetes.v1.ExtraValue.$Properties
                 * @property {Array.<string>|null} [items] ExtraValue items
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ExtraValue.
                 * @memberof tycho.kubernetes.v1
                 * @interface IExtraValue
                 * @augments tycho.kubernetes.v1.ExtraValue.$Properties
                 * @deprecated Use tycho.kubernetes.v1.ExtraValue.$Properties instead.
                 */

                /**
                 * Shape of an ExtraValue.
                 * @typedef {tycho.kubernetes.v1.ExtraValue.$Properties} tycho.kubernetes.v1.ExtraValue.$Shape
                 */

                /**
                 * Constructs a new ExtraValue.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an ExtraValue.
                 * @constructor
                 * @param {tycho.kubernetes.v1.ExtraValue.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ExtraValue = function (properties) {
                    this.items = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ExtraValue items.
                 * @member {Array.<string>} items
                 * @memberof tycho.kubernetes.v1.ExtraValue
                 * @instance
                 */
                ExtraValue.prototype.items = $util.emptyArray;

                /**
                 * Encodes the specified ExtraValue message. Does not implicitly {@link tycho.kubernetes.v1.ExtraValue.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.ExtraValue
                 * @static
                 * @param {tycho.kubernetes.v1.ExtraValue.$Properties} message ExtraValue message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ExtraValue.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.items != null && message.items.length)
                        for (let i = 0; i < message.items.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).string(message.items[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ExtraValue message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.ExtraValue
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.ExtraValue & tycho.kubernetes.v1.ExtraValue.$Shape} ExtraValue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ExtraValue.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.ExtraValue();
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
                                if (!(message.items && message.items.length))
                                    message.items = [];
                                message.items.push(reader.stringVerify());
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

                return ExtraValue;
            })();

            v1.TokenReview = (function() {

                /**
                 * Properties of a TokenReview.
                 * @typedef {Object} tycho.kubernetes.v1.TokenReview.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] TokenReview metadata
                 * @property {tycho.kubernetes.v1.TokenReviewSpec.$Properties|null} [spec] TokenReview spec
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TokenReview.
                 * @memberof tycho.kubernetes.v1
                 * @interface ITokenReview
                 * @augments tycho.kubernetes.v1.TokenReview.$Properties
                 * @deprecated Use tycho.kubernetes.v1.TokenReview.$Properties instead.
                 */

                /**
                 * Shape of a TokenReview.
                 * @typedef {tycho.kubernetes.v1.TokenReview.$Properties} tycho.kubernetes.v1.TokenReview.$Shape
                 */

                /**
                 * Constructs a new TokenReview.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a TokenReview.
                 * @constructor
                 * @param {tycho.kubernetes.v1.TokenReview.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TokenReview = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TokenReview metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.TokenReview
                 * @instance
                 */
                TokenReview.prototype.metadata = null;

                /**
                 * TokenReview spec.
                 * @member {tycho.kubernetes.v1.TokenReviewSpec.$Properties|null|undefined} spec
                 * @memberof tycho.kubernetes.v1.TokenReview
                 * @instance
                 */
                TokenReview.prototype.spec = null;

                /**
                 * Encodes the specified TokenReview message. Does not implicitly {@link tycho.kubernetes.v1.TokenReview.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.TokenReview
                 * @static
                 * @param {tycho.kubernetes.v1.TokenReview.$Properties} message TokenReview message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TokenReview.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                        $root.tycho.kubernetes.v1.TokenReviewSpec.encode(message.spec, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TokenReview message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.TokenReview
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.TokenReview & tycho.kubernetes.v1.TokenReview.$Shape} TokenReview
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TokenReview.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.TokenReview();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.spec = $root.tycho.kubernetes.v1.TokenReviewSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
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

                return TokenReview;
            })();

            v1.TokenReviewSpec = (function() {

                /**
                 * Properties of a TokenReviewSpec.
                 * @typedef {Object} tycho.kubernetes.v1.TokenReviewSpec.$Properties
                 * @property {string|null} [token] TokenReviewSpec token
                 * @property {Array.<string>|null} [audiences] TokenReviewSpec audiences
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TokenReviewSpec.
                 * @memberof tycho.kubernetes.v1
                 * @interface ITokenReviewSpec
                 * @augments tycho.kubernetes.v1.TokenReviewSpec.$Properties
                 * @deprecated Use tycho.kubernetes.v1.TokenReviewSpec.$Properties instead.
                 */

                /**
                 * Shape of a TokenReviewSpec.
                 * @typedef {tycho.kubernetes.v1.TokenReviewSpec.$Properties} tycho.kubernetes.v1.TokenReviewSpec.$Shape
                 */

                /**
                 * Constructs a new TokenReviewSpec.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a TokenReviewSpec.
                 * @constructor
                 * @param {tycho.kubernetes.v1.TokenReviewSpec.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TokenReviewSpec = function (properties) {
                    this.audiences = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TokenReviewSpec token.
                 * @member {string} token
                 * @memberof tycho.kubernetes.v1.TokenReviewSpec
                 * @instance
                 */
                TokenReviewSpec.prototype.token = "";

                /**
                 * TokenReviewSpec audiences.
                 * @member {Array.<string>} audiences
                 * @memberof tycho.kubernetes.v1.TokenReviewSpec
                 * @instance
                 */
                TokenReviewSpec.prototype.audiences = $util.emptyArray;

                /**
                 * Encodes the specified TokenReviewSpec message. Does not implicitly {@link tycho.kubernetes.v1.TokenReviewSpec.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.TokenReviewSpec
                 * @static
                 * @param {tycho.kubernetes.v1.TokenReviewSpec.$Properties} message TokenReviewSpec message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TokenReviewSpec.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.token != null && $Object.hasOwnProperty.call(message, "token") && message.token !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.token);
                    if (message.audiences != null && message.audiences.length)
                        for (let i = 0; i < message.audiences.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).string(message.audiences[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TokenReviewSpec message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.TokenReviewSpec
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.TokenReviewSpec & tycho.kubernetes.v1.TokenReviewSpec.$Shape} TokenReviewSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TokenReviewSpec.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.TokenReviewSpec();
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
                                if (!(message.audiences && message.audiences.length))
                                    message.audiences = [];
                                message.audiences.push(reader.stringVerify());
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

                return TokenReviewSpec;
            })();

            v1.TokenRequest = (function() {

                /**
                 * Properties of a TokenRequest.
                 * @typedef {Object} tycho.kubernetes.v1.TokenRequest.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] TokenRequest metadata
                 * @property {tycho.kubernetes.v1.TokenRequestSpec.$Properties|null} [spec] TokenRequest spec
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TokenRequest.
                 * @memberof tycho.kubernetes.v1
                 * @interface ITokenRequest
                 * @augments tycho.kubernetes.v1.TokenRequest.$Properties
                 * @deprecated Use tycho.kubernetes.v1.TokenRequest.$Properties instead.
                 */

                /**
                 * Shape of a TokenRequest.
                 * @typedef {tycho.kubernetes.v1.TokenRequest.$Properties} tycho.kubernetes.v1.TokenRequest.$Shape
                 */

                /**
                 * Constructs a new TokenRequest.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a TokenRequest.
                 * @constructor
                 * @param {tycho.kubernetes.v1.TokenRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TokenRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TokenRequest metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.TokenRequest
                 * @instance
                 */
                TokenRequest.prototype.metadata = null;

                /**
                 * TokenRequest spec.
                 * @member {tycho.kubernetes.v1.TokenRequestSpec.$Properties|null|undefined} spec
                 * @memberof tycho.kubernetes.v1.TokenRequest
                 * @instance
                 */
                TokenRequest.prototype.spec = null;

                /**
                 * Encodes the specified TokenRequest message. Does not implicitly {@link tycho.kubernetes.v1.TokenRequest.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.TokenRequest
                 * @static
                 * @param {tycho.kubernetes.v1.TokenRequest.$Properties} message TokenRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TokenRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                        $root.tycho.kubernetes.v1.TokenRequestSpec.encode(message.spec, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TokenRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.TokenRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.TokenRequest & tycho.kubernetes.v1.TokenRequest.$Shape} TokenRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TokenRequest.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.TokenRequest();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.spec = $root.tycho.kubernetes.v1.TokenRequestSpec.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
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

                return TokenRequest;
            })();

            v1.TokenRequestSpec = (function() {

                /**
                 * Properties of a TokenRequestSpec.
                 * @typedef {Object} tycho.kubernetes.v1.TokenRequestSpec.$Properties
                 * @property {Array.<string>|null} [audiences] TokenRequestSpec audiences
                 * @property {tycho.kubernetes.v1.BoundObjectReference.$Properties|null} [boundObjectRef] TokenRequestSpec boundObjectRef
                 * @property {number|null} [expirationSeconds] TokenRequestSpec expirationSeconds
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TokenRequestSpec.
                 * @memberof tycho.kubernetes.v1
                 * @interface ITokenRequestSpec
                 * @augments tycho.kubernetes.v1.TokenRequestSpec.$Properties
                 * @deprecated Use tycho.kubernetes.v1.TokenRequestSpec.$Properties instead.
                 */

                /**
                 * Shape of a TokenRequestSpec.
                 * @typedef {tycho.kubernetes.v1.TokenRequestSpec.$Properties} tycho.kubernetes.v1.TokenRequestSpec.$Shape
                 */

                /**
                 * Constructs a new TokenRequestSpec.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a TokenRequestSpec.
                 * @constructor
                 * @param {tycho.kubernetes.v1.TokenRequestSpec.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TokenRequestSpec = function (properties) {
                    this.audiences = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TokenRequestSpec audiences.
                 * @member {Array.<string>} audiences
                 * @memberof tycho.kubernetes.v1.TokenRequestSpec
                 * @instance
                 */
                TokenRequestSpec.prototype.audiences = $util.emptyArray;

                /**
                 * TokenRequestSpec boundObjectRef.
                 * @member {tycho.kubernetes.v1.BoundObjectReference.$Properties|null|undefined} boundObjectRef
                 * @memberof tycho.kubernetes.v1.TokenRequestSpec
                 * @instance
                 */
                TokenRequestSpec.prototype.boundObjectRef = null;

                /**
                 * TokenRequestSpec expirationSeconds.
                 * @member {number|null|undefined} expirationSeconds
                 * @memberof tycho.kubernetes.v1.TokenRequestSpec
                 * @instance
                 */
                TokenRequestSpec.prototype.expirationSeconds = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(TokenRequestSpec.prototype, "_expirationSeconds", {
                    get: $util.oneOfGetter($oneOfFields = ["expirationSeconds"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified TokenRequestSpec message. Does not implicitly {@link tycho.kubernetes.v1.TokenRequestSpec.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.TokenRequestSpec
                 * @static
                 * @param {tycho.kubernetes.v1.TokenRequestSpec.$Properties} message TokenRequestSpec message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TokenRequestSpec.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.audiences != null && message.audiences.length)
                        for (let i = 0; i < message.audiences.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).string(message.audiences[i]);
                    if (message.boundObjectRef != null && $Object.hasOwnProperty.call(message, "boundObjectRef"))
                        $root.tycho.kubernetes.v1.BoundObjectReference.encode(message.boundObjectRef, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.expirationSeconds != null && $Object.hasOwnProperty.call(message, "expirationSeconds"))
                        writer.uint32(/* id 4, wireType 0 =*/32).int64(message.expirationSeconds);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TokenRequestSpec message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.TokenRequestSpec
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.TokenRequestSpec & tycho.kubernetes.v1.TokenRequestSpec.$Shape} TokenRequestSpec
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TokenRequestSpec.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.TokenRequestSpec();
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
                                if (!(message.audiences && message.audiences.length))
                                    message.audiences = [];
                                message.audiences.push(reader.stringVerify());
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.boundObjectRef = $root.tycho.kubernetes.v1.BoundObjectReference.decode(reader, reader.size(), $undefined, _depth + 1, message.boundObjectRef);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.expirationSeconds = reader.int64();
                                message._expirationSeconds = "expirationSeconds";
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

                return TokenRequestSpec;
            })();

            v1.BoundObjectReference = (function() {

                /**
                 * Properties of a BoundObjectReference.
                 * @typedef {Object} tycho.kubernetes.v1.BoundObjectReference.$Properties
                 * @property {string|null} [kind] BoundObjectReference kind
                 * @property {string|null} [apiVersion] BoundObjectReference apiVersion
                 * @property {string|null} [name] BoundObjectReference name
                 * @property {string|null} [uid] BoundObjectReference uid
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a BoundObjectReference.
                 * @memberof tycho.kubernetes.v1
                 * @interface IBoundObjectReference
                 * @augments tycho.kubernetes.v1.BoundObjectReference.$Properties
                 * @deprecated Use tycho.kubernetes.v1.BoundObjectReference.$Properties instead.
                 */

                /**
                 * Shape of a BoundObjectReference.
                 * @typedef {tycho.kubernetes.v1.BoundObjectReference.$Properties} tycho.kubernetes.v1.BoundObjectReference.$Shape
                 */

                /**
                 * Constructs a new BoundObjectReference.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a BoundObjectReference.
                 * @constructor
                 * @param {tycho.kubernetes.v1.BoundObjectReference.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const BoundObjectReference = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * BoundObjectReference kind.
                 * @member {string} kind
                 * @memberof tycho.kubernetes.v1.BoundObjectReference
                 * @instance
                 */
                BoundObjectReference.prototype.kind = "";

                /**
                 * BoundObjectReference apiVersion.
                 * @member {string} apiVersion
                 * @memberof tycho.kubernetes.v1.BoundObjectReference
                 * @instance
                 */
                BoundObjectReference.prototype.apiVersion = "";

                /**
                 * BoundObjectReference name.
                 * @member {string} name
                 * @memberof tycho.kubernetes.v1.BoundObjectReference
                 * @instance
                 */
                BoundObjectReference.prototype.name = "";

                /**
                 * BoundObjectReference uid.
                 * @member {string} uid
                 * @memberof tycho.kubernetes.v1.BoundObjectReference
                 * @instance
                 */
                BoundObjectReference.prototype.uid = "";

                /**
                 * Encodes the specified BoundObjectReference message. Does not implicitly {@link tycho.kubernetes.v1.BoundObjectReference.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.BoundObjectReference
                 * @static
                 * @param {tycho.kubernetes.v1.BoundObjectReference.$Properties} message BoundObjectReference message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                BoundObjectReference.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                    if (message.apiVersion != null && $Object.hasOwnProperty.call(message, "apiVersion") && message.apiVersion !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.apiVersion);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.uid != null && $Object.hasOwnProperty.call(message, "uid") && message.uid !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.uid);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a BoundObjectReference message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.BoundObjectReference
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.BoundObjectReference & tycho.kubernetes.v1.BoundObjectReference.$Shape} BoundObjectReference
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                BoundObjectReference.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.BoundObjectReference();
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
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.apiVersion = value;
                                else
                                    delete message.apiVersion;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
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

                return BoundObjectReference;
            })();

            v1.Role = (function() {

                /**
                 * Properties of a Role.
                 * @typedef {Object} tycho.kubernetes.v1.Role.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] Role metadata
                 * @property {Array.<tycho.kubernetes.v1.PolicyRule.$Properties>|null} [rules] Role rules
                 * @property {tycho.kubernetes.v1.AggregationRule.$Properties|null} [aggregationRule] Role aggregationRule
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Role.
                 * @memberof tycho.kubernetes.v1
                 * @interface IRole
                 * @augments tycho.kubernetes.v1.Role.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Role.$Properties instead.
                 */

                /**
                 * Shape of a Role.
                 * @typedef {tycho.kubernetes.v1.Role.$Properties} tycho.kubernetes.v1.Role.$Shape
                 */

                /**
                 * Constructs a new Role.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a Role.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Role.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Role = function (properties) {
                    this.rules = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Role metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.Role
                 * @instance
                 */
                Role.prototype.metadata = null;

                /**
                 * Role rules.
                 * @member {Array.<tycho.kubernetes.v1.PolicyRule.$Properties>} rules
                 * @memberof tycho.kubernetes.v1.Role
                 * @instance
                 */
                Role.prototype.rules = $util.emptyArray;

                /**
                 * Role aggregationRule.
                 * @member {tycho.kubernetes.v1.AggregationRule.$Properties|null|undefined} aggregationRule
                 * @memberof tycho.kubernetes.v1.Role
                 * @instance
                 */
                Role.prototype.aggregationRule = null;

                /**
                 * Encodes the specified Role message. Does not implicitly {@link tycho.kubernetes.v1.Role.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Role
                 * @static
                 * @param {tycho.kubernetes.v1.Role.$Properties} message Role message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Role.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.rules != null && message.rules.length)
                        for (let i = 0; i < message.rules.length; ++i)
                            $root.tycho.kubernetes.v1.PolicyRule.encode(message.rules[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.aggregationRule != null && $Object.hasOwnProperty.call(message, "aggregationRule"))
                        $root.tycho.kubernetes.v1.AggregationRule.encode(message.aggregationRule, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Role message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Role
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Role & tycho.kubernetes.v1.Role.$Shape} Role
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Role.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.Role();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.rules && message.rules.length))
                                    message.rules = [];
                                message.rules.push($root.tycho.kubernetes.v1.PolicyRule.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.aggregationRule = $root.tycho.kubernetes.v1.AggregationRule.decode(reader, reader.size(), $undefined, _depth + 1, message.aggregationRule);
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

                return Role;
            })();

            v1.PolicyRule = (function() {

                /**
                 * Properties of a PolicyRule.
                 * @typedef {Object} tycho.kubernetes.v1.PolicyRule.$Properties
                 * @property {Array.<string>|null} [verbs] PolicyRule verbs
                 * @property {Array.<string>|null} [apiGroups] PolicyRule apiGroups
                 * @property {Array.<string>|null} [resources] PolicyRule resources
                 * @property {Array.<string>|null} [resourceNames] PolicyRule resourceNames
                 * @property {Array.<string>|null} [nonResourceURLs] PolicyRule nonResourceURLs
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a PolicyRule.
                 * @memberof tycho.kubernetes.v1
                 * @interface IPolicyRule
                 * @augments tycho.kubernetes.v1.PolicyRule.$Properties
                 * @deprecated Use tycho.kubernetes.v1.PolicyRule.$Properties instead.
                 */

                /**
                 * Shape of a PolicyRule.
                 * @typedef {tycho.kubernetes.v1.PolicyRule.$Properties} tycho.kubernetes.v1.PolicyRule.$Shape
                 */

                /**
                 * Constructs a new PolicyRule.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a PolicyRule.
                 * @constructor
                 * @param {tycho.kubernetes.v1.PolicyRule.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const PolicyRule = function (properties) {
                    this.verbs = [];
                    this.apiGroups = [];
                    this.resources = [];
                    this.resourceNames = [];
                    this.nonResourceURLs = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * PolicyRule verbs.
                 * @member {Array.<string>} verbs
                 * @memberof tycho.kubernetes.v1.PolicyRule
                 * @instance
                 */
                PolicyRule.prototype.verbs = $util.emptyArray;

                /**
                 * PolicyRule apiGroups.
                 * @member {Array.<string>} apiGroups
                 * @memberof tycho.kubernetes.v1.PolicyRule
                 * @instance
                 */
                PolicyRule.prototype.apiGroups = $util.emptyArray;

                /**
                 * PolicyRule resources.
                 * @member {Array.<string>} resources
                 * @memberof tycho.kubernetes.v1.PolicyRule
                 * @instance
                 */
                PolicyRule.prototype.resources = $util.emptyArray;

                /**
                 * PolicyRule resourceNames.
                 * @member {Array.<string>} resourceNames
                 * @memberof tycho.kubernetes.v1.PolicyRule
                 * @instance
                 */
                PolicyRule.prototype.resourceNames = $util.emptyArray;

                /**
                 * PolicyRule nonResourceURLs.
                 * @member {Array.<string>} nonResourceURLs
                 * @memberof tycho.kubernetes.v1.PolicyRule
                 * @instance
                 */
                PolicyRule.prototype.nonResourceURLs = $util.emptyArray;

                /**
                 * Encodes the specified PolicyRule message. Does not implicitly {@link tycho.kubernetes.v1.PolicyRule.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.PolicyRule
                 * @static
                 * @param {tycho.kubernetes.v1.PolicyRule.$Properties} message PolicyRule message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                PolicyRule.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.verbs != null && message.verbs.length)
                        for (let i = 0; i < message.verbs.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).string(message.verbs[i]);
                    if (message.apiGroups != null && message.apiGroups.length)
                        for (let i = 0; i < message.apiGroups.length; ++i)
                            writer.uint32(/* id 2, wireType 2 =*/18).string(message.apiGroups[i]);
                    if (message.resources != null && message.resources.length)
                        for (let i = 0; i < message.resources.length; ++i)
                            writer.uint32(/* id 3, wireType 2 =*/26).string(message.resources[i]);
                    if (message.resourceNames != null && message.resourceNames.length)
                        for (let i = 0; i < message.resourceNames.length; ++i)
                            writer.uint32(/* id 4, wireType 2 =*/34).string(message.resourceNames[i]);
                    if (message.nonResourceURLs != null && message.nonResourceURLs.length)
                        for (let i = 0; i < message.nonResourceURLs.length; ++i)
                            writer.uint32(/* id 5, wireType 2 =*/42).string(message.nonResourceURLs[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a PolicyRule message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.PolicyRule
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.PolicyRule & tycho.kubernetes.v1.PolicyRule.$Shape} PolicyRule
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                PolicyRule.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.PolicyRule();
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
                                if (!(message.verbs && message.verbs.length))
                                    message.verbs = [];
                                message.verbs.push(reader.stringVerify());
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.apiGroups && message.apiGroups.length))
                                    message.apiGroups = [];
                                message.apiGroups.push(reader.stringVerify());
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.resources && message.resources.length))
                                    message.resources = [];
                                message.resources.push(reader.stringVerify());
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.resourceNames && message.resourceNames.length))
                                    message.resourceNames = [];
                                message.resourceNames.push(reader.stringVerify());
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.nonResourceURLs && message.nonResourceURLs.length))
                                    message.nonResourceURLs = [];
                                message.nonResourceURLs.push(reader.stringVerify());
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

                return PolicyRule;
            })();

            v1.AggregationRule = (function() {

                /**
                 * Properties of an AggregationRule.
                 * @typedef {Object} tycho.kubernetes.v1.AggregationRule.$Properties
                 * @property {Array.<tycho.kubernetes.v1.LabelSelector.$Properties>|null} [clusterRoleSelectors] AggregationRule clusterRoleSelectors
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AggregationRule.
                 * @memberof tycho.kubernetes.v1
                 * @interface IAggregationRule
                 * @augments tycho.kubernetes.v1.AggregationRule.$Properties
                 * @deprecated Use tycho.kubernetes.v1.AggregationRule.$Properties instead.
                 */

                /**
                 * Shape of an AggregationRule.
                 * @typedef {tycho.kubernetes.v1.AggregationRule.$Properties} tycho.kubernetes.v1.AggregationRule.$Shape
                 */

                /**
                 * Constructs a new AggregationRule.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents an AggregationRule.
                 * @constructor
                 * @param {tycho.kubernetes.v1.AggregationRule.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AggregationRule = function (properties) {
                    this.clusterRoleSelectors = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AggregationRule clusterRoleSelectors.
                 * @member {Array.<tycho.kubernetes.v1.LabelSelector.$Properties>} clusterRoleSelectors
                 * @memberof tycho.kubernetes.v1.AggregationRule
                 * @instance
                 */
                AggregationRule.prototype.clusterRoleSelectors = $util.emptyArray;

                /**
                 * Encodes the specified AggregationRule message. Does not implicitly {@link tycho.kubernetes.v1.AggregationRule.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.AggregationRule
                 * @static
                 * @param {tycho.kubernetes.v1.AggregationRule.$Properties} message AggregationRule message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AggregationRule.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.clusterRoleSelectors != null && message.clusterRoleSelectors.length)
                        for (let i = 0; i < message.clusterRoleSelectors.length; ++i)
                            $root.tycho.kubernetes.v1.LabelSelector.encode(message.clusterRoleSelectors[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AggregationRule message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.AggregationRule
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.AggregationRule & tycho.kubernetes.v1.AggregationRule.$Shape} AggregationRule
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AggregationRule.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.AggregationRule();
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
                                if (!(message.clusterRoleSelectors && message.clusterRoleSelectors.length))
                                    message.clusterRoleSelectors = [];
                                message.clusterRoleSelectors.push($root.tycho.kubernetes.v1.LabelSelector.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return AggregationRule;
            })();

            v1.RoleBinding = (function() {

                /**
                 * Properties of a RoleBinding.
                 * @typedef {Object} tycho.kubernetes.v1.RoleBinding.$Properties
                 * @property {tycho.kubernetes.v1.ObjectMeta.$Properties|null} [metadata] RoleBinding metadata
                 * @property {Array.<tycho.kubernetes.v1.Subject.$Properties>|null} [subjects] RoleBinding subjects
                 * @property {tycho.kubernetes.v1.RoleRef.$Properties|null} [roleRef] RoleBinding roleRef
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RoleBinding.
                 * @memberof tycho.kubernetes.v1
                 * @interface IRoleBinding
                 * @augments tycho.kubernetes.v1.RoleBinding.$Properties
                 * @deprecated Use tycho.kubernetes.v1.RoleBinding.$Properties instead.
                 */

                /**
                 * Shape of a RoleBinding.
                 * @typedef {tycho.kubernetes.v1.RoleBinding.$Properties} tycho.kubernetes.v1.RoleBinding.$Shape
                 */

                /**
                 * Constructs a new RoleBinding.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a RoleBinding.
                 * @constructor
                 * @param {tycho.kubernetes.v1.RoleBinding.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RoleBinding = function (properties) {
                    this.subjects = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RoleBinding metadata.
                 * @member {tycho.kubernetes.v1.ObjectMeta.$Properties|null|undefined} metadata
                 * @memberof tycho.kubernetes.v1.RoleBinding
                 * @instance
                 */
                RoleBinding.prototype.metadata = null;

                /**
                 * RoleBinding subjects.
                 * @member {Array.<tycho.kubernetes.v1.Subject.$Properties>} subjects
                 * @memberof tycho.kubernetes.v1.RoleBinding
                 * @instance
                 */
                RoleBinding.prototype.subjects = $util.emptyArray;

                /**
                 * RoleBinding roleRef.
                 * @member {tycho.kubernetes.v1.RoleRef.$Properties|null|undefined} roleRef
                 * @memberof tycho.kubernetes.v1.RoleBinding
                 * @instance
                 */
                RoleBinding.prototype.roleRef = null;

                /**
                 * Encodes the specified RoleBinding message. Does not implicitly {@link tycho.kubernetes.v1.RoleBinding.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.RoleBinding
                 * @static
                 * @param {tycho.kubernetes.v1.RoleBinding.$Properties} message RoleBinding message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RoleBinding.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.metadata != null && $Object.hasOwnProperty.call(message, "metadata"))
                        $root.tycho.kubernetes.v1.ObjectMeta.encode(message.metadata, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.subjects != null && message.subjects.length)
                        for (let i = 0; i < message.subjects.length; ++i)
                            $root.tycho.kubernetes.v1.Subject.encode(message.subjects[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.roleRef != null && $Object.hasOwnProperty.call(message, "roleRef"))
                        $root.tycho.kubernetes.v1.RoleRef.encode(message.roleRef, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RoleBinding message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.RoleBinding
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.RoleBinding & tycho.kubernetes.v1.RoleBinding.$Shape} RoleBinding
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RoleBinding.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.RoleBinding();
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
                                message.metadata = $root.tycho.kubernetes.v1.ObjectMeta.decode(reader, reader.size(), $undefined, _depth + 1, message.metadata);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.subjects && message.subjects.length))
                                    message.subjects = [];
                                message.subjects.push($root.tycho.kubernetes.v1.Subject.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.roleRef = $root.tycho.kubernetes.v1.RoleRef.decode(reader, reader.size(), $undefined, _depth + 1, message.roleRef);
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

                return RoleBinding;
            })();

            v1.Subject = (function() {

                /**
                 * Properties of a Subject.
                 * @typedef {Object} tycho.kubernetes.v1.Subject.$Properties
                 * @property {string|null} [kind] Subject kind
                 * @property {string|null} [apiGroup] Subject apiGroup
                 * @property {string|null} [name] Subject name
                 * @property {string|null} [namespace] Subject namespace
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Subject.
                 * @memberof tycho.kubernetes.v1
                 * @interface ISubject
                 * @augments tycho.kubernetes.v1.Subject.$Properties
                 * @deprecated Use tycho.kubernetes.v1.Subject.$Properties instead.
                 */

                /**
                 * Shape of a Subject.
                 * @typedef {tycho.kubernetes.v1.Subject.$Properties} tycho.kubernetes.v1.Subject.$Shape
                 */

                /**
                 * Constructs a new Subject.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a Subject.
                 * @constructor
                 * @param {tycho.kubernetes.v1.Subject.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Subject = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Subject kind.
                 * @member {string} kind
                 * @memberof tycho.kubernetes.v1.Subject
                 * @instance
                 */
                Subject.prototype.kind = "";

                /**
                 * Subject apiGroup.
                 * @member {string} apiGroup
                 * @memberof tycho.kubernetes.v1.Subject
                 * @instance
                 */
                Subject.prototype.apiGroup = "";

                /**
                 * Subject name.
                 * @member {string} name
                 * @memberof tycho.kubernetes.v1.Subject
                 * @instance
                 */
                Subject.prototype.name = "";

                /**
                 * Subject namespace.
                 * @member {string} namespace
                 * @memberof tycho.kubernetes.v1.Subject
                 * @instance
                 */
                Subject.prototype.namespace = "";

                /**
                 * Encodes the specified Subject message. Does not implicitly {@link tycho.kubernetes.v1.Subject.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.Subject
                 * @static
                 * @param {tycho.kubernetes.v1.Subject.$Properties} message Subject message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Subject.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                    if (message.apiGroup != null && $Object.hasOwnProperty.call(message, "apiGroup") && message.apiGroup !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.apiGroup);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.namespace);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Subject message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.Subject
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.Subject & tycho.kubernetes.v1.Subject.$Shape} Subject
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Subject.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.Subject();
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
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.apiGroup = value;
                                else
                                    delete message.apiGroup;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.namespace = value;
                                else
                                    delete message.namespace;
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

                return Subject;
            })();

            v1.RoleRef = (function() {

                /**
                 * Properties of a RoleRef.
                 * @typedef {Object} tycho.kubernetes.v1.RoleRef.$Properties
                 * @property {string|null} [apiGroup] RoleRef apiGroup
                 * @property {string|null} [kind] RoleRef kind
                 * @property {string|null} [name] RoleRef name
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a RoleRef.
                 * @memberof tycho.kubernetes.v1
                 * @interface IRoleRef
                 * @augments tycho.kubernetes.v1.RoleRef.$Properties
                 * @deprecated Use tycho.kubernetes.v1.RoleRef.$Properties instead.
                 */

                /**
                 * Shape of a RoleRef.
                 * @typedef {tycho.kubernetes.v1.RoleRef.$Properties} tycho.kubernetes.v1.RoleRef.$Shape
                 */

                /**
                 * Constructs a new RoleRef.
                 * @memberof tycho.kubernetes.v1
                 * @classdesc Represents a RoleRef.
                 * @constructor
                 * @param {tycho.kubernetes.v1.RoleRef.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const RoleRef = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * RoleRef apiGroup.
                 * @member {string} apiGroup
                 * @memberof tycho.kubernetes.v1.RoleRef
                 * @instance
                 */
                RoleRef.prototype.apiGroup = "";

                /**
                 * RoleRef kind.
                 * @member {string} kind
                 * @memberof tycho.kubernetes.v1.RoleRef
                 * @instance
                 */
                RoleRef.prototype.kind = "";

                /**
                 * RoleRef name.
                 * @member {string} name
                 * @memberof tycho.kubernetes.v1.RoleRef
                 * @instance
                 */
                RoleRef.prototype.name = "";

                /**
                 * Encodes the specified RoleRef message. Does not implicitly {@link tycho.kubernetes.v1.RoleRef.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.kubernetes.v1.RoleRef
                 * @static
                 * @param {tycho.kubernetes.v1.RoleRef.$Properties} message RoleRef message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                RoleRef.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.apiGroup != null && $Object.hasOwnProperty.call(message, "apiGroup") && message.apiGroup !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.apiGroup);
                    if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.kind);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a RoleRef message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.kubernetes.v1.RoleRef
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.kubernetes.v1.RoleRef & tycho.kubernetes.v1.RoleRef.$Shape} RoleRef
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                RoleRef.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.kubernetes.v1.RoleRef();
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
                                    message.apiGroup = value;
                                else
                                    delete message.apiGroup;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.kind = value;
                                else
                                    delete message.kind;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
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

                return RoleRef;
            })();

            return v1;
        })();

        return kubernetes;
    })();

    return tycho;
})();

export {
  $root as default
};
