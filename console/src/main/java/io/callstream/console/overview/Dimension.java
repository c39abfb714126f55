package io.callstream.console.overview;

import io.callstream.console.web.WebException;
import io.callstream.events.SpendRecord;
import io.callstream.events.WindowRecord;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What figures can be told apart by. */
enum Dimension {
    MODEL("model"),
    PROVIDER("provider"),
    TEAM("team"),
    KEY("key");

    private final String filter;

    Dimension(String filter) {
        this.filter = filter;
    }

    /** The word by which the list of calls filters for it. */
    String filter() {
        return filter;
    }

    String of(WindowRecord row) {
        return named(
                switch (this) {
                    case MODEL -> row.getModelGroup();
                    case PROVIDER -> row.getProvider();
                    case TEAM -> row.getTeamId();
                    case KEY -> key(row.getKeyAlias(), row.getKeyHash());
                });
    }

    String of(SpendRecord row) {
        return named(
                switch (this) {
                    case MODEL -> row.getModelGroup();
                    case PROVIDER -> row.getProvider();
                    case TEAM -> row.getTeamId();
                    case KEY -> key(row.getKeyAlias(), row.getKeyHash());
                });
    }

    private static @Nullable String key(@Nullable String alias, @Nullable String hash) {
        return alias != null || hash == null ? alias : hash.substring(0, Math.min(8, hash.length()));
    }

    private static String named(@Nullable String value) {
        return Optional.ofNullable(value).orElse("–");
    }

    static Dimension parse(String word) {
        return Stream.of(values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst()
                .orElseThrow(() -> WebException.wrong("by is '" + word + "' (expected "
                        + Stream.of(values())
                                .map(each -> each.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))
                        + ")"));
    }
}
