package io.callstream.sink.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JsonMembersTest {
    private static final Set<String> NAMES = Set.of("end_user", "call_id");

    @Test
    void textsOfTheObjectItselfAreFound() {
        assertThat(
                        texts(
                                "{\"kind\":\"success\",\"call_id\":\"c\",\"a\":{\"end_user\":\"inside\"},\"end_user\":\"\\u00fc\"}\n"))
                .contains(Map.of("call_id", "c", "end_user", "\u00fc"));
        assertThat(texts("{\"end_user\":null,\"call_id\":7}")).contains(Map.of());
    }

    @Test
    void whatIsNoObjectHasNone() {
        for (String other :
                new String[] {"", "[]", "\"x\"", "{\"call_id\":\"c\"", "{\"call_id\":\"c\"}{}", "{\"call_id\":\"c"}) {
            assertThat(texts(other)).as(other).isEmpty();
        }
    }

    @Test
    void textsOfAnyLengthAreFoundWhereverTheyStand() {
        for (int length = 1; length < 60_000; length += 1_777) {
            String name = "n".repeat(length);
            for (int before = 0; before < 10_000; before += 3_331) {
                String line =
                        "{\"x\":\"" + "y".repeat(before) + "\",\"end_user\":\"" + name + "\",\"call_id\":\"c\"}\n";
                byte[] utf8 = (line + line + line).getBytes(StandardCharsets.UTF_8);
                assertThat(JsonMembers.texts(utf8, line.length(), line.length(), NAMES))
                        .as("%s characters behind %s", length, before)
                        .contains(Map.of("end_user", name, "call_id", "c"));
            }
        }
    }

    private static Optional<Map<String, String>> texts(String json) {
        byte[] utf8 = json.getBytes(StandardCharsets.UTF_8);
        return JsonMembers.texts(utf8, 0, utf8.length, NAMES);
    }
}
