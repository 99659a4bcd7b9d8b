/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tycho-containerd"] || ($protobuf.roots["tycho-containerd"] = {});

export const containerd = $root.containerd = (() => {

    /**
     * Namespace containerd.
     * @exports containerd
     * @namespace
     */
    const containerd = {};

    containerd.Nothing = (function() {

        /**
         * Properties of a Nothing.
         * @typedef {Object} containerd.Nothing.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Nothing.
         * @memberof containerd
         * @interface INothing
         * @augments containerd.Nothing.$Properties
         * @deprecated Use containerd.Nothing.$Properties instead.
         */

        /**
         * Shape of a Nothing.
         * @typedef {containerd.Nothing.$Properties} containerd.Nothing.$Shape
         */

        /**
         * Constructs a new Nothing.
         * @memberof containerd
         * @classdesc Represents a Nothing.
         * @constructor
         * @param {containerd.Nothing.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Nothing = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified Nothing message. Does not implicitly {@link containerd.Nothing.verify|verify} messages.
         * @function encode
         * @memberof containerd.Nothing
         * @static
         * @param {containerd.Nothing.$Properties} message Nothing message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Nothing.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Nothing message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Nothing
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Nothing & containerd.Nothing.$Shape} Nothing
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Nothing.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.Nothing();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                reader.skipType(tag & 7, _depth, tag);
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

        return Nothing;
    })();

    containerd.TypedValue = (function() {

        /**
         * Properties of a TypedValue.
         * @typedef {Object} containerd.TypedValue.$Properties
         * @property {string|null} [typeUrl] TypedValue typeUrl
         * @property {Uint8Array|null} [value] TypedValue value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TypedValue.
         * @memberof containerd
         * @interface ITypedValue
         * @augments containerd.TypedValue.$Properties
         * @deprecated Use containerd.TypedValue.$Properties instead.
         */

        /**
         * Shape of a TypedValue.
         * @typedef {containerd.TypedValue.$Properties} containerd.TypedValue.$Shape
         */

        /**
         * Constructs a new TypedValue.
         * @memberof containerd
         * @classdesc Represents a TypedValue.
         * @constructor
         * @param {containerd.TypedValue.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TypedValue = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TypedValue typeUrl.
         * @member {string} typeUrl
         * @memberof containerd.TypedValue
         * @instance
         */
        TypedValue.prototype.typeUrl = "";

        /**
         * TypedValue value.
         * @member {Uint8Array} value
         * @memberof containerd.TypedValue
         * @instance
         */
        TypedValue.prototype.value = $util.newBuffer([]);

        /**
         * Encodes the specified TypedValue message. Does not implicitly {@link containerd.TypedValue.verify|verify} messages.
         * @function encode
         * @memberof containerd.TypedValue
         * @static
         * @param {containerd.TypedValue.$Properties} message TypedValue message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TypedValue.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.typeUrl != null && $Object.hasOwnProperty.call(message, "typeUrl") && message.typeUrl !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.typeUrl);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.value);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TypedValue message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.TypedValue
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.TypedValue & containerd.TypedValue.$Shape} TypedValue
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TypedValue.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.TypedValue();
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
                            message.typeUrl = value;
                        else
                            delete message.typeUrl;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.value = value;
                        else
                            delete message.value;
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

        return TypedValue;
    })();

    containerd.Moment = (function() {

        /**
         * Properties of a Moment.
         * @typedef {Object} containerd.Moment.$Properties
         * @property {number|null} [seconds] Moment seconds
         * @property {number|null} [nanos] Moment nanos
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Moment.
         * @memberof containerd
         * @interface IMoment
         * @augments containerd.Moment.$Properties
         * @deprecated Use containerd.Moment.$Properties instead.
         */

        /**
         * Shape of a Moment.
         * @typedef {containerd.Moment.$Properties} containerd.Moment.$Shape
         */

        /**
         * Constructs a new Moment.
         * @memberof containerd
         * @classdesc Represents a Moment.
         * @constructor
         * @param {containerd.Moment.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Moment = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Moment seconds.
         * @member {number} seconds
         * @memberof containerd.Moment
         * @instance
         */
        Moment.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Moment nanos.
         * @member {number} nanos
         * @memberof containerd.Moment
         * @instance
         */
        Moment.prototype.nanos = 0;

        /**
         * Encodes the specified Moment message. Does not implicitly {@link containerd.Moment.verify|verify} messages.
         * @function encode
         * @memberof containerd.Moment
         * @static
         * @param {containerd.Moment.$Properties} message Moment message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Moment.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.seconds != null && $Object.hasOwnProperty.call(message, "seconds") && (typeof message.seconds === "object" ? message.seconds.low || message.seconds.high : message.seconds !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).int64(message.seconds);
            if (message.nanos != null && $Object.hasOwnProperty.call(message, "nanos") && message.nanos !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.nanos);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Moment message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Moment
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Moment & containerd.Moment.$Shape} Moment
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Moment.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.Moment();
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
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.seconds = value;
                        else
                            delete message.seconds;
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

        return Moment;
    })();

    containerd.FieldMask = (function() {

        /**
         * Properties of a FieldMask.
         * @typedef {Object} containerd.FieldMask.$Properties
         * @property {Array.<string>|null} [paths] FieldMask paths
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FieldMask.
         * @memberof containerd
         * @interface IFieldMask
         * @augments containerd.FieldMask.$Properties
         * @deprecated Use containerd.FieldMask.$Properties instead.
         */

        /**
         * Shape of a FieldMask.
         * @typedef {containerd.FieldMask.$Properties} containerd.FieldMask.$Shape
         */

        /**
         * Constructs a new FieldMask.
         * @memberof containerd
         * @classdesc Represents a FieldMask.
         * @constructor
         * @param {containerd.FieldMask.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FieldMask = function (properties) {
            this.paths = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FieldMask paths.
         * @member {Array.<string>} paths
         * @memberof containerd.FieldMask
         * @instance
         */
        FieldMask.prototype.paths = $util.emptyArray;

        /**
         * Encodes the specified FieldMask message. Does not implicitly {@link containerd.FieldMask.verify|verify} messages.
         * @function encode
         * @memberof containerd.FieldMask
         * @static
         * @param {containerd.FieldMask.$Properties} message FieldMask message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FieldMask.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.paths != null && message.paths.length)
                for (let i = 0; i < message.paths.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.paths[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FieldMask message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.FieldMask
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.FieldMask & containerd.FieldMask.$Shape} FieldMask
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FieldMask.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.FieldMask();
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
                        if (!(message.paths && message.paths.length))
                            message.paths = [];
                        message.paths.push(reader.stringVerify());
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

        return FieldMask;
    })();

    containerd.Mount = (function() {

        /**
         * Properties of a Mount.
         * @typedef {Object} containerd.Mount.$Properties
         * @property {string|null} [type] Mount type
         * @property {string|null} [source] Mount source
         * @property {string|null} [target] Mount target
         * @property {Array.<string>|null} [options] Mount options
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Mount.
         * @memberof containerd
         * @interface IMount
         * @augments containerd.Mount.$Properties
         * @deprecated Use containerd.Mount.$Properties instead.
         */

        /**
         * Shape of a Mount.
         * @typedef {containerd.Mount.$Properties} containerd.Mount.$Shape
         */

        /**
         * Constructs a new Mount.
         * @memberof containerd
         * @classdesc Represents a Mount.
         * @constructor
         * @param {containerd.Mount.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Mount = function (properties) {
            this.options = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Mount type.
         * @member {string} type
         * @memberof containerd.Mount
         * @instance
         */
        Mount.prototype.type = "";

        /**
         * Mount source.
         * @member {string} source
         * @memberof containerd.Mount
         * @instance
         */
        Mount.prototype.source = "";

        /**
         * Mount target.
         * @member {string} target
         * @memberof containerd.Mount
         * @instance
         */
        Mount.prototype.target = "";

        /**
         * Mount options.
         * @member {Array.<string>} options
         * @memberof containerd.Mount
         * @instance
         */
        Mount.prototype.options = $util.emptyArray;

        /**
         * Encodes the specified Mount message. Does not implicitly {@link containerd.Mount.verify|verify} messages.
         * @function encode
         * @memberof containerd.Mount
         * @static
         * @param {containerd.Mount.$Properties} message Mount message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Mount.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.type);
            if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.source);
            if (message.target != null && $Object.hasOwnProperty.call(message, "target") && message.target !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.target);
            if (message.options != null && message.options.length)
                for (let i = 0; i < message.options.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.options[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Mount message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Mount
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Mount & containerd.Mount.$Shape} Mount
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Mount.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.Mount();
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
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.source = value;
                        else
                            delete message.source;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.target = value;
                        else
                            delete message.target;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.options && message.options.length))
                            message.options = [];
                        message.options.push(reader.stringVerify());
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

        return Mount;
    })();

    containerd.Descriptor = (function() {

        /**
         * Properties of a Descriptor.
         * @typedef {Object} containerd.Descriptor.$Properties
         * @property {string|null} [mediaType] Descriptor mediaType
         * @property {string|null} [digest] Descriptor digest
         * @property {number|null} [size] Descriptor size
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Descriptor.
         * @memberof containerd
         * @interface IDescriptor
         * @augments containerd.Descriptor.$Properties
         * @deprecated Use containerd.Descriptor.$Properties instead.
         */

        /**
         * Shape of a Descriptor.
         * @typedef {containerd.Descriptor.$Properties} containerd.Descriptor.$Shape
         */

        /**
         * Constructs a new Descriptor.
         * @memberof containerd
         * @classdesc Represents a Descriptor.
         * @constructor
         * @param {containerd.Descriptor.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Descriptor = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Descriptor mediaType.
         * @member {string} mediaType
         * @memberof containerd.Descriptor
         * @instance
         */
        Descriptor.prototype.mediaType = "";

        /**
         * Descriptor digest.
         * @member {string} digest
         * @memberof containerd.Descriptor
         * @instance
         */
        Descriptor.prototype.digest = "";

        /**
         * Descriptor size.
         * @member {number} size
         * @memberof containerd.Descriptor
         * @instance
         */
        Descriptor.prototype.size = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * Encodes the specified Descriptor message. Does not implicitly {@link containerd.Descriptor.verify|verify} messages.
         * @function encode
         * @memberof containerd.Descriptor
         * @static
         * @param {containerd.Descriptor.$Properties} message Descriptor message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Descriptor.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.mediaType != null && $Object.hasOwnProperty.call(message, "mediaType") && message.mediaType !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.mediaType);
            if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.digest);
            if (message.size != null && $Object.hasOwnProperty.call(message, "size") && (typeof message.size === "object" ? message.size.low || message.size.high : message.size !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.size);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Descriptor message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Descriptor
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Descriptor & containerd.Descriptor.$Shape} Descriptor
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Descriptor.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.Descriptor();
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
                            message.mediaType = value;
                        else
                            delete message.mediaType;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.digest = value;
                        else
                            delete message.digest;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.size = value;
                        else
                            delete message.size;
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

        return Descriptor;
    })();

    containerd.VersionResponse = (function() {

        /**
         * Properties of a VersionResponse.
         * @typedef {Object} containerd.VersionResponse.$Properties
         * @property {string|null} [version] VersionResponse version
         * @property {string|null} [revision] VersionResponse revision
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a VersionResponse.
         * @memberof containerd
         * @interface IVersionResponse
         * @augments containerd.VersionResponse.$Properties
         * @deprecated Use containerd.VersionResponse.$Properties instead.
         */

        /**
         * Shape of a VersionResponse.
         * @typedef {containerd.VersionResponse.$Properties} containerd.VersionResponse.$Shape
         */

        /**
         * Constructs a new VersionResponse.
         * @memberof containerd
         * @classdesc Represents a VersionResponse.
         * @constructor
         * @param {containerd.VersionResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const VersionResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * VersionResponse version.
         * @member {string} version
         * @memberof containerd.VersionResponse
         * @instance
         */
        VersionResponse.prototype.version = "";

        /**
         * VersionResponse revision.
         * @member {string} revision
         * @memberof containerd.VersionResponse
         * @instance
         */
        VersionResponse.prototype.revision = "";

        /**
         * Encodes the specified VersionResponse message. Does not implicitly {@link containerd.VersionResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.VersionResponse
         * @static
         * @param {containerd.VersionResponse.$Properties} message VersionResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        VersionResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.version);
            if (message.revision != null && $Object.hasOwnProperty.call(message, "revision") && message.revision !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.revision);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a VersionResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.VersionResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.VersionResponse & containerd.VersionResponse.$Shape} VersionResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        VersionResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.VersionResponse();
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
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
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

        return VersionResponse;
    })();

    containerd.Namespace = (function() {

        /**
         * Properties of a Namespace.
         * @typedef {Object} containerd.Namespace.$Properties
         * @property {string|null} [name] Namespace name
         * @property {Object.<string,string>|null} [labels] Namespace labels
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Namespace.
         * @memberof containerd
         * @interface INamespace
         * @augments containerd.Namespace.$Properties
         * @deprecated Use containerd.Namespace.$Properties instead.
         */

        /**
         * Shape of a Namespace.
         * @typedef {containerd.Namespace.$Properties} containerd.Namespace.$Shape
         */

        /**
         * Constructs a new Namespace.
         * @memberof containerd
         * @classdesc Represents a Namespace.
         * @constructor
         * @param {containerd.Namespace.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Namespace = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Namespace name.
         * @member {string} name
         * @memberof containerd.Namespace
         * @instance
         */
        Namespace.prototype.name = "";

        /**
         * Namespace labels.
         * @member {Object.<string,string>} labels
         * @memberof containerd.Namespace
         * @instance
         */
        Namespace.prototype.labels = $util.emptyObject;

        /**
         * Encodes the specified Namespace message. Does not implicitly {@link containerd.Namespace.verify|verify} messages.
         * @function encode
         * @memberof containerd.Namespace
         * @static
         * @param {containerd.Namespace.$Properties} message Namespace message or plain object to encode
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
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Namespace message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Namespace
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Namespace & containerd.Namespace.$Shape} Namespace
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
            message = _target || new $root.containerd.Namespace();
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

    containerd.CreateNamespaceRequest = (function() {

        /**
         * Properties of a CreateNamespaceRequest.
         * @typedef {Object} containerd.CreateNamespaceRequest.$Properties
         * @property {containerd.Namespace.$Properties|null} [namespace] CreateNamespaceRequest namespace
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CreateNamespaceRequest.
         * @memberof containerd
         * @interface ICreateNamespaceRequest
         * @augments containerd.CreateNamespaceRequest.$Properties
         * @deprecated Use containerd.CreateNamespaceRequest.$Properties instead.
         */

        /**
         * Shape of a CreateNamespaceRequest.
         * @typedef {containerd.CreateNamespaceRequest.$Properties} containerd.CreateNamespaceRequest.$Shape
         */

        /**
         * Constructs a new CreateNamespaceRequest.
         * @memberof containerd
         * @classdesc Represents a CreateNamespaceRequest.
         * @constructor
         * @param {containerd.CreateNamespaceRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CreateNamespaceRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CreateNamespaceRequest namespace.
         * @member {containerd.Namespace.$Properties|null|undefined} namespace
         * @memberof containerd.CreateNamespaceRequest
         * @instance
         */
        CreateNamespaceRequest.prototype.namespace = null;

        /**
         * Encodes the specified CreateNamespaceRequest message. Does not implicitly {@link containerd.CreateNamespaceRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.CreateNamespaceRequest
         * @static
         * @param {containerd.CreateNamespaceRequest.$Properties} message CreateNamespaceRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CreateNamespaceRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace"))
                $root.containerd.Namespace.encode(message.namespace, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CreateNamespaceRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.CreateNamespaceRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.CreateNamespaceRequest & containerd.CreateNamespaceRequest.$Shape} CreateNamespaceRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CreateNamespaceRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.CreateNamespaceRequest();
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
                        message.namespace = $root.containerd.Namespace.decode(reader, reader.size(), $undefined, _depth + 1, message.namespace);
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

        return CreateNamespaceRequest;
    })();

    containerd.DeleteNamespaceRequest = (function() {

        /**
         * Properties of a DeleteNamespaceRequest.
         * @typedef {Object} containerd.DeleteNamespaceRequest.$Properties
         * @property {string|null} [name] DeleteNamespaceRequest name
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeleteNamespaceRequest.
         * @memberof containerd
         * @interface IDeleteNamespaceRequest
         * @augments containerd.DeleteNamespaceRequest.$Properties
         * @deprecated Use containerd.DeleteNamespaceRequest.$Properties instead.
         */

        /**
         * Shape of a DeleteNamespaceRequest.
         * @typedef {containerd.DeleteNamespaceRequest.$Properties} containerd.DeleteNamespaceRequest.$Shape
         */

        /**
         * Constructs a new DeleteNamespaceRequest.
         * @memberof containerd
         * @classdesc Represents a DeleteNamespaceRequest.
         * @constructor
         * @param {containerd.DeleteNamespaceRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeleteNamespaceRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeleteNamespaceRequest name.
         * @member {string} name
         * @memberof containerd.DeleteNamespaceRequest
         * @instance
         */
        DeleteNamespaceRequest.prototype.name = "";

        /**
         * Encodes the specified DeleteNamespaceRequest message. Does not implicitly {@link containerd.DeleteNamespaceRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.DeleteNamespaceRequest
         * @static
         * @param {containerd.DeleteNamespaceRequest.$Properties} message DeleteNamespaceRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeleteNamespaceRequest.encode = function (message, writer, _depth) {
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
         * Decodes a DeleteNamespaceRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.DeleteNamespaceRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.DeleteNamespaceRequest & containerd.DeleteNamespaceRequest.$Shape} DeleteNamespaceRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeleteNamespaceRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.DeleteNamespaceRequest();
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

        return DeleteNamespaceRequest;
    })();

    containerd.Runtime = (function() {

        /**
         * Properties of a Runtime.
         * @typedef {Object} containerd.Runtime.$Properties
         * @property {string|null} [name] Runtime name
         * @property {containerd.TypedValue.$Properties|null} [options] Runtime options
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Runtime.
         * @memberof containerd
         * @interface IRuntime
         * @augments containerd.Runtime.$Properties
         * @deprecated Use containerd.Runtime.$Properties instead.
         */

        /**
         * Shape of a Runtime.
         * @typedef {containerd.Runtime.$Properties} containerd.Runtime.$Shape
         */

        /**
         * Constructs a new Runtime.
         * @memberof containerd
         * @classdesc Represents a Runtime.
         * @constructor
         * @param {containerd.Runtime.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Runtime = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Runtime name.
         * @member {string} name
         * @memberof containerd.Runtime
         * @instance
         */
        Runtime.prototype.name = "";

        /**
         * Runtime options.
         * @member {containerd.TypedValue.$Properties|null|undefined} options
         * @memberof containerd.Runtime
         * @instance
         */
        Runtime.prototype.options = null;

        /**
         * Encodes the specified Runtime message. Does not implicitly {@link containerd.Runtime.verify|verify} messages.
         * @function encode
         * @memberof containerd.Runtime
         * @static
         * @param {containerd.Runtime.$Properties} message Runtime message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Runtime.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.options != null && $Object.hasOwnProperty.call(message, "options"))
                $root.containerd.TypedValue.encode(message.options, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Runtime message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Runtime
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Runtime & containerd.Runtime.$Shape} Runtime
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Runtime.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.Runtime();
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
                        message.options = $root.containerd.TypedValue.decode(reader, reader.size(), $undefined, _depth + 1, message.options);
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

        return Runtime;
    })();

    containerd.Container = (function() {

        /**
         * Properties of a Container.
         * @typedef {Object} containerd.Container.$Properties
         * @property {string|null} [id] Container id
         * @property {Object.<string,string>|null} [labels] Container labels
         * @property {containerd.Runtime.$Properties|null} [runtime] Container runtime
         * @property {containerd.TypedValue.$Properties|null} [spec] Container spec
         * @property {containerd.Moment.$Properties|null} [createdAt] Container createdAt
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Container.
         * @memberof containerd
         * @interface IContainer
         * @augments containerd.Container.$Properties
         * @deprecated Use containerd.Container.$Properties instead.
         */

        /**
         * Shape of a Container.
         * @typedef {containerd.Container.$Properties} containerd.Container.$Shape
         */

        /**
         * Constructs a new Container.
         * @memberof containerd
         * @classdesc Represents a Container.
         * @constructor
         * @param {containerd.Container.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Container = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Container id.
         * @member {string} id
         * @memberof containerd.Container
         * @instance
         */
        Container.prototype.id = "";

        /**
         * Container labels.
         * @member {Object.<string,string>} labels
         * @memberof containerd.Container
         * @instance
         */
        Container.prototype.labels = $util.emptyObject;

        /**
         * Container runtime.
         * @member {containerd.Runtime.$Properties|null|undefined} runtime
         * @memberof containerd.Container
         * @instance
         */
        Container.prototype.runtime = null;

        /**
         * Container spec.
         * @member {containerd.TypedValue.$Properties|null|undefined} spec
         * @memberof containerd.Container
         * @instance
         */
        Container.prototype.spec = null;

        /**
         * Container createdAt.
         * @member {containerd.Moment.$Properties|null|undefined} createdAt
         * @memberof containerd.Container
         * @instance
         */
        Container.prototype.createdAt = null;

        /**
         * Encodes the specified Container message. Does not implicitly {@link containerd.Container.verify|verify} messages.
         * @function encode
         * @memberof containerd.Container
         * @static
         * @param {containerd.Container.$Properties} message Container message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Container.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
            if (message.runtime != null && $Object.hasOwnProperty.call(message, "runtime"))
                $root.containerd.Runtime.encode(message.runtime, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                $root.containerd.TypedValue.encode(message.spec, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.createdAt != null && $Object.hasOwnProperty.call(message, "createdAt"))
                $root.containerd.Moment.encode(message.createdAt, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Container message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Container
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Container & containerd.Container.$Shape} Container
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Container.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.Container();
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
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
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
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.runtime = $root.containerd.Runtime.decode(reader, reader.size(), $undefined, _depth + 1, message.runtime);
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.spec = $root.containerd.TypedValue.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.createdAt = $root.containerd.Moment.decode(reader, reader.size(), $undefined, _depth + 1, message.createdAt);
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

        return Container;
    })();

    containerd.ContainerRequest = (function() {

        /**
         * Properties of a ContainerRequest.
         * @typedef {Object} containerd.ContainerRequest.$Properties
         * @property {string|null} [id] ContainerRequest id
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContainerRequest.
         * @memberof containerd
         * @interface IContainerRequest
         * @augments containerd.ContainerRequest.$Properties
         * @deprecated Use containerd.ContainerRequest.$Properties instead.
         */

        /**
         * Shape of a ContainerRequest.
         * @typedef {containerd.ContainerRequest.$Properties} containerd.ContainerRequest.$Shape
         */

        /**
         * Constructs a new ContainerRequest.
         * @memberof containerd
         * @classdesc Represents a ContainerRequest.
         * @constructor
         * @param {containerd.ContainerRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContainerRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContainerRequest id.
         * @member {string} id
         * @memberof containerd.ContainerRequest
         * @instance
         */
        ContainerRequest.prototype.id = "";

        /**
         * Encodes the specified ContainerRequest message. Does not implicitly {@link containerd.ContainerRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.ContainerRequest
         * @static
         * @param {containerd.ContainerRequest.$Properties} message ContainerRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContainerRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContainerRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ContainerRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ContainerRequest & containerd.ContainerRequest.$Shape} ContainerRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContainerRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ContainerRequest();
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
                            message.id = value;
                        else
                            delete message.id;
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

        return ContainerRequest;
    })();

    containerd.ContainerMessage = (function() {

        /**
         * Properties of a ContainerMessage.
         * @typedef {Object} containerd.ContainerMessage.$Properties
         * @property {containerd.Container.$Properties|null} [container] ContainerMessage container
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContainerMessage.
         * @memberof containerd
         * @interface IContainerMessage
         * @augments containerd.ContainerMessage.$Properties
         * @deprecated Use containerd.ContainerMessage.$Properties instead.
         */

        /**
         * Shape of a ContainerMessage.
         * @typedef {containerd.ContainerMessage.$Properties} containerd.ContainerMessage.$Shape
         */

        /**
         * Constructs a new ContainerMessage.
         * @memberof containerd
         * @classdesc Represents a ContainerMessage.
         * @constructor
         * @param {containerd.ContainerMessage.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContainerMessage = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContainerMessage container.
         * @member {containerd.Container.$Properties|null|undefined} container
         * @memberof containerd.ContainerMessage
         * @instance
         */
        ContainerMessage.prototype.container = null;

        /**
         * Encodes the specified ContainerMessage message. Does not implicitly {@link containerd.ContainerMessage.verify|verify} messages.
         * @function encode
         * @memberof containerd.ContainerMessage
         * @static
         * @param {containerd.ContainerMessage.$Properties} message ContainerMessage message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContainerMessage.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.container != null && $Object.hasOwnProperty.call(message, "container"))
                $root.containerd.Container.encode(message.container, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContainerMessage message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ContainerMessage
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ContainerMessage & containerd.ContainerMessage.$Shape} ContainerMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContainerMessage.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ContainerMessage();
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
                        message.container = $root.containerd.Container.decode(reader, reader.size(), $undefined, _depth + 1, message.container);
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

        return ContainerMessage;
    })();

    containerd.ListContainersRequest = (function() {

        /**
         * Properties of a ListContainersRequest.
         * @typedef {Object} containerd.ListContainersRequest.$Properties
         * @property {Array.<string>|null} [filters] ListContainersRequest filters
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListContainersRequest.
         * @memberof containerd
         * @interface IListContainersRequest
         * @augments containerd.ListContainersRequest.$Properties
         * @deprecated Use containerd.ListContainersRequest.$Properties instead.
         */

        /**
         * Shape of a ListContainersRequest.
         * @typedef {containerd.ListContainersRequest.$Properties} containerd.ListContainersRequest.$Shape
         */

        /**
         * Constructs a new ListContainersRequest.
         * @memberof containerd
         * @classdesc Represents a ListContainersRequest.
         * @constructor
         * @param {containerd.ListContainersRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListContainersRequest = function (properties) {
            this.filters = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListContainersRequest filters.
         * @member {Array.<string>} filters
         * @memberof containerd.ListContainersRequest
         * @instance
         */
        ListContainersRequest.prototype.filters = $util.emptyArray;

        /**
         * Encodes the specified ListContainersRequest message. Does not implicitly {@link containerd.ListContainersRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.ListContainersRequest
         * @static
         * @param {containerd.ListContainersRequest.$Properties} message ListContainersRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListContainersRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.filters != null && message.filters.length)
                for (let i = 0; i < message.filters.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.filters[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListContainersRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ListContainersRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ListContainersRequest & containerd.ListContainersRequest.$Shape} ListContainersRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListContainersRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ListContainersRequest();
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
                        if (!(message.filters && message.filters.length))
                            message.filters = [];
                        message.filters.push(reader.stringVerify());
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

        return ListContainersRequest;
    })();

    containerd.ListContainersResponse = (function() {

        /**
         * Properties of a ListContainersResponse.
         * @typedef {Object} containerd.ListContainersResponse.$Properties
         * @property {Array.<containerd.Container.$Properties>|null} [containers] ListContainersResponse containers
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListContainersResponse.
         * @memberof containerd
         * @interface IListContainersResponse
         * @augments containerd.ListContainersResponse.$Properties
         * @deprecated Use containerd.ListContainersResponse.$Properties instead.
         */

        /**
         * Shape of a ListContainersResponse.
         * @typedef {containerd.ListContainersResponse.$Properties} containerd.ListContainersResponse.$Shape
         */

        /**
         * Constructs a new ListContainersResponse.
         * @memberof containerd
         * @classdesc Represents a ListContainersResponse.
         * @constructor
         * @param {containerd.ListContainersResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListContainersResponse = function (properties) {
            this.containers = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListContainersResponse containers.
         * @member {Array.<containerd.Container.$Properties>} containers
         * @memberof containerd.ListContainersResponse
         * @instance
         */
        ListContainersResponse.prototype.containers = $util.emptyArray;

        /**
         * Encodes the specified ListContainersResponse message. Does not implicitly {@link containerd.ListContainersResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.ListContainersResponse
         * @static
         * @param {containerd.ListContainersResponse.$Properties} message ListContainersResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListContainersResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containers != null && message.containers.length)
                for (let i = 0; i < message.containers.length; ++i)
                    $root.containerd.Container.encode(message.containers[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListContainersResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ListContainersResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ListContainersResponse & containerd.ListContainersResponse.$Shape} ListContainersResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListContainersResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ListContainersResponse();
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
                        if (!(message.containers && message.containers.length))
                            message.containers = [];
                        message.containers.push($root.containerd.Container.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return ListContainersResponse;
    })();

    containerd.UpdateContainerRequest = (function() {

        /**
         * Properties of an UpdateContainerRequest.
         * @typedef {Object} containerd.UpdateContainerRequest.$Properties
         * @property {containerd.Container.$Properties|null} [container] UpdateContainerRequest container
         * @property {containerd.FieldMask.$Properties|null} [updateMask] UpdateContainerRequest updateMask
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an UpdateContainerRequest.
         * @memberof containerd
         * @interface IUpdateContainerRequest
         * @augments containerd.UpdateContainerRequest.$Properties
         * @deprecated Use containerd.UpdateContainerRequest.$Properties instead.
         */

        /**
         * Shape of an UpdateContainerRequest.
         * @typedef {containerd.UpdateContainerRequest.$Properties} containerd.UpdateContainerRequest.$Shape
         */

        /**
         * Constructs a new UpdateContainerRequest.
         * @memberof containerd
         * @classdesc Represents an UpdateContainerRequest.
         * @constructor
         * @param {containerd.UpdateContainerRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const UpdateContainerRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * UpdateContainerRequest container.
         * @member {containerd.Container.$Properties|null|undefined} container
         * @memberof containerd.UpdateContainerRequest
         * @instance
         */
        UpdateContainerRequest.prototype.container = null;

        /**
         * UpdateContainerRequest updateMask.
         * @member {containerd.FieldMask.$Properties|null|undefined} updateMask
         * @memberof containerd.UpdateContainerRequest
         * @instance
         */
        UpdateContainerRequest.prototype.updateMask = null;

        /**
         * Encodes the specified UpdateContainerRequest message. Does not implicitly {@link containerd.UpdateContainerRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.UpdateContainerRequest
         * @static
         * @param {containerd.UpdateContainerRequest.$Properties} message UpdateContainerRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        UpdateContainerRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.container != null && $Object.hasOwnProperty.call(message, "container"))
                $root.containerd.Container.encode(message.container, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.updateMask != null && $Object.hasOwnProperty.call(message, "updateMask"))
                $root.containerd.FieldMask.encode(message.updateMask, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an UpdateContainerRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.UpdateContainerRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.UpdateContainerRequest & containerd.UpdateContainerRequest.$Shape} UpdateContainerRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        UpdateContainerRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.UpdateContainerRequest();
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
                        message.container = $root.containerd.Container.decode(reader, reader.size(), $undefined, _depth + 1, message.container);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.updateMask = $root.containerd.FieldMask.decode(reader, reader.size(), $undefined, _depth + 1, message.updateMask);
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

        return UpdateContainerRequest;
    })();

    /**
     * TaskStatus enum.
     * @name containerd.TaskStatus
     * @enum {number}
     * @property {number} UNKNOWN=0 UNKNOWN value
     * @property {number} CREATED=1 CREATED value
     * @property {number} RUNNING=2 RUNNING value
     * @property {number} STOPPED=3 STOPPED value
     * @property {number} PAUSED=4 PAUSED value
     * @property {number} PAUSING=5 PAUSING value
     */
    containerd.TaskStatus = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "UNKNOWN"] = 0;
        values[valuesById[1] = "CREATED"] = 1;
        values[valuesById[2] = "RUNNING"] = 2;
        values[valuesById[3] = "STOPPED"] = 3;
        values[valuesById[4] = "PAUSED"] = 4;
        values[valuesById[5] = "PAUSING"] = 5;
        return values;
    })();

    containerd.Process = (function() {

        /**
         * Properties of a Process.
         * @typedef {Object} containerd.Process.$Properties
         * @property {string|null} [containerId] Process containerId
         * @property {string|null} [id] Process id
         * @property {number|null} [pid] Process pid
         * @property {containerd.TaskStatus|null} [status] Process status
         * @property {number|null} [exitStatus] Process exitStatus
         * @property {containerd.Moment.$Properties|null} [exitedAt] Process exitedAt
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Process.
         * @memberof containerd
         * @interface IProcess
         * @augments containerd.Process.$Properties
         * @deprecated Use containerd.Process.$Properties instead.
         */

        /**
         * Shape of a Process.
         * @typedef {containerd.Process.$Properties} containerd.Process.$Shape
         */

        /**
         * Constructs a new Process.
         * @memberof containerd
         * @classdesc Represents a Process.
         * @constructor
         * @param {containerd.Process.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Process = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Process containerId.
         * @member {string} containerId
         * @memberof containerd.Process
         * @instance
         */
        Process.prototype.containerId = "";

        /**
         * Process id.
         * @member {string} id
         * @memberof containerd.Process
         * @instance
         */
        Process.prototype.id = "";

        /**
         * Process pid.
         * @member {number} pid
         * @memberof containerd.Process
         * @instance
         */
        Process.prototype.pid = 0;

        /**
         * Process status.
         * @member {containerd.TaskStatus} status
         * @memberof containerd.Process
         * @instance
         */
        Process.prototype.status = 0;

        /**
         * Process exitStatus.
         * @member {number} exitStatus
         * @memberof containerd.Process
         * @instance
         */
        Process.prototype.exitStatus = 0;

        /**
         * Process exitedAt.
         * @member {containerd.Moment.$Properties|null|undefined} exitedAt
         * @memberof containerd.Process
         * @instance
         */
        Process.prototype.exitedAt = null;

        /**
         * Encodes the specified Process message. Does not implicitly {@link containerd.Process.verify|verify} messages.
         * @function encode
         * @memberof containerd.Process
         * @static
         * @param {containerd.Process.$Properties} message Process message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Process.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerId != null && $Object.hasOwnProperty.call(message, "containerId") && message.containerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerId);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
            if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.pid);
            if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).int32(message.status);
            if (message.exitStatus != null && $Object.hasOwnProperty.call(message, "exitStatus") && message.exitStatus !== 0)
                writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.exitStatus);
            if (message.exitedAt != null && $Object.hasOwnProperty.call(message, "exitedAt"))
                $root.containerd.Moment.encode(message.exitedAt, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Process message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Process
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Process & containerd.Process.$Shape} Process
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Process.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.Process();
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
                            message.containerId = value;
                        else
                            delete message.containerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.pid = value;
                        else
                            delete message.pid;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.status = value;
                        else
                            delete message.status;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.exitStatus = value;
                        else
                            delete message.exitStatus;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.exitedAt = $root.containerd.Moment.decode(reader, reader.size(), $undefined, _depth + 1, message.exitedAt);
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

        return Process;
    })();

    containerd.CreateTaskRequest = (function() {

        /**
         * Properties of a CreateTaskRequest.
         * @typedef {Object} containerd.CreateTaskRequest.$Properties
         * @property {string|null} [containerId] CreateTaskRequest containerId
         * @property {Array.<containerd.Mount.$Properties>|null} [rootfs] CreateTaskRequest rootfs
         * @property {string|null} [stdin] CreateTaskRequest stdin
         * @property {string|null} [stdout] CreateTaskRequest stdout
         * @property {string|null} [stderr] CreateTaskRequest stderr
         * @property {boolean|null} [terminal] CreateTaskRequest terminal
         * @property {containerd.TypedValue.$Properties|null} [options] CreateTaskRequest options
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CreateTaskRequest.
         * @memberof containerd
         * @interface ICreateTaskRequest
         * @augments containerd.CreateTaskRequest.$Properties
         * @deprecated Use containerd.CreateTaskRequest.$Properties instead.
         */

        /**
         * Shape of a CreateTaskRequest.
         * @typedef {containerd.CreateTaskRequest.$Properties} containerd.CreateTaskRequest.$Shape
         */

        /**
         * Constructs a new CreateTaskRequest.
         * @memberof containerd
         * @classdesc Represents a CreateTaskRequest.
         * @constructor
         * @param {containerd.CreateTaskRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CreateTaskRequest = function (properties) {
            this.rootfs = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CreateTaskRequest containerId.
         * @member {string} containerId
         * @memberof containerd.CreateTaskRequest
         * @instance
         */
        CreateTaskRequest.prototype.containerId = "";

        /**
         * CreateTaskRequest rootfs.
         * @member {Array.<containerd.Mount.$Properties>} rootfs
         * @memberof containerd.CreateTaskRequest
         * @instance
         */
        CreateTaskRequest.prototype.rootfs = $util.emptyArray;

        /**
         * CreateTaskRequest stdin.
         * @member {string} stdin
         * @memberof containerd.CreateTaskRequest
         * @instance
         */
        CreateTaskRequest.prototype.stdin = "";

        /**
         * CreateTaskRequest stdout.
         * @member {string} stdout
         * @memberof containerd.CreateTaskRequest
         * @instance
         */
        CreateTaskRequest.prototype.stdout = "";

        /**
         * CreateTaskRequest stderr.
         * @member {string} stderr
         * @memberof containerd.CreateTaskRequest
         * @instance
         */
        CreateTaskRequest.prototype.stderr = "";

        /**
         * CreateTaskRequest terminal.
         * @member {boolean} terminal
         * @memberof containerd.CreateTaskRequest
         * @instance
         */
        CreateTaskRequest.prototype.terminal = false;

        /**
         * CreateTaskRequest options.
         * @member {containerd.TypedValue.$Properties|null|undefined} options
         * @memberof containerd.CreateTaskRequest
         * @instance
         */
        CreateTaskRequest.prototype.options = null;

        /**
         * Encodes the specified CreateTaskRequest message. Does not implicitly {@link containerd.CreateTaskRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.CreateTaskRequest
         * @static
         * @param {containerd.CreateTaskRequest.$Properties} message CreateTaskRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CreateTaskRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerId != null && $Object.hasOwnProperty.call(message, "containerId") && message.containerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerId);
            if (message.rootfs != null && message.rootfs.length)
                for (let i = 0; i < message.rootfs.length; ++i)
                    $root.containerd.Mount.encode(message.rootfs[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.stdin != null && $Object.hasOwnProperty.call(message, "stdin") && message.stdin !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.stdin);
            if (message.stdout != null && $Object.hasOwnProperty.call(message, "stdout") && message.stdout !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.stdout);
            if (message.stderr != null && $Object.hasOwnProperty.call(message, "stderr") && message.stderr !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.stderr);
            if (message.terminal != null && $Object.hasOwnProperty.call(message, "terminal") && message.terminal !== false)
                writer.uint32(/* id 7, wireType 0 =*/56).bool(message.terminal);
            if (message.options != null && $Object.hasOwnProperty.call(message, "options"))
                $root.containerd.TypedValue.encode(message.options, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CreateTaskRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.CreateTaskRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.CreateTaskRequest & containerd.CreateTaskRequest.$Shape} CreateTaskRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CreateTaskRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.CreateTaskRequest();
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
                            message.containerId = value;
                        else
                            delete message.containerId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.rootfs && message.rootfs.length))
                            message.rootfs = [];
                        message.rootfs.push($root.containerd.Mount.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.stdin = value;
                        else
                            delete message.stdin;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.stdout = value;
                        else
                            delete message.stdout;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.stderr = value;
                        else
                            delete message.stderr;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.terminal = value;
                        else
                            delete message.terminal;
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.options = $root.containerd.TypedValue.decode(reader, reader.size(), $undefined, _depth + 1, message.options);
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

        return CreateTaskRequest;
    })();

    containerd.CreateTaskResponse = (function() {

        /**
         * Properties of a CreateTaskResponse.
         * @typedef {Object} containerd.CreateTaskResponse.$Properties
         * @property {string|null} [containerId] CreateTaskResponse containerId
         * @property {number|null} [pid] CreateTaskResponse pid
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CreateTaskResponse.
         * @memberof containerd
         * @interface ICreateTaskResponse
         * @augments containerd.CreateTaskResponse.$Properties
         * @deprecated Use containerd.CreateTaskResponse.$Properties instead.
         */

        /**
         * Shape of a CreateTaskResponse.
         * @typedef {containerd.CreateTaskResponse.$Properties} containerd.CreateTaskResponse.$Shape
         */

        /**
         * Constructs a new CreateTaskResponse.
         * @memberof containerd
         * @classdesc Represents a CreateTaskResponse.
         * @constructor
         * @param {containerd.CreateTaskResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CreateTaskResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CreateTaskResponse containerId.
         * @member {string} containerId
         * @memberof containerd.CreateTaskResponse
         * @instance
         */
        CreateTaskResponse.prototype.containerId = "";

        /**
         * CreateTaskResponse pid.
         * @member {number} pid
         * @memberof containerd.CreateTaskResponse
         * @instance
         */
        CreateTaskResponse.prototype.pid = 0;

        /**
         * Encodes the specified CreateTaskResponse message. Does not implicitly {@link containerd.CreateTaskResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.CreateTaskResponse
         * @static
         * @param {containerd.CreateTaskResponse.$Properties} message CreateTaskResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CreateTaskResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerId != null && $Object.hasOwnProperty.call(message, "containerId") && message.containerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerId);
            if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.pid);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CreateTaskResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.CreateTaskResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.CreateTaskResponse & containerd.CreateTaskResponse.$Shape} CreateTaskResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CreateTaskResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.CreateTaskResponse();
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
                            message.containerId = value;
                        else
                            delete message.containerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.pid = value;
                        else
                            delete message.pid;
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

        return CreateTaskResponse;
    })();

    containerd.ProcessRequest = (function() {

        /**
         * Properties of a ProcessRequest.
         * @typedef {Object} containerd.ProcessRequest.$Properties
         * @property {string|null} [containerId] ProcessRequest containerId
         * @property {string|null} [execId] ProcessRequest execId
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ProcessRequest.
         * @memberof containerd
         * @interface IProcessRequest
         * @augments containerd.ProcessRequest.$Properties
         * @deprecated Use containerd.ProcessRequest.$Properties instead.
         */

        /**
         * Shape of a ProcessRequest.
         * @typedef {containerd.ProcessRequest.$Properties} containerd.ProcessRequest.$Shape
         */

        /**
         * Constructs a new ProcessRequest.
         * @memberof containerd
         * @classdesc Represents a ProcessRequest.
         * @constructor
         * @param {containerd.ProcessRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ProcessRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ProcessRequest containerId.
         * @member {string} containerId
         * @memberof containerd.ProcessRequest
         * @instance
         */
        ProcessRequest.prototype.containerId = "";

        /**
         * ProcessRequest execId.
         * @member {string} execId
         * @memberof containerd.ProcessRequest
         * @instance
         */
        ProcessRequest.prototype.execId = "";

        /**
         * Encodes the specified ProcessRequest message. Does not implicitly {@link containerd.ProcessRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.ProcessRequest
         * @static
         * @param {containerd.ProcessRequest.$Properties} message ProcessRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ProcessRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerId != null && $Object.hasOwnProperty.call(message, "containerId") && message.containerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerId);
            if (message.execId != null && $Object.hasOwnProperty.call(message, "execId") && message.execId !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.execId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ProcessRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ProcessRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ProcessRequest & containerd.ProcessRequest.$Shape} ProcessRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ProcessRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ProcessRequest();
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
                            message.containerId = value;
                        else
                            delete message.containerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.execId = value;
                        else
                            delete message.execId;
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

        return ProcessRequest;
    })();

    containerd.StartResponse = (function() {

        /**
         * Properties of a StartResponse.
         * @typedef {Object} containerd.StartResponse.$Properties
         * @property {number|null} [pid] StartResponse pid
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a StartResponse.
         * @memberof containerd
         * @interface IStartResponse
         * @augments containerd.StartResponse.$Properties
         * @deprecated Use containerd.StartResponse.$Properties instead.
         */

        /**
         * Shape of a StartResponse.
         * @typedef {containerd.StartResponse.$Properties} containerd.StartResponse.$Shape
         */

        /**
         * Constructs a new StartResponse.
         * @memberof containerd
         * @classdesc Represents a StartResponse.
         * @constructor
         * @param {containerd.StartResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const StartResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * StartResponse pid.
         * @member {number} pid
         * @memberof containerd.StartResponse
         * @instance
         */
        StartResponse.prototype.pid = 0;

        /**
         * Encodes the specified StartResponse message. Does not implicitly {@link containerd.StartResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.StartResponse
         * @static
         * @param {containerd.StartResponse.$Properties} message StartResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        StartResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.pid);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a StartResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.StartResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.StartResponse & containerd.StartResponse.$Shape} StartResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        StartResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.StartResponse();
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
                        if (value = reader.uint32())
                            message.pid = value;
                        else
                            delete message.pid;
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

        return StartResponse;
    })();

    containerd.GetTaskResponse = (function() {

        /**
         * Properties of a GetTaskResponse.
         * @typedef {Object} containerd.GetTaskResponse.$Properties
         * @property {containerd.Process.$Properties|null} [process] GetTaskResponse process
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GetTaskResponse.
         * @memberof containerd
         * @interface IGetTaskResponse
         * @augments containerd.GetTaskResponse.$Properties
         * @deprecated Use containerd.GetTaskResponse.$Properties instead.
         */

        /**
         * Shape of a GetTaskResponse.
         * @typedef {containerd.GetTaskResponse.$Properties} containerd.GetTaskResponse.$Shape
         */

        /**
         * Constructs a new GetTaskResponse.
         * @memberof containerd
         * @classdesc Represents a GetTaskResponse.
         * @constructor
         * @param {containerd.GetTaskResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GetTaskResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * GetTaskResponse process.
         * @member {containerd.Process.$Properties|null|undefined} process
         * @memberof containerd.GetTaskResponse
         * @instance
         */
        GetTaskResponse.prototype.process = null;

        /**
         * Encodes the specified GetTaskResponse message. Does not implicitly {@link containerd.GetTaskResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.GetTaskResponse
         * @static
         * @param {containerd.GetTaskResponse.$Properties} message GetTaskResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetTaskResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.process != null && $Object.hasOwnProperty.call(message, "process"))
                $root.containerd.Process.encode(message.process, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a GetTaskResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.GetTaskResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.GetTaskResponse & containerd.GetTaskResponse.$Shape} GetTaskResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetTaskResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.GetTaskResponse();
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
                        message.process = $root.containerd.Process.decode(reader, reader.size(), $undefined, _depth + 1, message.process);
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

        return GetTaskResponse;
    })();

    containerd.ListTasksRequest = (function() {

        /**
         * Properties of a ListTasksRequest.
         * @typedef {Object} containerd.ListTasksRequest.$Properties
         * @property {string|null} [filter] ListTasksRequest filter
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListTasksRequest.
         * @memberof containerd
         * @interface IListTasksRequest
         * @augments containerd.ListTasksRequest.$Properties
         * @deprecated Use containerd.ListTasksRequest.$Properties instead.
         */

        /**
         * Shape of a ListTasksRequest.
         * @typedef {containerd.ListTasksRequest.$Properties} containerd.ListTasksRequest.$Shape
         */

        /**
         * Constructs a new ListTasksRequest.
         * @memberof containerd
         * @classdesc Represents a ListTasksRequest.
         * @constructor
         * @param {containerd.ListTasksRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListTasksRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListTasksRequest filter.
         * @member {string} filter
         * @memberof containerd.ListTasksRequest
         * @instance
         */
        ListTasksRequest.prototype.filter = "";

        /**
         * Encodes the specified ListTasksRequest message. Does not implicitly {@link containerd.ListTasksRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.ListTasksRequest
         * @static
         * @param {containerd.ListTasksRequest.$Properties} message ListTasksRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListTasksRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.filter != null && $Object.hasOwnProperty.call(message, "filter") && message.filter !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.filter);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListTasksRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ListTasksRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ListTasksRequest & containerd.ListTasksRequest.$Shape} ListTasksRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListTasksRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ListTasksRequest();
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
                            message.filter = value;
                        else
                            delete message.filter;
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

        return ListTasksRequest;
    })();

    containerd.ListTasksResponse = (function() {

        /**
         * Properties of a ListTasksResponse.
         * @typedef {Object} containerd.ListTasksResponse.$Properties
         * @property {Array.<containerd.Process.$Properties>|null} [tasks] ListTasksResponse tasks
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListTasksResponse.
         * @memberof containerd
         * @interface IListTasksResponse
         * @augments containerd.ListTasksResponse.$Properties
         * @deprecated Use containerd.ListTasksResponse.$Properties instead.
         */

        /**
         * Shape of a ListTasksResponse.
         * @typedef {containerd.ListTasksResponse.$Properties} containerd.ListTasksResponse.$Shape
         */

        /**
         * Constructs a new ListTasksResponse.
         * @memberof containerd
         * @classdesc Represents a ListTasksResponse.
         * @constructor
         * @param {containerd.ListTasksResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListTasksResponse = function (properties) {
            this.tasks = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListTasksResponse tasks.
         * @member {Array.<containerd.Process.$Properties>} tasks
         * @memberof containerd.ListTasksResponse
         * @instance
         */
        ListTasksResponse.prototype.tasks = $util.emptyArray;

        /**
         * Encodes the specified ListTasksResponse message. Does not implicitly {@link containerd.ListTasksResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.ListTasksResponse
         * @static
         * @param {containerd.ListTasksResponse.$Properties} message ListTasksResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListTasksResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.tasks != null && message.tasks.length)
                for (let i = 0; i < message.tasks.length; ++i)
                    $root.containerd.Process.encode(message.tasks[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListTasksResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ListTasksResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ListTasksResponse & containerd.ListTasksResponse.$Shape} ListTasksResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListTasksResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ListTasksResponse();
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
                        if (!(message.tasks && message.tasks.length))
                            message.tasks = [];
                        message.tasks.push($root.containerd.Process.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return ListTasksResponse;
    })();

    containerd.KillRequest = (function() {

        /**
         * Properties of a KillRequest.
         * @typedef {Object} containerd.KillRequest.$Properties
         * @property {string|null} [containerId] KillRequest containerId
         * @property {string|null} [execId] KillRequest execId
         * @property {number|null} [signal] KillRequest signal
         * @property {boolean|null} [all] KillRequest all
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a KillRequest.
         * @memberof containerd
         * @interface IKillRequest
         * @augments containerd.KillRequest.$Properties
         * @deprecated Use containerd.KillRequest.$Properties instead.
         */

        /**
         * Shape of a KillRequest.
         * @typedef {containerd.KillRequest.$Properties} containerd.KillRequest.$Shape
         */

        /**
         * Constructs a new KillRequest.
         * @memberof containerd
         * @classdesc Represents a KillRequest.
         * @constructor
         * @param {containerd.KillRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const KillRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * KillRequest containerId.
         * @member {string} containerId
         * @memberof containerd.KillRequest
         * @instance
         */
        KillRequest.prototype.containerId = "";

        /**
         * KillRequest execId.
         * @member {string} execId
         * @memberof containerd.KillRequest
         * @instance
         */
        KillRequest.prototype.execId = "";

        /**
         * KillRequest signal.
         * @member {number} signal
         * @memberof containerd.KillRequest
         * @instance
         */
        KillRequest.prototype.signal = 0;

        /**
         * KillRequest all.
         * @member {boolean} all
         * @memberof containerd.KillRequest
         * @instance
         */
        KillRequest.prototype.all = false;

        /**
         * Encodes the specified KillRequest message. Does not implicitly {@link containerd.KillRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.KillRequest
         * @static
         * @param {containerd.KillRequest.$Properties} message KillRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        KillRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerId != null && $Object.hasOwnProperty.call(message, "containerId") && message.containerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerId);
            if (message.execId != null && $Object.hasOwnProperty.call(message, "execId") && message.execId !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.execId);
            if (message.signal != null && $Object.hasOwnProperty.call(message, "signal") && message.signal !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.signal);
            if (message.all != null && $Object.hasOwnProperty.call(message, "all") && message.all !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.all);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a KillRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.KillRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.KillRequest & containerd.KillRequest.$Shape} KillRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        KillRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.KillRequest();
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
                            message.containerId = value;
                        else
                            delete message.containerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.execId = value;
                        else
                            delete message.execId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.signal = value;
                        else
                            delete message.signal;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.all = value;
                        else
                            delete message.all;
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

        return KillRequest;
    })();

    containerd.DeleteTaskResponse = (function() {

        /**
         * Properties of a DeleteTaskResponse.
         * @typedef {Object} containerd.DeleteTaskResponse.$Properties
         * @property {string|null} [id] DeleteTaskResponse id
         * @property {number|null} [pid] DeleteTaskResponse pid
         * @property {number|null} [exitStatus] DeleteTaskResponse exitStatus
         * @property {containerd.Moment.$Properties|null} [exitedAt] DeleteTaskResponse exitedAt
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a DeleteTaskResponse.
         * @memberof containerd
         * @interface IDeleteTaskResponse
         * @augments containerd.DeleteTaskResponse.$Properties
         * @deprecated Use containerd.DeleteTaskResponse.$Properties instead.
         */

        /**
         * Shape of a DeleteTaskResponse.
         * @typedef {containerd.DeleteTaskResponse.$Properties} containerd.DeleteTaskResponse.$Shape
         */

        /**
         * Constructs a new DeleteTaskResponse.
         * @memberof containerd
         * @classdesc Represents a DeleteTaskResponse.
         * @constructor
         * @param {containerd.DeleteTaskResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const DeleteTaskResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * DeleteTaskResponse id.
         * @member {string} id
         * @memberof containerd.DeleteTaskResponse
         * @instance
         */
        DeleteTaskResponse.prototype.id = "";

        /**
         * DeleteTaskResponse pid.
         * @member {number} pid
         * @memberof containerd.DeleteTaskResponse
         * @instance
         */
        DeleteTaskResponse.prototype.pid = 0;

        /**
         * DeleteTaskResponse exitStatus.
         * @member {number} exitStatus
         * @memberof containerd.DeleteTaskResponse
         * @instance
         */
        DeleteTaskResponse.prototype.exitStatus = 0;

        /**
         * DeleteTaskResponse exitedAt.
         * @member {containerd.Moment.$Properties|null|undefined} exitedAt
         * @memberof containerd.DeleteTaskResponse
         * @instance
         */
        DeleteTaskResponse.prototype.exitedAt = null;

        /**
         * Encodes the specified DeleteTaskResponse message. Does not implicitly {@link containerd.DeleteTaskResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.DeleteTaskResponse
         * @static
         * @param {containerd.DeleteTaskResponse.$Properties} message DeleteTaskResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        DeleteTaskResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.id);
            if (message.pid != null && $Object.hasOwnProperty.call(message, "pid") && message.pid !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.pid);
            if (message.exitStatus != null && $Object.hasOwnProperty.call(message, "exitStatus") && message.exitStatus !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.exitStatus);
            if (message.exitedAt != null && $Object.hasOwnProperty.call(message, "exitedAt"))
                $root.containerd.Moment.encode(message.exitedAt, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a DeleteTaskResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.DeleteTaskResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.DeleteTaskResponse & containerd.DeleteTaskResponse.$Shape} DeleteTaskResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        DeleteTaskResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.DeleteTaskResponse();
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
                            message.id = value;
                        else
                            delete message.id;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.pid = value;
                        else
                            delete message.pid;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.exitStatus = value;
                        else
                            delete message.exitStatus;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.exitedAt = $root.containerd.Moment.decode(reader, reader.size(), $undefined, _depth + 1, message.exitedAt);
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

        return DeleteTaskResponse;
    })();

    containerd.ExecRequest = (function() {

        /**
         * Properties of an ExecRequest.
         * @typedef {Object} containerd.ExecRequest.$Properties
         * @property {string|null} [containerId] ExecRequest containerId
         * @property {string|null} [stdin] ExecRequest stdin
         * @property {string|null} [stdout] ExecRequest stdout
         * @property {string|null} [stderr] ExecRequest stderr
         * @property {boolean|null} [terminal] ExecRequest terminal
         * @property {containerd.TypedValue.$Properties|null} [spec] ExecRequest spec
         * @property {string|null} [execId] ExecRequest execId
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an ExecRequest.
         * @memberof containerd
         * @interface IExecRequest
         * @augments containerd.ExecRequest.$Properties
         * @deprecated Use containerd.ExecRequest.$Properties instead.
         */

        /**
         * Shape of an ExecRequest.
         * @typedef {containerd.ExecRequest.$Properties} containerd.ExecRequest.$Shape
         */

        /**
         * Constructs a new ExecRequest.
         * @memberof containerd
         * @classdesc Represents an ExecRequest.
         * @constructor
         * @param {containerd.ExecRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ExecRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ExecRequest containerId.
         * @member {string} containerId
         * @memberof containerd.ExecRequest
         * @instance
         */
        ExecRequest.prototype.containerId = "";

        /**
         * ExecRequest stdin.
         * @member {string} stdin
         * @memberof containerd.ExecRequest
         * @instance
         */
        ExecRequest.prototype.stdin = "";

        /**
         * ExecRequest stdout.
         * @member {string} stdout
         * @memberof containerd.ExecRequest
         * @instance
         */
        ExecRequest.prototype.stdout = "";

        /**
         * ExecRequest stderr.
         * @member {string} stderr
         * @memberof containerd.ExecRequest
         * @instance
         */
        ExecRequest.prototype.stderr = "";

        /**
         * ExecRequest terminal.
         * @member {boolean} terminal
         * @memberof containerd.ExecRequest
         * @instance
         */
        ExecRequest.prototype.terminal = false;

        /**
         * ExecRequest spec.
         * @member {containerd.TypedValue.$Properties|null|undefined} spec
         * @memberof containerd.ExecRequest
         * @instance
         */
        ExecRequest.prototype.spec = null;

        /**
         * ExecRequest execId.
         * @member {string} execId
         * @memberof containerd.ExecRequest
         * @instance
         */
        ExecRequest.prototype.execId = "";

        /**
         * Encodes the specified ExecRequest message. Does not implicitly {@link containerd.ExecRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.ExecRequest
         * @static
         * @param {containerd.ExecRequest.$Properties} message ExecRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ExecRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerId != null && $Object.hasOwnProperty.call(message, "containerId") && message.containerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerId);
            if (message.stdin != null && $Object.hasOwnProperty.call(message, "stdin") && message.stdin !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.stdin);
            if (message.stdout != null && $Object.hasOwnProperty.call(message, "stdout") && message.stdout !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.stdout);
            if (message.stderr != null && $Object.hasOwnProperty.call(message, "stderr") && message.stderr !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.stderr);
            if (message.terminal != null && $Object.hasOwnProperty.call(message, "terminal") && message.terminal !== false)
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.terminal);
            if (message.spec != null && $Object.hasOwnProperty.call(message, "spec"))
                $root.containerd.TypedValue.encode(message.spec, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.execId != null && $Object.hasOwnProperty.call(message, "execId") && message.execId !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.execId);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an ExecRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ExecRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ExecRequest & containerd.ExecRequest.$Shape} ExecRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ExecRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ExecRequest();
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
                            message.containerId = value;
                        else
                            delete message.containerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.stdin = value;
                        else
                            delete message.stdin;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.stdout = value;
                        else
                            delete message.stdout;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.stderr = value;
                        else
                            delete message.stderr;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.terminal = value;
                        else
                            delete message.terminal;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.spec = $root.containerd.TypedValue.decode(reader, reader.size(), $undefined, _depth + 1, message.spec);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.execId = value;
                        else
                            delete message.execId;
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

        return ExecRequest;
    })();

    containerd.CloseInputRequest = (function() {

        /**
         * Properties of a CloseInputRequest.
         * @typedef {Object} containerd.CloseInputRequest.$Properties
         * @property {string|null} [containerId] CloseInputRequest containerId
         * @property {string|null} [execId] CloseInputRequest execId
         * @property {boolean|null} [stdin] CloseInputRequest stdin
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CloseInputRequest.
         * @memberof containerd
         * @interface ICloseInputRequest
         * @augments containerd.CloseInputRequest.$Properties
         * @deprecated Use containerd.CloseInputRequest.$Properties instead.
         */

        /**
         * Shape of a CloseInputRequest.
         * @typedef {containerd.CloseInputRequest.$Properties} containerd.CloseInputRequest.$Shape
         */

        /**
         * Constructs a new CloseInputRequest.
         * @memberof containerd
         * @classdesc Represents a CloseInputRequest.
         * @constructor
         * @param {containerd.CloseInputRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CloseInputRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CloseInputRequest containerId.
         * @member {string} containerId
         * @memberof containerd.CloseInputRequest
         * @instance
         */
        CloseInputRequest.prototype.containerId = "";

        /**
         * CloseInputRequest execId.
         * @member {string} execId
         * @memberof containerd.CloseInputRequest
         * @instance
         */
        CloseInputRequest.prototype.execId = "";

        /**
         * CloseInputRequest stdin.
         * @member {boolean} stdin
         * @memberof containerd.CloseInputRequest
         * @instance
         */
        CloseInputRequest.prototype.stdin = false;

        /**
         * Encodes the specified CloseInputRequest message. Does not implicitly {@link containerd.CloseInputRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.CloseInputRequest
         * @static
         * @param {containerd.CloseInputRequest.$Properties} message CloseInputRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CloseInputRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerId != null && $Object.hasOwnProperty.call(message, "containerId") && message.containerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerId);
            if (message.execId != null && $Object.hasOwnProperty.call(message, "execId") && message.execId !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.execId);
            if (message.stdin != null && $Object.hasOwnProperty.call(message, "stdin") && message.stdin !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.stdin);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CloseInputRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.CloseInputRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.CloseInputRequest & containerd.CloseInputRequest.$Shape} CloseInputRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CloseInputRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.CloseInputRequest();
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
                            message.containerId = value;
                        else
                            delete message.containerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.execId = value;
                        else
                            delete message.execId;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.stdin = value;
                        else
                            delete message.stdin;
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

        return CloseInputRequest;
    })();

    containerd.WaitResponse = (function() {

        /**
         * Properties of a WaitResponse.
         * @typedef {Object} containerd.WaitResponse.$Properties
         * @property {number|null} [exitStatus] WaitResponse exitStatus
         * @property {containerd.Moment.$Properties|null} [exitedAt] WaitResponse exitedAt
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a WaitResponse.
         * @memberof containerd
         * @interface IWaitResponse
         * @augments containerd.WaitResponse.$Properties
         * @deprecated Use containerd.WaitResponse.$Properties instead.
         */

        /**
         * Shape of a WaitResponse.
         * @typedef {containerd.WaitResponse.$Properties} containerd.WaitResponse.$Shape
         */

        /**
         * Constructs a new WaitResponse.
         * @memberof containerd
         * @classdesc Represents a WaitResponse.
         * @constructor
         * @param {containerd.WaitResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const WaitResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * WaitResponse exitStatus.
         * @member {number} exitStatus
         * @memberof containerd.WaitResponse
         * @instance
         */
        WaitResponse.prototype.exitStatus = 0;

        /**
         * WaitResponse exitedAt.
         * @member {containerd.Moment.$Properties|null|undefined} exitedAt
         * @memberof containerd.WaitResponse
         * @instance
         */
        WaitResponse.prototype.exitedAt = null;

        /**
         * Encodes the specified WaitResponse message. Does not implicitly {@link containerd.WaitResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.WaitResponse
         * @static
         * @param {containerd.WaitResponse.$Properties} message WaitResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        WaitResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.exitStatus != null && $Object.hasOwnProperty.call(message, "exitStatus") && message.exitStatus !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.exitStatus);
            if (message.exitedAt != null && $Object.hasOwnProperty.call(message, "exitedAt"))
                $root.containerd.Moment.encode(message.exitedAt, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a WaitResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.WaitResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.WaitResponse & containerd.WaitResponse.$Shape} WaitResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        WaitResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.WaitResponse();
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
                        if (value = reader.uint32())
                            message.exitStatus = value;
                        else
                            delete message.exitStatus;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.exitedAt = $root.containerd.Moment.decode(reader, reader.size(), $undefined, _depth + 1, message.exitedAt);
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

        return WaitResponse;
    })();

    containerd.RuncOptions = (function() {

        /**
         * Properties of a RuncOptions.
         * @typedef {Object} containerd.RuncOptions.$Properties
         * @property {string|null} [binaryName] RuncOptions binaryName
         * @property {string|null} [root] RuncOptions root
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a RuncOptions.
         * @memberof containerd
         * @interface IRuncOptions
         * @augments containerd.RuncOptions.$Properties
         * @deprecated Use containerd.RuncOptions.$Properties instead.
         */

        /**
         * Shape of a RuncOptions.
         * @typedef {containerd.RuncOptions.$Properties} containerd.RuncOptions.$Shape
         */

        /**
         * Constructs a new RuncOptions.
         * @memberof containerd
         * @classdesc Represents a RuncOptions.
         * @constructor
         * @param {containerd.RuncOptions.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const RuncOptions = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * RuncOptions binaryName.
         * @member {string} binaryName
         * @memberof containerd.RuncOptions
         * @instance
         */
        RuncOptions.prototype.binaryName = "";

        /**
         * RuncOptions root.
         * @member {string} root
         * @memberof containerd.RuncOptions
         * @instance
         */
        RuncOptions.prototype.root = "";

        /**
         * Encodes the specified RuncOptions message. Does not implicitly {@link containerd.RuncOptions.verify|verify} messages.
         * @function encode
         * @memberof containerd.RuncOptions
         * @static
         * @param {containerd.RuncOptions.$Properties} message RuncOptions message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        RuncOptions.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.binaryName != null && $Object.hasOwnProperty.call(message, "binaryName") && message.binaryName !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.binaryName);
            if (message.root != null && $Object.hasOwnProperty.call(message, "root") && message.root !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.root);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a RuncOptions message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.RuncOptions
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.RuncOptions & containerd.RuncOptions.$Shape} RuncOptions
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        RuncOptions.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.RuncOptions();
            while (reader.pos < end) {
                let start = reader.pos;
                let tag = reader.tag();
                if (tag === _end) {
                    _end = $undefined;
                    break;
                }
                let wireType = tag & 7;
                switch (tag >>>= 3) {
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.binaryName = value;
                        else
                            delete message.binaryName;
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.root = value;
                        else
                            delete message.root;
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

        return RuncOptions;
    })();

    containerd.NewSnapshotRequest = (function() {

        /**
         * Properties of a NewSnapshotRequest.
         * @typedef {Object} containerd.NewSnapshotRequest.$Properties
         * @property {string|null} [snapshotter] NewSnapshotRequest snapshotter
         * @property {string|null} [key] NewSnapshotRequest key
         * @property {string|null} [parent] NewSnapshotRequest parent
         * @property {Object.<string,string>|null} [labels] NewSnapshotRequest labels
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NewSnapshotRequest.
         * @memberof containerd
         * @interface INewSnapshotRequest
         * @augments containerd.NewSnapshotRequest.$Properties
         * @deprecated Use containerd.NewSnapshotRequest.$Properties instead.
         */

        /**
         * Shape of a NewSnapshotRequest.
         * @typedef {containerd.NewSnapshotRequest.$Properties} containerd.NewSnapshotRequest.$Shape
         */

        /**
         * Constructs a new NewSnapshotRequest.
         * @memberof containerd
         * @classdesc Represents a NewSnapshotRequest.
         * @constructor
         * @param {containerd.NewSnapshotRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NewSnapshotRequest = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NewSnapshotRequest snapshotter.
         * @member {string} snapshotter
         * @memberof containerd.NewSnapshotRequest
         * @instance
         */
        NewSnapshotRequest.prototype.snapshotter = "";

        /**
         * NewSnapshotRequest key.
         * @member {string} key
         * @memberof containerd.NewSnapshotRequest
         * @instance
         */
        NewSnapshotRequest.prototype.key = "";

        /**
         * NewSnapshotRequest parent.
         * @member {string} parent
         * @memberof containerd.NewSnapshotRequest
         * @instance
         */
        NewSnapshotRequest.prototype.parent = "";

        /**
         * NewSnapshotRequest labels.
         * @member {Object.<string,string>} labels
         * @memberof containerd.NewSnapshotRequest
         * @instance
         */
        NewSnapshotRequest.prototype.labels = $util.emptyObject;

        /**
         * Encodes the specified NewSnapshotRequest message. Does not implicitly {@link containerd.NewSnapshotRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.NewSnapshotRequest
         * @static
         * @param {containerd.NewSnapshotRequest.$Properties} message NewSnapshotRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NewSnapshotRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotter != null && $Object.hasOwnProperty.call(message, "snapshotter") && message.snapshotter !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.snapshotter);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.key);
            if (message.parent != null && $Object.hasOwnProperty.call(message, "parent") && message.parent !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.parent);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NewSnapshotRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.NewSnapshotRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.NewSnapshotRequest & containerd.NewSnapshotRequest.$Shape} NewSnapshotRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NewSnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.NewSnapshotRequest();
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
                            message.snapshotter = value;
                        else
                            delete message.snapshotter;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.parent = value;
                        else
                            delete message.parent;
                        continue;
                    }
                case 4: {
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

        return NewSnapshotRequest;
    })();

    containerd.SnapshotRequest = (function() {

        /**
         * Properties of a SnapshotRequest.
         * @typedef {Object} containerd.SnapshotRequest.$Properties
         * @property {string|null} [snapshotter] SnapshotRequest snapshotter
         * @property {string|null} [key] SnapshotRequest key
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SnapshotRequest.
         * @memberof containerd
         * @interface ISnapshotRequest
         * @augments containerd.SnapshotRequest.$Properties
         * @deprecated Use containerd.SnapshotRequest.$Properties instead.
         */

        /**
         * Shape of a SnapshotRequest.
         * @typedef {containerd.SnapshotRequest.$Properties} containerd.SnapshotRequest.$Shape
         */

        /**
         * Constructs a new SnapshotRequest.
         * @memberof containerd
         * @classdesc Represents a SnapshotRequest.
         * @constructor
         * @param {containerd.SnapshotRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SnapshotRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SnapshotRequest snapshotter.
         * @member {string} snapshotter
         * @memberof containerd.SnapshotRequest
         * @instance
         */
        SnapshotRequest.prototype.snapshotter = "";

        /**
         * SnapshotRequest key.
         * @member {string} key
         * @memberof containerd.SnapshotRequest
         * @instance
         */
        SnapshotRequest.prototype.key = "";

        /**
         * Encodes the specified SnapshotRequest message. Does not implicitly {@link containerd.SnapshotRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.SnapshotRequest
         * @static
         * @param {containerd.SnapshotRequest.$Properties} message SnapshotRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SnapshotRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotter != null && $Object.hasOwnProperty.call(message, "snapshotter") && message.snapshotter !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.snapshotter);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.key);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SnapshotRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.SnapshotRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.SnapshotRequest & containerd.SnapshotRequest.$Shape} SnapshotRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.SnapshotRequest();
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
                            message.snapshotter = value;
                        else
                            delete message.snapshotter;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.key = value;
                        else
                            delete message.key;
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

        return SnapshotRequest;
    })();

    containerd.MountsResponse = (function() {

        /**
         * Properties of a MountsResponse.
         * @typedef {Object} containerd.MountsResponse.$Properties
         * @property {Array.<containerd.Mount.$Properties>|null} [mounts] MountsResponse mounts
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a MountsResponse.
         * @memberof containerd
         * @interface IMountsResponse
         * @augments containerd.MountsResponse.$Properties
         * @deprecated Use containerd.MountsResponse.$Properties instead.
         */

        /**
         * Shape of a MountsResponse.
         * @typedef {containerd.MountsResponse.$Properties} containerd.MountsResponse.$Shape
         */

        /**
         * Constructs a new MountsResponse.
         * @memberof containerd
         * @classdesc Represents a MountsResponse.
         * @constructor
         * @param {containerd.MountsResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const MountsResponse = function (properties) {
            this.mounts = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * MountsResponse mounts.
         * @member {Array.<containerd.Mount.$Properties>} mounts
         * @memberof containerd.MountsResponse
         * @instance
         */
        MountsResponse.prototype.mounts = $util.emptyArray;

        /**
         * Encodes the specified MountsResponse message. Does not implicitly {@link containerd.MountsResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.MountsResponse
         * @static
         * @param {containerd.MountsResponse.$Properties} message MountsResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        MountsResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.mounts != null && message.mounts.length)
                for (let i = 0; i < message.mounts.length; ++i)
                    $root.containerd.Mount.encode(message.mounts[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a MountsResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.MountsResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.MountsResponse & containerd.MountsResponse.$Shape} MountsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        MountsResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.MountsResponse();
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
                        if (!(message.mounts && message.mounts.length))
                            message.mounts = [];
                        message.mounts.push($root.containerd.Mount.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return MountsResponse;
    })();

    containerd.CommitSnapshotRequest = (function() {

        /**
         * Properties of a CommitSnapshotRequest.
         * @typedef {Object} containerd.CommitSnapshotRequest.$Properties
         * @property {string|null} [snapshotter] CommitSnapshotRequest snapshotter
         * @property {string|null} [name] CommitSnapshotRequest name
         * @property {string|null} [key] CommitSnapshotRequest key
         * @property {Object.<string,string>|null} [labels] CommitSnapshotRequest labels
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CommitSnapshotRequest.
         * @memberof containerd
         * @interface ICommitSnapshotRequest
         * @augments containerd.CommitSnapshotRequest.$Properties
         * @deprecated Use containerd.CommitSnapshotRequest.$Properties instead.
         */

        /**
         * Shape of a CommitSnapshotRequest.
         * @typedef {containerd.CommitSnapshotRequest.$Properties} containerd.CommitSnapshotRequest.$Shape
         */

        /**
         * Constructs a new CommitSnapshotRequest.
         * @memberof containerd
         * @classdesc Represents a CommitSnapshotRequest.
         * @constructor
         * @param {containerd.CommitSnapshotRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CommitSnapshotRequest = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CommitSnapshotRequest snapshotter.
         * @member {string} snapshotter
         * @memberof containerd.CommitSnapshotRequest
         * @instance
         */
        CommitSnapshotRequest.prototype.snapshotter = "";

        /**
         * CommitSnapshotRequest name.
         * @member {string} name
         * @memberof containerd.CommitSnapshotRequest
         * @instance
         */
        CommitSnapshotRequest.prototype.name = "";

        /**
         * CommitSnapshotRequest key.
         * @member {string} key
         * @memberof containerd.CommitSnapshotRequest
         * @instance
         */
        CommitSnapshotRequest.prototype.key = "";

        /**
         * CommitSnapshotRequest labels.
         * @member {Object.<string,string>} labels
         * @memberof containerd.CommitSnapshotRequest
         * @instance
         */
        CommitSnapshotRequest.prototype.labels = $util.emptyObject;

        /**
         * Encodes the specified CommitSnapshotRequest message. Does not implicitly {@link containerd.CommitSnapshotRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.CommitSnapshotRequest
         * @static
         * @param {containerd.CommitSnapshotRequest.$Properties} message CommitSnapshotRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CommitSnapshotRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotter != null && $Object.hasOwnProperty.call(message, "snapshotter") && message.snapshotter !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.snapshotter);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.key);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CommitSnapshotRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.CommitSnapshotRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.CommitSnapshotRequest & containerd.CommitSnapshotRequest.$Shape} CommitSnapshotRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CommitSnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.CommitSnapshotRequest();
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
                            message.snapshotter = value;
                        else
                            delete message.snapshotter;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.name = value;
                        else
                            delete message.name;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.key = value;
                        else
                            delete message.key;
                        continue;
                    }
                case 4: {
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

        return CommitSnapshotRequest;
    })();

    containerd.Snapshot = (function() {

        /**
         * Properties of a Snapshot.
         * @typedef {Object} containerd.Snapshot.$Properties
         * @property {string|null} [name] Snapshot name
         * @property {string|null} [parent] Snapshot parent
         * @property {number|null} [kind] Snapshot kind
         * @property {containerd.Moment.$Properties|null} [createdAt] Snapshot createdAt
         * @property {Object.<string,string>|null} [labels] Snapshot labels
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Snapshot.
         * @memberof containerd
         * @interface ISnapshot
         * @augments containerd.Snapshot.$Properties
         * @deprecated Use containerd.Snapshot.$Properties instead.
         */

        /**
         * Shape of a Snapshot.
         * @typedef {containerd.Snapshot.$Properties} containerd.Snapshot.$Shape
         */

        /**
         * Constructs a new Snapshot.
         * @memberof containerd
         * @classdesc Represents a Snapshot.
         * @constructor
         * @param {containerd.Snapshot.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Snapshot = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Snapshot name.
         * @member {string} name
         * @memberof containerd.Snapshot
         * @instance
         */
        Snapshot.prototype.name = "";

        /**
         * Snapshot parent.
         * @member {string} parent
         * @memberof containerd.Snapshot
         * @instance
         */
        Snapshot.prototype.parent = "";

        /**
         * Snapshot kind.
         * @member {number} kind
         * @memberof containerd.Snapshot
         * @instance
         */
        Snapshot.prototype.kind = 0;

        /**
         * Snapshot createdAt.
         * @member {containerd.Moment.$Properties|null|undefined} createdAt
         * @memberof containerd.Snapshot
         * @instance
         */
        Snapshot.prototype.createdAt = null;

        /**
         * Snapshot labels.
         * @member {Object.<string,string>} labels
         * @memberof containerd.Snapshot
         * @instance
         */
        Snapshot.prototype.labels = $util.emptyObject;

        /**
         * Encodes the specified Snapshot message. Does not implicitly {@link containerd.Snapshot.verify|verify} messages.
         * @function encode
         * @memberof containerd.Snapshot
         * @static
         * @param {containerd.Snapshot.$Properties} message Snapshot message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Snapshot.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.parent != null && $Object.hasOwnProperty.call(message, "parent") && message.parent !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.parent);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.kind);
            if (message.createdAt != null && $Object.hasOwnProperty.call(message, "createdAt"))
                $root.containerd.Moment.encode(message.createdAt, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 6, wireType 2 =*/50).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Snapshot message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.Snapshot
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.Snapshot & containerd.Snapshot.$Shape} Snapshot
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Snapshot.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.Snapshot();
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
                            message.parent = value;
                        else
                            delete message.parent;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.kind = value;
                        else
                            delete message.kind;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.createdAt = $root.containerd.Moment.decode(reader, reader.size(), $undefined, _depth + 1, message.createdAt);
                        continue;
                    }
                case 6: {
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

        return Snapshot;
    })();

    containerd.StatSnapshotResponse = (function() {

        /**
         * Properties of a StatSnapshotResponse.
         * @typedef {Object} containerd.StatSnapshotResponse.$Properties
         * @property {containerd.Snapshot.$Properties|null} [snapshot] StatSnapshotResponse snapshot
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a StatSnapshotResponse.
         * @memberof containerd
         * @interface IStatSnapshotResponse
         * @augments containerd.StatSnapshotResponse.$Properties
         * @deprecated Use containerd.StatSnapshotResponse.$Properties instead.
         */

        /**
         * Shape of a StatSnapshotResponse.
         * @typedef {containerd.StatSnapshotResponse.$Properties} containerd.StatSnapshotResponse.$Shape
         */

        /**
         * Constructs a new StatSnapshotResponse.
         * @memberof containerd
         * @classdesc Represents a StatSnapshotResponse.
         * @constructor
         * @param {containerd.StatSnapshotResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const StatSnapshotResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * StatSnapshotResponse snapshot.
         * @member {containerd.Snapshot.$Properties|null|undefined} snapshot
         * @memberof containerd.StatSnapshotResponse
         * @instance
         */
        StatSnapshotResponse.prototype.snapshot = null;

        /**
         * Encodes the specified StatSnapshotResponse message. Does not implicitly {@link containerd.StatSnapshotResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.StatSnapshotResponse
         * @static
         * @param {containerd.StatSnapshotResponse.$Properties} message StatSnapshotResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        StatSnapshotResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                $root.containerd.Snapshot.encode(message.snapshot, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a StatSnapshotResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.StatSnapshotResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.StatSnapshotResponse & containerd.StatSnapshotResponse.$Shape} StatSnapshotResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        StatSnapshotResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.StatSnapshotResponse();
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
                        message.snapshot = $root.containerd.Snapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
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

        return StatSnapshotResponse;
    })();

    containerd.UpdateSnapshotRequest = (function() {

        /**
         * Properties of an UpdateSnapshotRequest.
         * @typedef {Object} containerd.UpdateSnapshotRequest.$Properties
         * @property {string|null} [snapshotter] UpdateSnapshotRequest snapshotter
         * @property {containerd.Snapshot.$Properties|null} [snapshot] UpdateSnapshotRequest snapshot
         * @property {containerd.FieldMask.$Properties|null} [updateMask] UpdateSnapshotRequest updateMask
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an UpdateSnapshotRequest.
         * @memberof containerd
         * @interface IUpdateSnapshotRequest
         * @augments containerd.UpdateSnapshotRequest.$Properties
         * @deprecated Use containerd.UpdateSnapshotRequest.$Properties instead.
         */

        /**
         * Shape of an UpdateSnapshotRequest.
         * @typedef {containerd.UpdateSnapshotRequest.$Properties} containerd.UpdateSnapshotRequest.$Shape
         */

        /**
         * Constructs a new UpdateSnapshotRequest.
         * @memberof containerd
         * @classdesc Represents an UpdateSnapshotRequest.
         * @constructor
         * @param {containerd.UpdateSnapshotRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const UpdateSnapshotRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * UpdateSnapshotRequest snapshotter.
         * @member {string} snapshotter
         * @memberof containerd.UpdateSnapshotRequest
         * @instance
         */
        UpdateSnapshotRequest.prototype.snapshotter = "";

        /**
         * UpdateSnapshotRequest snapshot.
         * @member {containerd.Snapshot.$Properties|null|undefined} snapshot
         * @memberof containerd.UpdateSnapshotRequest
         * @instance
         */
        UpdateSnapshotRequest.prototype.snapshot = null;

        /**
         * UpdateSnapshotRequest updateMask.
         * @member {containerd.FieldMask.$Properties|null|undefined} updateMask
         * @memberof containerd.UpdateSnapshotRequest
         * @instance
         */
        UpdateSnapshotRequest.prototype.updateMask = null;

        /**
         * Encodes the specified UpdateSnapshotRequest message. Does not implicitly {@link containerd.UpdateSnapshotRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.UpdateSnapshotRequest
         * @static
         * @param {containerd.UpdateSnapshotRequest.$Properties} message UpdateSnapshotRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        UpdateSnapshotRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotter != null && $Object.hasOwnProperty.call(message, "snapshotter") && message.snapshotter !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.snapshotter);
            if (message.snapshot != null && $Object.hasOwnProperty.call(message, "snapshot"))
                $root.containerd.Snapshot.encode(message.snapshot, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.updateMask != null && $Object.hasOwnProperty.call(message, "updateMask"))
                $root.containerd.FieldMask.encode(message.updateMask, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an UpdateSnapshotRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.UpdateSnapshotRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.UpdateSnapshotRequest & containerd.UpdateSnapshotRequest.$Shape} UpdateSnapshotRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        UpdateSnapshotRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.UpdateSnapshotRequest();
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
                            message.snapshotter = value;
                        else
                            delete message.snapshotter;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.snapshot = $root.containerd.Snapshot.decode(reader, reader.size(), $undefined, _depth + 1, message.snapshot);
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.updateMask = $root.containerd.FieldMask.decode(reader, reader.size(), $undefined, _depth + 1, message.updateMask);
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

        return UpdateSnapshotRequest;
    })();

    containerd.ListSnapshotsRequest = (function() {

        /**
         * Properties of a ListSnapshotsRequest.
         * @typedef {Object} containerd.ListSnapshotsRequest.$Properties
         * @property {string|null} [snapshotter] ListSnapshotsRequest snapshotter
         * @property {Array.<string>|null} [filters] ListSnapshotsRequest filters
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListSnapshotsRequest.
         * @memberof containerd
         * @interface IListSnapshotsRequest
         * @augments containerd.ListSnapshotsRequest.$Properties
         * @deprecated Use containerd.ListSnapshotsRequest.$Properties instead.
         */

        /**
         * Shape of a ListSnapshotsRequest.
         * @typedef {containerd.ListSnapshotsRequest.$Properties} containerd.ListSnapshotsRequest.$Shape
         */

        /**
         * Constructs a new ListSnapshotsRequest.
         * @memberof containerd
         * @classdesc Represents a ListSnapshotsRequest.
         * @constructor
         * @param {containerd.ListSnapshotsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListSnapshotsRequest = function (properties) {
            this.filters = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListSnapshotsRequest snapshotter.
         * @member {string} snapshotter
         * @memberof containerd.ListSnapshotsRequest
         * @instance
         */
        ListSnapshotsRequest.prototype.snapshotter = "";

        /**
         * ListSnapshotsRequest filters.
         * @member {Array.<string>} filters
         * @memberof containerd.ListSnapshotsRequest
         * @instance
         */
        ListSnapshotsRequest.prototype.filters = $util.emptyArray;

        /**
         * Encodes the specified ListSnapshotsRequest message. Does not implicitly {@link containerd.ListSnapshotsRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.ListSnapshotsRequest
         * @static
         * @param {containerd.ListSnapshotsRequest.$Properties} message ListSnapshotsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListSnapshotsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshotter != null && $Object.hasOwnProperty.call(message, "snapshotter") && message.snapshotter !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.snapshotter);
            if (message.filters != null && message.filters.length)
                for (let i = 0; i < message.filters.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.filters[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListSnapshotsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ListSnapshotsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ListSnapshotsRequest & containerd.ListSnapshotsRequest.$Shape} ListSnapshotsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListSnapshotsRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ListSnapshotsRequest();
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
                            message.snapshotter = value;
                        else
                            delete message.snapshotter;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.filters && message.filters.length))
                            message.filters = [];
                        message.filters.push(reader.stringVerify());
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

        return ListSnapshotsRequest;
    })();

    containerd.ListSnapshotsResponse = (function() {

        /**
         * Properties of a ListSnapshotsResponse.
         * @typedef {Object} containerd.ListSnapshotsResponse.$Properties
         * @property {Array.<containerd.Snapshot.$Properties>|null} [snapshots] ListSnapshotsResponse snapshots
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ListSnapshotsResponse.
         * @memberof containerd
         * @interface IListSnapshotsResponse
         * @augments containerd.ListSnapshotsResponse.$Properties
         * @deprecated Use containerd.ListSnapshotsResponse.$Properties instead.
         */

        /**
         * Shape of a ListSnapshotsResponse.
         * @typedef {containerd.ListSnapshotsResponse.$Properties} containerd.ListSnapshotsResponse.$Shape
         */

        /**
         * Constructs a new ListSnapshotsResponse.
         * @memberof containerd
         * @classdesc Represents a ListSnapshotsResponse.
         * @constructor
         * @param {containerd.ListSnapshotsResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ListSnapshotsResponse = function (properties) {
            this.snapshots = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ListSnapshotsResponse snapshots.
         * @member {Array.<containerd.Snapshot.$Properties>} snapshots
         * @memberof containerd.ListSnapshotsResponse
         * @instance
         */
        ListSnapshotsResponse.prototype.snapshots = $util.emptyArray;

        /**
         * Encodes the specified ListSnapshotsResponse message. Does not implicitly {@link containerd.ListSnapshotsResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.ListSnapshotsResponse
         * @static
         * @param {containerd.ListSnapshotsResponse.$Properties} message ListSnapshotsResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ListSnapshotsResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.snapshots != null && message.snapshots.length)
                for (let i = 0; i < message.snapshots.length; ++i)
                    $root.containerd.Snapshot.encode(message.snapshots[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ListSnapshotsResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ListSnapshotsResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ListSnapshotsResponse & containerd.ListSnapshotsResponse.$Shape} ListSnapshotsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ListSnapshotsResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ListSnapshotsResponse();
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
                        if (!(message.snapshots && message.snapshots.length))
                            message.snapshots = [];
                        message.snapshots.push($root.containerd.Snapshot.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return ListSnapshotsResponse;
    })();

    /**
     * WriteAction enum.
     * @name containerd.WriteAction
     * @enum {number}
     * @property {number} STAT=0 STAT value
     * @property {number} WRITE=1 WRITE value
     * @property {number} COMMIT=2 COMMIT value
     */
    containerd.WriteAction = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "STAT"] = 0;
        values[valuesById[1] = "WRITE"] = 1;
        values[valuesById[2] = "COMMIT"] = 2;
        return values;
    })();

    containerd.WriteContentRequest = (function() {

        /**
         * Properties of a WriteContentRequest.
         * @typedef {Object} containerd.WriteContentRequest.$Properties
         * @property {containerd.WriteAction|null} [action] WriteContentRequest action
         * @property {string|null} [ref] WriteContentRequest ref
         * @property {number|null} [total] WriteContentRequest total
         * @property {string|null} [expected] WriteContentRequest expected
         * @property {number|null} [offset] WriteContentRequest offset
         * @property {Uint8Array|null} [data] WriteContentRequest data
         * @property {Object.<string,string>|null} [labels] WriteContentRequest labels
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a WriteContentRequest.
         * @memberof containerd
         * @interface IWriteContentRequest
         * @augments containerd.WriteContentRequest.$Properties
         * @deprecated Use containerd.WriteContentRequest.$Properties instead.
         */

        /**
         * Shape of a WriteContentRequest.
         * @typedef {containerd.WriteContentRequest.$Properties} containerd.WriteContentRequest.$Shape
         */

        /**
         * Constructs a new WriteContentRequest.
         * @memberof containerd
         * @classdesc Represents a WriteContentRequest.
         * @constructor
         * @param {containerd.WriteContentRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const WriteContentRequest = function (properties) {
            this.labels = {};
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * WriteContentRequest action.
         * @member {containerd.WriteAction} action
         * @memberof containerd.WriteContentRequest
         * @instance
         */
        WriteContentRequest.prototype.action = 0;

        /**
         * WriteContentRequest ref.
         * @member {string} ref
         * @memberof containerd.WriteContentRequest
         * @instance
         */
        WriteContentRequest.prototype.ref = "";

        /**
         * WriteContentRequest total.
         * @member {number} total
         * @memberof containerd.WriteContentRequest
         * @instance
         */
        WriteContentRequest.prototype.total = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * WriteContentRequest expected.
         * @member {string} expected
         * @memberof containerd.WriteContentRequest
         * @instance
         */
        WriteContentRequest.prototype.expected = "";

        /**
         * WriteContentRequest offset.
         * @member {number} offset
         * @memberof containerd.WriteContentRequest
         * @instance
         */
        WriteContentRequest.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * WriteContentRequest data.
         * @member {Uint8Array} data
         * @memberof containerd.WriteContentRequest
         * @instance
         */
        WriteContentRequest.prototype.data = $util.newBuffer([]);

        /**
         * WriteContentRequest labels.
         * @member {Object.<string,string>} labels
         * @memberof containerd.WriteContentRequest
         * @instance
         */
        WriteContentRequest.prototype.labels = $util.emptyObject;

        /**
         * Encodes the specified WriteContentRequest message. Does not implicitly {@link containerd.WriteContentRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.WriteContentRequest
         * @static
         * @param {containerd.WriteContentRequest.$Properties} message WriteContentRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        WriteContentRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.action);
            if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.ref);
            if (message.total != null && $Object.hasOwnProperty.call(message, "total") && (typeof message.total === "object" ? message.total.low || message.total.high : message.total !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).int64(message.total);
            if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && message.expected !== "")
                writer.uint32(/* id 4, wireType 2 =*/34).string(message.expected);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 5, wireType 0 =*/40).int64(message.offset);
            if (message.data != null && $Object.hasOwnProperty.call(message, "data") && message.data.length)
                writer.uint32(/* id 6, wireType 2 =*/50).bytes(message.data);
            if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                    writer.uint32(/* id 7, wireType 2 =*/58).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a WriteContentRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.WriteContentRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.WriteContentRequest & containerd.WriteContentRequest.$Shape} WriteContentRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        WriteContentRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.WriteContentRequest();
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
                            message.action = value;
                        else
                            delete message.action;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.ref = value;
                        else
                            delete message.ref;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.total = value;
                        else
                            delete message.total;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.expected = value;
                        else
                            delete message.expected;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.bytes()).length)
                            message.data = value;
                        else
                            delete message.data;
                        continue;
                    }
                case 7: {
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

        return WriteContentRequest;
    })();

    containerd.WriteContentResponse = (function() {

        /**
         * Properties of a WriteContentResponse.
         * @typedef {Object} containerd.WriteContentResponse.$Properties
         * @property {containerd.WriteAction|null} [action] WriteContentResponse action
         * @property {number|null} [offset] WriteContentResponse offset
         * @property {string|null} [digest] WriteContentResponse digest
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a WriteContentResponse.
         * @memberof containerd
         * @interface IWriteContentResponse
         * @augments containerd.WriteContentResponse.$Properties
         * @deprecated Use containerd.WriteContentResponse.$Properties instead.
         */

        /**
         * Shape of a WriteContentResponse.
         * @typedef {containerd.WriteContentResponse.$Properties} containerd.WriteContentResponse.$Shape
         */

        /**
         * Constructs a new WriteContentResponse.
         * @memberof containerd
         * @classdesc Represents a WriteContentResponse.
         * @constructor
         * @param {containerd.WriteContentResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const WriteContentResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * WriteContentResponse action.
         * @member {containerd.WriteAction} action
         * @memberof containerd.WriteContentResponse
         * @instance
         */
        WriteContentResponse.prototype.action = 0;

        /**
         * WriteContentResponse offset.
         * @member {number} offset
         * @memberof containerd.WriteContentResponse
         * @instance
         */
        WriteContentResponse.prototype.offset = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

        /**
         * WriteContentResponse digest.
         * @member {string} digest
         * @memberof containerd.WriteContentResponse
         * @instance
         */
        WriteContentResponse.prototype.digest = "";

        /**
         * Encodes the specified WriteContentResponse message. Does not implicitly {@link containerd.WriteContentResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.WriteContentResponse
         * @static
         * @param {containerd.WriteContentResponse.$Properties} message WriteContentResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        WriteContentResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.action != null && $Object.hasOwnProperty.call(message, "action") && message.action !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.action);
            if (message.offset != null && $Object.hasOwnProperty.call(message, "offset") && (typeof message.offset === "object" ? message.offset.low || message.offset.high : message.offset !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).int64(message.offset);
            if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
                writer.uint32(/* id 6, wireType 2 =*/50).string(message.digest);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a WriteContentResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.WriteContentResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.WriteContentResponse & containerd.WriteContentResponse.$Shape} WriteContentResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        WriteContentResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.WriteContentResponse();
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
                            message.action = value;
                        else
                            delete message.action;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.int64()) === "object" ? value.low || value.high : value !== 0)
                            message.offset = value;
                        else
                            delete message.offset;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.digest = value;
                        else
                            delete message.digest;
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

        return WriteContentResponse;
    })();

    containerd.ContentRequest = (function() {

        /**
         * Properties of a ContentRequest.
         * @typedef {Object} containerd.ContentRequest.$Properties
         * @property {string|null} [digest] ContentRequest digest
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ContentRequest.
         * @memberof containerd
         * @interface IContentRequest
         * @augments containerd.ContentRequest.$Properties
         * @deprecated Use containerd.ContentRequest.$Properties instead.
         */

        /**
         * Shape of a ContentRequest.
         * @typedef {containerd.ContentRequest.$Properties} containerd.ContentRequest.$Shape
         */

        /**
         * Constructs a new ContentRequest.
         * @memberof containerd
         * @classdesc Represents a ContentRequest.
         * @constructor
         * @param {containerd.ContentRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ContentRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ContentRequest digest.
         * @member {string} digest
         * @memberof containerd.ContentRequest
         * @instance
         */
        ContentRequest.prototype.digest = "";

        /**
         * Encodes the specified ContentRequest message. Does not implicitly {@link containerd.ContentRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.ContentRequest
         * @static
         * @param {containerd.ContentRequest.$Properties} message ContentRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ContentRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.digest != null && $Object.hasOwnProperty.call(message, "digest") && message.digest !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.digest);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ContentRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ContentRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ContentRequest & containerd.ContentRequest.$Shape} ContentRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ContentRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ContentRequest();
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
                            message.digest = value;
                        else
                            delete message.digest;
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

        return ContentRequest;
    })();

    containerd.AbortWriteRequest = (function() {

        /**
         * Properties of an AbortWriteRequest.
         * @typedef {Object} containerd.AbortWriteRequest.$Properties
         * @property {string|null} [ref] AbortWriteRequest ref
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an AbortWriteRequest.
         * @memberof containerd
         * @interface IAbortWriteRequest
         * @augments containerd.AbortWriteRequest.$Properties
         * @deprecated Use containerd.AbortWriteRequest.$Properties instead.
         */

        /**
         * Shape of an AbortWriteRequest.
         * @typedef {containerd.AbortWriteRequest.$Properties} containerd.AbortWriteRequest.$Shape
         */

        /**
         * Constructs a new AbortWriteRequest.
         * @memberof containerd
         * @classdesc Represents an AbortWriteRequest.
         * @constructor
         * @param {containerd.AbortWriteRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const AbortWriteRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * AbortWriteRequest ref.
         * @member {string} ref
         * @memberof containerd.AbortWriteRequest
         * @instance
         */
        AbortWriteRequest.prototype.ref = "";

        /**
         * Encodes the specified AbortWriteRequest message. Does not implicitly {@link containerd.AbortWriteRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.AbortWriteRequest
         * @static
         * @param {containerd.AbortWriteRequest.$Properties} message AbortWriteRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        AbortWriteRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.ref);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an AbortWriteRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.AbortWriteRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.AbortWriteRequest & containerd.AbortWriteRequest.$Shape} AbortWriteRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        AbortWriteRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.AbortWriteRequest();
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
                            message.ref = value;
                        else
                            delete message.ref;
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

        return AbortWriteRequest;
    })();

    containerd.ApplyRequest = (function() {

        /**
         * Properties of an ApplyRequest.
         * @typedef {Object} containerd.ApplyRequest.$Properties
         * @property {containerd.Descriptor.$Properties|null} [diff] ApplyRequest diff
         * @property {Array.<containerd.Mount.$Properties>|null} [mounts] ApplyRequest mounts
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an ApplyRequest.
         * @memberof containerd
         * @interface IApplyRequest
         * @augments containerd.ApplyRequest.$Properties
         * @deprecated Use containerd.ApplyRequest.$Properties instead.
         */

        /**
         * Shape of an ApplyRequest.
         * @typedef {containerd.ApplyRequest.$Properties} containerd.ApplyRequest.$Shape
         */

        /**
         * Constructs a new ApplyRequest.
         * @memberof containerd
         * @classdesc Represents an ApplyRequest.
         * @constructor
         * @param {containerd.ApplyRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ApplyRequest = function (properties) {
            this.mounts = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ApplyRequest diff.
         * @member {containerd.Descriptor.$Properties|null|undefined} diff
         * @memberof containerd.ApplyRequest
         * @instance
         */
        ApplyRequest.prototype.diff = null;

        /**
         * ApplyRequest mounts.
         * @member {Array.<containerd.Mount.$Properties>} mounts
         * @memberof containerd.ApplyRequest
         * @instance
         */
        ApplyRequest.prototype.mounts = $util.emptyArray;

        /**
         * Encodes the specified ApplyRequest message. Does not implicitly {@link containerd.ApplyRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.ApplyRequest
         * @static
         * @param {containerd.ApplyRequest.$Properties} message ApplyRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ApplyRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.diff != null && $Object.hasOwnProperty.call(message, "diff"))
                $root.containerd.Descriptor.encode(message.diff, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.mounts != null && message.mounts.length)
                for (let i = 0; i < message.mounts.length; ++i)
                    $root.containerd.Mount.encode(message.mounts[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an ApplyRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ApplyRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ApplyRequest & containerd.ApplyRequest.$Shape} ApplyRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ApplyRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ApplyRequest();
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
                        message.diff = $root.containerd.Descriptor.decode(reader, reader.size(), $undefined, _depth + 1, message.diff);
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.mounts && message.mounts.length))
                            message.mounts = [];
                        message.mounts.push($root.containerd.Mount.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return ApplyRequest;
    })();

    containerd.ApplyResponse = (function() {

        /**
         * Properties of an ApplyResponse.
         * @typedef {Object} containerd.ApplyResponse.$Properties
         * @property {containerd.Descriptor.$Properties|null} [applied] ApplyResponse applied
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an ApplyResponse.
         * @memberof containerd
         * @interface IApplyResponse
         * @augments containerd.ApplyResponse.$Properties
         * @deprecated Use containerd.ApplyResponse.$Properties instead.
         */

        /**
         * Shape of an ApplyResponse.
         * @typedef {containerd.ApplyResponse.$Properties} containerd.ApplyResponse.$Shape
         */

        /**
         * Constructs a new ApplyResponse.
         * @memberof containerd
         * @classdesc Represents an ApplyResponse.
         * @constructor
         * @param {containerd.ApplyResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ApplyResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ApplyResponse applied.
         * @member {containerd.Descriptor.$Properties|null|undefined} applied
         * @memberof containerd.ApplyResponse
         * @instance
         */
        ApplyResponse.prototype.applied = null;

        /**
         * Encodes the specified ApplyResponse message. Does not implicitly {@link containerd.ApplyResponse.verify|verify} messages.
         * @function encode
         * @memberof containerd.ApplyResponse
         * @static
         * @param {containerd.ApplyResponse.$Properties} message ApplyResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ApplyResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.applied != null && $Object.hasOwnProperty.call(message, "applied"))
                $root.containerd.Descriptor.encode(message.applied, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an ApplyResponse message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.ApplyResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.ApplyResponse & containerd.ApplyResponse.$Shape} ApplyResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ApplyResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.ApplyResponse();
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
                        message.applied = $root.containerd.Descriptor.decode(reader, reader.size(), $undefined, _depth + 1, message.applied);
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

        return ApplyResponse;
    })();

    containerd.SubscribeRequest = (function() {

        /**
         * Properties of a SubscribeRequest.
         * @typedef {Object} containerd.SubscribeRequest.$Properties
         * @property {Array.<string>|null} [filters] SubscribeRequest filters
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SubscribeRequest.
         * @memberof containerd
         * @interface ISubscribeRequest
         * @augments containerd.SubscribeRequest.$Properties
         * @deprecated Use containerd.SubscribeRequest.$Properties instead.
         */

        /**
         * Shape of a SubscribeRequest.
         * @typedef {containerd.SubscribeRequest.$Properties} containerd.SubscribeRequest.$Shape
         */

        /**
         * Constructs a new SubscribeRequest.
         * @memberof containerd
         * @classdesc Represents a SubscribeRequest.
         * @constructor
         * @param {containerd.SubscribeRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SubscribeRequest = function (properties) {
            this.filters = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SubscribeRequest filters.
         * @member {Array.<string>} filters
         * @memberof containerd.SubscribeRequest
         * @instance
         */
        SubscribeRequest.prototype.filters = $util.emptyArray;

        /**
         * Encodes the specified SubscribeRequest message. Does not implicitly {@link containerd.SubscribeRequest.verify|verify} messages.
         * @function encode
         * @memberof containerd.SubscribeRequest
         * @static
         * @param {containerd.SubscribeRequest.$Properties} message SubscribeRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SubscribeRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.filters != null && message.filters.length)
                for (let i = 0; i < message.filters.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.filters[i]);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SubscribeRequest message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.SubscribeRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.SubscribeRequest & containerd.SubscribeRequest.$Shape} SubscribeRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SubscribeRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.SubscribeRequest();
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
                        if (!(message.filters && message.filters.length))
                            message.filters = [];
                        message.filters.push(reader.stringVerify());
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

        return SubscribeRequest;
    })();

    containerd.EventEnvelope = (function() {

        /**
         * Properties of an EventEnvelope.
         * @typedef {Object} containerd.EventEnvelope.$Properties
         * @property {containerd.Moment.$Properties|null} [timestamp] EventEnvelope timestamp
         * @property {string|null} [namespace] EventEnvelope namespace
         * @property {string|null} [topic] EventEnvelope topic
         * @property {containerd.TypedValue.$Properties|null} [event] EventEnvelope event
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an EventEnvelope.
         * @memberof containerd
         * @interface IEventEnvelope
         * @augments containerd.EventEnvelope.$Properties
         * @deprecated Use containerd.EventEnvelope.$Properties instead.
         */

        /**
         * Shape of an EventEnvelope.
         * @typedef {containerd.EventEnvelope.$Properties} containerd.EventEnvelope.$Shape
         */

        /**
         * Constructs a new EventEnvelope.
         * @memberof containerd
         * @classdesc Represents an EventEnvelope.
         * @constructor
         * @param {containerd.EventEnvelope.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const EventEnvelope = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * EventEnvelope timestamp.
         * @member {containerd.Moment.$Properties|null|undefined} timestamp
         * @memberof containerd.EventEnvelope
         * @instance
         */
        EventEnvelope.prototype.timestamp = null;

        /**
         * EventEnvelope namespace.
         * @member {string} namespace
         * @memberof containerd.EventEnvelope
         * @instance
         */
        EventEnvelope.prototype.namespace = "";

        /**
         * EventEnvelope topic.
         * @member {string} topic
         * @memberof containerd.EventEnvelope
         * @instance
         */
        EventEnvelope.prototype.topic = "";

        /**
         * EventEnvelope event.
         * @member {containerd.TypedValue.$Properties|null|undefined} event
         * @memberof containerd.EventEnvelope
         * @instance
         */
        EventEnvelope.prototype.event = null;

        /**
         * Encodes the specified EventEnvelope message. Does not implicitly {@link containerd.EventEnvelope.verify|verify} messages.
         * @function encode
         * @memberof containerd.EventEnvelope
         * @static
         * @param {containerd.EventEnvelope.$Properties} message EventEnvelope message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        EventEnvelope.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.timestamp != null && $Object.hasOwnProperty.call(message, "timestamp"))
                $root.containerd.Moment.encode(message.timestamp, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.namespace);
            if (message.topic != null && $Object.hasOwnProperty.call(message, "topic") && message.topic !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.topic);
            if (message.event != null && $Object.hasOwnProperty.call(message, "event"))
                $root.containerd.TypedValue.encode(message.event, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an EventEnvelope message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.EventEnvelope
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.EventEnvelope & containerd.EventEnvelope.$Shape} EventEnvelope
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        EventEnvelope.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.EventEnvelope();
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
                        message.timestamp = $root.containerd.Moment.decode(reader, reader.size(), $undefined, _depth + 1, message.timestamp);
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
                            message.topic = value;
                        else
                            delete message.topic;
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.event = $root.containerd.TypedValue.decode(reader, reader.size(), $undefined, _depth + 1, message.event);
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

        return EventEnvelope;
    })();

    containerd.TaskEvent = (function() {

        /**
         * Properties of a TaskEvent.
         * @typedef {Object} containerd.TaskEvent.$Properties
         * @property {string|null} [containerId] TaskEvent containerId
         * @property {string|null} [id] TaskEvent id
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TaskEvent.
         * @memberof containerd
         * @interface ITaskEvent
         * @augments containerd.TaskEvent.$Properties
         * @deprecated Use containerd.TaskEvent.$Properties instead.
         */

        /**
         * Shape of a TaskEvent.
         * @typedef {containerd.TaskEvent.$Properties} containerd.TaskEvent.$Shape
         */

        /**
         * Constructs a new TaskEvent.
         * @memberof containerd
         * @classdesc Represents a TaskEvent.
         * @constructor
         * @param {containerd.TaskEvent.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TaskEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TaskEvent containerId.
         * @member {string} containerId
         * @memberof containerd.TaskEvent
         * @instance
         */
        TaskEvent.prototype.containerId = "";

        /**
         * TaskEvent id.
         * @member {string} id
         * @memberof containerd.TaskEvent
         * @instance
         */
        TaskEvent.prototype.id = "";

        /**
         * Encodes the specified TaskEvent message. Does not implicitly {@link containerd.TaskEvent.verify|verify} messages.
         * @function encode
         * @memberof containerd.TaskEvent
         * @static
         * @param {containerd.TaskEvent.$Properties} message TaskEvent message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TaskEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.containerId != null && $Object.hasOwnProperty.call(message, "containerId") && message.containerId !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.containerId);
            if (message.id != null && $Object.hasOwnProperty.call(message, "id") && message.id !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.id);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TaskEvent message from the specified reader or buffer.
         * @function decode
         * @memberof containerd.TaskEvent
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {containerd.TaskEvent & containerd.TaskEvent.$Shape} TaskEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TaskEvent.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.containerd.TaskEvent();
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
                            message.containerId = value;
                        else
                            delete message.containerId;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.id = value;
                        else
                            delete message.id;
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

        return TaskEvent;
    })();

    return containerd;
})();

export {
  $root as default
};
