package io.callstream.gateway.admin.manage;

import io.callstream.gateway.identity.Fields;
import io.callstream.gateway.identity.Grant;
import io.callstream.gateway.server.PageRequest;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.PlainValues;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request to the management API, read.
 *
 * @param body empty when nothing was posted
 */
record Ask(PageRequest request, Fields body) {
    static Ask of(PageRequest request) {
        if (request.body().length() == 0) {
            return new Ask(request, Fields.NONE);
        }
        try {
            return new Ask(request, new Fields(PlainValues.readObject(request.body())));
        } catch (InvalidJsonException e) {
            throw ManagementException.bad("The request body is no JSON object.", null);
        }
    }

    /** Everything that was posted, null where that was said. */
    Map<String, Object> posted() {
        try {
            return request.body().length() == 0 ? Map.of() : PlainValues.readObject(request.body());
        } catch (InvalidJsonException e) {
            throw new IllegalStateException(e); // it has been read before
        }
    }

    Grant grant() {
        return request.caller().grant();
    }

    /** Who does it, for {@code created_by} and {@code updated_by}. */
    String actor() {
        String user =
                request.caller().key() == null ? null : request.caller().key().userId();
        return user == null ? "default_user_id" : user;
    }

    /** A text of the body, else of the query; null when there is neither. */
    @Nullable String text(String name) {
        Object posted = body.values().get(name);
        if (posted != null && !(posted instanceof String)) {
            throw ManagementException.bad(name + " is not what it must be (expected a string)", name);
        }
        String said = posted == null ? request.query().get(name) : posted.toString();
        return said == null || said.isBlank() ? null : said;
    }

    String required(String name) {
        String said = text(name);
        if (said == null) {
            throw ManagementException.bad(name + " is missing", name);
        }
        return said;
    }

    /** A list of texts that has to be there and hold something. */
    List<String> list(String name) {
        Object posted = body.values().get(name);
        boolean texts =
                posted instanceof List<?> all && !all.isEmpty() && all.stream().allMatch(String.class::isInstance);
        if (!texts) {
            throw ManagementException.bad(name + " is missing (expected a list of strings)", name);
        }
        return body.texts(name);
    }

    boolean has(String name) {
        return body.values().containsKey(name);
    }

    /** A number of the query. */
    int number(String name, int otherwise, int most) {
        String said = request.query().get(name);
        if (said == null) {
            return otherwise;
        }
        try {
            return Math.max(1, Math.min(most, Integer.parseInt(said)));
        } catch (NumberFormatException e) {
            throw ManagementException.bad(name + " is not what it must be (expected a whole number)", name);
        }
    }

    /** Whether a field of the query says true. */
    boolean flag(String name) {
        return Optional.ofNullable(request.query().get(name))
                .filter("true"::equalsIgnoreCase)
                .isPresent();
    }
}
