package io.callstream.gateway.json;

import static org.assertj.core.api.Assertions.assertThat;

import io.callstream.json.Slice;

/** Texts whose credentials stand between ⟦ and ⟧. */
final class MarkedSecrets {
    private MarkedSecrets() {}

    /** What is marked is found as it is marked, and nothing else. */
    static void areFound(String marked) {
        assertThat(marked(plain(marked))).isEqualTo(marked);
    }

    static String plain(String marked) {
        return marked.replace("⟦", "").replace("⟧", "");
    }

    static String marked(String text) {
        Slice slice = Slice.of(text);
        StringBuilder marked = new StringBuilder();
        int at = slice.offset();
        for (SecretScan.Secret secret : SecretScan.of(slice)) {
            marked.append(part(slice, at, secret.from()))
                    .append('⟦')
                    .append(part(slice, secret.from(), secret.to()))
                    .append('⟧');
            at = secret.to();
        }
        return marked.append(part(slice, at, slice.end())).toString();
    }

    private static String part(Slice slice, int from, int to) {
        return new Slice(slice.array(), from, to - from).text();
    }
}
