import * as $protobuf from "protobufjs";
import Long = require("long");

export namespace tycho {

    namespace openapi {

        namespace v2 {

            interface IDocument extends tycho.openapi.v2.Document.$Properties {
            }

            class Document {
                constructor(properties?: tycho.openapi.v2.Document.$Properties);
                $unknowns?: Uint8Array[];
                swagger: string;
                info?: (tycho.openapi.v2.Info.$Properties|null);
                paths?: (tycho.openapi.v2.Paths.$Properties|null);
                definitions?: (tycho.openapi.v2.Definitions.$Properties|null);
                vendorExtension: tycho.openapi.v2.NamedAny.$Properties[];
                static encode(message: tycho.openapi.v2.Document.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Document & tycho.openapi.v2.Document.$Shape;
            }

            namespace Document {
                interface $Properties {
                    swagger?: (string|null);
                    info?: (tycho.openapi.v2.Info.$Properties|null);
                    paths?: (tycho.openapi.v2.Paths.$Properties|null);
                    definitions?: (tycho.openapi.v2.Definitions.$Properties|null);
                    vendorExtension?: (tycho.openapi.v2.NamedAny.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Document.$Properties;
            }

            interface IInfo extends tycho.openapi.v2.Info.$Properties {
            }

            class Info {
                constructor(properties?: tycho.openapi.v2.Info.$Properties);
                $unknowns?: Uint8Array[];
                title: string;
                version: string;
                static encode(message: tycho.openapi.v2.Info.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Info & tycho.openapi.v2.Info.$Shape;
            }

            namespace Info {
                interface $Properties {
                    title?: (string|null);
                    version?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Info.$Properties;
            }

            interface IPaths extends tycho.openapi.v2.Paths.$Properties {
            }

            class Paths {
                constructor(properties?: tycho.openapi.v2.Paths.$Properties);
                $unknowns?: Uint8Array[];
                path: tycho.openapi.v2.NamedPathItem.$Properties[];
                static encode(message: tycho.openapi.v2.Paths.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Paths & tycho.openapi.v2.Paths.$Shape;
            }

            namespace Paths {
                interface $Properties {
                    path?: (tycho.openapi.v2.NamedPathItem.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Paths.$Properties;
            }

            interface INamedPathItem extends tycho.openapi.v2.NamedPathItem.$Properties {
            }

            class NamedPathItem {
                constructor(properties?: tycho.openapi.v2.NamedPathItem.$Properties);
                $unknowns?: Uint8Array[];
                name: string;
                value?: (tycho.openapi.v2.PathItem.$Properties|null);
                static encode(message: tycho.openapi.v2.NamedPathItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.NamedPathItem & tycho.openapi.v2.NamedPathItem.$Shape;
            }

            namespace NamedPathItem {
                interface $Properties {
                    name?: (string|null);
                    value?: (tycho.openapi.v2.PathItem.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.NamedPathItem.$Properties;
            }

            interface IPathItem extends tycho.openapi.v2.PathItem.$Properties {
            }

            class PathItem {
                constructor(properties?: tycho.openapi.v2.PathItem.$Properties);
                $unknowns?: Uint8Array[];
                get?: (tycho.openapi.v2.Operation.$Properties|null);
                put?: (tycho.openapi.v2.Operation.$Properties|null);
                post?: (tycho.openapi.v2.Operation.$Properties|null);
                delete?: (tycho.openapi.v2.Operation.$Properties|null);
                patch?: (tycho.openapi.v2.Operation.$Properties|null);
                parameters: tycho.openapi.v2.ParametersItem.$Properties[];
                static encode(message: tycho.openapi.v2.PathItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.PathItem & tycho.openapi.v2.PathItem.$Shape;
            }

            namespace PathItem {
                interface $Properties {
                    get?: (tycho.openapi.v2.Operation.$Properties|null);
                    put?: (tycho.openapi.v2.Operation.$Properties|null);
                    post?: (tycho.openapi.v2.Operation.$Properties|null);
                    "delete"?: (tycho.openapi.v2.Operation.$Properties|null);
                    patch?: (tycho.openapi.v2.Operation.$Properties|null);
                    parameters?: (tycho.openapi.v2.ParametersItem.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.PathItem.$Properties;
            }

            interface IOperation extends tycho.openapi.v2.Operation.$Properties {
            }

            class Operation {
                constructor(properties?: tycho.openapi.v2.Operation.$Properties);
                $unknowns?: Uint8Array[];
                tags: string[];
                description: string;
                operationId: string;
                produces: string[];
                consumes: string[];
                parameters: tycho.openapi.v2.ParametersItem.$Properties[];
                responses?: (tycho.openapi.v2.Responses.$Properties|null);
                schemes: string[];
                deprecated: boolean;
                vendorExtension: tycho.openapi.v2.NamedAny.$Properties[];
                static encode(message: tycho.openapi.v2.Operation.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Operation & tycho.openapi.v2.Operation.$Shape;
            }

            namespace Operation {
                interface $Properties {
                    tags?: (string[]|null);
                    description?: (string|null);
                    operationId?: (string|null);
                    produces?: (string[]|null);
                    consumes?: (string[]|null);
                    parameters?: (tycho.openapi.v2.ParametersItem.$Properties[]|null);
                    responses?: (tycho.openapi.v2.Responses.$Properties|null);
                    schemes?: (string[]|null);
                    deprecated?: (boolean|null);
                    vendorExtension?: (tycho.openapi.v2.NamedAny.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Operation.$Properties;
            }

            interface IParametersItem extends tycho.openapi.v2.ParametersItem.$Properties {
            }

            class ParametersItem {
                constructor(properties?: tycho.openapi.v2.ParametersItem.$Properties);
                $unknowns?: Uint8Array[];
                parameter?: (tycho.openapi.v2.Parameter.$Properties|null);
                static encode(message: tycho.openapi.v2.ParametersItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.ParametersItem & tycho.openapi.v2.ParametersItem.$Shape;
            }

            namespace ParametersItem {
                interface $Properties {
                    parameter?: (tycho.openapi.v2.Parameter.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.ParametersItem.$Properties;
            }

            interface IParameter extends tycho.openapi.v2.Parameter.$Properties {
            }

            class Parameter {
                constructor(properties?: tycho.openapi.v2.Parameter.$Properties);
                $unknowns?: Uint8Array[];
                body?: (tycho.openapi.v2.BodyParameter.$Properties|null);
                nonBody?: (tycho.openapi.v2.NonBodyParameter.$Properties|null);
                static encode(message: tycho.openapi.v2.Parameter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Parameter & tycho.openapi.v2.Parameter.$Shape;
            }

            namespace Parameter {
                interface $Properties {
                    body?: (tycho.openapi.v2.BodyParameter.$Properties|null);
                    nonBody?: (tycho.openapi.v2.NonBodyParameter.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Parameter.$Properties;
            }

            interface IBodyParameter extends tycho.openapi.v2.BodyParameter.$Properties {
            }

            class BodyParameter {
                constructor(properties?: tycho.openapi.v2.BodyParameter.$Properties);
                $unknowns?: Uint8Array[];
                description: string;
                name: string;
                in: string;
                required?: (boolean|null);
                schema?: (tycho.openapi.v2.Schema.$Properties|null);
                static encode(message: tycho.openapi.v2.BodyParameter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.BodyParameter & tycho.openapi.v2.BodyParameter.$Shape;
            }

            namespace BodyParameter {
                interface $Properties {
                    description?: (string|null);
                    name?: (string|null);
                    "in"?: (string|null);
                    required?: (boolean|null);
                    schema?: (tycho.openapi.v2.Schema.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.BodyParameter.$Properties;
            }

            interface INonBodyParameter extends tycho.openapi.v2.NonBodyParameter.$Properties {
            }

            class NonBodyParameter {
                constructor(properties?: tycho.openapi.v2.NonBodyParameter.$Properties);
                $unknowns?: Uint8Array[];
                query?: (tycho.openapi.v2.QueryParameter.$Properties|null);
                path?: (tycho.openapi.v2.PathParameter.$Properties|null);
                static encode(message: tycho.openapi.v2.NonBodyParameter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.NonBodyParameter & tycho.openapi.v2.NonBodyParameter.$Shape;
            }

            namespace NonBodyParameter {
                interface $Properties {
                    query?: (tycho.openapi.v2.QueryParameter.$Properties|null);
                    path?: (tycho.openapi.v2.PathParameter.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.NonBodyParameter.$Properties;
            }

            interface IQueryParameter extends tycho.openapi.v2.QueryParameter.$Properties {
            }

            class QueryParameter {
                constructor(properties?: tycho.openapi.v2.QueryParameter.$Properties);
                $unknowns?: Uint8Array[];
                required?: (boolean|null);
                in: string;
                description: string;
                name: string;
                type: string;
                uniqueItems: boolean;
                static encode(message: tycho.openapi.v2.QueryParameter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.QueryParameter & tycho.openapi.v2.QueryParameter.$Shape;
            }

            namespace QueryParameter {
                interface $Properties {
                    required?: (boolean|null);
                    "in"?: (string|null);
                    description?: (string|null);
                    name?: (string|null);
                    type?: (string|null);
                    uniqueItems?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.QueryParameter.$Properties;
            }

            interface IPathParameter extends tycho.openapi.v2.PathParameter.$Properties {
            }

            class PathParameter {
                constructor(properties?: tycho.openapi.v2.PathParameter.$Properties);
                $unknowns?: Uint8Array[];
                required?: (boolean|null);
                in: string;
                description: string;
                name: string;
                type: string;
                uniqueItems: boolean;
                static encode(message: tycho.openapi.v2.PathParameter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.PathParameter & tycho.openapi.v2.PathParameter.$Shape;
            }

            namespace PathParameter {
                interface $Properties {
                    required?: (boolean|null);
                    "in"?: (string|null);
                    description?: (string|null);
                    name?: (string|null);
                    type?: (string|null);
                    uniqueItems?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.PathParameter.$Properties;
            }

            interface IResponses extends tycho.openapi.v2.Responses.$Properties {
            }

            class Responses {
                constructor(properties?: tycho.openapi.v2.Responses.$Properties);
                $unknowns?: Uint8Array[];
                responseCode: tycho.openapi.v2.NamedResponseValue.$Properties[];
                static encode(message: tycho.openapi.v2.Responses.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Responses & tycho.openapi.v2.Responses.$Shape;
            }

            namespace Responses {
                interface $Properties {
                    responseCode?: (tycho.openapi.v2.NamedResponseValue.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Responses.$Properties;
            }

            interface INamedResponseValue extends tycho.openapi.v2.NamedResponseValue.$Properties {
            }

            class NamedResponseValue {
                constructor(properties?: tycho.openapi.v2.NamedResponseValue.$Properties);
                $unknowns?: Uint8Array[];
                name: string;
                value?: (tycho.openapi.v2.ResponseValue.$Properties|null);
                static encode(message: tycho.openapi.v2.NamedResponseValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.NamedResponseValue & tycho.openapi.v2.NamedResponseValue.$Shape;
            }

            namespace NamedResponseValue {
                interface $Properties {
                    name?: (string|null);
                    value?: (tycho.openapi.v2.ResponseValue.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.NamedResponseValue.$Properties;
            }

            interface IResponseValue extends tycho.openapi.v2.ResponseValue.$Properties {
            }

            class ResponseValue {
                constructor(properties?: tycho.openapi.v2.ResponseValue.$Properties);
                $unknowns?: Uint8Array[];
                response?: (tycho.openapi.v2.Response.$Properties|null);
                static encode(message: tycho.openapi.v2.ResponseValue.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.ResponseValue & tycho.openapi.v2.ResponseValue.$Shape;
            }

            namespace ResponseValue {
                interface $Properties {
                    response?: (tycho.openapi.v2.Response.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.ResponseValue.$Properties;
            }

            interface IResponse extends tycho.openapi.v2.Response.$Properties {
            }

            class Response {
                constructor(properties?: tycho.openapi.v2.Response.$Properties);
                $unknowns?: Uint8Array[];
                description: string;
                schema?: (tycho.openapi.v2.SchemaItem.$Properties|null);
                static encode(message: tycho.openapi.v2.Response.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Response & tycho.openapi.v2.Response.$Shape;
            }

            namespace Response {
                interface $Properties {
                    description?: (string|null);
                    schema?: (tycho.openapi.v2.SchemaItem.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Response.$Properties;
            }

            interface ISchemaItem extends tycho.openapi.v2.SchemaItem.$Properties {
            }

            class SchemaItem {
                constructor(properties?: tycho.openapi.v2.SchemaItem.$Properties);
                $unknowns?: Uint8Array[];
                schema?: (tycho.openapi.v2.Schema.$Properties|null);
                static encode(message: tycho.openapi.v2.SchemaItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.SchemaItem & tycho.openapi.v2.SchemaItem.$Shape;
            }

            namespace SchemaItem {
                interface $Properties {
                    schema?: (tycho.openapi.v2.Schema.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.SchemaItem.$Properties;
            }

            interface IDefinitions extends tycho.openapi.v2.Definitions.$Properties {
            }

            class Definitions {
                constructor(properties?: tycho.openapi.v2.Definitions.$Properties);
                $unknowns?: Uint8Array[];
                additionalProperties: tycho.openapi.v2.NamedSchema.$Properties[];
                static encode(message: tycho.openapi.v2.Definitions.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Definitions & tycho.openapi.v2.Definitions.$Shape;
            }

            namespace Definitions {
                interface $Properties {
                    additionalProperties?: (tycho.openapi.v2.NamedSchema.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Definitions.$Properties;
            }

            interface INamedSchema extends tycho.openapi.v2.NamedSchema.$Properties {
            }

            class NamedSchema {
                constructor(properties?: tycho.openapi.v2.NamedSchema.$Properties);
                $unknowns?: Uint8Array[];
                name: string;
                value?: (tycho.openapi.v2.Schema.$Properties|null);
                static encode(message: tycho.openapi.v2.NamedSchema.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.NamedSchema & tycho.openapi.v2.NamedSchema.$Shape;
            }

            namespace NamedSchema {
                interface $Properties {
                    name?: (string|null);
                    value?: (tycho.openapi.v2.Schema.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.NamedSchema.$Properties;
            }

            interface ISchema extends tycho.openapi.v2.Schema.$Properties {
            }

            class Schema {
                constructor(properties?: tycho.openapi.v2.Schema.$Properties);
                $unknowns?: Uint8Array[];
                ref: string;
                format: string;
                title: string;
                description: string;
                default?: (tycho.openapi.v2.Any.$Properties|null);
                multipleOf?: (number|null);
                maximum?: (number|null);
                exclusiveMaximum?: (boolean|null);
                minimum?: (number|null);
                exclusiveMinimum?: (boolean|null);
                maxLength?: (number|null);
                minLength?: (number|null);
                pattern: string;
                maxItems?: (number|null);
                minItems?: (number|null);
                uniqueItems: boolean;
                maxProperties?: (number|null);
                minProperties?: (number|null);
                required: string[];
                enum: tycho.openapi.v2.Any.$Properties[];
                additionalProperties?: (tycho.openapi.v2.AdditionalPropertiesItem.$Properties|null);
                type?: (tycho.openapi.v2.TypeItem.$Properties|null);
                items?: (tycho.openapi.v2.ItemsItem.$Properties|null);
                allOf: tycho.openapi.v2.Schema.$Properties[];
                properties?: (tycho.openapi.v2.Properties.$Properties|null);
                vendorExtension: tycho.openapi.v2.NamedAny.$Properties[];
                static encode(message: tycho.openapi.v2.Schema.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Schema & tycho.openapi.v2.Schema.$Shape;
            }

            namespace Schema {
                interface $Properties {
                    ref?: (string|null);
                    format?: (string|null);
                    title?: (string|null);
                    description?: (string|null);
                    "default"?: (tycho.openapi.v2.Any.$Properties|null);
                    multipleOf?: (number|null);
                    maximum?: (number|null);
                    exclusiveMaximum?: (boolean|null);
                    minimum?: (number|null);
                    exclusiveMinimum?: (boolean|null);
                    maxLength?: (number|null);
                    minLength?: (number|null);
                    pattern?: (string|null);
                    maxItems?: (number|null);
                    minItems?: (number|null);
                    uniqueItems?: (boolean|null);
                    maxProperties?: (number|null);
                    minProperties?: (number|null);
                    required?: (string[]|null);
                    "enum"?: (tycho.openapi.v2.Any.$Properties[]|null);
                    additionalProperties?: (tycho.openapi.v2.AdditionalPropertiesItem.$Properties|null);
                    type?: (tycho.openapi.v2.TypeItem.$Properties|null);
                    items?: (tycho.openapi.v2.ItemsItem.$Properties|null);
                    allOf?: (tycho.openapi.v2.Schema.$Properties[]|null);
                    properties?: (tycho.openapi.v2.Properties.$Properties|null);
                    vendorExtension?: (tycho.openapi.v2.NamedAny.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Schema.$Properties;
            }

            interface IAdditionalPropertiesItem extends tycho.openapi.v2.AdditionalPropertiesItem.$Properties {
            }

            class AdditionalPropertiesItem {
                constructor(properties?: tycho.openapi.v2.AdditionalPropertiesItem.$Properties);
                $unknowns?: Uint8Array[];
                schema?: (tycho.openapi.v2.Schema.$Properties|null);
                boolean?: (boolean|null);
                static encode(message: tycho.openapi.v2.AdditionalPropertiesItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.AdditionalPropertiesItem & tycho.openapi.v2.AdditionalPropertiesItem.$Shape;
            }

            namespace AdditionalPropertiesItem {
                interface $Properties {
                    schema?: (tycho.openapi.v2.Schema.$Properties|null);
                    boolean?: (boolean|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.AdditionalPropertiesItem.$Properties;
            }

            interface ITypeItem extends tycho.openapi.v2.TypeItem.$Properties {
            }

            class TypeItem {
                constructor(properties?: tycho.openapi.v2.TypeItem.$Properties);
                $unknowns?: Uint8Array[];
                value: string[];
                static encode(message: tycho.openapi.v2.TypeItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.TypeItem & tycho.openapi.v2.TypeItem.$Shape;
            }

            namespace TypeItem {
                interface $Properties {
                    value?: (string[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.TypeItem.$Properties;
            }

            interface IItemsItem extends tycho.openapi.v2.ItemsItem.$Properties {
            }

            class ItemsItem {
                constructor(properties?: tycho.openapi.v2.ItemsItem.$Properties);
                $unknowns?: Uint8Array[];
                schema: tycho.openapi.v2.Schema.$Properties[];
                static encode(message: tycho.openapi.v2.ItemsItem.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.ItemsItem & tycho.openapi.v2.ItemsItem.$Shape;
            }

            namespace ItemsItem {
                interface $Properties {
                    schema?: (tycho.openapi.v2.Schema.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.ItemsItem.$Properties;
            }

            interface IProperties extends tycho.openapi.v2.Properties.$Properties {
            }

            class Properties {
                constructor(properties?: tycho.openapi.v2.Properties.$Properties);
                $unknowns?: Uint8Array[];
                additionalProperties: tycho.openapi.v2.NamedSchema.$Properties[];
                static encode(message: tycho.openapi.v2.Properties.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Properties & tycho.openapi.v2.Properties.$Shape;
            }

            namespace Properties {
                interface $Properties {
                    additionalProperties?: (tycho.openapi.v2.NamedSchema.$Properties[]|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Properties.$Properties;
            }

            interface INamedAny extends tycho.openapi.v2.NamedAny.$Properties {
            }

            class NamedAny {
                constructor(properties?: tycho.openapi.v2.NamedAny.$Properties);
                $unknowns?: Uint8Array[];
                name: string;
                value?: (tycho.openapi.v2.Any.$Properties|null);
                static encode(message: tycho.openapi.v2.NamedAny.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.NamedAny & tycho.openapi.v2.NamedAny.$Shape;
            }

            namespace NamedAny {
                interface $Properties {
                    name?: (string|null);
                    value?: (tycho.openapi.v2.Any.$Properties|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.NamedAny.$Properties;
            }

            interface IAny extends tycho.openapi.v2.Any.$Properties {
            }

            class Any {
                constructor(properties?: tycho.openapi.v2.Any.$Properties);
                $unknowns?: Uint8Array[];
                yaml: string;
                static encode(message: tycho.openapi.v2.Any.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;
                static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): tycho.openapi.v2.Any & tycho.openapi.v2.Any.$Shape;
            }

            namespace Any {
                interface $Properties {
                    yaml?: (string|null);
                    $unknowns?: Uint8Array[];
                }
                type $Shape = tycho.openapi.v2.Any.$Properties;
            }
        }
    }
}
