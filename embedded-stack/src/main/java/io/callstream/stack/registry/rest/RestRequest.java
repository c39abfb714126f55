package io.callstream.stack.registry.rest;

import io.callstream.stack.registry.catalog.Visibility;
import java.util.Map;
import java.util.Objects;

/**
 * A request that matched a route.
 *
 * @param variables the path's parts by the names the route gives them, decoded
 * @param query the query's parameters, decoded; of a repeated one, the last
 * @param body the body, possibly empty
 */
record RestRequest(Map<String, String> variables, Map<String, String> query, byte[] body) {

    String variable(String name) {
        return Objects.requireNonNull(variables.get(name), name);
    }

    String subject() {
        return variable("subject");
    }

    String query(String name, String otherwise) {
        return query.getOrDefault(name, otherwise);
    }

    boolean flag(String name) {
        return Boolean.parseBoolean(query(name, "false"));
    }

    Visibility visibility() {
        if (flag("deletedOnly")) {
            return Visibility.DELETED;
        }
        return flag("deleted") ? Visibility.LIVE_AND_DELETED : Visibility.LIVE;
    }
}
