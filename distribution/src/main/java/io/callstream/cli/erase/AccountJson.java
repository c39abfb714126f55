package io.callstream.cli.erase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Erasures for scripts. Never names the subject. */
final class AccountJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private AccountJson() {}

    static String of(Account account) {
        return text(tree(account));
    }

    static String of(List<Account> accounts) {
        ArrayNode all = JSON.createArrayNode();
        accounts.forEach(account -> all.add(tree(account)));
        return text(all);
    }

    private static String text(Object tree) {
        try {
            return JSON.writeValueAsString(tree);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that was built cannot be written", e);
        }
    }

    private static ObjectNode tree(Account account) {
        ObjectNode json = JSON.createObjectNode();
        json.put("erasure_id", account.erasureId());
        json.put("state", account.state());
        account.request().ifPresent(request -> {
            json.put("subject_kind", request.getSubjectKind());
            json.put("requested_at", request.getRequestedAt().toString());
            json.put("reason", request.getReason());
            json.put("requested_by", request.getRequestedBy());
        });
        ArrayNode places = json.putArray("places");
        account.removed()
                .forEach((name, removed) -> removed.forEach(place -> places.addObject()
                        .put("account", name)
                        .put("place", place.getPlace())
                        .put("things", place.getThings())
                        .put("removed", place.getRemoved())
                        .put("remains", place.getRemains())));
        ArrayNode pending = json.putArray("pending");
        account.pending().forEach(pending::add);
        ArrayNode stays = json.putArray("stays");
        account.stays()
                .forEach((name, why) -> stays.addObject().put("place", name).put("why", why));
        return json;
    }
}
