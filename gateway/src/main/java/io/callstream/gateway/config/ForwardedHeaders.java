package io.callstream.gateway.config;

/**
 * Which headers of its client a deployment gets beside those that its provider knows.
 *
 * @param own whether those go along that begin with {@code x-}, and {@code anthropic-beta}
 * @param keyHeader where clients present their key, in lower case, which goes nowhere; empty for none of its own
 */
public record ForwardedHeaders(boolean own, String keyHeader) {
    public static final ForwardedHeaders NONE = new ForwardedHeaders(false, "");
}
