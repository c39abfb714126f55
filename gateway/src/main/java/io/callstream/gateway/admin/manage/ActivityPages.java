package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code /global/activity}, and {@code /user}, {@code /team}, {@code /customer} and {@code /tag/daily/activity}. */
final class ActivityPages {
    private static final DateTimeFormatter SHORT = DateTimeFormatter.ofPattern("MMM dd", Locale.ENGLISH);

    private final SpendQuery query;
    private final Records records;
    private final OrganizationSpending organizations;

    ActivityPages(SpendQuery query, Records records) {
        this.query = query;
        this.records = records;
        this.organizations = new OrganizationSpending(records.identities(), query.book());
    }

    Page all(Ask ask) {
        return Answers.json(activity(query.bounded(ask)));
    }

    Page models(Ask ask) {
        List<Object> models = new ArrayList<>();
        SpendQuery.by(query.bounded(ask), SpendBook.Row::model, "").forEach((model, rows) -> {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("model", model);
            answer.putAll(activity(rows));
            models.add(answer);
        });
        return Answers.json(models);
    }

    private static Map<String, Object> activity(List<SpendBook.Row> rows) {
        List<Object> days = new ArrayList<>();
        SpendQuery.by(rows, SpendBook.Row::day, "").forEach((day, its) -> {
            SpendSum sum = SpendQuery.sum(its);
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("date", SHORT.format(LocalDate.parse(day)));
            row.put("api_requests", sum.calls());
            row.put("total_tokens", sum.tokens());
            days.add(row);
        });
        SpendSum all = SpendQuery.sum(rows);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("daily_data", days);
        answer.put("sum_api_requests", all.calls());
        answer.put("sum_total_tokens", all.tokens());
        return answer;
    }

    /**
     * Days with what they break down into.
     *
     * @param of whose they are
     * @param name of the field in the query that names some, commas between
     */
    Page daily(Ask ask, SpendBook.Of of, String name) {
        List<String> wanted = wanted(ask.text(name));
        return daily(
                ask,
                row -> wanted.isEmpty() || wanted.contains(row.owners().getOrDefault(of, "")),
                row -> row.owners().get(of));
    }

    Page dailyOrganizations(Ask ask) {
        List<String> wanted = wanted(ask.text("organization_ids"));
        return daily(
                ask,
                row -> {
                    String organization = organizations.of(row);
                    return organization != null && (wanted.isEmpty() || wanted.contains(organization));
                },
                organizations::of);
    }

    Page dailyTags(Ask ask) {
        List<String> wanted = wanted(ask.text("tags"));
        return daily(
                ask,
                row -> !row.tags().isEmpty()
                        && (wanted.isEmpty() || row.tags().stream().anyMatch(wanted::contains)),
                row -> String.join(",", row.tags()));
    }

    static List<String> wanted(@Nullable String named) {
        return named == null ? List.of() : List.of(named.split(","));
    }

    private Page daily(
            Ask ask, Function<SpendBook.Row, Boolean> wanted, Function<SpendBook.Row, @Nullable String> entity) {
        String model = ask.text("model");
        String key = SpendQuery.key(ask, "api_key");
        List<SpendBook.Row> rows = SpendQuery.of(query.bounded(ask), SpendBook.Of.KEY, key).stream()
                .filter(row -> wanted.apply(row) && (model == null || model.equals(row.model())))
                .toList();
        List<Object> days = new ArrayList<>();
        SpendQuery.by(rows, SpendBook.Row::day, "").forEach((day, its) -> days.add(day(day, its, entity)));
        Collections.reverse(days);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("results", days);
        answer.put("metadata", metadata(SpendQuery.sum(rows)));
        return Answers.json(answer);
    }

    private Map<String, Object> day(
            String day, List<SpendBook.Row> rows, Function<SpendBook.Row, @Nullable String> entity) {
        Map<String, Object> breakdown = new LinkedHashMap<>();
        breakdown.put("models", groups(SpendQuery.by(rows, SpendBook.Row::model, ""), name -> Map.of()));
        breakdown.put("model_groups", breakdown.get("models"));
        breakdown.put("providers", groups(SpendQuery.by(rows, SpendBook.Row::provider, ""), name -> Map.of()));
        breakdown.put(
                "api_keys", groups(SpendQuery.by(rows, row -> row.owners().get(SpendBook.Of.KEY), ""), this::key));
        breakdown.put("entities", groups(SpendQuery.by(rows, entity, ""), name -> Map.of()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("date", day);
        answer.put("metrics", SpendQuery.sum(rows).metrics());
        answer.put("breakdown", breakdown);
        return answer;
    }

    private static Map<String, Object> groups(
            Map<String, List<SpendBook.Row>> groups, Function<String, Map<String, Object>> metadata) {
        Map<String, Object> answer = new LinkedHashMap<>();
        groups.forEach((name, rows) ->
                answer.put(name, Map.of("metrics", SpendQuery.sum(rows).metrics(), "metadata", metadata.apply(name))));
        return answer;
    }

    private Map<String, Object> key(String hash) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        records.find(EntityKind.KEY, hash).ifPresent(key -> {
            metadata.put("key_alias", key.fields().text("key_alias"));
            metadata.put("team_id", key.fields().text("team_id"));
        });
        return metadata;
    }

    private static Map<String, Object> metadata(SpendSum sum) {
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("total_spend", EntitySpending.dollars(sum.nanoUsd()));
        metadata.put("total_prompt_tokens", sum.promptTokens());
        metadata.put("total_completion_tokens", sum.completionTokens());
        metadata.put("total_tokens", sum.tokens());
        metadata.put("total_api_requests", sum.calls());
        metadata.put("total_successful_requests", sum.calls() - sum.failures());
        metadata.put("total_failed_requests", sum.failures());
        metadata.put("page", 1L);
        metadata.put("total_pages", 1L);
        metadata.put("has_more", false);
        return metadata;
    }
}
