package io.callstream.gateway.admin.manage;

import java.time.Instant;
import java.util.Map;

/** Spending that somebody states: from then on what calls cost comes on top. */
final class SpendStated {
    private SpendStated() {}

    static void mark(Map<String, Object> fields, Instant now) {
        fields.remove("spend_at");
        if (fields.get("spend") != null) {
            fields.put("spend_at", now.toString());
        }
    }
}
