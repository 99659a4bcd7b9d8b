/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["tycho-openapi"] || ($protobuf.roots["tycho-openapi"] = {});

export const tycho = $root.tycho = (() => {

    /**
     * Namespace tycho.
     * @exports tycho
     * @namespace
     */
    const tycho = {};

    tycho.openapi = (function() {

        /**
         * Namespace openapi.
         * @memberof tycho
         * @namespace
         */
        const openapi = {};

        openapi.v2 = (function() {

            /**
             * Namespace v2.
             * @memberof tycho.openapi
             * @namespace
             */
            const v2 = {};

            v2.Document = (function() {

                /**
                 * Properties of a Document.
                 * @typedef {Object} tycho.openapi.v2.Document.$Properties
                 * @property {string|null} [swagger] Document swagger
                 * @property {tycho.openapi.v2.Info.$Properties|null} [info] Document info
                 * @property {tycho.openapi.v2.Paths.$Properties|null} [paths] Document paths
                 * @property {tycho.openapi.v2.Definitions.$Properties|null} [definitions] Document definitions
                 * @property {Array.<tycho.openapi.v2.NamedAny.$Properties>|null} [vendorExtension] Document vendorExtension
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Document.
                 * @memberof tycho.openapi.v2
                 * @interface IDocument
                 * @augments tycho.openapi.v2.Document.$Properties
                 * @deprecated Use tycho.openapi.v2.Document.$Properties instead.
                 */

                /**
                 * Shape of a Document.
                 * @typedef {tycho.openapi.v2.Document.$Properties} tycho.openapi.v2.Document.$Shape
                 */

                /**
                 * Constructs a new Document.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a Document.
                 * @constructor
                 * @param {tycho.openapi.v2.Document.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Document = function (properties) {
                    this.vendorExtension = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Document swagger.
                 * @member {string} swagger
                 * @memberof tycho.openapi.v2.Document
                 * @instance
                 */
                Document.prototype.swagger = "";

                /**
                 * Document info.
                 * @member {tycho.openapi.v2.Info.$Properties|null|undefined} info
                 * @memberof tycho.openapi.v2.Document
                 * @instance
                 */
                Document.prototype.info = null;

                /**
                 * Document paths.
                 * @member {tycho.openapi.v2.Paths.$Properties|null|undefined} paths
                 * @memberof tycho.openapi.v2.Document
                 * @instance
                 */
                Document.prototype.paths = null;

                /**
                 * Document definitions.
                 * @member {tycho.openapi.v2.Definitions.$Properties|null|undefined} definitions
                 * @memberof tycho.openapi.v2.Document
                 * @instance
                 */
                Document.prototype.definitions = null;

                /**
                 * Document vendorExtension.
                 * @member {Array.<tycho.openapi.v2.NamedAny.$Properties>} vendorExtension
                 * @memberof tycho.openapi.v2.Document
                 * @instance
                 */
                Document.prototype.vendorExtension = $util.emptyArray;

                /**
                 * Encodes the specified Document message. Does not implicitly {@link tycho.openapi.v2.Document.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Document
                 * @static
                 * @param {tycho.openapi.v2.Document.$Properties} message Document message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Document.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.swagger != null && $Object.hasOwnProperty.call(message, "swagger") && message.swagger !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.swagger);
                    if (message.info != null && $Object.hasOwnProperty.call(message, "info"))
                        $root.tycho.openapi.v2.Info.encode(message.info, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.paths != null && $Object.hasOwnProperty.call(message, "paths"))
                        $root.tycho.openapi.v2.Paths.encode(message.paths, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.definitions != null && $Object.hasOwnProperty.call(message, "definitions"))
                        $root.tycho.openapi.v2.Definitions.encode(message.definitions, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.vendorExtension != null && message.vendorExtension.length)
                        for (let i = 0; i < message.vendorExtension.length; ++i)
                            $root.tycho.openapi.v2.NamedAny.encode(message.vendorExtension[i], writer.uint32(/* id 16, wireType 2 =*/130).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Document message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Document
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Document & tycho.openapi.v2.Document.$Shape} Document
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Document.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Document();
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
                                    message.swagger = value;
                                else
                                    delete message.swagger;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.info = $root.tycho.openapi.v2.Info.decode(reader, reader.size(), $undefined, _depth + 1, message.info);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.paths = $root.tycho.openapi.v2.Paths.decode(reader, reader.size(), $undefined, _depth + 1, message.paths);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.definitions = $root.tycho.openapi.v2.Definitions.decode(reader, reader.size(), $undefined, _depth + 1, message.definitions);
                                continue;
                            }
                        case 16: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.vendorExtension && message.vendorExtension.length))
                                    message.vendorExtension = [];
                                message.vendorExtension.push($root.tycho.openapi.v2.NamedAny.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return Document;
            })();

            v2.Info = (function() {

                /**
                 * Properties of an Info.
                 * @typedef {Object} tycho.openapi.v2.Info.$Properties
                 * @property {string|null} [title] Info title
                 * @property {string|null} [version] Info version
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Info.
                 * @memberof tycho.openapi.v2
                 * @interface IInfo
                 * @augments tycho.openapi.v2.Info.$Properties
                 * @deprecated Use tycho.openapi.v2.Info.$Properties instead.
                 */

                /**
                 * Shape of an Info.
                 * @typedef {tycho.openapi.v2.Info.$Properties} tycho.openapi.v2.Info.$Shape
                 */

                /**
                 * Constructs a new Info.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents an Info.
                 * @constructor
                 * @param {tycho.openapi.v2.Info.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Info = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Info title.
                 * @member {string} title
                 * @memberof tycho.openapi.v2.Info
                 * @instance
                 */
                Info.prototype.title = "";

                /**
                 * Info version.
                 * @member {string} version
                 * @memberof tycho.openapi.v2.Info
                 * @instance
                 */
                Info.prototype.version = "";

                /**
                 * Encodes the specified Info message. Does not implicitly {@link tycho.openapi.v2.Info.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Info
                 * @static
                 * @param {tycho.openapi.v2.Info.$Properties} message Info message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Info.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.title != null && $Object.hasOwnProperty.call(message, "title") && message.title !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.title);
                    if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.version);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Info message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Info
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Info & tycho.openapi.v2.Info.$Shape} Info
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Info.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Info();
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
                                    message.title = value;
                                else
                                    delete message.title;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.version = value;
                                else
                                    delete message.version;
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

                return Info;
            })();

            v2.Paths = (function() {

                /**
                 * Properties of a Paths.
                 * @typedef {Object} tycho.openapi.v2.Paths.$Properties
                 * @property {Array.<tycho.openapi.v2.NamedPathItem.$Properties>|null} [path] Paths path
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Paths.
                 * @memberof tycho.openapi.v2
                 * @interface IPaths
                 * @augments tycho.openapi.v2.Paths.$Properties
                 * @deprecated Use tycho.openapi.v2.Paths.$Properties instead.
                 */

                /**
                 * Shape of a Paths.
                 * @typedef {tycho.openapi.v2.Paths.$Properties} tycho.openapi.v2.Paths.$Shape
                 */

                /**
                 * Constructs a new Paths.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a Paths.
                 * @constructor
                 * @param {tycho.openapi.v2.Paths.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Paths = function (properties) {
                    this.path = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Paths path.
                 * @member {Array.<tycho.openapi.v2.NamedPathItem.$Properties>} path
                 * @memberof tycho.openapi.v2.Paths
                 * @instance
                 */
                Paths.prototype.path = $util.emptyArray;

                /**
                 * Encodes the specified Paths message. Does not implicitly {@link tycho.openapi.v2.Paths.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Paths
                 * @static
                 * @param {tycho.openapi.v2.Paths.$Properties} message Paths message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Paths.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.path != null && message.path.length)
                        for (let i = 0; i < message.path.length; ++i)
                            $root.tycho.openapi.v2.NamedPathItem.encode(message.path[i], writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Paths message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Paths
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Paths & tycho.openapi.v2.Paths.$Shape} Paths
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Paths.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Paths();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.path && message.path.length))
                                    message.path = [];
                                message.path.push($root.tycho.openapi.v2.NamedPathItem.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return Paths;
            })();

            v2.NamedPathItem = (function() {

                /**
                 * Properties of a NamedPathItem.
                 * @typedef {Object} tycho.openapi.v2.NamedPathItem.$Properties
                 * @property {string|null} [name] NamedPathItem name
                 * @property {tycho.openapi.v2.PathItem.$Properties|null} [value] NamedPathItem value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NamedPathItem.
                 * @memberof tycho.openapi.v2
                 * @interface INamedPathItem
                 * @augments tycho.openapi.v2.NamedPathItem.$Properties
                 * @deprecated Use tycho.openapi.v2.NamedPathItem.$Properties instead.
                 */

                /**
                 * Shape of a NamedPathItem.
                 * @typedef {tycho.openapi.v2.NamedPathItem.$Properties} tycho.openapi.v2.NamedPathItem.$Shape
                 */

                /**
                 * Constructs a new NamedPathItem.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a NamedPathItem.
                 * @constructor
                 * @param {tycho.openapi.v2.NamedPathItem.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NamedPathItem = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NamedPathItem name.
                 * @member {string} name
                 * @memberof tycho.openapi.v2.NamedPathItem
                 * @instance
                 */
                NamedPathItem.prototype.name = "";

                /**
                 * NamedPathItem value.
                 * @member {tycho.openapi.v2.PathItem.$Properties|null|undefined} value
                 * @memberof tycho.openapi.v2.NamedPathItem
                 * @instance
                 */
                NamedPathItem.prototype.value = null;

                /**
                 * Encodes the specified NamedPathItem message. Does not implicitly {@link tycho.openapi.v2.NamedPathItem.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.NamedPathItem
                 * @static
                 * @param {tycho.openapi.v2.NamedPathItem.$Properties} message NamedPathItem message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NamedPathItem.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        $root.tycho.openapi.v2.PathItem.encode(message.value, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NamedPathItem message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.NamedPathItem
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.NamedPathItem & tycho.openapi.v2.NamedPathItem.$Shape} NamedPathItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NamedPathItem.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.NamedPathItem();
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
                                message.value = $root.tycho.openapi.v2.PathItem.decode(reader, reader.size(), $undefined, _depth + 1, message.value);
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

                return NamedPathItem;
            })();

            v2.PathItem = (function() {

                /**
                 * Properties of a PathItem.
                 * @typedef {Object} tycho.openapi.v2.PathItem.$Properties
                 * @property {tycho.openapi.v2.Operation.$Properties|null} [get] PathItem get
                 * @property {tycho.openapi.v2.Operation.$Properties|null} [put] PathItem put
                 * @property {tycho.openapi.v2.Operation.$Properties|null} [post] PathItem post
                 * @property {tycho.openapi.v2.Operation.$Properties|null} ["delete"] PathItem delete
                 * @property {tycho.openapi.v2.Operation.$Properties|null} [patch] PathItem patch
                 * @property {Array.<tycho.openapi.v2.ParametersItem.$Properties>|null} [parameters] PathItem parameters
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a PathItem.
                 * @memberof tycho.openapi.v2
                 * @interface IPathItem
                 * @augments tycho.openapi.v2.PathItem.$Properties
                 * @deprecated Use tycho.openapi.v2.PathItem.$Properties instead.
                 */

                /**
                 * Shape of a PathItem.
                 * @typedef {tycho.openapi.v2.PathItem.$Properties} tycho.openapi.v2.PathItem.$Shape
                 */

                /**
                 * Constructs a new PathItem.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a PathItem.
                 * @constructor
                 * @param {tycho.openapi.v2.PathItem.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const PathItem = function (properties) {
                    this.parameters = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * PathItem get.
                 * @member {tycho.openapi.v2.Operation.$Properties|null|undefined} get
                 * @memberof tycho.openapi.v2.PathItem
                 * @instance
                 */
                PathItem.prototype.get = null;

                /**
                 * PathItem put.
                 * @member {tycho.openapi.v2.Operation.$Properties|null|undefined} put
                 * @memberof tycho.openapi.v2.PathItem
                 * @instance
                 */
                PathItem.prototype.put = null;

                /**
                 * PathItem post.
                 * @member {tycho.openapi.v2.Operation.$Properties|null|undefined} post
                 * @memberof tycho.openapi.v2.PathItem
                 * @instance
                 */
                PathItem.prototype.post = null;

                /**
                 * PathItem delete.
                 * @member {tycho.openapi.v2.Operation.$Properties|null|undefined} delete
                 * @memberof tycho.openapi.v2.PathItem
                 * @instance
                 */
                PathItem.prototype["delete"] = null;

                /**
                 * PathItem patch.
                 * @member {tycho.openapi.v2.Operation.$Properties|null|undefined} patch
                 * @memberof tycho.openapi.v2.PathItem
                 * @instance
                 */
                PathItem.prototype.patch = null;

                /**
                 * PathItem parameters.
                 * @member {Array.<tycho.openapi.v2.ParametersItem.$Properties>} parameters
                 * @memberof tycho.openapi.v2.PathItem
                 * @instance
                 */
                PathItem.prototype.parameters = $util.emptyArray;

                /**
                 * Encodes the specified PathItem message. Does not implicitly {@link tycho.openapi.v2.PathItem.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.PathItem
                 * @static
                 * @param {tycho.openapi.v2.PathItem.$Properties} message PathItem message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                PathItem.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.get != null && $Object.hasOwnProperty.call(message, "get"))
                        $root.tycho.openapi.v2.Operation.encode(message.get, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.put != null && $Object.hasOwnProperty.call(message, "put"))
                        $root.tycho.openapi.v2.Operation.encode(message.put, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.post != null && $Object.hasOwnProperty.call(message, "post"))
                        $root.tycho.openapi.v2.Operation.encode(message.post, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message["delete"] != null && $Object.hasOwnProperty.call(message, "delete"))
                        $root.tycho.openapi.v2.Operation.encode(message["delete"], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.patch != null && $Object.hasOwnProperty.call(message, "patch"))
                        $root.tycho.openapi.v2.Operation.encode(message.patch, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.parameters != null && message.parameters.length)
                        for (let i = 0; i < message.parameters.length; ++i)
                            $root.tycho.openapi.v2.ParametersItem.encode(message.parameters[i], writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a PathItem message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.PathItem
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.PathItem & tycho.openapi.v2.PathItem.$Shape} PathItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                PathItem.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.PathItem();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.get = $root.tycho.openapi.v2.Operation.decode(reader, reader.size(), $undefined, _depth + 1, message.get);
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.put = $root.tycho.openapi.v2.Operation.decode(reader, reader.size(), $undefined, _depth + 1, message.put);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.post = $root.tycho.openapi.v2.Operation.decode(reader, reader.size(), $undefined, _depth + 1, message.post);
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message["delete"] = $root.tycho.openapi.v2.Operation.decode(reader, reader.size(), $undefined, _depth + 1, message["delete"]);
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                message.patch = $root.tycho.openapi.v2.Operation.decode(reader, reader.size(), $undefined, _depth + 1, message.patch);
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.parameters && message.parameters.length))
                                    message.parameters = [];
                                message.parameters.push($root.tycho.openapi.v2.ParametersItem.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return PathItem;
            })();

            v2.Operation = (function() {

                /**
                 * Properties of an Operation.
                 * @typedef {Object} tycho.openapi.v2.Operation.$Properties
                 * @property {Array.<string>|null} [tags] Operation tags
                 * @property {string|null} [description] Operation description
                 * @property {string|null} [operationId] Operation operationId
                 * @property {Array.<string>|null} [produces] Operation produces
                 * @property {Array.<string>|null} [consumes] Operation consumes
                 * @property {Array.<tycho.openapi.v2.ParametersItem.$Properties>|null} [parameters] Operation parameters
                 * @property {tycho.openapi.v2.Responses.$Properties|null} [responses] Operation responses
                 * @property {Array.<string>|null} [schemes] Operation schemes
                 * @property {boolean|null} [deprecated] Operation deprecated
                 * @property {Array.<tycho.openapi.v2.NamedAny.$Properties>|null} [vendorExtension] Operation vendorExtension
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Operation.
                 * @memberof tycho.openapi.v2
                 * @interface IOperation
                 * @augments tycho.openapi.v2.Operation.$Properties
                 * @deprecated Use tycho.openapi.v2.Operation.$Properties instead.
                 */

                /**
                 * Shape of an Operation.
                 * @typedef {tycho.openapi.v2.Operation.$Properties} tycho.openapi.v2.Operation.$Shape
                 */

                /**
                 * Constructs a new Operation.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents an Operation.
                 * @constructor
                 * @param {tycho.openapi.v2.Operation.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Operation = function (properties) {
                    this.tags = [];
                    this.produces = [];
                    this.consumes = [];
                    this.parameters = [];
                    this.schemes = [];
                    this.vendorExtension = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Operation tags.
                 * @member {Array.<string>} tags
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.tags = $util.emptyArray;

                /**
                 * Operation description.
                 * @member {string} description
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.description = "";

                /**
                 * Operation operationId.
                 * @member {string} operationId
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.operationId = "";

                /**
                 * Operation produces.
                 * @member {Array.<string>} produces
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.produces = $util.emptyArray;

                /**
                 * Operation consumes.
                 * @member {Array.<string>} consumes
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.consumes = $util.emptyArray;

                /**
                 * Operation parameters.
                 * @member {Array.<tycho.openapi.v2.ParametersItem.$Properties>} parameters
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.parameters = $util.emptyArray;

                /**
                 * Operation responses.
                 * @member {tycho.openapi.v2.Responses.$Properties|null|undefined} responses
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.responses = null;

                /**
                 * Operation schemes.
                 * @member {Array.<string>} schemes
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.schemes = $util.emptyArray;

                /**
                 * Operation deprecated.
                 * @member {boolean} deprecated
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.deprecated = false;

                /**
                 * Operation vendorExtension.
                 * @member {Array.<tycho.openapi.v2.NamedAny.$Properties>} vendorExtension
                 * @memberof tycho.openapi.v2.Operation
                 * @instance
                 */
                Operation.prototype.vendorExtension = $util.emptyArray;

                /**
                 * Encodes the specified Operation message. Does not implicitly {@link tycho.openapi.v2.Operation.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Operation
                 * @static
                 * @param {tycho.openapi.v2.Operation.$Properties} message Operation message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Operation.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.tags != null && message.tags.length)
                        for (let i = 0; i < message.tags.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).string(message.tags[i]);
                    if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.description);
                    if (message.operationId != null && $Object.hasOwnProperty.call(message, "operationId") && message.operationId !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.operationId);
                    if (message.produces != null && message.produces.length)
                        for (let i = 0; i < message.produces.length; ++i)
                            writer.uint32(/* id 6, wireType 2 =*/50).string(message.produces[i]);
                    if (message.consumes != null && message.consumes.length)
                        for (let i = 0; i < message.consumes.length; ++i)
                            writer.uint32(/* id 7, wireType 2 =*/58).string(message.consumes[i]);
                    if (message.parameters != null && message.parameters.length)
                        for (let i = 0; i < message.parameters.length; ++i)
                            $root.tycho.openapi.v2.ParametersItem.encode(message.parameters[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                    if (message.responses != null && $Object.hasOwnProperty.call(message, "responses"))
                        $root.tycho.openapi.v2.Responses.encode(message.responses, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                    if (message.schemes != null && message.schemes.length)
                        for (let i = 0; i < message.schemes.length; ++i)
                            writer.uint32(/* id 10, wireType 2 =*/82).string(message.schemes[i]);
                    if (message.deprecated != null && $Object.hasOwnProperty.call(message, "deprecated") && message.deprecated !== false)
                        writer.uint32(/* id 11, wireType 0 =*/88).bool(message.deprecated);
                    if (message.vendorExtension != null && message.vendorExtension.length)
                        for (let i = 0; i < message.vendorExtension.length; ++i)
                            $root.tycho.openapi.v2.NamedAny.encode(message.vendorExtension[i], writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Operation message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Operation
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Operation & tycho.openapi.v2.Operation.$Shape} Operation
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Operation.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Operation();
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
                                if (!(message.tags && message.tags.length))
                                    message.tags = [];
                                message.tags.push(reader.stringVerify());
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.description = value;
                                else
                                    delete message.description;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.operationId = value;
                                else
                                    delete message.operationId;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.produces && message.produces.length))
                                    message.produces = [];
                                message.produces.push(reader.stringVerify());
                                continue;
                            }
                        case 7: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.consumes && message.consumes.length))
                                    message.consumes = [];
                                message.consumes.push(reader.stringVerify());
                                continue;
                            }
                        case 8: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.parameters && message.parameters.length))
                                    message.parameters = [];
                                message.parameters.push($root.tycho.openapi.v2.ParametersItem.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 9: {
                                if (wireType !== 2)
                                    break;
                                message.responses = $root.tycho.openapi.v2.Responses.decode(reader, reader.size(), $undefined, _depth + 1, message.responses);
                                continue;
                            }
                        case 10: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.schemes && message.schemes.length))
                                    message.schemes = [];
                                message.schemes.push(reader.stringVerify());
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.deprecated = value;
                                else
                                    delete message.deprecated;
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.vendorExtension && message.vendorExtension.length))
                                    message.vendorExtension = [];
                                message.vendorExtension.push($root.tycho.openapi.v2.NamedAny.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return Operation;
            })();

            v2.ParametersItem = (function() {

                /**
                 * Properties of a ParametersItem.
                 * @typedef {Object} tycho.openapi.v2.ParametersItem.$Properties
                 * @property {tycho.openapi.v2.Parameter.$Properties|null} [parameter] ParametersItem parameter
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ParametersItem.
                 * @memberof tycho.openapi.v2
                 * @interface IParametersItem
                 * @augments tycho.openapi.v2.ParametersItem.$Properties
                 * @deprecated Use tycho.openapi.v2.ParametersItem.$Properties instead.
                 */

                /**
                 * Shape of a ParametersItem.
                 * @typedef {tycho.openapi.v2.ParametersItem.$Properties} tycho.openapi.v2.ParametersItem.$Shape
                 */

                /**
                 * Constructs a new ParametersItem.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a ParametersItem.
                 * @constructor
                 * @param {tycho.openapi.v2.ParametersItem.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ParametersItem = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ParametersItem parameter.
                 * @member {tycho.openapi.v2.Parameter.$Properties|null|undefined} parameter
                 * @memberof tycho.openapi.v2.ParametersItem
                 * @instance
                 */
                ParametersItem.prototype.parameter = null;

                /**
                 * Encodes the specified ParametersItem message. Does not implicitly {@link tycho.openapi.v2.ParametersItem.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.ParametersItem
                 * @static
                 * @param {tycho.openapi.v2.ParametersItem.$Properties} message ParametersItem message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ParametersItem.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.parameter != null && $Object.hasOwnProperty.call(message, "parameter"))
                        $root.tycho.openapi.v2.Parameter.encode(message.parameter, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ParametersItem message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.ParametersItem
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.ParametersItem & tycho.openapi.v2.ParametersItem.$Shape} ParametersItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ParametersItem.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.ParametersItem();
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
                                message.parameter = $root.tycho.openapi.v2.Parameter.decode(reader, reader.size(), $undefined, _depth + 1, message.parameter);
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

                return ParametersItem;
            })();

            v2.Parameter = (function() {

                /**
                 * Properties of a Parameter.
                 * @typedef {Object} tycho.openapi.v2.Parameter.$Properties
                 * @property {tycho.openapi.v2.BodyParameter.$Properties|null} [body] Parameter body
                 * @property {tycho.openapi.v2.NonBodyParameter.$Properties|null} [nonBody] Parameter nonBody
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Parameter.
                 * @memberof tycho.openapi.v2
                 * @interface IParameter
                 * @augments tycho.openapi.v2.Parameter.$Properties
                 * @deprecated Use tycho.openapi.v2.Parameter.$Properties instead.
                 */

                /**
                 * Shape of a Parameter.
                 * @typedef {tycho.openapi.v2.Parameter.$Properties} tycho.openapi.v2.Parameter.$Shape
                 */

                /**
                 * Constructs a new Parameter.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a Parameter.
                 * @constructor
                 * @param {tycho.openapi.v2.Parameter.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Parameter = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Parameter body.
                 * @member {tycho.openapi.v2.BodyParameter.$Properties|null|undefined} body
                 * @memberof tycho.openapi.v2.Parameter
                 * @instance
                 */
                Parameter.prototype.body = null;

                /**
                 * Parameter nonBody.
                 * @member {tycho.openapi.v2.NonBodyParameter.$Properties|null|undefined} nonBody
                 * @memberof tycho.openapi.v2.Parameter
                 * @instance
                 */
                Parameter.prototype.nonBody = null;

                /**
                 * Encodes the specified Parameter message. Does not implicitly {@link tycho.openapi.v2.Parameter.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Parameter
                 * @static
                 * @param {tycho.openapi.v2.Parameter.$Properties} message Parameter message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Parameter.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.body != null && $Object.hasOwnProperty.call(message, "body"))
                        $root.tycho.openapi.v2.BodyParameter.encode(message.body, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.nonBody != null && $Object.hasOwnProperty.call(message, "nonBody"))
                        $root.tycho.openapi.v2.NonBodyParameter.encode(message.nonBody, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Parameter message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Parameter
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Parameter & tycho.openapi.v2.Parameter.$Shape} Parameter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Parameter.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Parameter();
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
                                message.body = $root.tycho.openapi.v2.BodyParameter.decode(reader, reader.size(), $undefined, _depth + 1, message.body);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.nonBody = $root.tycho.openapi.v2.NonBodyParameter.decode(reader, reader.size(), $undefined, _depth + 1, message.nonBody);
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

                return Parameter;
            })();

            v2.BodyParameter = (function() {

                /**
                 * Properties of a BodyParameter.
                 * @typedef {Object} tycho.openapi.v2.BodyParameter.$Properties
                 * @property {string|null} [description] BodyParameter description
                 * @property {string|null} [name] BodyParameter name
                 * @property {string|null} ["in"] BodyParameter in
                 * @property {boolean|null} [required] BodyParameter required
                 * @property {tycho.openapi.v2.Schema.$Properties|null} [schema] BodyParameter schema
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a BodyParameter.
                 * @memberof tycho.openapi.v2
                 * @interface IBodyParameter
                 * @augments tycho.openapi.v2.BodyParameter.$Properties
                 * @deprecated Use tycho.openapi.v2.BodyParameter.$Properties instead.
                 */

                /**
                 * Shape of a BodyParameter.
                 * @typedef {tycho.openapi.v2.BodyParameter.$Properties} tycho.openapi.v2.BodyParameter.$Shape
                 */

                /**
                 * Constructs a new BodyParameter.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a BodyParameter.
                 * @constructor
                 * @param {tycho.openapi.v2.BodyParameter.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const BodyParameter = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * BodyParameter description.
                 * @member {string} description
                 * @memberof tycho.openapi.v2.BodyParameter
                 * @instance
                 */
                BodyParameter.prototype.description = "";

                /**
                 * BodyParameter name.
                 * @member {string} name
                 * @memberof tycho.openapi.v2.BodyParameter
                 * @instance
                 */
                BodyParameter.prototype.name = "";

                /**
                 * BodyParameter in.
                 * @member {string} in
                 * @memberof tycho.openapi.v2.BodyParameter
                 * @instance
                 */
                BodyParameter.prototype["in"] = "";

                /**
                 * BodyParameter required.
                 * @member {boolean|null|undefined} required
                 * @memberof tycho.openapi.v2.BodyParameter
                 * @instance
                 */
                BodyParameter.prototype.required = null;

                /**
                 * BodyParameter schema.
                 * @member {tycho.openapi.v2.Schema.$Properties|null|undefined} schema
                 * @memberof tycho.openapi.v2.BodyParameter
                 * @instance
                 */
                BodyParameter.prototype.schema = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(BodyParameter.prototype, "_required", {
                    get: $util.oneOfGetter($oneOfFields = ["required"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified BodyParameter message. Does not implicitly {@link tycho.openapi.v2.BodyParameter.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.BodyParameter
                 * @static
                 * @param {tycho.openapi.v2.BodyParameter.$Properties} message BodyParameter message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                BodyParameter.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.description);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                    if (message["in"] != null && $Object.hasOwnProperty.call(message, "in") && message["in"] !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message["in"]);
                    if (message.required != null && $Object.hasOwnProperty.call(message, "required"))
                        writer.uint32(/* id 4, wireType 0 =*/32).bool(message.required);
                    if (message.schema != null && $Object.hasOwnProperty.call(message, "schema"))
                        $root.tycho.openapi.v2.Schema.encode(message.schema, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a BodyParameter message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.BodyParameter
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.BodyParameter & tycho.openapi.v2.BodyParameter.$Shape} BodyParameter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                BodyParameter.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.BodyParameter();
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
                                    message.description = value;
                                else
                                    delete message.description;
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
                                    message["in"] = value;
                                else
                                    delete message["in"];
                                continue;
                            }
                        case 4: {
                                if (wireType !== 0)
                                    break;
                                message.required = reader.bool();
                                message._required = "required";
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message.schema = $root.tycho.openapi.v2.Schema.decode(reader, reader.size(), $undefined, _depth + 1, message.schema);
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

                return BodyParameter;
            })();

            v2.NonBodyParameter = (function() {

                /**
                 * Properties of a NonBodyParameter.
                 * @typedef {Object} tycho.openapi.v2.NonBodyParameter.$Properties
                 * @property {tycho.openapi.v2.QueryParameter.$Properties|null} [query] NonBodyParameter query
                 * @property {tycho.openapi.v2.PathParameter.$Properties|null} [path] NonBodyParameter path
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NonBodyParameter.
                 * @memberof tycho.openapi.v2
                 * @interface INonBodyParameter
                 * @augments tycho.openapi.v2.NonBodyParameter.$Properties
                 * @deprecated Use tycho.openapi.v2.NonBodyParameter.$Properties instead.
                 */

                /**
                 * Shape of a NonBodyParameter.
                 * @typedef {tycho.openapi.v2.NonBodyParameter.$Properties} tycho.openapi.v2.NonBodyParameter.$Shape
                 */

                /**
                 * Constructs a new NonBodyParameter.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a NonBodyParameter.
                 * @constructor
                 * @param {tycho.openapi.v2.NonBodyParameter.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NonBodyParameter = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NonBodyParameter query.
                 * @member {tycho.openapi.v2.QueryParameter.$Properties|null|undefined} query
                 * @memberof tycho.openapi.v2.NonBodyParameter
                 * @instance
                 */
                NonBodyParameter.prototype.query = null;

                /**
                 * NonBodyParameter path.
                 * @member {tycho.openapi.v2.PathParameter.$Properties|null|undefined} path
                 * @memberof tycho.openapi.v2.NonBodyParameter
                 * @instance
                 */
                NonBodyParameter.prototype.path = null;

                /**
                 * Encodes the specified NonBodyParameter message. Does not implicitly {@link tycho.openapi.v2.NonBodyParameter.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.NonBodyParameter
                 * @static
                 * @param {tycho.openapi.v2.NonBodyParameter.$Properties} message NonBodyParameter message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NonBodyParameter.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.query != null && $Object.hasOwnProperty.call(message, "query"))
                        $root.tycho.openapi.v2.QueryParameter.encode(message.query, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                    if (message.path != null && $Object.hasOwnProperty.call(message, "path"))
                        $root.tycho.openapi.v2.PathParameter.encode(message.path, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NonBodyParameter message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.NonBodyParameter
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.NonBodyParameter & tycho.openapi.v2.NonBodyParameter.$Shape} NonBodyParameter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NonBodyParameter.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.NonBodyParameter();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                message.query = $root.tycho.openapi.v2.QueryParameter.decode(reader, reader.size(), $undefined, _depth + 1, message.query);
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                message.path = $root.tycho.openapi.v2.PathParameter.decode(reader, reader.size(), $undefined, _depth + 1, message.path);
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

                return NonBodyParameter;
            })();

            v2.QueryParameter = (function() {

                /**
                 * Properties of a QueryParameter.
                 * @typedef {Object} tycho.openapi.v2.QueryParameter.$Properties
                 * @property {boolean|null} [required] QueryParameter required
                 * @property {string|null} ["in"] QueryParameter in
                 * @property {string|null} [description] QueryParameter description
                 * @property {string|null} [name] QueryParameter name
                 * @property {string|null} [type] QueryParameter type
                 * @property {boolean|null} [uniqueItems] QueryParameter uniqueItems
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a QueryParameter.
                 * @memberof tycho.openapi.v2
                 * @interface IQueryParameter
                 * @augments tycho.openapi.v2.QueryParameter.$Properties
                 * @deprecated Use tycho.openapi.v2.QueryParameter.$Properties instead.
                 */

                /**
                 * Shape of a QueryParameter.
                 * @typedef {tycho.openapi.v2.QueryParameter.$Properties} tycho.openapi.v2.QueryParameter.$Shape
                 */

                /**
                 * Constructs a new QueryParameter.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a QueryParameter.
                 * @constructor
                 * @param {tycho.openapi.v2.QueryParameter.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const QueryParameter = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * QueryParameter required.
                 * @member {boolean|null|undefined} required
                 * @memberof tycho.openapi.v2.QueryParameter
                 * @instance
                 */
                QueryParameter.prototype.required = null;

                /**
                 * QueryParameter in.
                 * @member {string} in
                 * @memberof tycho.openapi.v2.QueryParameter
                 * @instance
                 */
                QueryParameter.prototype["in"] = "";

                /**
                 * QueryParameter description.
                 * @member {string} description
                 * @memberof tycho.openapi.v2.QueryParameter
                 * @instance
                 */
                QueryParameter.prototype.description = "";

                /**
                 * QueryParameter name.
                 * @member {string} name
                 * @memberof tycho.openapi.v2.QueryParameter
                 * @instance
                 */
                QueryParameter.prototype.name = "";

                /**
                 * QueryParameter type.
                 * @member {string} type
                 * @memberof tycho.openapi.v2.QueryParameter
                 * @instance
                 */
                QueryParameter.prototype.type = "";

                /**
                 * QueryParameter uniqueItems.
                 * @member {boolean} uniqueItems
                 * @memberof tycho.openapi.v2.QueryParameter
                 * @instance
                 */
                QueryParameter.prototype.uniqueItems = false;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(QueryParameter.prototype, "_required", {
                    get: $util.oneOfGetter($oneOfFields = ["required"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified QueryParameter message. Does not implicitly {@link tycho.openapi.v2.QueryParameter.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.QueryParameter
                 * @static
                 * @param {tycho.openapi.v2.QueryParameter.$Properties} message QueryParameter message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                QueryParameter.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.required != null && $Object.hasOwnProperty.call(message, "required"))
                        writer.uint32(/* id 1, wireType 0 =*/8).bool(message.required);
                    if (message["in"] != null && $Object.hasOwnProperty.call(message, "in") && message["in"] !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message["in"]);
                    if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.description);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.name);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.type);
                    if (message.uniqueItems != null && $Object.hasOwnProperty.call(message, "uniqueItems") && message.uniqueItems !== false)
                        writer.uint32(/* id 20, wireType 0 =*/160).bool(message.uniqueItems);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a QueryParameter message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.QueryParameter
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.QueryParameter & tycho.openapi.v2.QueryParameter.$Shape} QueryParameter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                QueryParameter.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.QueryParameter();
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
                                message.required = reader.bool();
                                message._required = "required";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message["in"] = value;
                                else
                                    delete message["in"];
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.description = value;
                                else
                                    delete message.description;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 6: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 20: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.uniqueItems = value;
                                else
                                    delete message.uniqueItems;
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

                return QueryParameter;
            })();

            v2.PathParameter = (function() {

                /**
                 * Properties of a PathParameter.
                 * @typedef {Object} tycho.openapi.v2.PathParameter.$Properties
                 * @property {boolean|null} [required] PathParameter required
                 * @property {string|null} ["in"] PathParameter in
                 * @property {string|null} [description] PathParameter description
                 * @property {string|null} [name] PathParameter name
                 * @property {string|null} [type] PathParameter type
                 * @property {boolean|null} [uniqueItems] PathParameter uniqueItems
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a PathParameter.
                 * @memberof tycho.openapi.v2
                 * @interface IPathParameter
                 * @augments tycho.openapi.v2.PathParameter.$Properties
                 * @deprecated Use tycho.openapi.v2.PathParameter.$Properties instead.
                 */

                /**
                 * Shape of a PathParameter.
                 * @typedef {tycho.openapi.v2.PathParameter.$Properties} tycho.openapi.v2.PathParameter.$Shape
                 */

                /**
                 * Constructs a new PathParameter.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a PathParameter.
                 * @constructor
                 * @param {tycho.openapi.v2.PathParameter.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const PathParameter = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * PathParameter required.
                 * @member {boolean|null|undefined} required
                 * @memberof tycho.openapi.v2.PathParameter
                 * @instance
                 */
                PathParameter.prototype.required = null;

                /**
                 * PathParameter in.
                 * @member {string} in
                 * @memberof tycho.openapi.v2.PathParameter
                 * @instance
                 */
                PathParameter.prototype["in"] = "";

                /**
                 * PathParameter description.
                 * @member {string} description
                 * @memberof tycho.openapi.v2.PathParameter
                 * @instance
                 */
                PathParameter.prototype.description = "";

                /**
                 * PathParameter name.
                 * @member {string} name
                 * @memberof tycho.openapi.v2.PathParameter
                 * @instance
                 */
                PathParameter.prototype.name = "";

                /**
                 * PathParameter type.
                 * @member {string} type
                 * @memberof tycho.openapi.v2.PathParameter
                 * @instance
                 */
                PathParameter.prototype.type = "";

                /**
                 * PathParameter uniqueItems.
                 * @member {boolean} uniqueItems
                 * @memberof tycho.openapi.v2.PathParameter
                 * @instance
                 */
                PathParameter.prototype.uniqueItems = false;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(PathParameter.prototype, "_required", {
                    get: $util.oneOfGetter($oneOfFields = ["required"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified PathParameter message. Does not implicitly {@link tycho.openapi.v2.PathParameter.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.PathParameter
                 * @static
                 * @param {tycho.openapi.v2.PathParameter.$Properties} message PathParameter message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                PathParameter.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.required != null && $Object.hasOwnProperty.call(message, "required"))
                        writer.uint32(/* id 1, wireType 0 =*/8).bool(message.required);
                    if (message["in"] != null && $Object.hasOwnProperty.call(message, "in") && message["in"] !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message["in"]);
                    if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.description);
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.name);
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== "")
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.type);
                    if (message.uniqueItems != null && $Object.hasOwnProperty.call(message, "uniqueItems") && message.uniqueItems !== false)
                        writer.uint32(/* id 19, wireType 0 =*/152).bool(message.uniqueItems);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a PathParameter message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.PathParameter
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.PathParameter & tycho.openapi.v2.PathParameter.$Shape} PathParameter
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                PathParameter.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.PathParameter();
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
                                message.required = reader.bool();
                                message._required = "required";
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message["in"] = value;
                                else
                                    delete message["in"];
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.description = value;
                                else
                                    delete message.description;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.name = value;
                                else
                                    delete message.name;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.type = value;
                                else
                                    delete message.type;
                                continue;
                            }
                        case 19: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.uniqueItems = value;
                                else
                                    delete message.uniqueItems;
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

                return PathParameter;
            })();

            v2.Responses = (function() {

                /**
                 * Properties of a Responses.
                 * @typedef {Object} tycho.openapi.v2.Responses.$Properties
                 * @property {Array.<tycho.openapi.v2.NamedResponseValue.$Properties>|null} [responseCode] Responses responseCode
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Responses.
                 * @memberof tycho.openapi.v2
                 * @interface IResponses
                 * @augments tycho.openapi.v2.Responses.$Properties
                 * @deprecated Use tycho.openapi.v2.Responses.$Properties instead.
                 */

                /**
                 * Shape of a Responses.
                 * @typedef {tycho.openapi.v2.Responses.$Properties} tycho.openapi.v2.Responses.$Shape
                 */

                /**
                 * Constructs a new Responses.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a Responses.
                 * @constructor
                 * @param {tycho.openapi.v2.Responses.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Responses = function (properties) {
                    this.responseCode = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Responses responseCode.
                 * @member {Array.<tycho.openapi.v2.NamedResponseValue.$Properties>} responseCode
                 * @memberof tycho.openapi.v2.Responses
                 * @instance
                 */
                Responses.prototype.responseCode = $util.emptyArray;

                /**
                 * Encodes the specified Responses message. Does not implicitly {@link tycho.openapi.v2.Responses.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Responses
                 * @static
                 * @param {tycho.openapi.v2.Responses.$Properties} message Responses message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Responses.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.responseCode != null && message.responseCode.length)
                        for (let i = 0; i < message.responseCode.length; ++i)
                            $root.tycho.openapi.v2.NamedResponseValue.encode(message.responseCode[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Responses message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Responses
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Responses & tycho.openapi.v2.Responses.$Shape} Responses
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Responses.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Responses();
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
                                if (!(message.responseCode && message.responseCode.length))
                                    message.responseCode = [];
                                message.responseCode.push($root.tycho.openapi.v2.NamedResponseValue.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return Responses;
            })();

            v2.NamedResponseValue = (function() {

                /**
                 * Properties of a NamedResponseValue.
                 * @typedef {Object} tycho.openapi.v2.NamedResponseValue.$Properties
                 * @property {string|null} [name] NamedResponseValue name
                 * @property {tycho.openapi.v2.ResponseValue.$Properties|null} [value] NamedResponseValue value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NamedResponseValue.
                 * @memberof tycho.openapi.v2
                 * @interface INamedResponseValue
                 * @augments tycho.openapi.v2.NamedResponseValue.$Properties
                 * @deprecated Use tycho.openapi.v2.NamedResponseValue.$Properties instead.
                 */

                /**
                 * Shape of a NamedResponseValue.
                 * @typedef {tycho.openapi.v2.NamedResponseValue.$Properties} tycho.openapi.v2.NamedResponseValue.$Shape
                 */

                /**
                 * Constructs a new NamedResponseValue.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a NamedResponseValue.
                 * @constructor
                 * @param {tycho.openapi.v2.NamedResponseValue.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NamedResponseValue = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NamedResponseValue name.
                 * @member {string} name
                 * @memberof tycho.openapi.v2.NamedResponseValue
                 * @instance
                 */
                NamedResponseValue.prototype.name = "";

                /**
                 * NamedResponseValue value.
                 * @member {tycho.openapi.v2.ResponseValue.$Properties|null|undefined} value
                 * @memberof tycho.openapi.v2.NamedResponseValue
                 * @instance
                 */
                NamedResponseValue.prototype.value = null;

                /**
                 * Encodes the specified NamedResponseValue message. Does not implicitly {@link tycho.openapi.v2.NamedResponseValue.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.NamedResponseValue
                 * @static
                 * @param {tycho.openapi.v2.NamedResponseValue.$Properties} message NamedResponseValue message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NamedResponseValue.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        $root.tycho.openapi.v2.ResponseValue.encode(message.value, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NamedResponseValue message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.NamedResponseValue
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.NamedResponseValue & tycho.openapi.v2.NamedResponseValue.$Shape} NamedResponseValue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NamedResponseValue.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.NamedResponseValue();
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
                                message.value = $root.tycho.openapi.v2.ResponseValue.decode(reader, reader.size(), $undefined, _depth + 1, message.value);
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

                return NamedResponseValue;
            })();

            v2.ResponseValue = (function() {

                /**
                 * Properties of a ResponseValue.
                 * @typedef {Object} tycho.openapi.v2.ResponseValue.$Properties
                 * @property {tycho.openapi.v2.Response.$Properties|null} [response] ResponseValue response
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a ResponseValue.
                 * @memberof tycho.openapi.v2
                 * @interface IResponseValue
                 * @augments tycho.openapi.v2.ResponseValue.$Properties
                 * @deprecated Use tycho.openapi.v2.ResponseValue.$Properties instead.
                 */

                /**
                 * Shape of a ResponseValue.
                 * @typedef {tycho.openapi.v2.ResponseValue.$Properties} tycho.openapi.v2.ResponseValue.$Shape
                 */

                /**
                 * Constructs a new ResponseValue.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a ResponseValue.
                 * @constructor
                 * @param {tycho.openapi.v2.ResponseValue.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ResponseValue = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ResponseValue response.
                 * @member {tycho.openapi.v2.Response.$Properties|null|undefined} response
                 * @memberof tycho.openapi.v2.ResponseValue
                 * @instance
                 */
                ResponseValue.prototype.response = null;

                /**
                 * Encodes the specified ResponseValue message. Does not implicitly {@link tycho.openapi.v2.ResponseValue.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.ResponseValue
                 * @static
                 * @param {tycho.openapi.v2.ResponseValue.$Properties} message ResponseValue message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ResponseValue.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.response != null && $Object.hasOwnProperty.call(message, "response"))
                        $root.tycho.openapi.v2.Response.encode(message.response, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a ResponseValue message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.ResponseValue
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.ResponseValue & tycho.openapi.v2.ResponseValue.$Shape} ResponseValue
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ResponseValue.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.ResponseValue();
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
                                message.response = $root.tycho.openapi.v2.Response.decode(reader, reader.size(), $undefined, _depth + 1, message.response);
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

                return ResponseValue;
            })();

            v2.Response = (function() {

                /**
                 * Properties of a Response.
                 * @typedef {Object} tycho.openapi.v2.Response.$Properties
                 * @property {string|null} [description] Response description
                 * @property {tycho.openapi.v2.SchemaItem.$Properties|null} [schema] Response schema
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Response.
                 * @memberof tycho.openapi.v2
                 * @interface IResponse
                 * @augments tycho.openapi.v2.Response.$Properties
                 * @deprecated Use tycho.openapi.v2.Response.$Properties instead.
                 */

                /**
                 * Shape of a Response.
                 * @typedef {tycho.openapi.v2.Response.$Properties} tycho.openapi.v2.Response.$Shape
                 */

                /**
                 * Constructs a new Response.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a Response.
                 * @constructor
                 * @param {tycho.openapi.v2.Response.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Response = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Response description.
                 * @member {string} description
                 * @memberof tycho.openapi.v2.Response
                 * @instance
                 */
                Response.prototype.description = "";

                /**
                 * Response schema.
                 * @member {tycho.openapi.v2.SchemaItem.$Properties|null|undefined} schema
                 * @memberof tycho.openapi.v2.Response
                 * @instance
                 */
                Response.prototype.schema = null;

                /**
                 * Encodes the specified Response message. Does not implicitly {@link tycho.openapi.v2.Response.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Response
                 * @static
                 * @param {tycho.openapi.v2.Response.$Properties} message Response message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Response.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.description);
                    if (message.schema != null && $Object.hasOwnProperty.call(message, "schema"))
                        $root.tycho.openapi.v2.SchemaItem.encode(message.schema, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Response message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Response
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Response & tycho.openapi.v2.Response.$Shape} Response
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Response.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Response();
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
                                    message.description = value;
                                else
                                    delete message.description;
                                continue;
                            }
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                message.schema = $root.tycho.openapi.v2.SchemaItem.decode(reader, reader.size(), $undefined, _depth + 1, message.schema);
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

                return Response;
            })();

            v2.SchemaItem = (function() {

                /**
                 * Properties of a SchemaItem.
                 * @typedef {Object} tycho.openapi.v2.SchemaItem.$Properties
                 * @property {tycho.openapi.v2.Schema.$Properties|null} [schema] SchemaItem schema
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a SchemaItem.
                 * @memberof tycho.openapi.v2
                 * @interface ISchemaItem
                 * @augments tycho.openapi.v2.SchemaItem.$Properties
                 * @deprecated Use tycho.openapi.v2.SchemaItem.$Properties instead.
                 */

                /**
                 * Shape of a SchemaItem.
                 * @typedef {tycho.openapi.v2.SchemaItem.$Properties} tycho.openapi.v2.SchemaItem.$Shape
                 */

                /**
                 * Constructs a new SchemaItem.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a SchemaItem.
                 * @constructor
                 * @param {tycho.openapi.v2.SchemaItem.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const SchemaItem = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * SchemaItem schema.
                 * @member {tycho.openapi.v2.Schema.$Properties|null|undefined} schema
                 * @memberof tycho.openapi.v2.SchemaItem
                 * @instance
                 */
                SchemaItem.prototype.schema = null;

                /**
                 * Encodes the specified SchemaItem message. Does not implicitly {@link tycho.openapi.v2.SchemaItem.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.SchemaItem
                 * @static
                 * @param {tycho.openapi.v2.SchemaItem.$Properties} message SchemaItem message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                SchemaItem.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.schema != null && $Object.hasOwnProperty.call(message, "schema"))
                        $root.tycho.openapi.v2.Schema.encode(message.schema, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a SchemaItem message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.SchemaItem
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.SchemaItem & tycho.openapi.v2.SchemaItem.$Shape} SchemaItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                SchemaItem.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.SchemaItem();
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
                                message.schema = $root.tycho.openapi.v2.Schema.decode(reader, reader.size(), $undefined, _depth + 1, message.schema);
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

                return SchemaItem;
            })();

            v2.Definitions = (function() {

                /**
                 * Properties of a Definitions.
                 * @typedef {Object} tycho.openapi.v2.Definitions.$Properties
                 * @property {Array.<tycho.openapi.v2.NamedSchema.$Properties>|null} [additionalProperties] Definitions additionalProperties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Definitions.
                 * @memberof tycho.openapi.v2
                 * @interface IDefinitions
                 * @augments tycho.openapi.v2.Definitions.$Properties
                 * @deprecated Use tycho.openapi.v2.Definitions.$Properties instead.
                 */

                /**
                 * Shape of a Definitions.
                 * @typedef {tycho.openapi.v2.Definitions.$Properties} tycho.openapi.v2.Definitions.$Shape
                 */

                /**
                 * Constructs a new Definitions.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a Definitions.
                 * @constructor
                 * @param {tycho.openapi.v2.Definitions.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Definitions = function (properties) {
                    this.additionalProperties = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Definitions additionalProperties.
                 * @member {Array.<tycho.openapi.v2.NamedSchema.$Properties>} additionalProperties
                 * @memberof tycho.openapi.v2.Definitions
                 * @instance
                 */
                Definitions.prototype.additionalProperties = $util.emptyArray;

                /**
                 * Encodes the specified Definitions message. Does not implicitly {@link tycho.openapi.v2.Definitions.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Definitions
                 * @static
                 * @param {tycho.openapi.v2.Definitions.$Properties} message Definitions message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Definitions.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.additionalProperties != null && message.additionalProperties.length)
                        for (let i = 0; i < message.additionalProperties.length; ++i)
                            $root.tycho.openapi.v2.NamedSchema.encode(message.additionalProperties[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Definitions message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Definitions
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Definitions & tycho.openapi.v2.Definitions.$Shape} Definitions
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Definitions.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Definitions();
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
                                if (!(message.additionalProperties && message.additionalProperties.length))
                                    message.additionalProperties = [];
                                message.additionalProperties.push($root.tycho.openapi.v2.NamedSchema.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return Definitions;
            })();

            v2.NamedSchema = (function() {

                /**
                 * Properties of a NamedSchema.
                 * @typedef {Object} tycho.openapi.v2.NamedSchema.$Properties
                 * @property {string|null} [name] NamedSchema name
                 * @property {tycho.openapi.v2.Schema.$Properties|null} [value] NamedSchema value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NamedSchema.
                 * @memberof tycho.openapi.v2
                 * @interface INamedSchema
                 * @augments tycho.openapi.v2.NamedSchema.$Properties
                 * @deprecated Use tycho.openapi.v2.NamedSchema.$Properties instead.
                 */

                /**
                 * Shape of a NamedSchema.
                 * @typedef {tycho.openapi.v2.NamedSchema.$Properties} tycho.openapi.v2.NamedSchema.$Shape
                 */

                /**
                 * Constructs a new NamedSchema.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a NamedSchema.
                 * @constructor
                 * @param {tycho.openapi.v2.NamedSchema.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NamedSchema = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NamedSchema name.
                 * @member {string} name
                 * @memberof tycho.openapi.v2.NamedSchema
                 * @instance
                 */
                NamedSchema.prototype.name = "";

                /**
                 * NamedSchema value.
                 * @member {tycho.openapi.v2.Schema.$Properties|null|undefined} value
                 * @memberof tycho.openapi.v2.NamedSchema
                 * @instance
                 */
                NamedSchema.prototype.value = null;

                /**
                 * Encodes the specified NamedSchema message. Does not implicitly {@link tycho.openapi.v2.NamedSchema.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.NamedSchema
                 * @static
                 * @param {tycho.openapi.v2.NamedSchema.$Properties} message NamedSchema message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NamedSchema.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        $root.tycho.openapi.v2.Schema.encode(message.value, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NamedSchema message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.NamedSchema
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.NamedSchema & tycho.openapi.v2.NamedSchema.$Shape} NamedSchema
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NamedSchema.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.NamedSchema();
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
                                message.value = $root.tycho.openapi.v2.Schema.decode(reader, reader.size(), $undefined, _depth + 1, message.value);
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

                return NamedSchema;
            })();

            v2.Schema = (function() {

                /**
                 * Properties of a Schema.
                 * @typedef {Object} tycho.openapi.v2.Schema.$Properties
                 * @property {string|null} [ref] Schema ref
                 * @property {string|null} [format] Schema format
                 * @property {string|null} [title] Schema title
                 * @property {string|null} [description] Schema description
                 * @property {tycho.openapi.v2.Any.$Properties|null} ["default"] Schema default
                 * @property {number|null} [multipleOf] Schema multipleOf
                 * @property {number|null} [maximum] Schema maximum
                 * @property {boolean|null} [exclusiveMaximum] Schema exclusiveMaximum
                 * @property {number|null} [minimum] Schema minimum
                 * @property {boolean|null} [exclusiveMinimum] Schema exclusiveMinimum
                 * @property {number|null} [maxLength] Schema maxLength
                 * @property {number|null} [minLength] Schema minLength
                 * @property {string|null} [pattern] Schema pattern
                 * @property {number|null} [maxItems] Schema maxItems
                 * @property {number|null} [minItems] Schema minItems
                 * @property {boolean|null} [uniqueItems] Schema uniqueItems
                 * @property {number|null} [maxProperties] Schema maxProperties
                 * @property {number|null} [minProperties] Schema minProperties
                 * @property {Array.<string>|null} [required] Schema required
                 * @property {Array.<tycho.openapi.v2.Any.$Properties>|null} ["enum"] Schema enum
                 * @property {tycho.openapi.v2.AdditionalPropertiesItem.$Properties|null} [additionalProperties] Schema additionalProperties
                 * @property {tycho.openapi.v2.TypeItem.$Properties|null} [type] Schema type
                 * @property {tycho.openapi.v2.ItemsItem.$Properties|null} [items] Schema items
                 * @property {Array.<tycho.openapi.v2.Schema.$Properties>|null} [allOf] Schema allOf
                 * @property {tycho.openapi.v2.Properties.$Properties|null} [properties] Schema properties
                 * @property {Array.<tycho.openapi.v2.NamedAny.$Properties>|null} [vendorExtension] Schema vendorExtension
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Schema.
                 * @memberof tycho.openapi.v2
                 * @interface ISchema
                 * @augments tycho.openapi.v2.Schema.$Properties
                 * @deprecated Use tycho.openapi.v2.Schema.$Properties instead.
                 */

                /**
                 * Shape of a Schema.
                 * @typedef {tycho.openapi.v2.Schema.$Properties} tycho.openapi.v2.Schema.$Shape
                 */

                /**
                 * Constructs a new Schema.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a Schema.
                 * @constructor
                 * @param {tycho.openapi.v2.Schema.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Schema = function (properties) {
                    this.required = [];
                    this["enum"] = [];
                    this.allOf = [];
                    this.vendorExtension = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Schema ref.
                 * @member {string} ref
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.ref = "";

                /**
                 * Schema format.
                 * @member {string} format
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.format = "";

                /**
                 * Schema title.
                 * @member {string} title
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.title = "";

                /**
                 * Schema description.
                 * @member {string} description
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.description = "";

                /**
                 * Schema default.
                 * @member {tycho.openapi.v2.Any.$Properties|null|undefined} default
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype["default"] = null;

                /**
                 * Schema multipleOf.
                 * @member {number|null|undefined} multipleOf
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.multipleOf = null;

                /**
                 * Schema maximum.
                 * @member {number|null|undefined} maximum
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.maximum = null;

                /**
                 * Schema exclusiveMaximum.
                 * @member {boolean|null|undefined} exclusiveMaximum
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.exclusiveMaximum = null;

                /**
                 * Schema minimum.
                 * @member {number|null|undefined} minimum
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.minimum = null;

                /**
                 * Schema exclusiveMinimum.
                 * @member {boolean|null|undefined} exclusiveMinimum
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.exclusiveMinimum = null;

                /**
                 * Schema maxLength.
                 * @member {number|null|undefined} maxLength
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.maxLength = null;

                /**
                 * Schema minLength.
                 * @member {number|null|undefined} minLength
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.minLength = null;

                /**
                 * Schema pattern.
                 * @member {string} pattern
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.pattern = "";

                /**
                 * Schema maxItems.
                 * @member {number|null|undefined} maxItems
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.maxItems = null;

                /**
                 * Schema minItems.
                 * @member {number|null|undefined} minItems
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.minItems = null;

                /**
                 * Schema uniqueItems.
                 * @member {boolean} uniqueItems
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.uniqueItems = false;

                /**
                 * Schema maxProperties.
                 * @member {number|null|undefined} maxProperties
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.maxProperties = null;

                /**
                 * Schema minProperties.
                 * @member {number|null|undefined} minProperties
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.minProperties = null;

                /**
                 * Schema required.
                 * @member {Array.<string>} required
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.required = $util.emptyArray;

                /**
                 * Schema enum.
                 * @member {Array.<tycho.openapi.v2.Any.$Properties>} enum
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype["enum"] = $util.emptyArray;

                /**
                 * Schema additionalProperties.
                 * @member {tycho.openapi.v2.AdditionalPropertiesItem.$Properties|null|undefined} additionalProperties
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.additionalProperties = null;

                /**
                 * Schema type.
                 * @member {tycho.openapi.v2.TypeItem.$Properties|null|undefined} type
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.type = null;

                /**
                 * Schema items.
                 * @member {tycho.openapi.v2.ItemsItem.$Properties|null|undefined} items
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.items = null;

                /**
                 * Schema allOf.
                 * @member {Array.<tycho.openapi.v2.Schema.$Properties>} allOf
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.allOf = $util.emptyArray;

                /**
                 * Schema properties.
                 * @member {tycho.openapi.v2.Properties.$Properties|null|undefined} properties
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.properties = null;

                /**
                 * Schema vendorExtension.
                 * @member {Array.<tycho.openapi.v2.NamedAny.$Properties>} vendorExtension
                 * @memberof tycho.openapi.v2.Schema
                 * @instance
                 */
                Schema.prototype.vendorExtension = $util.emptyArray;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_multipleOf", {
                    get: $util.oneOfGetter($oneOfFields = ["multipleOf"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_maximum", {
                    get: $util.oneOfGetter($oneOfFields = ["maximum"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_exclusiveMaximum", {
                    get: $util.oneOfGetter($oneOfFields = ["exclusiveMaximum"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_minimum", {
                    get: $util.oneOfGetter($oneOfFields = ["minimum"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_exclusiveMinimum", {
                    get: $util.oneOfGetter($oneOfFields = ["exclusiveMinimum"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_maxLength", {
                    get: $util.oneOfGetter($oneOfFields = ["maxLength"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_minLength", {
                    get: $util.oneOfGetter($oneOfFields = ["minLength"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_maxItems", {
                    get: $util.oneOfGetter($oneOfFields = ["maxItems"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_minItems", {
                    get: $util.oneOfGetter($oneOfFields = ["minItems"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_maxProperties", {
                    get: $util.oneOfGetter($oneOfFields = ["maxProperties"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(Schema.prototype, "_minProperties", {
                    get: $util.oneOfGetter($oneOfFields = ["minProperties"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified Schema message. Does not implicitly {@link tycho.openapi.v2.Schema.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Schema
                 * @static
                 * @param {tycho.openapi.v2.Schema.$Properties} message Schema message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Schema.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.ref != null && $Object.hasOwnProperty.call(message, "ref") && message.ref !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.ref);
                    if (message.format != null && $Object.hasOwnProperty.call(message, "format") && message.format !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.format);
                    if (message.title != null && $Object.hasOwnProperty.call(message, "title") && message.title !== "")
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.title);
                    if (message.description != null && $Object.hasOwnProperty.call(message, "description") && message.description !== "")
                        writer.uint32(/* id 4, wireType 2 =*/34).string(message.description);
                    if (message["default"] != null && $Object.hasOwnProperty.call(message, "default"))
                        $root.tycho.openapi.v2.Any.encode(message["default"], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                    if (message.multipleOf != null && $Object.hasOwnProperty.call(message, "multipleOf"))
                        writer.uint32(/* id 6, wireType 1 =*/49).double(message.multipleOf);
                    if (message.maximum != null && $Object.hasOwnProperty.call(message, "maximum"))
                        writer.uint32(/* id 7, wireType 1 =*/57).double(message.maximum);
                    if (message.exclusiveMaximum != null && $Object.hasOwnProperty.call(message, "exclusiveMaximum"))
                        writer.uint32(/* id 8, wireType 0 =*/64).bool(message.exclusiveMaximum);
                    if (message.minimum != null && $Object.hasOwnProperty.call(message, "minimum"))
                        writer.uint32(/* id 9, wireType 1 =*/73).double(message.minimum);
                    if (message.exclusiveMinimum != null && $Object.hasOwnProperty.call(message, "exclusiveMinimum"))
                        writer.uint32(/* id 10, wireType 0 =*/80).bool(message.exclusiveMinimum);
                    if (message.maxLength != null && $Object.hasOwnProperty.call(message, "maxLength"))
                        writer.uint32(/* id 11, wireType 0 =*/88).int64(message.maxLength);
                    if (message.minLength != null && $Object.hasOwnProperty.call(message, "minLength"))
                        writer.uint32(/* id 12, wireType 0 =*/96).int64(message.minLength);
                    if (message.pattern != null && $Object.hasOwnProperty.call(message, "pattern") && message.pattern !== "")
                        writer.uint32(/* id 13, wireType 2 =*/106).string(message.pattern);
                    if (message.maxItems != null && $Object.hasOwnProperty.call(message, "maxItems"))
                        writer.uint32(/* id 14, wireType 0 =*/112).int64(message.maxItems);
                    if (message.minItems != null && $Object.hasOwnProperty.call(message, "minItems"))
                        writer.uint32(/* id 15, wireType 0 =*/120).int64(message.minItems);
                    if (message.uniqueItems != null && $Object.hasOwnProperty.call(message, "uniqueItems") && message.uniqueItems !== false)
                        writer.uint32(/* id 16, wireType 0 =*/128).bool(message.uniqueItems);
                    if (message.maxProperties != null && $Object.hasOwnProperty.call(message, "maxProperties"))
                        writer.uint32(/* id 17, wireType 0 =*/136).int64(message.maxProperties);
                    if (message.minProperties != null && $Object.hasOwnProperty.call(message, "minProperties"))
                        writer.uint32(/* id 18, wireType 0 =*/144).int64(message.minProperties);
                    if (message.required != null && message.required.length)
                        for (let i = 0; i < message.required.length; ++i)
                            writer.uint32(/* id 19, wireType 2 =*/154).string(message.required[i]);
                    if (message["enum"] != null && message["enum"].length)
                        for (let i = 0; i < message["enum"].length; ++i)
                            $root.tycho.openapi.v2.Any.encode(message["enum"][i], writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
                    if (message.additionalProperties != null && $Object.hasOwnProperty.call(message, "additionalProperties"))
                        $root.tycho.openapi.v2.AdditionalPropertiesItem.encode(message.additionalProperties, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
                    if (message.type != null && $Object.hasOwnProperty.call(message, "type"))
                        $root.tycho.openapi.v2.TypeItem.encode(message.type, writer.uint32(/* id 22, wireType 2 =*/178).fork(), _depth + 1).ldelim();
                    if (message.items != null && $Object.hasOwnProperty.call(message, "items"))
                        $root.tycho.openapi.v2.ItemsItem.encode(message.items, writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
                    if (message.allOf != null && message.allOf.length)
                        for (let i = 0; i < message.allOf.length; ++i)
                            $root.tycho.openapi.v2.Schema.encode(message.allOf[i], writer.uint32(/* id 24, wireType 2 =*/194).fork(), _depth + 1).ldelim();
                    if (message.properties != null && $Object.hasOwnProperty.call(message, "properties"))
                        $root.tycho.openapi.v2.Properties.encode(message.properties, writer.uint32(/* id 25, wireType 2 =*/202).fork(), _depth + 1).ldelim();
                    if (message.vendorExtension != null && message.vendorExtension.length)
                        for (let i = 0; i < message.vendorExtension.length; ++i)
                            $root.tycho.openapi.v2.NamedAny.encode(message.vendorExtension[i], writer.uint32(/* id 31, wireType 2 =*/250).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Schema message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Schema
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Schema & tycho.openapi.v2.Schema.$Shape} Schema
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Schema.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Schema();
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
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.format = value;
                                else
                                    delete message.format;
                                continue;
                            }
                        case 3: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.title = value;
                                else
                                    delete message.title;
                                continue;
                            }
                        case 4: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.description = value;
                                else
                                    delete message.description;
                                continue;
                            }
                        case 5: {
                                if (wireType !== 2)
                                    break;
                                message["default"] = $root.tycho.openapi.v2.Any.decode(reader, reader.size(), $undefined, _depth + 1, message["default"]);
                                continue;
                            }
                        case 6: {
                                if (wireType !== 1)
                                    break;
                                message.multipleOf = reader.double();
                                message._multipleOf = "multipleOf";
                                continue;
                            }
                        case 7: {
                                if (wireType !== 1)
                                    break;
                                message.maximum = reader.double();
                                message._maximum = "maximum";
                                continue;
                            }
                        case 8: {
                                if (wireType !== 0)
                                    break;
                                message.exclusiveMaximum = reader.bool();
                                message._exclusiveMaximum = "exclusiveMaximum";
                                continue;
                            }
                        case 9: {
                                if (wireType !== 1)
                                    break;
                                message.minimum = reader.double();
                                message._minimum = "minimum";
                                continue;
                            }
                        case 10: {
                                if (wireType !== 0)
                                    break;
                                message.exclusiveMinimum = reader.bool();
                                message._exclusiveMinimum = "exclusiveMinimum";
                                continue;
                            }
                        case 11: {
                                if (wireType !== 0)
                                    break;
                                message.maxLength = reader.int64();
                                message._maxLength = "maxLength";
                                continue;
                            }
                        case 12: {
                                if (wireType !== 0)
                                    break;
                                message.minLength = reader.int64();
                                message._minLength = "minLength";
                                continue;
                            }
                        case 13: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.pattern = value;
                                else
                                    delete message.pattern;
                                continue;
                            }
                        case 14: {
                                if (wireType !== 0)
                                    break;
                                message.maxItems = reader.int64();
                                message._maxItems = "maxItems";
                                continue;
                            }
                        case 15: {
                                if (wireType !== 0)
                                    break;
                                message.minItems = reader.int64();
                                message._minItems = "minItems";
                                continue;
                            }
                        case 16: {
                                if (wireType !== 0)
                                    break;
                                if (value = reader.bool())
                                    message.uniqueItems = value;
                                else
                                    delete message.uniqueItems;
                                continue;
                            }
                        case 17: {
                                if (wireType !== 0)
                                    break;
                                message.maxProperties = reader.int64();
                                message._maxProperties = "maxProperties";
                                continue;
                            }
                        case 18: {
                                if (wireType !== 0)
                                    break;
                                message.minProperties = reader.int64();
                                message._minProperties = "minProperties";
                                continue;
                            }
                        case 19: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.required && message.required.length))
                                    message.required = [];
                                message.required.push(reader.stringVerify());
                                continue;
                            }
                        case 20: {
                                if (wireType !== 2)
                                    break;
                                if (!(message["enum"] && message["enum"].length))
                                    message["enum"] = [];
                                message["enum"].push($root.tycho.openapi.v2.Any.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 21: {
                                if (wireType !== 2)
                                    break;
                                message.additionalProperties = $root.tycho.openapi.v2.AdditionalPropertiesItem.decode(reader, reader.size(), $undefined, _depth + 1, message.additionalProperties);
                                continue;
                            }
                        case 22: {
                                if (wireType !== 2)
                                    break;
                                message.type = $root.tycho.openapi.v2.TypeItem.decode(reader, reader.size(), $undefined, _depth + 1, message.type);
                                continue;
                            }
                        case 23: {
                                if (wireType !== 2)
                                    break;
                                message.items = $root.tycho.openapi.v2.ItemsItem.decode(reader, reader.size(), $undefined, _depth + 1, message.items);
                                continue;
                            }
                        case 24: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.allOf && message.allOf.length))
                                    message.allOf = [];
                                message.allOf.push($root.tycho.openapi.v2.Schema.decode(reader, reader.size(), $undefined, _depth + 1));
                                continue;
                            }
                        case 25: {
                                if (wireType !== 2)
                                    break;
                                message.properties = $root.tycho.openapi.v2.Properties.decode(reader, reader.size(), $undefined, _depth + 1, message.properties);
                                continue;
                            }
                        case 31: {
                                if (wireType !== 2)
                                    break;
                                if (!(message.vendorExtension && message.vendorExtension.length))
                                    message.vendorExtension = [];
                                message.vendorExtension.push($root.tycho.openapi.v2.NamedAny.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return Schema;
            })();

            v2.AdditionalPropertiesItem = (function() {

                /**
                 * Properties of an AdditionalPropertiesItem.
                 * @typedef {Object} tycho.openapi.v2.AdditionalPropertiesItem.$Properties
                 * @property {tycho.openapi.v2.Schema.$Properties|null} [schema] AdditionalPropertiesItem schema
                 * @property {boolean|null} [boolean] AdditionalPropertiesItem boolean
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an AdditionalPropertiesItem.
                 * @memberof tycho.openapi.v2
                 * @interface IAdditionalPropertiesItem
                 * @augments tycho.openapi.v2.AdditionalPropertiesItem.$Properties
                 * @deprecated Use tycho.openapi.v2.AdditionalPropertiesItem.$Properties instead.
                 */

                /**
                 * Shape of an AdditionalPropertiesItem.
                 * @typedef {tycho.openapi.v2.AdditionalPropertiesItem.$Properties} tycho.openapi.v2.AdditionalPropertiesItem.$Shape
                 */

                /**
                 * Constructs a new AdditionalPropertiesItem.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents an AdditionalPropertiesItem.
                 * @constructor
                 * @param {tycho.openapi.v2.AdditionalPropertiesItem.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const AdditionalPropertiesItem = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * AdditionalPropertiesItem schema.
                 * @member {tycho.openapi.v2.Schema.$Properties|null|undefined} schema
                 * @memberof tycho.openapi.v2.AdditionalPropertiesItem
                 * @instance
                 */
                AdditionalPropertiesItem.prototype.schema = null;

                /**
                 * AdditionalPropertiesItem boolean.
                 * @member {boolean|null|undefined} boolean
                 * @memberof tycho.openapi.v2.AdditionalPropertiesItem
                 * @instance
                 */
                AdditionalPropertiesItem.prototype.boolean = null;

                // OneOf field names bound to virtual getters and setters
                let $oneOfFields;

                // Virtual OneOf for proto3 optional field
                $Object.defineProperty(AdditionalPropertiesItem.prototype, "_boolean", {
                    get: $util.oneOfGetter($oneOfFields = ["boolean"]),
                    set: $util.oneOfSetter($oneOfFields)
                });

                /**
                 * Encodes the specified AdditionalPropertiesItem message. Does not implicitly {@link tycho.openapi.v2.AdditionalPropertiesItem.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.AdditionalPropertiesItem
                 * @static
                 * @param {tycho.openapi.v2.AdditionalPropertiesItem.$Properties} message AdditionalPropertiesItem message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                AdditionalPropertiesItem.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.schema != null && $Object.hasOwnProperty.call(message, "schema"))
                        $root.tycho.openapi.v2.Schema.encode(message.schema, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.boolean != null && $Object.hasOwnProperty.call(message, "boolean"))
                        writer.uint32(/* id 2, wireType 0 =*/16).bool(message.boolean);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an AdditionalPropertiesItem message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.AdditionalPropertiesItem
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.AdditionalPropertiesItem & tycho.openapi.v2.AdditionalPropertiesItem.$Shape} AdditionalPropertiesItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                AdditionalPropertiesItem.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.AdditionalPropertiesItem();
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
                                message.schema = $root.tycho.openapi.v2.Schema.decode(reader, reader.size(), $undefined, _depth + 1, message.schema);
                                continue;
                            }
                        case 2: {
                                if (wireType !== 0)
                                    break;
                                message.boolean = reader.bool();
                                message._boolean = "boolean";
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

                return AdditionalPropertiesItem;
            })();

            v2.TypeItem = (function() {

                /**
                 * Properties of a TypeItem.
                 * @typedef {Object} tycho.openapi.v2.TypeItem.$Properties
                 * @property {Array.<string>|null} [value] TypeItem value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a TypeItem.
                 * @memberof tycho.openapi.v2
                 * @interface ITypeItem
                 * @augments tycho.openapi.v2.TypeItem.$Properties
                 * @deprecated Use tycho.openapi.v2.TypeItem.$Properties instead.
                 */

                /**
                 * Shape of a TypeItem.
                 * @typedef {tycho.openapi.v2.TypeItem.$Properties} tycho.openapi.v2.TypeItem.$Shape
                 */

                /**
                 * Constructs a new TypeItem.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a TypeItem.
                 * @constructor
                 * @param {tycho.openapi.v2.TypeItem.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const TypeItem = function (properties) {
                    this.value = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * TypeItem value.
                 * @member {Array.<string>} value
                 * @memberof tycho.openapi.v2.TypeItem
                 * @instance
                 */
                TypeItem.prototype.value = $util.emptyArray;

                /**
                 * Encodes the specified TypeItem message. Does not implicitly {@link tycho.openapi.v2.TypeItem.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.TypeItem
                 * @static
                 * @param {tycho.openapi.v2.TypeItem.$Properties} message TypeItem message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                TypeItem.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.value != null && message.value.length)
                        for (let i = 0; i < message.value.length; ++i)
                            writer.uint32(/* id 1, wireType 2 =*/10).string(message.value[i]);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a TypeItem message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.TypeItem
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.TypeItem & tycho.openapi.v2.TypeItem.$Shape} TypeItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                TypeItem.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.TypeItem();
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
                                if (!(message.value && message.value.length))
                                    message.value = [];
                                message.value.push(reader.stringVerify());
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

                return TypeItem;
            })();

            v2.ItemsItem = (function() {

                /**
                 * Properties of an ItemsItem.
                 * @typedef {Object} tycho.openapi.v2.ItemsItem.$Properties
                 * @property {Array.<tycho.openapi.v2.Schema.$Properties>|null} [schema] ItemsItem schema
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an ItemsItem.
                 * @memberof tycho.openapi.v2
                 * @interface IItemsItem
                 * @augments tycho.openapi.v2.ItemsItem.$Properties
                 * @deprecated Use tycho.openapi.v2.ItemsItem.$Properties instead.
                 */

                /**
                 * Shape of an ItemsItem.
                 * @typedef {tycho.openapi.v2.ItemsItem.$Properties} tycho.openapi.v2.ItemsItem.$Shape
                 */

                /**
                 * Constructs a new ItemsItem.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents an ItemsItem.
                 * @constructor
                 * @param {tycho.openapi.v2.ItemsItem.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const ItemsItem = function (properties) {
                    this.schema = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * ItemsItem schema.
                 * @member {Array.<tycho.openapi.v2.Schema.$Properties>} schema
                 * @memberof tycho.openapi.v2.ItemsItem
                 * @instance
                 */
                ItemsItem.prototype.schema = $util.emptyArray;

                /**
                 * Encodes the specified ItemsItem message. Does not implicitly {@link tycho.openapi.v2.ItemsItem.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.ItemsItem
                 * @static
                 * @param {tycho.openapi.v2.ItemsItem.$Properties} message ItemsItem message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                ItemsItem.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.schema != null && message.schema.length)
                        for (let i = 0; i < message.schema.length; ++i)
                            $root.tycho.openapi.v2.Schema.encode(message.schema[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an ItemsItem message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.ItemsItem
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.ItemsItem & tycho.openapi.v2.ItemsItem.$Shape} ItemsItem
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                ItemsItem.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.ItemsItem();
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
                                if (!(message.schema && message.schema.length))
                                    message.schema = [];
                                message.schema.push($root.tycho.openapi.v2.Schema.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return ItemsItem;
            })();

            v2.Properties = (function() {

                /**
                 * Properties of a Properties.
                 * @typedef {Object} tycho.openapi.v2.Properties.$Properties
                 * @property {Array.<tycho.openapi.v2.NamedSchema.$Properties>|null} [additionalProperties] Properties additionalProperties
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a Properties.
                 * @memberof tycho.openapi.v2
                 * @interface IProperties
                 * @augments tycho.openapi.v2.Properties.$Properties
                 * @deprecated Use tycho.openapi.v2.Properties.$Properties instead.
                 */

                /**
                 * Shape of a Properties.
                 * @typedef {tycho.openapi.v2.Properties.$Properties} tycho.openapi.v2.Properties.$Shape
                 */

                /**
                 * Constructs a new Properties.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a Properties.
                 * @constructor
                 * @param {tycho.openapi.v2.Properties.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Properties = function (properties) {
                    this.additionalProperties = [];
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Properties additionalProperties.
                 * @member {Array.<tycho.openapi.v2.NamedSchema.$Properties>} additionalProperties
                 * @memberof tycho.openapi.v2.Properties
                 * @instance
                 */
                Properties.prototype.additionalProperties = $util.emptyArray;

                /**
                 * Encodes the specified Properties message. Does not implicitly {@link tycho.openapi.v2.Properties.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Properties
                 * @static
                 * @param {tycho.openapi.v2.Properties.$Properties} message Properties message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Properties.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.additionalProperties != null && message.additionalProperties.length)
                        for (let i = 0; i < message.additionalProperties.length; ++i)
                            $root.tycho.openapi.v2.NamedSchema.encode(message.additionalProperties[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a Properties message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Properties
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Properties & tycho.openapi.v2.Properties.$Shape} Properties
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Properties.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Properties();
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
                                if (!(message.additionalProperties && message.additionalProperties.length))
                                    message.additionalProperties = [];
                                message.additionalProperties.push($root.tycho.openapi.v2.NamedSchema.decode(reader, reader.size(), $undefined, _depth + 1));
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

                return Properties;
            })();

            v2.NamedAny = (function() {

                /**
                 * Properties of a NamedAny.
                 * @typedef {Object} tycho.openapi.v2.NamedAny.$Properties
                 * @property {string|null} [name] NamedAny name
                 * @property {tycho.openapi.v2.Any.$Properties|null} [value] NamedAny value
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a NamedAny.
                 * @memberof tycho.openapi.v2
                 * @interface INamedAny
                 * @augments tycho.openapi.v2.NamedAny.$Properties
                 * @deprecated Use tycho.openapi.v2.NamedAny.$Properties instead.
                 */

                /**
                 * Shape of a NamedAny.
                 * @typedef {tycho.openapi.v2.NamedAny.$Properties} tycho.openapi.v2.NamedAny.$Shape
                 */

                /**
                 * Constructs a new NamedAny.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents a NamedAny.
                 * @constructor
                 * @param {tycho.openapi.v2.NamedAny.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const NamedAny = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * NamedAny name.
                 * @member {string} name
                 * @memberof tycho.openapi.v2.NamedAny
                 * @instance
                 */
                NamedAny.prototype.name = "";

                /**
                 * NamedAny value.
                 * @member {tycho.openapi.v2.Any.$Properties|null|undefined} value
                 * @memberof tycho.openapi.v2.NamedAny
                 * @instance
                 */
                NamedAny.prototype.value = null;

                /**
                 * Encodes the specified NamedAny message. Does not implicitly {@link tycho.openapi.v2.NamedAny.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.NamedAny
                 * @static
                 * @param {tycho.openapi.v2.NamedAny.$Properties} message NamedAny message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                NamedAny.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                    if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                        $root.tycho.openapi.v2.Any.encode(message.value, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a NamedAny message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.NamedAny
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.NamedAny & tycho.openapi.v2.NamedAny.$Shape} NamedAny
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                NamedAny.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.NamedAny();
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
                                message.value = $root.tycho.openapi.v2.Any.decode(reader, reader.size(), $undefined, _depth + 1, message.value);
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

                return NamedAny;
            })();

            v2.Any = (function() {

                /**
                 * Properties of an Any.
                 * @typedef {Object} tycho.openapi.v2.Any.$Properties
                 * @property {string|null} [yaml] Any yaml
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of an Any.
                 * @memberof tycho.openapi.v2
                 * @interface IAny
                 * @augments tycho.openapi.v2.Any.$Properties
                 * @deprecated Use tycho.openapi.v2.Any.$Properties instead.
                 */

                /**
                 * Shape of an Any.
                 * @typedef {tycho.openapi.v2.Any.$Properties} tycho.openapi.v2.Any.$Shape
                 */

                /**
                 * Constructs a new Any.
                 * @memberof tycho.openapi.v2
                 * @classdesc Represents an Any.
                 * @constructor
                 * @param {tycho.openapi.v2.Any.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const Any = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * Any yaml.
                 * @member {string} yaml
                 * @memberof tycho.openapi.v2.Any
                 * @instance
                 */
                Any.prototype.yaml = "";

                /**
                 * Encodes the specified Any message. Does not implicitly {@link tycho.openapi.v2.Any.verify|verify} messages.
                 * @function encode
                 * @memberof tycho.openapi.v2.Any
                 * @static
                 * @param {tycho.openapi.v2.Any.$Properties} message Any message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                Any.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.yaml != null && $Object.hasOwnProperty.call(message, "yaml") && message.yaml !== "")
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.yaml);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes an Any message from the specified reader or buffer.
                 * @function decode
                 * @memberof tycho.openapi.v2.Any
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {tycho.openapi.v2.Any & tycho.openapi.v2.Any.$Shape} Any
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                Any.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.tycho.openapi.v2.Any();
                    while (reader.pos < end) {
                        let start = reader.pos;
                        let tag = reader.tag();
                        if (tag === _end) {
                            _end = $undefined;
                            break;
                        }
                        let wireType = tag & 7;
                        switch (tag >>>= 3) {
                        case 2: {
                                if (wireType !== 2)
                                    break;
                                if ((value = reader.stringVerify()).length)
                                    message.yaml = value;
                                else
                                    delete message.yaml;
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

                return Any;
            })();

            return v2;
        })();

        return openapi;
    })();

    return tycho;
})();

export {
  $root as default
};
