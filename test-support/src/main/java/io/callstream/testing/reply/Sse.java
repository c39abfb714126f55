package io.callstream.testing.reply;

/** The wire form of server-sent events, as OpenAI writes them. */
public final class Sse {
    /** The event that ends an OpenAI stream. */
    public static final String DONE = "[DONE]";

    private Sse() {}

    /** @param data one line of data */
    public static String data(String data) {
        return "data: " + data + "\n\n";
    }
}
