package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** {@code /customer/*}, and {@code /end_user/*}, which is the same. */
final class CustomerPages {
    private static final String ID = "user_id";
    private static final String IDS = "user_ids";

    private final Records records;
    private final Answers answers;

    CustomerPages(Records records, Answers answers) {
        this.records = records;
        this.answers = answers;
    }

    Page create(Ask ask) {
        Map<String, Object> fields = fields(ask);
        return Answers.json(answers.row(records.create(EntityKind.CUSTOMER, ask.required(ID), fields, ask)));
    }

    private Map<String, Object> fields(Ask ask) {
        Map<String, Object> fields = new HashMap<>(ask.posted());
        fields.remove(ID);
        if (fields.get("budget_id") instanceof String budget) {
            records.get(EntityKind.BUDGET, budget, "budget_id");
        }
        SpendStated.mark(fields, records.now());
        return fields;
    }

    Page update(Ask ask) {
        Map<String, Object> changes = fields(ask);
        Entity changed = records.update(EntityKind.CUSTOMER, ask.required(ID), ID, ask, fields -> fields.with(changes));
        return Answers.json(answers.row(changed));
    }

    Page delete(Ask ask) {
        List<String> ids = ask.list(IDS);
        ids.forEach(id -> records.get(EntityKind.CUSTOMER, id, IDS));
        ids.forEach(id -> records.delete(EntityKind.CUSTOMER, id, IDS));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deleted_customers", ids.size());
        answer.put("message", "Successfully deleted customers with ids: " + ids);
        return Answers.json(answer);
    }

    Page info(Ask ask) {
        return Answers.json(answers.row(records.get(EntityKind.CUSTOMER, ask.required("end_user_id"), "end_user_id")));
    }

    Page list(Ask ask) {
        return Answers.json(records.identities().all(EntityKind.CUSTOMER, each -> true).stream()
                .map(answers::row)
                .toList());
    }

    /** An end user who is not there is made: people block those whom they know from calls only. */
    Page block(Ask ask, boolean blocked) {
        List<Object> changed = new ArrayList<>();
        for (String id : ask.list(IDS)) {
            Entity customer = records.find(EntityKind.CUSTOMER, id).isPresent()
                    ? records.update(EntityKind.CUSTOMER, id, IDS, ask, fields -> fields.with("blocked", blocked))
                    : records.create(EntityKind.CUSTOMER, id, Map.of("blocked", blocked), ask);
            changed.add(answers.row(customer));
        }
        return Answers.json(Map.of(blocked ? "blocked_users" : "unblocked_users", changed));
    }
}
