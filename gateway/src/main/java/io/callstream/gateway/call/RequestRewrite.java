package io.callstream.gateway.call;

import io.callstream.gateway.api.InvalidRequestException;
import io.callstream.gateway.error.CallError;
import io.callstream.gateway.error.GatewayError;
import io.callstream.gateway.limit.ByteBudget;
import io.callstream.gateway.provider.ApiRequest;
import io.callstream.json.Slice;
import org.jspecify.annotations.Nullable;

/** Another body takes the place of the one that a client sent: for the provider, the events and the stages that follow. */
public final class RequestRewrite {
    private RequestRewrite() {}

    /**
     * Applies it.
     *
     * @param asked as it was read before
     * @param model that is asked for
     * @return why it cannot be done now; null when it has been done
     * @throws InvalidRequestException if the body is no request
     */
    public static @Nullable CallError apply(PendingCall call, ApiRequest asked, Slice body, @Nullable String model)
            throws InvalidRequestException {
        CallRequest request = call.request();
        ApiRequest read = request.api().readAgain(asked, body, model);
        if (!request.hold().more(ByteBudget.heap(body.length()))) {
            return new CallError(GatewayError.OVERLOADED, "The gateway has no memory left for the request.");
        }
        call.read(read);
        return null;
    }
}
