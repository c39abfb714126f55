package io.callstream.gateway.provider;

import io.callstream.gateway.json.RequestScan;

/** Where one call goes: a deployment, its name of the model, and the endpoint. */
public record Destination(Target target, ModelName model, Api api) {
    private static final String LITELLM = "litellm_proxy";

    /** Whether what the client says to the gateway is kept from it: not when it is such a gateway itself. */
    boolean cutsOwnFields() {
        return !LITELLM.equals(target.deployment().provider());
    }

    /** Whether the gateway asks for a stream's usage on its own account; it is then withheld from the client. */
    public boolean asksUsage(RequestScan scan) {
        return api.streams()
                && scan.stream()
                && target.deployment().endpoint().streamUsage()
                && !Boolean.TRUE.equals(scan.includeUsage());
    }
}
