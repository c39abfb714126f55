package io.callstream.gateway.api.openai;

import io.callstream.gateway.api.InvalidRequestException;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The names of a body's fields so far. Which of two the provider would take is unknown, so that a second one is refused. */
final class SeenFields {
    private static final int LONGEST_SHOWN = 64;

    private final BitSet usual = new BitSet();
    private @Nullable Set<String> others;
    private int count;

    int count() {
        return count;
    }

    void add(BodyField field) throws InvalidRequestException {
        boolean twice = field.isUsual() ? usual.get(field.index()) : !addOther(field.name());
        if (twice) {
            throw twice(field.name());
        }
        if (field.isUsual()) {
            usual.set(field.index());
        }
        more();
    }

    private boolean addOther(String name) throws InvalidRequestException {
        String mistaken = FieldNames.mistakenFor(name);
        if (mistaken != null) {
            throw InvalidRequestException.field(
                    mistaken,
                    "exactly this name, and not one that some decoders take for it (letter case, lookalikes)");
        }
        if (others == null) {
            others = new HashSet<>();
        }
        return others.add(name);
    }

    private void more() throws InvalidRequestException {
        if (++count > FieldBounds.MOST_ENTRIES) {
            throw InvalidRequestException.tooMany(FieldBounds.MOST_ENTRIES);
        }
    }

    private static InvalidRequestException twice(String name) {
        return shown(name)
                ? InvalidRequestException.field(name, "it once; the body has it twice")
                : InvalidRequestException.duplicate();
    }

    /** A name that a programmer chose; anything else may be anything, and is not repeated. */
    private static boolean shown(String name) {
        return !name.isEmpty()
                && name.length() <= LONGEST_SHOWN
                && name.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '_' || c == '-');
    }
}
