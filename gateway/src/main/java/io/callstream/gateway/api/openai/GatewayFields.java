package io.callstream.gateway.api.openai;

/** Which fields of a request are said to the gateway, whatever form the request has. */
public final class GatewayFields {
    private GatewayFields() {}

    /** Whether a field of this name is said to the gateway alone. */
    public static boolean has(String name) {
        return GatewayField.has(name);
    }
}
