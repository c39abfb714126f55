package io.callstream.gateway.event;

import io.callstream.json.Slice;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a provider answered in its own form, where that was put into another.
 *
 * @param bytes as they came; null when there are none, or nobody kept them. They must not change any more
 * @param form makes JSON of them
 * @param tooLong whether they are not here because they were more than an event takes
 */
public record ProviderAnswer(@Nullable Slice bytes, UnaryOperator<Slice> form, boolean tooLong) {
    /** Nothing came, or it came in the client's form. */
    public static final ProviderAnswer NONE = new ProviderAnswer(null, UnaryOperator.identity(), false);

    public static final ProviderAnswer TOO_LONG = new ProviderAnswer(null, UnaryOperator.identity(), true);

    public static ProviderAnswer of(Slice bytes, UnaryOperator<Slice> form) {
        return bytes.isEmpty() ? NONE : new ProviderAnswer(bytes, form, false);
    }

    /** Made anew each time. */
    @Nullable Slice json() {
        return bytes == null ? null : form.apply(bytes);
    }

    /** How much there is to be gone through. */
    int length() {
        return bytes == null ? 0 : bytes.length();
    }
}
