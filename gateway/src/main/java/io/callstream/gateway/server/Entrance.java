package io.callstream.gateway.server;

import io.callstream.gateway.auth.Admission;
import io.callstream.gateway.auth.ConnectionAuthenticator;
import io.callstream.gateway.config.ServerLimits;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.limit.Hold;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http.HttpRequest;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Decides how far a request is taken in: by its head, before any of its body is, and by what there is room for. Nobody
 * without a valid key has a body kept.
 */
final class Entrance {
    private final ServerLimits limits;
    private final ConnectionAuthenticator authenticator;
    private final Predicate<HttpRequest> takesBody;
    private final ByteBudget memory;

    /** @param takesBody whether what answers a request looks at its body */
    Entrance(
            ServerLimits limits,
            ConnectionAuthenticator authenticator,
            Predicate<HttpRequest> takesBody,
            ByteBudget memory) {
        this.takesBody = takesBody;
        this.limits = limits;
        this.authenticator = authenticator;
        this.memory = memory;
    }

    /** For a request whose head has so many bytes. */
    Hold hold(int headBytes) {
        Hold hold = memory.hold();
        hold.more(headBytes);
        return hold;
    }

    /** Why the request is not taken in; null when it is. */
    @Nullable CallError check(IncomingRequest request) {
        CallError refusal = RequestRules.check(request.head());
        if (refusal != null) {
            return refusal;
        }
        if (!takesBody.test(request.head())) {
            request.keepNothing(); // pages need no body
        } else if (authenticator.admit(request.head().headers()) instanceof Admission.Refused refused) {
            return refused.error();
        } else if (!request.decodes()) {
            return RequestCoding.unsupported(String.valueOf(RequestCoding.of(request.head())));
        }
        return request.announced() > limits.maxBodyBytes() ? tooLarge() : request.announcedFits();
    }

    /** Takes in a part of the body; what is wrong with that is given back. */
    @Nullable CallError take(IncomingRequest request, ByteBuf part) {
        if (request.received() + (long) part.readableBytes() > limits.maxBodyBytes()) {
            return tooLarge();
        }
        CallError refusal = request.add(part, limits.maxBodyBytes());
        return refusal == null && request.length() > limits.maxBodyBytes() ? tooLarge() : refusal;
    }

    private CallError tooLarge() {
        return new CallError(
                GatewayError.PAYLOAD_TOO_LARGE, "The request body is larger than " + limits.maxBodyBytes() + " bytes.");
    }
}
