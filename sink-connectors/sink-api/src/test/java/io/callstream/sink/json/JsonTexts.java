package io.callstream.sink.json;

import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;
import net.jqwik.api.Combinators;

/** Texts that are JSON, or nearly. */
final class JsonTexts {
    private JsonTexts() {}

    /** A value, with one sign put somewhere into it, or one taken out, or nothing changed. */
    static final class AlmostJson implements ArbitrarySupplier<String> {
        @Override
        public Arbitrary<String> get() {
            Arbitrary<String> sign = Arbitraries.strings()
                    .withChars("{}[]\",:\\ \n\t\u0001truefalsn0.eE+-/é\uFEFF")
                    .ofMaxLength(1);
            return Combinators.combine(values(3), Arbitraries.integers().greaterOrEqual(0), sign, Arbitraries.of(0, 1))
                    .as((json, where, put, out) -> {
                        int at = where % (json.length() + 1);
                        return json.substring(0, at) + put + json.substring(Math.min(json.length(), at + out));
                    });
        }
    }

    static final class Signs implements ArbitrarySupplier<String> {
        @Override
        public Arbitrary<String> get() {
            return Arbitraries.strings().withChars("{}[]\",:\\u0a \n-1.e").ofMaxLength(12);
        }
    }

    static final class Numbers implements ArbitrarySupplier<String> {
        @Override
        public Arbitrary<String> get() {
            return Arbitraries.strings().withChars("0123-+.eE ").ofMinLength(1).ofMaxLength(8);
        }
    }

    private static Arbitrary<String> values(int depth) {
        Arbitrary<String> plain = Arbitraries.of(
                "null",
                "true",
                "false",
                "0",
                "-0",
                "12.50",
                "-3e+7",
                "1E-2",
                "\"\"",
                "\"a\\\"\\u00e9\\n\\/\"",
                "\"Zürich 🚀\"");
        if (depth == 0) {
            return plain;
        }
        Arbitrary<List<String>> inner = values(depth - 1).list().ofMaxSize(3);
        Arbitrary<String> space = Arbitraries.of("", " ", "\n", "\r\n\t");
        Arbitrary<String> array = Combinators.combine(inner, space)
                .as((items, gap) -> "[" + gap + String.join(gap + "," + gap, items) + gap + "]");
        Arbitrary<String> object = Combinators.combine(inner, space)
                .as((items, gap) -> items.stream()
                        .map(item -> gap + "\"name\"" + gap + ":" + gap + item)
                        .collect(Collectors.joining(",", "{", gap + "}")));
        return Arbitraries.oneOf(plain, array, object);
    }
}
