package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.server.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code /budget/*}. */
final class BudgetPages {
    private static final String ID = "budget_id";

    /** What {@code /budget/settings} lists, with LiteLLM's names of their types. */
    private static final Map<String, String> SETTINGS = settings();

    private final Records records;
    private final Answers answers;
    private final EntityPages pages;

    BudgetPages(Records records, Answers answers, RandomGenerator random) {
        this.records = records;
        this.answers = answers;
        this.pages = new EntityPages(EntityKind.BUDGET, records, answers, random);
    }

    private static Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("max_budget", "Float");
        settings.put("soft_budget", "Float");
        settings.put("max_parallel_requests", "Integer");
        settings.put("tpm_limit", "Integer");
        settings.put("rpm_limit", "Integer");
        settings.put("budget_duration", "String");
        settings.put("model_max_budget", "Object");
        return settings;
    }

    Page create(Ask ask) {
        return Answers.json(answers.row(pages.create(ask, pages.posted(ask))));
    }

    Page update(Ask ask) {
        return Answers.json(answers.row(pages.update(ask, pages.posted(ask))));
    }

    Page delete(Ask ask) {
        return Answers.json(answers.row(records.delete(EntityKind.BUDGET, ask.required("id"), "id")));
    }

    Page info(Ask ask) {
        return Answers.json(ask.list("budgets").stream()
                .flatMap(id -> records.find(EntityKind.BUDGET, id).stream())
                .map(answers::row)
                .toList());
    }

    Page list() {
        return Answers.json(pages.rows(each -> true));
    }

    /** What may be said of a budget, and what this one says. */
    Page settings(Ask ask) {
        Fields budget = records.get(EntityKind.BUDGET, ask.required(ID), ID).fields();
        List<Object> rows = new ArrayList<>();
        SETTINGS.forEach((name, type) -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("field_name", name);
            row.put("field_type", type);
            row.put("field_description", "");
            row.put("field_value", budget.values().get(name));
            row.put("stored_in_db", true);
            row.put("field_default_value", null);
            rows.add(row);
        });
        return Answers.json(rows);
    }
}
