package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Entity;
import io.callstream.gateway.identity.EntityKind;
import io.callstream.gateway.server.Page;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code /customer/*}, and {@code /end_user/*}, which is the same. */
final class CustomerPages {
    private static final String ID = "user_id";
    private static final String IDS = "user_ids";

    private final Records records;
    private final Answers answers;
    private final EntityPages pages;

    CustomerPages(Records records, Answers answers, RandomGenerator random) {
        this.records = records;
        this.answers = answers;
        this.pages = new EntityPages(EntityKind.CUSTOMER, records, answers, random);
    }

    Page create(Ask ask) {
        ask.required(ID);
        return Answers.json(answers.row(pages.create(ask, pages.posted(ask))));
    }

    Page update(Ask ask) {
        return Answers.json(answers.row(pages.update(ask, pages.posted(ask))));
    }

    Page delete(Ask ask) {
        List<String> ids = pages.delete(ask, IDS).stream().map(Entity::id).toList();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("deleted_customers", ids.size());
        answer.put("message", "Successfully deleted customers with ids: " + ids);
        return Answers.json(answer);
    }

    Page info(Ask ask) {
        return Answers.json(answers.row(records.get(EntityKind.CUSTOMER, ask.required("end_user_id"), "end_user_id")));
    }

    Page list(Ask ask) {
        return Answers.json(pages.rows(each -> true));
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
