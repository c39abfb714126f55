package io.callstream.gateway.api;

/**
 * What a request's line says beside the endpoint.
 *
 * @param path all of it; empty where the operation says it
 * @param rest of the path, below that of the operation; empty for none
 * @param query without the question mark; empty for none
 */
public record Place(String method, String path, String rest, String query) {
    /** Of a call, whose body says all. */
    public static final Place CALL = new Place("POST", "", "", "");
}
