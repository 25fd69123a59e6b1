import KatoModel
package import StrictJSON

/// The description of the control protocol that `rpc.discover` answers, after OpenRPC 1.3.
package enum OpenRPCDocument {
    /// The document, made from ``ControlMethod``.
    package static func make() -> JSONValue {
        [
            "openrpc": "1.3.2",
            "info": [
                "title": "kato control protocol",
                "version": .string(KatoVersion.current),
                "description": "JSON-RPC 2.0, one value a line, on a Unix socket for the same user.",
            ],
            "methods": .array(ControlMethod.allCases.map(describe)),
        ]
    }

    private static func describe(_ method: ControlMethod) -> JSONValue {
        let definition = method.definition
        return [
            "name": .string(method.rawValue),
            "summary": .string(definition.summary),
            "tags": [["name": .string(definition.access.rawValue)]],
            "paramStructure": "either",
            "params": .array(definition.parameters.map(describe)),
            "result": [
                "name": "result", "summary": .string(definition.result), "schema": ["type": "object"],
            ],
            "errors": .array(
                ControlErrorCode.allCases.map { ["code": .count($0.number), "message": .string($0.meaning)] }),
        ]
    }

    private static func describe(_ parameter: MethodParameter) -> JSONValue {
        [
            "name": .string(parameter.name),
            "summary": .string(parameter.summary),
            "required": .bool(parameter.isRequired),
            "schema": parameter.schema,
        ]
    }
}
