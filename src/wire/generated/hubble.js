/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["hubble"] || ($protobuf.roots["hubble"] = {});

export const observer = $root.observer = (() => {

    /**
     * Namespace observer.
     * @exports observer
     * @namespace
     */
    const observer = {};

    observer.ServerStatusRequest = (function() {

        /**
         * Properties of a ServerStatusRequest.
         * @typedef {Object} observer.ServerStatusRequest.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ServerStatusRequest.
         * @memberof observer
         * @interface IServerStatusRequest
         * @augments observer.ServerStatusRequest.$Properties
         * @deprecated Use observer.ServerStatusRequest.$Properties instead.
         */

        /**
         * Shape of a ServerStatusRequest.
         * @typedef {observer.ServerStatusRequest.$Properties} observer.ServerStatusRequest.$Shape
         */

        /**
         * Constructs a new ServerStatusRequest.
         * @memberof observer
         * @classdesc Represents a ServerStatusRequest.
         * @constructor
         * @param {observer.ServerStatusRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ServerStatusRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified ServerStatusRequest message. Does not implicitly {@link observer.ServerStatusRequest.verify|verify} messages.
         * @function encode
         * @memberof observer.ServerStatusRequest
         * @static
         * @param {observer.ServerStatusRequest.$Properties} message ServerStatusRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ServerStatusRequest.encode = function (message, writer, _depth) {
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
         * Decodes a ServerStatusRequest message from the specified reader or buffer.
         * @function decode
         * @memberof observer.ServerStatusRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.ServerStatusRequest & observer.ServerStatusRequest.$Shape} ServerStatusRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ServerStatusRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.ServerStatusRequest();
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

        return ServerStatusRequest;
    })();

    observer.ServerStatusResponse = (function() {

        /**
         * Properties of a ServerStatusResponse.
         * @typedef {Object} observer.ServerStatusResponse.$Properties
         * @property {number} [num_flows] ServerStatusResponse num_flows
         * @property {number} [max_flows] ServerStatusResponse max_flows
         * @property {number} [seen_flows] ServerStatusResponse seen_flows
         * @property {number} [uptime_ns] ServerStatusResponse uptime_ns
         * @property {google.protobuf.UInt32Value.$Properties} [num_connected_nodes] ServerStatusResponse num_connected_nodes
         * @property {google.protobuf.UInt32Value.$Properties} [num_unavailable_nodes] ServerStatusResponse num_unavailable_nodes
         * @property {Array.<string>} [unavailable_nodes] ServerStatusResponse unavailable_nodes
         * @property {string} [version] ServerStatusResponse version
         * @property {number} [flows_rate] ServerStatusResponse flows_rate
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ServerStatusResponse.
         * @memberof observer
         * @interface IServerStatusResponse
         * @augments observer.ServerStatusResponse.$Properties
         * @deprecated Use observer.ServerStatusResponse.$Properties instead.
         */

        /**
         * Shape of a ServerStatusResponse.
         * @typedef {observer.ServerStatusResponse.$Properties} observer.ServerStatusResponse.$Shape
         */

        /**
         * Constructs a new ServerStatusResponse.
         * @memberof observer
         * @classdesc Represents a ServerStatusResponse.
         * @constructor
         * @param {observer.ServerStatusResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ServerStatusResponse = function (properties) {
            this.unavailable_nodes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ServerStatusResponse num_flows.
         * @member {number} num_flows
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.num_flows = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * ServerStatusResponse max_flows.
         * @member {number} max_flows
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.max_flows = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * ServerStatusResponse seen_flows.
         * @member {number} seen_flows
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.seen_flows = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * ServerStatusResponse uptime_ns.
         * @member {number} uptime_ns
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.uptime_ns = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * ServerStatusResponse num_connected_nodes.
         * @member {google.protobuf.UInt32Value} num_connected_nodes
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.num_connected_nodes = null;

        /**
         * ServerStatusResponse num_unavailable_nodes.
         * @member {google.protobuf.UInt32Value} num_unavailable_nodes
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.num_unavailable_nodes = null;

        /**
         * ServerStatusResponse unavailable_nodes.
         * @member {Array.<string>} unavailable_nodes
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.unavailable_nodes = $util.emptyArray;

        /**
         * ServerStatusResponse version.
         * @member {string} version
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.version = "";

        /**
         * ServerStatusResponse flows_rate.
         * @member {number} flows_rate
         * @memberof observer.ServerStatusResponse
         * @instance
         */
        ServerStatusResponse.prototype.flows_rate = 0;

        /**
         * Encodes the specified ServerStatusResponse message. Does not implicitly {@link observer.ServerStatusResponse.verify|verify} messages.
         * @function encode
         * @memberof observer.ServerStatusResponse
         * @static
         * @param {observer.ServerStatusResponse.$Properties} message ServerStatusResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ServerStatusResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.num_flows != null && $Object.hasOwnProperty.call(message, "num_flows") && (typeof message.num_flows === "object" ? message.num_flows.low || message.num_flows.high : message.num_flows !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.num_flows);
            if (message.max_flows != null && $Object.hasOwnProperty.call(message, "max_flows") && (typeof message.max_flows === "object" ? message.max_flows.low || message.max_flows.high : message.max_flows !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.max_flows);
            if (message.seen_flows != null && $Object.hasOwnProperty.call(message, "seen_flows") && (typeof message.seen_flows === "object" ? message.seen_flows.low || message.seen_flows.high : message.seen_flows !== 0))
                writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.seen_flows);
            if (message.uptime_ns != null && $Object.hasOwnProperty.call(message, "uptime_ns") && (typeof message.uptime_ns === "object" ? message.uptime_ns.low || message.uptime_ns.high : message.uptime_ns !== 0))
                writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.uptime_ns);
            if (message.num_connected_nodes != null && $Object.hasOwnProperty.call(message, "num_connected_nodes"))
                $root.google.protobuf.UInt32Value.encode(message.num_connected_nodes, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.num_unavailable_nodes != null && $Object.hasOwnProperty.call(message, "num_unavailable_nodes"))
                $root.google.protobuf.UInt32Value.encode(message.num_unavailable_nodes, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.unavailable_nodes != null && message.unavailable_nodes.length)
                for (let i = 0; i < message.unavailable_nodes.length; ++i)
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.unavailable_nodes[i]);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 8, wireType 2 =*/66).string(message.version);
            if (message.flows_rate != null && $Object.hasOwnProperty.call(message, "flows_rate") && !$Object.is(message.flows_rate, 0))
                writer.uint32(/* id 9, wireType 1 =*/73).double(message.flows_rate);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ServerStatusResponse message from the specified reader or buffer.
         * @function decode
         * @memberof observer.ServerStatusResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.ServerStatusResponse & observer.ServerStatusResponse.$Shape} ServerStatusResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ServerStatusResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.ServerStatusResponse();
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
                            message.num_flows = value;
                        else
                            delete message.num_flows;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.max_flows = value;
                        else
                            delete message.max_flows;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.seen_flows = value;
                        else
                            delete message.seen_flows;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.uptime_ns = value;
                        else
                            delete message.uptime_ns;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.num_connected_nodes = $root.google.protobuf.UInt32Value.decode(reader, reader.size(), $undefined, _depth + 1, message.num_connected_nodes);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.num_unavailable_nodes = $root.google.protobuf.UInt32Value.decode(reader, reader.size(), $undefined, _depth + 1, message.num_unavailable_nodes);
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.unavailable_nodes && message.unavailable_nodes.length))
                            message.unavailable_nodes = [];
                        message.unavailable_nodes.push(reader.stringVerify());
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 9: {
                        if (wireType !== 1)
                            break;
                        if (!$Object.is(value = reader.double(), 0))
                            message.flows_rate = value;
                        else
                            delete message.flows_rate;
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

        return ServerStatusResponse;
    })();

    observer.GetFlowsRequest = (function() {

        /**
         * Properties of a GetFlowsRequest.
         * @typedef {Object} observer.GetFlowsRequest.$Properties
         * @property {number} [number] GetFlowsRequest number
         * @property {boolean} [follow] GetFlowsRequest follow
         * @property {Array.<flow.FlowFilter.$Properties>} [blacklist] GetFlowsRequest blacklist
         * @property {Array.<flow.FlowFilter.$Properties>} [whitelist] GetFlowsRequest whitelist
         * @property {google.protobuf.Timestamp.$Properties} [since] GetFlowsRequest since
         * @property {google.protobuf.Timestamp.$Properties} [until] GetFlowsRequest until
         * @property {boolean} [first] GetFlowsRequest first
         * @property {google.protobuf.FieldMask.$Properties} [field_mask] GetFlowsRequest field_mask
         * @property {observer.GetFlowsRequest.Experimental.$Properties} [experimental] GetFlowsRequest experimental
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GetFlowsRequest.
         * @memberof observer
         * @interface IGetFlowsRequest
         * @augments observer.GetFlowsRequest.$Properties
         * @deprecated Use observer.GetFlowsRequest.$Properties instead.
         */

        /**
         * Shape of a GetFlowsRequest.
         * @typedef {observer.GetFlowsRequest.$Properties} observer.GetFlowsRequest.$Shape
         */

        /**
         * Constructs a new GetFlowsRequest.
         * @memberof observer
         * @classdesc Represents a GetFlowsRequest.
         * @constructor
         * @param {observer.GetFlowsRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GetFlowsRequest = function (properties) {
            this.blacklist = [];
            this.whitelist = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * GetFlowsRequest number.
         * @member {number} number
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.number = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * GetFlowsRequest follow.
         * @member {boolean} follow
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.follow = false;

        /**
         * GetFlowsRequest blacklist.
         * @member {Array.<flow.FlowFilter>} blacklist
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.blacklist = $util.emptyArray;

        /**
         * GetFlowsRequest whitelist.
         * @member {Array.<flow.FlowFilter>} whitelist
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.whitelist = $util.emptyArray;

        /**
         * GetFlowsRequest since.
         * @member {google.protobuf.Timestamp} since
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.since = null;

        /**
         * GetFlowsRequest until.
         * @member {google.protobuf.Timestamp} until
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.until = null;

        /**
         * GetFlowsRequest first.
         * @member {boolean} first
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.first = false;

        /**
         * GetFlowsRequest field_mask.
         * @member {google.protobuf.FieldMask} field_mask
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.field_mask = null;

        /**
         * GetFlowsRequest experimental.
         * @member {observer.GetFlowsRequest.Experimental} experimental
         * @memberof observer.GetFlowsRequest
         * @instance
         */
        GetFlowsRequest.prototype.experimental = null;

        /**
         * Encodes the specified GetFlowsRequest message. Does not implicitly {@link observer.GetFlowsRequest.verify|verify} messages.
         * @function encode
         * @memberof observer.GetFlowsRequest
         * @static
         * @param {observer.GetFlowsRequest.$Properties} message GetFlowsRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetFlowsRequest.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.number != null && $Object.hasOwnProperty.call(message, "number") && (typeof message.number === "object" ? message.number.low || message.number.high : message.number !== 0))
                writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.number);
            if (message.follow != null && $Object.hasOwnProperty.call(message, "follow") && message.follow !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.follow);
            if (message.blacklist != null && message.blacklist.length)
                for (let i = 0; i < message.blacklist.length; ++i)
                    $root.flow.FlowFilter.encode(message.blacklist[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.whitelist != null && message.whitelist.length)
                for (let i = 0; i < message.whitelist.length; ++i)
                    $root.flow.FlowFilter.encode(message.whitelist[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.since != null && $Object.hasOwnProperty.call(message, "since"))
                $root.google.protobuf.Timestamp.encode(message.since, writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
            if (message.until != null && $Object.hasOwnProperty.call(message, "until"))
                $root.google.protobuf.Timestamp.encode(message.until, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.first != null && $Object.hasOwnProperty.call(message, "first") && message.first !== false)
                writer.uint32(/* id 9, wireType 0 =*/72).bool(message.first);
            if (message.field_mask != null && $Object.hasOwnProperty.call(message, "field_mask"))
                $root.google.protobuf.FieldMask.encode(message.field_mask, writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
            if (message.experimental != null && $Object.hasOwnProperty.call(message, "experimental"))
                $root.observer.GetFlowsRequest.Experimental.encode(message.experimental, writer.uint32(/* id 999, wireType 2 =*/7994).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a GetFlowsRequest message from the specified reader or buffer.
         * @function decode
         * @memberof observer.GetFlowsRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.GetFlowsRequest & observer.GetFlowsRequest.$Shape} GetFlowsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetFlowsRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.GetFlowsRequest();
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
                            message.number = value;
                        else
                            delete message.number;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.follow = value;
                        else
                            delete message.follow;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if (!(message.blacklist && message.blacklist.length))
                            message.blacklist = [];
                        message.blacklist.push($root.flow.FlowFilter.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.whitelist && message.whitelist.length))
                            message.whitelist = [];
                        message.whitelist.push($root.flow.FlowFilter.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        message.since = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.since);
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.until = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.until);
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.first = value;
                        else
                            delete message.first;
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        message.field_mask = $root.google.protobuf.FieldMask.decode(reader, reader.size(), $undefined, _depth + 1, message.field_mask);
                        continue;
                    }
                case 999: {
                        if (wireType !== 2)
                            break;
                        message.experimental = $root.observer.GetFlowsRequest.Experimental.decode(reader, reader.size(), $undefined, _depth + 1, message.experimental);
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

        GetFlowsRequest.Experimental = (function() {

            /**
             * Properties of an Experimental.
             * @typedef {Object} observer.GetFlowsRequest.Experimental.$Properties
             * @property {google.protobuf.FieldMask.$Properties} [field_mask] Experimental field_mask
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Experimental.
             * @memberof observer.GetFlowsRequest
             * @interface IExperimental
             * @augments observer.GetFlowsRequest.Experimental.$Properties
             * @deprecated Use observer.GetFlowsRequest.Experimental.$Properties instead.
             */

            /**
             * Shape of an Experimental.
             * @typedef {observer.GetFlowsRequest.Experimental.$Properties} observer.GetFlowsRequest.Experimental.$Shape
             */

            /**
             * Constructs a new Experimental.
             * @memberof observer.GetFlowsRequest
             * @classdesc Represents an Experimental.
             * @constructor
             * @param {observer.GetFlowsRequest.Experimental.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Experimental = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Experimental field_mask.
             * @member {google.protobuf.FieldMask} field_mask
             * @memberof observer.GetFlowsRequest.Experimental
             * @instance
             */
            Experimental.prototype.field_mask = null;

            /**
             * Encodes the specified Experimental message. Does not implicitly {@link observer.GetFlowsRequest.Experimental.verify|verify} messages.
             * @function encode
             * @memberof observer.GetFlowsRequest.Experimental
             * @static
             * @param {observer.GetFlowsRequest.Experimental.$Properties} message Experimental message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Experimental.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.field_mask != null && $Object.hasOwnProperty.call(message, "field_mask"))
                    $root.google.protobuf.FieldMask.encode(message.field_mask, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Experimental message from the specified reader or buffer.
             * @function decode
             * @memberof observer.GetFlowsRequest.Experimental
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {observer.GetFlowsRequest.Experimental & observer.GetFlowsRequest.Experimental.$Shape} Experimental
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Experimental.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.observer.GetFlowsRequest.Experimental();
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
                            message.field_mask = $root.google.protobuf.FieldMask.decode(reader, reader.size(), $undefined, _depth + 1, message.field_mask);
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

            return Experimental;
        })();

        return GetFlowsRequest;
    })();

    observer.GetFlowsResponse = (function() {

        /**
         * Properties of a GetFlowsResponse.
         * @typedef {Object} observer.GetFlowsResponse.$Properties
         * @property {flow.Flow.$Properties|null} [flow] GetFlowsResponse flow
         * @property {relay.NodeStatusEvent.$Properties|null} [node_status] GetFlowsResponse node_status
         * @property {flow.LostEvent.$Properties|null} [lost_events] GetFlowsResponse lost_events
         * @property {string} [node_name] GetFlowsResponse node_name
         * @property {google.protobuf.Timestamp.$Properties} [time] GetFlowsResponse time
         * @property {"flow"|"node_status"|"lost_events"} [response_types] GetFlowsResponse response_types
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GetFlowsResponse.
         * @memberof observer
         * @interface IGetFlowsResponse
         * @augments observer.GetFlowsResponse.$Properties
         * @deprecated Use observer.GetFlowsResponse.$Properties instead.
         */

        /**
         * Narrowed shape of a GetFlowsResponse.
         * @typedef {{
         *   flow?: flow.Flow.$Shape|null;
         *   node_status?: relay.NodeStatusEvent.$Shape|null;
         *   lost_events?: flow.LostEvent.$Shape|null;
         *   node_name?: string;
         *   time?: google.protobuf.Timestamp.$Shape;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ response_types?: undefined; flow?: null; node_status?: null; lost_events?: null }|{ response_types?: "flow"; flow: flow.Flow.$Shape; node_status?: null; lost_events?: null }|{ response_types?: "node_status"; flow?: null; node_status: relay.NodeStatusEvent.$Shape; lost_events?: null }|{ response_types?: "lost_events"; flow?: null; node_status?: null; lost_events: flow.LostEvent.$Shape })
         * )} observer.GetFlowsResponse.$Shape
         */

        /**
         * Constructs a new GetFlowsResponse.
         * @memberof observer
         * @classdesc Represents a GetFlowsResponse.
         * @constructor
         * @param {observer.GetFlowsResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GetFlowsResponse = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * GetFlowsResponse flow.
         * @member {flow.Flow|null} flow
         * @memberof observer.GetFlowsResponse
         * @instance
         */
        GetFlowsResponse.prototype.flow = null;

        /**
         * GetFlowsResponse node_status.
         * @member {relay.NodeStatusEvent|null} node_status
         * @memberof observer.GetFlowsResponse
         * @instance
         */
        GetFlowsResponse.prototype.node_status = null;

        /**
         * GetFlowsResponse lost_events.
         * @member {flow.LostEvent|null} lost_events
         * @memberof observer.GetFlowsResponse
         * @instance
         */
        GetFlowsResponse.prototype.lost_events = null;

        /**
         * GetFlowsResponse node_name.
         * @member {string} node_name
         * @memberof observer.GetFlowsResponse
         * @instance
         */
        GetFlowsResponse.prototype.node_name = "";

        /**
         * GetFlowsResponse time.
         * @member {google.protobuf.Timestamp} time
         * @memberof observer.GetFlowsResponse
         * @instance
         */
        GetFlowsResponse.prototype.time = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * GetFlowsResponse response_types.
         * @member {"flow"|"node_status"|"lost_events"|undefined} response_types
         * @memberof observer.GetFlowsResponse
         * @instance
         */
        $Object.defineProperty(GetFlowsResponse.prototype, "response_types", {
            get: $util.oneOfGetter($oneOfFields = ["flow", "node_status", "lost_events"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified GetFlowsResponse message. Does not implicitly {@link observer.GetFlowsResponse.verify|verify} messages.
         * @function encode
         * @memberof observer.GetFlowsResponse
         * @static
         * @param {observer.GetFlowsResponse.$Properties} message GetFlowsResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetFlowsResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.flow != null && $Object.hasOwnProperty.call(message, "flow"))
                $root.flow.Flow.encode(message.flow, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.node_status != null && $Object.hasOwnProperty.call(message, "node_status"))
                $root.relay.NodeStatusEvent.encode(message.node_status, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.lost_events != null && $Object.hasOwnProperty.call(message, "lost_events"))
                $root.flow.LostEvent.encode(message.lost_events, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.node_name != null && $Object.hasOwnProperty.call(message, "node_name") && message.node_name !== "")
                writer.uint32(/* id 1000, wireType 2 =*/8002).string(message.node_name);
            if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                $root.google.protobuf.Timestamp.encode(message.time, writer.uint32(/* id 1001, wireType 2 =*/8010).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a GetFlowsResponse message from the specified reader or buffer.
         * @function decode
         * @memberof observer.GetFlowsResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.GetFlowsResponse & observer.GetFlowsResponse.$Shape} GetFlowsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetFlowsResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.GetFlowsResponse();
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
                        message.flow = $root.flow.Flow.decode(reader, reader.size(), $undefined, _depth + 1, message.flow);
                        message.response_types = "flow";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.node_status = $root.relay.NodeStatusEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.node_status);
                        message.response_types = "node_status";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.lost_events = $root.flow.LostEvent.decode(reader, reader.size(), $undefined, _depth + 1, message.lost_events);
                        message.response_types = "lost_events";
                        continue;
                    }
                case 1000: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.node_name = value;
                        else
                            delete message.node_name;
                        continue;
                    }
                case 1001: {
                        if (wireType !== 2)
                            break;
                        message.time = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
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

        return GetFlowsResponse;
    })();

    observer.GetNodesRequest = (function() {

        /**
         * Properties of a GetNodesRequest.
         * @typedef {Object} observer.GetNodesRequest.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GetNodesRequest.
         * @memberof observer
         * @interface IGetNodesRequest
         * @augments observer.GetNodesRequest.$Properties
         * @deprecated Use observer.GetNodesRequest.$Properties instead.
         */

        /**
         * Shape of a GetNodesRequest.
         * @typedef {observer.GetNodesRequest.$Properties} observer.GetNodesRequest.$Shape
         */

        /**
         * Constructs a new GetNodesRequest.
         * @memberof observer
         * @classdesc Represents a GetNodesRequest.
         * @constructor
         * @param {observer.GetNodesRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GetNodesRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified GetNodesRequest message. Does not implicitly {@link observer.GetNodesRequest.verify|verify} messages.
         * @function encode
         * @memberof observer.GetNodesRequest
         * @static
         * @param {observer.GetNodesRequest.$Properties} message GetNodesRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetNodesRequest.encode = function (message, writer, _depth) {
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
         * Decodes a GetNodesRequest message from the specified reader or buffer.
         * @function decode
         * @memberof observer.GetNodesRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.GetNodesRequest & observer.GetNodesRequest.$Shape} GetNodesRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetNodesRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.GetNodesRequest();
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

        return GetNodesRequest;
    })();

    observer.GetNodesResponse = (function() {

        /**
         * Properties of a GetNodesResponse.
         * @typedef {Object} observer.GetNodesResponse.$Properties
         * @property {Array.<observer.Node.$Properties>} [nodes] GetNodesResponse nodes
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GetNodesResponse.
         * @memberof observer
         * @interface IGetNodesResponse
         * @augments observer.GetNodesResponse.$Properties
         * @deprecated Use observer.GetNodesResponse.$Properties instead.
         */

        /**
         * Shape of a GetNodesResponse.
         * @typedef {observer.GetNodesResponse.$Properties} observer.GetNodesResponse.$Shape
         */

        /**
         * Constructs a new GetNodesResponse.
         * @memberof observer
         * @classdesc Represents a GetNodesResponse.
         * @constructor
         * @param {observer.GetNodesResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GetNodesResponse = function (properties) {
            this.nodes = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * GetNodesResponse nodes.
         * @member {Array.<observer.Node>} nodes
         * @memberof observer.GetNodesResponse
         * @instance
         */
        GetNodesResponse.prototype.nodes = $util.emptyArray;

        /**
         * Encodes the specified GetNodesResponse message. Does not implicitly {@link observer.GetNodesResponse.verify|verify} messages.
         * @function encode
         * @memberof observer.GetNodesResponse
         * @static
         * @param {observer.GetNodesResponse.$Properties} message GetNodesResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetNodesResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.nodes != null && message.nodes.length)
                for (let i = 0; i < message.nodes.length; ++i)
                    $root.observer.Node.encode(message.nodes[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a GetNodesResponse message from the specified reader or buffer.
         * @function decode
         * @memberof observer.GetNodesResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.GetNodesResponse & observer.GetNodesResponse.$Shape} GetNodesResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetNodesResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.GetNodesResponse();
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
                        if (!(message.nodes && message.nodes.length))
                            message.nodes = [];
                        message.nodes.push($root.observer.Node.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return GetNodesResponse;
    })();

    observer.Node = (function() {

        /**
         * Properties of a Node.
         * @typedef {Object} observer.Node.$Properties
         * @property {string} [name] Node name
         * @property {string} [version] Node version
         * @property {string} [address] Node address
         * @property {relay.NodeState} [state] Node state
         * @property {observer.TLS.$Properties} [tls] Node tls
         * @property {number} [uptime_ns] Node uptime_ns
         * @property {number} [num_flows] Node num_flows
         * @property {number} [max_flows] Node max_flows
         * @property {number} [seen_flows] Node seen_flows
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Node.
         * @memberof observer
         * @interface INode
         * @augments observer.Node.$Properties
         * @deprecated Use observer.Node.$Properties instead.
         */

        /**
         * Shape of a Node.
         * @typedef {observer.Node.$Properties} observer.Node.$Shape
         */

        /**
         * Constructs a new Node.
         * @memberof observer
         * @classdesc Represents a Node.
         * @constructor
         * @param {observer.Node.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Node = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Node name.
         * @member {string} name
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.name = "";

        /**
         * Node version.
         * @member {string} version
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.version = "";

        /**
         * Node address.
         * @member {string} address
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.address = "";

        /**
         * Node state.
         * @member {relay.NodeState} state
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.state = 0;

        /**
         * Node tls.
         * @member {observer.TLS} tls
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.tls = null;

        /**
         * Node uptime_ns.
         * @member {number} uptime_ns
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.uptime_ns = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Node num_flows.
         * @member {number} num_flows
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.num_flows = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Node max_flows.
         * @member {number} max_flows
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.max_flows = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Node seen_flows.
         * @member {number} seen_flows
         * @memberof observer.Node
         * @instance
         */
        Node.prototype.seen_flows = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * Encodes the specified Node message. Does not implicitly {@link observer.Node.verify|verify} messages.
         * @function encode
         * @memberof observer.Node
         * @static
         * @param {observer.Node.$Properties} message Node message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Node.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.version);
            if (message.address != null && $Object.hasOwnProperty.call(message, "address") && message.address !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.address);
            if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                writer.uint32(/* id 4, wireType 0 =*/32).int32(message.state);
            if (message.tls != null && $Object.hasOwnProperty.call(message, "tls"))
                $root.observer.TLS.encode(message.tls, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.uptime_ns != null && $Object.hasOwnProperty.call(message, "uptime_ns") && (typeof message.uptime_ns === "object" ? message.uptime_ns.low || message.uptime_ns.high : message.uptime_ns !== 0))
                writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.uptime_ns);
            if (message.num_flows != null && $Object.hasOwnProperty.call(message, "num_flows") && (typeof message.num_flows === "object" ? message.num_flows.low || message.num_flows.high : message.num_flows !== 0))
                writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.num_flows);
            if (message.max_flows != null && $Object.hasOwnProperty.call(message, "max_flows") && (typeof message.max_flows === "object" ? message.max_flows.low || message.max_flows.high : message.max_flows !== 0))
                writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.max_flows);
            if (message.seen_flows != null && $Object.hasOwnProperty.call(message, "seen_flows") && (typeof message.seen_flows === "object" ? message.seen_flows.low || message.seen_flows.high : message.seen_flows !== 0))
                writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.seen_flows);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Node message from the specified reader or buffer.
         * @function decode
         * @memberof observer.Node
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.Node & observer.Node.$Shape} Node
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Node.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.Node();
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
                            message.version = value;
                        else
                            delete message.version;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.address = value;
                        else
                            delete message.address;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.state = value;
                        else
                            delete message.state;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.tls = $root.observer.TLS.decode(reader, reader.size(), $undefined, _depth + 1, message.tls);
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.uptime_ns = value;
                        else
                            delete message.uptime_ns;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.num_flows = value;
                        else
                            delete message.num_flows;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.max_flows = value;
                        else
                            delete message.max_flows;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.seen_flows = value;
                        else
                            delete message.seen_flows;
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

        return Node;
    })();

    observer.TLS = (function() {

        /**
         * Properties of a TLS.
         * @typedef {Object} observer.TLS.$Properties
         * @property {boolean} [enabled] TLS enabled
         * @property {string} [server_name] TLS server_name
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TLS.
         * @memberof observer
         * @interface ITLS
         * @augments observer.TLS.$Properties
         * @deprecated Use observer.TLS.$Properties instead.
         */

        /**
         * Shape of a TLS.
         * @typedef {observer.TLS.$Properties} observer.TLS.$Shape
         */

        /**
         * Constructs a new TLS.
         * @memberof observer
         * @classdesc Represents a TLS.
         * @constructor
         * @param {observer.TLS.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TLS = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TLS enabled.
         * @member {boolean} enabled
         * @memberof observer.TLS
         * @instance
         */
        TLS.prototype.enabled = false;

        /**
         * TLS server_name.
         * @member {string} server_name
         * @memberof observer.TLS
         * @instance
         */
        TLS.prototype.server_name = "";

        /**
         * Encodes the specified TLS message. Does not implicitly {@link observer.TLS.verify|verify} messages.
         * @function encode
         * @memberof observer.TLS
         * @static
         * @param {observer.TLS.$Properties} message TLS message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TLS.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.enabled != null && $Object.hasOwnProperty.call(message, "enabled") && message.enabled !== false)
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.enabled);
            if (message.server_name != null && $Object.hasOwnProperty.call(message, "server_name") && message.server_name !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.server_name);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TLS message from the specified reader or buffer.
         * @function decode
         * @memberof observer.TLS
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.TLS & observer.TLS.$Shape} TLS
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TLS.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.TLS();
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
                        if (value = reader.bool())
                            message.enabled = value;
                        else
                            delete message.enabled;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.server_name = value;
                        else
                            delete message.server_name;
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

        return TLS;
    })();

    observer.GetNamespacesRequest = (function() {

        /**
         * Properties of a GetNamespacesRequest.
         * @typedef {Object} observer.GetNamespacesRequest.$Properties
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GetNamespacesRequest.
         * @memberof observer
         * @interface IGetNamespacesRequest
         * @augments observer.GetNamespacesRequest.$Properties
         * @deprecated Use observer.GetNamespacesRequest.$Properties instead.
         */

        /**
         * Shape of a GetNamespacesRequest.
         * @typedef {observer.GetNamespacesRequest.$Properties} observer.GetNamespacesRequest.$Shape
         */

        /**
         * Constructs a new GetNamespacesRequest.
         * @memberof observer
         * @classdesc Represents a GetNamespacesRequest.
         * @constructor
         * @param {observer.GetNamespacesRequest.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GetNamespacesRequest = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Encodes the specified GetNamespacesRequest message. Does not implicitly {@link observer.GetNamespacesRequest.verify|verify} messages.
         * @function encode
         * @memberof observer.GetNamespacesRequest
         * @static
         * @param {observer.GetNamespacesRequest.$Properties} message GetNamespacesRequest message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetNamespacesRequest.encode = function (message, writer, _depth) {
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
         * Decodes a GetNamespacesRequest message from the specified reader or buffer.
         * @function decode
         * @memberof observer.GetNamespacesRequest
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.GetNamespacesRequest & observer.GetNamespacesRequest.$Shape} GetNamespacesRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetNamespacesRequest.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.GetNamespacesRequest();
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

        return GetNamespacesRequest;
    })();

    observer.GetNamespacesResponse = (function() {

        /**
         * Properties of a GetNamespacesResponse.
         * @typedef {Object} observer.GetNamespacesResponse.$Properties
         * @property {Array.<observer.Namespace.$Properties>} [namespaces] GetNamespacesResponse namespaces
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a GetNamespacesResponse.
         * @memberof observer
         * @interface IGetNamespacesResponse
         * @augments observer.GetNamespacesResponse.$Properties
         * @deprecated Use observer.GetNamespacesResponse.$Properties instead.
         */

        /**
         * Shape of a GetNamespacesResponse.
         * @typedef {observer.GetNamespacesResponse.$Properties} observer.GetNamespacesResponse.$Shape
         */

        /**
         * Constructs a new GetNamespacesResponse.
         * @memberof observer
         * @classdesc Represents a GetNamespacesResponse.
         * @constructor
         * @param {observer.GetNamespacesResponse.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const GetNamespacesResponse = function (properties) {
            this.namespaces = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * GetNamespacesResponse namespaces.
         * @member {Array.<observer.Namespace>} namespaces
         * @memberof observer.GetNamespacesResponse
         * @instance
         */
        GetNamespacesResponse.prototype.namespaces = $util.emptyArray;

        /**
         * Encodes the specified GetNamespacesResponse message. Does not implicitly {@link observer.GetNamespacesResponse.verify|verify} messages.
         * @function encode
         * @memberof observer.GetNamespacesResponse
         * @static
         * @param {observer.GetNamespacesResponse.$Properties} message GetNamespacesResponse message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        GetNamespacesResponse.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.namespaces != null && message.namespaces.length)
                for (let i = 0; i < message.namespaces.length; ++i)
                    $root.observer.Namespace.encode(message.namespaces[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a GetNamespacesResponse message from the specified reader or buffer.
         * @function decode
         * @memberof observer.GetNamespacesResponse
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.GetNamespacesResponse & observer.GetNamespacesResponse.$Shape} GetNamespacesResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        GetNamespacesResponse.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.observer.GetNamespacesResponse();
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
                        if (!(message.namespaces && message.namespaces.length))
                            message.namespaces = [];
                        message.namespaces.push($root.observer.Namespace.decode(reader, reader.size(), $undefined, _depth + 1));
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

        return GetNamespacesResponse;
    })();

    observer.Namespace = (function() {

        /**
         * Properties of a Namespace.
         * @typedef {Object} observer.Namespace.$Properties
         * @property {string} [cluster] Namespace cluster
         * @property {string} [namespace] Namespace namespace
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Namespace.
         * @memberof observer
         * @interface INamespace
         * @augments observer.Namespace.$Properties
         * @deprecated Use observer.Namespace.$Properties instead.
         */

        /**
         * Shape of a Namespace.
         * @typedef {observer.Namespace.$Properties} observer.Namespace.$Shape
         */

        /**
         * Constructs a new Namespace.
         * @memberof observer
         * @classdesc Represents a Namespace.
         * @constructor
         * @param {observer.Namespace.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Namespace = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Namespace cluster.
         * @member {string} cluster
         * @memberof observer.Namespace
         * @instance
         */
        Namespace.prototype.cluster = "";

        /**
         * Namespace namespace.
         * @member {string} namespace
         * @memberof observer.Namespace
         * @instance
         */
        Namespace.prototype.namespace = "";

        /**
         * Encodes the specified Namespace message. Does not implicitly {@link observer.Namespace.verify|verify} messages.
         * @function encode
         * @memberof observer.Namespace
         * @static
         * @param {observer.Namespace.$Properties} message Namespace message or plain object to encode
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
            if (message.cluster != null && $Object.hasOwnProperty.call(message, "cluster") && message.cluster !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.cluster);
            if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.namespace);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Namespace message from the specified reader or buffer.
         * @function decode
         * @memberof observer.Namespace
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {observer.Namespace & observer.Namespace.$Shape} Namespace
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
            message = _target || new $root.observer.Namespace();
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
                            message.cluster = value;
                        else
                            delete message.cluster;
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

    return observer;
})();

export const google = $root.google = (() => {

    /**
     * Namespace google.
     * @exports google
     * @namespace
     */
    const google = {};

    google.protobuf = (function() {

        /**
         * Namespace protobuf.
         * @memberof google
         * @namespace
         */
        const protobuf = {};

        protobuf.FieldMask = (function() {

            /**
             * Properties of a FieldMask.
             * @typedef {Object} google.protobuf.FieldMask.$Properties
             * @property {Array.<string>} [paths] FieldMask paths
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FieldMask.
             * @memberof google.protobuf
             * @interface IFieldMask
             * @augments google.protobuf.FieldMask.$Properties
             * @deprecated Use google.protobuf.FieldMask.$Properties instead.
             */

            /**
             * Shape of a FieldMask.
             * @typedef {google.protobuf.FieldMask.$Properties} google.protobuf.FieldMask.$Shape
             */

            /**
             * Constructs a new FieldMask.
             * @memberof google.protobuf
             * @classdesc Represents a FieldMask.
             * @constructor
             * @param {google.protobuf.FieldMask.$Properties=} [properties] Properties to set
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
             * @memberof google.protobuf.FieldMask
             * @instance
             */
            FieldMask.prototype.paths = $util.emptyArray;

            /**
             * Encodes the specified FieldMask message. Does not implicitly {@link google.protobuf.FieldMask.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.FieldMask
             * @static
             * @param {google.protobuf.FieldMask.$Properties} message FieldMask message or plain object to encode
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
             * @memberof google.protobuf.FieldMask
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.FieldMask & google.protobuf.FieldMask.$Shape} FieldMask
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
                message = _target || new $root.google.protobuf.FieldMask();
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

        protobuf.Timestamp = (function() {

            /**
             * Properties of a Timestamp.
             * @typedef {Object} google.protobuf.Timestamp.$Properties
             * @property {number} [seconds] Timestamp seconds
             * @property {number} [nanos] Timestamp nanos
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Timestamp.
             * @memberof google.protobuf
             * @interface ITimestamp
             * @augments google.protobuf.Timestamp.$Properties
             * @deprecated Use google.protobuf.Timestamp.$Properties instead.
             */

            /**
             * Shape of a Timestamp.
             * @typedef {google.protobuf.Timestamp.$Properties} google.protobuf.Timestamp.$Shape
             */

            /**
             * Constructs a new Timestamp.
             * @memberof google.protobuf
             * @classdesc Represents a Timestamp.
             * @constructor
             * @param {google.protobuf.Timestamp.$Properties=} [properties] Properties to set
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
             * @member {number} seconds
             * @memberof google.protobuf.Timestamp
             * @instance
             */
            Timestamp.prototype.seconds = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Timestamp nanos.
             * @member {number} nanos
             * @memberof google.protobuf.Timestamp
             * @instance
             */
            Timestamp.prototype.nanos = 0;

            /**
             * Encodes the specified Timestamp message. Does not implicitly {@link google.protobuf.Timestamp.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.Timestamp
             * @static
             * @param {google.protobuf.Timestamp.$Properties} message Timestamp message or plain object to encode
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
             * Decodes a Timestamp message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.Timestamp
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape} Timestamp
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
                message = _target || new $root.google.protobuf.Timestamp();
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

            return Timestamp;
        })();

        protobuf.DoubleValue = (function() {

            /**
             * Properties of a DoubleValue.
             * @typedef {Object} google.protobuf.DoubleValue.$Properties
             * @property {number} [value] DoubleValue value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a DoubleValue.
             * @memberof google.protobuf
             * @interface IDoubleValue
             * @augments google.protobuf.DoubleValue.$Properties
             * @deprecated Use google.protobuf.DoubleValue.$Properties instead.
             */

            /**
             * Shape of a DoubleValue.
             * @typedef {google.protobuf.DoubleValue.$Properties} google.protobuf.DoubleValue.$Shape
             */

            /**
             * Constructs a new DoubleValue.
             * @memberof google.protobuf
             * @classdesc Represents a DoubleValue.
             * @constructor
             * @param {google.protobuf.DoubleValue.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const DoubleValue = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * DoubleValue value.
             * @member {number} value
             * @memberof google.protobuf.DoubleValue
             * @instance
             */
            DoubleValue.prototype.value = 0;

            /**
             * Encodes the specified DoubleValue message. Does not implicitly {@link google.protobuf.DoubleValue.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.DoubleValue
             * @static
             * @param {google.protobuf.DoubleValue.$Properties} message DoubleValue message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            DoubleValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && !$Object.is(message.value, 0))
                    writer.uint32(/* id 1, wireType 1 =*/9).double(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a DoubleValue message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.DoubleValue
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.DoubleValue & google.protobuf.DoubleValue.$Shape} DoubleValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            DoubleValue.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.DoubleValue();
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
                            if (wireType !== 1)
                                break;
                            if (!$Object.is(value = reader.double(), 0))
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

            return DoubleValue;
        })();

        protobuf.FloatValue = (function() {

            /**
             * Properties of a FloatValue.
             * @typedef {Object} google.protobuf.FloatValue.$Properties
             * @property {number} [value] FloatValue value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a FloatValue.
             * @memberof google.protobuf
             * @interface IFloatValue
             * @augments google.protobuf.FloatValue.$Properties
             * @deprecated Use google.protobuf.FloatValue.$Properties instead.
             */

            /**
             * Shape of a FloatValue.
             * @typedef {google.protobuf.FloatValue.$Properties} google.protobuf.FloatValue.$Shape
             */

            /**
             * Constructs a new FloatValue.
             * @memberof google.protobuf
             * @classdesc Represents a FloatValue.
             * @constructor
             * @param {google.protobuf.FloatValue.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const FloatValue = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * FloatValue value.
             * @member {number} value
             * @memberof google.protobuf.FloatValue
             * @instance
             */
            FloatValue.prototype.value = 0;

            /**
             * Encodes the specified FloatValue message. Does not implicitly {@link google.protobuf.FloatValue.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.FloatValue
             * @static
             * @param {google.protobuf.FloatValue.$Properties} message FloatValue message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            FloatValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && !$Object.is(message.value, 0))
                    writer.uint32(/* id 1, wireType 5 =*/13).float(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a FloatValue message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.FloatValue
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.FloatValue & google.protobuf.FloatValue.$Shape} FloatValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            FloatValue.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.FloatValue();
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
                            if (wireType !== 5)
                                break;
                            if (!$Object.is(value = reader.float(), 0))
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

            return FloatValue;
        })();

        protobuf.Int64Value = (function() {

            /**
             * Properties of an Int64Value.
             * @typedef {Object} google.protobuf.Int64Value.$Properties
             * @property {number} [value] Int64Value value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Int64Value.
             * @memberof google.protobuf
             * @interface IInt64Value
             * @augments google.protobuf.Int64Value.$Properties
             * @deprecated Use google.protobuf.Int64Value.$Properties instead.
             */

            /**
             * Shape of an Int64Value.
             * @typedef {google.protobuf.Int64Value.$Properties} google.protobuf.Int64Value.$Shape
             */

            /**
             * Constructs a new Int64Value.
             * @memberof google.protobuf
             * @classdesc Represents an Int64Value.
             * @constructor
             * @param {google.protobuf.Int64Value.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Int64Value = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Int64Value value.
             * @member {number} value
             * @memberof google.protobuf.Int64Value
             * @instance
             */
            Int64Value.prototype.value = $util.Long ? $util.Long.fromBits(0,0,false) : 0;

            /**
             * Encodes the specified Int64Value message. Does not implicitly {@link google.protobuf.Int64Value.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.Int64Value
             * @static
             * @param {google.protobuf.Int64Value.$Properties} message Int64Value message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Int64Value.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && (typeof message.value === "object" ? message.value.low || message.value.high : message.value !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).int64(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Int64Value message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.Int64Value
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.Int64Value & google.protobuf.Int64Value.$Shape} Int64Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Int64Value.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.Int64Value();
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

            return Int64Value;
        })();

        protobuf.UInt64Value = (function() {

            /**
             * Properties of a UInt64Value.
             * @typedef {Object} google.protobuf.UInt64Value.$Properties
             * @property {number} [value] UInt64Value value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a UInt64Value.
             * @memberof google.protobuf
             * @interface IUInt64Value
             * @augments google.protobuf.UInt64Value.$Properties
             * @deprecated Use google.protobuf.UInt64Value.$Properties instead.
             */

            /**
             * Shape of a UInt64Value.
             * @typedef {google.protobuf.UInt64Value.$Properties} google.protobuf.UInt64Value.$Shape
             */

            /**
             * Constructs a new UInt64Value.
             * @memberof google.protobuf
             * @classdesc Represents a UInt64Value.
             * @constructor
             * @param {google.protobuf.UInt64Value.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const UInt64Value = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * UInt64Value value.
             * @member {number} value
             * @memberof google.protobuf.UInt64Value
             * @instance
             */
            UInt64Value.prototype.value = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified UInt64Value message. Does not implicitly {@link google.protobuf.UInt64Value.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.UInt64Value
             * @static
             * @param {google.protobuf.UInt64Value.$Properties} message UInt64Value message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            UInt64Value.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && (typeof message.value === "object" ? message.value.low || message.value.high : message.value !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a UInt64Value message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.UInt64Value
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.UInt64Value & google.protobuf.UInt64Value.$Shape} UInt64Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            UInt64Value.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.UInt64Value();
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

            return UInt64Value;
        })();

        protobuf.Int32Value = (function() {

            /**
             * Properties of an Int32Value.
             * @typedef {Object} google.protobuf.Int32Value.$Properties
             * @property {number} [value] Int32Value value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Int32Value.
             * @memberof google.protobuf
             * @interface IInt32Value
             * @augments google.protobuf.Int32Value.$Properties
             * @deprecated Use google.protobuf.Int32Value.$Properties instead.
             */

            /**
             * Shape of an Int32Value.
             * @typedef {google.protobuf.Int32Value.$Properties} google.protobuf.Int32Value.$Shape
             */

            /**
             * Constructs a new Int32Value.
             * @memberof google.protobuf
             * @classdesc Represents an Int32Value.
             * @constructor
             * @param {google.protobuf.Int32Value.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Int32Value = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Int32Value value.
             * @member {number} value
             * @memberof google.protobuf.Int32Value
             * @instance
             */
            Int32Value.prototype.value = 0;

            /**
             * Encodes the specified Int32Value message. Does not implicitly {@link google.protobuf.Int32Value.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.Int32Value
             * @static
             * @param {google.protobuf.Int32Value.$Properties} message Int32Value message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Int32Value.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Int32Value message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.Int32Value
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.Int32Value & google.protobuf.Int32Value.$Shape} Int32Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Int32Value.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.Int32Value();
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

            return Int32Value;
        })();

        protobuf.UInt32Value = (function() {

            /**
             * Properties of a UInt32Value.
             * @typedef {Object} google.protobuf.UInt32Value.$Properties
             * @property {number} [value] UInt32Value value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a UInt32Value.
             * @memberof google.protobuf
             * @interface IUInt32Value
             * @augments google.protobuf.UInt32Value.$Properties
             * @deprecated Use google.protobuf.UInt32Value.$Properties instead.
             */

            /**
             * Shape of a UInt32Value.
             * @typedef {google.protobuf.UInt32Value.$Properties} google.protobuf.UInt32Value.$Shape
             */

            /**
             * Constructs a new UInt32Value.
             * @memberof google.protobuf
             * @classdesc Represents a UInt32Value.
             * @constructor
             * @param {google.protobuf.UInt32Value.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const UInt32Value = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * UInt32Value value.
             * @member {number} value
             * @memberof google.protobuf.UInt32Value
             * @instance
             */
            UInt32Value.prototype.value = 0;

            /**
             * Encodes the specified UInt32Value message. Does not implicitly {@link google.protobuf.UInt32Value.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.UInt32Value
             * @static
             * @param {google.protobuf.UInt32Value.$Properties} message UInt32Value message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            UInt32Value.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a UInt32Value message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.UInt32Value
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.UInt32Value & google.protobuf.UInt32Value.$Shape} UInt32Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            UInt32Value.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.UInt32Value();
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

            return UInt32Value;
        })();

        protobuf.BoolValue = (function() {

            /**
             * Properties of a BoolValue.
             * @typedef {Object} google.protobuf.BoolValue.$Properties
             * @property {boolean} [value] BoolValue value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BoolValue.
             * @memberof google.protobuf
             * @interface IBoolValue
             * @augments google.protobuf.BoolValue.$Properties
             * @deprecated Use google.protobuf.BoolValue.$Properties instead.
             */

            /**
             * Shape of a BoolValue.
             * @typedef {google.protobuf.BoolValue.$Properties} google.protobuf.BoolValue.$Shape
             */

            /**
             * Constructs a new BoolValue.
             * @memberof google.protobuf
             * @classdesc Represents a BoolValue.
             * @constructor
             * @param {google.protobuf.BoolValue.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BoolValue = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BoolValue value.
             * @member {boolean} value
             * @memberof google.protobuf.BoolValue
             * @instance
             */
            BoolValue.prototype.value = false;

            /**
             * Encodes the specified BoolValue message. Does not implicitly {@link google.protobuf.BoolValue.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.BoolValue
             * @static
             * @param {google.protobuf.BoolValue.$Properties} message BoolValue message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BoolValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== false)
                    writer.uint32(/* id 1, wireType 0 =*/8).bool(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BoolValue message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.BoolValue
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.BoolValue & google.protobuf.BoolValue.$Shape} BoolValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BoolValue.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.BoolValue();
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
                            if (value = reader.bool())
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

            return BoolValue;
        })();

        protobuf.StringValue = (function() {

            /**
             * Properties of a StringValue.
             * @typedef {Object} google.protobuf.StringValue.$Properties
             * @property {string} [value] StringValue value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a StringValue.
             * @memberof google.protobuf
             * @interface IStringValue
             * @augments google.protobuf.StringValue.$Properties
             * @deprecated Use google.protobuf.StringValue.$Properties instead.
             */

            /**
             * Shape of a StringValue.
             * @typedef {google.protobuf.StringValue.$Properties} google.protobuf.StringValue.$Shape
             */

            /**
             * Constructs a new StringValue.
             * @memberof google.protobuf
             * @classdesc Represents a StringValue.
             * @constructor
             * @param {google.protobuf.StringValue.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const StringValue = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * StringValue value.
             * @member {string} value
             * @memberof google.protobuf.StringValue
             * @instance
             */
            StringValue.prototype.value = "";

            /**
             * Encodes the specified StringValue message. Does not implicitly {@link google.protobuf.StringValue.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.StringValue
             * @static
             * @param {google.protobuf.StringValue.$Properties} message StringValue message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            StringValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a StringValue message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.StringValue
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.StringValue & google.protobuf.StringValue.$Shape} StringValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            StringValue.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.StringValue();
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

            return StringValue;
        })();

        protobuf.BytesValue = (function() {

            /**
             * Properties of a BytesValue.
             * @typedef {Object} google.protobuf.BytesValue.$Properties
             * @property {Uint8Array} [value] BytesValue value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a BytesValue.
             * @memberof google.protobuf
             * @interface IBytesValue
             * @augments google.protobuf.BytesValue.$Properties
             * @deprecated Use google.protobuf.BytesValue.$Properties instead.
             */

            /**
             * Shape of a BytesValue.
             * @typedef {google.protobuf.BytesValue.$Properties} google.protobuf.BytesValue.$Shape
             */

            /**
             * Constructs a new BytesValue.
             * @memberof google.protobuf
             * @classdesc Represents a BytesValue.
             * @constructor
             * @param {google.protobuf.BytesValue.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const BytesValue = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * BytesValue value.
             * @member {Uint8Array} value
             * @memberof google.protobuf.BytesValue
             * @instance
             */
            BytesValue.prototype.value = $util.newBuffer([]);

            /**
             * Encodes the specified BytesValue message. Does not implicitly {@link google.protobuf.BytesValue.verify|verify} messages.
             * @function encode
             * @memberof google.protobuf.BytesValue
             * @static
             * @param {google.protobuf.BytesValue.$Properties} message BytesValue message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            BytesValue.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value.length)
                    writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a BytesValue message from the specified reader or buffer.
             * @function decode
             * @memberof google.protobuf.BytesValue
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {google.protobuf.BytesValue & google.protobuf.BytesValue.$Shape} BytesValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            BytesValue.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.google.protobuf.BytesValue();
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

            return BytesValue;
        })();

        return protobuf;
    })();

    return google;
})();

export const flow = $root.flow = (() => {

    /**
     * Namespace flow.
     * @exports flow
     * @namespace
     */
    const flow = {};

    flow.Flow = (function() {

        /**
         * Properties of a Flow.
         * @typedef {Object} flow.Flow.$Properties
         * @property {google.protobuf.Timestamp.$Properties} [time] Flow time
         * @property {flow.Verdict} [verdict] Flow verdict
         * @property {number} [drop_reason] Flow drop_reason
         * @property {flow.IP.$Properties} [IP] Flow IP
         * @property {flow.Layer4.$Properties} [l4] Flow l4
         * @property {flow.Endpoint.$Properties} [source] Flow source
         * @property {flow.Endpoint.$Properties} [destination] Flow destination
         * @property {flow.FlowType} [Type] Flow Type
         * @property {string} [node_name] Flow node_name
         * @property {Array.<string>} [source_names] Flow source_names
         * @property {Array.<string>} [destination_names] Flow destination_names
         * @property {boolean} [reply] Flow reply
         * @property {flow.CiliumEventType.$Properties} [event_type] Flow event_type
         * @property {flow.Service.$Properties} [source_service] Flow source_service
         * @property {flow.Service.$Properties} [destination_service] Flow destination_service
         * @property {flow.TrafficDirection} [traffic_direction] Flow traffic_direction
         * @property {flow.DropReason} [drop_reason_desc] Flow drop_reason_desc
         * @property {google.protobuf.BoolValue.$Properties} [is_reply] Flow is_reply
         * @property {flow.NetworkInterface.$Properties} ["interface"] Flow interface
         * @property {string} [uuid] Flow uuid
         * @property {string} [Summary] Flow Summary
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Flow.
         * @memberof flow
         * @interface IFlow
         * @augments flow.Flow.$Properties
         * @deprecated Use flow.Flow.$Properties instead.
         */

        /**
         * Shape of a Flow.
         * @typedef {{
         *   time?: google.protobuf.Timestamp.$Shape;
         *   verdict?: flow.Verdict;
         *   drop_reason?: number;
         *   IP?: flow.IP.$Shape;
         *   l4?: flow.Layer4.$Shape;
         *   source?: flow.Endpoint.$Shape;
         *   destination?: flow.Endpoint.$Shape;
         *   Type?: flow.FlowType;
         *   node_name?: string;
         *   source_names?: Array.<string>;
         *   destination_names?: Array.<string>;
         *   reply?: boolean;
         *   event_type?: flow.CiliumEventType.$Shape;
         *   source_service?: flow.Service.$Shape;
         *   destination_service?: flow.Service.$Shape;
         *   traffic_direction?: flow.TrafficDirection;
         *   drop_reason_desc?: flow.DropReason;
         *   is_reply?: google.protobuf.BoolValue.$Shape;
         *   "interface"?: flow.NetworkInterface.$Shape;
         *   uuid?: string;
         *   Summary?: string;
         *   $unknowns?: Array.<Uint8Array>;
         * }} flow.Flow.$Shape
         */

        /**
         * Constructs a new Flow.
         * @memberof flow
         * @classdesc Represents a Flow.
         * @constructor
         * @param {flow.Flow.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Flow = function (properties) {
            this.source_names = [];
            this.destination_names = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Flow time.
         * @member {google.protobuf.Timestamp} time
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.time = null;

        /**
         * Flow verdict.
         * @member {flow.Verdict} verdict
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.verdict = 0;

        /**
         * Flow drop_reason.
         * @member {number} drop_reason
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.drop_reason = 0;

        /**
         * Flow IP.
         * @member {flow.IP} IP
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.IP = null;

        /**
         * Flow l4.
         * @member {flow.Layer4} l4
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.l4 = null;

        /**
         * Flow source.
         * @member {flow.Endpoint} source
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.source = null;

        /**
         * Flow destination.
         * @member {flow.Endpoint} destination
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.destination = null;

        /**
         * Flow Type.
         * @member {flow.FlowType} Type
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.Type = 0;

        /**
         * Flow node_name.
         * @member {string} node_name
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.node_name = "";

        /**
         * Flow source_names.
         * @member {Array.<string>} source_names
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.source_names = $util.emptyArray;

        /**
         * Flow destination_names.
         * @member {Array.<string>} destination_names
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.destination_names = $util.emptyArray;

        /**
         * Flow reply.
         * @member {boolean} reply
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.reply = false;

        /**
         * Flow event_type.
         * @member {flow.CiliumEventType} event_type
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.event_type = null;

        /**
         * Flow source_service.
         * @member {flow.Service} source_service
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.source_service = null;

        /**
         * Flow destination_service.
         * @member {flow.Service} destination_service
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.destination_service = null;

        /**
         * Flow traffic_direction.
         * @member {flow.TrafficDirection} traffic_direction
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.traffic_direction = 0;

        /**
         * Flow drop_reason_desc.
         * @member {flow.DropReason} drop_reason_desc
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.drop_reason_desc = 0;

        /**
         * Flow is_reply.
         * @member {google.protobuf.BoolValue} is_reply
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.is_reply = null;

        /**
         * Flow interface.
         * @member {flow.NetworkInterface} interface
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype["interface"] = null;

        /**
         * Flow uuid.
         * @member {string} uuid
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.uuid = "";

        /**
         * Flow Summary.
         * @member {string} Summary
         * @memberof flow.Flow
         * @instance
         */
        Flow.prototype.Summary = "";

        /**
         * Encodes the specified Flow message. Does not implicitly {@link flow.Flow.verify|verify} messages.
         * @function encode
         * @memberof flow.Flow
         * @static
         * @param {flow.Flow.$Properties} message Flow message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Flow.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.time != null && $Object.hasOwnProperty.call(message, "time"))
                $root.google.protobuf.Timestamp.encode(message.time, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.verdict != null && $Object.hasOwnProperty.call(message, "verdict") && message.verdict !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.verdict);
            if (message.drop_reason != null && $Object.hasOwnProperty.call(message, "drop_reason") && message.drop_reason !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.drop_reason);
            if (message.IP != null && $Object.hasOwnProperty.call(message, "IP"))
                $root.flow.IP.encode(message.IP, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.l4 != null && $Object.hasOwnProperty.call(message, "l4"))
                $root.flow.Layer4.encode(message.l4, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                $root.flow.Endpoint.encode(message.source, writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
            if (message.destination != null && $Object.hasOwnProperty.call(message, "destination"))
                $root.flow.Endpoint.encode(message.destination, writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
            if (message.Type != null && $Object.hasOwnProperty.call(message, "Type") && message.Type !== 0)
                writer.uint32(/* id 10, wireType 0 =*/80).int32(message.Type);
            if (message.node_name != null && $Object.hasOwnProperty.call(message, "node_name") && message.node_name !== "")
                writer.uint32(/* id 11, wireType 2 =*/90).string(message.node_name);
            if (message.source_names != null && message.source_names.length)
                for (let i = 0; i < message.source_names.length; ++i)
                    writer.uint32(/* id 13, wireType 2 =*/106).string(message.source_names[i]);
            if (message.destination_names != null && message.destination_names.length)
                for (let i = 0; i < message.destination_names.length; ++i)
                    writer.uint32(/* id 14, wireType 2 =*/114).string(message.destination_names[i]);
            if (message.reply != null && $Object.hasOwnProperty.call(message, "reply") && message.reply !== false)
                writer.uint32(/* id 16, wireType 0 =*/128).bool(message.reply);
            if (message.event_type != null && $Object.hasOwnProperty.call(message, "event_type"))
                $root.flow.CiliumEventType.encode(message.event_type, writer.uint32(/* id 19, wireType 2 =*/154).fork(), _depth + 1).ldelim();
            if (message.source_service != null && $Object.hasOwnProperty.call(message, "source_service"))
                $root.flow.Service.encode(message.source_service, writer.uint32(/* id 20, wireType 2 =*/162).fork(), _depth + 1).ldelim();
            if (message.destination_service != null && $Object.hasOwnProperty.call(message, "destination_service"))
                $root.flow.Service.encode(message.destination_service, writer.uint32(/* id 21, wireType 2 =*/170).fork(), _depth + 1).ldelim();
            if (message.traffic_direction != null && $Object.hasOwnProperty.call(message, "traffic_direction") && message.traffic_direction !== 0)
                writer.uint32(/* id 22, wireType 0 =*/176).int32(message.traffic_direction);
            if (message.drop_reason_desc != null && $Object.hasOwnProperty.call(message, "drop_reason_desc") && message.drop_reason_desc !== 0)
                writer.uint32(/* id 25, wireType 0 =*/200).int32(message.drop_reason_desc);
            if (message.is_reply != null && $Object.hasOwnProperty.call(message, "is_reply"))
                $root.google.protobuf.BoolValue.encode(message.is_reply, writer.uint32(/* id 26, wireType 2 =*/210).fork(), _depth + 1).ldelim();
            if (message["interface"] != null && $Object.hasOwnProperty.call(message, "interface"))
                $root.flow.NetworkInterface.encode(message["interface"], writer.uint32(/* id 28, wireType 2 =*/226).fork(), _depth + 1).ldelim();
            if (message.uuid != null && $Object.hasOwnProperty.call(message, "uuid") && message.uuid !== "")
                writer.uint32(/* id 34, wireType 2 =*/274).string(message.uuid);
            if (message.Summary != null && $Object.hasOwnProperty.call(message, "Summary") && message.Summary !== "")
                writer.uint32(/* id 100000, wireType 2 =*/800002).string(message.Summary);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Flow message from the specified reader or buffer.
         * @function decode
         * @memberof flow.Flow
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.Flow & flow.Flow.$Shape} Flow
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Flow.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.Flow();
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
                        message.time = $root.google.protobuf.Timestamp.decode(reader, reader.size(), $undefined, _depth + 1, message.time);
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.verdict = value;
                        else
                            delete message.verdict;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.drop_reason = value;
                        else
                            delete message.drop_reason;
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.IP = $root.flow.IP.decode(reader, reader.size(), $undefined, _depth + 1, message.IP);
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        message.l4 = $root.flow.Layer4.decode(reader, reader.size(), $undefined, _depth + 1, message.l4);
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        message.source = $root.flow.Endpoint.decode(reader, reader.size(), $undefined, _depth + 1, message.source);
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        message.destination = $root.flow.Endpoint.decode(reader, reader.size(), $undefined, _depth + 1, message.destination);
                        continue;
                    }
                case 10: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.Type = value;
                        else
                            delete message.Type;
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.node_name = value;
                        else
                            delete message.node_name;
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_names && message.source_names.length))
                            message.source_names = [];
                        message.source_names.push(reader.stringVerify());
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_names && message.destination_names.length))
                            message.destination_names = [];
                        message.destination_names.push(reader.stringVerify());
                        continue;
                    }
                case 16: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.reply = value;
                        else
                            delete message.reply;
                        continue;
                    }
                case 19: {
                        if (wireType !== 2)
                            break;
                        message.event_type = $root.flow.CiliumEventType.decode(reader, reader.size(), $undefined, _depth + 1, message.event_type);
                        continue;
                    }
                case 20: {
                        if (wireType !== 2)
                            break;
                        message.source_service = $root.flow.Service.decode(reader, reader.size(), $undefined, _depth + 1, message.source_service);
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        message.destination_service = $root.flow.Service.decode(reader, reader.size(), $undefined, _depth + 1, message.destination_service);
                        continue;
                    }
                case 22: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.traffic_direction = value;
                        else
                            delete message.traffic_direction;
                        continue;
                    }
                case 25: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.drop_reason_desc = value;
                        else
                            delete message.drop_reason_desc;
                        continue;
                    }
                case 26: {
                        if (wireType !== 2)
                            break;
                        message.is_reply = $root.google.protobuf.BoolValue.decode(reader, reader.size(), $undefined, _depth + 1, message.is_reply);
                        continue;
                    }
                case 28: {
                        if (wireType !== 2)
                            break;
                        message["interface"] = $root.flow.NetworkInterface.decode(reader, reader.size(), $undefined, _depth + 1, message["interface"]);
                        continue;
                    }
                case 34: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.uuid = value;
                        else
                            delete message.uuid;
                        continue;
                    }
                case 100000: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.Summary = value;
                        else
                            delete message.Summary;
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

        return Flow;
    })();

    /**
     * FlowType enum.
     * @name flow.FlowType
     * @enum {number}
     * @property {number} UNKNOWN_TYPE=0 UNKNOWN_TYPE value
     * @property {number} L3_L4=1 L3_L4 value
     * @property {number} L7=2 L7 value
     * @property {number} SOCK=3 SOCK value
     */
    flow.FlowType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "UNKNOWN_TYPE"] = 0;
        values[valuesById[1] = "L3_L4"] = 1;
        values[valuesById[2] = "L7"] = 2;
        values[valuesById[3] = "SOCK"] = 3;
        return values;
    })();

    flow.Layer4 = (function() {

        /**
         * Properties of a Layer4.
         * @typedef {Object} flow.Layer4.$Properties
         * @property {flow.TCP.$Properties|null} [TCP] Layer4 TCP
         * @property {flow.UDP.$Properties|null} [UDP] Layer4 UDP
         * @property {flow.ICMPv4.$Properties|null} [ICMPv4] Layer4 ICMPv4
         * @property {flow.ICMPv6.$Properties|null} [ICMPv6] Layer4 ICMPv6
         * @property {flow.SCTP.$Properties|null} [SCTP] Layer4 SCTP
         * @property {"TCP"|"UDP"|"ICMPv4"|"ICMPv6"|"SCTP"} [protocol] Layer4 protocol
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Layer4.
         * @memberof flow
         * @interface ILayer4
         * @augments flow.Layer4.$Properties
         * @deprecated Use flow.Layer4.$Properties instead.
         */

        /**
         * Narrowed shape of a Layer4.
         * @typedef {{
         *   TCP?: flow.TCP.$Shape|null;
         *   UDP?: flow.UDP.$Shape|null;
         *   ICMPv4?: flow.ICMPv4.$Shape|null;
         *   ICMPv6?: flow.ICMPv6.$Shape|null;
         *   SCTP?: flow.SCTP.$Shape|null;
         *   $unknowns?: Array.<Uint8Array>;
         * } & (
         *   ({ protocol?: undefined; TCP?: null; UDP?: null; ICMPv4?: null; ICMPv6?: null; SCTP?: null }|{ protocol?: "TCP"; TCP: flow.TCP.$Shape; UDP?: null; ICMPv4?: null; ICMPv6?: null; SCTP?: null }|{ protocol?: "UDP"; TCP?: null; UDP: flow.UDP.$Shape; ICMPv4?: null; ICMPv6?: null; SCTP?: null }|{ protocol?: "ICMPv4"; TCP?: null; UDP?: null; ICMPv4: flow.ICMPv4.$Shape; ICMPv6?: null; SCTP?: null }|{ protocol?: "ICMPv6"; TCP?: null; UDP?: null; ICMPv4?: null; ICMPv6: flow.ICMPv6.$Shape; SCTP?: null }|{ protocol?: "SCTP"; TCP?: null; UDP?: null; ICMPv4?: null; ICMPv6?: null; SCTP: flow.SCTP.$Shape })
         * )} flow.Layer4.$Shape
         */

        /**
         * Constructs a new Layer4.
         * @memberof flow
         * @classdesc Represents a Layer4.
         * @constructor
         * @param {flow.Layer4.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Layer4 = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Layer4 TCP.
         * @member {flow.TCP|null} TCP
         * @memberof flow.Layer4
         * @instance
         */
        Layer4.prototype.TCP = null;

        /**
         * Layer4 UDP.
         * @member {flow.UDP|null} UDP
         * @memberof flow.Layer4
         * @instance
         */
        Layer4.prototype.UDP = null;

        /**
         * Layer4 ICMPv4.
         * @member {flow.ICMPv4|null} ICMPv4
         * @memberof flow.Layer4
         * @instance
         */
        Layer4.prototype.ICMPv4 = null;

        /**
         * Layer4 ICMPv6.
         * @member {flow.ICMPv6|null} ICMPv6
         * @memberof flow.Layer4
         * @instance
         */
        Layer4.prototype.ICMPv6 = null;

        /**
         * Layer4 SCTP.
         * @member {flow.SCTP|null} SCTP
         * @memberof flow.Layer4
         * @instance
         */
        Layer4.prototype.SCTP = null;

        // OneOf field names bound to virtual getters and setters
        let $oneOfFields;

        /**
         * Layer4 protocol.
         * @member {"TCP"|"UDP"|"ICMPv4"|"ICMPv6"|"SCTP"|undefined} protocol
         * @memberof flow.Layer4
         * @instance
         */
        $Object.defineProperty(Layer4.prototype, "protocol", {
            get: $util.oneOfGetter($oneOfFields = ["TCP", "UDP", "ICMPv4", "ICMPv6", "SCTP"]),
            set: $util.oneOfSetter($oneOfFields)
        });

        /**
         * Encodes the specified Layer4 message. Does not implicitly {@link flow.Layer4.verify|verify} messages.
         * @function encode
         * @memberof flow.Layer4
         * @static
         * @param {flow.Layer4.$Properties} message Layer4 message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Layer4.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.TCP != null && $Object.hasOwnProperty.call(message, "TCP"))
                $root.flow.TCP.encode(message.TCP, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
            if (message.UDP != null && $Object.hasOwnProperty.call(message, "UDP"))
                $root.flow.UDP.encode(message.UDP, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
            if (message.ICMPv4 != null && $Object.hasOwnProperty.call(message, "ICMPv4"))
                $root.flow.ICMPv4.encode(message.ICMPv4, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.ICMPv6 != null && $Object.hasOwnProperty.call(message, "ICMPv6"))
                $root.flow.ICMPv6.encode(message.ICMPv6, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
            if (message.SCTP != null && $Object.hasOwnProperty.call(message, "SCTP"))
                $root.flow.SCTP.encode(message.SCTP, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Layer4 message from the specified reader or buffer.
         * @function decode
         * @memberof flow.Layer4
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.Layer4 & flow.Layer4.$Shape} Layer4
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Layer4.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.Layer4();
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
                        message.TCP = $root.flow.TCP.decode(reader, reader.size(), $undefined, _depth + 1, message.TCP);
                        message.protocol = "TCP";
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        message.UDP = $root.flow.UDP.decode(reader, reader.size(), $undefined, _depth + 1, message.UDP);
                        message.protocol = "UDP";
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.ICMPv4 = $root.flow.ICMPv4.decode(reader, reader.size(), $undefined, _depth + 1, message.ICMPv4);
                        message.protocol = "ICMPv4";
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        message.ICMPv6 = $root.flow.ICMPv6.decode(reader, reader.size(), $undefined, _depth + 1, message.ICMPv6);
                        message.protocol = "ICMPv6";
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        message.SCTP = $root.flow.SCTP.decode(reader, reader.size(), $undefined, _depth + 1, message.SCTP);
                        message.protocol = "SCTP";
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

        return Layer4;
    })();

    flow.Endpoint = (function() {

        /**
         * Properties of an Endpoint.
         * @typedef {Object} flow.Endpoint.$Properties
         * @property {number} [ID] Endpoint ID
         * @property {number} [identity] Endpoint identity
         * @property {string} [namespace] Endpoint namespace
         * @property {Array.<string>} [labels] Endpoint labels
         * @property {string} [pod_name] Endpoint pod_name
         * @property {Array.<flow.Workload.$Properties>} [workloads] Endpoint workloads
         * @property {string} [cluster_name] Endpoint cluster_name
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an Endpoint.
         * @memberof flow
         * @interface IEndpoint
         * @augments flow.Endpoint.$Properties
         * @deprecated Use flow.Endpoint.$Properties instead.
         */

        /**
         * Shape of an Endpoint.
         * @typedef {flow.Endpoint.$Properties} flow.Endpoint.$Shape
         */

        /**
         * Constructs a new Endpoint.
         * @memberof flow
         * @classdesc Represents an Endpoint.
         * @constructor
         * @param {flow.Endpoint.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Endpoint = function (properties) {
            this.labels = [];
            this.workloads = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Endpoint ID.
         * @member {number} ID
         * @memberof flow.Endpoint
         * @instance
         */
        Endpoint.prototype.ID = 0;

        /**
         * Endpoint identity.
         * @member {number} identity
         * @memberof flow.Endpoint
         * @instance
         */
        Endpoint.prototype.identity = 0;

        /**
         * Endpoint namespace.
         * @member {string} namespace
         * @memberof flow.Endpoint
         * @instance
         */
        Endpoint.prototype.namespace = "";

        /**
         * Endpoint labels.
         * @member {Array.<string>} labels
         * @memberof flow.Endpoint
         * @instance
         */
        Endpoint.prototype.labels = $util.emptyArray;

        /**
         * Endpoint pod_name.
         * @member {string} pod_name
         * @memberof flow.Endpoint
         * @instance
         */
        Endpoint.prototype.pod_name = "";

        /**
         * Endpoint workloads.
         * @member {Array.<flow.Workload>} workloads
         * @memberof flow.Endpoint
         * @instance
         */
        Endpoint.prototype.workloads = $util.emptyArray;

        /**
         * Endpoint cluster_name.
         * @member {string} cluster_name
         * @memberof flow.Endpoint
         * @instance
         */
        Endpoint.prototype.cluster_name = "";

        /**
         * Encodes the specified Endpoint message. Does not implicitly {@link flow.Endpoint.verify|verify} messages.
         * @function encode
         * @memberof flow.Endpoint
         * @static
         * @param {flow.Endpoint.$Properties} message Endpoint message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Endpoint.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.ID != null && $Object.hasOwnProperty.call(message, "ID") && message.ID !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.ID);
            if (message.identity != null && $Object.hasOwnProperty.call(message, "identity") && message.identity !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.identity);
            if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.namespace);
            if (message.labels != null && message.labels.length)
                for (let i = 0; i < message.labels.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.labels[i]);
            if (message.pod_name != null && $Object.hasOwnProperty.call(message, "pod_name") && message.pod_name !== "")
                writer.uint32(/* id 5, wireType 2 =*/42).string(message.pod_name);
            if (message.workloads != null && message.workloads.length)
                for (let i = 0; i < message.workloads.length; ++i)
                    $root.flow.Workload.encode(message.workloads[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.cluster_name != null && $Object.hasOwnProperty.call(message, "cluster_name") && message.cluster_name !== "")
                writer.uint32(/* id 7, wireType 2 =*/58).string(message.cluster_name);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an Endpoint message from the specified reader or buffer.
         * @function decode
         * @memberof flow.Endpoint
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.Endpoint & flow.Endpoint.$Shape} Endpoint
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Endpoint.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.Endpoint();
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
                            message.ID = value;
                        else
                            delete message.ID;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.identity = value;
                        else
                            delete message.identity;
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
                        if (!(message.labels && message.labels.length))
                            message.labels = [];
                        message.labels.push(reader.stringVerify());
                        continue;
                    }
                case 5: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.pod_name = value;
                        else
                            delete message.pod_name;
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.workloads && message.workloads.length))
                            message.workloads = [];
                        message.workloads.push($root.flow.Workload.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.cluster_name = value;
                        else
                            delete message.cluster_name;
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

        return Endpoint;
    })();

    flow.Workload = (function() {

        /**
         * Properties of a Workload.
         * @typedef {Object} flow.Workload.$Properties
         * @property {string} [name] Workload name
         * @property {string} [kind] Workload kind
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Workload.
         * @memberof flow
         * @interface IWorkload
         * @augments flow.Workload.$Properties
         * @deprecated Use flow.Workload.$Properties instead.
         */

        /**
         * Shape of a Workload.
         * @typedef {flow.Workload.$Properties} flow.Workload.$Shape
         */

        /**
         * Constructs a new Workload.
         * @memberof flow
         * @classdesc Represents a Workload.
         * @constructor
         * @param {flow.Workload.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Workload = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Workload name.
         * @member {string} name
         * @memberof flow.Workload
         * @instance
         */
        Workload.prototype.name = "";

        /**
         * Workload kind.
         * @member {string} kind
         * @memberof flow.Workload
         * @instance
         */
        Workload.prototype.kind = "";

        /**
         * Encodes the specified Workload message. Does not implicitly {@link flow.Workload.verify|verify} messages.
         * @function encode
         * @memberof flow.Workload
         * @static
         * @param {flow.Workload.$Properties} message Workload message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Workload.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.kind);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Workload message from the specified reader or buffer.
         * @function decode
         * @memberof flow.Workload
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.Workload & flow.Workload.$Shape} Workload
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Workload.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.Workload();
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

        return Workload;
    })();

    flow.TCP = (function() {

        /**
         * Properties of a TCP.
         * @typedef {Object} flow.TCP.$Properties
         * @property {number} [source_port] TCP source_port
         * @property {number} [destination_port] TCP destination_port
         * @property {flow.TCPFlags.$Properties} [flags] TCP flags
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TCP.
         * @memberof flow
         * @interface ITCP
         * @augments flow.TCP.$Properties
         * @deprecated Use flow.TCP.$Properties instead.
         */

        /**
         * Shape of a TCP.
         * @typedef {flow.TCP.$Properties} flow.TCP.$Shape
         */

        /**
         * Constructs a new TCP.
         * @memberof flow
         * @classdesc Represents a TCP.
         * @constructor
         * @param {flow.TCP.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TCP = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TCP source_port.
         * @member {number} source_port
         * @memberof flow.TCP
         * @instance
         */
        TCP.prototype.source_port = 0;

        /**
         * TCP destination_port.
         * @member {number} destination_port
         * @memberof flow.TCP
         * @instance
         */
        TCP.prototype.destination_port = 0;

        /**
         * TCP flags.
         * @member {flow.TCPFlags} flags
         * @memberof flow.TCP
         * @instance
         */
        TCP.prototype.flags = null;

        /**
         * Encodes the specified TCP message. Does not implicitly {@link flow.TCP.verify|verify} messages.
         * @function encode
         * @memberof flow.TCP
         * @static
         * @param {flow.TCP.$Properties} message TCP message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TCP.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.source_port != null && $Object.hasOwnProperty.call(message, "source_port") && message.source_port !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.source_port);
            if (message.destination_port != null && $Object.hasOwnProperty.call(message, "destination_port") && message.destination_port !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.destination_port);
            if (message.flags != null && $Object.hasOwnProperty.call(message, "flags"))
                $root.flow.TCPFlags.encode(message.flags, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TCP message from the specified reader or buffer.
         * @function decode
         * @memberof flow.TCP
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.TCP & flow.TCP.$Shape} TCP
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TCP.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.TCP();
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
                            message.source_port = value;
                        else
                            delete message.source_port;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.destination_port = value;
                        else
                            delete message.destination_port;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.flags = $root.flow.TCPFlags.decode(reader, reader.size(), $undefined, _depth + 1, message.flags);
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

        return TCP;
    })();

    flow.IP = (function() {

        /**
         * Properties of a IP.
         * @typedef {Object} flow.IP.$Properties
         * @property {string} [source] IP source
         * @property {string} [destination] IP destination
         * @property {flow.IPVersion} [ipVersion] IP ipVersion
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a IP.
         * @memberof flow
         * @interface IIP
         * @augments flow.IP.$Properties
         * @deprecated Use flow.IP.$Properties instead.
         */

        /**
         * Shape of a IP.
         * @typedef {flow.IP.$Properties} flow.IP.$Shape
         */

        /**
         * Constructs a new IP.
         * @memberof flow
         * @classdesc Represents a IP.
         * @constructor
         * @param {flow.IP.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const IP = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * IP source.
         * @member {string} source
         * @memberof flow.IP
         * @instance
         */
        IP.prototype.source = "";

        /**
         * IP destination.
         * @member {string} destination
         * @memberof flow.IP
         * @instance
         */
        IP.prototype.destination = "";

        /**
         * IP ipVersion.
         * @member {flow.IPVersion} ipVersion
         * @memberof flow.IP
         * @instance
         */
        IP.prototype.ipVersion = 0;

        /**
         * Encodes the specified IP message. Does not implicitly {@link flow.IP.verify|verify} messages.
         * @function encode
         * @memberof flow.IP
         * @static
         * @param {flow.IP.$Properties} message IP message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        IP.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.source);
            if (message.destination != null && $Object.hasOwnProperty.call(message, "destination") && message.destination !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.destination);
            if (message.ipVersion != null && $Object.hasOwnProperty.call(message, "ipVersion") && message.ipVersion !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.ipVersion);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a IP message from the specified reader or buffer.
         * @function decode
         * @memberof flow.IP
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.IP & flow.IP.$Shape} IP
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        IP.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.IP();
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
                            message.source = value;
                        else
                            delete message.source;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.destination = value;
                        else
                            delete message.destination;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.ipVersion = value;
                        else
                            delete message.ipVersion;
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

        return IP;
    })();

    flow.TCPFlags = (function() {

        /**
         * Properties of a TCPFlags.
         * @typedef {Object} flow.TCPFlags.$Properties
         * @property {boolean} [FIN] TCPFlags FIN
         * @property {boolean} [SYN] TCPFlags SYN
         * @property {boolean} [RST] TCPFlags RST
         * @property {boolean} [PSH] TCPFlags PSH
         * @property {boolean} [ACK] TCPFlags ACK
         * @property {boolean} [URG] TCPFlags URG
         * @property {boolean} [ECE] TCPFlags ECE
         * @property {boolean} [CWR] TCPFlags CWR
         * @property {boolean} [NS] TCPFlags NS
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a TCPFlags.
         * @memberof flow
         * @interface ITCPFlags
         * @augments flow.TCPFlags.$Properties
         * @deprecated Use flow.TCPFlags.$Properties instead.
         */

        /**
         * Shape of a TCPFlags.
         * @typedef {flow.TCPFlags.$Properties} flow.TCPFlags.$Shape
         */

        /**
         * Constructs a new TCPFlags.
         * @memberof flow
         * @classdesc Represents a TCPFlags.
         * @constructor
         * @param {flow.TCPFlags.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const TCPFlags = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * TCPFlags FIN.
         * @member {boolean} FIN
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.FIN = false;

        /**
         * TCPFlags SYN.
         * @member {boolean} SYN
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.SYN = false;

        /**
         * TCPFlags RST.
         * @member {boolean} RST
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.RST = false;

        /**
         * TCPFlags PSH.
         * @member {boolean} PSH
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.PSH = false;

        /**
         * TCPFlags ACK.
         * @member {boolean} ACK
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.ACK = false;

        /**
         * TCPFlags URG.
         * @member {boolean} URG
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.URG = false;

        /**
         * TCPFlags ECE.
         * @member {boolean} ECE
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.ECE = false;

        /**
         * TCPFlags CWR.
         * @member {boolean} CWR
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.CWR = false;

        /**
         * TCPFlags NS.
         * @member {boolean} NS
         * @memberof flow.TCPFlags
         * @instance
         */
        TCPFlags.prototype.NS = false;

        /**
         * Encodes the specified TCPFlags message. Does not implicitly {@link flow.TCPFlags.verify|verify} messages.
         * @function encode
         * @memberof flow.TCPFlags
         * @static
         * @param {flow.TCPFlags.$Properties} message TCPFlags message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        TCPFlags.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.FIN != null && $Object.hasOwnProperty.call(message, "FIN") && message.FIN !== false)
                writer.uint32(/* id 1, wireType 0 =*/8).bool(message.FIN);
            if (message.SYN != null && $Object.hasOwnProperty.call(message, "SYN") && message.SYN !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.SYN);
            if (message.RST != null && $Object.hasOwnProperty.call(message, "RST") && message.RST !== false)
                writer.uint32(/* id 3, wireType 0 =*/24).bool(message.RST);
            if (message.PSH != null && $Object.hasOwnProperty.call(message, "PSH") && message.PSH !== false)
                writer.uint32(/* id 4, wireType 0 =*/32).bool(message.PSH);
            if (message.ACK != null && $Object.hasOwnProperty.call(message, "ACK") && message.ACK !== false)
                writer.uint32(/* id 5, wireType 0 =*/40).bool(message.ACK);
            if (message.URG != null && $Object.hasOwnProperty.call(message, "URG") && message.URG !== false)
                writer.uint32(/* id 6, wireType 0 =*/48).bool(message.URG);
            if (message.ECE != null && $Object.hasOwnProperty.call(message, "ECE") && message.ECE !== false)
                writer.uint32(/* id 7, wireType 0 =*/56).bool(message.ECE);
            if (message.CWR != null && $Object.hasOwnProperty.call(message, "CWR") && message.CWR !== false)
                writer.uint32(/* id 8, wireType 0 =*/64).bool(message.CWR);
            if (message.NS != null && $Object.hasOwnProperty.call(message, "NS") && message.NS !== false)
                writer.uint32(/* id 9, wireType 0 =*/72).bool(message.NS);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a TCPFlags message from the specified reader or buffer.
         * @function decode
         * @memberof flow.TCPFlags
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.TCPFlags & flow.TCPFlags.$Shape} TCPFlags
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        TCPFlags.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.TCPFlags();
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
                        if (value = reader.bool())
                            message.FIN = value;
                        else
                            delete message.FIN;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.SYN = value;
                        else
                            delete message.SYN;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.RST = value;
                        else
                            delete message.RST;
                        continue;
                    }
                case 4: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.PSH = value;
                        else
                            delete message.PSH;
                        continue;
                    }
                case 5: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.ACK = value;
                        else
                            delete message.ACK;
                        continue;
                    }
                case 6: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.URG = value;
                        else
                            delete message.URG;
                        continue;
                    }
                case 7: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.ECE = value;
                        else
                            delete message.ECE;
                        continue;
                    }
                case 8: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.CWR = value;
                        else
                            delete message.CWR;
                        continue;
                    }
                case 9: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.NS = value;
                        else
                            delete message.NS;
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

        return TCPFlags;
    })();

    flow.UDP = (function() {

        /**
         * Properties of a UDP.
         * @typedef {Object} flow.UDP.$Properties
         * @property {number} [source_port] UDP source_port
         * @property {number} [destination_port] UDP destination_port
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a UDP.
         * @memberof flow
         * @interface IUDP
         * @augments flow.UDP.$Properties
         * @deprecated Use flow.UDP.$Properties instead.
         */

        /**
         * Shape of a UDP.
         * @typedef {flow.UDP.$Properties} flow.UDP.$Shape
         */

        /**
         * Constructs a new UDP.
         * @memberof flow
         * @classdesc Represents a UDP.
         * @constructor
         * @param {flow.UDP.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const UDP = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * UDP source_port.
         * @member {number} source_port
         * @memberof flow.UDP
         * @instance
         */
        UDP.prototype.source_port = 0;

        /**
         * UDP destination_port.
         * @member {number} destination_port
         * @memberof flow.UDP
         * @instance
         */
        UDP.prototype.destination_port = 0;

        /**
         * Encodes the specified UDP message. Does not implicitly {@link flow.UDP.verify|verify} messages.
         * @function encode
         * @memberof flow.UDP
         * @static
         * @param {flow.UDP.$Properties} message UDP message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        UDP.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.source_port != null && $Object.hasOwnProperty.call(message, "source_port") && message.source_port !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.source_port);
            if (message.destination_port != null && $Object.hasOwnProperty.call(message, "destination_port") && message.destination_port !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.destination_port);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a UDP message from the specified reader or buffer.
         * @function decode
         * @memberof flow.UDP
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.UDP & flow.UDP.$Shape} UDP
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        UDP.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.UDP();
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
                            message.source_port = value;
                        else
                            delete message.source_port;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.destination_port = value;
                        else
                            delete message.destination_port;
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

        return UDP;
    })();

    flow.SCTP = (function() {

        /**
         * Properties of a SCTP.
         * @typedef {Object} flow.SCTP.$Properties
         * @property {number} [source_port] SCTP source_port
         * @property {number} [destination_port] SCTP destination_port
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a SCTP.
         * @memberof flow
         * @interface ISCTP
         * @augments flow.SCTP.$Properties
         * @deprecated Use flow.SCTP.$Properties instead.
         */

        /**
         * Shape of a SCTP.
         * @typedef {flow.SCTP.$Properties} flow.SCTP.$Shape
         */

        /**
         * Constructs a new SCTP.
         * @memberof flow
         * @classdesc Represents a SCTP.
         * @constructor
         * @param {flow.SCTP.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const SCTP = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * SCTP source_port.
         * @member {number} source_port
         * @memberof flow.SCTP
         * @instance
         */
        SCTP.prototype.source_port = 0;

        /**
         * SCTP destination_port.
         * @member {number} destination_port
         * @memberof flow.SCTP
         * @instance
         */
        SCTP.prototype.destination_port = 0;

        /**
         * Encodes the specified SCTP message. Does not implicitly {@link flow.SCTP.verify|verify} messages.
         * @function encode
         * @memberof flow.SCTP
         * @static
         * @param {flow.SCTP.$Properties} message SCTP message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        SCTP.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.source_port != null && $Object.hasOwnProperty.call(message, "source_port") && message.source_port !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.source_port);
            if (message.destination_port != null && $Object.hasOwnProperty.call(message, "destination_port") && message.destination_port !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.destination_port);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a SCTP message from the specified reader or buffer.
         * @function decode
         * @memberof flow.SCTP
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.SCTP & flow.SCTP.$Shape} SCTP
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        SCTP.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.SCTP();
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
                            message.source_port = value;
                        else
                            delete message.source_port;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.destination_port = value;
                        else
                            delete message.destination_port;
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

        return SCTP;
    })();

    flow.ICMPv4 = (function() {

        /**
         * Properties of a ICMPv4.
         * @typedef {Object} flow.ICMPv4.$Properties
         * @property {number} [type] ICMPv4 type
         * @property {number} [code] ICMPv4 code
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ICMPv4.
         * @memberof flow
         * @interface IICMPv4
         * @augments flow.ICMPv4.$Properties
         * @deprecated Use flow.ICMPv4.$Properties instead.
         */

        /**
         * Shape of a ICMPv4.
         * @typedef {flow.ICMPv4.$Properties} flow.ICMPv4.$Shape
         */

        /**
         * Constructs a new ICMPv4.
         * @memberof flow
         * @classdesc Represents a ICMPv4.
         * @constructor
         * @param {flow.ICMPv4.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ICMPv4 = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ICMPv4 type.
         * @member {number} type
         * @memberof flow.ICMPv4
         * @instance
         */
        ICMPv4.prototype.type = 0;

        /**
         * ICMPv4 code.
         * @member {number} code
         * @memberof flow.ICMPv4
         * @instance
         */
        ICMPv4.prototype.code = 0;

        /**
         * Encodes the specified ICMPv4 message. Does not implicitly {@link flow.ICMPv4.verify|verify} messages.
         * @function encode
         * @memberof flow.ICMPv4
         * @static
         * @param {flow.ICMPv4.$Properties} message ICMPv4 message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ICMPv4.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.type);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.code);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ICMPv4 message from the specified reader or buffer.
         * @function decode
         * @memberof flow.ICMPv4
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.ICMPv4 & flow.ICMPv4.$Shape} ICMPv4
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ICMPv4.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.ICMPv4();
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
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.code = value;
                        else
                            delete message.code;
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

        return ICMPv4;
    })();

    flow.ICMPv6 = (function() {

        /**
         * Properties of a ICMPv6.
         * @typedef {Object} flow.ICMPv6.$Properties
         * @property {number} [type] ICMPv6 type
         * @property {number} [code] ICMPv6 code
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a ICMPv6.
         * @memberof flow
         * @interface IICMPv6
         * @augments flow.ICMPv6.$Properties
         * @deprecated Use flow.ICMPv6.$Properties instead.
         */

        /**
         * Shape of a ICMPv6.
         * @typedef {flow.ICMPv6.$Properties} flow.ICMPv6.$Shape
         */

        /**
         * Constructs a new ICMPv6.
         * @memberof flow
         * @classdesc Represents a ICMPv6.
         * @constructor
         * @param {flow.ICMPv6.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const ICMPv6 = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * ICMPv6 type.
         * @member {number} type
         * @memberof flow.ICMPv6
         * @instance
         */
        ICMPv6.prototype.type = 0;

        /**
         * ICMPv6 code.
         * @member {number} code
         * @memberof flow.ICMPv6
         * @instance
         */
        ICMPv6.prototype.code = 0;

        /**
         * Encodes the specified ICMPv6 message. Does not implicitly {@link flow.ICMPv6.verify|verify} messages.
         * @function encode
         * @memberof flow.ICMPv6
         * @static
         * @param {flow.ICMPv6.$Properties} message ICMPv6 message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        ICMPv6.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.type);
            if (message.code != null && $Object.hasOwnProperty.call(message, "code") && message.code !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.code);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a ICMPv6 message from the specified reader or buffer.
         * @function decode
         * @memberof flow.ICMPv6
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.ICMPv6 & flow.ICMPv6.$Shape} ICMPv6
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        ICMPv6.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.ICMPv6();
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
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.uint32())
                            message.code = value;
                        else
                            delete message.code;
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

        return ICMPv6;
    })();

    /**
     * IPVersion enum.
     * @name flow.IPVersion
     * @enum {number}
     * @property {number} IP_NOT_USED=0 IP_NOT_USED value
     * @property {number} IPv4=1 IPv4 value
     * @property {number} IPv6=2 IPv6 value
     */
    flow.IPVersion = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "IP_NOT_USED"] = 0;
        values[valuesById[1] = "IPv4"] = 1;
        values[valuesById[2] = "IPv6"] = 2;
        return values;
    })();

    /**
     * Verdict enum.
     * @name flow.Verdict
     * @enum {number}
     * @property {number} VERDICT_UNKNOWN=0 VERDICT_UNKNOWN value
     * @property {number} FORWARDED=1 FORWARDED value
     * @property {number} DROPPED=2 DROPPED value
     * @property {number} ERROR=3 ERROR value
     * @property {number} AUDIT=4 AUDIT value
     * @property {number} REDIRECTED=5 REDIRECTED value
     * @property {number} TRACED=6 TRACED value
     * @property {number} TRANSLATED=7 TRANSLATED value
     */
    flow.Verdict = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "VERDICT_UNKNOWN"] = 0;
        values[valuesById[1] = "FORWARDED"] = 1;
        values[valuesById[2] = "DROPPED"] = 2;
        values[valuesById[3] = "ERROR"] = 3;
        values[valuesById[4] = "AUDIT"] = 4;
        values[valuesById[5] = "REDIRECTED"] = 5;
        values[valuesById[6] = "TRACED"] = 6;
        values[valuesById[7] = "TRANSLATED"] = 7;
        return values;
    })();

    /**
     * DropReason enum.
     * @name flow.DropReason
     * @enum {number}
     * @property {number} DROP_REASON_UNKNOWN=0 DROP_REASON_UNKNOWN value
     * @property {number} POLICY_DENIED=133 POLICY_DENIED value
     */
    flow.DropReason = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "DROP_REASON_UNKNOWN"] = 0;
        values[valuesById[133] = "POLICY_DENIED"] = 133;
        return values;
    })();

    /**
     * TrafficDirection enum.
     * @name flow.TrafficDirection
     * @enum {number}
     * @property {number} TRAFFIC_DIRECTION_UNKNOWN=0 TRAFFIC_DIRECTION_UNKNOWN value
     * @property {number} INGRESS=1 INGRESS value
     * @property {number} EGRESS=2 EGRESS value
     */
    flow.TrafficDirection = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "TRAFFIC_DIRECTION_UNKNOWN"] = 0;
        values[valuesById[1] = "INGRESS"] = 1;
        values[valuesById[2] = "EGRESS"] = 2;
        return values;
    })();

    flow.CiliumEventType = (function() {

        /**
         * Properties of a CiliumEventType.
         * @typedef {Object} flow.CiliumEventType.$Properties
         * @property {number} [type] CiliumEventType type
         * @property {number} [sub_type] CiliumEventType sub_type
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a CiliumEventType.
         * @memberof flow
         * @interface ICiliumEventType
         * @augments flow.CiliumEventType.$Properties
         * @deprecated Use flow.CiliumEventType.$Properties instead.
         */

        /**
         * Shape of a CiliumEventType.
         * @typedef {flow.CiliumEventType.$Properties} flow.CiliumEventType.$Shape
         */

        /**
         * Constructs a new CiliumEventType.
         * @memberof flow
         * @classdesc Represents a CiliumEventType.
         * @constructor
         * @param {flow.CiliumEventType.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const CiliumEventType = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * CiliumEventType type.
         * @member {number} type
         * @memberof flow.CiliumEventType
         * @instance
         */
        CiliumEventType.prototype.type = 0;

        /**
         * CiliumEventType sub_type.
         * @member {number} sub_type
         * @memberof flow.CiliumEventType
         * @instance
         */
        CiliumEventType.prototype.sub_type = 0;

        /**
         * Encodes the specified CiliumEventType message. Does not implicitly {@link flow.CiliumEventType.verify|verify} messages.
         * @function encode
         * @memberof flow.CiliumEventType
         * @static
         * @param {flow.CiliumEventType.$Properties} message CiliumEventType message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        CiliumEventType.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
            if (message.sub_type != null && $Object.hasOwnProperty.call(message, "sub_type") && message.sub_type !== 0)
                writer.uint32(/* id 2, wireType 0 =*/16).int32(message.sub_type);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a CiliumEventType message from the specified reader or buffer.
         * @function decode
         * @memberof flow.CiliumEventType
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.CiliumEventType & flow.CiliumEventType.$Shape} CiliumEventType
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        CiliumEventType.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.CiliumEventType();
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
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.sub_type = value;
                        else
                            delete message.sub_type;
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

        return CiliumEventType;
    })();

    flow.EventTypeFilter = (function() {

        /**
         * Properties of an EventTypeFilter.
         * @typedef {Object} flow.EventTypeFilter.$Properties
         * @property {number} [type] EventTypeFilter type
         * @property {boolean} [match_sub_type] EventTypeFilter match_sub_type
         * @property {number} [sub_type] EventTypeFilter sub_type
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of an EventTypeFilter.
         * @memberof flow
         * @interface IEventTypeFilter
         * @augments flow.EventTypeFilter.$Properties
         * @deprecated Use flow.EventTypeFilter.$Properties instead.
         */

        /**
         * Shape of an EventTypeFilter.
         * @typedef {flow.EventTypeFilter.$Properties} flow.EventTypeFilter.$Shape
         */

        /**
         * Constructs a new EventTypeFilter.
         * @memberof flow
         * @classdesc Represents an EventTypeFilter.
         * @constructor
         * @param {flow.EventTypeFilter.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const EventTypeFilter = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * EventTypeFilter type.
         * @member {number} type
         * @memberof flow.EventTypeFilter
         * @instance
         */
        EventTypeFilter.prototype.type = 0;

        /**
         * EventTypeFilter match_sub_type.
         * @member {boolean} match_sub_type
         * @memberof flow.EventTypeFilter
         * @instance
         */
        EventTypeFilter.prototype.match_sub_type = false;

        /**
         * EventTypeFilter sub_type.
         * @member {number} sub_type
         * @memberof flow.EventTypeFilter
         * @instance
         */
        EventTypeFilter.prototype.sub_type = 0;

        /**
         * Encodes the specified EventTypeFilter message. Does not implicitly {@link flow.EventTypeFilter.verify|verify} messages.
         * @function encode
         * @memberof flow.EventTypeFilter
         * @static
         * @param {flow.EventTypeFilter.$Properties} message EventTypeFilter message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        EventTypeFilter.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.type != null && $Object.hasOwnProperty.call(message, "type") && message.type !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.type);
            if (message.match_sub_type != null && $Object.hasOwnProperty.call(message, "match_sub_type") && message.match_sub_type !== false)
                writer.uint32(/* id 2, wireType 0 =*/16).bool(message.match_sub_type);
            if (message.sub_type != null && $Object.hasOwnProperty.call(message, "sub_type") && message.sub_type !== 0)
                writer.uint32(/* id 3, wireType 0 =*/24).int32(message.sub_type);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes an EventTypeFilter message from the specified reader or buffer.
         * @function decode
         * @memberof flow.EventTypeFilter
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.EventTypeFilter & flow.EventTypeFilter.$Shape} EventTypeFilter
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        EventTypeFilter.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.EventTypeFilter();
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
                            message.type = value;
                        else
                            delete message.type;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.bool())
                            message.match_sub_type = value;
                        else
                            delete message.match_sub_type;
                        continue;
                    }
                case 3: {
                        if (wireType !== 0)
                            break;
                        if (value = reader.int32())
                            message.sub_type = value;
                        else
                            delete message.sub_type;
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

        return EventTypeFilter;
    })();

    flow.Service = (function() {

        /**
         * Properties of a Service.
         * @typedef {Object} flow.Service.$Properties
         * @property {string} [name] Service name
         * @property {string} [namespace] Service namespace
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a Service.
         * @memberof flow
         * @interface IService
         * @augments flow.Service.$Properties
         * @deprecated Use flow.Service.$Properties instead.
         */

        /**
         * Shape of a Service.
         * @typedef {flow.Service.$Properties} flow.Service.$Shape
         */

        /**
         * Constructs a new Service.
         * @memberof flow
         * @classdesc Represents a Service.
         * @constructor
         * @param {flow.Service.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const Service = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * Service name.
         * @member {string} name
         * @memberof flow.Service
         * @instance
         */
        Service.prototype.name = "";

        /**
         * Service namespace.
         * @member {string} namespace
         * @memberof flow.Service
         * @instance
         */
        Service.prototype.namespace = "";

        /**
         * Encodes the specified Service message. Does not implicitly {@link flow.Service.verify|verify} messages.
         * @function encode
         * @memberof flow.Service
         * @static
         * @param {flow.Service.$Properties} message Service message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        Service.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
            if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.namespace);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a Service message from the specified reader or buffer.
         * @function decode
         * @memberof flow.Service
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.Service & flow.Service.$Shape} Service
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        Service.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.Service();
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

        return Service;
    })();

    flow.NetworkInterface = (function() {

        /**
         * Properties of a NetworkInterface.
         * @typedef {Object} flow.NetworkInterface.$Properties
         * @property {number} [index] NetworkInterface index
         * @property {string} [name] NetworkInterface name
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NetworkInterface.
         * @memberof flow
         * @interface INetworkInterface
         * @augments flow.NetworkInterface.$Properties
         * @deprecated Use flow.NetworkInterface.$Properties instead.
         */

        /**
         * Shape of a NetworkInterface.
         * @typedef {flow.NetworkInterface.$Properties} flow.NetworkInterface.$Shape
         */

        /**
         * Constructs a new NetworkInterface.
         * @memberof flow
         * @classdesc Represents a NetworkInterface.
         * @constructor
         * @param {flow.NetworkInterface.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NetworkInterface = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NetworkInterface index.
         * @member {number} index
         * @memberof flow.NetworkInterface
         * @instance
         */
        NetworkInterface.prototype.index = 0;

        /**
         * NetworkInterface name.
         * @member {string} name
         * @memberof flow.NetworkInterface
         * @instance
         */
        NetworkInterface.prototype.name = "";

        /**
         * Encodes the specified NetworkInterface message. Does not implicitly {@link flow.NetworkInterface.verify|verify} messages.
         * @function encode
         * @memberof flow.NetworkInterface
         * @static
         * @param {flow.NetworkInterface.$Properties} message NetworkInterface message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NetworkInterface.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.index != null && $Object.hasOwnProperty.call(message, "index") && message.index !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.index);
            if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NetworkInterface message from the specified reader or buffer.
         * @function decode
         * @memberof flow.NetworkInterface
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.NetworkInterface & flow.NetworkInterface.$Shape} NetworkInterface
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NetworkInterface.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.NetworkInterface();
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
                            message.index = value;
                        else
                            delete message.index;
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

        return NetworkInterface;
    })();

    flow.HTTPHeader = (function() {

        /**
         * Properties of a HTTPHeader.
         * @typedef {Object} flow.HTTPHeader.$Properties
         * @property {string} [key] HTTPHeader key
         * @property {string} [value] HTTPHeader value
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a HTTPHeader.
         * @memberof flow
         * @interface IHTTPHeader
         * @augments flow.HTTPHeader.$Properties
         * @deprecated Use flow.HTTPHeader.$Properties instead.
         */

        /**
         * Shape of a HTTPHeader.
         * @typedef {flow.HTTPHeader.$Properties} flow.HTTPHeader.$Shape
         */

        /**
         * Constructs a new HTTPHeader.
         * @memberof flow
         * @classdesc Represents a HTTPHeader.
         * @constructor
         * @param {flow.HTTPHeader.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const HTTPHeader = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * HTTPHeader key.
         * @member {string} key
         * @memberof flow.HTTPHeader
         * @instance
         */
        HTTPHeader.prototype.key = "";

        /**
         * HTTPHeader value.
         * @member {string} value
         * @memberof flow.HTTPHeader
         * @instance
         */
        HTTPHeader.prototype.value = "";

        /**
         * Encodes the specified HTTPHeader message. Does not implicitly {@link flow.HTTPHeader.verify|verify} messages.
         * @function encode
         * @memberof flow.HTTPHeader
         * @static
         * @param {flow.HTTPHeader.$Properties} message HTTPHeader message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        HTTPHeader.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.key != null && $Object.hasOwnProperty.call(message, "key") && message.key !== "")
                writer.uint32(/* id 1, wireType 2 =*/10).string(message.key);
            if (message.value != null && $Object.hasOwnProperty.call(message, "value") && message.value !== "")
                writer.uint32(/* id 2, wireType 2 =*/18).string(message.value);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a HTTPHeader message from the specified reader or buffer.
         * @function decode
         * @memberof flow.HTTPHeader
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.HTTPHeader & flow.HTTPHeader.$Shape} HTTPHeader
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        HTTPHeader.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.HTTPHeader();
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

        return HTTPHeader;
    })();

    flow.FlowFilter = (function() {

        /**
         * Properties of a FlowFilter.
         * @typedef {Object} flow.FlowFilter.$Properties
         * @property {Array.<string>} [source_ip] FlowFilter source_ip
         * @property {Array.<string>} [source_pod] FlowFilter source_pod
         * @property {Array.<string>} [destination_ip] FlowFilter destination_ip
         * @property {Array.<string>} [destination_pod] FlowFilter destination_pod
         * @property {Array.<flow.Verdict>} [verdict] FlowFilter verdict
         * @property {Array.<flow.EventTypeFilter.$Properties>} [event_type] FlowFilter event_type
         * @property {Array.<string>} [source_fqdn] FlowFilter source_fqdn
         * @property {Array.<string>} [destination_fqdn] FlowFilter destination_fqdn
         * @property {Array.<string>} [http_status_code] FlowFilter http_status_code
         * @property {Array.<string>} [source_label] FlowFilter source_label
         * @property {Array.<string>} [destination_label] FlowFilter destination_label
         * @property {Array.<string>} [protocol] FlowFilter protocol
         * @property {Array.<string>} [source_port] FlowFilter source_port
         * @property {Array.<string>} [destination_port] FlowFilter destination_port
         * @property {Array.<boolean>} [reply] FlowFilter reply
         * @property {Array.<string>} [source_service] FlowFilter source_service
         * @property {Array.<string>} [destination_service] FlowFilter destination_service
         * @property {Array.<string>} [dns_query] FlowFilter dns_query
         * @property {Array.<number>} [source_identity] FlowFilter source_identity
         * @property {Array.<number>} [destination_identity] FlowFilter destination_identity
         * @property {Array.<string>} [http_method] FlowFilter http_method
         * @property {Array.<string>} [http_path] FlowFilter http_path
         * @property {Array.<flow.TCPFlags.$Properties>} [tcp_flags] FlowFilter tcp_flags
         * @property {Array.<string>} [node_name] FlowFilter node_name
         * @property {Array.<flow.IPVersion>} [ip_version] FlowFilter ip_version
         * @property {Array.<flow.Workload.$Properties>} [source_workload] FlowFilter source_workload
         * @property {Array.<flow.Workload.$Properties>} [destination_workload] FlowFilter destination_workload
         * @property {Array.<string>} [trace_id] FlowFilter trace_id
         * @property {Array.<string>} [uuid] FlowFilter uuid
         * @property {Array.<flow.TrafficDirection>} [traffic_direction] FlowFilter traffic_direction
         * @property {Array.<string>} [http_url] FlowFilter http_url
         * @property {Array.<flow.HTTPHeader.$Properties>} [http_header] FlowFilter http_header
         * @property {Array.<flow.DropReason>} [drop_reason_desc] FlowFilter drop_reason_desc
         * @property {Array.<string>} [source_ip_xlated] FlowFilter source_ip_xlated
         * @property {Array.<flow.NetworkInterface.$Properties>} ["interface"] FlowFilter interface
         * @property {Array.<string>} [node_labels] FlowFilter node_labels
         * @property {Array.<string>} [source_cluster_name] FlowFilter source_cluster_name
         * @property {Array.<string>} [destination_cluster_name] FlowFilter destination_cluster_name
         * @property {Array.<number>} [ip_trace_id] FlowFilter ip_trace_id
         * @property {Array.<boolean>} [encrypted] FlowFilter encrypted
         * @property {flow.FlowFilter.Experimental.$Properties} [experimental] FlowFilter experimental
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a FlowFilter.
         * @memberof flow
         * @interface IFlowFilter
         * @augments flow.FlowFilter.$Properties
         * @deprecated Use flow.FlowFilter.$Properties instead.
         */

        /**
         * Shape of a FlowFilter.
         * @typedef {flow.FlowFilter.$Properties} flow.FlowFilter.$Shape
         */

        /**
         * Constructs a new FlowFilter.
         * @memberof flow
         * @classdesc Represents a FlowFilter.
         * @constructor
         * @param {flow.FlowFilter.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const FlowFilter = function (properties) {
            this.source_ip = [];
            this.source_pod = [];
            this.destination_ip = [];
            this.destination_pod = [];
            this.verdict = [];
            this.event_type = [];
            this.source_fqdn = [];
            this.destination_fqdn = [];
            this.http_status_code = [];
            this.source_label = [];
            this.destination_label = [];
            this.protocol = [];
            this.source_port = [];
            this.destination_port = [];
            this.reply = [];
            this.source_service = [];
            this.destination_service = [];
            this.dns_query = [];
            this.source_identity = [];
            this.destination_identity = [];
            this.http_method = [];
            this.http_path = [];
            this.tcp_flags = [];
            this.node_name = [];
            this.ip_version = [];
            this.source_workload = [];
            this.destination_workload = [];
            this.trace_id = [];
            this.uuid = [];
            this.traffic_direction = [];
            this.http_url = [];
            this.http_header = [];
            this.drop_reason_desc = [];
            this.source_ip_xlated = [];
            this["interface"] = [];
            this.node_labels = [];
            this.source_cluster_name = [];
            this.destination_cluster_name = [];
            this.ip_trace_id = [];
            this.encrypted = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * FlowFilter source_ip.
         * @member {Array.<string>} source_ip
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_ip = $util.emptyArray;

        /**
         * FlowFilter source_pod.
         * @member {Array.<string>} source_pod
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_pod = $util.emptyArray;

        /**
         * FlowFilter destination_ip.
         * @member {Array.<string>} destination_ip
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_ip = $util.emptyArray;

        /**
         * FlowFilter destination_pod.
         * @member {Array.<string>} destination_pod
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_pod = $util.emptyArray;

        /**
         * FlowFilter verdict.
         * @member {Array.<flow.Verdict>} verdict
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.verdict = $util.emptyArray;

        /**
         * FlowFilter event_type.
         * @member {Array.<flow.EventTypeFilter>} event_type
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.event_type = $util.emptyArray;

        /**
         * FlowFilter source_fqdn.
         * @member {Array.<string>} source_fqdn
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_fqdn = $util.emptyArray;

        /**
         * FlowFilter destination_fqdn.
         * @member {Array.<string>} destination_fqdn
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_fqdn = $util.emptyArray;

        /**
         * FlowFilter http_status_code.
         * @member {Array.<string>} http_status_code
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.http_status_code = $util.emptyArray;

        /**
         * FlowFilter source_label.
         * @member {Array.<string>} source_label
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_label = $util.emptyArray;

        /**
         * FlowFilter destination_label.
         * @member {Array.<string>} destination_label
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_label = $util.emptyArray;

        /**
         * FlowFilter protocol.
         * @member {Array.<string>} protocol
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.protocol = $util.emptyArray;

        /**
         * FlowFilter source_port.
         * @member {Array.<string>} source_port
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_port = $util.emptyArray;

        /**
         * FlowFilter destination_port.
         * @member {Array.<string>} destination_port
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_port = $util.emptyArray;

        /**
         * FlowFilter reply.
         * @member {Array.<boolean>} reply
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.reply = $util.emptyArray;

        /**
         * FlowFilter source_service.
         * @member {Array.<string>} source_service
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_service = $util.emptyArray;

        /**
         * FlowFilter destination_service.
         * @member {Array.<string>} destination_service
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_service = $util.emptyArray;

        /**
         * FlowFilter dns_query.
         * @member {Array.<string>} dns_query
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.dns_query = $util.emptyArray;

        /**
         * FlowFilter source_identity.
         * @member {Array.<number>} source_identity
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_identity = $util.emptyArray;

        /**
         * FlowFilter destination_identity.
         * @member {Array.<number>} destination_identity
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_identity = $util.emptyArray;

        /**
         * FlowFilter http_method.
         * @member {Array.<string>} http_method
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.http_method = $util.emptyArray;

        /**
         * FlowFilter http_path.
         * @member {Array.<string>} http_path
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.http_path = $util.emptyArray;

        /**
         * FlowFilter tcp_flags.
         * @member {Array.<flow.TCPFlags>} tcp_flags
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.tcp_flags = $util.emptyArray;

        /**
         * FlowFilter node_name.
         * @member {Array.<string>} node_name
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.node_name = $util.emptyArray;

        /**
         * FlowFilter ip_version.
         * @member {Array.<flow.IPVersion>} ip_version
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.ip_version = $util.emptyArray;

        /**
         * FlowFilter source_workload.
         * @member {Array.<flow.Workload>} source_workload
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_workload = $util.emptyArray;

        /**
         * FlowFilter destination_workload.
         * @member {Array.<flow.Workload>} destination_workload
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_workload = $util.emptyArray;

        /**
         * FlowFilter trace_id.
         * @member {Array.<string>} trace_id
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.trace_id = $util.emptyArray;

        /**
         * FlowFilter uuid.
         * @member {Array.<string>} uuid
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.uuid = $util.emptyArray;

        /**
         * FlowFilter traffic_direction.
         * @member {Array.<flow.TrafficDirection>} traffic_direction
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.traffic_direction = $util.emptyArray;

        /**
         * FlowFilter http_url.
         * @member {Array.<string>} http_url
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.http_url = $util.emptyArray;

        /**
         * FlowFilter http_header.
         * @member {Array.<flow.HTTPHeader>} http_header
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.http_header = $util.emptyArray;

        /**
         * FlowFilter drop_reason_desc.
         * @member {Array.<flow.DropReason>} drop_reason_desc
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.drop_reason_desc = $util.emptyArray;

        /**
         * FlowFilter source_ip_xlated.
         * @member {Array.<string>} source_ip_xlated
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_ip_xlated = $util.emptyArray;

        /**
         * FlowFilter interface.
         * @member {Array.<flow.NetworkInterface>} interface
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype["interface"] = $util.emptyArray;

        /**
         * FlowFilter node_labels.
         * @member {Array.<string>} node_labels
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.node_labels = $util.emptyArray;

        /**
         * FlowFilter source_cluster_name.
         * @member {Array.<string>} source_cluster_name
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.source_cluster_name = $util.emptyArray;

        /**
         * FlowFilter destination_cluster_name.
         * @member {Array.<string>} destination_cluster_name
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.destination_cluster_name = $util.emptyArray;

        /**
         * FlowFilter ip_trace_id.
         * @member {Array.<number>} ip_trace_id
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.ip_trace_id = $util.emptyArray;

        /**
         * FlowFilter encrypted.
         * @member {Array.<boolean>} encrypted
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.encrypted = $util.emptyArray;

        /**
         * FlowFilter experimental.
         * @member {flow.FlowFilter.Experimental} experimental
         * @memberof flow.FlowFilter
         * @instance
         */
        FlowFilter.prototype.experimental = null;

        /**
         * Encodes the specified FlowFilter message. Does not implicitly {@link flow.FlowFilter.verify|verify} messages.
         * @function encode
         * @memberof flow.FlowFilter
         * @static
         * @param {flow.FlowFilter.$Properties} message FlowFilter message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        FlowFilter.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.source_ip != null && message.source_ip.length)
                for (let i = 0; i < message.source_ip.length; ++i)
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.source_ip[i]);
            if (message.source_pod != null && message.source_pod.length)
                for (let i = 0; i < message.source_pod.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.source_pod[i]);
            if (message.destination_ip != null && message.destination_ip.length)
                for (let i = 0; i < message.destination_ip.length; ++i)
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.destination_ip[i]);
            if (message.destination_pod != null && message.destination_pod.length)
                for (let i = 0; i < message.destination_pod.length; ++i)
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.destination_pod[i]);
            if (message.verdict != null && message.verdict.length)
                writer.uint32(/* id 5, wireType 2 =*/42).int32s(message.verdict);
            if (message.event_type != null && message.event_type.length)
                for (let i = 0; i < message.event_type.length; ++i)
                    $root.flow.EventTypeFilter.encode(message.event_type[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
            if (message.source_fqdn != null && message.source_fqdn.length)
                for (let i = 0; i < message.source_fqdn.length; ++i)
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.source_fqdn[i]);
            if (message.destination_fqdn != null && message.destination_fqdn.length)
                for (let i = 0; i < message.destination_fqdn.length; ++i)
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.destination_fqdn[i]);
            if (message.http_status_code != null && message.http_status_code.length)
                for (let i = 0; i < message.http_status_code.length; ++i)
                    writer.uint32(/* id 9, wireType 2 =*/74).string(message.http_status_code[i]);
            if (message.source_label != null && message.source_label.length)
                for (let i = 0; i < message.source_label.length; ++i)
                    writer.uint32(/* id 10, wireType 2 =*/82).string(message.source_label[i]);
            if (message.destination_label != null && message.destination_label.length)
                for (let i = 0; i < message.destination_label.length; ++i)
                    writer.uint32(/* id 11, wireType 2 =*/90).string(message.destination_label[i]);
            if (message.protocol != null && message.protocol.length)
                for (let i = 0; i < message.protocol.length; ++i)
                    writer.uint32(/* id 12, wireType 2 =*/98).string(message.protocol[i]);
            if (message.source_port != null && message.source_port.length)
                for (let i = 0; i < message.source_port.length; ++i)
                    writer.uint32(/* id 13, wireType 2 =*/106).string(message.source_port[i]);
            if (message.destination_port != null && message.destination_port.length)
                for (let i = 0; i < message.destination_port.length; ++i)
                    writer.uint32(/* id 14, wireType 2 =*/114).string(message.destination_port[i]);
            if (message.reply != null && message.reply.length)
                writer.uint32(/* id 15, wireType 2 =*/122).bools(message.reply);
            if (message.source_service != null && message.source_service.length)
                for (let i = 0; i < message.source_service.length; ++i)
                    writer.uint32(/* id 16, wireType 2 =*/130).string(message.source_service[i]);
            if (message.destination_service != null && message.destination_service.length)
                for (let i = 0; i < message.destination_service.length; ++i)
                    writer.uint32(/* id 17, wireType 2 =*/138).string(message.destination_service[i]);
            if (message.dns_query != null && message.dns_query.length)
                for (let i = 0; i < message.dns_query.length; ++i)
                    writer.uint32(/* id 18, wireType 2 =*/146).string(message.dns_query[i]);
            if (message.source_identity != null && message.source_identity.length)
                writer.uint32(/* id 19, wireType 2 =*/154).uint32s(message.source_identity);
            if (message.destination_identity != null && message.destination_identity.length)
                writer.uint32(/* id 20, wireType 2 =*/162).uint32s(message.destination_identity);
            if (message.http_method != null && message.http_method.length)
                for (let i = 0; i < message.http_method.length; ++i)
                    writer.uint32(/* id 21, wireType 2 =*/170).string(message.http_method[i]);
            if (message.http_path != null && message.http_path.length)
                for (let i = 0; i < message.http_path.length; ++i)
                    writer.uint32(/* id 22, wireType 2 =*/178).string(message.http_path[i]);
            if (message.tcp_flags != null && message.tcp_flags.length)
                for (let i = 0; i < message.tcp_flags.length; ++i)
                    $root.flow.TCPFlags.encode(message.tcp_flags[i], writer.uint32(/* id 23, wireType 2 =*/186).fork(), _depth + 1).ldelim();
            if (message.node_name != null && message.node_name.length)
                for (let i = 0; i < message.node_name.length; ++i)
                    writer.uint32(/* id 24, wireType 2 =*/194).string(message.node_name[i]);
            if (message.ip_version != null && message.ip_version.length)
                writer.uint32(/* id 25, wireType 2 =*/202).int32s(message.ip_version);
            if (message.source_workload != null && message.source_workload.length)
                for (let i = 0; i < message.source_workload.length; ++i)
                    $root.flow.Workload.encode(message.source_workload[i], writer.uint32(/* id 26, wireType 2 =*/210).fork(), _depth + 1).ldelim();
            if (message.destination_workload != null && message.destination_workload.length)
                for (let i = 0; i < message.destination_workload.length; ++i)
                    $root.flow.Workload.encode(message.destination_workload[i], writer.uint32(/* id 27, wireType 2 =*/218).fork(), _depth + 1).ldelim();
            if (message.trace_id != null && message.trace_id.length)
                for (let i = 0; i < message.trace_id.length; ++i)
                    writer.uint32(/* id 28, wireType 2 =*/226).string(message.trace_id[i]);
            if (message.uuid != null && message.uuid.length)
                for (let i = 0; i < message.uuid.length; ++i)
                    writer.uint32(/* id 29, wireType 2 =*/234).string(message.uuid[i]);
            if (message.traffic_direction != null && message.traffic_direction.length)
                writer.uint32(/* id 30, wireType 2 =*/242).int32s(message.traffic_direction);
            if (message.http_url != null && message.http_url.length)
                for (let i = 0; i < message.http_url.length; ++i)
                    writer.uint32(/* id 31, wireType 2 =*/250).string(message.http_url[i]);
            if (message.http_header != null && message.http_header.length)
                for (let i = 0; i < message.http_header.length; ++i)
                    $root.flow.HTTPHeader.encode(message.http_header[i], writer.uint32(/* id 32, wireType 2 =*/258).fork(), _depth + 1).ldelim();
            if (message.drop_reason_desc != null && message.drop_reason_desc.length)
                writer.uint32(/* id 33, wireType 2 =*/266).int32s(message.drop_reason_desc);
            if (message.source_ip_xlated != null && message.source_ip_xlated.length)
                for (let i = 0; i < message.source_ip_xlated.length; ++i)
                    writer.uint32(/* id 34, wireType 2 =*/274).string(message.source_ip_xlated[i]);
            if (message["interface"] != null && message["interface"].length)
                for (let i = 0; i < message["interface"].length; ++i)
                    $root.flow.NetworkInterface.encode(message["interface"][i], writer.uint32(/* id 35, wireType 2 =*/282).fork(), _depth + 1).ldelim();
            if (message.node_labels != null && message.node_labels.length)
                for (let i = 0; i < message.node_labels.length; ++i)
                    writer.uint32(/* id 36, wireType 2 =*/290).string(message.node_labels[i]);
            if (message.source_cluster_name != null && message.source_cluster_name.length)
                for (let i = 0; i < message.source_cluster_name.length; ++i)
                    writer.uint32(/* id 37, wireType 2 =*/298).string(message.source_cluster_name[i]);
            if (message.destination_cluster_name != null && message.destination_cluster_name.length)
                for (let i = 0; i < message.destination_cluster_name.length; ++i)
                    writer.uint32(/* id 38, wireType 2 =*/306).string(message.destination_cluster_name[i]);
            if (message.ip_trace_id != null && message.ip_trace_id.length)
                writer.uint32(/* id 39, wireType 2 =*/314).uint64s(message.ip_trace_id);
            if (message.encrypted != null && message.encrypted.length)
                writer.uint32(/* id 40, wireType 2 =*/322).bools(message.encrypted);
            if (message.experimental != null && $Object.hasOwnProperty.call(message, "experimental"))
                $root.flow.FlowFilter.Experimental.encode(message.experimental, writer.uint32(/* id 999, wireType 2 =*/7994).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a FlowFilter message from the specified reader or buffer.
         * @function decode
         * @memberof flow.FlowFilter
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.FlowFilter & flow.FlowFilter.$Shape} FlowFilter
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        FlowFilter.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.FlowFilter();
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
                        if (!(message.source_ip && message.source_ip.length))
                            message.source_ip = [];
                        message.source_ip.push(reader.stringVerify());
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_pod && message.source_pod.length))
                            message.source_pod = [];
                        message.source_pod.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_ip && message.destination_ip.length))
                            message.destination_ip = [];
                        message.destination_ip.push(reader.stringVerify());
                        continue;
                    }
                case 4: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_pod && message.destination_pod.length))
                            message.destination_pod = [];
                        message.destination_pod.push(reader.stringVerify());
                        continue;
                    }
                case 5: {
                        if (wireType === 2) {
                            if (!(message.verdict && message.verdict.length))
                                message.verdict = [];
                            reader.int32s(message.verdict);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.verdict && message.verdict.length))
                            message.verdict = [];
                        message.verdict.push(reader.int32());
                        continue;
                    }
                case 6: {
                        if (wireType !== 2)
                            break;
                        if (!(message.event_type && message.event_type.length))
                            message.event_type = [];
                        message.event_type.push($root.flow.EventTypeFilter.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 7: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_fqdn && message.source_fqdn.length))
                            message.source_fqdn = [];
                        message.source_fqdn.push(reader.stringVerify());
                        continue;
                    }
                case 8: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_fqdn && message.destination_fqdn.length))
                            message.destination_fqdn = [];
                        message.destination_fqdn.push(reader.stringVerify());
                        continue;
                    }
                case 9: {
                        if (wireType !== 2)
                            break;
                        if (!(message.http_status_code && message.http_status_code.length))
                            message.http_status_code = [];
                        message.http_status_code.push(reader.stringVerify());
                        continue;
                    }
                case 10: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_label && message.source_label.length))
                            message.source_label = [];
                        message.source_label.push(reader.stringVerify());
                        continue;
                    }
                case 11: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_label && message.destination_label.length))
                            message.destination_label = [];
                        message.destination_label.push(reader.stringVerify());
                        continue;
                    }
                case 12: {
                        if (wireType !== 2)
                            break;
                        if (!(message.protocol && message.protocol.length))
                            message.protocol = [];
                        message.protocol.push(reader.stringVerify());
                        continue;
                    }
                case 13: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_port && message.source_port.length))
                            message.source_port = [];
                        message.source_port.push(reader.stringVerify());
                        continue;
                    }
                case 14: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_port && message.destination_port.length))
                            message.destination_port = [];
                        message.destination_port.push(reader.stringVerify());
                        continue;
                    }
                case 15: {
                        if (wireType === 2) {
                            if (!(message.reply && message.reply.length))
                                message.reply = [];
                            reader.bools(message.reply);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.reply && message.reply.length))
                            message.reply = [];
                        message.reply.push(reader.bool());
                        continue;
                    }
                case 16: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_service && message.source_service.length))
                            message.source_service = [];
                        message.source_service.push(reader.stringVerify());
                        continue;
                    }
                case 17: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_service && message.destination_service.length))
                            message.destination_service = [];
                        message.destination_service.push(reader.stringVerify());
                        continue;
                    }
                case 18: {
                        if (wireType !== 2)
                            break;
                        if (!(message.dns_query && message.dns_query.length))
                            message.dns_query = [];
                        message.dns_query.push(reader.stringVerify());
                        continue;
                    }
                case 19: {
                        if (wireType === 2) {
                            if (!(message.source_identity && message.source_identity.length))
                                message.source_identity = [];
                            reader.uint32s(message.source_identity);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.source_identity && message.source_identity.length))
                            message.source_identity = [];
                        message.source_identity.push(reader.uint32());
                        continue;
                    }
                case 20: {
                        if (wireType === 2) {
                            if (!(message.destination_identity && message.destination_identity.length))
                                message.destination_identity = [];
                            reader.uint32s(message.destination_identity);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.destination_identity && message.destination_identity.length))
                            message.destination_identity = [];
                        message.destination_identity.push(reader.uint32());
                        continue;
                    }
                case 21: {
                        if (wireType !== 2)
                            break;
                        if (!(message.http_method && message.http_method.length))
                            message.http_method = [];
                        message.http_method.push(reader.stringVerify());
                        continue;
                    }
                case 22: {
                        if (wireType !== 2)
                            break;
                        if (!(message.http_path && message.http_path.length))
                            message.http_path = [];
                        message.http_path.push(reader.stringVerify());
                        continue;
                    }
                case 23: {
                        if (wireType !== 2)
                            break;
                        if (!(message.tcp_flags && message.tcp_flags.length))
                            message.tcp_flags = [];
                        message.tcp_flags.push($root.flow.TCPFlags.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 24: {
                        if (wireType !== 2)
                            break;
                        if (!(message.node_name && message.node_name.length))
                            message.node_name = [];
                        message.node_name.push(reader.stringVerify());
                        continue;
                    }
                case 25: {
                        if (wireType === 2) {
                            if (!(message.ip_version && message.ip_version.length))
                                message.ip_version = [];
                            reader.int32s(message.ip_version);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.ip_version && message.ip_version.length))
                            message.ip_version = [];
                        message.ip_version.push(reader.int32());
                        continue;
                    }
                case 26: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_workload && message.source_workload.length))
                            message.source_workload = [];
                        message.source_workload.push($root.flow.Workload.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 27: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_workload && message.destination_workload.length))
                            message.destination_workload = [];
                        message.destination_workload.push($root.flow.Workload.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 28: {
                        if (wireType !== 2)
                            break;
                        if (!(message.trace_id && message.trace_id.length))
                            message.trace_id = [];
                        message.trace_id.push(reader.stringVerify());
                        continue;
                    }
                case 29: {
                        if (wireType !== 2)
                            break;
                        if (!(message.uuid && message.uuid.length))
                            message.uuid = [];
                        message.uuid.push(reader.stringVerify());
                        continue;
                    }
                case 30: {
                        if (wireType === 2) {
                            if (!(message.traffic_direction && message.traffic_direction.length))
                                message.traffic_direction = [];
                            reader.int32s(message.traffic_direction);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.traffic_direction && message.traffic_direction.length))
                            message.traffic_direction = [];
                        message.traffic_direction.push(reader.int32());
                        continue;
                    }
                case 31: {
                        if (wireType !== 2)
                            break;
                        if (!(message.http_url && message.http_url.length))
                            message.http_url = [];
                        message.http_url.push(reader.stringVerify());
                        continue;
                    }
                case 32: {
                        if (wireType !== 2)
                            break;
                        if (!(message.http_header && message.http_header.length))
                            message.http_header = [];
                        message.http_header.push($root.flow.HTTPHeader.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 33: {
                        if (wireType === 2) {
                            if (!(message.drop_reason_desc && message.drop_reason_desc.length))
                                message.drop_reason_desc = [];
                            reader.int32s(message.drop_reason_desc);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.drop_reason_desc && message.drop_reason_desc.length))
                            message.drop_reason_desc = [];
                        message.drop_reason_desc.push(reader.int32());
                        continue;
                    }
                case 34: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_ip_xlated && message.source_ip_xlated.length))
                            message.source_ip_xlated = [];
                        message.source_ip_xlated.push(reader.stringVerify());
                        continue;
                    }
                case 35: {
                        if (wireType !== 2)
                            break;
                        if (!(message["interface"] && message["interface"].length))
                            message["interface"] = [];
                        message["interface"].push($root.flow.NetworkInterface.decode(reader, reader.size(), $undefined, _depth + 1));
                        continue;
                    }
                case 36: {
                        if (wireType !== 2)
                            break;
                        if (!(message.node_labels && message.node_labels.length))
                            message.node_labels = [];
                        message.node_labels.push(reader.stringVerify());
                        continue;
                    }
                case 37: {
                        if (wireType !== 2)
                            break;
                        if (!(message.source_cluster_name && message.source_cluster_name.length))
                            message.source_cluster_name = [];
                        message.source_cluster_name.push(reader.stringVerify());
                        continue;
                    }
                case 38: {
                        if (wireType !== 2)
                            break;
                        if (!(message.destination_cluster_name && message.destination_cluster_name.length))
                            message.destination_cluster_name = [];
                        message.destination_cluster_name.push(reader.stringVerify());
                        continue;
                    }
                case 39: {
                        if (wireType === 2) {
                            if (!(message.ip_trace_id && message.ip_trace_id.length))
                                message.ip_trace_id = [];
                            reader.uint64s(message.ip_trace_id);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.ip_trace_id && message.ip_trace_id.length))
                            message.ip_trace_id = [];
                        message.ip_trace_id.push(reader.uint64());
                        continue;
                    }
                case 40: {
                        if (wireType === 2) {
                            if (!(message.encrypted && message.encrypted.length))
                                message.encrypted = [];
                            reader.bools(message.encrypted);
                            continue;
                        }
                        if (wireType !== 0)
                            break;
                        if (!(message.encrypted && message.encrypted.length))
                            message.encrypted = [];
                        message.encrypted.push(reader.bool());
                        continue;
                    }
                case 999: {
                        if (wireType !== 2)
                            break;
                        message.experimental = $root.flow.FlowFilter.Experimental.decode(reader, reader.size(), $undefined, _depth + 1, message.experimental);
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

        FlowFilter.Experimental = (function() {

            /**
             * Properties of an Experimental.
             * @typedef {Object} flow.FlowFilter.Experimental.$Properties
             * @property {Array.<string>} [cel_expression] Experimental cel_expression
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Experimental.
             * @memberof flow.FlowFilter
             * @interface IExperimental
             * @augments flow.FlowFilter.Experimental.$Properties
             * @deprecated Use flow.FlowFilter.Experimental.$Properties instead.
             */

            /**
             * Shape of an Experimental.
             * @typedef {flow.FlowFilter.Experimental.$Properties} flow.FlowFilter.Experimental.$Shape
             */

            /**
             * Constructs a new Experimental.
             * @memberof flow.FlowFilter
             * @classdesc Represents an Experimental.
             * @constructor
             * @param {flow.FlowFilter.Experimental.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Experimental = function (properties) {
                this.cel_expression = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Experimental cel_expression.
             * @member {Array.<string>} cel_expression
             * @memberof flow.FlowFilter.Experimental
             * @instance
             */
            Experimental.prototype.cel_expression = $util.emptyArray;

            /**
             * Encodes the specified Experimental message. Does not implicitly {@link flow.FlowFilter.Experimental.verify|verify} messages.
             * @function encode
             * @memberof flow.FlowFilter.Experimental
             * @static
             * @param {flow.FlowFilter.Experimental.$Properties} message Experimental message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Experimental.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cel_expression != null && message.cel_expression.length)
                    for (let i = 0; i < message.cel_expression.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.cel_expression[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Experimental message from the specified reader or buffer.
             * @function decode
             * @memberof flow.FlowFilter.Experimental
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {flow.FlowFilter.Experimental & flow.FlowFilter.Experimental.$Shape} Experimental
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Experimental.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.flow.FlowFilter.Experimental();
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
                            if (!(message.cel_expression && message.cel_expression.length))
                                message.cel_expression = [];
                            message.cel_expression.push(reader.stringVerify());
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

            return Experimental;
        })();

        return FlowFilter;
    })();

    /**
     * LostEventSource enum.
     * @name flow.LostEventSource
     * @enum {number}
     * @property {number} UNKNOWN_LOST_EVENT_SOURCE=0 UNKNOWN_LOST_EVENT_SOURCE value
     * @property {number} PERF_EVENT_RING_BUFFER=1 PERF_EVENT_RING_BUFFER value
     * @property {number} OBSERVER_EVENTS_QUEUE=2 OBSERVER_EVENTS_QUEUE value
     * @property {number} HUBBLE_RING_BUFFER=3 HUBBLE_RING_BUFFER value
     */
    flow.LostEventSource = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "UNKNOWN_LOST_EVENT_SOURCE"] = 0;
        values[valuesById[1] = "PERF_EVENT_RING_BUFFER"] = 1;
        values[valuesById[2] = "OBSERVER_EVENTS_QUEUE"] = 2;
        values[valuesById[3] = "HUBBLE_RING_BUFFER"] = 3;
        return values;
    })();

    flow.LostEvent = (function() {

        /**
         * Properties of a LostEvent.
         * @typedef {Object} flow.LostEvent.$Properties
         * @property {flow.LostEventSource} [source] LostEvent source
         * @property {number} [num_events_lost] LostEvent num_events_lost
         * @property {google.protobuf.Int32Value.$Properties} [cpu] LostEvent cpu
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a LostEvent.
         * @memberof flow
         * @interface ILostEvent
         * @augments flow.LostEvent.$Properties
         * @deprecated Use flow.LostEvent.$Properties instead.
         */

        /**
         * Shape of a LostEvent.
         * @typedef {flow.LostEvent.$Properties} flow.LostEvent.$Shape
         */

        /**
         * Constructs a new LostEvent.
         * @memberof flow
         * @classdesc Represents a LostEvent.
         * @constructor
         * @param {flow.LostEvent.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const LostEvent = function (properties) {
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * LostEvent source.
         * @member {flow.LostEventSource} source
         * @memberof flow.LostEvent
         * @instance
         */
        LostEvent.prototype.source = 0;

        /**
         * LostEvent num_events_lost.
         * @member {number} num_events_lost
         * @memberof flow.LostEvent
         * @instance
         */
        LostEvent.prototype.num_events_lost = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

        /**
         * LostEvent cpu.
         * @member {google.protobuf.Int32Value} cpu
         * @memberof flow.LostEvent
         * @instance
         */
        LostEvent.prototype.cpu = null;

        /**
         * Encodes the specified LostEvent message. Does not implicitly {@link flow.LostEvent.verify|verify} messages.
         * @function encode
         * @memberof flow.LostEvent
         * @static
         * @param {flow.LostEvent.$Properties} message LostEvent message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        LostEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.source);
            if (message.num_events_lost != null && $Object.hasOwnProperty.call(message, "num_events_lost") && (typeof message.num_events_lost === "object" ? message.num_events_lost.low || message.num_events_lost.high : message.num_events_lost !== 0))
                writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.num_events_lost);
            if (message.cpu != null && $Object.hasOwnProperty.call(message, "cpu"))
                $root.google.protobuf.Int32Value.encode(message.cpu, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a LostEvent message from the specified reader or buffer.
         * @function decode
         * @memberof flow.LostEvent
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {flow.LostEvent & flow.LostEvent.$Shape} LostEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        LostEvent.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.flow.LostEvent();
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
                            message.source = value;
                        else
                            delete message.source;
                        continue;
                    }
                case 2: {
                        if (wireType !== 0)
                            break;
                        if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                            message.num_events_lost = value;
                        else
                            delete message.num_events_lost;
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        message.cpu = $root.google.protobuf.Int32Value.decode(reader, reader.size(), $undefined, _depth + 1, message.cpu);
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

        return LostEvent;
    })();

    return flow;
})();

export const relay = $root.relay = (() => {

    /**
     * Namespace relay.
     * @exports relay
     * @namespace
     */
    const relay = {};

    relay.NodeStatusEvent = (function() {

        /**
         * Properties of a NodeStatusEvent.
         * @typedef {Object} relay.NodeStatusEvent.$Properties
         * @property {relay.NodeState} [state_change] NodeStatusEvent state_change
         * @property {Array.<string>} [node_names] NodeStatusEvent node_names
         * @property {string} [message] NodeStatusEvent message
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */

        /**
         * Properties of a NodeStatusEvent.
         * @memberof relay
         * @interface INodeStatusEvent
         * @augments relay.NodeStatusEvent.$Properties
         * @deprecated Use relay.NodeStatusEvent.$Properties instead.
         */

        /**
         * Shape of a NodeStatusEvent.
         * @typedef {relay.NodeStatusEvent.$Properties} relay.NodeStatusEvent.$Shape
         */

        /**
         * Constructs a new NodeStatusEvent.
         * @memberof relay
         * @classdesc Represents a NodeStatusEvent.
         * @constructor
         * @param {relay.NodeStatusEvent.$Properties=} [properties] Properties to set
         * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
         */
        const NodeStatusEvent = function (properties) {
            this.node_names = [];
            if (properties)
                for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                    if (properties[keys[i]] != null && keys[i] !== "__proto__")
                        this[keys[i]] = properties[keys[i]];
        };

        /**
         * NodeStatusEvent state_change.
         * @member {relay.NodeState} state_change
         * @memberof relay.NodeStatusEvent
         * @instance
         */
        NodeStatusEvent.prototype.state_change = 0;

        /**
         * NodeStatusEvent node_names.
         * @member {Array.<string>} node_names
         * @memberof relay.NodeStatusEvent
         * @instance
         */
        NodeStatusEvent.prototype.node_names = $util.emptyArray;

        /**
         * NodeStatusEvent message.
         * @member {string} message
         * @memberof relay.NodeStatusEvent
         * @instance
         */
        NodeStatusEvent.prototype.message = "";

        /**
         * Encodes the specified NodeStatusEvent message. Does not implicitly {@link relay.NodeStatusEvent.verify|verify} messages.
         * @function encode
         * @memberof relay.NodeStatusEvent
         * @static
         * @param {relay.NodeStatusEvent.$Properties} message NodeStatusEvent message or plain object to encode
         * @param {$protobuf.Writer} [writer] Writer to encode to
         * @returns {$protobuf.Writer} Writer
         */
        NodeStatusEvent.encode = function (message, writer, _depth) {
            if (!writer)
                writer = $Writer.create();
            if (_depth === $undefined)
                _depth = 0;
            if (_depth > $util.recursionLimit)
                throw $Error("max depth exceeded");
            if (message.state_change != null && $Object.hasOwnProperty.call(message, "state_change") && message.state_change !== 0)
                writer.uint32(/* id 1, wireType 0 =*/8).int32(message.state_change);
            if (message.node_names != null && message.node_names.length)
                for (let i = 0; i < message.node_names.length; ++i)
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.node_names[i]);
            if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                writer.uint32(/* id 3, wireType 2 =*/26).string(message.message);
            if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                for (let i = 0; i < message.$unknowns.length; ++i)
                    writer.raw(message.$unknowns[i]);
            return writer;
        };

        /**
         * Decodes a NodeStatusEvent message from the specified reader or buffer.
         * @function decode
         * @memberof relay.NodeStatusEvent
         * @static
         * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
         * @param {number} [length] Message length if known beforehand
         * @returns {relay.NodeStatusEvent & relay.NodeStatusEvent.$Shape} NodeStatusEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        NodeStatusEvent.decode = function (reader, length, _end, _depth, _target) {
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
            message = _target || new $root.relay.NodeStatusEvent();
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
                            message.state_change = value;
                        else
                            delete message.state_change;
                        continue;
                    }
                case 2: {
                        if (wireType !== 2)
                            break;
                        if (!(message.node_names && message.node_names.length))
                            message.node_names = [];
                        message.node_names.push(reader.stringVerify());
                        continue;
                    }
                case 3: {
                        if (wireType !== 2)
                            break;
                        if ((value = reader.stringVerify()).length)
                            message.message = value;
                        else
                            delete message.message;
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

        return NodeStatusEvent;
    })();

    /**
     * NodeState enum.
     * @name relay.NodeState
     * @enum {number}
     * @property {number} UNKNOWN_NODE_STATE=0 UNKNOWN_NODE_STATE value
     * @property {number} NODE_CONNECTED=1 NODE_CONNECTED value
     * @property {number} NODE_UNAVAILABLE=2 NODE_UNAVAILABLE value
     * @property {number} NODE_GONE=3 NODE_GONE value
     * @property {number} NODE_ERROR=4 NODE_ERROR value
     */
    relay.NodeState = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "UNKNOWN_NODE_STATE"] = 0;
        values[valuesById[1] = "NODE_CONNECTED"] = 1;
        values[valuesById[2] = "NODE_UNAVAILABLE"] = 2;
        values[valuesById[3] = "NODE_GONE"] = 3;
        values[valuesById[4] = "NODE_ERROR"] = 4;
        return values;
    })();

    return relay;
})();

export const grpc = $root.grpc = (() => {

    /**
     * Namespace grpc.
     * @exports grpc
     * @namespace
     */
    const grpc = {};

    grpc.health = (function() {

        /**
         * Namespace health.
         * @memberof grpc
         * @namespace
         */
        const health = {};

        health.v1 = (function() {

            /**
             * Namespace v1.
             * @memberof grpc.health
             * @namespace
             */
            const v1 = {};

            v1.HealthCheckRequest = (function() {

                /**
                 * Properties of a HealthCheckRequest.
                 * @typedef {Object} grpc.health.v1.HealthCheckRequest.$Properties
                 * @property {string} [service] HealthCheckRequest service
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HealthCheckRequest.
                 * @memberof grpc.health.v1
                 * @interface IHealthCheckRequest
                 * @augments grpc.health.v1.HealthCheckRequest.$Properties
                 * @deprecated Use grpc.health.v1.HealthCheckRequest.$Properties instead.
                 */

                /**
                 * Shape of a HealthCheckRequest.
                 * @typedef {grpc.health.v1.HealthCheckRequest.$Properties} grpc.health.v1.HealthCheckRequest.$Shape
                 */

                /**
                 * Constructs a new HealthCheckRequest.
                 * @memberof grpc.health.v1
                 * @classdesc Represents a HealthCheckRequest.
                 * @constructor
                 * @param {grpc.health.v1.HealthCheckRequest.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HealthCheckRequest = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HealthCheckRequest service.
                 * @member {string} service
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @instance
                 */
                HealthCheckRequest.prototype.service = "";

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @function encode
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {grpc.health.v1.HealthCheckRequest.$Properties} message HealthCheckRequest message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HealthCheckRequest.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.service != null && $Object.hasOwnProperty.call(message, "service") && message.service !== "")
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.service);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @function decode
                 * @memberof grpc.health.v1.HealthCheckRequest
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape} HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HealthCheckRequest.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.grpc.health.v1.HealthCheckRequest();
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
                                    message.service = value;
                                else
                                    delete message.service;
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

                return HealthCheckRequest;
            })();

            v1.HealthCheckResponse = (function() {

                /**
                 * Properties of a HealthCheckResponse.
                 * @typedef {Object} grpc.health.v1.HealthCheckResponse.$Properties
                 * @property {grpc.health.v1.HealthCheckResponse.ServingStatus} [status] HealthCheckResponse status
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */

                /**
                 * Properties of a HealthCheckResponse.
                 * @memberof grpc.health.v1
                 * @interface IHealthCheckResponse
                 * @augments grpc.health.v1.HealthCheckResponse.$Properties
                 * @deprecated Use grpc.health.v1.HealthCheckResponse.$Properties instead.
                 */

                /**
                 * Shape of a HealthCheckResponse.
                 * @typedef {grpc.health.v1.HealthCheckResponse.$Properties} grpc.health.v1.HealthCheckResponse.$Shape
                 */

                /**
                 * Constructs a new HealthCheckResponse.
                 * @memberof grpc.health.v1
                 * @classdesc Represents a HealthCheckResponse.
                 * @constructor
                 * @param {grpc.health.v1.HealthCheckResponse.$Properties=} [properties] Properties to set
                 * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
                 */
                const HealthCheckResponse = function (properties) {
                    if (properties)
                        for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                            if (properties[keys[i]] != null && keys[i] !== "__proto__")
                                this[keys[i]] = properties[keys[i]];
                };

                /**
                 * HealthCheckResponse status.
                 * @member {grpc.health.v1.HealthCheckResponse.ServingStatus} status
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @instance
                 */
                HealthCheckResponse.prototype.status = 0;

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @function encode
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {grpc.health.v1.HealthCheckResponse.$Properties} message HealthCheckResponse message or plain object to encode
                 * @param {$protobuf.Writer} [writer] Writer to encode to
                 * @returns {$protobuf.Writer} Writer
                 */
                HealthCheckResponse.encode = function (message, writer, _depth) {
                    if (!writer)
                        writer = $Writer.create();
                    if (_depth === $undefined)
                        _depth = 0;
                    if (_depth > $util.recursionLimit)
                        throw $Error("max depth exceeded");
                    if (message.status != null && $Object.hasOwnProperty.call(message, "status") && message.status !== 0)
                        writer.uint32(/* id 1, wireType 0 =*/8).int32(message.status);
                    if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                        for (let i = 0; i < message.$unknowns.length; ++i)
                            writer.raw(message.$unknowns[i]);
                    return writer;
                };

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @function decode
                 * @memberof grpc.health.v1.HealthCheckResponse
                 * @static
                 * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
                 * @param {number} [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape} HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                HealthCheckResponse.decode = function (reader, length, _end, _depth, _target) {
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
                    message = _target || new $root.grpc.health.v1.HealthCheckResponse();
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
                                    message.status = value;
                                else
                                    delete message.status;
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

                /**
                 * ServingStatus enum.
                 * @name grpc.health.v1.HealthCheckResponse.ServingStatus
                 * @enum {number}
                 * @property {number} UNKNOWN=0 UNKNOWN value
                 * @property {number} SERVING=1 SERVING value
                 * @property {number} NOT_SERVING=2 NOT_SERVING value
                 * @property {number} SERVICE_UNKNOWN=3 SERVICE_UNKNOWN value
                 */
                HealthCheckResponse.ServingStatus = (function() {
                    const valuesById = $Object.create(null), values = $Object.create(valuesById);
                    values[valuesById[0] = "UNKNOWN"] = 0;
                    values[valuesById[1] = "SERVING"] = 1;
                    values[valuesById[2] = "NOT_SERVING"] = 2;
                    values[valuesById[3] = "SERVICE_UNKNOWN"] = 3;
                    return values;
                })();

                return HealthCheckResponse;
            })();

            return v1;
        })();

        return health;
    })();

    return grpc;
})();

export {
  $root as default
};
