package io.callstream.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.gateway.json.SecretScan.Secret;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever stands around it, and whatever bytes come. */
class SecretScanProperties {
    private static final String KEY = "sk-aB3dE5gH7jK9mN1pQ3sT5vW7";

    /** Texts of ordinary words: none of them is found, and a key among them is found where it stands. */
    @Property(tries = 300)
    void aKeyAmongWordsIsFoundWhereItStands(@ForAll("words") String before, @ForAll("words") String after) {
        MarkedSecrets.areFound(before);
        MarkedSecrets.areFound(before + " ⟦" + KEY + "⟧ " + after);
    }

    /** Parts of credentials in any order, cut anywhere: what is found is in order, within the text and not empty. */
    @Property(tries = 1000)
    void noTextBreaksIt(@ForAll("pieces") List<String> pieces, @ForAll int from, @ForAll int length) {
        byte[] all = Slice.of(String.join("", pieces)).text().getBytes(StandardCharsets.UTF_8);
        int first = all.length == 0 ? 0 : Math.floorMod(from, all.length);
        Slice part = new Slice(all, first, Math.floorMod(length, all.length - first + 1));

        int last = part.offset();
        for (Secret secret : SecretScan.of(part)) {
            assertThat(secret.from()).as(part.text()).isGreaterThanOrEqualTo(last);
            assertThat(secret.to()).as(part.text()).isGreaterThan(secret.from()).isLessThanOrEqualTo(part.end());
            last = secret.to();
        }
    }

    @Provide
    Arbitrary<String> words() {
        return Arbitraries.of(
                        "Hello",
                        "größe",
                        "日本語",
                        "😀",
                        "a-b",
                        "x_y",
                        "3:4",
                        "ann@home",
                        "a=b",
                        "{}",
                        "\"q\"",
                        "\\n",
                        "(I)")
                .list()
                .ofMaxSize(12)
                .map(words -> String.join(" ", words));
    }

    @Provide
    Arbitrary<List<String>> pieces() {
        return Arbitraries.of(
                        "sk-",
                        "gsk_",
                        "eyJ",
                        "AKIAIOSFODNN7EXAMPLE",
                        "AIza",
                        "IQoJb3JpZ2lu",
                        "ABSKQmVkcm9ja0FQSUtleS",
                        "AQ.Ab8RN6",
                        "Bearer ",
                        "Basic ",
                        "://",
                        "https:\\/\\/",
                        "u:p@",
                        "@",
                        "?",
                        "#",
                        "&sig=",
                        "\\u0026key=",
                        "password",
                        "'password'",
                        "\"password\"",
                        "\\\"password\\\"",
                        ":",
                        "=",
                        ":=",
                        "=>",
                        "[",
                        "]",
                        ",",
                        "\"",
                        "'",
                        "\\",
                        "\\\"",
                        "\\u00e9",
                        "\\n",
                        "-----BEGIN ",
                        "PRIVATE KEY",
                        "-----END ",
                        "-----",
                        "-",
                        "_",
                        ".",
                        " ",
                        "\n",
                        "1",
                        "aB3dE5gH7jK9mN1pQ3sT5vW7aB3dE5gH7jK9mN1p",
                        "é",
                        "😀",
                        "//hooks.slack.com/services/")
                .list()
                .ofMaxSize(14);
    }
}
