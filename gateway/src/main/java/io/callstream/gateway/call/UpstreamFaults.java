package io.callstream.gateway.call;

import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.upstream.UpstreamFailure;

/** What a fault on the way to the provider means for the call. */
final class UpstreamFaults {
    private UpstreamFaults() {}

    static CallError refusal(UpstreamFailure failure) {
        return switch (failure) {
            case UNREACHABLE -> of(GatewayError.PROVIDER_UNREACHABLE, "No connection to the provider could be made.");
            case BUSY -> of(GatewayError.OVERLOADED, "All connections to the provider are in use.");
            case CUT_BEFORE_HEAD ->
                of(GatewayError.PROVIDER_UNAVAILABLE, "The provider closed the connection before it answered.");
            case CUT_IN_BODY -> of(GatewayError.STREAM_INTERRUPTED, "The provider's answer broke off before its end.");
            case NO_HTTP -> of(GatewayError.PROVIDER_PROTOCOL, "What the provider sent is no HTTP.");
            case TIMEOUT -> of(GatewayError.PROVIDER_TIMEOUT, "The provider did not answer in time.");
        };
    }

    private static CallError of(GatewayError error, String message) {
        return new CallError(error, message);
    }
}
