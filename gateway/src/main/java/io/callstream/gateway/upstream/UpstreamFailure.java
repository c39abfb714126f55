package io.callstream.gateway.upstream;

/** Why no answer, or only a part of one, came from a provider. */
public enum UpstreamFailure {
    /** DNS knows no address of its name. */
    UNRESOLVED,
    /** Nothing listens there, or something on the way says so. */
    REFUSED,
    /** No connection could be made in time. */
    CONNECT_TIMEOUT,
    /** Its certificate is not one to be trusted. */
    CERTIFICATE,
    /** No TLS session could be agreed on. */
    TLS,
    /** No connection could be made for another reason. */
    UNREACHABLE,
    /** All connections that the configuration allows are in use. */
    BUSY,
    /** The connection ended before the answer's head. */
    CUT_BEFORE_HEAD,
    /** The connection ended within the answer. */
    CUT_IN_BODY,
    /** What came is no HTTP. */
    NO_HTTP,
    /** The deadline given with {@link UpstreamCall#deadline(long)} has passed. */
    TIMEOUT
}
