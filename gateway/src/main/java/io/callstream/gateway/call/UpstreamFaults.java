package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.upstream.UpstreamFailure;

/** What a fault on the way to the provider means for the call. */
final class UpstreamFaults {
    private UpstreamFaults() {}

    static CallError refusal(UpstreamFailure failure) {
        return switch (failure) {
            case UNREACHABLE -> unreachable("");
            case UNRESOLVED -> unreachable(" The name of its host could not be resolved (DNS).");
            case REFUSED -> unreachable(" It was refused: nothing listens there, or a firewall says so.");
            case CONNECT_TIMEOUT -> unreachable(" Nobody answered within callstream.upstream.connect_timeout.");
            case CERTIFICATE ->
                unreachable(" Its TLS certificate was not accepted: it is expired, for another host, or of an authority"
                        + " that is not trusted here.");
            case TLS -> unreachable(" No TLS session could be agreed on: does its port speak TLS?");
            case BUSY ->
                of(
                        GatewayError.OVERLOADED,
                        "All connections to the provider are in use (callstream.upstream.max_connections).");
            case CUT_BEFORE_HEAD ->
                of(GatewayError.PROVIDER_UNAVAILABLE, "The provider closed the connection before it answered.");
            case CUT_IN_BODY -> of(GatewayError.STREAM_INTERRUPTED, "The provider's answer broke off before its end.");
            case NO_HTTP -> of(GatewayError.PROVIDER_PROTOCOL, "What the provider sent is no HTTP.");
            case TIMEOUT -> of(GatewayError.PROVIDER_TIMEOUT, "The provider did not answer in time.");
        };
    }

    /** The kind only: which host and address it is stands in the deployment's {@code api_base}, and is nobody else's business. */
    private static CallError unreachable(String why) {
        return of(GatewayError.PROVIDER_UNREACHABLE, GatewayError.PROVIDER_UNREACHABLE.meaning() + why);
    }

    private static CallError of(GatewayError error, String message) {
        return new CallError(error, message);
    }
}
