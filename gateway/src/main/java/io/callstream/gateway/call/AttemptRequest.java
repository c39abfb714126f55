package io.callstream.gateway.call;

import io.callstream.gateway.provider.ApiRequest;
import io.callstream.gateway.provider.Destination;
import io.callstream.gateway.usage.AskedModel;
import java.time.Duration;

/** What the client asked for and where one attempt takes it. */
record AttemptRequest(CallRequest request, ApiRequest asked, Destination destination) {
    /** The same, not asking for the usage of a stream. */
    AttemptRequest withoutUsage() {
        return new AttemptRequest(request, asked, destination.withoutUsage());
    }

    /** How long the provider may take: for all of a plain answer, for each next part of a stream. */
    Duration timeout() {
        var limits = destination.target().deployment().limits();
        return asked.stream() ? limits.stream() : limits.call();
    }

    AskedModel model() {
        return new AskedModel(
                destination.target().deployment(), destination.model().name());
    }
}
