package io.callstream.gateway.api.openai;

import io.callstream.gateway.config.SecretNames;
import io.callstream.json.InvalidJsonException;
import io.callstream.json.JsonCursor;
import io.callstream.json.JsonKind;
import io.callstream.json.Range;
import io.callstream.json.Slice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Credentials for MCP servers, which a provider is to call as tools of a request: they go on, and are never recorded. */
final class McpSecrets {
    /** Anthropic's list of servers, of which nothing is recorded. */
    static final String SERVERS = "mcp_servers";

    private static final byte[] MARK = "\"mcp\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TYPE = "type".getBytes(StandardCharsets.US_ASCII);
    private static final String HEADERS = "headers";

    private McpSecrets() {}

    /** Values of a list of tools, in their order; few requests have such a tool, and their tools are not looked at again. */
    static List<Range> in(Slice body, Range tools) throws InvalidJsonException {
        JsonCursor cursor = new JsonCursor(body.part(tools));
        if (!marked(body, tools) || cursor.peek() != JsonKind.ARRAY) {
            return List.of();
        }
        List<Range> secrets = new ArrayList<>();
        cursor.beginArray();
        while (cursor.nextElement()) {
            if (cursor.peek() == JsonKind.OBJECT) {
                tool(cursor, tools.from(), secrets);
            } else {
                cursor.skip();
            }
        }
        return secrets;
    }

    private static void tool(JsonCursor cursor, int offset, List<Range> secrets) throws InvalidJsonException {
        boolean mcp = false;
        List<Range> found = new ArrayList<>();
        cursor.beginObject();
        while (cursor.nextField()) {
            if (cursor.keyIs(TYPE) && cursor.peek() == JsonKind.STRING) {
                mcp = cursor.string().equals("mcp");
                continue;
            }
            String name = cursor.key();
            Range value = cursor.skip();
            if (name.equals(HEADERS) || SecretNames.matches(name)) {
                found.add(new Range(offset + value.from(), offset + value.to()));
            }
        }
        if (mcp) {
            secrets.addAll(found);
        }
    }

    /** Horspool's search: most bytes are passed over. */
    private static boolean marked(Slice body, Range tools) {
        byte[] data = body.array();
        int at = body.offset() + tools.from() + MARK.length - 1;
        int to = body.offset() + tools.to();
        while (at < to) {
            if (data[at] == '"' && ends(data, at)) {
                return true;
            }
            at += step(data[at]);
        }
        return false;
    }

    private static boolean ends(byte[] data, int last) {
        for (int i = 0; i < MARK.length; i++) {
            if (data[last - MARK.length + 1 + i] != MARK[i]) {
                return false;
            }
        }
        return true;
    }

    private static int step(byte b) {
        return switch (b) {
            case 'p' -> 1;
            case 'c' -> 2;
            case 'm' -> 3;
            case '"' -> 4;
            default -> MARK.length;
        };
    }
}
