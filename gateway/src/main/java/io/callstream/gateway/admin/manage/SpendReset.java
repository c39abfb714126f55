package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /key/{key}/reset_spend} and {@code /global/spend/reset}: what was spent is stated anew, from now on. */
final class SpendReset {
    private static final String FIELD = "reset_to";

    private final Records records;
    private final Spending spending;

    SpendReset(Records records, Spending spending) {
        this.records = records;
        this.spending = spending;
    }

    /** To no more than was spent. */
    Page key(Ask ask) {
        String hash = KeySecrets.hash(ask.request().variable());
        Entity key = records.get(EntityKind.KEY, hash, "key");
        BigDecimal before = spending.of(key);
        BigDecimal wanted = ask.body().amount(FIELD);
        if (wanted == null || wanted.signum() < 0 || wanted.compareTo(before) > 0) {
            throw ManagementException.bad(
                    "reset_to is not what it must be (expected a number from 0 to what has been spent, " + before + ")",
                    FIELD);
        }
        Entity changed = state(EntityKind.KEY, hash, wanted, ask);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("key_hash", hash);
        answer.put("spend", wanted);
        answer.put("previous_spend", before);
        answer.put("max_budget", changed.fields().amount("max_budget"));
        answer.put("budget_reset_at", Answers.resetAt(changed.fields(), records.now()));
        return Answers.json(answer);
    }

    /** Of all keys and teams, to nothing. */
    Page all(Ask ask) {
        for (EntityKind kind : List.of(EntityKind.KEY, EntityKind.TEAM)) {
            records.identities()
                    .all(kind, each -> true)
                    .forEach(entity -> state(kind, entity.id(), BigDecimal.ZERO, ask));
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("message", "Spend for all API Keys and Teams reset successfully");
        answer.put("status", "success");
        return Answers.json(answer);
    }

    private Entity state(EntityKind kind, String id, BigDecimal spend, Ask ask) {
        Map<String, Object> stated =
                Map.of("spend", spend, "spend_at", records.now().toString());
        return records.update(kind, id, Answers.id(kind), ask, fields -> fields.with(stated));
    }
}
