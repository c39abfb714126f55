package io.callstream.sink.langfuse;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A fact about calls that can be made a tag of their traces, by the names of LiteLLM's {@code langfuse_default_tags}. */
enum DefaultTag {
    CACHE_HIT("cache_hit"),
    USER_API_KEY_ALIAS("key_alias"),
    USER_API_KEY_HASH("key_hash"),
    USER_API_KEY_TEAM_ID("team_id"),
    USER_API_KEY_USER_ID("user_id"),
    USER_API_KEY_END_USER_ID("end_user");

    private final String column;

    DefaultTag(String column) {
        this.column = column;
    }

    /** The event's column that holds it. */
    String column() {
        return column;
    }

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<DefaultTag> of(String word) {
        return Arrays.stream(values()).filter(tag -> tag.word().equals(word)).findFirst();
    }
}
