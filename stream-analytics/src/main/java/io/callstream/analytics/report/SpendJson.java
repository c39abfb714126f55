package io.callstream.analytics.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Lines of reports as JSON objects: the columns asked for, then the amounts, all of them whole numbers. */
public final class SpendJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private SpendJson() {}

    public static ObjectNode of(SpendLine line) {
        ObjectNode json = JSON.createObjectNode();
        line.by().forEach(json::put);
        line.amounts().named().forEach(json::put);
        return json;
    }
}
