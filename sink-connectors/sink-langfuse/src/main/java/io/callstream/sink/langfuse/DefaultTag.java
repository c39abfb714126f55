package io.callstream.sink.langfuse;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** All words, for messages and the reference. */
    static String words() {
        return Arrays.stream(values()).map(DefaultTag::word).collect(Collectors.joining(", "));
    }

    /** @throws IllegalArgumentException naming a word that is none of them */
    static Set<DefaultTag> ofAll(List<String> words) {
        Set<DefaultTag> tags = new LinkedHashSet<>();
        for (String word : words) {
            tags.add(Arrays.stream(values())
                    .filter(tag -> tag.word().equals(word))
                    .findFirst()
                    .orElseThrow(() ->
                            new IllegalArgumentException("has '" + word + "' (expected any of " + words() + ")")));
        }
        return tags;
    }
}
