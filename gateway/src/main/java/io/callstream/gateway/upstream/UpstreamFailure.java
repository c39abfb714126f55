package io.callstream.gateway.upstream;

/** Why no answer, or only a part of one, came from a provider. */
public enum UpstreamFailure {
    /** Its name could not be resolved, or no connection (or TLS session) could be made in time. */
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
