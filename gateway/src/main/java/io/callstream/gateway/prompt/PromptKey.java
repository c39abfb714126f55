package io.callstream.gateway.prompt;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Which prompt it is, whose, and where. Two accounts never share what is known of a prompt.
 *
 * @param source its kind and address
 * @param account hash of the credentials that it is read with; empty when there are none
 * @param version null for whatever the label stands for, or the source takes without one
 */
public record PromptKey(
        String source,
        String account,
        String id,
        @Nullable String label,
        @Nullable String version) {
    /** By hand, since every call with a prompt looks it up: of the id alone, which most prompts differ in. */
    @Override
    public int hashCode() {
        return id.hashCode();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof PromptKey that
                && id.equals(that.id)
                && source.equals(that.source)
                && account.equals(that.account)
                && Objects.equals(label, that.label)
                && Objects.equals(version, that.version);
    }
}
