package io.callstream.gateway.provider;

/**
 * Where one attempt goes: a deployment, its name of the model, and what is asked of it.
 *
 * @param usageRefused whether the provider is known to refuse being asked for a stream's usage
 */
public record Destination(Target target, ModelName model, Operation operation, boolean usageRefused) {
    private static final String LITELLM = "litellm_proxy";

    public Destination(Target target, ModelName model, Operation operation) {
        this(target, model, operation, false);
    }

    /** The same, not asked for the usage of streams, which it has refused to be. */
    public Destination withoutUsage() {
        return new Destination(target, model, operation, true);
    }

    /** The form that is spoken there. */
    public Dialect dialect() {
        return target.dialect(operation);
    }

    /** Whether what the client says to the gateway is kept from it: not when it is such a gateway itself. */
    public boolean keepsGatewayFields() {
        return LITELLM.equals(target.deployment().provider());
    }

    /** Whether the gateway asks for a stream's usage on its own account; it is then withheld from the client. */
    public boolean asksUsage(ApiRequest request) {
        return !usageRefused
                && operation.streams()
                && request.stream()
                && target.deployment().endpoint().streamUsage()
                && !request.asksUsage();
    }
}
