package io.callstream.analytics.report;

import io.callstream.events.SpendRecord;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What spending can be shown by. */
public enum SpendColumn {
    TEAM_ID("team", row -> one(row.getTeamId())),
    USER_ID("user", row -> one(row.getUserId())),
    KEY_HASH("key", row -> one(row.getKeyHash())),
    END_USER("end-user", row -> one(row.getEndUser())),
    MODEL("", row -> one(row.getModel())),
    MODEL_GROUP("group", row -> one(row.getModelGroup())),
    PROVIDER("", row -> one(row.getProvider())),
    TAG("tags", SpendColumn::tags),
    DAY("date", row -> one(row.getDay()));

    private final String shortName;
    private final Function<SpendRecord, List<@Nullable String>> values;

    SpendColumn(String shortName, Function<SpendRecord, List<@Nullable String>> values) {
        this.shortName = shortName;
        this.values = values;
    }

    /** The column's name in reports, as it is in the events. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The row's values: one, but for tags, of which it may have several; none of them is null where there is none. */
    List<@Nullable String> values(SpendRecord row) {
        return values.apply(row);
    }

    /**
     * Reads a list such as {@code team,model}; short names and the columns' own are understood.
     *
     * @throws IllegalArgumentException naming a word that is none of them
     */
    public static List<SpendColumn> parse(String list) {
        List<SpendColumn> columns = new ArrayList<>();
        for (String word : list.split(",", -1)) {
            SpendColumn column = named(word.strip());
            if (!columns.contains(column)) {
                columns.add(column);
            }
        }
        return columns;
    }

    private static SpendColumn named(String word) {
        return Arrays.stream(values())
                .filter(each -> each.column().equals(word) || !word.isEmpty() && each.shortName.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + word + "' is nothing that spending is kept by"
                        + " (expected some of "
                        + Arrays.stream(values()).map(SpendColumn::column).collect(Collectors.joining(", ")) + ")"));
    }

    private static List<@Nullable String> one(@Nullable String value) {
        List<@Nullable String> list = new ArrayList<>();
        list.add(value);
        return list;
    }

    private static List<@Nullable String> tags(SpendRecord row) {
        return row.getTags().isEmpty() ? one(null) : new ArrayList<>(row.getTags());
    }
}
