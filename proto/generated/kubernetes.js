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

            return v1;
        })();

        return kubernetes;
    })();

    return tycho;
})();

export {
  $root as default
};
