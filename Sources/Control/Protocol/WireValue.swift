package import StrictJSON

/// A value of the control protocol: what ``json`` writes, ``init(json:)`` reads back as an equal value.
///
/// Members that are not known are ignored, so that a newer daemon can say more. A member that has no value is written
/// as `null`; read, `null` and absence are the same.
package protocol WireValue: Sendable, Hashable {
    init(json: JSONValue) throws(ShapeError)
    var json: JSONValue { get }
}
