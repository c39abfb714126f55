package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /global/spend/report} and the sums by tag, end user and provider beside it. */
final class SpendReports {
    private static final int MOST = 10_000;
    private static final int MOST_END_USERS = 100;

    private final SpendQuery query;
    private final Records records;

    SpendReports(SpendQuery query, Records records) {
        this.query = query;
        this.records = records;
    }

    /** By key where a key, a user or {@code group_by=api_key} is named; else by day and team or customer. */
    Page report(Ask ask) {
        List<SpendBook.Row> rows = query.bounded(ask);
        String key = SpendQuery.key(ask, "api_key");
        String user = ask.text("internal_user_id");
        String group = ask.text("group_by") == null ? "team" : ask.required("group_by");
        if (key != null || user != null || group.equals("api_key")) {
            return Answers.json(
                    keys(SpendQuery.of(SpendQuery.of(rows, SpendBook.Of.KEY, key), SpendBook.Of.USER, user)));
        }
        rows = SpendQuery.of(rows, SpendBook.Of.TEAM, ask.text("team_id"));
        rows = SpendQuery.of(rows, SpendBook.Of.END_USER, ask.text("customer_id"));
        return switch (group) {
            case "team" -> Answers.json(days(rows, "teams", "team_name", this::team));
            case "customer" ->
                Answers.json(days(
                        rows, "customers", "customer", row -> row.owners().getOrDefault(SpendBook.Of.END_USER, "")));
            default ->
                throw ManagementException.bad(
                        "group_by is not what it must be (expected team, customer or api_key)", "group_by");
        };
    }

    private static List<Object> keys(List<SpendBook.Row> rows) {
        List<Object> keys = new ArrayList<>();
        SpendQuery.by(rows, row -> row.owners().get(SpendBook.Of.KEY), "").forEach((key, its) -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("api_key", key);
            answer.putAll(totals(its));
            List<Object> models = new ArrayList<>();
            SpendQuery.by(its, SpendBook.Row::model, "").forEach((model, calls) -> {
                Map<String, Object> details = new LinkedHashMap<>();
                details.put("model", model);
                details.putAll(totals(calls));
                models.add(details);
            });
            answer.put("model_details", models);
            keys.add(answer);
        });
        return keys;
    }

    private static Map<String, Object> totals(List<SpendBook.Row> rows) {
        SpendSum sum = SpendQuery.sum(rows);
        Map<String, Object> totals = new LinkedHashMap<>();
        totals.put("total_cost", EntitySpending.dollars(sum.nanoUsd()));
        totals.put("total_input_tokens", sum.promptTokens());
        totals.put("total_output_tokens", sum.completionTokens());
        return totals;
    }

    private static List<Object> days(
            List<SpendBook.Row> rows, String list, String field, Function<SpendBook.Row, String> who) {
        List<Object> days = new ArrayList<>();
        SpendQuery.by(rows, SpendBook.Row::day, "").forEach((day, its) -> {
            List<Object> owners = new ArrayList<>();
            SpendQuery.by(its, who::apply, "").forEach((name, calls) -> {
                Map<String, Object> owner = new LinkedHashMap<>();
                owner.put(field, name);
                owner.put("total_spend", SpendQuery.dollars(calls));
                owner.put("metadata", details(calls));
                owners.add(owner);
            });
            days.add(Map.of("group_by_day", day, list, owners));
        });
        return days;
    }

    private static List<Object> details(List<SpendBook.Row> rows) {
        Map<String, List<SpendBook.Row>> groups = rows.stream()
                .collect(Collectors.groupingBy(
                        row -> row.model() + " " + row.owners().get(SpendBook.Of.KEY),
                        LinkedHashMap::new,
                        Collectors.toList()));
        return groups.values().stream()
                .map(group -> {
                    Map<String, Object> details = new LinkedHashMap<>();
                    details.put("model", group.get(0).model());
                    details.put("api_key", group.get(0).owners().get(SpendBook.Of.KEY));
                    details.put("spend", SpendQuery.dollars(group));
                    details.put("total_tokens", SpendQuery.sum(group).tokens());
                    return (Object) details;
                })
                .toList();
    }

    private String team(SpendBook.Row row) {
        return records.find(EntityKind.TEAM, row.owners().get(SpendBook.Of.TEAM))
                .map(team -> team.fields().text("team_alias"))
                .orElse("Unassigned Team");
    }

    /** {@code tags} of the query leaves out others, commas between. */
    Page tags(Ask ask) {
        String wanted = ask.text("tags");
        List<String> only =
                wanted == null ? List.of() : Stream.of(wanted.split(",")).toList();
        List<Object> tags = new ArrayList<>();
        SpendQuery.byTag(query.bounded(ask)).forEach((tag, rows) -> {
            if (only.isEmpty() || only.contains(tag)) {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("name", tag);
                row.put("spend", SpendQuery.dollars(rows));
                row.put("log_count", SpendQuery.sum(rows).calls());
                tags.add(row);
            }
        });
        return Answers.json(Map.of("spend_per_tag", tags));
    }

    Page tagNames(Ask ask) {
        return Answers.json(Map.of(
                "tag_names", List.copyOf(SpendQuery.byTag(query.rows(ask)).keySet())));
    }

    Page providers(Ask ask) {
        List<Object> providers = new ArrayList<>();
        SpendQuery.by(query.bounded(ask), SpendBook.Row::provider, "Unknown").forEach((provider, rows) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("provider", provider);
            row.put("spend", SpendQuery.dollars(rows));
            providers.add(row);
        });
        return Answers.json(providers);
    }

    /** The hundred that spent most; {@code startTime}, {@code endTime} and {@code api_key} may be posted. */
    Page endUsers(Ask ask) {
        List<SpendBook.Row> rows = query.book().rows(time(ask, "startTime", "0"), time(ask, "endTime", "9"));
        rows = SpendQuery.of(rows, SpendBook.Of.KEY, SpendQuery.key(ask, "api_key"));
        return Answers.json(SpendQuery.by(rows, row -> row.owners().get(SpendBook.Of.END_USER), "").entrySet().stream()
                .sorted((one, other) -> Long.compare(
                        SpendQuery.sum(other.getValue()).nanoUsd(),
                        SpendQuery.sum(one.getValue()).nanoUsd()))
                .limit(MOST_END_USERS)
                .map(user -> endUser(user.getKey(), user.getValue()))
                .toList());
    }

    private static Map<String, Object> endUser(String name, List<SpendBook.Row> rows) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("end_user", name);
        row.put("total_count", SpendQuery.sum(rows).calls());
        row.put("total_spend", SpendQuery.dollars(rows));
        return row;
    }

    private static String time(Ask ask, String name, String otherwise) {
        String said = ask.text(name);
        if (said == null) {
            return otherwise;
        }
        try {
            return LocalDate.parse(said.substring(0, Math.min(said.length(), "2026-11-26".length())))
                    .toString();
        } catch (DateTimeParseException e) {
            throw ManagementException.bad(
                    name + " is not what it must be (expected such as 2026-11-26 or 2026-11-26T10:00:00Z)", name);
        }
    }

    Page allEndUsers(Ask ask) {
        List<@Nullable String> names = new ArrayList<>(
                SpendQuery.by(query.rows(ask), row -> row.owners().get(SpendBook.Of.END_USER), "")
                        .keySet());
        names.remove("");
        return Answers.json(Map.of("end_users", names.stream().limit(MOST).toList()));
    }
}
