import * as $protobuf from "protobufjs";
import Long = require("long");

/** Namespace observer. */
export namespace observer {

    /**
     * Properties of a ServerStatusRequest.
     * @deprecated Use observer.ServerStatusRequest.$Properties instead.
     */
    interface IServerStatusRequest extends observer.ServerStatusRequest.$Properties {
    }

    /** Represents a ServerStatusRequest. */
    class ServerStatusRequest {

        /**
         * Constructs a new ServerStatusRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.ServerStatusRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified ServerStatusRequest message. Does not implicitly {@link observer.ServerStatusRequest.verify|verify} messages.
         * @param message ServerStatusRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.ServerStatusRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServerStatusRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.ServerStatusRequest & observer.ServerStatusRequest.$Shape} ServerStatusRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.ServerStatusRequest & observer.ServerStatusRequest.$Shape;
    }

    namespace ServerStatusRequest {

        /** Properties of a ServerStatusRequest. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServerStatusRequest. */
        type $Shape = observer.ServerStatusRequest.$Properties;
    }

    /**
     * Properties of a ServerStatusResponse.
     * @deprecated Use observer.ServerStatusResponse.$Properties instead.
     */
    interface IServerStatusResponse extends observer.ServerStatusResponse.$Properties {
    }

    /** Represents a ServerStatusResponse. */
    class ServerStatusResponse {

        /**
         * Constructs a new ServerStatusResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.ServerStatusResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ServerStatusResponse num_flows. */
        num_flows: number;

        /** ServerStatusResponse max_flows. */
        max_flows: number;

        /** ServerStatusResponse seen_flows. */
        seen_flows: number;

        /** ServerStatusResponse uptime_ns. */
        uptime_ns: number;

        /** ServerStatusResponse num_connected_nodes. */
        num_connected_nodes: google.protobuf.UInt32Value;

        /** ServerStatusResponse num_unavailable_nodes. */
        num_unavailable_nodes: google.protobuf.UInt32Value;

        /** ServerStatusResponse unavailable_nodes. */
        unavailable_nodes: string[];

        /** ServerStatusResponse version. */
        version: string;

        /** ServerStatusResponse flows_rate. */
        flows_rate: number;

        /**
         * Encodes the specified ServerStatusResponse message. Does not implicitly {@link observer.ServerStatusResponse.verify|verify} messages.
         * @param message ServerStatusResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.ServerStatusResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ServerStatusResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.ServerStatusResponse & observer.ServerStatusResponse.$Shape} ServerStatusResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.ServerStatusResponse & observer.ServerStatusResponse.$Shape;
    }

    namespace ServerStatusResponse {

        /** Properties of a ServerStatusResponse. */
        interface $Properties {

            /** ServerStatusResponse num_flows */
            num_flows?: number;

            /** ServerStatusResponse max_flows */
            max_flows?: number;

            /** ServerStatusResponse seen_flows */
            seen_flows?: number;

            /** ServerStatusResponse uptime_ns */
            uptime_ns?: number;

            /** ServerStatusResponse num_connected_nodes */
            num_connected_nodes?: google.protobuf.UInt32Value.$Properties;

            /** ServerStatusResponse num_unavailable_nodes */
            num_unavailable_nodes?: google.protobuf.UInt32Value.$Properties;

            /** ServerStatusResponse unavailable_nodes */
            unavailable_nodes?: string[];

            /** ServerStatusResponse version */
            version?: string;

            /** ServerStatusResponse flows_rate */
            flows_rate?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ServerStatusResponse. */
        type $Shape = observer.ServerStatusResponse.$Properties;
    }

    /**
     * Properties of a GetFlowsRequest.
     * @deprecated Use observer.GetFlowsRequest.$Properties instead.
     */
    interface IGetFlowsRequest extends observer.GetFlowsRequest.$Properties {
    }

    /** Represents a GetFlowsRequest. */
    class GetFlowsRequest {

        /**
         * Constructs a new GetFlowsRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.GetFlowsRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetFlowsRequest number. */
        number: number;

        /** GetFlowsRequest follow. */
        follow: boolean;

        /** GetFlowsRequest blacklist. */
        blacklist: flow.FlowFilter[];

        /** GetFlowsRequest whitelist. */
        whitelist: flow.FlowFilter[];

        /** GetFlowsRequest since. */
        since: google.protobuf.Timestamp;

        /** GetFlowsRequest until. */
        until: google.protobuf.Timestamp;

        /** GetFlowsRequest first. */
        first: boolean;

        /** GetFlowsRequest field_mask. */
        field_mask: google.protobuf.FieldMask;

        /** GetFlowsRequest experimental. */
        experimental: observer.GetFlowsRequest.Experimental;

        /**
         * Encodes the specified GetFlowsRequest message. Does not implicitly {@link observer.GetFlowsRequest.verify|verify} messages.
         * @param message GetFlowsRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.GetFlowsRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetFlowsRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.GetFlowsRequest & observer.GetFlowsRequest.$Shape} GetFlowsRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.GetFlowsRequest & observer.GetFlowsRequest.$Shape;
    }

    namespace GetFlowsRequest {

        /** Properties of a GetFlowsRequest. */
        interface $Properties {

            /** GetFlowsRequest number */
            number?: number;

            /** GetFlowsRequest follow */
            follow?: boolean;

            /** GetFlowsRequest blacklist */
            blacklist?: flow.FlowFilter.$Properties[];

            /** GetFlowsRequest whitelist */
            whitelist?: flow.FlowFilter.$Properties[];

            /** GetFlowsRequest since */
            since?: google.protobuf.Timestamp.$Properties;

            /** GetFlowsRequest until */
            until?: google.protobuf.Timestamp.$Properties;

            /** GetFlowsRequest first */
            first?: boolean;

            /** GetFlowsRequest field_mask */
            field_mask?: google.protobuf.FieldMask.$Properties;

            /** GetFlowsRequest experimental */
            experimental?: observer.GetFlowsRequest.Experimental.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetFlowsRequest. */
        type $Shape = observer.GetFlowsRequest.$Properties;

        /**
         * Properties of an Experimental.
         * @deprecated Use observer.GetFlowsRequest.Experimental.$Properties instead.
         */
        interface IExperimental extends observer.GetFlowsRequest.Experimental.$Properties {
        }

        /** Represents an Experimental. */
        class Experimental {

            /**
             * Constructs a new Experimental.
             * @param [properties] Properties to set
             */
            constructor(properties?: observer.GetFlowsRequest.Experimental.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Experimental field_mask. */
            field_mask: google.protobuf.FieldMask;

            /**
             * Encodes the specified Experimental message. Does not implicitly {@link observer.GetFlowsRequest.Experimental.verify|verify} messages.
             * @param message Experimental message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: observer.GetFlowsRequest.Experimental.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Experimental message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {observer.GetFlowsRequest.Experimental & observer.GetFlowsRequest.Experimental.$Shape} Experimental
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.GetFlowsRequest.Experimental & observer.GetFlowsRequest.Experimental.$Shape;
        }

        namespace Experimental {

            /** Properties of an Experimental. */
            interface $Properties {

                /** Experimental field_mask */
                field_mask?: google.protobuf.FieldMask.$Properties;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Experimental. */
            type $Shape = observer.GetFlowsRequest.Experimental.$Properties;
        }
    }

    /**
     * Properties of a GetFlowsResponse.
     * @deprecated Use observer.GetFlowsResponse.$Properties instead.
     */
    interface IGetFlowsResponse extends observer.GetFlowsResponse.$Properties {
    }

    /** Represents a GetFlowsResponse. */
    class GetFlowsResponse {

        /**
         * Constructs a new GetFlowsResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.GetFlowsResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetFlowsResponse flow. */
        flow: (flow.Flow|null);

        /** GetFlowsResponse node_status. */
        node_status: (relay.NodeStatusEvent|null);

        /** GetFlowsResponse lost_events. */
        lost_events: (flow.LostEvent|null);

        /** GetFlowsResponse node_name. */
        node_name: string;

        /** GetFlowsResponse time. */
        time: google.protobuf.Timestamp;

        /** GetFlowsResponse response_types. */
        response_types?: ("flow"|"node_status"|"lost_events");

        /**
         * Encodes the specified GetFlowsResponse message. Does not implicitly {@link observer.GetFlowsResponse.verify|verify} messages.
         * @param message GetFlowsResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.GetFlowsResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetFlowsResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.GetFlowsResponse & observer.GetFlowsResponse.$Shape} GetFlowsResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.GetFlowsResponse & observer.GetFlowsResponse.$Shape;
    }

    namespace GetFlowsResponse {

        /** Properties of a GetFlowsResponse. */
        interface $Properties {

            /** GetFlowsResponse flow */
            flow?: (flow.Flow.$Properties|null);

            /** GetFlowsResponse node_status */
            node_status?: (relay.NodeStatusEvent.$Properties|null);

            /** GetFlowsResponse lost_events */
            lost_events?: (flow.LostEvent.$Properties|null);

            /** GetFlowsResponse node_name */
            node_name?: string;

            /** GetFlowsResponse time */
            time?: google.protobuf.Timestamp.$Properties;

            /** GetFlowsResponse response_types */
            response_types?: ("flow"|"node_status"|"lost_events");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a GetFlowsResponse. */
        type $Shape = {
          flow?: flow.Flow.$Shape|null;
          node_status?: relay.NodeStatusEvent.$Shape|null;
          lost_events?: flow.LostEvent.$Shape|null;
          node_name?: string;
          time?: google.protobuf.Timestamp.$Shape;
          $unknowns?: Uint8Array[];
        } & (
          ({ response_types?: undefined; flow?: null; node_status?: null; lost_events?: null }|{ response_types?: "flow"; flow: flow.Flow.$Shape; node_status?: null; lost_events?: null }|{ response_types?: "node_status"; flow?: null; node_status: relay.NodeStatusEvent.$Shape; lost_events?: null }|{ response_types?: "lost_events"; flow?: null; node_status?: null; lost_events: flow.LostEvent.$Shape })
        );
    }

    /**
     * Properties of a GetNodesRequest.
     * @deprecated Use observer.GetNodesRequest.$Properties instead.
     */
    interface IGetNodesRequest extends observer.GetNodesRequest.$Properties {
    }

    /** Represents a GetNodesRequest. */
    class GetNodesRequest {

        /**
         * Constructs a new GetNodesRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.GetNodesRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified GetNodesRequest message. Does not implicitly {@link observer.GetNodesRequest.verify|verify} messages.
         * @param message GetNodesRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.GetNodesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetNodesRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.GetNodesRequest & observer.GetNodesRequest.$Shape} GetNodesRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.GetNodesRequest & observer.GetNodesRequest.$Shape;
    }

    namespace GetNodesRequest {

        /** Properties of a GetNodesRequest. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetNodesRequest. */
        type $Shape = observer.GetNodesRequest.$Properties;
    }

    /**
     * Properties of a GetNodesResponse.
     * @deprecated Use observer.GetNodesResponse.$Properties instead.
     */
    interface IGetNodesResponse extends observer.GetNodesResponse.$Properties {
    }

    /** Represents a GetNodesResponse. */
    class GetNodesResponse {

        /**
         * Constructs a new GetNodesResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.GetNodesResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetNodesResponse nodes. */
        nodes: observer.Node[];

        /**
         * Encodes the specified GetNodesResponse message. Does not implicitly {@link observer.GetNodesResponse.verify|verify} messages.
         * @param message GetNodesResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.GetNodesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetNodesResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.GetNodesResponse & observer.GetNodesResponse.$Shape} GetNodesResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.GetNodesResponse & observer.GetNodesResponse.$Shape;
    }

    namespace GetNodesResponse {

        /** Properties of a GetNodesResponse. */
        interface $Properties {

            /** GetNodesResponse nodes */
            nodes?: observer.Node.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetNodesResponse. */
        type $Shape = observer.GetNodesResponse.$Properties;
    }

    /**
     * Properties of a Node.
     * @deprecated Use observer.Node.$Properties instead.
     */
    interface INode extends observer.Node.$Properties {
    }

    /** Represents a Node. */
    class Node {

        /**
         * Constructs a new Node.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.Node.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Node name. */
        name: string;

        /** Node version. */
        version: string;

        /** Node address. */
        address: string;

        /** Node state. */
        state: relay.NodeState;

        /** Node tls. */
        tls: observer.TLS;

        /** Node uptime_ns. */
        uptime_ns: number;

        /** Node num_flows. */
        num_flows: number;

        /** Node max_flows. */
        max_flows: number;

        /** Node seen_flows. */
        seen_flows: number;

        /**
         * Encodes the specified Node message. Does not implicitly {@link observer.Node.verify|verify} messages.
         * @param message Node message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.Node.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Node message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.Node & observer.Node.$Shape} Node
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.Node & observer.Node.$Shape;
    }

    namespace Node {

        /** Properties of a Node. */
        interface $Properties {

            /** Node name */
            name?: string;

            /** Node version */
            version?: string;

            /** Node address */
            address?: string;

            /** Node state */
            state?: relay.NodeState;

            /** Node tls */
            tls?: observer.TLS.$Properties;

            /** Node uptime_ns */
            uptime_ns?: number;

            /** Node num_flows */
            num_flows?: number;

            /** Node max_flows */
            max_flows?: number;

            /** Node seen_flows */
            seen_flows?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Node. */
        type $Shape = observer.Node.$Properties;
    }

    /**
     * Properties of a TLS.
     * @deprecated Use observer.TLS.$Properties instead.
     */
    interface ITLS extends observer.TLS.$Properties {
    }

    /** Represents a TLS. */
    class TLS {

        /**
         * Constructs a new TLS.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.TLS.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TLS enabled. */
        enabled: boolean;

        /** TLS server_name. */
        server_name: string;

        /**
         * Encodes the specified TLS message. Does not implicitly {@link observer.TLS.verify|verify} messages.
         * @param message TLS message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.TLS.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TLS message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.TLS & observer.TLS.$Shape} TLS
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.TLS & observer.TLS.$Shape;
    }

    namespace TLS {

        /** Properties of a TLS. */
        interface $Properties {

            /** TLS enabled */
            enabled?: boolean;

            /** TLS server_name */
            server_name?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TLS. */
        type $Shape = observer.TLS.$Properties;
    }

    /**
     * Properties of a GetNamespacesRequest.
     * @deprecated Use observer.GetNamespacesRequest.$Properties instead.
     */
    interface IGetNamespacesRequest extends observer.GetNamespacesRequest.$Properties {
    }

    /** Represents a GetNamespacesRequest. */
    class GetNamespacesRequest {

        /**
         * Constructs a new GetNamespacesRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.GetNamespacesRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Encodes the specified GetNamespacesRequest message. Does not implicitly {@link observer.GetNamespacesRequest.verify|verify} messages.
         * @param message GetNamespacesRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.GetNamespacesRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetNamespacesRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.GetNamespacesRequest & observer.GetNamespacesRequest.$Shape} GetNamespacesRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.GetNamespacesRequest & observer.GetNamespacesRequest.$Shape;
    }

    namespace GetNamespacesRequest {

        /** Properties of a GetNamespacesRequest. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetNamespacesRequest. */
        type $Shape = observer.GetNamespacesRequest.$Properties;
    }

    /**
     * Properties of a GetNamespacesResponse.
     * @deprecated Use observer.GetNamespacesResponse.$Properties instead.
     */
    interface IGetNamespacesResponse extends observer.GetNamespacesResponse.$Properties {
    }

    /** Represents a GetNamespacesResponse. */
    class GetNamespacesResponse {

        /**
         * Constructs a new GetNamespacesResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.GetNamespacesResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetNamespacesResponse namespaces. */
        namespaces: observer.Namespace[];

        /**
         * Encodes the specified GetNamespacesResponse message. Does not implicitly {@link observer.GetNamespacesResponse.verify|verify} messages.
         * @param message GetNamespacesResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.GetNamespacesResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetNamespacesResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.GetNamespacesResponse & observer.GetNamespacesResponse.$Shape} GetNamespacesResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.GetNamespacesResponse & observer.GetNamespacesResponse.$Shape;
    }

    namespace GetNamespacesResponse {

        /** Properties of a GetNamespacesResponse. */
        interface $Properties {

            /** GetNamespacesResponse namespaces */
            namespaces?: observer.Namespace.$Properties[];

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetNamespacesResponse. */
        type $Shape = observer.GetNamespacesResponse.$Properties;
    }

    /**
     * Properties of a Namespace.
     * @deprecated Use observer.Namespace.$Properties instead.
     */
    interface INamespace extends observer.Namespace.$Properties {
    }

    /** Represents a Namespace. */
    class Namespace {

        /**
         * Constructs a new Namespace.
         * @param [properties] Properties to set
         */
        constructor(properties?: observer.Namespace.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Namespace cluster. */
        cluster: string;

        /** Namespace namespace. */
        namespace: string;

        /**
         * Encodes the specified Namespace message. Does not implicitly {@link observer.Namespace.verify|verify} messages.
         * @param message Namespace message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: observer.Namespace.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Namespace message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {observer.Namespace & observer.Namespace.$Shape} Namespace
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): observer.Namespace & observer.Namespace.$Shape;
    }

    namespace Namespace {

        /** Properties of a Namespace. */
        interface $Properties {

            /** Namespace cluster */
            cluster?: string;

            /** Namespace namespace */
            namespace?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Namespace. */
        type $Shape = observer.Namespace.$Properties;
    }
}

/** Namespace google. */
export namespace google {

    /** Namespace protobuf. */
    namespace protobuf {

        /**
         * Properties of a FieldMask.
         * @deprecated Use google.protobuf.FieldMask.$Properties instead.
         */
        interface IFieldMask extends google.protobuf.FieldMask.$Properties {
        }

        /** Represents a FieldMask. */
        class FieldMask {

            /**
             * Constructs a new FieldMask.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.FieldMask.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FieldMask paths. */
            paths: string[];

            /**
             * Encodes the specified FieldMask message. Does not implicitly {@link google.protobuf.FieldMask.verify|verify} messages.
             * @param message FieldMask message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.FieldMask.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FieldMask message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.FieldMask & google.protobuf.FieldMask.$Shape} FieldMask
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.FieldMask & google.protobuf.FieldMask.$Shape;
        }

        namespace FieldMask {

            /** Properties of a FieldMask. */
            interface $Properties {

                /** FieldMask paths */
                paths?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FieldMask. */
            type $Shape = google.protobuf.FieldMask.$Properties;
        }

        /**
         * Properties of a Timestamp.
         * @deprecated Use google.protobuf.Timestamp.$Properties instead.
         */
        interface ITimestamp extends google.protobuf.Timestamp.$Properties {
        }

        /** Represents a Timestamp. */
        class Timestamp {

            /**
             * Constructs a new Timestamp.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Timestamp.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Timestamp seconds. */
            seconds: number;

            /** Timestamp nanos. */
            nanos: number;

            /**
             * Encodes the specified Timestamp message. Does not implicitly {@link google.protobuf.Timestamp.verify|verify} messages.
             * @param message Timestamp message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Timestamp.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a Timestamp message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape} Timestamp
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Timestamp & google.protobuf.Timestamp.$Shape;
        }

        namespace Timestamp {

            /** Properties of a Timestamp. */
            interface $Properties {

                /** Timestamp seconds */
                seconds?: number;

                /** Timestamp nanos */
                nanos?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a Timestamp. */
            type $Shape = google.protobuf.Timestamp.$Properties;
        }

        /**
         * Properties of a DoubleValue.
         * @deprecated Use google.protobuf.DoubleValue.$Properties instead.
         */
        interface IDoubleValue extends google.protobuf.DoubleValue.$Properties {
        }

        /** Represents a DoubleValue. */
        class DoubleValue {

            /**
             * Constructs a new DoubleValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.DoubleValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** DoubleValue value. */
            value: number;

            /**
             * Encodes the specified DoubleValue message. Does not implicitly {@link google.protobuf.DoubleValue.verify|verify} messages.
             * @param message DoubleValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.DoubleValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a DoubleValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.DoubleValue & google.protobuf.DoubleValue.$Shape} DoubleValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.DoubleValue & google.protobuf.DoubleValue.$Shape;
        }

        namespace DoubleValue {

            /** Properties of a DoubleValue. */
            interface $Properties {

                /** DoubleValue value */
                value?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a DoubleValue. */
            type $Shape = google.protobuf.DoubleValue.$Properties;
        }

        /**
         * Properties of a FloatValue.
         * @deprecated Use google.protobuf.FloatValue.$Properties instead.
         */
        interface IFloatValue extends google.protobuf.FloatValue.$Properties {
        }

        /** Represents a FloatValue. */
        class FloatValue {

            /**
             * Constructs a new FloatValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.FloatValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** FloatValue value. */
            value: number;

            /**
             * Encodes the specified FloatValue message. Does not implicitly {@link google.protobuf.FloatValue.verify|verify} messages.
             * @param message FloatValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.FloatValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a FloatValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.FloatValue & google.protobuf.FloatValue.$Shape} FloatValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.FloatValue & google.protobuf.FloatValue.$Shape;
        }

        namespace FloatValue {

            /** Properties of a FloatValue. */
            interface $Properties {

                /** FloatValue value */
                value?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a FloatValue. */
            type $Shape = google.protobuf.FloatValue.$Properties;
        }

        /**
         * Properties of an Int64Value.
         * @deprecated Use google.protobuf.Int64Value.$Properties instead.
         */
        interface IInt64Value extends google.protobuf.Int64Value.$Properties {
        }

        /** Represents an Int64Value. */
        class Int64Value {

            /**
             * Constructs a new Int64Value.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Int64Value.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Int64Value value. */
            value: number;

            /**
             * Encodes the specified Int64Value message. Does not implicitly {@link google.protobuf.Int64Value.verify|verify} messages.
             * @param message Int64Value message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Int64Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Int64Value message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Int64Value & google.protobuf.Int64Value.$Shape} Int64Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Int64Value & google.protobuf.Int64Value.$Shape;
        }

        namespace Int64Value {

            /** Properties of an Int64Value. */
            interface $Properties {

                /** Int64Value value */
                value?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Int64Value. */
            type $Shape = google.protobuf.Int64Value.$Properties;
        }

        /**
         * Properties of a UInt64Value.
         * @deprecated Use google.protobuf.UInt64Value.$Properties instead.
         */
        interface IUInt64Value extends google.protobuf.UInt64Value.$Properties {
        }

        /** Represents a UInt64Value. */
        class UInt64Value {

            /**
             * Constructs a new UInt64Value.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.UInt64Value.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UInt64Value value. */
            value: number;

            /**
             * Encodes the specified UInt64Value message. Does not implicitly {@link google.protobuf.UInt64Value.verify|verify} messages.
             * @param message UInt64Value message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.UInt64Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a UInt64Value message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.UInt64Value & google.protobuf.UInt64Value.$Shape} UInt64Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.UInt64Value & google.protobuf.UInt64Value.$Shape;
        }

        namespace UInt64Value {

            /** Properties of a UInt64Value. */
            interface $Properties {

                /** UInt64Value value */
                value?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a UInt64Value. */
            type $Shape = google.protobuf.UInt64Value.$Properties;
        }

        /**
         * Properties of an Int32Value.
         * @deprecated Use google.protobuf.Int32Value.$Properties instead.
         */
        interface IInt32Value extends google.protobuf.Int32Value.$Properties {
        }

        /** Represents an Int32Value. */
        class Int32Value {

            /**
             * Constructs a new Int32Value.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.Int32Value.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Int32Value value. */
            value: number;

            /**
             * Encodes the specified Int32Value message. Does not implicitly {@link google.protobuf.Int32Value.verify|verify} messages.
             * @param message Int32Value message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.Int32Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Int32Value message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.Int32Value & google.protobuf.Int32Value.$Shape} Int32Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.Int32Value & google.protobuf.Int32Value.$Shape;
        }

        namespace Int32Value {

            /** Properties of an Int32Value. */
            interface $Properties {

                /** Int32Value value */
                value?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Int32Value. */
            type $Shape = google.protobuf.Int32Value.$Properties;
        }

        /**
         * Properties of a UInt32Value.
         * @deprecated Use google.protobuf.UInt32Value.$Properties instead.
         */
        interface IUInt32Value extends google.protobuf.UInt32Value.$Properties {
        }

        /** Represents a UInt32Value. */
        class UInt32Value {

            /**
             * Constructs a new UInt32Value.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.UInt32Value.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** UInt32Value value. */
            value: number;

            /**
             * Encodes the specified UInt32Value message. Does not implicitly {@link google.protobuf.UInt32Value.verify|verify} messages.
             * @param message UInt32Value message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.UInt32Value.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a UInt32Value message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.UInt32Value & google.protobuf.UInt32Value.$Shape} UInt32Value
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.UInt32Value & google.protobuf.UInt32Value.$Shape;
        }

        namespace UInt32Value {

            /** Properties of a UInt32Value. */
            interface $Properties {

                /** UInt32Value value */
                value?: number;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a UInt32Value. */
            type $Shape = google.protobuf.UInt32Value.$Properties;
        }

        /**
         * Properties of a BoolValue.
         * @deprecated Use google.protobuf.BoolValue.$Properties instead.
         */
        interface IBoolValue extends google.protobuf.BoolValue.$Properties {
        }

        /** Represents a BoolValue. */
        class BoolValue {

            /**
             * Constructs a new BoolValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.BoolValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BoolValue value. */
            value: boolean;

            /**
             * Encodes the specified BoolValue message. Does not implicitly {@link google.protobuf.BoolValue.verify|verify} messages.
             * @param message BoolValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.BoolValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BoolValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.BoolValue & google.protobuf.BoolValue.$Shape} BoolValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.BoolValue & google.protobuf.BoolValue.$Shape;
        }

        namespace BoolValue {

            /** Properties of a BoolValue. */
            interface $Properties {

                /** BoolValue value */
                value?: boolean;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BoolValue. */
            type $Shape = google.protobuf.BoolValue.$Properties;
        }

        /**
         * Properties of a StringValue.
         * @deprecated Use google.protobuf.StringValue.$Properties instead.
         */
        interface IStringValue extends google.protobuf.StringValue.$Properties {
        }

        /** Represents a StringValue. */
        class StringValue {

            /**
             * Constructs a new StringValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.StringValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** StringValue value. */
            value: string;

            /**
             * Encodes the specified StringValue message. Does not implicitly {@link google.protobuf.StringValue.verify|verify} messages.
             * @param message StringValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.StringValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a StringValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.StringValue & google.protobuf.StringValue.$Shape} StringValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.StringValue & google.protobuf.StringValue.$Shape;
        }

        namespace StringValue {

            /** Properties of a StringValue. */
            interface $Properties {

                /** StringValue value */
                value?: string;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a StringValue. */
            type $Shape = google.protobuf.StringValue.$Properties;
        }

        /**
         * Properties of a BytesValue.
         * @deprecated Use google.protobuf.BytesValue.$Properties instead.
         */
        interface IBytesValue extends google.protobuf.BytesValue.$Properties {
        }

        /** Represents a BytesValue. */
        class BytesValue {

            /**
             * Constructs a new BytesValue.
             * @param [properties] Properties to set
             */
            constructor(properties?: google.protobuf.BytesValue.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** BytesValue value. */
            value: Uint8Array;

            /**
             * Encodes the specified BytesValue message. Does not implicitly {@link google.protobuf.BytesValue.verify|verify} messages.
             * @param message BytesValue message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: google.protobuf.BytesValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes a BytesValue message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {google.protobuf.BytesValue & google.protobuf.BytesValue.$Shape} BytesValue
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): google.protobuf.BytesValue & google.protobuf.BytesValue.$Shape;
        }

        namespace BytesValue {

            /** Properties of a BytesValue. */
            interface $Properties {

                /** BytesValue value */
                value?: Uint8Array;

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of a BytesValue. */
            type $Shape = google.protobuf.BytesValue.$Properties;
        }
    }
}

/** Namespace flow. */
export namespace flow {

    /**
     * Properties of a Flow.
     * @deprecated Use flow.Flow.$Properties instead.
     */
    interface IFlow extends flow.Flow.$Properties {
    }

    /** Represents a Flow. */
    class Flow {

        /**
         * Constructs a new Flow.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.Flow.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Flow time. */
        time: google.protobuf.Timestamp;

        /** Flow verdict. */
        verdict: flow.Verdict;

        /** Flow drop_reason. */
        drop_reason: number;

        /** Flow IP. */
        IP: flow.IP;

        /** Flow l4. */
        l4: flow.Layer4;

        /** Flow source. */
        source: flow.Endpoint;

        /** Flow destination. */
        destination: flow.Endpoint;

        /** Flow Type. */
        Type: flow.FlowType;

        /** Flow node_name. */
        node_name: string;

        /** Flow source_names. */
        source_names: string[];

        /** Flow destination_names. */
        destination_names: string[];

        /** Flow reply. */
        reply: boolean;

        /** Flow event_type. */
        event_type: flow.CiliumEventType;

        /** Flow source_service. */
        source_service: flow.Service;

        /** Flow destination_service. */
        destination_service: flow.Service;

        /** Flow traffic_direction. */
        traffic_direction: flow.TrafficDirection;

        /** Flow drop_reason_desc. */
        drop_reason_desc: flow.DropReason;

        /** Flow is_reply. */
        is_reply: google.protobuf.BoolValue;

        /** Flow interface. */
        interface: flow.NetworkInterface;

        /** Flow uuid. */
        uuid: string;

        /** Flow Summary. */
        Summary: string;

        /**
         * Encodes the specified Flow message. Does not implicitly {@link flow.Flow.verify|verify} messages.
         * @param message Flow message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.Flow.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Flow message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.Flow & flow.Flow.$Shape} Flow
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.Flow & flow.Flow.$Shape;
    }

    namespace Flow {

        /** Properties of a Flow. */
        interface $Properties {

            /** Flow time */
            time?: google.protobuf.Timestamp.$Properties;

            /** Flow verdict */
            verdict?: flow.Verdict;

            /** Flow drop_reason */
            drop_reason?: number;

            /** Flow IP */
            IP?: flow.IP.$Properties;

            /** Flow l4 */
            l4?: flow.Layer4.$Properties;

            /** Flow source */
            source?: flow.Endpoint.$Properties;

            /** Flow destination */
            destination?: flow.Endpoint.$Properties;

            /** Flow Type */
            Type?: flow.FlowType;

            /** Flow node_name */
            node_name?: string;

            /** Flow source_names */
            source_names?: string[];

            /** Flow destination_names */
            destination_names?: string[];

            /** Flow reply */
            reply?: boolean;

            /** Flow event_type */
            event_type?: flow.CiliumEventType.$Properties;

            /** Flow source_service */
            source_service?: flow.Service.$Properties;

            /** Flow destination_service */
            destination_service?: flow.Service.$Properties;

            /** Flow traffic_direction */
            traffic_direction?: flow.TrafficDirection;

            /** Flow drop_reason_desc */
            drop_reason_desc?: flow.DropReason;

            /** Flow is_reply */
            is_reply?: google.protobuf.BoolValue.$Properties;

            /** Flow interface */
            "interface"?: flow.NetworkInterface.$Properties;

            /** Flow uuid */
            uuid?: string;

            /** Flow Summary */
            Summary?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Flow. */
        type $Shape = {
          time?: google.protobuf.Timestamp.$Shape;
          verdict?: flow.Verdict;
          drop_reason?: number;
          IP?: flow.IP.$Shape;
          l4?: flow.Layer4.$Shape;
          source?: flow.Endpoint.$Shape;
          destination?: flow.Endpoint.$Shape;
          Type?: flow.FlowType;
          node_name?: string;
          source_names?: string[];
          destination_names?: string[];
          reply?: boolean;
          event_type?: flow.CiliumEventType.$Shape;
          source_service?: flow.Service.$Shape;
          destination_service?: flow.Service.$Shape;
          traffic_direction?: flow.TrafficDirection;
          drop_reason_desc?: flow.DropReason;
          is_reply?: google.protobuf.BoolValue.$Shape;
          "interface"?: flow.NetworkInterface.$Shape;
          uuid?: string;
          Summary?: string;
          $unknowns?: Uint8Array[];
        };
    }

    /** FlowType enum. */
    enum FlowType {

        /** UNKNOWN_TYPE value */
        UNKNOWN_TYPE = 0,

        /** L3_L4 value */
        L3_L4 = 1,

        /** L7 value */
        L7 = 2,

        /** SOCK value */
        SOCK = 3
    }

    /**
     * Properties of a Layer4.
     * @deprecated Use flow.Layer4.$Properties instead.
     */
    interface ILayer4 extends flow.Layer4.$Properties {
    }

    /** Represents a Layer4. */
    class Layer4 {

        /**
         * Constructs a new Layer4.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.Layer4.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Layer4 TCP. */
        TCP: (flow.TCP|null);

        /** Layer4 UDP. */
        UDP: (flow.UDP|null);

        /** Layer4 ICMPv4. */
        ICMPv4: (flow.ICMPv4|null);

        /** Layer4 ICMPv6. */
        ICMPv6: (flow.ICMPv6|null);

        /** Layer4 SCTP. */
        SCTP: (flow.SCTP|null);

        /** Layer4 protocol. */
        protocol?: ("TCP"|"UDP"|"ICMPv4"|"ICMPv6"|"SCTP");

        /**
         * Encodes the specified Layer4 message. Does not implicitly {@link flow.Layer4.verify|verify} messages.
         * @param message Layer4 message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.Layer4.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Layer4 message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.Layer4 & flow.Layer4.$Shape} Layer4
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.Layer4 & flow.Layer4.$Shape;
    }

    namespace Layer4 {

        /** Properties of a Layer4. */
        interface $Properties {

            /** Layer4 TCP */
            TCP?: (flow.TCP.$Properties|null);

            /** Layer4 UDP */
            UDP?: (flow.UDP.$Properties|null);

            /** Layer4 ICMPv4 */
            ICMPv4?: (flow.ICMPv4.$Properties|null);

            /** Layer4 ICMPv6 */
            ICMPv6?: (flow.ICMPv6.$Properties|null);

            /** Layer4 SCTP */
            SCTP?: (flow.SCTP.$Properties|null);

            /** Layer4 protocol */
            protocol?: ("TCP"|"UDP"|"ICMPv4"|"ICMPv6"|"SCTP");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Layer4. */
        type $Shape = {
          TCP?: flow.TCP.$Shape|null;
          UDP?: flow.UDP.$Shape|null;
          ICMPv4?: flow.ICMPv4.$Shape|null;
          ICMPv6?: flow.ICMPv6.$Shape|null;
          SCTP?: flow.SCTP.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ protocol?: undefined; TCP?: null; UDP?: null; ICMPv4?: null; ICMPv6?: null; SCTP?: null }|{ protocol?: "TCP"; TCP: flow.TCP.$Shape; UDP?: null; ICMPv4?: null; ICMPv6?: null; SCTP?: null }|{ protocol?: "UDP"; TCP?: null; UDP: flow.UDP.$Shape; ICMPv4?: null; ICMPv6?: null; SCTP?: null }|{ protocol?: "ICMPv4"; TCP?: null; UDP?: null; ICMPv4: flow.ICMPv4.$Shape; ICMPv6?: null; SCTP?: null }|{ protocol?: "ICMPv6"; TCP?: null; UDP?: null; ICMPv4?: null; ICMPv6: flow.ICMPv6.$Shape; SCTP?: null }|{ protocol?: "SCTP"; TCP?: null; UDP?: null; ICMPv4?: null; ICMPv6?: null; SCTP: flow.SCTP.$Shape })
        );
    }

    /**
     * Properties of an Endpoint.
     * @deprecated Use flow.Endpoint.$Properties instead.
     */
    interface IEndpoint extends flow.Endpoint.$Properties {
    }

    /** Represents an Endpoint. */
    class Endpoint {

        /**
         * Constructs a new Endpoint.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.Endpoint.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Endpoint ID. */
        ID: number;

        /** Endpoint identity. */
        identity: number;

        /** Endpoint namespace. */
        namespace: string;

        /** Endpoint labels. */
        labels: string[];

        /** Endpoint pod_name. */
        pod_name: string;

        /** Endpoint workloads. */
        workloads: flow.Workload[];

        /** Endpoint cluster_name. */
        cluster_name: string;

        /**
         * Encodes the specified Endpoint message. Does not implicitly {@link flow.Endpoint.verify|verify} messages.
         * @param message Endpoint message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.Endpoint.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Endpoint message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.Endpoint & flow.Endpoint.$Shape} Endpoint
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.Endpoint & flow.Endpoint.$Shape;
    }

    namespace Endpoint {

        /** Properties of an Endpoint. */
        interface $Properties {

            /** Endpoint ID */
            ID?: number;

            /** Endpoint identity */
            identity?: number;

            /** Endpoint namespace */
            namespace?: string;

            /** Endpoint labels */
            labels?: string[];

            /** Endpoint pod_name */
            pod_name?: string;

            /** Endpoint workloads */
            workloads?: flow.Workload.$Properties[];

            /** Endpoint cluster_name */
            cluster_name?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Endpoint. */
        type $Shape = flow.Endpoint.$Properties;
    }

    /**
     * Properties of a Workload.
     * @deprecated Use flow.Workload.$Properties instead.
     */
    interface IWorkload extends flow.Workload.$Properties {
    }

    /** Represents a Workload. */
    class Workload {

        /**
         * Constructs a new Workload.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.Workload.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Workload name. */
        name: string;

        /** Workload kind. */
        kind: string;

        /**
         * Encodes the specified Workload message. Does not implicitly {@link flow.Workload.verify|verify} messages.
         * @param message Workload message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.Workload.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Workload message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.Workload & flow.Workload.$Shape} Workload
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.Workload & flow.Workload.$Shape;
    }

    namespace Workload {

        /** Properties of a Workload. */
        interface $Properties {

            /** Workload name */
            name?: string;

            /** Workload kind */
            kind?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Workload. */
        type $Shape = flow.Workload.$Properties;
    }

    /**
     * Properties of a TCP.
     * @deprecated Use flow.TCP.$Properties instead.
     */
    interface ITCP extends flow.TCP.$Properties {
    }

    /** Represents a TCP. */
    class TCP {

        /**
         * Constructs a new TCP.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.TCP.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TCP source_port. */
        source_port: number;

        /** TCP destination_port. */
        destination_port: number;

        /** TCP flags. */
        flags: flow.TCPFlags;

        /**
         * Encodes the specified TCP message. Does not implicitly {@link flow.TCP.verify|verify} messages.
         * @param message TCP message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.TCP.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TCP message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.TCP & flow.TCP.$Shape} TCP
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.TCP & flow.TCP.$Shape;
    }

    namespace TCP {

        /** Properties of a TCP. */
        interface $Properties {

            /** TCP source_port */
            source_port?: number;

            /** TCP destination_port */
            destination_port?: number;

            /** TCP flags */
            flags?: flow.TCPFlags.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TCP. */
        type $Shape = flow.TCP.$Properties;
    }

    /**
     * Properties of a IP.
     * @deprecated Use flow.IP.$Properties instead.
     */
    interface IIP extends flow.IP.$Properties {
    }

    /** Represents a IP. */
    class IP {

        /**
         * Constructs a new IP.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.IP.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IP source. */
        source: string;

        /** IP destination. */
        destination: string;

        /** IP ipVersion. */
        ipVersion: flow.IPVersion;

        /**
         * Encodes the specified IP message. Does not implicitly {@link flow.IP.verify|verify} messages.
         * @param message IP message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.IP.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a IP message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.IP & flow.IP.$Shape} IP
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.IP & flow.IP.$Shape;
    }

    namespace IP {

        /** Properties of a IP. */
        interface $Properties {

            /** IP source */
            source?: string;

            /** IP destination */
            destination?: string;

            /** IP ipVersion */
            ipVersion?: flow.IPVersion;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a IP. */
        type $Shape = flow.IP.$Properties;
    }

    /**
     * Properties of a TCPFlags.
     * @deprecated Use flow.TCPFlags.$Properties instead.
     */
    interface ITCPFlags extends flow.TCPFlags.$Properties {
    }

    /** Represents a TCPFlags. */
    class TCPFlags {

        /**
         * Constructs a new TCPFlags.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.TCPFlags.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** TCPFlags FIN. */
        FIN: boolean;

        /** TCPFlags SYN. */
        SYN: boolean;

        /** TCPFlags RST. */
        RST: boolean;

        /** TCPFlags PSH. */
        PSH: boolean;

        /** TCPFlags ACK. */
        ACK: boolean;

        /** TCPFlags URG. */
        URG: boolean;

        /** TCPFlags ECE. */
        ECE: boolean;

        /** TCPFlags CWR. */
        CWR: boolean;

        /** TCPFlags NS. */
        NS: boolean;

        /**
         * Encodes the specified TCPFlags message. Does not implicitly {@link flow.TCPFlags.verify|verify} messages.
         * @param message TCPFlags message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.TCPFlags.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a TCPFlags message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.TCPFlags & flow.TCPFlags.$Shape} TCPFlags
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.TCPFlags & flow.TCPFlags.$Shape;
    }

    namespace TCPFlags {

        /** Properties of a TCPFlags. */
        interface $Properties {

            /** TCPFlags FIN */
            FIN?: boolean;

            /** TCPFlags SYN */
            SYN?: boolean;

            /** TCPFlags RST */
            RST?: boolean;

            /** TCPFlags PSH */
            PSH?: boolean;

            /** TCPFlags ACK */
            ACK?: boolean;

            /** TCPFlags URG */
            URG?: boolean;

            /** TCPFlags ECE */
            ECE?: boolean;

            /** TCPFlags CWR */
            CWR?: boolean;

            /** TCPFlags NS */
            NS?: boolean;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a TCPFlags. */
        type $Shape = flow.TCPFlags.$Properties;
    }

    /**
     * Properties of a UDP.
     * @deprecated Use flow.UDP.$Properties instead.
     */
    interface IUDP extends flow.UDP.$Properties {
    }

    /** Represents a UDP. */
    class UDP {

        /**
         * Constructs a new UDP.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.UDP.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** UDP source_port. */
        source_port: number;

        /** UDP destination_port. */
        destination_port: number;

        /**
         * Encodes the specified UDP message. Does not implicitly {@link flow.UDP.verify|verify} messages.
         * @param message UDP message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.UDP.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a UDP message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.UDP & flow.UDP.$Shape} UDP
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.UDP & flow.UDP.$Shape;
    }

    namespace UDP {

        /** Properties of a UDP. */
        interface $Properties {

            /** UDP source_port */
            source_port?: number;

            /** UDP destination_port */
            destination_port?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a UDP. */
        type $Shape = flow.UDP.$Properties;
    }

    /**
     * Properties of a SCTP.
     * @deprecated Use flow.SCTP.$Properties instead.
     */
    interface ISCTP extends flow.SCTP.$Properties {
    }

    /** Represents a SCTP. */
    class SCTP {

        /**
         * Constructs a new SCTP.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.SCTP.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SCTP source_port. */
        source_port: number;

        /** SCTP destination_port. */
        destination_port: number;

        /**
         * Encodes the specified SCTP message. Does not implicitly {@link flow.SCTP.verify|verify} messages.
         * @param message SCTP message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.SCTP.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SCTP message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.SCTP & flow.SCTP.$Shape} SCTP
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.SCTP & flow.SCTP.$Shape;
    }

    namespace SCTP {

        /** Properties of a SCTP. */
        interface $Properties {

            /** SCTP source_port */
            source_port?: number;

            /** SCTP destination_port */
            destination_port?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SCTP. */
        type $Shape = flow.SCTP.$Properties;
    }

    /**
     * Properties of a ICMPv4.
     * @deprecated Use flow.ICMPv4.$Properties instead.
     */
    interface IICMPv4 extends flow.ICMPv4.$Properties {
    }

    /** Represents a ICMPv4. */
    class ICMPv4 {

        /**
         * Constructs a new ICMPv4.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.ICMPv4.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ICMPv4 type. */
        type: number;

        /** ICMPv4 code. */
        code: number;

        /**
         * Encodes the specified ICMPv4 message. Does not implicitly {@link flow.ICMPv4.verify|verify} messages.
         * @param message ICMPv4 message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.ICMPv4.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ICMPv4 message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.ICMPv4 & flow.ICMPv4.$Shape} ICMPv4
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.ICMPv4 & flow.ICMPv4.$Shape;
    }

    namespace ICMPv4 {

        /** Properties of a ICMPv4. */
        interface $Properties {

            /** ICMPv4 type */
            type?: number;

            /** ICMPv4 code */
            code?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ICMPv4. */
        type $Shape = flow.ICMPv4.$Properties;
    }

    /**
     * Properties of a ICMPv6.
     * @deprecated Use flow.ICMPv6.$Properties instead.
     */
    interface IICMPv6 extends flow.ICMPv6.$Properties {
    }

    /** Represents a ICMPv6. */
    class ICMPv6 {

        /**
         * Constructs a new ICMPv6.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.ICMPv6.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ICMPv6 type. */
        type: number;

        /** ICMPv6 code. */
        code: number;

        /**
         * Encodes the specified ICMPv6 message. Does not implicitly {@link flow.ICMPv6.verify|verify} messages.
         * @param message ICMPv6 message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.ICMPv6.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ICMPv6 message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.ICMPv6 & flow.ICMPv6.$Shape} ICMPv6
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.ICMPv6 & flow.ICMPv6.$Shape;
    }

    namespace ICMPv6 {

        /** Properties of a ICMPv6. */
        interface $Properties {

            /** ICMPv6 type */
            type?: number;

            /** ICMPv6 code */
            code?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ICMPv6. */
        type $Shape = flow.ICMPv6.$Properties;
    }

    /** IPVersion enum. */
    enum IPVersion {

        /** IP_NOT_USED value */
        IP_NOT_USED = 0,

        /** IPv4 value */
        IPv4 = 1,

        /** IPv6 value */
        IPv6 = 2
    }

    /** Verdict enum. */
    enum Verdict {

        /** VERDICT_UNKNOWN value */
        VERDICT_UNKNOWN = 0,

        /** FORWARDED value */
        FORWARDED = 1,

        /** DROPPED value */
        DROPPED = 2,

        /** ERROR value */
        ERROR = 3,

        /** AUDIT value */
        AUDIT = 4,

        /** REDIRECTED value */
        REDIRECTED = 5,

        /** TRACED value */
        TRACED = 6,

        /** TRANSLATED value */
        TRANSLATED = 7
    }

    /** DropReason enum. */
    enum DropReason {

        /** DROP_REASON_UNKNOWN value */
        DROP_REASON_UNKNOWN = 0,

        /** POLICY_DENIED value */
        POLICY_DENIED = 133
    }

    /** TrafficDirection enum. */
    enum TrafficDirection {

        /** TRAFFIC_DIRECTION_UNKNOWN value */
        TRAFFIC_DIRECTION_UNKNOWN = 0,

        /** INGRESS value */
        INGRESS = 1,

        /** EGRESS value */
        EGRESS = 2
    }

    /**
     * Properties of a CiliumEventType.
     * @deprecated Use flow.CiliumEventType.$Properties instead.
     */
    interface ICiliumEventType extends flow.CiliumEventType.$Properties {
    }

    /** Represents a CiliumEventType. */
    class CiliumEventType {

        /**
         * Constructs a new CiliumEventType.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.CiliumEventType.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CiliumEventType type. */
        type: number;

        /** CiliumEventType sub_type. */
        sub_type: number;

        /**
         * Encodes the specified CiliumEventType message. Does not implicitly {@link flow.CiliumEventType.verify|verify} messages.
         * @param message CiliumEventType message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.CiliumEventType.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CiliumEventType message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.CiliumEventType & flow.CiliumEventType.$Shape} CiliumEventType
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.CiliumEventType & flow.CiliumEventType.$Shape;
    }

    namespace CiliumEventType {

        /** Properties of a CiliumEventType. */
        interface $Properties {

            /** CiliumEventType type */
            type?: number;

            /** CiliumEventType sub_type */
            sub_type?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CiliumEventType. */
        type $Shape = flow.CiliumEventType.$Properties;
    }

    /**
     * Properties of an EventTypeFilter.
     * @deprecated Use flow.EventTypeFilter.$Properties instead.
     */
    interface IEventTypeFilter extends flow.EventTypeFilter.$Properties {
    }

    /** Represents an EventTypeFilter. */
    class EventTypeFilter {

        /**
         * Constructs a new EventTypeFilter.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.EventTypeFilter.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** EventTypeFilter type. */
        type: number;

        /** EventTypeFilter match_sub_type. */
        match_sub_type: boolean;

        /** EventTypeFilter sub_type. */
        sub_type: number;

        /**
         * Encodes the specified EventTypeFilter message. Does not implicitly {@link flow.EventTypeFilter.verify|verify} messages.
         * @param message EventTypeFilter message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.EventTypeFilter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an EventTypeFilter message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.EventTypeFilter & flow.EventTypeFilter.$Shape} EventTypeFilter
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.EventTypeFilter & flow.EventTypeFilter.$Shape;
    }

    namespace EventTypeFilter {

        /** Properties of an EventTypeFilter. */
        interface $Properties {

            /** EventTypeFilter type */
            type?: number;

            /** EventTypeFilter match_sub_type */
            match_sub_type?: boolean;

            /** EventTypeFilter sub_type */
            sub_type?: number;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an EventTypeFilter. */
        type $Shape = flow.EventTypeFilter.$Properties;
    }

    /**
     * Properties of a Service.
     * @deprecated Use flow.Service.$Properties instead.
     */
    interface IService extends flow.Service.$Properties {
    }

    /** Represents a Service. */
    class Service {

        /**
         * Constructs a new Service.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.Service.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Service name. */
        name: string;

        /** Service namespace. */
        namespace: string;

        /**
         * Encodes the specified Service message. Does not implicitly {@link flow.Service.verify|verify} messages.
         * @param message Service message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.Service.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Service message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.Service & flow.Service.$Shape} Service
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.Service & flow.Service.$Shape;
    }

    namespace Service {

        /** Properties of a Service. */
        interface $Properties {

            /** Service name */
            name?: string;

            /** Service namespace */
            namespace?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Service. */
        type $Shape = flow.Service.$Properties;
    }

    /**
     * Properties of a NetworkInterface.
     * @deprecated Use flow.NetworkInterface.$Properties instead.
     */
    interface INetworkInterface extends flow.NetworkInterface.$Properties {
    }

    /** Represents a NetworkInterface. */
    class NetworkInterface {

        /**
         * Constructs a new NetworkInterface.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.NetworkInterface.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NetworkInterface index. */
        index: number;

        /** NetworkInterface name. */
        name: string;

        /**
         * Encodes the specified NetworkInterface message. Does not implicitly {@link flow.NetworkInterface.verify|verify} messages.
         * @param message NetworkInterface message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.NetworkInterface.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NetworkInterface message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.NetworkInterface & flow.NetworkInterface.$Shape} NetworkInterface
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.NetworkInterface & flow.NetworkInterface.$Shape;
    }

    namespace NetworkInterface {

        /** Properties of a NetworkInterface. */
        interface $Properties {

            /** NetworkInterface index */
            index?: number;

            /** NetworkInterface name */
            name?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NetworkInterface. */
        type $Shape = flow.NetworkInterface.$Properties;
    }

    /**
     * Properties of a HTTPHeader.
     * @deprecated Use flow.HTTPHeader.$Properties instead.
     */
    interface IHTTPHeader extends flow.HTTPHeader.$Properties {
    }

    /** Represents a HTTPHeader. */
    class HTTPHeader {

        /**
         * Constructs a new HTTPHeader.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.HTTPHeader.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HTTPHeader key. */
        key: string;

        /** HTTPHeader value. */
        value: string;

        /**
         * Encodes the specified HTTPHeader message. Does not implicitly {@link flow.HTTPHeader.verify|verify} messages.
         * @param message HTTPHeader message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.HTTPHeader.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HTTPHeader message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.HTTPHeader & flow.HTTPHeader.$Shape} HTTPHeader
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.HTTPHeader & flow.HTTPHeader.$Shape;
    }

    namespace HTTPHeader {

        /** Properties of a HTTPHeader. */
        interface $Properties {

            /** HTTPHeader key */
            key?: string;

            /** HTTPHeader value */
            value?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HTTPHeader. */
        type $Shape = flow.HTTPHeader.$Properties;
    }

    /**
     * Properties of a FlowFilter.
     * @deprecated Use flow.FlowFilter.$Properties instead.
     */
    interface IFlowFilter extends flow.FlowFilter.$Properties {
    }

    /** Represents a FlowFilter. */
    class FlowFilter {

        /**
         * Constructs a new FlowFilter.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.FlowFilter.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** FlowFilter source_ip. */
        source_ip: string[];

        /** FlowFilter source_pod. */
        source_pod: string[];

        /** FlowFilter destination_ip. */
        destination_ip: string[];

        /** FlowFilter destination_pod. */
        destination_pod: string[];

        /** FlowFilter verdict. */
        verdict: flow.Verdict[];

        /** FlowFilter event_type. */
        event_type: flow.EventTypeFilter[];

        /** FlowFilter source_fqdn. */
        source_fqdn: string[];

        /** FlowFilter destination_fqdn. */
        destination_fqdn: string[];

        /** FlowFilter http_status_code. */
        http_status_code: string[];

        /** FlowFilter source_label. */
        source_label: string[];

        /** FlowFilter destination_label. */
        destination_label: string[];

        /** FlowFilter protocol. */
        protocol: string[];

        /** FlowFilter source_port. */
        source_port: string[];

        /** FlowFilter destination_port. */
        destination_port: string[];

        /** FlowFilter reply. */
        reply: boolean[];

        /** FlowFilter source_service. */
        source_service: string[];

        /** FlowFilter destination_service. */
        destination_service: string[];

        /** FlowFilter dns_query. */
        dns_query: string[];

        /** FlowFilter source_identity. */
        source_identity: number[];

        /** FlowFilter destination_identity. */
        destination_identity: number[];

        /** FlowFilter http_method. */
        http_method: string[];

        /** FlowFilter http_path. */
        http_path: string[];

        /** FlowFilter tcp_flags. */
        tcp_flags: flow.TCPFlags[];

        /** FlowFilter node_name. */
        node_name: string[];

        /** FlowFilter ip_version. */
        ip_version: flow.IPVersion[];

        /** FlowFilter source_workload. */
        source_workload: flow.Workload[];

        /** FlowFilter destination_workload. */
        destination_workload: flow.Workload[];

        /** FlowFilter trace_id. */
        trace_id: string[];

        /** FlowFilter uuid. */
        uuid: string[];

        /** FlowFilter traffic_direction. */
        traffic_direction: flow.TrafficDirection[];

        /** FlowFilter http_url. */
        http_url: string[];

        /** FlowFilter http_header. */
        http_header: flow.HTTPHeader[];

        /** FlowFilter drop_reason_desc. */
        drop_reason_desc: flow.DropReason[];

        /** FlowFilter source_ip_xlated. */
        source_ip_xlated: string[];

        /** FlowFilter interface. */
        interface: flow.NetworkInterface[];

        /** FlowFilter node_labels. */
        node_labels: string[];

        /** FlowFilter source_cluster_name. */
        source_cluster_name: string[];

        /** FlowFilter destination_cluster_name. */
        destination_cluster_name: string[];

        /** FlowFilter ip_trace_id. */
        ip_trace_id: number[];

        /** FlowFilter encrypted. */
        encrypted: boolean[];

        /** FlowFilter experimental. */
        experimental: flow.FlowFilter.Experimental;

        /**
         * Encodes the specified FlowFilter message. Does not implicitly {@link flow.FlowFilter.verify|verify} messages.
         * @param message FlowFilter message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.FlowFilter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a FlowFilter message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.FlowFilter & flow.FlowFilter.$Shape} FlowFilter
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.FlowFilter & flow.FlowFilter.$Shape;
    }

    namespace FlowFilter {

        /** Properties of a FlowFilter. */
        interface $Properties {

            /** FlowFilter source_ip */
            source_ip?: string[];

            /** FlowFilter source_pod */
            source_pod?: string[];

            /** FlowFilter destination_ip */
            destination_ip?: string[];

            /** FlowFilter destination_pod */
            destination_pod?: string[];

            /** FlowFilter verdict */
            verdict?: flow.Verdict[];

            /** FlowFilter event_type */
            event_type?: flow.EventTypeFilter.$Properties[];

            /** FlowFilter source_fqdn */
            source_fqdn?: string[];

            /** FlowFilter destination_fqdn */
            destination_fqdn?: string[];

            /** FlowFilter http_status_code */
            http_status_code?: string[];

            /** FlowFilter source_label */
            source_label?: string[];

            /** FlowFilter destination_label */
            destination_label?: string[];

            /** FlowFilter protocol */
            protocol?: string[];

            /** FlowFilter source_port */
            source_port?: string[];

            /** FlowFilter destination_port */
            destination_port?: string[];

            /** FlowFilter reply */
            reply?: boolean[];

            /** FlowFilter source_service */
            source_service?: string[];

            /** FlowFilter destination_service */
            destination_service?: string[];

            /** FlowFilter dns_query */
            dns_query?: string[];

            /** FlowFilter source_identity */
            source_identity?: number[];

            /** FlowFilter destination_identity */
            destination_identity?: number[];

            /** FlowFilter http_method */
            http_method?: string[];

            /** FlowFilter http_path */
            http_path?: string[];

            /** FlowFilter tcp_flags */
            tcp_flags?: flow.TCPFlags.$Properties[];

            /** FlowFilter node_name */
            node_name?: string[];

            /** FlowFilter ip_version */
            ip_version?: flow.IPVersion[];

            /** FlowFilter source_workload */
            source_workload?: flow.Workload.$Properties[];

            /** FlowFilter destination_workload */
            destination_workload?: flow.Workload.$Properties[];

            /** FlowFilter trace_id */
            trace_id?: string[];

            /** FlowFilter uuid */
            uuid?: string[];

            /** FlowFilter traffic_direction */
            traffic_direction?: flow.TrafficDirection[];

            /** FlowFilter http_url */
            http_url?: string[];

            /** FlowFilter http_header */
            http_header?: flow.HTTPHeader.$Properties[];

            /** FlowFilter drop_reason_desc */
            drop_reason_desc?: flow.DropReason[];

            /** FlowFilter source_ip_xlated */
            source_ip_xlated?: string[];

            /** FlowFilter interface */
            "interface"?: flow.NetworkInterface.$Properties[];

            /** FlowFilter node_labels */
            node_labels?: string[];

            /** FlowFilter source_cluster_name */
            source_cluster_name?: string[];

            /** FlowFilter destination_cluster_name */
            destination_cluster_name?: string[];

            /** FlowFilter ip_trace_id */
            ip_trace_id?: number[];

            /** FlowFilter encrypted */
            encrypted?: boolean[];

            /** FlowFilter experimental */
            experimental?: flow.FlowFilter.Experimental.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a FlowFilter. */
        type $Shape = flow.FlowFilter.$Properties;

        /**
         * Properties of an Experimental.
         * @deprecated Use flow.FlowFilter.Experimental.$Properties instead.
         */
        interface IExperimental extends flow.FlowFilter.Experimental.$Properties {
        }

        /** Represents an Experimental. */
        class Experimental {

            /**
             * Constructs a new Experimental.
             * @param [properties] Properties to set
             */
            constructor(properties?: flow.FlowFilter.Experimental.$Properties);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];

            /** Experimental cel_expression. */
            cel_expression: string[];

            /**
             * Encodes the specified Experimental message. Does not implicitly {@link flow.FlowFilter.Experimental.verify|verify} messages.
             * @param message Experimental message or plain object to encode
             * @param [writer] Writer to encode to
             * @returns Writer
             */
            static encode(message: flow.FlowFilter.Experimental.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

            /**
             * Decodes an Experimental message from the specified reader or buffer.
             * @param reader Reader or buffer to decode from
             * @param [length] Message length if known beforehand
             * @returns {flow.FlowFilter.Experimental & flow.FlowFilter.Experimental.$Shape} Experimental
             * @throws {Error} If the payload is not a reader or valid buffer
             * @throws {$protobuf.util.ProtocolError} If required fields are missing
             */
            static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.FlowFilter.Experimental & flow.FlowFilter.Experimental.$Shape;
        }

        namespace Experimental {

            /** Properties of an Experimental. */
            interface $Properties {

                /** Experimental cel_expression */
                cel_expression?: string[];

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];
            }

            /** Shape of an Experimental. */
            type $Shape = flow.FlowFilter.Experimental.$Properties;
        }
    }

    /** LostEventSource enum. */
    enum LostEventSource {

        /** UNKNOWN_LOST_EVENT_SOURCE value */
        UNKNOWN_LOST_EVENT_SOURCE = 0,

        /** PERF_EVENT_RING_BUFFER value */
        PERF_EVENT_RING_BUFFER = 1,

        /** OBSERVER_EVENTS_QUEUE value */
        OBSERVER_EVENTS_QUEUE = 2,

        /** HUBBLE_RING_BUFFER value */
        HUBBLE_RING_BUFFER = 3
    }

    /**
     * Properties of a LostEvent.
     * @deprecated Use flow.LostEvent.$Properties instead.
     */
    interface ILostEvent extends flow.LostEvent.$Properties {
    }

    /** Represents a LostEvent. */
    class LostEvent {

        /**
         * Constructs a new LostEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: flow.LostEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LostEvent source. */
        source: flow.LostEventSource;

        /** LostEvent num_events_lost. */
        num_events_lost: number;

        /** LostEvent cpu. */
        cpu: google.protobuf.Int32Value;

        /**
         * Encodes the specified LostEvent message. Does not implicitly {@link flow.LostEvent.verify|verify} messages.
         * @param message LostEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: flow.LostEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LostEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {flow.LostEvent & flow.LostEvent.$Shape} LostEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): flow.LostEvent & flow.LostEvent.$Shape;
    }

    namespace LostEvent {

        /** Properties of a LostEvent. */
        interface $Properties {

            /** LostEvent source */
            source?: flow.LostEventSource;

            /** LostEvent num_events_lost */
            num_events_lost?: number;

            /** LostEvent cpu */
            cpu?: google.protobuf.Int32Value.$Properties;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LostEvent. */
        type $Shape = flow.LostEvent.$Properties;
    }
}

/** Namespace relay. */
export namespace relay {

    /**
     * Properties of a NodeStatusEvent.
     * @deprecated Use relay.NodeStatusEvent.$Properties instead.
     */
    interface INodeStatusEvent extends relay.NodeStatusEvent.$Properties {
    }

    /** Represents a NodeStatusEvent. */
    class NodeStatusEvent {

        /**
         * Constructs a new NodeStatusEvent.
         * @param [properties] Properties to set
         */
        constructor(properties?: relay.NodeStatusEvent.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NodeStatusEvent state_change. */
        state_change: relay.NodeState;

        /** NodeStatusEvent node_names. */
        node_names: string[];

        /** NodeStatusEvent message. */
        message: string;

        /**
         * Encodes the specified NodeStatusEvent message. Does not implicitly {@link relay.NodeStatusEvent.verify|verify} messages.
         * @param message NodeStatusEvent message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: relay.NodeStatusEvent.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NodeStatusEvent message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {relay.NodeStatusEvent & relay.NodeStatusEvent.$Shape} NodeStatusEvent
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): relay.NodeStatusEvent & relay.NodeStatusEvent.$Shape;
    }

    namespace NodeStatusEvent {

        /** Properties of a NodeStatusEvent. */
        interface $Properties {

            /** NodeStatusEvent state_change */
            state_change?: relay.NodeState;

            /** NodeStatusEvent node_names */
            node_names?: string[];

            /** NodeStatusEvent message */
            message?: string;

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NodeStatusEvent. */
        type $Shape = relay.NodeStatusEvent.$Properties;
    }

    /** NodeState enum. */
    enum NodeState {

        /** UNKNOWN_NODE_STATE value */
        UNKNOWN_NODE_STATE = 0,

        /** NODE_CONNECTED value */
        NODE_CONNECTED = 1,

        /** NODE_UNAVAILABLE value */
        NODE_UNAVAILABLE = 2,

        /** NODE_GONE value */
        NODE_GONE = 3,

        /** NODE_ERROR value */
        NODE_ERROR = 4
    }
}

/** Namespace grpc. */
export namespace grpc {

    /** Namespace health. */
    namespace health {

        /** Namespace v1. */
        namespace v1 {

            /**
             * Properties of a HealthCheckRequest.
             * @deprecated Use grpc.health.v1.HealthCheckRequest.$Properties instead.
             */
            interface IHealthCheckRequest extends grpc.health.v1.HealthCheckRequest.$Properties {
            }

            /** Represents a HealthCheckRequest. */
            class HealthCheckRequest {

                /**
                 * Constructs a new HealthCheckRequest.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.HealthCheckRequest.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HealthCheckRequest service. */
                service: string;

                /**
                 * Encodes the specified HealthCheckRequest message. Does not implicitly {@link grpc.health.v1.HealthCheckRequest.verify|verify} messages.
                 * @param message HealthCheckRequest message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.health.v1.HealthCheckRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckRequest message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape} HealthCheckRequest
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckRequest & grpc.health.v1.HealthCheckRequest.$Shape;
            }

            namespace HealthCheckRequest {

                /** Properties of a HealthCheckRequest. */
                interface $Properties {

                    /** HealthCheckRequest service */
                    service?: string;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HealthCheckRequest. */
                type $Shape = grpc.health.v1.HealthCheckRequest.$Properties;
            }

            /**
             * Properties of a HealthCheckResponse.
             * @deprecated Use grpc.health.v1.HealthCheckResponse.$Properties instead.
             */
            interface IHealthCheckResponse extends grpc.health.v1.HealthCheckResponse.$Properties {
            }

            /** Represents a HealthCheckResponse. */
            class HealthCheckResponse {

                /**
                 * Constructs a new HealthCheckResponse.
                 * @param [properties] Properties to set
                 */
                constructor(properties?: grpc.health.v1.HealthCheckResponse.$Properties);

                /** Unknown fields preserved while decoding when enabled */
                $unknowns?: Uint8Array[];

                /** HealthCheckResponse status. */
                status: grpc.health.v1.HealthCheckResponse.ServingStatus;

                /**
                 * Encodes the specified HealthCheckResponse message. Does not implicitly {@link grpc.health.v1.HealthCheckResponse.verify|verify} messages.
                 * @param message HealthCheckResponse message or plain object to encode
                 * @param [writer] Writer to encode to
                 * @returns Writer
                 */
                static encode(message: grpc.health.v1.HealthCheckResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

                /**
                 * Decodes a HealthCheckResponse message from the specified reader or buffer.
                 * @param reader Reader or buffer to decode from
                 * @param [length] Message length if known beforehand
                 * @returns {grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape} HealthCheckResponse
                 * @throws {Error} If the payload is not a reader or valid buffer
                 * @throws {$protobuf.util.ProtocolError} If required fields are missing
                 */
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): grpc.health.v1.HealthCheckResponse & grpc.health.v1.HealthCheckResponse.$Shape;
            }

            namespace HealthCheckResponse {

                /** Properties of a HealthCheckResponse. */
                interface $Properties {

                    /** HealthCheckResponse status */
                    status?: grpc.health.v1.HealthCheckResponse.ServingStatus;

                    /** Unknown fields preserved while decoding when enabled */
                    $unknowns?: Uint8Array[];
                }

                /** Shape of a HealthCheckResponse. */
                type $Shape = grpc.health.v1.HealthCheckResponse.$Properties;

                /** ServingStatus enum. */
                enum ServingStatus {

                    /** UNKNOWN value */
                    UNKNOWN = 0,

                    /** SERVING value */
                    SERVING = 1,

                    /** NOT_SERVING value */
                    NOT_SERVING = 2,

                    /** SERVICE_UNKNOWN value */
                    SERVICE_UNKNOWN = 3
                }
            }
        }
    }
}
