package io.callstream.gateway.provider;

import io.callstream.json.Slice;
import io.netty.handler.codec.http.HttpHeaders;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Finds a deployment's key where a provider repeats it, as it is and in the forms it may take on the way, and puts stars
 * in its place, as many as it had bytes. Only for errors and heads: what a model says cannot hold a key it never saw.
 */
public final class KeyMask {
    private static final int SHORTEST = 6;

    private final List<String> forms;

    private KeyMask(List<String> forms) {
        this.forms = forms;
    }

    /** @param key empty when the deployment has none; one of a few characters is no secret, and would hide ordinary words */
    static KeyMask of(String key) {
        if (key.length() < SHORTEST) {
            return new KeyMask(List.of());
        }
        byte[] bytes = key.getBytes(StandardCharsets.UTF_8);
        Stream<String> forms = Stream.of(
                key,
                key.replace("/", "\\/"),
                URLEncoder.encode(key, StandardCharsets.UTF_8),
                Base64.getEncoder().withoutPadding().encodeToString(bytes),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                bearer(key));
        return new KeyMask(forms.distinct().toList());
    }

    /** Overwrites the key wherever it stands. */
    public void mask(Slice text) {
        for (String each : forms) {
            byte[] form = each.getBytes(StandardCharsets.UTF_8);
            for (int at = text.offset(); at <= text.end() - form.length; at++) {
                if (text.array()[at] == form[0]
                        && Arrays.equals(text.array(), at, at + form.length, form, 0, form.length)) {
                    Arrays.fill(text.array(), at, at + form.length, (byte) '*');
                }
            }
        }
    }

    /** Replaces the values that hold the key. */
    public void mask(HttpHeaders headers) {
        for (String name : headers.names()) {
            List<String> values = headers.getAll(name);
            if (values.stream().anyMatch(this::holds)) {
                headers.set(name, values.stream().map(this::masked).toList());
            }
        }
    }

    /** Whether a head may hold the key at all: asked for every answer. */
    public boolean mayBeIn(HttpHeaders headers) {
        Iterator<Map.Entry<CharSequence, CharSequence>> each = headers.iteratorCharSequence();
        while (each.hasNext()) {
            CharSequence value = each.next().getValue();
            if (value.length() >= shortest() && holds(value.toString())) {
                return true;
            }
        }
        return false;
    }

    private boolean holds(String value) {
        for (String form : forms) {
            if (value.contains(form)) {
                return true;
            }
        }
        return false;
    }

    private int shortest() {
        return forms.isEmpty() ? Integer.MAX_VALUE : forms.get(0).length();
    }

    private String masked(String value) {
        Slice bytes = Slice.of(value);
        mask(bytes);
        return bytes.text();
    }

    private static String bearer(String key) {
        byte[] bytes = ("Bearer " + key).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().withoutPadding().encodeToString(bytes);
    }
}
