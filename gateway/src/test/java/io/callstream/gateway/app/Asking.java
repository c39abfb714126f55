package io.callstream.gateway.app;

/** Requests as clients write them. */
final class Asking {
    static final String CHAT = "/v1/chat/completions";

    private Asking() {}

    static String plain(String model) {
        return "{\"model\":\"" + model + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]}";
    }

    static String stream(String model) {
        return stream(model, "");
    }

    /** @param more further fields, with a comma in front */
    static String stream(String model, String more) {
        return "{\"model\":\"" + model + "\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"Hello\"}]"
                + more + "}";
    }
}
