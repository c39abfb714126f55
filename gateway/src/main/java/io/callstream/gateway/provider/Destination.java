package io.callstream.gateway.provider;

import io.callstream.gateway.json.RequestScan;

/**
 * Where one call goes: a deployment, its name of the model, and the endpoint.
 *
 * @param usageRefused whether the provider is known to refuse being asked for a stream's usage
 */
public record Destination(Target target, ModelName model, Api api, boolean usageRefused) {
    private static final String LITELLM = "litellm_proxy";

    public Destination(Target target, ModelName model, Api api) {
        this(target, model, api, false);
    }

    /** The same, not asked for the usage of streams, which it has refused to be. */
    public Destination withoutUsage() {
        return new Destination(target, model, api, true);
    }

    /** Whether what the client says to the gateway is kept from it: not when it is such a gateway itself. */
    boolean cutsOwnFields() {
        return !LITELLM.equals(target.deployment().provider());
    }

    /** Whether the gateway asks for a stream's usage on its own account; it is then withheld from the client. */
    public boolean asksUsage(RequestScan scan) {
        return !usageRefused
                && api.streams()
                && scan.stream()
                && target.deployment().endpoint().streamUsage()
                && !Boolean.TRUE.equals(scan.includeUsage());
    }
}
