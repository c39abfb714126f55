package io.callstream.gateway.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A provider that repeats its key, in whatever form, does not tell it to clients. */
class KeyMaskTest {
    private static final String KEY = "sk-pro/v1der+key?";

    private final KeyMask mask = KeyMask.of(KEY);

    private String masked(String text) {
        Slice bytes = Slice.of(text);
        mask.mask(bytes);
        return bytes.text();
    }

    private static String base64(String text) {
        return Base64.getEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> forms() {
        byte[] bytes = KEY.getBytes(StandardCharsets.UTF_8);
        return List.of(
                KEY,
                "sk-pro\\/v1der+key?",
                "sk-pro%2Fv1der%2Bkey%3F",
                base64(KEY),
                Base64.getUrlEncoder().withoutPadding().encodeToString(bytes),
                base64("Bearer " + KEY));
    }

    @Test
    void starsTakeThePlaceOfEveryForm() {
        for (String form : forms()) {
            String stars = "*".repeat(form.length());
            assertThat(masked("[" + form + "] and " + form)).isEqualTo("[" + stars + "] and " + stars);
        }
    }

    @Test
    void nothingElseIsTouched() {
        String almost = KEY.substring(1) + " " + KEY.substring(0, KEY.length() - 1) + " sk-pro";

        assertThat(masked(almost)).isEqualTo(almost);
        assertThat(masked("")).isEmpty();
    }

    @Test
    void onlyTheSliceIsLookedAt() {
        byte[] all = (KEY + KEY + KEY).getBytes(StandardCharsets.UTF_8);

        mask.mask(new Slice(all, KEY.length(), KEY.length()));

        assertThat(new String(all, StandardCharsets.UTF_8)).isEqualTo(KEY + "*".repeat(KEY.length()) + KEY);
    }

    @Test
    void headersThatHoldItAreMaskedAndOthersStay() {
        HttpHeaders headers = new DefaultHttpHeaders()
                .add("x-key", "is " + KEY)
                .add("x-key", "none")
                .add("x-other", "plain");

        assertThat(mask.mayBeIn(headers)).isTrue();
        mask.mask(headers);

        assertThat(headers.getAll("x-key")).containsExactly("is " + "*".repeat(KEY.length()), "none");
        assertThat(headers.get("x-other")).isEqualTo("plain");
        assertThat(mask.mayBeIn(headers)).isFalse();
    }

    @Test
    void aHeaderMayHoldTheKeyAlone() {
        assertThat(mask.mayBeIn(new DefaultHttpHeaders().add("x", KEY))).isTrue();
        assertThat(mask.mayBeIn(new DefaultHttpHeaders().add("x", "y".repeat(100))))
                .isFalse();
        assertThat(mask.mayBeIn(new DefaultHttpHeaders())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "none", "12345"})
    void aFewCharactersAreNoSecret(String key) {
        Slice text = Slice.of("12345 none");
        KeyMask none = KeyMask.of(key);

        none.mask(text);

        assertThat(text.text()).isEqualTo("12345 none");
        assertThat(none.mayBeIn(new DefaultHttpHeaders().add("x", "12345 none")))
                .isFalse();
    }

    @Test
    void sixCharactersAreOne() {
        Slice text = Slice.of("is 123456");

        KeyMask.of("123456").mask(text);

        assertThat(text.text()).isEqualTo("is ******");
    }
}
