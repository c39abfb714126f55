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
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides how far a request is taken in: by its head, before any of its body is, and by what there is room for. Nobody
 * without a valid key has a body kept.
 */
final class Entrance {
    private final ServerLimits limits;
    private final ConnectionAuthenticator authenticator;
    private final ToIntFunction<HttpRequest> mostBody;
    private final ByteBudget memory;

    /** @param mostBody bytes that the body of a request may have; 0 when nothing looks at it */
    Entrance(
            ServerLimits limits,
            ConnectionAuthenticator authenticator,
            ToIntFunction<HttpRequest> mostBody,
            ByteBudget memory) {
        this.mostBody = mostBody;
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
        QueryKey.intoHeader(request.head());
        int most = mostBody.applyAsInt(request.head());
        request.atMost(most == 0 ? limits.maxBodyBytes() : Math.min(most, limits.maxBodyBytes()));
        if (most == 0) {
            request.keepNothing(); // pages need no body
        } else if (authenticator.admit(request.head().headers()) instanceof Admission.Refused refused) {
            return refused.error();
        } else if (!request.decodes()) {
            return RequestCoding.unsupported(String.valueOf(RequestCoding.of(request.head())));
        }
        return request.announced() > request.most() ? tooLarge(request) : request.announcedFits();
    }

    /** Takes in a part of the body; what is wrong with that is given back. */
    @Nullable CallError take(IncomingRequest request, ByteBuf part) {
        if (request.received() + (long) part.readableBytes() > request.most()) {
            return tooLarge(request);
        }
        CallError refusal = request.add(part, request.most());
        return refusal == null && request.length() > request.most() ? tooLarge(request) : refusal;
    }

    private static CallError tooLarge(IncomingRequest request) {
        return new CallError(
                GatewayError.PAYLOAD_TOO_LARGE, "The request body is larger than " + request.most() + " bytes.");
    }
}
