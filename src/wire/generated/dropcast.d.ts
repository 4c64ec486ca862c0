import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace dropcast. */
export namespace dropcast {

    /** Namespace v1. */
    namespace v1 {

        /**
         * Properties of a Flow.
         * @deprecated Use dropcast.v1.Flow.$Properties instead.
         */
        interface IFlow extends dropcast.v1.Flow.$Properties {
        }

        /** Represents a Flow. */
        class Flow {

            /**
             * Constructs a new Flow.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Flow.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Flow prefix. */
            prefix: string;

            /** Flow inInterface. */
            inInterface: string;

            /** Flow outInterface. */
            outInterface: string;

            /** Flow source. */
            source: dropcast.v1.Endpoint;

            /** Flow destination. */
            destination: dropcast.v1.Endpoint;

            /** Flow protocol. */
            protocol: (number|null);

            /** Flow port. */
            port: (number|null);

            /** Flow icmpType. */
            icmpType: (number|null);

            /** Flow icmpCode. */
            icmpCode: (number|null);

            /** Flow isReply. */
            isReply: boolean;

            /** Flow overflow. */
            overflow: dropcast.v1.Overflow;

            /** Flow hour. */
            hour: number;

            /** Flow lines. */
            lines: number;

            /** Flow duplicates. */
            duplicates: number;

            /** Flow connections. */
            connections: number;

            /** Flow bytes. */
            bytes: number;

            /** Flow tcpFlags. */
            tcpFlags: number;

            /** Flow firstSeenUs. */
            firstSeenUs: number;

            /** Flow lastSeenUs. */
            lastSeenUs: number;

            /** Flow sourcePorts. */
            sourcePorts: number[];

            /** Flow sourcePortRegisters. */
            sourcePortRegisters: Uint8Array;

            /** Flow answered. */
            answered: number;

            /** Flow refused. */
            refused: number;

            /** Flow unreachable. */
            unreachable: number;

            /** Flow origin. */
            origin: dropcast.v1.Origin;

            /** Flow sourceEnd. */
            sourceEnd: number;

            /** Flow destinationEnd. */
            destinationEnd: number;

            /** Flow point. */
            point: number;

            /**
             * Encodes the specified Flow message. Does not implicitly {@link dropcast.v1.Flow.verify|verify} messages.
             * @param message Flow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Flow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Flow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Flow & dropcast.v1.Flow.$Shape} Flow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Flow & dropcast.v1.Flow.$Shape;
        }

        namespace Flow {

            /** Properties of a Flow. */
            interface $Properties {

                /** Flow prefix */
                prefix?: string;

                /** Flow inInterface */
                inInterface?: string;

                /** Flow outInterface */
                outInterface?: string;

                /** Flow source */
                source?: dropcast.v1.Endpoint.$Properties;

                /** Flow destination */
                destination?: dropcast.v1.Endpoint.$Properties;

                /** Flow protocol */
                protocol?: (number|null);

                /** Flow port */
                port?: (number|null);

                /** Flow icmpType */
                icmpType?: (number|null);

                /** Flow icmpCode */
                icmpCode?: (number|null);

                /** Flow isReply */
                isReply?: boolean;

                /** Flow overflow */
                overflow?: dropcast.v1.Overflow.$Properties;

                /** Flow hour */
                hour?: number;

                /** Flow lines */
                lines?: number;

                /** Flow duplicates */
                duplicates?: number;

                /** Flow connections */
                connections?: number;

                /** Flow bytes */
                bytes?: number;

                /** Flow tcpFlags */
                tcpFlags?: number;

                /** Flow firstSeenUs */
                firstSeenUs?: number;

                /** Flow lastSeenUs */
                lastSeenUs?: number;

                /** Flow sourcePorts */
                sourcePorts?: number[];

                /** Flow sourcePortRegisters */
                sourcePortRegisters?: Uint8Array;

                /** Flow answered */
                answered?: number;

                /** Flow refused */
                refused?: number;

                /** Flow unreachable */
                unreachable?: number;

                /** Flow origin */
                origin?: dropcast.v1.Origin;

                /** Flow sourceEnd */
                sourceEnd?: number;

                /** Flow destinationEnd */
                destinationEnd?: number;

                /** Flow point */
                point?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Flow. */
            type $Shape = dropcast.v1.Flow.$Properties;
        }

        /**
         * Properties of an ObservationPoint.
         * @deprecated Use dropcast.v1.ObservationPoint.$Properties instead.
         */
        interface IObservationPoint extends dropcast.v1.ObservationPoint.$Properties {
        }

        /** Represents an ObservationPoint. */
        class ObservationPoint {

            /**
             * Constructs a new ObservationPoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.ObservationPoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ObservationPoint prefix. */
            prefix: string;

            /** ObservationPoint inInterface. */
            inInterface: string;

            /** ObservationPoint outInterface. */
            outInterface: string;

            /**
             * Encodes the specified ObservationPoint message. Does not implicitly {@link dropcast.v1.ObservationPoint.verify|verify} messages.
             * @param message ObservationPoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.ObservationPoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an ObservationPoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.ObservationPoint & dropcast.v1.ObservationPoint.$Shape} ObservationPoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.ObservationPoint & dropcast.v1.ObservationPoint.$Shape;
        }

        namespace ObservationPoint {

            /** Properties of an ObservationPoint. */
            interface $Properties {

                /** ObservationPoint prefix */
                prefix?: string;

                /** ObservationPoint inInterface */
                inInterface?: string;

                /** ObservationPoint outInterface */
                outInterface?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an ObservationPoint. */
            type $Shape = dropcast.v1.ObservationPoint.$Properties;
        }

        /** Origin enum. */
        enum Origin {

            /** ORIGIN_UNSPECIFIED value */
            ORIGIN_UNSPECIFIED = 0,

            /** TEXT value */
            TEXT = 1,

            /** KERNEL value */
            KERNEL = 2,

            /** CONNTRACK value */
            CONNTRACK = 3
        }

        /**
         * Properties of an Overflow.
         * @deprecated Use dropcast.v1.Overflow.$Properties instead.
         */
        interface IOverflow extends dropcast.v1.Overflow.$Properties {
        }

        /** Represents an Overflow. */
        class Overflow {

            /**
             * Constructs a new Overflow.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Overflow.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Overflow level. */
            level: dropcast.v1.Overflow.Level;

            /** Overflow addressRegisters. */
            addressRegisters: Uint8Array;

            /**
             * Encodes the specified Overflow message. Does not implicitly {@link dropcast.v1.Overflow.verify|verify} messages.
             * @param message Overflow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Overflow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Overflow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Overflow & dropcast.v1.Overflow.$Shape} Overflow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Overflow & dropcast.v1.Overflow.$Shape;
        }

        namespace Overflow {

            /** Properties of an Overflow. */
            interface $Properties {

                /** Overflow level */
                level?: dropcast.v1.Overflow.Level;

                /** Overflow addressRegisters */
                addressRegisters?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Overflow. */
            type $Shape = dropcast.v1.Overflow.$Properties;

            /** Level enum. */
            enum Level {

                /** LEVEL_UNSPECIFIED value */
                LEVEL_UNSPECIFIED = 0,

                /** ADDRESS value */
                ADDRESS = 1,

                /** PORT value */
                PORT = 2,

                /** ALL value */
                ALL = 3
            }
        }

        /**
         * Properties of an Endpoint.
         * @deprecated Use dropcast.v1.Endpoint.$Properties instead.
         */
        interface IEndpoint extends dropcast.v1.Endpoint.$Properties {
        }

        /** Represents an Endpoint. */
        class Endpoint {

            /**
             * Constructs a new Endpoint.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Endpoint.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Endpoint kind. */
            kind: dropcast.v1.Endpoint.Kind;

            /** Endpoint namespace. */
            namespace: string;

            /** Endpoint name. */
            name: string;

            /** Endpoint workloadKind. */
            workloadKind: string;

            /** Endpoint workloadName. */
            workloadName: string;

            /** Endpoint labels. */
            labels: { [k: string]: string };

            /** Endpoint ip. */
            ip: Uint8Array;

            /** Endpoint node. */
            node: string;

            /** Endpoint attribution. */
            attribution: dropcast.v1.Endpoint.Attribution;

            /** Endpoint confidence. */
            confidence: dropcast.v1.Endpoint.Confidence;

            /** Endpoint candidates. */
            candidates: dropcast.v1.Endpoint[];

            /**
             * Encodes the specified Endpoint message. Does not implicitly {@link dropcast.v1.Endpoint.verify|verify} messages.
             * @param message Endpoint message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Endpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Endpoint message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Endpoint & dropcast.v1.Endpoint.$Shape} Endpoint
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Endpoint & dropcast.v1.Endpoint.$Shape;
        }

        namespace Endpoint {

            /** Properties of an Endpoint. */
            interface $Properties {

                /** Endpoint kind */
                kind?: dropcast.v1.Endpoint.Kind;

                /** Endpoint namespace */
                namespace?: string;

                /** Endpoint name */
                name?: string;

                /** Endpoint workloadKind */
                workloadKind?: string;

                /** Endpoint workloadName */
                workloadName?: string;

                /** Endpoint labels */
                labels?: { [k: string]: string };

                /** Endpoint ip */
                ip?: Uint8Array;

                /** Endpoint node */
                node?: string;

                /** Endpoint attribution */
                attribution?: dropcast.v1.Endpoint.Attribution;

                /** Endpoint confidence */
                confidence?: dropcast.v1.Endpoint.Confidence;

                /** Endpoint candidates */
                candidates?: dropcast.v1.Endpoint.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Endpoint. */
            type $Shape = dropcast.v1.Endpoint.$Properties;

            /** Kind enum. */
            enum Kind {

                /** KIND_UNSPECIFIED value */
                KIND_UNSPECIFIED = 0,

                /** POD value */
                POD = 1,

                /** NODE value */
                NODE = 2,

                /** SERVICE value */
                SERVICE = 3,

                /** OUTSIDE value */
                OUTSIDE = 4
            }

            /** Attribution enum. */
            enum Attribution {

                /** NONE value */
                NONE = 0,

                /** VETH_HASH value */
                VETH_HASH = 1,

                /** IP_TIME value */
                IP_TIME = 2,

                /** NODE_ADDRESS value */
                NODE_ADDRESS = 3,

                /** SERVICE_ADDRESS value */
                SERVICE_ADDRESS = 4,

                /** CIDR_LABEL value */
                CIDR_LABEL = 5
            }

            /** Confidence enum. */
            enum Confidence {

                /** UNKNOWN value */
                UNKNOWN = 0,

                /** AMBIGUOUS value */
                AMBIGUOUS = 1,

                /** PROBABLE value */
                PROBABLE = 2,

                /** CERTAIN value */
                CERTAIN = 3
            }
        }

        /**
         * Properties of a Loss.
         * @deprecated Use dropcast.v1.Loss.$Properties instead.
         */
        interface ILoss extends dropcast.v1.Loss.$Properties {
        }

        /** Represents a Loss. */
        class Loss {

            /**
             * Constructs a new Loss.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Loss.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Loss source. */
            source: string;

            /** Loss cause. */
            cause: dropcast.v1.Loss.Cause;

            /** Loss count. */
            count: (number|null);

            /** Loss firstUs. */
            firstUs: number;

            /** Loss lastUs. */
            lastUs: number;

            /**
             * Encodes the specified Loss message. Does not implicitly {@link dropcast.v1.Loss.verify|verify} messages.
             * @param message Loss message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Loss.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Loss message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Loss & dropcast.v1.Loss.$Shape} Loss
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Loss & dropcast.v1.Loss.$Shape;
        }

        namespace Loss {

            /** Properties of a Loss. */
            interface $Properties {

                /** Loss source */
                source?: string;

                /** Loss cause */
                cause?: dropcast.v1.Loss.Cause;

                /** Loss count */
                count?: (number|null);

                /** Loss firstUs */
                firstUs?: number;

                /** Loss lastUs */
                lastUs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Loss. */
            type $Shape = dropcast.v1.Loss.$Properties;

            /** Cause enum. */
            enum Cause {

                /** CAUSE_UNSPECIFIED value */
                CAUSE_UNSPECIFIED = 0,

                /** KMSG_OVERRUN value */
                KMSG_OVERRUN = 1,

                /** JOURNAL_MISSED value */
                JOURNAL_MISSED = 2,

                /** ROTATION value */
                ROTATION = 3,

                /** PARSE_REJECTED value */
                PARSE_REJECTED = 4,

                /** SPOOL_FULL value */
                SPOOL_FULL = 5,

                /** RATE_LIMITED value */
                RATE_LIMITED = 6,

                /** RESTART_GAP value */
                RESTART_GAP = 7,

                /** BOOT_GAP value */
                BOOT_GAP = 8,

                /** CLOCK_AHEAD value */
                CLOCK_AHEAD = 9
            }
        }

        /**
         * Properties of an AgentMessage.
         * @deprecated Use dropcast.v1.AgentMessage.$Properties instead.
         */
        interface IAgentMessage extends dropcast.v1.AgentMessage.$Properties {
        }

        /** Represents an AgentMessage. */
        class AgentMessage {

            /**
             * Constructs a new AgentMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.AgentMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AgentMessage hello. */
            hello: (dropcast.v1.Hello|null);

            /** AgentMessage batch. */
            batch: (dropcast.v1.Batch|null);

            /** AgentMessage heartbeat. */
            heartbeat: (dropcast.v1.Heartbeat|null);

            /** AgentMessage report. */
            report: (dropcast.v1.Report|null);

            /** AgentMessage kind. */
            kind?: ("hello"|"batch"|"heartbeat"|"report");

            /**
             * Encodes the specified AgentMessage message. Does not implicitly {@link dropcast.v1.AgentMessage.verify|verify} messages.
             * @param message AgentMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.AgentMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AgentMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.AgentMessage & dropcast.v1.AgentMessage.$Shape} AgentMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.AgentMessage & dropcast.v1.AgentMessage.$Shape;
        }

        namespace AgentMessage {

            /** Properties of an AgentMessage. */
            interface $Properties {

                /** AgentMessage hello */
                hello?: (dropcast.v1.Hello.$Properties|null);

                /** AgentMessage batch */
                batch?: (dropcast.v1.Batch.$Properties|null);

                /** AgentMessage heartbeat */
                heartbeat?: (dropcast.v1.Heartbeat.$Properties|null);

                /** AgentMessage report */
                report?: (dropcast.v1.Report.$Properties|null);

                /** AgentMessage kind */
                kind?: ("hello"|"batch"|"heartbeat"|"report");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AgentMessage. */
            type $Shape = {
              hello?: dropcast.v1.Hello.$Shape|null;
              batch?: dropcast.v1.Batch.$Shape|null;
              heartbeat?: dropcast.v1.Heartbeat.$Shape|null;
              report?: dropcast.v1.Report.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; hello?: null; batch?: null; heartbeat?: null; report?: null }|{ kind?: "hello"; hello: dropcast.v1.Hello.$Shape; batch?: null; heartbeat?: null; report?: null }|{ kind?: "batch"; hello?: null; batch: dropcast.v1.Batch.$Shape; heartbeat?: null; report?: null }|{ kind?: "heartbeat"; hello?: null; batch?: null; heartbeat: dropcast.v1.Heartbeat.$Shape; report?: null }|{ kind?: "report"; hello?: null; batch?: null; heartbeat?: null; report: dropcast.v1.Report.$Shape })
            );
        }

        /**
         * Properties of an AggregatorMessage.
         * @deprecated Use dropcast.v1.AggregatorMessage.$Properties instead.
         */
        interface IAggregatorMessage extends dropcast.v1.AggregatorMessage.$Properties {
        }

        /** Represents an AggregatorMessage. */
        class AggregatorMessage {

            /**
             * Constructs a new AggregatorMessage.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.AggregatorMessage.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** AggregatorMessage welcome. */
            welcome: (dropcast.v1.Welcome|null);

            /** AggregatorMessage ack. */
            ack: (dropcast.v1.Ack|null);

            /** AggregatorMessage refused. */
            refused: (dropcast.v1.Refused|null);

            /** AggregatorMessage kind. */
            kind?: ("welcome"|"ack"|"refused");

            /**
             * Encodes the specified AggregatorMessage message. Does not implicitly {@link dropcast.v1.AggregatorMessage.verify|verify} messages.
             * @param message AggregatorMessage message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.AggregatorMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an AggregatorMessage message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.AggregatorMessage & dropcast.v1.AggregatorMessage.$Shape} AggregatorMessage
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.AggregatorMessage & dropcast.v1.AggregatorMessage.$Shape;
        }

        namespace AggregatorMessage {

            /** Properties of an AggregatorMessage. */
            interface $Properties {

                /** AggregatorMessage welcome */
                welcome?: (dropcast.v1.Welcome.$Properties|null);

                /** AggregatorMessage ack */
                ack?: (dropcast.v1.Ack.$Properties|null);

                /** AggregatorMessage refused */
                refused?: (dropcast.v1.Refused.$Properties|null);

                /** AggregatorMessage kind */
                kind?: ("welcome"|"ack"|"refused");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an AggregatorMessage. */
            type $Shape = {
              welcome?: dropcast.v1.Welcome.$Shape|null;
              ack?: dropcast.v1.Ack.$Shape|null;
              refused?: dropcast.v1.Refused.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; welcome?: null; ack?: null; refused?: null }|{ kind?: "welcome"; welcome: dropcast.v1.Welcome.$Shape; ack?: null; refused?: null }|{ kind?: "ack"; welcome?: null; ack: dropcast.v1.Ack.$Shape; refused?: null }|{ kind?: "refused"; welcome?: null; ack?: null; refused: dropcast.v1.Refused.$Shape })
            );
        }

        /**
         * Properties of a Hello.
         * @deprecated Use dropcast.v1.Hello.$Properties instead.
         */
        interface IHello extends dropcast.v1.Hello.$Properties {
        }

        /** Represents a Hello. */
        class Hello {

            /**
             * Constructs a new Hello.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Hello.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Hello node. */
            node: string;

            /** Hello source. */
            source: string;

            /** Hello instance. */
            instance: string;

            /** Hello cluster. */
            cluster: string;

            /** Hello version. */
            version: string;

            /** Hello bootId. */
            bootId: string;

            /** Hello queryAddress. */
            queryAddress: string;

            /**
             * Encodes the specified Hello message. Does not implicitly {@link dropcast.v1.Hello.verify|verify} messages.
             * @param message Hello message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Hello message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Hello & dropcast.v1.Hello.$Shape} Hello
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Hello & dropcast.v1.Hello.$Shape;
        }

        namespace Hello {

            /** Properties of a Hello. */
            interface $Properties {

                /** Hello node */
                node?: string;

                /** Hello source */
                source?: string;

                /** Hello instance */
                instance?: string;

                /** Hello cluster */
                cluster?: string;

                /** Hello version */
                version?: string;

                /** Hello bootId */
                bootId?: string;

                /** Hello queryAddress */
                queryAddress?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Hello. */
            type $Shape = dropcast.v1.Hello.$Properties;
        }

        /**
         * Properties of a Welcome.
         * @deprecated Use dropcast.v1.Welcome.$Properties instead.
         */
        interface IWelcome extends dropcast.v1.Welcome.$Properties {
        }

        /** Represents a Welcome. */
        class Welcome {

            /**
             * Constructs a new Welcome.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Welcome.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Welcome epoch. */
            epoch: number;

            /** Welcome sequence. */
            sequence: number;

            /** Welcome cursor. */
            cursor: string;

            /** Welcome counted. */
            counted: dropcast.v1.TimeReading;

            /** Welcome store. */
            store: string;

            /** Welcome previous. */
            previous: dropcast.v1.Position;

            /** Welcome batchFormat. */
            batchFormat: number;

            /**
             * Encodes the specified Welcome message. Does not implicitly {@link dropcast.v1.Welcome.verify|verify} messages.
             * @param message Welcome message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Welcome.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Welcome message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Welcome & dropcast.v1.Welcome.$Shape} Welcome
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Welcome & dropcast.v1.Welcome.$Shape;
        }

        namespace Welcome {

            /** Properties of a Welcome. */
            interface $Properties {

                /** Welcome epoch */
                epoch?: number;

                /** Welcome sequence */
                sequence?: number;

                /** Welcome cursor */
                cursor?: string;

                /** Welcome counted */
                counted?: dropcast.v1.TimeReading.$Properties;

                /** Welcome store */
                store?: string;

                /** Welcome previous */
                previous?: dropcast.v1.Position.$Properties;

                /** Welcome batchFormat */
                batchFormat?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Welcome. */
            type $Shape = dropcast.v1.Welcome.$Properties;
        }

        /**
         * Properties of a Position.
         * @deprecated Use dropcast.v1.Position.$Properties instead.
         */
        interface IPosition extends dropcast.v1.Position.$Properties {
        }

        /** Represents a Position. */
        class Position {

            /**
             * Constructs a new Position.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Position.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Position epoch. */
            epoch: number;

            /** Position sequence. */
            sequence: number;

            /**
             * Encodes the specified Position message. Does not implicitly {@link dropcast.v1.Position.verify|verify} messages.
             * @param message Position message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Position.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Position message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Position & dropcast.v1.Position.$Shape} Position
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Position & dropcast.v1.Position.$Shape;
        }

        namespace Position {

            /** Properties of a Position. */
            interface $Properties {

                /** Position epoch */
                epoch?: number;

                /** Position sequence */
                sequence?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Position. */
            type $Shape = dropcast.v1.Position.$Properties;
        }

        /**
         * Properties of a Batch.
         * @deprecated Use dropcast.v1.Batch.$Properties instead.
         */
        interface IBatch extends dropcast.v1.Batch.$Properties {
        }

        /** Represents a Batch. */
        class Batch {

            /**
             * Constructs a new Batch.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Batch.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Batch epoch. */
            epoch: number;

            /** Batch sequence. */
            sequence: number;

            /** Batch cursorAfter. */
            cursorAfter: string;

            /** Batch flows. */
            flows: dropcast.v1.Flow[];

            /** Batch losses. */
            losses: dropcast.v1.Loss[];

            /** Batch account. */
            account: dropcast.v1.Account;

            /** Batch ruleCounters. */
            ruleCounters: dropcast.v1.RuleCounter[];

            /** Batch readings. */
            readings: dropcast.v1.TimeReading[];

            /** Batch ends. */
            ends: dropcast.v1.Endpoint[];

            /** Batch points. */
            points: dropcast.v1.ObservationPoint[];

            /**
             * Encodes the specified Batch message. Does not implicitly {@link dropcast.v1.Batch.verify|verify} messages.
             * @param message Batch message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Batch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Batch message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Batch & dropcast.v1.Batch.$Shape} Batch
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Batch & dropcast.v1.Batch.$Shape;
        }

        namespace Batch {

            /** Properties of a Batch. */
            interface $Properties {

                /** Batch epoch */
                epoch?: number;

                /** Batch sequence */
                sequence?: number;

                /** Batch cursorAfter */
                cursorAfter?: string;

                /** Batch flows */
                flows?: dropcast.v1.Flow.$Properties[];

                /** Batch losses */
                losses?: dropcast.v1.Loss.$Properties[];

                /** Batch account */
                account?: dropcast.v1.Account.$Properties;

                /** Batch ruleCounters */
                ruleCounters?: dropcast.v1.RuleCounter.$Properties[];

                /** Batch readings */
                readings?: dropcast.v1.TimeReading.$Properties[];

                /** Batch ends */
                ends?: dropcast.v1.Endpoint.$Properties[];

                /** Batch points */
                points?: dropcast.v1.ObservationPoint.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Batch. */
            type $Shape = dropcast.v1.Batch.$Properties;
        }

        /**
         * Properties of a RuleCounter.
         * @deprecated Use dropcast.v1.RuleCounter.$Properties instead.
         */
        interface IRuleCounter extends dropcast.v1.RuleCounter.$Properties {
        }

        /** Represents a RuleCounter. */
        class RuleCounter {

            /**
             * Constructs a new RuleCounter.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.RuleCounter.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RuleCounter family. */
            family: string;

            /** RuleCounter table. */
            table: string;

            /** RuleCounter chain. */
            chain: string;

            /** RuleCounter prefix. */
            prefix: string;

            /** RuleCounter packets. */
            packets: number;

            /** RuleCounter bytes. */
            bytes: number;

            /**
             * Encodes the specified RuleCounter message. Does not implicitly {@link dropcast.v1.RuleCounter.verify|verify} messages.
             * @param message RuleCounter message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.RuleCounter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RuleCounter message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.RuleCounter & dropcast.v1.RuleCounter.$Shape} RuleCounter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.RuleCounter & dropcast.v1.RuleCounter.$Shape;
        }

        namespace RuleCounter {

            /** Properties of a RuleCounter. */
            interface $Properties {

                /** RuleCounter family */
                family?: string;

                /** RuleCounter table */
                table?: string;

                /** RuleCounter chain */
                chain?: string;

                /** RuleCounter prefix */
                prefix?: string;

                /** RuleCounter packets */
                packets?: number;

                /** RuleCounter bytes */
                bytes?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RuleCounter. */
            type $Shape = dropcast.v1.RuleCounter.$Properties;
        }

        /**
         * Properties of a TimeReading.
         * @deprecated Use dropcast.v1.TimeReading.$Properties instead.
         */
        interface ITimeReading extends dropcast.v1.TimeReading.$Properties {
        }

        /** Represents a TimeReading. */
        class TimeReading {

            /**
             * Constructs a new TimeReading.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.TimeReading.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** TimeReading bootId. */
            bootId: string;

            /** TimeReading rawUs. */
            rawUs: number;

            /** TimeReading wallUs. */
            wallUs: number;

            /**
             * Encodes the specified TimeReading message. Does not implicitly {@link dropcast.v1.TimeReading.verify|verify} messages.
             * @param message TimeReading message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.TimeReading.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a TimeReading message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.TimeReading & dropcast.v1.TimeReading.$Shape} TimeReading
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.TimeReading & dropcast.v1.TimeReading.$Shape;
        }

        namespace TimeReading {

            /** Properties of a TimeReading. */
            interface $Properties {

                /** TimeReading bootId */
                bootId?: string;

                /** TimeReading rawUs */
                rawUs?: number;

                /** TimeReading wallUs */
                wallUs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a TimeReading. */
            type $Shape = dropcast.v1.TimeReading.$Properties;
        }

        /**
         * Properties of a Report.
         * @deprecated Use dropcast.v1.Report.$Properties instead.
         */
        interface IReport extends dropcast.v1.Report.$Properties {
        }

        /** Represents a Report. */
        class Report {

            /**
             * Constructs a new Report.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Report.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Report checks. */
            checks: dropcast.v1.Check[];

            /**
             * Encodes the specified Report message. Does not implicitly {@link dropcast.v1.Report.verify|verify} messages.
             * @param message Report message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Report.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Report message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Report & dropcast.v1.Report.$Shape} Report
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Report & dropcast.v1.Report.$Shape;
        }

        namespace Report {

            /** Properties of a Report. */
            interface $Properties {

                /** Report checks */
                checks?: dropcast.v1.Check.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Report. */
            type $Shape = dropcast.v1.Report.$Properties;
        }

        /**
         * Properties of a Check.
         * @deprecated Use dropcast.v1.Check.$Properties instead.
         */
        interface ICheck extends dropcast.v1.Check.$Properties {
        }

        /** Represents a Check. */
        class Check {

            /**
             * Constructs a new Check.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Check.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Check name. */
            name: string;

            /** Check state. */
            state: dropcast.v1.Check.State;

            /** Check detail. */
            detail: string;

            /** Check value. */
            value: (number|null);

            /**
             * Encodes the specified Check message. Does not implicitly {@link dropcast.v1.Check.verify|verify} messages.
             * @param message Check message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Check.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Check message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Check & dropcast.v1.Check.$Shape} Check
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Check & dropcast.v1.Check.$Shape;
        }

        namespace Check {

            /** Properties of a Check. */
            interface $Properties {

                /** Check name */
                name?: string;

                /** Check state */
                state?: dropcast.v1.Check.State;

                /** Check detail */
                detail?: string;

                /** Check value */
                value?: (number|null);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Check. */
            type $Shape = dropcast.v1.Check.$Properties;

            /** State enum. */
            enum State {

                /** UNKNOWN value */
                UNKNOWN = 0,

                /** OK value */
                OK = 1,

                /** WARN value */
                WARN = 2,

                /** FAIL value */
                FAIL = 3
            }
        }

        /**
         * Properties of an Account.
         * @deprecated Use dropcast.v1.Account.$Properties instead.
         */
        interface IAccount extends dropcast.v1.Account.$Properties {
        }

        /** Represents an Account. */
        class Account {

            /**
             * Constructs a new Account.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Account.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Account read. */
            read: number;

            /** Account parsed. */
            parsed: number;

            /** Account partial. */
            partial: number;

            /** Account ignored. */
            ignored: number;

            /** Account spoofed. */
            spoofed: number;

            /** Account rejected. */
            rejected: number;

            /** Account rejectedByReason. */
            rejectedByReason: { [k: string]: number };

            /** Account responsesUnmatched. */
            responsesUnmatched: number;

            /**
             * Encodes the specified Account message. Does not implicitly {@link dropcast.v1.Account.verify|verify} messages.
             * @param message Account message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Account.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Account message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Account & dropcast.v1.Account.$Shape} Account
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Account & dropcast.v1.Account.$Shape;
        }

        namespace Account {

            /** Properties of an Account. */
            interface $Properties {

                /** Account read */
                read?: number;

                /** Account parsed */
                parsed?: number;

                /** Account partial */
                partial?: number;

                /** Account ignored */
                ignored?: number;

                /** Account spoofed */
                spoofed?: number;

                /** Account rejected */
                rejected?: number;

                /** Account rejectedByReason */
                rejectedByReason?: { [k: string]: number };

                /** Account responsesUnmatched */
                responsesUnmatched?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Account. */
            type $Shape = dropcast.v1.Account.$Properties;
        }

        /**
         * Properties of a Heartbeat.
         * @deprecated Use dropcast.v1.Heartbeat.$Properties instead.
         */
        interface IHeartbeat extends dropcast.v1.Heartbeat.$Properties {
        }

        /** Represents a Heartbeat. */
        class Heartbeat {

            /**
             * Constructs a new Heartbeat.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Heartbeat.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Heartbeat observedUs. */
            observedUs: number;

            /**
             * Encodes the specified Heartbeat message. Does not implicitly {@link dropcast.v1.Heartbeat.verify|verify} messages.
             * @param message Heartbeat message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Heartbeat message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Heartbeat & dropcast.v1.Heartbeat.$Shape} Heartbeat
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Heartbeat & dropcast.v1.Heartbeat.$Shape;
        }

        namespace Heartbeat {

            /** Properties of a Heartbeat. */
            interface $Properties {

                /** Heartbeat observedUs */
                observedUs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Heartbeat. */
            type $Shape = dropcast.v1.Heartbeat.$Properties;
        }

        /**
         * Properties of an Ack.
         * @deprecated Use dropcast.v1.Ack.$Properties instead.
         */
        interface IAck extends dropcast.v1.Ack.$Properties {
        }

        /** Represents an Ack. */
        class Ack {

            /**
             * Constructs a new Ack.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Ack.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Ack sequence. */
            sequence: number;

            /**
             * Encodes the specified Ack message. Does not implicitly {@link dropcast.v1.Ack.verify|verify} messages.
             * @param message Ack message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Ack.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Ack message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Ack & dropcast.v1.Ack.$Shape} Ack
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Ack & dropcast.v1.Ack.$Shape;
        }

        namespace Ack {

            /** Properties of an Ack. */
            interface $Properties {

                /** Ack sequence */
                sequence?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Ack. */
            type $Shape = dropcast.v1.Ack.$Properties;
        }

        /**
         * Properties of a Refused.
         * @deprecated Use dropcast.v1.Refused.$Properties instead.
         */
        interface IRefused extends dropcast.v1.Refused.$Properties {
        }

        /** Represents a Refused. */
        class Refused {

            /**
             * Constructs a new Refused.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Refused.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Refused reason. */
            reason: dropcast.v1.Refused.Reason;

            /** Refused message. */
            message: string;

            /** Refused retryAfterUs. */
            retryAfterUs: number;

            /**
             * Encodes the specified Refused message. Does not implicitly {@link dropcast.v1.Refused.verify|verify} messages.
             * @param message Refused message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Refused.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Refused message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Refused & dropcast.v1.Refused.$Shape} Refused
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Refused & dropcast.v1.Refused.$Shape;
        }

        namespace Refused {

            /** Properties of a Refused. */
            interface $Properties {

                /** Refused reason */
                reason?: dropcast.v1.Refused.Reason;

                /** Refused message */
                message?: string;

                /** Refused retryAfterUs */
                retryAfterUs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Refused. */
            type $Shape = dropcast.v1.Refused.$Properties;

            /** Reason enum. */
            enum Reason {

                /** REASON_UNSPECIFIED value */
                REASON_UNSPECIFIED = 0,

                /** FENCED value */
                FENCED = 1,

                /** SEQUENCE_GAP value */
                SEQUENCE_GAP = 2,

                /** INVALID value */
                INVALID = 3,

                /** LIMITED value */
                LIMITED = 4
            }
        }

        /**
         * Properties of a ListFlowsRequest.
         * @deprecated Use dropcast.v1.ListFlowsRequest.$Properties instead.
         */
        interface IListFlowsRequest extends dropcast.v1.ListFlowsRequest.$Properties {
        }

        /** Represents a ListFlowsRequest. */
        class ListFlowsRequest {

            /**
             * Constructs a new ListFlowsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.ListFlowsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListFlowsRequest sinceUs. */
            sinceUs: number;

            /** ListFlowsRequest untilUs. */
            untilUs: number;

            /**
             * Encodes the specified ListFlowsRequest message. Does not implicitly {@link dropcast.v1.ListFlowsRequest.verify|verify} messages.
             * @param message ListFlowsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.ListFlowsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListFlowsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.ListFlowsRequest & dropcast.v1.ListFlowsRequest.$Shape} ListFlowsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.ListFlowsRequest & dropcast.v1.ListFlowsRequest.$Shape;
        }

        namespace ListFlowsRequest {

            /** Properties of a ListFlowsRequest. */
            interface $Properties {

                /** ListFlowsRequest sinceUs */
                sinceUs?: number;

                /** ListFlowsRequest untilUs */
                untilUs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListFlowsRequest. */
            type $Shape = dropcast.v1.ListFlowsRequest.$Properties;
        }

        /**
         * Properties of an EdgeNow.
         * @deprecated Use dropcast.v1.EdgeNow.$Properties instead.
         */
        interface IEdgeNow extends dropcast.v1.EdgeNow.$Properties {
        }

        /** Represents an EdgeNow. */
        class EdgeNow {

            /**
             * Constructs a new EdgeNow.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.EdgeNow.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EdgeNow edge. */
            edge: (dropcast.v1.Edge|null);

            /** EdgeNow unanswered. */
            unanswered: (dropcast.v1.UnansweredNode|null);

            /** EdgeNow kind. */
            kind?: ("edge"|"unanswered");

            /**
             * Encodes the specified EdgeNow message. Does not implicitly {@link dropcast.v1.EdgeNow.verify|verify} messages.
             * @param message EdgeNow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.EdgeNow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EdgeNow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.EdgeNow & dropcast.v1.EdgeNow.$Shape} EdgeNow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.EdgeNow & dropcast.v1.EdgeNow.$Shape;
        }

        namespace EdgeNow {

            /** Properties of an EdgeNow. */
            interface $Properties {

                /** EdgeNow edge */
                edge?: (dropcast.v1.Edge.$Properties|null);

                /** EdgeNow unanswered */
                unanswered?: (dropcast.v1.UnansweredNode.$Properties|null);

                /** EdgeNow kind */
                kind?: ("edge"|"unanswered");

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Narrowed shape of an EdgeNow. */
            type $Shape = {
              edge?: dropcast.v1.Edge.$Shape|null;
              unanswered?: dropcast.v1.UnansweredNode.$Shape|null;
              $unknowns?: Uint8Array[];
            } & (
              ({ kind?: undefined; edge?: null; unanswered?: null }|{ kind?: "edge"; edge: dropcast.v1.Edge.$Shape; unanswered?: null }|{ kind?: "unanswered"; edge?: null; unanswered: dropcast.v1.UnansweredNode.$Shape })
            );
        }

        /**
         * Properties of an UnansweredNode.
         * @deprecated Use dropcast.v1.UnansweredNode.$Properties instead.
         */
        interface IUnansweredNode extends dropcast.v1.UnansweredNode.$Properties {
        }

        /** Represents an UnansweredNode. */
        class UnansweredNode {

            /**
             * Constructs a new UnansweredNode.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.UnansweredNode.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UnansweredNode cluster. */
            cluster: string;

            /** UnansweredNode node. */
            node: string;

            /** UnansweredNode why. */
            why: string;

            /**
             * Encodes the specified UnansweredNode message. Does not implicitly {@link dropcast.v1.UnansweredNode.verify|verify} messages.
             * @param message UnansweredNode message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.UnansweredNode.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an UnansweredNode message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.UnansweredNode & dropcast.v1.UnansweredNode.$Shape} UnansweredNode
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.UnansweredNode & dropcast.v1.UnansweredNode.$Shape;
        }

        namespace UnansweredNode {

            /** Properties of an UnansweredNode. */
            interface $Properties {

                /** UnansweredNode cluster */
                cluster?: string;

                /** UnansweredNode node */
                node?: string;

                /** UnansweredNode why */
                why?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an UnansweredNode. */
            type $Shape = dropcast.v1.UnansweredNode.$Properties;
        }

        /**
         * Properties of an EdgeFilter.
         * @deprecated Use dropcast.v1.EdgeFilter.$Properties instead.
         */
        interface IEdgeFilter extends dropcast.v1.EdgeFilter.$Properties {
        }

        /** Represents an EdgeFilter. */
        class EdgeFilter {

            /**
             * Constructs a new EdgeFilter.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.EdgeFilter.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EdgeFilter namespace. */
            namespace: string;

            /** EdgeFilter from. */
            from: string[];

            /** EdgeFilter to. */
            to: string[];

            /** EdgeFilter protocol. */
            protocol: number[];

            /** EdgeFilter port. */
            port: number[];

            /** EdgeFilter sinceUs. */
            sinceUs: number;

            /** EdgeFilter untilUs. */
            untilUs: number;

            /** EdgeFilter replies. */
            replies: boolean;

            /** EdgeFilter either. */
            either: string[];

            /** EdgeFilter direction. */
            direction: dropcast.v1.Direction[];

            /** EdgeFilter verdict. */
            verdict: dropcast.v1.Verdict[];

            /** EdgeFilter outcome. */
            outcome: dropcast.v1.Outcome[];

            /** EdgeFilter not. */
            not: dropcast.v1.EdgeConditions;

            /**
             * Encodes the specified EdgeFilter message. Does not implicitly {@link dropcast.v1.EdgeFilter.verify|verify} messages.
             * @param message EdgeFilter message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.EdgeFilter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EdgeFilter message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.EdgeFilter & dropcast.v1.EdgeFilter.$Shape} EdgeFilter
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.EdgeFilter & dropcast.v1.EdgeFilter.$Shape;
        }

        namespace EdgeFilter {

            /** Properties of an EdgeFilter. */
            interface $Properties {

                /** EdgeFilter namespace */
                namespace?: string;

                /** EdgeFilter from */
                from?: string[];

                /** EdgeFilter to */
                to?: string[];

                /** EdgeFilter protocol */
                protocol?: number[];

                /** EdgeFilter port */
                port?: number[];

                /** EdgeFilter sinceUs */
                sinceUs?: number;

                /** EdgeFilter untilUs */
                untilUs?: number;

                /** EdgeFilter replies */
                replies?: boolean;

                /** EdgeFilter either */
                either?: string[];

                /** EdgeFilter direction */
                direction?: dropcast.v1.Direction[];

                /** EdgeFilter verdict */
                verdict?: dropcast.v1.Verdict[];

                /** EdgeFilter outcome */
                outcome?: dropcast.v1.Outcome[];

                /** EdgeFilter not */
                not?: dropcast.v1.EdgeConditions.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EdgeFilter. */
            type $Shape = dropcast.v1.EdgeFilter.$Properties;
        }

        /**
         * Properties of an EdgeConditions.
         * @deprecated Use dropcast.v1.EdgeConditions.$Properties instead.
         */
        interface IEdgeConditions extends dropcast.v1.EdgeConditions.$Properties {
        }

        /** Represents an EdgeConditions. */
        class EdgeConditions {

            /**
             * Constructs a new EdgeConditions.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.EdgeConditions.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** EdgeConditions either. */
            either: string[];

            /** EdgeConditions from. */
            from: string[];

            /** EdgeConditions to. */
            to: string[];

            /** EdgeConditions protocol. */
            protocol: number[];

            /** EdgeConditions port. */
            port: number[];

            /** EdgeConditions direction. */
            direction: dropcast.v1.Direction[];

            /** EdgeConditions verdict. */
            verdict: dropcast.v1.Verdict[];

            /** EdgeConditions outcome. */
            outcome: dropcast.v1.Outcome[];

            /**
             * Encodes the specified EdgeConditions message. Does not implicitly {@link dropcast.v1.EdgeConditions.verify|verify} messages.
             * @param message EdgeConditions message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.EdgeConditions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an EdgeConditions message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.EdgeConditions & dropcast.v1.EdgeConditions.$Shape} EdgeConditions
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.EdgeConditions & dropcast.v1.EdgeConditions.$Shape;
        }

        namespace EdgeConditions {

            /** Properties of an EdgeConditions. */
            interface $Properties {

                /** EdgeConditions either */
                either?: string[];

                /** EdgeConditions from */
                from?: string[];

                /** EdgeConditions to */
                to?: string[];

                /** EdgeConditions protocol */
                protocol?: number[];

                /** EdgeConditions port */
                port?: number[];

                /** EdgeConditions direction */
                direction?: dropcast.v1.Direction[];

                /** EdgeConditions verdict */
                verdict?: dropcast.v1.Verdict[];

                /** EdgeConditions outcome */
                outcome?: dropcast.v1.Outcome[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an EdgeConditions. */
            type $Shape = dropcast.v1.EdgeConditions.$Properties;
        }

        /** Outcome enum. */
        enum Outcome {

            /** OUTCOME_UNSPECIFIED value */
            OUTCOME_UNSPECIFIED = 0,

            /** ANSWERED value */
            ANSWERED = 1,

            /** REFUSED value */
            REFUSED = 2,

            /** UNREACHABLE value */
            UNREACHABLE = 3,

            /** UNANSWERED value */
            UNANSWERED = 4,

            /** OUTCOME_UNKNOWN value */
            OUTCOME_UNKNOWN = 5
        }

        /**
         * Properties of a ListEdgesRequest.
         * @deprecated Use dropcast.v1.ListEdgesRequest.$Properties instead.
         */
        interface IListEdgesRequest extends dropcast.v1.ListEdgesRequest.$Properties {
        }

        /** Represents a ListEdgesRequest. */
        class ListEdgesRequest {

            /**
             * Constructs a new ListEdgesRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.ListEdgesRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListEdgesRequest filter. */
            filter: dropcast.v1.EdgeFilter;

            /** ListEdgesRequest limit. */
            limit: number;

            /** ListEdgesRequest order. */
            order: dropcast.v1.Order;

            /** ListEdgesRequest cursor. */
            cursor: string;

            /** ListEdgesRequest fields. */
            fields: string[];

            /**
             * Encodes the specified ListEdgesRequest message. Does not implicitly {@link dropcast.v1.ListEdgesRequest.verify|verify} messages.
             * @param message ListEdgesRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.ListEdgesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListEdgesRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.ListEdgesRequest & dropcast.v1.ListEdgesRequest.$Shape} ListEdgesRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.ListEdgesRequest & dropcast.v1.ListEdgesRequest.$Shape;
        }

        namespace ListEdgesRequest {

            /** Properties of a ListEdgesRequest. */
            interface $Properties {

                /** ListEdgesRequest filter */
                filter?: dropcast.v1.EdgeFilter.$Properties;

                /** ListEdgesRequest limit */
                limit?: number;

                /** ListEdgesRequest order */
                order?: dropcast.v1.Order;

                /** ListEdgesRequest cursor */
                cursor?: string;

                /** ListEdgesRequest fields */
                fields?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListEdgesRequest. */
            type $Shape = dropcast.v1.ListEdgesRequest.$Properties;
        }

        /** Order enum. */
        enum Order {

            /** LINES value */
            LINES = 0,

            /** NAME value */
            NAME = 1
        }

        /**
         * Properties of a ListGroupsRequest.
         * @deprecated Use dropcast.v1.ListGroupsRequest.$Properties instead.
         */
        interface IListGroupsRequest extends dropcast.v1.ListGroupsRequest.$Properties {
        }

        /** Represents a ListGroupsRequest. */
        class ListGroupsRequest {

            /**
             * Constructs a new ListGroupsRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.ListGroupsRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListGroupsRequest filter. */
            filter: dropcast.v1.EdgeFilter;

            /** ListGroupsRequest by. */
            by: string[];

            /** ListGroupsRequest limit. */
            limit: number;

            /**
             * Encodes the specified ListGroupsRequest message. Does not implicitly {@link dropcast.v1.ListGroupsRequest.verify|verify} messages.
             * @param message ListGroupsRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.ListGroupsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListGroupsRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.ListGroupsRequest & dropcast.v1.ListGroupsRequest.$Shape} ListGroupsRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.ListGroupsRequest & dropcast.v1.ListGroupsRequest.$Shape;
        }

        namespace ListGroupsRequest {

            /** Properties of a ListGroupsRequest. */
            interface $Properties {

                /** ListGroupsRequest filter */
                filter?: dropcast.v1.EdgeFilter.$Properties;

                /** ListGroupsRequest by */
                by?: string[];

                /** ListGroupsRequest limit */
                limit?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListGroupsRequest. */
            type $Shape = dropcast.v1.ListGroupsRequest.$Properties;
        }

        /**
         * Properties of a Group.
         * @deprecated Use dropcast.v1.Group.$Properties instead.
         */
        interface IGroup extends dropcast.v1.Group.$Properties {
        }

        /** Represents a Group. */
        class Group {

            /**
             * Constructs a new Group.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Group.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Group values. */
            values: string[];

            /** Group edges. */
            edges: number;

            /** Group lines. */
            lines: number;

            /** Group connections. */
            connections: number;

            /** Group bytes. */
            bytes: number;

            /** Group answered. */
            answered: number;

            /** Group refused. */
            refused: number;

            /** Group unreachable. */
            unreachable: number;

            /** Group firstSeenUs. */
            firstSeenUs: number;

            /** Group lastSeenUs. */
            lastSeenUs: number;

            /** Group isReply. */
            isReply: boolean;

            /** Group preExisting. */
            preExisting: boolean;

            /**
             * Encodes the specified Group message. Does not implicitly {@link dropcast.v1.Group.verify|verify} messages.
             * @param message Group message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Group.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Group message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Group & dropcast.v1.Group.$Shape} Group
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Group & dropcast.v1.Group.$Shape;
        }

        namespace Group {

            /** Properties of a Group. */
            interface $Properties {

                /** Group values */
                values?: string[];

                /** Group edges */
                edges?: number;

                /** Group lines */
                lines?: number;

                /** Group connections */
                connections?: number;

                /** Group bytes */
                bytes?: number;

                /** Group answered */
                answered?: number;

                /** Group refused */
                refused?: number;

                /** Group unreachable */
                unreachable?: number;

                /** Group firstSeenUs */
                firstSeenUs?: number;

                /** Group lastSeenUs */
                lastSeenUs?: number;

                /** Group isReply */
                isReply?: boolean;

                /** Group preExisting */
                preExisting?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Group. */
            type $Shape = dropcast.v1.Group.$Properties;
        }

        /**
         * Properties of a Series.
         * @deprecated Use dropcast.v1.Series.$Properties instead.
         */
        interface ISeries extends dropcast.v1.Series.$Properties {
        }

        /** Represents a Series. */
        class Series {

            /**
             * Constructs a new Series.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Series.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Series values. */
            values: string[];

            /** Series isReply. */
            isReply: boolean;

            /** Series preExisting. */
            preExisting: boolean;

            /** Series hours. */
            hours: dropcast.v1.HourSum[];

            /**
             * Encodes the specified Series message. Does not implicitly {@link dropcast.v1.Series.verify|verify} messages.
             * @param message Series message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Series.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Series message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Series & dropcast.v1.Series.$Shape} Series
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Series & dropcast.v1.Series.$Shape;
        }

        namespace Series {

            /** Properties of a Series. */
            interface $Properties {

                /** Series values */
                values?: string[];

                /** Series isReply */
                isReply?: boolean;

                /** Series preExisting */
                preExisting?: boolean;

                /** Series hours */
                hours?: dropcast.v1.HourSum.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Series. */
            type $Shape = dropcast.v1.Series.$Properties;
        }

        /**
         * Properties of an HourSum.
         * @deprecated Use dropcast.v1.HourSum.$Properties instead.
         */
        interface IHourSum extends dropcast.v1.HourSum.$Properties {
        }

        /** Represents an HourSum. */
        class HourSum {

            /**
             * Constructs a new HourSum.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.HourSum.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** HourSum hour. */
            hour: number;

            /** HourSum lines. */
            lines: number;

            /** HourSum connections. */
            connections: number;

            /** HourSum bytes. */
            bytes: number;

            /** HourSum answered. */
            answered: number;

            /** HourSum refused. */
            refused: number;

            /** HourSum unreachable. */
            unreachable: number;

            /**
             * Encodes the specified HourSum message. Does not implicitly {@link dropcast.v1.HourSum.verify|verify} messages.
             * @param message HourSum message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.HourSum.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an HourSum message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.HourSum & dropcast.v1.HourSum.$Shape} HourSum
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.HourSum & dropcast.v1.HourSum.$Shape;
        }

        namespace HourSum {

            /** Properties of an HourSum. */
            interface $Properties {

                /** HourSum hour */
                hour?: number;

                /** HourSum lines */
                lines?: number;

                /** HourSum connections */
                connections?: number;

                /** HourSum bytes */
                bytes?: number;

                /** HourSum answered */
                answered?: number;

                /** HourSum refused */
                refused?: number;

                /** HourSum unreachable */
                unreachable?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an HourSum. */
            type $Shape = dropcast.v1.HourSum.$Properties;
        }

        /**
         * Properties of an Edge.
         * @deprecated Use dropcast.v1.Edge.$Properties instead.
         */
        interface IEdge extends dropcast.v1.Edge.$Properties {
        }

        /** Represents an Edge. */
        class Edge {

            /**
             * Constructs a new Edge.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Edge.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Edge source. */
            source: dropcast.v1.Endpoint;

            /** Edge destination. */
            destination: dropcast.v1.Endpoint;

            /** Edge protocol. */
            protocol: (number|null);

            /** Edge port. */
            port: (number|null);

            /** Edge icmpType. */
            icmpType: (number|null);

            /** Edge icmpCode. */
            icmpCode: (number|null);

            /** Edge isReply. */
            isReply: boolean;

            /** Edge overflow. */
            overflow: dropcast.v1.Overflow.Level;

            /** Edge direction. */
            direction: dropcast.v1.Direction;

            /** Edge verdict. */
            verdict: dropcast.v1.Verdict;

            /** Edge lines. */
            lines: number;

            /** Edge connections. */
            connections: number;

            /** Edge bytes. */
            bytes: number;

            /** Edge tcpFlags. */
            tcpFlags: number;

            /** Edge firstSeenUs. */
            firstSeenUs: number;

            /** Edge lastSeenUs. */
            lastSeenUs: number;

            /** Edge prefixes. */
            prefixes: string[];

            /** Edge seenBy. */
            seenBy: dropcast.v1.SeenBy;

            /** Edge answered. */
            answered: number;

            /** Edge refused. */
            refused: number;

            /** Edge unreachable. */
            unreachable: number;

            /** Edge nodes. */
            nodes: string[];

            /** Edge sourcePortsDistinct. */
            sourcePortsDistinct: number;

            /** Edge hours. */
            hours: number[];

            /** Edge origin. */
            origin: dropcast.v1.Origin;

            /** Edge services. */
            services: string[];

            /** Edge cursor. */
            cursor: string;

            /** Edge unanswered. */
            unanswered: boolean;

            /** Edge cluster. */
            cluster: string;

            /**
             * Encodes the specified Edge message. Does not implicitly {@link dropcast.v1.Edge.verify|verify} messages.
             * @param message Edge message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Edge.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Edge message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Edge & dropcast.v1.Edge.$Shape} Edge
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Edge & dropcast.v1.Edge.$Shape;
        }

        namespace Edge {

            /** Properties of an Edge. */
            interface $Properties {

                /** Edge source */
                source?: dropcast.v1.Endpoint.$Properties;

                /** Edge destination */
                destination?: dropcast.v1.Endpoint.$Properties;

                /** Edge protocol */
                protocol?: (number|null);

                /** Edge port */
                port?: (number|null);

                /** Edge icmpType */
                icmpType?: (number|null);

                /** Edge icmpCode */
                icmpCode?: (number|null);

                /** Edge isReply */
                isReply?: boolean;

                /** Edge overflow */
                overflow?: dropcast.v1.Overflow.Level;

                /** Edge direction */
                direction?: dropcast.v1.Direction;

                /** Edge verdict */
                verdict?: dropcast.v1.Verdict;

                /** Edge lines */
                lines?: number;

                /** Edge connections */
                connections?: number;

                /** Edge bytes */
                bytes?: number;

                /** Edge tcpFlags */
                tcpFlags?: number;

                /** Edge firstSeenUs */
                firstSeenUs?: number;

                /** Edge lastSeenUs */
                lastSeenUs?: number;

                /** Edge prefixes */
                prefixes?: string[];

                /** Edge seenBy */
                seenBy?: dropcast.v1.SeenBy;

                /** Edge answered */
                answered?: number;

                /** Edge refused */
                refused?: number;

                /** Edge unreachable */
                unreachable?: number;

                /** Edge nodes */
                nodes?: string[];

                /** Edge sourcePortsDistinct */
                sourcePortsDistinct?: number;

                /** Edge hours */
                hours?: number[];

                /** Edge origin */
                origin?: dropcast.v1.Origin;

                /** Edge services */
                services?: string[];

                /** Edge cursor */
                cursor?: string;

                /** Edge unanswered */
                unanswered?: boolean;

                /** Edge cluster */
                cluster?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Edge. */
            type $Shape = dropcast.v1.Edge.$Properties;
        }

        /** Direction enum. */
        enum Direction {

            /** DIRECTION_UNKNOWN value */
            DIRECTION_UNKNOWN = 0,

            /** INGRESS value */
            INGRESS = 1,

            /** EGRESS value */
            EGRESS = 2,

            /** BOTH value */
            BOTH = 3
        }

        /** SeenBy enum. */
        enum SeenBy {

            /** SEEN_BY_UNKNOWN value */
            SEEN_BY_UNKNOWN = 0,

            /** SEEN_BY_EGRESS value */
            SEEN_BY_EGRESS = 1,

            /** SEEN_BY_INGRESS value */
            SEEN_BY_INGRESS = 2,

            /** SEEN_BY_BOTH value */
            SEEN_BY_BOTH = 3
        }

        /** Verdict enum. */
        enum Verdict {

            /** VERDICT_UNKNOWN value */
            VERDICT_UNKNOWN = 0,

            /** AUDIT value */
            AUDIT = 1,

            /** DROPPED value */
            DROPPED = 2
        }

        /**
         * Properties of a GetStatusRequest.
         * @deprecated Use dropcast.v1.GetStatusRequest.$Properties instead.
         */
        interface IGetStatusRequest extends dropcast.v1.GetStatusRequest.$Properties {
        }

        /** Represents a GetStatusRequest. */
        class GetStatusRequest {

            /**
             * Constructs a new GetStatusRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.GetStatusRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /**
             * Encodes the specified GetStatusRequest message. Does not implicitly {@link dropcast.v1.GetStatusRequest.verify|verify} messages.
             * @param message GetStatusRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.GetStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a GetStatusRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.GetStatusRequest & dropcast.v1.GetStatusRequest.$Shape} GetStatusRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.GetStatusRequest & dropcast.v1.GetStatusRequest.$Shape;
        }

        namespace GetStatusRequest {

            /** Properties of a GetStatusRequest. */
            interface $Properties {

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a GetStatusRequest. */
            type $Shape = dropcast.v1.GetStatusRequest.$Properties;
        }

        /**
         * Properties of a ListObservedRequest.
         * @deprecated Use dropcast.v1.ListObservedRequest.$Properties instead.
         */
        interface IListObservedRequest extends dropcast.v1.ListObservedRequest.$Properties {
        }

        /** Represents a ListObservedRequest. */
        class ListObservedRequest {

            /**
             * Constructs a new ListObservedRequest.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.ListObservedRequest.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ListObservedRequest sinceUs. */
            sinceUs: number;

            /** ListObservedRequest untilUs. */
            untilUs: number;

            /**
             * Encodes the specified ListObservedRequest message. Does not implicitly {@link dropcast.v1.ListObservedRequest.verify|verify} messages.
             * @param message ListObservedRequest message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.ListObservedRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ListObservedRequest message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.ListObservedRequest & dropcast.v1.ListObservedRequest.$Shape} ListObservedRequest
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.ListObservedRequest & dropcast.v1.ListObservedRequest.$Shape;
        }

        namespace ListObservedRequest {

            /** Properties of a ListObservedRequest. */
            interface $Properties {

                /** ListObservedRequest sinceUs */
                sinceUs?: number;

                /** ListObservedRequest untilUs */
                untilUs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ListObservedRequest. */
            type $Shape = dropcast.v1.ListObservedRequest.$Properties;
        }

        /**
         * Properties of a NodeHours.
         * @deprecated Use dropcast.v1.NodeHours.$Properties instead.
         */
        interface INodeHours extends dropcast.v1.NodeHours.$Properties {
        }

        /** Represents a NodeHours. */
        class NodeHours {

            /**
             * Constructs a new NodeHours.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.NodeHours.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeHours cluster. */
            cluster: string;

            /** NodeHours node. */
            node: string;

            /** NodeHours hours. */
            hours: number[];

            /** NodeHours observedUs. */
            observedUs: number[];

            /**
             * Encodes the specified NodeHours message. Does not implicitly {@link dropcast.v1.NodeHours.verify|verify} messages.
             * @param message NodeHours message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.NodeHours.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeHours message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.NodeHours & dropcast.v1.NodeHours.$Shape} NodeHours
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.NodeHours & dropcast.v1.NodeHours.$Shape;
        }

        namespace NodeHours {

            /** Properties of a NodeHours. */
            interface $Properties {

                /** NodeHours cluster */
                cluster?: string;

                /** NodeHours node */
                node?: string;

                /** NodeHours hours */
                hours?: number[];

                /** NodeHours observedUs */
                observedUs?: number[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeHours. */
            type $Shape = dropcast.v1.NodeHours.$Properties;
        }

        /**
         * Properties of a Status.
         * @deprecated Use dropcast.v1.Status.$Properties instead.
         */
        interface IStatus extends dropcast.v1.Status.$Properties {
        }

        /** Represents a Status. */
        class Status {

            /**
             * Constructs a new Status.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.Status.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Status nodes. */
            nodes: dropcast.v1.NodeStatus[];

            /** Status version. */
            version: string;

            /** Status resources. */
            resources: dropcast.v1.ResourceState[];

            /** Status windows. */
            windows: dropcast.v1.OpenWindows;

            /** Status clusterNodes. */
            clusterNodes: dropcast.v1.ClusterNodes;

            /** Status store. */
            store: string;

            /**
             * Encodes the specified Status message. Does not implicitly {@link dropcast.v1.Status.verify|verify} messages.
             * @param message Status message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.Status.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Status message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.Status & dropcast.v1.Status.$Shape} Status
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.Status & dropcast.v1.Status.$Shape;
        }

        namespace Status {

            /** Properties of a Status. */
            interface $Properties {

                /** Status nodes */
                nodes?: dropcast.v1.NodeStatus.$Properties[];

                /** Status version */
                version?: string;

                /** Status resources */
                resources?: dropcast.v1.ResourceState.$Properties[];

                /** Status windows */
                windows?: dropcast.v1.OpenWindows.$Properties;

                /** Status clusterNodes */
                clusterNodes?: dropcast.v1.ClusterNodes.$Properties;

                /** Status store */
                store?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Status. */
            type $Shape = dropcast.v1.Status.$Properties;
        }

        /**
         * Properties of an OpenWindows.
         * @deprecated Use dropcast.v1.OpenWindows.$Properties instead.
         */
        interface IOpenWindows extends dropcast.v1.OpenWindows.$Properties {
        }

        /** Represents an OpenWindows. */
        class OpenWindows {

            /**
             * Constructs a new OpenWindows.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.OpenWindows.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenWindows windows. */
            windows: dropcast.v1.OpenWindow[];

            /**
             * Encodes the specified OpenWindows message. Does not implicitly {@link dropcast.v1.OpenWindows.verify|verify} messages.
             * @param message OpenWindows message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.OpenWindows.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenWindows message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.OpenWindows & dropcast.v1.OpenWindows.$Shape} OpenWindows
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.OpenWindows & dropcast.v1.OpenWindows.$Shape;
        }

        namespace OpenWindows {

            /** Properties of an OpenWindows. */
            interface $Properties {

                /** OpenWindows windows */
                windows?: dropcast.v1.OpenWindow.$Properties[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenWindows. */
            type $Shape = dropcast.v1.OpenWindows.$Properties;
        }

        /**
         * Properties of an OpenWindow.
         * @deprecated Use dropcast.v1.OpenWindow.$Properties instead.
         */
        interface IOpenWindow extends dropcast.v1.OpenWindow.$Properties {
        }

        /** Represents an OpenWindow. */
        class OpenWindow {

            /**
             * Constructs a new OpenWindow.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.OpenWindow.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** OpenWindow kind. */
            kind: string;

            /** OpenWindow name. */
            name: string;

            /** OpenWindow namespaces. */
            namespaces: string;

            /** OpenWindow openedUs. */
            openedUs: number;

            /** OpenWindow endsUs. */
            endsUs: number;

            /** OpenWindow prefixes. */
            prefixes: string[];

            /**
             * Encodes the specified OpenWindow message. Does not implicitly {@link dropcast.v1.OpenWindow.verify|verify} messages.
             * @param message OpenWindow message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.OpenWindow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an OpenWindow message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.OpenWindow & dropcast.v1.OpenWindow.$Shape} OpenWindow
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.OpenWindow & dropcast.v1.OpenWindow.$Shape;
        }

        namespace OpenWindow {

            /** Properties of an OpenWindow. */
            interface $Properties {

                /** OpenWindow kind */
                kind?: string;

                /** OpenWindow name */
                name?: string;

                /** OpenWindow namespaces */
                namespaces?: string;

                /** OpenWindow openedUs */
                openedUs?: number;

                /** OpenWindow endsUs */
                endsUs?: number;

                /** OpenWindow prefixes */
                prefixes?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an OpenWindow. */
            type $Shape = dropcast.v1.OpenWindow.$Properties;
        }

        /**
         * Properties of a ClusterNodes.
         * @deprecated Use dropcast.v1.ClusterNodes.$Properties instead.
         */
        interface IClusterNodes extends dropcast.v1.ClusterNodes.$Properties {
        }

        /** Represents a ClusterNodes. */
        class ClusterNodes {

            /**
             * Constructs a new ClusterNodes.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.ClusterNodes.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ClusterNodes count. */
            count: number;

            /** ClusterNodes missing. */
            missing: string[];

            /** ClusterNodes missingCount. */
            missingCount: number;

            /**
             * Encodes the specified ClusterNodes message. Does not implicitly {@link dropcast.v1.ClusterNodes.verify|verify} messages.
             * @param message ClusterNodes message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.ClusterNodes.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ClusterNodes message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.ClusterNodes & dropcast.v1.ClusterNodes.$Shape} ClusterNodes
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.ClusterNodes & dropcast.v1.ClusterNodes.$Shape;
        }

        namespace ClusterNodes {

            /** Properties of a ClusterNodes. */
            interface $Properties {

                /** ClusterNodes count */
                count?: number;

                /** ClusterNodes missing */
                missing?: string[];

                /** ClusterNodes missingCount */
                missingCount?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ClusterNodes. */
            type $Shape = dropcast.v1.ClusterNodes.$Properties;
        }

        /**
         * Properties of a ResourceState.
         * @deprecated Use dropcast.v1.ResourceState.$Properties instead.
         */
        interface IResourceState extends dropcast.v1.ResourceState.$Properties {
        }

        /** Represents a ResourceState. */
        class ResourceState {

            /**
             * Constructs a new ResourceState.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.ResourceState.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** ResourceState resource. */
            resource: string;

            /** ResourceState synced. */
            synced: boolean;

            /** ResourceState currentUs. */
            currentUs: number;

            /** ResourceState error. */
            error: string;

            /**
             * Encodes the specified ResourceState message. Does not implicitly {@link dropcast.v1.ResourceState.verify|verify} messages.
             * @param message ResourceState message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.ResourceState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a ResourceState message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.ResourceState & dropcast.v1.ResourceState.$Shape} ResourceState
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.ResourceState & dropcast.v1.ResourceState.$Shape;
        }

        namespace ResourceState {

            /** Properties of a ResourceState. */
            interface $Properties {

                /** ResourceState resource */
                resource?: string;

                /** ResourceState synced */
                synced?: boolean;

                /** ResourceState currentUs */
                currentUs?: number;

                /** ResourceState error */
                error?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a ResourceState. */
            type $Shape = dropcast.v1.ResourceState.$Properties;
        }

        /**
         * Properties of a NodeStatus.
         * @deprecated Use dropcast.v1.NodeStatus.$Properties instead.
         */
        interface INodeStatus extends dropcast.v1.NodeStatus.$Properties {
        }

        /** Represents a NodeStatus. */
        class NodeStatus {

            /**
             * Constructs a new NodeStatus.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.NodeStatus.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** NodeStatus cluster. */
            cluster: string;

            /** NodeStatus node. */
            node: string;

            /** NodeStatus source. */
            source: string;

            /** NodeStatus version. */
            version: string;

            /** NodeStatus epoch. */
            epoch: number;

            /** NodeStatus sequence. */
            sequence: number;

            /** NodeStatus observedUs. */
            observedUs: number;

            /** NodeStatus lines. */
            lines: number;

            /** NodeStatus connected. */
            connected: boolean;

            /** NodeStatus losses. */
            losses: dropcast.v1.Loss[];

            /** NodeStatus checks. */
            checks: dropcast.v1.Check[];

            /** NodeStatus rules. */
            rules: dropcast.v1.RuleBalance[];

            /** NodeStatus heardUs. */
            heardUs: number;

            /** NodeStatus coarsened. */
            coarsened: number;

            /** NodeStatus throttledUs. */
            throttledUs: number;

            /**
             * Encodes the specified NodeStatus message. Does not implicitly {@link dropcast.v1.NodeStatus.verify|verify} messages.
             * @param message NodeStatus message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.NodeStatus.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a NodeStatus message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.NodeStatus & dropcast.v1.NodeStatus.$Shape} NodeStatus
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.NodeStatus & dropcast.v1.NodeStatus.$Shape;
        }

        namespace NodeStatus {

            /** Properties of a NodeStatus. */
            interface $Properties {

                /** NodeStatus cluster */
                cluster?: string;

                /** NodeStatus node */
                node?: string;

                /** NodeStatus source */
                source?: string;

                /** NodeStatus version */
                version?: string;

                /** NodeStatus epoch */
                epoch?: number;

                /** NodeStatus sequence */
                sequence?: number;

                /** NodeStatus observedUs */
                observedUs?: number;

                /** NodeStatus lines */
                lines?: number;

                /** NodeStatus connected */
                connected?: boolean;

                /** NodeStatus losses */
                losses?: dropcast.v1.Loss.$Properties[];

                /** NodeStatus checks */
                checks?: dropcast.v1.Check.$Properties[];

                /** NodeStatus rules */
                rules?: dropcast.v1.RuleBalance.$Properties[];

                /** NodeStatus heardUs */
                heardUs?: number;

                /** NodeStatus coarsened */
                coarsened?: number;

                /** NodeStatus throttledUs */
                throttledUs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a NodeStatus. */
            type $Shape = dropcast.v1.NodeStatus.$Properties;
        }

        /**
         * Properties of a RuleBalance.
         * @deprecated Use dropcast.v1.RuleBalance.$Properties instead.
         */
        interface IRuleBalance extends dropcast.v1.RuleBalance.$Properties {
        }

        /** Represents a RuleBalance. */
        class RuleBalance {

            /**
             * Constructs a new RuleBalance.
             * @param [properties] Properties to set
             */
            constructor(properties?: dropcast.v1.RuleBalance.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** RuleBalance prefix. */
            prefix: string;

            /** RuleBalance expected. */
            expected: number;

            /** RuleBalance read. */
            read: number;

            /** RuleBalance resets. */
            resets: number;

            /** RuleBalance sinceUs. */
            sinceUs: number;

            /**
             * Encodes the specified RuleBalance message. Does not implicitly {@link dropcast.v1.RuleBalance.verify|verify} messages.
             * @param message RuleBalance message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: dropcast.v1.RuleBalance.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a RuleBalance message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {dropcast.v1.RuleBalance & dropcast.v1.RuleBalance.$Shape} RuleBalance
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): dropcast.v1.RuleBalance & dropcast.v1.RuleBalance.$Shape;
        }

        namespace RuleBalance {

            /** Properties of a RuleBalance. */
            interface $Properties {

                /** RuleBalance prefix */
                prefix?: string;

                /** RuleBalance expected */
                expected?: number;

                /** RuleBalance read */
                read?: number;

                /** RuleBalance resets */
                resets?: number;

                /** RuleBalance sinceUs */
                sinceUs?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a RuleBalance. */
            type $Shape = dropcast.v1.RuleBalance.$Properties;
        }
    }
}
