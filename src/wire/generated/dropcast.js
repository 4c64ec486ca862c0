/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Reader = $protobuf.Reader, $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error, $RangeError = $util.global.RangeError;

// Exported root namespace
const $root = $protobuf.roots["default"] || ($protobuf.roots["default"] = {});

export const dropcast = $root.dropcast = (() => {

    /**
     * Namespace dropcast.
     * @exports dropcast
     * @namespace
     */
    const dropcast = {};

    dropcast.v1 = (function() {

        /**
         * Namespace v1.
         * @memberof dropcast
         * @namespace
         */
        const v1 = {};

        v1.Flow = (function() {

            /**
             * Properties of a Flow.
             * @typedef {Object} dropcast.v1.Flow.$Properties
             * @property {string} [prefix] Flow prefix
             * @property {string} [inInterface] Flow inInterface
             * @property {string} [outInterface] Flow outInterface
             * @property {dropcast.v1.Endpoint.$Properties} [source] Flow source
             * @property {dropcast.v1.Endpoint.$Properties} [destination] Flow destination
             * @property {number|null} [protocol] Flow protocol
             * @property {number|null} [port] Flow port
             * @property {number|null} [icmpType] Flow icmpType
             * @property {number|null} [icmpCode] Flow icmpCode
             * @property {boolean} [isReply] Flow isReply
             * @property {dropcast.v1.Overflow.$Properties} [overflow] Flow overflow
             * @property {number} [hour] Flow hour
             * @property {number} [lines] Flow lines
             * @property {number} [duplicates] Flow duplicates
             * @property {number} [connections] Flow connections
             * @property {number} [bytes] Flow bytes
             * @property {number} [tcpFlags] Flow tcpFlags
             * @property {number} [firstSeenUs] Flow firstSeenUs
             * @property {number} [lastSeenUs] Flow lastSeenUs
             * @property {Array.<number>} [sourcePorts] Flow sourcePorts
             * @property {Uint8Array} [sourcePortRegisters] Flow sourcePortRegisters
             * @property {number} [answered] Flow answered
             * @property {number} [refused] Flow refused
             * @property {number} [unreachable] Flow unreachable
             * @property {dropcast.v1.Origin} [origin] Flow origin
             * @property {number} [sourceEnd] Flow sourceEnd
             * @property {number} [destinationEnd] Flow destinationEnd
             * @property {number} [point] Flow point
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Flow.
             * @memberof dropcast.v1
             * @interface IFlow
             * @augments dropcast.v1.Flow.$Properties
             * @deprecated Use dropcast.v1.Flow.$Properties instead.
             */

            /**
             * Shape of a Flow.
             * @typedef {dropcast.v1.Flow.$Properties} dropcast.v1.Flow.$Shape
             */

            /**
             * Constructs a new Flow.
             * @memberof dropcast.v1
             * @classdesc Represents a Flow.
             * @constructor
             * @param {dropcast.v1.Flow.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Flow = function (properties) {
                this.sourcePorts = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Flow prefix.
             * @member {string} prefix
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.prefix = "";

            /**
             * Flow inInterface.
             * @member {string} inInterface
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.inInterface = "";

            /**
             * Flow outInterface.
             * @member {string} outInterface
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.outInterface = "";

            /**
             * Flow source.
             * @member {dropcast.v1.Endpoint} source
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.source = null;

            /**
             * Flow destination.
             * @member {dropcast.v1.Endpoint} destination
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.destination = null;

            /**
             * Flow protocol.
             * @member {number|null} protocol
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.protocol = null;

            /**
             * Flow port.
             * @member {number|null} port
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.port = null;

            /**
             * Flow icmpType.
             * @member {number|null} icmpType
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.icmpType = null;

            /**
             * Flow icmpCode.
             * @member {number|null} icmpCode
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.icmpCode = null;

            /**
             * Flow isReply.
             * @member {boolean} isReply
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.isReply = false;

            /**
             * Flow overflow.
             * @member {dropcast.v1.Overflow} overflow
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.overflow = null;

            /**
             * Flow hour.
             * @member {number} hour
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.hour = 0;

            /**
             * Flow lines.
             * @member {number} lines
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.lines = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow duplicates.
             * @member {number} duplicates
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.duplicates = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow connections.
             * @member {number} connections
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.connections = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow bytes.
             * @member {number} bytes
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow tcpFlags.
             * @member {number} tcpFlags
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.tcpFlags = 0;

            /**
             * Flow firstSeenUs.
             * @member {number} firstSeenUs
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.firstSeenUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow lastSeenUs.
             * @member {number} lastSeenUs
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.lastSeenUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow sourcePorts.
             * @member {Array.<number>} sourcePorts
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.sourcePorts = $util.emptyArray;

            /**
             * Flow sourcePortRegisters.
             * @member {Uint8Array} sourcePortRegisters
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.sourcePortRegisters = $util.newBuffer([]);

            /**
             * Flow answered.
             * @member {number} answered
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.answered = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow refused.
             * @member {number} refused
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.refused = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow unreachable.
             * @member {number} unreachable
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.unreachable = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Flow origin.
             * @member {dropcast.v1.Origin} origin
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.origin = 0;

            /**
             * Flow sourceEnd.
             * @member {number} sourceEnd
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.sourceEnd = 0;

            /**
             * Flow destinationEnd.
             * @member {number} destinationEnd
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.destinationEnd = 0;

            /**
             * Flow point.
             * @member {number} point
             * @memberof dropcast.v1.Flow
             * @instance
             */
            Flow.prototype.point = 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Flow.prototype, "_protocol", {
                get: $util.oneOfGetter($oneOfFields = ["protocol"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Flow.prototype, "_port", {
                get: $util.oneOfGetter($oneOfFields = ["port"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Flow.prototype, "_icmpType", {
                get: $util.oneOfGetter($oneOfFields = ["icmpType"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Flow.prototype, "_icmpCode", {
                get: $util.oneOfGetter($oneOfFields = ["icmpCode"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Flow message. Does not implicitly {@link dropcast.v1.Flow.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Flow
             * @static
             * @param {dropcast.v1.Flow.$Properties} message Flow message or plain object to encode
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
                if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.prefix);
                if (message.inInterface != null && $Object.hasOwnProperty.call(message, "inInterface") && message.inInterface !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.inInterface);
                if (message.outInterface != null && $Object.hasOwnProperty.call(message, "outInterface") && message.outInterface !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.outInterface);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                    $root.dropcast.v1.Endpoint.encode(message.source, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.destination != null && $Object.hasOwnProperty.call(message, "destination"))
                    $root.dropcast.v1.Endpoint.encode(message.destination, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.protocol);
                if (message.port != null && $Object.hasOwnProperty.call(message, "port"))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.port);
                if (message.icmpType != null && $Object.hasOwnProperty.call(message, "icmpType"))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint32(message.icmpType);
                if (message.icmpCode != null && $Object.hasOwnProperty.call(message, "icmpCode"))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint32(message.icmpCode);
                if (message.isReply != null && $Object.hasOwnProperty.call(message, "isReply") && message.isReply !== false)
                    writer.uint32(/* id 10, wireType 0 =*/80).bool(message.isReply);
                if (message.overflow != null && $Object.hasOwnProperty.call(message, "overflow"))
                    $root.dropcast.v1.Overflow.encode(message.overflow, writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.hour != null && $Object.hasOwnProperty.call(message, "hour") && message.hour !== 0)
                    writer.uint32(/* id 12, wireType 0 =*/96).uint32(message.hour);
                if (message.lines != null && $Object.hasOwnProperty.call(message, "lines") && (typeof message.lines === "object" ? message.lines.low || message.lines.high : message.lines !== 0))
                    writer.uint32(/* id 13, wireType 0 =*/104).uint64(message.lines);
                if (message.duplicates != null && $Object.hasOwnProperty.call(message, "duplicates") && (typeof message.duplicates === "object" ? message.duplicates.low || message.duplicates.high : message.duplicates !== 0))
                    writer.uint32(/* id 14, wireType 0 =*/112).uint64(message.duplicates);
                if (message.connections != null && $Object.hasOwnProperty.call(message, "connections") && (typeof message.connections === "object" ? message.connections.low || message.connections.high : message.connections !== 0))
                    writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.connections);
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                    writer.uint32(/* id 16, wireType 0 =*/128).uint64(message.bytes);
                if (message.tcpFlags != null && $Object.hasOwnProperty.call(message, "tcpFlags") && message.tcpFlags !== 0)
                    writer.uint32(/* id 17, wireType 0 =*/136).uint32(message.tcpFlags);
                if (message.firstSeenUs != null && $Object.hasOwnProperty.call(message, "firstSeenUs") && (typeof message.firstSeenUs === "object" ? message.firstSeenUs.low || message.firstSeenUs.high : message.firstSeenUs !== 0))
                    writer.uint32(/* id 18, wireType 0 =*/144).uint64(message.firstSeenUs);
                if (message.lastSeenUs != null && $Object.hasOwnProperty.call(message, "lastSeenUs") && (typeof message.lastSeenUs === "object" ? message.lastSeenUs.low || message.lastSeenUs.high : message.lastSeenUs !== 0))
                    writer.uint32(/* id 19, wireType 0 =*/152).uint64(message.lastSeenUs);
                if (message.sourcePorts != null && message.sourcePorts.length)
                    writer.uint32(/* id 20, wireType 2 =*/162).uint32s(message.sourcePorts);
                if (message.sourcePortRegisters != null && $Object.hasOwnProperty.call(message, "sourcePortRegisters") && message.sourcePortRegisters.length)
                    writer.uint32(/* id 21, wireType 2 =*/170).bytes(message.sourcePortRegisters);
                if (message.answered != null && $Object.hasOwnProperty.call(message, "answered") && (typeof message.answered === "object" ? message.answered.low || message.answered.high : message.answered !== 0))
                    writer.uint32(/* id 22, wireType 0 =*/176).uint64(message.answered);
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && (typeof message.refused === "object" ? message.refused.low || message.refused.high : message.refused !== 0))
                    writer.uint32(/* id 23, wireType 0 =*/184).uint64(message.refused);
                if (message.unreachable != null && $Object.hasOwnProperty.call(message, "unreachable") && (typeof message.unreachable === "object" ? message.unreachable.low || message.unreachable.high : message.unreachable !== 0))
                    writer.uint32(/* id 24, wireType 0 =*/192).uint64(message.unreachable);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(/* id 25, wireType 0 =*/200).int32(message.origin);
                if (message.sourceEnd != null && $Object.hasOwnProperty.call(message, "sourceEnd") && message.sourceEnd !== 0)
                    writer.uint32(/* id 26, wireType 0 =*/208).uint32(message.sourceEnd);
                if (message.destinationEnd != null && $Object.hasOwnProperty.call(message, "destinationEnd") && message.destinationEnd !== 0)
                    writer.uint32(/* id 27, wireType 0 =*/216).uint32(message.destinationEnd);
                if (message.point != null && $Object.hasOwnProperty.call(message, "point") && message.point !== 0)
                    writer.uint32(/* id 28, wireType 0 =*/224).uint32(message.point);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Flow message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Flow
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Flow & dropcast.v1.Flow.$Shape} Flow
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
                message = _target || new $root.dropcast.v1.Flow();
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
                                message.prefix = value;
                            else
                                delete message.prefix;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.inInterface = value;
                            else
                                delete message.inInterface;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.outInterface = value;
                            else
                                delete message.outInterface;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.source = $root.dropcast.v1.Endpoint.decode(reader, reader.size(), $undefined, _depth + 1, message.source);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.destination = $root.dropcast.v1.Endpoint.decode(reader, reader.size(), $undefined, _depth + 1, message.destination);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            message.protocol = reader.uint32();
                            message._protocol = "protocol";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            message.port = reader.uint32();
                            message._port = "port";
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            message.icmpType = reader.uint32();
                            message._icmpType = "icmpType";
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            message.icmpCode = reader.uint32();
                            message._icmpCode = "icmpCode";
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isReply = value;
                            else
                                delete message.isReply;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            message.overflow = $root.dropcast.v1.Overflow.decode(reader, reader.size(), $undefined, _depth + 1, message.overflow);
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.hour = value;
                            else
                                delete message.hour;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lines = value;
                            else
                                delete message.lines;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.duplicates = value;
                            else
                                delete message.duplicates;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.connections = value;
                            else
                                delete message.connections;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.bytes = value;
                            else
                                delete message.bytes;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tcpFlags = value;
                            else
                                delete message.tcpFlags;
                            continue;
                        }
                    case 18: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.firstSeenUs = value;
                            else
                                delete message.firstSeenUs;
                            continue;
                        }
                    case 19: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lastSeenUs = value;
                            else
                                delete message.lastSeenUs;
                            continue;
                        }
                    case 20: {
                            if (wireType === 2) {
                                if (!(message.sourcePorts && message.sourcePorts.length))
                                    message.sourcePorts = [];
                                reader.uint32s(message.sourcePorts);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.sourcePorts && message.sourcePorts.length))
                                message.sourcePorts = [];
                            message.sourcePorts.push(reader.uint32());
                            continue;
                        }
                    case 21: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.sourcePortRegisters = value;
                            else
                                delete message.sourcePortRegisters;
                            continue;
                        }
                    case 22: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.answered = value;
                            else
                                delete message.answered;
                            continue;
                        }
                    case 23: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.refused = value;
                            else
                                delete message.refused;
                            continue;
                        }
                    case 24: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.unreachable = value;
                            else
                                delete message.unreachable;
                            continue;
                        }
                    case 25: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.origin = value;
                            else
                                delete message.origin;
                            continue;
                        }
                    case 26: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.sourceEnd = value;
                            else
                                delete message.sourceEnd;
                            continue;
                        }
                    case 27: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.destinationEnd = value;
                            else
                                delete message.destinationEnd;
                            continue;
                        }
                    case 28: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.point = value;
                            else
                                delete message.point;
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

        v1.ObservationPoint = (function() {

            /**
             * Properties of an ObservationPoint.
             * @typedef {Object} dropcast.v1.ObservationPoint.$Properties
             * @property {string} [prefix] ObservationPoint prefix
             * @property {string} [inInterface] ObservationPoint inInterface
             * @property {string} [outInterface] ObservationPoint outInterface
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an ObservationPoint.
             * @memberof dropcast.v1
             * @interface IObservationPoint
             * @augments dropcast.v1.ObservationPoint.$Properties
             * @deprecated Use dropcast.v1.ObservationPoint.$Properties instead.
             */

            /**
             * Shape of an ObservationPoint.
             * @typedef {dropcast.v1.ObservationPoint.$Properties} dropcast.v1.ObservationPoint.$Shape
             */

            /**
             * Constructs a new ObservationPoint.
             * @memberof dropcast.v1
             * @classdesc Represents an ObservationPoint.
             * @constructor
             * @param {dropcast.v1.ObservationPoint.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ObservationPoint = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ObservationPoint prefix.
             * @member {string} prefix
             * @memberof dropcast.v1.ObservationPoint
             * @instance
             */
            ObservationPoint.prototype.prefix = "";

            /**
             * ObservationPoint inInterface.
             * @member {string} inInterface
             * @memberof dropcast.v1.ObservationPoint
             * @instance
             */
            ObservationPoint.prototype.inInterface = "";

            /**
             * ObservationPoint outInterface.
             * @member {string} outInterface
             * @memberof dropcast.v1.ObservationPoint
             * @instance
             */
            ObservationPoint.prototype.outInterface = "";

            /**
             * Encodes the specified ObservationPoint message. Does not implicitly {@link dropcast.v1.ObservationPoint.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.ObservationPoint
             * @static
             * @param {dropcast.v1.ObservationPoint.$Properties} message ObservationPoint message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ObservationPoint.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.prefix);
                if (message.inInterface != null && $Object.hasOwnProperty.call(message, "inInterface") && message.inInterface !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.inInterface);
                if (message.outInterface != null && $Object.hasOwnProperty.call(message, "outInterface") && message.outInterface !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.outInterface);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an ObservationPoint message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.ObservationPoint
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.ObservationPoint & dropcast.v1.ObservationPoint.$Shape} ObservationPoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ObservationPoint.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.ObservationPoint();
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
                                message.prefix = value;
                            else
                                delete message.prefix;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.inInterface = value;
                            else
                                delete message.inInterface;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.outInterface = value;
                            else
                                delete message.outInterface;
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

            return ObservationPoint;
        })();

        /**
         * Origin enum.
         * @name dropcast.v1.Origin
         * @enum {number}
         * @property {number} ORIGIN_UNSPECIFIED=0 ORIGIN_UNSPECIFIED value
         * @property {number} TEXT=1 TEXT value
         * @property {number} KERNEL=2 KERNEL value
         * @property {number} CONNTRACK=3 CONNTRACK value
         */
        v1.Origin = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "ORIGIN_UNSPECIFIED"] = 0;
            values[valuesById[1] = "TEXT"] = 1;
            values[valuesById[2] = "KERNEL"] = 2;
            values[valuesById[3] = "CONNTRACK"] = 3;
            return values;
        })();

        v1.Overflow = (function() {

            /**
             * Properties of an Overflow.
             * @typedef {Object} dropcast.v1.Overflow.$Properties
             * @property {dropcast.v1.Overflow.Level} [level] Overflow level
             * @property {Uint8Array} [addressRegisters] Overflow addressRegisters
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Overflow.
             * @memberof dropcast.v1
             * @interface IOverflow
             * @augments dropcast.v1.Overflow.$Properties
             * @deprecated Use dropcast.v1.Overflow.$Properties instead.
             */

            /**
             * Shape of an Overflow.
             * @typedef {dropcast.v1.Overflow.$Properties} dropcast.v1.Overflow.$Shape
             */

            /**
             * Constructs a new Overflow.
             * @memberof dropcast.v1
             * @classdesc Represents an Overflow.
             * @constructor
             * @param {dropcast.v1.Overflow.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Overflow = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Overflow level.
             * @member {dropcast.v1.Overflow.Level} level
             * @memberof dropcast.v1.Overflow
             * @instance
             */
            Overflow.prototype.level = 0;

            /**
             * Overflow addressRegisters.
             * @member {Uint8Array} addressRegisters
             * @memberof dropcast.v1.Overflow
             * @instance
             */
            Overflow.prototype.addressRegisters = $util.newBuffer([]);

            /**
             * Encodes the specified Overflow message. Does not implicitly {@link dropcast.v1.Overflow.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Overflow
             * @static
             * @param {dropcast.v1.Overflow.$Properties} message Overflow message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Overflow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.level != null && $Object.hasOwnProperty.call(message, "level") && message.level !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.level);
                if (message.addressRegisters != null && $Object.hasOwnProperty.call(message, "addressRegisters") && message.addressRegisters.length)
                    writer.uint32(/* id 2, wireType 2 =*/18).bytes(message.addressRegisters);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Overflow message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Overflow
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Overflow & dropcast.v1.Overflow.$Shape} Overflow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Overflow.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Overflow();
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
                                message.level = value;
                            else
                                delete message.level;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.addressRegisters = value;
                            else
                                delete message.addressRegisters;
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
             * Level enum.
             * @name dropcast.v1.Overflow.Level
             * @enum {number}
             * @property {number} LEVEL_UNSPECIFIED=0 LEVEL_UNSPECIFIED value
             * @property {number} ADDRESS=1 ADDRESS value
             * @property {number} PORT=2 PORT value
             * @property {number} ALL=3 ALL value
             */
            Overflow.Level = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "LEVEL_UNSPECIFIED"] = 0;
                values[valuesById[1] = "ADDRESS"] = 1;
                values[valuesById[2] = "PORT"] = 2;
                values[valuesById[3] = "ALL"] = 3;
                return values;
            })();

            return Overflow;
        })();

        v1.Endpoint = (function() {

            /**
             * Properties of an Endpoint.
             * @typedef {Object} dropcast.v1.Endpoint.$Properties
             * @property {dropcast.v1.Endpoint.Kind} [kind] Endpoint kind
             * @property {string} [namespace] Endpoint namespace
             * @property {string} [name] Endpoint name
             * @property {string} [workloadKind] Endpoint workloadKind
             * @property {string} [workloadName] Endpoint workloadName
             * @property {Object.<string,string>} [labels] Endpoint labels
             * @property {Uint8Array} [ip] Endpoint ip
             * @property {string} [node] Endpoint node
             * @property {dropcast.v1.Endpoint.Attribution} [attribution] Endpoint attribution
             * @property {dropcast.v1.Endpoint.Confidence} [confidence] Endpoint confidence
             * @property {Array.<dropcast.v1.Endpoint.$Properties>} [candidates] Endpoint candidates
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Endpoint.
             * @memberof dropcast.v1
             * @interface IEndpoint
             * @augments dropcast.v1.Endpoint.$Properties
             * @deprecated Use dropcast.v1.Endpoint.$Properties instead.
             */

            /**
             * Shape of an Endpoint.
             * @typedef {dropcast.v1.Endpoint.$Properties} dropcast.v1.Endpoint.$Shape
             */

            /**
             * Constructs a new Endpoint.
             * @memberof dropcast.v1
             * @classdesc Represents an Endpoint.
             * @constructor
             * @param {dropcast.v1.Endpoint.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Endpoint = function (properties) {
                this.labels = {};
                this.candidates = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Endpoint kind.
             * @member {dropcast.v1.Endpoint.Kind} kind
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.kind = 0;

            /**
             * Endpoint namespace.
             * @member {string} namespace
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.namespace = "";

            /**
             * Endpoint name.
             * @member {string} name
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.name = "";

            /**
             * Endpoint workloadKind.
             * @member {string} workloadKind
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.workloadKind = "";

            /**
             * Endpoint workloadName.
             * @member {string} workloadName
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.workloadName = "";

            /**
             * Endpoint labels.
             * @member {Object.<string,string>} labels
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.labels = $util.emptyObject;

            /**
             * Endpoint ip.
             * @member {Uint8Array} ip
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.ip = $util.newBuffer([]);

            /**
             * Endpoint node.
             * @member {string} node
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.node = "";

            /**
             * Endpoint attribution.
             * @member {dropcast.v1.Endpoint.Attribution} attribution
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.attribution = 0;

            /**
             * Endpoint confidence.
             * @member {dropcast.v1.Endpoint.Confidence} confidence
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.confidence = 0;

            /**
             * Endpoint candidates.
             * @member {Array.<dropcast.v1.Endpoint>} candidates
             * @memberof dropcast.v1.Endpoint
             * @instance
             */
            Endpoint.prototype.candidates = $util.emptyArray;

            /**
             * Encodes the specified Endpoint message. Does not implicitly {@link dropcast.v1.Endpoint.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Endpoint
             * @static
             * @param {dropcast.v1.Endpoint.$Properties} message Endpoint message or plain object to encode
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
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.kind);
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.namespace);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.name);
                if (message.workloadKind != null && $Object.hasOwnProperty.call(message, "workloadKind") && message.workloadKind !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.workloadKind);
                if (message.workloadName != null && $Object.hasOwnProperty.call(message, "workloadName") && message.workloadName !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.workloadName);
                if (message.labels != null && $Object.hasOwnProperty.call(message, "labels"))
                    for (let keys = $Object.keys(message.labels), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 6, wireType 2 =*/50).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 2 =*/18).string(message.labels[keys[i]]).ldelim();
                if (message.ip != null && $Object.hasOwnProperty.call(message, "ip") && message.ip.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).bytes(message.ip);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 8, wireType 2 =*/66).string(message.node);
                if (message.attribution != null && $Object.hasOwnProperty.call(message, "attribution") && message.attribution !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).int32(message.attribution);
                if (message.confidence != null && $Object.hasOwnProperty.call(message, "confidence") && message.confidence !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).int32(message.confidence);
                if (message.candidates != null && message.candidates.length)
                    for (let i = 0; i < message.candidates.length; ++i)
                        $root.dropcast.v1.Endpoint.encode(message.candidates[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Endpoint message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Endpoint
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Endpoint & dropcast.v1.Endpoint.$Shape} Endpoint
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
                message = _target || new $root.dropcast.v1.Endpoint();
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
                                message.workloadKind = value;
                            else
                                delete message.workloadKind;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.workloadName = value;
                            else
                                delete message.workloadName;
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
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.bytes()).length)
                                message.ip = value;
                            else
                                delete message.ip;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.attribution = value;
                            else
                                delete message.attribution;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.confidence = value;
                            else
                                delete message.confidence;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.candidates && message.candidates.length))
                                message.candidates = [];
                            message.candidates.push($root.dropcast.v1.Endpoint.decode(reader, reader.size(), $undefined, _depth + 1));
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
             * Kind enum.
             * @name dropcast.v1.Endpoint.Kind
             * @enum {number}
             * @property {number} KIND_UNSPECIFIED=0 KIND_UNSPECIFIED value
             * @property {number} POD=1 POD value
             * @property {number} NODE=2 NODE value
             * @property {number} SERVICE=3 SERVICE value
             * @property {number} OUTSIDE=4 OUTSIDE value
             */
            Endpoint.Kind = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "KIND_UNSPECIFIED"] = 0;
                values[valuesById[1] = "POD"] = 1;
                values[valuesById[2] = "NODE"] = 2;
                values[valuesById[3] = "SERVICE"] = 3;
                values[valuesById[4] = "OUTSIDE"] = 4;
                return values;
            })();

            /**
             * Attribution enum.
             * @name dropcast.v1.Endpoint.Attribution
             * @enum {number}
             * @property {number} NONE=0 NONE value
             * @property {number} VETH_HASH=1 VETH_HASH value
             * @property {number} IP_TIME=2 IP_TIME value
             * @property {number} NODE_ADDRESS=3 NODE_ADDRESS value
             * @property {number} SERVICE_ADDRESS=4 SERVICE_ADDRESS value
             * @property {number} CIDR_LABEL=5 CIDR_LABEL value
             */
            Endpoint.Attribution = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "NONE"] = 0;
                values[valuesById[1] = "VETH_HASH"] = 1;
                values[valuesById[2] = "IP_TIME"] = 2;
                values[valuesById[3] = "NODE_ADDRESS"] = 3;
                values[valuesById[4] = "SERVICE_ADDRESS"] = 4;
                values[valuesById[5] = "CIDR_LABEL"] = 5;
                return values;
            })();

            /**
             * Confidence enum.
             * @name dropcast.v1.Endpoint.Confidence
             * @enum {number}
             * @property {number} UNKNOWN=0 UNKNOWN value
             * @property {number} AMBIGUOUS=1 AMBIGUOUS value
             * @property {number} PROBABLE=2 PROBABLE value
             * @property {number} CERTAIN=3 CERTAIN value
             */
            Endpoint.Confidence = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "UNKNOWN"] = 0;
                values[valuesById[1] = "AMBIGUOUS"] = 1;
                values[valuesById[2] = "PROBABLE"] = 2;
                values[valuesById[3] = "CERTAIN"] = 3;
                return values;
            })();

            return Endpoint;
        })();

        v1.Loss = (function() {

            /**
             * Properties of a Loss.
             * @typedef {Object} dropcast.v1.Loss.$Properties
             * @property {string} [source] Loss source
             * @property {dropcast.v1.Loss.Cause} [cause] Loss cause
             * @property {number|null} [count] Loss count
             * @property {number} [firstUs] Loss firstUs
             * @property {number} [lastUs] Loss lastUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Loss.
             * @memberof dropcast.v1
             * @interface ILoss
             * @augments dropcast.v1.Loss.$Properties
             * @deprecated Use dropcast.v1.Loss.$Properties instead.
             */

            /**
             * Shape of a Loss.
             * @typedef {dropcast.v1.Loss.$Properties} dropcast.v1.Loss.$Shape
             */

            /**
             * Constructs a new Loss.
             * @memberof dropcast.v1
             * @classdesc Represents a Loss.
             * @constructor
             * @param {dropcast.v1.Loss.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Loss = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Loss source.
             * @member {string} source
             * @memberof dropcast.v1.Loss
             * @instance
             */
            Loss.prototype.source = "";

            /**
             * Loss cause.
             * @member {dropcast.v1.Loss.Cause} cause
             * @memberof dropcast.v1.Loss
             * @instance
             */
            Loss.prototype.cause = 0;

            /**
             * Loss count.
             * @member {number|null} count
             * @memberof dropcast.v1.Loss
             * @instance
             */
            Loss.prototype.count = null;

            /**
             * Loss firstUs.
             * @member {number} firstUs
             * @memberof dropcast.v1.Loss
             * @instance
             */
            Loss.prototype.firstUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Loss lastUs.
             * @member {number} lastUs
             * @memberof dropcast.v1.Loss
             * @instance
             */
            Loss.prototype.lastUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Loss.prototype, "_count", {
                get: $util.oneOfGetter($oneOfFields = ["count"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Loss message. Does not implicitly {@link dropcast.v1.Loss.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Loss
             * @static
             * @param {dropcast.v1.Loss.$Properties} message Loss message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Loss.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.source);
                if (message.cause != null && $Object.hasOwnProperty.call(message, "cause") && message.cause !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.cause);
                if (message.count != null && $Object.hasOwnProperty.call(message, "count"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.count);
                if (message.firstUs != null && $Object.hasOwnProperty.call(message, "firstUs") && (typeof message.firstUs === "object" ? message.firstUs.low || message.firstUs.high : message.firstUs !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.firstUs);
                if (message.lastUs != null && $Object.hasOwnProperty.call(message, "lastUs") && (typeof message.lastUs === "object" ? message.lastUs.low || message.lastUs.high : message.lastUs !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.lastUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Loss message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Loss
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Loss & dropcast.v1.Loss.$Shape} Loss
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Loss.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Loss();
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
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.cause = value;
                            else
                                delete message.cause;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.count = reader.uint64();
                            message._count = "count";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.firstUs = value;
                            else
                                delete message.firstUs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lastUs = value;
                            else
                                delete message.lastUs;
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
             * Cause enum.
             * @name dropcast.v1.Loss.Cause
             * @enum {number}
             * @property {number} CAUSE_UNSPECIFIED=0 CAUSE_UNSPECIFIED value
             * @property {number} KMSG_OVERRUN=1 KMSG_OVERRUN value
             * @property {number} JOURNAL_MISSED=2 JOURNAL_MISSED value
             * @property {number} ROTATION=3 ROTATION value
             * @property {number} PARSE_REJECTED=4 PARSE_REJECTED value
             * @property {number} SPOOL_FULL=5 SPOOL_FULL value
             * @property {number} RATE_LIMITED=6 RATE_LIMITED value
             * @property {number} RESTART_GAP=7 RESTART_GAP value
             * @property {number} BOOT_GAP=8 BOOT_GAP value
             * @property {number} CLOCK_AHEAD=9 CLOCK_AHEAD value
             */
            Loss.Cause = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "CAUSE_UNSPECIFIED"] = 0;
                values[valuesById[1] = "KMSG_OVERRUN"] = 1;
                values[valuesById[2] = "JOURNAL_MISSED"] = 2;
                values[valuesById[3] = "ROTATION"] = 3;
                values[valuesById[4] = "PARSE_REJECTED"] = 4;
                values[valuesById[5] = "SPOOL_FULL"] = 5;
                values[valuesById[6] = "RATE_LIMITED"] = 6;
                values[valuesById[7] = "RESTART_GAP"] = 7;
                values[valuesById[8] = "BOOT_GAP"] = 8;
                values[valuesById[9] = "CLOCK_AHEAD"] = 9;
                return values;
            })();

            return Loss;
        })();

        v1.AgentMessage = (function() {

            /**
             * Properties of an AgentMessage.
             * @typedef {Object} dropcast.v1.AgentMessage.$Properties
             * @property {dropcast.v1.Hello.$Properties|null} [hello] AgentMessage hello
             * @property {dropcast.v1.Batch.$Properties|null} [batch] AgentMessage batch
             * @property {dropcast.v1.Heartbeat.$Properties|null} [heartbeat] AgentMessage heartbeat
             * @property {dropcast.v1.Report.$Properties|null} [report] AgentMessage report
             * @property {"hello"|"batch"|"heartbeat"|"report"} [kind] AgentMessage kind
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AgentMessage.
             * @memberof dropcast.v1
             * @interface IAgentMessage
             * @augments dropcast.v1.AgentMessage.$Properties
             * @deprecated Use dropcast.v1.AgentMessage.$Properties instead.
             */

            /**
             * Narrowed shape of an AgentMessage.
             * @typedef {{
             *   hello?: dropcast.v1.Hello.$Shape|null;
             *   batch?: dropcast.v1.Batch.$Shape|null;
             *   heartbeat?: dropcast.v1.Heartbeat.$Shape|null;
             *   report?: dropcast.v1.Report.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ kind?: undefined; hello?: null; batch?: null; heartbeat?: null; report?: null }|{ kind?: "hello"; hello: dropcast.v1.Hello.$Shape; batch?: null; heartbeat?: null; report?: null }|{ kind?: "batch"; hello?: null; batch: dropcast.v1.Batch.$Shape; heartbeat?: null; report?: null }|{ kind?: "heartbeat"; hello?: null; batch?: null; heartbeat: dropcast.v1.Heartbeat.$Shape; report?: null }|{ kind?: "report"; hello?: null; batch?: null; heartbeat?: null; report: dropcast.v1.Report.$Shape })
             * )} dropcast.v1.AgentMessage.$Shape
             */

            /**
             * Constructs a new AgentMessage.
             * @memberof dropcast.v1
             * @classdesc Represents an AgentMessage.
             * @constructor
             * @param {dropcast.v1.AgentMessage.$Properties=} [properties] Properties to set
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
             * @member {dropcast.v1.Hello|null} hello
             * @memberof dropcast.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.hello = null;

            /**
             * AgentMessage batch.
             * @member {dropcast.v1.Batch|null} batch
             * @memberof dropcast.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.batch = null;

            /**
             * AgentMessage heartbeat.
             * @member {dropcast.v1.Heartbeat|null} heartbeat
             * @memberof dropcast.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.heartbeat = null;

            /**
             * AgentMessage report.
             * @member {dropcast.v1.Report|null} report
             * @memberof dropcast.v1.AgentMessage
             * @instance
             */
            AgentMessage.prototype.report = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * AgentMessage kind.
             * @member {"hello"|"batch"|"heartbeat"|"report"|undefined} kind
             * @memberof dropcast.v1.AgentMessage
             * @instance
             */
            $Object.defineProperty(AgentMessage.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["hello", "batch", "heartbeat", "report"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified AgentMessage message. Does not implicitly {@link dropcast.v1.AgentMessage.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.AgentMessage
             * @static
             * @param {dropcast.v1.AgentMessage.$Properties} message AgentMessage message or plain object to encode
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
                    $root.dropcast.v1.Hello.encode(message.hello, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.batch != null && $Object.hasOwnProperty.call(message, "batch"))
                    $root.dropcast.v1.Batch.encode(message.batch, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.heartbeat != null && $Object.hasOwnProperty.call(message, "heartbeat"))
                    $root.dropcast.v1.Heartbeat.encode(message.heartbeat, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.report != null && $Object.hasOwnProperty.call(message, "report"))
                    $root.dropcast.v1.Report.encode(message.report, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AgentMessage message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.AgentMessage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.AgentMessage & dropcast.v1.AgentMessage.$Shape} AgentMessage
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
                message = _target || new $root.dropcast.v1.AgentMessage();
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
                            message.hello = $root.dropcast.v1.Hello.decode(reader, reader.size(), $undefined, _depth + 1, message.hello);
                            message.kind = "hello";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.batch = $root.dropcast.v1.Batch.decode(reader, reader.size(), $undefined, _depth + 1, message.batch);
                            message.kind = "batch";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.heartbeat = $root.dropcast.v1.Heartbeat.decode(reader, reader.size(), $undefined, _depth + 1, message.heartbeat);
                            message.kind = "heartbeat";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.report = $root.dropcast.v1.Report.decode(reader, reader.size(), $undefined, _depth + 1, message.report);
                            message.kind = "report";
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

        v1.AggregatorMessage = (function() {

            /**
             * Properties of an AggregatorMessage.
             * @typedef {Object} dropcast.v1.AggregatorMessage.$Properties
             * @property {dropcast.v1.Welcome.$Properties|null} [welcome] AggregatorMessage welcome
             * @property {dropcast.v1.Ack.$Properties|null} [ack] AggregatorMessage ack
             * @property {dropcast.v1.Refused.$Properties|null} [refused] AggregatorMessage refused
             * @property {"welcome"|"ack"|"refused"} [kind] AggregatorMessage kind
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an AggregatorMessage.
             * @memberof dropcast.v1
             * @interface IAggregatorMessage
             * @augments dropcast.v1.AggregatorMessage.$Properties
             * @deprecated Use dropcast.v1.AggregatorMessage.$Properties instead.
             */

            /**
             * Narrowed shape of an AggregatorMessage.
             * @typedef {{
             *   welcome?: dropcast.v1.Welcome.$Shape|null;
             *   ack?: dropcast.v1.Ack.$Shape|null;
             *   refused?: dropcast.v1.Refused.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ kind?: undefined; welcome?: null; ack?: null; refused?: null }|{ kind?: "welcome"; welcome: dropcast.v1.Welcome.$Shape; ack?: null; refused?: null }|{ kind?: "ack"; welcome?: null; ack: dropcast.v1.Ack.$Shape; refused?: null }|{ kind?: "refused"; welcome?: null; ack?: null; refused: dropcast.v1.Refused.$Shape })
             * )} dropcast.v1.AggregatorMessage.$Shape
             */

            /**
             * Constructs a new AggregatorMessage.
             * @memberof dropcast.v1
             * @classdesc Represents an AggregatorMessage.
             * @constructor
             * @param {dropcast.v1.AggregatorMessage.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const AggregatorMessage = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * AggregatorMessage welcome.
             * @member {dropcast.v1.Welcome|null} welcome
             * @memberof dropcast.v1.AggregatorMessage
             * @instance
             */
            AggregatorMessage.prototype.welcome = null;

            /**
             * AggregatorMessage ack.
             * @member {dropcast.v1.Ack|null} ack
             * @memberof dropcast.v1.AggregatorMessage
             * @instance
             */
            AggregatorMessage.prototype.ack = null;

            /**
             * AggregatorMessage refused.
             * @member {dropcast.v1.Refused|null} refused
             * @memberof dropcast.v1.AggregatorMessage
             * @instance
             */
            AggregatorMessage.prototype.refused = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * AggregatorMessage kind.
             * @member {"welcome"|"ack"|"refused"|undefined} kind
             * @memberof dropcast.v1.AggregatorMessage
             * @instance
             */
            $Object.defineProperty(AggregatorMessage.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["welcome", "ack", "refused"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified AggregatorMessage message. Does not implicitly {@link dropcast.v1.AggregatorMessage.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.AggregatorMessage
             * @static
             * @param {dropcast.v1.AggregatorMessage.$Properties} message AggregatorMessage message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            AggregatorMessage.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.welcome != null && $Object.hasOwnProperty.call(message, "welcome"))
                    $root.dropcast.v1.Welcome.encode(message.welcome, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.ack != null && $Object.hasOwnProperty.call(message, "ack"))
                    $root.dropcast.v1.Ack.encode(message.ack, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused"))
                    $root.dropcast.v1.Refused.encode(message.refused, writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an AggregatorMessage message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.AggregatorMessage
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.AggregatorMessage & dropcast.v1.AggregatorMessage.$Shape} AggregatorMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            AggregatorMessage.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.AggregatorMessage();
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
                            message.welcome = $root.dropcast.v1.Welcome.decode(reader, reader.size(), $undefined, _depth + 1, message.welcome);
                            message.kind = "welcome";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.ack = $root.dropcast.v1.Ack.decode(reader, reader.size(), $undefined, _depth + 1, message.ack);
                            message.kind = "ack";
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            message.refused = $root.dropcast.v1.Refused.decode(reader, reader.size(), $undefined, _depth + 1, message.refused);
                            message.kind = "refused";
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

            return AggregatorMessage;
        })();

        v1.Hello = (function() {

            /**
             * Properties of a Hello.
             * @typedef {Object} dropcast.v1.Hello.$Properties
             * @property {string} [node] Hello node
             * @property {string} [source] Hello source
             * @property {string} [instance] Hello instance
             * @property {string} [cluster] Hello cluster
             * @property {string} [version] Hello version
             * @property {string} [bootId] Hello bootId
             * @property {string} [queryAddress] Hello queryAddress
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Hello.
             * @memberof dropcast.v1
             * @interface IHello
             * @augments dropcast.v1.Hello.$Properties
             * @deprecated Use dropcast.v1.Hello.$Properties instead.
             */

            /**
             * Shape of a Hello.
             * @typedef {dropcast.v1.Hello.$Properties} dropcast.v1.Hello.$Shape
             */

            /**
             * Constructs a new Hello.
             * @memberof dropcast.v1
             * @classdesc Represents a Hello.
             * @constructor
             * @param {dropcast.v1.Hello.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Hello = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Hello node.
             * @member {string} node
             * @memberof dropcast.v1.Hello
             * @instance
             */
            Hello.prototype.node = "";

            /**
             * Hello source.
             * @member {string} source
             * @memberof dropcast.v1.Hello
             * @instance
             */
            Hello.prototype.source = "";

            /**
             * Hello instance.
             * @member {string} instance
             * @memberof dropcast.v1.Hello
             * @instance
             */
            Hello.prototype.instance = "";

            /**
             * Hello cluster.
             * @member {string} cluster
             * @memberof dropcast.v1.Hello
             * @instance
             */
            Hello.prototype.cluster = "";

            /**
             * Hello version.
             * @member {string} version
             * @memberof dropcast.v1.Hello
             * @instance
             */
            Hello.prototype.version = "";

            /**
             * Hello bootId.
             * @member {string} bootId
             * @memberof dropcast.v1.Hello
             * @instance
             */
            Hello.prototype.bootId = "";

            /**
             * Hello queryAddress.
             * @member {string} queryAddress
             * @memberof dropcast.v1.Hello
             * @instance
             */
            Hello.prototype.queryAddress = "";

            /**
             * Encodes the specified Hello message. Does not implicitly {@link dropcast.v1.Hello.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Hello
             * @static
             * @param {dropcast.v1.Hello.$Properties} message Hello message or plain object to encode
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
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.node);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.source);
                if (message.instance != null && $Object.hasOwnProperty.call(message, "instance") && message.instance !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.instance);
                if (message.cluster != null && $Object.hasOwnProperty.call(message, "cluster") && message.cluster !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.cluster);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.version);
                if (message.bootId != null && $Object.hasOwnProperty.call(message, "bootId") && message.bootId !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.bootId);
                if (message.queryAddress != null && $Object.hasOwnProperty.call(message, "queryAddress") && message.queryAddress !== "")
                    writer.uint32(/* id 7, wireType 2 =*/58).string(message.queryAddress);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Hello
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Hello & dropcast.v1.Hello.$Shape} Hello
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
                message = _target || new $root.dropcast.v1.Hello();
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
                                message.node = value;
                            else
                                delete message.node;
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
                                message.instance = value;
                            else
                                delete message.instance;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cluster = value;
                            else
                                delete message.cluster;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.version = value;
                            else
                                delete message.version;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.bootId = value;
                            else
                                delete message.bootId;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.queryAddress = value;
                            else
                                delete message.queryAddress;
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

        v1.Welcome = (function() {

            /**
             * Properties of a Welcome.
             * @typedef {Object} dropcast.v1.Welcome.$Properties
             * @property {number} [epoch] Welcome epoch
             * @property {number} [sequence] Welcome sequence
             * @property {string} [cursor] Welcome cursor
             * @property {dropcast.v1.TimeReading.$Properties} [counted] Welcome counted
             * @property {string} [store] Welcome store
             * @property {dropcast.v1.Position.$Properties} [previous] Welcome previous
             * @property {number} [batchFormat] Welcome batchFormat
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Welcome.
             * @memberof dropcast.v1
             * @interface IWelcome
             * @augments dropcast.v1.Welcome.$Properties
             * @deprecated Use dropcast.v1.Welcome.$Properties instead.
             */

            /**
             * Shape of a Welcome.
             * @typedef {dropcast.v1.Welcome.$Properties} dropcast.v1.Welcome.$Shape
             */

            /**
             * Constructs a new Welcome.
             * @memberof dropcast.v1
             * @classdesc Represents a Welcome.
             * @constructor
             * @param {dropcast.v1.Welcome.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Welcome = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Welcome epoch.
             * @member {number} epoch
             * @memberof dropcast.v1.Welcome
             * @instance
             */
            Welcome.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Welcome sequence.
             * @member {number} sequence
             * @memberof dropcast.v1.Welcome
             * @instance
             */
            Welcome.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Welcome cursor.
             * @member {string} cursor
             * @memberof dropcast.v1.Welcome
             * @instance
             */
            Welcome.prototype.cursor = "";

            /**
             * Welcome counted.
             * @member {dropcast.v1.TimeReading} counted
             * @memberof dropcast.v1.Welcome
             * @instance
             */
            Welcome.prototype.counted = null;

            /**
             * Welcome store.
             * @member {string} store
             * @memberof dropcast.v1.Welcome
             * @instance
             */
            Welcome.prototype.store = "";

            /**
             * Welcome previous.
             * @member {dropcast.v1.Position} previous
             * @memberof dropcast.v1.Welcome
             * @instance
             */
            Welcome.prototype.previous = null;

            /**
             * Welcome batchFormat.
             * @member {number} batchFormat
             * @memberof dropcast.v1.Welcome
             * @instance
             */
            Welcome.prototype.batchFormat = 0;

            /**
             * Encodes the specified Welcome message. Does not implicitly {@link dropcast.v1.Welcome.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Welcome
             * @static
             * @param {dropcast.v1.Welcome.$Properties} message Welcome message or plain object to encode
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
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.sequence);
                if (message.cursor != null && $Object.hasOwnProperty.call(message, "cursor") && message.cursor !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.cursor);
                if (message.counted != null && $Object.hasOwnProperty.call(message, "counted"))
                    $root.dropcast.v1.TimeReading.encode(message.counted, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.store != null && $Object.hasOwnProperty.call(message, "store") && message.store !== "")
                    writer.uint32(/* id 5, wireType 2 =*/42).string(message.store);
                if (message.previous != null && $Object.hasOwnProperty.call(message, "previous"))
                    $root.dropcast.v1.Position.encode(message.previous, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.batchFormat != null && $Object.hasOwnProperty.call(message, "batchFormat") && message.batchFormat !== 0)
                    writer.uint32(/* id 7, wireType 0 =*/56).uint32(message.batchFormat);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Welcome message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Welcome
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Welcome & dropcast.v1.Welcome.$Shape} Welcome
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
                message = _target || new $root.dropcast.v1.Welcome();
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
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.counted = $root.dropcast.v1.TimeReading.decode(reader, reader.size(), $undefined, _depth + 1, message.counted);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.store = value;
                            else
                                delete message.store;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.previous = $root.dropcast.v1.Position.decode(reader, reader.size(), $undefined, _depth + 1, message.previous);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.batchFormat = value;
                            else
                                delete message.batchFormat;
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

        v1.Position = (function() {

            /**
             * Properties of a Position.
             * @typedef {Object} dropcast.v1.Position.$Properties
             * @property {number} [epoch] Position epoch
             * @property {number} [sequence] Position sequence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Position.
             * @memberof dropcast.v1
             * @interface IPosition
             * @augments dropcast.v1.Position.$Properties
             * @deprecated Use dropcast.v1.Position.$Properties instead.
             */

            /**
             * Shape of a Position.
             * @typedef {dropcast.v1.Position.$Properties} dropcast.v1.Position.$Shape
             */

            /**
             * Constructs a new Position.
             * @memberof dropcast.v1
             * @classdesc Represents a Position.
             * @constructor
             * @param {dropcast.v1.Position.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Position = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Position epoch.
             * @member {number} epoch
             * @memberof dropcast.v1.Position
             * @instance
             */
            Position.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Position sequence.
             * @member {number} sequence
             * @memberof dropcast.v1.Position
             * @instance
             */
            Position.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified Position message. Does not implicitly {@link dropcast.v1.Position.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Position
             * @static
             * @param {dropcast.v1.Position.$Properties} message Position message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Position.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.sequence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Position message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Position
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Position & dropcast.v1.Position.$Shape} Position
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Position.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Position();
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
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequence = value;
                            else
                                delete message.sequence;
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

            return Position;
        })();

        v1.Batch = (function() {

            /**
             * Properties of a Batch.
             * @typedef {Object} dropcast.v1.Batch.$Properties
             * @property {number} [epoch] Batch epoch
             * @property {number} [sequence] Batch sequence
             * @property {string} [cursorAfter] Batch cursorAfter
             * @property {Array.<dropcast.v1.Flow.$Properties>} [flows] Batch flows
             * @property {Array.<dropcast.v1.Loss.$Properties>} [losses] Batch losses
             * @property {dropcast.v1.Account.$Properties} [account] Batch account
             * @property {Array.<dropcast.v1.RuleCounter.$Properties>} [ruleCounters] Batch ruleCounters
             * @property {Array.<dropcast.v1.TimeReading.$Properties>} [readings] Batch readings
             * @property {Array.<dropcast.v1.Endpoint.$Properties>} [ends] Batch ends
             * @property {Array.<dropcast.v1.ObservationPoint.$Properties>} [points] Batch points
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Batch.
             * @memberof dropcast.v1
             * @interface IBatch
             * @augments dropcast.v1.Batch.$Properties
             * @deprecated Use dropcast.v1.Batch.$Properties instead.
             */

            /**
             * Shape of a Batch.
             * @typedef {dropcast.v1.Batch.$Properties} dropcast.v1.Batch.$Shape
             */

            /**
             * Constructs a new Batch.
             * @memberof dropcast.v1
             * @classdesc Represents a Batch.
             * @constructor
             * @param {dropcast.v1.Batch.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Batch = function (properties) {
                this.flows = [];
                this.losses = [];
                this.ruleCounters = [];
                this.readings = [];
                this.ends = [];
                this.points = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Batch epoch.
             * @member {number} epoch
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Batch sequence.
             * @member {number} sequence
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Batch cursorAfter.
             * @member {string} cursorAfter
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.cursorAfter = "";

            /**
             * Batch flows.
             * @member {Array.<dropcast.v1.Flow>} flows
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.flows = $util.emptyArray;

            /**
             * Batch losses.
             * @member {Array.<dropcast.v1.Loss>} losses
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.losses = $util.emptyArray;

            /**
             * Batch account.
             * @member {dropcast.v1.Account} account
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.account = null;

            /**
             * Batch ruleCounters.
             * @member {Array.<dropcast.v1.RuleCounter>} ruleCounters
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.ruleCounters = $util.emptyArray;

            /**
             * Batch readings.
             * @member {Array.<dropcast.v1.TimeReading>} readings
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.readings = $util.emptyArray;

            /**
             * Batch ends.
             * @member {Array.<dropcast.v1.Endpoint>} ends
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.ends = $util.emptyArray;

            /**
             * Batch points.
             * @member {Array.<dropcast.v1.ObservationPoint>} points
             * @memberof dropcast.v1.Batch
             * @instance
             */
            Batch.prototype.points = $util.emptyArray;

            /**
             * Encodes the specified Batch message. Does not implicitly {@link dropcast.v1.Batch.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Batch
             * @static
             * @param {dropcast.v1.Batch.$Properties} message Batch message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Batch.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.sequence);
                if (message.cursorAfter != null && $Object.hasOwnProperty.call(message, "cursorAfter") && message.cursorAfter !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.cursorAfter);
                if (message.flows != null && message.flows.length)
                    for (let i = 0; i < message.flows.length; ++i)
                        $root.dropcast.v1.Flow.encode(message.flows[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.losses != null && message.losses.length)
                    for (let i = 0; i < message.losses.length; ++i)
                        $root.dropcast.v1.Loss.encode(message.losses[i], writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.account != null && $Object.hasOwnProperty.call(message, "account"))
                    $root.dropcast.v1.Account.encode(message.account, writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
                if (message.ruleCounters != null && message.ruleCounters.length)
                    for (let i = 0; i < message.ruleCounters.length; ++i)
                        $root.dropcast.v1.RuleCounter.encode(message.ruleCounters[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
                if (message.readings != null && message.readings.length)
                    for (let i = 0; i < message.readings.length; ++i)
                        $root.dropcast.v1.TimeReading.encode(message.readings[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
                if (message.ends != null && message.ends.length)
                    for (let i = 0; i < message.ends.length; ++i)
                        $root.dropcast.v1.Endpoint.encode(message.ends[i], writer.uint32(/* id 9, wireType 2 =*/74).fork(), _depth + 1).ldelim();
                if (message.points != null && message.points.length)
                    for (let i = 0; i < message.points.length; ++i)
                        $root.dropcast.v1.ObservationPoint.encode(message.points[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Batch message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Batch
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Batch & dropcast.v1.Batch.$Shape} Batch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Batch.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Batch();
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
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cursorAfter = value;
                            else
                                delete message.cursorAfter;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.flows && message.flows.length))
                                message.flows = [];
                            message.flows.push($root.dropcast.v1.Flow.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.losses && message.losses.length))
                                message.losses = [];
                            message.losses.push($root.dropcast.v1.Loss.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            message.account = $root.dropcast.v1.Account.decode(reader, reader.size(), $undefined, _depth + 1, message.account);
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (!(message.ruleCounters && message.ruleCounters.length))
                                message.ruleCounters = [];
                            message.ruleCounters.push($root.dropcast.v1.RuleCounter.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 8: {
                            if (wireType !== 2)
                                break;
                            if (!(message.readings && message.readings.length))
                                message.readings = [];
                            message.readings.push($root.dropcast.v1.TimeReading.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.ends && message.ends.length))
                                message.ends = [];
                            message.ends.push($root.dropcast.v1.Endpoint.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.points && message.points.length))
                                message.points = [];
                            message.points.push($root.dropcast.v1.ObservationPoint.decode(reader, reader.size(), $undefined, _depth + 1));
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

            return Batch;
        })();

        v1.RuleCounter = (function() {

            /**
             * Properties of a RuleCounter.
             * @typedef {Object} dropcast.v1.RuleCounter.$Properties
             * @property {string} [family] RuleCounter family
             * @property {string} [table] RuleCounter table
             * @property {string} [chain] RuleCounter chain
             * @property {string} [prefix] RuleCounter prefix
             * @property {number} [packets] RuleCounter packets
             * @property {number} [bytes] RuleCounter bytes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RuleCounter.
             * @memberof dropcast.v1
             * @interface IRuleCounter
             * @augments dropcast.v1.RuleCounter.$Properties
             * @deprecated Use dropcast.v1.RuleCounter.$Properties instead.
             */

            /**
             * Shape of a RuleCounter.
             * @typedef {dropcast.v1.RuleCounter.$Properties} dropcast.v1.RuleCounter.$Shape
             */

            /**
             * Constructs a new RuleCounter.
             * @memberof dropcast.v1
             * @classdesc Represents a RuleCounter.
             * @constructor
             * @param {dropcast.v1.RuleCounter.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RuleCounter = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RuleCounter family.
             * @member {string} family
             * @memberof dropcast.v1.RuleCounter
             * @instance
             */
            RuleCounter.prototype.family = "";

            /**
             * RuleCounter table.
             * @member {string} table
             * @memberof dropcast.v1.RuleCounter
             * @instance
             */
            RuleCounter.prototype.table = "";

            /**
             * RuleCounter chain.
             * @member {string} chain
             * @memberof dropcast.v1.RuleCounter
             * @instance
             */
            RuleCounter.prototype.chain = "";

            /**
             * RuleCounter prefix.
             * @member {string} prefix
             * @memberof dropcast.v1.RuleCounter
             * @instance
             */
            RuleCounter.prototype.prefix = "";

            /**
             * RuleCounter packets.
             * @member {number} packets
             * @memberof dropcast.v1.RuleCounter
             * @instance
             */
            RuleCounter.prototype.packets = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RuleCounter bytes.
             * @member {number} bytes
             * @memberof dropcast.v1.RuleCounter
             * @instance
             */
            RuleCounter.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified RuleCounter message. Does not implicitly {@link dropcast.v1.RuleCounter.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.RuleCounter
             * @static
             * @param {dropcast.v1.RuleCounter.$Properties} message RuleCounter message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RuleCounter.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.family != null && $Object.hasOwnProperty.call(message, "family") && message.family !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.family);
                if (message.table != null && $Object.hasOwnProperty.call(message, "table") && message.table !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.table);
                if (message.chain != null && $Object.hasOwnProperty.call(message, "chain") && message.chain !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.chain);
                if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.prefix);
                if (message.packets != null && $Object.hasOwnProperty.call(message, "packets") && (typeof message.packets === "object" ? message.packets.low || message.packets.high : message.packets !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.packets);
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.bytes);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RuleCounter message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.RuleCounter
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.RuleCounter & dropcast.v1.RuleCounter.$Shape} RuleCounter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RuleCounter.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.RuleCounter();
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
                                message.family = value;
                            else
                                delete message.family;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.table = value;
                            else
                                delete message.table;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.chain = value;
                            else
                                delete message.chain;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.prefix = value;
                            else
                                delete message.prefix;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.packets = value;
                            else
                                delete message.packets;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.bytes = value;
                            else
                                delete message.bytes;
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

            return RuleCounter;
        })();

        v1.TimeReading = (function() {

            /**
             * Properties of a TimeReading.
             * @typedef {Object} dropcast.v1.TimeReading.$Properties
             * @property {string} [bootId] TimeReading bootId
             * @property {number} [rawUs] TimeReading rawUs
             * @property {number} [wallUs] TimeReading wallUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a TimeReading.
             * @memberof dropcast.v1
             * @interface ITimeReading
             * @augments dropcast.v1.TimeReading.$Properties
             * @deprecated Use dropcast.v1.TimeReading.$Properties instead.
             */

            /**
             * Shape of a TimeReading.
             * @typedef {dropcast.v1.TimeReading.$Properties} dropcast.v1.TimeReading.$Shape
             */

            /**
             * Constructs a new TimeReading.
             * @memberof dropcast.v1
             * @classdesc Represents a TimeReading.
             * @constructor
             * @param {dropcast.v1.TimeReading.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const TimeReading = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * TimeReading bootId.
             * @member {string} bootId
             * @memberof dropcast.v1.TimeReading
             * @instance
             */
            TimeReading.prototype.bootId = "";

            /**
             * TimeReading rawUs.
             * @member {number} rawUs
             * @memberof dropcast.v1.TimeReading
             * @instance
             */
            TimeReading.prototype.rawUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * TimeReading wallUs.
             * @member {number} wallUs
             * @memberof dropcast.v1.TimeReading
             * @instance
             */
            TimeReading.prototype.wallUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified TimeReading message. Does not implicitly {@link dropcast.v1.TimeReading.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.TimeReading
             * @static
             * @param {dropcast.v1.TimeReading.$Properties} message TimeReading message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            TimeReading.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.bootId != null && $Object.hasOwnProperty.call(message, "bootId") && message.bootId !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.bootId);
                if (message.rawUs != null && $Object.hasOwnProperty.call(message, "rawUs") && (typeof message.rawUs === "object" ? message.rawUs.low || message.rawUs.high : message.rawUs !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.rawUs);
                if (message.wallUs != null && $Object.hasOwnProperty.call(message, "wallUs") && (typeof message.wallUs === "object" ? message.wallUs.low || message.wallUs.high : message.wallUs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.wallUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a TimeReading message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.TimeReading
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.TimeReading & dropcast.v1.TimeReading.$Shape} TimeReading
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            TimeReading.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.TimeReading();
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
                                message.bootId = value;
                            else
                                delete message.bootId;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.rawUs = value;
                            else
                                delete message.rawUs;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.wallUs = value;
                            else
                                delete message.wallUs;
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

            return TimeReading;
        })();

        v1.Report = (function() {

            /**
             * Properties of a Report.
             * @typedef {Object} dropcast.v1.Report.$Properties
             * @property {Array.<dropcast.v1.Check.$Properties>} [checks] Report checks
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Report.
             * @memberof dropcast.v1
             * @interface IReport
             * @augments dropcast.v1.Report.$Properties
             * @deprecated Use dropcast.v1.Report.$Properties instead.
             */

            /**
             * Shape of a Report.
             * @typedef {dropcast.v1.Report.$Properties} dropcast.v1.Report.$Shape
             */

            /**
             * Constructs a new Report.
             * @memberof dropcast.v1
             * @classdesc Represents a Report.
             * @constructor
             * @param {dropcast.v1.Report.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Report = function (properties) {
                this.checks = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Report checks.
             * @member {Array.<dropcast.v1.Check>} checks
             * @memberof dropcast.v1.Report
             * @instance
             */
            Report.prototype.checks = $util.emptyArray;

            /**
             * Encodes the specified Report message. Does not implicitly {@link dropcast.v1.Report.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Report
             * @static
             * @param {dropcast.v1.Report.$Properties} message Report message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Report.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.checks != null && message.checks.length)
                    for (let i = 0; i < message.checks.length; ++i)
                        $root.dropcast.v1.Check.encode(message.checks[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Report message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Report
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Report & dropcast.v1.Report.$Shape} Report
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Report.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Report();
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
                            if (!(message.checks && message.checks.length))
                                message.checks = [];
                            message.checks.push($root.dropcast.v1.Check.decode(reader, reader.size(), $undefined, _depth + 1));
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

            return Report;
        })();

        v1.Check = (function() {

            /**
             * Properties of a Check.
             * @typedef {Object} dropcast.v1.Check.$Properties
             * @property {string} [name] Check name
             * @property {dropcast.v1.Check.State} [state] Check state
             * @property {string} [detail] Check detail
             * @property {number|null} [value] Check value
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Check.
             * @memberof dropcast.v1
             * @interface ICheck
             * @augments dropcast.v1.Check.$Properties
             * @deprecated Use dropcast.v1.Check.$Properties instead.
             */

            /**
             * Shape of a Check.
             * @typedef {dropcast.v1.Check.$Properties} dropcast.v1.Check.$Shape
             */

            /**
             * Constructs a new Check.
             * @memberof dropcast.v1
             * @classdesc Represents a Check.
             * @constructor
             * @param {dropcast.v1.Check.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Check = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Check name.
             * @member {string} name
             * @memberof dropcast.v1.Check
             * @instance
             */
            Check.prototype.name = "";

            /**
             * Check state.
             * @member {dropcast.v1.Check.State} state
             * @memberof dropcast.v1.Check
             * @instance
             */
            Check.prototype.state = 0;

            /**
             * Check detail.
             * @member {string} detail
             * @memberof dropcast.v1.Check
             * @instance
             */
            Check.prototype.detail = "";

            /**
             * Check value.
             * @member {number|null} value
             * @memberof dropcast.v1.Check
             * @instance
             */
            Check.prototype.value = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Check.prototype, "_value", {
                get: $util.oneOfGetter($oneOfFields = ["value"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Check message. Does not implicitly {@link dropcast.v1.Check.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Check
             * @static
             * @param {dropcast.v1.Check.$Properties} message Check message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Check.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.name);
                if (message.state != null && $Object.hasOwnProperty.call(message, "state") && message.state !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).int32(message.state);
                if (message.detail != null && $Object.hasOwnProperty.call(message, "detail") && message.detail !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.detail);
                if (message.value != null && $Object.hasOwnProperty.call(message, "value"))
                    writer.uint32(/* id 4, wireType 1 =*/33).double(message.value);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Check message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Check
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Check & dropcast.v1.Check.$Shape} Check
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Check.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Check();
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
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.state = value;
                            else
                                delete message.state;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.detail = value;
                            else
                                delete message.detail;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 1)
                                break;
                            message.value = reader.double();
                            message._value = "value";
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
             * State enum.
             * @name dropcast.v1.Check.State
             * @enum {number}
             * @property {number} UNKNOWN=0 UNKNOWN value
             * @property {number} OK=1 OK value
             * @property {number} WARN=2 WARN value
             * @property {number} FAIL=3 FAIL value
             */
            Check.State = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "UNKNOWN"] = 0;
                values[valuesById[1] = "OK"] = 1;
                values[valuesById[2] = "WARN"] = 2;
                values[valuesById[3] = "FAIL"] = 3;
                return values;
            })();

            return Check;
        })();

        v1.Account = (function() {

            /**
             * Properties of an Account.
             * @typedef {Object} dropcast.v1.Account.$Properties
             * @property {number} [read] Account read
             * @property {number} [parsed] Account parsed
             * @property {number} [partial] Account partial
             * @property {number} [ignored] Account ignored
             * @property {number} [spoofed] Account spoofed
             * @property {number} [rejected] Account rejected
             * @property {Object.<string,number>} [rejectedByReason] Account rejectedByReason
             * @property {number} [responsesUnmatched] Account responsesUnmatched
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Account.
             * @memberof dropcast.v1
             * @interface IAccount
             * @augments dropcast.v1.Account.$Properties
             * @deprecated Use dropcast.v1.Account.$Properties instead.
             */

            /**
             * Shape of an Account.
             * @typedef {dropcast.v1.Account.$Properties} dropcast.v1.Account.$Shape
             */

            /**
             * Constructs a new Account.
             * @memberof dropcast.v1
             * @classdesc Represents an Account.
             * @constructor
             * @param {dropcast.v1.Account.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Account = function (properties) {
                this.rejectedByReason = {};
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Account read.
             * @member {number} read
             * @memberof dropcast.v1.Account
             * @instance
             */
            Account.prototype.read = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Account parsed.
             * @member {number} parsed
             * @memberof dropcast.v1.Account
             * @instance
             */
            Account.prototype.parsed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Account partial.
             * @member {number} partial
             * @memberof dropcast.v1.Account
             * @instance
             */
            Account.prototype.partial = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Account ignored.
             * @member {number} ignored
             * @memberof dropcast.v1.Account
             * @instance
             */
            Account.prototype.ignored = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Account spoofed.
             * @member {number} spoofed
             * @memberof dropcast.v1.Account
             * @instance
             */
            Account.prototype.spoofed = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Account rejected.
             * @member {number} rejected
             * @memberof dropcast.v1.Account
             * @instance
             */
            Account.prototype.rejected = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Account rejectedByReason.
             * @member {Object.<string,number>} rejectedByReason
             * @memberof dropcast.v1.Account
             * @instance
             */
            Account.prototype.rejectedByReason = $util.emptyObject;

            /**
             * Account responsesUnmatched.
             * @member {number} responsesUnmatched
             * @memberof dropcast.v1.Account
             * @instance
             */
            Account.prototype.responsesUnmatched = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified Account message. Does not implicitly {@link dropcast.v1.Account.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Account
             * @static
             * @param {dropcast.v1.Account.$Properties} message Account message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Account.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.read != null && $Object.hasOwnProperty.call(message, "read") && (typeof message.read === "object" ? message.read.low || message.read.high : message.read !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.read);
                if (message.parsed != null && $Object.hasOwnProperty.call(message, "parsed") && (typeof message.parsed === "object" ? message.parsed.low || message.parsed.high : message.parsed !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.parsed);
                if (message.partial != null && $Object.hasOwnProperty.call(message, "partial") && (typeof message.partial === "object" ? message.partial.low || message.partial.high : message.partial !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.partial);
                if (message.ignored != null && $Object.hasOwnProperty.call(message, "ignored") && (typeof message.ignored === "object" ? message.ignored.low || message.ignored.high : message.ignored !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.ignored);
                if (message.spoofed != null && $Object.hasOwnProperty.call(message, "spoofed") && (typeof message.spoofed === "object" ? message.spoofed.low || message.spoofed.high : message.spoofed !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.spoofed);
                if (message.rejected != null && $Object.hasOwnProperty.call(message, "rejected") && (typeof message.rejected === "object" ? message.rejected.low || message.rejected.high : message.rejected !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.rejected);
                if (message.rejectedByReason != null && $Object.hasOwnProperty.call(message, "rejectedByReason"))
                    for (let keys = $Object.keys(message.rejectedByReason), i = 0; i < keys.length; ++i)
                        writer.uint32(/* id 7, wireType 2 =*/58).fork().uint32(/* id 1, wireType 2 =*/10).string(keys[i]).uint32(/* id 2, wireType 0 =*/16).uint64(message.rejectedByReason[keys[i]]).ldelim();
                if (message.responsesUnmatched != null && $Object.hasOwnProperty.call(message, "responsesUnmatched") && (typeof message.responsesUnmatched === "object" ? message.responsesUnmatched.low || message.responsesUnmatched.high : message.responsesUnmatched !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.responsesUnmatched);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Account message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Account
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Account & dropcast.v1.Account.$Shape} Account
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Account.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Account();
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
                                message.read = value;
                            else
                                delete message.read;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.parsed = value;
                            else
                                delete message.parsed;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.partial = value;
                            else
                                delete message.partial;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.ignored = value;
                            else
                                delete message.ignored;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.spoofed = value;
                            else
                                delete message.spoofed;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.rejected = value;
                            else
                                delete message.rejected;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 2)
                                break;
                            if (message.rejectedByReason === $util.emptyObject)
                                message.rejectedByReason = {};
                            let end2 = reader.size() + reader.pos;
                            if (end2 > reader.len)
                                throw $RangeError("index out of range");
                            reader.len = end2;
                            key = "";
                            value = $util.Long ? $util.Long.fromNumber(0, true) : 0;
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
                                    if (wireType !== 0)
                                        break;
                                    value = reader.uint64();
                                    continue;
                                }
                                reader.skipType(wireType, _depth, tag2);
                            }
                            if (reader.pos !== end2)
                                throw $RangeError("index out of range");
                            reader.len = end;
                            if (key === "__proto__")
                                $util.makeProp(message.rejectedByReason, key);
                            message.rejectedByReason[key] = value;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.responsesUnmatched = value;
                            else
                                delete message.responsesUnmatched;
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

            return Account;
        })();

        v1.Heartbeat = (function() {

            /**
             * Properties of a Heartbeat.
             * @typedef {Object} dropcast.v1.Heartbeat.$Properties
             * @property {number} [observedUs] Heartbeat observedUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Heartbeat.
             * @memberof dropcast.v1
             * @interface IHeartbeat
             * @augments dropcast.v1.Heartbeat.$Properties
             * @deprecated Use dropcast.v1.Heartbeat.$Properties instead.
             */

            /**
             * Shape of a Heartbeat.
             * @typedef {dropcast.v1.Heartbeat.$Properties} dropcast.v1.Heartbeat.$Shape
             */

            /**
             * Constructs a new Heartbeat.
             * @memberof dropcast.v1
             * @classdesc Represents a Heartbeat.
             * @constructor
             * @param {dropcast.v1.Heartbeat.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Heartbeat = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Heartbeat observedUs.
             * @member {number} observedUs
             * @memberof dropcast.v1.Heartbeat
             * @instance
             */
            Heartbeat.prototype.observedUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link dropcast.v1.Heartbeat.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Heartbeat
             * @static
             * @param {dropcast.v1.Heartbeat.$Properties} message Heartbeat message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Heartbeat.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.observedUs != null && $Object.hasOwnProperty.call(message, "observedUs") && (typeof message.observedUs === "object" ? message.observedUs.low || message.observedUs.high : message.observedUs !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.observedUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Heartbeat
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Heartbeat & dropcast.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Heartbeat.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Heartbeat();
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
                                message.observedUs = value;
                            else
                                delete message.observedUs;
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

            return Heartbeat;
        })();

        v1.Ack = (function() {

            /**
             * Properties of an Ack.
             * @typedef {Object} dropcast.v1.Ack.$Properties
             * @property {number} [sequence] Ack sequence
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Ack.
             * @memberof dropcast.v1
             * @interface IAck
             * @augments dropcast.v1.Ack.$Properties
             * @deprecated Use dropcast.v1.Ack.$Properties instead.
             */

            /**
             * Shape of an Ack.
             * @typedef {dropcast.v1.Ack.$Properties} dropcast.v1.Ack.$Shape
             */

            /**
             * Constructs a new Ack.
             * @memberof dropcast.v1
             * @classdesc Represents an Ack.
             * @constructor
             * @param {dropcast.v1.Ack.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Ack = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Ack sequence.
             * @member {number} sequence
             * @memberof dropcast.v1.Ack
             * @instance
             */
            Ack.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified Ack message. Does not implicitly {@link dropcast.v1.Ack.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Ack
             * @static
             * @param {dropcast.v1.Ack.$Properties} message Ack message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Ack.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.sequence);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Ack message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Ack
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Ack & dropcast.v1.Ack.$Shape} Ack
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Ack.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Ack();
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
                                message.sequence = value;
                            else
                                delete message.sequence;
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

            return Ack;
        })();

        v1.Refused = (function() {

            /**
             * Properties of a Refused.
             * @typedef {Object} dropcast.v1.Refused.$Properties
             * @property {dropcast.v1.Refused.Reason} [reason] Refused reason
             * @property {string} [message] Refused message
             * @property {number} [retryAfterUs] Refused retryAfterUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Refused.
             * @memberof dropcast.v1
             * @interface IRefused
             * @augments dropcast.v1.Refused.$Properties
             * @deprecated Use dropcast.v1.Refused.$Properties instead.
             */

            /**
             * Shape of a Refused.
             * @typedef {dropcast.v1.Refused.$Properties} dropcast.v1.Refused.$Shape
             */

            /**
             * Constructs a new Refused.
             * @memberof dropcast.v1
             * @classdesc Represents a Refused.
             * @constructor
             * @param {dropcast.v1.Refused.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Refused = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Refused reason.
             * @member {dropcast.v1.Refused.Reason} reason
             * @memberof dropcast.v1.Refused
             * @instance
             */
            Refused.prototype.reason = 0;

            /**
             * Refused message.
             * @member {string} message
             * @memberof dropcast.v1.Refused
             * @instance
             */
            Refused.prototype.message = "";

            /**
             * Refused retryAfterUs.
             * @member {number} retryAfterUs
             * @memberof dropcast.v1.Refused
             * @instance
             */
            Refused.prototype.retryAfterUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified Refused message. Does not implicitly {@link dropcast.v1.Refused.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Refused
             * @static
             * @param {dropcast.v1.Refused.$Properties} message Refused message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Refused.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.reason != null && $Object.hasOwnProperty.call(message, "reason") && message.reason !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).int32(message.reason);
                if (message.message != null && $Object.hasOwnProperty.call(message, "message") && message.message !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.message);
                if (message.retryAfterUs != null && $Object.hasOwnProperty.call(message, "retryAfterUs") && (typeof message.retryAfterUs === "object" ? message.retryAfterUs.low || message.retryAfterUs.high : message.retryAfterUs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.retryAfterUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Refused message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Refused
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Refused & dropcast.v1.Refused.$Shape} Refused
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Refused.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Refused();
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
                                message.reason = value;
                            else
                                delete message.reason;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.message = value;
                            else
                                delete message.message;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.retryAfterUs = value;
                            else
                                delete message.retryAfterUs;
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
             * Reason enum.
             * @name dropcast.v1.Refused.Reason
             * @enum {number}
             * @property {number} REASON_UNSPECIFIED=0 REASON_UNSPECIFIED value
             * @property {number} FENCED=1 FENCED value
             * @property {number} SEQUENCE_GAP=2 SEQUENCE_GAP value
             * @property {number} INVALID=3 INVALID value
             * @property {number} LIMITED=4 LIMITED value
             */
            Refused.Reason = (function() {
                const valuesById = $Object.create(null), values = $Object.create(valuesById);
                values[valuesById[0] = "REASON_UNSPECIFIED"] = 0;
                values[valuesById[1] = "FENCED"] = 1;
                values[valuesById[2] = "SEQUENCE_GAP"] = 2;
                values[valuesById[3] = "INVALID"] = 3;
                values[valuesById[4] = "LIMITED"] = 4;
                return values;
            })();

            return Refused;
        })();

        v1.ListFlowsRequest = (function() {

            /**
             * Properties of a ListFlowsRequest.
             * @typedef {Object} dropcast.v1.ListFlowsRequest.$Properties
             * @property {number} [sinceUs] ListFlowsRequest sinceUs
             * @property {number} [untilUs] ListFlowsRequest untilUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListFlowsRequest.
             * @memberof dropcast.v1
             * @interface IListFlowsRequest
             * @augments dropcast.v1.ListFlowsRequest.$Properties
             * @deprecated Use dropcast.v1.ListFlowsRequest.$Properties instead.
             */

            /**
             * Shape of a ListFlowsRequest.
             * @typedef {dropcast.v1.ListFlowsRequest.$Properties} dropcast.v1.ListFlowsRequest.$Shape
             */

            /**
             * Constructs a new ListFlowsRequest.
             * @memberof dropcast.v1
             * @classdesc Represents a ListFlowsRequest.
             * @constructor
             * @param {dropcast.v1.ListFlowsRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListFlowsRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListFlowsRequest sinceUs.
             * @member {number} sinceUs
             * @memberof dropcast.v1.ListFlowsRequest
             * @instance
             */
            ListFlowsRequest.prototype.sinceUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ListFlowsRequest untilUs.
             * @member {number} untilUs
             * @memberof dropcast.v1.ListFlowsRequest
             * @instance
             */
            ListFlowsRequest.prototype.untilUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified ListFlowsRequest message. Does not implicitly {@link dropcast.v1.ListFlowsRequest.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.ListFlowsRequest
             * @static
             * @param {dropcast.v1.ListFlowsRequest.$Properties} message ListFlowsRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListFlowsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sinceUs != null && $Object.hasOwnProperty.call(message, "sinceUs") && (typeof message.sinceUs === "object" ? message.sinceUs.low || message.sinceUs.high : message.sinceUs !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.sinceUs);
                if (message.untilUs != null && $Object.hasOwnProperty.call(message, "untilUs") && (typeof message.untilUs === "object" ? message.untilUs.low || message.untilUs.high : message.untilUs !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.untilUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListFlowsRequest message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.ListFlowsRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.ListFlowsRequest & dropcast.v1.ListFlowsRequest.$Shape} ListFlowsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListFlowsRequest.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.ListFlowsRequest();
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
                                message.sinceUs = value;
                            else
                                delete message.sinceUs;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.untilUs = value;
                            else
                                delete message.untilUs;
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

            return ListFlowsRequest;
        })();

        v1.EdgeNow = (function() {

            /**
             * Properties of an EdgeNow.
             * @typedef {Object} dropcast.v1.EdgeNow.$Properties
             * @property {dropcast.v1.Edge.$Properties|null} [edge] EdgeNow edge
             * @property {dropcast.v1.UnansweredNode.$Properties|null} [unanswered] EdgeNow unanswered
             * @property {"edge"|"unanswered"} [kind] EdgeNow kind
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EdgeNow.
             * @memberof dropcast.v1
             * @interface IEdgeNow
             * @augments dropcast.v1.EdgeNow.$Properties
             * @deprecated Use dropcast.v1.EdgeNow.$Properties instead.
             */

            /**
             * Narrowed shape of an EdgeNow.
             * @typedef {{
             *   edge?: dropcast.v1.Edge.$Shape|null;
             *   unanswered?: dropcast.v1.UnansweredNode.$Shape|null;
             *   $unknowns?: Array.<Uint8Array>;
             * } & (
             *   ({ kind?: undefined; edge?: null; unanswered?: null }|{ kind?: "edge"; edge: dropcast.v1.Edge.$Shape; unanswered?: null }|{ kind?: "unanswered"; edge?: null; unanswered: dropcast.v1.UnansweredNode.$Shape })
             * )} dropcast.v1.EdgeNow.$Shape
             */

            /**
             * Constructs a new EdgeNow.
             * @memberof dropcast.v1
             * @classdesc Represents an EdgeNow.
             * @constructor
             * @param {dropcast.v1.EdgeNow.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EdgeNow = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EdgeNow edge.
             * @member {dropcast.v1.Edge|null} edge
             * @memberof dropcast.v1.EdgeNow
             * @instance
             */
            EdgeNow.prototype.edge = null;

            /**
             * EdgeNow unanswered.
             * @member {dropcast.v1.UnansweredNode|null} unanswered
             * @memberof dropcast.v1.EdgeNow
             * @instance
             */
            EdgeNow.prototype.unanswered = null;

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            /**
             * EdgeNow kind.
             * @member {"edge"|"unanswered"|undefined} kind
             * @memberof dropcast.v1.EdgeNow
             * @instance
             */
            $Object.defineProperty(EdgeNow.prototype, "kind", {
                get: $util.oneOfGetter($oneOfFields = ["edge", "unanswered"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified EdgeNow message. Does not implicitly {@link dropcast.v1.EdgeNow.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.EdgeNow
             * @static
             * @param {dropcast.v1.EdgeNow.$Properties} message EdgeNow message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EdgeNow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.edge != null && $Object.hasOwnProperty.call(message, "edge"))
                    $root.dropcast.v1.Edge.encode(message.edge, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.unanswered != null && $Object.hasOwnProperty.call(message, "unanswered"))
                    $root.dropcast.v1.UnansweredNode.encode(message.unanswered, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an EdgeNow message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.EdgeNow
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.EdgeNow & dropcast.v1.EdgeNow.$Shape} EdgeNow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EdgeNow.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.EdgeNow();
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
                            message.edge = $root.dropcast.v1.Edge.decode(reader, reader.size(), $undefined, _depth + 1, message.edge);
                            message.kind = "edge";
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.unanswered = $root.dropcast.v1.UnansweredNode.decode(reader, reader.size(), $undefined, _depth + 1, message.unanswered);
                            message.kind = "unanswered";
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

            return EdgeNow;
        })();

        v1.UnansweredNode = (function() {

            /**
             * Properties of an UnansweredNode.
             * @typedef {Object} dropcast.v1.UnansweredNode.$Properties
             * @property {string} [cluster] UnansweredNode cluster
             * @property {string} [node] UnansweredNode node
             * @property {string} [why] UnansweredNode why
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an UnansweredNode.
             * @memberof dropcast.v1
             * @interface IUnansweredNode
             * @augments dropcast.v1.UnansweredNode.$Properties
             * @deprecated Use dropcast.v1.UnansweredNode.$Properties instead.
             */

            /**
             * Shape of an UnansweredNode.
             * @typedef {dropcast.v1.UnansweredNode.$Properties} dropcast.v1.UnansweredNode.$Shape
             */

            /**
             * Constructs a new UnansweredNode.
             * @memberof dropcast.v1
             * @classdesc Represents an UnansweredNode.
             * @constructor
             * @param {dropcast.v1.UnansweredNode.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const UnansweredNode = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * UnansweredNode cluster.
             * @member {string} cluster
             * @memberof dropcast.v1.UnansweredNode
             * @instance
             */
            UnansweredNode.prototype.cluster = "";

            /**
             * UnansweredNode node.
             * @member {string} node
             * @memberof dropcast.v1.UnansweredNode
             * @instance
             */
            UnansweredNode.prototype.node = "";

            /**
             * UnansweredNode why.
             * @member {string} why
             * @memberof dropcast.v1.UnansweredNode
             * @instance
             */
            UnansweredNode.prototype.why = "";

            /**
             * Encodes the specified UnansweredNode message. Does not implicitly {@link dropcast.v1.UnansweredNode.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.UnansweredNode
             * @static
             * @param {dropcast.v1.UnansweredNode.$Properties} message UnansweredNode message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            UnansweredNode.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cluster != null && $Object.hasOwnProperty.call(message, "cluster") && message.cluster !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.cluster);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.node);
                if (message.why != null && $Object.hasOwnProperty.call(message, "why") && message.why !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.why);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an UnansweredNode message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.UnansweredNode
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.UnansweredNode & dropcast.v1.UnansweredNode.$Shape} UnansweredNode
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            UnansweredNode.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.UnansweredNode();
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
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.why = value;
                            else
                                delete message.why;
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

            return UnansweredNode;
        })();

        v1.EdgeFilter = (function() {

            /**
             * Properties of an EdgeFilter.
             * @typedef {Object} dropcast.v1.EdgeFilter.$Properties
             * @property {string} [namespace] EdgeFilter namespace
             * @property {Array.<string>} [from] EdgeFilter from
             * @property {Array.<string>} [to] EdgeFilter to
             * @property {Array.<number>} [protocol] EdgeFilter protocol
             * @property {Array.<number>} [port] EdgeFilter port
             * @property {number} [sinceUs] EdgeFilter sinceUs
             * @property {number} [untilUs] EdgeFilter untilUs
             * @property {boolean} [replies] EdgeFilter replies
             * @property {Array.<string>} [either] EdgeFilter either
             * @property {Array.<dropcast.v1.Direction>} [direction] EdgeFilter direction
             * @property {Array.<dropcast.v1.Verdict>} [verdict] EdgeFilter verdict
             * @property {Array.<dropcast.v1.Outcome>} [outcome] EdgeFilter outcome
             * @property {dropcast.v1.EdgeConditions.$Properties} [not] EdgeFilter not
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EdgeFilter.
             * @memberof dropcast.v1
             * @interface IEdgeFilter
             * @augments dropcast.v1.EdgeFilter.$Properties
             * @deprecated Use dropcast.v1.EdgeFilter.$Properties instead.
             */

            /**
             * Shape of an EdgeFilter.
             * @typedef {dropcast.v1.EdgeFilter.$Properties} dropcast.v1.EdgeFilter.$Shape
             */

            /**
             * Constructs a new EdgeFilter.
             * @memberof dropcast.v1
             * @classdesc Represents an EdgeFilter.
             * @constructor
             * @param {dropcast.v1.EdgeFilter.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EdgeFilter = function (properties) {
                this.from = [];
                this.to = [];
                this.protocol = [];
                this.port = [];
                this.either = [];
                this.direction = [];
                this.verdict = [];
                this.outcome = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EdgeFilter namespace.
             * @member {string} namespace
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.namespace = "";

            /**
             * EdgeFilter from.
             * @member {Array.<string>} from
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.from = $util.emptyArray;

            /**
             * EdgeFilter to.
             * @member {Array.<string>} to
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.to = $util.emptyArray;

            /**
             * EdgeFilter protocol.
             * @member {Array.<number>} protocol
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.protocol = $util.emptyArray;

            /**
             * EdgeFilter port.
             * @member {Array.<number>} port
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.port = $util.emptyArray;

            /**
             * EdgeFilter sinceUs.
             * @member {number} sinceUs
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.sinceUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * EdgeFilter untilUs.
             * @member {number} untilUs
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.untilUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * EdgeFilter replies.
             * @member {boolean} replies
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.replies = false;

            /**
             * EdgeFilter either.
             * @member {Array.<string>} either
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.either = $util.emptyArray;

            /**
             * EdgeFilter direction.
             * @member {Array.<dropcast.v1.Direction>} direction
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.direction = $util.emptyArray;

            /**
             * EdgeFilter verdict.
             * @member {Array.<dropcast.v1.Verdict>} verdict
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.verdict = $util.emptyArray;

            /**
             * EdgeFilter outcome.
             * @member {Array.<dropcast.v1.Outcome>} outcome
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.outcome = $util.emptyArray;

            /**
             * EdgeFilter not.
             * @member {dropcast.v1.EdgeConditions} not
             * @memberof dropcast.v1.EdgeFilter
             * @instance
             */
            EdgeFilter.prototype.not = null;

            /**
             * Encodes the specified EdgeFilter message. Does not implicitly {@link dropcast.v1.EdgeFilter.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.EdgeFilter
             * @static
             * @param {dropcast.v1.EdgeFilter.$Properties} message EdgeFilter message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EdgeFilter.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.namespace != null && $Object.hasOwnProperty.call(message, "namespace") && message.namespace !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.namespace);
                if (message.from != null && message.from.length)
                    for (let i = 0; i < message.from.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.from[i]);
                if (message.to != null && message.to.length)
                    for (let i = 0; i < message.to.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.to[i]);
                if (message.protocol != null && message.protocol.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).uint32s(message.protocol);
                if (message.port != null && message.port.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.port);
                if (message.sinceUs != null && $Object.hasOwnProperty.call(message, "sinceUs") && (typeof message.sinceUs === "object" ? message.sinceUs.low || message.sinceUs.high : message.sinceUs !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.sinceUs);
                if (message.untilUs != null && $Object.hasOwnProperty.call(message, "untilUs") && (typeof message.untilUs === "object" ? message.untilUs.low || message.untilUs.high : message.untilUs !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.untilUs);
                if (message.replies != null && $Object.hasOwnProperty.call(message, "replies") && message.replies !== false)
                    writer.uint32(/* id 8, wireType 0 =*/64).bool(message.replies);
                if (message.either != null && message.either.length)
                    for (let i = 0; i < message.either.length; ++i)
                        writer.uint32(/* id 9, wireType 2 =*/74).string(message.either[i]);
                if (message.direction != null && message.direction.length)
                    writer.uint32(/* id 10, wireType 2 =*/82).int32s(message.direction);
                if (message.verdict != null && message.verdict.length)
                    writer.uint32(/* id 11, wireType 2 =*/90).int32s(message.verdict);
                if (message.outcome != null && message.outcome.length)
                    writer.uint32(/* id 12, wireType 2 =*/98).int32s(message.outcome);
                if (message.not != null && $Object.hasOwnProperty.call(message, "not"))
                    $root.dropcast.v1.EdgeConditions.encode(message.not, writer.uint32(/* id 13, wireType 2 =*/106).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an EdgeFilter message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.EdgeFilter
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.EdgeFilter & dropcast.v1.EdgeFilter.$Shape} EdgeFilter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EdgeFilter.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.EdgeFilter();
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
                            if (!(message.from && message.from.length))
                                message.from = [];
                            message.from.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.to && message.to.length))
                                message.to = [];
                            message.to.push(reader.stringVerify());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.protocol && message.protocol.length))
                                    message.protocol = [];
                                reader.uint32s(message.protocol);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.protocol && message.protocol.length))
                                message.protocol = [];
                            message.protocol.push(reader.uint32());
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.port && message.port.length))
                                    message.port = [];
                                reader.uint32s(message.port);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.port && message.port.length))
                                message.port = [];
                            message.port.push(reader.uint32());
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sinceUs = value;
                            else
                                delete message.sinceUs;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.untilUs = value;
                            else
                                delete message.untilUs;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.replies = value;
                            else
                                delete message.replies;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 2)
                                break;
                            if (!(message.either && message.either.length))
                                message.either = [];
                            message.either.push(reader.stringVerify());
                            continue;
                        }
                    case 10: {
                            if (wireType === 2) {
                                if (!(message.direction && message.direction.length))
                                    message.direction = [];
                                reader.int32s(message.direction);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.direction && message.direction.length))
                                message.direction = [];
                            message.direction.push(reader.int32());
                            continue;
                        }
                    case 11: {
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
                    case 12: {
                            if (wireType === 2) {
                                if (!(message.outcome && message.outcome.length))
                                    message.outcome = [];
                                reader.int32s(message.outcome);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.outcome && message.outcome.length))
                                message.outcome = [];
                            message.outcome.push(reader.int32());
                            continue;
                        }
                    case 13: {
                            if (wireType !== 2)
                                break;
                            message.not = $root.dropcast.v1.EdgeConditions.decode(reader, reader.size(), $undefined, _depth + 1, message.not);
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

            return EdgeFilter;
        })();

        v1.EdgeConditions = (function() {

            /**
             * Properties of an EdgeConditions.
             * @typedef {Object} dropcast.v1.EdgeConditions.$Properties
             * @property {Array.<string>} [either] EdgeConditions either
             * @property {Array.<string>} [from] EdgeConditions from
             * @property {Array.<string>} [to] EdgeConditions to
             * @property {Array.<number>} [protocol] EdgeConditions protocol
             * @property {Array.<number>} [port] EdgeConditions port
             * @property {Array.<dropcast.v1.Direction>} [direction] EdgeConditions direction
             * @property {Array.<dropcast.v1.Verdict>} [verdict] EdgeConditions verdict
             * @property {Array.<dropcast.v1.Outcome>} [outcome] EdgeConditions outcome
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an EdgeConditions.
             * @memberof dropcast.v1
             * @interface IEdgeConditions
             * @augments dropcast.v1.EdgeConditions.$Properties
             * @deprecated Use dropcast.v1.EdgeConditions.$Properties instead.
             */

            /**
             * Shape of an EdgeConditions.
             * @typedef {dropcast.v1.EdgeConditions.$Properties} dropcast.v1.EdgeConditions.$Shape
             */

            /**
             * Constructs a new EdgeConditions.
             * @memberof dropcast.v1
             * @classdesc Represents an EdgeConditions.
             * @constructor
             * @param {dropcast.v1.EdgeConditions.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const EdgeConditions = function (properties) {
                this.either = [];
                this.from = [];
                this.to = [];
                this.protocol = [];
                this.port = [];
                this.direction = [];
                this.verdict = [];
                this.outcome = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * EdgeConditions either.
             * @member {Array.<string>} either
             * @memberof dropcast.v1.EdgeConditions
             * @instance
             */
            EdgeConditions.prototype.either = $util.emptyArray;

            /**
             * EdgeConditions from.
             * @member {Array.<string>} from
             * @memberof dropcast.v1.EdgeConditions
             * @instance
             */
            EdgeConditions.prototype.from = $util.emptyArray;

            /**
             * EdgeConditions to.
             * @member {Array.<string>} to
             * @memberof dropcast.v1.EdgeConditions
             * @instance
             */
            EdgeConditions.prototype.to = $util.emptyArray;

            /**
             * EdgeConditions protocol.
             * @member {Array.<number>} protocol
             * @memberof dropcast.v1.EdgeConditions
             * @instance
             */
            EdgeConditions.prototype.protocol = $util.emptyArray;

            /**
             * EdgeConditions port.
             * @member {Array.<number>} port
             * @memberof dropcast.v1.EdgeConditions
             * @instance
             */
            EdgeConditions.prototype.port = $util.emptyArray;

            /**
             * EdgeConditions direction.
             * @member {Array.<dropcast.v1.Direction>} direction
             * @memberof dropcast.v1.EdgeConditions
             * @instance
             */
            EdgeConditions.prototype.direction = $util.emptyArray;

            /**
             * EdgeConditions verdict.
             * @member {Array.<dropcast.v1.Verdict>} verdict
             * @memberof dropcast.v1.EdgeConditions
             * @instance
             */
            EdgeConditions.prototype.verdict = $util.emptyArray;

            /**
             * EdgeConditions outcome.
             * @member {Array.<dropcast.v1.Outcome>} outcome
             * @memberof dropcast.v1.EdgeConditions
             * @instance
             */
            EdgeConditions.prototype.outcome = $util.emptyArray;

            /**
             * Encodes the specified EdgeConditions message. Does not implicitly {@link dropcast.v1.EdgeConditions.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.EdgeConditions
             * @static
             * @param {dropcast.v1.EdgeConditions.$Properties} message EdgeConditions message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            EdgeConditions.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.either != null && message.either.length)
                    for (let i = 0; i < message.either.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.either[i]);
                if (message.from != null && message.from.length)
                    for (let i = 0; i < message.from.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.from[i]);
                if (message.to != null && message.to.length)
                    for (let i = 0; i < message.to.length; ++i)
                        writer.uint32(/* id 3, wireType 2 =*/26).string(message.to[i]);
                if (message.protocol != null && message.protocol.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).uint32s(message.protocol);
                if (message.port != null && message.port.length)
                    writer.uint32(/* id 5, wireType 2 =*/42).uint32s(message.port);
                if (message.direction != null && message.direction.length)
                    writer.uint32(/* id 6, wireType 2 =*/50).int32s(message.direction);
                if (message.verdict != null && message.verdict.length)
                    writer.uint32(/* id 7, wireType 2 =*/58).int32s(message.verdict);
                if (message.outcome != null && message.outcome.length)
                    writer.uint32(/* id 8, wireType 2 =*/66).int32s(message.outcome);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an EdgeConditions message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.EdgeConditions
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.EdgeConditions & dropcast.v1.EdgeConditions.$Shape} EdgeConditions
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            EdgeConditions.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.EdgeConditions();
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
                            if (!(message.either && message.either.length))
                                message.either = [];
                            message.either.push(reader.stringVerify());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.from && message.from.length))
                                message.from = [];
                            message.from.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if (!(message.to && message.to.length))
                                message.to = [];
                            message.to.push(reader.stringVerify());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.protocol && message.protocol.length))
                                    message.protocol = [];
                                reader.uint32s(message.protocol);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.protocol && message.protocol.length))
                                message.protocol = [];
                            message.protocol.push(reader.uint32());
                            continue;
                        }
                    case 5: {
                            if (wireType === 2) {
                                if (!(message.port && message.port.length))
                                    message.port = [];
                                reader.uint32s(message.port);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.port && message.port.length))
                                message.port = [];
                            message.port.push(reader.uint32());
                            continue;
                        }
                    case 6: {
                            if (wireType === 2) {
                                if (!(message.direction && message.direction.length))
                                    message.direction = [];
                                reader.int32s(message.direction);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.direction && message.direction.length))
                                message.direction = [];
                            message.direction.push(reader.int32());
                            continue;
                        }
                    case 7: {
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
                    case 8: {
                            if (wireType === 2) {
                                if (!(message.outcome && message.outcome.length))
                                    message.outcome = [];
                                reader.int32s(message.outcome);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.outcome && message.outcome.length))
                                message.outcome = [];
                            message.outcome.push(reader.int32());
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

            return EdgeConditions;
        })();

        /**
         * Outcome enum.
         * @name dropcast.v1.Outcome
         * @enum {number}
         * @property {number} OUTCOME_UNSPECIFIED=0 OUTCOME_UNSPECIFIED value
         * @property {number} ANSWERED=1 ANSWERED value
         * @property {number} REFUSED=2 REFUSED value
         * @property {number} UNREACHABLE=3 UNREACHABLE value
         * @property {number} UNANSWERED=4 UNANSWERED value
         * @property {number} OUTCOME_UNKNOWN=5 OUTCOME_UNKNOWN value
         */
        v1.Outcome = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "OUTCOME_UNSPECIFIED"] = 0;
            values[valuesById[1] = "ANSWERED"] = 1;
            values[valuesById[2] = "REFUSED"] = 2;
            values[valuesById[3] = "UNREACHABLE"] = 3;
            values[valuesById[4] = "UNANSWERED"] = 4;
            values[valuesById[5] = "OUTCOME_UNKNOWN"] = 5;
            return values;
        })();

        v1.ListEdgesRequest = (function() {

            /**
             * Properties of a ListEdgesRequest.
             * @typedef {Object} dropcast.v1.ListEdgesRequest.$Properties
             * @property {dropcast.v1.EdgeFilter.$Properties} [filter] ListEdgesRequest filter
             * @property {number} [limit] ListEdgesRequest limit
             * @property {dropcast.v1.Order} [order] ListEdgesRequest order
             * @property {string} [cursor] ListEdgesRequest cursor
             * @property {Array.<string>} [fields] ListEdgesRequest fields
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListEdgesRequest.
             * @memberof dropcast.v1
             * @interface IListEdgesRequest
             * @augments dropcast.v1.ListEdgesRequest.$Properties
             * @deprecated Use dropcast.v1.ListEdgesRequest.$Properties instead.
             */

            /**
             * Shape of a ListEdgesRequest.
             * @typedef {dropcast.v1.ListEdgesRequest.$Properties} dropcast.v1.ListEdgesRequest.$Shape
             */

            /**
             * Constructs a new ListEdgesRequest.
             * @memberof dropcast.v1
             * @classdesc Represents a ListEdgesRequest.
             * @constructor
             * @param {dropcast.v1.ListEdgesRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListEdgesRequest = function (properties) {
                this.fields = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListEdgesRequest filter.
             * @member {dropcast.v1.EdgeFilter} filter
             * @memberof dropcast.v1.ListEdgesRequest
             * @instance
             */
            ListEdgesRequest.prototype.filter = null;

            /**
             * ListEdgesRequest limit.
             * @member {number} limit
             * @memberof dropcast.v1.ListEdgesRequest
             * @instance
             */
            ListEdgesRequest.prototype.limit = 0;

            /**
             * ListEdgesRequest order.
             * @member {dropcast.v1.Order} order
             * @memberof dropcast.v1.ListEdgesRequest
             * @instance
             */
            ListEdgesRequest.prototype.order = 0;

            /**
             * ListEdgesRequest cursor.
             * @member {string} cursor
             * @memberof dropcast.v1.ListEdgesRequest
             * @instance
             */
            ListEdgesRequest.prototype.cursor = "";

            /**
             * ListEdgesRequest fields.
             * @member {Array.<string>} fields
             * @memberof dropcast.v1.ListEdgesRequest
             * @instance
             */
            ListEdgesRequest.prototype.fields = $util.emptyArray;

            /**
             * Encodes the specified ListEdgesRequest message. Does not implicitly {@link dropcast.v1.ListEdgesRequest.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.ListEdgesRequest
             * @static
             * @param {dropcast.v1.ListEdgesRequest.$Properties} message ListEdgesRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListEdgesRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.filter != null && $Object.hasOwnProperty.call(message, "filter"))
                    $root.dropcast.v1.EdgeFilter.encode(message.filter, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                    writer.uint32(/* id 2, wireType 0 =*/16).uint32(message.limit);
                if (message.order != null && $Object.hasOwnProperty.call(message, "order") && message.order !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).int32(message.order);
                if (message.cursor != null && $Object.hasOwnProperty.call(message, "cursor") && message.cursor !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.cursor);
                if (message.fields != null && message.fields.length)
                    for (let i = 0; i < message.fields.length; ++i)
                        writer.uint32(/* id 5, wireType 2 =*/42).string(message.fields[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListEdgesRequest message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.ListEdgesRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.ListEdgesRequest & dropcast.v1.ListEdgesRequest.$Shape} ListEdgesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListEdgesRequest.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.ListEdgesRequest();
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
                            message.filter = $root.dropcast.v1.EdgeFilter.decode(reader, reader.size(), $undefined, _depth + 1, message.filter);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.limit = value;
                            else
                                delete message.limit;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.order = value;
                            else
                                delete message.order;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            if (!(message.fields && message.fields.length))
                                message.fields = [];
                            message.fields.push(reader.stringVerify());
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

            return ListEdgesRequest;
        })();

        /**
         * Order enum.
         * @name dropcast.v1.Order
         * @enum {number}
         * @property {number} LINES=0 LINES value
         * @property {number} NAME=1 NAME value
         */
        v1.Order = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "LINES"] = 0;
            values[valuesById[1] = "NAME"] = 1;
            return values;
        })();

        v1.ListGroupsRequest = (function() {

            /**
             * Properties of a ListGroupsRequest.
             * @typedef {Object} dropcast.v1.ListGroupsRequest.$Properties
             * @property {dropcast.v1.EdgeFilter.$Properties} [filter] ListGroupsRequest filter
             * @property {Array.<string>} [by] ListGroupsRequest by
             * @property {number} [limit] ListGroupsRequest limit
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListGroupsRequest.
             * @memberof dropcast.v1
             * @interface IListGroupsRequest
             * @augments dropcast.v1.ListGroupsRequest.$Properties
             * @deprecated Use dropcast.v1.ListGroupsRequest.$Properties instead.
             */

            /**
             * Shape of a ListGroupsRequest.
             * @typedef {dropcast.v1.ListGroupsRequest.$Properties} dropcast.v1.ListGroupsRequest.$Shape
             */

            /**
             * Constructs a new ListGroupsRequest.
             * @memberof dropcast.v1
             * @classdesc Represents a ListGroupsRequest.
             * @constructor
             * @param {dropcast.v1.ListGroupsRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListGroupsRequest = function (properties) {
                this.by = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListGroupsRequest filter.
             * @member {dropcast.v1.EdgeFilter} filter
             * @memberof dropcast.v1.ListGroupsRequest
             * @instance
             */
            ListGroupsRequest.prototype.filter = null;

            /**
             * ListGroupsRequest by.
             * @member {Array.<string>} by
             * @memberof dropcast.v1.ListGroupsRequest
             * @instance
             */
            ListGroupsRequest.prototype.by = $util.emptyArray;

            /**
             * ListGroupsRequest limit.
             * @member {number} limit
             * @memberof dropcast.v1.ListGroupsRequest
             * @instance
             */
            ListGroupsRequest.prototype.limit = 0;

            /**
             * Encodes the specified ListGroupsRequest message. Does not implicitly {@link dropcast.v1.ListGroupsRequest.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.ListGroupsRequest
             * @static
             * @param {dropcast.v1.ListGroupsRequest.$Properties} message ListGroupsRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListGroupsRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.filter != null && $Object.hasOwnProperty.call(message, "filter"))
                    $root.dropcast.v1.EdgeFilter.encode(message.filter, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.by != null && message.by.length)
                    for (let i = 0; i < message.by.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.by[i]);
                if (message.limit != null && $Object.hasOwnProperty.call(message, "limit") && message.limit !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.limit);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListGroupsRequest message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.ListGroupsRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.ListGroupsRequest & dropcast.v1.ListGroupsRequest.$Shape} ListGroupsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListGroupsRequest.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.ListGroupsRequest();
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
                            message.filter = $root.dropcast.v1.EdgeFilter.decode(reader, reader.size(), $undefined, _depth + 1, message.filter);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.by && message.by.length))
                                message.by = [];
                            message.by.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.limit = value;
                            else
                                delete message.limit;
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

            return ListGroupsRequest;
        })();

        v1.Group = (function() {

            /**
             * Properties of a Group.
             * @typedef {Object} dropcast.v1.Group.$Properties
             * @property {Array.<string>} [values] Group values
             * @property {number} [edges] Group edges
             * @property {number} [lines] Group lines
             * @property {number} [connections] Group connections
             * @property {number} [bytes] Group bytes
             * @property {number} [answered] Group answered
             * @property {number} [refused] Group refused
             * @property {number} [unreachable] Group unreachable
             * @property {number} [firstSeenUs] Group firstSeenUs
             * @property {number} [lastSeenUs] Group lastSeenUs
             * @property {boolean} [isReply] Group isReply
             * @property {boolean} [preExisting] Group preExisting
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Group.
             * @memberof dropcast.v1
             * @interface IGroup
             * @augments dropcast.v1.Group.$Properties
             * @deprecated Use dropcast.v1.Group.$Properties instead.
             */

            /**
             * Shape of a Group.
             * @typedef {dropcast.v1.Group.$Properties} dropcast.v1.Group.$Shape
             */

            /**
             * Constructs a new Group.
             * @memberof dropcast.v1
             * @classdesc Represents a Group.
             * @constructor
             * @param {dropcast.v1.Group.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Group = function (properties) {
                this.values = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Group values.
             * @member {Array.<string>} values
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.values = $util.emptyArray;

            /**
             * Group edges.
             * @member {number} edges
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.edges = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group lines.
             * @member {number} lines
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.lines = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group connections.
             * @member {number} connections
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.connections = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group bytes.
             * @member {number} bytes
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group answered.
             * @member {number} answered
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.answered = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group refused.
             * @member {number} refused
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.refused = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group unreachable.
             * @member {number} unreachable
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.unreachable = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group firstSeenUs.
             * @member {number} firstSeenUs
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.firstSeenUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group lastSeenUs.
             * @member {number} lastSeenUs
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.lastSeenUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Group isReply.
             * @member {boolean} isReply
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.isReply = false;

            /**
             * Group preExisting.
             * @member {boolean} preExisting
             * @memberof dropcast.v1.Group
             * @instance
             */
            Group.prototype.preExisting = false;

            /**
             * Encodes the specified Group message. Does not implicitly {@link dropcast.v1.Group.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Group
             * @static
             * @param {dropcast.v1.Group.$Properties} message Group message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Group.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.values != null && message.values.length)
                    for (let i = 0; i < message.values.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.values[i]);
                if (message.edges != null && $Object.hasOwnProperty.call(message, "edges") && (typeof message.edges === "object" ? message.edges.low || message.edges.high : message.edges !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.edges);
                if (message.lines != null && $Object.hasOwnProperty.call(message, "lines") && (typeof message.lines === "object" ? message.lines.low || message.lines.high : message.lines !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.lines);
                if (message.connections != null && $Object.hasOwnProperty.call(message, "connections") && (typeof message.connections === "object" ? message.connections.low || message.connections.high : message.connections !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.connections);
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.bytes);
                if (message.answered != null && $Object.hasOwnProperty.call(message, "answered") && (typeof message.answered === "object" ? message.answered.low || message.answered.high : message.answered !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.answered);
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && (typeof message.refused === "object" ? message.refused.low || message.refused.high : message.refused !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.refused);
                if (message.unreachable != null && $Object.hasOwnProperty.call(message, "unreachable") && (typeof message.unreachable === "object" ? message.unreachable.low || message.unreachable.high : message.unreachable !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.unreachable);
                if (message.firstSeenUs != null && $Object.hasOwnProperty.call(message, "firstSeenUs") && (typeof message.firstSeenUs === "object" ? message.firstSeenUs.low || message.firstSeenUs.high : message.firstSeenUs !== 0))
                    writer.uint32(/* id 9, wireType 0 =*/72).uint64(message.firstSeenUs);
                if (message.lastSeenUs != null && $Object.hasOwnProperty.call(message, "lastSeenUs") && (typeof message.lastSeenUs === "object" ? message.lastSeenUs.low || message.lastSeenUs.high : message.lastSeenUs !== 0))
                    writer.uint32(/* id 10, wireType 0 =*/80).uint64(message.lastSeenUs);
                if (message.isReply != null && $Object.hasOwnProperty.call(message, "isReply") && message.isReply !== false)
                    writer.uint32(/* id 11, wireType 0 =*/88).bool(message.isReply);
                if (message.preExisting != null && $Object.hasOwnProperty.call(message, "preExisting") && message.preExisting !== false)
                    writer.uint32(/* id 12, wireType 0 =*/96).bool(message.preExisting);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Group message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Group
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Group & dropcast.v1.Group.$Shape} Group
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Group.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Group();
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
                            if (!(message.values && message.values.length))
                                message.values = [];
                            message.values.push(reader.stringVerify());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.edges = value;
                            else
                                delete message.edges;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lines = value;
                            else
                                delete message.lines;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.connections = value;
                            else
                                delete message.connections;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.bytes = value;
                            else
                                delete message.bytes;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.answered = value;
                            else
                                delete message.answered;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.refused = value;
                            else
                                delete message.refused;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.unreachable = value;
                            else
                                delete message.unreachable;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.firstSeenUs = value;
                            else
                                delete message.firstSeenUs;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lastSeenUs = value;
                            else
                                delete message.lastSeenUs;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isReply = value;
                            else
                                delete message.isReply;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.preExisting = value;
                            else
                                delete message.preExisting;
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

            return Group;
        })();

        v1.Series = (function() {

            /**
             * Properties of a Series.
             * @typedef {Object} dropcast.v1.Series.$Properties
             * @property {Array.<string>} [values] Series values
             * @property {boolean} [isReply] Series isReply
             * @property {boolean} [preExisting] Series preExisting
             * @property {Array.<dropcast.v1.HourSum.$Properties>} [hours] Series hours
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Series.
             * @memberof dropcast.v1
             * @interface ISeries
             * @augments dropcast.v1.Series.$Properties
             * @deprecated Use dropcast.v1.Series.$Properties instead.
             */

            /**
             * Shape of a Series.
             * @typedef {dropcast.v1.Series.$Properties} dropcast.v1.Series.$Shape
             */

            /**
             * Constructs a new Series.
             * @memberof dropcast.v1
             * @classdesc Represents a Series.
             * @constructor
             * @param {dropcast.v1.Series.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Series = function (properties) {
                this.values = [];
                this.hours = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Series values.
             * @member {Array.<string>} values
             * @memberof dropcast.v1.Series
             * @instance
             */
            Series.prototype.values = $util.emptyArray;

            /**
             * Series isReply.
             * @member {boolean} isReply
             * @memberof dropcast.v1.Series
             * @instance
             */
            Series.prototype.isReply = false;

            /**
             * Series preExisting.
             * @member {boolean} preExisting
             * @memberof dropcast.v1.Series
             * @instance
             */
            Series.prototype.preExisting = false;

            /**
             * Series hours.
             * @member {Array.<dropcast.v1.HourSum>} hours
             * @memberof dropcast.v1.Series
             * @instance
             */
            Series.prototype.hours = $util.emptyArray;

            /**
             * Encodes the specified Series message. Does not implicitly {@link dropcast.v1.Series.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Series
             * @static
             * @param {dropcast.v1.Series.$Properties} message Series message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Series.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.values != null && message.values.length)
                    for (let i = 0; i < message.values.length; ++i)
                        writer.uint32(/* id 1, wireType 2 =*/10).string(message.values[i]);
                if (message.isReply != null && $Object.hasOwnProperty.call(message, "isReply") && message.isReply !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.isReply);
                if (message.preExisting != null && $Object.hasOwnProperty.call(message, "preExisting") && message.preExisting !== false)
                    writer.uint32(/* id 3, wireType 0 =*/24).bool(message.preExisting);
                if (message.hours != null && message.hours.length)
                    for (let i = 0; i < message.hours.length; ++i)
                        $root.dropcast.v1.HourSum.encode(message.hours[i], writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Series message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Series
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Series & dropcast.v1.Series.$Shape} Series
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Series.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Series();
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
                            if (!(message.values && message.values.length))
                                message.values = [];
                            message.values.push(reader.stringVerify());
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isReply = value;
                            else
                                delete message.isReply;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.preExisting = value;
                            else
                                delete message.preExisting;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            if (!(message.hours && message.hours.length))
                                message.hours = [];
                            message.hours.push($root.dropcast.v1.HourSum.decode(reader, reader.size(), $undefined, _depth + 1));
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

            return Series;
        })();

        v1.HourSum = (function() {

            /**
             * Properties of an HourSum.
             * @typedef {Object} dropcast.v1.HourSum.$Properties
             * @property {number} [hour] HourSum hour
             * @property {number} [lines] HourSum lines
             * @property {number} [connections] HourSum connections
             * @property {number} [bytes] HourSum bytes
             * @property {number} [answered] HourSum answered
             * @property {number} [refused] HourSum refused
             * @property {number} [unreachable] HourSum unreachable
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an HourSum.
             * @memberof dropcast.v1
             * @interface IHourSum
             * @augments dropcast.v1.HourSum.$Properties
             * @deprecated Use dropcast.v1.HourSum.$Properties instead.
             */

            /**
             * Shape of an HourSum.
             * @typedef {dropcast.v1.HourSum.$Properties} dropcast.v1.HourSum.$Shape
             */

            /**
             * Constructs a new HourSum.
             * @memberof dropcast.v1
             * @classdesc Represents an HourSum.
             * @constructor
             * @param {dropcast.v1.HourSum.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const HourSum = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * HourSum hour.
             * @member {number} hour
             * @memberof dropcast.v1.HourSum
             * @instance
             */
            HourSum.prototype.hour = 0;

            /**
             * HourSum lines.
             * @member {number} lines
             * @memberof dropcast.v1.HourSum
             * @instance
             */
            HourSum.prototype.lines = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HourSum connections.
             * @member {number} connections
             * @memberof dropcast.v1.HourSum
             * @instance
             */
            HourSum.prototype.connections = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HourSum bytes.
             * @member {number} bytes
             * @memberof dropcast.v1.HourSum
             * @instance
             */
            HourSum.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HourSum answered.
             * @member {number} answered
             * @memberof dropcast.v1.HourSum
             * @instance
             */
            HourSum.prototype.answered = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HourSum refused.
             * @member {number} refused
             * @memberof dropcast.v1.HourSum
             * @instance
             */
            HourSum.prototype.refused = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * HourSum unreachable.
             * @member {number} unreachable
             * @memberof dropcast.v1.HourSum
             * @instance
             */
            HourSum.prototype.unreachable = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified HourSum message. Does not implicitly {@link dropcast.v1.HourSum.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.HourSum
             * @static
             * @param {dropcast.v1.HourSum.$Properties} message HourSum message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            HourSum.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.hour != null && $Object.hasOwnProperty.call(message, "hour") && message.hour !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.hour);
                if (message.lines != null && $Object.hasOwnProperty.call(message, "lines") && (typeof message.lines === "object" ? message.lines.low || message.lines.high : message.lines !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.lines);
                if (message.connections != null && $Object.hasOwnProperty.call(message, "connections") && (typeof message.connections === "object" ? message.connections.low || message.connections.high : message.connections !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.connections);
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.bytes);
                if (message.answered != null && $Object.hasOwnProperty.call(message, "answered") && (typeof message.answered === "object" ? message.answered.low || message.answered.high : message.answered !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.answered);
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && (typeof message.refused === "object" ? message.refused.low || message.refused.high : message.refused !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.refused);
                if (message.unreachable != null && $Object.hasOwnProperty.call(message, "unreachable") && (typeof message.unreachable === "object" ? message.unreachable.low || message.unreachable.high : message.unreachable !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.unreachable);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an HourSum message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.HourSum
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.HourSum & dropcast.v1.HourSum.$Shape} HourSum
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            HourSum.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.HourSum();
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
                                message.hour = value;
                            else
                                delete message.hour;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lines = value;
                            else
                                delete message.lines;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.connections = value;
                            else
                                delete message.connections;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.bytes = value;
                            else
                                delete message.bytes;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.answered = value;
                            else
                                delete message.answered;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.refused = value;
                            else
                                delete message.refused;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.unreachable = value;
                            else
                                delete message.unreachable;
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

            return HourSum;
        })();

        v1.Edge = (function() {

            /**
             * Properties of an Edge.
             * @typedef {Object} dropcast.v1.Edge.$Properties
             * @property {dropcast.v1.Endpoint.$Properties} [source] Edge source
             * @property {dropcast.v1.Endpoint.$Properties} [destination] Edge destination
             * @property {number|null} [protocol] Edge protocol
             * @property {number|null} [port] Edge port
             * @property {number|null} [icmpType] Edge icmpType
             * @property {number|null} [icmpCode] Edge icmpCode
             * @property {boolean} [isReply] Edge isReply
             * @property {dropcast.v1.Overflow.Level} [overflow] Edge overflow
             * @property {dropcast.v1.Direction} [direction] Edge direction
             * @property {dropcast.v1.Verdict} [verdict] Edge verdict
             * @property {number} [lines] Edge lines
             * @property {number} [connections] Edge connections
             * @property {number} [bytes] Edge bytes
             * @property {number} [tcpFlags] Edge tcpFlags
             * @property {number} [firstSeenUs] Edge firstSeenUs
             * @property {number} [lastSeenUs] Edge lastSeenUs
             * @property {Array.<string>} [prefixes] Edge prefixes
             * @property {dropcast.v1.SeenBy} [seenBy] Edge seenBy
             * @property {number} [answered] Edge answered
             * @property {number} [refused] Edge refused
             * @property {number} [unreachable] Edge unreachable
             * @property {Array.<string>} [nodes] Edge nodes
             * @property {number} [sourcePortsDistinct] Edge sourcePortsDistinct
             * @property {Array.<number>} [hours] Edge hours
             * @property {dropcast.v1.Origin} [origin] Edge origin
             * @property {Array.<string>} [services] Edge services
             * @property {string} [cursor] Edge cursor
             * @property {boolean} [unanswered] Edge unanswered
             * @property {string} [cluster] Edge cluster
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an Edge.
             * @memberof dropcast.v1
             * @interface IEdge
             * @augments dropcast.v1.Edge.$Properties
             * @deprecated Use dropcast.v1.Edge.$Properties instead.
             */

            /**
             * Shape of an Edge.
             * @typedef {dropcast.v1.Edge.$Properties} dropcast.v1.Edge.$Shape
             */

            /**
             * Constructs a new Edge.
             * @memberof dropcast.v1
             * @classdesc Represents an Edge.
             * @constructor
             * @param {dropcast.v1.Edge.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Edge = function (properties) {
                this.prefixes = [];
                this.nodes = [];
                this.hours = [];
                this.services = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Edge source.
             * @member {dropcast.v1.Endpoint} source
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.source = null;

            /**
             * Edge destination.
             * @member {dropcast.v1.Endpoint} destination
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.destination = null;

            /**
             * Edge protocol.
             * @member {number|null} protocol
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.protocol = null;

            /**
             * Edge port.
             * @member {number|null} port
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.port = null;

            /**
             * Edge icmpType.
             * @member {number|null} icmpType
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.icmpType = null;

            /**
             * Edge icmpCode.
             * @member {number|null} icmpCode
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.icmpCode = null;

            /**
             * Edge isReply.
             * @member {boolean} isReply
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.isReply = false;

            /**
             * Edge overflow.
             * @member {dropcast.v1.Overflow.Level} overflow
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.overflow = 0;

            /**
             * Edge direction.
             * @member {dropcast.v1.Direction} direction
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.direction = 0;

            /**
             * Edge verdict.
             * @member {dropcast.v1.Verdict} verdict
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.verdict = 0;

            /**
             * Edge lines.
             * @member {number} lines
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.lines = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge connections.
             * @member {number} connections
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.connections = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge bytes.
             * @member {number} bytes
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.bytes = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge tcpFlags.
             * @member {number} tcpFlags
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.tcpFlags = 0;

            /**
             * Edge firstSeenUs.
             * @member {number} firstSeenUs
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.firstSeenUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge lastSeenUs.
             * @member {number} lastSeenUs
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.lastSeenUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge prefixes.
             * @member {Array.<string>} prefixes
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.prefixes = $util.emptyArray;

            /**
             * Edge seenBy.
             * @member {dropcast.v1.SeenBy} seenBy
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.seenBy = 0;

            /**
             * Edge answered.
             * @member {number} answered
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.answered = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge refused.
             * @member {number} refused
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.refused = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge unreachable.
             * @member {number} unreachable
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.unreachable = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge nodes.
             * @member {Array.<string>} nodes
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.nodes = $util.emptyArray;

            /**
             * Edge sourcePortsDistinct.
             * @member {number} sourcePortsDistinct
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.sourcePortsDistinct = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Edge hours.
             * @member {Array.<number>} hours
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.hours = $util.emptyArray;

            /**
             * Edge origin.
             * @member {dropcast.v1.Origin} origin
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.origin = 0;

            /**
             * Edge services.
             * @member {Array.<string>} services
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.services = $util.emptyArray;

            /**
             * Edge cursor.
             * @member {string} cursor
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.cursor = "";

            /**
             * Edge unanswered.
             * @member {boolean} unanswered
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.unanswered = false;

            /**
             * Edge cluster.
             * @member {string} cluster
             * @memberof dropcast.v1.Edge
             * @instance
             */
            Edge.prototype.cluster = "";

            // OneOf field names bound to virtual getters and setters
            let $oneOfFields;

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Edge.prototype, "_protocol", {
                get: $util.oneOfGetter($oneOfFields = ["protocol"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Edge.prototype, "_port", {
                get: $util.oneOfGetter($oneOfFields = ["port"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Edge.prototype, "_icmpType", {
                get: $util.oneOfGetter($oneOfFields = ["icmpType"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            // Virtual OneOf for proto3 optional field
            $Object.defineProperty(Edge.prototype, "_icmpCode", {
                get: $util.oneOfGetter($oneOfFields = ["icmpCode"]),
                set: $util.oneOfSetter($oneOfFields)
            });

            /**
             * Encodes the specified Edge message. Does not implicitly {@link dropcast.v1.Edge.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Edge
             * @static
             * @param {dropcast.v1.Edge.$Properties} message Edge message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Edge.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.source != null && $Object.hasOwnProperty.call(message, "source"))
                    $root.dropcast.v1.Endpoint.encode(message.source, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.destination != null && $Object.hasOwnProperty.call(message, "destination"))
                    $root.dropcast.v1.Endpoint.encode(message.destination, writer.uint32(/* id 2, wireType 2 =*/18).fork(), _depth + 1).ldelim();
                if (message.protocol != null && $Object.hasOwnProperty.call(message, "protocol"))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.protocol);
                if (message.port != null && $Object.hasOwnProperty.call(message, "port"))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint32(message.port);
                if (message.icmpType != null && $Object.hasOwnProperty.call(message, "icmpType"))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint32(message.icmpType);
                if (message.icmpCode != null && $Object.hasOwnProperty.call(message, "icmpCode"))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint32(message.icmpCode);
                if (message.isReply != null && $Object.hasOwnProperty.call(message, "isReply") && message.isReply !== false)
                    writer.uint32(/* id 7, wireType 0 =*/56).bool(message.isReply);
                if (message.overflow != null && $Object.hasOwnProperty.call(message, "overflow") && message.overflow !== 0)
                    writer.uint32(/* id 8, wireType 0 =*/64).int32(message.overflow);
                if (message.direction != null && $Object.hasOwnProperty.call(message, "direction") && message.direction !== 0)
                    writer.uint32(/* id 9, wireType 0 =*/72).int32(message.direction);
                if (message.verdict != null && $Object.hasOwnProperty.call(message, "verdict") && message.verdict !== 0)
                    writer.uint32(/* id 10, wireType 0 =*/80).int32(message.verdict);
                if (message.lines != null && $Object.hasOwnProperty.call(message, "lines") && (typeof message.lines === "object" ? message.lines.low || message.lines.high : message.lines !== 0))
                    writer.uint32(/* id 11, wireType 0 =*/88).uint64(message.lines);
                if (message.connections != null && $Object.hasOwnProperty.call(message, "connections") && (typeof message.connections === "object" ? message.connections.low || message.connections.high : message.connections !== 0))
                    writer.uint32(/* id 12, wireType 0 =*/96).uint64(message.connections);
                if (message.bytes != null && $Object.hasOwnProperty.call(message, "bytes") && (typeof message.bytes === "object" ? message.bytes.low || message.bytes.high : message.bytes !== 0))
                    writer.uint32(/* id 13, wireType 0 =*/104).uint64(message.bytes);
                if (message.tcpFlags != null && $Object.hasOwnProperty.call(message, "tcpFlags") && message.tcpFlags !== 0)
                    writer.uint32(/* id 14, wireType 0 =*/112).uint32(message.tcpFlags);
                if (message.firstSeenUs != null && $Object.hasOwnProperty.call(message, "firstSeenUs") && (typeof message.firstSeenUs === "object" ? message.firstSeenUs.low || message.firstSeenUs.high : message.firstSeenUs !== 0))
                    writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.firstSeenUs);
                if (message.lastSeenUs != null && $Object.hasOwnProperty.call(message, "lastSeenUs") && (typeof message.lastSeenUs === "object" ? message.lastSeenUs.low || message.lastSeenUs.high : message.lastSeenUs !== 0))
                    writer.uint32(/* id 16, wireType 0 =*/128).uint64(message.lastSeenUs);
                if (message.prefixes != null && message.prefixes.length)
                    for (let i = 0; i < message.prefixes.length; ++i)
                        writer.uint32(/* id 17, wireType 2 =*/138).string(message.prefixes[i]);
                if (message.seenBy != null && $Object.hasOwnProperty.call(message, "seenBy") && message.seenBy !== 0)
                    writer.uint32(/* id 18, wireType 0 =*/144).int32(message.seenBy);
                if (message.answered != null && $Object.hasOwnProperty.call(message, "answered") && (typeof message.answered === "object" ? message.answered.low || message.answered.high : message.answered !== 0))
                    writer.uint32(/* id 19, wireType 0 =*/152).uint64(message.answered);
                if (message.refused != null && $Object.hasOwnProperty.call(message, "refused") && (typeof message.refused === "object" ? message.refused.low || message.refused.high : message.refused !== 0))
                    writer.uint32(/* id 20, wireType 0 =*/160).uint64(message.refused);
                if (message.unreachable != null && $Object.hasOwnProperty.call(message, "unreachable") && (typeof message.unreachable === "object" ? message.unreachable.low || message.unreachable.high : message.unreachable !== 0))
                    writer.uint32(/* id 21, wireType 0 =*/168).uint64(message.unreachable);
                if (message.nodes != null && message.nodes.length)
                    for (let i = 0; i < message.nodes.length; ++i)
                        writer.uint32(/* id 22, wireType 2 =*/178).string(message.nodes[i]);
                if (message.sourcePortsDistinct != null && $Object.hasOwnProperty.call(message, "sourcePortsDistinct") && (typeof message.sourcePortsDistinct === "object" ? message.sourcePortsDistinct.low || message.sourcePortsDistinct.high : message.sourcePortsDistinct !== 0))
                    writer.uint32(/* id 23, wireType 0 =*/184).uint64(message.sourcePortsDistinct);
                if (message.hours != null && message.hours.length)
                    writer.uint32(/* id 24, wireType 2 =*/194).uint32s(message.hours);
                if (message.origin != null && $Object.hasOwnProperty.call(message, "origin") && message.origin !== 0)
                    writer.uint32(/* id 25, wireType 0 =*/200).int32(message.origin);
                if (message.services != null && message.services.length)
                    for (let i = 0; i < message.services.length; ++i)
                        writer.uint32(/* id 26, wireType 2 =*/210).string(message.services[i]);
                if (message.cursor != null && $Object.hasOwnProperty.call(message, "cursor") && message.cursor !== "")
                    writer.uint32(/* id 27, wireType 2 =*/218).string(message.cursor);
                if (message.unanswered != null && $Object.hasOwnProperty.call(message, "unanswered") && message.unanswered !== false)
                    writer.uint32(/* id 28, wireType 0 =*/224).bool(message.unanswered);
                if (message.cluster != null && $Object.hasOwnProperty.call(message, "cluster") && message.cluster !== "")
                    writer.uint32(/* id 29, wireType 2 =*/234).string(message.cluster);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an Edge message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Edge
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Edge & dropcast.v1.Edge.$Shape} Edge
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Edge.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Edge();
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
                            message.source = $root.dropcast.v1.Endpoint.decode(reader, reader.size(), $undefined, _depth + 1, message.source);
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            message.destination = $root.dropcast.v1.Endpoint.decode(reader, reader.size(), $undefined, _depth + 1, message.destination);
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            message.protocol = reader.uint32();
                            message._protocol = "protocol";
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            message.port = reader.uint32();
                            message._port = "port";
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            message.icmpType = reader.uint32();
                            message._icmpType = "icmpType";
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            message.icmpCode = reader.uint32();
                            message._icmpCode = "icmpCode";
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.isReply = value;
                            else
                                delete message.isReply;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.overflow = value;
                            else
                                delete message.overflow;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.direction = value;
                            else
                                delete message.direction;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.verdict = value;
                            else
                                delete message.verdict;
                            continue;
                        }
                    case 11: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lines = value;
                            else
                                delete message.lines;
                            continue;
                        }
                    case 12: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.connections = value;
                            else
                                delete message.connections;
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.bytes = value;
                            else
                                delete message.bytes;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.tcpFlags = value;
                            else
                                delete message.tcpFlags;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.firstSeenUs = value;
                            else
                                delete message.firstSeenUs;
                            continue;
                        }
                    case 16: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lastSeenUs = value;
                            else
                                delete message.lastSeenUs;
                            continue;
                        }
                    case 17: {
                            if (wireType !== 2)
                                break;
                            if (!(message.prefixes && message.prefixes.length))
                                message.prefixes = [];
                            message.prefixes.push(reader.stringVerify());
                            continue;
                        }
                    case 18: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.seenBy = value;
                            else
                                delete message.seenBy;
                            continue;
                        }
                    case 19: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.answered = value;
                            else
                                delete message.answered;
                            continue;
                        }
                    case 20: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.refused = value;
                            else
                                delete message.refused;
                            continue;
                        }
                    case 21: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.unreachable = value;
                            else
                                delete message.unreachable;
                            continue;
                        }
                    case 22: {
                            if (wireType !== 2)
                                break;
                            if (!(message.nodes && message.nodes.length))
                                message.nodes = [];
                            message.nodes.push(reader.stringVerify());
                            continue;
                        }
                    case 23: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sourcePortsDistinct = value;
                            else
                                delete message.sourcePortsDistinct;
                            continue;
                        }
                    case 24: {
                            if (wireType === 2) {
                                if (!(message.hours && message.hours.length))
                                    message.hours = [];
                                reader.uint32s(message.hours);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.hours && message.hours.length))
                                message.hours = [];
                            message.hours.push(reader.uint32());
                            continue;
                        }
                    case 25: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.int32())
                                message.origin = value;
                            else
                                delete message.origin;
                            continue;
                        }
                    case 26: {
                            if (wireType !== 2)
                                break;
                            if (!(message.services && message.services.length))
                                message.services = [];
                            message.services.push(reader.stringVerify());
                            continue;
                        }
                    case 27: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cursor = value;
                            else
                                delete message.cursor;
                            continue;
                        }
                    case 28: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.unanswered = value;
                            else
                                delete message.unanswered;
                            continue;
                        }
                    case 29: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.cluster = value;
                            else
                                delete message.cluster;
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

            return Edge;
        })();

        /**
         * Direction enum.
         * @name dropcast.v1.Direction
         * @enum {number}
         * @property {number} DIRECTION_UNKNOWN=0 DIRECTION_UNKNOWN value
         * @property {number} INGRESS=1 INGRESS value
         * @property {number} EGRESS=2 EGRESS value
         * @property {number} BOTH=3 BOTH value
         */
        v1.Direction = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "DIRECTION_UNKNOWN"] = 0;
            values[valuesById[1] = "INGRESS"] = 1;
            values[valuesById[2] = "EGRESS"] = 2;
            values[valuesById[3] = "BOTH"] = 3;
            return values;
        })();

        /**
         * SeenBy enum.
         * @name dropcast.v1.SeenBy
         * @enum {number}
         * @property {number} SEEN_BY_UNKNOWN=0 SEEN_BY_UNKNOWN value
         * @property {number} SEEN_BY_EGRESS=1 SEEN_BY_EGRESS value
         * @property {number} SEEN_BY_INGRESS=2 SEEN_BY_INGRESS value
         * @property {number} SEEN_BY_BOTH=3 SEEN_BY_BOTH value
         */
        v1.SeenBy = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "SEEN_BY_UNKNOWN"] = 0;
            values[valuesById[1] = "SEEN_BY_EGRESS"] = 1;
            values[valuesById[2] = "SEEN_BY_INGRESS"] = 2;
            values[valuesById[3] = "SEEN_BY_BOTH"] = 3;
            return values;
        })();

        /**
         * Verdict enum.
         * @name dropcast.v1.Verdict
         * @enum {number}
         * @property {number} VERDICT_UNKNOWN=0 VERDICT_UNKNOWN value
         * @property {number} AUDIT=1 AUDIT value
         * @property {number} DROPPED=2 DROPPED value
         */
        v1.Verdict = (function() {
            const valuesById = $Object.create(null), values = $Object.create(valuesById);
            values[valuesById[0] = "VERDICT_UNKNOWN"] = 0;
            values[valuesById[1] = "AUDIT"] = 1;
            values[valuesById[2] = "DROPPED"] = 2;
            return values;
        })();

        v1.GetStatusRequest = (function() {

            /**
             * Properties of a GetStatusRequest.
             * @typedef {Object} dropcast.v1.GetStatusRequest.$Properties
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a GetStatusRequest.
             * @memberof dropcast.v1
             * @interface IGetStatusRequest
             * @augments dropcast.v1.GetStatusRequest.$Properties
             * @deprecated Use dropcast.v1.GetStatusRequest.$Properties instead.
             */

            /**
             * Shape of a GetStatusRequest.
             * @typedef {dropcast.v1.GetStatusRequest.$Properties} dropcast.v1.GetStatusRequest.$Shape
             */

            /**
             * Constructs a new GetStatusRequest.
             * @memberof dropcast.v1
             * @classdesc Represents a GetStatusRequest.
             * @constructor
             * @param {dropcast.v1.GetStatusRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const GetStatusRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Encodes the specified GetStatusRequest message. Does not implicitly {@link dropcast.v1.GetStatusRequest.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.GetStatusRequest
             * @static
             * @param {dropcast.v1.GetStatusRequest.$Properties} message GetStatusRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            GetStatusRequest.encode = function (message, writer, _depth) {
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
             * Decodes a GetStatusRequest message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.GetStatusRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.GetStatusRequest & dropcast.v1.GetStatusRequest.$Shape} GetStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            GetStatusRequest.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.GetStatusRequest();
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

            return GetStatusRequest;
        })();

        v1.ListObservedRequest = (function() {

            /**
             * Properties of a ListObservedRequest.
             * @typedef {Object} dropcast.v1.ListObservedRequest.$Properties
             * @property {number} [sinceUs] ListObservedRequest sinceUs
             * @property {number} [untilUs] ListObservedRequest untilUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ListObservedRequest.
             * @memberof dropcast.v1
             * @interface IListObservedRequest
             * @augments dropcast.v1.ListObservedRequest.$Properties
             * @deprecated Use dropcast.v1.ListObservedRequest.$Properties instead.
             */

            /**
             * Shape of a ListObservedRequest.
             * @typedef {dropcast.v1.ListObservedRequest.$Properties} dropcast.v1.ListObservedRequest.$Shape
             */

            /**
             * Constructs a new ListObservedRequest.
             * @memberof dropcast.v1
             * @classdesc Represents a ListObservedRequest.
             * @constructor
             * @param {dropcast.v1.ListObservedRequest.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ListObservedRequest = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ListObservedRequest sinceUs.
             * @member {number} sinceUs
             * @memberof dropcast.v1.ListObservedRequest
             * @instance
             */
            ListObservedRequest.prototype.sinceUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ListObservedRequest untilUs.
             * @member {number} untilUs
             * @memberof dropcast.v1.ListObservedRequest
             * @instance
             */
            ListObservedRequest.prototype.untilUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified ListObservedRequest message. Does not implicitly {@link dropcast.v1.ListObservedRequest.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.ListObservedRequest
             * @static
             * @param {dropcast.v1.ListObservedRequest.$Properties} message ListObservedRequest message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ListObservedRequest.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.sinceUs != null && $Object.hasOwnProperty.call(message, "sinceUs") && (typeof message.sinceUs === "object" ? message.sinceUs.low || message.sinceUs.high : message.sinceUs !== 0))
                    writer.uint32(/* id 1, wireType 0 =*/8).uint64(message.sinceUs);
                if (message.untilUs != null && $Object.hasOwnProperty.call(message, "untilUs") && (typeof message.untilUs === "object" ? message.untilUs.low || message.untilUs.high : message.untilUs !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.untilUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ListObservedRequest message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.ListObservedRequest
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.ListObservedRequest & dropcast.v1.ListObservedRequest.$Shape} ListObservedRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ListObservedRequest.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.ListObservedRequest();
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
                                message.sinceUs = value;
                            else
                                delete message.sinceUs;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.untilUs = value;
                            else
                                delete message.untilUs;
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

            return ListObservedRequest;
        })();

        v1.NodeHours = (function() {

            /**
             * Properties of a NodeHours.
             * @typedef {Object} dropcast.v1.NodeHours.$Properties
             * @property {string} [cluster] NodeHours cluster
             * @property {string} [node] NodeHours node
             * @property {Array.<number>} [hours] NodeHours hours
             * @property {Array.<number>} [observedUs] NodeHours observedUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a NodeHours.
             * @memberof dropcast.v1
             * @interface INodeHours
             * @augments dropcast.v1.NodeHours.$Properties
             * @deprecated Use dropcast.v1.NodeHours.$Properties instead.
             */

            /**
             * Shape of a NodeHours.
             * @typedef {dropcast.v1.NodeHours.$Properties} dropcast.v1.NodeHours.$Shape
             */

            /**
             * Constructs a new NodeHours.
             * @memberof dropcast.v1
             * @classdesc Represents a NodeHours.
             * @constructor
             * @param {dropcast.v1.NodeHours.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const NodeHours = function (properties) {
                this.hours = [];
                this.observedUs = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * NodeHours cluster.
             * @member {string} cluster
             * @memberof dropcast.v1.NodeHours
             * @instance
             */
            NodeHours.prototype.cluster = "";

            /**
             * NodeHours node.
             * @member {string} node
             * @memberof dropcast.v1.NodeHours
             * @instance
             */
            NodeHours.prototype.node = "";

            /**
             * NodeHours hours.
             * @member {Array.<number>} hours
             * @memberof dropcast.v1.NodeHours
             * @instance
             */
            NodeHours.prototype.hours = $util.emptyArray;

            /**
             * NodeHours observedUs.
             * @member {Array.<number>} observedUs
             * @memberof dropcast.v1.NodeHours
             * @instance
             */
            NodeHours.prototype.observedUs = $util.emptyArray;

            /**
             * Encodes the specified NodeHours message. Does not implicitly {@link dropcast.v1.NodeHours.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.NodeHours
             * @static
             * @param {dropcast.v1.NodeHours.$Properties} message NodeHours message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            NodeHours.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cluster != null && $Object.hasOwnProperty.call(message, "cluster") && message.cluster !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.cluster);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.node);
                if (message.hours != null && message.hours.length)
                    writer.uint32(/* id 3, wireType 2 =*/26).uint32s(message.hours);
                if (message.observedUs != null && message.observedUs.length)
                    writer.uint32(/* id 4, wireType 2 =*/34).uint64s(message.observedUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a NodeHours message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.NodeHours
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.NodeHours & dropcast.v1.NodeHours.$Shape} NodeHours
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            NodeHours.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.NodeHours();
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
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 3: {
                            if (wireType === 2) {
                                if (!(message.hours && message.hours.length))
                                    message.hours = [];
                                reader.uint32s(message.hours);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.hours && message.hours.length))
                                message.hours = [];
                            message.hours.push(reader.uint32());
                            continue;
                        }
                    case 4: {
                            if (wireType === 2) {
                                if (!(message.observedUs && message.observedUs.length))
                                    message.observedUs = [];
                                reader.uint64s(message.observedUs);
                                continue;
                            }
                            if (wireType !== 0)
                                break;
                            if (!(message.observedUs && message.observedUs.length))
                                message.observedUs = [];
                            message.observedUs.push(reader.uint64());
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

            return NodeHours;
        })();

        v1.Status = (function() {

            /**
             * Properties of a Status.
             * @typedef {Object} dropcast.v1.Status.$Properties
             * @property {Array.<dropcast.v1.NodeStatus.$Properties>} [nodes] Status nodes
             * @property {string} [version] Status version
             * @property {Array.<dropcast.v1.ResourceState.$Properties>} [resources] Status resources
             * @property {dropcast.v1.OpenWindows.$Properties} [windows] Status windows
             * @property {dropcast.v1.ClusterNodes.$Properties} [clusterNodes] Status clusterNodes
             * @property {string} [store] Status store
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a Status.
             * @memberof dropcast.v1
             * @interface IStatus
             * @augments dropcast.v1.Status.$Properties
             * @deprecated Use dropcast.v1.Status.$Properties instead.
             */

            /**
             * Shape of a Status.
             * @typedef {dropcast.v1.Status.$Properties} dropcast.v1.Status.$Shape
             */

            /**
             * Constructs a new Status.
             * @memberof dropcast.v1
             * @classdesc Represents a Status.
             * @constructor
             * @param {dropcast.v1.Status.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const Status = function (properties) {
                this.nodes = [];
                this.resources = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * Status nodes.
             * @member {Array.<dropcast.v1.NodeStatus>} nodes
             * @memberof dropcast.v1.Status
             * @instance
             */
            Status.prototype.nodes = $util.emptyArray;

            /**
             * Status version.
             * @member {string} version
             * @memberof dropcast.v1.Status
             * @instance
             */
            Status.prototype.version = "";

            /**
             * Status resources.
             * @member {Array.<dropcast.v1.ResourceState>} resources
             * @memberof dropcast.v1.Status
             * @instance
             */
            Status.prototype.resources = $util.emptyArray;

            /**
             * Status windows.
             * @member {dropcast.v1.OpenWindows} windows
             * @memberof dropcast.v1.Status
             * @instance
             */
            Status.prototype.windows = null;

            /**
             * Status clusterNodes.
             * @member {dropcast.v1.ClusterNodes} clusterNodes
             * @memberof dropcast.v1.Status
             * @instance
             */
            Status.prototype.clusterNodes = null;

            /**
             * Status store.
             * @member {string} store
             * @memberof dropcast.v1.Status
             * @instance
             */
            Status.prototype.store = "";

            /**
             * Encodes the specified Status message. Does not implicitly {@link dropcast.v1.Status.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.Status
             * @static
             * @param {dropcast.v1.Status.$Properties} message Status message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            Status.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.nodes != null && message.nodes.length)
                    for (let i = 0; i < message.nodes.length; ++i)
                        $root.dropcast.v1.NodeStatus.encode(message.nodes[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.version);
                if (message.resources != null && message.resources.length)
                    for (let i = 0; i < message.resources.length; ++i)
                        $root.dropcast.v1.ResourceState.encode(message.resources[i], writer.uint32(/* id 3, wireType 2 =*/26).fork(), _depth + 1).ldelim();
                if (message.windows != null && $Object.hasOwnProperty.call(message, "windows"))
                    $root.dropcast.v1.OpenWindows.encode(message.windows, writer.uint32(/* id 4, wireType 2 =*/34).fork(), _depth + 1).ldelim();
                if (message.clusterNodes != null && $Object.hasOwnProperty.call(message, "clusterNodes"))
                    $root.dropcast.v1.ClusterNodes.encode(message.clusterNodes, writer.uint32(/* id 5, wireType 2 =*/42).fork(), _depth + 1).ldelim();
                if (message.store != null && $Object.hasOwnProperty.call(message, "store") && message.store !== "")
                    writer.uint32(/* id 6, wireType 2 =*/50).string(message.store);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.Status
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.Status & dropcast.v1.Status.$Shape} Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            Status.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.Status();
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
                            message.nodes.push($root.dropcast.v1.NodeStatus.decode(reader, reader.size(), $undefined, _depth + 1));
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
                            if (!(message.resources && message.resources.length))
                                message.resources = [];
                            message.resources.push($root.dropcast.v1.ResourceState.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 4: {
                            if (wireType !== 2)
                                break;
                            message.windows = $root.dropcast.v1.OpenWindows.decode(reader, reader.size(), $undefined, _depth + 1, message.windows);
                            continue;
                        }
                    case 5: {
                            if (wireType !== 2)
                                break;
                            message.clusterNodes = $root.dropcast.v1.ClusterNodes.decode(reader, reader.size(), $undefined, _depth + 1, message.clusterNodes);
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.store = value;
                            else
                                delete message.store;
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

            return Status;
        })();

        v1.OpenWindows = (function() {

            /**
             * Properties of an OpenWindows.
             * @typedef {Object} dropcast.v1.OpenWindows.$Properties
             * @property {Array.<dropcast.v1.OpenWindow.$Properties>} [windows] OpenWindows windows
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OpenWindows.
             * @memberof dropcast.v1
             * @interface IOpenWindows
             * @augments dropcast.v1.OpenWindows.$Properties
             * @deprecated Use dropcast.v1.OpenWindows.$Properties instead.
             */

            /**
             * Shape of an OpenWindows.
             * @typedef {dropcast.v1.OpenWindows.$Properties} dropcast.v1.OpenWindows.$Shape
             */

            /**
             * Constructs a new OpenWindows.
             * @memberof dropcast.v1
             * @classdesc Represents an OpenWindows.
             * @constructor
             * @param {dropcast.v1.OpenWindows.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OpenWindows = function (properties) {
                this.windows = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OpenWindows windows.
             * @member {Array.<dropcast.v1.OpenWindow>} windows
             * @memberof dropcast.v1.OpenWindows
             * @instance
             */
            OpenWindows.prototype.windows = $util.emptyArray;

            /**
             * Encodes the specified OpenWindows message. Does not implicitly {@link dropcast.v1.OpenWindows.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.OpenWindows
             * @static
             * @param {dropcast.v1.OpenWindows.$Properties} message OpenWindows message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OpenWindows.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.windows != null && message.windows.length)
                    for (let i = 0; i < message.windows.length; ++i)
                        $root.dropcast.v1.OpenWindow.encode(message.windows[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an OpenWindows message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.OpenWindows
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.OpenWindows & dropcast.v1.OpenWindows.$Shape} OpenWindows
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            OpenWindows.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.OpenWindows();
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
                            if (!(message.windows && message.windows.length))
                                message.windows = [];
                            message.windows.push($root.dropcast.v1.OpenWindow.decode(reader, reader.size(), $undefined, _depth + 1));
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

            return OpenWindows;
        })();

        v1.OpenWindow = (function() {

            /**
             * Properties of an OpenWindow.
             * @typedef {Object} dropcast.v1.OpenWindow.$Properties
             * @property {string} [kind] OpenWindow kind
             * @property {string} [name] OpenWindow name
             * @property {string} [namespaces] OpenWindow namespaces
             * @property {number} [openedUs] OpenWindow openedUs
             * @property {number} [endsUs] OpenWindow endsUs
             * @property {Array.<string>} [prefixes] OpenWindow prefixes
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of an OpenWindow.
             * @memberof dropcast.v1
             * @interface IOpenWindow
             * @augments dropcast.v1.OpenWindow.$Properties
             * @deprecated Use dropcast.v1.OpenWindow.$Properties instead.
             */

            /**
             * Shape of an OpenWindow.
             * @typedef {dropcast.v1.OpenWindow.$Properties} dropcast.v1.OpenWindow.$Shape
             */

            /**
             * Constructs a new OpenWindow.
             * @memberof dropcast.v1
             * @classdesc Represents an OpenWindow.
             * @constructor
             * @param {dropcast.v1.OpenWindow.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const OpenWindow = function (properties) {
                this.prefixes = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * OpenWindow kind.
             * @member {string} kind
             * @memberof dropcast.v1.OpenWindow
             * @instance
             */
            OpenWindow.prototype.kind = "";

            /**
             * OpenWindow name.
             * @member {string} name
             * @memberof dropcast.v1.OpenWindow
             * @instance
             */
            OpenWindow.prototype.name = "";

            /**
             * OpenWindow namespaces.
             * @member {string} namespaces
             * @memberof dropcast.v1.OpenWindow
             * @instance
             */
            OpenWindow.prototype.namespaces = "";

            /**
             * OpenWindow openedUs.
             * @member {number} openedUs
             * @memberof dropcast.v1.OpenWindow
             * @instance
             */
            OpenWindow.prototype.openedUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * OpenWindow endsUs.
             * @member {number} endsUs
             * @memberof dropcast.v1.OpenWindow
             * @instance
             */
            OpenWindow.prototype.endsUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * OpenWindow prefixes.
             * @member {Array.<string>} prefixes
             * @memberof dropcast.v1.OpenWindow
             * @instance
             */
            OpenWindow.prototype.prefixes = $util.emptyArray;

            /**
             * Encodes the specified OpenWindow message. Does not implicitly {@link dropcast.v1.OpenWindow.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.OpenWindow
             * @static
             * @param {dropcast.v1.OpenWindow.$Properties} message OpenWindow message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            OpenWindow.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.kind != null && $Object.hasOwnProperty.call(message, "kind") && message.kind !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.kind);
                if (message.name != null && $Object.hasOwnProperty.call(message, "name") && message.name !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.name);
                if (message.namespaces != null && $Object.hasOwnProperty.call(message, "namespaces") && message.namespaces !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.namespaces);
                if (message.openedUs != null && $Object.hasOwnProperty.call(message, "openedUs") && (typeof message.openedUs === "object" ? message.openedUs.low || message.openedUs.high : message.openedUs !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.openedUs);
                if (message.endsUs != null && $Object.hasOwnProperty.call(message, "endsUs") && (typeof message.endsUs === "object" ? message.endsUs.low || message.endsUs.high : message.endsUs !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.endsUs);
                if (message.prefixes != null && message.prefixes.length)
                    for (let i = 0; i < message.prefixes.length; ++i)
                        writer.uint32(/* id 6, wireType 2 =*/50).string(message.prefixes[i]);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes an OpenWindow message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.OpenWindow
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.OpenWindow & dropcast.v1.OpenWindow.$Shape} OpenWindow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            OpenWindow.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.OpenWindow();
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
                                message.name = value;
                            else
                                delete message.name;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.namespaces = value;
                            else
                                delete message.namespaces;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.openedUs = value;
                            else
                                delete message.openedUs;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.endsUs = value;
                            else
                                delete message.endsUs;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 2)
                                break;
                            if (!(message.prefixes && message.prefixes.length))
                                message.prefixes = [];
                            message.prefixes.push(reader.stringVerify());
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

            return OpenWindow;
        })();

        v1.ClusterNodes = (function() {

            /**
             * Properties of a ClusterNodes.
             * @typedef {Object} dropcast.v1.ClusterNodes.$Properties
             * @property {number} [count] ClusterNodes count
             * @property {Array.<string>} [missing] ClusterNodes missing
             * @property {number} [missingCount] ClusterNodes missingCount
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ClusterNodes.
             * @memberof dropcast.v1
             * @interface IClusterNodes
             * @augments dropcast.v1.ClusterNodes.$Properties
             * @deprecated Use dropcast.v1.ClusterNodes.$Properties instead.
             */

            /**
             * Shape of a ClusterNodes.
             * @typedef {dropcast.v1.ClusterNodes.$Properties} dropcast.v1.ClusterNodes.$Shape
             */

            /**
             * Constructs a new ClusterNodes.
             * @memberof dropcast.v1
             * @classdesc Represents a ClusterNodes.
             * @constructor
             * @param {dropcast.v1.ClusterNodes.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ClusterNodes = function (properties) {
                this.missing = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ClusterNodes count.
             * @member {number} count
             * @memberof dropcast.v1.ClusterNodes
             * @instance
             */
            ClusterNodes.prototype.count = 0;

            /**
             * ClusterNodes missing.
             * @member {Array.<string>} missing
             * @memberof dropcast.v1.ClusterNodes
             * @instance
             */
            ClusterNodes.prototype.missing = $util.emptyArray;

            /**
             * ClusterNodes missingCount.
             * @member {number} missingCount
             * @memberof dropcast.v1.ClusterNodes
             * @instance
             */
            ClusterNodes.prototype.missingCount = 0;

            /**
             * Encodes the specified ClusterNodes message. Does not implicitly {@link dropcast.v1.ClusterNodes.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.ClusterNodes
             * @static
             * @param {dropcast.v1.ClusterNodes.$Properties} message ClusterNodes message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ClusterNodes.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.count != null && $Object.hasOwnProperty.call(message, "count") && message.count !== 0)
                    writer.uint32(/* id 1, wireType 0 =*/8).uint32(message.count);
                if (message.missing != null && message.missing.length)
                    for (let i = 0; i < message.missing.length; ++i)
                        writer.uint32(/* id 2, wireType 2 =*/18).string(message.missing[i]);
                if (message.missingCount != null && $Object.hasOwnProperty.call(message, "missingCount") && message.missingCount !== 0)
                    writer.uint32(/* id 3, wireType 0 =*/24).uint32(message.missingCount);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ClusterNodes message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.ClusterNodes
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.ClusterNodes & dropcast.v1.ClusterNodes.$Shape} ClusterNodes
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ClusterNodes.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.ClusterNodes();
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
                                message.count = value;
                            else
                                delete message.count;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 2)
                                break;
                            if (!(message.missing && message.missing.length))
                                message.missing = [];
                            message.missing.push(reader.stringVerify());
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.uint32())
                                message.missingCount = value;
                            else
                                delete message.missingCount;
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

            return ClusterNodes;
        })();

        v1.ResourceState = (function() {

            /**
             * Properties of a ResourceState.
             * @typedef {Object} dropcast.v1.ResourceState.$Properties
             * @property {string} [resource] ResourceState resource
             * @property {boolean} [synced] ResourceState synced
             * @property {number} [currentUs] ResourceState currentUs
             * @property {string} [error] ResourceState error
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a ResourceState.
             * @memberof dropcast.v1
             * @interface IResourceState
             * @augments dropcast.v1.ResourceState.$Properties
             * @deprecated Use dropcast.v1.ResourceState.$Properties instead.
             */

            /**
             * Shape of a ResourceState.
             * @typedef {dropcast.v1.ResourceState.$Properties} dropcast.v1.ResourceState.$Shape
             */

            /**
             * Constructs a new ResourceState.
             * @memberof dropcast.v1
             * @classdesc Represents a ResourceState.
             * @constructor
             * @param {dropcast.v1.ResourceState.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const ResourceState = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * ResourceState resource.
             * @member {string} resource
             * @memberof dropcast.v1.ResourceState
             * @instance
             */
            ResourceState.prototype.resource = "";

            /**
             * ResourceState synced.
             * @member {boolean} synced
             * @memberof dropcast.v1.ResourceState
             * @instance
             */
            ResourceState.prototype.synced = false;

            /**
             * ResourceState currentUs.
             * @member {number} currentUs
             * @memberof dropcast.v1.ResourceState
             * @instance
             */
            ResourceState.prototype.currentUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * ResourceState error.
             * @member {string} error
             * @memberof dropcast.v1.ResourceState
             * @instance
             */
            ResourceState.prototype.error = "";

            /**
             * Encodes the specified ResourceState message. Does not implicitly {@link dropcast.v1.ResourceState.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.ResourceState
             * @static
             * @param {dropcast.v1.ResourceState.$Properties} message ResourceState message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            ResourceState.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.resource != null && $Object.hasOwnProperty.call(message, "resource") && message.resource !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.resource);
                if (message.synced != null && $Object.hasOwnProperty.call(message, "synced") && message.synced !== false)
                    writer.uint32(/* id 2, wireType 0 =*/16).bool(message.synced);
                if (message.currentUs != null && $Object.hasOwnProperty.call(message, "currentUs") && (typeof message.currentUs === "object" ? message.currentUs.low || message.currentUs.high : message.currentUs !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.currentUs);
                if (message.error != null && $Object.hasOwnProperty.call(message, "error") && message.error !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.error);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a ResourceState message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.ResourceState
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.ResourceState & dropcast.v1.ResourceState.$Shape} ResourceState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            ResourceState.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.ResourceState();
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
                                message.resource = value;
                            else
                                delete message.resource;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.synced = value;
                            else
                                delete message.synced;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.currentUs = value;
                            else
                                delete message.currentUs;
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

            return ResourceState;
        })();

        v1.NodeStatus = (function() {

            /**
             * Properties of a NodeStatus.
             * @typedef {Object} dropcast.v1.NodeStatus.$Properties
             * @property {string} [cluster] NodeStatus cluster
             * @property {string} [node] NodeStatus node
             * @property {string} [source] NodeStatus source
             * @property {string} [version] NodeStatus version
             * @property {number} [epoch] NodeStatus epoch
             * @property {number} [sequence] NodeStatus sequence
             * @property {number} [observedUs] NodeStatus observedUs
             * @property {number} [lines] NodeStatus lines
             * @property {boolean} [connected] NodeStatus connected
             * @property {Array.<dropcast.v1.Loss.$Properties>} [losses] NodeStatus losses
             * @property {Array.<dropcast.v1.Check.$Properties>} [checks] NodeStatus checks
             * @property {Array.<dropcast.v1.RuleBalance.$Properties>} [rules] NodeStatus rules
             * @property {number} [heardUs] NodeStatus heardUs
             * @property {number} [coarsened] NodeStatus coarsened
             * @property {number} [throttledUs] NodeStatus throttledUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a NodeStatus.
             * @memberof dropcast.v1
             * @interface INodeStatus
             * @augments dropcast.v1.NodeStatus.$Properties
             * @deprecated Use dropcast.v1.NodeStatus.$Properties instead.
             */

            /**
             * Shape of a NodeStatus.
             * @typedef {dropcast.v1.NodeStatus.$Properties} dropcast.v1.NodeStatus.$Shape
             */

            /**
             * Constructs a new NodeStatus.
             * @memberof dropcast.v1
             * @classdesc Represents a NodeStatus.
             * @constructor
             * @param {dropcast.v1.NodeStatus.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const NodeStatus = function (properties) {
                this.losses = [];
                this.checks = [];
                this.rules = [];
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * NodeStatus cluster.
             * @member {string} cluster
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.cluster = "";

            /**
             * NodeStatus node.
             * @member {string} node
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.node = "";

            /**
             * NodeStatus source.
             * @member {string} source
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.source = "";

            /**
             * NodeStatus version.
             * @member {string} version
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.version = "";

            /**
             * NodeStatus epoch.
             * @member {number} epoch
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.epoch = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * NodeStatus sequence.
             * @member {number} sequence
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.sequence = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * NodeStatus observedUs.
             * @member {number} observedUs
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.observedUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * NodeStatus lines.
             * @member {number} lines
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.lines = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * NodeStatus connected.
             * @member {boolean} connected
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.connected = false;

            /**
             * NodeStatus losses.
             * @member {Array.<dropcast.v1.Loss>} losses
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.losses = $util.emptyArray;

            /**
             * NodeStatus checks.
             * @member {Array.<dropcast.v1.Check>} checks
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.checks = $util.emptyArray;

            /**
             * NodeStatus rules.
             * @member {Array.<dropcast.v1.RuleBalance>} rules
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.rules = $util.emptyArray;

            /**
             * NodeStatus heardUs.
             * @member {number} heardUs
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.heardUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * NodeStatus coarsened.
             * @member {number} coarsened
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.coarsened = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * NodeStatus throttledUs.
             * @member {number} throttledUs
             * @memberof dropcast.v1.NodeStatus
             * @instance
             */
            NodeStatus.prototype.throttledUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified NodeStatus message. Does not implicitly {@link dropcast.v1.NodeStatus.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.NodeStatus
             * @static
             * @param {dropcast.v1.NodeStatus.$Properties} message NodeStatus message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            NodeStatus.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.cluster != null && $Object.hasOwnProperty.call(message, "cluster") && message.cluster !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.cluster);
                if (message.node != null && $Object.hasOwnProperty.call(message, "node") && message.node !== "")
                    writer.uint32(/* id 2, wireType 2 =*/18).string(message.node);
                if (message.source != null && $Object.hasOwnProperty.call(message, "source") && message.source !== "")
                    writer.uint32(/* id 3, wireType 2 =*/26).string(message.source);
                if (message.version != null && $Object.hasOwnProperty.call(message, "version") && message.version !== "")
                    writer.uint32(/* id 4, wireType 2 =*/34).string(message.version);
                if (message.epoch != null && $Object.hasOwnProperty.call(message, "epoch") && (typeof message.epoch === "object" ? message.epoch.low || message.epoch.high : message.epoch !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.epoch);
                if (message.sequence != null && $Object.hasOwnProperty.call(message, "sequence") && (typeof message.sequence === "object" ? message.sequence.low || message.sequence.high : message.sequence !== 0))
                    writer.uint32(/* id 6, wireType 0 =*/48).uint64(message.sequence);
                if (message.observedUs != null && $Object.hasOwnProperty.call(message, "observedUs") && (typeof message.observedUs === "object" ? message.observedUs.low || message.observedUs.high : message.observedUs !== 0))
                    writer.uint32(/* id 7, wireType 0 =*/56).uint64(message.observedUs);
                if (message.lines != null && $Object.hasOwnProperty.call(message, "lines") && (typeof message.lines === "object" ? message.lines.low || message.lines.high : message.lines !== 0))
                    writer.uint32(/* id 8, wireType 0 =*/64).uint64(message.lines);
                if (message.connected != null && $Object.hasOwnProperty.call(message, "connected") && message.connected !== false)
                    writer.uint32(/* id 9, wireType 0 =*/72).bool(message.connected);
                if (message.losses != null && message.losses.length)
                    for (let i = 0; i < message.losses.length; ++i)
                        $root.dropcast.v1.Loss.encode(message.losses[i], writer.uint32(/* id 10, wireType 2 =*/82).fork(), _depth + 1).ldelim();
                if (message.checks != null && message.checks.length)
                    for (let i = 0; i < message.checks.length; ++i)
                        $root.dropcast.v1.Check.encode(message.checks[i], writer.uint32(/* id 11, wireType 2 =*/90).fork(), _depth + 1).ldelim();
                if (message.rules != null && message.rules.length)
                    for (let i = 0; i < message.rules.length; ++i)
                        $root.dropcast.v1.RuleBalance.encode(message.rules[i], writer.uint32(/* id 12, wireType 2 =*/98).fork(), _depth + 1).ldelim();
                if (message.heardUs != null && $Object.hasOwnProperty.call(message, "heardUs") && (typeof message.heardUs === "object" ? message.heardUs.low || message.heardUs.high : message.heardUs !== 0))
                    writer.uint32(/* id 13, wireType 0 =*/104).uint64(message.heardUs);
                if (message.coarsened != null && $Object.hasOwnProperty.call(message, "coarsened") && (typeof message.coarsened === "object" ? message.coarsened.low || message.coarsened.high : message.coarsened !== 0))
                    writer.uint32(/* id 14, wireType 0 =*/112).uint64(message.coarsened);
                if (message.throttledUs != null && $Object.hasOwnProperty.call(message, "throttledUs") && (typeof message.throttledUs === "object" ? message.throttledUs.low || message.throttledUs.high : message.throttledUs !== 0))
                    writer.uint32(/* id 15, wireType 0 =*/120).uint64(message.throttledUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a NodeStatus message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.NodeStatus
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.NodeStatus & dropcast.v1.NodeStatus.$Shape} NodeStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            NodeStatus.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.NodeStatus();
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
                                message.node = value;
                            else
                                delete message.node;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 2)
                                break;
                            if ((value = reader.stringVerify()).length)
                                message.source = value;
                            else
                                delete message.source;
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
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.epoch = value;
                            else
                                delete message.epoch;
                            continue;
                        }
                    case 6: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sequence = value;
                            else
                                delete message.sequence;
                            continue;
                        }
                    case 7: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.observedUs = value;
                            else
                                delete message.observedUs;
                            continue;
                        }
                    case 8: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.lines = value;
                            else
                                delete message.lines;
                            continue;
                        }
                    case 9: {
                            if (wireType !== 0)
                                break;
                            if (value = reader.bool())
                                message.connected = value;
                            else
                                delete message.connected;
                            continue;
                        }
                    case 10: {
                            if (wireType !== 2)
                                break;
                            if (!(message.losses && message.losses.length))
                                message.losses = [];
                            message.losses.push($root.dropcast.v1.Loss.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 11: {
                            if (wireType !== 2)
                                break;
                            if (!(message.checks && message.checks.length))
                                message.checks = [];
                            message.checks.push($root.dropcast.v1.Check.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 12: {
                            if (wireType !== 2)
                                break;
                            if (!(message.rules && message.rules.length))
                                message.rules = [];
                            message.rules.push($root.dropcast.v1.RuleBalance.decode(reader, reader.size(), $undefined, _depth + 1));
                            continue;
                        }
                    case 13: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.heardUs = value;
                            else
                                delete message.heardUs;
                            continue;
                        }
                    case 14: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.coarsened = value;
                            else
                                delete message.coarsened;
                            continue;
                        }
                    case 15: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.throttledUs = value;
                            else
                                delete message.throttledUs;
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

            return NodeStatus;
        })();

        v1.RuleBalance = (function() {

            /**
             * Properties of a RuleBalance.
             * @typedef {Object} dropcast.v1.RuleBalance.$Properties
             * @property {string} [prefix] RuleBalance prefix
             * @property {number} [expected] RuleBalance expected
             * @property {number} [read] RuleBalance read
             * @property {number} [resets] RuleBalance resets
             * @property {number} [sinceUs] RuleBalance sinceUs
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */

            /**
             * Properties of a RuleBalance.
             * @memberof dropcast.v1
             * @interface IRuleBalance
             * @augments dropcast.v1.RuleBalance.$Properties
             * @deprecated Use dropcast.v1.RuleBalance.$Properties instead.
             */

            /**
             * Shape of a RuleBalance.
             * @typedef {dropcast.v1.RuleBalance.$Properties} dropcast.v1.RuleBalance.$Shape
             */

            /**
             * Constructs a new RuleBalance.
             * @memberof dropcast.v1
             * @classdesc Represents a RuleBalance.
             * @constructor
             * @param {dropcast.v1.RuleBalance.$Properties=} [properties] Properties to set
             * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
             */
            const RuleBalance = function (properties) {
                if (properties)
                    for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                        if (properties[keys[i]] != null && keys[i] !== "__proto__")
                            this[keys[i]] = properties[keys[i]];
            };

            /**
             * RuleBalance prefix.
             * @member {string} prefix
             * @memberof dropcast.v1.RuleBalance
             * @instance
             */
            RuleBalance.prototype.prefix = "";

            /**
             * RuleBalance expected.
             * @member {number} expected
             * @memberof dropcast.v1.RuleBalance
             * @instance
             */
            RuleBalance.prototype.expected = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RuleBalance read.
             * @member {number} read
             * @memberof dropcast.v1.RuleBalance
             * @instance
             */
            RuleBalance.prototype.read = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RuleBalance resets.
             * @member {number} resets
             * @memberof dropcast.v1.RuleBalance
             * @instance
             */
            RuleBalance.prototype.resets = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * RuleBalance sinceUs.
             * @member {number} sinceUs
             * @memberof dropcast.v1.RuleBalance
             * @instance
             */
            RuleBalance.prototype.sinceUs = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

            /**
             * Encodes the specified RuleBalance message. Does not implicitly {@link dropcast.v1.RuleBalance.verify|verify} messages.
             * @function encode
             * @memberof dropcast.v1.RuleBalance
             * @static
             * @param {dropcast.v1.RuleBalance.$Properties} message RuleBalance message or plain object to encode
             * @param {$protobuf.Writer} [writer] Writer to encode to
             * @returns {$protobuf.Writer} Writer
             */
            RuleBalance.encode = function (message, writer, _depth) {
                if (!writer)
                    writer = $Writer.create();
                if (_depth === $undefined)
                    _depth = 0;
                if (_depth > $util.recursionLimit)
                    throw $Error("max depth exceeded");
                if (message.prefix != null && $Object.hasOwnProperty.call(message, "prefix") && message.prefix !== "")
                    writer.uint32(/* id 1, wireType 2 =*/10).string(message.prefix);
                if (message.expected != null && $Object.hasOwnProperty.call(message, "expected") && (typeof message.expected === "object" ? message.expected.low || message.expected.high : message.expected !== 0))
                    writer.uint32(/* id 2, wireType 0 =*/16).uint64(message.expected);
                if (message.read != null && $Object.hasOwnProperty.call(message, "read") && (typeof message.read === "object" ? message.read.low || message.read.high : message.read !== 0))
                    writer.uint32(/* id 3, wireType 0 =*/24).uint64(message.read);
                if (message.resets != null && $Object.hasOwnProperty.call(message, "resets") && (typeof message.resets === "object" ? message.resets.low || message.resets.high : message.resets !== 0))
                    writer.uint32(/* id 4, wireType 0 =*/32).uint64(message.resets);
                if (message.sinceUs != null && $Object.hasOwnProperty.call(message, "sinceUs") && (typeof message.sinceUs === "object" ? message.sinceUs.low || message.sinceUs.high : message.sinceUs !== 0))
                    writer.uint32(/* id 5, wireType 0 =*/40).uint64(message.sinceUs);
                if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
                    for (let i = 0; i < message.$unknowns.length; ++i)
                        writer.raw(message.$unknowns[i]);
                return writer;
            };

            /**
             * Decodes a RuleBalance message from the specified reader or buffer.
             * @function decode
             * @memberof dropcast.v1.RuleBalance
             * @static
             * @param {$protobuf.Reader|Uint8Array} reader Reader or buffer to decode from
             * @param {number} [length] Message length if known beforehand
             * @returns {dropcast.v1.RuleBalance & dropcast.v1.RuleBalance.$Shape} RuleBalance
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            RuleBalance.decode = function (reader, length, _end, _depth, _target) {
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
                message = _target || new $root.dropcast.v1.RuleBalance();
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
                                message.prefix = value;
                            else
                                delete message.prefix;
                            continue;
                        }
                    case 2: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.expected = value;
                            else
                                delete message.expected;
                            continue;
                        }
                    case 3: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.read = value;
                            else
                                delete message.read;
                            continue;
                        }
                    case 4: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.resets = value;
                            else
                                delete message.resets;
                            continue;
                        }
                    case 5: {
                            if (wireType !== 0)
                                break;
                            if (typeof (value = reader.uint64()) === "object" ? value.low || value.high : value !== 0)
                                message.sinceUs = value;
                            else
                                delete message.sinceUs;
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

            return RuleBalance;
        })();

        return v1;
    })();

    return dropcast;
})();

export {
  $root as default
};
