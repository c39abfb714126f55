package io.callstream.gateway.api.openai;

import java.text.Normalizer;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Decoders differ in what they take for the same name: some fold case (Go's), some fold all of Unicode, some stop at a
 * NUL. A field that only some of them read as one the gateway acts on is refused, so that what is routed, priced and
 * recorded is what runs.
 */
final class FieldNames {
    private FieldNames() {}

    /** The name that a field is not but may be read as; null when there is none. */
    static @Nullable String mistakenFor(String name) {
        if (plain(name)) {
            return null;
        }
        String folded = folded(name);
        return !folded.equals(name) && guarded(folded) ? folded : null;
    }

    /** Whether a name that is not the wanted one may be read as it. */
    static boolean readsAs(String name, String wanted) {
        return !plain(name) && folded(name).equals(wanted);
    }

    private static boolean guarded(String name) {
        return RequestField.named(name) != null || GatewayField.has(name);
    }

    /** Lower-case ASCII, which folds to nothing but itself. */
    private static boolean plain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            if (c <= ' ' || c > '~' || c >= 'A' && c <= 'Z') {
                return false;
            }
        }
        return true;
    }

    private static String folded(String name) {
        String same = Normalizer.normalize(name, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        StringBuilder kept = new StringBuilder(same.length());
        same.codePoints().filter(FieldNames::shows).forEach(kept::appendCodePoint);
        return kept.toString();
    }

    /** Whether a character is neither space nor invisible nor a mark on another one. */
    private static boolean shows(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.SURROGATE -> false;
            default -> true;
        };
    }
}
