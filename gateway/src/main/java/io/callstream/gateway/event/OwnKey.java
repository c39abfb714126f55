package io.callstream.gateway.event;

import io.callstream.gateway.config.Deployment;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import io.callstream.settings.Secret;
import java.nio.charset.StandardCharsets;

/** The key that the gateway presents to a deployment: providers quote it in their errors, and nobody else may read it. */
public final class OwnKey {
    static final OwnKey NONE = new OwnKey("");

    private final String text;
    private final byte[] bytes;

    private OwnKey(String text) {
        this.text = text;
        this.bytes = text.getBytes(StandardCharsets.UTF_8);
    }

    public static OwnKey of(Deployment deployment) {
        return deployment.apiKey().map(Secret::reveal).map(OwnKey::new).orElse(NONE);
    }

    /** A body or another long text without the key; the same one if the key does not stand there. */
    public Slice mask(Slice body) {
        return Masking.maskKey(body, bytes);
    }

    /** The same for a body where the key can only stand in one part. */
    Slice mask(Slice body, Range within) {
        return Masking.holdsKey(body.part(within), bytes) ? mask(body) : body;
    }

    /** A header or another short text without the key. */
    public String mask(String value) {
        return Masking.maskKey(value, text);
    }

    @Override
    public String toString() {
        return "OwnKey[****]";
    }
}
