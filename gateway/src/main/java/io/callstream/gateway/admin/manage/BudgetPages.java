package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code /budget/*}. */
final class BudgetPages {
    private static final String ID = "budget_id";

    private final Records records;
    private final Answers answers;
    private final RandomGenerator random;

    BudgetPages(Records records, Answers answers, RandomGenerator random) {
        this.records = records;
        this.answers = answers;
        this.random = random;
    }

    Page create(Ask ask) {
        Map<String, Object> fields = new HashMap<>(ask.posted());
        Object given = fields.remove(ID);
        String id = given instanceof String chosen && !chosen.isBlank() ? chosen : TeamPages.id(random);
        return Answers.json(answers.row(records.create(EntityKind.BUDGET, id, fields, ask)));
    }

    Page update(Ask ask) {
        Map<String, Object> changes = new HashMap<>(ask.posted());
        changes.remove(ID);
        Entity changed = records.update(EntityKind.BUDGET, ask.required(ID), ID, ask, fields -> fields.with(changes));
        return Answers.json(answers.row(changed));
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

    Page list(Ask ask) {
        return Answers.json(records.identities().all(EntityKind.BUDGET, each -> true).stream()
                .map(answers::row)
                .toList());
    }
}
