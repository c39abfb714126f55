package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /spend/*} and {@code /global/spend*}, out of the ledger of analytics. */
final class SpendPages {
    private static final int MOST = 10_000;

    private final Records records;
    private final Answers answers;
    private final SpendQuery query;

    SpendPages(Records records, Answers answers, SpendQuery query) {
        this.records = records;
        this.answers = answers;
        this.query = query;
    }

    Page keys(Ask ask) {
        return Answers.json(bySpend(EntityKind.KEY, null));
    }

    Page users(Ask ask) {
        return Answers.json(bySpend(EntityKind.USER, ask.text("user_id")));
    }

    private List<Map<String, Object>> bySpend(EntityKind kind, @Nullable String id) {
        List<Entity> found = records.identities().all(kind, entity -> id == null || id.equals(entity.id()));
        return found.stream()
                .map(answers::row)
                .sorted(Comparator.comparing(SpendPages::spend).reversed())
                .limit(MOST)
                .toList();
    }

    private static BigDecimal spend(Map<String, Object> row) {
        return row.get("spend") instanceof BigDecimal spend ? spend : BigDecimal.ZERO;
    }

    Page tags(Ask ask) {
        Map<String, long[]> sums = new TreeMap<>();
        for (SpendBook.Row row : query.rows(ask)) {
            for (String tag : row.tags()) {
                long[] sum = sums.computeIfAbsent(tag, none -> new long[2]);
                sum[0] += row.calls();
                sum[1] += row.nanoUsd();
            }
        }
        List<Map<String, Object>> tags = new ArrayList<>();
        sums.forEach((tag, sum) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("individual_request_tag", tag);
            row.put("log_count", sum[0]);
            row.put("total_spend", EntitySpending.dollars(sum[1]));
            tags.add(row);
        });
        return Answers.json(tags);
    }

    Page all(Ask ask) {
        long sum = query.rows(ask).stream().mapToLong(SpendBook.Row::nanoUsd).sum();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("spend", EntitySpending.dollars(sum));
        answer.put("max_budget", 0L);
        return Answers.json(answer);
    }

    Page topKeys(Ask ask) {
        List<Map<String, Object>> rows = new ArrayList<>();
        top(ask, row -> row.owners().get(SpendBook.Of.KEY)).forEach((hash, sum) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("api_key", hash);
            row.put("key_alias", alias(hash, "key_alias"));
            row.put("key_name", alias(hash, "key_name"));
            row.put("total_spend", EntitySpending.dollars(sum));
            rows.add(row);
        });
        return Answers.json(rows);
    }

    private @Nullable String alias(String hash, String field) {
        return records.find(EntityKind.KEY, hash)
                .map(key -> key.fields().text(field))
                .orElse(null);
    }

    Page topModels(Ask ask) {
        List<Map<String, Object>> rows = new ArrayList<>();
        top(ask, SpendBook.Row::model).forEach((model, sum) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("model", model);
            row.put("total_spend", EntitySpending.dollars(sum));
            rows.add(row);
        });
        return Answers.json(rows);
    }

    private Map<String, Long> top(Ask ask, Function<SpendBook.Row, @Nullable String> by) {
        Map<String, Long> sums = new HashMap<>();
        for (SpendBook.Row row : query.rows(ask)) {
            String name = by.apply(row);
            if (name != null) {
                sums.merge(name, row.nanoUsd(), Long::sum);
            }
        }
        return sums.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed().thenComparing(Map.Entry.comparingByKey()))
                .limit(ask.number("limit", 10, MOST))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, LinkedHashMap::new));
    }

    /** By day and team, as LiteLLM's charts take it. */
    Page teams(Ask ask) {
        Map<String, Map<String, Long>> days = new TreeMap<>();
        Map<String, Long> sums = new TreeMap<>();
        for (SpendBook.Row row : query.rows(ask)) {
            String team = row.owners().getOrDefault(SpendBook.Of.TEAM, "Unassigned");
            days.computeIfAbsent(row.day(), none -> new TreeMap<>()).merge(team, row.nanoUsd(), Long::sum);
            sums.merge(team, row.nanoUsd(), Long::sum);
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("daily_spend", days.entrySet().stream().map(SpendPages::day).toList());
        answer.put("teams", new TreeSet<>(sums.keySet()));
        answer.put(
                "total_spend_per_team",
                sums.entrySet().stream()
                        .map(sum ->
                                Map.of("team_id", sum.getKey(), "total_spend", EntitySpending.dollars(sum.getValue())))
                        .toList());
        return Answers.json(answer);
    }

    private static Map<String, Object> day(Map.Entry<String, Map<String, Long>> day) {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("date", day.getKey());
        day.getValue().forEach((team, sum) -> row.put(team, EntitySpending.dollars(sum)));
        return row;
    }
}
