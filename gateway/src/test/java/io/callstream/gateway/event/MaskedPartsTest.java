package io.callstream.gateway.event;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A body that comes in parts has no credential in any of them, wherever it was cut. */
class MaskedPartsTest {
    private static final String KEY = "sk-aB3dE5gH7jK9mN1pQ3sT5vW7";
    private static final String TEXT =
            "{\"a\":\"my key is " + KEY + ", and\",\"password\":\"hunter\",\"n\":\"größe 😀\",\"secret\":12345}";
    private static final String CLEAN =
            "{\"a\":\"my key is ****, and\",\"password\":\"****\",\"n\":\"größe 😀\",\"secret\":\"****\"}";

    @Property(tries = 200)
    void aCutAnywhereMakesNoDifference(
            @ForAll @IntRange(max = 9_000) int before,
            @ForAll @IntRange(min = 1, max = 5_000) int size,
            @ForAll @IntRange(max = 9_000) int behind) {
        String around = " ".repeat(before) + TEXT + "x ".repeat(behind / 2);

        assertThat(masked(OwnKey.NONE, around, size)).isEqualTo(" ".repeat(before) + CLEAN + "x ".repeat(behind / 2));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 26, 27, 28, 4095, 4096, 4097, 100_000})
    void partsOfAnySize(int size) {
        String filler = "words ".repeat(1_500);

        assertThat(masked(OwnKey.NONE, filler + TEXT + filler + TEXT, size)).isEqualTo(filler + CLEAN + filler + CLEAN);
    }

    /** What is long waits for its end; the beginning of a value and its name are far apart by then. */
    @Test
    void aLongCredentialIsOne() {
        String pem = "-----BEGIN PRIVATE KEY-----\n" + "MIIB\n".repeat(6_000) + "-----END PRIVATE KEY-----";

        assertThat(masked(OwnKey.NONE, "a " + pem + " b", 1_000)).isEqualTo("a **** b");
    }

    @Test
    void whatWaitsHasABound() {
        MaskedParts parts = new MaskedParts(OwnKey.NONE);
        StringBuilder given = new StringBuilder();
        for (int i = 0; i < 300 && given.indexOf("****") < 0; i++) {
            given.append(parts.add(Slice.of((i == 0 ? "{\"password\":\"" : "") + "x".repeat(1_000)))
                    .text());
        }

        assertThat(given).startsWith("{\"password\":\"****");
    }

    @Test
    void nothingIsHeldBackLongerThanItMust() {
        MaskedParts parts = new MaskedParts(OwnKey.NONE);

        assertThat(parts.add(Slice.of("x".repeat(4096))).length()).isZero();
        assertThat(parts.add(Slice.of("y".repeat(1000))).text()).isEqualTo("x".repeat(1000));
        assertThat(parts.end().text()).isEqualTo("x".repeat(3096) + "y".repeat(1000));
        assertThat(parts.end().length()).isZero();
        assertThat(parts.masked()).isFalse();
    }

    private static String masked(OwnKey key, String text, int size) {
        MaskedParts parts = new MaskedParts(key);
        ByteArrayOutputStream recorded = new ByteArrayOutputStream();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at += size) {
            Slice part = new Slice(bytes, at, Math.min(size, bytes.length - at));
            recorded.writeBytes(parts.add(part).toBytes());
        }
        recorded.writeBytes(parts.end().toBytes());
        return recorded.toString(StandardCharsets.UTF_8);
    }
}
